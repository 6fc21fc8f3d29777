"""All that holds of each lesson in JupyterLab, which opens and runs it once.

What holds of every state of a demo on the way is in `State`.
"""

import re
from importlib.resources import files
from itertools import cycle, groupby, pairwise, permutations

import demos as made
import pytest
from shipped import code_cells, prose, read, tags

from nbhelpers import explore, style

from .conftest import committed_pictures, opened
from .demo import alike, counted, length, moves_on, values

pytestmark = pytest.mark.browser

BROKEN = ("Error displaying widget", "model not found", "Loading widget")
SIZES = ((1500, 1), (1024, 1), (750, 2))  # at a desk, on a projector, at a desk at 200 percent
STEP_LABELS = {"number of steps", "stage", "epochs"}
KEYS = list(permutations(("Space", "Enter")))
RUNNING = [make.__name__ for make in made.RUNNING]
DONE = object()

CELLS = ".jp-NotebookPanel .jp-Cell"
FORMULAS = '.jp-NotebookPanel mjx-container [style*="color:"]'
JUPYTERLABS = {
    ".cm-content": "aria-input-field-name",  # the editor of a code cell has no name
    ".jp-collapseHeadingButton": "button-name",  # the button that folds the cells below a heading has none
}
"""What JupyterLab itself does wrong in a notebook's cells: the part of the page and axe's rule."""

CONFUSION = """def {name}(labels, answers, n_classes):
    counts = np.zeros((n_classes, n_classes))
    for label, answer in zip(labels, answers):
        counts[label, answer] += 1
    return counts"""

ANSWERS = {  # notebook -> the check of one of its exercises, and a right answer
    "00_start_here": ("check_best_w", "{name} = 2"),
    "01_gradient_descent": (
        "check_update",
        "def {name}(w, gradient, learning_rate):\n    return w - learning_rate * gradient",
    ),
    "02_backpropagation": ("check_error_slope", "def {name}(a2, T):\n    return a2 - T"),
    "03_vanishing_gradients": ("check_he_std", "def {name}(n_in):\n    return np.sqrt(2 / n_in)"),
    "04_activation_functions": ("check_tanh_slope", "def {name}(z):\n    return 1 - np.tanh(z) ** 2"),
    "05_training_playground": ("check_confusion", CONFUSION),
}


@pytest.fixture(scope="module")
def run(notebook, browser, server):
    """Open a notebook and run all its cells, once for all tests."""
    with opened(browser, server, notebook) as lab:
        lab.n_widgets = lab.widgets()
        yield lab


@pytest.fixture
def lab(run):
    """Return the notebook, opened and run; see to it that nothing went wrong behind the test's back."""
    yield run
    assert not run.complaints()


@pytest.fixture
def demos(lab):
    """Return its demos, each as its cell made it."""
    lab.let_runs_last(seconds=0.2)
    return lab.reset()


def in_turns(*each):
    """Let generators take turns until all are done: while one demo comes to rest, the others are moved."""
    while each:
        each = [one for one in each if next(one, DONE) is not DONE]


def test_pictures_are_there_before_any_cell_has_run_and_after_all_have(lab, notebook):
    assert lab.before["pictures"] == committed_pictures(notebook, has_run=False)
    assert lab.pictures() == committed_pictures(notebook)
    assert not [text for text in lab.before["texts"] if any(words in text for words in BROKEN)]
    assert not lab.texts("error")
    assert not lab.texts("stderr")


def test_each_control_changes_picture_and_words_and_reset_puts_them_back(lab, demos):
    assert demos
    in_turns(*(each_control(demo) for demo in demos))


def each_control(demo):
    first = state = demo.state()
    for control in demo.controls():
        for move in control.moves():
            before = state
            move()
            yield
            state = demo.state(after=before)
            longer = control.label == "epochs" and before.bar  # a run that goes on only when Start is pressed again
            parts = ("bar",) if longer else ("call", "sentence", "picture")
            same = [part for part in parts if getattr(state, part) == getattr(before, part)]
            assert set(same) <= set(same and alike(before, state)), f"{control.label} of {state}"
        demo.press("Reset")
        yield
        demo.returns_to(first)
        state = demo.state()


def test_every_handle_moves_its_controls_and_all_else_follows(lab, demos):
    in_turns(*(each_handle(lab, demo) for demo in demos))


def each_handle(lab, demo):
    """Drag what can be grabbed on the page, and in a twin: control, picture, sentence and call agree with it."""
    right, down, outside = 37, 23, 2000  # pixels of the page
    state = demo.state()
    twin = eval(state.call, vars(explore))
    assert bool(twin.picture.handles) == ("in the picture to change" in state.name)
    far = [(outside, -outside)]  # once: where that leads, the twin says with the same code for all
    for index, handle in enumerate(twin.picture.handles):
        ways = [(0, 0)] if handle.is_clicked else [(right, down), *far]
        far = far if handle.is_clicked else []
        for way in ways:
            if grab(lab, demo, twin, index, way):
                yield
                after = demo.state(after=state)
                while after.call != twin.call:
                    after = demo.state(after=after)  # the last of several moves
                assert after.sentence == twin.text
                assert after.picture != state.picture
                for control in (twin.controls[name] for name in handle.controls):
                    if control.kind == "slider":
                        assert demo.slider(control.description).box.input_value() == control.text
                state = after
    twin.close()


def grab(lab, demo, twin, index, way):
    """Drag a handle on the page, and do the same to the twin; tell whether anything has changed."""
    handle, call = twin.picture.handles[index], twin.call
    if not list(handle.places()):  # such as the bar of a score that is not there
        return False
    (x, y), _ = list(handle.places())[-1]
    y = twin.picture.size[1] - y  # downwards, as the page counts
    canvas = demo.output.locator("canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    scale = box["width"] / twin.picture.size[0]
    at = box["x"] + x * scale, box["y"] + y * scale
    lab.page.mouse.move(*at)
    assert canvas.evaluate("canvas => canvas.style.cursor") == ("pointer" if handle.is_clicked else "grab")
    lab.page.mouse.down()
    lab.page.mouse.move(at[0] + way[0], at[1] + way[1], steps=4)
    lab.page.mouse.up()
    twin.picture.grabbed = [index, x + way[0] / scale, y + way[1] / scale]
    return twin.call != call


def test_step_play_pause_and_reset(lab, demos):
    players = [demo for demo in demos if demo.has("Play")]
    in_turns(*(plays(demo, *keys) for demo, keys in zip(players, cycle(KEYS), strict=False)))
    assert not lab.moves(seconds=0.7)
    in_turns(*(ends_and_begins_again(demo, *keys) for demo, keys in zip(players, cycle(KEYS), strict=False)))


def plays(demo, one, other):
    """Step and come back; go on playing with what is changed meanwhile."""
    first = demo.state()
    demo.press("Step", one)
    yield
    after = demo.state(after=first)
    assert counted([first.call, after.call])
    assert after.picture != first.picture
    demo.press("Reset", other)
    yield
    demo.returns_to(first)
    demo.watch()
    demo.press("Play", one)
    yield
    steps = demo.calls(at_least=2)
    demo.sliders()[0].press()  # not that of the steps
    yield
    calls = [values(call) for call in demo.calls(at_least=len(steps) + 3)[1:]]  # without that before Play
    if demo.has("Pause"):  # else it has come to its last step
        demo.press("Play|Pause", other)
    step = counted(steps)
    places = [place for place, _ in groupby(call.pop(step) for call in calls)]  # what is left: all but the step
    assert len(list(groupby(calls))) == 2  # the change, once and for good
    assert len(places) > 2
    assert moves_on(places)  # and no start from the first
    yield
    demo.button("Play").wait_for()
    demo.state()


def ends_and_begins_again(demo, one, _):
    """Play from the last step but one, which ends by itself; play again, from the first step; reset."""
    before = demo.state()
    for key in ("End", "ArrowLeft"):
        demo.slider(*STEP_LABELS).press(key)
    yield
    demo.state(after=before)
    demo.watch()
    demo.press("Play", one)
    yield
    demo.button("Play").wait_for()  # by itself
    assert len(demo.calls()) == 2
    demo.watch()
    demo.press("Play", one)
    yield
    assert counted(demo.calls(at_least=3)[1:])
    demo.press("Reset", one)
    yield
    demo.button("Play").wait_for()
    demo.state()


def test_a_demo_that_trains_starts_goes_on_with_what_is_changed_stops_and_goes_on(lab, notebook, demos):
    runners = [demo for demo in demos if demo.has("Start")]
    assert len(runners) == sum(made.called(cell.source) in RUNNING for cell in code_cells(read(notebook)))
    lab.let_runs_last(seconds=4)
    for demo in runners:
        finished = demo.state()
        demo.watch()
        demo.press("Start")
        demo.grow(4)
        demo.slider("seed", "hidden units").press()  # a new run begins, with the slider's new value
        demo.grow(4)
        assert any(later < earlier for earlier, later in pairwise(demo.lengths()))
        demo.press("Stop")
        demo.button("Start").wait_for()
        stopped = demo.state(after=finished)
        assert not lab.moves(seconds=0.5)
        at = length(stopped.call)
        assert 0 < at < length(finished.call)
        demo.press("Start")
        demo.grow(2)
        assert min(demo.lengths()[-2:]) > at
        demo.press("Stop")
        demo.button("Start").wait_for()
        demo.press("Reset")
        demo.returns_to(finished)


def test_the_playground_takes_another_learning_rate_without_a_new_start(lab, notebook, demos):
    if notebook.stem != "05_training_playground":
        return
    demo = demos[0]
    before = demo.state()
    lab.let_runs_last(seconds=30)
    demo.slider("epochs").press("End")
    assert "n_epochs=200," in demo.state(after=before).call  # more epochs do not start it by themselves
    demo.watch()
    demo.press("Start")
    demo.grow(3)
    rate = demo.slider("learning rate α")
    for _ in range(5):
        rate.press("ArrowLeft")
        demo.grow(1)
    demo.press("Stop")
    demo.button("Start").wait_for()
    assert len({values(call)["learning_rate"] for call in demo.calls()}) == 6
    assert demo.lengths()[1:] == sorted(demo.lengths()[1:])
    demo.state()


def test_by_keyboard_alone_each_place_is_named_and_seen_and_the_keys_of_a_slider_move_it(lab, demos):
    for demo in demos:
        places = demo.output.evaluate("probe.places")
        demo.output.locator("select, input").first.focus()
        seen = {}
        while (is_seen := demo.output.evaluate("probe.focus")) is not None and len(seen) <= len(places):
            seen[len(seen), lab.name_of_focus()] = is_seen
            lab.page.keyboard.press("Tab")
        assert seen == dict.fromkeys(enumerate(places), True)
        slider = demo.sliders()[0]
        low, *up = [press_and_read(slider, key) for key in ("Home", "PageUp", "ArrowRight", "ArrowUp")]
        high, *down = [press_and_read(slider, key) for key in ("End", "PageDown", "ArrowLeft", "ArrowDown")]
        assert low < high
        assert all(before < after or before == high for before, after in pairwise([low, *up]))
        assert all(before > after or before == low for before, after in pairwise([high, *down]))


def press_and_read(slider, key):
    """Press a key on a slider; return where it is, after a look at what is said of it."""
    slider.press(key)
    said, shown, value = slider.handle.evaluate(
        "handle => [handle.ariaValueText, handle.nextElementSibling.value, Number(handle.value)]"
    )
    assert said == shown
    return value


def test_it_can_be_read_by_day_and_by_night(lab, notebook, demos):
    found = {}
    lab.page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    for theme, paper, rules in (("Dark", style.DARK[style.PAPER], ["cat.color"]), ("Light", style.PAPER, None)):
        lab.take_theme(theme)
        assert lab.papers() == [paper]
        contrasts = [part.evaluate("probe.contrast") for part in lab.page.locator(FORMULAS).all()]
        assert bool(contrasts) == (r"\color{" in prose(read(notebook)))
        assert not [contrast for contrast in contrasts if contrast < 4.5]
        for demo in demos:
            demo.state()  # which has words for what it shows
        found[theme] = lab.page.evaluate("probe.violations", [CELLS, rules])
    ours = [
        each for each in found["Light"] if not {JUPYTERLABS.get(part) for part in each["classes"]} & {each["id"]}
    ]
    assert ours == found["Dark"] == []
    assert {each["id"] for each in found["Light"]} == set(JUPYTERLABS.values())
    alts = lab.page.locator(f"{CELLS} .jp-OutputArea-output img:not(.nbhelpers-still)")
    assert not [alt for alt in alts.evaluate_all("all => all.map(({alt}) => alt)") if len(alt) < 20]


def test_the_sentence_is_spoken_when_the_slider_rests_and_only_then(lab, demos):
    demo = demos[0]
    before = demo.state()
    demo.output.evaluate("probe.hear")
    handle = demo.sliders()[0].handle
    handle.focus()
    handle.evaluate("probe.dragFast")
    after = demo.state(after=before)
    heard = lab.page.evaluate("heard")
    assert heard[-1][0] == after.sentence
    assert not [quiet for _, quiet in heard if quiet < 195]  # a busy machine may take a pause for a rest
    assert len(heard) < after.draws - before.draws


def test_a_prediction_by_keyboard_and_an_exercise(lab, notebook):
    cells = read(notebook).cells
    asked = [lab.output(place) for place, cell in enumerate(cells) if "predict" in tags(cell)]
    predict(lab, next(output for output in asked if output.locator("input[type=radio]").count()))
    for output in (each for each in asked if each.locator("textarea").count()):
        say(output)

    check, answer = ANSWERS[notebook.stem]
    (at,) = [i for i, cell in enumerate(cells) if "check" in tags(cell) and f"{check}(" in cell.source]
    name = re.search(rf"{check}\((\w+)\)", cells[at].source)[1]
    stub = max(i for i, cell in enumerate(cells[:at]) if "exercise" in tags(cell))
    assert "Not attempted yet." in lab.output(at).inner_text()
    lab.run_cell(stub, answer.format(name=name))
    lab.run_cell(at)
    lab.output(at).get_by_text("✓ Correct.").wait_for()


def predict(lab, output):
    """Choose and commit to an answer by keyboard; see what happens, and hear it."""
    options, commit = output.locator("input[type=radio]"), output.locator("button", has_text="Commit")
    assert "What happens" not in output.inner_text()
    options.first.focus()
    lab.page.keyboard.press("ArrowUp")  # which goes round, and does not leave the question
    assert options.last.is_checked()
    lab.page.keyboard.press("ArrowDown")
    lab.page.keyboard.press("ArrowDown")
    assert options.nth(1).is_checked()
    commit.and_(output.locator(":enabled")).wait_for()
    lab.page.keyboard.press("Tab")  # for which the options are one place
    assert commit.evaluate("button => button === document.activeElement")
    lab.page.keyboard.press("Space")
    reveal = output.locator('[role="status"]')
    reveal.get_by_text("What happens:").wait_for()
    assert "You predicted:" in reveal.inner_text()
    lab.page.locator("#nbhelpers-voice[role=status]").get_by_text("What happens:").wait_for(state="attached")
    assert options.first.is_disabled()
    assert commit.is_disabled()


def say(output):
    """Answer in words by keyboard; only then see the model answer, and judge one's own."""
    box, reveal = output.locator("textarea"), output.locator('[role="status"]')
    for words, said in (("", "Write a sentence or two first."), ("They still grow.", "A model answer:")):
        assert "model answer" not in output.inner_text()
        box.fill(words)
        output.locator("button", has_text="Commit").press("Space")
        reveal.get_by_text(said).wait_for()
    assert words in reveal.inner_text()
    output.locator("button", has_text="Mine agrees").press("Space")
    reveal.get_by_text("You found that it agrees.").wait_for()


def test_a_second_run_is_silent_and_at_rest_and_leaves_nothing_behind(lab, notebook):
    announced = lab.said()[0]
    lab.run_all()
    assert not lab.moves(seconds=1)
    assert set(lab.said()) <= {announced, ""}
    assert lab.pictures() == committed_pictures(notebook)
    assert lab.widgets() == lab.n_widgets


def test_nothing_sticks_out_and_every_picture_is_sharp(lab):
    for width, zoom in SIZES:
        with lab.resized(width, zoom):
            assert not lab.sticking_out()
            for demo in lab.demos():
                demo.state()
