"""The dense network: how it is made, what it gives, its loss, and what it predicts."""

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nbhelpers.activations import ACTIVATIONS
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


def single(output, n=1):
    """Return a network that passes n numbers on to its output."""
    return Network([np.eye(n)], [np.zeros(n)], (output,))


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
    assert (network.weights[0][0, 0], network.biases[0][0], network.activations) == (1, 0, ("softmax",))
    assert [make(output=output).loss_name for output in MATCHING] == list(MATCHING.values())
    assert {make(output=output, loss="squared").loss_name for output in MATCHING} == {"half squared error"}


def test_one_seed_is_one_start_with_the_spread_of_its_paper():
    shape, n = (300, 500), 300 * 500
    expected = {"normal": NORMAL_STD**2, "xavier": 2 / sum(shape), "he": 2 / shape[0]}
    for init in INITS:
        (w,), (same,), (other,) = (make(shape, init=init, seed=seed).weights for seed in (3, 3, 4))
        assert np.array_equal(w, same)
        assert not np.array_equal(w, other)
        assert w.var() == pytest.approx(expected[init], rel=4 * math.sqrt(2 / n))
        assert abs(w.mean()) < 4 * math.sqrt(expected[init] / n)
    assert np.abs(make(shape).weights[0]).max() <= math.sqrt(6 / sum(shape))  # Xavier's are uniform


@pytest.mark.parametrize("output", MATCHING)
@pytest.mark.parametrize("hidden", HIDDEN)
def test_forward_is_the_sum_and_the_function_unit_by_unit(rng, hidden, output):
    network = make([2, 4, 3, 2], hidden=hidden, output=output)
    network = Network(network.weights, [rng.normal(size=b.shape) for b in network.biases], network.activations)
    trace = forward(network, X)
    for i, x in enumerate(X):
        for layer, (w, b) in enumerate(zip(network.weights, network.biases, strict=True)):
            z = [sum(x[i] * w[i, j] for i in range(len(x))) + b[j] for j in range(len(b))]
            x = ACTIVATIONS[network.activations[layer]].f(z)
            assert trace.z[layer][i] == pytest.approx(z, rel=1e-13)
            assert trace.a[layer][i] == pytest.approx(x, rel=1e-13)
    assert trace.output is trace.a[-1]
    assert trace.x.tolist() == X


def test_products_too_large_for_one_block_are_the_same_row_by_row(rng):
    network = make([4, 5], output="linear")
    x = rng.normal(size=(40_001, 4))  # 20 multiplications a row, 20,000 rows a block, one row left over at the end
    np.testing.assert_allclose(forward(network, x).output, x @ network.weights[0], atol=1e-14)
    np.testing.assert_allclose(forward(network, x[-1:]).output, forward(network, x).output[-1:], atol=1e-14)


def test_the_three_errors_are_their_formulas_and_exact_where_the_output_is_rounded():
    for output in MATCHING:
        network, t = make(output=output), np.array(T)
        a = forward(network, X).output
        squared = np.sum((t - a) ** 2) / 2 / 3
        assert loss(dataclasses.replace(network, loss="squared"), X, T) == pytest.approx(squared, rel=1e-14)
        if output == "linear":
            assert loss(network, X, T) == pytest.approx(squared, rel=1e-14)
        else:
            entropy = -np.sum(t * np.log(a)) - (np.sum((1 - t) * np.log(1 - a)) if output == "sigmoid" else 0)
            assert loss(network, X, T) == pytest.approx(entropy / 3, rel=1e-13)
    for target, sign in (([[0.0]], 1), ([[1.0]], -1)):
        assert loss(single("sigmoid"), [[1000 * sign]], target) == 1000
        assert loss(single("sigmoid"), [[-40 * sign]], target) == pytest.approx(math.exp(-40), rel=1e-14, abs=0)
    assert loss(single("softmax", 3), [[1000.0, 0, -1000]], [[0, 0, 1]]) == 2000
    assert loss(single("softmax", 3), [[1000.0, 0, -1000]], [[1, 0, 0]]) == 0


def test_accuracy_and_one_hot():
    assert accuracy(single("softmax", 2), X, T) == 1 / 3
    assert accuracy(single("softmax", 2), X, 1 - np.array(T)) == 2 / 3
    assert accuracy(single("sigmoid", 2), X, T) == 2 / 6  # each output is an answer by itself, and ½ is yes
    assert one_hot([2, 0, 1, 2], 4).tolist() == [[0, 0, 1, 0], [1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0]]


def passing(probabilities):
    """Return a network whose probabilities are those of the sample itself, which holds their logarithms."""
    return single("softmax", len(probabilities[0])), np.log(probabilities)


@pytest.mark.parametrize("seed", range(2))
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
    integers = made.predicted, made.label, made.confusion, made.confident_errors
    assert {each.dtype for each in integers} == {np.dtype(int)}


def test_errors_are_in_order_of_confidence_of_equals_the_first_and_the_most_frequent_is_known():
    probabilities = [[0.6, 0.4], [0.9, 0.1], [0.3, 0.7], [0.9, 0.1], [0.2, 0.8]]
    assert predictions(*passing(probabilities), [1, 1, 0, 1, 1]).confident_errors.tolist() == [1, 3, 2, 0]
    many = predictions(*passing([[0.6, 0.4], [0.9, 0.1]] * 50), [1] * 100)  # a sort that is not stable keeps a few
    assert many.confident_errors.tolist() == [*range(1, 100, 2), *range(0, 100, 2)]
    assert predictions(*passing([[0.2, 0.4, 0.4]]), [2]).predicted.tolist() == [1]
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
@settings(max_examples=100)
def test_any_size_of_numbers_goes_through_without_a_warning(sizes, hidden, output, kind, scale, m):
    network = make(sizes, hidden=hidden, output=output, loss=kind)
    network = network.with_parameters([w * scale for w in network.weights], network.biases)
    x = np.random.default_rng(1).normal(size=(m, sizes[0]))
    target = one_hot([0] * m, sizes[-1])
    gradients = backward(network, x, target)
    assert len(gradient_flow(network, x, target).activation_std) == len(sizes) - 1
    if scale < 1e30 and hidden not in ("step", "linear") and len(sizes) < 5:
        assert np.isfinite([gradients.loss, *(np.abs(g).max() for g in gradients.weights)]).all()
