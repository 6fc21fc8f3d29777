"""The settings of a training as a student gives them: six entries, each refused in a plain sentence."""

from typing import NamedTuple

import numpy as np

from nbhelpers import arguments
from nbhelpers.exercises.reading import UnreadableError
from nbhelpers.network import HIDDEN, INITS

MOST_LAYERS, MOST_UNITS, SMALLEST_BATCH, MOST_EPOCHS = 6, 8, 5, 1000
"""A training with these takes a few seconds, and the spirals need less."""

EXAMPLE = (
    '{"layers": [4], "activation": "sigmoid", "init": "normal", "learning_rate": 0.1, "batch_size": 25, '
    '"n_epochs": 100}'
)
"""How settings are written; with these the spirals are not told apart."""


class Settings(NamedTuple):
    """Units of each hidden layer, their activation, how weights start, α, samples in a batch, epochs."""

    layers: tuple[int, ...]
    activation: str
    init: str
    learning_rate: float
    batch_size: int
    n_epochs: int


def _listed(value):
    if not isinstance(value, list | tuple | np.ndarray) or len(value) > MOST_LAYERS:
        raise ValueError
    return tuple(arguments.count("layers", n, 1, MOST_UNITS) for n in value)


def _named(names):
    """Return a function that finds a name, however it is spelled: "Leaky ReLU" is leaky_relu."""

    def find(value):
        spelled = value.strip().lower().replace(" ", "_").replace("-", "_") if isinstance(value, str) else None
        if spelled not in names:
            raise ValueError
        return spelled

    return find


def _one_of(names):
    return "one of " + ", ".join(f'"{name}"' for name in names)


_ENTRIES = {
    "layers": (
        f"a list of at most {MOST_LAYERS} numbers from 1 to {MOST_UNITS}, units of the hidden layers, as in [4, 4]",
        _listed,
    ),
    "activation": (_one_of(HIDDEN), _named(HIDDEN)),
    "init": (_one_of(INITS), _named(tuple(INITS))),
    "learning_rate": ("a number from 0 on, such as 0.1", lambda value: arguments.number("", value, 0)),
    "batch_size": (
        f"a whole number from {SMALLEST_BATCH} on",
        lambda value: arguments.count("", value, SMALLEST_BATCH),
    ),
    "n_epochs": (
        f"a whole number from 1 to {MOST_EPOCHS}",
        lambda value: arguments.count("", value, 1, MOST_EPOCHS),
    ),
}


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
    text = " ".join(str.__getitem__(repr(value), slice(61)).split())
    return text if len(text) <= 60 else text[:59] + "…"
