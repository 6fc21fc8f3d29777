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
        fading.NEW_W1,
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
predict_far_off, recall_far_off = predictions.FAR_OFF.predict, predictions.FAR_OFF.recall
predict_target_reached, recall_target_reached = (
    predictions.TARGET_REACHED.predict,
    predictions.TARGET_REACHED.recall,
)
predict_stops_first, recall_stops_first = predictions.STOPS_FIRST.predict, predictions.STOPS_FIRST.recall
predict_one_epoch, recall_one_epoch = predictions.ONE_EPOCH.predict, predictions.ONE_EPOCH.recall
predict_flat_curve, recall_flat_curve = predictions.FLAT_CURVE.predict, predictions.FLAT_CURVE.recall
predict_epsilon, recall_epsilon = predictions.EPSILON.predict, predictions.EPSILON.recall

# An earlier name, which gave the answer away; it still works in a copy of the lesson.
predict_saturation, recall_saturation = predict_far_off, recall_far_off

check_forward = formulas.FORWARD.check
check_error_slope = formulas.ERROR_SLOPE.check
check_last_b1 = fading.LAST_B1.check
check_new_w1 = fading.NEW_W1.check
check_gradients = formulas.GRADIENTS.check
check_one_step = formulas.ONE_STEP.check
check_measured = checking.MEASURED.check
check_mean_gradient = checking.MEAN_GRADIENT.check


def tally():
    """Take stock: which predictions were right, which exercises are done, what is worth another look."""
    return record.tally(QUESTIONS.values(), CATALOGUE.values())
