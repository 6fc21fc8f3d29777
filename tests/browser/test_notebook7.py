"""The same lessons in Jupyter Notebook 7: they open with their pictures, run, and follow a slider.

There the arrow keys belong to the notebook, also while a slider has the focus: the extension hands them over.
"""

import pytest

from .conftest import NOTEBOOKS, jupyter
from .lab import Lab
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


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_lesson_opens_runs_and_follows_its_sliders(path, notebook7, browser):
    with browser.new_context(viewport={"width": 1500, "height": 1000}) as context:
        lab = Lab(context.new_page(), notebook7, path)
        assert set(lab.page_errors()) <= {OF_NOTEBOOK}
        committed = lab.pictures()
        assert sum(committed) >= (4 if path in NOTEBOOKS[1:] else 1)
        lab.run_all()
        lab.listen_to_kernel()
        assert lab.pictures() == committed
        lab.let_runs_last(seconds=0.2)
        moved = [(demo, demo.state()) for demo in lab.demos()]
        for demo, _ in moved:
            demo.sliders()[0].drag()
        for demo, before in moved:
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
