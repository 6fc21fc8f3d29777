"""A notebook as it opens, after Run All, and after Run All once more."""

import json

import pytest

from .conftest import NOTEBOOKS

pytestmark = pytest.mark.browser

BROKEN = ("Error displaying widget", "model not found", "Loading widget")
SIZES = ((1500, 1), (1024, 1), (750, 2))  # at a desk, on a projector, at a desk at 200 percent


def test_there_are_notebooks():
    assert NOTEBOOKS


def test_pictures_are_there_before_any_cell_has_run_and_after_all_have(lab, notebook):
    assert lab.before["pictures"] == lab.after["pictures"] == committed_pictures(notebook)
    assert not [text for text in lab.before["texts"] if any(words in text for words in BROKEN)]
    assert not lab.texts("error")
    assert not lab.texts("stderr")
    assert lab.seconds < 30


def committed_pictures(notebook):
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    code = [cell["outputs"] for cell in cells if cell["cell_type"] == "code"]
    return [sum("image/png" in output.get("data", {}) for output in outputs) for outputs in code]


def test_a_second_run_is_silent_and_at_rest_and_leaves_nothing_behind(lab, notebook):
    announced = lab.said()[0]
    lab.run_all()
    assert not lab.moves(seconds=1)
    assert set(lab.said()) <= {announced, ""}
    assert lab.pictures() == committed_pictures(notebook)
    assert lab.widgets() == lab.after["widgets"]


def test_nothing_sticks_out_and_every_picture_is_sharp(lab):
    for width, zoom in SIZES:
        with lab.resized(width, zoom):
            assert not lab.sticking_out()
            for demo in lab.demos():
                demo.state()
