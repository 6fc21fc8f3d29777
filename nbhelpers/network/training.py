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
    training = Training(network, x, target, seed=seed)
    learning_rate = arguments.number("learning_rate", learning_rate, 0)
    n_epochs = arguments.count("n_epochs", n_epochs)
    batch_size = arguments.count("batch_size", batch_size, 1)
    return _epochs(training, learning_rate, n_epochs, batch_size)


def _epochs(training, learning_rate, n_epochs, batch_size):
    """Yield the start and each epoch. No np.errstate around a yield: it would hold for the caller too."""
    yield training.last
    while training.last.index < n_epochs and not training.last.diverged:
        yield training.epoch(learning_rate, batch_size)


class Training:
    """A training under way: samples, learning rate and batch size may change from one epoch to the next.

    Parameters
    ----------
    network : Network
        The start; it stays as it is.
    x, target : array_like, (m, n_in) and (m, n_out)
        The samples, as for `loss`; copied.
    seed : int
        Of the shuffling, from 0.

    Attributes
    ----------
    last : Epoch
        The state that it is in.

    Raises
    ------
    ValueError
        If an argument is none of those.

    """

    # All its numbers lie in one array, so that an update is one line and one short wait. Weights and biases are
    # views into that array, and their gradients into a second one of the same length.

    def __init__(self, network, x, target, *, seed):
        self._x, self._target = pair(network, x, target)
        self._rng = np.random.default_rng(arguments.count("seed", seed))
        self._network = network
        self._functions = [core.quick(name) for name in network.activations]
        self._parameters = np.concatenate([array.ravel() for array in network.weights + network.biases])
        self._gradient = np.empty(self._parameters.shape)
        self._weights, self._biases = self._views(self._parameters)
        self._dE_dw, self._dE_db = self._views(self._gradient)
        loss = self._loss()
        self.last = Epoch(0, network, loss, diverged=not isfinite(loss))

    def use(self, x, target):
        """Learn from other samples from now on.

        Parameters
        ----------
        x, target : array_like, (m, n_in) and (m, n_out)
            The samples, as for `loss`; copied.

        Raises
        ------
        ValueError
            If they are not such samples.

        """
        self._x, self._target = pair(self._network, x, target)
        self.last = replace(self.last, loss=self._loss())

    def epoch(self, learning_rate, batch_size):
        """Do one epoch. After one that diverged the next starts from the last finite state once more.

        Parameters
        ----------
        learning_rate, batch_size : float, int
            As for `train`; not checked.

        Returns
        -------
        Epoch

        """
        order = self._rng.permutation(len(self._x))
        self._descend(self._x[order], self._target[order], learning_rate, batch_size)
        loss, index = self._loss(), self.last.index + 1
        if isfinite(loss) and np.isfinite(self._parameters).all():
            self.last = Epoch(index, self._snapshot(), loss)
        else:
            self.last = replace(self.last, index=index, diverged=True)
            good = self.last.network
            self._parameters[:] = np.concatenate([array.ravel() for array in good.weights + good.biases])
        return self.last

    def _descend(self, x, target, learning_rate, batch_size):
        """Do one update for each batch of the samples as they come."""
        rate = np.array(learning_rate)  # NumPy takes an array in half the time of a number
        with np.errstate(all="ignore"):
            for first in range(0, len(x), batch_size):
                batch = slice(first, first + batch_size)
                self._differentiate(x[batch], target[batch])
                self._gradient *= rate
                self._parameters -= self._gradient

    def _loss(self):
        """Compute E over all samples."""
        with np.errstate(all="ignore"):
            z, a = core.forward_pass(self._weights, self._biases, self._functions, self._x)
            return core.mean_error(self._network.error, z[-1], a[-1], self._target)

    def _snapshot(self):
        """Return the network as it is now; later updates do not reach it."""
        return self._network.with_parameters(*self._views(arguments.frozen(self._parameters.copy())))

    def _differentiate(self, x, target):
        z, a = core.forward_pass(self._weights, self._biases, self._functions, x)
        delta = core.output_delta(self._network, self._functions, z[-1], a[-1], target)
        core.backward_pass(self._weights, self._functions, z, a, delta, self._dE_dw, self._dE_db)

    def _views(self, flat):
        """Cut a flat array into the shapes of the weights and then of the biases, without copying."""
        arrays, start = [], 0
        for like in self._network.weights + self._network.biases:
            arrays.append(
                flat[start : start + like.size].reshape(like.shape)
            )  # (size,) → (n_in, n_out) or (n_out,)
            start += like.size
        n_layers = len(self._network.weights)
        return tuple(arrays[:n_layers]), tuple(arrays[n_layers:])
