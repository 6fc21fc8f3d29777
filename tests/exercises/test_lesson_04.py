"""Lesson 04: each catalogued mistake gets its message, each correct variant is accepted, each answer is right."""

import ast
import math
import re
from itertools import pairwise
from statistics import NormalDist

import numpy as np
import pytest

from nbhelpers import network
from nbhelpers.activations import ACTIVATIONS, leaky_relu, softmax
from nbhelpers.datasets import planar
from nbhelpers.exercises import activation_functions as lesson
from nbhelpers.exercises.activation_functions import layers
from nbhelpers.exercises.outcome import Status
from nbhelpers.gradcheck import numerical_gradient

SCORES = np.array([1.6, 0.55, 0.98])
ASKED = np.array([3.0, 2.0, 1.0])  # in the predictions, so that they do not give away the slide's mistake
SPREAD = np.array([NormalDist().inv_cdf((i + 0.5) / 20_000) for i in range(20_000)])  # as standard normal z lie


def in_single(function):
    return lambda *inputs: function(*(np.asarray(value, dtype=np.float32) for value in inputs))


def leaky_by_if(number, leak):
    if number >= 0:
        return number
    return leak * number


def leaky_slope_by_if(number, leak):
    if number > 0:
        return 1
    return leak


def softmax_in_full(z):
    top = max(z)
    powers = [math.exp(score - top) for score in z]
    total = sum(powers)
    return tuple(power / total for power in powers)


def softmax_in_place(z):
    z -= z.max()
    np.exp(z, out=z)
    z /= z.sum()
    return z


def softmax_by_differences(z):
    return 1 / np.sum(np.exp(z[None, :] - z[:, None]), axis=1)  # e^∞ below the line gives 0


def collapsed_in_full(w1, b1, w2, b2):
    return [sum(weight * w2[j] for j, weight in enumerate(row)) for row in w1]


def collapsed_bias_in_full(w1, b1, w2, b2):
    for bias, weight in zip(b1, w2, strict=True):
        b2 += bias * weight
    return b2


CORRECT = {
    "tanh_slope": [
        lambda z: 1 - np.tanh(z) ** 2,
        lambda number: 1 / math.cosh(number) ** 2,
        lambda z: 4 / (math.exp(z) + math.exp(-z)) ** 2,
        lambda z: np.array((1 - np.tanh(z)) * (1 + np.tanh(z))),
        in_single(lambda z: 1 - np.tanh(z) ** 2),
    ],
    "leaky": [
        leaky_by_if,
        lambda z, slope: max(z, slope * z),
        lambda z, slope: max(0, z) + slope * min(0, z),
        in_single(lambda z, slope: np.where(z > 0, z, slope * z)),
    ],
    "leaky_slope": [
        leaky_slope_by_if,
        lambda z, slope: slope + (1 - slope) * (z > 0),
        in_single(lambda z, slope: np.where(z > 0, 1, slope)),
    ],
    "find_mistake": [0.530, 0.53, 0.5297, np.float32(0.529694), softmax(SCORES)[0]],
    "softmax": [
        *(softmax_in_full, softmax_in_place, softmax_by_differences),
        lambda z: np.exp(z - z.max()) / np.exp(z - z.max()).sum(),
        lambda z: np.exp(z - max(z) - np.log(sum(np.exp(z - max(z))))),
        lambda z: np.exp(z - z.max() - 1) / np.sum(np.exp(z - z.max() - 1)),
        in_single(lambda z: np.exp(z - z.max()) / np.sum(np.exp(z - z.max()))),
    ],
    "temperature": [0.5, 1 / 2, np.float32(0.5)],
    "collapse": [
        lambda w1, b1, w2, b2: np.dot(w1, w2),
        lambda w1, b1, w2, b2: np.sum(w1 * w2, axis=1),
        lambda w1, b1, w2, b2: w2 @ w1.T,
        *(collapsed_in_full, in_single(lambda w1, b1, w2, b2: w1 @ w2)),
    ],
    "collapse_bias": [
        lambda w1, b1, w2, b2: np.dot(w2, b1) + b2,
        lambda w1, b1, w2, b2: (np.zeros(len(w1)) @ w1 + b1) @ w2 + b2,
        *(collapsed_bias_in_full, in_single(lambda w1, b1, w2, b2: b1 @ w2 + b2)),
    ],
    "which_activation": [3, 3.0, np.int64(3)],
}
assert set(CORRECT) == set(lesson.CATALOGUE)
VARIANTS = [pytest.param(name, answer) for name, answers in CORRECT.items() for answer in answers]


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
        ("leaky", lambda z, slope: max(0, z) - slope * min(0, z), "sign turned round"),
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
        ("collapse", lambda w1, b1, w2, b2: w1.T @ w2, "order turned round"),
        ("collapse_bias", lambda w1, b1, w2, b2: b1.sum() + b2, "b₁ not passed through w₂"),
        ("find_mistake", 0.511, "z/Σz"),
        ("find_mistake", 53, "in per cent"),
        ("temperature", 2.0, "multiplied in place of divided"),
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
    assert set(layers.LISTED) == {name for name, f in ACTIVATIONS.items() if f.elementwise}
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


def right(name):
    return lesson.QUESTIONS[name].answer_text


def told(name, *texts):
    return all(text in lesson.QUESTIONS[name].because for text in texts)


@pytest.mark.parametrize("name", lesson.QUESTIONS)
def test_each_call_in_see_names_known_things(name):
    call = ast.parse(lesson.QUESTIONS[name].see, mode="eval").body
    settings = {keyword.arg: ast.literal_eval(keyword.value) for keyword in call.keywords}
    known = {
        "explore_activation": {"activation", "z"},
        "explore_layer_outputs": {"activation", "weight_scale", "bias"},
        "explore_softmax": {"z1", "z2", "z3", "z4", "z5", "temperature"},
    }
    assert set(settings) <= known[call.func.id]
    assert ACTIVATIONS[settings.get("activation", "relu")].elementwise


def test_a_symmetric_curve_may_be_off_centre():
    sigmoid, tanh = ACTIVATIONS["sigmoid"].f, ACTIVATIONS["tanh"].f
    for scale in (0.1, 1, 10):
        assert sigmoid(scale * SPREAD).mean() == pytest.approx(0.5, abs=1e-12)
        assert tanh(scale * SPREAD).mean() == pytest.approx(0, abs=1e-12)
    assert tanh(SPREAD) == pytest.approx(2 * sigmoid(2 * SPREAD) - 1, abs=1e-12)
    assert right("tanh_or_sigmoid") == "½ for the sigmoid, 0 for tanh."


def test_far_out_tanh_is_the_flatter_one():
    tanh, sigmoid = ACTIVATIONS["tanh"].df, ACTIVATIONS["sigmoid"].df
    assert (tanh(0), sigmoid(0)) == (1, 0.25)
    assert [tanh(3), sigmoid(3)] == pytest.approx([0.0099, 0.0452], abs=5e-5)
    assert tanh(3) / sigmoid(3) == pytest.approx(1 / 5, abs=0.02)
    assert numerical_gradient(np.tanh, 3.0) == pytest.approx(tanh(3), rel=1e-6)
    z = np.arange(0, 10, 0.01)
    assert np.array_equal(tanh(z) > sigmoid(z), z < 1.6629)
    assert told("tanh_far", "0.0099", "0.0452", "1.66")
    assert right("tanh_far").startswith("tanh is the flatter one, with about a fifth")


def test_relu_has_two_slopes_at_0_and_one_is_chosen():
    relu = ACTIVATIONS["relu"]
    left, right_of_it = ((relu.f(h) - relu.f(0)) / h for h in (-1e-6, 1e-6))
    assert (left, right_of_it, relu.df(0)) == (0, 1, 0)
    assert numerical_gradient(relu.f, 0.0) == 0.5  # the mean of the two, where a check by differences is fooled
    assert relu.kinks == (0,)
    assert right("relu_at_zero").startswith("There is none")


def test_half_of_a_relu_layer_is_0_at_the_start():
    relu = ACTIVATIONS["relu"].f
    assert np.mean(relu(SPREAD) == 0) == 0.5
    assert relu(SPREAD).mean() == pytest.approx(0.40, abs=5e-3)  # the second option's 40
    assert round(100 * np.mean(relu(SPREAD - 1) == 0)) == 84
    assert told("sparse", "bias of −1", "84 in 100")
    assert right("sparse") == "About half."


def test_the_options_for_softmax_are_what_other_formulas_give():
    each = (ASKED / ASKED.sum(), ACTIVATIONS["sigmoid"].f(ASKED), ASKED**2 / np.sum(ASKED**2), softmax(ASKED))
    question = lesson.QUESTIONS["softmax_share"]
    assert [ast.literal_eval(option) for option in question.options] == [tuple(np.round(p, 3)) for p in each]
    powers = np.exp(ASKED)
    assert [*powers, powers.sum()] == pytest.approx([20.086, 7.389, 2.718, 30.193], abs=6e-4)
    assert powers / powers.sum() == pytest.approx([0.665, 0.245, 0.090], abs=5e-4)
    assert told("softmax_share", "20.086, 7.389 and 2.718 by 30.193", question.options[0])
    assert right("softmax_share") == "(0.665, 0.245, 0.090)"


def test_no_prediction_gives_away_the_mistake_on_the_slide():
    for question in lesson.QUESTIONS.values():
        assert not re.search(r"0\.53|0\.185|0\.285", f"{question.question} {question.options} {question.because}")


def test_the_others_fall_in_proportion():
    before, after = softmax(ASKED), softmax(ASKED + np.array([1, 0, 0]))
    assert [*before[1:], *after[1:]] == pytest.approx([0.245, 0.090, 0.114, 0.042], abs=5e-4)
    assert after[1:] / before[1:] == pytest.approx([0.47, 0.47], abs=5e-3)
    assert after[1] / before[1] == pytest.approx(after[2] / before[2], rel=1e-12)
    assert told("softmax_alone", "0.245 and 0.090 to 0.114 and 0.042", "47 %")
    assert right("softmax_alone") == "Both fall, by the same factor."


def test_a_shift_changes_nothing_but_the_overflow():
    assert softmax(SCORES + 1000) == pytest.approx(softmax(SCORES), rel=1e-10)
    assert softmax(SCORES + 1) == pytest.approx(softmax(SCORES), rel=1e-14)  # the demo of the question
    with pytest.raises(OverflowError):
        math.exp(1000)
    assert math.floor(1000 / math.log(10)) + 1 == 435
    assert len(str(int(np.finfo(float).max))) == 309
    assert told("softmax_shift", "435 digits", "309")
    assert right("softmax_shift").startswith("Nothing, but")


def test_behind_a_step_nothing_is_learnt():
    assert not ACTIVATIONS["step"].df(SPREAD).any()
    start = network.Network.create([2, 8, 1], hidden="step", output="sigmoid", init="xavier", seed=0)
    data = planar("circle")
    options = {"learning_rate": 0.5, "n_epochs": 1000, "batch_size": len(data[0]), "seed": 0}
    *_, end = network.train(start, *data, **options)
    assert end.index == 1000
    assert np.array_equal(end.network.weights[0], start.weights[0])
    assert np.array_equal(end.network.biases[0], start.biases[0])
    assert not np.any(end.network.weights[1] == start.weights[1])
    assert end.network.biases[1] != start.biases[1]
    assert right("step_training").startswith("Nothing")


def test_ten_linear_layers_are_one():
    sizes = [100] * 11
    deep = network.Network.create(sizes, hidden="linear", output="linear", init="xavier", seed=0)
    rng = np.random.default_rng(0)
    deep = deep.with_parameters(deep.weights, [rng.normal(size=100) for _ in deep.biases])
    weights, bias = np.eye(100), np.zeros(100)
    for w, b in zip(deep.weights, deep.biases, strict=True):
        weights, bias = weights @ w, bias @ w + b
    one = network.Network([weights], [bias], ("linear",))
    x = rng.normal(size=(7, 100))
    assert network.forward(one, x).a[-1] == pytest.approx(network.forward(deep, x).a[-1], rel=1e-9, abs=1e-9)
    assert (deep.n_parameters, one.n_parameters) == (101_000, 10_100)
    assert told("linear_stack", "101,000", "10,100")
    assert right("linear_stack") == "Nothing."


def test_a_temperature_of_one_half_doubles_the_scores():
    found = lesson.CATALOGUE["temperature"].reference
    assert softmax(SCORES, found) == pytest.approx(softmax(2 * SCORES), rel=1e-14)
    first = [softmax(SCORES, t)[0] for t in (0.25, 0.5, 1, 2, 100)]
    assert all(low > high for low, high in pairwise(first))


def test_no_slope_of_leaky_relu_is_0():
    for leak in (0.01, 0.1, 0.3):
        assert leaky_relu(leak).df(SPREAD).min() == leak
