"""A lesson in Jupyter Notebook 7: it opens with its pictures, follows its sliders, and keeps what is answered.

There the arrow keys belong to the notebook, also while a slider has the focus: the extension hands them over.
"""

import pytest
from shipped import LESSONS

from .conftest import committed_pictures, jupyter, opened

OF_NOTEBOOK = "Cannot read properties of undefined (reading 'schema')"
"""What Notebook 7.6 says on the console as it opens, with any notebook."""


@pytest.fixture(scope="module")
def notebook7(tmp_path_factory):
    """Start Jupyter Notebook."""
    home = tmp_path_factory.mktemp("notebook7")
    with jupyter(home, "notebook", "JupyterNotebookApp", page="notebooks/{path.name}", progress="") as server:
        yield server


def test_a_lesson_opens_runs_follows_its_sliders_and_keeps_an_answer(notebook7, browser):
    path = LESSONS[0]
    with opened(browser, notebook7, path) as lab:
        assert set(lab.before["errors"]) <= {OF_NOTEBOOK}
        assert lab.before["pictures"] == committed_pictures(path, has_run=False)
        assert lab.pictures() == committed_pictures(path)
        for demo, before in zip(lab.demos(), lab.states, strict=True):
            slider = demo.controls()[0]
            slider.drag()
            dragged = demo.state()
            slider.move()
            for after, earlier in ((dragged, before), (demo.state(), dragged)):
                assert after.picture != earlier.picture
                assert after.sentence != earlier.sentence
            demo.press("Reset")
        lab.demos()[0].keeps_keys()
        with lab.resized(width=320, zoom=4):
            assert not lab.sticking_out()
        commit = lab.page.get_by_role("button", name="Commit")
        question = lab.page.locator(".jp-OutputArea-output", has=commit).first
        question.locator("input[type=radio]").first.check()
        question.get_by_role("button", name="Commit").click()
        question.get_by_text("What happens:").wait_for()
        assert (notebook7.home / "notebooks" / "progress.json").exists()
        assert set(lab.complaints()) <= {OF_NOTEBOOK}  # which may also come late
