"""A training on the spirals as the open task of lesson 05 runs it, and what can be measured of it afterwards."""

from dataclasses import dataclass

import numpy as np

from nbhelpers.datasets import planar, split
from nbhelpers.exercises.training_playground.settings import Settings
from nbhelpers.network import Network, accuracy, backward, gradient_flow, loss, train

TRAIN, HELD_OUT = split(planar("spirals"))

SEED = 0
"""Of the start and of the shuffling: the same settings always end alike."""


@dataclass(frozen=True, eq=False)
class Run:
    """One training."""

    settings: Settings
    start: Network
    end: Network
    losses: np.ndarray  # (n + 1,), E on the training points, at the start and after each epoch
    diverged: bool  # whether a number became too large for a float

    @property
    def right(self):
        """Share right on the training points."""
        return accuracy(self.end, *TRAIN)

    @property
    def right_held_out(self):
        """Share right on the held-out points."""
        return accuracy(self.end, *HELD_OUT)

    @property
    def n_updates(self):
        """How often the weights moved."""
        return -(-len(TRAIN.x) // self.settings.batch_size) * (len(self.losses) - 1)

    @property
    def lowest(self):
        """The lowest E on the way."""
        return self.losses.min()

    @property
    def falls(self):
        """Whether E was on average 2 % lower in the last fifth of the epochs than in the fifth before."""
        fifth = max(1, (len(self.losses) - 1) // 5)
        return np.mean(self.losses[-fifth:]) < 0.98 * np.mean(self.losses[-2 * fifth : -fifth])

    @property
    def rises(self):
        """Whether there is an epoch in the second half in which E rose by more than 0.002."""
        return np.diff(self.losses[len(self.losses) // 2 :]).max(initial=0) > 0.002

    @property
    def arriving(self):
        """The gradient of the first layer at the start, as a share of the last one's; 0 if nothing arrives."""
        first, *_, last = gradient_flow(self.start, *TRAIN).gradient_rms
        return first / last if last else 0.0

    @property
    def spread(self):
        """How much the outputs of the last hidden layer differ from point to point, at the start."""
        return gradient_flow(self.start, *TRAIN).activation_std[-2]

    @property
    def cut_off(self):
        """Whether the first layer gets no gradient at all in the end."""
        return gradient_flow(self.end, *TRAIN).gradient_rms[0] == 0

    def __str__(self):
        updates = f"{self.n_updates:,} update{'s' * (self.n_updates != 1)}"
        return (
            f"Got: {100 * self.right_held_out:.3g} % of the held-out points and {100 * self.right:.3g} % of the "
            f"training points right. In {updates} E went from {self.losses[0]:.3g} to "
            f"{self.losses[-1]:.3g}; the lowest was {self.lowest:.3g}."
        )


def trained(settings):
    """Train a network with these settings."""
    start = _network(settings)
    names = ("learning_rate", "batch_size", "n_epochs")
    epochs = list(train(start, *TRAIN, **{name: getattr(settings, name) for name in names}, seed=SEED))
    losses = np.array([epoch.loss for epoch in epochs])
    return Run(settings, start, epochs[-1].network, losses, epochs[-1].diverged)


def trained_slowly(settings):
    """Return the network that `trained` ends with, by `backward` and updates written out."""
    network, rng = _network(settings), np.random.default_rng(SEED)
    for _ in range(settings.n_epochs):
        order = rng.permutation(len(TRAIN.x))
        for first in range(0, len(order), settings.batch_size):
            batch = order[first : first + settings.batch_size]
            slopes = backward(network, TRAIN.x[batch], TRAIN.target[batch])
            weights = [w - settings.learning_rate * s for w, s in zip(network.weights, slopes.weights, strict=True)]
            biases = [b - settings.learning_rate * s for b, s in zip(network.biases, slopes.biases, strict=True)]
            network = network.with_parameters(weights, biases)
    return network


def figures(network):
    """Return E on the training points and the share right on the held-out points."""
    return np.array([loss(network, *TRAIN), accuracy(network, *HELD_OUT)])


def _network(settings):
    sizes = (2, *settings.layers, 1)
    return Network.create(sizes, hidden=settings.activation, output="sigmoid", init=settings.init, seed=SEED)
