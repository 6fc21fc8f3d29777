"""A training to be watched: after each epoch, what the network does with seen and with unseen samples.

Samples, learning rate and batch size may change on the way; the network goes on from where it is.
"""

from array import array
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from nbhelpers import arguments
from nbhelpers.network import core
from nbhelpers.network.dense import Network
from nbhelpers.network.flow import gradient_flow
from nbhelpers.network.passes import check_answers, share_right
from nbhelpers.network.samples import data_pair
from nbhelpers.network.training import Training


@dataclass(frozen=True, eq=False)
class Session:
    """The state after so many epochs. Arrays are read-only.

    Attributes
    ----------
    n_epochs : int
        n: how many epochs are done.
    start, network : Network
        As it was before the first epoch, and as it is now: if the last epoch diverged, the last finite state.
    diverged : bool
        Whether a number became too large for a float in the last epoch, and nothing has been changed since.
    data_train, data_test : (x, target), ndarray, (m, n_in) and (m, n_out)
        The samples it learns from now, and those held out.
    loss, loss_test : ndarray, (n + 1,)
        E over both at the start and after each epoch.
    accuracy, accuracy_test : ndarray, (n + 1,)
        Share of right answers, as `network.accuracy` has it, likewise.
    gradient_rms : ndarray, (L,)
        Root mean square of ∂E/∂w in each layer, over the training samples; entry 0 is the layer next to the input.

    """

    n_epochs: int
    start: Network
    network: Network
    diverged: bool
    data_train: tuple[np.ndarray, np.ndarray]
    data_test: tuple[np.ndarray, np.ndarray]
    _record: tuple[array, ...] = field(repr=False)

    @property
    def loss(self):
        """Training loss, see above."""
        return self._column(0)

    @property
    def loss_test(self):
        """Held-out loss, see above."""
        return self._column(1)

    @property
    def accuracy(self):
        """Training accuracy, see above."""
        return self._column(2)

    @property
    def accuracy_test(self):
        """Held-out accuracy, see above."""
        return self._column(3)

    @cached_property
    def gradient_rms(self):
        """Gradient of each layer as it is now, see above."""
        return gradient_flow(self.network, *self.data_train).gradient_rms

    def _column(self, index):
        return arguments.frozen(np.array(self._record[index][: self.n_epochs + 1]))


def session(network, data_train, data_test, *, learning_rate, batch_size, seed):
    """Train by gradient descent on shuffled batches, without an end: a generator that does an epoch when asked.

    ``send`` changes what is learned from: it takes a dict with any of `learning_rate`, `batch_size` and, together,
    `data_train` and `data_test`, unchecked. It returns the state after the change, with the network and `n_epochs`
    as they were; what was measured last is measured anew on the new samples. After an epoch that diverged the next
    starts from the last finite state.

    Parameters
    ----------
    network : Network
        The start, with a sigmoid or softmax output.
    data_train, data_test : (x, target), array_like, (m, n_in) and (m, n_out)
        Samples to learn from, and samples held out; as for `loss`.
    learning_rate, batch_size, seed : float, int, int
        As for `train`.

    Returns
    -------
    generator of Session
        The start first, then the state after each epoch.

    Raises
    ------
    ValueError
        If an argument is none of those.

    """
    check_answers(network)
    data_train, data_test = data_pair("data_train", data_train, network), data_pair("data_test", data_test, network)
    learning_rate = arguments.number("learning_rate", learning_rate, 0)
    batch_size = arguments.count("batch_size", batch_size, 1)
    training = Training(network, *data_train, seed=seed)
    return _session(training, data_train, data_test, learning_rate, batch_size)


def _session(training, data_train, data_test, learning_rate, batch_size):
    """Yield the start and each epoch. No np.errstate around a yield: it would hold for the caller too."""
    start = training.last.network
    record = (array("d"), array("d"), array("d"), array("d"))
    _measure(record, training.last, data_train, data_test)
    changes = None
    while True:
        last = training.last
        diverged = last.diverged and changes is None  # after a change, it may go on
        changes = yield Session(last.index, start, last.network, diverged, data_train, data_test, record)
        if changes is None:
            training.epoch(learning_rate, batch_size)
        else:
            learning_rate = changes.get("learning_rate", learning_rate)
            batch_size = changes.get("batch_size", batch_size)
            if "data_train" in changes:
                data_train, data_test = tuple(changes["data_train"]), tuple(changes["data_test"])
                training.use(*data_train)
            record = tuple(column[:-1] for column in record)  # a copy: states handed out hold the one before
        _measure(record, training.last, data_train, data_test)


def _measure(record, epoch, data_train, data_test):
    """Append the losses and accuracies of an epoch."""
    network = epoch.network
    functions = [core.quick(name) for name in network.activations]
    for i, (x, target) in enumerate((data_train, data_test)):
        with np.errstate(all="ignore"):
            z, a = core.forward_pass(network.weights, network.biases, functions, x)
            record[i].append(core.mean_error(network.error, z[-1], a[-1], target))
        record[i + 2].append(share_right(network, a[-1], target))
