"""Lesson 4, activation functions: what its exercises compute, and what it offers."""

import math
from statistics import NormalDist

import numpy as np

from nbhelpers.activations import ACTIVATIONS, LEAK, leaky_relu, softmax
from nbhelpers.exercises.course import Catalogue, offered
from nbhelpers.exercises.lesson_text import lesson_text
from nbhelpers.exercises.relations import changed, instead
from nbhelpers.gradcheck import numerical_gradient
from nbhelpers.network import Network, forward

QUESTIONS, SAID = lesson_text("activation_functions")

SIGMOID, TANH = ACTIVATIONS["sigmoid"], ACTIVATIONS["tanh"]

OUTPUT = SAID["tanh_slope"].factor("the output", TANH.f)


def _of_output(formula):
    """Return a function of z that puts the unit's output into a formula."""
    return lambda z: formula(TANH.f(z))


TANH_SLOPE = SAID["tanh_slope"].exercise(
    TANH.df,
    ((0.5,), (-1.273,), (1.819,), (-0.641,)),
    wrong={
        "short form of the sigmoid": _of_output(lambda a: a * (1 - a)),
        "slope of the sigmoid": SIGMOID.df,
        "the output itself": TANH.f,
        "square forgotten": _of_output(lambda a: 1 - a),
        "doubled, not squared": _of_output(lambda a: 1 - 2 * a),
        "plus instead of minus": _of_output(lambda a: 1 + a**2),
        "tanh taken twice": instead(OUTPUT, _of_output(TANH.f)),
        "square of z inside": lambda z: 1 - TANH.f(z**2),
        "slope of the arctangent": lambda z: 1 / (1 + z**2),
    },
    oracle=lambda z: numerical_gradient(TANH.f, z),
    factors=(OUTPUT,),
    built=lambda a: 1 - a**2,
)


def _pieces(left, right):
    """Return a function with one formula for z below 0 and another above."""
    return lambda z, slope: left(z, slope) if z < 0 else right(z, slope)


def _left(formula):
    """Return a function with this formula for z below 0, and z above."""
    return _pieces(formula, lambda z, slope: z)


LEAKY = SAID["leaky"].exercise(
    lambda z, slope: leaky_relu(slope).f(z),
    ((-2.0, 0.1), (1.37, 0.1), (-0.743, 0.26173), (2.591, 0.33458), (0.193, 0.26173), (-1.618, 0.53768)),
    wrong={
        "slope on both sides": lambda z, slope: slope * z,
        "sides swapped": _pieces(lambda z, slope: z, lambda z, slope: slope * z),
        "slope on the right only": _pieces(lambda z, slope: 0.0, lambda z, slope: slope * z),
        "the slope itself": _left(lambda z, slope: slope),
        "slope added": _left(lambda z, slope: z + slope),
        "both parts added": lambda z, slope: max(z, 0.0) + slope * z,
        "always the usual slope": changed("slope", lambda _: LEAK),
        "the derivative": lambda z, slope: leaky_relu(slope).df(z),
    },
    oracle=lambda z, slope: (z + abs(z)) / 2 + slope * (z - abs(z)) / 2,
    formula=_left(lambda z, slope: slope * z),
)

LEAKY_SLOPE = SAID["leaky_slope"].exercise(
    lambda z, slope: leaky_relu(slope).df(z),
    LEAKY.cases,
    wrong={
        "the value": LEAKY.formula,
        "the value on the left": _pieces(lambda z, slope: slope * z, lambda z, slope: 1.0),
        "the value on the right": _left(lambda z, slope: slope),
        "0 on the right": _pieces(lambda z, slope: slope, lambda z, slope: 0.0),
        "slope of the absolute value": lambda z, slope: np.sign(z),
        "the leak everywhere": lambda z, slope: slope,
        "both parts added": lambda z, slope: slope + (z > 0),
        "always the usual slope": changed("slope", lambda _: LEAK),
    },
    oracle=lambda z, slope: numerical_gradient(leaky_relu(slope).f, z),
    formula=_pieces(lambda z, slope: slope, lambda z, slope: 1.0),
)

SCORES = np.array([1.6, 0.55, 0.98])


def _shares(values):
    """Divide by the sum."""
    return values / np.sum(values)


FIND_MISTAKE = SAID["find_mistake"].exercise(
    softmax(SCORES)[0],
    wrong={
        "z/Σz": _shares(SCORES)[0],
        "the second": softmax(SCORES)[1],
        "the third": softmax(SCORES)[2],
        "sigmoid of the score": SIGMOID.f(SCORES[0]),
        "sigmoids divided by their sum": _shares(SIGMOID.f(SCORES))[0],
        "not divided": math.exp(SCORES[0]),
        "divided by the others": math.exp(SCORES[0]) / np.sum(np.exp(SCORES[1:])),
        "signs reversed": softmax(-SCORES)[0],
        "2 instead of e": _shares(2**SCORES)[0],
        "squares": _shares(SCORES**2)[0],
    },
    oracle=lambda: 1 / (1 + math.exp(0.55 - 1.6) + math.exp(0.98 - 1.6)),
    decimals=3,
)

SOFTMAX = SAID["softmax"].exercise(
    softmax,
    # In the last two the largest scores stand at different places and far above the others, so that subtracting
    # the mean, or the score at any one place, does not help. Scores are either small, or so large that wherever
    # they are cut off, the same comes out.
    (
        (np.array([2.0, 1.0, -0.5]),),
        (np.array([0.37, -1.42, 2.13, 0.91, -0.68]),),
        (np.array([1000.25, 1001.5, 999.625, 1000.875]),),
        (np.array([-1000.625, -1000.25, -1001.125]),),
        (np.array([-1000.375, 1000.25, 1000.875, -1000.625]),),
        (np.array([-1000.25, -1000.75, -999.5, 1000.375, 999.625, -1000.5, -1000.125, -999.75]),),
    ),
    wrong={
        "overflow": lambda z: _shares(np.exp(z)),
        "z/Σz": _shares,
        "sigmoid of each": SIGMOID.f,
        "not divided": np.exp,
        "maximum subtracted, not divided": lambda z: np.exp(z - np.max(z)),
        "another number subtracted": lambda z: _shares(np.exp(z - np.mean(z))),
        "largest size subtracted": lambda z: _shares(np.exp(z - np.max(np.abs(z)))),
        "subtracted in the numerator only": lambda z: np.exp(z - np.max(z)) / np.sum(np.exp(z)),
        "divided by the largest score": lambda z: _shares(np.exp(z / np.max(z))),
        "cut off": lambda z: _shares(np.exp(np.clip(z, -700, 700))),
    },
    oracle=lambda z: np.exp(z - np.logaddexp.reduce(z)),
)


TEMPERATURE = SAID["temperature"].exercise(
    0.5,
    wrong={"a logarithm": math.log(2)},
    # of many temperatures the one at which the first probability is nearest to that of the doubled scores
    oracle=lambda: min(np.arange(1, 1001) / 100, key=lambda t: abs(softmax(SCORES, t) - softmax(2 * SCORES))[0]),
)


def _two_layers(w1, b1, w2, b2):
    """Return the output of the library's network with these two linear layers, as a function of one input."""
    network = Network([w1, np.transpose([w2])], [b1, [b2]], ("linear", "linear"))
    return lambda x: forward(network, [x]).a[-1][0, 0]


COLLAPSE = SAID["collapse"].exercise(
    lambda w1, b1, w2, b2: w1 @ w2,
    (
        (np.array([[1.0, 2.0], [-1.0, 3.0]]), np.array([0.5, -1.0]), np.array([2.0, -0.5]), 0.25),
        (np.array([[0.43, -1.12], [0.91, 0.37]]), np.array([-0.74, 0.23]), np.array([-1.53, 0.82]), -0.61323),
        (
            np.array([[0.53, -1.24, 2.07], [1.51, 0.72, -0.43], [-0.83, 0.17, 1.13]]),
            np.array([0.31, 1.27, -0.92]),
            np.array([1.44, -0.67, 0.58]),
            0.86283,
        ),
    ),
    wrong={
        "w₂ first": changed("w1", np.transpose),
        "entry by entry": lambda w1, b1, w2, b2: w1 * w2,
        "summed along the wrong side": lambda w1, b1, w2, b2: np.sum(w1 * w2, axis=0),
        "added": lambda w1, b1, w2, b2: w1 + w2,
        "first layer alone": lambda w1, b1, w2, b2: w1,
        "b₁ among the weights": lambda w1, b1, w2, b2: (w1 + b1) @ w2,
        "b₂ among the weights": lambda w1, b1, w2, b2: w1 @ w2 + b2,
        "the bias": lambda w1, b1, w2, b2: b1 @ w2 + b2,
        "weights and bias": lambda w1, b1, w2, b2: np.append(w1 @ w2, b1 @ w2 + b2),
    },
    oracle=lambda w1, b1, w2, b2: numerical_gradient(_two_layers(w1, b1, w2, b2), np.zeros(len(w1))),
)

COLLAPSE_BIAS = SAID["collapse_bias"].exercise(
    lambda w1, b1, w2, b2: b1 @ w2 + b2,
    COLLAPSE.cases,
    wrong={
        "b₁ + b₂": lambda w1, b1, w2, b2: b1 + b2,
        "b₁ alone": lambda w1, b1, w2, b2: b1,
        "b₁ through both layers": lambda w1, b1, w2, b2: b1 @ w1 @ w2 + b2,
        "b₂ through w₂ too": lambda w1, b1, w2, b2: (b1 + b2) @ w2,
        "entry by entry": lambda w1, b1, w2, b2: b1 * w2 + b2,
        "b₂ in every term": lambda w1, b1, w2, b2: np.sum(b1 * w2 + b2),
        "multiplied by b₂": lambda w1, b1, w2, b2: b1 @ w2 * b2,
        "the weights": COLLAPSE.reference,
        "output for ones": lambda w1, b1, w2, b2: (w1.sum(axis=0) + b1) @ w2 + b2,
    },
    oracle=lambda w1, b1, w2, b2: _two_layers(w1, b1, w2, b2)(np.zeros(len(w1))),
)

LISTED = ("sigmoid", "tanh", "relu", "leaky_relu", "linear", "step")
"""The list that the notebook prints, counted from 1."""


def _by_its_histogram():
    """Return the number of the one activation with mean 0.40, half of its outputs exactly 0 and none below."""
    z = np.array([NormalDist().inv_cdf((i + 0.5) / 10_000) for i in range(10_000)])
    outputs = [ACTIVATIONS[name].f(z) for name in LISTED]
    fits = [round(a.mean(), 2) == 0.4 and np.mean(a == 0) == 0.5 and a.min() >= 0 for a in outputs]
    (place,) = np.flatnonzero(fits)
    return place + 1


WHICH_ACTIVATION = SAID["which_activation"].exercise(LISTED.index("relu") + 1, oracle=_by_its_histogram)

CATALOGUE = Catalogue(
    TANH_SLOPE,
    LEAKY,
    LEAKY_SLOPE,
    FIND_MISTAKE,
    SOFTMAX,
    TEMPERATURE,
    COLLAPSE,
    COLLAPSE_BIAS,
    WHICH_ACTIVATION,
)
"""The exercises by name, in the notebook's order, each with the slips that it knows."""

globals().update(offered(__name__, QUESTIONS, CATALOGUE))
