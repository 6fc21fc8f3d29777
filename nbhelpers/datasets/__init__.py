"""Small data sets, the same on every machine: points on a line, points of the plane, handwritten digits."""

from typing import NamedTuple, TypeVar

import numpy as np

from nbhelpers import arguments
from nbhelpers.arguments import frozen
from nbhelpers.datasets.digits import Digits, digits, perturbed
from nbhelpers.datasets.planar import PLANAR, Planar, planar

__all__ = ["LINES", "PLANAR", "SIX", "Digits", "Planar", "digits", "perturbed", "planar", "split"]

Classified = TypeVar("Classified", Planar, Digits)


class Points(NamedTuple):
    """Inputs x and targets z, one array each, of one length."""

    x: np.ndarray
    z: np.ndarray


class Samples(NamedTuple):
    """Inputs x and targets T between 0 and 1, one array each, of one length."""

    x: np.ndarray
    T: np.ndarray


def _on_line(x, noise=0.0):
    x = np.array(x, dtype=float)
    scatter = noise * np.random.default_rng(7).standard_normal(len(x))
    return Points(frozen(x), frozen(2.0 * x + scatter))


LINES = {
    "walkthrough": _on_line([-0.5, -0.25, 0, 0.25, 0.5]),
    "one_to_five": _on_line([1, 2, 3, 4, 5]),
    "narrow": _on_line([-0.25, -0.125, 0, 0.125, 0.25]),
    "stretched": _on_line([-1.5, -0.75, 0, 0.75, 1.5]),
    "noisy": _on_line(np.linspace(-1, 1, 9), noise=0.4),
}
"""Points on (or scattered around) z = 2x. Σx² is 0.625, 55, 0.15625, 5.625 and 3.75."""

SIX = Samples(
    frozen(np.array([-2.0, -1.0, -0.5, 0.5, 1.0, 2.0])), frozen(np.array([0.2, 0.25, 0.35, 0.55, 0.7, 0.75]))
)
"""Six samples for a network with one input: T rises with x."""


def split(data: Classified, *, share: float = 0.5, seed: int = 0) -> tuple[Classified, Classified]:
    """Split a set into two, to train on and to test on, with the classes in proportion in both.

    Both parts are of the same kind as the set, shuffled and read-only; together they hold each sample once. The
    share is that for training: share · n samples, rounded, and of each class as many to within one. A share that
    leaves one of the two parts empty is refused.
    """
    if not isinstance(data, Planar | Digits):
        raise arguments.invalid_argument("data", "a Planar, as from planar, or Digits, as from digits", data)
    share = arguments.number("share", share, 0, 1)
    rng = np.random.default_rng(arguments.count("seed", seed))
    label = data[1].ravel()  # the target, (n, 1), or the label, (n,)
    n = len(label)
    order = rng.permutation(n)
    order = order[np.argsort(label[order], kind="stable")]  # shuffled within each class
    chosen = np.diff(np.floor(share * np.arange(n + 1) + 0.5)) > 0  # evenly spread, so in proportion: (n,)
    if chosen.all() or not chosen.any():
        raise arguments.invalid_argument("share", f"a share that leaves some of {n} samples to each side", share)
    train, test = rng.permutation(order[chosen]), rng.permutation(order[~chosen])
    parts = [type(data)(*(frozen(array[part]) for array in data)) for part in (train, test)]
    return parts[0], parts[1]
