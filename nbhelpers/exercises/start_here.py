"""The start page: one prediction and one exercise, to try out how a notebook works; and their tally.

In the notebook: ``from nbhelpers.exercises import start_here as lesson``. Both are about the demo `explore_fit`.
"""

from nbhelpers import descent
from nbhelpers.datasets import LINES
from nbhelpers.exercises.checks import ValueExercise
from nbhelpers.exercises.lesson import Catalogue, offered
from nbhelpers.exercises.prediction import Question
from nbhelpers.exercises.recognition import Slip
from nbhelpers.exercises.relations import INVERSE, SIGN

LARGER_W = Question(
    "The line w · x is to go through five points. Its cost J adds up the squares of what it is off by, point by "
    "point. The slider starts at w = 0.2 and goes up to 5. What will J do on the way?",
    [
        "It falls all the way: the larger w, the better the line.",
        "It falls, is 0 for one w, and rises again.",
        "It rises all the way.",
        "It stays as it is: only the line moves.",
    ],
    answer=1,
    because="At first the line is too flat, and the errors shrink. Past the w that fits it is too steep, and they "
    "grow again.",
    name="larger_w",
    misconception="a larger weight is a better one",
    see="explore_fit(w=5)",
)

BEST_W = ValueExercise(
    "best_w",
    "The w that fits",
    "With w = 2 the line goes through all five points, and J is 0.",
    2.0,
    (
        Slip("not moved", 0.2, "That is where the slider starts. Move it until no dotted line is left."),
        Slip("halfway", 1, "With w = 1 the line is still too flat: the points rise faster than it does."),
        Slip("upside down", INVERSE, "That is x divided by z. The line is w · x, so w is z divided by x."),
        Slip("other sign", SIGN, "With a negative w the line falls, but the points rise."),
        Slip(
            "end of the slider",
            5,
            "That is the right end of the slider. What does J say there?",
            LARGER_W.misconception,
        ),
    ),
    oracle=lambda: descent.best_weight(*LINES["walkthrough"]),
    too_small="With this w the line is too flat, so the points at both ends are off it. Which way do you move the slider?",
    too_large="With this w the line is too steep, so the points at both ends are off it. Which way do you move the slider?",
)

QUESTIONS = {LARGER_W.name: LARGER_W}
"""The predictions by name."""

CATALOGUE = Catalogue(BEST_W)
"""The exercises by name, each with the slips that it knows."""

globals().update(offered(QUESTIONS, CATALOGUE))
