"""The pictures: each is tried, moves from trace to trace as if drawn anew, and says what is different in words."""

import importlib
import inspect
import pkgutil

import numpy as np
import pytest
from drawable import drawn, shown
from matplotlib.figure import Figure
from view_cases import VIEWS

from nbhelpers import style, views
from nbhelpers.views.parts import Trail, separate_labels


def test_every_view_that_a_demo_can_move_is_tried():
    modules = [importlib.import_module(it.name) for it in pkgutil.iter_modules(views.__path__, "nbhelpers.views.")]
    classes = {it for module in modules for it in vars(module).values() if inspect.isclass(it)}
    moved = {it for it in classes if hasattr(it, "update") and hasattr(it, "describe")}
    assert moved == {type(view()) for view, _ in VIEWS.values()}, "complete VIEWS in tests/view_cases.py"


@pytest.mark.parametrize(("view", "traces"), VIEWS.values(), ids=VIEWS)
def test_a_moved_picture_equals_one_drawn_directly(view, traces):
    it = shown(view, traces[0])
    made, limits = artists(it.figure), axis_limits(it.figure)
    for trace in [*traces[1:], traces[0]]:
        it.update(trace)
        assert drawn(it.figure) == drawn(shown(view, trace).figure)
        assert artists(it.figure) == made  # moved, not made
    assert axis_limits(it.figure) == limits  # which stand still while the data stay
    sentences = [it.describe(trace) for trace in traces]
    assert len(set(sentences)) == len(traces)
    assert all(s.endswith(".") and "nan" not in s for s in sentences)


def artists(figure):
    """Return the identities of all artists but the ticks, which Matplotlib makes as it needs them."""
    return {id(artist) for parent in (figure, *figure.axes) for artist in parent.get_children()}


def axis_limits(figure):
    return [(ax.get_xlim(), ax.get_ylim()) for ax in figure.axes]


@pytest.mark.parametrize(
    ("end", "side"),
    [((-2, 0.5), "<"), ((np.inf, 5), ">"), ((0.5, -1), "v"), ((1, 9), "^"), ((0, 1), ""), ((0.5, np.nan), "")],
)
@pytest.mark.parametrize("each", [True, False])
def test_a_triangle_says_where_a_point_has_gone(end, side, each):
    ax = Figure().subplots()
    ax.set(xlim=(0, 1), ylim=(0, 1))
    trail = Trail(ax, style.MODEL, end=9, each=each)
    trail.update([0.2, end[0]], [0.3, end[1]])
    assert [marker for marker, line in trail.edge.lines.items() if line.get_visible()] == list(side)
    assert each or trail.end.get_visible() == (not side)
    assert np.abs(trail.line.get_xdata()).max() <= (1 if each else 1001)  # as far as Agg can draw a line


@pytest.mark.parametrize("values", [[0, 0, 0, 0], [3, -1, 0.1, 0], [1, 0, -1, 2], [0.1, 0.2, 5, 5.1]])
def test_labels_are_moved_apart_and_keep_their_order(values):
    moved = separate_labels(values, 0.5)
    order = np.argsort(values, kind="stable")
    assert (np.diff(moved[order]) >= 0.5 - 1e-12).all()
    if np.diff(np.sort(values)).min() >= 0.5:
        assert moved == pytest.approx(values)
