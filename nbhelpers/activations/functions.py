"""The seven activation functions, each one object that holds all that is known of it.

Each takes a number, a list or an array of any shape, softmax rows of scores, and returns a plain float or an array
of that shape. float32 stays float32, whole numbers become float64. No finite input gives a warning or a NaN: where
e^z would overflow, the same function is written with e^−|z|. A NaN in gives a NaN out. Formulas: Goodfellow, Bengio
and Courville, "Deep Learning" (2016), sections 3.10 and 6.3; leaky ReLU: Maas, Hannun and Ng (2013).
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from nbhelpers import arguments

LEAK = 0.01
"""The usual slope of leaky ReLU below 0, from Maas, Hannun and Ng (2013)."""

_0, _1, _LEAK = np.array(0.0), np.array(1.0), np.array(LEAK)  # NumPy takes an array in half the time of a number


class Range(NamedTuple):
    """Where the outputs lie."""

    low: float  # may be infinite, as may the other
    high: float
    # The set as it is written: a round bracket is a bound that is only approached, a square one is reached. In
    # floating point the approached one is reached too, once the rest is too small for a float.
    text: str


class Claim(NamedTuple):
    """Something that the notes say of an activation function."""

    text: str  # what is said
    measures: tuple[str, ...] = ()  # attributes of `Measures` to compare it with; none for an opinion or for time


@dataclass(frozen=True)
class Activation:
    """An activation function and what is known of it.

    Softmax, whose outputs all depend on all inputs, has a Jacobian instead of a derivative:
    its `df` raises ``TypeError``, and points to the Jacobian.
    """

    name: str  # the key in `ACTIVATIONS`
    title: str  # the name as a reader sees it
    f: Callable = field(repr=False)  # of a number, list or array
    df: Callable = field(repr=False)  # its derivative, likewise
    # f of an array z, and the slope as a function of z and a = f(z), unchecked: with a tenth of the overhead, which
    # is most of the time that a small batch takes. The slope of a saturated unit has fewer digits.
    quick: tuple[Callable, Callable | None] = field(repr=False)
    range: Range  # where the outputs lie
    claims: tuple[Claim, ...]  # what the notes say, in their order
    # where f has no derivative in the strict sense; by convention df is the slope on the left, and 0 for the step
    kinks: tuple[float, ...] = ()
    steepest_at: float = 0.0  # where |f′| is largest
    group: str = ""  # of the demos' "drawn beside it": "smooth" or "straight"
    color: str = ""  # in all pictures of lesson 04, a role in `style`
    dashes: str | tuple = "-"  # likewise, as Matplotlib takes them
    row: int = 0  # where it stands in those that list all
    jacobian: Callable | None = field(default=None, repr=False)  # of softmax alone, see `softmax_jacobian`

    elementwise = property(lambda self: self.jacobian is None)  # whether each output depends on its own input only


def leaky_relu(slope: float = LEAK) -> Activation:
    """Make a leaky ReLU: z where z > 0, slope · z elsewhere.

    The slope is from 0 (ReLU) to 1 (linear). The derivative at 0 is the slope on the left. The quick form has the
    usual slope.
    """
    slope = arguments.number("slope", slope, 0, 1)
    return Activation(
        name="leaky_relu",
        title="Leaky ReLU",
        f=_elementwise(lambda z: np.where(z > 0, z, slope * z)),
        df=_elementwise(lambda z: np.where(z > 0, np.ones_like(z), slope)),
        quick=(lambda z: np.maximum(z, _LEAK * z), lambda z, a: np.where(z > _0, _1, _LEAK)),
        range=Range(-math.inf, math.inf, "(−∞, ∞)") if slope else Range(0, math.inf, "[0, ∞)"),
        claims=_UNPOPULAR,
        kinks=() if slope == 1 else (0.0,),
        steepest_at=1.0,
        group="straight",
        color="GRADIENT",
        dashes=(0, (8, 1, 1.5, 1)),
        row=4,
    )


def choose(name: str, slope: float = LEAK, rows: bool = False) -> Activation:
    """Return the activation of that name, of those of single numbers or, if asked for, of rows too.

    The slope is that of leaky ReLU; it is asked of all, so that a wrong one never goes unseen.
    """
    arguments.one_of("name", name, ACTIVATIONS if rows else ELEMENTWISE)
    slope = arguments.number("slope", slope, 0, 1)
    return leaky_relu(slope) if name == "leaky_relu" and slope != LEAK else ACTIVATIONS[name]


def softmax(z: ArrayLike, temperature: float = 1.0) -> np.ndarray:
    """Turn scores into probabilities: p_i = e^(z_i / τ) / Σ_j e^(z_j / τ), τ the temperature.

    `z` is an array, (..., n), as is the result; each row of the last axis is taken by itself, and one with a NaN or
    +∞ gives NaN. The temperature is above 0: below 1 it sharpens the differences, above 1 it evens them out.

    The largest score is subtracted first. That divides numerator and denominator by the same number, so it changes
    nothing but the overflow (Goodfellow et al., section 4.1).
    """
    z = _numbers(z)
    if z.ndim == 0 or z.shape[-1] == 0:
        raise arguments.invalid_argument("z", "at least one score in each row", z.tolist())
    tau = np.float64(arguments.number("temperature", temperature, above=0))
    with np.errstate(over="ignore", under="ignore", invalid="ignore"):
        e = np.exp((z - z.max(axis=-1, keepdims=True)) / tau)  # of what is ≤ 0: no overflow
        return (e / e.sum(axis=-1, keepdims=True)).astype(z.dtype)


def softmax_jacobian(z: ArrayLike, temperature: float = 1.0) -> np.ndarray:
    """Return the slope of every probability in every score, (..., n, n): ∂p_i/∂z_j = p_i (δ_ij − p_j) / τ.

    The scores, (..., n), are as for `softmax`. Row i holds the slopes of p_i; rows and columns sum to 0.
    """
    p = softmax(z, temperature)
    diagonal = np.arange(p.shape[-1])
    with np.errstate(over="ignore", under="ignore", invalid="ignore"):
        jacobian = 0 - p[..., :, None] * p[..., None, :]  # (..., n, n); 0 − rather than −: no −0.0
        # 1 − p_i is the sum of the others, which keeps its digits where p_i rounds to 1.
        jacobian[..., diagonal, diagonal] = 0
        jacobian[..., diagonal, diagonal] = 0 - jacobian.sum(axis=-1)
        return (jacobian / np.float64(temperature)).astype(p.dtype)


def _numbers(z: ArrayLike) -> np.ndarray:
    if isinstance(z, np.ndarray | np.floating) and z.dtype.kind == "f":
        return np.asarray(z)
    return arguments.array("z", z)


def _elementwise(formula):
    """Turn a formula on float arrays into a function of numbers, lists and arrays that passes NaN on."""

    def apply(z):
        z = _numbers(z)
        with np.errstate(over="ignore", under="ignore", invalid="ignore"):
            result = np.where(np.isnan(z), z, formula(z))
        return result if result.ndim else float(result)

    return apply


def _sigmoid(z):
    e = np.exp(-np.abs(z))  # never above 1
    return np.where(z >= 0, 1, e) / (1 + e)  # both are σ(z); the second keeps its digits as σ → 0


def _sigmoid_slope(z):
    e = np.exp(-np.abs(z))
    return e / (1 + e) ** 2  # σ (1 − σ), without the cancellation in 1 − σ


def _quick_softmax(z: np.ndarray) -> np.ndarray:
    e = np.exp(z - z.max(axis=1, keepdims=True))  # (m, n) − (m, 1): the largest becomes 0
    return e / e.sum(axis=1, keepdims=True)


def _no_derivative(z):
    raise TypeError("softmax has no derivative of one number: each output depends on all scores; use jacobian")


_UNPOPULAR = (Claim("not a popular choice"),)  # the notes say no more of the last three
_EACH = (
    Activation(
        name="sigmoid",
        title="Sigmoid",
        f=_elementwise(_sigmoid),
        df=_elementwise(_sigmoid_slope),
        quick=(lambda z: _1 / (_1 + np.exp(-z)), lambda z, a: a * (_1 - a)),  # e^−z → ∞ gives 0, as it should
        range=Range(0, 1, "(0, 1)"),
        claims=(
            Claim("outputs in (0, 1)", ("range",)),
            Claim("not symmetric around the origin: all outputs positive", ("symmetric", "range", "mean_output")),
            Claim("very small slopes far from 0, so gradients vanish", ("largest_slope", "flat_fraction")),
        ),
        group="smooth",
        color="ERROR",
        row=1,
    ),
    Activation(
        name="tanh",
        title="tanh",
        f=_elementwise(np.tanh),
        df=_elementwise(lambda z: 4 * _sigmoid_slope(2 * z)),  # tanh z = 2 σ(2z) − 1
        quick=(np.tanh, lambda z, a: _1 - a * a),
        range=Range(-1, 1, "(−1, 1)"),
        claims=(
            Claim("outputs in (−1, 1)", ("range",)),
            Claim("symmetric around the origin", ("symmetric", "mean_output")),
            Claim("very small slopes far from 0 all the same", ("largest_slope", "flat_fraction")),
        ),
        group="smooth",
        color="VIOLET",
        dashes=(0, (3, 1)),
        row=2,
    ),
    Activation(
        name="relu",
        title="ReLU",
        f=_elementwise(lambda z: np.maximum(z, 0)),
        df=_elementwise(lambda z: np.heaviside(z, 0)),
        quick=(lambda z: np.maximum(z, _0), lambda z, a: z > _0),
        range=Range(0, math.inf, "[0, ∞)"),
        claims=(
            Claim("outputs in [0, ∞)", ("range",)),
            Claim("the slope is not zero for positive inputs", ("least_slope_above_0",)),
            Claim("sparse: only a few units are active at a time", ("zeros",)),
            Claim("efficient"),
        ),
        kinks=(0.0,),
        steepest_at=1.0,
        group="straight",
        color="MODEL",
        dashes=(0, (8, 2)),
        row=3,
    ),
    Activation(
        name="softmax",
        title="Softmax",
        f=softmax,
        df=_no_derivative,
        quick=(_quick_softmax, None),
        range=Range(0, 1, "(0, 1), each row adding up to 1"),
        claims=(Claim("outputs in (0, 1)", ("range",)), Claim("each row sums to 1", ("total",))),
        jacobian=softmax_jacobian,
    ),
    Activation(
        name="step",
        title="Binary step",
        f=_elementwise(lambda z: np.heaviside(z, 1)),
        df=_elementwise(np.zeros_like),
        quick=(lambda z: np.heaviside(z, 1), lambda z, a: 0),
        range=Range(0, 1, "{0, 1}"),
        claims=_UNPOPULAR,
        kinks=(0.0,),
        group="straight",
        color="INK",
        dashes=(0, (3, 1, 1, 1)),
        row=6,
    ),
    Activation(
        name="linear",
        title="Linear",
        f=_elementwise(np.positive),
        df=_elementwise(np.ones_like),
        quick=(lambda z: z, lambda z, a: 1),
        range=Range(-math.inf, math.inf, "(−∞, ∞)"),
        claims=_UNPOPULAR,
        group="straight",
        color="QUIET",
        dashes=(0, (1, 1)),
        row=5,
    ),
    leaky_relu(),
)

ACTIVATIONS = MappingProxyType({activation.name: activation for activation in _EACH})
"""The seven of the notes, by name, in the notes' order."""

ELEMENTWISE = tuple(name for name, activation in ACTIVATIONS.items() if activation.elementwise)
"""Those that take each number by itself: all but softmax."""
