"""JupyterLab without its part of ipywidgets: no sliders, but every picture, before a cell has run and after."""

import pytest

from .conftest import NOTEBOOKS, jupyter
from .lab import RUN_ALL, Lab
from .test_notebooks import committed_pictures

pytestmark = pytest.mark.browser

WIDGETS = "@jupyter-widgets/jupyterlab-manager"


def test_the_pictures_are_there_all_the_same(browser, tmp_path):
    path = NOTEBOOKS[1]  # the first lesson
    with (
        jupyter(tmp_path, "jupyterlab", "LabApp", without=[WIDGETS]) as server,
        browser.new_context(viewport={"width": 1500, "height": 1000}) as context,
    ):
        lab = Lab(context.new_page(), server, path)
        committed = committed_pictures(path)
        assert sum(committed) >= 4
        assert lab.pictures() == committed
        lab.page.evaluate(RUN_ALL)
        assert lab.pictures() == committed
        assert not lab.page.locator("input[type=range]").count()
        assert not lab.texts("error")
        assert "Error displaying widget" not in " ".join(lab.texts())
