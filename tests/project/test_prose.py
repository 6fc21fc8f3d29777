"""Every number in a lesson's prose is computed: by a cell of that notebook, or here."""

import math
import re

import pytest
from shipped import LESSONS, PATHS, code_cells, read, text_of

from nbhelpers import descent
from nbhelpers.activations import ACTIVATIONS, flat_intervals, measure
from nbhelpers.backprop import forward
from nbhelpers.datasets import LINES, digits, split
from nbhelpers.exercises.backpropagation import NEW_NUMBERS

X, Z = LINES["walkthrough"]
NUMBER = re.compile(r"(?<![\w.])\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\w.])\d+\.\d+")


def ends(learning_rate, n_steps):
    """Return w after so many steps of the walkthrough with another learning rate."""
    return descent.descend(X, Z, start=0.2, learning_rate=learning_rate, n_steps=n_steps).w[-1]


COMPUTED = {
    "00_start_here": {4.6: round(flat_intervals(ACTIVATIONS["sigmoid"])[-1][0], 1)},
    "01_gradient_descent": {
        1.6: descent.critical_learning_rate(X),
        0.8: descent.critical_learning_rate(X) / 2,
        143115: round(descent.descend(*LINES["one_to_five"], start=0.2, learning_rate=0.4, n_steps=3).w[-1]),
        0.018: round(descent.critical_learning_rate(LINES["one_to_five"].x), 3),
        0.25: LINES["narrow"].x.max(),
        94.4: round(100 * (1 - 2 * 0.18 * descent.curvatures(LINES["narrow"].x)[1]), 1),
        1.5: LINES["stretched"].x.max(),
        0.1: 0.1,  # a setting that the reader is asked to try
    },
    "02_backpropagation": {
        0.72: 0.72,  # a setting that the reader is asked to try
        # the numbers in the hints to the exercise with new numbers
        1.4: NEW_NUMBERS.params.w2,
        0.18: -forward(NEW_NUMBERS.params, NEW_NUMBERS.x).z1,
        0.455: round(forward(NEW_NUMBERS.params, NEW_NUMBERS.x).a1, 3),
    },
    "03_vanishing_gradients": {
        3746: 3746,  # for which `exercises/test_lesson_03.py` waits
    },
    "04_activation_functions": {
        4.6: round(flat_intervals(ACTIVATIONS["sigmoid"])[-1][0], 1),
        4.953: round(math.exp(1.6), 3),
        1.733: round(math.exp(0.55), 3),
        2.664: round(math.exp(0.98), 3),
        23.6: round(100 * measure("sigmoid").flat_fraction, 1),
        50.1: round(100 * measure("tanh").flat_fraction, 1),
    },
    "05_training_playground": {
        0.693: round(math.log(2), 3),
        0.1: 0.1,  # a setting that the reader is asked to try
        1797: len(digits().label),
        1348: len(split(digits(), train_fraction=0.75)[0].label),
        0.4: 0.4,  # a setting that the reader is asked to try
        4.0: 4.0,  # of the licence CC BY
    },
}


def value(text):
    """Read a number as it is written in prose."""
    return float(text.replace(",", ""))


def matches(text, number):
    """Say whether a number, rounded to the digits written, is the one in the text."""
    digits = len(text.partition(".")[2])
    return abs(abs(number) - value(text)) <= 0.5000001 * 10**-digits


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_every_number_in_the_prose_is_computed(path):
    notebook, numbers = read(path), COMPUTED[path.stem]
    assert all(number == pytest.approx(written) for written, number in numbers.items())
    printed = " ".join(text_of(cell) for cell in code_cells(notebook)).replace("−", "-")
    computed = [value(text) for text in NUMBER.findall(printed)] + list(numbers.values())
    texts = (cell.source.partition("### Exercise")[0] for cell in notebook.cells if cell.cell_type == "markdown")
    prose = " ".join(texts)
    quoted = NUMBER.findall(prose)
    assert len(quoted) > (10 if path in LESSONS else 0)
    assert [text for text in quoted if not any(matches(text, number) for number in computed)] == []
