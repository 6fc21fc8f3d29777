"""The exercises of lesson 4 on whole layers: softmax, two linear layers as one, a layer known by its outputs."""

import math
from statistics import NormalDist

import numpy as np

from nbhelpers.activations import ACTIVATIONS, softmax
from nbhelpers.exercises.checks import FunctionExercise, ValueExercise
from nbhelpers.exercises.recognition import slips
from nbhelpers.exercises.relations import INVERSE, OVER_M, SIGN, changed
from nbhelpers.gradcheck import numerical_gradient
from nbhelpers.network import Network, forward

SIGMOID = ACTIVATIONS["sigmoid"].f
SCORES = np.array([1.6, 0.55, 0.98])


def _shares(values):
    """Divide by the sum."""
    return values / np.sum(values)


FIND_MISTAKE = ValueExercise(
    "find_mistake",
    "The mistake on the slide",
    "The slide divides the scores themselves by their sum. Softmax divides their powers of e.",
    float(softmax(SCORES)[0]),
    slips(
        """
        z/Σz [softmax is z/Σz]: You divided the score by the sum of the scores, as the slide does. Where does e come
            in?
        the second: This is the probability of the second score, 0.55. You are asked for the first.
        the third: This is the probability of the third score, 0.98. You are asked for the first.
        sigmoid of the score [softmax acts on each element alone]: This is σ(1.6), which ignores the other two
            scores. What would your three probabilities add up to?
        sigmoids divided by their sum: You took the sigmoid of each score and divided by the sum. Softmax applies
            another function to each.
        not divided [softmax acts on each element alone]: This is e^1.6, which is not a probability yet. What do you
            have to divide it by?
        divided by the others: You divided e^1.6 by the sum of the other two. The sum runs over all three.
        signs reversed: You took e^−z, so the largest score has the smallest probability. Which sign does the
            exponent have?
        2 instead of e: You took powers of 2. Softmax uses powers of e.
        squares: You divided the squares by their sum. In softmax the score is the exponent.
        """,
        {
            "z/Σz": float(_shares(SCORES)[0]),
            "the second": float(softmax(SCORES)[1]),
            "the third": float(softmax(SCORES)[2]),
            "sigmoid of the score": float(SIGMOID(SCORES[0])),
            "sigmoids divided by their sum": float(_shares(SIGMOID(SCORES))[0]),
            "not divided": math.exp(SCORES[0]),
            "divided by the others": float(math.exp(SCORES[0]) / np.sum(np.exp(SCORES[1:]))),
            "signs reversed": float(softmax(-SCORES)[0]),
            "2 instead of e": float(_shares(2**SCORES)[0]),
            "squares": float(_shares(SCORES**2)[0]),
        },
    ),
    oracle=lambda: 1 / (1 + math.exp(0.55 - 1.6) + math.exp(0.98 - 1.6)),
    decimals=3,
    too_small="The largest score has the largest probability. Is this that of the first score, and is it e^1.6 "
    "that you divided by the sum?",
    too_large="Only one number is divided by the sum of all three, e^1.6. Which sum do you have?",
)

SOFTMAX = FunctionExercise(
    "softmax",
    "Softmax that survives large scores",
    "Your softmax agrees with the library for ordinary scores, around 1000 and around −1000.",
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
    slips(
        """
        overflow: It is correct for ordinary scores, because it is the formula as written. But e^1000 is too large
            for a float, and e^−1000 so small that it becomes 0. What can you do to all scores without changing the
            probabilities? If you shifted them: by how much, and in which direction?
        z/Σz [softmax is z/Σz]: You divided each score by the sum of the scores, so a negative score has a negative
            probability. Where does e come in?
        sigmoid of each [softmax acts on each element alone]: You took the sigmoid of each score. Then no score
            affects the others, and the sum is not 1.
        not divided [softmax acts on each element alone]: You took e^z of each score. What makes these numbers add
            up to 1?
        maximum subtracted, not divided: You subtracted the largest score, so no e^z overflows. Probabilities add up
            to 1: what is missing?
        another number subtracted: You subtracted the same number from all scores, so the probabilities stay the
            same. But if the scores are far apart, e^z still overflows: what must you subtract so that no exponent
            is above 0?
        largest size subtracted: It is correct until all scores are far below 0, where every e^z becomes 0. Did you
            take the largest |z| or a fixed number, start the search for the largest at 0, or subtract only if the
            scores are large?
        subtracted in the numerator only: You subtracted the largest score in the numerator only. Do the same in the
            denominator.
        divided by the largest score [softmax is z/Σz]: You divided the scores by the largest one. That changes the
            differences between them, on which the probabilities depend.
        cut off: You cut the scores off so that e^z does not overflow. Then all scores beyond the bound count the
            same. What can you do to all scores without changing the result?
        """,
        {
            "overflow": lambda z: _shares(np.exp(z)),
            "z/Σz": _shares,
            "sigmoid of each": SIGMOID,
            "not divided": np.exp,
            "maximum subtracted, not divided": lambda z: np.exp(z - np.max(z)),
            "another number subtracted": lambda z: _shares(np.exp(z - np.mean(z))),
            "largest size subtracted": lambda z: _shares(np.exp(z - np.max(np.abs(z)))),
            "subtracted in the numerator only": lambda z: np.exp(z - np.max(z)) / np.sum(np.exp(z)),
            "divided by the largest score": lambda z: _shares(np.exp(z / np.max(z))),
            "cut off": lambda z: _shares(np.exp(np.clip(z, -700, 700))),
        },
    ),
    oracle=lambda z: np.exp(z - np.logaddexp.reduce(z)),
)


def _by_bisection():
    """Return the temperature at which the first probability is that of the doubled scores."""
    low, high, wanted = 0.01, 10.0, softmax(2 * SCORES)[0]
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if softmax(SCORES, middle)[0] > wanted else (low, middle)
    return middle


TEMPERATURE = ValueExercise(
    "temperature",
    "A temperature that doubles the scores",
    "Scores are divided by τ, so a low one moves them apart and makes the largest probability larger.",
    0.5,
    slips(
        """
        multiplied instead of divided: At τ = 2 the scores are halved, and a high temperature makes the
            probabilities more even. Does doubling the scores do the same?
        no change [softmax is z/Σz]: τ = 1 changes nothing. Doubling the scores doubles the differences between
            them, and softmax depends on the differences, not on the ratios.
        temperature 0: At τ = 0 the scores would be divided by 0. Which τ doubles them?
        halved twice: At τ = ¼ the scores are divided by ¼. By what does that multiply them?
        sign reversed: With a negative τ the largest score would have the smallest probability.
        a logarithm: You took the logarithm of 2. The scores are divided by τ itself.
        """,
        {
            "multiplied instead of divided": INVERSE,
            "no change": 1,
            "temperature 0": 0,
            "halved twice": 0.25,
            "sign reversed": SIGN,
            "a logarithm": math.log(2),
        },
    ),
    oracle=_by_bisection,
    too_small="With so small a τ the scores become more than twice as large.",
    too_large="With so large a τ the scores become less than twice as large.",
)


def _two_layers(w1, b1, w2, b2):
    """Return the output of the library's network with these two linear layers, as a function of one input."""
    network = Network([w1, np.transpose([w2])], [b1, [b2]], ("linear", "linear"))
    return lambda x: forward(network, [x]).a[-1][0, 0]


COLLAPSE = FunctionExercise(
    "collapse",
    "Two linear layers as one: the weights",
    "A unit with these weights responds to every change of its inputs as the two layers do.",
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
    slips(
        """
        w₂ first: The order is reversed. x is multiplied by w1 first, and the result by w2.
        entry by entry: w1 * w2 multiplies entry by entry. An input reaches the output through all hidden units: how
            do these paths become one weight?
        summed along the wrong side: You multiplied entry by entry and added up over the inputs. Each input has a
            path through every hidden unit: over which of the two should the sum run?
        added: You added the weights. On its way through two layers a number is multiplied twice.
        first layer alone: These are the weights of the first layer. Its output still has to pass the second.
        mean instead of sum: Your weights are too small by the number of hidden units. A layer takes a sum, not a
            mean.
        b₁ among the weights: You added b1 to the weights. It is not multiplied by x: where does it end up?
        b₂ among the weights: You added b2 to the weights. It is not multiplied by x: where does it end up?
        the bias: This is the bias of the single unit. You are asked for its weights: what is x multiplied by?
        weights and bias: Your list ends with the bias. Return the weights alone.
        """,
        {
            "w₂ first": changed("w1", np.transpose),
            "entry by entry": lambda w1, b1, w2, b2: w1 * w2,
            "summed along the wrong side": lambda w1, b1, w2, b2: np.sum(w1 * w2, axis=0),
            "added": lambda w1, b1, w2, b2: w1 + w2,
            "first layer alone": lambda w1, b1, w2, b2: w1,
            "mean instead of sum": OVER_M,
            "b₁ among the weights": lambda w1, b1, w2, b2: (w1 + b1) @ w2,
            "b₂ among the weights": lambda w1, b1, w2, b2: w1 @ w2 + b2,
            "the bias": lambda w1, b1, w2, b2: b1 @ w2 + b2,
            "weights and bias": lambda w1, b1, w2, b2: np.append(w1 @ w2, b1 @ w2 + b2),
        },
    ),
    oracle=lambda w1, b1, w2, b2: numerical_gradient(_two_layers(w1, b1, w2, b2), np.zeros(len(w1))),
)

COLLAPSE_BIAS = FunctionExercise(
    "collapse_bias",
    "Two linear layers as one: the bias",
    "With this bias the single unit does what the two layers do, for every x. A third collapses too.",
    lambda w1, b1, w2, b2: b1 @ w2 + b2,
    COLLAPSE.cases,
    slips(
        """
        b₂ alone: This is b2. What becomes of b1 on its way to the output?
        b₁ not passed through w₂: You added the biases up. Between b1 and the output there is still a layer.
        b₁ + b₂: This is a list, b1 with b2 added to each. But b1 still has to pass the second layer, which turns it
            into one number.
        b₁ alone: This is b1, one number for each hidden unit. What does the second layer make of them?
        b₁ through both layers: You sent b1 through w1 as well. It is added after w1: which layers are still to
            come?
        b₂ through w₂ too: You sent b2 through w2 as well. It is added at the very end.
        entry by entry: b1 * w2 multiplies entry by entry and leaves a list. What does a unit do with its weighted
            inputs?
        multiplied by b₂: You multiplied by b2. How does a bias enter z?
        the weights: These are the weights of the single unit, not its bias. What comes out if every input is 0?
        output for ones: This is the output when every input is 1. For which input does the output show the bias
            alone?
        """,
        {
            "b₂ alone": changed("b1", np.zeros_like),
            "b₁ not passed through w₂": changed("w2", np.ones_like),
            "b₁ + b₂": lambda w1, b1, w2, b2: b1 + b2,
            "b₁ alone": lambda w1, b1, w2, b2: b1,
            "b₁ through both layers": lambda w1, b1, w2, b2: b1 @ w1 @ w2 + b2,
            "b₂ through w₂ too": lambda w1, b1, w2, b2: (b1 + b2) @ w2,
            "entry by entry": lambda w1, b1, w2, b2: b1 * w2 + b2,
            "multiplied by b₂": lambda w1, b1, w2, b2: b1 @ w2 * b2,
            "the weights": COLLAPSE.reference,
            "output for ones": lambda w1, b1, w2, b2: (w1.sum(axis=0) + b1) @ w2 + b2,
        },
    ),
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


WHICH_ACTIVATION = ValueExercise(
    "which_activation",
    "Which activation was it?",
    "It cuts half of its inputs to 0, no output is below 0, and the mean of all is 0.40.",
    LISTED.index("relu") + 1,
    slips(
        """
        sigmoid: The sigmoid's outputs lie between 0 and 1 around a mean of 0.50, and none is exactly 0.
        tanh: The outputs of tanh lie between −1 and 1 around a mean of 0, and half of them are below 0.
        leaky ReLU: Leaky ReLU comes close, with a mean of 0.39. But half of its outputs are a little below 0, and
            none is exactly 0.
        linear: A linear layer returns what it receives: a bell around a mean of 0, half of it below 0.
        binary step: Half of the step's outputs are exactly 0, but the other half are exactly 1, so their mean is
            0.50.
        the mean: This is the mean of the outputs. Give the number of the activation in the list.
        the fraction of zeros: This is the fraction of zeros. Give the number of the activation in the list.
        """,
        {
            "sigmoid": 1,
            "tanh": 2,
            "leaky ReLU": 4,
            "linear": 5,
            "binary step": 6,
            "the mean": 0.4,
            "the fraction of zeros": 0.5,
        },
    ),
    oracle=_by_its_histogram,
    too_small="The numbers in the list are 1 to 6.",
    too_large="The numbers in the list are 1 to 6.",
)
