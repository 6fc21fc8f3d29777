"""Lesson 5, the training playground: what its exercises compute, and what it offers.

The open task, settings of a training, is in `spirals`.
"""

import math
from itertools import pairwise

import numpy as np

from nbhelpers.activations import ACTIVATIONS, softmax
from nbhelpers.datasets import planar
from nbhelpers.exercises.course import Catalogue, offered
from nbhelpers.exercises.lesson_text import lesson_text
from nbhelpers.exercises.reading import UnreadableError
from nbhelpers.exercises.relations import changed, instead
from nbhelpers.exercises.spirals import SPIRALS
from nbhelpers.gradcheck import numerical_gradient
from nbhelpers.network import Network, backward, loss, one_hot

QUESTIONS, SAID = lesson_text("training_playground")


def _dealt(order, size):
    return [order[first : first + size] for first in range(0, len(order), size)]


def _by_batch(deal):
    """Return a function that says which samples its batches have, each a row with a 1 for every sample in it."""

    def rows(order, batch_size):
        samples = np.arange(np.max(order) + 1)
        return np.array([np.isin(samples, batch) for batch in deal(order, batch_size)], dtype=float)

    return rows


BATCHES = SAID["batches"].exercise(
    _by_batch(_dealt),
    tuple((np.random.default_rng(m).permutation(m), size) for m, size in ((5, 2), (11, 4), (7, 3), (3, 8))),
    wrong={
        name: _by_batch(deal)
        for name, deal in {
            "last batch lost": lambda order, size: _dealt(order, size)[: len(order) // size],
            "one update an epoch": lambda order, size: [order],
            "one update for each sample": lambda order, size: _dealt(order, 1),
            "batch_size batches": lambda order, size: [*filter(len, np.array_split(order, size))],
            "not shuffled": lambda order, size: _dealt(np.arange(len(order)), size),
            "always the first batch": lambda order, size: [order[:size]] * len(_dealt(order, size)),
            "only the first batch": lambda order, size: [order[:size]],
            "all samples each time": lambda order, size: [order] * len(_dealt(order, size)),
            "a sample too many": lambda order, size: [order[i : i + size + 1] for i in range(0, len(order), size)],
            "batches overlap": lambda order, size: [order[i : i + size] for i in range(len(order))],
        }.items()
    },
)
"""No exercise itself; what a training loop is made of."""

TARGETS = np.array([1.0, 2.0, 4.0, 7.0, 11.0, 16.0])
NETWORK = Network.create([2, 4, 2, 1], hidden="tanh", output="sigmoid", init="xavier", seed=0)
POINTS = planar("circle", n_samples=11)


class _Gradient:
    """A function that the loop is given, and what a message calls it."""

    def __init__(self, name, function):
        self._name, self._function = name, function

    def __call__(self, w, batch):
        if np.ndim(batch) != 1 or np.size(batch) == 0:
            what = ("a single number", "an empty batch", "several rows")[min(np.ndim(batch), 2)]
            message = f"gradient is called with {what}. It takes w and a batch, a list of samples such as [3, 0]."
            raise UnreadableError("no batch", message)
        return self._function(w, batch)

    def __str__(self):
        return self._name


def _row(weights, biases):
    """Return all weights and biases of a network as one row of numbers."""
    return np.concatenate([each.ravel() for each in (*weights, *biases)])


def _backward(w, batch):
    arrays = (*NETWORK.weights, *NETWORK.biases)
    cuts = np.split(np.asarray(w, dtype=float), np.cumsum([each.size for each in arrays])[:-1])
    parts = [cut.reshape(each.shape) for cut, each in zip(cuts, arrays, strict=True)]
    gradients = backward(NETWORK.with_parameters(parts[:3], parts[3:]), *(each[batch] for each in POINTS))
    return _row(gradients.weights, gradients.biases)


SIMPLE = _Gradient(
    f"w − the mean of t[batch], with t = [{', '.join(f'{t:g}' for t in TARGETS)}]",
    lambda w, batch: w - np.mean(TARGETS[batch]),
)
OF_THE_NETWORK = _Gradient("that of a 2-4-2-1 network", _backward)


def _training(w, gradient, orders, batch_size, learning_rate, deal=_dealt):
    """Return w after an update for each of the batches that a function deals from each order."""
    for order in orders:
        for batch in deal(order, batch_size):
            w = w - learning_rate * gradient(w, batch)
    return w


def _training_with(rows):
    """Return a training whose batches are given as rows with a 1 for each sample."""
    return lambda *inputs: _training(*inputs, deal=lambda *how: [np.flatnonzero(row) for row in rows(*how)])


def _piece_by_piece(w, gradient, orders, batch_size, learning_rate):
    """Take a batch off what is left of each order until nothing is."""
    for order in orders:
        left = list(order)
        while left:
            w = w - learning_rate * gradient(w, left[:batch_size])
            del left[:batch_size]
    return w


def _stepping(step):
    """Return a training with another update, given w, that at the epoch's start, the gradient, the batch, α."""

    def training(w, gradient, orders, batch_size, learning_rate):
        for order in orders:
            begin = w
            for batch in _dealt(order, batch_size):
                w = step(w, begin, gradient, batch, learning_rate)
        return w

    return training


TRAINING_LOOP = SAID["training_loop"].exercise(
    _training,
    (
        (0.0, SIMPLE, np.array([[3, 0, 4, 1, 2], [1, 4, 2, 0, 3]]), 2, 0.5),
        (
            _row(NETWORK.weights, [b + 0.5 for b in NETWORK.biases]),
            OF_THE_NETWORK,
            np.array([np.random.default_rng(seed).permutation(11) for seed in range(2)]),
            *(6, 0.4),
        ),
        (1.3, SIMPLE, np.array([[2, 0, 1], [1, 2, 0]]), 8, 0.13),
        (2.7, SIMPLE, np.array([[5, 2, 0, 3, 1, 4], [4, 1, 3, 5, 2, 0]]), 3, 0.23),
    ),
    wrong={
        "divided by the batch size": changed("learning_rate", np.divide, "batch_size"),
        "added up over the batch": _stepping(lambda w, begin, g, batch, rate: w - rate * len(batch) * g(w, batch)),
        "gradient of the epoch's start": _stepping(lambda w, begin, g, batch, rate: w - rate * g(begin, batch)),
        "w left out": _stepping(lambda w, begin, g, batch, rate: rate * g(w, batch)),
        "only the first epoch": changed("orders", lambda orders: orders[:1]),
        "only the last epoch": changed("orders", lambda orders: orders[-1:]),
        "only the first update": lambda w, g, orders, size, rate: w - rate * g(w, orders[0][:size]),
        "only the last update": lambda w, g, orders, size, rate: w - rate * g(w, _dealt(orders[-1], size)[-1]),
        "w as it was": lambda w, *_: w,
    },
    oracle=_piece_by_piece,
    inner=((BATCHES, "Look at the batches.", _training_with),),
)


def _column(*numbers):
    return np.array(numbers, dtype=float)[:, None]  # (m,) → (m, 1)


def _made(sizes):
    """Count the numbers in the library's network."""
    network = Network.create(list(sizes), hidden="tanh", output="sigmoid", init="normal", seed=0)
    return sum(array.size for array in network.weights + network.biases)


INPUTS = SAID["count_parameters"].factor("the factor n_in + 1", lambda sizes: np.array(sizes[:-1]) + 1)
UNITS = SAID["count_parameters"].factor("the factor n_out", lambda sizes: np.array(sizes[1:]))

COUNT_PARAMETERS = SAID["count_parameters"].exercise(
    lambda sizes: sum((n_in + 1) * n_out for n_in, n_out in pairwise(sizes)),
    (([2, 3, 1],), ([3, 5],), ([6, 1, 7, 2, 5],), ([64, 32, 10],), ([4, 7, 9, 3],)),
    wrong={
        "biases forgotten": instead(INPUTS, lambda sizes: np.array(sizes[:-1])),
        "bias on the wrong side": lambda sizes: sum(a * (b + 1) for a, b in pairwise(sizes)),
        "1 on both sides": lambda sizes: sum((a + 1) * (b + 1) for a, b in pairwise(sizes)),
        "bias for the inputs too": lambda sizes: sum(a * b for a, b in pairwise(sizes)) + sum(sizes),
        "no bias at the output": lambda sizes: sum(a * b for a, b in pairwise(sizes)) + sum(sizes[1:-1]),
        "one bias for each layer": lambda sizes: sum(a * b + 1 for a, b in pairwise(sizes)),
        "units counted": sum,
        "all sizes multiplied": math.prod,
        "added instead of multiplied": lambda sizes: sum(a + b for a, b in pairwise(sizes)),
        "last with the first": changed("sizes", lambda sizes: [sizes[-1], *sizes]),
    },
    oracle=_made,
    factors=(INPUTS, UNITS),
    built=np.dot,
)


def _right(a, target):
    return (a >= 0.5) == (target == 1)


def _share_right(a, target):
    right = _right(a, target)
    return np.sum(right) / right.size


ACCURACY = SAID["accuracy"].exercise(
    _share_right,
    (
        (_column(0.9, 0.2, 0.7, 0.4, 0.6), _column(1, 0, 0, 1, 0)),
        (_column(0.5, 0.5, 0.1, 0.95), _column(1, 1, 0, 1)),
        (_column(0.5, 0.3, 0.8, 1.0, 0.05, 0.0, 0.55), _column(0, 0, 1, 1, 0, 1, 0)),
        (_column(0.45, 0.0, 0.35), _column(1, 0, 0)),
    ),
    wrong={
        "½ counted as no": lambda a, target: np.mean((a > 0.5) == (target == 1)),
        "not rounded": lambda a, target: np.mean(a == target),
        "cut off to whole numbers": lambda a, target: np.mean(a.astype(int) == target),
        "only yes counted": lambda a, target: np.mean((a >= 0.5) & (target == 1)),
        "all at once": lambda a, target: float(np.all(_right(a, target))),
        "mean distance": lambda a, target: np.mean(np.abs(a - target)),
        "mean squared distance": lambda a, target: np.mean((a - target) ** 2),
        "every answer with every target": changed("target", np.transpose),
    },
    oracle=lambda a, target: sum((y >= 0.5) == t for (y,), (t,) in zip(a, target, strict=True)) / len(a),
)


def _confusion(labels, answers, n_classes):
    return one_hot(labels, n_classes).T @ one_hot(answers, n_classes)  # (n, m) @ (m, n) → (n, n)


def _then(change):
    """Return a function that does this with the right matrix."""
    return lambda *inputs: change(_confusion(*inputs))


CONFUSION = SAID["confusion"].exercise(
    _confusion,
    (
        (np.array([0, 1, 1, 2, 1]), np.array([0, 2, 2, 2, 1]), 3),
        (np.array([1, 0, 0, 1, 0, 0, 0]), np.array([0, 1, 0, 1, 1, 0, 1]), 2),
        (np.array([3, 0, 2, 2, 0, 3, 3, 1, 2]), np.array([1, 0, 2, 0, 2, 1, 3, 1, 0]), 5),
    ),
    wrong={
        "set instead of counted": _then(lambda counts: np.minimum(counts, 1)),
        "only right ones": _then(lambda counts: counts * np.eye(len(counts))),
        "only wrong ones": _then(lambda counts: counts * (1 - np.eye(len(counts)))),
        "shares of the rows": _then(lambda counts: counts / counts.sum(axis=1, keepdims=True)),
        "counted from 1": _then(lambda counts: np.roll(counts, (-1, -1), axis=(0, 1))),
        "up to the largest class": lambda labels, answers, n_classes: _confusion(
            labels, answers, max(*labels, *answers) + 1
        ),
        "each with each": _then(lambda counts: np.outer(counts.sum(axis=1), counts.sum(axis=0))),
        "all rows alike": _then(lambda counts: np.tile(counts.sum(axis=0), (len(counts), 1))),
        "all columns alike": _then(lambda counts: np.tile(counts.sum(axis=1), (len(counts), 1)).T),
        "share right": _then(lambda counts: np.trace(counts) / counts.sum()),
    },
    oracle=lambda labels, answers, n: [[sum((labels == i) & (answers == j)) for j in range(n)] for i in range(n)],
)

ONE_HOT = SAID["one_hot"].exercise(
    one_hot,
    (
        (np.array([2, 0, 1]), 3),
        (np.array([1, 3, 1, 0, 2]), 6),
        (np.array([0, 0, 1, 0]), 2),
        (np.array([4, 1]), 5),
    ),
    wrong={
        "label instead of 1": lambda labels, n: one_hot(labels, n) * labels[:, None],
        "counted from 1": lambda labels, n: np.roll(one_hot(labels, n), -1, axis=1),
        "columns up to the largest label": changed("n_classes", lambda n, labels: np.max(labels) + 1, "labels"),
        "the same row for all": lambda labels, n: np.tile(one_hot(labels, n).max(axis=0), (len(labels), 1)),
        "earlier ones kept": lambda labels, n: np.maximum.accumulate(one_hot(labels, n)),
        "only the first row": lambda labels, n: one_hot(labels, n) * (np.arange(len(labels)) == 0)[:, None],
        "all in one list": lambda labels, n: one_hot(labels, n).ravel(),
        "the rows of the classes": lambda labels, n: np.eye(n),
    },
    oracle=lambda labels, n: [[float(column == label) for column in range(n)] for label in labels],
)


def _measured(z, target):
    """Return ∂E/∂z by central differences of the library's loss, for a layer that hands its input on as z."""
    n = z.shape[1]
    network = Network([np.eye(n)], [np.zeros(n)], ("softmax",))
    return numerical_gradient(lambda moved: loss(network, moved, target), z, 2.0**-20)  # 1000 + 2⁻²⁰ is exact


def _powers(z):
    """Return e^z, with the largest score of each row subtracted from it."""
    return np.exp(z - np.max(z, axis=1, keepdims=True))


def _shares(powers, axis=1):
    """Return the powers as shares of their sum."""
    return powers / np.sum(powers, axis=axis, keepdims=True)


SHARES = SAID["output_delta"].factor("the share", lambda z, target: softmax(z))
N_SAMPLES = SAID["output_delta"].factor("the number of samples", lambda z, target: float(len(z)))

OUTPUT_DELTA = SAID["output_delta"].exercise(
    lambda z, target: (softmax(z) - target) / len(z),
    (
        (np.array([[0.0, 0.0], [0.0, math.log(3)]]), one_hot([0, 1], 2)),
        (
            np.array([[1000.0, 1001.25, 999.5], [0.5, -0.25, 1.25], [-1000.5, -1000.0, -1001.0], [2.0, 0.5, 1.0]]),
            one_hot([0, 1, 1, 2], 3),
        ),
        (np.array([[0.2, -1.1, 0.9, 1.6], [1.3, 0.4, -0.6, 0.1], [-0.5, 0.7, 0.3, -1.4]]), one_hot([2, 0, 3], 4)),
    ),
    wrong={
        "overflow": instead(SHARES, lambda z, target: _shares(np.exp(z))),
        "largest of all subtracted": instead(SHARES, lambda z, target: _shares(np.exp(z - np.max(z)))),
        "softmax along the samples": instead(SHARES, lambda z, target: softmax(z.T).T),
        "softmax over everything": instead(SHARES, lambda z, target: _shares(np.exp(z - np.max(z)), None)),
        "one sum for all": instead(SHARES, lambda z, target: _shares(_powers(z), None)),
        "divided by the number of entries": instead(N_SAMPLES, lambda z, target: z.size),
        "brackets missing": lambda z, target: softmax(z) - target / len(z),
        "times the slope": lambda z, target: (softmax(z) - target) * softmax(z) * (1 - softmax(z)) / len(z),
        "sigmoid of each": instead(SHARES, lambda z, target: ACTIVATIONS["sigmoid"].f(z)),
        "shares of the sum forgotten": instead(SHARES, lambda z, target: _powers(z)),
    },
    oracle=_measured,
    factors=(SHARES, SAID["output_delta"].factor("the target", lambda z, target: target), N_SAMPLES),
    built=lambda shares, target, m: (shares - target) / m,
)

CATALOGUE = Catalogue(TRAINING_LOOP, SPIRALS, COUNT_PARAMETERS, ACCURACY, CONFUSION, ONE_HOT, OUTPUT_DELTA)
"""The exercises by name, in the notebook's order, each with the slips that it knows."""

globals().update(offered(__name__, QUESTIONS, CATALOGUE))
