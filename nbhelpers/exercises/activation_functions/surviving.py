"""The exercise of lesson 04 in which softmax is written, and has to survive scores that overflow."""

import numpy as np

from nbhelpers.activations import softmax
from nbhelpers.exercises.activation_functions.shares import EACH_ALONE, SHARES_OF_SCORES, SIGMOID, shares
from nbhelpers.exercises.exercise import Exercise, Mistake


def _capped(low, high):
    """Return softmax with the scores cut off at two bounds."""
    return lambda z: shares(np.exp(np.clip(z, low, high)))


_CUT_OFF = (
    "You cut the scores off so that e^z does not overflow. Then all scores beyond the bound count the same. What "
    "can you do to all scores without changing the result?"
)

_LOGARITHMS = "These are the logarithms of the probabilities, all of them below 0. What undoes a logarithm?"

SOFTMAX = Exercise(
    name="softmax",
    title="Softmax that survives large scores",
    reference=softmax,
    oracle=lambda z: np.exp(z - np.logaddexp.reduce(z)),
    correct="Your softmax agrees with the library for ordinary scores, around 1000 and around −1000.",
    cases=(
        (np.array([2.0, 1.0, -0.5]),),
        (np.array([1000.0, 1001.25, 999.5, 1000.75]),),
        (np.array([-1000.5, -1000.0, -1001.0]),),
        (np.array([350.0, 350.5, 349.25, -400.0]),),
        (np.array([1000.0, 1000.5, -1000.0, -1000.0]),),
    ),
    mistakes=(
        Mistake(
            "overflow",
            lambda z: shares(np.exp(z)),
            "It is correct for ordinary scores, because it is the formula as written. But e^1000 is too large for "
            "a float, and e^−1000 so small that it becomes 0. What can you do to all scores without changing the "
            "probabilities? If you shifted them: by how much, and in which direction?",
        ),
        Mistake(
            "z/Σz",
            shares,
            "You divided each score by the sum of the scores, so a negative score has a negative probability. "
            "Where does e come in?",
            SHARES_OF_SCORES,
        ),
        Mistake(
            "sizes divided by their sum",
            lambda z: shares(np.abs(z)),
            "You divided the sizes of the scores by their sum. A negative score should have a small probability: "
            "where does e come in?",
            SHARES_OF_SCORES,
        ),
        Mistake(
            "sigmoid of each",
            SIGMOID,
            "You took the sigmoid of each score. Then no score affects the others, and the sum is not 1.",
            EACH_ALONE,
        ),
        Mistake(
            "sigmoids divided by their sum",
            lambda z: shares(SIGMOID(z)),
            "You took the sigmoid of each score and divided by the sum. Softmax applies another function to each.",
        ),
        Mistake(
            "not divided",
            np.exp,
            "You took e^z of each score. What makes these numbers add up to 1?",
            EACH_ALONE,
        ),
        Mistake(
            "maximum subtracted, not divided",
            lambda z: np.exp(z - np.max(z)),
            "You subtracted the largest score, so no e^z overflows. Probabilities add up to 1: what is missing?",
        ),
        Mistake(
            "mean instead of sum",
            lambda z: softmax(z) * len(z),
            "You divided by the mean of the e^z. The probabilities should add up to 1.",
        ),
        Mistake(
            "mean subtracted",
            lambda z: shares(np.exp(z - np.mean(z))),
            "You subtracted the mean. The probabilities stay the same, and scores around 1000 survive. But if the "
            "scores are far apart, e^z still overflows: what must you subtract so that no exponent is above 0?",
        ),
        Mistake(
            "minimum subtracted",
            lambda z: shares(np.exp(z - np.min(z))),
            "You subtracted the smallest score. The probabilities stay the same, but if the scores are far apart, "
            "e^z still overflows: which sign do your exponents have?",
        ),
        Mistake(
            "largest size subtracted",
            lambda z: shares(np.exp(z - np.max(np.abs(z)))),
            "It is correct until all scores are far below 0, where every e^z becomes 0. Did you take the largest "
            "|z|, start the search for the largest at 0, or subtract only if the scores are large?",
        ),
        Mistake(
            "subtracted in the numerator only",
            lambda z: np.exp(z - np.max(z)) / np.sum(np.exp(z)),
            "You subtracted the largest score in the numerator only. Do the same in the denominator.",
        ),
        Mistake(
            "subtracted in the denominator only",
            lambda z: np.exp(z) / np.sum(np.exp(z - np.max(z))),
            "You subtracted the largest score in the denominator only. Do the same in the numerator.",
        ),
        Mistake(
            "divided by the largest score",
            lambda z: shares(np.exp(z / np.max(z))),
            "You divided the scores by the largest one. That changes the differences between them, on which the "
            "probabilities depend.",
            SHARES_OF_SCORES,
        ),
        Mistake("cut off", _capped(-700, 700), _CUT_OFF),
        Mistake("cut off early", _capped(-100, 100), _CUT_OFF),
        Mistake("cut off above", _capped(-np.inf, 700), _CUT_OFF),
        Mistake(
            "signs dropped",
            lambda z: softmax(np.abs(z)),
            "You took e^|z|. A negative score should have a smaller probability than a score of 0.",
        ),
        Mistake(
            "signs dropped in the denominator",
            lambda z: np.exp(z) / np.sum(np.exp(np.abs(z))),
            "You took e^|z| in the sum and e^z in the numerator. The sum needs the same numbers as the numerator.",
        ),
        Mistake(
            "signs reversed",
            lambda z: softmax(-z),
            "You took e^−z, so the largest score has the smallest probability. Which sign does the exponent have?",
        ),
        Mistake(
            "signs reversed, overflow",
            lambda z: shares(np.exp(-z)),
            "Two things are wrong: you took e^−z, so the largest score has the smallest probability, and with "
            "scores around 1000 nothing finite is left.",
        ),
        Mistake(
            "2 instead of e",
            lambda z: shares(2.0**z),
            "You took powers of 2. Softmax uses powers of e.",
        ),
        Mistake("logarithms", lambda z: z - np.logaddexp.reduce(z), _LOGARITHMS),
        Mistake(
            "logarithms of probabilities", lambda z: np.log(softmax(z)), _LOGARITHMS
        ),  # those of 0 are infinite
        Mistake(
            "all to the largest",
            lambda z: (z == np.max(z)).astype(float),
            "You gave everything to the largest score. Softmax is softer and leaves something for the others.",
        ),
    ),
)
