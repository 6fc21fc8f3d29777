"""What the network refuses, each by the name of the argument, and before anything has begun."""

import math
import re

import numpy as np
import pytest

from nbhelpers.datasets import planar, split
from nbhelpers.network import (
    Network,
    Run,
    accuracy,
    backward,
    chain_gradient,
    compare_flows,
    forward,
    gradient_flow,
    loss,
    one_hot,
    predictions,
    race,
    train,
)

X = [[0.5, -1.0], [2.0, 0.25]]
T = [[0.0, 1.0], [1.0, 0.0]]
FIRST, LAST = np.ones((2, 3)), np.ones((3, 1))
SEEN, NEW = split(planar("circle", n_samples=80))
USUAL = {"layer_sizes": [2, 3, 2], "hidden": "tanh", "output": "softmax", "init": "xavier", "seed": 3}
TRAINING = {"learning_rate": 0.1, "n_epochs": 2, "batch_size": 2, "seed": 0}
BAD_NUMBERS = [math.nan, math.inf, -math.inf, "1", b"1", None, True, np.True_, [1], -1, 10**400, 1j]
BAD_COUNTS = [*BAD_NUMBERS, 0, 1.5]
BAD_NAMES = ["", "relu6", "Tanh", None, 1, True, ["tanh"], np.array(["tanh", "relu"])]
NO_LISTS = [[], (), "23", None, 3, {2: 3}, np.array(3)]


def make(**changes):
    return Network.create(**(USUAL | changes))


def fitted(**changes):
    """Return a network of given numbers."""
    usual = {"weights": [FIRST, LAST], "biases": [[0, 0, 0], [0]], "activations": ("tanh", "linear")}
    return Network(**usual | changes)


def trained(**changes):
    """Set up a training without asking for an epoch: bad arguments are refused at once."""
    return train(make(), X, T, **(TRAINING | changes))


def watched(**changes):
    return Run(
        **{"network": make(output="sigmoid"), "data_train": (X, T), "data_test": (X, T), "seed": 0} | changes
    )


def raced(data_train=SEEN, data_test=NEW, **changes):
    return race(data_train, data_test, **{"layer_sizes": [2, 5, 1], **TRAINING} | changes)


def chain(**changes):
    return chain_gradient(
        **{"n_layers": 6, "weight": 1.5, "bias": -0.5, "activation": "sigmoid", "x": 0.7} | changes
    )


def compared(**changes):
    return compare_flows(**{"depth": 2, "width": 3, "activation": "tanh", "init": "he", "seed": 5} | changes)


def predicted(**changes):
    return predictions(**{"network": make(), "x": X, "label": [0, 1]} | changes)


COUNT, NUMBER, NAME = "expected a whole number", "expected a finite number", "expected one of"
TABLE = "expected finite numbers in rows and columns"
RULES = [
    *((make, "layer_sizes", [2, bad, 2], "[1]: " + COUNT + " not below 1, got") for bad in BAD_COUNTS),
    *((make, "layer_sizes", bad, ": expected") for bad in [*NO_LISTS, [2]]),
    *((make, name, bad, ": " + NAME) for name in ("hidden", "output", "init", "loss") for bad in BAD_NAMES),
    (make, "hidden", "softmax", ": expected one of sigmoid, tanh, relu, step, linear, leaky_relu, got 'softmax'"),
    (make, "output", "tanh", ": expected one of linear, sigmoid, softmax, got 'tanh'"),
    (make, "loss", "cross-entropy", ": expected one of matching, squared, got"),
    *((call, "seed", bad, ": " + COUNT + " not below 0") for call in (make, trained, watched) for bad in (-1, 0.5)),
    *((fitted, "weights", bad, ": expected a non-empty list") for bad in NO_LISTS),
    (fitted, "weights", [[1.0, 2.0], LAST], "[0]: " + TABLE + ", got shape (2,)"),
    (fitted, "weights", [FIRST, np.ones((0, 1))], "[1]: " + TABLE + ", got shape (0, 1)"),
    (fitted, "weights", [FIRST, np.ones((2, 1))], "[1]: expected 3 rows, one for each unit before, got 2"),
    (fitted, "weights", [FIRST * np.nan, LAST], "[0]: " + TABLE),
    (fitted, "weights", [FIRST.astype(bool), LAST], "[0]: " + TABLE),
    *((fitted, "biases", bad, ": expected a list of 2, one for each layer") for bad in (*NO_LISTS, [[0, 0, 0]])),
    (fitted, "biases", [[0, 0], [0]], "[0]: expected 3 numbers, one for each unit, got 2"),
    (fitted, "biases", [[0, 0, 0], [np.inf]], "[1]: expected a non-empty list of finite numbers"),
    *((fitted, "activations", bad, ": expected a list of 2") for bad in (("tanh",), "tanh")),
    (fitted, "activations", ("softmax", "softmax"), "[0]: expected one of sigmoid, "),
    (fitted, "activations", ("tanh", "relu"), "[1]: expected one of linear, sigmoid, softmax"),
    (fitted, "activations", (["tanh"], "linear"), "[0]: expected one of"),
    *((call, "learning_rate", -1, ": " + NUMBER + " not below 0") for call in (trained, raced)),
    *((call, "n_epochs", bad, ": " + COUNT + " not below 0") for call in (trained, raced) for bad in (-1, 0.5)),
    *((call, "batch_size", bad, ": " + COUNT + " not below 1") for call in (trained, raced) for bad in (0, 0.5)),
    (watched, "network", make(output="linear"), ": expected a sigmoid or softmax output, got a linear one"),
    (raced, "layer_sizes", (2, 0, 1), "[1]: " + COUNT),
    *((raced, "activations", bad, ": expected one or more of sigmoid, tanh, ") for bad in NO_LISTS),
    (raced, "activations", ("relu", "softmax"), "[1]: expected one of sigmoid, tanh, "),
    *((raced, "init", bad, ": expected one of normal, xavier, he, got") for bad in ("", "He", None, 2, {"he": 1})),
    *((raced, "seed", bad, ": expected one value, or a list of 2, got") for bad in ((), (1,), [1] * 3)),
    (raced, "seed", (1, -1), "[1]: " + COUNT),
    (raced, "seed", 0.5, ": " + COUNT),
    *((chain, name, math.nan, ": " + NUMBER) for name in ("weight", "bias", "x")),
    *((chain, "n_layers", bad, ": " + COUNT + " from 1 to 10,000, got") for bad in BAD_COUNTS),
    *((chain, "activation", bad, ": expected one of sigmoid, tanh, ") for bad in (*BAD_NAMES, "softmax")),
    (compared, "depth", 0, ": " + COUNT + " from 1 to 100, got 0"),
    (compared, "width", 1, ": " + COUNT + " from 2 to 300, got 1"),
    (compared, "activation", "softmax", ": " + NAME),
    (compared, "init", "she", ": " + NAME),
    (compared, "seed", -1, ": " + COUNT),
    (predicted, "network", make(output="sigmoid"), ": expected a softmax output, got sigmoid"),
    *(
        (predicted, "label", bad, ": expected")
        for bad in (None, "01", [], [0, 2], [0, -1], [0, 0.5], [[0, 1]], ["0"] * 2)
    ),
    (predicted, "label", [0, 1, 0], ": expected one for each row of x, which has 2, got 3"),
]


@pytest.mark.parametrize(("call", "name", "bad", "message"), RULES)
def test_a_bad_argument_is_refused_by_name(call, name, bad, message):
    call()
    with pytest.raises(ValueError, match="^" + re.escape(name + message)):
        call(**{name: bad})


BAD_ROWS = ["ab", None, [], [[]], 1.0, [1.0, 2.0], [[1.0]], [[1.0, 2, 3]], [[1, math.nan]], [[1, math.inf]]]
BAD_ROWS += [[["1", "2"]], [[True, False]], [[1, 2], [3]], [[[1, 2]]], [[1, None]], [[10**400, 1]]]
BAD_PAIRS = [None, "xy", SEEN.x, (), (SEEN.x,), (*SEEN, 1), 3]
WITH_SAMPLES = {
    "": [loss, accuracy, backward, gradient_flow, lambda n, x, t: train(n, x, t, **TRAINING)],
    "data_train.": [lambda n, x, t: Run(n, (x, t), (X, T), seed=0)],
    "data_test.": [
        lambda n, x, t: Run(n, (X, T), (x, t), seed=0),
        lambda n, x, t: Run(n, (X, T), (X, T), seed=0).use((X, T), (x, t)),
    ],
}


@pytest.mark.parametrize(
    ("where", "function"), [(where, function) for where, each in WITH_SAMPLES.items() for function in each]
)
def test_samples_that_do_not_fit(where, function):
    shape = r"expected finite numbers of shape \(m, 2\), a row for each sample and a column for each"
    for bad in BAD_ROWS:
        with pytest.raises(ValueError, match=f"^{where}x: {shape} input, got "):
            function(make(), bad, T)
        with pytest.raises(ValueError, match=f"^{where}target: {shape} output, got "):
            function(make(), X, bad)
    with pytest.raises(ValueError, match=rf"^{where}target: expected as many rows as x, which has 2, got 1"):
        function(make(), X, T[:1])
    with pytest.raises(ValueError, match=rf"^{where}target: expected numbers from 0 to 1, got -1 to 1"):
        function(make(output="sigmoid"), X, [[-1, 1], [1, 0]])
    with pytest.raises(
        ValueError, match=rf"^{where}target: expected rows that add up to 1, as from one_hot, got 0\.5"
    ):
        function(make(), X, [[0, 1], [0.25, 0.25]])
    for bad in (None, "network", [[1.0]], Network):
        with pytest.raises(ValueError, match=r"^network: expected a Network object, got "):
            function(bad, X, T)


def test_inputs_that_do_not_fit():
    for bad in BAD_ROWS:
        for function in (forward, lambda n, x: predictions(n, x, [0, 1])):
            with pytest.raises(
                ValueError, match=r"^x: expected finite numbers of shape \(m, 2\), .* each input, got "
            ):
                function(make(), bad)
    with pytest.raises(ValueError, match=r"^network: expected a Network object, got None"):
        forward(None, X)


@pytest.mark.parametrize("name", ["data_train", "data_test"])
def test_data_sets_are_pairs(name):
    for bad in BAD_PAIRS:
        for call in (watched, raced):
            with pytest.raises(ValueError, match=rf"^{name}: expected a pair, x and target, got "):
                call(**{name: bad})


def test_any_finite_target_suits_the_squared_error():
    assert math.isfinite(loss(make(loss="squared"), X, [[-3, 5], [2, 2]]))
    assert math.isfinite(loss(make(output="linear"), X, [[-3, 5], [2, 2]]))


def test_of_the_rows_that_do_not_add_up_to_one_the_worst_is_shown():
    network = make(layer_sizes=[1, 2])
    with pytest.raises(ValueError, match=r"^target: expected rows that add up to 1, as from one_hot, got 1.5$"):
        loss(network, [[1.0], [1.0], [1.0]], [[0.7, 0.2], [1.0, 0.5], [1.0, 0.0]])


def test_what_is_no_class_number():
    for bad in ([], "01", None, 1, [0.5], [-1], [3], [math.nan], [True], [[0, 1]], ["1"]):
        with pytest.raises(ValueError, match=r"^labels: expected "):
            one_hot(bad, 3)
    for bad in (*BAD_NUMBERS, 0, 2.5):
        with pytest.raises(ValueError, match=r"^n_classes: expected a whole number from 1 to 1,000, got "):
            one_hot([0], bad)
