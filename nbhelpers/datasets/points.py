"""Points on a line or near one, and the six samples of lesson 02."""

from typing import NamedTuple

import numpy as np

from nbhelpers.arguments import frozen


class Points(NamedTuple):
    """Inputs x and targets z, one array each, of one length."""

    x: np.ndarray
    z: np.ndarray


def _on_line(x, slope=2.0, noise=0.0):
    x = np.array(x, dtype=float)
    scatter = noise * np.random.default_rng(7).standard_normal(len(x))
    return Points(frozen(x), frozen(slope * x + scatter))


LINES = {
    "walkthrough": _on_line([-0.5, -0.25, 0, 0.25, 0.5]),
    "one_to_five": _on_line([1, 2, 3, 4, 5]),
    "stretched": _on_line([-1.5, -0.75, 0, 0.75, 1.5]),
    "noisy": _on_line(np.linspace(-1, 1, 9), noise=0.4),
}
"""Points on (or scattered around) z = 2x. Σx² is 0.625, 55, 5.625 and 3.75."""


class Samples(NamedTuple):
    """Inputs x and targets T between 0 and 1, one array each, of one length."""

    x: np.ndarray
    T: np.ndarray


SIX = Samples(
    frozen(np.array([-2.0, -1.0, -0.5, 0.5, 1.0, 2.0])), frozen(np.array([0.2, 0.25, 0.35, 0.55, 0.7, 0.75]))
)
"""Six samples for a network with one input: T rises with x."""
