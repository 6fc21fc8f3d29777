"""1,797 handwritten digits. `digits.md` says where they come from and how the file beside it is made."""

from functools import cache
from importlib import resources
from typing import NamedTuple

import numpy as np

from nbhelpers.arguments import frozen

BRIGHTEST = 16
"""The largest value of a pixel in the file: all 4 x 4 dots that it stands for are ink."""


class Digits(NamedTuple):
    """Handwritten digits: images x, (n, 64), one row of pixels after the other, and what they show: label, (n,)."""

    x: np.ndarray
    label: np.ndarray


@cache
def digits():
    """Return the 1,797 handwritten digits that scikit-learn also calls "digits", in the same order.

    Each is an image of 8 x 8 pixels, ``x[i].reshape(8, 8)``, from 0 for paper to 1 for ink, in sixteenths. For a
    network the labels become targets by ``network.one_hot(label, 10)``. Returns `Digits`, read-only, the same
    arrays each time.
    """
    file = resources.files("nbhelpers.datasets") / "digits.npz"
    with file.open("rb") as opened, np.load(opened) as stored:
        label, pixels = stored["label"].astype(int), stored["pixels"]
    x = np.empty((len(label), len(pixels)))
    x[np.argsort(label, kind="stable")] = pixels.T / BRIGHTEST  # (64, n), all zeros first, all nines last → (n, 64)
    return Digits(frozen(x), frozen(label))
