"""What the network refuses, by the name of the argument, and before anything has begun. A row for each rule."""

import math
import re

import numpy as np
import pytest
from pure_calls import CALLS, sensible
from test_refusals import NO_NUMBERS

from nbhelpers.network import Network, loss

X, T = [[0.5, -1.0], [2.0, 0.25]], [[0.0, 1.0], [1.0, 0.0]]
FIRST, LAST = np.ones((2, 3)), np.ones((3, 2))
NO_COUNTS, NO_LISTS = [*NO_NUMBERS, -1, 0, 1.5], [[], (), "23", None, 3, {2: 3}, np.array(3)]
NO_NAMES = ["", "relu6", "Tanh", None, 1, True, ["tanh"], np.array(["tanh", "relu"])]
TOO_MANY = [[10_000, 1001], [1, 10_000_001], [2, 10**9, 10**9, 1], [3000] * 3]
BAD_ROWS = ["ab", None, [], [[]], 1.0, [1.0, 2.0], [[1.0]], [[1.0, 2, 3]], [[1, math.nan]], [[1, math.inf]]]
BAD_ROWS += [[["1", "2"]], [[True, False]], [[1, 2], [3]], [[[1, 2]]], [[1, None]], [[10**400, 1]]]
NO_CLASSES = [[], "01", None, 1, [0.5], [-1], [9], [math.nan], [True], [[0, 1]], ["1"]]
NO_PAIRS = [None, "xy", np.array(X), (), (X,), (X, T, 1), 3]

ONE_OF, TABLE = ": expected one of ", ": expected finite numbers in rows and columns"
SIX, OUTPUTS = f"{ONE_OF}sigmoid, tanh, relu, step, linear, leaky_relu", f"{ONE_OF}linear, sigmoid, softmax"
NO_COUNT, NO_SIZE = (f": expected a whole number not below {least}, got" for least in (0, 1))
SHAPE = ": expected finite numbers of shape (m, 2), a row for each sample and a column for each "
SAMPLES = ("loss", "accuracy", "backward", "gradient_flow", "train", "forward", "predictions")


def create(output, sizes=(2, 3, 2), **how):
    return Network.create(sizes, **{"hidden": "tanh", "output": output, "init": "he", "seed": 0} | how)


SOFTMAX, SIGMOID = create("softmax"), create("sigmoid")
RULES = [  # the call, the argument, what is wrong for it, and what is said after its name
    ("Network.create", "layer_sizes", [[2, bad, 2] for bad in NO_COUNTS], f"[1]{NO_SIZE}"),
    ("Network.create", "layer_sizes", [*NO_LISTS, [2]], ": expected"),
    ("Network.create", "layer_sizes", TOO_MANY, ": expected layers with 10,000,000 weights at most, got "),
    ("Network.create", "hidden", [*NO_NAMES, "softmax"], SIX),
    ("Network.create", "output", [*NO_NAMES, "tanh"], OUTPUTS),
    ("Network.create", "init", NO_NAMES, f"{ONE_OF}normal, xavier, he"),
    ("Network.create", "loss", [*NO_NAMES, "cross-entropy"], f"{ONE_OF}matching, squared"),
    *((call, "seed", [-1, 0.5], NO_COUNT) for call in ("Network.create", "train", "Run", "race", "compare_flows")),
    ("Network", "weights", NO_LISTS, ": expected a non-empty list"),
    ("Network", "weights", [[[1.0, 2.0], LAST]], f"[0]{TABLE}, got shape (2,)"),
    ("Network", "weights", [[FIRST, np.ones((0, 1))]], f"[1]{TABLE}, got shape (0, 1)"),
    ("Network", "weights", [[FIRST, np.ones((2, 1))]], "[1]: expected 3 rows, one for each unit before, got 2"),
    ("Network", "weights", [[FIRST * np.nan, LAST], [FIRST.astype(bool), LAST]], f"[0]{TABLE}"),
    ("Network", "biases", [*NO_LISTS, [[0, 0, 0]]], ": expected a list of 2, one for each layer"),
    ("Network", "biases", [[[0, 0], [0, 0]]], "[0]: expected 3 numbers, one for each unit, got 2"),
    ("Network", "biases", [[[0, 0, 0], [0, np.inf]]], "[1]: expected a non-empty list of finite numbers"),
    ("Network", "activations", [("tanh",), "tanh"], ": expected a list of 2"),
    ("Network", "activations", [("softmax", "softmax"), (["tanh"], "linear")], f"[0]{SIX}"),
    ("Network", "activations", [("tanh", "relu")], f"[1]{OUTPUTS}"),
    *((call, "learning_rate", [-1], ": expected a finite number not below 0") for call in ("train", "race")),
    *((call, "n_epochs", [-1, 0.5], NO_COUNT) for call in ("train", "race")),
    *((call, "batch_size", [0, 0.5], NO_SIZE) for call in ("train", "race")),
    ("Run", "network", [create("linear")], ": expected a sigmoid or softmax output, got a linear one"),
    *(
        (call, "data_train", NO_PAIRS, ": expected a pair, x and target, got ")
        for call in ("Run", "Run.use", "race")
    ),
    *(
        (call, "data_test", NO_PAIRS, ": expected a pair, x and target, got ")
        for call in ("Run", "Run.use", "race")
    ),
    ("race", "layer_sizes", [(2, 0, 1)], f"[1]{NO_SIZE}"),
    ("race", "activations", NO_LISTS, ": expected one or more of sigmoid, tanh, "),
    ("race", "activations", [("relu", "softmax")], f"[1]{SIX}"),
    ("race", "init", ["", "He", None, 2, {"he": 1}], f"{ONE_OF}normal, xavier, he, got"),
    ("race", "seed", [(), (1,), [1] * 3], ": expected one value, or a list of 2, got"),
    ("race", "seed", [(1, -1)], f"[1]{NO_COUNT}"),
    *(("chain_gradient", name, NO_NUMBERS, ": expected a finite number") for name in ("weight", "bias", "x")),
    ("chain_gradient", "n_layers", [*NO_COUNTS, 10_001], ": expected a whole number from 1 to 10,000, got"),
    ("chain_gradient", "activation", [*NO_NAMES, "softmax"], SIX),
    ("compare_flows", "depth", [0, 101], ": expected a whole number from 1 to 100, got "),
    ("compare_flows", "width", [1, 301], ": expected a whole number from 2 to 300, got "),
    ("compare_flows", "activation", ["softmax"], SIX),
    ("compare_flows", "init", ["she"], f"{ONE_OF}normal, xavier, he"),
    ("History.epochs_to", "loss", NO_NUMBERS, ": expected a finite number, got"),
    ("predictions", "network", [SIGMOID], ": expected a softmax output, got sigmoid"),
    ("predictions", "label", [None, "01", [], [0, 2], [0, -1], [0, 0.5], [[0, 1]], ["0"] * 2], ": expected"),
    ("predictions", "label", [[0, 1, 0]], ": expected one for each row of x, which has 2, got 3"),
    ("one_hot", "labels", NO_CLASSES, ": expected "),
    ("one_hot", "n_classes", [*NO_COUNTS, 1001], ": expected a whole number from 1 to 1,000, got"),
    *((call, "network", [None, [[1.0]], Network], ": expected a Network object, got ") for call in SAMPLES),
    *((call, "x", BAD_ROWS, f"{SHAPE}input, got ") for call in SAMPLES),
    *((call, "target", BAD_ROWS, f"{SHAPE}output, got ") for call in SAMPLES[:5]),
    *((call, "target", [T[:1]], ": expected as many rows as x, which has 2, got 1") for call in SAMPLES[:5]),
    ("Run", "data_train", [(bad, T) for bad in BAD_ROWS], f".x{SHAPE}input, got "),
    ("Run.use", "data_test", [(X, bad) for bad in BAD_ROWS], f".target{SHAPE}output, got "),
]


@pytest.mark.parametrize(("name", "argument", "wrong", "message"), RULES)
def test_a_bad_argument_is_refused_by_name(name, argument, wrong, message):
    (call,) = (call for call in CALLS if call.name == f"network.{name}")
    function, values = sensible(call, 0)
    given = {"weights": [FIRST, LAST], "biases": [[0, 0, 0], [0, 0]], "network": SOFTMAX, "label": [0, 1]}
    given |= {"x": X, "target": T} if "network" in values else {}
    values |= {key: given[key] for key in values if key in given}
    function(**values)
    for bad in wrong:
        with pytest.raises(ValueError, match="^" + re.escape(argument + message)):
            function(**values | {argument: bad})


def test_a_target_fits_the_output_and_of_several_rows_that_do_not_the_worst_is_shown():
    assert math.isfinite(loss(create("softmax", loss="squared"), X, [[-3, 5], [2, 2]]))
    assert math.isfinite(loss(create("linear"), X, [[-3, 5], [2, 2]]))
    with pytest.raises(ValueError, match=r"^target: expected numbers from 0 to 1, got -1 to 1"):
        loss(SIGMOID, X, [[-1, 1], [1, 0]])
    rows = [[0.7, 0.2], [1.0, 0.5], [1.0, 0.0]]
    with pytest.raises(ValueError, match=r"^target: expected rows that add up to 1, as from one_hot, got 1.5$"):
        loss(create("softmax", sizes=(1, 2)), [[1.0], [1.0], [1.0]], rows)
