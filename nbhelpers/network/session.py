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
    """The state after some epochs. Arrays are read-only."""

    n_epochs: int  # done; 0 is the start
    start: Network  # as it was before the first epoch
    network: Network  # as it is now; if the last epoch diverged, the last finite state
    # whether a number became too large for a float in the last epoch, and nothing has been changed since
    diverged: bool
    # x, (m, n_in), and target, (m, n_out): the samples it learns from now
    data_train: tuple[np.ndarray, np.ndarray]
    data_test: tuple[np.ndarray, np.ndarray]  # likewise: the samples held out
    _record: tuple[array, ...] = field(repr=False)

    @property
    def loss(self):
        """E over the training samples at the start and after each epoch, (n_epochs + 1,)."""
        return self._column(0)

    @property
    def loss_test(self):
        """E over the held-out samples at the start and after each epoch, (n_epochs + 1,)."""
        return self._column(1)

    @property
    def accuracy(self):
        """`network.accuracy` on the training samples at the start and after each epoch, (n_epochs + 1,)."""
        return self._column(2)

    @property
    def accuracy_test(self):
        """`network.accuracy` on the held-out samples at the start and after each epoch, (n_epochs + 1,)."""
        return self._column(3)

    @cached_property
    def gradient_rms(self):
        """Root mean square of ∂E/∂w in each layer over the training samples, (L,), as in `Flow`."""
        return gradient_flow(self.network, *self.data_train).gradient_rms

    def _column(self, index):
        return arguments.frozen(np.array(self._record[index][: self.n_epochs + 1]))


def session(network, data_train, data_test, *, learning_rate, batch_size, seed):
    """Train by gradient descent on shuffled batches, without an end: a generator that does an epoch when asked.

    It yields `Session`: first the start, then the state after each epoch. After an epoch that diverged the next
    starts from the last finite state.

    ``send`` changes what is learned from: it takes a dict with any of `learning_rate`, `batch_size` and, together,
    `data_train` and `data_test`, unchecked. It returns the state after the change, with the network and `n_epochs`
    as they were; what was measured last is measured anew on the new samples.

    The network, with a sigmoid or softmax output, is the start. `data_train` and `data_test` are pairs of x,
    (m, n_in), and target, (m, n_out), as for `loss`; the other arguments are as for `train`.
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
