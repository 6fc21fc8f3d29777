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
    """The state after an epoch."""

    index: int  # how many epochs are done; 0 is the start
    network: Network  # as it is then
    loss: float  # E over all samples, not the mean of what the batches had on the way
    # Whether a number became too large for a float in this epoch. It is then the last one, and `network` and `loss`
    # are those before it, the last that were finite. (At the start only the loss can be infinite.)
    diverged: bool = False


def train(network, x, target, *, learning_rate, n_epochs, batch_size, seed):
    """Train by gradient descent on shuffled batches: an iterator that does an epoch each time it is asked for one.

    It yields `Epoch`: first the start, then the state after each epoch. In each epoch the samples are dealt anew
    into batches, the last of which may be smaller; if `batch_size` is m or more, all samples are one batch. After
    each batch all weights and biases move at once by −α times the gradient of the mean error of that batch.

    The network given stays as it is. The samples, x, (m, n_in), and target, (m, n_out), are as for `loss`, and are
    copied. The seed is that of the shuffling; one seed, one training.

    The caller may stop asking at any time. A run that blows up ends by itself, see `Epoch`; nothing is raised or
    printed. Arguments are checked now, not when the first epoch is asked for.
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

    It starts from a network, which stays as it is; the samples are as for `loss`, and are copied. The seed is that
    of the shuffling. `last` is the `Epoch` that it has reached.
    """

    # Most of the time that a small batch takes goes into starting NumPy's operations, not into the numbers. So the
    # two passes of `core` are here once more, the same sums in fewer operations:
    #
    # - A layer is one matrix, its biases below its weights, and what it takes in has a 1 at the end of each row.
    #   One product then gives z, biases and all, and one the gradient of both.
    # - The matrices of all layers lie in one array, their gradients in a second: an update is one line.

    def __init__(self, network, x, target, *, seed):
        self._network = arguments.instance("network", network, Network)
        self._functions = [core.quick(name) for name in network.activations]
        layers = [np.vstack(layer) for layer in zip(network.weights, network.biases, strict=True)]
        self._parameters = np.concatenate([layer.ravel() for layer in layers])
        self._gradient = np.empty(self._parameters.shape)
        self._layers, self._gradients = self._views(self._parameters), self._views(self._gradient)
        self._weights, self._biases = _parts(self._layers)
        self._finite = self._parameters.copy()  # as they were at the end of the last epoch that did not diverge
        self._keep(x, target)
        self._rng = np.random.default_rng(arguments.count("seed", seed))
        loss = self._loss()
        self.last = Epoch(0, network, loss, diverged=not isfinite(loss))

    def use(self, x, target):
        """Learn from other samples, as for `loss`, from now on; they are copied."""
        self._keep(x, target)
        self.last = replace(self.last, loss=self._loss())

    def epoch(self, learning_rate, batch_size):
        """Do one `Epoch` and return it; after one that diverged, start from the last finite state once more.

        The arguments are as for `train`, and not checked.
        """
        self._descend(self._rng.permutation(len(self._x)), learning_rate, batch_size)
        loss, index = self._loss(), self.last.index + 1
        if isfinite(loss) and np.isfinite(self._parameters).all():
            self._finite = arguments.frozen(self._parameters.copy())
            network = self._network.with_parameters(*_parts(self._views(self._finite)))
            self.last = Epoch(index, network, loss)
        else:
            self._parameters[:] = self._finite
            self.last = replace(self.last, index=index, diverged=True)
        return self.last

    def _keep(self, x, target):
        """Keep the samples, and make room for what each layer takes in, all samples of it: (m, n_in + 1)."""
        self._x, self._target = pair(self._network, x, target)
        self._inputs = [np.ones((len(self._x), len(layer))) for layer in self._layers]

    def _loss(self):
        """Compute E over all samples."""
        with np.errstate(all="ignore"):
            z, a = core.forward_pass(self._weights, self._biases, self._functions, self._x)
            return core.mean_error(self._network.error, z[-1], a[-1], self._target)

    def _descend(self, order, learning_rate, batch_size):
        """Do one update for each batch of the samples in that order."""
        self._inputs[0][:, :-1] = self._x.take(order, axis=0)  # the 1s in the last column stay
        target = self._target.take(order, axis=0)
        rate = np.array(learning_rate)  # NumPy takes an array in half the time of a number
        with np.errstate(all="ignore"):
            for first in range(0, len(order), batch_size):
                batch = slice(first, first + batch_size)
                self._differentiate([rows[batch] for rows in self._inputs], target[batch])
                self._gradient *= rate
                self._parameters -= self._gradient

    def _differentiate(self, inputs, target):
        """Fill the gradient of a batch; of what the layers take in, only that of the first layer is given."""
        z, a = [], []
        for layer, (f, _) in enumerate(self._functions):
            if layer:
                inputs[layer][:, :-1] = a[-1]
            z.append(inputs[layer].dot(self._layers[layer]))  # (m, n_in + 1) @ (n_in + 1, n_out) → (m, n_out)
            a.append(f(z[-1]))
        delta = core.output_delta(self._network, self._functions, z[-1], a[-1], target)
        for layer in reversed(range(len(z))):
            inputs[layer].T.dot(delta, out=self._gradients[layer])  # (n_in + 1, m) @ (m, n_out) → (n_in + 1, n_out)
            if layer:
                delta = delta.dot(self._weights[layer].T)  # (m, n_out) @ (n_out, n_in) → (m, n_in)
                delta *= self._functions[layer - 1][1](z[layer - 1], a[layer - 1])

    def _views(self, flat):
        """Cut a flat array into the matrix of each layer, (n_in + 1, n_out), without copying."""
        views, start = [], 0
        for w in self._network.weights:
            n_in, n_out = w.shape
            end = start + (n_in + 1) * n_out
            views.append(flat[start:end].reshape(n_in + 1, n_out))
            start = end
        return views


def _parts(layers):
    """Return the weights and the biases of each layer, without copying."""
    return [layer[:-1] for layer in layers], [layer[-1] for layer in layers]
