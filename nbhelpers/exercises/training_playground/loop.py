"""The exercise of lesson 05 in which the student writes the training: epochs, batches, updates."""

import numpy as np

from nbhelpers.datasets import planar
from nbhelpers.exercises.exercise import Mistake
from nbhelpers.exercises.training_playground.written import WrittenOut
from nbhelpers.network import Network, backward

_TARGETS = np.array([1.0, 2.0, 4.0, 7.0, 11.0, 16.0])
_NETWORK = Network.create([2, 4, 2, 1], hidden="tanh", output="sigmoid", init="xavier", seed=0)
_POINTS = planar("circle", n_samples=11)


class _Gradient:
    """A function that the loop is given, and what a message calls it."""

    def __init__(self, name, function):
        self._name, self._function = name, function

    def __call__(self, w, batch):
        return self._function(w, batch)

    def __str__(self):
        return self._name


def _row(weights, biases):
    """Return all weights and biases of a network as one row of numbers."""
    return np.concatenate([each.ravel() for each in (*weights, *biases)])


def _backward(w, batch):
    arrays = (*_NETWORK.weights, *_NETWORK.biases)
    cuts = np.split(np.asarray(w, dtype=float), np.cumsum([each.size for each in arrays])[:-1])
    parts = [cut.reshape(each.shape) for cut, each in zip(cuts, arrays, strict=True)]
    gradients = backward(_NETWORK.with_parameters(parts[:3], parts[3:]), *(each[batch] for each in _POINTS))
    return _row(gradients.weights, gradients.biases)


_SIMPLE = _Gradient(
    f"w − the mean of t[batch], with t = [{', '.join(f'{t:g}' for t in _TARGETS)}]",
    lambda w, batch: w - np.mean(_TARGETS[batch]),
)
_OF_THE_NETWORK = _Gradient("that of a 2-4-2-1 network", _backward)
_START = _row(_NETWORK.weights, [b + 0.5 for b in _NETWORK.biases])


def _descent(batches, *, step=-1.0):
    """Return a training that makes an update for each of the batches that the function deals from an order."""

    def training(w, gradient, orders, batch_size, learning_rate):
        for order in orders:
            for batch in batches(order, batch_size):
                w = w + step * learning_rate * gradient(w, batch)
        return w

    return training


def _dealt(order, size):
    return [order[first : first + size] for first in range(0, len(order), size)]


def _piece_by_piece(w, gradient, orders, batch_size, learning_rate):
    """Take a batch off what is left of each order until nothing is."""
    for order in orders:
        left = list(order)
        while left:
            w = w - learning_rate * gradient(w, left[:batch_size])
            del left[:batch_size]
    return w


def _one_gradient_an_epoch(w, gradient, orders, batch_size, learning_rate):
    for order in orders:
        old = w
        for batch in _dealt(order, batch_size):
            w = w - learning_rate * gradient(old, batch)
    return w


def _sum_of_batch(w, gradient, orders, batch_size, learning_rate):
    for order in orders:
        for batch in _dealt(order, batch_size):
            w = w - learning_rate * len(batch) * gradient(w, batch)
    return w


def _divided_again(w, gradient, orders, batch_size, learning_rate):
    for order in orders:
        for batch in _dealt(order, batch_size):
            w = w - learning_rate * gradient(w, batch) / batch_size
    return w


_training = _descent(_dealt)

TRAINING_LOOP = WrittenOut(
    name="training_loop",
    title="The training loop",
    reference=_training,
    oracle=_piece_by_piece,
    correct="Your loop trains a 2-4-2-1 network to the same 25 numbers as the library's, with smaller last batches "
    "too.",
    cases=(
        (0.0, _SIMPLE, np.array([[3, 0, 4, 1, 2], [1, 4, 2, 0, 3]]), 2, 0.5),
        (
            _START,
            _OF_THE_NETWORK,
            np.array([np.random.default_rng(seed).permutation(11) for seed in range(3)]),
            *(4, 0.4),
        ),
        (2.0, _SIMPLE, np.array([[5, 2, 0, 3, 1, 4], [4, 1, 3, 5, 2, 0]]), 3, 0.2),
        (1.0, _SIMPLE, np.array([[2, 0, 1], [1, 2, 0]]), 8, 0.1),
    ),
    mistakes=(
        Mistake(
            "last batch lost",
            _descent(lambda order, size: _dealt(order, size)[: len(order) // size]),
            "You left out the last batch when it is smaller than the others. What is left over makes a batch too.",
        ),
        Mistake(
            "one update an epoch",
            _descent(lambda order, size: [order]),
            "You made one update in each epoch. The weights move after every batch.",
        ),
        Mistake(
            "one update for each sample",
            _descent(lambda order, size: _dealt(order, 1)),
            "You made one update for each sample. A batch takes the mean over its samples, and then moves w once.",
        ),
        Mistake(
            "batch_size batches",
            _descent(lambda order, size: [each for each in np.array_split(order, size) if len(each)]),
            "You dealt each order into batch_size batches. It says how many samples are in a batch.",
        ),
        Mistake(
            "not shuffled",
            _descent(lambda order, size: _dealt(np.arange(len(order)), size)),
            "Your batches are 0, 1, … in every epoch. Each epoch has an order of its own from which to take them.",
        ),
        Mistake(
            "always the first batch",
            _descent(lambda order, size: [order[:size]] * len(_dealt(order, size))),
            "You take the first batch_size samples every time. Where does the next batch begin?",
        ),
        Mistake(
            "a sample too many",
            _descent(lambda order, size: [order[i : i + size + 1] for i in range(0, len(order), size)]),
            "Your batches have a sample too many, which the next one has again. A slice ends before its second "
            "number.",
        ),
        Mistake(
            "batches overlap",
            _descent(lambda order, size: [order[i : i + size] for i in range(len(order))]),
            "Your batches begin one sample after the other, so they overlap. How far is it from one beginning to "
            "the next?",
        ),
        Mistake(
            "uphill",
            _descent(_dealt, step=1.0),
            "Your steps go uphill. The gradient points to where E grows.",
        ),
        Mistake(
            "gradient of the epoch's start",
            _one_gradient_an_epoch,
            "All batches of an epoch use the gradient at the w with which it began. Each update starts from the "
            "newest w.",
        ),
        Mistake(
            "learning rate forgotten",
            lambda w, gradient, orders, batch_size, learning_rate: _training(w, gradient, orders, batch_size, 1.0),
            "The learning rate is missing: you moved by the whole gradient.",
        ),
        Mistake(
            "divided by the batch size",
            _divided_again,
            "You divided by batch_size. The gradient is a mean over the batch already.",
        ),
        Mistake(
            "added up over the batch",
            _sum_of_batch,
            "You multiplied by the number of samples in the batch. The gradient is a mean, and so it should stay.",
        ),
        Mistake(
            "only the first epoch",
            lambda w, gradient, orders, *how: _training(w, gradient, orders[:1], *how),
            "Only the first epoch counts in your result. Does return stand inside the loop over the epochs?",
        ),
        Mistake(
            "only the last epoch",
            lambda w, gradient, orders, *how: _training(w, gradient, orders[-1:], *how),
            "Only the last epoch counts in your result. Does each epoch go on from the w that the one before left?",
        ),
        Mistake(
            "only the first update",
            lambda w, gradient, orders, size, rate: w - rate * gradient(w, orders[0][:size]),
            "Only the first update counts in your result. Does return stand inside the loops?",
        ),
        Mistake(
            "only the last update",
            lambda w, gradient, orders, size, rate: w - rate * gradient(w, _dealt(orders[-1], size)[-1]),
            "Only the last update counts in your result. Does each update start from the newest w?",
        ),
        Mistake(
            "w as it was",
            lambda w, *_: w,
            "This is w as it was at the start. Which name holds what your loop computes?",
        ),
        Mistake(
            "the last gradient",
            lambda w, gradient, orders, size, rate: gradient(w, orders[0][:size]),
            "This is a gradient. What is wanted is w after all steps.",
        ),
    ),
)
