"""One pass forward and back through two sigmoid neurons in a chain: x → (w1, b1) → a1 → (w2, b2) → a2, target T.

    z1 = w1·x + b1,   a1 = σ(z1),   z2 = w2·a1 + b2,   a2 = σ(z2),   E = ½ (T − a2)²

Each gradient is a product of named factors (the chain rule), with σ′(z) = σ(z) (1 − σ(z)). Method: Rumelhart,
Hinton and Williams, "Learning representations by back-propagating errors" (1986).

Everything is done with plain floats, which for four parameters is many times faster than arrays and reads like the
formulas. σ is written so that no finite input overflows.
"""

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from nbhelpers import arguments

PARAMETERS = ("w1", "b1", "w2", "b2")
"""The order in which the four stand in every array."""

CHAIN = {
    "w1": ("dE_da2", "da2_dz2", "dz2_da1", "da1_dz1", "dz1_dw1"),
    "b1": ("dE_da2", "da2_dz2", "dz2_da1", "da1_dz1", "dz1_db1"),
    "w2": ("dE_da2", "da2_dz2", "dz2_dw2"),
    "b2": ("dE_da2", "da2_dz2", "dz2_db2"),
}
"""The chain rule: which factors lead from the error back to each parameter, in order."""


@dataclass(frozen=True)
class TwoNeurons:
    """The four parameters of the chain: weight and bias of the first and of the second neuron."""

    w1: float
    b1: float
    w2: float
    b2: float

    def __post_init__(self):
        for name in PARAMETERS:
            object.__setattr__(self, name, arguments.number(name, getattr(self, name)))


class Example(NamedTuple):
    """A start, one sample, and how to train on it: the arguments of `train` by their names."""

    params: TwoNeurons
    x: float
    target: float
    learning_rate: float
    max_epochs: int
    tolerance: float


WALKTHROUGH = Example(
    TwoNeurons(w1=0.15, b1=0.40, w2=0.45, b2=0.65),
    x=0.1,
    target=0.25,
    learning_rate=0.4,
    max_epochs=1000,
    tolerance=0.001,
)
"""The notes' worked example."""


@dataclass(frozen=True)
class ForwardTrace:
    """One forward pass."""

    x: float  # the input
    z1: float  # weighted sum of the first neuron
    a1: float  # its output
    z2: float  # weighted sum of the second neuron
    a2: float  # its output, that of the chain


@dataclass(frozen=True)
class Gradients:
    """One backward pass: every factor of the chain rule, and the four gradients as their products.

    `w1`, `b1`, `w2` and `b2` are ∂E/∂w1 and so on: the products of the factors named in `CHAIN`.
    """

    trace: ForwardTrace  # the forward pass that it belongs to
    target: float  # T
    E: float  # ½ (T − a2)²
    dE_da2: float  # −(T − a2)
    da2_dz2: float  # σ′(z2)
    dz2_dw2: float  # a1
    dz2_db2: float  # 1
    dz2_da1: float  # w2
    da1_dz1: float  # σ′(z1)
    dz1_dw1: float  # x
    dz1_db1: float  # 1

    w1 = property(lambda self: self._product("w1"))
    b1 = property(lambda self: self._product("b1"))
    w2 = property(lambda self: self._product("w2"))
    b2 = property(lambda self: self._product("b2"))

    def factors(self, parameter):
        """Return the factors of one parameter's gradient, from the error back, each as (name, value)."""
        return self._factors(arguments.one_of("parameter", parameter, PARAMETERS))

    def _factors(self, parameter):
        return tuple((name, getattr(self, name)) for name in CHAIN[parameter])

    def _product(self, parameter):
        return math.prod(value for _, value in self._factors(parameter))


def forward(params, x):
    """Send one input through the chain, and return the `ForwardTrace`."""
    arguments.instance("params", params, TwoNeurons)
    x = arguments.number("x", x)
    return ForwardTrace(x, *outputs(params.w1, params.b1, params.w2, params.b2, x))


def error(a2, target):
    """Return the error of one output, E = ½ (T − a2)²: with the ½, ∂E/∂a2 is −(T − a2), without a factor 2."""
    return half_square(arguments.number("target", target) - arguments.number("a2", a2))


def backward(params, x, target):
    """Send one input through the chain and its error back to every parameter, and return the `Gradients`."""
    target = arguments.number("target", target)
    trace = forward(params, x)
    return Gradients(
        trace,
        target,
        E=half_square(target - trace.a2),
        dE_da2=trace.a2 - target,  # −(T − a2), which would give −0.0 where both are equal
        da2_dz2=trace.a2 * sigmoid(-trace.z2),  # a2 (1 − a2), see `sigmoid`
        dz2_dw2=trace.a1,
        dz2_db2=1.0,
        dz2_da1=params.w2,
        da1_dz1=trace.a1 * sigmoid(-trace.z1),
        dz1_dw1=trace.x,
        dz1_db1=1.0,
    )


def random_start(seed):
    """Draw `TwoNeurons` uniformly from −1 to 1, where no sigmoid starts saturated; one seed, one start."""
    return TwoNeurons(*np.random.default_rng(arguments.count("seed", seed)).uniform(-1, 1, size=4))


def outputs(w1, b1, w2, b2, x):
    """Compute z1, a1, z2 and a2 from plain floats, unchecked."""
    z1 = w1 * x + b1
    a1 = sigmoid(z1)
    z2 = w2 * a1 + b2
    return z1, a1, z2, sigmoid(z2)


def sigmoid(z):
    """Compute σ(z) = 1 / (1 + e^−z) of a plain float, unchecked.

    1 − σ(z) is best computed as σ(−z): equal, but it keeps its digits where σ(z) rounds to 1.
    """
    if z >= 0:
        return 1 / (1 + math.exp(-z))
    e = math.exp(z)  # the same σ; here e^−z could overflow
    return e / (1 + e)


def half_square(difference):
    """Compute ½ d² of a plain float, unchecked; infinite when too large, where ``**`` would raise."""
    return 0.5 * difference * difference
