"""The pictures: each view is tried; an updated figure equals one drawn directly; words differ as pictures do."""

import importlib
import inspect
import pkgutil

import numpy as np
import pytest
from drawable import drawn, shown
from view_cases import VIEWS

from nbhelpers import views
from nbhelpers.views.parts import separate_labels

CASES = [pytest.param(view, traces, id=name) for name, (view, traces) in VIEWS.items()]


def that_move():
    """Return every view that a demo can move: what has `update` and `describe`."""
    modules = [importlib.import_module(it.name) for it in pkgutil.iter_modules(views.__path__, "nbhelpers.views.")]
    classes = [it for module in modules for it in vars(module).values() if inspect.isclass(it)]
    return sorted({it for it in classes if hasattr(it, "update") and hasattr(it, "describe")}, key=str)


@pytest.fixture(scope="module")
def tried():
    return {type(view()) for view, _ in VIEWS.values()}


@pytest.mark.parametrize("view", that_move(), ids=lambda view: view.__name__)
def test_a_view_is_tried(view, tried):
    assert view in tried, "add it to VIEWS in tests/view_cases.py"


@pytest.mark.parametrize(("view", "traces"), CASES)
def test_an_updated_picture_equals_one_drawn_directly(view, traces):
    moved = shown(view, traces[0])
    for trace in [*traces[1:], traces[0]]:
        moved.update(trace)
        assert drawn(moved.figure) == drawn(shown(view, trace).figure)


@pytest.mark.parametrize(("view", "traces"), CASES)
def test_artists_are_moved_and_never_made(view, traces):
    it = shown(view, traces[0])
    before = artists(it.figure)
    for trace in traces:
        it.update(trace)
        assert artists(it.figure) == before


def artists(figure):
    """Return the identities of all artists but the ticks, which Matplotlib makes as it needs them."""
    return {id(artist) for parent in (figure, *figure.axes) for artist in parent.get_children()}


@pytest.mark.parametrize(("view", "traces"), CASES)
def test_axes_stand_still_while_the_data_stay(view, traces):
    it = shown(view, traces[0])
    limits = [(ax.get_xlim(), ax.get_ylim()) for ax in it.figure.axes]
    for trace in traces:
        it.update(trace)
    it.update(traces[0])
    assert [(ax.get_xlim(), ax.get_ylim()) for ax in it.figure.axes] == limits


@pytest.mark.parametrize(("view", "traces"), CASES)
def test_words_are_different_for_different_pictures(view, traces):
    it = shown(view, traces[0])
    sentences = [it.describe(trace) for trace in traces]
    assert len(set(sentences)) == len(traces)
    assert all(s.endswith(".") and "nan" not in s for s in sentences)


@pytest.mark.parametrize("values", [[0, 0, 0, 0], [3, -1, 0.1, 0], [1, 0, -1, 2], [0.1, 0.2, 5, 5.1]])
def test_labels_are_moved_apart_and_keep_their_order(values):
    moved = separate_labels(values, 0.5)
    order = np.argsort(values, kind="stable")
    assert (np.diff(moved[order]) >= 0.5 - 1e-12).all()
    if np.diff(np.sort(values)).min() >= 0.5:
        assert moved == pytest.approx(values)
