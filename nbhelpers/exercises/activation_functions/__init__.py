"""Lesson 04, activation functions: its predictions, its exercises and its tally.

In the notebook: ``from nbhelpers.exercises import activation_functions as lesson``. Then
``lesson.predict_sparse()`` comes before the demo, ``lesson.recall_sparse()`` after it,
``lesson.check_leaky(my_leaky_relu)`` below an exercise and ``lesson.tally()`` at the end.
"""

from nbhelpers.exercises import record
from nbhelpers.exercises.activation_functions import curves, layers, predictions, shares, surviving

QUESTIONS = predictions.QUESTIONS
"""The predictions by name, in the notebook's order."""

CATALOGUE = {
    exercise.name: exercise
    for exercise in (
        curves.TANH_SLOPE,
        curves.LEAKY,
        curves.LEAKY_SLOPE,
        shares.FIND_MISTAKE,
        surviving.SOFTMAX,
        shares.TEMPERATURE,
        layers.COLLAPSE,
        layers.COLLAPSE_BIAS,
        layers.WHICH_ACTIVATION,
    )
}
"""The exercises by name, in the notebook's order, each with its known mistakes."""

predict_tanh_or_sigmoid, recall_tanh_or_sigmoid = (
    predictions.TANH_OR_SIGMOID.predict,
    predictions.TANH_OR_SIGMOID.recall,
)
predict_tanh_far, recall_tanh_far = predictions.TANH_FAR.predict, predictions.TANH_FAR.recall
predict_relu_at_zero, recall_relu_at_zero = predictions.RELU_AT_ZERO.predict, predictions.RELU_AT_ZERO.recall
predict_sparse, recall_sparse = predictions.SPARSE.predict, predictions.SPARSE.recall
predict_softmax_share, recall_softmax_share = predictions.SOFTMAX_SHARE.predict, predictions.SOFTMAX_SHARE.recall
predict_softmax_alone, recall_softmax_alone = predictions.SOFTMAX_ALONE.predict, predictions.SOFTMAX_ALONE.recall
predict_softmax_shift, recall_softmax_shift = predictions.SOFTMAX_SHIFT.predict, predictions.SOFTMAX_SHIFT.recall
predict_step_training, recall_step_training = predictions.STEP_TRAINING.predict, predictions.STEP_TRAINING.recall
predict_any_bend, recall_any_bend = predictions.ANY_BEND.predict, predictions.ANY_BEND.recall
predict_linear_stack, recall_linear_stack = predictions.LINEAR_STACK.predict, predictions.LINEAR_STACK.recall

check_tanh_slope = curves.TANH_SLOPE.check
check_leaky = curves.LEAKY.check
check_leaky_slope = curves.LEAKY_SLOPE.check
check_find_mistake = shares.FIND_MISTAKE.check
check_softmax = surviving.SOFTMAX.check
check_temperature = shares.TEMPERATURE.check
check_collapse = layers.COLLAPSE.check
check_collapse_bias = layers.COLLAPSE_BIAS.check
check_which_activation = layers.WHICH_ACTIVATION.check


def tally():
    """Take stock: which predictions were right, which exercises are done, what is worth another look."""
    return record.tally(QUESTIONS.values(), CATALOGUE.values())
