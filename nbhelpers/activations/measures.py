"""Every activation function measured, to be set beside what is claimed of it."""

import math
import time
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from nbhelpers import arguments
from nbhelpers.activations.functions import ACTIVATIONS, LEAK, choose
from nbhelpers.activations.look import CURVE_Z, Z_RANGE, flat_intervals
from nbhelpers.arguments import frozen

REACH = 1e6
"""How far from 0 the measures look. A range that ends there, or in proportion to it, has no end."""

_RIGHT = np.concatenate([np.arange(1, 1001) / 100, np.geomspace(10, REACH, 101)[1:]])
WIDE = frozen(np.concatenate([-_RIGHT[::-1], [0], _RIGHT]))
"""Where the measures look: every 0.01 from −10 to 10, and ever wider from there to ±10⁶."""

N_NUMBERS, ROW = 100_000, 10
"""How many numbers one timed call takes, and how many of them share a row of softmax."""


@dataclass(frozen=True)
class Measures:
    """What an activation function does, found by calling it and its derivative.

    For softmax one score is moved and a second stays at 0; what depends on how many scores there are is None.
    """

    name: str  # the key of the function in `ACTIVATIONS`
    # Least and largest output for z from −10⁶ to 10⁶. In floats a bound that is only approached is reached.
    range: tuple[float, float]
    monotone: bool  # whether the output never falls as z rises
    largest_slope: float  # largest |f′| anywhere; of softmax the largest entry of the Jacobian
    symmetric: bool | None = None  # whether f(−z) = −f(z)
    slope_at_0: float | None = None  # f′(0), at a kink by convention
    least_slope_above_0: float | None = None  # least |f′| for z from above 0 to 6
    mean_output: float | None = None  # mean of f(z) for standard normal z, by quadrature, not from samples
    zeros: float | None = None  # probability that f(z) is exactly 0, likewise
    flat_fraction: float | None = None  # fraction of −6 ≤ z ≤ 6 where |f′| is below `FLAT`
    total: tuple[float, float] | None = None  # least and largest sum of a row of softmax


def measure(name: str, *, slope: float = LEAK) -> Measures:
    """Measure an activation function, one of `ACTIVATIONS`.

    The slope, from 0 to 1, is that of leaky ReLU below 0; the others ignore it.
    """
    activation = choose(name, slope, rows=True)
    if not activation.elementwise:
        return _measure_softmax(activation)
    f, df = activation.f(WIDE), activation.df(WIDE)
    z, density = _half_normal()
    left, right = activation.f(-z), activation.f(z)
    return Measures(
        name=name,
        range=_ends(f),
        monotone=bool(np.all(np.diff(f) >= 0)),
        largest_slope=float(np.abs(df).max()),
        symmetric=bool(np.all(np.abs(f + f[::-1]) <= 1e-12)),
        slope_at_0=activation.df(0.0),
        least_slope_above_0=float(np.abs(activation.df(CURVE_Z[CURVE_Z > 0])).min()),
        mean_output=float(density @ (left + right)) + 0.0,
        zeros=float(density[left == 0].sum() + density[right == 0].sum()),
        flat_fraction=math.fsum(b - a for a, b in flat_intervals(activation)) / (Z_RANGE[1] - Z_RANGE[0]),
    )


def relative_cost(name: str, *, repeats: int = 9) -> float:
    """Time a call on 100,000 numbers, as a multiple of what linear takes. Not the same twice.

    Both are called in turn, `repeats` times, at most 1000, and the median of the ratios is taken, so that a busy
    moment of the machine does not count. It is the cost of the functions here, which check their input; softmax
    gets rows of 10.
    """
    functions = choose(name, rows=True).f, ACTIVATIONS["linear"].f
    z = np.random.default_rng(0).standard_normal((N_NUMBERS // ROW, ROW))
    times = [[_seconds(f, z) for f in functions] for _ in range(arguments.count("repeats", repeats, 1, 1000) + 1)]
    return float(np.median([own / linear for own, linear in times[1:]]))  # the first round warms up


def _measure_softmax(softmax):
    """Measure the function of rows: two scores, one of which is moved while the other stays at 0."""
    scores = np.stack([WIDE, np.zeros_like(WIDE)], axis=1)  # (k, 2)
    shares = softmax.f(scores)
    return Measures(
        name=softmax.name,
        range=_ends(shares),
        monotone=bool(np.all(np.diff(shares[:, 0]) >= 0)),
        largest_slope=float(np.abs(softmax.jacobian(scores)).max()),
        total=_ends(shares.sum(axis=1)),
    )


@lru_cache(maxsize=1)
def _half_normal():
    """Return z above 0, and weights such that their sum over g(z) is ∫ g(z) φ(z) dz from 0 to 12 (Gauss–Legendre).

    Each half by itself, since kinks are at 0; beyond 12 there is less than 10⁻³² of the normal distribution.
    """
    node, weight = np.polynomial.legendre.leggauss(100)  # on −1 … 1
    z = 6 * (node + 1)
    density = weight * np.exp(-(z**2) / 2)
    return frozen(z), frozen(density / density.sum() / 2)  # a half weighs one half


def _ends(values):
    return float(values.min()) + 0.0, float(values.max())  # −0 + 0 is 0


def _seconds(f, z):
    start = time.perf_counter()
    f(z)
    return time.perf_counter() - start
