"""Lesson 03, vanishing gradients: its predictions, its exercises and its tally.

In the notebook: ``from nbhelpers.exercises import vanishing_gradients as lesson``. Then ``lesson.predict_cause()``
comes before the demo, ``lesson.recall_cause()`` after it, ``lesson.check_factor(my_factor)`` below an exercise
and ``lesson.tally()`` at the end.
"""

from nbhelpers.exercises import record
from nbhelpers.exercises.vanishing_gradients import chains, formulas, predictions, scales

QUESTIONS = predictions.QUESTIONS
"""The predictions by name, in the notebook's order."""

CATALOGUE = {
    exercise.name: exercise
    for exercise in (
        formulas.SIGMOID_SLOPE,
        formulas.FACTOR,
        chains.ARRIVING,
        formulas.LARGEST_SLOPE,
        chains.LAYERS_LEFT,
        chains.KEEPING_WEIGHT,
        scales.PER_LAYER,
        scales.HE_STD,
    )
}
"""The exercises by name, in the notebook's order, each with its known mistakes."""

predict_depth_or_inputs, recall_depth_or_inputs = (
    predictions.DEPTH_OR_INPUTS.predict,
    predictions.DEPTH_OR_INPUTS.recall,
)
predict_steepest, recall_steepest = predictions.STEEPEST.predict, predictions.STEEPEST.recall
predict_cause, recall_cause = predictions.CAUSE.predict, predictions.CAUSE.recall
predict_ten_sigmoids, recall_ten_sigmoids = predictions.TEN_SIGMOIDS.predict, predictions.TEN_SIGMOIDS.recall
predict_sigmoid_kept, recall_sigmoid_kept = predictions.SIGMOID_KEPT.predict, predictions.SIGMOID_KEPT.recall
predict_relu_lost, recall_relu_lost = predictions.RELU_LOST.predict, predictions.RELU_LOST.recall
predict_tanh_cure, recall_tanh_cure = predictions.TANH_CURE.predict, predictions.TANH_CURE.recall
predict_exploding, recall_exploding = predictions.EXPLODING.predict, predictions.EXPLODING.recall
predict_any_start, recall_any_start = predictions.ANY_START.predict, predictions.ANY_START.recall
predict_first_layer, recall_first_layer = predictions.FIRST_LAYER.predict, predictions.FIRST_LAYER.recall
predict_train_longer, recall_train_longer = predictions.TRAIN_LONGER.predict, predictions.TRAIN_LONGER.recall

check_sigmoid_slope = formulas.SIGMOID_SLOPE.check
check_factor = formulas.FACTOR.check
check_arriving = chains.ARRIVING.check
check_largest_slope = formulas.LARGEST_SLOPE.check
check_layers_left = chains.LAYERS_LEFT.check
check_keeping_weight = chains.KEEPING_WEIGHT.check
check_per_layer = scales.PER_LAYER.check
check_he_std = scales.HE_STD.check


def tally():
    """Take stock: which predictions were right, which exercises are done, what is worth another look."""
    return record.tally(QUESTIONS.values(), CATALOGUE.values())
