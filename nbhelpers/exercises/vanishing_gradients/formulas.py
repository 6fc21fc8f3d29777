"""Exercises of lesson 03 on one neuron: its slope, how steep it can be, and the factor that it puts in the way."""

import numpy as np

from nbhelpers.activations import ACTIVATIONS
from nbhelpers.exercises.exercise import Exercise, Mistake
from nbhelpers.gradcheck import numerical_gradient

SIGMOID, SLOPE = ACTIVATIONS["sigmoid"].f, ACTIVATIONS["sigmoid"].df

BELOW_ONE = "gradients vanish because outputs are below 1"
ALWAYS_LOST = "sigmoid chains must vanish"
UP_TO_ONE = "the sigmoid's slope can be anything up to 1"


def _of_output(formula):
    """Return a function of z that puts the neuron's output into a formula."""
    return lambda z: formula(SIGMOID(z))


SIGMOID_SLOPE = Exercise(
    name="sigmoid_slope",
    title="The slope of the sigmoid",
    reference=SLOPE,
    oracle=lambda z: numerical_gradient(SIGMOID, z),
    correct="Your slope agrees with the library and with finite differences, on both sides of 0.",
    cases=((0.415,), (-1.3,), (2.0,), (-3.1,)),
    mistakes=(
        Mistake(
            "the output itself",
            SIGMOID,
            "This is σ(z), the output. You need its slope: how fast σ(z) changes when z changes.",
        ),
        Mistake(
            "z instead of σ",
            lambda z: z * (1 - z),
            "You put z itself into a(1 − a). That short form takes the neuron's output, after the sigmoid.",
        ),
        Mistake(
            "a put through σ again",
            _of_output(SLOPE),
            "You took the slope of σ at a. But the sigmoid was given z, so its slope is taken there.",
        ),
        Mistake(
            "plus instead of minus",
            _of_output(lambda a: a * (1 + a)),
            "There is a plus where a minus belongs: your slope grows on and on, while σ flattens.",
        ),
        Mistake(
            "sign reversed",
            lambda z: -SLOPE(z),
            "The size is right, the sign is reversed. σ climbs, so its slope is never negative. The chain rule "
            "brings two minus signs: one from 1/u and one from e^−z.",
        ),
        Mistake(
            "slope of tanh",
            _of_output(lambda a: 1 - a**2),
            "Your result is 1 − a². That is how tanh gets its slope from its output. Which formula belongs to "
            "the sigmoid?",
        ),
        Mistake(
            "square in the denominator forgotten",
            _of_output(lambda a: 1 - a),
            "Your result is e^−z / (1 + e^−z), which is 1 − a. One factor is missing: what is in the denominator "
            "in the derivative of 1/u?",
        ),
        Mistake(
            "inner derivative forgotten",
            _of_output(lambda a: -(a**2)),
            "You took the derivative of 1/u. But u is 1 + e^−z: what is its own derivative?",
        ),
        Mistake(
            "output squared",
            _of_output(lambda a: a**2),
            "Your result is a². One of its two factors should shrink as the neuron's output nears 1.",
        ),
        Mistake(
            "brackets missing",
            lambda z: 0.0,
            "Your slope is 0 everywhere. Look at the brackets of a(1 − a): what does a * 1 - a give in Python?",
        ),
        Mistake(
            "the same everywhere",
            lambda z: 0.25,
            "Your slope is the same for every z. Is σ as steep far out as it is at z = 0?",
        ),
        Mistake(
            "slope of the line from 0",
            lambda z: SIGMOID(z) / z,
            "You divided the output by z. That is the slope of a line from the origin, not that of the curve at z.",
        ),
    ),
)


def _steepest_measured():
    """Return the largest slope of short straight lines along the sigmoid."""
    z = np.linspace(-8, 8, 16_001)
    return float(np.max(np.diff(SIGMOID(z)) / np.diff(z)))


LARGEST_SLOPE = Exercise(
    name="largest_slope",
    title="The largest slope",
    reference=0.25,
    oracle=_steepest_measured,
    correct="That is the most the sigmoid lets through, and it does so at one place only: z = 0.",
    mistakes=(
        Mistake(
            "the largest output",
            1,
            "1 is what the outputs come close to. Where they do, the curve is almost flat. Where is it steepest?",
            UP_TO_ONE,
        ),
        Mistake(
            "the output there",
            0.5,
            "½ is how high σ is at its steepest place. How steep is it there?",
        ),
        Mistake(
            "the place",
            0,
            "The steepest place is indeed z = 0, but how steep is it there? With a slope of 0 nothing would get "
            "through.",
        ),
        Mistake(
            "reversed",
            4,
            "A slope of 4 would take the outputs from 0 to 1 within a quarter of a unit. Did you invert a "
            "fraction?",
        ),
        Mistake(
            "sign reversed",
            -0.25,
            "The size is right. Does σ rise or fall there?",
        ),
    ),
)

FACTOR = Exercise(
    name="factor",
    title="The factor of one layer",
    reference=lambda w, z: w * SLOPE(z),
    oracle=lambda w, z: numerical_gradient(lambda v: w * SIGMOID(v), z),
    correct="Your factor agrees with the library, and with how much the next z changes when this one is moved.",
    cases=((0.45, 0.415), (-2.5, 0.8), (3.0, -1.6), (-0.7, 1.9)),
    mistakes=(
        Mistake(
            "w forgotten",
            lambda w, z: SLOPE(z),
            "This is σ′(z), the way through the neuron. The next z is w · a + b: what does w do to a change of a?",
            ALWAYS_LOST,
        ),
        Mistake(
            "σ′ forgotten",
            lambda w, z: w,
            "This is w alone, the way between two neurons. Each neuron also lies on the way: how steep is σ at z?",
        ),
        Mistake(
            "σ instead of σ′",
            lambda w, z: w * SIGMOID(z),
            "You multiplied by the output σ(z). What counts on the way back is how much the output changes with z.",
            BELOW_ONE,
        ),
        Mistake(
            "z too many",
            lambda w, z: w * z * SLOPE(z),
            "There is a factor z too many. The slope is taken at z; z itself is not passed on.",
        ),
        Mistake(
            "z instead of σ",
            lambda w, z: w * z * (1 - z),
            "You put z itself into a(1 − a). That short form of σ′ takes the neuron's output.",
        ),
        Mistake(
            "w only inside",
            lambda w, z: SLOPE(w * z),
            "You multiplied z by w before the slope was taken. Here w comes after the neuron, and as a factor.",
        ),
        Mistake(
            "w inside too",
            lambda w, z: w * SLOPE(w * z),
            "Your slope is taken at w · z. The z that is given is already what the sigmoid receives.",
        ),
        Mistake(
            "w and z swapped",
            lambda w, z: z * SLOPE(w),
            "w and z have changed places: the slope is taken at z.",
        ),
        Mistake(
            "size alone",
            lambda w, z: abs(w) * SLOPE(z),
            "The size is right. But a factor has a sign: what does a negative weight do to it?",
        ),
        Mistake(
            "sign reversed",
            lambda w, z: -w * SLOPE(z),
            "The size is right, the sign is reversed. With a positive weight the next z grows when this one does.",
        ),
        Mistake(
            "w twice",
            lambda w, z: w**2 * SLOPE(z),
            "There is a factor w too many. From one z to the next there is one weight.",
        ),
        Mistake(
            "added",
            lambda w, z: w + SLOPE(z),
            "You added the two, but steps that follow each other multiply.",
        ),
        Mistake(
            "divided",
            lambda w, z: SLOPE(z) / w,
            "You divided by w. Then a larger weight would let less through.",
        ),
        Mistake(
            "brackets missing",
            lambda w, z: (w - 1) * SIGMOID(z),
            "Python multiplies before it subtracts: w * a * 1 - a is not w times a(1 − a).",
        ),
        Mistake(
            "the largest slope",
            lambda w, z: w / 4,
            "You took the slope that σ has at 0, whatever z is. How steep is it at this z?",
        ),
    ),
)
