"""Races of small networks on the circle."""

from nbhelpers.datasets import planar, split
from nbhelpers.network import race

TRAIN, TEST = split(planar("circle", n_samples=80, seed=1), seed=1)

SIZES = (2, 5, 4, 1)

TRAINING = {"learning_rate": 0.3, "n_epochs": 6, "batch_size": 15, "seed": 4}


def start(data_train=TRAIN, data_test=TEST, **changes):
    return race(data_train, data_test, **({"layer_sizes": SIZES} | TRAINING | changes))
