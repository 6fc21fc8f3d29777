"""Lesson 05: slips are recognised as what they are, and the answers are the library's."""

from itertools import pairwise

import numpy as np
import pytest

from nbhelpers import network
from nbhelpers.activations import softmax
from nbhelpers.exercises import training_playground as lesson
from nbhelpers.exercises.outcome import Status


def check(name, answer):
    return getattr(lesson, f"check_{name}")(answer)


def parameters_with_return_in_the_loop(sizes):
    n = 0
    for n_in, n_out in pairwise(sizes):
        n += (n_in + 1) * n_out
        return n
    return None


def one_hot_of_one_row(labels, n):
    rows = [[0] * n] * len(labels)
    for i, label in enumerate(labels):
        rows[i][label] = 1
    return rows


def confusion_by_places(labels, answers, n):
    counts = np.zeros((n, n))
    counts[labels, answers] += 1
    return counts


def training_with_its_steps_lost(w, gradient, orders, size, rate):
    for order in orders:
        new = w - rate * gradient(w, order[:size])  # w itself never moves
    return new


def plain(z, axis=1):
    return np.exp(z) / np.sum(np.exp(z), axis=axis, keepdims=True)


@pytest.mark.parametrize(
    ("name", "answer", "mistake"),
    [
        ("count_parameters", parameters_with_return_in_the_loop, "first term only"),
        ("count_parameters", lambda s: sum(s[i - 1] * s[i] + s[i] for i in range(len(s))), "last with the first"),
        ("training_loop", lambda w, g, orders, *_: [g(w, order) for order in orders], "list for number"),
        ("training_loop", training_with_its_steps_lost, None),
        ("accuracy", lambda a, target: np.mean(np.round(a) == target), "½ counted as no"),
        ("accuracy", lambda a, target: (a >= 0.5) == target, "mean not taken"),
        ("accuracy", lambda a, target: len((a >= 0.5) == target) / len(a), None),
        ("one_hot", one_hot_of_one_row, "the same row for all"),
        ("one_hot", lambda labels, n: np.eye(n)[labels][:, None], "wrong shape"),
        ("output_delta", lambda z, target: plain(z) - target, "the number of samples missing, and overflow"),
        (
            "output_delta",
            lambda z, target: (plain(z, None) - target) / len(z),
            "softmax over everything, and overflow",
        ),
        ("confusion", confusion_by_places, "set instead of counted"),
        ("confusion", lambda labels, answers, n: np.eye(n)[labels] @ np.eye(n)[answers].T, "wrong shape"),
    ],
)
def test_slips_as_a_student_writes_them_are_recognised(name, answer, mistake):
    outcome = check(name, answer)
    assert outcome.status is Status.NOT_YET
    assert outcome.mistake == mistake


def test_matrices_are_written_out():
    message = check("output_delta", lambda z, target: 3 * (softmax(z) - target)).message
    assert "z = [[0, 0], [0, 1.09861]], target = [[1, 0], [0, 1]]" in message
    assert "Expected: [[-0.25, 0.25], [0.125, -0.125]]\nGot: [[-1.5, 1.5], [0.75, -0.75]]" in message
    assert "Got: an array of shape (50, 2)" in check("one_hot", lambda labels, n: np.zeros((50, 2))).message


def test_trouble_with_arrays_comes_with_advice():
    for name, answer, advice in (
        ("one_hot", lambda labels, n: np.zeros((len(labels), n)), "Your result is 0 on every input."),
        (
            "one_hot",
            lambda labels, n: np.ones((len(labels), n)),
            "No row is right as a whole, but 3 of the 9 entries",
        ),
        ("training_loop", lambda w, gradient, *_: gradient(w, []), "gradient is called with an empty batch."),
        ("training_loop", lambda *_: 3.0, "gradient = w − the mean of t[batch], with t = [1, 2, 4, 7, 11, 16]"),
        ("output_delta", lambda z, target: z / np.sum(z, axis=1), "keepdims=True"),
    ):
        assert advice in check(name, answer).message


def test_the_examples_of_the_statements():
    answer = {name: it.reference for name, it in lesson.CATALOGUE.items()}
    assert answer["count_parameters"]([2, 4, 2, 1]) == 25
    assert answer["accuracy"](np.array([[0.8], [0.3], [0.6]]), np.array([[1], [1], [0]])) == pytest.approx(1 / 3)
    assert np.array_equal(answer["one_hot"](np.array([1, 0]), 3), [[0, 1, 0], [1, 0, 0]])
    assert answer["output_delta"](np.zeros((1, 2)), np.array([[1, 0]])) == pytest.approx(np.array([[-0.5, 0.5]]))
    counts = answer["confusion"](np.array([0, 0, 1]), np.array([0, 1, 1]), 2)
    assert np.array_equal(counts, [[1, 1], [0, 1]])


def test_the_answers_are_the_librarys():
    rng = np.random.default_rng(0)
    w, gradient, _, size, rate = lesson.CATALOGUE["training_loop"].cases[1]
    start = lesson.NETWORK.with_parameters(lesson.NETWORK.weights, [b + 0.5 for b in lesson.NETWORK.biases])
    *_, end = network.train(start, *lesson.POINTS, learning_rate=rate, n_epochs=3, batch_size=size, seed=0)
    orders = [rng.permutation(len(lesson.POINTS.x)) for _ in range(3)]
    trained = lesson.CATALOGUE["training_loop"].reference(w, gradient, orders, size, rate)
    assert trained == pytest.approx(lesson._row(end.network.weights, end.network.biases), rel=1e-12)
    labels = rng.integers(4, size=9)
    made = network.Network.create([3, 5, 4], hidden="tanh", output="softmax", init="he", seed=0)
    target = network.one_hot(labels, 4)
    gradients = network.backward(made, rng.normal(size=(9, 3)), target)
    delta = lesson.CATALOGUE["output_delta"].reference(gradients.trace.z[-1], target)
    assert delta == pytest.approx(gradients.delta[-1], rel=1e-12, abs=1e-15)
