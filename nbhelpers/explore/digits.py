"""Demos on handwritten digits: train a network to read them, spoil one under its eyes, and look at the data."""

from functools import cache
from typing import NamedTuple

import numpy as np

from nbhelpers import arguments
from nbhelpers.datasets import Digits, digits, perturbed, split
from nbhelpers.explorable import Explorable, Live, Picture, choice, layer_list, layer_sizes, slider, stages, whole
from nbhelpers.explore.choices import ACTIVATION_CHOICES, INIT_CHOICES, RATES
from nbhelpers.network import Answers, Network, Session, answers, forward, one_hot, session, train
from nbhelpers.views.digit import DigitView, SheetView
from nbhelpers.views.digits import MOST_EPOCHS, DigitsView

BATCHES = (5, 10, 20, 50, 100, 200)


class Reading(NamedTuple):
    """A network that learns to read: the training, and its answers to the held-out digits."""

    session: Session
    answers: Answers

    @property
    def n_epochs(self):
        """How many epochs are done."""
        return self.session.n_epochs


class Glance(NamedTuple):
    """What a trained network makes of one digit.

    `values` are the controls', `label` is what it is. `written` and `seen`, (64,) each, are the digit as it was and
    as it is now; `before` and `now`, (10,) each, the shares that the network gives to these two.
    """

    values: dict
    label: int
    written: np.ndarray
    seen: np.ndarray
    before: np.ndarray
    now: np.ndarray


def explore_digits(
    *,
    layers="64",
    activation="relu",
    init="he",
    learning_rate=0.5,
    batch_size=10,
    seed=0,
    n_epochs=40,
):
    """Train a network to read 1,348 handwritten digits, and try it on 449 others.

    Parameters
    ----------
    layers : str
        Sizes of the hidden layers, up to five of up to 64 units: "64, 32". "" for none.
    activation : str
        Of the hidden layers: "sigmoid", "tanh", "relu", "leaky_relu", "linear" or "step". The output is softmax.
    init : str
        "normal", "xavier" or "he".
    learning_rate : float
        α: 0.001, 0.002, 0.005, 0.01, … 10.
    batch_size : int
        5, 10, 20, 50, 100 or 200.
    seed : int
        Of weights and batches, 0 to 20.
    n_epochs : int
        Length of the training, 0 to 60.

    Returns
    -------
    Live

    Raises
    ------
    ValueError
        If an argument is outside its range.

    """
    controls = {
        "layers": layer_list("hidden layers", 5, 64),
        "activation": choice("activation", ACTIVATION_CHOICES),
        "init": choice("initialisation", INIT_CHOICES),
        "learning_rate": stages("learning rate α", RATES),
        "batch_size": stages("batch size", BATCHES),
        "seed": whole("seed", 0, 20),
        "n_epochs": whole("epochs", 0, MOST_EPOCHS),
    }
    values = {"layers": layers, "activation": activation, "init": init, "learning_rate": learning_rate}
    values |= {"batch_size": batch_size, "seed": seed, "n_epochs": n_epochs}
    return Live("explore_digits", _train, DigitsView, controls, values, length="n_epochs", idle=_idle)


def _train(layers, activation, init, learning_rate, batch_size, seed, n_epochs):
    """Yield the start and each epoch, until the last or the first that diverges."""
    sizes = [64, *layer_sizes(layers), 10]
    network = Network.create(sizes, hidden=activation, output="softmax", init=init, seed=seed)
    samples = [(each.x, one_hot(each.label, 10)) for each in _digits()]
    for now in session(network, *samples, learning_rate=learning_rate, batch_size=batch_size, seed=seed):
        yield Reading(now, answers(now.network, *_digits()[1]))
        if now.n_epochs >= n_epochs or now.diverged:
            return


def _idle(layers, n_epochs, **_):
    without = () if layers else ("activation",)
    return without if n_epochs else (*without, "learning_rate", "batch_size")


def explore_digit(*, sample=0, shift_right=0, shift_down=0, noise=0.0, ink=1.0):
    """Spoil a held-out digit, and see what a trained network makes of it.

    The network has 64 ReLU units; it is trained as `explore_digits` does with its first settings.

    Parameters
    ----------
    sample : int
        Which of the held-out digits, 0 to 448.
    shift_right, shift_down : int
        How many pixels it is moved, −3 to 3.
    noise : float
        Standard deviation of what is added to each pixel, 0 to 1.
    ink : float
        What each pixel is multiplied by, 0 to 1.5.

    Returns
    -------
    Explorable

    Raises
    ------
    ValueError
        If an argument is outside its range.

    """
    controls = {
        "sample": whole("held-out digit", 0, len(_digits()[1].label) - 1),
        "shift_right": whole("pixels to the right", -3, 3),
        "shift_down": whole("pixels down", -3, 3),
        "noise": slider("noise", 0, 1, 0.01),
        "ink": slider("ink", 0, 1.5, 0.01),
    }
    values = {"sample": sample, "shift_right": shift_right, "shift_down": shift_down, "noise": noise, "ink": ink}
    return Explorable("explore_digit", _look, DigitView, controls, values)


def show_digits(n=30):
    """Show the first digits of those to learn from, with what they are, as a still picture.

    Parameters
    ----------
    n : int
        How many, 1 to 60.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If `n` is none of those.

    """
    n = arguments.count("n", n, 1, 60)
    x, label = _digits()[0]
    sheet = Digits(x[:n], label[:n])
    return Picture(SheetView(sheet), sheet)


def _look(sample, **spoiling):
    """Show the digit to the network as it was and as it is now."""
    x, label = _digits()[1]
    written, seen = x[sample], perturbed(x[sample], **spoiling)
    before, now = forward(_trained(), [written, seen]).output  # (2, 10)
    return Glance({"sample": sample} | spoiling, int(label[sample]), written, seen, before, now)


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
