"""One activation function at one place: value, slope, tangent, the curves, and where they are flat."""

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from nbhelpers import arguments
from nbhelpers.activations.functions import LEAK, choose
from nbhelpers.activations.kind import Activation
from nbhelpers.arguments import frozen

FLAT = 0.01
"""Below this |f′| a function counts as flat: less than a hundredth of a gradient gets through."""

Z_RANGE = (-6.0, 6.0)
"""Where the curves are drawn."""

BESIDE = 1e-9  # a point on either side of 0, so that a jump there is drawn upright
CURVE_Z = frozen(np.sort(np.append(np.arange(-120, 121) / 20, (-BESIDE, BESIDE))))


class Tangent(NamedTuple):
    """The line through one point of the curve, with its slope there: intercept + slope · z."""

    intercept: float
    slope: float


@dataclass(frozen=True, eq=False)
class Look:
    """A function at one place. Arrays are read-only."""

    activation: Activation
    z: float  # the place
    value: float  # f(z)
    df: float  # f′(z); at a kink by the convention of `Activation`
    tangent: Tangent  # the line through that point with that slope
    curve_z: np.ndarray  # (k,), the same points for all; two beside 0 are close enough to draw a jump upright
    curve: np.ndarray  # (k,), f there
    curve_df: np.ndarray  # (k,), f′ there
    flat: tuple[tuple[float, float], ...]  # from where to where in `Z_RANGE` |f′| is below `FLAT`

    @property
    def name(self):
        """The key of the function in `ACTIVATIONS`."""
        return self.activation.name

    @property
    def is_flat(self):
        """Whether |f′| is below `FLAT` at this place."""
        return abs(self.df) < FLAT

    @property
    def is_kink(self):
        """Whether f has no derivative in the strict sense at this place."""
        return self.z in self.activation.kinks


def look(name, z, *, slope=LEAK):
    """Look at an activation function, one of `ELEMENTWISE`, at a place in `Z_RANGE`, and return the `Look`.

    The slope, from 0 to 1, is that of leaky ReLU below 0; the others ignore it.
    """
    activation = choose(name, slope)
    z = arguments.number("z", z, *Z_RANGE)
    value, df = activation.f(z) + 0.0, activation.df(z)  # −0 + 0 is 0: no "−0" for the reader
    tangent = Tangent(value - df * z, df)
    slope = float(slope) if name == "leaky_relu" else LEAK
    return Look(activation, z, value, df, tangent, CURVE_Z, *_curves(name, slope))


def flat_intervals(activation):
    """Return from where to where in `Z_RANGE` the slope of an elementwise activation is below `FLAT`.

    Places where flat turns into steep are searched for on the grid of the curves, and then by bisection down to
    neighbouring floats. Returns a tuple of (float, float).
    """
    if not arguments.instance("activation", activation, Activation).elementwise:
        raise arguments.refuse("activation", "one that takes each number by itself", activation)
    is_flat = np.abs(activation.df(CURVE_Z)) < FLAT
    changes = np.diff(is_flat.astype(int), prepend=0, append=0)
    first, last = np.flatnonzero(changes == 1), np.flatnonzero(changes == -1) - 1  # of each flat stretch
    return tuple((_end(activation, i, -1), _end(activation, j, 1)) for i, j in zip(first, last, strict=True))


@lru_cache(maxsize=64)  # bisection takes longer than all the rest, and only `slope` is ever new
def _curves(name, slope):
    """Return f and f′ along `CURVE_Z`, and where f is flat."""
    activation = choose(name, slope)
    return frozen(activation.f(CURVE_Z)), frozen(activation.df(CURVE_Z)), flat_intervals(activation)


def _end(activation, last, step):
    """Find where a flat stretch ends: beyond its last point on the grid, before the next in that direction."""
    flat = float(CURVE_Z[last])
    if not 0 <= last + step < len(CURVE_Z):
        return flat
    steep = float(CURVE_Z[last + step])
    for kink in activation.kinks:
        if min(flat, steep) <= kink <= max(flat, steep):
            return kink
    while (middle := (flat + steep) / 2) not in (flat, steep):
        if abs(activation.df(middle)) < FLAT:
            flat = middle
        else:
            steep = middle
    return flat
