"""The start page: one prediction and one exercise, to try out how a notebook works; and their tally.

In the notebook: ``from nbhelpers.exercises import start_here as lesson``.
"""

from nbhelpers.exercises import record
from nbhelpers.exercises.start_here import fitting

QUESTIONS = {question.name: question for question in (fitting.LARGER_W,)}
"""The predictions by name."""

CATALOGUE = {exercise.name: exercise for exercise in (fitting.BEST_W,)}
"""The exercises by name, each with its known mistakes."""

predict_larger_w, recall_larger_w = fitting.LARGER_W.predict, fitting.LARGER_W.recall

check_best_w = fitting.BEST_W.check


def tally():
    """Take stock: which predictions were right, which exercises are done, what is worth another look."""
    return record.tally(QUESTIONS.values(), CATALOGUE.values())
