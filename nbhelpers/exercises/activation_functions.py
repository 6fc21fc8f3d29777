"""Lesson 4, activation functions: its predictions, its exercises and its tally.

In the notebook: ``from nbhelpers.exercises import activation_functions as lesson``, then
``lesson.predict_sparse()`` before a demo, ``lesson.recall_sparse()`` after it,
``lesson.check_leaky(my_leaky_relu)`` below an exercise, and at the end ``lesson.tally()``.
"""

import numpy as np

from nbhelpers.activations import ACTIVATIONS, LEAK, leaky_relu
from nbhelpers.exercises.activation_layers import (
    COLLAPSE,
    COLLAPSE_BIAS,
    FIND_MISTAKE,
    SOFTMAX,
    TEMPERATURE,
    WHICH_ACTIVATION,
)
from nbhelpers.exercises.checks import FunctionExercise
from nbhelpers.exercises.prediction import questions
from nbhelpers.exercises.recognition import slips
from nbhelpers.exercises.record import Catalogue, offered
from nbhelpers.exercises.relations import Factor, changed, instead
from nbhelpers.gradcheck import numerical_gradient

QUESTIONS = questions("""
linear_stack | more layers always mean more power | explore_activation(activation="linear", z=1.0)
    A network is a stack of ten linear layers with 100 units each. What can it compute that one linear layer of
    100 units cannot?
    + Nothing.
    - Boundaries with up to ten bends, one for each layer.
    - Products of its inputs, up to ten of them.
    - Almost any function, because it has ten times as many weights.
    = Two linear layers in a row are one linear layer, and so are ten: with 100 inputs, 101,000 parameters do
      no more than 10,100 can.

tanh_far | tanh is steeper than the sigmoid everywhere | explore_activation(activation="tanh", z=3.0)
    At z = 0 tanh is four times as steep as the sigmoid. How do the two compare at z = 3?
    - tanh is four times as steep there too.
    - tanh is still steeper, but by less.
    - Both are equally steep, because both are almost flat.
    + tanh is flatter, with about a fifth of the sigmoid's slope.
    = tanh′(3) is 0.0099 and σ′(3) is 0.0452. Because tanh z is 2σ(2z) − 1, its curve is half as wide, and
      beyond |z| = 1.66 it is the flatter of the two.

relu_at_zero | ReLU has a derivative at 0 | explore_activation(activation="relu", z=0.0)
    What is the derivative of ReLU at z = 0?
    - 0, because the flat part ends there.
    - 1, because the climb begins there.
    - ½, the mean of the slopes on the two sides.
    + There is none, because the slopes on the two sides differ.
    = The slope is 0 on the left of 0 and 1 on the right, so there is no derivative at 0 itself. A program
      still needs a number, and ours takes 0.

tanh_or_sigmoid | a symmetric curve means centred outputs | explore_layer_outputs(activation="sigmoid")
    The inputs of a layer are normally distributed around 0, its weights are random and its biases are 0. What
    is the mean output of sigmoid units, and what is that of tanh units?
    - 0 for both, because both curves are symmetric and so are the inputs.
    + ½ for the sigmoid, 0 for tanh.
    - ½ for both, because tanh is a stretched sigmoid.
    - It depends on how large the weights are, for both.
    = The sigmoid is symmetric about the point (0, ½) and tanh about the origin. If z is spread symmetrically
      around 0, so are the outputs around ½ and around 0, however large the weights are.

sparse | only a few ReLU units are active | explore_layer_outputs(activation="relu")
    The sums z of a ReLU layer have a standard normal distribution, as they often do at the start. How many of
    the layer's outputs are exactly 0?
    - Hardly any, because a continuous number is never exactly 0.
    - About 40 in 100.
    + About half.
    - Nearly all, because only a few units are active at a time.
    = z is below 0 as often as above, so half of the units are off at the start. With a bias of −1, which
      lowers every z by 1, 84 in 100 outputs are 0.

step_training | the binary step can be trained | explore_activation(activation="step", z=1.0)
    A network has a hidden layer of binary step units and a sigmoid output. Gradient descent trains it for 1000
    epochs. What happens to the weights of its hidden layer?
    - They learn, only more slowly than with sigmoid units.
    - They move now and then, when a unit jumps from 0 to 1.
    + Nothing: after 1000 epochs they are what they were at the start.
    - They grow without end, because the slope is infinite at the jump.
    = Their gradients contain the slope of the step, which is 0 wherever it exists. So all of them are 0, and
      only the weights and the bias of the output learn.

softmax_share | softmax is z/Σz | explore_softmax(z1=3, z2=2, z3=1)
    Three scores are 3, 2 and 1. Which of these is their softmax?
    - (0.500, 0.333, 0.167)
    - (0.953, 0.881, 0.731)
    - (0.643, 0.286, 0.071)
    + (0.665, 0.245, 0.090)
    = Softmax divides each e^z by the sum of all three: 20.086, 7.389 and 2.718 by 30.193. If you divide the
      scores themselves by their sum, you get (0.500, 0.333, 0.167).

softmax_alone | softmax acts on each element alone | explore_softmax(z1=4, z2=2, z3=1)
    Softmax turns three scores into three probabilities. The first score is raised and the other two stay the
    same. What happens to the probabilities of the other two?
    - Both stay the same, because their scores have not changed.
    - Both fall, by the same amount.
    + Both fall, by the same factor.
    - Only the larger of the two falls, because the smaller is no rival.
    = All three are divided by the same sum, which has grown. With scores 3, 2 and 1 and the first raised by 1,
      the others fall from 0.245 and 0.090 to 0.114 and 0.042, both to 47 % of what they were.

any_bend | any bend will do | explore_activation_race()
    Six networks with three hidden layers of eight units each train for 200 epochs on a disc and the ring
    around it. Sections 1 and 4 have shown why linear and step units cannot learn that. Which of the other four
    get more than nine out of ten held-out points right?
    - All four, because each has a bend and a slope.
    + tanh, ReLU and leaky ReLU.
    - ReLU and leaky ReLU, because the other two saturate.
    - tanh alone, because its outputs are centred.
    = With the demo's seed these three get all of them right. On the way to the first layer the gradient passes
      three slopes, which for the sigmoid are at most ¼ each. So that layer learns slowly, and after 200 epochs
      the network gets only 73.6 % right.

softmax_shift | the probabilities depend on how high all scores lie | explore_softmax(z1=2.6, z2=1.55, z3=1.98)
    1000 is added to each of the scores 1.6, 0.55 and 0.98. What happens to their softmax?
    - The three become almost equal, because their differences are small beside 1000.
    - The largest takes almost all, because e^z makes large scores larger still.
    + Nothing, but a program that follows the formula to the letter cannot compute it.
    - All three grow by the same factor.
    = e^1000 is a factor of numerator and denominator, so it cancels. But it has 435 digits, and the largest
      float has 309.
""")
"""The predictions by name, in the notebook's order."""

SIGMOID, TANH = ACTIVATIONS["sigmoid"], ACTIVATIONS["tanh"]

OUTPUT = Factor("the output", TANH.f, "Which is squared: what goes into tanh, or what comes out?")


def _of_output(formula):
    """Return a function of z that puts the unit's output into a formula."""
    return lambda z: formula(TANH.f(z))


TANH_SLOPE = FunctionExercise(
    "tanh_slope",
    "The slope of tanh",
    "Your slope agrees with the library and with finite differences, on both sides of 0.",
    TANH.df,
    ((0.5,), (-1.273,), (1.819,), (-0.641,)),
    slips(
        """
        short form of the sigmoid: You put the output of tanh into a(1 − a), which is the sigmoid's formula. What
            does the quotient rule give for tanh?
        slope of the sigmoid: This is the slope of the sigmoid. At 0 tanh is four times as steep.
        the output itself: This is tanh z, the output. You are asked for its slope: how fast does it change when z
            changes?
        square forgotten: Your result is 1 − tanh z. For negative z that is above 1, although tanh is flat far from
            0 on both sides. What is missing?
        doubled, not squared: You multiplied tanh z by 2. To square it is to multiply it by itself: ** 2.
        plus instead of minus: There is a plus where a minus belongs: your slope grows away from 0, while tanh
            flattens.
        1/cosh not squared: Your result is 1 / cosh z. What is in the denominator in the quotient rule?
        tanh taken twice: You took tanh of the output a second time. Square the output as it is.
        square of z inside: You squared z before tanh was taken. tanh² z is the square of the output.
        slope of the arctangent: This is the slope of arctan, which looks much like tanh. Its formula has no e in
            it.
        """,
        {
            "short form of the sigmoid": _of_output(lambda a: a * (1 - a)),
            "slope of the sigmoid": SIGMOID.df,
            "the output itself": TANH.f,
            "square forgotten": _of_output(lambda a: 1 - a),
            "doubled, not squared": _of_output(lambda a: 1 - 2 * a),
            "plus instead of minus": _of_output(lambda a: 1 + a**2),
            "1/cosh not squared": lambda z: 1 / np.cosh(z),
            "tanh taken twice": instead(OUTPUT, _of_output(TANH.f)),
            "square of z inside": lambda z: 1 - TANH.f(z**2),
            "slope of the arctangent": lambda z: 1 / (1 + z**2),
        },
    ),
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


LEAKY = FunctionExercise(
    "leaky",
    "Leaky ReLU",
    "Your function agrees with the library, on both sides of 0 and for several slopes.",
    lambda z, slope: leaky_relu(slope).f(z),
    ((-2.0, 0.1), (1.37, 0.1), (-0.743, 0.26173), (2.591, 0.33458), (0.193, 0.26173), (-1.618, 0.53768)),
    slips(
        """
        nothing on the left: This is ReLU: to the left of 0 nothing gets through. What does the leak let through
            there?
        slope on both sides: You multiplied by the slope on both sides, which makes one straight line. Where does
            the leak belong?
        sides swapped: The two sides have changed places. Did you write min instead of max, or < instead of >?
        slope on the right only: You multiplied on the right of 0, and on the left nothing gets through. Which side
            leaks?
        sign reversed: To the left of 0 your outputs are positive. The curve should rise everywhere, if only a
            little there.
        the slope itself: To the left of 0 your output is the slope itself, whatever z is. A slope says how much
            the output changes with z.
        slope added: To the left of 0 you added the slope to z. That moves the line, but leaves it just as steep.
        both parts added: The left side is correct. On the other side you added the leak to z, so the line is too
            steep.
        always the usual slope: You always used the slope 0.01. Use the one that is passed to your function.
        the derivative: This is the derivative, which says how steep the function is at z. You are asked for its
            value.
        """,
        {
            "nothing on the left": changed("slope", np.zeros_like),
            "slope on both sides": lambda z, slope: slope * z,
            "sides swapped": _pieces(lambda z, slope: z, lambda z, slope: slope * z),
            "slope on the right only": _pieces(lambda z, slope: 0.0, lambda z, slope: slope * z),
            "sign reversed": changed("slope", np.negative),
            "the slope itself": _left(lambda z, slope: slope),
            "slope added": _left(lambda z, slope: z + slope),
            "both parts added": lambda z, slope: max(z, 0.0) + slope * z,
            "always the usual slope": changed("slope", lambda _: LEAK),
            "the derivative": lambda z, slope: leaky_relu(slope).df(z),
        },
    ),
    oracle=lambda z, slope: (z + abs(z)) / 2 + slope * (z - abs(z)) / 2,
    formula=_left(lambda z, slope: slope * z),
)

LEAKY_SLOPE = FunctionExercise(
    "leaky_slope",
    "The slope of leaky ReLU",
    "Your slope agrees with the library and with finite differences. It is never 0: no unit dies for good.",
    lambda z, slope: leaky_relu(slope).df(z),
    LEAKY.cases,
    slips(
        """
        0 on the left: This is the slope of ReLU. To the left of 0 leaky ReLU is not flat: how steep is it there?
        the value: This is the value of leaky ReLU at z. How much does it change when z grows by 1?
        the value on the left: To the left of 0 this is the value, slope · z. How much does that change when z
            grows by 1?
        the value on the right: To the right of 0 this is the value, z. How much does that change when z grows by 1?
        sides swapped: The two sides have changed places. On which side is leaky ReLU the flatter one?
        0 on the right: To the right of 0 your slope is 0. All of z gets through there: how steep is that?
        slope of the absolute value: This is the slope of |z|. To the left of 0 leaky ReLU rises, and less steeply.
        the leak everywhere: Your slope is the leak on both sides. To the right of 0 all of z gets through.
        both parts added: To the right of 0 you counted the leak as well, but z gets through only once there.
        always the usual slope: To the left of 0 you always used 0.01. Use the slope that is passed to your
            function.
        """,
        {
            "0 on the left": changed("slope", np.zeros_like),
            "the value": LEAKY.formula,
            "the value on the left": _pieces(lambda z, slope: slope * z, lambda z, slope: 1.0),
            "the value on the right": _left(lambda z, slope: slope),
            "sides swapped": changed("z", np.negative),
            "0 on the right": _pieces(lambda z, slope: slope, lambda z, slope: 0.0),
            "slope of the absolute value": lambda z, slope: np.sign(z),
            "the leak everywhere": lambda z, slope: slope,
            "both parts added": lambda z, slope: slope + (z > 0),
            "always the usual slope": changed("slope", lambda _: LEAK),
        },
    ),
    oracle=lambda z, slope: numerical_gradient(leaky_relu(slope).f, z),
    formula=_pieces(lambda z, slope: slope, lambda z, slope: 1.0),
)

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

globals().update(offered(QUESTIONS, CATALOGUE))
