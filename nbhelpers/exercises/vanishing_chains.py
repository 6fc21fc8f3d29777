"""Exercises of lesson 3 on a chain of equal sigmoid neurons: their slope, the factor of a layer, and what arrives.

The gradient is ∂a_n/∂z_l, as `chain_gradient` has it.
"""

import itertools

import numpy as np

from nbhelpers.activations import ACTIVATIONS
from nbhelpers.exercises.checks import FunctionExercise
from nbhelpers.exercises.recognition import slips
from nbhelpers.exercises.relations import Factor, instead
from nbhelpers.gradcheck import numerical_gradient
from nbhelpers.network import chain_gradient

SIGMOID, SLOPE = ACTIVATIONS["sigmoid"].f, ACTIVATIONS["sigmoid"].df


def _of_output(formula):
    """Return a function of z that puts the neuron's output into a formula."""
    return lambda z: formula(SIGMOID(z))


SIGMOID_SLOPE = FunctionExercise(
    "sigmoid_slope",
    "The slope of the sigmoid",
    "Your slope agrees with the library and with finite differences, on both sides of 0.",
    SLOPE,
    ((0.415,), (-1.3,), (2.17,), (-3.1,)),
    slips(
        """
        inner derivative forgotten: You took the derivative of 1/u. But u is 1 + e^−z: what is its own derivative?
        the output itself: This is σ(z), the output. You need its slope: how fast σ(z) changes when z changes.
        z instead of σ: You put z itself into a(1 − a). That short form takes the neuron's output, after the
            sigmoid.
        a put through σ again: You took the slope of σ at a. But the sigmoid was given z, so its slope is taken
            there.
        plus instead of minus: There is a plus where a minus belongs: your slope grows on and on, while σ flattens.
        slope of tanh: Your result is 1 − a². That is how tanh gets its slope from its output. Which formula
            belongs to the sigmoid?
        brackets of the denominator missing: Python divides before it adds: 1 / 1 + np.exp(-z) is not σ(z), but
            1 + e^−z. Where do brackets belong?
        e^−z squared alone: Only e^−z is squared in your denominator. The whole of u = 1 + e^−z should be: where do
            brackets belong?
        brackets missing: Your slope is 0 everywhere. Look at the brackets of a(1 − a): what does a * 1 - a give in
            Python?
        slope of the line from 0: You divided the output by z. That is the slope of a line from the origin, not that
            of the curve at z.
        """,
        {
            "inner derivative forgotten": _of_output(lambda a: -(a**2)),
            "the output itself": SIGMOID,
            "z instead of σ": lambda z: z * (1 - z),
            "a put through σ again": _of_output(SLOPE),
            "plus instead of minus": _of_output(lambda a: a * (1 + a)),
            "slope of tanh": _of_output(lambda a: 1 - a**2),
            "brackets of the denominator missing": lambda z: -(1 + np.exp(-z)) * np.exp(-z),
            "e^−z squared alone": lambda z: np.exp(-z) / (1 + np.exp(-z) ** 2),
            "brackets missing": lambda z: 0.0,
            "slope of the line from 0": lambda z: SIGMOID(z) / z,
        },
    ),
    oracle=lambda z: numerical_gradient(SIGMOID, z),
    factors=(
        Factor("the factor a", SIGMOID, "What is in the denominator in the derivative of 1/u?"),
        Factor("the factor 1 − a", _of_output(lambda a: 1 - a), "What makes the slope shrink as a nears 1?"),
    ),
    built=np.multiply,
)

WEIGHT = Factor("the weight", lambda w, z: w, "What does w do to a change of a, on its way to the next z?")
PASSED = Factor("the slope", lambda w, z: SLOPE(z), "How steep is σ at z?")

FACTOR = FunctionExercise(
    "factor",
    "The factor of one layer",
    "Your factor agrees with the library, and with how much the next z changes when this one is moved.",
    lambda w, z: w * SLOPE(z),
    ((0.45, 0.415), (-2.53, 0.81), (3.14, -1.67), (-0.72, 1.93)),
    slips(
        """
        w forgotten [sigmoid chains must vanish]: This is σ′(z), the way through the neuron. The next z is
            w · a + b: what does w do to a change of a?
        σ′ forgotten: This is w alone, the way between two neurons. Each neuron also lies on the way: how steep is σ
            at z?
        σ instead of σ′ [gradients vanish because outputs are below 1]: You multiplied by the output σ(z). What
            counts on the way back is how much the output changes with z.
        z too many: There is a factor z too many. The slope is taken at z; z itself is not passed on.
        w only inside: You multiplied z by w before the slope was taken. Here w comes after the neuron, and as a
            factor.
        w inside too: Your slope is taken at w · z. The z that is given is already what the sigmoid receives.
        added: You added the two, but steps that follow each other multiply.
        brackets missing: Python multiplies before it subtracts: w * a * 1 - a is not w times a(1 − a).
        """,
        {
            "w forgotten": instead(WEIGHT, lambda w, z: 1.0),
            "σ′ forgotten": instead(PASSED, lambda w, z: 1.0),
            "σ instead of σ′": instead(PASSED, lambda w, z: SIGMOID(z)),
            "z too many": instead(PASSED, lambda w, z: z * SLOPE(z)),
            "w only inside": lambda w, z: SLOPE(w * z),
            "w inside too": lambda w, z: w * SLOPE(w * z),
            "added": lambda w, z: w + SLOPE(z),
            "brackets missing": lambda w, z: (w - 1) * SIGMOID(z),
        },
    ),
    inner=((SIGMOID_SLOPE, "Look at the slope.", lambda slope: lambda w, z: w * slope(z)),),
    oracle=lambda w, z: numerical_gradient(lambda v: w * SIGMOID(v), z),
    factors=(WEIGHT, PASSED),
    built=np.multiply,
)


def _back(slope=SLOPE, factor=None, start=None, moved=0, running=np.cumprod):
    """Return what computes the gradients from this slope, or this factor, this start and factors moved so far."""

    def arriving(w, z):
        first = slope(z[-1]) if start is None else start(w, slope(z[-1]))
        steps = [factor(w, z_l) if factor else w * slope(z_l) for z_l in z[moved : len(z) - 1 + moved]]
        return running([first, *steps[::-1]])[::-1]

    return arriving


def _measured(w, z):
    """Return ∂a_n/∂z of each layer by central differences."""

    def output(shifted, layer):
        for before, following in itertools.pairwise(z[layer:]):
            shifted = following + w * (SIGMOID(shifted) - SIGMOID(before))
        return SIGMOID(shifted)

    return [numerical_gradient(lambda v, layer=layer: output(v, layer), z[layer]) for layer in range(len(z))]


def _chain(n_layers, weight, bias, x):
    """Return the weight and the pre-activations of the library's chain."""
    return weight, chain_gradient(n_layers, weight=weight, bias=bias, activation="sigmoid", x=x).z


ARRIVING = FunctionExercise(
    "arriving",
    "What arrives at each layer",
    "Your gradients agree with the library and with finite differences, for chains of two to five neurons.",
    _back(),
    (
        _chain(3, 2.13, -0.4, 0.5),
        _chain(2, -1.57, 0.6, 1.2),
        _chain(5, 3.17, -1.9, 0.8),
        _chain(4, -2.59, 0.7, 0.3),
    ),
    slips(
        """
        one w too many: There is one factor w too many everywhere. It came in at the last layer: what lies between
            z_n and a_n?
        factors by themselves: These are the factors of the layers, each by itself. What arrives at a layer has
            passed all those behind it too.
        last layer passed twice: Your list has one number too many: its end passes the last layer twice. Where does
            the way back go on, once ∂a_n/∂z_n is there?
        return inside the loop: Your list ends after one step back. Does return stand inside the loop?
        σ instead of σ′ [gradients vanish because outputs are below 1]: You multiplied the outputs. What counts on
            the way back is how much each output changes with its z.
        from the wrong end: You multiplied from the input on. The gradient starts at the output: which layer does it
            reach first?
        last layer taken as 1: Your last number is 1. From a_n to z_n the gradient already passes one sigmoid.
        gradients at the outputs: These are the gradients at the outputs, ∂a_n/∂a_l. From a_l to z_l each still
            passes one sigmoid.
        one layer off: Your slopes are one layer off: on the way from z₂ to z₁ it is the first neuron that is
            passed.
        added up: You added the factors up, but layers that follow each other multiply.
        """,
        {
            "one w too many": _back(start=lambda w, slope: w * slope),
            "factors by themselves": lambda w, z: w * SLOPE(z),
            "last layer passed twice": lambda w, z: _back()(w, [*z, z[-1]]),
            "return inside the loop": lambda w, z: _back()(w, z)[-2:],
            "σ instead of σ′": _back(slope=SIGMOID),
            "from the wrong end": lambda w, z: np.cumprod([SLOPE(z[0]), *(w * SLOPE(z[1:]))]),
            "last layer taken as 1": _back(start=lambda w, slope: 1.0),
            "gradients at the outputs": _back(start=lambda w, slope: 1.0, moved=1),
            "one layer off": _back(moved=1),
            "added up": _back(running=np.cumsum),
        },
    ),
    inner=(
        (SIGMOID_SLOPE, "Look at the slope.", lambda slope: _back(slope=slope)),
        (FACTOR, "Look at the factor of each layer on the way.", lambda factor: _back(factor=factor)),
    ),
    oracle=_measured,
)
