"""Lesson 04: each catalogued mistake gets its message, each correct variant is accepted, each answer is right."""

import math

import numpy as np
import pytest
from lesson_04_answers import CORRECT, SPREAD

from nbhelpers import network
from nbhelpers.activations import ACTIVATIONS
from nbhelpers.exercises import activation_functions as lesson
from nbhelpers.exercises import activation_layers as layers
from nbhelpers.exercises.outcome import Status

VARIANTS = [pytest.param(name, answer) for name, answers in CORRECT.items() for answer in answers]


def test_each_exercise_has_right_answers():
    assert list(lesson.CATALOGUE.keys() - CORRECT.keys()) == [], "add some to CORRECT"


@pytest.mark.parametrize(("name", "answer"), VARIANTS)
def test_each_correct_variant_is_accepted(name, answer):
    outcome = getattr(lesson, f"check_{name}")(answer)
    assert outcome, outcome


@pytest.mark.parametrize(
    ("name", "answer", "mistake"),
    [
        ("tanh_slope", lambda z: 1 - np.tanh(z**2), "square of z inside"),
        ("tanh_slope", lambda z: 2 / (math.exp(z) + math.exp(-z)), "1/cosh not squared"),
        ("leaky", lambda z, slope: min(z, slope * z), "sides swapped"),
        ("leaky", lambda z, slope: z if z > 0 else slope, "the slope itself"),
        ("leaky", lambda z, slope: max(0, slope * z), "slope on the right only"),
        ("leaky", lambda z, slope: max(0, z) - slope * min(0, z), "sign reversed"),
        ("leaky_slope", lambda z, slope: np.sign(z), "slope of the absolute value"),
        ("leaky_slope", lambda z, slope: (z > 0) + slope, "both parts added"),
        ("softmax", lambda z: np.exp(z) / sum(np.exp(z)), "overflow"),
        ("softmax", lambda z: [math.e**score / sum(math.e**s for s in z) for score in z], "overflow"),
        ("softmax", lambda z: 1 / (1 + np.exp(-z)), "sigmoid of each"),
        ("softmax", lambda z: np.exp(np.minimum(z, 700)) / np.sum(np.exp(np.minimum(z, 700))), "cut off above"),
        ("softmax", lambda z: np.exp(np.clip(z, -50, 50)) / np.sum(np.exp(np.clip(z, -50, 50))), "cut off early"),
        ("softmax", lambda z: z - z.max() - np.log(np.sum(np.exp(z - z.max()))), "logarithms"),
        ("softmax", lambda z: z * np.nan, "not a number"),
        ("softmax", lambda z: np.max(z), "number for list"),
        ("collapse", lambda w1, b1, w2, b2: w1.T @ w2, "order reversed"),
        ("collapse_bias", lambda w1, b1, w2, b2: b1.sum() + b2, "b₁ not passed through w₂"),
        ("find_mistake", 0.511, "z/Σz"),
        ("find_mistake", 53, "in per cent"),
        ("temperature", 2.0, "multiplied instead of divided"),
    ],
)
def test_slips_as_a_student_writes_them_are_recognised(name, answer, mistake):
    outcome = getattr(lesson, f"check_{name}")(answer)
    assert outcome.status is Status.NOT_YET
    assert outcome.mistake == mistake


def test_the_softmax_that_overflows_is_right_where_it_does_not():
    exercise = lesson.CATALOGUE["softmax"]
    overflow = exercise.mistakes[0]
    assert overflow.name == "overflow"
    with np.errstate(all="ignore"):
        fine = [np.allclose(overflow.answer(*case), exercise.expected(case)) for case in exercise.cases]
        nan = [bool(np.isnan(overflow.answer(*case)).any()) for case in exercise.cases]
    assert fine == [True, False, False, True, False]
    assert nan == [not ok for ok in fine]


def test_the_collapsed_layer_is_the_librarys_two_layers():
    weights, bias = (lesson.CATALOGUE[name].reference for name in ("collapse", "collapse_bias"))
    x = np.random.default_rng(0).normal(size=(5, 3))
    w1, b1, w2, b2 = case = lesson.CATALOGUE["collapse"].cases[2]
    two = network.Network([w1, w2[:, None]], [b1, [b2]], ("linear", "linear"))
    one = network.Network([weights(*case)[:, None]], [[bias(*case)]], ("linear",))
    assert network.forward(one, x).a[-1] == pytest.approx(network.forward(two, x).a[-1], rel=1e-12)


def test_the_histograms_in_the_messages_are_the_librarys():
    said = {m.answer: m.message for m in lesson.CATALOGUE["which_activation"].mistakes}
    assert layers.LISTED == ("sigmoid", "tanh", "relu", "leaky_relu", "linear", "step")
    assert set(layers.LISTED) <= {name for name, f in ACTIVATIONS.items() if f.elementwise}
    a = dict(enumerate((ACTIVATIONS[name].f(SPREAD) for name in layers.LISTED), 1))
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
