"""What each argument of the pure modules may be, by its name. Sensible values and wrong ones are made from that."""

import math
import re

import numpy as np

from nbhelpers import activations, backprop, datasets, descent, network

NUMBER, WHOLE, ABOVE_0, ONE_OF = "a finite number", "a whole number", "a number above 0", "one of "
ARRAY = "a number, or a list or array of numbers with rows of one length"
LIST, PIXELS = "a non-empty list of finite numbers", "pixels from 0 to 1, 64 to a digit"

NO_NUMBERS = [math.nan, math.inf, -math.inf, "1", None, True, [1], 1j, 10**400]
NO_ANSWERS = [[1, True], (0.5, np.False_), [[1, 2], [3, True]], [np.array([True]), [1]], [np.array(1), True]]
NO_IMAGES = [None, "0" * 64, [], 0.5, np.zeros((8, 8)), np.zeros(63), np.zeros((0, 64)), np.zeros((2, 2, 64))]
NO_IMAGES += [[[0.0] * 64, [0.0] * 63], *(np.full(64, v) for v in (-0.01, 1.01, np.nan)), [True] * 64, [1j] * 64]
ALWAYS = {
    NUMBER: NO_NUMBERS,
    WHOLE: [*NO_NUMBERS, 0.5, 1.5],
    ABOVE_0: [0, -1],
    ARRAY: ["3", ["1", "2"], [[1], [1, 2]], None, [1, None], True, 1j, 10**400, {}, *NO_ANSWERS],
    LIST: [[], [math.nan], [1, math.inf], "12", ["1"], None, 1, [[1], [2]], [True], [1, 10**400], [1j]],
    ONE_OF: ["", "ReLU", "w3", None, 3, ["relu"], np.array(["xor", "relu"])],
    PIXELS: NO_IMAGES,
    "a ": [None, "x", 3, (0, 0, 0, 0), object()],  # function or object; what is to be a bool is no number either
}
"""What is refused wherever that is expected: the first that fits."""

SIX, SEVEN = (ONE_OF + ", ".join(names) for names in (activations.ELEMENTWISE, activations.ACTIVATIONS))
EXPECTED = {
    "seed": f"{WHOLE} not below 0",
    "slope": f"{NUMBER} from 0 to 1",
    "learning_rate": f"{NUMBER} not below 0",
    **dict.fromkeys(["n_steps", "n_epochs", "max_epochs"], f"{WHOLE} from 0 to 1,000,000"),
    **dict.fromkeys(["tolerance", "epsilon", "temperature", "cost_scale", "critical"], ABOVE_0),
    **dict.fromkeys(["x", "z", "logits", "learning_rates", "target"], LIST),
    **dict.fromkeys(["w", "b", "point", "a", "activations.z"], ARRAY),
    **dict.fromkeys(["w1", "b1", "w2", "b2", "a2", "start", "start_w", "start_b"], NUMBER),
    "f": "a function",
    "rescale": "a bool or bool object",
    "chosen": "a DescentTrace object",
    "params": "a TwoNeurons object",
    "gradients": "a Gradients or MeanGradients object",
    "activation": "a Activation object",
    "parameter": f"{ONE_OF}w1, b1, w2, b2",
    "stage": f"{ONE_OF}forward, error, backward, update",
    "epoch": f"{WHOLE} from 0 to 5",
    **{f"backprop.{call}.x": NUMBER for call in ("forward", "backward", "iterate", "shown.probe")},
    **{f"backprop.{call}.target": NUMBER for call in ("error", "backward", "iterate", "shown.probe", "train")},
    "activations.name": SIX,
    **dict.fromkeys(["activations.measure.name", "activations.relative_cost.name"], SEVEN),
    "repeats": f"{WHOLE} from 1 to 1,000",
    "activations.look.z": f"{NUMBER} from -6 to 6",
    "weight_scale": f"{NUMBER} from 0 to 1e+06",
    "bias": f"{NUMBER} from -1e+06 to 1e+06",
    "n": f"{WHOLE} from 1 to 1,000,000",
    "image": PIXELS,
    **dict.fromkeys(["shift_right", "shift_down"], f"{WHOLE} from -8 to 8"),
    **dict.fromkeys(["datasets.perturbed.noise", "ink"], f"{NUMBER} not below 0"),
    "datasets.planar.name": f"{ONE_OF}circle, xor, moons, spirals",
    "n_samples": f"{WHOLE} from 2 to 1,000,000",
    "datasets.planar.noise": f"{NUMBER} from 0 to 0.5",
    "train_fraction": f"{NUMBER} from 0 to 1",
    "data": "a Planar, as from planar, or Digits, as from digits",
    "network": "a Network object",
    **dict.fromkeys(["hidden", "network.activation"], SIX),
    "output": f"{ONE_OF}linear, sigmoid, softmax",
    "init": f"{ONE_OF}normal, xavier, he",
    "loss": f"{ONE_OF}matching, squared",
    "network.n_epochs": f"{WHOLE} not below 0",
    "batch_size": f"{WHOLE} not below 1",
    "n_classes": f"{WHOLE} from 1 to 1,000",
    "n_layers": f"{WHOLE} from 1 to 10,000",
    "depth": f"{WHOLE} from 1 to 100",
    "width": f"{WHOLE} from 2 to 300",
    **dict.fromkeys(
        ["weight", "network.bias", "network.chain_gradient.x", "network.History.epochs_to.loss"], NUMBER
    ),
    **dict.fromkeys(
        ["layer_sizes", "weights", "biases", "activations", "data_train", "data_test", "label", "labels"]
    ),
    **dict.fromkeys(["network.x", "network.target", "network.race.seed", "backprop.train.x"]),
}
"""What is expected, by the name of an argument, or with that of its function or module before it. Where nothing
stands, there are several rules, in `RULES` of `test_refusals.py`."""


def _square(p):
    with np.errstate(all="ignore"):
        return float((p**2).sum())


def _network(rng, output=None):
    how = {"hidden": "tanh", "output": output or str(rng.choice(["sigmoid", "softmax"])), "init": "xavier"}
    return network.Network.create([2, 3, 2], **how, seed=int(rng.integers(100)))


def _data(rng):
    return rng.normal(size=(6, 2)), _targets(rng)


def _targets(rng):
    return np.eye(2)[rng.integers(2, size=6)]


def _backward(rng):
    return backprop.backward(backprop.random_start(int(rng.integers(100))), rng.normal(), rng.uniform())


def _race(rng):
    options = {"layer_sizes": [2, 3, 2], "learning_rate": 0.1, "n_epochs": 1, "batch_size": 3, "seed": 0}
    return list(network.race(_data(rng), _data(rng), **options))[-1]


SENSIBLE = {
    "f": lambda rng: _square,
    "rescale": lambda rng: bool(rng.integers(2)),
    **dict.fromkeys(["gradcheck.a", "gradcheck.b"], lambda rng: rng.normal(size=3)),
    "chosen": lambda rng: descent.descend(*rng.normal(size=(2, 4)), start=0.1, learning_rate=0.1, n_steps=3),
    "params": lambda rng: backprop.random_start(int(rng.integers(100))),
    **dict.fromkeys(["gradients", "backprop.Gradients"], _backward),
    "backprop.Iteration": lambda rng: backprop.iterate(*backprop.WALKTHROUGH[:3], learning_rate=0.4),
    "backprop.TrainingTrace": lambda rng: backprop.train(**backprop.WALKTHROUGH._asdict() | {"max_epochs": 5}),
    "backprop.train.x": lambda rng: float(rng.normal()),
    "activation": lambda rng: activations.ACTIVATIONS[rng.choice(activations.ELEMENTWISE)],
    "repeats": lambda rng: 1,
    **{f"activations.{name}.z": lambda rng: rng.normal(size=(2, 3))
       for name in ("softmax", "softmax_jacobian", "ACTIVATIONS.softmax.f", "ACTIVATIONS.softmax.jacobian")},
    "data": lambda rng: datasets.planar("moons", n_samples=20),
    "train_fraction": lambda rng: float(rng.uniform(0.1, 0.9)),
    **dict.fromkeys(["network", "network.Network"], _network),
    "network.predictions.network": lambda rng: _network(rng, "softmax"),
    "network.x": lambda rng: rng.normal(size=(6, 2)),
    "network.target": lambda rng: _targets(rng).tolist(),
    **dict.fromkeys(["label", "labels"], lambda rng: rng.integers(2, size=6)),
    "n_classes": lambda rng: int(rng.integers(2, 5)),
    **dict.fromkeys(["data_train", "data_test"], _data),
    "layer_sizes": lambda rng: [2, int(rng.integers(1, 5)), 2],
    "network.race.activations": lambda rng: tuple(rng.choice(network.HIDDEN, size=2).tolist()),
    "network.race.seed": lambda rng: int(rng.integers(100)),
    "weights": lambda rng: [rng.normal(size=(2, 3)), rng.normal(size=(3, 2))],
    "biases": lambda rng: [rng.normal(size=3), rng.normal(size=2)],
    "activations": lambda rng: ("tanh", str(rng.choice(list(network.MATCHING)))),
    "network.History": lambda rng: _race(rng).runners[0],
    "network.Run": lambda rng: network.Run(_network(rng), _data(rng), _data(rng), seed=0),
    "arguments.value": lambda rng: float(rng.normal()),
    "arguments.count.value": lambda rng: int(rng.integers(9)),
    "arguments.array.value": lambda rng: rng.normal(size=(2, 3)).tolist(),
    "arguments.vector.value": lambda rng: rng.normal(size=3).tolist(),
    "arguments.one_of.value": lambda rng: "relu",
    **{f"arguments.{name}": lambda rng, value=value: value
       for name, value in {"name": "n", "low": -100.0, "high": 100.0, "above": -100.0, "expected": "a number",
                           "got": 3, "cls": float, "names": ("relu", "tanh")}.items()},
}  # fmt: skip
"""How a sensible value is made where what is expected does not say it, likewise; also objects with methods."""


def keys(path, argument):
    """Yield the names by which an argument of a function may stand there, the most special first."""
    parts = path.split(".")
    for i in range(len(parts), -1, -1):
        yield ".".join([*parts[:i], argument])


def expected(path, argument):
    """Return what is expected of an argument, if it can be said in a line."""
    return next(EXPECTED[key] for key in keys(path, argument) if key in EXPECTED)


def bounds(words):
    """Return the least and the largest number that are expected."""
    low = re.search(r"(?:from|below) (-?\d\S*)", words)
    high = re.search(r"to (-?\d\S*)", words)
    return [float(it[1].replace(",", "")) if it else end for it, end in ((low, -math.inf), (high, math.inf))]


def names(words):
    """Return the names of which one is expected, none if it is no name."""
    return words.removeprefix(ONE_OF).split(", ") if words.startswith(ONE_OF) else []


def sensible(path, argument, rng):
    """Return a sensible value of an argument."""
    for key in keys(path, argument):
        if key in SENSIBLE:
            return SENSIBLE[key](rng)
        if key in EXPECTED:
            return made(EXPECTED[key], rng)
    raise AssertionError(f"{path}: what {argument} may be is not said yet: add it to EXPECTED or SENSIBLE")


def made(words, rng):
    """Return a small value of those that are expected."""
    low, high = bounds(words)
    if words.startswith(ONE_OF):
        return str(rng.choice(names(words)))
    if words.startswith(WHOLE):
        return int(rng.integers(low, min(high, max(low, 0) + 5), endpoint=True))
    if words.startswith((NUMBER, ABOVE_0)):
        return float(rng.uniform(0.1 if words == ABOVE_0 else max(low, -2), min(high, 1)))
    if words == PIXELS:
        return rng.uniform(0, 1, size=(64,) if rng.integers(2) else (2, 64))
    options = [rng.normal(size=4), rng.normal(size=4).tolist()]
    options += [] if words == LIST else [float(rng.normal()), rng.normal(size=(2, 3))]
    return options[rng.integers(len(options))]


def refused(words):
    """Return what is refused where that is expected: each with what is said, and a value."""
    low, high = bounds(words)
    step = 1 if words.startswith(WHOLE) else 1e-6
    wrong = [type(step)(end + side) for end, side in ((low, -step), (high, step)) if math.isfinite(end)]
    wrong += next(bad for kind, bad in ALWAYS.items() if words.startswith(kind))
    if names(words):  # a name that is right elsewhere
        wrong += {name for other in EXPECTED.values() for name in names(other or "")}.difference(names(words))
    return [(words, bad) for bad in wrong] + [(NUMBER, bad) for bad in NO_NUMBERS if words == ABOVE_0]
