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
    """The outputs of a layer of units. Arrays are read-only."""

    activation: Activation  # f of every unit
    weight_scale: float  # standard deviation that z would have with endlessly many units
    bias: float  # mean that z would have with them
    z: np.ndarray  # (n,), pre-activation of each unit
    a: np.ndarray  # (n,), output f(z) of each unit
    mean: float  # of the outputs: they are centred if it is near 0
    std: float  # of the outputs
    zeros: float  # share of the units whose output is exactly 0: the layer is sparse if it is near 1
    saturated: float  # share of the units with |f′(z)| below `FLAT`: they pass on next to no gradient
    mean_slope: float  # mean of |f′(z)|
    edges: np.ndarray  # (b + 1,), of the bins of a histogram of the outputs, always the same
    counts: np.ndarray  # (b,), outputs in each bin
    below: int  # how many outputs lie left of the histogram
    above: int  # how many lie right of it

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

    The name is one of `ELEMENTWISE`. The scale is from 0 to 10⁶, the bias from −10⁶ to 10⁶; `n`, the number of
    units, is at most a million. The slope, from 0 to 1, is that of leaky ReLU below 0; the others ignore it.
    Returns `LayerOutputs`.
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
