"""Lesson 2, backpropagation: what its exercises compute, and what it offers.

Where nothing else is said, the network is the walkthrough's, with α = 0.4. ``lesson.NEW_NUMBERS`` is the example
for the reader's own step.
"""

from functools import partial

import numpy as np

from nbhelpers import backprop
from nbhelpers.backprop import PARAMETERS, WALKTHROUGH, Example, TwoNeurons
from nbhelpers.exercises.course import Catalogue, offered
from nbhelpers.exercises.lesson_text import lesson_text
from nbhelpers.gradcheck import numerical_gradient

QUESTIONS, SAID = lesson_text("backpropagation")

NEW_NUMBERS = Example(
    TwoNeurons(w1=-0.6, b1=0.3, w2=1.4, b2=-0.5),
    x=0.8,
    target=0.9,
    learning_rate=2.0,
    max_epochs=1,
    tolerance=0.001,
)
"""One step by hand. With these, no slip can be taken for another, or for the right answer, at four decimals."""


def point(example):
    """Return w1, b1, w2, b2, x and T of an example."""
    return *(getattr(example.params, p) for p in PARAMETERS), example.x, example.target


POINTS = (
    point(WALKTHROUGH),
    point(NEW_NUMBERS),
    (0.9, -0.4, -1.8, 0.7, 1.2, 0.1),
    (0.5, 0.2, 2.1, -1.3, -0.7, 0.85),
)
"""w1, b1, w2, b2, x, T: the worked example, then three points at which all four gradients are of one size."""


def sigma(z):
    """Return σ(z), written another way than the library's, and of arrays too."""
    return (1 + np.tanh(z / 2)) / 2


def _chain(first=sigma, second=sigma, fed=lambda x, z1, a1: a1):
    """Return a forward pass with these two activations, and this fed to the second neuron."""

    def forward(w1, b1, w2, b2, x):
        z1 = w1 * x + b1
        a1 = first(z1)
        z2 = w2 * fed(x, z1, a1) + b2
        return [z1, a1, z2, second(z2)]

    return forward


_by_hand = _chain()


def _forward(w1, b1, w2, b2, x):
    """Return what the library's forward pass gives."""
    trace = backprop.forward(TwoNeurons(w1, b1, w2, b2), x)
    return [trace.z1, trace.a1, trace.z2, trace.a2]


SIGMOID = SAID["sigmoid"].exercise(
    backprop.sigmoid,
    ((0.415,), (-0.83,), (1.27,)),
    wrong={"tanh for σ": np.tanh},
    formula=sigma,
)
"""No exercise itself; used inside both neurons."""

FORWARD = SAID["forward"].exercise(
    _forward,
    tuple(point[:5] for point in POINTS),
    wrong={
        "z₁ fed on": _chain(fed=lambda x, z1, a1: z1),
        "x fed on": _chain(fed=lambda x, z1, a1: x),
        "bias multiplied": lambda w1, b1, w2, b2, x: _by_hand(w1, w1 * b1, w2, w2 * b2, x),
        "only the outputs": lambda *inputs: _by_hand(*inputs)[1::2],
    },
    oracle=_by_hand,
    formula=_by_hand,
    inner=(
        (SIGMOID, "Look at σ in both neurons.", lambda one: _chain(one, one)),
        (SIGMOID, "Look at the first neuron.", lambda one: _chain(first=one)),
        (SIGMOID, "Look at the second neuron.", lambda one: _chain(second=one)),
    ),
    parts=("z₁", "a₁", "z₂", "a₂"),
)

ERROR_SLOPE = SAID["error_slope"].exercise(
    lambda a2, T: a2 - T,
    ((0.7153, 0.25), (0.213746, 0.896135), (0.548217, 0.412763), (0.139642, 0.647391)),
    wrong={
        "the error itself": lambda a2, T: (T - a2) ** 2 / 2,
        "σ′ already in it": lambda a2, T: (a2 - T) * a2 * (1 - a2),
    },
    oracle=lambda a2, T: numerical_gradient(lambda a: backprop.error(a, T), a2),
)

SIGMOID_SLOPE = SAID["sigmoid_slope"].exercise(
    lambda z, a: a * (1 - a),
    tuple((z, backprop.sigmoid(z)) for z in (0.415, -0.83, 1.27)),
    wrong={
        "a put through σ again": lambda z, a: sigma(a) * sigma(-a),
        "a forgotten": lambda z, a: 1 - a,
    },
)
"""No exercise itself; a factor that comes in twice."""


_factor = SAID["gradients"].factor
E_SLOPE = _factor("the slope ∂E/∂a₂", lambda *inputs: _by_hand(*inputs[:5])[3] - inputs[5])
SECOND = _factor("the factor σ′(z₂)", lambda *inputs: SIGMOID_SLOPE.reference(*_by_hand(*inputs[:5])[2:]))
W2 = _factor("the factor w₂", lambda w1, b1, w2, b2, x, T: w2)
FIRST = _factor("the factor σ′(z₁)", lambda *inputs: SIGMOID_SLOPE.reference(*_by_hand(*inputs[:5])[:2]))
A1 = _factor("the factor a₁", lambda *inputs: _by_hand(*inputs[:5])[1])
X = _factor("the factor x", lambda w1, b1, w2, b2, x, T: x)


def _gradients(e_slope, second, w2, first, a1, x):
    """Return the four gradients, given the factors that lead back to them."""
    delta2 = e_slope * second
    delta1 = delta2 * w2 * first
    return [delta1 * x, delta1, delta2 * a1, delta2]


def backward(
    *inputs,
    forward=_by_hand,
    e_slope=ERROR_SLOPE.reference,
    first=SIGMOID_SLOPE.reference,
    second=SIGMOID_SLOPE.reference,
):
    """Return the four gradients, with these functions of the inputs, of a₂ and T, and of z and a at each neuron."""
    z1, a1, z2, a2 = forward(*inputs[:5])
    return _gradients(e_slope(a2, inputs[5]), second(z2, a2), inputs[2], first(z1, a1), a1, inputs[4])


def _library_gradients(w1, b1, w2, b2, x, T):
    """Return the four gradients as the library has them."""
    found = backprop.backward(TwoNeurons(w1, b1, w2, b2), x, T)
    return [getattr(found, p) for p in PARAMETERS]


def _measured_gradients(w1, b1, w2, b2, x, T):
    """Return the four gradients by central differences."""
    E = lambda v: backprop.error(backprop.forward(TwoNeurons(*v), x).a2, T)  # noqa: E731
    return numerical_gradient(E, [w1, b1, w2, b2])


def _regrouped(change):
    """Return the gradients changed by a function of the right ones, and of a₁ and x."""
    return lambda *inputs: change(*backward(*inputs), a1=_by_hand(*inputs[:5])[1], x=inputs[4])


WITHOUT_BRACKETS = {"e_slope": lambda a2, T: (a2 - T) * a2 - a2, "second": lambda z, a: 1.0}
"""a2 * 1 - a2 as Python reads it."""

GRADIENTS = SAID["gradients"].exercise(
    _library_gradients,
    POINTS,
    wrong={
        "brackets of 1 − a₂": partial(backward, **WITHOUT_BRACKETS),
        "a₁ and x swapped": _regrouped(lambda dw1, db1, dw2, db2, a1, x: [db1 * a1, db1, db2 * x, db2]),
        "bias treated like a weight": _regrouped(lambda dw1, db1, dw2, db2, a1, x: [dw1, dw1, dw2, dw2]),
        "first neuron left out": _regrouped(lambda dw1, db1, dw2, db2, a1, x: [0, 0, dw2, db2]),
        "biases left out": _regrouped(lambda dw1, db1, dw2, db2, a1, x: [dw1, 0, dw2, 0]),
    },
    oracle=_measured_gradients,
    factors=(E_SLOPE, SECOND, W2, FIRST, A1, X),
    built=_gradients,
    inner=(
        (FORWARD, "Look at the forward pass.", lambda forward: partial(backward, forward=forward)),
        (ERROR_SLOPE, "Look at ∂E/∂a₂.", lambda slope: partial(backward, e_slope=slope)),
        (SIGMOID_SLOPE, "Look at σ′ in both neurons.", lambda slope: partial(backward, first=slope, second=slope)),
        (SIGMOID_SLOPE, "Look at the first neuron.", lambda slope: partial(backward, first=slope)),
        (SIGMOID_SLOPE, "Look at the second neuron.", lambda slope: partial(backward, second=slope)),
    ),
    parts=("∂E/∂w₁", "∂E/∂b₁", "∂E/∂w₂", "∂E/∂b₂"),
    mended_first=-1,
)


def step(gradients=backward, step=lambda old, gradient, rate: old - rate * gradient):
    """Return one step along these gradients, made like this for each parameter."""
    return lambda *inputs: [step(*pair, inputs[6]) for pair in zip(inputs[:4], gradients(*inputs[:6]), strict=True)]


def _with_new_w2(w1, b1, w2, b2, x, T, rate):
    """Return one step that goes back through the w₂ that is already updated."""
    _, a1, _, a2 = _by_hand(w1, b1, w2, b2, x)
    right = step()(w1, b1, w2, b2, x, T, rate)
    delta1 = (a2 - T) * a2 * (1 - a2) * right[2] * a1 * (1 - a1)
    return [w1 - rate * delta1 * x, b1 - rate * delta1, *right[2:]]


ONE_STEP = SAID["one_step"].exercise(
    lambda w1, b1, w2, b2, x, T, learning_rate: step(_library_gradients)(w1, b1, w2, b2, x, T, learning_rate),
    tuple((*inputs, rate) for inputs, rate in zip(POINTS, (0.4, 2.0, 0.7, 1.3), strict=True)),
    wrong={
        "new w₂ used": _with_new_w2,
        "gradient instead of the update": lambda *inputs: backward(*inputs[:6]),
        "subtracted first": step(step=lambda old, gradient, rate: (old - rate) * gradient),
        "parameter instead of the gradient": step(step=lambda old, gradient, rate: old - rate * old),
        "step without the old value": step(step=lambda old, gradient, rate: -rate * gradient),
    },
    oracle=step(_measured_gradients),
    formula=step(),
    inner=((GRADIENTS, "The step itself is right, but a gradient is not.", step),),
    parts=("w₁", "b₁", "w₂", "b₂"),
    mended_first=-1,
)


def _after_one_step(name, example, parameter, wrong=None):
    """Return the exercise that asks for one parameter after one step."""
    inputs = (*point(example), example.learning_rate)
    place = PARAMETERS.index(parameter)
    return SAID[name].exercise(
        ONE_STEP.reference(*inputs)[place],
        wrong=wrong,
        oracle=lambda: ONE_STEP.oracle(*inputs)[place],
        decimals=4,
        entry_of=(ONE_STEP, inputs, place),
    )


def _new_w1(**other):
    """Return w₁ after one step with other numbers in the place of some of the new ones."""
    example = NEW_NUMBERS._replace(**other)
    return step()(*point(example), example.learning_rate)[0]


LAST_B1 = _after_one_step("last_b1", WALKTHROUGH, "b1")
NEW_W1 = _after_one_step(
    "new_w1",
    NEW_NUMBERS,
    "w1",
    wrong={
        "worked example's α": _new_w1(learning_rate=WALKTHROUGH.learning_rate),
        "worked example's x": _new_w1(x=WALKTHROUGH.x),
        "worked example's T": _new_w1(target=WALKTHROUGH.target),
        "worked example's δ₁": step(lambda *_: [backward(*point(WALKTHROUGH))[1] * NEW_NUMBERS.x, 0, 0, 0])(
            *point(NEW_NUMBERS), NEW_NUMBERS.learning_rate
        )[0],
    },
)

MEASURED = SAID["measured"].exercise(
    lambda E_plus, E_minus, epsilon: (E_plus - E_minus) / (2 * epsilon),
    (
        (0.1177, 0.0988, 0.1),
        (0.312947, 0.523618, 0.253),
        (0.0463817, 0.0214579, 0.0137),
        (0.0812643, 0.271935, 0.4171),
    ),
    wrong={
        "not divided": lambda E_plus, E_minus, epsilon: E_plus - E_minus,
        "brackets missing above": lambda E_plus, E_minus, epsilon: E_plus - E_minus / (2 * epsilon),
        "mean instead of difference": lambda E_plus, E_minus, epsilon: (E_plus + E_minus) / 2,
        "multiplied by 2ε": lambda E_plus, E_minus, epsilon: (E_plus - E_minus) * 2 * epsilon,
        "all brackets missing": lambda E_plus, E_minus, epsilon: E_plus - E_minus / 2 * epsilon,
    },
    oracle=lambda E_plus, E_minus, epsilon: np.polyfit([-epsilon, epsilon], [E_minus, E_plus], 1)[0],
)


def _mean(**functions):
    """Return the mean of ∂E/∂b₂ with these functions in each sample's backward pass."""
    return lambda *inputs: np.mean(backward(*inputs, **functions)[3])


MEAN_GRADIENT = SAID["mean_gradient"].exercise(
    lambda w1, b1, w2, b2, x, T: backprop.mean_gradients(TwoNeurons(w1, b1, w2, b2), x, T).b2,
    (
        (*POINTS[0][:4], np.array([0.1, 1.5]), np.array([0.25, 0.9])),
        (*POINTS[1][:4], np.array([-1.2, 0.3, 1.9]), np.array([0.05, 0.13, 0.08])),
        (*POINTS[2][:4], np.array([0.4, -0.8, 1.1, 2.0]), np.array([0.1, 0.3, 0.05, 0.2])),
        (*POINTS[3][:4], np.array([-2, -1.3, 0.2, 0.9, 1.4, 2.5]), np.array([0.9, 0.6, 0.8, 0.95, 0.7, 0.85])),
    ),
    wrong={
        "the mean sample": lambda *inputs: backward(*inputs[:4], *map(np.mean, inputs[4:]))[3],
        "the error itself": lambda *inputs: np.mean(E_SLOPE.value(*inputs) ** 2) / 2,
        "σ′(z₂) forgotten": _mean(second=lambda z, a: 1.0),
        "averaged too early": lambda *inputs: np.mean(E_SLOPE.value(*inputs)) * np.mean(SECOND.value(*inputs)),
        "the gradient of w₂": lambda *inputs: np.mean(backward(*inputs)[2]),
        "brackets of 1 − a₂": _mean(**WITHOUT_BRACKETS),
    },
    oracle=lambda w1, b1, w2, b2, x, T: numerical_gradient(
        lambda b: backprop.mean_loss(TwoNeurons(w1, b1, w2, b), x, T), b2
    ),
    formula=_mean(),
    inner=(
        (FORWARD, "Look at the forward pass.", lambda forward: _mean(forward=forward)),
        (ERROR_SLOPE, "Look at ∂E/∂a₂ of each sample.", lambda slope: _mean(e_slope=slope)),
        (SIGMOID_SLOPE, "Look at σ′(z₂) of each sample.", lambda slope: _mean(second=slope)),
    ),
)


CATALOGUE = Catalogue(FORWARD, ERROR_SLOPE, LAST_B1, NEW_W1, GRADIENTS, ONE_STEP, MEASURED, MEAN_GRADIENT)
"""The exercises by name, in the notebook's order, each with the slips that it knows."""

globals().update(offered(__name__, QUESTIONS, CATALOGUE))

# An earlier name, which gave the answer away; it still works in a copy of the lesson.
predict_saturation, recall_saturation = QUESTIONS["far_off"].predict, QUESTIONS["far_off"].recall
