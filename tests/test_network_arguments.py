"""What the network refuses, each by the name of the argument."""

import math

import numpy as np
import pytest

from nbhelpers.network import Network, accuracy, backward, forward, gradient_flow, loss, one_hot, train

X = [[0.5, -1.0], [2.0, 0.25]]
T = [[0.0, 1.0], [1.0, 0.0]]
USUAL = {"layer_sizes": [2, 3, 2], "hidden": "tanh", "output": "softmax", "init": "xavier", "seed": 3}
TRAINING = {"learning_rate": 0.1, "n_epochs": 2, "batch_size": 2, "seed": 0}
BAD_NUMBERS = [math.nan, math.inf, -math.inf, "1", b"1", None, True, np.True_, [1], -1, 10**400, 1j]
WITH_TARGETS = [loss, accuracy, backward, gradient_flow, lambda n, x, t: train(n, x, t, **TRAINING)]


def make(**changes):
    return Network.create(**(USUAL | changes))


def run(**changes):
    """Set up a training without asking for an epoch: bad arguments are refused at once."""
    return train(make(), X, T, **(TRAINING | changes))


@pytest.mark.parametrize("bad", [*BAD_NUMBERS, 0, 1.5], ids=repr)
@pytest.mark.parametrize("position", [0, 1, 2])
def test_bad_sizes(position, bad):
    sizes = [2, 3, 2]
    sizes[position] = bad
    with pytest.raises(ValueError, match=rf"^layer_sizes\[{position}\]: expected a whole number not below 1, got "):
        make(layer_sizes=sizes)


@pytest.mark.parametrize("bad", [[], [2], (), "23", None, 3, {2: 3}, np.array(3)], ids=repr)
def test_bad_lists_of_sizes(bad):
    with pytest.raises(ValueError, match=r"^layer_sizes: expected "):
        make(layer_sizes=bad)


@pytest.mark.parametrize(
    "bad", ["", "relu6", "Tanh", None, 1, True, ["tanh"], np.array(["tanh", "relu"])], ids=repr
)
@pytest.mark.parametrize("name", ["hidden", "output", "init", "loss"])
def test_bad_names(name, bad):
    with pytest.raises(ValueError, match=f"^{name}: expected one of "):
        make(**{name: bad})


def test_what_only_an_output_or_only_a_hidden_layer_may_be():
    with pytest.raises(ValueError, match="hidden: expected one of sigmoid, tanh, relu, step, linear, leaky_relu, "):
        make(hidden="softmax")
    with pytest.raises(ValueError, match="output: expected one of linear, sigmoid, softmax, got 'tanh'"):
        make(output="tanh")


@pytest.mark.parametrize("bad", [*BAD_NUMBERS, 0.5], ids=repr)
@pytest.mark.parametrize("call", [lambda bad: make(seed=bad), lambda bad: run(seed=bad)], ids=["create", "train"])
def test_bad_seeds(call, bad):
    with pytest.raises(ValueError, match=r"^seed: expected a whole number not below 0, got "):
        call(bad)


@pytest.mark.parametrize("bad", BAD_NUMBERS, ids=repr)
@pytest.mark.parametrize("name", ["learning_rate", "n_epochs", "batch_size"])
def test_bad_trainings(name, bad):
    with pytest.raises(ValueError, match=f"^{name}: expected a "):
        run(**{name: bad})


def test_a_batch_has_a_sample():
    with pytest.raises(ValueError, match="batch_size: expected a whole number not below 1, got 0"):
        run(batch_size=0)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"weights": []}, "weights: expected a non-empty list"),
        ({"weights": "ab"}, "weights: expected a non-empty list"),
        ({"weights": 1.0}, "weights: expected a non-empty list"),
        ({"weights": [[1.0, 2.0], np.ones((3, 1))]}, r"weights\[0\]: expected .* got shape \(2,\)"),
        ({"weights": [np.ones((2, 3)), np.ones((0, 1))]}, r"weights\[1\]: expected .* got shape \(0, 1\)"),
        ({"weights": [np.ones((2, 3)), np.ones((2, 1))]}, r"weights\[1\]: expected 3 rows, .* got 2"),
        ({"weights": [np.full((2, 3), np.nan), np.ones((3, 1))]}, r"weights\[0\]: expected finite numbers"),
        ({"weights": [np.ones((2, 3)), [["1"]] * 3]}, r"weights\[1\]: expected finite numbers"),
        ({"weights": [np.ones((2, 3), bool), np.ones((3, 1))]}, r"weights\[0\]: expected finite numbers"),
        ({"weights": [[[1, 2], [3]], np.ones((3, 1))]}, r"weights\[0\]: expected finite numbers"),
        ({"biases": [[0, 0, 0]]}, "biases: expected a list of 2, one for each layer"),
        ({"biases": None}, "biases: expected a list of 2"),
        ({"biases": [[0, 0], [0]]}, r"biases\[0\]: expected 3 numbers, one for each unit, got 2"),
        ({"biases": [[0, 0, 0], [np.inf]]}, r"biases\[1\]: expected a non-empty list of finite numbers"),
        ({"biases": [[0, 0, 0], 0]}, r"biases\[1\]: expected a non-empty list of finite numbers"),
        ({"activations": ("tanh",)}, "activations: expected a list of 2"),
        ({"activations": "tanh"}, "activations: expected a list of 2"),
        ({"activations": ("softmax", "softmax")}, r"activations\[0\]: expected one of sigmoid, "),
        ({"activations": ("tanh", "relu")}, r"activations\[1\]: expected one of linear, sigmoid, softmax"),
        ({"activations": (["tanh"], "linear")}, r"activations\[0\]: expected one of"),
        ({"loss": "cross-entropy"}, "loss: expected one of fitting, squared, got 'cross-entropy'"),
    ],
)
def test_networks_that_do_not_fit_together(changes, message):
    good = {
        "weights": [np.ones((2, 3)), np.ones((3, 1))],
        "biases": [[0, 0, 0], [0]],
        "activations": ("tanh", "linear"),
    }
    Network(**good)
    with pytest.raises(ValueError, match=f"^{message}"):
        Network(**(good | changes))


BAD_ROWS = ["ab", None, [], [[]], 1.0, [1.0, 2.0], [[1.0]], [[1.0, 2, 3]], [[1, math.nan]], [[1, math.inf]]]
BAD_ROWS += [[["1", "2"]], [[True, False]], [[1, 2], [3]], [[[1, 2]]], [[1, None]], [[10**400, 1]]]


@pytest.mark.parametrize("bad", BAD_ROWS, ids=repr)
def test_bad_inputs_and_targets(bad):
    network = make()
    shape = r"expected finite numbers of shape \(m, 2\), a row for each sample and a column for each"
    with pytest.raises(ValueError, match=f"^x: {shape} input, got "):
        forward(network, bad)
    for function in WITH_TARGETS:
        with pytest.raises(ValueError, match=f"^x: {shape} input, got "):
            function(network, bad, T)
        with pytest.raises(ValueError, match=f"^target: {shape} output, got "):
            function(network, X, bad)


@pytest.mark.parametrize("bad", [None, "network", [[1.0]], Network], ids=repr)
def test_what_is_no_network(bad):
    for function in [lambda n, x, t: forward(n, x), *WITH_TARGETS]:
        with pytest.raises(ValueError, match=r"^network: expected a Network object, got "):
            function(bad, X, T)


@pytest.mark.parametrize("function", WITH_TARGETS)
def test_targets_that_do_not_fit(function):
    with pytest.raises(ValueError, match=r"^target: expected as many rows as x, which has 2, got 1"):
        function(make(), X, T[:1])
    with pytest.raises(ValueError, match=r"^target: expected numbers from 0 to 1, got -1 to 1"):
        function(make(output="sigmoid"), X, [[-1, 1], [1, 0]])
    with pytest.raises(ValueError, match=r"^target: expected rows that add up to 1, as from one_hot, got 0\.5"):
        function(make(), X, [[0, 1], [0.25, 0.25]])


def test_any_finite_target_suits_the_squared_error():
    assert math.isfinite(loss(make(loss="squared"), X, [[-3, 5], [2, 2]]))
    assert math.isfinite(loss(make(output="linear"), X, [[-3, 5], [2, 2]]))


def test_of_the_rows_that_do_not_add_up_to_one_the_worst_is_shown():
    network = Network.create([1, 2], hidden="tanh", output="softmax", init="xavier", seed=0)
    with pytest.raises(ValueError, match=r"^target: expected rows that add up to 1, as from one_hot, got 1.5$"):
        loss(network, [[1.0], [1.0], [1.0]], [[0.7, 0.2], [1.0, 0.5], [1.0, 0.0]])


@pytest.mark.parametrize(
    "bad", [[], "01", None, 1, [0.5], [-1], [3], [math.nan], [True], [[0, 1]], ["1"]], ids=repr
)
def test_bad_labels(bad):
    with pytest.raises(ValueError, match=r"^labels: expected "):
        one_hot(bad, 3)


@pytest.mark.parametrize("bad", [*BAD_NUMBERS, 0, 2.5], ids=repr)
def test_bad_numbers_of_classes(bad):
    with pytest.raises(ValueError, match=r"^n_classes: expected a whole number from 1 to 1,000, got "):
        one_hot([0], bad)
