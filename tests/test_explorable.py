"""The contract of a demo, on every demo there is: sweeps, one redraw, refusals, faults seen."""

import gc
import io
from types import SimpleNamespace

import ipywidgets as widgets
import numpy as np
import pytest
from demos import PLAYABLE, STILL, picture, shown
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_hex
from PIL import Image

from nbhelpers import cells, explore, style
from nbhelpers.explore.controls import Slider
from nbhelpers.explore.demo import Explorable

WAKES = {"z4": {"n_scores": 5}, "z5": {"n_scores": 5}, "slope": {"activation": "leaky_relu", "z": -1.0}}
"""What makes a control do something that is idle in the first state of its demo."""


def positions(control):
    """Return the values at a control's minimum, middle and maximum, or all its options."""
    every = control.values
    return [every[0], every[len(every) // 2], every[-1]] if isinstance(control, Slider) else every


@pytest.fixture(scope="module", params=STILL, ids=lambda make: make.__name__)
def made(request):
    """Return a demo and the function that made it; made once, because making one is slow."""
    return request.param, request.param()


@pytest.fixture
def it(made):
    """Return each demo in turn, in its first state."""
    return made[1].reset()


@pytest.fixture
def make(made):
    """Return the function that made `it`."""
    return made[0]


def test_a_demo_with_steps_is_played(it, make):
    assert (it.run.control is not None) == (make in PLAYABLE), "add the name of its steps to STEPS"


def test_every_control_changes_picture_and_sentence(it):
    for name, control in it.controls.items():
        it.reset()
        it.set(**(WAKES.get(name, {}) if control.disabled else {}))
        assert not control.disabled
        seen = []
        for value in positions(control):
            control.value = value  # as the front end does it
            assert it.values[name] == (pytest.approx(value) if isinstance(value, float) else value)
            seen.append((picture(it), it.picture.sentence))
        assert [len(set(each)) for each in zip(*seen, strict=True)] == [len(seen)] * 2


def test_set_redraws_once_and_the_call_shown_makes_the_same_state(it, make, sent):
    assert it.set(**{name: positions(control)[-1] for name, control in it.controls.items()}) is it
    assert [widget for widget, _ in sent].count(it.picture) == 1
    again = eval(it.picture.call, {make.__name__: make})
    assert shown(again) == shown(it)
    assert it.picture.sentence == it.text
    again.close()


def test_moving_quickly_ends_in_the_picture_of_a_demo_set_there(it):
    name, control = next((name, control) for name, control in it.controls.items() if isinstance(control, Slider))
    *values, high = control.values
    for value in [*values[:: max(len(values) // 6, 1)], high]:
        control.value = value
    assert shown(it) == shown(it.reset().set(**{name: high}))


def n_pages():
    """Return how many renderers there are that hold the pixels of a page."""
    return sum(bool(vars(one)) for one in gc.get_objects() if type(one) is RendererAgg)


def test_display_bundle_carries_widget_picture_and_words_and_leaves_the_page_as_it_is(it):
    before, kept = shown(it), n_pages()
    data, metadata = it._repr_mimebundle_()
    assert data["text/plain"] == it.text
    assert "application/vnd.jupyter.widget-view+json" in data
    assert type(data["image/png"]) is bytes  # anything else becomes a list of numbers in the notebook
    picture = Image.open(io.BytesIO(data["image/png"]))
    assert picture.width == 2 * metadata["image/png"]["width"]  # sharp on a 2x screen
    colors = {to_hex(np.array(color) / 255) for _, color in picture.convert("RGB").getcolors(picture.width**2)}
    assert {style.PAPER, style.INK} <= colors  # exact, among the few of a palette
    assert not it.view.figure.stale  # or the next move would send all of it
    it.picture.redraw()
    assert shown(it) == before
    assert n_pages() == kept, "the pixels of a page, 8 MB, are kept with a renderer"


def test_a_still_picture_carries_words_and_leaves_no_widget():
    from nbhelpers import datasets, descent

    count = len(widgets.widget._instances)
    run = descent.descend(*datasets.LINES["walkthrough"], start=0.2, learning_rate=0.4, n_steps=3)
    data, _ = explore.show_steps(run)._repr_mimebundle_()
    assert data["image/png"].startswith(b"\x89PNG")
    assert data["text/plain"].startswith("Step by step: w = 0.2, J = 2.025; w = 1.1, J = 0.50625")
    assert len(widgets.widget._instances) == count
    short = descent.descend(*datasets.LINES["walkthrough"], start=0.2, learning_rate=0.4, n_steps=2)
    with pytest.raises(ValueError, match="trace: expected at least 3 steps, got 2"):
        explore.show_steps(short)


class Broken(Exception):
    pass


@pytest.mark.parametrize("where", ["compute", "update", "describe"])
def test_a_fault_is_said_plainly_and_seen_by_the_caller(where, monkeypatch):
    it = explore.explore_fit()

    def fail(*_, **__):
        raise Broken("the <wheel> came off")

    monkeypatch.setattr(it if where == "compute" else it.view, "compute" if where == "compute" else where, fail)
    with pytest.raises(Broken):
        it.controls["w"].value = 3
    said = "This state could not be drawn (Broken: the <wheel> came off). Press Reset to go on."
    assert (it.picture.sentence, it.picture.call, it.picture.notice) == ("", "explore_fit(w=3.0)", said)
    monkeypatch.undo()
    it.reset()
    assert (it.picture.sentence, it.picture.notice, it.values) == (it.text, "", {"w": 0.2})


def test_running_a_cell_again_frees_what_it_made_before(monkeypatch):
    shell = SimpleNamespace(execution_count=1, get_parent=lambda: {"metadata": {"cellId": "a"}})
    monkeypatch.setattr(cells, "get_ipython", lambda: shell)
    monkeypatch.setattr(cells, "_made", {})
    before = len(widgets.widget._instances)
    explore.explore_fit(), explore.explore_fit()
    two = len(widgets.widget._instances) - before
    shell.execution_count = 2
    explore.explore_fit(), explore.explore_fit()
    assert len(widgets.widget._instances) - before == two
    shell.get_parent = lambda: {"metadata": {"cellId": "b"}}
    explore.explore_fit()
    assert len(widgets.widget._instances) - before == two * 3 / 2


def test_an_explorable_nests_like_any_widget():
    box = widgets.VBox([explore.explore_fit(), explore.explore_fit(w=1)])
    assert all(isinstance(child, Explorable) for child in box.children)
