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
    """All of them after so many epochs. One that diverged stays at its last finite state.

    Attributes
    ----------
    n_epochs : int
        How many epochs are done; 0 is the start.
    epochs : tuple of Epoch
        The state of each.
    data_test : (x, target), ndarray, (m, n_in) and (m, n_out)
        The samples held out.

    """

    n_epochs: int
    epochs: tuple[Epoch, ...]
    data_test: tuple[np.ndarray, np.ndarray]

    @property
    def accuracy(self):
        """Share of right answers on the held-out samples, of each: ndarray, (n,)."""
        return arguments.frozen(np.array([accuracy(epoch.network, *self.data_test) for epoch in self.epochs]))


def starts(data_train, data_test, *, n_starts, layer_sizes, activation, init, **how):
    """Train networks that differ in nothing but their seed: an iterator that does an epoch of each when asked.

    Parameters
    ----------
    data_train, data_test : (x, target), array_like, (m, n_in) and (m, n_out)
        Samples to learn from and samples held out.
    n_starts : int
        How many, from 1 to 1000: seeds 0, 1, 2, … for weights and batches.
    layer_sizes : sequence of int
        As for `Network.create`; the output is sigmoid.
    activation, init : str
        Of the hidden layers; how weights are drawn.
    how
        `learning_rate`, `n_epochs` and `batch_size`, as for `train`.

    Returns
    -------
    generator of Starts
        The start first, then the state after each epoch.

    Raises
    ------
    ValueError
        If an argument is none of those.

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
