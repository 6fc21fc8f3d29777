"""Vanishing gradients: the chain against closed forms and theory; the flow against `backward`."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_network_gradients import draw

from nbhelpers.activations import ACTIVATIONS
from nbhelpers.network import HIDDEN, INITS, Network, backward, forward
from nbhelpers.network.vanishing import Flow, chain_gradient, compare_flows, gradient_flow

pytestmark = pytest.mark.usefixtures("strictest_floating_point")

SLIDERS = {
    "n_layers": st.integers(1, 30),
    "weight": st.floats(-10, 10),
    "bias": st.floats(-10, 10),
    "x": st.floats(-10, 10),
}


def chain(n_layers=6, **changes):
    return chain_gradient(n_layers, **({"weight": 1.5, "bias": -0.5, "activation": "sigmoid", "x": 0.7} | changes))


def at_most(values, limit):
    """Say whether no value exceeds its limit, but for rounding: relative, or that of the smallest floats."""
    with np.errstate(under="ignore"):
        return bool(np.all(values <= limit * (1 + 1e-12) + 1e-320))


@pytest.mark.parametrize("weight", [-3.0, 0.4, 2.5])
@pytest.mark.parametrize("activation", HIDDEN)
def test_a_chain_is_a_network_and_its_gradient_that_of_the_biases(activation, weight):
    trace = chain(6, weight=weight, activation=activation)
    network = Network([[[weight]]] * 6 + [[[1.0]]], [[-0.5]] * 6 + [[0.0]], (activation,) * 6 + ("linear",))
    gradients = backward(network, [[0.7]], [[trace.a[-1] - 1]])  # so that ∂E/∂a is 1
    assert np.concatenate(gradients.biases[:-1]) == pytest.approx(trace.gradient, rel=1e-12, abs=0)
    for name in ("z", "a"):
        assert np.concatenate(getattr(gradients.trace, name))[:-1, 0] == pytest.approx(
            getattr(trace, name), rel=1e-14
        )
    assert trace.factor == pytest.approx(weight * ACTIVATIONS[activation].df(trace.z), rel=1e-15, abs=0)


@pytest.mark.parametrize("activation", HIDDEN)
@given(**SLIDERS)
@settings(max_examples=80)
def test_no_setting_of_the_sliders_overflows_and_the_bound_holds(activation, n_layers, weight, bias, x):
    trace = chain_gradient(n_layers, weight=weight, bias=bias, activation=activation, x=x)
    arrays = (trace.z, trace.a, trace.factor, trace.gradient, trace.predicted)
    assert all(array.shape == (n_layers,) and np.isfinite(array).all() for array in arrays)
    steepest = ACTIVATIONS[activation].df(ACTIVATIONS[activation].steepest_at)
    gradient, shrink = np.abs(trace.gradient), abs(weight) * steepest  # a sigmoid's at most a quarter of w
    with np.errstate(under="ignore"):
        assert at_most(gradient[:-1], shrink * gradient[1:])
        assert at_most(trace.predicted, steepest * shrink ** np.arange(n_layers)[::-1])
    assert at_most(gradient[-1], steepest)
    assert trace.predicted[-1] == gradient[-1]
    assert at_most(trace.settled_factor, shrink)


def test_the_prediction_is_the_slope_where_the_chain_settles_or_the_two_it_alternates_between():
    trace = chain(30, weight=1.0, bias=0.0, x=0.5)
    z = 0.6590460684  # the fixed point of z = σ(z)
    assert trace.z[-1] == pytest.approx(z, abs=1e-10)
    assert trace.settled_factor == pytest.approx(ACTIVATIONS["sigmoid"].df(z), rel=1e-9, abs=0)
    assert np.abs(trace.gradient / trace.predicted - 1).max() < 0.07  # only the first few layers differ
    assert np.diff(np.log(trace.predicted)) == pytest.approx(-math.log(trace.settled_factor), rel=1e-12, abs=0)
    trace = chain(30, weight=-10.0, bias=4.0, x=0.1)
    assert not 0.5 < trace.factor[-1] / trace.factor[-2] < 2
    assert trace.z[-1] == pytest.approx(trace.z[-3], rel=1e-12, abs=0)
    assert abs(trace.z[-1] - trace.z[-2]) > 1
    assert trace.settled_factor == pytest.approx(math.sqrt(trace.factor[-1] * trace.factor[-2]), rel=1e-9, abs=0)
    z = 1.6878939988  # the fixed point of z = 2 σ(z), found from above and from below before the chain gets there
    assert 2 / (1 + math.exp(-z)) == pytest.approx(z, abs=1e-9)
    for x in (-30.0, 30.0):
        settled = chain(1, weight=2.0, bias=0.0, x=x).settled_factor
        assert settled == pytest.approx(2 * ACTIVATIONS["sigmoid"].df(z), rel=1e-8, abs=0)
    trace = chain(30, weight=-0.5, activation="linear")
    assert (trace.settled_factor, trace.mean_factor) == pytest.approx((0.5, 0.5), rel=1e-14)
    assert trace.predicted == pytest.approx(np.abs(trace.gradient), rel=1e-14, abs=0)
    trace = chain(9)
    assert trace.mean_factor**8 == pytest.approx(trace.gradient[0] / trace.gradient[-1], rel=1e-12, abs=0)
    assert math.isnan(chain(1).mean_factor)
    assert chain(9, activation="step").mean_factor == 0


def test_flow_is_what_it_says_however_often_the_samples_are_repeated(rng):
    network, x, target = draw(rng, [2, 5, 4, 3], "tanh", "softmax")
    flow, gradients = gradient_flow(network, x, target), backward(network, x, target)
    for layer in range(3):
        dE_dw, delta, a = gradients.weights[layer], gradients.delta[layer], gradients.trace.a[layer]
        assert flow.gradient_rms[layer] == pytest.approx(
            np.linalg.norm(dE_dw) / np.sqrt(dE_dw.size), rel=1e-14, abs=0
        )
        assert flow.delta_rms[layer] == pytest.approx(len(x) * np.sqrt(np.mean(delta**2)), rel=1e-14, abs=0)
        each = [np.std(a[:, unit]) for unit in range(a.shape[1])]
        assert flow.activation_std[layer] == pytest.approx(np.sqrt(np.mean(np.square(each))), rel=1e-14)
    assert flow.gain == pytest.approx(flow.delta_rms[0] / flow.delta_rms[1], rel=1e-14, abs=0)
    assert flow.gradients.loss == gradients.loss
    thrice = gradient_flow(network, [*x] * 3, [*target] * 3)
    for name in ("gradient_rms", "delta_rms", "activation_std", "gain"):
        assert getattr(thrice, name) == pytest.approx(getattr(flow, name), rel=1e-12, abs=0)
    flow = Flow(gradients)
    vars(flow)["delta_rms"] = np.array([9.0, 2.0, 1.0, 7.0])
    assert flow.gain == 3  # √(9 / 1)


def test_flow_has_no_gain_in_the_smallest_and_the_deadest_and_tiny_gradients_are_not_lost(rng):
    network, x, target = draw(rng, [2, 3], "tanh", "linear")
    perfect = gradient_flow(network, x, forward(network, x).output)
    assert perfect.delta_rms.tolist() == [0]
    dead = gradient_flow(*draw(rng, [2, 3, 3, 3], "step", "linear"))
    assert np.isnan([gradient_flow(network, x, target).gain, perfect.gain, dead.gain]).all()
    tiny = Network([[[1e-150]], [[1e-150]]], [[0.0], [0.0]], ("linear", "linear"))
    assert gradient_flow(tiny, [[1.0]], [[1e-50]]).gradient_rms == pytest.approx([1e-200] * 2, rel=1e-9, abs=0)
    for weight in (1e-60, 1e40):
        layers = [weight * rng.normal(size=(3, 3)) for _ in range(4)]
        network = Network(layers, [np.zeros(3)] * 4, ("linear",) * 4)
        flow = gradient_flow(network, rng.normal(size=(5, 3)), rng.normal(size=(5, 3)))
        exact = [math.hypot(*dE_dw.ravel()) / 3 for dE_dw in flow.gradients.weights]  # hypot does not square them
        assert flow.gradient_rms == pytest.approx(exact, rel=1e-12, abs=0)


@pytest.mark.parametrize(("depth", "width"), [(1, 2), (3, 5)])
def test_the_comparison_is_the_flow_of_each_start_on_the_same_samples(depth, width):
    compared = compare_flows(depth=depth, width=width, activation="tanh", init="he", seed=5)
    assert (compared.depth, compared.width, compared.activation, compared.init) == (depth, width, "tanh", "he")
    assert tuple(compared.flows) == tuple(INITS)
    n = len(compared.flows["he"].gradients.trace.a[0])
    x = np.random.default_rng(5).standard_normal((n, width))
    target = np.array([[float(row[0] * row[1] > 0)] for row in x])
    for init, flow in compared.flows.items():
        sizes = [width] * (depth + 1) + [1]
        alone = Network.create(sizes, hidden="tanh", output="sigmoid", init=init, seed=5)
        assert np.array_equal(flow.gradient_rms, gradient_flow(alone, x, target).gradient_rms)
