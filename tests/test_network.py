"""The dense network: how it is made, what it gives, its loss, and what it predicts."""

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nbhelpers.activations import ACTIVATIONS, ELEMENTWISE
from nbhelpers.network import (
    HIDDEN,
    INITS,
    LOSSES,
    MATCHING,
    NORMAL_STD,
    Network,
    accuracy,
    backward,
    forward,
    gradient_flow,
    loss,
    one_hot,
    predictions,
)

pytestmark = pytest.mark.usefixtures("strictest_floating_point")

X = [[0.5, -1.0], [2.0, 0.25], [0.0, 1.5]]
T = [[0.0, 1.0], [1.0, 0.0], [1.0, 0.0]]
USUAL = {"hidden": "tanh", "output": "softmax", "init": "xavier", "seed": 3}


def make(sizes=(2, 4, 2), **changes):
    return Network.create(sizes, **(USUAL | changes))


def by_hand(network, x):
    """Compute z and a of every layer for one sample, unit by unit."""
    z, a = [], []
    for w, b, name in zip(network.weights, network.biases, network.activations, strict=True):
        z.append([sum(x[i] * w[i, j] for i in range(len(x))) + b[j] for j in range(len(b))])
        x = ACTIVATIONS[name].f(z[-1])
        a.append(x)
    return z, a


def test_a_network_has_the_sizes_and_names_asked_for_and_copies_of_the_numbers_given():
    network = make([3, 5, 4, 2], hidden="relu", output="softmax")
    assert [w.shape for w in network.weights] == [(3, 5), (5, 4), (4, 2)]
    assert [b.tolist() for b in network.biases] == [[0] * 5, [0] * 4, [0] * 2]
    assert network.activations == ("relu", "relu", "softmax")
    assert network.layer_sizes == (3, 5, 4, 2)
    assert network.n_parameters == 3 * 5 + 5 + 5 * 4 + 4 + 4 * 2 + 2
    assert make([3, 1], output="linear").activations == ("linear",)
    w, b = np.eye(2), np.zeros(2)
    network = Network([w], [b], ["softmax"])
    w[...], b[...] = 9, 9
    assert (network.weights[0][0, 0], network.biases[0][0]) == (1, 0)
    assert HIDDEN == ELEMENTWISE
    assert [make(output=output).loss_name for output in MATCHING] == list(MATCHING.values())
    assert {make(output=output, loss="squared").loss_name for output in MATCHING} == {"half squared error"}


@pytest.mark.parametrize("init", INITS)
def test_one_seed_is_one_start(init):
    same, again, other = (make(init=init, seed=seed) for seed in (3, 3, 4))
    assert all(np.array_equal(*pair) for pair in zip(same.weights, again.weights, strict=True))
    assert not any(np.array_equal(*pair) for pair in zip(same.weights, other.weights, strict=True))


def test_the_starts_have_the_spread_of_their_papers():
    shape, n = (300, 500), 300 * 500
    expected = {"normal": NORMAL_STD**2, "xavier": 2 / sum(shape), "he": 2 / shape[0]}
    for init, variance in expected.items():
        (w,) = make(shape, init=init).weights
        assert w.var() == pytest.approx(variance, rel=4 * math.sqrt(2 / n))
        assert abs(w.mean()) < 4 * math.sqrt(variance / n)
        if init == "xavier":
            assert np.abs(w).max() <= math.sqrt(6 / sum(shape))


def test_he_keeps_the_second_moment_of_relu_through_thirty_layers_and_the_others_do_not(rng):
    x = rng.normal(size=(4, 256))
    moments = {
        init: np.mean([second_moments(x, init, seed) for seed in range(12 if init == "he" else 3)], axis=0)
        for init in INITS
    }
    assert len(moments["he"]) == 30
    assert moments["he"].min() > 0.5
    assert moments["he"].max() < 2
    assert moments["xavier"][-1] == pytest.approx(0.5**30, rel=0.9, abs=0)
    assert moments["normal"][-1] > 1  # 256 · 0.1² / 2 = 1.28 a layer: fits no width but one


def second_moments(x, init, seed):
    network = make([256] * 31 + [1], hidden="relu", output="linear", init=init, seed=seed)
    return [np.mean(a**2) for a in forward(network, x).a[:-1]] / np.mean(x**2)


@pytest.mark.parametrize("output", MATCHING)
@pytest.mark.parametrize("hidden", HIDDEN)
def test_forward_is_the_sum_and_the_function_unit_by_unit(rng, hidden, output):
    network = make([2, 4, 3, 2], hidden=hidden, output=output)
    biases = [rng.normal(size=b.shape) for b in network.biases]
    network = Network(network.weights, biases, network.activations)
    trace = forward(network, X)
    for i, x in enumerate(X):
        z, a = by_hand(network, x)
        for layer in range(3):
            assert trace.z[layer][i] == pytest.approx(z[layer], rel=1e-13)
            assert trace.a[layer][i] == pytest.approx(a[layer], rel=1e-13)
    assert trace.output is trace.a[-1]
    assert trace.x.tolist() == X


def test_linear_layers_are_one_and_products_too_large_for_one_block_the_same_row_by_row(rng):
    network = make([2, 5, 4, 2], hidden="linear", output="linear")
    product = network.weights[0] @ network.weights[1] @ network.weights[2]
    assert forward(network, X).output == pytest.approx(X @ product, rel=1e-13)
    network = Network.create([4, 5], hidden="tanh", output="linear", init="xavier", seed=0)
    x = rng.normal(size=(50_001, 4))  # 20 multiplications a row, 20,000 rows a block, one row left over at the end
    np.testing.assert_allclose(forward(network, x).output, x @ network.weights[0] + network.biases[0], atol=1e-14)
    np.testing.assert_allclose(forward(network, x[-1:]).output, forward(network, x).output[-1:], atol=1e-14)


def test_the_three_errors_are_their_formulas_and_exact_where_the_output_is_rounded():
    a = forward(make(output="linear"), X).output
    assert loss(make(output="linear"), X, T) == pytest.approx(np.sum((T - a) ** 2) / 2 / 3, rel=1e-14)
    for output in ("sigmoid", "softmax"):
        network, t = make(output=output), np.array(T)
        a = forward(network, X).output
        entropy = -np.sum(t * np.log(a)) - (np.sum((1 - t) * np.log(1 - a)) if output == "sigmoid" else 0)
        assert loss(network, X, T) == pytest.approx(entropy / 3, rel=1e-13)
        squared = np.sum((t - a) ** 2) / 2 / 3
        assert loss(dataclasses.replace(network, loss="squared"), X, T) == pytest.approx(squared, rel=1e-14)
    for output, target in (("sigmoid", [[0.0]]), ("sigmoid", [[1.0]])):
        network = Network([[[1.0]]], [[0.0]], (output,))
        sign = 1 - 2 * target[0][0]
        assert loss(network, [[1000 * sign]], target) == 1000
        assert loss(network, [[-40 * sign]], target) == pytest.approx(math.exp(-40), rel=1e-14, abs=0)
    softmax = Network([[[1.0, 0, -1]]], [[0.0, 0, 0]], ("softmax",))
    assert loss(softmax, [[1000.0]], [[0, 0, 1]]) == 2000
    assert loss(softmax, [[1000.0]], [[1, 0, 0]]) == 0


def test_accuracy():
    network = Network([np.eye(2)], [[0.0, 0.0]], ("softmax",))
    assert accuracy(network, X, T) == 1 / 3
    assert accuracy(network, X, 1 - np.array(T)) == 2 / 3
    sigmoid = Network([np.eye(2)], [[0.0, 0.0]], ("sigmoid",))
    assert accuracy(sigmoid, X, T) == 2 / 6  # each output is an answer by itself, and ½ is yes
    with pytest.raises(ValueError, match="network: expected a sigmoid or softmax output, got a linear one"):
        accuracy(make(output="linear"), X, T)


@given(st.lists(st.integers(0, 6), min_size=1, max_size=20), st.integers(7, 9))
@settings(max_examples=30, deadline=None)
def test_one_hot_rows_name_their_class(labels, n_classes):
    rows = one_hot(labels, n_classes)
    assert rows.shape == (len(labels), n_classes)
    assert rows.argmax(axis=1).tolist() == labels
    assert np.sort(rows, axis=1).tolist() == [[0] * (n_classes - 1) + [1]] * len(labels)


def passing(probabilities):
    """Return a network whose probabilities are those of the sample itself, which holds their logarithms."""
    n = len(probabilities[0])
    return Network([np.eye(n)], [np.zeros(n)], ["softmax"]), np.log(probabilities)


@pytest.mark.parametrize("seed", range(5))
def test_predictions_by_loops(rng, seed):
    network = make([3, 5, 4], init="he", seed=seed)
    x, label = rng.normal(size=(40, 3)), rng.integers(4, size=40)
    made = predictions(network, x, label)
    rows = [forward(network, [row]).output[0] for row in x]
    confusion, wrong = [[0] * 4 for _ in range(4)], []
    for i, row in enumerate(rows):
        best = max(range(4), key=lambda k, row=row: (row[k], -k))
        assert made.predicted[i] == best
        confusion[label[i]][best] += 1
        if best != label[i]:
            wrong.append((-row[best], i))
    assert made.probability == pytest.approx(np.array(rows), rel=1e-12)
    assert made.confusion.tolist() == confusion
    assert made.confident_errors.tolist() == [i for _, i in sorted(wrong)]
    assert made.label.tolist() == label.tolist()
    assert made.confidence.tolist() == [max(row) for row in made.probability]
    assert np.mean(made.predicted == label) == accuracy(network, x, one_hot(label, 4))
    label[:] = 9  # the caller's own
    assert made.label.max() < 9
    assert {each.dtype for each in (made.predicted, made.label, made.confusion, made.confident_errors)} == {
        np.dtype(int)
    }


def test_errors_are_in_order_of_confidence_of_equals_the_first_and_the_most_frequent_is_known():
    probabilities = [[0.6, 0.4], [0.9, 0.1], [0.3, 0.7], [0.9, 0.1], [0.2, 0.8]]
    assert predictions(*passing(probabilities), [1, 1, 0, 1, 1]).confident_errors.tolist() == [1, 3, 2, 0]
    many = predictions(*passing([[0.6, 0.4], [0.9, 0.1]] * 50), [1] * 100)  # a sort that is not stable keeps a few
    assert many.confident_errors.tolist() == [*range(1, 100, 2), *range(0, 100, 2)]
    made = predictions(*passing([[0.2, 0.4, 0.4]]), [2])
    assert made.predicted.tolist() == [1]
    assert made.confusion.tolist() == [[0, 0, 0], [0, 0, 0], [0, 1, 0]]
    sure = np.eye(3) * 0.97 + 0.01
    label, predicted = [0, 1, 1, 2, 2, 2, 2, 2], [0, 1, 0, 2, 0, 2, 0, 1]
    assert predictions(*passing(sure[predicted]), label).mix_up == (2, 0, 2)
    assert predictions(*passing(sure[[1, 0]]), [0, 1]).mix_up == (0, 1, 1)  # the first of equals
    right = predictions(*passing(sure[[0, 1, 2]]), [0, 1, 2])
    assert (right.mix_up, right.confident_errors.tolist()) == (None, [])


@given(
    st.lists(st.integers(1, 5), min_size=2, max_size=7),
    st.sampled_from(HIDDEN),
    st.sampled_from(list(MATCHING)),
    st.sampled_from(LOSSES),
    st.floats(1e-200, 1e200),
    st.integers(1, 4),
)
@settings(max_examples=150, deadline=None)
def test_any_size_of_numbers_goes_through_without_a_warning(sizes, hidden, output, kind, scale, m):
    network = make(sizes, hidden=hidden, output=output, loss=kind)
    network = network.with_parameters([w * scale for w in network.weights], network.biases)
    x = np.random.default_rng(1).normal(size=(m, sizes[0]))
    target = one_hot([0] * m, sizes[-1])
    gradients = backward(network, x, target)
    assert [g.shape for g in gradients.weights] == [w.shape for w in network.weights]
    assert [g.shape for g in gradients.biases] == [b.shape for b in network.biases]
    assert [d.shape for d in gradients.delta] == [(m, n) for n in sizes[1:]]
    assert len(gradient_flow(network, x, target).activation_std) == len(sizes) - 1
    if scale < 1e30 and hidden not in ("step", "linear") and len(sizes) < 5:
        assert np.isfinite([gradients.loss, *(np.abs(g).max() for g in gradients.weights)]).all()
