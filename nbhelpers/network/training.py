"""Train a network by mini-batch gradient descent, one epoch at a time."""

from dataclasses import dataclass, replace
from math import isfinite

import numpy as np

from nbhelpers import arguments
from nbhelpers.network import core
from nbhelpers.network.dense import Network
from nbhelpers.network.samples import pair


@dataclass(frozen=True, eq=False)
class Epoch:
    """The state after an epoch.

    Attributes
    ----------
    index : int
        How many epochs are done; 0 is the start.
    network : Network
        The network as it is then.
    loss : float
        Its E over all samples, not the mean of what the batches had on the way.
    diverged : bool
        Whether a number became too large for a float in this epoch. It is then the last one, and `network` and
        `loss` are those before it, the last that were finite. (At the start only the loss can be infinite.)

    """

    index: int
    network: Network
    loss: float
    diverged: bool = False


def train(network, x, target, *, learning_rate, n_epochs, batch_size, seed):
    """Train by gradient descent on shuffled batches: an iterator that does an epoch each time it is asked for one.

    In each epoch the samples are dealt anew into batches, the last of which may be smaller. After each batch all
    weights and biases move at once by −α times the gradient of the mean error of that batch.

    The caller may stop asking at any time. A run that blows up ends by itself, see `Epoch.diverged`; nothing is
    raised or printed. Arguments are checked now, not when the first epoch is asked for.

    Parameters
    ----------
    network : Network
        The start; it stays as it is.
    x, target : array_like, (m, n_in) and (m, n_out)
        The samples, as for `loss`; copied.
    learning_rate : float
        α, at least 0.
    n_epochs : int
        The most epochs to do, at least 0.
    batch_size : int
        Samples in a batch, at least 1; with m or more, all of them are one batch.
    seed : int
        Of the shuffling, from 0. One seed, one training.

    Returns
    -------
    generator of Epoch
        The start first, then the state after each epoch.

    Raises
    ------
    ValueError
        If an argument is none of those.

    """
    x, target = pair(network, x, target)
    learning_rate = arguments.number("learning_rate", learning_rate, 0)
    n_epochs = arguments.count("n_epochs", n_epochs)
    batch_size = arguments.count("batch_size", batch_size, 1)
    rng = np.random.default_rng(arguments.count("seed", seed))
    return _epochs(_Descent(network), x, target, learning_rate, n_epochs, batch_size, rng)


def _epochs(descent, x, target, learning_rate, n_epochs, batch_size, rng):
    """Yield the start and each epoch. No np.errstate around a yield: it would hold for the caller too."""
    loss = descent.loss(x, target)
    last = Epoch(0, descent.network, loss, diverged=not isfinite(loss))
    yield last
    for index in range(1, n_epochs + 1):
        if last.diverged:
            return
        order = rng.permutation(len(x))
        descent.epoch(x[order], target[order], learning_rate, batch_size)
        loss = descent.loss(x, target)
        if isfinite(loss) and np.isfinite(descent.parameters).all():
            last = Epoch(index, descent.snapshot(), loss)
        else:
            last = replace(last, index=index, diverged=True)
        yield last


class _Descent:
    """A network in training. Its numbers lie in one array, so that an update is one line and one short wait.

    Weights and biases are views into that array, and their gradients into a second one of the same length.
    """

    def __init__(self, network):
        self.network = network
        self.functions = [core.quick(name) for name in network.activations]
        self.parameters = np.concatenate([array.ravel() for array in network.weights + network.biases])
        self.gradient = np.empty(self.parameters.shape)
        self.weights, self.biases = self._views(self.parameters)
        self.dE_dw, self.dE_db = self._views(self.gradient)

    def epoch(self, x, target, learning_rate, batch_size):
        """Do one update for each batch of the samples as they come."""
        rate = np.array(learning_rate)  # NumPy takes an array in half the time of a number
        with np.errstate(all="ignore"):
            for first in range(0, len(x), batch_size):
                batch = slice(first, first + batch_size)
                self._differentiate(x[batch], target[batch])
                self.gradient *= rate
                self.parameters -= self.gradient

    def loss(self, x, target):
        """Compute E over the samples."""
        with np.errstate(all="ignore"):
            z, a = core.forward_pass(self.weights, self.biases, self.functions, x)
            return core.mean_error(self.network.error, z[-1], a[-1], target)

    def snapshot(self):
        """Return the network as it is now; later updates do not reach it."""
        return self.network.with_parameters(*self._views(arguments.frozen(self.parameters.copy())))

    def _differentiate(self, x, target):
        z, a = core.forward_pass(self.weights, self.biases, self.functions, x)
        delta = core.output_delta(self.network, self.functions, z[-1], a[-1], target)
        core.backward_pass(self.weights, self.functions, z, a, delta, self.dE_dw, self.dE_db)

    def _views(self, flat):
        """Cut a flat array into the shapes of the weights and then of the biases, without copying."""
        arrays, start = [], 0
        for like in self.network.weights + self.network.biases:
            arrays.append(
                flat[start : start + like.size].reshape(like.shape)
            )  # (size,) → (n_in, n_out) or (n_out,)
            start += like.size
        n_layers = len(self.network.weights)
        return tuple(arrays[:n_layers]), tuple(arrays[n_layers:])
