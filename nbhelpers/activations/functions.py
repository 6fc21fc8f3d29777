"""The seven activation functions, each one object: function, derivative, range, formula, choice at the kink.

All take a number, a list or an array of any shape and return a plain float or an array of that shape. float32
stays float32, whole numbers become float64. No finite input gives a warning or a NaN: where e^z would
overflow, the same function is written with e^−|z|. A NaN in gives a NaN out. Formulas: Goodfellow, Bengio and
Courville, "Deep Learning" (2016), sections 3.10 and 6.3; leaky ReLU: Maas, Hannun and Ng (2013).
"""

import math
from types import MappingProxyType

import numpy as np

from nbhelpers import arguments
from nbhelpers.activations.kind import Activation, Range, Softmax, numbers
from nbhelpers.activations.shares import softmax, softmax_jacobian

LEAK = 0.01
"""The usual slope of leaky ReLU below 0, from Maas, Hannun and Ng (2013)."""


def leaky_relu(slope=LEAK):
    """Make a leaky ReLU, an `Activation`: z where z > 0, slope · z elsewhere.

    The slope is from 0 (ReLU) to 1 (linear). The derivative at 0 is the slope on the left.
    """
    slope = arguments.number("slope", slope, 0, 1)
    return Activation(
        name="leaky_relu",
        title="Leaky ReLU",
        f=_elementwise(lambda z: np.where(z > 0, z, slope * z)),
        df=_elementwise(lambda z: np.where(z > 0, np.ones_like(z), slope)),
        range=Range(-math.inf, math.inf, "(−∞, ∞)") if slope else Range(0, math.inf, "[0, ∞)"),
        kinks=() if slope == 1 else (0.0,),
    )


def _elementwise(formula):
    """Turn a formula on float arrays into a function of numbers, lists and arrays that passes NaN on."""

    def apply(z):
        z = numbers(z)
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


def _no_derivative(z):
    raise TypeError("softmax has no derivative of one number: each share depends on all scores; use jacobian")


_EACH = (
    Activation(
        name="sigmoid",
        title="Sigmoid",
        f=_elementwise(_sigmoid),
        df=_elementwise(_sigmoid_slope),
        range=Range(0, 1, "(0, 1)"),
    ),
    Activation(
        name="tanh",
        title="tanh",
        f=_elementwise(np.tanh),
        df=_elementwise(lambda z: 4 * _sigmoid_slope(2 * z)),  # tanh z = 2 σ(2z) − 1
        range=Range(-1, 1, "(−1, 1)"),
    ),
    Activation(
        name="relu",
        title="ReLU",
        f=_elementwise(lambda z: np.maximum(z, 0)),
        df=_elementwise(lambda z: np.heaviside(z, 0)),
        range=Range(0, math.inf, "[0, ∞)"),
        kinks=(0.0,),
    ),
    Softmax(
        name="softmax",
        title="Softmax",
        f=softmax,
        df=_no_derivative,
        jacobian=softmax_jacobian,
        range=Range(0, 1, "(0, 1), each row adding up to 1"),
        elementwise=False,
    ),
    Activation(
        name="step",
        title="Binary step",
        f=_elementwise(lambda z: np.heaviside(z, 1)),
        df=_elementwise(np.zeros_like),
        range=Range(0, 1, "{0, 1}"),
        kinks=(0.0,),
    ),
    Activation(
        name="linear",
        title="Linear",
        f=_elementwise(np.positive),
        df=_elementwise(np.ones_like),
        range=Range(-math.inf, math.inf, "(−∞, ∞)"),
    ),
    leaky_relu(),
)

ACTIVATIONS = MappingProxyType({activation.name: activation for activation in _EACH})
"""The seven of the notes, by name, in the notes' order."""

ELEMENTWISE = tuple(name for name, activation in ACTIVATIONS.items() if activation.elementwise)
"""The six that take each number by itself: all but softmax."""


def choose(name, slope=LEAK, among=ELEMENTWISE):
    """Return the `Activation` of that name.

    The slope, from 0 to 1, is that of leaky ReLU below 0; the others ignore it. `among` are the names allowed, of
    those in `ACTIVATIONS`.
    """
    if among is not ELEMENTWISE:
        if not arguments.instance("among", among, list, tuple):
            raise arguments.refuse("among", "at least one name", among)
        among = [arguments.one_of("among", each, ACTIVATIONS) for each in among]
    arguments.one_of("name", name, among)
    slope = arguments.number("slope", slope, 0, 1)  # asked of all, so that a wrong one never goes unseen
    return leaky_relu(slope) if name == "leaky_relu" and slope != LEAK else ACTIVATIONS[name]
