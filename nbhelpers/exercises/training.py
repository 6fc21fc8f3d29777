"""The exercises of lesson 5 on what a training consists of: its loop, its targets, and what goes back first."""

import math

import numpy as np

from nbhelpers.activations import ACTIVATIONS, softmax
from nbhelpers.datasets import planar
from nbhelpers.exercises.checks import FunctionExercise
from nbhelpers.exercises.reading import UnreadableError
from nbhelpers.exercises.recognition import slips
from nbhelpers.exercises.relations import Factor, changed, instead
from nbhelpers.gradcheck import numerical_gradient
from nbhelpers.network import Network, backward, loss, one_hot


def _dealt(order, size):
    return [order[first : first + size] for first in range(0, len(order), size)]


def _by_batch(deal):
    """Return a function that says which samples its batches have, each a row with a 1 for every sample in it."""

    def rows(order, batch_size):
        samples = np.arange(np.max(order) + 1)
        return np.array([np.isin(samples, batch) for batch in deal(order, batch_size)], dtype=float)

    return rows


BATCHES = FunctionExercise(
    "batches",
    "The batches of one epoch",
    "Your batches are those of the order.",
    _by_batch(_dealt),
    tuple(
        (np.array(order), size)
        for order, size in (
            ([3, 0, 4, 1, 2], 2),
            ([1, 9, 4, 6, 0, 10, 2, 8, 3, 7, 5], 4),
            ([5, 2, 0, 3, 1, 4, 6], 3),
            ([2, 0, 1], 8),
        )
    ),
    slips(
        """
        last batch lost: You left out the last batch when it is smaller than the others. What is left over makes a
            batch too.
        one update an epoch: You made one update in each epoch. The weights move after every batch.
        one update for each sample: You made one update for each sample. A batch takes the mean over its samples,
            and then moves w once.
        batch_size batches: You dealt each order into batch_size batches. It says how many samples are in a batch.
        not shuffled: Your batches are 0, 1, … in every epoch. Each epoch has an order of its own from which to take
            them.
        always the first batch: You take the first batch_size samples every time. Where does the next batch begin?
        only the first batch: You make one update in each epoch, with its first batch. Where do the others begin?
        all samples each time: You hand all samples of the epoch to every update. Which of them are in this batch?
        a sample too many: Your batches have a sample too many, which the next one has again. A slice ends before
            its second number.
        batches overlap: Your batches begin one sample after the other, so they overlap. How far is it from one
            beginning to the next?
        """,
        {
            name: _by_batch(deal)
            for name, deal in {
                "last batch lost": lambda order, size: _dealt(order, size)[: len(order) // size],
                "one update an epoch": lambda order, size: [order],
                "one update for each sample": lambda order, size: _dealt(order, 1),
                "batch_size batches": lambda order, size: [it for it in np.array_split(order, size) if len(it)],
                "not shuffled": lambda order, size: _dealt(np.arange(len(order)), size),
                "always the first batch": lambda order, size: [order[:size]] * len(_dealt(order, size)),
                "only the first batch": lambda order, size: [order[:size]],
                "all samples each time": lambda order, size: [order] * len(_dealt(order, size)),
                "a sample too many": lambda order, size: [
                    order[i : i + size + 1] for i in range(0, len(order), size)
                ],
                "batches overlap": lambda order, size: [order[i : i + size] for i in range(len(order))],
            }.items()
        },
    ),
)
"""What a training loop is made of; it has no check of its own."""

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
    return lambda *it: _training(*it, deal=lambda *how: [np.flatnonzero(row) for row in rows(*how)])


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


TRAINING_LOOP = FunctionExercise(
    "training_loop",
    "The training loop",
    "Your loop trains a 2-4-2-1 network to the same 25 numbers as the library's, with smaller last batches too.",
    lambda w, gradient, orders, batch_size, learning_rate: _training(
        w, gradient, orders, batch_size, learning_rate
    ),
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
    slips(
        """
        uphill: Your steps go uphill. The gradient points to where E grows.
        divided by the batch size: You divided by batch_size. The gradient is a mean over the batch already.
        added up over the batch: You multiplied by the number of samples in the batch. The gradient is a mean, and
            so it should stay.
        gradient of the epoch's start: All batches of an epoch use the gradient at the w with which it began. Each
            update starts from the newest w.
        w left out: The step takes the place of w. Where are you after it?
        only the first epoch: Only the first epoch counts in your result. Does return stand inside the loop over the
            epochs?
        only the last epoch: Only the last epoch counts in your result. Does each epoch go on from the w that the
            one before left?
        only the first update: Only the first update counts in your result. Does return stand inside the loops?
        only the last update: Only the last update counts in your result. Does each update start from the newest w?
        w as it was: This is w as it was at the start. Which name holds what your loop computes?
        """,
        {
            "uphill": changed("learning_rate", np.negative),
            "divided by the batch size": changed("learning_rate", np.divide, "batch_size"),
            "added up over the batch": _stepping(
                lambda w, begin, g, batch, rate: w - rate * len(batch) * g(w, batch)
            ),
            "gradient of the epoch's start": _stepping(lambda w, begin, g, batch, rate: w - rate * g(begin, batch)),
            "w left out": _stepping(lambda w, begin, g, batch, rate: rate * g(w, batch)),
            "only the first epoch": changed("orders", lambda orders: orders[:1]),
            "only the last epoch": changed("orders", lambda orders: orders[-1:]),
            "only the first update": lambda w, g, orders, size, rate: w - rate * g(w, orders[0][:size]),
            "only the last update": lambda w, g, orders, size, rate: w - rate * g(w, _dealt(orders[-1], size)[-1]),
            "w as it was": lambda w, *_: w,
        },
    ),
    oracle=_piece_by_piece,
    inner=((BATCHES, "Look at the batches.", _training_with),),
)

ONE_HOT = FunctionExercise(
    "one_hot",
    "A class as a row",
    "Your rows agree with the library, also where no sample has the last class.",
    one_hot,
    (
        (np.array([2, 0, 1]), 3),
        (np.array([1, 3, 1, 0, 2]), 6),
        (np.array([0, 0, 1, 0]), 2),
        (np.array([4, 1]), 5),
    ),
    slips(
        """
        label instead of 1: The places are right, but they hold the label. Put 1 there, the probability that is
            wanted.
        counted from 1: Each 1 stands one place too far left, and that of class 0 in the last column. Classes are
            counted from 0, as Python counts columns.
        a column too many: There is a column too many. Classes are counted from 0: what is the number of the last
            one?
        columns up to the largest label: You made columns up to the largest label that occurs. A class that no
            sample here has needs its column too, as the network has an output for it.
        0 and 1 changed: 0 and 1 have changed places. The class gets the 1.
        the same row for all: All your rows are alike, with a 1 for every label that occurs. [[0] * n] * m repeats
            one and the same row, and rows[:, labels] = 1 sets whole columns: each sample needs a row, and a place,
            of its own.
        earlier ones kept: Your rows keep the ones of the rows before. Is the row of zeros made once, before the
            loop?
        only the first row: Only the first row has its 1. Does return stand inside the loop?
        all in one list: The numbers are right, but they stand in one long list. Each sample is to have a row of its
            own.
        the rows of the classes: These are the rows of the classes, each once and in order. Which of them belongs to
            each sample?
        """,
        {
            "label instead of 1": lambda labels, n: one_hot(labels, n) * labels[:, None],
            "counted from 1": lambda labels, n: np.roll(one_hot(labels, n), -1, axis=1),
            "a column too many": changed("n_classes", lambda n: n + 1),
            "columns up to the largest label": changed("n_classes", lambda n, labels: np.max(labels) + 1, "labels"),
            "0 and 1 changed": lambda labels, n: 1 - one_hot(labels, n),
            "the same row for all": lambda labels, n: np.tile(one_hot(labels, n).max(axis=0), (len(labels), 1)),
            "earlier ones kept": lambda labels, n: np.maximum.accumulate(one_hot(labels, n)),
            "only the first row": lambda labels, n: one_hot(labels, n) * (np.arange(len(labels)) == 0)[:, None],
            "all in one list": lambda labels, n: one_hot(labels, n).ravel(),
            "the rows of the classes": lambda labels, n: np.eye(n),
        },
    ),
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


SHARES = Factor("the share", lambda z, target: softmax(z), "What does softmax make of the scores first?")
N_SAMPLES = Factor(
    "the number of samples",
    lambda z, target: float(len(z)),
    "E is the mean over them: what does that do to its slope?",
)

OUTPUT_DELTA = FunctionExercise(
    "output_delta",
    "What goes back from softmax",
    "Your gradient agrees with the library and with finite differences, also for scores around 1000.",
    lambda z, target: (softmax(z) - target) / len(z),
    (
        (np.array([[0.0, 0.0], [0.0, math.log(3)]]), one_hot([0, 1], 2)),
        (
            np.array([[1000.0, 1001.25, 999.5], [0.5, -0.25, 1.25], [-1000.5, -1000.0, -1001.0], [2.0, 0.5, 1.0]]),
            one_hot([0, 1, 1, 2], 3),
        ),
        (np.array([[0.2, -1.1, 0.9, 1.6], [1.3, 0.4, -0.6, 0.1], [-0.5, 0.7, 0.3, -1.4]]), one_hot([2, 0, 3], 4)),
    ),
    slips(
        """
        overflow: For scores like 1000 or −1000 you get NaN: e^1000 is too large for a float, and e^−1000 becomes 0.
            Subtract the largest score of each row first, which changes no share.
        largest of all subtracted: You subtracted the largest of all scores. In a row far below it every e^z becomes
            0, and 0/0 is NaN: each row needs its own.
        softmax along the samples: Your shares add up to 1 in each column. The shares of one sample, a row, are to
            do so: which axis is that?
        softmax over everything: Your shares add up to 1 over the whole matrix. Those of each sample, a row, are to
            do so.
        one sum for all: You divided by the sum over the whole matrix. Each row has a sum of its own: which axis is
            that?
        divided by the number of entries: You divided by the number of entries, as np.mean does. E is a sum over the
            classes, and a mean over the samples only.
        brackets missing: Python divides before it subtracts: only the target is divided by m.
        times the slope: There is a factor a(1 − a) too many. In a − T the slope of softmax is already in it: that
            is why cross-entropy goes with it.
        sigmoid of each: You took the sigmoid of each score. Then no score counts for the others, and a row does not
            add up to 1.
        shares of the sum forgotten: You took e^z without dividing it by its row's sum. What makes them shares?
        """,
        {
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
    ),
    oracle=_measured,
    factors=(SHARES, Factor("the target", lambda z, target: target, "How far are the shares from it?"), N_SAMPLES),
    built=lambda shares, target, m: (shares - target) / m,
)
