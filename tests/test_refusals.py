"""How the maths refuses each argument: by its name, with what was expected and what came. A row for each rule."""

import math
import re

import numpy as np
import pytest
from pure_calls import CALLS, sensible
from pure_values import LIST, NO_NUMBERS, NUMBER, SIX, WHOLE, expected, refused

from nbhelpers import activations, arguments
from nbhelpers.network import Network, loss

SAMPLES = [f"network.{name}" for name in ("loss", "accuracy", "backward", "gradient_flow", "train", "forward")]
SAMPLES.append("network.predictions")
FIRST, LAST = np.ones((2, 3)), np.ones((3, 2))
X, T = [[0.5, -1.0], [2.0, 0.25]], [[0.0, 1.0], [1.0, 0.0]]
NO_LISTS, NO_SIZES = [[], (), "23", None, 3, {2: 3}, np.array(3)], [*NO_NUMBERS, -1, 0, 1.5]
TOO_MANY = [[10_000, 1001], [1, 10_000_001], [2, 10**9, 10**9, 1], [3000] * 3]
BAD_ROWS = ["ab", None, [], [[]], 1.0, [1.0, 2.0], [[1.0]], [[1.0, 2, 3]], [[1, math.nan]], [[1, math.inf]]]
BAD_ROWS += [[["1", "2"]], [[True, False]], [[1, 2], [3]], [[[1, 2]]], [[1, None]], [[10**400, 1]]]
NO_CLASSES = [[], "01", None, 1, [0.5], [-1], [9], [math.nan], [True], [[0, 1]], ["1"]]
NO_PAIRS = [None, "xy", np.array(X), (), (X,), (X, T, 1), 3]
SHAPE = ": expected finite numbers of shape (m, 2), a row for each sample and a column for each "
TABLE, NO_SIZE = ": expected finite numbers in rows and columns", f": expected {WHOLE} not below 1, got"
PAIR, PREDICTS = ": expected a pair, x and target, got ", ": expected a sigmoid or softmax output, got a linear one"
NO_SQUARES = ": expected values whose squares add up to a number above 0, got"


def create(output, sizes=(2, 3, 2), **how):
    return Network.create(sizes, **{"hidden": "tanh", "output": output, "init": "he", "seed": 0} | how)


SOFTMAX = create("softmax")
RULES = [  # the call, the argument, what is wrong for it, and what is said after its name
    *((f"descent.{call}", "z", [[1.0]], ": expected as many values as x, which has 4, got 1")
      for call in ("cost", "cost_gradient", "best_weight", "descend", "descend_plane")),
    *((f"descent.{call}", "x", [[0] * 4, [1e200, 1, 1, 1]], NO_SQUARES)  # Σx² is too large for a float
      for call in ("descend", "critical_learning_rate", "best_weight")),
    *((f"descent.{call}", "x", [[3] * 4], ": expected at least two different values, got [3.0, 3.0, ")
      for call in ("curvatures", "descend_plane")),
    ("descent.curvatures", "x", [[1e200, 1]], ": expected values whose squares add up to a number, got [1e+200,"),
    ("gradcheck.relative_error", "a", [[1, 2]], " and b: expected one shape, got (2,) and (3,)"),
    ("gradcheck.numerical_gradient", "f", [lambda p: p], ": expected a function that returns a number, got"),
    ("backprop.mean_gradients", "target", [[1.0]], ": expected as many values as x, which has 4, got 1"),
    ("backprop.train", "x", [[], [math.nan], "1", None], f": expected {LIST}, got "),  # or one finite number
    ("backprop.train", "x", [math.nan, math.inf], f": expected {NUMBER}, got "),
    *((f"activations.{call}", "z", [[], [[], []], 1.0], ": expected at least one score in each row, got ")
      for call in ("softmax", "softmax_jacobian")),
    ("activations.flat_intervals", "activation", [activations.ACTIVATIONS["softmax"]], ": expected one that takes"),
    ("datasets.split", "train_fraction", [0.001, 1], ": expected a fraction that leaves some of 20"),
    ("network.Network.create", "layer_sizes", [[2, bad, 2] for bad in NO_SIZES], f"[1]{NO_SIZE}"),
    ("network.Network.create", "layer_sizes", [*NO_LISTS, [2]], ": expected"),
    ("network.Network.create", "layer_sizes", TOO_MANY, ": expected layers with 10,000,000 weights at most, got "),
    ("network.Network", "weights", NO_LISTS, ": expected a non-empty list"),
    ("network.Network", "weights", [[[1.0, 2.0], LAST]], f"[0]{TABLE}, got shape (2,)"),
    ("network.Network", "weights", [[FIRST, np.ones((0, 1))]], f"[1]{TABLE}, got shape (0, 1)"),
    ("network.Network", "weights", [[FIRST, np.ones((2, 1))]],
     "[1]: expected 3 rows, one for each unit before, got 2"),
    ("network.Network", "weights", [[FIRST * np.nan, LAST], [FIRST.astype(bool), LAST]], f"[0]{TABLE}"),
    ("network.Network", "biases", [*NO_LISTS, [[0, 0, 0]]], ": expected a list of 2, one for each layer"),
    ("network.Network", "biases", [[[0, 0], [0, 0]]], "[0]: expected 3 numbers, one for each unit, got 2"),
    ("network.Network", "biases", [[[0, 0, 0], [0, np.inf]]], f"[1]: expected {LIST}"),
    ("network.Network", "activations", [("tanh",), "tanh"], ": expected a list of 2"),
    ("network.Network", "activations", [("softmax", "softmax"), (["tanh"], "linear")], f"[0]: expected {SIX}"),
    ("network.Network", "activations", [("tanh", "relu")], "[1]: expected one of linear, sigmoid, softmax"),
    ("network.race", "layer_sizes", [(2, 0, 1)], f"[1]{NO_SIZE}"),
    ("network.race", "activations", NO_LISTS, ": expected one or more of sigmoid, tanh, "),
    ("network.race", "activations", [("relu", "softmax")], f"[1]: expected {SIX}"),
    ("network.race", "seed", [-1, 0.5], f": expected {WHOLE} not below 0, got"),
    ("network.race", "seed", [(), (1,), [1] * 3], ": expected one value, or a list of 2, got"),
    ("network.race", "seed", [(1, -1)], f"[1]: expected {WHOLE} not below 0, got"),
    ("network.Run", "network", [create("linear")], PREDICTS),
    ("network.accuracy", "network", [create("linear")], PREDICTS),
    ("network.predictions", "network", [create("sigmoid")], ": expected a softmax output, got sigmoid"),
    ("network.predictions", "label", [*NO_CLASSES, [0, 2], [0, -1], [0, 0.5], ["0"] * 2], ": expected"),
    ("network.predictions", "label", [[0, 1, 0]], ": expected one for each row of x, which has 2, got 3"),
    ("network.one_hot", "labels", NO_CLASSES, ": expected "),
    *((call, "x", BAD_ROWS, f"{SHAPE}input, got ") for call in SAMPLES),
    *((call, "target", BAD_ROWS, f"{SHAPE}output, got ") for call in SAMPLES[:5]),
    *((call, "target", [T[:1]], ": expected as many rows as x, which has 2, got 1") for call in SAMPLES[:5]),
    *((f"network.{call}", name, NO_PAIRS, PAIR)
      for call in ("Run", "Run.use", "race") for name in ("data_train", "data_test")),
    ("network.Run", "data_train", [(bad, T) for bad in BAD_ROWS], f".x{SHAPE}input, got "),
    ("network.Run.use", "data_test", [(X, bad) for bad in BAD_ROWS], f".target{SHAPE}output, got "),
]  # fmt: skip
"""What does not fit together, or is refused in its parts."""


@pytest.mark.parametrize("call", [call for call in CALLS if call.module != "arguments"], ids=lambda call: call.name)
def test_each_argument_is_refused_in_the_same_words(call):
    for argument in call.parameters:
        words = expected(call.name, argument)
        for said, bad in refused(words) if words else ():
            function, values = sensible(call, 0)
            with pytest.raises(ValueError, match=f"^{argument}: ") as refusal:
                function(**values | {argument: bad})
            assert str(refusal.value) == str(arguments.invalid_argument(argument, said, bad))


@pytest.mark.parametrize(("name", "argument", "wrong", "message"), RULES)
def test_what_does_not_fit_is_refused_by_name(name, argument, wrong, message):
    (call,) = (call for call in CALLS if call.name == name)
    function, values = sensible(call, 0)
    if call.module == "network":
        given = {"weights": [FIRST, LAST], "biases": [[0, 0, 0], [0, 0]], "network": SOFTMAX, "label": [0, 1]}
        given |= {"x": X, "target": T} if "network" in values else {}
        values |= {key: given[key] for key in values if key in given}
    function(**values)
    for bad in wrong:
        with pytest.raises(ValueError, match="^" + re.escape(argument + message)):
            function(**values | {argument: bad})


def test_a_target_fits_the_output_and_of_several_rows_that_do_not_the_worst_is_shown():
    for output in ("softmax", "linear"):
        assert math.isfinite(loss(create(output, loss="squared"), X, [[-3, 5], [2, 2]]))
    with pytest.raises(ValueError, match=r"^target: expected numbers from 0 to 1, got -1 to 1"):
        loss(create("sigmoid"), X, [[-1, 1], [1, 0]])
    rows = [[0.7, 0.2], [1.0, 0.5], [1.0, 0.0]]
    with pytest.raises(ValueError, match=r"^target: expected rows that add up to 1, as from one_hot, got 1.5$"):
        loss(create("softmax", sizes=(1, 2)), [[1.0], [1.0], [1.0]], rows)
