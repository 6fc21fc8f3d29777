"""The pictures: numbers read back from artists, an updated figure equal to one drawn directly, words that fit."""

import io

import numpy as np
import pytest

from nbhelpers import descent
from nbhelpers.datasets import LINES
from nbhelpers.descent import plane
from nbhelpers.views.descent import DescentView, FitView
from nbhelpers.views.learning_rates import LearningRatesView
from nbhelpers.views.plane import PlaneView
from nbhelpers.views.scales import ScalesView
from nbhelpers.views.steps import StepsView
from nbhelpers.views.text import num, percent, plus, signed, sub


def run(learning_rate=0.4, n_steps=4, start=0.2, data="walkthrough"):
    return descent.descend(*LINES[data], start=start, learning_rate=learning_rate, n_steps=n_steps)


def walk(learning_rate=0.18, n_steps=6, start_w=0.2, start_b=2.5, data="walkthrough"):
    return plane.descend(
        *LINES[data], start_w=start_w, start_b=start_b, learning_rate=learning_rate, n_steps=n_steps
    )


def swept(**values):
    return descent.sweep(run(**values), np.linspace(0, 2, 41))


def scaled(rescale=False, **values):
    values = {"start": 0.2, "learning_rate": 0.4, "n_steps": 4} | values
    return descent.compare_scales(*LINES["walkthrough"], **values, rescale=rescale)


def plane_view(trace):
    return PlaneView(trace, data=[LINES["walkthrough"], LINES["stretched"]])


VIEWS = {
    "fit": (FitView, [run(n_steps=0), run(n_steps=0, start=-1), run(n_steps=0, start=5), run(n_steps=0, start=2)]),
    "descent": (
        DescentView,
        [
            run(),
            run(n_steps=0),
            run(n_steps=20),
            run(0.8),
            run(2, 20, -1),
            run(data="one_to_five", n_steps=20),
            run(data="noisy"),
        ],
    ),
    "learning rates": (LearningRatesView, [swept(), swept(learning_rate=2, n_steps=20), swept(n_steps=0)]),
    "scales": (ScalesView, [scaled(), scaled(rescale=True), scaled(learning_rate=2, n_steps=20)]),
    "plane": (plane_view, [walk(), walk(data="stretched"), walk(0.25, 20), walk(0, 0), walk(0.1, 20, 5, -3)]),
    "steps": (StepsView, [run(), run(0.8), run(1.2, start=4)]),
}
CASES = [pytest.param(view, traces, id=name) for name, (view, traces) in VIEWS.items()]


def pixels(figure):
    """Return a full draw of everything, the moving artists too, in a layout that does not depend on the past."""
    figure.set_layout_engine("none")
    buffer = io.BytesIO()
    figure.savefig(buffer, format="rgba", dpi=50)
    return np.frombuffer(buffer.getvalue(), np.uint8)


@pytest.mark.parametrize(("view", "traces"), CASES)
def test_an_updated_picture_equals_one_drawn_directly(view, traces):
    moved = view(traces[0])
    for trace in [*traces[1:], traces[0]]:
        moved.update(trace)
        np.testing.assert_array_equal(pixels(moved.figure), pixels(view(trace).figure))


@pytest.mark.parametrize(("view", "traces"), CASES)
def test_artists_are_moved_and_never_made(view, traces):
    shown = view(traces[0])
    before = artists(shown.figure)
    for trace in traces:
        shown.update(trace)
        assert artists(shown.figure) == before


def artists(figure):
    """Return the identities of all artists but the ticks, which Matplotlib makes as it needs them."""
    return {id(artist) for parent in (figure, *figure.axes) for artist in parent.get_children()}


@pytest.mark.parametrize(("view", "traces"), CASES)
def test_axes_stand_still_while_the_data_stay(view, traces):
    shown = view(traces[0])
    limits = [(ax.get_xlim(), ax.get_ylim()) for ax in shown.figure.axes]
    for trace in traces:
        shown.update(trace)
    shown.update(traces[0])
    assert [(ax.get_xlim(), ax.get_ylim()) for ax in shown.figure.axes] == limits


@pytest.mark.parametrize(("view", "traces"), CASES)
def test_words_are_different_for_different_pictures(view, traces):
    shown = view(traces[0])
    sentences = [shown.describe(trace) for trace in traces]
    assert len(set(sentences)) == len(traces)
    assert all(s.endswith(".") and "nan" not in s for s in sentences)


def test_descent_picture_holds_the_numbers_of_the_trace():
    trace = run(1.2, n_steps=5)
    view = DescentView(trace)
    np.testing.assert_array_equal(view.bowl.path.get_xdata(), trace.w)
    np.testing.assert_array_equal(view.bowl.path.get_ydata(), trace.cost)
    np.testing.assert_array_equal(view.history.line.get_ydata(), trace.cost)
    np.testing.assert_array_equal(view.data.dots.get_ydata(), trace.z)
    (x0, x1), (z0, z1) = view.data.line.get_data()
    assert (z1 - z0) / (x1 - x0) == pytest.approx(trace.w[-1])
    older = [np.diff(segment, axis=0)[0] for segment in view.data.before.get_segments()]
    assert [rise / step for step, rise in older] == pytest.approx(trace.w[:-1])


def test_the_tangent_has_the_slope_of_the_trace():
    for start in (-1, 0.2, 2, 4.7):
        trace = run(start=start, n_steps=0)
        (w0, w1), (J0, J1) = FitView(trace).bowl.tangent.get_data()
        assert (J1 - J0) / (w1 - w0) == pytest.approx(trace.gradient[0], abs=1e-12)


def test_errors_reach_from_each_point_to_the_line():
    trace = run(start=0.5, n_steps=0)
    for (x, z), (x_on_line, z_on_line) in FitView(trace).data.residuals.get_segments():
        assert (x_on_line, z_on_line) == (x, 0.5 * x)
        assert z == 2 * x


def test_a_cost_of_zero_is_marked_and_said():
    view = DescentView(run(0.8))
    assert len(view.history.zero.get_xdata()) == 4
    assert "no place on a log axis" in view.history.label.get_text()


def test_a_point_that_leaves_is_marked_at_the_edge():
    view = DescentView(run(1.7, n_steps=12))
    assert not view.bowl.point.get_visible()
    assert view.bowl.edge.line.get_visible()
    assert view.bowl.edge.line.get_marker() == "<"
    assert view.describe(run(1.7, n_steps=12)).endswith("outside the picture.")


def test_an_overflow_is_drawn_and_said():
    trace = run(2, n_steps=3000)
    view = DescentView(run(), n_steps=3000)
    view.update(trace)
    assert "too large for the computer" in view.describe(trace)
    assert pixels(view.figure).any()


def test_sweep_picture_holds_the_numbers_of_the_trace():
    trace = swept(n_steps=3)
    view = LearningRatesView(trace)
    np.testing.assert_allclose(view.w.curve.get_ydata(), trace.w)
    np.testing.assert_allclose(view.cost.curve.get_ydata(), np.maximum(trace.cost, 1e-13))
    assert view.w.point.get_data() == ([0.4], [trace.chosen.w[-1]])


def test_plane_picture_holds_the_numbers_of_the_trace():
    trace = walk()
    view = plane_view(trace)
    np.testing.assert_array_equal(view.path.get_xdata(), trace.w)
    np.testing.assert_array_equal(view.path.get_ydata(), trace.b)
    assert [contour.get_visible() for *_, contour in view.contours] == [True, False]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (-0.0, "0"),
        (1.775, "1.775"),
        (-2.25, "−2.25"),
        (1.94375, "1.9438"),
        (0.8, "0.8"),
        (100, "100"),
        (123456.7, "123457"),
        (3.8e7, "3.8·10⁷"),
        (-7.193e19, "−7.193·10¹⁹"),
        (0.00009, "9·10⁻⁵"),
        (9.99999, "10"),
        (float("inf"), "∞"),
        (float("-inf"), "−∞"),
        (float("nan"), "no number"),
    ],
)
def test_numbers_are_written_for_readers(value, text):
    assert num(value) == text


def test_other_ways_to_write_a_number():
    assert (signed(-2), signed(2), plus(-0.5), plus(0.5), percent(0.775)) == (
        "(−2)",
        "2",
        "− 0.5",
        "+ 0.5",
        "77.5 %",
    )
    assert sub("w", 12) == "w₁₂"


def test_a_start_at_the_bottom_is_not_said_to_diverge():
    there = run(1.7, n_steps=12, start=2)
    assert "stays there" in DescentView(there).describe(there)
    assert "diverges" not in DescentView(there).describe(there)
    for trace, way in (
        (walk(0.25, start_w=0.2, start_b=0), "does not zigzag"),
        (walk(0.25, start_w=2, start_b=0), "starts at the bottom"),
        (walk(0.25, start_w=2, start_b=1), "diverges"),
        (walk(0.19, start_w=2, start_b=1, data="stretched"), "zigzags"),
        (walk(0), "takes no step"),
    ):
        assert way in plane_view(trace).describe(trace)
