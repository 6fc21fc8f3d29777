"""Right answers to the exercises of lesson 05, as different students write them."""

import math
from collections import deque
from fractions import Fraction
from itertools import pairwise

import numpy as np

from nbhelpers.activations import softmax
from nbhelpers.exercises import training_playground as lesson

NAMES = ("layers", "activation", "init", "learning_rate", "batch_size", "n_epochs")


def settings(*values, **changes):
    return dict(zip(NAMES, values, strict=True)) | changes


GOOD = settings([8, 8], "leaky_relu", "xavier", 0.2, 25, 1000)


def in_single(function):
    return lambda *inputs: function(*(np.asarray(value, dtype=np.float32) for value in inputs))


def in_single_result(function):
    return lambda *inputs: np.asarray(function(*inputs), dtype=np.float32)


def parameters_in_full(sizes):
    n = 0
    for i in range(1, len(sizes)):
        n += sizes[i - 1] * sizes[i]
        n += sizes[i]
    return n


def parameters_taken_apart(sizes):
    n = 0
    while len(sizes) > 1:
        n += (sizes.pop(0) + 1) * sizes[0]
    return n


def training_by_while(w, gradient, orders, batch_size, rate):
    for order in orders:
        used = 0
        while used < len(order):
            w = w - rate * np.array(gradient(w, list(order)[used : used + batch_size]))
            used += batch_size
    return w


def training_in_place(w, gradient, orders, batch_size, rate):
    w = np.array(w)
    for epoch in range(len(orders)):
        n_batches = math.ceil(orders.shape[1] / batch_size)
        for i in range(n_batches):
            w -= rate * gradient(w, orders[epoch, i * batch_size : (i + 1) * batch_size])
    return w


def training_by_split(w, gradient, orders, batch_size, rate):
    for order in orders:
        for batch in np.split(order, range(batch_size, len(order), batch_size)):
            w = w - rate * gradient(w, batch)
    return w


def accuracy_in_full(a, target):
    right = 0
    for i in range(len(a)):
        answer = 1 if a[i] >= 0.5 else 0
        if answer == target[i]:
            right += 1
    return right / len(a)


def accuracy_of_rows(a, target):
    right = 0
    for output, wanted in zip(a, target, strict=True):
        right += (output >= 0.5) == wanted  # each an array with one entry
    return right / len(a)


def accuracy_in_place(a, target):
    a[a >= 0.5] = 1
    a[a < 0.5] = 0
    return np.mean(a == target)


def one_hot_in_full(labels, n):
    rows = []
    for label in labels:
        row = [0] * n
        row[label] = 1
        rows.append(row)
    return rows


def one_hot_by_places(labels, n):
    rows = np.zeros((len(labels), n))
    rows[np.arange(len(labels)), labels] = 1
    return rows


def delta_in_full(z, target):
    result = []
    for scores, wanted in zip(z, target, strict=True):
        top = max(scores)
        powers = [math.exp(score - top) for score in scores]
        total = sum(powers)
        result.append([(power / total - T) / len(z) for power, T in zip(powers, wanted, strict=True)])
    return result


def delta_in_place(z, target):
    z -= z.max(axis=1, keepdims=True)
    np.exp(z, out=z)
    z /= z.sum(axis=1, keepdims=True)
    z -= target
    z /= len(z)
    return z


def confusion_in_full(labels, answers, n):
    counts = [[0] * n for _ in range(n)]
    for label, answer in zip(labels, answers, strict=True):
        counts[label][answer] += 1
    return counts


def confusion_at_once(labels, answers, n):
    counts = np.zeros((n, n), dtype=int)
    np.add.at(counts, (labels, answers), 1)
    return counts


CORRECT = {
    "count_parameters": [
        *(parameters_in_full, parameters_taken_apart),
        lambda sizes: sum((a + 1) * b for a, b in pairwise(sizes)),
        lambda sizes: np.array([parameters_in_full(sizes)]),
        lambda sizes: np.float32(parameters_in_full(sizes)),
        lambda sizes: np.dot(sizes[:-1], sizes[1:]) + sum(sizes[1:]),
        lambda sizes: float(np.sum((np.array(sizes[:-1]) + 1) * np.array(sizes[1:]))),
    ],
    "training_loop": [
        *(training_by_while, training_in_place, training_by_split),
        lambda *inputs: (
            np.ravel(training_by_while(*inputs)) if np.ndim(inputs[0]) else [training_by_while(*inputs)]
        ),
        lambda w, *inputs: deque(np.ravel(training_in_place(w, *inputs))),
        in_single_result(training_by_split),
    ],
    "accuracy": [
        *(accuracy_in_full, accuracy_of_rows, accuracy_in_place),
        lambda a, target: np.mean((a >= 0.5) == target),
        lambda a, target: 1 - np.mean(np.abs((a >= 0.5) - target)),
        lambda a, target: np.count_nonzero(np.floor(a + 0.5) == target) / a.size,
        lambda a, target: np.mean((a >= 0.5) == (target >= 0.5), axis=0),
        lambda a, target: np.array(np.mean((a >= 0.5) == target), dtype=np.float32),
        lambda a, target: [accuracy_in_full(a, target)],
        in_single(lambda a, target: np.mean(np.where(a < 0.5, 0, 1) == target)),
    ],
    "spirals": [
        GOOD,
        settings((8.0, np.int64(8)), "Leaky ReLU", " Xavier", Fraction(1, 5), np.float64(25), 1000.0),
        dict(reversed(GOOD.items())),
        settings([8] * 4, "tanh", "he", 0.05, 15, 500),
        settings(np.array([8, 8]), "ReLU", "xavier", 0.05, 10, 1000),
        settings([8, 8], "tanh", "xavier", 0.8, 42, 1000),
    ],
    "one_hot": [
        *(one_hot_in_full, one_hot_by_places),
        lambda labels, n: np.eye(n)[labels],
        lambda labels, n: [[1 if column == label else 0 for column in range(n)] for label in labels],
        lambda labels, n: 1 * (labels[:, None] == np.arange(n)),
        lambda labels, n: np.eye(n, dtype=np.float32)[labels],
        lambda labels, n: labels[:, None] == np.arange(n),
        lambda labels, n: tuple(tuple(column == label for column in range(n)) for label in labels),
        lambda labels, n: ([int(column == label) for column in range(n)] for label in labels),
        lambda labels, n: deque(np.eye(n)[labels]),
    ],
    "output_delta": [
        *(delta_in_full, delta_in_place),
        lambda z, target: (softmax(z) - target) / len(z),
        lambda z, target: softmax(z - 1) / len(z) - target / len(z),
        lambda z, target: np.array([(softmax(row) - T) / len(z) for row, T in zip(z, target, strict=True)]),
        lambda z, target: -1 / z.shape[0] * (target - softmax(z)),
        lambda z, target: ((p - T) / len(z) for p, T in zip(softmax(z), target, strict=True)),
        lambda z, target: deque(map(tuple, delta_in_full(z, target))),
        in_single(lambda z, target: (softmax(z) - target) / len(z)),
    ],
    "confusion": [
        *(confusion_in_full, confusion_at_once),
        lambda labels, answers, n: np.bincount(labels * n + answers, minlength=n * n).reshape(n, n),
        lambda labels, answers, n: [[sum((labels == i) & (answers == j)) for j in range(n)] for i in range(n)],
        lambda labels, answers, n: np.eye(n)[labels].T @ np.eye(n)[answers],
        lambda labels, answers, n: (row for row in confusion_in_full(labels, answers, n)),
        lambda labels, answers, n: tuple(map(tuple, confusion_at_once(labels, answers, n))),
    ],
}


def check(name, answer):
    return getattr(lesson, f"check_{name}")(answer)
