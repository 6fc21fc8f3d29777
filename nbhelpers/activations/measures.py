"""What lesson 04 draws and prints of the activation functions.

A function at one place with its tangent, a whole layer of units, softmax beside its formula as it is written, and
each function measured, to be set beside what is claimed of it. Where a slope can be given, it is that of leaky ReLU
below 0; the other functions ignore it.
"""

import math
from dataclasses import dataclass
from functools import lru_cache, partial
from timeit import timeit

import numpy as np
from numpy.typing import ArrayLike

from nbhelpers import arguments
from nbhelpers.activations.functions import ACTIVATIONS, LEAK, Activation, choose, softmax, softmax_jacobian
from nbhelpers.arguments import frozen

FLAT = 0.01
"""Below this |f′| a function counts as flat: less than a hundredth of a gradient gets through."""

Z_RANGE = (-6.0, 6.0)
"""Where the curves are drawn."""

BESIDE = 1e-9  # a point on either side of 0, so that a jump there is drawn upright
CURVE_Z = frozen(np.sort(np.append(np.arange(-120, 121) / 20, (-BESIDE, BESIDE))))

N_UNITS, MOST_UNITS, LARGEST = 2000, 1_000_000, 1e6

AGREES = 1e-9
"""How near the formula as written must come to the probabilities, to count as working."""

REACH = 1e6
"""How far from 0 the measures look. A range that ends there, or in proportion to it, has no end."""

_RIGHT = np.concatenate([np.arange(1, 1001) / 100, np.geomspace(10, REACH, 101)[1:]])
WIDE = frozen(np.concatenate([-_RIGHT[::-1], [0], _RIGHT]))
"""Where the measures look: every 0.01 from −10 to 10, and ever wider from there to ±10⁶."""

N_NUMBERS, ROW = 100_000, 10
"""How many numbers one timed call takes, and how many of them share a row of softmax."""


@dataclass(frozen=True, eq=False)
class Look:
    """A function at one place. Arrays are read-only."""

    activation: Activation
    z: float  # the place
    value: float  # f(z)
    df: float  # f′(z); at a kink by the convention of `Activation`
    curve_z: np.ndarray  # (k,), the same points for all; two beside 0 are close enough to draw a jump upright
    curve: np.ndarray  # (k,), f there
    curve_df: np.ndarray  # (k,), f′ there
    flat: tuple[tuple[float, float], ...]  # from where to where in `Z_RANGE` |f′| is below `FLAT`

    name = property(lambda self: self.activation.name)  # the key of the function in `ACTIVATIONS`
    intercept = property(lambda self: self.value - self.df * self.z)  # of the tangent: intercept + df · z
    is_flat = property(lambda self: abs(self.df) < FLAT)
    is_kink = property(lambda self: self.z in self.activation.kinks)  # whether f has no derivative there, strictly


@dataclass(frozen=True, eq=False)
class LayerOutputs:
    """The outputs of a layer of units. Arrays are read-only."""

    activation: Activation  # f of every unit
    weight_scale: float  # standard deviation that z would have with endlessly many units
    bias: float  # mean that z would have with them
    z: np.ndarray  # (n,), pre-activation of each unit
    a: np.ndarray  # (n,), output f(z) of each unit
    mean: float  # of the outputs: they are centred if it is near 0
    zeros: float  # fraction of the units whose output is exactly 0: the layer is sparse if it is near 1
    saturated: float  # fraction of the units with |f′(z)| below `FLAT`: they pass on next to no gradient
    mean_slope: float  # mean of |f′(z)|

    name = property(lambda self: self.activation.name)  # the key of the function in `ACTIVATIONS`
    n_units = property(lambda self: len(self.z))


def look(name: str, z: float, *, slope: float = LEAK) -> Look:
    """Look at an activation function, one of `ELEMENTWISE`, at a place in `Z_RANGE`."""
    activation = choose(name, slope)
    z = arguments.number("z", z, *Z_RANGE)
    value, df = activation.f(z) + 0.0, activation.df(z)  # −0 + 0 is 0: no "−0" for the reader
    curves = _curves(name, float(slope) if name == "leaky_relu" else LEAK)
    return Look(activation, z, value, df, CURVE_Z, *curves)


def layer_outputs(
    name: str, *, weight_scale: float, bias: float, seed: int, n: int = N_UNITS, slope: float = LEAK
) -> LayerOutputs:
    """Send normally distributed numbers through an activation function: z = weight_scale · noise + bias, a = f(z).

    The noise, standard normal, depends on the seed alone, so that a slider moves each unit a little, and does not
    draw new ones. The function is one of `ELEMENTWISE`; there are `n` units.
    """
    activation = choose(name, slope)
    weight_scale = arguments.number("weight_scale", weight_scale, 0, LARGEST)
    bias = arguments.number("bias", bias, -LARGEST, LARGEST)
    rng = np.random.default_rng(arguments.count("seed", seed))
    noise = rng.standard_normal(arguments.count("n", n, 1, MOST_UNITS))
    with np.errstate(under="ignore"):
        z = weight_scale * noise + bias
        a, steepness = activation.f(z), np.abs(activation.df(z))
        return LayerOutputs(
            activation,
            weight_scale,
            bias,
            frozen(z),
            frozen(a),
            mean=float(a.mean()),
            zeros=float(np.mean(a == 0)),
            saturated=float(np.mean(steepness < FLAT)),
            mean_slope=float(steepness.mean()),
        )


def flat_intervals(activation: Activation) -> tuple[tuple[float, float], ...]:
    """Return from where to where in `Z_RANGE` the slope of an elementwise activation is below `FLAT`.

    Places where flat turns into steep are searched for on the grid of the curves, and then by bisection down to
    neighbouring floats.
    """
    if not arguments.instance("activation", activation, Activation).elementwise:
        raise arguments.invalid_argument("activation", "one that takes each number by itself", activation)
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


@dataclass(frozen=True, eq=False)
class SoftmaxTrace:
    """Scores and what becomes of them. Arrays are read-only."""

    logits: np.ndarray  # (n,), the scores z
    temperature: float  # τ
    probabilities: np.ndarray  # (n,), their softmax p
    jacobian: np.ndarray  # (n, n), ∂p_i/∂z_j: row i holds the slopes of p_i
    # (n,), e^(z_i / τ) / Σ_j e^(z_j / τ) computed as it is written. Where an e^z overflows there are NaN, or zeros
    # if only the sum does; where all e^z are too small for a float it is 0 / 0, NaN as well.
    naive: np.ndarray

    @property
    def naive_works(self) -> bool:
        """Whether the formula as written gives the probabilities."""
        return bool(np.allclose(self.naive, self.probabilities, rtol=0, atol=AGREES))  # never with a NaN


def softmax_trace(logits: ArrayLike, *, temperature: float = 1.0) -> SoftmaxTrace:
    """Turn scores, (n,), into probabilities, by softmax and by its formula as it is written."""
    z = arguments.vector("logits", logits)
    p, jacobian = softmax(z, temperature), softmax_jacobian(z, temperature)
    with np.errstate(all="ignore"):
        e = np.exp(z / np.float64(temperature))
        naive = e / e.sum()
    return SoftmaxTrace(z, float(temperature), *map(frozen, (p, jacobian, naive)))


@dataclass(frozen=True)
class Measures:
    """What an activation function does, found by calling it and its derivative.

    For softmax one score is moved and a second stays at 0; what is asked of a function of one number is None.
    """

    name: str  # the key of the function in `ACTIVATIONS`
    # Least and largest output for z from −10⁶ to 10⁶. In floats a bound that is only approached is reached.
    range: tuple[float, float]
    monotone: bool  # whether the output never falls as z rises
    largest_slope: float  # largest |f′| for z from −10⁶ to 10⁶; of softmax the largest entry of the Jacobian
    symmetric: bool | None = None  # whether f(−z) = −f(z)
    slope_at_0: float | None = None  # f′(0), at a kink by convention
    least_slope_above_0: float | None = None  # least |f′| for z from above 0 to 6
    mean_output: float | None = None  # mean of f(z) for standard normal z, by quadrature, not from samples
    zeros: float | None = None  # probability that f(z) is exactly 0, likewise
    flat_fraction: float | None = None  # fraction of −6 ≤ z ≤ 6 where |f′| is below `FLAT`
    total: tuple[float, float] | None = None  # least and largest sum of a row of softmax


def measure(name: str, *, slope: float = LEAK) -> Measures:
    """Measure an activation function, one of `ACTIVATIONS`."""
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
    repeats = arguments.count("repeats", repeats, 1, 1000)
    z = np.random.default_rng(0).standard_normal((N_NUMBERS // ROW, ROW))
    times = [[timeit(partial(f, z), number=1) for f in functions] for _ in range(repeats + 1)]
    return float(np.median([own / linear for own, linear in times[1:]]))  # the first round warms up


def _measure_softmax(softmax):
    """Measure the function of rows: two scores, one of which is moved while the other stays at 0."""
    scores = np.stack([WIDE, np.zeros_like(WIDE)], axis=1)  # (k, 2)
    probabilities = softmax.f(scores)
    return Measures(
        name=softmax.name,
        range=_ends(probabilities),
        monotone=bool(np.all(np.diff(probabilities[:, 0]) >= 0)),
        largest_slope=float(np.abs(softmax.jacobian(scores)).max()),
        total=_ends(probabilities.sum(axis=1)),
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
