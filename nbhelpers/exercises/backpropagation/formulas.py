"""Exercises of lesson 02 as functions: forward, the four gradients, one step, a measured slope, many samples."""

import math

from nbhelpers import backprop
from nbhelpers.backprop import WALKTHROUGH, TwoNeurons, sigmoid
from nbhelpers.exercises.backpropagation import slips
from nbhelpers.exercises.backpropagation.fading import measured_gradients, measured_step
from nbhelpers.exercises.exercise import Exercise, Mistake
from nbhelpers.gradcheck import numerical_gradient

WALK = tuple(getattr(WALKTHROUGH.params, p) for p in backprop.PARAMETERS)
POINTS = (
    (*WALK, WALKTHROUGH.x, WALKTHROUGH.target),
    (-0.6, 0.3, 1.4, -0.5, 0.8, 0.9),
    (0.9, -0.4, -1.8, 0.7, 1.2, 0.1),
    (0.5, 0.2, 2.1, -1.3, -0.7, 0.85),
)
"""w1, b1, w2, b2, x, T: the worked example, then three points at which all four gradients are of one size."""


def _chain(first=sigmoid, second=sigmoid, bias=1, feed=lambda x, z1, a1: a1):
    """Return a forward pass with these two activations, that share of the biases, and this fed on."""

    def forward(w1, b1, w2, b2, x):
        z1 = w1 * x + bias * b1
        a1 = first(z1)
        z2 = w2 * feed(x, z1, a1) + bias * b2
        return [z1, a1, z2, second(z2)]

    return forward


def _forward(w1, b1, w2, b2, x):
    """Return what the library's forward pass gives."""
    trace = backprop.forward(TwoNeurons(w1, b1, w2, b2), x)
    return [trace.z1, trace.a1, trace.z2, trace.a2]


def _turned(z):
    return 1 / (1 + math.exp(z))


def _without_brackets(z):
    return 1 / 1 + math.exp(-z)


def _by_tanh(z):
    """Return σ(z), written another way."""
    return (1 + math.tanh(z / 2)) / 2


FORWARD = Exercise(
    name="forward",
    title="The forward pass",
    reference=_forward,
    oracle=_chain(_by_tanh, _by_tanh),
    correct="All four numbers agree with the library's, on every input.",
    cases=tuple(point[:5] for point in POINTS),
    mistakes=(
        Mistake(
            "σ forgotten at the first neuron",
            _chain(first=lambda z: z),
            "Your a₁ is z₁ as it is. What does a neuron do with its weighted sum before it passes it on?",
        ),
        Mistake(
            "σ forgotten at the second neuron",
            _chain(second=lambda z: z),
            "Your a₂ is z₂ as it is. The second neuron has a sigmoid like the first.",
        ),
        Mistake(
            "z₁ fed on",
            _chain(feed=lambda x, z1, a1: z1),
            "You computed a₁ and then gave z₁ to the second neuron. What does the first neuron put out?",
        ),
        Mistake(
            "x fed on",
            _chain(feed=lambda x, z1, a1: x),
            "You gave x to the second neuron too. What arrives there has passed the first neuron.",
        ),
        Mistake(
            "biases forgotten",
            _chain(bias=0),
            "The biases are missing. Each neuron adds its own to its weighted input.",
        ),
        Mistake(
            "b₁ used twice",
            lambda w1, b1, w2, b2, x: _forward(w1, b1, w2, b1, x),
            "Your second neuron adds b₁. It has a bias of its own.",
        ),
        Mistake(
            "w₁ used twice",
            lambda w1, b1, w2, b2, x: _forward(w1, b1, w1, b2, x),
            "Your second neuron multiplies by w₁. It has a weight of its own.",
        ),
        Mistake(
            "both sums first",
            lambda *inputs: [_forward(*inputs)[i] for i in (0, 2, 1, 3)],
            "The numbers are right, their order is not: z₁, a₁, z₂, a₂.",
        ),
        Mistake(
            "biases subtracted",
            _chain(bias=-1),
            "You subtracted the biases. They are added to the weighted input.",
        ),
        Mistake(
            "sign in σ",
            _chain(_turned, _turned),
            "The sign in the exponent is reversed: your sigmoid falls. For a large z it should be near 1.",
        ),
        Mistake(
            "brackets in σ",
            _chain(_without_brackets, _without_brackets),
            "Your sigmoid gives numbers above 1. Python divides before it adds: what belongs in the denominator?",
        ),
        Mistake(
            "neurons swapped",
            lambda w1, b1, w2, b2, x: _forward(w2, b2, w1, b1, x),
            "You went through the second neuron first. Which of the two receives x?",
        ),
        Mistake(
            "sums after outputs",
            lambda *inputs: [_forward(*inputs)[i] for i in (1, 0, 3, 2)],
            "The numbers are right, their order is not: each weighted sum stands before its output.",
        ),
        Mistake(
            "only the outputs",
            lambda *inputs: _forward(*inputs)[1::2],
            "You returned a₁ and a₂. Keep the weighted sums too: the backward pass needs all four.",
        ),
        Mistake(
            "only the last output",
            lambda *inputs: _forward(*inputs)[-1],
            "You returned a₂ alone. Keep the three numbers before it: the backward pass needs all four.",
        ),
    ),
)

ERROR_SLOPE = Exercise(
    name="error_slope",
    title="The slope of the error",
    reference=lambda a2, T: a2 - T,
    oracle=lambda a2, T: numerical_gradient(lambda a: backprop.error(a, T), a2),
    correct="Your slope agrees with finite differences, on every input. The backward pass starts with it.",
    cases=((0.7153, 0.25), (0.2, 0.9), (0.55, 0.4), (0.1, 0.65)),
    mistakes=(
        Mistake("sign reversed", lambda a2, T: T - a2, slips.SIGN.message),
        Mistake("factor 2 too many", lambda a2, T: 2 * (a2 - T), slips.HALF_LOST.message),
        Mistake(
            "sign and factor 2",
            lambda a2, T: 2 * (T - a2),
            "Two things are not right: the ½ of E is lost, and so is the sign from the inner −a₂.",
        ),
        Mistake(
            "½ left over",
            lambda a2, T: (a2 - T) / 2,
            "Your result is half of the slope. The derivative of a square brings a factor: what becomes of the ½?",
        ),
        Mistake(
            "the error itself",
            lambda a2, T: (T - a2) ** 2 / 2,
            "This is E. Its slope is wanted: how fast E changes when a₂ changes.",
        ),
        Mistake(
            "still squared",
            lambda a2, T: -((T - a2) ** 2),
            "The difference is still squared. Taking the derivative of a square lowers the power by one.",
        ),
        Mistake(
            "squared, sign lost",
            lambda a2, T: (T - a2) ** 2,
            "The difference is still squared, so your slope is never negative. What if a₂ is below T?",
        ),
        Mistake(
            "absolute value",
            lambda a2, T: abs(a2 - T),
            "The size is right. But a slope has a sign: what if a₂ is below T?",
        ),
        Mistake(
            "σ′ already in it",
            lambda a2, T: (a2 - T) * a2 * (1 - a2),
            "You went one factor too far: this is ∂E/∂z₂. Here a₂ itself is moved.",
        ),
    ),
)


def _order(*places):
    """Return the four right gradients in this order."""
    right = slips.gradients_with(slips.NONE)
    return lambda *inputs: [right(*inputs)[i] for i in places]


GRADIENTS = Exercise(
    name="gradients",
    title="The four gradients",
    reference=slips.gradients_with(slips.NONE),
    oracle=measured_gradients,
    entries=("∂E/∂w₁", "∂E/∂b₁", "∂E/∂w₂", "∂E/∂b₂"),
    correct="All four agree with the library and with finite differences, on every input.",
    cases=POINTS,
    mistakes=(
        *slips.mistakes(
            (
                slips.SIGN,
                *slips.SHARED,
                slips.NO_BRACKETS,
                slips.SUBTRACTED_LAST,
                *slips.FIRST,
                *slips.WEIGHTS,
                *slips.BIASES,
                slips.ONLY_SECOND,
                slips.NO_BIASES,
            ),
            slips.gradients_with,
        ),
        Mistake(
            "second neuron first",
            _order(2, 3, 0, 1),
            "You put the second neuron first, as the backward pass finds them. Which order is asked for?",
        ),
        Mistake(
            "weights first",
            _order(0, 2, 1, 3),
            "You put both weights first. In the order asked for, each bias stands after its own weight.",
        ),
    ),
)

ONE_STEP = Exercise(
    name="one_step",
    title="One step of the whole network",
    reference=slips.step_with(slips.NONE),
    oracle=measured_step,
    entries=("w₁", "b₁", "w₂", "b₂"),
    correct="Your network after one step agrees with the library's, and with a step along measured gradients.",
    cases=tuple((*point, rate) for point, rate in zip(POINTS, (0.4, 2.0, 0.7, 1.3), strict=True)),
    mistakes=slips.mistakes(
        (
            slips.NEW_W2,
            *slips.STEPS,
            *slips.SHARED,
            *slips.FIRST,
            *slips.WEIGHTS,
            *slips.BIASES,
            slips.ONLY_SECOND,
            slips.NO_BIASES,
        ),
        slips.step_with,
    ),
)
