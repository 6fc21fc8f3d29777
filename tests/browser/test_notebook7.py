"""The lessons in Jupyter Notebook 7: they open with their pictures, run, and follow a slider.

There the arrow keys belong to the notebook, also while a slider has the focus: the extension hands them over.
"""

import nbformat
import pytest
from shipped import code_cells, read

from .conftest import NOTEBOOKS, committed_pictures, jupyter, opened
from .test_typing import ODD, calls_stand_on_the_page, keys_stay_on_controls

pytestmark = pytest.mark.browser

OF_NOTEBOOK = "Cannot read properties of undefined (reading 'schema')"
"""What Notebook 7.6 says on the console as it opens, with any notebook."""


@pytest.fixture(scope="module")
def notebook7(tmp_path_factory):
    """Start Jupyter Notebook."""
    home = tmp_path_factory.mktemp("notebook7")
    with jupyter(home, "notebook", "JupyterNotebookApp", page="notebooks/{path.name}") as server:
        yield server


def all_in_one(folder):
    """Write one notebook with the code of all lessons, which needs one page and one kernel; return its path."""
    whole, *_ = lessons = [read(path) for path in NOTEBOOKS]
    whole.cells = [cell for lesson in lessons for cell in code_cells(lesson)]
    for i, cell in enumerate(whole.cells):
        cell.id = f"cell-{i}"  # one each
    path = folder / "all_lessons.ipynb"
    nbformat.write(whole, path)
    return path


def test_the_lessons_open_run_and_follow_their_sliders(notebook7, browser):
    path = all_in_one(notebook7.home / "notebooks")
    with opened(browser, notebook7, path) as lab:
        assert set(lab.before["errors"]) <= {OF_NOTEBOOK}
        assert lab.before["pictures"] == lab.pictures() == committed_pictures(path)
        lab.let_runs_last(seconds=0.2)
        for demo in lab.demos():
            demo.sliders()[0].drag()
        for demo, before in zip(lab.demos(), lab.states, strict=True):
            after = demo.state(after=before)
            assert (after.picture, after.sentence) != (before.picture, before.sentence)
        first = lab.demos()[0]
        for key in ("End", "ArrowLeft"):
            before = first.state()
            first.sliders()[0].press(key)
            assert first.state(after=before).sentence != before.sentence
        keys_stay_on_controls(lab, [first])
        with lab.resized(width=320, zoom=4):
            assert not lab.sticking_out()
        assert not lab.complaints()


def test_the_state_that_code_asks_for_stands_on_the_page(browser, notebook7):
    calls_stand_on_the_page(ODD, browser, notebook7)
