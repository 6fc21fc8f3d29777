"""The same training from different random starts."""

from dataclasses import dataclass
from itertools import zip_longest

import numpy as np

from nbhelpers import arguments
from nbhelpers.network.dense import HIDDEN, Network
from nbhelpers.network.passes import accuracy
from nbhelpers.network.samples import data_pair
from nbhelpers.network.training import Epoch, train

MOST = 1000
"""Starts at a time."""


@dataclass(frozen=True, eq=False)
class Starts:
    """All trainings after some epochs. One that diverged stays at its last finite state."""

    n_epochs: int  # done; 0 is the start
    epochs: tuple[Epoch, ...]  # the state of each training
    data_test: tuple[np.ndarray, np.ndarray]  # x, (m, n_in), and target, (m, n_out): the samples held out

    @property
    def diverged(self):
        """Whether all have, so that no epoch follows."""
        return all(epoch.diverged for epoch in self.epochs)

    @property
    def accuracy(self):
        """Share of right answers on the held-out samples, (n,), one for each training."""
        return arguments.frozen(np.array([accuracy(epoch.network, *self.data_test) for epoch in self.epochs]))


def starts(data_train, data_test, *, n_starts, layer_sizes, activation, init, **how):
    """Train networks that differ only in their seed: an iterator that does an epoch of each when asked.

    It yields `Starts`: first the start, then the state after each epoch. There are 1 to 1000 networks, with seeds
    0, 1, 2, … for weights and batches; their output is sigmoid. `data_train` and `data_test` are pairs of x,
    (m, n_in), and target, (m, n_out). `layer_sizes` and `init` are as for `Network.create`, the other arguments,
    `learning_rate`, `n_epochs` and `batch_size`, as for `train`.
    """
    seeds = range(arguments.count("n_starts", n_starts, 1, MOST))
    arguments.one_of("activation", activation, HIDDEN)
    options = {"hidden": activation, "output": "sigmoid", "init": init}
    networks = [Network.create(layer_sizes, **options, seed=seed) for seed in seeds]
    data_train = data_pair("data_train", data_train, networks[0])
    data_test = data_pair("data_test", data_test, networks[0])
    trainings = [train(network, *data_train, **how, seed=seed) for seed, network in enumerate(networks)]
    return _starts(trainings, data_test)


def _starts(trainings, data_test):
    """Yield the start and each epoch; a training that has ended early gives None from then on."""
    now = (None,) * len(trainings)
    for n_epochs, epochs in enumerate(zip_longest(*trainings)):
        now = tuple(old if new is None else new for new, old in zip(epochs, now, strict=True))
        yield Starts(n_epochs, now, data_test)
