"""Every decimal and every number with thousands in a lesson's prose is computed, by one of its cells or here.

Which number of the cells a number is, is not asked: any that rounds to it will do.
"""

import math

import pytest
from shipped import LESSONS, NUMBER, code_cells, each_notebook, matches, read, text_of, value

from nbhelpers import descent
from nbhelpers.activations import ACTIVATIONS, flat_intervals, measure
from nbhelpers.backprop import forward
from nbhelpers.datasets import LINES, digits, split
from nbhelpers.exercises.backpropagation import NEW_NUMBERS

X, Z = LINES["walkthrough"]


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
    },
    "02_backpropagation": {
        # the numbers in the hints to the exercise with new numbers
        1.4: NEW_NUMBERS.params.w2,
        0.18: -forward(NEW_NUMBERS.params, NEW_NUMBERS.x).z1,
        0.455: round(forward(NEW_NUMBERS.params, NEW_NUMBERS.x).a1, 3),
    },
    "03_vanishing_gradients": {},
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
        1797: len(digits().label),
        1348: len(split(digits(), train_fraction=0.75)[0].label),
    },
}

GIVEN = {
    "01_gradient_descent": [0.1],  # a setting that the reader is asked to try, like the next and the last but one
    "02_backpropagation": [0.72],
    "03_vanishing_gradients": [3746],  # for which `exercises/test_lesson_03.py` waits
    "05_training_playground": [0.1, 0.4, 4.0],  # the last is that of the licence CC BY
}
"""Numbers that nothing here computes."""


@each_notebook
def test_every_decimal_and_every_thousand_in_the_prose_is_printed_computed_or_given(path):
    notebook, numbers = read(path), COMPUTED[path.stem]
    assert all(number == pytest.approx(written) for written, number in numbers.items())
    printed = " ".join(text_of(cell) for cell in code_cells(notebook)).replace("−", "-")
    computed = [value(text) for text in NUMBER.findall(printed)] + [*numbers.values(), *GIVEN.get(path.stem, [])]
    texts = (cell.source.partition("### Exercise")[0] for cell in notebook.cells if cell.cell_type == "markdown")
    prose = " ".join(texts)
    quoted = NUMBER.findall(prose)
    assert len(quoted) > (10 if path in LESSONS else 0)
    assert [text for text in quoted if not any(matches(text, number) for number in computed)] == []
