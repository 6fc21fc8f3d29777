"""Points of the plane in two classes that no line separates."""

from typing import NamedTuple

import numpy as np

from nbhelpers import arguments
from nbhelpers.arguments import frozen


class Planar(NamedTuple):
    """Points of the plane in two classes: x, (n, 2), and their target, (n, 1), 0.0 or 1.0."""

    x: np.ndarray
    target: np.ndarray


REACH = 1.5
"""How far from the origin, along an axis, the sets without noise may reach."""

MOST = 1_000_000
"""Points in a set."""

TURNS = 1.75
"""How often a spiral goes round, as in TensorFlow Playground."""


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
    n_samples = arguments.count("n_samples", n_samples, 2, MOST)
    noise = arguments.number("noise", noise, 0, 0.5)
    rng = np.random.default_rng(arguments.count("seed", seed))
    label = np.arange(n_samples) % 2
    x = _SHAPES[name](label, rng)
    x += noise * rng.standard_normal(x.shape)
    return Planar(frozen(x), frozen(label[:, None].astype(float)))
