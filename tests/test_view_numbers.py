"""What a picture shows and says is what the trace holds."""

import numpy as np
import pytest
from drawable import (
    batched,
    chained,
    drawn,
    flowing,
    iterated,
    looked,
    outputs,
    plane_view,
    probed,
    raced,
    rates_view,
    run,
    shared,
    shown,
    swept,
    trained,
    walk,
)
from matplotlib.colors import to_hex, to_rgba

from nbhelpers import style
from nbhelpers.backprop import CHAIN, PARAMETERS, Stage
from nbhelpers.explore import explore_digits, explore_training_race, playground
from nbhelpers.views.activations import ActivationView, LayerView, SoftmaxView
from nbhelpers.views.backprop import ROWS, BackpropView
from nbhelpers.views.chain import ChainView
from nbhelpers.views.descent import DescentView, FitView
from nbhelpers.views.flow import FlowView
from nbhelpers.views.race import RaceView
from nbhelpers.views.text import num, partial
from nbhelpers.views.training import GradientCheckView, SamplesView, TrainingView


def test_descent_picture_holds_the_numbers_of_the_trace():
    trace = run(1.2, n_steps=5)
    view = shown(DescentView, trace)
    np.testing.assert_array_equal(view.bowl.path.line.get_xdata(), trace.w)
    np.testing.assert_array_equal(view.bowl.path.line.get_ydata(), trace.cost)
    np.testing.assert_array_equal(view.history.costs.line.get_ydata(), trace.cost)
    np.testing.assert_array_equal(view.data.dots.get_ydata(), trace.z)
    (x0, x1), (z0, z1) = view.data.line.get_data()
    assert (z1 - z0) / (x1 - x0) == pytest.approx(trace.w[-1])
    older = [np.diff(segment, axis=0)[0] for segment in view.data.before.get_segments()]
    assert [rise / step for step, rise in older] == pytest.approx(trace.w[:-1])


def test_the_tangent_has_the_slope_of_the_trace():
    for start in (-1, 0.2, 2, 4.7):
        trace = run(start=start, n_steps=0)
        (w0, w1), (J0, J1) = shown(FitView, trace).bowl.tangent.get_data()
        assert (J1 - J0) / (w1 - w0) == pytest.approx(trace.gradient[0], abs=1e-12)


def test_errors_reach_from_each_point_to_the_line():
    trace = run(start=0.5, n_steps=0)
    for (x, z), (x_on_line, z_on_line) in shown(FitView, trace).residuals.get_segments():
        assert (x_on_line, z_on_line) == (x, 0.5 * x)
        assert z == 2 * x


def test_a_cost_of_zero_is_marked_and_said():
    view = shown(DescentView, run(0.8))
    assert len(view.history.costs.edge.lines["v"].get_xdata()) == 4
    assert "no place on a log axis" in view.history.label.get_text()


def test_a_point_that_leaves_is_marked_at_the_edge():
    view = shown(DescentView, run(1.7, n_steps=12))
    assert not view.bowl.path.end.get_visible()
    marks = view.bowl.path.edge.lines
    assert [side for side, mark in marks.items() if mark.get_visible()] == ["<"]
    assert view.describe(run(1.7, n_steps=12)).endswith("outside the picture.")


def test_an_overflow_is_drawn_and_said():
    trace = run(2, n_steps=3000)
    view = shown(lambda: DescentView(n_steps=3000), trace)
    assert "too large for the computer" in view.describe(trace)
    assert len(drawn(view.figure)) > 1000


def test_sweep_picture_holds_the_numbers_of_the_trace():
    trace = swept(n_steps=3)
    view = shown(rates_view, trace)
    np.testing.assert_allclose(view.w.trail.line.get_ydata(), trace.w)
    np.testing.assert_allclose(view.cost.trail.line.get_ydata(), np.maximum(trace.cost, 1e-13))
    assert view.w.trail.end.get_data() == ([0.4], [trace.chosen.w[-1]])


def test_plane_picture_holds_the_numbers_of_the_trace():
    trace = walk()
    view = shown(plane_view, trace)
    np.testing.assert_array_equal(view.path.line.get_xdata(), trace.w)
    np.testing.assert_array_equal(view.path.line.get_ydata(), trace.b)
    assert [contour.get_visible() for *_, contour in view.contours] == [True, False]


def test_diagram_table_and_bars_hold_the_numbers_of_one_trace():
    trace = iterated(x=-1.3, learning_rate=2.5)
    view, g = shown(BackpropView, trace), trace.gradients
    for name in style.FACTORS:
        assert view.diagram.numbers[name].get_text() == f"{partial(name)} = {num(getattr(g, name), 4)}"
    for (parameter, name), text in view.table.cells.items():
        value = getattr(g, parameter) if name == "product" else getattr(g, name)
        assert text.get_text().lstrip("=· ").strip("()") == num(value, 4)
    ends = dict(zip(ROWS, view.bars.ends.get_xdata(), strict=True))
    assert ends == pytest.approx({name: abs(getattr(g, name)) for name in ROWS})
    for name in PARAMETERS:
        assert view.diagram.numbers[name].get_text().endswith(f"→ {num(getattr(trace.new_params, name), 4)}")
    assert view.diagram.numbers["∂E/∂z₁"].get_text() == f"∂E/∂z₁ = {num(g.b1, 4)}"


def test_each_factor_has_one_colour_in_diagram_table_and_bars():
    view = shown(BackpropView, iterated())
    for name in style.FACTORS:
        assert view.diagram.numbers[name].get_color() == style.FACTORS[name]
    for (_, name), text in view.table.cells.items():
        assert text.get_color() == style.FACTORS.get(name, style.INK)
    names = [name for parameter in ROWS for name in CHAIN[parameter]]
    assert [tuple(color) for color in view.bars.segments.get_colors()] == [to_rgba(style.FACTORS[n]) for n in names]


@pytest.mark.parametrize("stage", Stage)
def test_a_stage_shows_what_has_been_computed_and_no_more(stage):
    numbers = shown(BackpropView, iterated(stage=stage)).diagram.numbers
    seen = {
        Stage.ERROR: bool(numbers["E"].get_text()),
        Stage.BACKWARD: bool(numbers["dE_da2"].get_text()),
        Stage.UPDATE: "→" in numbers["w1"].get_text(),
    }
    assert seen == {part: list(Stage).index(part) <= list(Stage).index(stage) for part in seen}


def test_the_arithmetic_has_the_numbers_of_the_worked_example():
    lines = {stage: shown(BackpropView, iterated(stage=stage)).arithmetic.get_text() for stage in Stage}
    assert "z₁ = w₁ · x + b₁ = 0.15 · 0.1 + 0.4 = 0.415,   a₁ = σ(0.415) = 0.6023" in lines[Stage.FORWARD]
    assert lines[Stage.ERROR] == "E = ½ (T − a₂)² = ½ · (0.25 − 0.7153)² = 0.1082"
    assert "= 0.4653 · 0.2037 · 0.45 · 0.2395 · 0.1 = 0.001021" in lines[Stage.BACKWARD]
    assert "b₁ ← 0.4 − 0.4 · 0.01021 = 0.3959" in lines[Stage.UPDATE]


def test_training_picture_holds_the_numbers_of_the_trace():
    trace = trained()
    view = shown(TrainingView, trace)
    np.testing.assert_array_equal(view.error.line.get_ydata(), trace.error)
    np.testing.assert_array_equal(view.output.line.get_ydata(), trace.a2)
    np.testing.assert_array_equal(view.parameters["b2"][0].get_ydata(), trace.b2)
    for trace, said in ((trained(), "tolerance after 81 epochs"), (trained(max_epochs=20), "number of epochs, 20")):
        assert said in view.describe(trace)


def test_gradient_check_picture_holds_the_numbers_of_the_trace():
    trace = probed(0.5, "b2")
    view = shown(GradientCheckView, trace)
    (x0, x1), (E0, E1) = view.chord.get_data()
    assert (E1 - E0) / (x1 - x0) == pytest.approx(trace.measured[3])
    (x0, x1), (E0, E1) = view.tangent.get_data()
    assert (E1 - E0) / (x1 - x0) == pytest.approx(trace.exact[3])
    np.testing.assert_array_equal(view.lines["w1"].get_ydata(), trace.relative_errors[:, 0])


def test_samples_picture_holds_the_numbers_of_the_trace():
    trace = batched(5, "w2")
    view = shown(SamplesView, trace)
    np.testing.assert_array_equal(view.heads.get_ydata(), trace.each)
    assert view.mean.get_ydata() == [trace.mean] * 2
    np.testing.assert_array_equal(view.curve.get_ydata(), trace.curve_a2)


def test_chain_picture_holds_the_numbers_of_the_trace():
    trace = chained(12, weight=2.5)
    view = shown(ChainView, trace)
    np.testing.assert_allclose(view.gradients.line.get_ydata(), np.abs(trace.gradient))
    np.testing.assert_allclose(view.predicted.get_ydata(), trace.predicted)
    ends = [segment[1][1] for segment in view.bars.get_segments()]
    np.testing.assert_allclose(ends, np.abs(trace.factor))
    assert view.limit.get_ydata() == [2.5 / 4] * 2


@pytest.mark.parametrize(
    ("chain", "said"),
    [
        (chained(), "it vanishes, since each layer multiplies it by 0.2262"),
        (chained(weight=4, bias=-2), "much of it arrives, since each layer multiplies it by 1 "),
        (chained(20, weight=2, activation="relu"), "524288 at the first: it explodes"),
        (chained(bias=-5, activation="relu"), "a factor of exactly 0"),
        (chained(1), "its gradient is f′(z) = 0.235."),
    ],
)
def test_the_fate_of_a_gradient_is_said(chain, said):
    assert said in shown(ChainView, chain).describe(chain)


def test_zero_and_far_off_values_stand_as_triangles_at_the_edge():
    dead = shown(ChainView, chained(5, bias=-5, activation="relu"))
    assert list(dead.factors.edge.lines["v"].get_xdata()) == [1, 2, 3, 4, 5]
    huge = shown(ChainView, chained(30, weight=10, activation="linear"))
    assert list(huge.gradients.edge.lines["^"].get_xdata()) == list(range(1, 21))  # 10^10 and more


def test_race_picture_holds_the_numbers_of_the_trace():
    trace = raced(30, 3)
    view = shown(RaceView, trace)
    for lines, runner in zip(view.runners, trace.runners, strict=True):
        np.testing.assert_array_equal(lines.loss.line.get_ydata(), runner.loss)
        np.testing.assert_array_equal(lines.accuracy.line.get_ydata(), runner.accuracy)
        np.testing.assert_array_equal(lines.layers.line.get_ydata(), runner.moved)
    assert "E ≤ 0.3 not reached" in view.describe(raced(1))
    assert "diverged after" in view.describe(raced(20, 3, ("linear", "relu"), 1e6))


def test_activation_picture_holds_the_numbers_of_the_trace():
    trace = looked("tanh", -1.5, ("relu",))
    view = shown(ActivationView, trace)
    (z0, z1), (f0, f1) = view.tangent.get_data()
    assert (f1 - f0) / (z1 - z0) == pytest.approx(trace.chosen.df)
    assert f0 + trace.chosen.df * (-1.5 - z0) == pytest.approx(trace.chosen.value)
    assert view.bar.get_ydata()[1] == trace.chosen.df
    assert [name for name, (line, _) in view.curves.items() if line.get_visible()] == ["tanh", "relu"]
    edges = [path.vertices[:, 0] for path in view.flat[0].get_paths()]
    assert [(min(x), max(x)) for x in edges] == [pytest.approx(zone) for zone in trace.chosen.flat]


def test_layer_picture_holds_the_numbers_of_the_trace():
    trace = outputs("sigmoid")
    view = shown(LayerView, trace)
    np.testing.assert_allclose(view.outputs.bars.get_data().values * 2000, trace.counts)
    assert [bar.get_xdata()[1] for bar in view.bars] == [trace.mean, trace.zeros, trace.saturated, trace.mean_slope]


def test_softmax_picture_holds_the_numbers_of_the_trace():
    trace = shared([1.0, -2.0, 0.5, 0.0], 2.0)
    view = shown(SoftmaxView, trace)
    assert [bar.get_ydata()[1] for bar in view.bars] == [*trace.probabilities, 0]
    colors = view.map.get_facecolor().reshape(5, 5, 4)[:4, :4]
    assert np.ptp(colors[..., 3] / np.abs(trace.jacobian)) < 1e-9
    for i, j in np.ndindex(4, 4):
        assert to_hex(colors[i, j]) == (style.MODEL if trace.jacobian[i, j] > 0 else style.ERROR)
    assert view.slopes.rows[2][1].get_text() == num(trace.jacobian[2, 1], 2)
    assert "NaN, NaN" in shown(SoftmaxView, shared([1000, 1001])).naive_name.get_text()


def test_flow_picture_holds_the_numbers_of_the_trace():
    trace = flowing(6, 8, "tanh", "he")
    view = shown(FlowView, trace)
    np.testing.assert_array_equal(view.spread.line.get_ydata(), trace.flows["he"].activation_std)
    for init, flow in trace.flows.items():
        np.testing.assert_array_equal(view.each[init].line.get_ydata(), flow.delta_rms)
        assert num(flow.gain, 3) in view.names[init].get_text()


def test_a_start_at_the_bottom_is_not_said_to_diverge():
    there = run(1.7, n_steps=12, start=2)
    assert "stays there" in shown(DescentView, there).describe(there)
    assert "diverges" not in shown(DescentView, there).describe(there)
    for trace, way in (
        (walk(0.25, start_w=0.2, start_b=0), "does not zigzag"),
        (walk(0.25, start_w=2, start_b=0), "starts at the bottom"),
        (walk(0.25, start_w=2, start_b=1), "diverges"),
        (walk(0.19, start_w=2, start_b=1, data="stretched"), "zigzags"),
        (walk(0), "takes no step"),
    ):
        assert way in shown(plane_view, trace).describe(trace)


@pytest.mark.parametrize(
    "make", [explore_training_race, playground, explore_digits], ids=lambda make: make.__name__
)
def test_every_share_of_right_answers_has_a_place(make):
    view = make(n_epochs=0).view
    (ax,) = (ax for ax in view.figure.axes if ax.get_title(loc="left").startswith("right answers"))
    low, high = ax.get_ylim()
    assert low <= 0
    assert high >= 1


def test_a_loss_that_leaves_the_axes_is_marked_at_their_edge():
    demo = playground(n_epochs=1)
    demo.view.loss.update(demo.trace, np.array([0.5, 2.0]), np.array([2.0, 0.5]))
    gone, there = (trail.edge.lines["^"] for trail in demo.view.loss.trails)
    assert (gone.get_visible(), there.get_visible()) == (True, False)
    assert (*gone.get_xdata(), *gone.get_ydata()) == (1, 1)
