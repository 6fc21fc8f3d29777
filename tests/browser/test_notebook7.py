"""The lessons in Jupyter Notebook 7: they open with their pictures, run, and follow a slider.

There the arrow keys belong to the notebook, also while a slider has the focus: the extension hands them over.
"""

import pytest

from .conftest import committed_pictures, each_notebook, jupyter, opened
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


@each_notebook
def test_a_lesson_opens_runs_and_follows_its_sliders(path, notebook7, browser):
    with opened(browser, notebook7, path) as lab:
        assert set(lab.before["errors"]) <= {OF_NOTEBOOK}
        assert lab.before["pictures"] == committed_pictures(path, has_run=False)
        assert lab.pictures() == committed_pictures(path)
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
