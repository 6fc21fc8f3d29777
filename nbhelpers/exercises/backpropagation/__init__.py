"""Lesson 02, backpropagation: its predictions, its exercises and its tally.

In the notebook: ``from nbhelpers.exercises import backpropagation as lesson``. Then ``lesson.predict_largest()``
stands before the demo, ``lesson.recall_largest()`` after it, ``lesson.check_forward(my_forward)`` below an
exercise and ``lesson.tally()`` at the end. ``lesson.NEW_NUMBERS`` is the example for the reader's own step.
"""

from nbhelpers.exercises import record
from nbhelpers.exercises.backpropagation import checking, fading, formulas, predictions

NEW_NUMBERS = fading.NEW_NUMBERS

QUESTIONS = predictions.QUESTIONS
"""The predictions by name, in the notebook's order."""

CATALOGUE = {
    exercise.name: exercise
    for exercise in (
        formulas.FORWARD,
        formulas.ERROR_SLOPE,
        fading.LAST_B1,
        fading.TWO_W1,
        fading.TWO_B1,
        fading.NEW_W2,
        fading.NEW_B2,
        fading.NEW_W1,
        fading.NEW_B1,
        formulas.GRADIENTS,
        formulas.ONE_STEP,
        checking.MEASURED,
        checking.MEAN_GRADIENT,
    )
}
"""The exercises by name, in the notebook's order, each with its known mistakes."""

predict_largest, recall_largest = predictions.LARGEST.predict, predictions.LARGEST.recall
predict_is_update, recall_is_update = predictions.IS_UPDATE.predict, predictions.IS_UPDATE.recall
predict_which_w2, recall_which_w2 = predictions.WHICH_W2.predict, predictions.WHICH_W2.recall
predict_saturation, recall_saturation = predictions.SATURATION.predict, predictions.SATURATION.recall
predict_target_reached, recall_target_reached = (
    predictions.TARGET_REACHED.predict,
    predictions.TARGET_REACHED.recall,
)
predict_stops_first, recall_stops_first = predictions.STOPS_FIRST.predict, predictions.STOPS_FIRST.recall
predict_epsilon, recall_epsilon = predictions.EPSILON.predict, predictions.EPSILON.recall
predict_one_epoch, recall_one_epoch = predictions.ONE_EPOCH.predict, predictions.ONE_EPOCH.recall

check_forward = formulas.FORWARD.check
check_error_slope = formulas.ERROR_SLOPE.check
check_last_b1 = fading.LAST_B1.check
check_two_w1 = fading.TWO_W1.check
check_two_b1 = fading.TWO_B1.check
check_new_w2 = fading.NEW_W2.check
check_new_b2 = fading.NEW_B2.check
check_new_w1 = fading.NEW_W1.check
check_new_b1 = fading.NEW_B1.check
check_gradients = formulas.GRADIENTS.check
check_one_step = formulas.ONE_STEP.check
check_measured = checking.MEASURED.check
check_mean_gradient = checking.MEAN_GRADIENT.check


def tally():
    """Take stock: which predictions were right, which exercises are done, what is worth another look."""
    return record.tally(QUESTIONS.values(), CATALOGUE.values())
