"""Lesson 01, gradient descent: its predictions, its exercises and its tally.

In the notebook: ``from nbhelpers.exercises import gradient_descent as lesson``. Then ``lesson.predict_step()``
comes before the demo, ``lesson.recall_step()`` after it, ``lesson.check_cost(my_cost)`` below an exercise and
``lesson.tally()`` at the end.
The answers are here so that they are not in the notebook.
"""

from nbhelpers.exercises import record
from nbhelpers.exercises.gradient_descent import formulas, predictions, runs

QUESTIONS = predictions.QUESTIONS
"""The predictions by name, in the notebook's order."""

CATALOGUE = {
    exercise.name: exercise
    for exercise in (
        formulas.COST,
        formulas.GRADIENT,
        formulas.UPDATE,
        runs.DESCENT,
        runs.STABLE_RATE,
        runs.ONE_STEP_RATE,
        runs.REPAIR,
    )
}
"""The exercises by name, in the notebook's order, each with its known mistakes."""

predict_step, recall_step = predictions.STEP.predict, predictions.STEP.recall
predict_cost_as_guide, recall_cost_as_guide = (
    predictions.COST_AS_GUIDE.predict,
    predictions.COST_AS_GUIDE.recall,
)
predict_w3, recall_w3 = predictions.W3.predict, predictions.W3.recall
predict_overshoot, recall_overshoot = predictions.OVERSHOOT.predict, predictions.OVERSHOOT.recall
predict_still_larger, recall_still_larger = (
    predictions.STILL_LARGER.predict,
    predictions.STILL_LARGER.recall,
)
predict_absolute, recall_absolute = predictions.ABSOLUTE.predict, predictions.ABSOLUTE.recall
predict_two_parameters, recall_two_parameters = (
    predictions.TWO_PARAMETERS.predict,
    predictions.TWO_PARAMETERS.recall,
)
predict_mean_or_sum, recall_mean_or_sum = predictions.MEAN_OR_SUM.predict, predictions.MEAN_OR_SUM.recall

# Earlier names, which gave the answers away; they still work in a copy of the lesson.
predict_bounce, recall_bounce = predict_still_larger, recall_still_larger
predict_zigzag, recall_zigzag = predict_two_parameters, recall_two_parameters

check_cost = formulas.COST.check
check_gradient = formulas.GRADIENT.check
check_update = formulas.UPDATE.check
check_descent = runs.DESCENT.check
check_stable_rate = runs.STABLE_RATE.check
check_one_step_rate = runs.ONE_STEP_RATE.check
check_repair = runs.REPAIR.check


def tally():
    """Take stock: which predictions were right, which exercises are done, what is worth another look."""
    return record.tally(QUESTIONS.values(), CATALOGUE.values())
