"""Exercises of lesson 04 on single curves: the slope of tanh, leaky ReLU and its slope."""

import numpy as np

from nbhelpers.activations import ACTIVATIONS, LEAK, leaky_relu
from nbhelpers.exercises.exercise import Exercise, Mistake
from nbhelpers.gradcheck import numerical_gradient

TANH, TANH_DF = ACTIVATIONS["tanh"].f, ACTIVATIONS["tanh"].df


def _of_output(formula):
    """Return a function of z that puts the unit's output into a formula."""
    return lambda z: formula(TANH(z))


TANH_SLOPE = Exercise(
    name="tanh_slope",
    title="The slope of tanh",
    reference=TANH_DF,
    oracle=lambda z: numerical_gradient(TANH, z),
    correct="Your slope agrees with the library and with finite differences, on both sides of 0.",
    cases=((0.5,), (-1.2,), (2.0,), (-0.3,)),
    mistakes=(
        Mistake(
            "short form of the sigmoid",
            _of_output(lambda a: a * (1 - a)),
            "You put the output of tanh into a(1 − a), which is the sigmoid's formula. What does the quotient rule "
            "give for tanh?",
        ),
        Mistake(
            "slope of the sigmoid",
            ACTIVATIONS["sigmoid"].df,
            "This is the slope of the sigmoid. At 0 tanh is four times as steep.",
        ),
        Mistake(
            "the output itself",
            TANH,
            "This is tanh z, the output. You are asked for its slope: how fast does it change when z changes?",
        ),
        Mistake(
            "z instead of tanh z",
            lambda z: 1 - z**2,
            "You squared z itself, and far from 0 your slope is negative. Which is squared: what goes into tanh, "
            "or what comes out?",
        ),
        Mistake(
            "square forgotten",
            _of_output(lambda a: 1 - a),
            "Your result is 1 − tanh z. For negative z that is above 1, although tanh is flat far from 0 on both "
            "sides. What is missing?",
        ),
        Mistake(
            "brackets squared",
            _of_output(lambda a: (1 - a) ** 2),
            "You squared 1 − tanh z as a whole. Only one of its two parts is squared.",
        ),
        Mistake(
            "output squared",
            _of_output(lambda a: a**2),
            "Your result is tanh² z: it is 0 at z = 0, where tanh is steepest.",
        ),
        Mistake(
            "plus instead of minus",
            _of_output(lambda a: 1 + a**2),
            "There is a plus where a minus belongs: your slope grows away from 0, while tanh flattens.",
        ),
        Mistake(
            "sign reversed",
            _of_output(lambda a: a**2 - 1),
            "The size is right, the sign is reversed. tanh rises everywhere.",
        ),
        Mistake(
            "1/cosh not squared",
            lambda z: 1 / np.cosh(z),
            "Your result is 1 / cosh z. What is in the denominator in the quotient rule?",
        ),
        Mistake(
            "upside down",
            lambda z: np.cosh(z) ** 2,
            "Your result is cosh² z, the fraction upside down: it grows away from 0, while tanh flattens.",
        ),
        Mistake(
            "tanh taken twice",
            _of_output(TANH_DF),
            "You took tanh of the output a second time. Square the output as it is.",
        ),
        Mistake(
            "square of z inside",
            lambda z: 1 - TANH(z**2),
            "You squared z before tanh was taken. tanh² z is the square of the output.",
        ),
        Mistake(
            "inner derivative forgotten",
            lambda z: TANH_DF(z) / 2,
            "A factor 2 is missing. If you came from 2σ(2z) − 1: which factor does the inner 2z contribute?",
        ),
        Mistake(
            "slope of the arctangent",
            lambda z: 1 / (1 + z**2),
            "This is the slope of arctan, which looks much like tanh. Its formula has no e in it.",
        ),
        Mistake(
            "slope of the line from 0",
            lambda z: TANH(z) / z,
            "You divided the output by z. That is the slope of a line from the origin, not that of the curve at z.",
        ),
        Mistake(
            "the same everywhere",
            lambda z: 1.0,
            "Your slope is 1 for every z. Is tanh as steep far out as it is at z = 0?",
        ),
    ),
)


def _pieces(left, right=lambda z, slope: z):
    """Return a function with one formula for z below 0 and another above."""
    return lambda z, slope: left(z, slope) if z < 0 else right(z, slope)


LEAKY = Exercise(
    name="leaky",
    title="Leaky ReLU",
    reference=lambda z, slope: leaky_relu(slope).f(z),
    oracle=lambda z, slope: (z + abs(z)) / 2 + slope * (z - abs(z)) / 2,
    correct="Your function agrees with the library, on both sides of 0 and for several slopes.",
    cases=((-2.0, 0.1), (1.5, 0.1), (-0.75, 0.25), (2.5, 0.3), (0.2, 0.25), (0.6, 0.1)),
    mistakes=(
        Mistake(
            "nothing on the left",
            _pieces(lambda z, slope: 0.0),
            "This is ReLU: to the left of 0 nothing gets through. What does the leak let through there?",
        ),
        Mistake(
            "slope on both sides",
            lambda z, slope: slope * z,
            "You multiplied by the slope on both sides, which makes one straight line. Where does the leak belong?",
        ),
        Mistake(
            "sides swapped",
            _pieces(lambda z, slope: z, lambda z, slope: slope * z),
            "The two sides have changed places. Did you write min instead of max, or < instead of >?",
        ),
        Mistake(
            "slope on the right only",
            _pieces(lambda z, slope: 0.0, lambda z, slope: slope * z),
            "You multiplied on the right of 0, and on the left nothing gets through. Which side leaks?",
        ),
        Mistake(
            "sign reversed",
            _pieces(lambda z, slope: -slope * z),
            "To the left of 0 your outputs are positive. The curve should rise everywhere, if only a little there.",
        ),
        Mistake(
            "absolute value",
            lambda z, slope: abs(z),
            "This is |z|: to the left of 0 it falls as steeply as it rises to the right. Where does slope come in?",
        ),
        Mistake(
            "the slope itself",
            _pieces(lambda z, slope: slope),
            "To the left of 0 your output is the slope itself, whatever z is. A slope says how much the output "
            "changes with z.",
        ),
        Mistake(
            "minus the slope",
            _pieces(lambda z, slope: -slope),
            "To the left of 0 your output is the same for every z. A slope says how much it changes with z.",
        ),
        Mistake(
            "slope added",
            _pieces(lambda z, slope: z + slope),
            "To the left of 0 you added the slope to z. That moves the line, but leaves it just as steep.",
        ),
        Mistake(
            "divided by the slope",
            _pieces(lambda z, slope: z / slope),
            "To the left of 0 you divided by the slope. Then a smaller slope would let more through.",
        ),
        Mistake(
            "z on both sides",
            lambda z, slope: z,
            "Your function returns z on both sides. To the left of 0 only a part of it gets through.",
        ),
        Mistake(
            "both parts added",
            lambda z, slope: max(z, 0.0) + slope * z,
            "The left side is correct. On the other side you added the leak to z, so the line is too steep.",
        ),
        Mistake(
            "always the usual slope",
            _pieces(lambda z, slope: LEAK * z),
            "You always used the slope 0.01. Use the one that is passed to your function.",
        ),
        Mistake(
            "the derivative",
            _pieces(lambda z, slope: slope, lambda z, slope: 1.0),
            "This is the derivative, which says how steep the function is at z. You are asked for its value.",
        ),
    ),
)


def _steps(left, right=lambda z, slope: 1.0):
    """Return a function with one formula for z below 0, and 1 above unless another is given."""
    return _pieces(left, right)


LEAKY_SLOPE = Exercise(
    name="leaky_slope",
    title="The slope of leaky ReLU",
    reference=lambda z, slope: leaky_relu(slope).df(z),
    oracle=lambda z, slope: numerical_gradient(leaky_relu(slope).f, z),
    correct="Your slope agrees with the library and with finite differences. It is never 0: no unit dies for good.",
    cases=((-2.0, 0.1), (1.5, 0.1), (-0.75, 0.25), (2.5, 0.3), (0.2, 0.25), (0.6, 0.1)),
    mistakes=(
        Mistake(
            "0 on the left",
            _steps(lambda z, slope: 0.0),
            "This is the slope of ReLU. To the left of 0 leaky ReLU is not flat: how steep is it there?",
        ),
        Mistake(
            "the value",
            lambda z, slope: leaky_relu(slope).f(z),
            "This is the value of leaky ReLU at z. How much does it change when z grows by 1?",
        ),
        Mistake(
            "the value on the left",
            _steps(lambda z, slope: slope * z),
            "To the left of 0 this is the value, slope · z. How much does that change when z grows by 1?",
        ),
        Mistake(
            "the value on the right",
            _steps(lambda z, slope: slope, lambda z, slope: z),
            "To the right of 0 this is the value, z. How much does that change when z grows by 1?",
        ),
        Mistake(
            "sides swapped",
            _steps(lambda z, slope: 1.0, lambda z, slope: slope),
            "The two sides have changed places. On which side is leaky ReLU the flatter one?",
        ),
        Mistake(
            "0 on the right",
            _steps(lambda z, slope: slope, lambda z, slope: 0.0),
            "To the right of 0 your slope is 0. All of z gets through there: how steep is that?",
        ),
        Mistake(
            "sign reversed",
            _steps(lambda z, slope: -slope),
            "To the left of 0 your slope is negative. z is negative there, but does the output fall when z grows?",
        ),
        Mistake(
            "slope of the absolute value",
            _steps(lambda z, slope: -1.0),
            "This is the slope of |z|. To the left of 0 leaky ReLU rises, and less steeply.",
        ),
        Mistake(
            "1 everywhere",
            lambda z, slope: 1.0,
            "Your slope is 1 on both sides, as if everything got through everywhere.",
        ),
        Mistake(
            "the leak everywhere",
            lambda z, slope: slope,
            "Your slope is the leak on both sides. To the right of 0 all of z gets through.",
        ),
        Mistake(
            "both parts added",
            _steps(lambda z, slope: slope, lambda z, slope: 1 + slope),
            "To the right of 0 you counted the leak as well, but z gets through only once there.",
        ),
        Mistake(
            "1 minus the leak",
            _steps(lambda z, slope: 1 - slope),
            "To the left of 0 this is the part that is held back. Which part gets through?",
        ),
        Mistake(
            "always the usual slope",
            _steps(lambda z, slope: LEAK),
            "To the left of 0 you always used 0.01. Use the slope that is passed to your function.",
        ),
    ),
)
