"""What a reader types on a demo: numbers as people write them, stray keys. And what code asks for stands there."""

import re

import pytest

from nbhelpers import explore

from .conftest import NOTEBOOKS, PLAYER, ROOT, TRAINER, opened_calls

pytestmark = pytest.mark.browser

CALL = re.compile(r"\b(?:explore_\w+|playground)\([^()\n…`]*(?:\([^()]*\)[^()\n…`]*)*\)")
ODD = [  # between two steps, and ends of what a slider takes
    "explore_descent(data='one_to_five', learning_rate=1 / 110)",
    "explore_activation(z=-0.123)",
    "explore_training(tolerance=3.3e-4, max_epochs=77)",
    "playground(n_epochs=20, layers='')",
    "explore_training_race(n_epochs=75)",
]

KINDS = """[...document.querySelectorAll('.jp-NotebookPanel .jp-Notebook-cell')].map(
    cell => cell.className.match(/jp-\\w+Cell/)[0])"""


def test_a_typed_number_counts_with_enter_tab_and_a_click_elsewhere(few):
    demo = few.demos()[PLAYER]
    rate, start = demo.slider("learning rate α"), demo.slider("start w₀")
    state = demo.state()
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
        state = demo.state(after=state)
        assert said in state.call
        assert slider.box.input_value() == shown == slider.handle.get_attribute("aria-valuetext")
    rate.handle.press("1")  # as in a spreadsheet
    few.page.keyboard.type(".5")
    few.page.keyboard.press("Enter")
    state = demo.state(after=state)
    assert "learning_rate=1.5," in state.call
    rate.type("0.7", "Escape")
    assert rate.box.input_value() == "1.50"
    for text in ("2x", "7", "about 1", ""):
        rate.type(text)
        words = demo.output.get_by_text("got 7.0. Nothing" if text == "7" else f"“{text}” is no number")
        words.wait_for()  # the answer to this text, and not that to the one before
        assert "Nothing has changed." in words.inner_text()
        assert rate.box.input_value() == "1.50"
        assert demo.state() == state
    rate.press("Home")
    assert "learning_rate=0.0," in demo.state(after=state).call
    assert words.count() == 0
    demo.press("Reset")


def test_a_number_of_a_list_is_taken_if_it_is_one_of_them(few):
    demo = few.demos()[TRAINER]
    few.let_runs_last(seconds=0.1)
    rate = demo.slider("learning rate α")
    rate.type("0,5")
    demo.output.get_by_text(re.compile(r"learning_rate=0\.5,")).wait_for()
    rate.type("0.11")
    demo.output.get_by_text("expected one of").wait_for()
    assert rate.box.input_value() == "0.5"
    demo.press("Reset")
    demo.state()


def test_keys_on_a_control_never_reach_the_notebook(few):
    keys_stay_on_controls(few, few.demos())


def keys_stay_on_controls(lab, demos):
    kinds = lab.page.evaluate(KINDS)
    for demo in demos:
        parts = demo.output.locator("input[type=range]:enabled, select:enabled, button")
        for part in parts.all():
            part.focus()
            for key in ("x", "d", "d", "m", "a", "b", "0", "0", "Escape", "i", "i"):
                lab.page.keyboard.press(key)
        assert lab.page.locator(".jp-Dialog").count() == 0
        assert lab.page.evaluate(KINDS) == kinds
        demo.press("Reset")
        demo.state()


def test_the_state_that_code_asks_for_stands_on_the_page(browser, server):
    """Calls of the lessons, their questions and the guides."""
    places = [*NOTEBOOKS, *ROOT.glob("docs/**/*.md"), *ROOT.glob("nbhelpers/exercises/*.txt")]
    sources = [path.read_text(encoding="utf-8").replace('\\"', '"') for path in places]
    calls = list(dict.fromkeys(call for source in sources for call in CALL.findall(source)))
    assert len(calls) > 70
    calls_stand_on_the_page([*calls, *ODD], browser, server)


def calls_stand_on_the_page(calls, browser, server):
    twins = [eval(call, vars(explore)) for call in calls]
    with opened_calls(browser, server, "all_calls", calls) as lab:
        shown = [(state.call, state.sentence) for state in lab.states]
    assert shown == [(twin.call, twin.text) for twin in twins]
    for twin in twins:
        twin.close()
