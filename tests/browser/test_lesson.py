"""All that holds of each lesson in JupyterLab, which opens and runs it once.

What holds of every state of a demo on the way is in `State`. What a demo does, whichever it is: `test_demo`.
"""

from importlib.resources import files

import pytest
from shipped import prose, read

from .conftest import BROKEN, committed_pictures, opened

SIZES = ((1500, 1), (1024, 1), (750, 2))  # at a desk, on a projector, at a desk at 200 percent

CELLS = ".jp-NotebookPanel .jp-Cell"
FORMULAS = '.jp-NotebookPanel mjx-container [style*="color:"]'
JUPYTERLABS = {
    ".cm-content": "aria-input-field-name",  # the editor of a code cell has no name
    ".jp-collapseHeadingButton": "button-name",  # the button that folds the cells below a heading has none
}
"""What JupyterLab itself does wrong in a notebook's cells: the part of the page and axe's rule."""


@pytest.fixture(scope="module")
def run(notebook, browser, server):
    """Open a notebook and run all its cells, once for all tests."""
    with opened(browser, server, notebook) as lab:
        yield lab


@pytest.fixture
def lab(run):
    """Return the notebook, opened and run; assert that nothing went wrong behind the test's back."""
    yield run
    assert not run.complaints()


def test_pictures_are_there_before_any_cell_has_run_and_after_all_have(lab, notebook):
    assert lab.before["pictures"] == committed_pictures(notebook, has_run=False)
    assert lab.pictures() == committed_pictures(notebook)
    assert not [text for text in lab.before["texts"] if any(words in text for words in BROKEN)]
    assert not lab.texts("error")
    assert not lab.texts("stderr")


def test_every_control_moves_its_demo_and_reset_undoes_it(lab):
    lab.let_runs_last(seconds=0.01)
    turns = [each_control(demo) for demo in lab.demos()]
    assert turns
    while turns:  # while one demo comes to rest, the others are moved
        turns = [turn for turn in turns if next(turn, False)]


def each_control(demo):
    """Move each; `test_canvas` and `test_states` assert that picture and words match the call."""
    first = state = demo.state()
    for control in demo.controls():
        before, drawn = state, demo.draws()
        control.move()
        yield True
        state = demo.state()
        assert (state.call, state.bar) != (before.call, before.bar), control.label
        assert demo.draws() > drawn or state.bar != before.bar, control.label
    assert state.picture != first.picture
    assert state.sentence != first.sentence
    demo.press("Reset")
    yield True
    assert demo.state() == first


def test_it_can_be_read_by_day_and_by_night(lab, notebook):
    found = {}
    lab.page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    for theme, rules in (("Dark", ["cat.color"]), ("Light", None)):
        lab.take_theme(theme)
        contrasts = [part.evaluate("probe.contrast") for part in lab.page.locator(FORMULAS).all()]
        assert bool(contrasts) == (r"\color{" in prose(read(notebook)))
        assert not [contrast for contrast in contrasts if contrast < 4.5]
        found[theme] = lab.page.evaluate("probe.violations", [CELLS, rules])
    ours = [
        each for each in found["Light"] if not {JUPYTERLABS.get(part) for part in each["classes"]} & {each["id"]}
    ]
    assert ours == found["Dark"] == []
    assert {each["id"] for each in found["Light"]} == set(JUPYTERLABS.values())
    alts = lab.page.locator(f"{CELLS} .jp-OutputArea-output img:not(.nbhelpers-still)")
    assert not [alt for alt in alts.evaluate_all("all => all.map(({alt}) => alt)") if len(alt) < 20]


def test_nothing_sticks_out_and_every_picture_is_sharp(lab):
    """A demo is not at rest, and has no state, before its picture is sharp: see `probes.js`."""
    for width, zoom in SIZES:
        with lab.resized(width, zoom):
            assert not lab.sticking_out()
            for demo in lab.demos():
                demo.state()
