"""Lesson 3, vanishing gradients: what its exercises compute, and what it offers.

Of a chain of neurons the gradient is ∂a_n/∂z_l, as `chain_gradient` has it.
"""

import itertools
import math

import numpy as np

from nbhelpers.activations import ACTIVATIONS
from nbhelpers.exercises.course import Catalogue, offered
from nbhelpers.exercises.lesson_text import lesson_text
from nbhelpers.exercises.relations import instead
from nbhelpers.gradcheck import numerical_gradient
from nbhelpers.network import NORMAL_STD, chain_gradient

QUESTIONS, SAID = lesson_text("vanishing_gradients")

SIGMOID, SLOPE = ACTIVATIONS["sigmoid"].f, ACTIVATIONS["sigmoid"].df


def _of_output(formula):
    """Return a function of z that puts the neuron's output into a formula."""
    return lambda z: formula(SIGMOID(z))


SIGMOID_SLOPE = SAID["sigmoid_slope"].exercise(
    SLOPE,
    ((0.415,), (-1.3,), (2.17,), (-3.1,)),
    wrong={
        "inner derivative forgotten": _of_output(lambda a: -(a**2)),
        "z instead of σ": lambda z: z * (1 - z),
        "a put through σ again": _of_output(SLOPE),
        "plus instead of minus": _of_output(lambda a: a * (1 + a)),
        "slope of tanh": _of_output(lambda a: 1 - a**2),
        "brackets of the denominator missing": lambda z: -(1 + np.exp(-z)) * np.exp(-z),
        "e^−z squared alone": lambda z: np.exp(-z) / (1 + np.exp(-z) ** 2),
        "brackets missing": lambda z: 0.0,
        "slope of the line from 0": lambda z: SIGMOID(z) / z,
    },
    oracle=lambda z: numerical_gradient(SIGMOID, z),
    factors=(
        SAID["sigmoid_slope"].factor("the factor a", SIGMOID),
        SAID["sigmoid_slope"].factor("the factor 1 − a", _of_output(lambda a: 1 - a)),
    ),
    built=np.multiply,
)

WEIGHT = SAID["factor"].factor("the weight", lambda w, z: w)
PASSED = SAID["factor"].factor("the slope", lambda w, z: SLOPE(z))

FACTOR = SAID["factor"].exercise(
    lambda w, z: w * SLOPE(z),
    ((0.45, 0.415), (-2.53, 0.81), (3.14, -1.67), (-0.72, 1.93)),
    wrong={
        "σ instead of σ′": instead(PASSED, lambda w, z: SIGMOID(z)),
        "z too many": instead(PASSED, lambda w, z: z * SLOPE(z)),
        "w only inside": lambda w, z: SLOPE(w * z),
        "w inside too": lambda w, z: w * SLOPE(w * z),
        "added": lambda w, z: w + SLOPE(z),
        "brackets missing": lambda w, z: (w - 1) * SIGMOID(z),
    },
    inner=((SIGMOID_SLOPE, "Look at the slope.", lambda slope: lambda w, z: w * slope(z)),),
    oracle=lambda w, z: numerical_gradient(lambda v: w * SIGMOID(v), z),
    factors=(WEIGHT, PASSED),
    built=np.multiply,
)


def _back(slope=SLOPE, factor=None, start=None, moved=0, running=np.cumprod):
    """Return what computes the gradients from this slope or this factor, with this start.

    The factors are taken `moved` layers on, and `running` puts them together.
    """

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


ARRIVING = SAID["arriving"].exercise(
    _back(),
    (
        _chain(3, 2.13, -0.4, 0.5),
        _chain(2, -1.57, 0.6, 1.2),
        _chain(5, 3.17, -1.9, 0.8),
        _chain(4, -2.59, 0.7, 0.3),
    ),
    wrong={
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
    inner=(
        (SIGMOID_SLOPE, "Look at the slope.", lambda slope: _back(slope=slope)),
        (FACTOR, "Look at the factor of each layer on the way.", lambda factor: _back(factor=factor)),
    ),
    oracle=_measured,
)


def _steepest_measured():
    """Return the largest slope of short straight lines along the sigmoid."""
    z = np.linspace(-8, 8, 16_001)
    return float(np.max(np.diff(SIGMOID(z)) / np.diff(z)))


LARGEST_SLOPE = SAID["largest_slope"].exercise(0.25, oracle=_steepest_measured)

LAYERS_LEFT = SAID["layers_left"].exercise(
    10,
    wrong={"not a whole number": math.log(1e6) / math.log(4)},
    oracle=lambda: next(n for n in itertools.count() if 4**n > 10**6),
)

KEEPING_WEIGHT = SAID["keeping_weight"].exercise(4, oracle=lambda: 1 / numerical_gradient(SIGMOID, 0.0))

FIRST = SAID["per_layer"].factor("the first gradient", lambda gradients: gradients[0])
LAST = SAID["per_layer"].factor("the last gradient", lambda gradients: gradients[-1])
STEPS = SAID["per_layer"].factor("the number of steps", lambda gradients: float(len(gradients) - 1))


def _changes(gradients):
    """Return the change at each step back."""
    return gradients[:-1] / gradients[1:]


PER_LAYER = SAID["per_layer"].exercise(
    lambda gradients: (gradients[0] / gradients[-1]) ** (1 / (len(gradients) - 1)),
    (
        (np.array([0.002, 0.01, 0.2]),),
        (np.array([3.1, 1.2, 0.9, 0.27]),),
        (np.array([0.31, 0.47, 0.13, 0.58, 0.64]),),
        (chain_gradient(10, weight=1.0, bias=0.0, activation="sigmoid", x=0.5).gradient,),
    ),
    wrong={
        "L instead of L − 1": instead(STEPS, len),
        "arithmetic mean": lambda gradients: np.sum(_changes(gradients)) / (len(gradients) - 1),
        "divided instead of the root": lambda gradients: gradients[0] / gradients[-1] / (len(gradients) - 1),
        "difference instead of ratio": lambda gradients: (gradients[0] - gradients[-1]) / (len(gradients) - 1),
        "brackets missing": lambda gradients: (gradients[0] / gradients[-1]) ** (1 / len(gradients) - 1),
        "geometric mean of the sizes": lambda gradients: np.prod(gradients) ** (1 / len(gradients)),
        "changes one by one": _changes,
        "only the last step": lambda gradients: gradients[0] / gradients[1],
        "only the first step": lambda gradients: gradients[-2] / gradients[-1],
        "logarithm not undone": lambda gradients: np.log(gradients[0] / gradients[-1]) / (len(gradients) - 1),
    },
    oracle=lambda gradients: np.exp(np.mean(np.log(_changes(gradients)))),
    factors=(FIRST, LAST, STEPS),
    built=lambda first, last, steps: (first / last) ** (1 / steps),
)


def _by_keeping_the_scale(n_in):
    """Return the std at which n_in ReLU outputs, weighted and added up, have the mean square of before."""
    z, density = np.polynomial.hermite_e.hermegauss(20)  # z drawn from N(0, 1)
    passed = np.sum(density * np.maximum(z, 0) ** 2) / np.sum(density)
    return 1 / np.sqrt(n_in * passed)


TWO = SAID["he_std"].factor("the factor 2", lambda n_in: 2.0)
INPUTS = SAID["he_std"].factor("n_in", float)

HE_STD = SAID["he_std"].exercise(
    lambda n_in: np.sqrt(2 / n_in),
    ((8,), (50,), (3,), (784,)),
    wrong={
        "the variance": lambda n_in: 2 / n_in,
        "Xavier's variance": lambda n_in: 1 / n_in,
        "bound of an even draw": instead(TWO, lambda n_in: 6.0),
        "the same for every width": lambda n_in: NORMAL_STD,
    },
    oracle=_by_keeping_the_scale,
    factors=(TWO, INPUTS),
    built=lambda two, inputs: np.sqrt(two / inputs),
)

CATALOGUE = Catalogue(
    SIGMOID_SLOPE, FACTOR, ARRIVING, LARGEST_SLOPE, LAYERS_LEFT, KEEPING_WEIGHT, PER_LAYER, HE_STD
)
"""The exercises by name, in the notebook's order, each with the slips that it knows."""

globals().update(offered(__name__, QUESTIONS, CATALOGUE))
