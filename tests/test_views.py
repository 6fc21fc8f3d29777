"""The pictures: numbers read back from artists, an updated figure equal to one drawn directly, words that fit."""

import io
import re

import numpy as np
import pytest
from matplotlib.colors import to_rgba
from matplotlib.text import Text

from nbhelpers import backprop, descent, explore, network, style
from nbhelpers.activations import ELEMENTWISE, layer_outputs, look, softmax_trace
from nbhelpers.backprop import CHAIN, WALKTHROUGH, Stage
from nbhelpers.datasets import LINES, SIX, digits, perturbed, planar, split
from nbhelpers.descent import plane
from nbhelpers.explore.digits import Glance, Reading
from nbhelpers.explore.units import Looks
from nbhelpers.views.activation import ActivationView
from nbhelpers.views.activation_race import ActivationRaceView
from nbhelpers.views.backprop import ROWS, BackpropView
from nbhelpers.views.chain import ChainView
from nbhelpers.views.descent import DescentView, FitView
from nbhelpers.views.digit import DigitView
from nbhelpers.views.digits import DigitsView
from nbhelpers.views.flow import FlowView
from nbhelpers.views.gradient_check import GradientCheckView
from nbhelpers.views.layer import LayerView
from nbhelpers.views.learning_rates import LearningRatesView
from nbhelpers.views.plane import PlaneView
from nbhelpers.views.race import RaceView
from nbhelpers.views.samples import SamplesView
from nbhelpers.views.scales import ScalesView
from nbhelpers.views.softmax import SoftmaxView
from nbhelpers.views.steps import StepsView
from nbhelpers.views.text import counted, num, partial, percent, plus, signed, sub
from nbhelpers.views.training import TrainingView, spread

SATURATED = backprop.TwoNeurons(0.15, 0.4, 4, 8)
CIRCLE = split(planar("circle"))
DIGITS = split(digits(), share=0.75)
ON_TARGET = backprop.forward(WALKTHROUGH.params, WALKTHROUGH.x).a2


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


def iterated(params=WALKTHROUGH.params, x=0.1, target=0.25, learning_rate=0.4, stage="update"):
    return backprop.iterate(params, x, target, learning_rate=learning_rate, stage=stage)


def trained(params=WALKTHROUGH.params, learning_rate=0.4, max_epochs=1000, tolerance=0.001):
    how = {"learning_rate": learning_rate, "max_epochs": max_epochs, "tolerance": tolerance}
    return backprop.train(params, 0.1, 0.25, **how)


def probed(epsilon=1e-3, parameter="w2", params=WALKTHROUGH.params):
    return backprop.probe(params, 0.1, 0.25, epsilon=epsilon, parameter=parameter)


def chained(n_layers=10, weight=1.0, bias=0.0, activation="sigmoid", x=0.5):
    return network.chain_gradient(n_layers, weight=weight, bias=bias, activation=activation, x=x)


def flowing(depth=5, width=8, activation="sigmoid", init="xavier", seed=1):
    return network.compare_flows(depth=depth, width=width, activation=activation, init=init, seed=seed)


def raced(n_epochs=3, depth=2, activations=("sigmoid", "relu"), learning_rate=0.2):
    how = {"learning_rate": learning_rate, "n_epochs": n_epochs, "batch_size": 25, "seed": 0}
    *_, last = network.race(*CIRCLE, layer_sizes=[2, *[4] * depth, 1], activations=activations, **how)
    return last


def looked(name="sigmoid", z=1.0, others=(), slope=0.01):
    return Looks(look(name, z, slope=slope), tuple(look(other, z, slope=slope) for other in others))


def outputs(name="sigmoid", weight_scale=1.0, bias=0.0, seed=0):
    return layer_outputs(name, weight_scale=weight_scale, bias=bias, seed=seed)


def shared(scores, temperature=1.0):
    return softmax_trace(scores, temperature=temperature)


def batched(n_epochs=1, parameter="b2", learning_rate=2.0):
    return backprop.train_batch(
        WALKTHROUGH.params, *SIX, learning_rate=learning_rate, n_epochs=n_epochs, parameter=parameter
    )


def read(n_epochs=1, layers=(8,), activation="relu", learning_rate=0.5):
    start = network.Network.create([64, *layers, 10], hidden=activation, output="softmax", init="he", seed=0)
    samples = [(each.x, network.one_hot(each.label, 10)) for each in DIGITS]
    run = network.session(start, *samples, learning_rate=learning_rate, batch_size=50, seed=0)
    now = next(now for now in run if now.n_epochs == n_epochs or now.diverged)
    return Reading(now, network.answers(now.network, *DIGITS[1]))


READER = read(6).session.network


def glanced(sample=0, shift_right=0, shift_down=0, noise=0.0, ink=1.0):
    how = {"shift_right": shift_right, "shift_down": shift_down, "noise": noise, "ink": ink}
    written = DIGITS[1].x[sample]
    seen = perturbed(written, **how)
    before, now = network.forward(READER, [written, seen]).output
    return Glance({"sample": sample} | how, int(DIGITS[1].label[sample]), written, seen, before, now)


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
    "backprop": (
        BackpropView,
        [
            *(iterated(stage=stage) for stage in Stage),
            iterated(learning_rate=0),
            iterated(target=ON_TARGET),
            iterated(target=ON_TARGET, stage="backward"),
            iterated(SATURATED),
            iterated(backprop.TwoNeurons(0, 0, -4, 3), x=0, target=1, learning_rate=5),
        ],
    ),
    "training": (
        TrainingView,
        [
            trained(),
            trained(max_epochs=20),
            trained(max_epochs=0),
            trained(learning_rate=0),
            trained(learning_rate=5, tolerance=1e-6),
            trained(backprop.random_start(3)),
            trained(backprop.TwoNeurons(1e300, 1e300, 1e300, 1e308), learning_rate=1e308),
        ],
    ),
    "gradient check": (
        GradientCheckView,
        [probed(), probed(1.0), probed(1e-12, "b1"), probed(1e-6, "w1", SATURATED)],
    ),
    "chain": (
        ChainView,
        [
            chained(),
            chained(1),
            chained(30, weight=10),
            chained(30, weight=-10, activation="linear"),
            chained(20, weight=0.5, activation="relu"),
            chained(5, bias=-5, activation="relu"),
            chained(activation="step"),
            chained(weight=0),
        ],
    ),
    "flow": (
        FlowView,
        [flowing(), flowing(2, 2), flowing(11, 32, "relu", "he"), flowing(activation="step"), flowing(seed=4)],
    ),
    "race": (
        RaceView,
        [
            raced(),
            raced(0),
            raced(40, 8),
            raced(5, 1, ("step", "tanh")),
            raced(20, 3, ("linear", "relu"), 1e6),
        ],
    ),
    "activation": (
        ActivationView,
        [
            looked(),
            looked("relu", 0.0, ()),
            looked("leaky_relu", -3.0, ELEMENTWISE, 0.2),
            looked("step", 0.0),
            looked("tanh", 5.0, ("sigmoid",)),
            looked("linear", -6.0),
        ],
    ),
    "layer": (
        LayerView,
        [outputs(), outputs("relu", 1.0, -1.0), outputs("linear", 5.0, 3.0), outputs("tanh", 0.0), outputs("step")],
    ),
    "softmax": (
        SoftmaxView,
        [
            shared([1.6, 0.55, 0.98]),
            shared([0, 0]),
            shared([1001.6, 1000.5, 1001, 999, 1000]),
            shared([-1000, -999, -1001]),
            shared([3, 1, -2, 0], 0.1),
        ],
    ),
    "activation race": (
        ActivationRaceView,
        [raced(3, 1, ELEMENTWISE), raced(0, 2, ELEMENTWISE), raced(9, 3, ELEMENTWISE)],
    ),
    "digits": (
        DigitsView,
        [
            read(),
            read(0),
            read(5, (32, 16)),
            read(3, ()),
            read(2, (8,), "step"),
            read(2, (1,), "tanh", 10.0),
            read(2, (64,), "relu", 1e200),
        ],
    ),
    "digit": (
        DigitView,
        [
            glanced(),
            glanced(3, shift_right=3, shift_down=-3),
            glanced(3, noise=1.0, ink=1.5),
            glanced(12, ink=0.0),
            glanced(5, ink=0.99),
        ],
    ),
    "samples": (SamplesView, [batched(), batched(0), batched(1000, "w1"), batched(20, "w2", 0)]),
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


def test_diagram_table_and_bars_hold_the_numbers_of_one_trace():
    trace = iterated(x=-1.3, learning_rate=2.5)
    view, g = BackpropView(trace), trace.gradients
    for name, text in view.diagram.factors.items():
        assert text.get_text() == f"{partial(name)} = {num(getattr(g, name), 4)}"
    for (parameter, name), text in view.table.cells.items():
        value = getattr(g, parameter) if name == "product" else getattr(g, name)
        assert text.get_text().lstrip("=· ").strip("()") == num(value, 4)
    ends = dict(zip(ROWS, view.bars.ends.get_xdata(), strict=True))
    assert ends == pytest.approx({name: abs(getattr(g, name)) for name in ROWS})
    for name, text in view.diagram.parameters.items():
        assert text.get_text().endswith(f"→ {num(getattr(trace.new_params, name), 4)}")
    assert view.diagram.sent_back["da1_dz1"].get_text() == f"∂E/∂z₁ = {num(g.b1, 4)}"


def test_each_factor_has_one_colour_in_diagram_table_and_bars():
    view = BackpropView(iterated())
    for name, text in view.diagram.factors.items():
        assert text.get_color() == style.FACTORS[name]
    for (_, name), text in view.table.cells.items():
        assert text.get_color() == style.FACTORS.get(name, style.INK)
    names = [name for parameter in ROWS for name in CHAIN[parameter]]
    assert [tuple(color) for color in view.bars.segments.get_colors()] == [to_rgba(style.FACTORS[n]) for n in names]


@pytest.mark.parametrize("stage", Stage)
def test_a_stage_shows_what_has_been_computed_and_no_more(stage):
    view = BackpropView(iterated(stage=stage))
    seen = {
        Stage.ERROR: view.diagram.E.get_visible(),
        Stage.BACKWARD: view.diagram.factors["dE_da2"].get_visible(),
        Stage.UPDATE: "→" in view.diagram.parameters["w1"].get_text(),
    }
    assert seen == {part: list(Stage).index(part) <= list(Stage).index(stage) for part in seen}


def test_the_arithmetic_has_the_numbers_of_the_worked_example():
    lines = {stage: BackpropView(iterated(stage=stage)).arithmetic.get_text() for stage in Stage}
    assert "z₁ = w₁ · x + b₁ = 0.15 · 0.1 + 0.4 = 0.415,   a₁ = σ(0.415) = 0.6023" in lines[Stage.FORWARD]
    assert lines[Stage.ERROR] == "E = ½ (T − a₂)² = ½ · (0.25 − 0.7153)² = 0.1082"
    assert "= 0.4653 · 0.2037 · 0.45 · 0.2395 · 0.1 = 0.001021" in lines[Stage.BACKWARD]
    assert "b₁ ← 0.4 − 0.4 · 0.01021 = 0.3959" in lines[Stage.UPDATE]


def test_training_picture_holds_the_numbers_of_the_trace():
    trace = trained()
    view = TrainingView(trace)
    np.testing.assert_array_equal(view.error.line.get_ydata(), trace.error)
    np.testing.assert_array_equal(view.output.line.get_ydata(), trace.a2)
    np.testing.assert_array_equal(view.parameters.lines["b2"].get_ydata(), trace.b2)
    for trace, said in ((trained(), "tolerance after 81 epochs"), (trained(max_epochs=20), "number of epochs, 20")):
        assert said in view.describe(trace)


def test_gradient_check_picture_holds_the_numbers_of_the_trace():
    trace = probed(0.5, "b2")
    view = GradientCheckView(trace)
    (x0, x1), (E0, E1) = view.slope.chord.get_data()
    assert (E1 - E0) / (x1 - x0) == pytest.approx(trace.check.measured[3])
    (x0, x1), (E0, E1) = view.slope.tangent.get_data()
    assert (E1 - E0) / (x1 - x0) == pytest.approx(trace.check.exact[3])
    np.testing.assert_array_equal(view.sweep.lines["w1"].get_ydata(), trace.check.relative_errors[:, 0])


def test_samples_picture_holds_the_numbers_of_the_trace():
    trace = batched(5, "w2")
    view = SamplesView(trace)
    np.testing.assert_array_equal(view.gradients.heads.get_ydata(), trace.each)
    assert view.gradients.mean.get_ydata() == [trace.mean] * 2
    np.testing.assert_array_equal(view.curve.get_ydata(), trace.curve_a2)


def test_chain_picture_holds_the_numbers_of_the_trace():
    trace = chained(12, weight=2.5)
    view = ChainView(trace)
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
    assert said in ChainView(chain).describe(chain)


def test_zero_and_far_off_values_stand_as_triangles_at_the_edge():
    dead = ChainView(chained(5, bias=-5, activation="relu"))
    assert list(dead.factors.below.get_xdata()) == [1, 2, 3, 4, 5]
    huge = ChainView(chained(30, weight=10, activation="linear"))
    assert list(huge.gradients.above.get_xdata()) == list(range(1, 21))  # 10^10 and more


def test_race_picture_holds_the_numbers_of_the_trace():
    trace = raced(30, 3)
    view = RaceView(trace)
    for lines, runner in zip(view.runners, trace.runners, strict=True):
        np.testing.assert_array_equal(lines.loss.get_ydata(), runner.loss)
        np.testing.assert_array_equal(lines.accuracy.get_ydata(), runner.accuracy)
        np.testing.assert_array_equal(lines.layers.line.get_ydata(), runner.moved)
    assert "E ≤ 0.3 not reached" in view.describe(raced(1))
    assert "diverged after" in view.describe(raced(20, 3, ("linear", "relu"), 1e6))


def test_activation_picture_holds_the_numbers_of_the_trace():
    trace = looked("tanh", -1.5, ("relu",))
    view = ActivationView(trace)
    (z0, z1), (f0, f1) = view.tangent.get_data()
    assert (f1 - f0) / (z1 - z0) == pytest.approx(trace.chosen.df)
    assert f0 + trace.chosen.df * (-1.5 - z0) == pytest.approx(trace.chosen.value)
    assert view.bar.get_ydata()[1] == trace.chosen.df
    assert [name for name, (line, _) in view.curves.items() if line.get_visible()] == ["tanh", "relu"]
    edges = [path.vertices[:, 0] for path in view.flat[0].get_paths()]
    assert [(min(x), max(x)) for x in edges] == [pytest.approx(zone) for zone in trace.chosen.flat]


def test_layer_picture_holds_the_numbers_of_the_trace():
    trace = outputs("sigmoid")
    view = LayerView(trace)
    np.testing.assert_allclose(view.outputs.get_data().values * 2000, trace.counts)
    assert [bar.get_xdata()[1] for bar in view.bars] == [trace.mean, trace.zeros, trace.saturated, trace.mean_slope]


def test_softmax_picture_holds_the_numbers_of_the_trace():
    trace = shared([1.0, -2.0, 0.5, 0.0], 2.0)
    view = SoftmaxView(trace)
    assert [bar.get_ydata()[1] for bar in view.bars] == [*trace.probabilities, 0]
    np.testing.assert_array_equal(view.map.get_array()[:4, :4], trace.jacobian)
    assert view.slopes[2][1].get_text() == num(trace.jacobian[2, 1], 2)
    assert "NaN, NaN" in SoftmaxView(shared([1000, 1001])).naive_name.get_text()


def test_flow_picture_holds_the_numbers_of_the_trace():
    trace = flowing(6, 8, "tanh", "he")
    view = FlowView(trace)
    np.testing.assert_array_equal(view.spread.line.get_ydata(), trace.flows["he"].spread)
    for init, flow in trace.flows.items():
        np.testing.assert_array_equal(view.each[init].line.get_ydata(), flow.delta_rms)
        assert num(flow.gain, 3) in view.names[init].get_text()


@pytest.mark.parametrize("values", [[0, 0, 0, 0], [3, -1, 0.1, 0], [1, 0, -1, 2], [0.1, 0.2, 5, 5.1]])
def test_labels_are_moved_apart_and_keep_their_order(values):
    moved = spread(values, 0.5)
    order = np.argsort(values, kind="stable")
    assert (np.diff(moved[order]) >= 0.5 - 1e-12).all()
    if np.diff(np.sort(values)).min() >= 0.5:
        assert moved == pytest.approx(values)


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


@pytest.mark.parametrize(("n", "said"), [(0, "0 epochs"), (1, "1 epoch"), (2, "2 epochs")])
def test_one_is_no_plural(n, said):
    assert counted(n, "epoch") == said


ONCE = [
    (explore.explore_descent, "n_steps"),
    (explore.explore_learning_rates, "n_steps"),
    (explore.explore_cost_scales, "n_steps"),
    (explore.explore_two_parameters, "n_steps"),
    (explore.explore_training, "max_epochs"),
    (explore.explore_samples, "n_epochs"),
    (explore.explore_training_race, "n_epochs"),
    (explore.explore_activation_race, "n_epochs"),
    (explore.explore_starts, "n_epochs"),
    (explore.explore_digits, "n_epochs"),
    (explore.playground, "n_epochs"),
]


@pytest.mark.parametrize(("make", "name"), ONCE, ids=lambda each: getattr(each, "__name__", ""))
def test_nothing_is_said_to_have_happened_1_times(make, name):
    it = make(**{name: 1})
    said = [it.text, *(text.get_text() for text in it.view.figure.findobj(Text))]
    it.close()
    assert not [line for line in said if re.search(r"(?<![\d.,·])1 (?!times)\w+s\b", line)]
