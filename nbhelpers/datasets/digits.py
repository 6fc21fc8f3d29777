"""1,797 handwritten digits. `digits.md` says where they come from and how the file beside it is made."""

from functools import cache
from importlib import resources
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from nbhelpers import arguments
from nbhelpers.arguments import frozen

BRIGHTEST = 16
"""The largest value of a pixel in the file: all 4 x 4 dots that it stands for are ink."""

SIDE = 8
"""Pixels along a side of a digit."""


class Digits(NamedTuple):
    """Handwritten digits: images x, (n, 64), one row of pixels after the other, and what they show: label, (n,)."""

    x: np.ndarray
    label: np.ndarray


@cache
def digits() -> Digits:
    """Return the 1,797 handwritten digits that scikit-learn also calls "digits", in the same order.

    Each is an image of 8 x 8 pixels, ``x[i].reshape(8, 8)``, from 0 for paper to 1 for ink, in sixteenths. For a
    network the labels become targets by ``network.one_hot(label, 10)``. They are read-only, the same arrays each
    time.
    """
    file = resources.files("nbhelpers.datasets") / "digits.npz"
    with file.open("rb") as opened, np.load(opened) as stored:
        label, pixels = stored["label"].astype(int), stored["pixels"]
    x = np.empty((len(label), len(pixels)))
    x[np.argsort(label, kind="stable")] = pixels.T / BRIGHTEST  # (64, n), all zeros first, all nines last → (n, 64)
    return Digits(frozen(x), frozen(label))


def perturbed(
    image: ArrayLike,
    *,
    shift_right: int = 0,
    shift_down: int = 0,
    noise: float = 0.0,
    ink: float = 1.0,
    seed: int = 0,
) -> np.ndarray:
    """Return digits with another contrast, elsewhere in their frame, and with noise: read-only, in the shape given.

    The image, (64,) or (m, 64), has pixels from 0 for paper to 1 for ink. First every pixel is multiplied by `ink`,
    at least 0, and cut to 1. Then the digit is moved by up to 8 pixels: what leaves the frame is lost, and paper
    comes in. Then normally distributed noise of that standard deviation is added, and the result is cut to 0 … 1.
    With one seed, more noise scatters every pixel further in the same direction.
    """
    pixels = _pixels(image)
    right = arguments.count("shift_right", shift_right, -SIDE, SIDE)
    down = arguments.count("shift_down", shift_down, -SIDE, SIDE)
    noise, ink = arguments.number("noise", noise, 0), arguments.number("ink", ink, 0)
    rng = np.random.default_rng(arguments.count("seed", seed))
    with np.errstate(all="ignore"):  # an infinite pixel is ink like any above 1
        inked = np.minimum(ink * pixels, 1).reshape(-1, SIDE, SIDE)  # (m, 8, 8)
        moved = np.zeros(inked.shape)
        moved[:, _to(down), _to(right)] = inked[:, _to(-down), _to(-right)]
        speckled = moved.reshape(pixels.shape) + noise * rng.normal(size=pixels.shape)
    return frozen(np.clip(speckled, 0, 1))


def _to(shift):
    """Return where the pixels are that stay in the frame, along one side, after this shift."""
    return slice(max(shift, 0), SIDE + min(shift, 0))


def _pixels(image):
    expected = f"pixels from 0 to 1, {SIDE * SIDE} to a digit"
    pixels = arguments.array("image", image, expected)
    fits = pixels.ndim in (1, 2) and pixels.shape[-1] == SIDE * SIDE and pixels.size
    if not fits or not np.all((pixels >= 0) & (pixels <= 1)):
        raise arguments.invalid_argument("image", expected, image)
    return pixels
