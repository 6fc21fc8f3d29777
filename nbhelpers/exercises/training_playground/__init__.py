"""Lesson 05, the training playground: its predictions, its exercises and its tally.

In the notebook: ``from nbhelpers.exercises import training_playground as lesson``. Then
``lesson.predict_units()`` stands before the demo, ``lesson.recall_units()`` after it,
``lesson.check_one_hot(my_one_hot)`` below an exercise and ``lesson.tally()`` at the end.
"""

from nbhelpers.exercises import record
from nbhelpers.exercises.training_playground import (
    answers,
    classes,
    confusion,
    loop,
    parameters,
    predictions,
    shares,
    spirals,
)

QUESTIONS = predictions.QUESTIONS
"""The predictions by name, in the notebook's order."""

CATALOGUE = {
    exercise.name: exercise
    for exercise in (
        loop.TRAINING_LOOP,
        spirals.SPIRALS,
        parameters.COUNT_PARAMETERS,
        answers.ACCURACY,
        confusion.CONFUSION,
        classes.ONE_HOT,
        shares.OUTPUT_DELTA,
    )
}
"""The exercises by name, in the notebook's order, each with its known mistakes."""

predict_no_hidden_layer, recall_no_hidden_layer = (
    predictions.NO_HIDDEN_LAYER.predict,
    predictions.NO_HIDDEN_LAYER.recall,
)
predict_units, recall_units = predictions.UNITS.predict, predictions.UNITS.recall
predict_deep, recall_deep = predictions.DEEP.predict, predictions.DEEP.recall
predict_large_rate, recall_large_rate = predictions.LARGE_RATE.predict, predictions.LARGE_RATE.recall
predict_starts, recall_starts = predictions.STARTS.predict, predictions.STARTS.recall
predict_by_heart, recall_by_heart = predictions.BY_HEART.predict, predictions.BY_HEART.recall
predict_reading, recall_reading = predictions.READING.predict, predictions.READING.recall
predict_mix_up, recall_mix_up = predictions.MIX_UP.predict, predictions.MIX_UP.recall
predict_shift, recall_shift = predictions.SHIFT.predict, predictions.SHIFT.recall

check_training_loop = loop.TRAINING_LOOP.check
check_spirals = spirals.SPIRALS.check
check_count_parameters = parameters.COUNT_PARAMETERS.check
check_accuracy = answers.ACCURACY.check
check_confusion = confusion.CONFUSION.check
check_one_hot = classes.ONE_HOT.check
check_output_delta = shares.OUTPUT_DELTA.check


def tally():
    """Take stock: which predictions were right, which exercises are done, what is worth another look."""
    return record.tally(QUESTIONS.values(), CATALOGUE.values())
