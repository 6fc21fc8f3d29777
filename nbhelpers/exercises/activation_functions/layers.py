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
    correct="One layer with these weights answers every change of its inputs as the two layers do.",
    cases=_CASES,
    mistakes=(
        Mistake(
            "order reversed",
            lambda w1, b1, w2, b2: w2 @ w1,
            "The order is reversed. x meets W₁ first, and what comes out of it meets w₂.",
        ),
        Mistake(
            "entry by entry",
            lambda w1, b1, w2, b2: w1 * w2,
            "w1 * w2 multiplies entry by entry. An input reaches the output through all hidden units: how do these "
            "ways become one weight?",
        ),
        Mistake(
            "summed along the wrong side",
            lambda w1, b1, w2, b2: np.sum(w1 * w2, axis=0),
            "You multiplied entry by entry, and added up over the inputs. Each input has ways through all hidden "
            "units: over which of the two is the sum?",
        ),
        Mistake(
            "added",
            lambda w1, b1, w2, b2: w1 + w2,
            "You added the weights. On the way through two layers a number is multiplied twice.",
        ),
        Mistake(
            "second layer alone",
            lambda w1, b1, w2, b2: w2,
            "These are the weights of the second layer. Before them, x has passed the first.",
        ),
        Mistake(
            "first layer alone",
            lambda w1, b1, w2, b2: w1,
            "These are the weights of the first layer. What comes out of it has still to pass the second.",
        ),
        Mistake(
            "w₂ taken as ones",
            lambda w1, b1, w2, b2: np.sum(w1, axis=1),
            "You added up what the hidden units give. The second layer weights each of them before it adds.",
        ),
        Mistake(
            "mean instead of sum",
            lambda w1, b1, w2, b2: w1 @ w2 / len(w2),
            "Your weights are too small by the number of hidden units. A layer adds up; it takes no mean.",
        ),
        Mistake(
            "b₁ among the weights",
            lambda w1, b1, w2, b2: (w1 + b1) @ w2,
            "b₁ has come into the weights. It is not multiplied by x: where does it end up?",
        ),
        Mistake(
            "b₂ among the weights",
            lambda w1, b1, w2, b2: w1 @ w2 + b2,
            "b₂ has come into the weights. It is not multiplied by x: where does it end up?",
        ),
        Mistake(
            "the bias",
            lambda w1, b1, w2, b2: b1 @ w2 + b2,
            "This is the bias of the single layer. Here its weights are wanted: what is x multiplied by?",
        ),
        Mistake(
            "weights and bias",
            lambda w1, b1, w2, b2: np.append(w1 @ w2, b1 @ w2 + b2),
            "Your list has the bias at its end. Here the weights alone are wanted.",
        ),
        Mistake(
            "summed up",
            lambda w1, b1, w2, b2: np.sum(w1 @ w2),
            "You added up the weights. One for each input is wanted.",
        ),
    ),
)

COLLAPSE_BIAS = Exercise(
    name="collapse_bias",
    title="Two linear layers as one: the bias",
    reference=lambda w1, b1, w2, b2: b1 @ w2 + b2,
    oracle=lambda w1, b1, w2, b2: _two_layers(w1, b1, w2, b2)(np.zeros(len(w1))),
    correct="With it the single layer gives what the two give, for every x. A third layer would go the same way.",
    cases=_CASES,
    mistakes=(
        Mistake(
            "b₂ alone",
            lambda w1, b1, w2, b2: b2,
            "This is b₂. What becomes of b₁ on its way to the output?",
        ),
        Mistake(
            "b₂ forgotten",
            lambda w1, b1, w2, b2: b1 @ w2,
            "This is what b₁ contributes. The second layer adds something of its own.",
        ),
        Mistake(
            "b₁ not passed through w₂",
            lambda w1, b1, w2, b2: np.sum(b1) + b2,
            "You added the biases up. Between b₁ and the output there is still a layer.",
        ),
        Mistake(
            "b₁ + b₂",
            lambda w1, b1, w2, b2: b1 + b2,
            "This is a list: b₁, with b₂ added to each. b₁ still has to pass the second layer, which makes one "
            "number of it.",
        ),
        Mistake(
            "b₁ alone",
            lambda w1, b1, w2, b2: b1,
            "This is b₁, one number for each hidden unit. What does the second layer make of them?",
        ),
        Mistake(
            "b₁ through both layers",
            lambda w1, b1, w2, b2: b1 @ w1 @ w2 + b2,
            "You sent b₁ through W₁ as well. It is added after W₁: which layers are still to come?",
        ),
        Mistake(
            "b₂ through w₂ too",
            lambda w1, b1, w2, b2: (b1 + b2) @ w2,
            "You sent b₂ through w₂ as well. It is added at the very end.",
        ),
        Mistake(
            "entry by entry",
            lambda w1, b1, w2, b2: b1 * w2 + b2,
            "b1 * w2 multiplies entry by entry and leaves a list. What does a unit do with its weighted inputs?",
        ),
        Mistake(
            "multiplied by b₂",
            lambda w1, b1, w2, b2: b1 @ w2 * b2,
            "You multiplied by b₂. How does a bias come into z?",
        ),
        Mistake(
            "b₂ subtracted",
            lambda w1, b1, w2, b2: b1 @ w2 - b2,
            "You subtracted b₂. How does a bias come into z?",
        ),
        Mistake(
            "the weights",
            lambda w1, b1, w2, b2: w1 @ w2,
            "These are the weights of the single layer. Its bias is wanted: what comes out when every input is 0?",
        ),
        Mistake(
            "output for ones",
            lambda w1, b1, w2, b2: _two_layers(w1, b1, w2, b2)(np.ones(len(w1))),
            "This is what comes out when every input is 1. For which input does the output show the bias alone?",
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
    correct="Half of the inputs are cut to 0, none comes out below it, and the mean of all is 0.40.",
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
            "Leaky ReLU comes near, with a mean of 0.39. But half of its outputs are a little below 0, and "
            "none is exactly 0.",
        ),
        Mistake(
            "linear",
            5,
            "A linear layer gives back what it gets: a bell around a mean of 0, half of it below 0.",
        ),
        Mistake(
            "binary step",
            6,
            "Half of the step's outputs are exactly 0, but the other half are exactly 1, so their mean is 0.50.",
        ),
        Mistake(
            "the mean",
            0.4,
            "This is the mean of the histogram. Asked is the number of the activation in the list.",
        ),
        Mistake(
            "the share of zeros",
            0.5,
            "This is the share of zeros. Asked is the number of the activation in the list.",
        ),
    ),
)
