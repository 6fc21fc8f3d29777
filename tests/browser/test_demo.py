"""What any demo does on the page: it is grabbed, played, trained, typed on, and reached by keyboard.

`test_lesson` moves every control of every demo. What a demo computes and says is asked of the package itself.
"""

import re
from itertools import pairwise

import demos as made
import pytest
from shipped import PATHS

from .conftest import PLAYER, ROOT, TRAINER, opened_cells
from .demo import counts, twin, values

pytestmark = pytest.mark.browser

CALL = re.compile(r"\b(?:explore_\w+|playground)\([^()\n…`]*(?:\([^()]*\)[^()\n…`]*)*\)")
ODD = [  # between two steps, and ends of what a slider takes
    "explore_descent(data='one_to_five', learning_rate=1 / 110)",
    "explore_activation(z=-0.123)",
    "explore_training(tolerance=3.3e-4, max_epochs=77)",
    "playground(n_epochs=20, layers='')",
    "explore_training_race(n_epochs=75)",
]

CELLS = """[...document.querySelectorAll('.jp-NotebookPanel .jp-Notebook-cell')].map(
    cell => cell.className.match(/jp-\\w+Cell/)[0])"""


def test_what_is_grabbed_moves_its_controls_and_all_else_follows(few):
    """As it does in a twin: by what is dragged in the first demo, and what is clicked in the last."""
    for demo in (few.demos()[PLAYER], few.demos()[TRAINER]):
        first = before = demo.state()
        it = twin(before.call)
        assert it.picture.handles
        for index, handle in enumerate(it.picture.handles):
            it.picture.grabbed = [index, *grab(few.page.mouse, demo, it, handle)]
            after = demo.state()
            assert (after.call, after.sentence) == (it.call, it.text)
            assert (after.picture != before.picture) == (after.call != before.call)
            for name in handle.controls:
                assert demo.control(it.controls[name].description).text() == it.controls[name].text
            before = after
        assert before.call != first.call
        demo.press("Reset")
        assert demo.state() == first
        it.close()


def grab(mouse, demo, it, handle):
    """Drag a handle by some pixels, or click it; return where it is then in the picture."""
    right, down = (0, 0) if handle.is_clicked else (37, 23)
    (x, y), _ = next(handle.places())
    width, height = it.picture.size
    canvas = demo.output.locator("canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    scale = box["width"] / width
    left, top = box["x"] + x * scale, box["y"] + (height - y) * scale  # the page counts downwards
    mouse.move(left, top)
    assert canvas.evaluate("canvas => canvas.style.cursor") == ("pointer" if handle.is_clicked else "grab")
    mouse.down()
    mouse.move(left + right, top + down, steps=4)
    mouse.up()
    mouse.move(0, 0)  # or what lies under it would light up
    return x + right / scale, height - y + down / scale


def test_it_steps_plays_on_with_what_is_changed_pauses_ends_by_itself_and_begins_again(few):
    demo = few.demos()[PLAYER]
    first = demo.state()
    demo.press("Step", "Space")
    stepped = demo.state()
    assert values(stepped.call) == values(first.call) | {"n_steps": str(1 + int(values(first.call)["n_steps"]))}
    assert stepped.picture != first.picture
    demo.control("number of steps").press("Home")  # with 20 to go, some are left when Pause is pressed
    demo.state()
    demo.watch()
    demo.press("Play", "Enter")
    demo.calls(more=1)
    demo.control("learning rate α").move()
    calls = demo.calls(more=3)
    demo.press("Pause", "Space")
    paused = demo.state()
    assert few.runs() == 0
    moved = [call for before, call in pairwise(calls) if values(call)["n_steps"] == values(before)["n_steps"]]
    assert len(moved) == 1  # a change, once and for good
    assert len({values(call)["learning_rate"] for call in calls}) == 2
    steps = counts([*calls, paused.call], "n_steps")
    assert steps == sorted(steps)  # and no start from the first

    for key in ("End", "ArrowLeft"):
        demo.control("number of steps").press(key)
    (last_but_one,) = counts([demo.state().call], "n_steps")
    demo.watch()
    demo.press("Play", "Space")
    demo.button("Play").wait_for()  # by itself
    assert counts([demo.state().call], "n_steps") == [last_but_one + 1]
    demo.press("Play", "Enter")
    assert counts(demo.calls(more=2)[2:], "n_steps")[:2] == [0, 1]
    demo.press("Reset", "Enter")
    assert demo.state() == first


def test_a_training_takes_what_is_changed_begins_anew_stops_and_goes_on(few):
    demo = few.demos()[TRAINER]
    few.let_runs_last(seconds=40)
    finished = demo.state()
    demo.watch()
    demo.press("Start")
    demo.calls(more=3)
    rate, seed = demo.control("learning rate α"), demo.control("seed")
    for _ in range(3):
        rate.press("ArrowLeft")
        demo.shows(f"learning_rate={rate.text()},")
        demo.calls(more=1)
    calls = demo.calls()[1:]
    assert len({values(call)["learning_rate"] for call in calls}) == 4
    assert counts(calls, "n_epochs") == sorted(counts(calls, "n_epochs"))  # no new start
    seed.move()
    demo.shows(f"seed={seed.text()},")
    lengths = counts(demo.calls(more=3), "n_epochs")
    assert any(later < earlier for earlier, later in pairwise(lengths[1:]))  # a new one
    demo.press("Stop")
    (at,) = counts([demo.state().call], "n_epochs")
    assert few.runs() == 0
    assert 0 < at < int(values(finished.call)["n_epochs"])
    demo.watch()
    demo.press("Start")
    assert min(counts(demo.calls(more=2)[1:], "n_epochs")) > at
    demo.press("Reset")
    assert demo.state() == finished
    few.let_runs_last(seconds=0.2)
    demo.control("epochs").press("End")
    assert demo.state().call == finished.call  # more epochs do not start it by themselves
    demo.press("Reset")
    assert demo.state() == finished


def test_by_keyboard_alone_each_place_is_named_and_seen_and_the_keys_of_a_slider_move_it(few):
    few.let_runs_last(seconds=0.2)
    for demo in few.demos():
        places = demo.output.evaluate("probe.places")
        demo.output.locator("select, input").first.focus()
        seen = []
        while (name := demo.output.evaluate("probe.focus")) is not None and len(seen) <= len(places):
            seen.append(name)
            few.page.keyboard.press("Tab")
        assert seen == places
    slider = few.demos()[PLAYER].control("learning rate α")
    low, *up = [press_and_read(slider, key) for key in ("Home", "PageUp", "ArrowRight", "ArrowUp")]
    high, *down = [press_and_read(slider, key) for key in ("End", "PageDown", "ArrowLeft", "ArrowDown")]
    assert [low, *up] == sorted({low, *up})
    assert [*down[::-1], high] == sorted({*down, high})
    few.demos()[PLAYER].press("Reset")


def press_and_read(slider, key):
    """Press a key on a slider; return where it is, after a look at what is said of it."""
    slider.press(key)
    said, shown, value = slider.handle.evaluate(
        "handle => [handle.ariaValueText, handle.nextElementSibling.value, Number(handle.value)]"
    )
    assert said == shown
    return value


def test_a_typed_number_counts_with_enter_tab_and_a_click_elsewhere(few):
    demo = few.demos()[PLAYER]
    first = demo.state()
    rate, start = demo.control("learning rate α"), demo.control("start w₀")
    for slider, text, key, shown, said in (
        (rate, "1,2", "Enter", "1.20", "learning_rate=1.2,"),
        (rate, "1/110", "Tab", "0.009090909091", "learning_rate=0.009090909091,"),
        (start, "−0,33", "Shift+Tab", "−0.33", "start=-0.33,"),
        (start, "10⁻²", None, "0.01", "start=0.01,"),
    ):
        slider.box.fill(text)
        if key:
            slider.box.press(key)
        else:
            demo.output.locator("canvas").click(position={"x": 5, "y": 5})
        assert said in demo.state().call
        assert slider.box.input_value() == shown == slider.handle.get_attribute("aria-valuetext")
    rate.handle.press("1")  # as in a spreadsheet
    few.page.keyboard.type(".5")
    few.page.keyboard.press("Enter")
    state = demo.state()
    assert "learning_rate=1.5," in state.call
    rate.type("0.7", "Escape")
    assert rate.box.input_value() == "1.50"
    for text in ("2x", "7", "about 1", ""):
        rate.type(text)
        words = demo.output.get_by_text("got 7.0. Nothing" if text == "7" else f"“{text}” is not a number")
        words.wait_for()  # the answer to this text, and not that to the one before
        assert "Nothing has changed." in words.inner_text()
        assert rate.box.input_value() == "1.50"
        assert demo.state() == state
    rate.press("Home")
    assert "learning_rate=0.0," in demo.state().call
    assert words.count() == 0
    demo.press("Reset")
    assert demo.state() == first


def test_keys_on_a_control_never_reach_the_notebook(few):
    few.let_runs_last(seconds=0.2)
    for demo in few.demos():
        keys_stay_on_controls(few, demo)


def keys_stay_on_controls(lab, demo):
    cells, first = lab.page.evaluate(CELLS), demo.state()
    for part in demo.output.locator("input[type=range]:enabled, select:enabled, button").all():
        part.focus()
        for key in ("x", "d", "d", "m", "a", "b", "0", "0", "Escape", "i", "i"):
            lab.page.keyboard.press(key)
    assert lab.page.locator(".jp-Dialog").count() == 0
    assert lab.page.evaluate(CELLS) == cells
    demo.press("Reset")
    assert demo.state() == first


def test_the_state_that_code_asks_for_stands_on_the_page(browser, server):
    with opened_cells(browser, server, "odd", ODD) as lab:
        shown = [(state.call, state.sentence) for state in lab.states]
    twins = [twin(call) for call in ODD]
    assert shown == [(it.call, it.text) for it in twins]
    for it in twins:
        it.close()


def test_calls_in_lessons_questions_and_guides_are_taken():
    made_once = {make.__name__: made.quickly(make) for make in made.ALL}
    paths = [*PATHS, *ROOT.glob("docs/**/*.md"), *ROOT.glob("nbhelpers/exercises/*.txt")]
    texts = [path.read_text(encoding="utf-8").replace('\\"', '"') for path in paths]
    calls = {call for text in texts for call in CALL.findall(text)}
    assert len(calls) > 70
    for call in calls:
        name, arguments = call.split("(", 1)
        it = made_once[name]
        for keyword, value in eval(f"dict({arguments}").items():
            it.run.accepted(value) if keyword == "earlier" else it.controls[keyword].accept(keyword, value)
    for it in made_once.values():
        it.close()
