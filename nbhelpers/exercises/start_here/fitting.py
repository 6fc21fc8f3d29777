"""The question and the exercise of the start page, both on the demo `explore_fit`."""

from nbhelpers import descent
from nbhelpers.datasets import LINES
from nbhelpers.exercises.exercise import Exercise, Mistake
from nbhelpers.exercises.prediction import Question

LARGER_W = Question(
    "You will fit the line w · x to five points. Its cost J adds up the squares of how far it misses each of them. "
    "The slider starts at w = 0.2 and goes up to 5. What does J do as w grows?",
    [
        "It falls all the way: the larger w, the better the line.",
        "It falls to 0 and then rises again.",
        "It rises all the way.",
        "It stays the same: only the line moves.",
    ],
    answer=1,
    because="At first the line is too flat, so a larger w makes the errors smaller. Past the w that fits, the line "
    "is too steep, and they grow again.",
    name="larger_w",
    misconception="a larger weight is a better one",
    see="explore_fit(w=5)",
)

BEST_W = Exercise(
    name="best_w",
    title="The w that fits",
    reference=2.0,
    oracle=lambda: descent.best_weight(*LINES["walkthrough"]),
    correct="With w = 2 the line goes through all five points, and J is 0.",
    mistakes=(
        Mistake("not moved", 0.2, "That is where the slider starts. Move it until no dotted line is left."),
        Mistake("halfway", 1, "With w = 1 the line is still too flat, because the points rise faster."),
        Mistake("upside down", 0.5, "That is x divided by z. The line is w · x, so w is z divided by x."),
        Mistake("other sign", -2, "With a negative w the line falls, but the points rise."),
        Mistake(
            "end of the slider",
            5,
            "That is the right end of the slider. What is J there?",
            "a larger weight is a better one",
        ),
    ),
)
