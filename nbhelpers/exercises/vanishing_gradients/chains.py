"""Exercises of lesson 03 on a chain of equal sigmoid neurons: what arrives at each, and when it is lost or kept."""

import itertools
import math

import numpy as np

from nbhelpers.exercises.exercise import Exercise, Mistake
from nbhelpers.exercises.vanishing_gradients.formulas import ALWAYS_LOST, BELOW_ONE, SIGMOID, SLOPE, UP_TO_ONE
from nbhelpers.gradcheck import numerical_gradient
from nbhelpers.network import chain_gradient


def _back(
    slope=SLOPE,
    start=lambda w, slopes: slopes[-1],
    steps=lambda w, slopes: w * slopes[:-1],
    running=np.cumprod,
    then=lambda gradient: gradient,
):
    """Return what computes the gradients from these slopes, this start at the last layer and these steps back."""

    def arriving(w, z):
        slopes = slope(np.asarray(z))
        return then(running(np.append(start(w, slopes), steps(w, slopes)[::-1]))[::-1])

    return arriving


def _from_the_input(then):
    """Return the running product from the first layer on, and then this of it."""
    return lambda w, z: then(np.cumprod(np.append(SLOPE(z[0]), w * SLOPE(z[1:]))))


def _measured(w, z):
    """Return ∂a_n/∂z of each layer by central differences."""

    def output(moved, layer):
        for before, following in itertools.pairwise(z[layer:]):
            moved = following + w * (SIGMOID(moved) - SIGMOID(before))
        return SIGMOID(moved)

    return [numerical_gradient(lambda v, layer=layer: output(v, layer), z[layer]) for layer in range(len(z))]


def _chain(n_layers, weight, bias, x):
    """Return the weight and the pre-activations of the library's chain."""
    return weight, chain_gradient(n_layers, weight=weight, bias=bias, activation="sigmoid", x=x).z


ARRIVING = Exercise(
    name="arriving",
    title="What arrives at each layer",
    reference=_back(),
    oracle=_measured,
    correct="Your gradients agree with the library and with finite differences, for chains of two to five neurons.",
    cases=(
        _chain(3, 2.0, -0.4, 0.5),
        _chain(2, -1.5, 0.6, 1.2),
        _chain(5, 3.0, -1.9, 0.8),
        _chain(4, -2.5, 0.7, 0.3),
    ),
    mistakes=(
        Mistake(
            "order reversed",
            _back(then=lambda gradient: gradient[::-1]),
            "The numbers are right, but their order is not: the way back reaches the last layer first, and the "
            "list should begin with the first.",
        ),
        Mistake(
            "one w too many",
            _back(start=lambda w, slopes: w * slopes[-1]),
            "There is one factor w too many everywhere. It came in at the last layer: what lies between z_n and "
            "a_n?",
        ),
        Mistake(
            "w forgotten",
            _back(steps=lambda w, slopes: slopes[:-1]),
            "You multiplied the slopes alone. Between two neurons there is a weight.",
            ALWAYS_LOST,
        ),
        Mistake(
            "only the first layer",
            _back(then=lambda gradient: gradient[0]),
            "This is the product over the whole way: what arrives at the first layer. You need one number for "
            "each layer, so keep each product as you go.",
        ),
        Mistake(
            "factors by themselves",
            lambda w, z: w * SLOPE(z),
            "These are the factors of the layers, each by itself. What arrives at a layer has passed all those "
            "behind it too.",
        ),
        Mistake(
            "slopes by themselves",
            lambda w, z: SLOPE(z),
            "These are the slopes of the layers, each by itself. What arrives at a layer has passed all those "
            "behind it too.",
        ),
        Mistake(
            "σ instead of σ′",
            _back(slope=SIGMOID),
            "You multiplied the outputs. What counts on the way back is how much each output changes with its z.",
            BELOW_ONE,
        ),
        Mistake(
            "z instead of σ",
            _back(slope=lambda z: z * (1 - z)),
            "You put z itself into a(1 − a). That short form of σ′ takes the neuron's output.",
        ),
        Mistake(
            "from the wrong end",
            _from_the_input(lambda products: products),
            "You multiplied from the input on. The gradient starts at the output: which layer does it reach first?",
        ),
        Mistake(
            "from the wrong end, then reversed",
            _from_the_input(lambda products: products[::-1]),
            "You multiplied from the input on, and reversed the list afterwards. The product itself has to "
            "begin at the output.",
        ),
        Mistake(
            "last layer taken as 1",
            _back(start=lambda w, slopes: 1),
            "Your last number is 1. From a_n to z_n the gradient already passes one sigmoid.",
        ),
        Mistake(
            "gradients at the outputs",
            _back(start=lambda w, slopes: 1, steps=lambda w, slopes: w * slopes[1:]),
            "These are the gradients at the outputs, ∂a_n/∂a_l. From a_l to z_l each still passes one sigmoid.",
        ),
        Mistake(
            "one layer off",
            _back(steps=lambda w, slopes: w * slopes[1:]),
            "Your slopes are one layer off: on the way from z₂ to z₁ it is the first neuron that is passed.",
        ),
        Mistake(
            "σ′ at the last layer only",
            _back(steps=lambda w, slopes: np.full(len(slopes) - 1, w)),
            "After the last layer you multiplied by w alone. Each layer on the way has a sigmoid of its own.",
        ),
        Mistake(
            "always the largest slope",
            _back(slope=lambda z: np.full(len(z), 0.25)),
            "You took the slope that σ has at 0 for every layer. That is the most it can be: how steep is σ "
            "at each z?",
        ),
        Mistake(
            "signs lost",
            _back(steps=lambda w, slopes: abs(w) * slopes[:-1]),
            "The sizes are right. What does a negative weight do to the gradient, each time it is passed?",
        ),
        Mistake(
            "added up",
            _back(running=np.cumsum),
            "You added the factors up, but layers that follow each other multiply.",
        ),
        Mistake(
            "last layer missing",
            _back(then=lambda gradient: gradient[:-1]),
            "Your list ends one layer too early. ∂a_n/∂z_n belongs to it.",
        ),
        Mistake(
            "first layer missing",
            _back(then=lambda gradient: gradient[1:]),
            "Your list lacks the first layer. Does the loop stop one step too early?",
        ),
        Mistake(
            "back to x",
            lambda w, z: np.append(w * _back()(w, z)[0], _back()(w, z)),
            "Your list has one number too many: the first is ∂a_n/∂x, one step beyond z₁.",
        ),
    ),
)

LAYERS_LEFT = Exercise(
    name="layers_left",
    title="When less than a millionth is left",
    reference=10,
    oracle=lambda: next(n for n in itertools.count() if 4**n > 10**6),
    correct="Ten layers are not many, and even at its steepest the sigmoid leaves next to nothing.",
    tolerance=4.5e-4,  # 9.97 is told from 10
    mistakes=(
        Mistake("one too few", 9, "How much do 9 layers leave? Compare it with 0.000001."),
        Mistake("one too many", 11, "That is true after 11 layers. Is it true a little earlier?"),
        Mistake(
            "not a whole number",
            math.log(1e6) / math.log(4),
            "There exactly a millionth would be left. The number of layers is whole: after which layer is it less "
            "for the first time?",
        ),
        Mistake(
            "a tenth each",
            6,
            "If each layer left a tenth, a millionth would be left after 6. Here each leaves a quarter.",
        ),
        Mistake("a half each", 20, "20 layers are needed if each leaves a half. Here each leaves a quarter."),
        Mistake(
            "three quarters each",
            49,
            "49 layers are needed if each takes a quarter away. Here a quarter is what each leaves.",
        ),
        Mistake(
            "a thousandth", 5, "After 5 layers less than a thousandth is left. The question asks for a millionth."
        ),
        Mistake(
            "subtracted",
            4,
            "Four quarters make a whole, but here they multiply: each layer leaves a quarter of what reaches it.",
        ),
        Mistake(
            "divided once",
            250_000,
            "You divided a million by 4. Each layer divides by 4 again, so the factors multiply.",
            "a few layers do no harm",
        ),
    ),
)

KEEPING_WEIGHT = Exercise(
    name="keeping_weight",
    title="A weight that keeps the gradient",
    reference=4,
    oracle=lambda: 1 / numerical_gradient(SIGMOID, 0.0),
    correct="With it w · σ′(0) = 1, so the gradient passes unchanged as long as z stays at 0.",
    mistakes=(
        Mistake(
            "weight 1",
            1,
            "With weight 1 the factor is σ′(0) alone. How large is that?",
            UP_TO_ONE,
        ),
        Mistake("not inverted", 0.25, "This is σ′(0) itself. What must it be multiplied by to give 1?"),
        Mistake(
            "the output inverted",
            2,
            "With this weight w · σ(0) is 1. What counts on the way back is the slope there, not the output.",
            BELOW_ONE,
        ),
        Mistake("the output", 0.5, "½ is the output at z = 0. Which w makes the factor w · σ′(0) equal to 1?"),
        Mistake("inverted twice", 16, "With this weight the gradient grows. Did you divide by σ′(0) twice?"),
        Mistake(
            "sign reversed",
            -4,
            "The size is kept, but the factor is negative: the gradient changes its sign at every layer.",
        ),
        Mistake("weight 0", 0, "With weight 0 no change gets through at all, in either direction."),
    ),
)
