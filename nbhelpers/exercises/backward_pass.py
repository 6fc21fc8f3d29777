"""Exercises of lesson 2 on one sample: the forward pass, the chain rule back through it, and the step."""

import numpy as np

from nbhelpers import backprop
from nbhelpers.backprop import PARAMETERS, WALKTHROUGH, Example, TwoNeurons
from nbhelpers.exercises.checks import FunctionExercise
from nbhelpers.exercises.recognition import slips
from nbhelpers.exercises.relations import HALF, SIGN, TWICE, Factor, changed, instead
from nbhelpers.gradcheck import numerical_gradient

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


SIGMOID = FunctionExercise(
    "sigmoid",
    "σ",
    "Your σ agrees with the library's.",
    backprop.sigmoid,
    ((0.415,), (-0.83,), (1.27,)),
    slips(
        """
        σ forgotten: The weighted sum is passed on as it is. What does a neuron do with its sum before it passes it
            on?
        sign in σ: The sign in the exponent is reversed, so your sigmoid falls. For a large z it should be near 1.
        brackets in σ: Your sigmoid gives numbers above 1. Python divides before it adds: what belongs in the
            denominator?
        tanh for σ: This is tanh, which runs from −1 to 1. The neurons of this lesson have the sigmoid, from 0 to 1.
        """,
        {
            "σ forgotten": lambda z: z,
            "sign in σ": lambda z: 1 / (1 + np.exp(z)),
            "brackets in σ": lambda z: 1 / 1 + np.exp(-z),
            "tanh for σ": np.tanh,
        },
    ),
    formula=sigma,
)
"""No exercise of its own: what is inside of two neurons."""

FORWARD = FunctionExercise(
    "forward",
    "The forward pass",
    "All four numbers agree with the library's, on every input.",
    _forward,
    tuple(point[:5] for point in POINTS),
    slips(
        """
        z₁ fed on: You computed a₁ and then gave z₁ to the second neuron. What does the first neuron put out?
        x fed on: You gave x to the second neuron too. What arrives there has passed the first neuron.
        biases forgotten: The biases are missing. Each neuron adds its own to its weighted input.
        biases subtracted: You subtracted the biases. They are added to the weighted input.
        bias multiplied: You added the bias to the input and then multiplied. The weight multiplies the input alone.
        b₁ used twice: Your second neuron adds b₁. It has a bias of its own.
        w₁ used twice: Your second neuron multiplies by w₁. It has a weight of its own.
        neurons swapped: You went through the second neuron first. Which of the two receives x?
        only the outputs: You returned a₁ and a₂. Keep the weighted sums too: the backward pass needs all four.
        only the last output: You returned a₂ alone. Keep the three numbers before it: the backward pass needs all
            four.
        """,
        {
            "z₁ fed on": _chain(fed=lambda x, z1, a1: z1),
            "x fed on": _chain(fed=lambda x, z1, a1: x),
            "biases forgotten": lambda w1, b1, w2, b2, x: _by_hand(w1, 0, w2, 0, x),
            "biases subtracted": lambda w1, b1, w2, b2, x: _by_hand(w1, -b1, w2, -b2, x),
            "bias multiplied": lambda w1, b1, w2, b2, x: _by_hand(w1, w1 * b1, w2, w2 * b2, x),
            "b₁ used twice": changed("b2", lambda _, b1: b1, "b1"),
            "w₁ used twice": changed("w2", lambda _, w1: w1, "w1"),
            "neurons swapped": lambda w1, b1, w2, b2, x: _by_hand(w2, b2, w1, b1, x),
            "only the outputs": lambda *inputs: _by_hand(*inputs)[1::2],
            "only the last output": lambda *inputs: _by_hand(*inputs)[-1],
        },
    ),
    oracle=_by_hand,
    formula=_by_hand,
    inner=(
        (SIGMOID, "Look at σ in both neurons.", lambda one: _chain(one, one)),
        (SIGMOID, "Look at the first neuron.", lambda one: _chain(first=one)),
        (SIGMOID, "Look at the second neuron.", lambda one: _chain(second=one)),
    ),
    parts=("z₁", "a₁", "z₂", "a₂"),
)

ERROR_SLOPE = FunctionExercise(
    "error_slope",
    "The slope of the error",
    "Your slope agrees with finite differences, on every input. The backward pass starts with it.",
    lambda a2, T: a2 - T,
    ((0.7153, 0.25), (0.213746, 0.896135), (0.548217, 0.412763), (0.139642, 0.647391)),
    slips(
        """
        sign reversed: The sign is reversed. Where a₂ is above T, raising it makes the error larger, so ∂E/∂a₂ is
            positive there. What does the inner −a₂ do to the derivative?
        factor 2 too many: There is a factor 2 too many. What does the ½ in E do to the derivative of the square?
        ½ left over: Your result is half of the slope. The derivative of a square brings a factor: what becomes of
            the ½?
        the error itself: This is E itself. Its slope is wanted: how fast E changes when a₂ changes.
        still squared: The difference is still squared. Taking the derivative of a square lowers the power by one.
        squared, sign lost: The difference is still squared, so your slope is never negative. What if a₂ is below T?
        absolute value: The size is right. But a slope has a sign: what if a₂ is below T?
        σ′ already in it: You went one factor too far: this is ∂E/∂z₂. Here a₂ itself is moved.
        """,
        {
            "sign reversed": SIGN,
            "factor 2 too many": TWICE,
            "½ left over": HALF,
            "the error itself": lambda a2, T: (T - a2) ** 2 / 2,
            "still squared": lambda a2, T: -((T - a2) ** 2),
            "squared, sign lost": lambda a2, T: (T - a2) ** 2,
            "absolute value": lambda a2, T: abs(a2 - T),
            "σ′ already in it": lambda a2, T: (a2 - T) * a2 * (1 - a2),
        },
    ),
    oracle=lambda a2, T: numerical_gradient(lambda a: backprop.error(a, T), a2),
)

SIGMOID_SLOPE = FunctionExercise(
    "sigmoid_slope",
    "The slope of σ",
    "Your slope agrees with finite differences.",
    lambda z, a: a * (1 - a),
    tuple((z, backprop.sigmoid(z)) for z in (0.415, -0.83, 1.27)),
    slips(
        """
        z instead of a: You put z into a(1 − a). That short form of σ′ takes the neuron's output, after the sigmoid.
        a put through σ again: You took the slope of σ at a. The sigmoid was given z; its slope is wanted at that
            place.
        (1 − a) forgotten: You multiplied by a alone. The slope of the sigmoid, σ′(z), is a(1 − a).
        a forgotten: You multiplied by 1 − a alone. The slope of the sigmoid, σ′(z), is a(1 − a).
        """,
        {
            "z instead of a": lambda z, a: z * (1 - z),
            "a put through σ again": lambda z, a: sigma(a) * sigma(-a),
            "(1 − a) forgotten": lambda z, a: a,
            "a forgotten": lambda z, a: 1 - a,
        },
    ),
)
"""No exercise of its own: a factor that comes in twice."""


def _outputs(w1, b1, w2, b2, x):
    z1, a1, z2, a2 = _by_hand(w1, b1, w2, b2, x)
    return (z1, a1), (z2, a2)


E_SLOPE = Factor(
    "the slope ∂E/∂a₂",
    lambda w1, b1, w2, b2, x, T: _outputs(w1, b1, w2, b2, x)[1][1] - T,
    "How fast does E change when a₂ changes?",
)
SECOND = Factor(
    "the factor σ′(z₂)",
    lambda w1, b1, w2, b2, x, T: SIGMOID_SLOPE.reference(*_outputs(w1, b1, w2, b2, x)[1]),
    "On the way back from a₂ to z₂ the error passes the second sigmoid: how steep is it there?",
)
W2 = Factor(
    "the factor w₂",
    lambda w1, b1, w2, b2, x, T: w2,
    "Which weight stands between a₁ and z₂, and how much does z₂ change when a₁ grows by a little?",
)
FIRST = Factor(
    "the factor σ′(z₁)",
    lambda w1, b1, w2, b2, x, T: SIGMOID_SLOPE.reference(*_outputs(w1, b1, w2, b2, x)[0]),
    "On the way back from a₁ to z₁ the error passes the first sigmoid: how steep is it there?",
)
A1 = Factor(
    "the factor a₁",
    lambda w1, b1, w2, b2, x, T: _outputs(w1, b1, w2, b2, x)[0][1],
    "By which number does the second neuron multiply its weight?",
)
X = Factor(
    "the factor x", lambda w1, b1, w2, b2, x, T: x, "By which number does the first neuron multiply its weight?"
)


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


def _with(**functions):
    return lambda *inputs: backward(*inputs, **functions)


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
    return lambda *inputs: change(*backward(*inputs), a1=_outputs(*inputs[:5])[0][1], x=inputs[4])


GRADIENTS = FunctionExercise(
    "gradients",
    "The four gradients",
    "All four agree with the library and with finite differences, on every input.",
    _library_gradients,
    POINTS,
    slips(
        """
        σ′(z₂) forgotten [a larger error means larger gradients]: The factor σ′(z₂) is missing. On the way back from
            a₂ to z₂ the error passes the second sigmoid: how steep is it there?
        both σ′ forgotten [a larger error means larger gradients]: You went back through no sigmoid at all. What
            happens between a₂ and z₂, and again between a₁ and z₁?
        w₁ instead of w₂: You went back through w₁. Which weight stands between a₁ and z₂?
        stopped at the second neuron: At the first neuron you start from ∂E/∂z₂. From there the error still has to
            pass w₂ and the first sigmoid.
        brackets of 1 − a₂: Python multiplies before it subtracts: a2 * 1 - a2 is not a2 * (1 - a2).
        a₁ and x swapped: You took the input of the other neuron. By which number does this neuron multiply its
            weight?
        weight treated like a bias: The last factor is missing. When a weight grows by 1, z does not grow by 1: by
            how much?
        bias treated like a weight: At the bias you multiplied by the neuron's input. By how much does z grow when b
            grows by 1?
        first neuron left out: The first neuron gets nothing: the gradients of w₁ and b₁ are 0. How does the error
            depend on them?
        biases left out: The biases get nothing. They are parameters like the weights: what is the last factor for
            them?
        """,
        {
            "σ′(z₂) forgotten": instead(SECOND, lambda *inputs: 1.0),
            "both σ′ forgotten": _with(first=lambda z, a: 1.0, second=lambda z, a: 1.0),
            "w₁ instead of w₂": instead(W2, lambda w1, *others: w1),
            "stopped at the second neuron": _regrouped(lambda dw1, db1, dw2, db2, a1, x: [db2 * x, db2, dw2, db2]),
            "brackets of 1 − a₂": lambda *inputs: _with(
                e_slope=lambda a2, T: (a2 - T) * a2 - a2, second=lambda z, a: 1.0
            )(*inputs),
            "a₁ and x swapped": _regrouped(lambda dw1, db1, dw2, db2, a1, x: [db1 * a1, db1, db2 * x, db2]),
            "weight treated like a bias": _regrouped(lambda dw1, db1, dw2, db2, a1, x: [db1, db1, db2, db2]),
            "bias treated like a weight": _regrouped(lambda dw1, db1, dw2, db2, a1, x: [dw1, dw1, dw2, dw2]),
            "first neuron left out": _regrouped(lambda dw1, db1, dw2, db2, a1, x: [0, 0, dw2, db2]),
            "biases left out": _regrouped(lambda dw1, db1, dw2, db2, a1, x: [dw1, 0, dw2, 0]),
        },
    ),
    oracle=_measured_gradients,
    factors=(E_SLOPE, SECOND, W2, FIRST, A1, X),
    built=_gradients,
    inner=(
        (FORWARD, "Look at the forward pass.", lambda forward: _with(forward=forward)),
        (ERROR_SLOPE, "Look at ∂E/∂a₂.", lambda slope: _with(e_slope=slope)),
        (SIGMOID_SLOPE, "Look at σ′ in both neurons.", lambda slope: _with(first=slope, second=slope)),
        (SIGMOID_SLOPE, "Look at the first neuron.", lambda slope: _with(first=slope)),
        (SIGMOID_SLOPE, "Look at the second neuron.", lambda slope: _with(second=slope)),
    ),
    parts=("∂E/∂w₁", "∂E/∂b₁", "∂E/∂w₂", "∂E/∂b₂"),
    mended_first=-1,
)


def step(gradients=backward, step=lambda old, gradient, rate: old - rate * gradient):
    """Return one step along these gradients, made like this for each parameter."""
    return lambda *inputs: [step(*pair, inputs[6]) for pair in zip(inputs[:4], gradients(*inputs[:6]), strict=True)]


def _with_new_w2(w1, b1, w2, b2, x, T, rate):
    """Return one step that goes back through the w₂ that is already updated."""
    (_, a1), (_, a2) = _outputs(w1, b1, w2, b2, x)
    right = step()(w1, b1, w2, b2, x, T, rate)
    delta1 = (a2 - T) * a2 * (1 - a2) * right[2] * a1 * (1 - a1)
    return [w1 - rate * delta1 * x, b1 - rate * delta1, *right[2:]]


ONE_STEP = FunctionExercise(
    "one_step",
    "One step of the whole network",
    "Your network after one step agrees with the library's, and with a step along measured gradients.",
    lambda w1, b1, w2, b2, x, T, learning_rate: step(_library_gradients)(w1, b1, w2, b2, x, T, learning_rate),
    tuple((*it, rate) for it, rate in zip(POINTS, (0.4, 2.0, 0.7, 1.3), strict=True)),
    slips(
        """
        new w₂ used [w₁ is updated with the new w₂]: You went back through the w₂ that is already updated. At which
            point were the other factors computed?
        nothing moves: This is the old value. Are there enough decimals? If you computed it, the step came out as 0:
            look at the brackets of a(1 − a).
        gradient instead of the update [backpropagation is the update]: This is the gradient. Backpropagation ends
            there: it says how the error changes, and changes no parameter.
        wrong direction: The step has the right length and goes uphill. Look at two signs: that of ∂E/∂a₂ and that
            in the update.
        α forgotten: You took the whole gradient as the step. Where does the learning rate come in?
        divided by α: You divided by α. Then a smaller learning rate would make a longer step.
        subtracted first: You subtracted α from each parameter and then multiplied. Only α is multiplied by the
            gradient: are the brackets wanted?
        parameter instead of the gradient: You took α times the parameter itself as the step. What belongs there?
        step without the old value: This is the step. The new value is wanted: where you are after it.
        """,
        {
            "new w₂ used": _with_new_w2,
            "nothing moves": lambda *inputs: inputs[:4],
            "gradient instead of the update": lambda *inputs: backward(*inputs[:6]),
            "wrong direction": changed("learning_rate", np.negative),
            "α forgotten": changed("learning_rate", np.ones_like),
            "divided by α": changed("learning_rate", lambda rate: 1 / rate),
            "subtracted first": step(step=lambda old, gradient, rate: (old - rate) * gradient),
            "parameter instead of the gradient": step(step=lambda old, gradient, rate: old - rate * old),
            "step without the old value": step(step=lambda old, gradient, rate: -rate * gradient),
        },
    ),
    oracle=step(_measured_gradients),
    formula=step(),
    inner=((GRADIENTS, "The step itself is right, but a gradient is not.", lambda gradients: step(gradients)),),
    parts=("w₁", "b₁", "w₂", "b₂"),
    mended_first=-1,
)
