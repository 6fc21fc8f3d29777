"""Trainings of small networks on a small set, and an epoch as it is written out."""

import numpy as np

from nbhelpers.network import Network, backward, one_hot, train

X, X_TEST = np.random.default_rng(5).normal(size=(2, 40, 2))

LABELS = (X[:, 0] * X[:, 1] > 0).astype(int)

T, T_TEST = one_hot(LABELS, 2), one_hot((X_TEST[:, 0] > 0).astype(int), 2)

USUAL = {"learning_rate": 0.5, "n_epochs": 5, "batch_size": 15, "seed": 7}


def make(sizes=(2, 6, 5, 2), hidden="tanh", output="softmax", init="xavier", seed=2, loss="matching"):
    return Network.create(sizes, hidden=hidden, output=output, init=init, seed=seed, loss=loss)


def run(network=None, x=X, target=T, **changes):
    return list(train(make() if network is None else network, x, target, **(USUAL | changes)))


def same(one, other):
    """Say whether two networks are the same, to the last digit."""
    return one.activations == other.activations and np.array_equal(numbers(one), numbers(other))


def numbers(network):
    return np.concatenate([array.ravel() for array in network.weights + network.biases])


def updated(network, x, target, learning_rate):
    """Take one step by `backward`, written out."""
    g = backward(network, x, target)
    weights = [w - learning_rate * dE_dw for w, dE_dw in zip(network.weights, g.weights, strict=True)]
    biases = [b - learning_rate * dE_db for b, dE_db in zip(network.biases, g.biases, strict=True)]
    return Network(weights, biases, network.activations, network.loss)


def epoch_written_out(network, x, target, learning_rate, batch_size, rng):
    """Take one such step for each batch."""
    order = rng.permutation(len(x))
    for first in range(0, len(x), batch_size):
        batch = order[first : first + batch_size]
        network = updated(network, x[batch], target[batch], learning_rate)
    return network
