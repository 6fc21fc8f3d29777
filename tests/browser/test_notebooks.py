"""A notebook as it opens, after Run All, and after Run All once more."""

import json

import pytest

from .conftest import NOTEBOOKS

pytestmark = pytest.mark.browser

BROKEN = ("Error displaying widget", "model not found", "Loading widget")


def test_there_are_notebooks():
    assert NOTEBOOKS


def test_pictures_are_there_before_any_cell_has_run(lab, notebook):
    assert lab.before["pictures"] == committed_pictures(notebook)
    assert not [text for text in lab.before["texts"] if any(words in text for words in BROKEN)]


def committed_pictures(notebook):
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    code = [cell["outputs"] for cell in cells if cell["cell_type"] == "code"]
    return [sum("image/png" in output.get("data", {}) for output in outputs) for outputs in code]


def test_run_all(lab):
    assert not lab.texts("error")
    assert not lab.texts("stderr")
    assert lab.seconds < 30


def test_a_second_run_leaves_one_picture_and_no_widget_behind(lab, notebook):
    lab.run_all()
    assert lab.pictures() == lab.after["pictures"] == committed_pictures(notebook)
    assert lab.widgets() == lab.after["widgets"]


@pytest.mark.parametrize("width", [1500, 1024, 750], ids=["desk", "projector", "desk-at-200-percent"])
def test_nothing_sticks_out(lab, width):
    assert not lab.sticking_out(width)
