"""The start page: one prediction and one exercise, to try out how a notebook works; and their tally.

In the notebook: ``from nbhelpers.exercises import start_here as lesson``. Both are about the demo `explore_fit`.
"""

from nbhelpers import descent
from nbhelpers.datasets import LINES
from nbhelpers.exercises.checks import ValueExercise
from nbhelpers.exercises.prediction import questions
from nbhelpers.exercises.recognition import slips
from nbhelpers.exercises.record import Catalogue, offered
from nbhelpers.exercises.relations import INVERSE, SIGN

QUESTIONS = questions("""
larger_w | a larger weight is a better one | explore_fit(w=5)
    You will fit the line w · x to five points. Its cost J adds up the squares of how far it misses each of them.
    The slider starts at w = 0.2 and goes up to 5. What does J do as w grows?
    - It falls all the way: the larger w, the better the line.
    + It falls to 0 and then rises again.
    - It rises all the way.
    - It stays the same: only the line moves.
    = At first the line is too flat, so a larger w makes the errors smaller. Past the w that fits, the line is too
      steep, and they grow again.
""")
"""The predictions by name."""

BEST_W = ValueExercise(
    "best_w",
    "The w that fits",
    "With w = 2 the line goes through all five points, and J is 0.",
    2.0,
    slips(
        """
        not moved: That is where the slider starts. Move it until no dotted line is left.
        halfway: With w = 1 the line is still too flat, because the points rise faster.
        upside down: That is x divided by z. The line is w · x, so w is z divided by x.
        other sign: With a negative w the line falls, but the points rise.
        end of the slider [a larger weight is a better one]: That is the right end of the slider. What is J there?
        """,
        {"not moved": 0.2, "halfway": 1, "upside down": INVERSE, "other sign": SIGN, "end of the slider": 5},
    ),
    oracle=lambda: descent.best_weight(*LINES["walkthrough"]),
    too_small="With this w the line is too flat: the points rise faster. Which way do you move the slider?",
    too_large="With this w the line is too steep: the points rise more slowly. Which way do you move the slider?",
)

CATALOGUE = Catalogue(BEST_W)
"""The exercises by name, each with the slips that it knows."""

globals().update(offered(QUESTIONS, CATALOGUE))
