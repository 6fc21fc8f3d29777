"""How the maths refuses each argument: by its name, with what was expected and what came. A row for each."""

import math

import numpy as np
import pytest
from pure_calls import CALLS, sensible
from two_neurons import PARAMS, run

from nbhelpers import activations, arguments, backprop, datasets, descent, gradcheck

ROOMS = ("activations", "backprop", "datasets", "descent", "gradcheck")

NUMBER, WHOLE, ABOVE_0, ONE_OF = "a finite number", "a whole number", "a number above 0", "one of "
ARRAY = "a number, or a list or array of numbers with rows of one length"
LIST, PIXELS = "a non-empty list of finite numbers", "pixels from 0 to 1, 64 to a digit"
NO_NUMBERS = [math.nan, math.inf, -math.inf, "1", None, True, [1], 1j, 10**400]
NO_IMAGES = [None, "0" * 64, [], 0.5, np.zeros((8, 8)), np.zeros(63), np.zeros((0, 64)), np.zeros((2, 2, 64))]
NO_IMAGES += [[[0.0] * 64, [0.0] * 63], *(np.full(64, v) for v in (-0.01, 1.01, np.nan)), [True] * 64, [1j] * 64]
ALWAYS = {
    NUMBER: NO_NUMBERS,
    WHOLE: [*NO_NUMBERS, 0.5, 1.5],
    ARRAY: ["3", ["1", "2"], [[1], [1, 2]], None, [1, None], True, 1j, 10**400, {}],
    LIST: [[], [math.nan], [1, math.inf], "12", ["1"], None, 1, [[1], [2]], [True], [1, 10**400], [1j]],
    ONE_OF: ["", "ReLU", "w3", None, 3, ["relu"], np.array(["xor"])],
    PIXELS: NO_IMAGES,
}
"""What is refused wherever that is expected."""

MILLION = f"{WHOLE} from 0 to 1,000,000", -1, 1_000_001
SIX = f"{ONE_OF}sigmoid, tanh, relu, step, linear, leaky_relu", "softmax"
SEVEN = (f"{ONE_OF}sigmoid, tanh, relu, softmax, step, linear, leaky_relu",)
EXPECTED = {
    "seed": (f"{WHOLE} not below 0", -1),
    "slope": (f"{NUMBER} from 0 to 1", -0.1, 1.1),
    "learning_rate": (f"{NUMBER} not below 0", -0.1),
    **dict.fromkeys(["n_steps", "n_epochs", "max_epochs"], MILLION),
    **dict.fromkeys(["tolerance", "epsilon", "temperature", "cost_scale", "critical"], (ABOVE_0, 0, -1)),
    **dict.fromkeys(["x", "z", "logits", "learning_rates", "target"], (LIST,)),
    **dict.fromkeys(["w", "b", "point", "a", "activations.z"], (ARRAY,)),
    **dict.fromkeys(["w1", "b1", "w2", "b2", "a2", "start", "start_w", "start_b"], (NUMBER,)),
    "f": ("a function", None, 3, "sin"),
    "rescale": ("a bool or bool object", None, 0, 1, "no"),
    "chosen": ("a DescentTrace object", None, "run"),
    "params": ("a TwoNeurons object", None, (0, 0, 0, 0)),
    "gradients": ("a Gradients or MeanGradients object", None, (0, 0, 0, 0)),
    "activation": ("a Activation object", None, "relu"),
    "parameter": (f"{ONE_OF}w1, b1, w2, b2",),
    "stage": (f"{ONE_OF}forward, error, backward, update", "later"),
    "epoch": (f"{WHOLE} from 0 to 5", -1, 6),
    **{f"backprop.{call}.x": (NUMBER,) for call in ("forward", "backward", "iterate", "shown.probe")},
    **{f"backprop.{call}.target": (NUMBER,) for call in ("error", "backward", "iterate", "shown.probe", "train")},
    "backprop.train.x": (LIST, [], [math.nan], "1", None),  # or one finite number
    "activations.name": SIX,
    "activations.measure.name": SEVEN,
    "activations.relative_cost.name": SEVEN,
    "activations.relative_cost.repeats": (f"{WHOLE} from 1 to 1,000", 0, 1001),
    "activations.look.z": (f"{NUMBER} from -6 to 6", -6.01, 6.01),
    "weight_scale": (f"{NUMBER} from 0 to 1e+06", -0.1, 1_000_001),
    "bias": (f"{NUMBER} from -1e+06 to 1e+06", -2e6, 2e6),
    "n": (f"{WHOLE} from 1 to 1,000,000", 0, 1_000_001),
    "image": (PIXELS,),
    **dict.fromkeys(["shift_right", "shift_down"], (f"{WHOLE} from -8 to 8", -9, 9)),
    **dict.fromkeys(["datasets.perturbed.noise", "ink"], (f"{NUMBER} not below 0", -0.1)),
    "datasets.planar.name": (f"{ONE_OF}circle, xor, moons, spirals",),
    "n_samples": (f"{WHOLE} from 2 to 1,000,000", 1, 1_000_001),
    "datasets.planar.noise": (f"{NUMBER} from 0 to 0.5", -1e-9, 0.51),
    "train_fraction": (f"{NUMBER} from 0 to 1", -0.1, 1.1),
    "data": ("a Planar, as from planar, or Digits, as from digits", None, "moons", tuple(datasets.digits())),
}
"""What is expected of an argument, by its name or by that of the function too, and more that is refused."""


def expected(call, argument):
    """Return the row for an argument: the most special one."""
    names = [*call.name.split("."), argument]
    return next(
        EXPECTED[key]
        for i in range(len(names))
        if (key := ".".join([*names[:-1][: -i or None], argument])) in EXPECTED
    )


@pytest.mark.parametrize(
    "call", [call for call in CALLS if call.module.split(".")[0] in ROOMS], ids=lambda call: call.name
)
def test_each_argument_is_refused_in_the_same_words(call):
    for argument in call.parameters:
        words, *wrong = expected(call, argument)
        refused = [(words, bad) for bad in wrong]
        if call.name != "backprop.train" or argument != "x":
            kind = next((kind for kind in ALWAYS if words.startswith(kind)), None)
            refused += [(words, bad) for bad in ALWAYS.get(kind, ())]
        refused += [(NUMBER, bad) for bad in NO_NUMBERS if words == ABOVE_0]
        for said, bad in refused:
            function, values = sensible(call, 0)
            with pytest.raises(ValueError, match=f"^{argument}: ") as refusal:
                function(**values | {argument: bad})
            assert str(refusal.value) == str(arguments.invalid_argument(argument, said, bad))


LENGTHS = "as many values as x, which has 2, got 1"
NO_SQUARES = "x: expected values whose squares add up to a number above 0, got"
TWO_VALUES = "x: expected at least two different values, got [3.0, 3.0]"


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: descent.cost(1, [1, 2], [1]), f"z: expected {LENGTHS}"),
        (lambda: descent.descend([1, 2], [1], start=0, learning_rate=0, n_steps=1), f"z: expected {LENGTHS}"),
        (lambda: descent.descend([0, 0], [1, 2], start=0, learning_rate=1, n_steps=1), NO_SQUARES),
        (lambda: descent.critical_learning_rate([0, 0]), NO_SQUARES),
        (lambda: descent.critical_learning_rate([1e200, 1]), NO_SQUARES),  # Σx² is too large for a float
        (lambda: descent.best_weight([0, 0], [0, 0]), NO_SQUARES),
        (lambda: descent.curvatures([3, 3]), TWO_VALUES),
        (
            lambda: descent.descend_plane([3, 3], [1, 2], start_w=0, start_b=0, learning_rate=1, n_steps=1),
            TWO_VALUES,
        ),
        (
            lambda: descent.curvatures([1e200, 1]),
            "x: expected values whose squares add up to a number, got [1e+200, 1.0]",
        ),
        (lambda: gradcheck.relative_error([1, 2], [1, 2, 3]), "a and b: expected one shape, got (2,) and (3,)"),
        (
            lambda: gradcheck.numerical_gradient(lambda p: p, [1, 2]),
            "f: expected a function that returns a number, got",
        ),
        (lambda: run([1, 2], [1]), f"target: expected {LENGTHS}"),
        (lambda: run([1], 0.5), "target: expected a non-empty list of finite numbers, got 0.5"),
        (lambda: run(math.nan), "x: expected a finite number, got nan"),
        (lambda: backprop.mean_gradients(PARAMS, [1, 2], [1]), f"target: expected {LENGTHS}"),
        (lambda: activations.softmax([]), "z: expected at least one score in each row, got []"),
        (lambda: activations.softmax([[], []]), "z: expected at least one score in each row, got [[], []]"),
        (lambda: activations.softmax_jacobian(1.0), "z: expected at least one score in each row, got 1.0"),
        (
            lambda: activations.flat_intervals(activations.ACTIVATIONS["softmax"]),
            "activation: expected one that takes",
        ),
        (
            lambda: datasets.split(datasets.planar("moons"), train_fraction=0.001),
            "train_fraction: expected a fraction that leaves some of 250",
        ),
        (
            lambda: datasets.split(datasets.planar("moons"), train_fraction=1),
            "train_fraction: expected a fraction that leaves some of 250",
        ),
    ],
)
def test_what_does_not_fit_together_is_refused(call, message):
    with pytest.raises(ValueError, match="expected") as refusal:
        call()
    assert str(refusal.value).startswith(message)
