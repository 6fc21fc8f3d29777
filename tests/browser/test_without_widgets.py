"""JupyterLab without its part of ipywidgets: no sliders, but every picture, before a cell has run and after."""

import json

import pytest

from .conftest import NOTEBOOKS, jupyter
from .lab import RUN_ALL, Lab
from .test_notebooks import committed_pictures

pytestmark = pytest.mark.browser

WIDGETS = "@jupyter-widgets/jupyterlab-manager"


@pytest.fixture(scope="module")
def without_widgets(tmp_path_factory):
    """Start JupyterLab with that extension switched off."""
    home = tmp_path_factory.mktemp("without")
    config = home / "config" / "labconfig" / "page_config.json"
    config.parent.mkdir(parents=True)
    config.write_text(json.dumps({"disabledExtensions": {WIDGETS: True}}))
    with jupyter(home, "jupyterlab", "LabApp") as server:
        yield server


def test_the_pictures_are_there_all_the_same(without_widgets, browser):
    path = NOTEBOOKS[1]  # the first lesson
    with browser.new_context(viewport={"width": 1500, "height": 1000}) as context:
        lab = Lab(context.new_page(), without_widgets, path)
        committed = committed_pictures(path)
        assert sum(committed) >= 4
        assert lab.pictures() == committed
        lab.page.evaluate(RUN_ALL)
        assert lab.pictures() == committed
        assert not lab.page.locator(".noUi-target").count()
        assert not lab.texts("error")
        assert "Error displaying widget" not in " ".join(lab.texts())
