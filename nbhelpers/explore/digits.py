"""Demos on handwritten digits: train a network to read them, spoil one under its eyes, and look at the data."""

from functools import cache
from typing import NamedTuple

import numpy as np

from nbhelpers import arguments
from nbhelpers.datasets import Digits, digits, perturbed, split
from nbhelpers.explore.adjustable import Adjustable
from nbhelpers.explore.choices import ACTIVATION, INIT, RATES, SEED
from nbhelpers.explore.controls import layer_list, layer_sizes, slider, stages, whole
from nbhelpers.explore.demo import Picture, demo
from nbhelpers.network import Answers, Network, Session, answers, forward, one_hot, session, train
from nbhelpers.views.digit import DigitView, SheetView
from nbhelpers.views.digits import MOST_EPOCHS, DigitsView

N_HELD_OUT = 449
WIDEST = 64  # units in a hidden layer
BATCHES = (5, 10, 20, 50, 100, 200)


class Reading(NamedTuple):
    """A network that learns to read: the controls' values, the training, its answers to the held-out digits."""

    values: dict
    session: Session
    answers: Answers
    earlier: tuple = ()  # nothing that is changed on the way changes the training

    @property
    def n_epochs(self):
        """How many epochs are done."""
        return self.session.n_epochs

    @property
    def diverged(self):
        """Whether the last epoch diverged."""
        return self.session.diverged


class Glance(NamedTuple):
    """What a trained network makes of one digit."""

    values: dict  # the controls'
    label: int  # what the digit is
    written: np.ndarray  # (64,), the digit as it was
    seen: np.ndarray  # (64,), the digit as it is now
    before: np.ndarray  # (10,), the shares that the network gives to the digit as it was
    now: np.ndarray  # (10,), the shares that it gives to the digit as it is now


def _train(values, earlier):
    """Yield the start and each epoch, without an end; sent other values, show the same epoch with those."""
    sizes = [64, *layer_sizes(values["layers"]), 10]
    how = {name: values[name] for name in ("init", "seed")}
    network = Network.create(sizes, hidden=values["activation"], output="softmax", **how)
    samples = [(each.x, one_hot(each.label, 10)) for each in _digits()]
    pace = {name: values[name] for name in ("learning_rate", "batch_size", "seed")}
    run = session(network, *samples, **pace)
    while True:
        now = next(run)
        told = answers(now.network, *_digits()[1])
        while sent := (yield Reading(values, now, told)):
            values, _ = sent


def _idle(layers, n_epochs, **_):
    without = () if layers else ("activation",)
    return without if n_epochs else (*without, "learning_rate", "batch_size")


@demo(
    DigitsView,
    Adjustable,
    controls={
        "layers": (layer_list, "hidden layers", 5, WIDEST),
        "activation": ACTIVATION,
        "init": INIT,
        "learning_rate": (stages, "learning rate α", RATES),
        "batch_size": (stages, "batch size", BATCHES),
        "seed": SEED,
        "n_epochs": (whole, "epochs", 0, MOST_EPOCHS),
        "unit": (whole, "unit shown large", 1, WIDEST),
    },
    begin=_train,
    length="n_epochs",
    idle=_idle,
    ruling=(),
    showing=("unit",),
)
def explore_digits(
    *,
    layers="64",
    activation="relu",
    init="he",
    learning_rate=0.5,
    batch_size=10,
    seed=0,
    n_epochs=40,
    unit=1,
):
    """Train a network to read 1,348 handwritten digits, and try it on 449 others.

    The activation is that of the hidden layers; the output is softmax. A unit of the first layer is shown large.
    """


@demo(
    DigitView,
    controls={
        "sample": (whole, "held-out digit", 0, N_HELD_OUT - 1),
        "shift_right": (whole, "pixels to the right", -3, 3),
        "shift_down": (whole, "pixels down", -3, 3),
        "noise": (slider, "noise", 0, 1, 0.01),
        "ink": (slider, "ink", 0, 1.5, 0.01),
    },
)
def explore_digit(*, sample=0, shift_right=0, shift_down=0, noise=0.0, ink=1.0):
    """Spoil a held-out digit, and see what a trained network makes of it.

    The network has 64 ReLU units; it is trained as `explore_digits` does with its first settings. Noise is the
    standard deviation of what is added to each pixel, ink what each is multiplied by.
    """
    x, label = _digits()[1]
    spoiling = {"shift_right": shift_right, "shift_down": shift_down, "noise": noise, "ink": ink}
    written, seen = x[sample], perturbed(x[sample], **spoiling)
    before, now = forward(_trained(), [written, seen]).output  # (2, 10)
    return Glance({"sample": sample} | spoiling, int(label[sample]), written, seen, before, now)


def show_digits(n=30):
    """Show the first digits of the training set with their labels, as a still picture.

    Parameters
    ----------
    n : int
        How many, 1 to 60.

    Returns
    -------
    Picture

    """
    n = arguments.count("n", n, 1, 60)
    x, label = _digits()[0]
    sheet = Digits(x[:n], label[:n])
    return Picture(SheetView(sheet), sheet)


@cache
def _digits():
    """Return the digits to learn from and those held out."""
    return split(digits(), share=0.75)


@cache
def _trained():
    """Return a trained network, the same each time."""
    network = Network.create([64, 64, 10], hidden="relu", output="softmax", init="he", seed=0)
    x, label = _digits()[0]
    how = {"learning_rate": 0.5, "batch_size": 10, "n_epochs": 40, "seed": 0}
    *_, last = train(network, x, one_hot(label, 10), **how)
    return last.network
