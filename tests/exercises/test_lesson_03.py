"""Lesson 03: what the checks take as right is the library's, and so are the numbers in the predictions."""

import ast
import math

import numpy as np
import pytest

from nbhelpers import backprop, network
from nbhelpers.activations import ACTIVATIONS
from nbhelpers.backprop import WALKTHROUGH
from nbhelpers.datasets import planar, split
from nbhelpers.exercises import vanishing_gradients as lesson
from nbhelpers.explore import show_error_slopes
from nbhelpers.gradcheck import numerical_gradient
from nbhelpers.network import INITS, Network, chain_gradient, gradient_flow
from nbhelpers.views.vanishing import ErrorSlopesView

DEMO = {"n_layers": 10, "weight": 1.0, "bias": 0.0, "activation": "sigmoid", "x": 0.5}
CIRCLE = split(planar("circle"))
SIZES, HOW = [2, 8, 8, 8, 8, 8, 1], {"learning_rate": 0.2, "batch_size": 10, "seed": 0}


def sigma(z):
    return 1 / (1 + np.exp(-z))


def test_what_arrives_is_the_librarys_gradient_of_a_chain():
    exercise = lesson.CATALOGUE["arriving"]
    for w, z in exercise.cases:
        bias = z[1] - w * sigma(z[0])
        trace = chain_gradient(len(z), weight=w, bias=bias, activation="sigmoid", x=(z[0] - bias) / w)
        assert trace.z == pytest.approx(z, rel=1e-12)
        assert exercise.expected((w, z)) == pytest.approx(trace.gradient, rel=1e-12, abs=0)
        assert lesson.CATALOGUE["factor"].expected((w, z)) == pytest.approx(trace.factor, rel=1e-12, abs=0)


def test_the_change_per_layer_is_the_librarys():
    gain = lesson.CATALOGUE["per_layer"].reference
    network = Network.create([2, 8, 8, 8, 1], hidden="tanh", output="sigmoid", init="he", seed=3)
    flow = gradient_flow(network, np.random.default_rng(0).normal(size=(20, 2)), np.ones((20, 1)))
    assert gain(flow.delta_rms[:-1]) == pytest.approx(flow.gain, rel=1e-14)
    trace = chain_gradient(**DEMO)
    assert gain(trace.gradient) == pytest.approx(trace.mean_factor, rel=1e-14)


@pytest.mark.parametrize("n_in", [8, 50])
def test_the_library_draws_its_he_start_with_this_deviation(n_in):
    drawn = INITS["he"](np.random.default_rng(0), n_in, 40_000)
    assert drawn.std() == pytest.approx(lesson.CATALOGUE["he_std"].reference(n_in), rel=5e-3)


def test_the_values_are_the_librarys():
    values, df = {e.name: e.reference for e in lesson.CATALOGUE.values()}, ACTIVATIONS["sigmoid"].df
    assert values["largest_slope"] == df(0) == df(np.linspace(-5, 5, 1001)).max()
    kept = chain_gradient(30, weight=values["keeping_weight"], bias=-2, activation="sigmoid", x=0.5)
    assert not kept.z.any()
    assert kept.factor.tolist() == [1] * 30
    for left, n, limit in ((0.25, values["layers_left"], 1e-6), (0.5, 20, 1e-6), (0.75, 49, 1e-6), (0.25, 5, 1e-3)):
        assert left**n < limit < left ** (n - 1)


def right(name):
    return lesson.QUESTIONS[name].answer_text


def seen(name, **changes):
    """Return what the chain's demo, called as `see` says, shows."""
    call = ast.parse(lesson.QUESTIONS[name].see, mode="eval").body
    assert call.func.id == "explore_chain_gradient"
    return chain_gradient(**DEMO | {word.arg: ast.literal_eval(word.value) for word in call.keywords} | changes)


def share(trace):
    """Return how much of the gradient at the last layer arrives at the first."""
    return trace.gradient[0] / trace.gradient[-1]


def test_of_56_only_9_is_depth():
    found = backprop.backward(WALKTHROUGH.params, WALKTHROUGH.x, WALKTHROUGH.target)
    assert found.w2 / found.w1 == pytest.approx(56, abs=0.5)
    assert found.b2 / found.b1 == pytest.approx(9.3, abs=0.05)
    assert found.dz2_da1 * found.da1_dz1 == pytest.approx(0.108, abs=5e-4)
    assert found.b2 / found.b1 == pytest.approx(1 / (found.dz2_da1 * found.da1_dz1), rel=1e-14)
    assert found.trace.a1 / found.trace.x == pytest.approx(6.0, abs=0.05)
    assert right("depth_or_inputs").startswith("About 9 times.")


def test_the_sigmoid_is_at_most_a_quarter_steep():
    z = np.linspace(-9, 9, 1801)
    measured = [numerical_gradient(ACTIVATIONS["sigmoid"].f, value) for value in z]
    assert max(measured) == pytest.approx(0.25, rel=1e-9)
    assert z[np.argmax(measured)] == pytest.approx(0, abs=0.011)
    assert seen("steepest").factor[0] == 0.25
    assert right("steepest") == "Its slope is at most ¼."


def test_outputs_below_1_do_not_make_a_gradient_vanish():
    small, large = seen("cause", weight=1, bias=-0.5), seen("cause")
    assert small.a.tolist() == large.a.tolist() == [0.5] * 10
    assert (share(small), share(large)) == (0.25**9, 0.75**9)
    assert "a weight and a slope, w · σ′(z)" in right("cause")


def test_ten_sigmoids_leave_millionths():
    trace = seen("ten_sigmoids")
    assert trace.n_layers == 10
    assert 1 / share(trace) == pytest.approx(650_000, rel=0.01)
    assert share(trace) == pytest.approx(1.55e-6, abs=5e-9)
    assert [trace.factor[:-1].min(), trace.factor[:-1].max()] == pytest.approx([0.225, 0.235], abs=5e-4)
    assert right("ten_sigmoids") == "About 650,000 times."


def test_a_sigmoid_chain_can_keep_the_gradient_but_only_just():
    assert (share(seen("sigmoid_kept")), seen("sigmoid_kept").n_layers) == (1, 10)
    assert share(seen("sigmoid_kept", x=0)) == pytest.approx(0.047, abs=5e-4)
    assert right("sigmoid_kept").startswith("Yes, with a large weight")


def test_tanh_loses_more_than_ten_sigmoids():
    trace = seen("tanh_cure")
    tanh, sigmoid = (ACTIVATIONS[name].df(0) for name in ("tanh", "sigmoid"))
    assert [tanh, tanh / sigmoid] == [1, 4]
    assert np.all(np.diff(trace.a) > 0)
    assert trace.a[-1] == pytest.approx(0.96, abs=5e-3)
    assert trace.factor[-1] == pytest.approx(0.166, abs=5e-4)
    assert share(trace) == pytest.approx(1.3e-6, abs=5e-8)
    assert share(trace) < share(seen("ten_sigmoids"))
    assert trace.weight**9 == pytest.approx(500, rel=0.03)
    assert right("tanh_cure") == "About a millionth of it."


def test_with_relu_the_weight_decides():
    small, large = seen("relu_lost"), seen("exploding")
    assert min(*small.z, *large.z) > 0
    assert share(small) == 0.5**9 == pytest.approx(0.00195, abs=5e-6)
    assert right("relu_lost") == "About 0.002 of it."
    assert (large.n_layers, share(large)) == (20, 2**19) == (20, 524_288)
    assert right("exploding") == "It is about 500,000 times as large."


def test_no_usual_start_mends_the_sigmoid():
    demo = {"depth": 10, "width": 16, "activation": "sigmoid", "init": "he", "seed": 1}
    flows = network.compare_flows(**demo).flows
    assert [round(flows[init].gain, 3) for init in ("normal", "xavier", "he")] == [0.102, 0.21, 0.299]
    assert "0.102, 0.210 and 0.299" in lesson.QUESTIONS["any_start"].because
    for init, slope_at_most in (("xavier", 1), ("he", math.sqrt(1 / 2))):
        start = Network.create([400] * 2, hidden="linear", output="linear", init=init, seed=0)
        assert math.sqrt(400) * start.weights[0].std() * slope_at_most == pytest.approx(1, rel=0.01)
    assert right("any_start") == "None of the three."


def test_in_the_race_the_last_layer_moves_and_relu_is_below_the_goal_for_good_from_epoch_20():
    *_, end = network.race(*CIRCLE, layer_sizes=SIZES, n_epochs=300, **HOW)  # as in the demo
    sigmoid, relu = end.runners
    assert (round(sigmoid.moved[0], 4), round(sigmoid.moved[-1], 2)) == (0.0075, 0.50)
    assert list(np.argsort(sigmoid.moved)) == list(range(6))
    assert (relu.epochs_to(0.3), np.flatnonzero(relu.loss > 0.3)[-1]) == (4, 19)


@pytest.mark.parametrize(("hidden", "epochs"), [("sigmoid", 3746), ("relu", 9)])
def test_from_the_start_of_seed_24_even_five_layers_of_sigmoids_leave_the_plateau(hidden, epochs):
    start = Network.create(SIZES, hidden=hidden, output="sigmoid", init="xavier", seed=24)
    run = network.train(start, *CIRCLE[0], n_epochs=4000, **HOW | {"seed": 24})
    assert next(state.index for state in run if state.loss <= 0.3) == pytest.approx(epochs, rel=0.01)
    assert f"{epochs:,}" in lesson.QUESTIONS["train_longer"].because


def test_one_relu_network_of_the_remedies_loses_its_last_hidden_layer_within_three_epochs():
    start = Network.create(SIZES, hidden="relu", output="sigmoid", init="he", seed=2)
    *_, third = network.train(start, *CIRCLE[0], n_epochs=3, **HOW | {"seed": 2})
    assert np.all(network.forward(third.network, CIRCLE[0][0]).z[-2] < 0)


def test_the_two_curves_of_slope_are_the_librarys():
    (ax,) = ErrorSlopesView().figure.axes
    cross_entropy, squared = (line for line in ax.lines if len(line.get_xdata()) > 2)
    x, target = np.array([[1.0]]), np.array([[0.0]])
    for z in (-8, -2, 0, 6):
        at = list(squared.get_xdata()).index(z)
        unit = Network([[[0.0]]], [[float(z)]], ["sigmoid"])
        assert network.backward(unit, x, target).biases[0] == pytest.approx(cross_entropy.get_ydata()[at])
        neurons = backprop.TwoNeurons(w1=0, b1=0, w2=0, b2=z)
        assert backprop.backward(neurons, 0.5, 0).b2 == pytest.approx(squared.get_ydata()[at])
    assert "0.998 instead of 0" in show_error_slopes().text
