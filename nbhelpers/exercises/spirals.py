"""The open task of lesson 5: settings with which a network tells the two spirals apart.

There is no one right answer. The check trains a network with the student's settings, and if it falls short, the
first `Finding` that holds says why.
"""

import math
from collections import namedtuple
from dataclasses import dataclass

import numpy as np

from nbhelpers import arguments
from nbhelpers.datasets import planar, split
from nbhelpers.exercises.errors import shortened
from nbhelpers.exercises.lesson_text import lesson_text, slips
from nbhelpers.exercises.reading import UnreadableError
from nbhelpers.exercises.values import Finding, OpenTask
from nbhelpers.network import HIDDEN, INITS, Network, accuracy, gradient_flow, train

TRAIN, HELD_OUT = split(planar("spirals"))

SEED = 0
"""Of the start and of the shuffling: the same settings always end alike."""

WANTED = 0.85
"""The share of the held-out points that is to be right."""

GUESSED = math.log(2)
"""E of a network that says ½ to every point."""

NOT_LEFT = GUESSED - 0.015
"""With E above it, the network has learned next to nothing."""

LINE = 0.6077
"""E of the best straight line."""

ENOUGH = 50
"""Weights and biases. Of the many networks tried with fewer, none came through."""

MOST_LAYERS, MOST_UNITS, SMALLEST_BATCH, MOST_EPOCHS = 6, 8, 5, 1000
"""A training with these takes a few seconds, and the spirals need less."""

EXAMPLE = (
    '{"layers": [4], "activation": "sigmoid", "init": "normal", "learning_rate": 0.1, "batch_size": 25, '
    '"n_epochs": 100}'
)
"""How settings are written; with these the spirals are not told apart."""


def _listed(value):
    if not isinstance(value, list | tuple | np.ndarray) or len(value) > MOST_LAYERS:
        raise ValueError
    return tuple(arguments.count("layers", n, 1, MOST_UNITS) for n in value)


def _one_of(names):
    """Return what is expected, and what finds a name, however it is spelled: "Leaky ReLU" is leaky_relu."""

    def find(value):
        return arguments.one_of("", str.strip(value).lower().replace(" ", "_").replace("-", "_"), names)

    return "one of " + ", ".join(f'"{name}"' for name in names), find


def _whole(least, most=math.inf):
    expected = f"a whole number from {least} {f'to {most}' if most < math.inf else 'on'}"
    return expected, lambda value: arguments.count("", value, least, most)


_LAYERS = f"a list of at most {MOST_LAYERS} whole numbers from 1 to {MOST_UNITS}, units of the hidden layers"
_ENTRIES = {
    "layers": (f"{_LAYERS}, as in [4, 4]", _listed),
    "activation": _one_of(HIDDEN),
    "init": _one_of(INITS),
    "learning_rate": ("a number from 0 on, such as 0.1", lambda value: arguments.number("", value, 0)),
    "batch_size": _whole(SMALLEST_BATCH),
    "n_epochs": _whole(1, MOST_EPOCHS),
}
"""What is expected of each entry, and what makes a value of it or refuses it."""

Settings = namedtuple("Settings", _ENTRIES)
"""Units of each hidden layer, their activation, how weights start, α, samples in a batch, epochs."""


def read_settings(given):
    """Return what was given as `Settings`.

    An entry that is missing, unknown or out of range raises `UnreadableError`, which names the entry, what is
    expected and what came. Whatever the methods of what was given raise is let through, any ``BaseException``.
    """
    if given is None or given is ...:
        message = "Replace the dots with your own settings, then run the cell again."
        raise UnreadableError(None, message, attempted=False)
    if not isinstance(given, dict):
        message = f"The settings are a dict with six entries, such as {EXAMPLE}. Yours are {_told(given)}."
        raise UnreadableError("no dict", message)
    if open_ones := [name for name in _ENTRIES if given.get(name) is ...]:
        message = f"Replace the dots with values: {', '.join(open_ones)}."
        raise UnreadableError(None, message, attempted=False)
    _refuse_other_names(given)
    return Settings(*(_entry(name, given[name]) for name in _ENTRIES))


def _refuse_other_names(given):
    missing = [name for name in _ENTRIES if name not in given]
    unknown = [_told(name) for name in given if name not in _ENTRIES]
    if missing or unknown:
        lines = [f"Missing: {', '.join(missing)}."] if missing else []
        lines += [f"Not known: {', '.join(unknown)}."] if unknown else []
        message = f"The six entries of the settings are {', '.join(_ENTRIES)}. " + " ".join(lines)
        raise UnreadableError("entry missing" if missing else "entry unknown", message)


def _entry(name, value):
    expected, find = _ENTRIES[name]
    try:
        return find(value)
    except (ValueError, TypeError):
        message = f"{name} is to be {expected}. Yours is {_told(value)}.{_advice(value)}"
        raise UnreadableError("entry refused", message) from None


def _advice(value):
    """Return a sentence on how numbers are written, if that may be what is wrong."""
    if isinstance(value, str) and any(letter.isdigit() for letter in value):
        return " Numbers stand without quotes."
    if isinstance(value, tuple) and len(value) == 2:
        return " Decimals stand after a point, not after a comma."
    return ""


def _told(value):
    """Return a value as Python writes it, cut off after 60 characters; raises what its own text raises."""
    if callable(value):
        return "a function or a class"
    return " ".join(shortened(repr(value), 60).split())


@dataclass(frozen=True, eq=False)
class Run:
    """One training, and what can be measured of it afterwards."""

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
    """Train a network with these settings, and return the `Run`."""
    layers, hidden, init, learning_rate, batch_size, n_epochs = settings
    start = Network.create((2, *layers, 1), hidden=hidden, output="sigmoid", init=init, seed=SEED)
    how = {"learning_rate": learning_rate, "batch_size": batch_size, "n_epochs": n_epochs, "seed": SEED}
    epochs = list(train(start, *TRAIN, **how))
    losses = np.array([epoch.loss for epoch in epochs])
    return Run(settings, start, epochs[-1].network, losses, epochs[-1].diverged)


def _made(given):
    try:
        return trained(read_settings(given))
    except KeyboardInterrupt:
        message = "The training was stopped. With fewer epochs or larger batches it takes less time."
        raise UnreadableError("stopped", message) from None


def _finding(slip):
    """Return a slip as the finding that has its name."""
    example, *holds_and_tells = slip.answer
    return Finding(slip.name, Settings(*example)._asdict(), slip.message, slip.misconception, *holds_and_tells)


def _part(share):
    """Return a share as it is read: 1/3,400 of, or 0 times."""
    if share == 0:
        return "0 times"
    return f"1/{1 / share:,.0f} of" if share > 1e-9 else f"{share:.0e} times"


FINDINGS = {
    "diverged": (([8, 8, 8], "leaky_relu", "xavier", 1000, 10, 20), lambda run: run.diverged),
    "α is 0": (([8, 8], "tanh", "xavier", 0, 25, 20), lambda run: run.settings.learning_rate == 0),
    "no hidden layer": (([], "tanh", "xavier", 0.1, 25, 50), lambda run: not run.settings.layers),
    "linear layers": (([8, 8], "linear", "xavier", 0.1, 25, 100), lambda run: run.settings.activation == "linear"),
    "binary step": (([8, 8], "step", "xavier", 0.1, 25, 100), lambda run: run.settings.activation == "step"),
    "dead units": (
        ([8, 8, 8], "relu", "he", 10, 25, 50),
        lambda run: run.settings.activation == "relu" and run.cut_off,
    ),
    "steps too long": (
        ([8, 8], "tanh", "xavier", 100, 25, 50),
        lambda run: run.losses[-1] > max(0.75, 1.1 * run.lowest),
    ),
    "narrow layer": (([8, 1, 8], "tanh", "xavier", 0.1, 25, 200), lambda run: min(run.settings.layers[:2]) <= 2),
    "too few units": (
        ([8], "tanh", "xavier", 0.2, 25, 500),
        lambda run: run.end.n_parameters < ENOUGH,
        lambda run: f"Your network has {run.end.n_parameters} weights and biases.",
    ),
    "gradient lost": (
        ([8] * 6, "sigmoid", "xavier", 0.1, 10, 200),
        lambda run: run.lowest > NOT_LEFT and run.arriving < 0.05,
        lambda run: f"At the start the gradient of the first layer was {_part(run.arriving)} the last's.",
    ),
    "start too small": (
        ([8] * 4, "tanh", "normal", 0.1, 25, 200),
        lambda run: run.lowest > NOT_LEFT and run.spread < 0.05 and run.settings.init == "normal",
        lambda run: f"At the start the last hidden layer's outputs scatter by {run.spread:.1g}.",
    ),
    "learned by heart": (([8, 8], "tanh", "he", 0.05, 10, 1000), lambda run: run.right >= 0.95),
    "E jumps": (([8, 8, 8], "tanh", "he", 0.5, 25, 150), lambda run: run.losses[-1] > 1.2 * run.lowest),
    "no better than guessing": (
        ([8] * 4, "leaky_relu", "xavier", 2, 10, 100),
        lambda run: run.losses[-1] > NOT_LEFT and run.rises,
    ),
    "sigmoid": (([8, 8], "sigmoid", "xavier", 0.5, 10, 500), lambda run: run.settings.activation == "sigmoid"),
    "hardly moved": (
        ([8, 8], "tanh", "xavier", 0.0001, 25, 100),
        lambda run: run.lowest > NOT_LEFT or run.lowest > 0.95 * run.losses[0],
    ),
    "like a straight line": (([8, 8], "tanh", "xavier", 0.03, 25, 100), lambda run: run.lowest > LINE),
    "still falling": (([8, 8, 8], "tanh", "xavier", 0.1, 25, 300), lambda run: run.falls),
    "plateau": (([8, 8, 8], "relu", "xavier", 0.02, 10, 300),),
}
"""By name: settings to which it applies, when it does, what it tells. They are tried in the order of the text."""

SAID = lesson_text("training_playground")[1]["spirals"]
SPIRALS = OpenTask(
    *SAID.heading,
    Settings([8, 8], "leaky_relu", "xavier", 0.2, 25, 1000)._asdict(),
    _made,
    lambda run: run.right_held_out >= WANTED,
    f"Wanted: {100 * WANTED:g} % of the held-out points right.",
    tuple(map(_finding, slips(SAID.slips, FINDINGS))),
)
