"""One activation function at one place, with its tangent and where it is flat, and a whole layer of units."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from nbhelpers import arguments
from nbhelpers.activations.functions import LEAK, Activation, choose
from nbhelpers.arguments import frozen

FLAT = 0.01
"""Below this |f′| a function counts as flat: less than a hundredth of a gradient gets through."""

Z_RANGE = (-6.0, 6.0)
"""Where the curves are drawn."""

BESIDE = 1e-9  # a point on either side of 0, so that a jump there is drawn upright
CURVE_Z = frozen(np.sort(np.append(np.arange(-120, 121) / 20, (-BESIDE, BESIDE))))

N_UNITS, MOST_UNITS, LARGEST = 2000, 1_000_000, 1e6

EDGES = frozen(np.arange(-20, 41) / 10)
"""Of the histogram: −2 to 4 in bins of 0.1. None lies on both sides of −1, 0 or 1, where ranges end."""


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
    edges: np.ndarray  # (b + 1,), of the bins of a histogram of the outputs, always the same
    counts: np.ndarray  # (b,), outputs in each bin
    below: int  # how many outputs lie left of the histogram
    above: int  # how many lie right of it

    name = property(lambda self: self.activation.name)  # the key of the function in `ACTIVATIONS`
    n_units = property(lambda self: len(self.z))


def look(name: str, z: float, *, slope: float = LEAK) -> Look:
    """Look at an activation function, one of `ELEMENTWISE`, at a place in `Z_RANGE`.

    The slope, from 0 to 1, is that of leaky ReLU below 0; the others ignore it.
    """
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
    draw new ones.

    The name is one of `ELEMENTWISE`. The scale is from 0 to 10⁶, the bias from −10⁶ to 10⁶; `n`, the number of
    units, is at most a million. The slope, from 0 to 1, is that of leaky ReLU below 0; the others ignore it.
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
            edges=EDGES,
            counts=frozen(np.histogram(a, EDGES)[0]),
            below=int(np.sum(a < EDGES[0])),
            above=int(np.sum(a > EDGES[-1])),
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
