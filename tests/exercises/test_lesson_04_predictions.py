"""Lesson 04: what its predictions say is what the library computes."""

import ast
import math
import re
from statistics import NormalDist

import numpy as np
import pytest

from nbhelpers import network
from nbhelpers.activations import ACTIVATIONS, softmax
from nbhelpers.datasets import planar, split
from nbhelpers.exercises import activation_functions as lesson
from nbhelpers.gradcheck import numerical_gradient

SCORES = np.array([1.6, 0.55, 0.98])
SPREAD = np.array([NormalDist().inv_cdf((i + 0.5) / 20_000) for i in range(20_000)])  # as standard normal z lie
ASKED = np.array([3.0, 2.0, 1.0])  # other than the slide's, whose mistake is not to be given away


def right(name):
    return lesson.QUESTIONS[name].answer_text


def told(name, *texts):
    return all(text in lesson.QUESTIONS[name].because for text in texts)


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
    assert right("tanh_far").startswith("tanh is flatter, with about a fifth")


def test_relu_has_two_slopes_at_0_and_one_is_chosen():
    relu = ACTIVATIONS["relu"]
    left, right_of_it = ((relu.f(h) - relu.f(0)) / h for h in (-1e-6, 1e-6))
    assert (left, right_of_it, relu.df(0)) == (0, 1, 0)
    assert numerical_gradient(relu.f, 0.0) == 0.5  # the mean of the two, where a check by differences is fooled
    assert relu.kinks == (0,)
    assert right("relu_at_zero").startswith("There is none")


def test_half_of_a_relu_layer_is_0_at_the_start():
    relu = ACTIVATIONS["relu"].f
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
    assert softmax(SCORES + 1) == pytest.approx(softmax(SCORES), rel=1e-14)  # the demo of the question
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


def test_a_bend_is_not_enough():
    how = {"learning_rate": 0.2, "n_epochs": 200, "batch_size": 10, "seed": 0}  # as in the demo
    names = ["sigmoid", "tanh", "relu", "leaky_relu", "linear", "step"]
    *_, end = network.race(*split(planar("circle")), layer_sizes=[2, 8, 8, 8, 1], activations=names, **how)
    found = {runner.activation: runner.accuracy[-1] for runner in end.runners}
    assert [found[name] for name in ("tanh", "relu", "leaky_relu")] == [1, 1, 1]
    assert max(found["linear"], found["step"]) < found["sigmoid"] == pytest.approx(0.736)
    assert told("any_bend", "73.6 %", "at most ¼ each")
    slowly = how | {"activations": ["relu", "tanh"], "init": "normal"}
    *_, end = network.race(*split(planar("circle")), layer_sizes=[2, 8, 8, 8, 1], **slowly)
    assert [runner.epochs_to(0.3) for runner in end.runners] == [65, 165]  # as section 6 says
    longer = how | {"activations": ["sigmoid"], "n_epochs": 400}
    *_, end = network.race(*split(planar("circle")), layer_sizes=[2, 8, 8, 8, 1], **longer)
    loss = end.runners[0].loss
    assert loss[:200].min() > 0.67 > 0.6 > loss[300:].max()  # it begins to fall after about 200 epochs
    assert right("any_bend") == "tanh, ReLU and leaky ReLU."


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
