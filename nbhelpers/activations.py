"""The seven activation functions, each one object: function, derivative, range, formula, choice at the kink.

All take a number, a list or an array of any shape and return a plain float or an array of that shape. float32
stays float32, whole numbers become float64. No finite input gives a warning or a NaN: where e^z would
overflow, the same function is written with e^−|z|. A NaN in gives a NaN out. Formulas: Goodfellow, Bengio and
Courville, "Deep Learning" (2016), sections 3.10 and 6.3; leaky ReLU: Maas, Hannun and Ng (2013).
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from numbers import Real
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from nbhelpers import arguments

LEAK = 0.01
"""The usual slope of leaky ReLU below 0, from Maas, Hannun and Ng (2013)."""

SMOOTH = "no kink: smooth everywhere"


class Range(NamedTuple):
    """Where the outputs lie.

    Attributes
    ----------
    low, high : float
        The bounds; may be infinite.
    text : str
        The set as it is written: a round bracket is a bound that is only approached, a square one is reached.
        In floating point the approached one is reached too, once the rest is too small for a float.

    """

    low: float
    high: float
    text: str


@dataclass(frozen=True)
class Activation:
    """An activation function and what there is to say of it.

    Attributes
    ----------
    name, title : str
        The key in `ACTIVATIONS`, and the name as a reader sees it.
    f, df : callable
        The function and its derivative, of a number, list or array; ``ValueError`` for what is not numbers.
    range : Range
        Where the outputs lie.
    f_latex, df_latex : str
        Both formulas, for MathJax and for Matplotlib alike.
    kinks : tuple of float
        Where f has no derivative in the strict sense.
    at_kink : str
        What df says there, in words.
    elementwise : bool
        Whether each output depends on its own input only. False for softmax alone.

    """

    name: str
    title: str
    f: Callable = field(repr=False)
    df: Callable = field(repr=False)
    range: Range
    f_latex: str = field(repr=False)
    df_latex: str = field(repr=False)
    kinks: tuple[float, ...] = ()
    at_kink: str = SMOOTH
    elementwise: bool = True


@dataclass(frozen=True)
class Softmax(Activation):
    """The activation whose outputs all depend on all inputs: it has a Jacobian in place of a derivative.

    Attributes
    ----------
    jacobian : callable
        See `softmax_jacobian`. `df` raises ``TypeError`` and points here.

    """

    jacobian: Callable = field(repr=False, kw_only=True)


def softmax(z, temperature=1.0):
    """Turn scores into positive shares of 1: p_i = e^(z_i / T) / Σ_j e^(z_j / T), T the temperature.

    The largest score is subtracted first. That divides numerator and denominator by the same number, so it
    changes nothing but the overflow (Goodfellow et al., section 4.1).

    Parameters
    ----------
    z : array_like, (..., n)
        Scores; each row of the last axis is taken by itself. A row with a NaN or +∞ gives NaN.
    temperature : float
        Above 0. Below 1 sharpens the shares, above 1 evens them out.

    Returns
    -------
    ndarray, (..., n)

    Raises
    ------
    ValueError
        If `z` is not numbers, has no axis or an empty last one, or `temperature` is not a number above 0.

    """
    z = _numbers(z)
    if z.ndim == 0 or z.shape[-1] == 0:
        raise arguments.refuse("z", "at least one score in each row", z.tolist())
    if arguments.number("temperature", temperature) <= 0:
        raise arguments.refuse("temperature", "a number above 0", temperature)
    with np.errstate(over="ignore", under="ignore", invalid="ignore"):
        below_top = (z - z.max(axis=-1, keepdims=True)) / np.float64(temperature)  # ≤ 0: no overflow in exp
        e = np.exp(below_top)
        return (e / e.sum(axis=-1, keepdims=True)).astype(z.dtype)


def softmax_jacobian(z, temperature=1.0):
    """Slope of every share in every score: ∂p_i/∂z_j = p_i (δ_ij − p_j) / T.

    Parameters
    ----------
    z : array_like, (..., n)
        Scores, as for `softmax`.
    temperature : float
        Above 0.

    Returns
    -------
    ndarray, (..., n, n)
        Row i holds the slopes of p_i. Rows and columns sum to 0.

    Raises
    ------
    ValueError
        As `softmax`.

    """
    p = softmax(z, temperature)
    diagonal = np.arange(p.shape[-1])
    with np.errstate(over="ignore", under="ignore", invalid="ignore"):
        jacobian = 0 - p[..., :, None] * p[..., None, :]  # (..., n, n); 0 − rather than −: no −0.0
        # 1 − p_i is the sum of the other shares, which keeps its digits where p_i rounds to 1.
        jacobian[..., diagonal, diagonal] = 0
        jacobian[..., diagonal, diagonal] = 0 - jacobian.sum(axis=-1)
        return (jacobian / np.float64(temperature)).astype(p.dtype)


def leaky_relu(slope=LEAK):
    """Make a leaky ReLU: z where z > 0, slope · z elsewhere. Its derivative at 0 is the slope on the left.

    Parameters
    ----------
    slope : float
        From 0 (ReLU) to 1 (linear).

    Returns
    -------
    Activation

    Raises
    ------
    ValueError
        If `slope` is not a number from 0 to 1.

    """
    slope = arguments.number("slope", slope, 0, 1)
    return Activation(
        name="leaky_relu",
        title="Leaky ReLU",
        f=_elementwise(lambda z: np.where(z > 0, z, slope * z)),
        df=_elementwise(lambda z: np.where(z > 0, np.ones_like(z), slope)),
        range=Range(-math.inf, math.inf, "(−∞, ∞)") if slope else Range(0, math.inf, "[0, ∞)"),
        f_latex=rf"z \;\mathrm{{if}}\; z > 0, \;\; {slope:g}\,z \;\mathrm{{otherwise}}",
        df_latex=rf"1 \;\mathrm{{if}}\; z > 0, \;\; {slope:g} \;\mathrm{{otherwise}}",
        kinks=() if slope == 1 else (0.0,),
        at_kink=SMOOTH if slope == 1 else f"at 0 the slope on the left, {slope:g}, by convention",
    )


def _elementwise(formula):
    """Make a formula on float arrays into a function of numbers, lists and arrays that hands NaN on."""

    def apply(z):
        z = _numbers(z)
        with np.errstate(over="ignore", under="ignore", invalid="ignore"):
            result = np.where(np.isnan(z), z, formula(z))
        return result if result.ndim else float(result)

    return apply


def _numbers(z):
    """Return `z` as a float array (float32 stays float32), else raise ``ValueError``."""
    expected = "a number, or a list or array of numbers with rows of one length"
    try:
        array = np.asarray(z)
        beyond_64_bits = array.dtype == object and all(isinstance(value, Real) for value in array.flat)
        if array.dtype.kind in "iu" or beyond_64_bits:
            array = array.astype(float)
    except (TypeError, ValueError, OverflowError):
        raise arguments.refuse("z", expected, z) from None
    if array.dtype.kind != "f":
        raise arguments.refuse("z", expected, z)
    return array


def _sigmoid(z):
    e = np.exp(-np.abs(z))  # never above 1
    return np.where(z >= 0, 1, e) / (1 + e)  # both are σ(z); the second keeps its digits as σ → 0


def _sigmoid_slope(z):
    e = np.exp(-np.abs(z))
    return e / (1 + e) ** 2  # σ (1 − σ), without the cancellation in 1 − σ


def _no_derivative(z):
    raise TypeError("softmax has no derivative of one number: each share depends on all scores; use jacobian")


_EACH = (
    Activation(
        name="sigmoid",
        title="Sigmoid",
        f=_elementwise(_sigmoid),
        df=_elementwise(_sigmoid_slope),
        range=Range(0, 1, "(0, 1)"),
        f_latex=r"\sigma(z) = \frac{1}{1 + e^{-z}}",
        df_latex=r"\sigma'(z) = \sigma(z)\,(1 - \sigma(z))",
    ),
    Activation(
        name="tanh",
        title="tanh",
        f=_elementwise(np.tanh),
        df=_elementwise(lambda z: 4 * _sigmoid_slope(2 * z)),  # tanh z = 2 σ(2z) − 1
        range=Range(-1, 1, "(−1, 1)"),
        f_latex=r"\tanh(z) = \frac{e^z - e^{-z}}{e^z + e^{-z}}",
        df_latex=r"\tanh'(z) = 1 - \tanh^2(z)",
    ),
    Activation(
        name="relu",
        title="ReLU",
        f=_elementwise(lambda z: np.maximum(z, 0)),
        df=_elementwise(lambda z: np.heaviside(z, 0)),
        range=Range(0, math.inf, "[0, ∞)"),
        f_latex=r"\mathrm{ReLU}(z) = \max(0, z)",
        df_latex=r"1 \;\mathrm{if}\; z > 0, \;\; 0 \;\mathrm{otherwise}",
        kinks=(0.0,),
        at_kink="at 0 the slope on the left, 0, by convention",
    ),
    Softmax(
        name="softmax",
        title="Softmax",
        f=softmax,
        df=_no_derivative,
        jacobian=softmax_jacobian,
        range=Range(0, 1, "(0, 1), each row adding up to 1"),
        f_latex=r"p_i = \frac{e^{z_i}}{\sum_j e^{z_j}}",
        df_latex=r"\frac{\partial p_i}{\partial z_j} = p_i\,(\delta_{ij} - p_j)",
        elementwise=False,
    ),
    Activation(
        name="step",
        title="Binary step",
        f=_elementwise(lambda z: np.heaviside(z, 1)),
        df=_elementwise(np.zeros_like),
        range=Range(0, 1, "{0, 1}"),
        f_latex=r"1 \;\mathrm{if}\; z \geq 0, \;\; 0 \;\mathrm{otherwise}",
        df_latex=r"0",
        kinks=(0.0,),
        at_kink="at 0 the step jumps to 1 and has no slope; 0 by convention, as everywhere else",
    ),
    Activation(
        name="linear",
        title="Linear",
        f=_elementwise(np.positive),
        df=_elementwise(np.ones_like),
        range=Range(-math.inf, math.inf, "(−∞, ∞)"),
        f_latex=r"z",
        df_latex=r"1",
    ),
    leaky_relu(),
)

ACTIVATIONS = MappingProxyType({activation.name: activation for activation in _EACH})
"""The seven of the notes, by name, in the notes' order."""
