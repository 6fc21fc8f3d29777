"""Exercises of lesson 04 on layers: two linear layers as one, and an activation known by its histogram."""

from statistics import NormalDist

import numpy as np

from nbhelpers.activations import ACTIVATIONS
from nbhelpers.exercises.exercise import Exercise, Mistake
from nbhelpers.gradcheck import numerical_gradient
from nbhelpers.network import Network, forward

LISTED = ("sigmoid", "tanh", "relu", "leaky_relu", "linear", "step")
"""The list that the notebook prints, counted from 1."""


def _two_layers(w1, b1, w2, b2):
    """Return the output of the library's network with these two linear layers, as a function of one input."""
    network = Network([w1, np.transpose([w2])], [b1, [b2]], ("linear", "linear"))
    return lambda x: forward(network, [x]).a[-1][0, 0]


_CASES = (
    (np.array([[1.0, 2.0], [-1.0, 3.0]]), np.array([0.5, -1.0]), np.array([2.0, -0.5]), 0.25),
    (np.array([[0.4, -1.1], [0.9, 0.3]]), np.array([-0.7, 0.2]), np.array([-1.5, 0.8]), -0.6),
    (
        np.array([[0.5, -1.2, 2.0], [1.5, 0.7, -0.4], [-0.8, 0.1, 1.1]]),
        np.array([0.3, 1.2, -0.9]),
        np.array([1.4, -0.6, 0.5]),
        0.8,
    ),
)

COLLAPSE = Exercise(
    name="collapse",
    title="Two linear layers as one: the weights",
    reference=lambda w1, b1, w2, b2: w1 @ w2,
    oracle=lambda w1, b1, w2, b2: numerical_gradient(_two_layers(w1, b1, w2, b2), np.zeros(len(w1))),
    correct="A unit with these weights responds to every change of its inputs as the two layers do.",
    cases=_CASES,
    mistakes=(
        Mistake(
            "order reversed",
            lambda w1, b1, w2, b2: w2 @ w1,
            "The order is reversed. x is multiplied by w1 first, and the result by w2.",
        ),
        Mistake(
            "entry by entry",
            lambda w1, b1, w2, b2: w1 * w2,
            "w1 * w2 multiplies entry by entry. An input reaches the output through all hidden units: how do these "
            "paths become one weight?",
        ),
        Mistake(
            "summed along the wrong side",
            lambda w1, b1, w2, b2: np.sum(w1 * w2, axis=0),
            "You multiplied entry by entry and added up over the inputs. Each input has a path through every "
            "hidden unit: over which of the two should the sum run?",
        ),
        Mistake(
            "added",
            lambda w1, b1, w2, b2: w1 + w2,
            "You added the weights. On its way through two layers a number is multiplied twice.",
        ),
        Mistake(
            "second layer alone",
            lambda w1, b1, w2, b2: w2,
            "These are the weights of the second layer. Before it reaches them, x has passed the first.",
        ),
        Mistake(
            "first layer alone",
            lambda w1, b1, w2, b2: w1,
            "These are the weights of the first layer. Its output still has to pass the second.",
        ),
        Mistake(
            "w₂ taken as ones",
            lambda w1, b1, w2, b2: np.sum(w1, axis=1),
            "You added up what the hidden units give. The second layer weights each of them before it adds.",
        ),
        Mistake(
            "mean instead of sum",
            lambda w1, b1, w2, b2: w1 @ w2 / len(w2),
            "Your weights are too small by the number of hidden units. A layer takes a sum, not a mean.",
        ),
        Mistake(
            "b₁ among the weights",
            lambda w1, b1, w2, b2: (w1 + b1) @ w2,
            "You added b1 to the weights. It is not multiplied by x: where does it end up?",
        ),
        Mistake(
            "b₂ among the weights",
            lambda w1, b1, w2, b2: w1 @ w2 + b2,
            "You added b2 to the weights. It is not multiplied by x: where does it end up?",
        ),
        Mistake(
            "the bias",
            lambda w1, b1, w2, b2: b1 @ w2 + b2,
            "This is the bias of the single unit. You are asked for its weights: what is x multiplied by?",
        ),
        Mistake(
            "weights and bias",
            lambda w1, b1, w2, b2: np.append(w1 @ w2, b1 @ w2 + b2),
            "Your list ends with the bias. Return the weights alone.",
        ),
        Mistake(
            "summed up",
            lambda w1, b1, w2, b2: np.sum(w1 @ w2),
            "You added up the weights. Return one for each input.",
        ),
    ),
)

COLLAPSE_BIAS = Exercise(
    name="collapse_bias",
    title="Two linear layers as one: the bias",
    reference=lambda w1, b1, w2, b2: b1 @ w2 + b2,
    oracle=lambda w1, b1, w2, b2: _two_layers(w1, b1, w2, b2)(np.zeros(len(w1))),
    correct="With this bias the single unit does what the two layers do, for every x. A third collapses too.",
    cases=_CASES,
    mistakes=(
        Mistake(
            "b₂ alone",
            lambda w1, b1, w2, b2: b2,
            "This is b2. What becomes of b1 on its way to the output?",
        ),
        Mistake(
            "b₂ forgotten",
            lambda w1, b1, w2, b2: b1 @ w2,
            "This is what b1 contributes. The second layer adds something of its own.",
        ),
        Mistake(
            "b₁ not passed through w₂",
            lambda w1, b1, w2, b2: np.sum(b1) + b2,
            "You added the biases up. Between b1 and the output there is still a layer.",
        ),
        Mistake(
            "b₁ + b₂",
            lambda w1, b1, w2, b2: b1 + b2,
            "This is a list, b1 with b2 added to each. But b1 still has to pass the second layer, which turns it "
            "into one number.",
        ),
        Mistake(
            "b₁ alone",
            lambda w1, b1, w2, b2: b1,
            "This is b1, one number for each hidden unit. What does the second layer make of them?",
        ),
        Mistake(
            "b₁ through both layers",
            lambda w1, b1, w2, b2: b1 @ w1 @ w2 + b2,
            "You sent b1 through w1 as well. It is added after w1: which layers are still to come?",
        ),
        Mistake(
            "b₂ through w₂ too",
            lambda w1, b1, w2, b2: (b1 + b2) @ w2,
            "You sent b2 through w2 as well. It is added at the very end.",
        ),
        Mistake(
            "entry by entry",
            lambda w1, b1, w2, b2: b1 * w2 + b2,
            "b1 * w2 multiplies entry by entry and leaves a list. What does a unit do with its weighted inputs?",
        ),
        Mistake(
            "multiplied by b₂",
            lambda w1, b1, w2, b2: b1 @ w2 * b2,
            "You multiplied by b2. How does a bias enter z?",
        ),
        Mistake(
            "b₂ subtracted",
            lambda w1, b1, w2, b2: b1 @ w2 - b2,
            "You subtracted b2. How does a bias enter z?",
        ),
        Mistake(
            "the weights",
            lambda w1, b1, w2, b2: w1 @ w2,
            "These are the weights of the single unit, not its bias. What comes out if every input is 0?",
        ),
        Mistake(
            "output for ones",
            lambda w1, b1, w2, b2: _two_layers(w1, b1, w2, b2)(np.ones(len(w1))),
            "This is the output when every input is 1. For which input does the output show the bias alone?",
        ),
    ),
)


def _by_its_histogram():
    """Return the number of the one activation with mean 0.40, half of its outputs exactly 0 and none below."""
    z = np.array([NormalDist().inv_cdf((i + 0.5) / 10_000) for i in range(10_000)])
    outputs = [ACTIVATIONS[name].f(z) for name in LISTED]
    fits = [round(a.mean(), 2) == 0.4 and np.mean(a == 0) == 0.5 and a.min() >= 0 for a in outputs]
    (place,) = np.flatnonzero(fits)
    return place + 1


WHICH_ACTIVATION = Exercise(
    name="which_activation",
    title="Which activation was it?",
    reference=LISTED.index("relu") + 1,
    oracle=_by_its_histogram,
    correct="It cuts half of its inputs to 0, no output is below 0, and the mean of all is 0.40.",
    mistakes=(
        Mistake(
            "sigmoid",
            1,
            "The sigmoid's outputs lie between 0 and 1 around a mean of 0.50, and none is exactly 0.",
        ),
        Mistake(
            "tanh",
            2,
            "The outputs of tanh lie between −1 and 1 around a mean of 0, and half of them are below 0.",
        ),
        Mistake(
            "leaky ReLU",
            4,
            "Leaky ReLU comes close, with a mean of 0.39. But half of its outputs are a little below 0, and "
            "none is exactly 0.",
        ),
        Mistake(
            "linear",
            5,
            "A linear layer returns what it receives: a bell around a mean of 0, half of it below 0.",
        ),
        Mistake(
            "binary step",
            6,
            "Half of the step's outputs are exactly 0, but the other half are exactly 1, so their mean is 0.50.",
        ),
        Mistake(
            "the mean",
            0.4,
            "This is the mean of the outputs. Give the number of the activation in the list.",
        ),
        Mistake(
            "the fraction of zeros",
            0.5,
            "This is the fraction of zeros. Give the number of the activation in the list.",
        ),
    ),
)
