"""What a picture shows and says is what the trace holds."""

import inspect
import itertools
import re
from functools import cache

import demos
import numpy as np
import pytest
from matplotlib.colors import to_hex, to_rgba
from matplotlib.figure import Figure
from matplotlib.text import Text
from numpy.testing import assert_allclose as same

from nbhelpers import explore, style
from nbhelpers.activations import ELEMENTWISE
from nbhelpers.backprop import CHAIN, PARAMETERS, Stage
from nbhelpers.datasets import LINES
from nbhelpers.descent import critical_learning_rate
from nbhelpers.network import Network, forward
from nbhelpers.views.backprop import ROWS
from nbhelpers.views.descent import StepsView
from nbhelpers.views.digits import GUESS
from nbhelpers.views.panels import COARSE, FINE, GOAL, GUESSING, outputs, scaled
from nbhelpers.views.parts import Trail
from nbhelpers.views.playground import STUCK, written_out
from nbhelpers.views.text import derivative, num, percent
from nbhelpers.views.tiles import SIGNED

made = cache(demos.quickly)


def seen(make, **values):
    """Return a demo's picture in this state, and what it was drawn from; the next state is drawn into it."""
    asked = inspect.signature(make).parameters.items()
    defaults = {name: each.default for name, each in asked if name != "earlier"}
    it = made(make).set(**defaults | values)
    return it.view, it.trace


def slope(line):
    """Return the slope of a line of two points."""
    (x0, x1), (y0, y1) = line.get_data()
    return (y1 - y0) / (x1 - x0)


def written(view):
    """Return what is written in a picture."""
    return [text.get_text() for text in view.figure.findobj(Text)]


def test_the_pictures_of_lesson_1_hold_and_say_the_numbers_of_their_traces():
    for start in (-1, 0.2, 2, 4.7):
        view, trace = seen(explore.explore_fit, w=start)
        same(slope(view.bowl.tangent), trace.gradient[0], atol=1e-12)
        same(view.residuals.get_segments(), [[(x, 2 * x), (x, start * x)] for x in trace.x])
        assert f"J = {num(trace.cost[-1])}" in written(view)
    view, trace = seen(explore.explore_descent, learning_rate=1.2, n_steps=3)
    same(view.bowl.path.line.get_data(), (trace.w, trace.cost))
    same(view.history.costs.line.get_ydata(), trace.cost)
    same(view.data.dots.get_ydata(), trace.z)
    older = [np.diff(segment, axis=0)[0] for segment in view.data.before.get_segments()]
    same([*(rise / step for step, rise in older), slope(view.data.line)], trace.w)
    arithmetic = f"{num(trace.w[2])} − 1.2 · ({num(trace.gradient[2])}) = {num(trace.w[3])}"
    assert {f"w₃ = w₂ − α · dJ/dw = {arithmetic}", f"slope dJ/dw = {num(trace.gradient[3])}"} <= set(written(view))
    steps = StepsView()
    steps.update(trace)
    numbers = zip(trace.w, trace.cost, strict=True)
    assert {f"w = {num(w)}, J = {num(cost, 4)}" for w, cost in numbers} <= set(written(steps))
    view, trace = seen(explore.explore_learning_rates, n_steps=3)
    same(view.w.trail.line.get_ydata(), trace.w)
    same(view.cost.trail.line.get_ydata(), np.maximum(trace.cost, 1e-9))
    assert view.w.trail.end.get_data() == ([0.4], [trace.chosen.w[-1]])
    assert f"α = 0.4:  w₃ = {num(trace.chosen.w[-1])},  J = {num(trace.chosen.cost[-1])}" in written(view)
    view, trace = seen(explore.explore_cost_scales)
    assert {f"α = {num(run.learning_rate)}, w = {num(run.w[-1], 4)}" for run in trace} <= set(written(view))


def test_the_rings_around_the_bottom_are_of_equal_cost_and_a_step_crosses_its_ring_at_a_right_angle():
    view, trace = seen(explore.explore_two_parameters)
    assert f"w = {num(trace.w[-1], 4)}, b = {num(trace.b[-1], 4)}" in written(view)
    same(view.path.line.get_data(), (trace.w, trace.b))
    same(np.ravel(view.bottom.get_data()), trace.best)
    for J, ring in zip(0.05 * 2.0 ** np.arange(0, 14, 1.5), view.rings.get_segments(), strict=True):
        residuals = trace.z - np.outer(ring[:, 0], trace.x) - ring[:, [1]]  # (181, m)
        same((residuals**2).sum(axis=1), J)
    (across, _, _), (_, up, _), _ = view.path.line.axes.transData.get_matrix()
    assert across == pytest.approx(up, rel=0.01)


def test_what_has_no_place_on_an_axis_is_marked_at_its_edge_and_said():
    view, _ = seen(explore.explore_descent, learning_rate=0.8)
    assert len(view.history.costs.edge.lines["v"].get_xdata()) == 4
    assert "no place on a log axis" in view.history.label.get_text()
    view, _ = seen(explore.explore_descent, learning_rate=1.7, n_steps=12)
    assert not view.bowl.path.end.get_visible()
    assert [side for side, mark in view.bowl.path.edge.lines.items() if mark.get_visible()] == ["<"]
    dead, _ = seen(explore.explore_chain_gradient, n_layers=5, bias=-5, activation="relu")
    assert list(dead.factors.edge.lines["v"].get_xdata()) == [1, 2, 3, 4, 5]
    huge, _ = seen(explore.explore_chain_gradient, n_layers=30, weight=10, activation="linear")
    assert list(huge.gradients.edge.lines["^"].get_xdata()) == list(range(1, 21))  # 10^10 and more
    assert huge.gradients.ax.get_xlim()[1] == 30.7


CRITICAL = critical_learning_rate(LINES["walkthrough"][0])
ACROSS = {
    explore.explore_learning_rates: [CRITICAL / 2, CRITICAL, 2.0, CRITICAL / 2, CRITICAL],
    explore.explore_training: [0],
    explore.explore_samples: [0],
    explore.explore_chain_gradient: [1, 1],
    explore.explore_gradient_flow: [1, 1],
    explore.explore_training_race: [GOAL, GUESSING, 1],
    explore.explore_activation_race: [GOAL] * len(ELEMENTWISE),
    explore.playground: [1],
    explore.explore_digits: [GUESS],
}
"""Where lines stand across all of some axes: thresholds, goals, what guessing gives, a factor of 1."""


def test_lines_across_the_axes_stand_at_their_numbers():
    for make, numbers in ACROSS.items():
        lines = [
            line.get_data() for ax in made(make).view.figure.axes for line in ax.lines if not line.get_animated()
        ]
        across = [x[0] if list(y) == [0, 1] else y[0] for x, y in lines if [0, 1] in (list(x), list(y))]
        assert across == pytest.approx(numbers), make.__name__


def test_diagram_table_and_bars_hold_the_numbers_of_one_trace_each_factor_in_its_colour():
    view, trace = seen(explore.explore_backprop, x=-1.3, learning_rate=2.5)
    g, numbers = trace.gradients, view.diagram.numbers
    for name, color in style.FACTORS.items():
        assert numbers[name].get_text() == f"{derivative(name)} = {num(getattr(g, name), 4)}"
        assert numbers[name].get_color() == color
    for (parameter, name), text in view.table.cells.items():
        value = getattr(g, parameter) if name == "product" else getattr(g, name)
        assert text.get_text().lstrip("=· ").strip("()") == num(value, 4)
        assert text.get_color() == style.FACTORS.get(name, style.INK)
    assert dict(zip(ROWS, view.bars.ends.get_xdata(), strict=True)) == pytest.approx(
        {name: abs(getattr(g, name)) for name in ROWS}
    )
    names = [name for parameter in ROWS for name in CHAIN[parameter]]
    assert [tuple(color) for color in view.bars.segments.get_colors()] == [to_rgba(style.FACTORS[n]) for n in names]
    for name in PARAMETERS:
        assert numbers[name].get_text().endswith(f"→ {num(getattr(trace.new_params, name), 4)}")
    assert numbers["∂E/∂z₁"].get_text() == f"∂E/∂z₁ = {num(g.b1, 4)}"


def test_a_stage_shows_what_has_been_computed_and_no_more_in_the_numbers_of_the_worked_example():
    lines = {}
    for place, stage in enumerate(Stage):
        view, _ = seen(explore.explore_backprop, stage=stage.value)
        numbers, lines[stage] = view.diagram.numbers, view.headline.get_text()
        there = [numbers["E"].get_text(), numbers["dE_da2"].get_text(), "→" in numbers["w1"].get_text()]
        assert [bool(part) for part in there] == [place >= 1, place >= 2, place >= 3]
    assert "z₁ = w₁ · x + b₁ = 0.15 · 0.1 + 0.4 = 0.415,   a₁ = σ(0.415) = 0.6023" in lines[Stage.FORWARD]
    assert lines[Stage.ERROR] == "E = ½ (T − a₂)² = ½ · (0.25 − 0.7153)² = 0.1082"
    assert "= 0.4653 · 0.2037 · 0.45 · 0.2395 · 0.1 = 0.001021" in lines[Stage.BACKWARD]
    assert "b₁ ← 0.4 − 0.4 · 0.01021 = 0.3959" in lines[Stage.UPDATE]


def test_the_other_pictures_of_lesson_2_hold_the_numbers_of_their_traces():
    view, trace = seen(explore.explore_training)
    same(view.error.line.get_ydata(), trace.error)
    same(view.output.line.get_ydata(), trace.a2)
    same(view.parameters["b2"][0].get_ydata(), trace.b2)
    view, trace = seen(explore.explore_gradient_check, epsilon=0.5, parameter="b2")
    same((slope(view.chord), slope(view.tangent)), (trace.measured[3], trace.exact[3]))
    epsilons, errors = view.lines["w1"].get_data()
    same(epsilons, [1, 0.5])  # what a smaller ε does is not given away
    same(errors, [trace.relative_errors[0, 0], trace.relative_error[0]])
    view, trace = seen(explore.explore_samples, n_epochs=5, parameter="w2")
    same(view.heads.get_ydata(), trace.each)
    same(view.mean.get_ydata(), trace.mean)
    same(view.curve.get_ydata(), trace.curve_a2)


def test_the_pictures_of_lesson_3_hold_the_numbers_of_their_traces():
    view, trace = seen(explore.explore_chain_gradient, n_layers=12, weight=2.5)
    same(view.gradients.line.get_ydata(), np.abs(trace.gradient))
    same(view.predicted.get_ydata(), trace.predicted)
    same([segment[1][1] for segment in view.bars.get_segments()], np.abs(trace.factor))
    same(view.limit.get_ydata(), 2.5 / 4)
    assert view.gradients.ax.get_xlim()[1] == 12.7
    view, trace = seen(explore.explore_training_race, n_epochs=30, depth=3)
    for trails, name in ((view.losses, "loss"), (view.accuracies, "accuracy"), (view.moved, "moved")):
        for trail, runner in zip(trails, trace.runners, strict=True):
            same(trail.line.get_ydata(), getattr(runner, name))
    assert view.losses[0].ax.get_xlim()[1] == 1.02 * 50
    view, trace = seen(explore.explore_gradient_flow, depth=6, width=8, activation="tanh", init="he")
    same(view.activation_std.line.get_ydata(), trace.flows["he"].activation_std)
    for init, flow in trace.flows.items():
        same(view.each[init].line.get_ydata(), flow.delta_rms)
        assert num(flow.gain, 3) in view.names[init].get_text()


def test_the_pictures_of_lesson_4_hold_the_numbers_of_their_traces():
    view, trace = seen(explore.explore_activation, activation="tanh", z=-1.5, overlay="smooth")
    (z0, z1), (f0, f1) = view.tangent.get_data()
    assert (f1 - f0) / (z1 - z0) == pytest.approx(trace.chosen.df)
    assert f0 + trace.chosen.df * (-1.5 - z0) == pytest.approx(trace.chosen.value)
    assert view.bar.get_xydata().tolist() == [[-1.5, 0], [-1.5, trace.chosen.df]]
    assert [name for name, (line, _) in view.curves.items() if line.get_visible()] == ["sigmoid", "tanh"]
    edges = [path.vertices[:, 0] for path in view.flat[0].get_paths()]
    assert [(min(x), max(x)) for x in edges] == [pytest.approx(zone) for zone in trace.chosen.flat]
    view, trace = seen(explore.explore_layer_outputs)
    bars, edges, _ = view.outputs.bars.get_data()
    assert {-1.0, 0.0, 1.0} <= set(edges.tolist())  # where ranges end
    counted = [sum(low <= a < high for a in trace.a.tolist()) for low, high in itertools.pairwise(edges)]
    same(bars * 2000, counted)
    assert [end[0] for _, end in view.bars.get_segments()] == [trace.zeros, trace.saturated, trace.mean_slope]
    assert [mark.get_xdata()[0] for mark in view.means] == [trace.bias, trace.mean]
    view, trace = seen(explore.explore_softmax, n_scores=4, z1=1.0, z2=-2.0, z3=0.5, z4=0.0, temperature=2.0)
    drawn = [bar for bar in view.bars if bar.get_visible()]
    assert [bar.get_ydata()[1] for bar in drawn] == trace.probabilities.tolist()
    assert not len(view.naive.get_xdata())  # which has nothing to say where the formula works
    colors = view.map.get_facecolor().reshape(4, 4, 4)
    assert np.ptp(colors[..., 3] / np.abs(trace.jacobian)) < 1e-9
    for i, j in np.ndindex(4, 4):
        assert to_hex(colors[i, j]) == (style.MODEL if trace.jacobian[i, j] > 0 else style.ERROR)
    assert view.slopes[9].get_text() == num(trace.jacobian[2, 1], 2)
    assert "NaN, NaN" in seen(explore.explore_softmax, shift=1000)[0].naive_name.get_text()


def test_no_slope_is_drawn_where_there_is_none():
    view, trace = seen(explore.explore_activation, activation="relu", overlay="all")
    for look in (trace.chosen, *trace.others):
        _, slope = view.curves[look.name]
        assert slope.get_xdata()[np.isnan(slope.get_ydata())].tolist() == list(look.activation.kinks)
    assert view.ends.get_xydata().tolist() == [[0, 0], [0, 1]]  # rings, one on each side of the gap


def test_what_many_units_put_out_exactly_is_a_spike_and_in_no_bar():
    for name in ("relu", "step"):
        view, trace = seen(explore.explore_layer_outputs, activation=name)
        spikes = [end[1] for _, end in view.spikes.get_segments()]
        assert spikes == [0, trace.zeros, np.mean(trace.a == 1)]
        bars = 2000 * view.outputs.bars.get_data().values
        between = (trace.a != 0) & (trace.a != 1)
        same(bars, np.histogram(trace.a[between], view.outputs.bars.get_data().edges)[0], atol=1e-9)
    view, trace = seen(explore.explore_layer_outputs, activation="linear", weight_scale=5.0, bias=-3.0)
    outside = sum(not -2 <= a <= 4 for a in trace.a.tolist())
    assert f" {outside} outputs lie outside the picture." in view.describe(trace)
    view, _ = seen(explore.explore_layer_outputs, weight_scale=0.05)
    assert view.outputs.edge.lines["^"].get_visible()  # over the bar that is too tall


def test_maps_and_losses_of_the_activations_are_those_of_each_network():
    view, trace = seen(explore.explore_activation_race, n_epochs=3, depth=2)
    shown = zip(trace.runners, view.maps.pictures, view.cells.rows[1], view.losses, strict=True)
    for runner, picture, right, losses in shown:
        answers = outputs(runner.network, COARSE)[-1][0]
        assert np.array_equal(picture, SIGNED.shades(0.65 * (2 * answers - 1)))
        assert right.get_text() == percent(runner.accuracy[-1])
        same(losses.line.get_ydata(), runner.loss)
    x, target = trace.runners[0].data_test
    first = view.points[1].get_xydata()[: int(target.sum())]
    middle = view.maps.places[0] + view.maps.side / 2
    assert first == pytest.approx(middle + x[target[:, 0] == 1] / 4 * view.maps.side)


def test_each_of_many_starts_has_its_map_what_it_gets_right_and_a_dotted_frame_if_it_is_stuck():
    view, trace = seen(explore.explore_starts, n_epochs=40)
    accuracy = [runner.accuracy[-1] for runner in trace.runners]
    maps = zip(view.maps.pictures, view.maps.places, view.frames, view.names, strict=True)
    for seed, (picture, corner, frame, name) in enumerate(maps):
        answers = outputs(trace.runners[seed].network, COARSE)[-1][0]
        assert np.array_equal(picture, SIGNED.shades(2 * answers - 1))
        same(frame.get_xy(), corner - 0.03)
        assert frame.get_linestyle() == (":" if accuracy[seed] < STUCK else "-")
        assert name.get_text() == f"{seed}: {percent(accuracy[seed])}"
        assert abs(name.get_position()[0] - corner[0] - view.maps.side / 2) < 0.01
    n_stuck = sum(each < STUCK for each in accuracy)
    assert 0 < n_stuck < len(accuracy)
    assert f" {n_stuck} stuck below 80 % right. The best gets {percent(max(accuracy))}" in view.describe(trace)


def test_every_share_of_right_answers_has_a_place_and_a_loss_that_leaves_the_axes_is_marked_at_their_edge():
    for make in (explore.explore_training_race, explore.explore_digits, explore.playground):
        view, trace = seen(make, n_epochs=1)
        (ax,) = (ax for ax in view.figure.axes if ax.get_title(loc="left").startswith("right answers"))
        low, high = ax.get_ylim()
        assert low <= 0 < 1 <= high
    view.loss.update(trace, np.array([0.5, 2.0]), np.array([2.0, 0.5]))
    gone, there = (trail.edge.lines["^"] for trail in view.loss.trails)
    assert (gone.get_visible(), there.get_visible()) == (True, False)
    assert (*gone.get_xdata(), *gone.get_ydata()) == (1, 1)


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


# --- the playground -----------------------------------------------------------------------------------------------


def test_curves_gradients_and_points_are_those_of_the_training_filled_for_what_it_learns_from():
    view, trace = seen(explore.playground, n_epochs=3, train_fraction=0.3)
    now = trace.history
    panels = (
        (view.loss, now.loss, now.loss_test, lambda value: num(value, 3)),
        (view.right, now.accuracy_train, now.accuracy, percent),
    )
    for pair, trained, held_out, shown in panels:
        for trail, values in zip(pair.trails, (trained, held_out), strict=True):
            same(trail.line.get_ydata(), values)
        named = [name.get_text() for name in pair.names]
        assert named == [f"training {shown(trained[-1])}", f"held out {shown(held_out[-1])}"]
    same(view.gradient.line.get_ydata(), now.gradient_rms)
    sets = [(data, each) for data in (now.data_train, now.data_test) for each in (0, 1)]
    for points, ((x, target), each) in zip(view.data.points, sets, strict=True):
        same(points.get_xydata(), x[target[:, 0] == each])
        look = ["so"[each], (style.ERROR, style.MODEL)[each], style.PAPER]
        if x is now.data_test[0]:
            look[1:] = look[:0:-1]  # hollow
        assert [points.get_marker(), points.get_markerfacecolor(), points.get_markeredgecolor()] == look


def test_the_maps_show_what_the_units_answer_from_the_least_to_the_most_that_they_can():
    network = Network.create([2, 3, 2, 1], hidden="tanh", output="sigmoid", init="xavier", seed=4)
    maps = outputs(network, FINE)
    assert [each.shape for each in maps] == [(n, FINE, FINE) for n in (2, 3, 2, 1)]
    row, column = 20, 75
    x = np.array([[-2 + 4 * (column + 0.5) / FINE, 2 - 4 * (row + 0.5) / FINE]])
    assert maps[0][:, row, column] == pytest.approx(x[0])
    for each, a in zip(maps[1:], forward(network, x).a, strict=True):
        assert each[:, row, column] == pytest.approx(a[0])
    for each, smaller in zip(maps, outputs(network, COARSE), strict=True):
        same(smaller, each[:, 1::3, 1::3])  # the same places
    network = Network.create([2, 3, 2, 1], hidden="relu", output="sigmoid", init="he", seed=4)
    _, first, _, last = outputs(network, COARSE)
    assert scaled(last, "sigmoid") == pytest.approx(2 * last - 1)
    assert scaled(first, "relu").max(axis=(1, 2)) == pytest.approx(1)
    assert scaled(first, "relu") * first.max(axis=(1, 2), keepdims=True) == pytest.approx(first)
    assert not scaled(np.zeros((1, 2, 2)), "relu").any()


def test_a_unit_is_written_out_as_what_it_computes():
    names = {"tanh": "tanh(", "sigmoid": "σ(", "relu": "ReLU(", "leaky_relu": "leaky ReLU(", "step": "binary step("}
    for hidden, name in (names | {"linear": ""}).items():
        network = Network.create([2, 3, 2, 1], hidden=hidden, output="sigmoid", init="he", seed=4)
        said = written_out(network, 2, 1)
        numbers = said.replace("− ", "-").replace("+ ", "").replace("−", "-")
        assert numbers.startswith(f"Unit 2 of layer 2 is {name}")
        terms = re.findall(r"-?\d[\d.]*", numbers.split(" is ")[1])
        weights = [*network.weights[1][:, 1], network.biases[1][1]]
        assert [float(term) for term in terms] == pytest.approx(weights, rel=0.06, abs=1e-9)
        assert re.findall("[ax][₀-₉]", said) == ["a₁", "a₂", "a₃"]
    assert re.findall("[ax][₀-₉]", written_out(network, 1, 0)) == ["x₁", "x₂"]
    assert written_out(network, 3, 0).startswith("The output is σ(")


def test_the_weights_are_drawn_by_width_and_sign_and_large_map_and_frame_follow_the_unit_asked_for():
    it = explore.playground(n_epochs=12, layers="4, 2")
    edges, drawn = it.view.network.edges, {}
    for path, width, color in zip(edges.get_paths(), edges.get_linewidths(), edges.get_colors(), strict=True):
        for start, end, gap in path.vertices.reshape(-1, 3, 2):  # those that look alike are one path
            assert np.isnan(gap).all()
            drawn[(*start, *end)] = width, color
    weights = np.concatenate([w.ravel() for w in it.trace.history.network.weights])
    look = [drawn[(*start, *end)] for start, end, _ in it.view.network._lines]
    assert len(drawn) == len(weights)
    for (width, color), w in zip(look, weights, strict=True):
        assert width == pytest.approx(0.3 + 5.7 * min(abs(w), 4) / 4, abs=0.12)
        assert to_hex(color) == (style.MODEL if w > 0 else style.ERROR)
    opacity = np.array([color[3] for _, color in look])
    assert (opacity == 1).tolist() == [False] * 16 + [True] * 2  # those to the output, which is shown large
    assert np.all(np.diff(opacity[:16][np.argsort(np.abs(weights[:16]))]) >= 0)
    it.set(layer=1, unit=3)
    assert "Unit 3 of layer 1" in it.text
    assert it.view.data.title.get_text() == "Unit 3 of layer 1"
    x, y = it.view.network.units.places[2]
    assert it.view.network.frame.get_xy() == pytest.approx((x - 0.03, y - 0.03))
    assert "There is no hidden layer 6. The output is σ(" in it.set(layer=6).text
    assert it.controls["unit"].disabled
    assert "Unit 4 of layer 1" in it.set(layer=1, unit=8).text  # nor such a unit
