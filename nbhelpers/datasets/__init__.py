"""Small data sets, the same on every machine: points on a line, points of the plane, handwritten digits.

`digits.md` says where the digits come from and how the file beside it is made. What one exercise alone needs
is made there.
"""

from functools import cache
from importlib import resources
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import ArrayLike

from nbhelpers import arguments
from nbhelpers.arguments import frozen

REACH = 1.5
"""How far from the origin, along an axis, the sets without noise may reach."""

MOST_POINTS = 1_000_000
"""Of a set in the plane."""

TURNS = 1.75
"""How often a spiral goes round, as in TensorFlow Playground."""

BRIGHTEST = 16
"""The largest value of a pixel in the file: all 4 x 4 dots that it stands for are ink."""

SIDE = 8
"""Pixels along a side of a digit."""


class Points(NamedTuple):
    """Inputs x and targets z, one array each, of one length."""

    x: np.ndarray
    z: np.ndarray


class Samples(NamedTuple):
    """Inputs x and targets T between 0 and 1, one array each, of one length."""

    x: np.ndarray
    T: np.ndarray


class Planar(NamedTuple):
    """Points of the plane in two classes: x, (n, 2), and their target, (n, 1), 0.0 or 1.0."""

    x: np.ndarray
    target: np.ndarray


class Digits(NamedTuple):
    """Handwritten digits: images x, (n, 64), one row of pixels after the other, and what they show: label, (n,)."""

    x: np.ndarray
    label: np.ndarray


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


def _circle(label, rng):
    fraction = np.where(label == 1, rng.uniform(0, 0.5, len(label)), rng.uniform(0.7, 1, len(label)))
    return _polar(REACH * fraction, rng.uniform(0, 2 * np.pi, len(label)))


def _xor(label, rng):
    sizes = rng.uniform(0.1, REACH, (len(label), 2))  # 0.1: a gap along the axes
    first = np.where(np.arange(len(label)) // 2 % 2, 1, -1)  # as labels alternate, each quadrant gets as many
    return sizes * np.stack([first, np.where(label == 1, -first, first)], axis=1)  # (n, 2)


def _moons(label, rng):
    x = _polar(1, rng.uniform(0, np.pi, len(label))) - [0.5, 0.25]  # upper half of a circle; both moons centred
    return np.where(label[:, None] == 1, -x, x)  # (n, 1): a half turn makes the other moon


def _spirals(label, rng):
    fraction = rng.uniform(0.1, 1, len(label))  # of the way out; at 0 the arms would meet
    return _polar(REACH * fraction, 2 * np.pi * TURNS * fraction + np.pi * label)


def _polar(radius, angle):
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)  # (n, 2)


_SHAPES = {"circle": _circle, "xor": _xor, "moons": _moons, "spirals": _spirals}

PLANAR = tuple(_SHAPES)
"""The names that `planar` knows."""


def planar(name: str, *, n_samples: int = 250, noise: float = 0.1, seed: int = 0) -> Planar:
    """Draw points of the plane in two classes that no line separates, half of them in each class.

    Without noise the coordinates lie within ±1.5: not standardised, but centred and near enough to it. The shapes:

        circle     target 1 within 0.75 of the origin, target 0 between 1.05 and 1.5 (as in TensorFlow Playground)
        xor        target 1 where the signs of x1 and x2 differ; no point within 0.1 of an axis
        moons      two half circles of radius 1, target 1 the lower one; each ends inside the other
        spirals    two arms of 1.75 turns, target 1 the one that starts at half a turn

    There are 2 to a million points; an odd number gives target 0 one more. The noise, from 0 to 0.5, is the
    standard deviation of the normal scatter of each coordinate. A point keeps its class wherever it ends up, and
    with the same seed other noise scatters the same points in the same directions. The arrays are read-only;
    targets go 0, 1, 0, 1, ….
    """
    arguments.one_of("name", name, PLANAR)
    n_samples = arguments.count("n_samples", n_samples, 2, MOST_POINTS)
    noise = arguments.number("noise", noise, 0, 0.5)
    rng = np.random.default_rng(arguments.count("seed", seed))
    label = np.arange(n_samples) % 2
    x = _SHAPES[name](label, rng)
    x += noise * rng.standard_normal(x.shape)
    return Planar(frozen(x), frozen(label[:, None].astype(float)))


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


Classified = TypeVar("Classified", Planar, Digits)


def split(data: Classified, *, train_fraction: float = 0.5, seed: int = 0) -> tuple[Classified, Classified]:
    """Split a set into two, to train on and to test on, with the classes in proportion in both.

    Both parts are of the same kind as the set, shuffled and read-only; together they hold each sample once. Of n
    samples train_fraction · n, rounded, are to train on, and of each class as many to within one. A fraction that
    leaves one of the two parts empty is refused.
    """
    if not isinstance(data, Planar | Digits):
        raise arguments.invalid_argument("data", "a Planar, as from planar, or Digits, as from digits", data)
    fraction = arguments.number("train_fraction", train_fraction, 0, 1)
    rng = np.random.default_rng(arguments.count("seed", seed))
    label = data[1].ravel()  # the target, (n, 1), or the label, (n,)
    n = len(label)
    order = rng.permutation(n)
    order = order[np.argsort(label[order], kind="stable")]  # shuffled within each class
    # Of the first k samples fraction · k, rounded, are chosen; sample k is if that number rises with it. So those
    # chosen are evenly spread over the classes, and in proportion.
    chosen = np.diff(np.floor(fraction * np.arange(n + 1) + 0.5)) > 0  # (n,)
    if chosen.all() or not chosen.any():
        expected = f"a fraction that leaves some of {n} samples to each side"
        raise arguments.invalid_argument("train_fraction", expected, fraction)
    train, test = rng.permutation(order[chosen]), rng.permutation(order[~chosen])
    parts = [type(data)(*(frozen(array[part]) for array in data)) for part in (train, test)]
    return parts[0], parts[1]
