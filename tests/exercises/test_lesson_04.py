"""Lesson 04: slips that lie close together are told apart, and the histograms in the messages are the library's."""

import numpy as np
import pytest
from test_lesson_04_predictions import SPREAD

from nbhelpers.activations import ACTIVATIONS
from nbhelpers.exercises import activation_functions as lesson


def shifted(shift):
    """Return softmax with this subtracted from the scores, or done to them."""
    return lambda z: np.exp(shift(z)) / np.sum(np.exp(shift(z)))


@pytest.mark.parametrize(
    ("mistake", "shifts"),
    {
        "another number subtracted": [
            lambda z: z - np.min(z),
            lambda z: z - z[0],
            lambda z: z - z[-1],
        ],
        "largest size subtracted": [
            lambda z: z - max(0, *z),
            lambda z: z - 1000 * (np.max(z) > 700),
        ],
        "cut off": [lambda z, bound=bound: np.clip(z, -bound, bound) for bound in (50, 100, 500, 700)],
        "cut off, and not finite": [lambda z: np.minimum(z, 700)],
        "z with the other sign": [lambda z: np.min(z) - z],
        "z with the other sign, and overflow": [lambda z: -z],
    }.items(),
)
def test_softmaxes_that_go_wrong_with_large_scores_are_told_apart(mistake, shifts):
    for shift in shifts:
        assert lesson.check_softmax(shifted(shift)).mistake == mistake


def test_the_softmax_that_overflows_is_right_where_it_does_not():
    exercise = lesson.CATALOGUE["softmax"]
    with np.errstate(all="ignore"):
        given = [shifted(lambda z: z)(*case) for case in exercise.cases]
    fine = [np.allclose(it, exercise.expected(case)) for it, case in zip(given, exercise.cases, strict=True)]
    assert fine == [True, True, False, False, False, False]
    assert [bool(np.isnan(it).any()) for it in given] == [not ok for ok in fine]
    assert not any(lesson.check_softmax(shifted(lambda z, k=k: z - z[k])) for k in range(-3, 4))  # nor do these


def test_probabilities_that_are_no_slip_are_told_their_sum():
    powers_of_2 = lesson.check_softmax(lambda z: 2 ** (z - np.max(z)) / np.sum(2 ** (z - np.max(z))))
    logarithms = lesson.check_softmax(lambda z: z - np.logaddexp.reduce(z))
    assert powers_of_2.message.startswith("The entries add up to 1, as they should")
    assert logarithms.message.startswith("The entries should add up to 1, and yours add up to -4.61462.")


def test_weights_that_contain_a_bias_would_be_right_without():
    """And that the right weights do without biases is no reproach."""
    outcome = lesson.check_collapse(lambda w1, b1, w2, b2: w1 @ w2 + b1 @ w2 + b2)
    assert "right if b1 and b2 were 0" in outcome.message
    squared = lesson.check_collapse(lambda w1, b1, w2, b2: w1 @ w1 @ w2)
    assert "never used" not in squared.message
    assert "w2 in the brackets" in lesson.check_collapse_bias(lambda w1, b1, w2, b2: np.mean(b1) + b2).message


def test_the_histograms_in_the_messages_are_the_librarys():
    said = {m.answer: m.message for m in lesson.CATALOGUE["which_activation"].slips}
    assert lesson.LISTED == ("sigmoid", "tanh", "relu", "leaky_relu", "linear", "step")
    assert set(lesson.LISTED) <= {name for name, f in ACTIVATIONS.items() if f.elementwise}
    a = dict(enumerate((ACTIVATIONS[name].f(SPREAD) for name in lesson.LISTED), 1))
    assert set(said) == set(a) - {3} | {0.4, 0.5}
    for place, mean, zeros, below in (
        (1, "0.50", 0, 0),
        (2, "0", 0, 0.5),
        (3, "0.40", 0.5, 0),
        (4, "0.39", 0, 0.5),
        (5, "0", 0, 0.5),
        (6, "0.50", 0.5, 0),
    ):
        assert a[place].mean() == pytest.approx(float(mean), abs=5e-3)
        assert (np.mean(a[place] == 0), np.mean(a[place] < 0)) == (zeros, below)
        assert place == 3 or f"mean of {mean}" in said[place] or f"mean is {mean}" in said[place]
    assert np.mean(a[6] == 1) == 0.5
    assert a[4].min() > -0.05
