"""Exercises of lesson 04 on the numbers that softmax gives: a slide with a mistake, and the temperature τ."""

import math

import numpy as np

from nbhelpers.activations import ACTIVATIONS, softmax
from nbhelpers.exercises.exercise import Exercise, Mistake

SIGMOID = ACTIVATIONS["sigmoid"].f
SCORES = np.array([1.6, 0.55, 0.98])

SHARES_OF_SCORES = "softmax is z/Σz"
EACH_ALONE = "softmax acts on each element alone"


def shares(values):
    """Divide by the sum."""
    return values / np.sum(values)


FIND_MISTAKE = Exercise(
    name="find_mistake",
    title="The mistake on the slide",
    reference=float(softmax(SCORES)[0]),
    oracle=lambda: 1 / (1 + math.exp(0.55 - 1.6) + math.exp(0.98 - 1.6)),
    correct="The slide divides the scores themselves by their sum. Softmax divides their powers of e.",
    tolerance=0.6e-3 / 0.53,  # a little over half a unit of the third decimal
    mistakes=(
        Mistake(
            "the slide's number",
            0.51,
            "This is the number on the slide. Work it out from the formula: what is divided by what?",
            SHARES_OF_SCORES,
        ),
        Mistake(
            "z/Σz",
            float(shares(SCORES)[0]),
            "You divided the score by the sum of the scores, as the slide does, only with more digits. Where does "
            "e come in?",
            SHARES_OF_SCORES,
        ),
        Mistake(
            "the second",
            float(softmax(SCORES)[1]),
            "This is the probability of the second score, 0.55. You are asked for the first.",
        ),
        Mistake(
            "the third",
            float(softmax(SCORES)[2]),
            "This is the probability of the third score, 0.98. You are asked for the first.",
        ),
        Mistake(
            "sigmoid of the score",
            SIGMOID(1.6),
            "This is σ(1.6), which ignores the other two scores. What would your three probabilities add up to?",
            EACH_ALONE,
        ),
        Mistake(
            "sigmoids divided by their sum",
            float(shares(SIGMOID(SCORES))[0]),
            "You took the sigmoid of each score and divided by the sum. Softmax applies another function to each.",
        ),
        Mistake(
            "not divided",
            math.exp(1.6),
            "This is e^1.6, which is not a probability yet. What do you have to divide it by?",
            EACH_ALONE,
        ),
        Mistake(
            "divided by the others",
            float(math.exp(1.6) / np.sum(np.exp(SCORES[1:]))),
            "You divided e^1.6 by the sum of the other two. The sum runs over all three.",
        ),
        Mistake(
            "signs reversed",
            float(softmax(-SCORES)[0]),
            "You took e^−z, so the largest score has the smallest probability. Which sign does the exponent have?",
        ),
        Mistake(
            "2 instead of e",
            float(shares(2**SCORES)[0]),
            "You took powers of 2. Softmax uses powers of e.",
        ),
        Mistake(
            "squares",
            float(shares(SCORES**2)[0]),
            "You divided the squares by their sum. In softmax the score is the exponent.",
        ),
        Mistake(
            "in per cent",
            float(100 * softmax(SCORES)[0]),
            "The digits are right, but give the answer as a number from 0 to 1, not in per cent.",
        ),
    ),
)


def _by_bisection():
    """Return the temperature at which the first probability is that of the doubled scores."""
    low, high, wanted = 0.01, 10.0, softmax(2 * SCORES)[0]
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if softmax(SCORES, middle)[0] > wanted else (low, middle)
    return middle


TEMPERATURE = Exercise(
    name="temperature",
    title="A temperature that doubles the scores",
    reference=0.5,
    oracle=_by_bisection,
    correct="Scores are divided by τ, so a low one moves them apart and makes the largest probability larger.",
    mistakes=(
        Mistake(
            "multiplied instead of divided",
            2,
            "At τ = 2 the scores are halved, and a high temperature makes the probabilities more even. Does "
            "doubling the scores do the same?",
        ),
        Mistake(
            "no change",
            1,
            "τ = 1 changes nothing. Doubling the scores doubles the differences between them, and softmax depends "
            "on the differences, not on the ratios.",
            SHARES_OF_SCORES,
        ),
        Mistake("temperature 0", 0, "At τ = 0 the scores would be divided by 0. Which τ doubles them?"),
        Mistake("halved twice", 0.25, "At τ = ¼ the scores are divided by ¼. By what does that multiply them?"),
        Mistake("sign reversed", -0.5, "With a negative τ the largest score would have the smallest probability."),
        Mistake("a logarithm", math.log(2), "You took the logarithm of 2. The scores are divided by τ itself."),
    ),
)
