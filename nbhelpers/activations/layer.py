"""What a layer of units gives when its inputs are normally distributed: how centred, how sparse, how saturated."""

from dataclasses import dataclass

import numpy as np

from nbhelpers import arguments
from nbhelpers.activations.functions import LEAK, choose
from nbhelpers.activations.kind import Activation
from nbhelpers.activations.look import FLAT
from nbhelpers.arguments import frozen

N_UNITS = 2000
MOST_UNITS = 1_000_000
LARGEST = 1e6
EDGES = frozen((np.arange(-20, 42) - 0.5) / 10)
"""Of the histogram: −2 to 4 in bins of 0.1, with −1, 0 and 1 in the middle of theirs."""


@dataclass(frozen=True, eq=False)
class LayerOutputs:
    """A layer's worth of units. Arrays are read-only.

    Attributes
    ----------
    activation : Activation
        f of every unit.
    weight_scale, bias : float
        Standard deviation and mean that z would have with endlessly many units.
    z, a : ndarray, (n,)
        Pre-activation and output f(z) of each unit.
    mean, std : float
        Of the outputs. They are centred if the mean is near 0.
    zeros : float
        Share of the units whose output is exactly 0. A layer is sparse if that is near 1.
    saturated : float
        Share of the units with |f′(z)| below `FLAT`: they pass on next to no gradient.
    mean_slope : float
        Mean of |f′(z)|.
    edges, counts : ndarray, (b + 1,) and (b,)
        Histogram of the outputs, always with the same edges.
    below, above : int
        How many outputs lie left and right of the histogram.

    """

    activation: Activation
    weight_scale: float
    bias: float
    z: np.ndarray
    a: np.ndarray
    mean: float
    std: float
    zeros: float
    saturated: float
    mean_slope: float
    edges: np.ndarray
    counts: np.ndarray
    below: int
    above: int

    @property
    def name(self):
        """The key of the function in `ACTIVATIONS`."""
        return self.activation.name

    @property
    def n_units(self):
        """How many units there are."""
        return len(self.z)


def layer_outputs(name, *, weight_scale, bias, seed, n=N_UNITS, slope=LEAK):
    """Send normally distributed numbers through an activation function: z = weight_scale · noise + bias, a = f(z).

    The noise, standard normal, depends on the seed alone, so that a slider moves each unit a little, and does not
    draw new ones.

    Parameters
    ----------
    name : str
        One of `ELEMENTWISE`.
    weight_scale, bias : float
        From 0, and from −10⁶, to 10⁶.
    seed : int
        Of the noise, from 0.
    n : int
        How many units, from 1 to a million.
    slope : float
        Of leaky ReLU below 0, from 0 to 1; the others have none.

    Returns
    -------
    LayerOutputs

    Raises
    ------
    ValueError
        If an argument is none of those.

    """
    activation = choose(name, slope)
    weight_scale = arguments.number("weight_scale", weight_scale, 0, LARGEST)
    bias = arguments.number("bias", bias, -LARGEST, LARGEST)
    rng = np.random.default_rng(arguments.count("seed", seed))
    noise = rng.standard_normal(arguments.count("n", n, 1, MOST_UNITS))
    with np.errstate(under="ignore"):
        z = weight_scale * noise + bias
        a, steepness = activation.f(z), np.abs(activation.df(z))
        figures = a.mean(), a.std(), np.mean(a == 0), np.mean(steepness < FLAT), steepness.mean()
    counts, _ = np.histogram(a, EDGES)
    outside = int(np.sum(a < EDGES[0])), int(np.sum(a > EDGES[-1]))
    arrays = frozen(z), frozen(a)
    return LayerOutputs(
        activation, weight_scale, bias, *arrays, *map(float, figures), EDGES, frozen(counts), *outside
    )
