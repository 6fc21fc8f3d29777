"""Spoil handwritten digits a little: moved, paler or darker, with specks."""

import numpy as np

from nbhelpers import arguments
from nbhelpers.arguments import frozen

SIDE = 8
"""Pixels along a side of a digit."""


def perturbed(image, *, shift_right=0, shift_down=0, noise=0.0, ink=1.0, seed=0):
    """Return digits with another contrast, elsewhere in their frame, and with noise: read-only, in the shape given.

    First every pixel is multiplied by `ink`, and cut to 1. Then the digit is moved: what leaves the frame is lost,
    and paper comes in. Then normally distributed noise is added, and the result is cut to 0 … 1. With one seed,
    more noise scatters every pixel further in the same direction.

    Parameters
    ----------
    image : array_like, (64,) or (m, 64)
        A digit or several, one row of pixels after the other, from 0 for paper to 1 for ink.
    shift_right, shift_down : int
        How many pixels to move, −8 to 8.
    noise : float
        Standard deviation of what is added to each pixel.
    ink : float
        Contrast, at least 0: 0 leaves white paper, 1 changes nothing.

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
    """Return the pixels as an array of float; else raise ``ValueError``."""
    expected = f"pixels from 0 to 1, {SIDE * SIDE} to a digit"
    pixels = arguments.array("image", image, expected)
    fits = pixels.ndim in (1, 2) and pixels.shape[-1] == SIDE * SIDE and pixels.size
    if not fits or not np.all((pixels >= 0) & (pixels <= 1)):
        raise arguments.refuse("image", expected, image)
    return pixels
