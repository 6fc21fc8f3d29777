"""How well signals get through a deep network: activations forward, gradients back, layer by layer.

These are the quantities of Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural
networks" (2010), figures 6 and 7, each as one number for a layer. All are root mean squares (rms) or standard
deviations, not sums or norms, so that wide and narrow layers can be compared.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from nbhelpers import arguments
from nbhelpers.arguments import frozen
from nbhelpers.network import core, passes
from nbhelpers.network.dense import HIDDEN, INITS, Network
from nbhelpers.network.passes import Gradients
from nbhelpers.network.samples import pair

N_SAMPLES = 200
DEEPEST, WIDEST = 100, 300


@dataclass(frozen=True, eq=False)
class Flow:
    """One number for each of L layers. Arrays are read-only and (L,); entry 0 is the layer next to the input."""

    gradients: Gradients  # the pass that was measured; what is asked of it is computed when it is asked

    @cached_property
    def gradient_rms(self):
        """Root mean square of ∂E/∂w over the weights of a layer.

        Times α it is how far a typical weight moves, whereas the norm, which is this times √(number of weights),
        grows with the layer whether or not its weights learn.
        """
        return _each(self.gradients.weights)

    @cached_property
    def delta_rms(self):
        """Root mean square of ∂E_i/∂z over samples and units, E_i being the error of one sample."""
        m = len(self.gradients.target)
        return _each(m * delta for delta in self.gradients.delta)  # E is the mean of m errors

    @cached_property
    def spread(self):
        """Standard deviation of the activations over the samples: root mean square of that of each unit.

        Where it is near 0, the layer says the same whatever the input.
        """
        return _each(a - a.mean(axis=0) for a in self.gradients.trace.a)

    @cached_property
    def gain(self):
        """Geometric mean of what `delta_rms` is multiplied by from one hidden layer to the one before.

        Below 1 gradients vanish, above it they explode. The output layer is left out because its units are of
        another kind. NaN with fewer than two hidden layers, or when nothing reaches the last.
        """
        hidden = self.delta_rms[:-1]
        if len(hidden) < 2 or hidden[-1] == 0:
            return float("nan")
        with np.errstate(all="ignore"):
            return float((hidden[0] / hidden[-1]) ** (1 / (len(hidden) - 1)))


def gradient_flow(network, x, target):
    """Measure one forward and one backward pass with samples as for `loss`, and return the `Flow`."""
    arguments.instance("network", network, Network)
    # The quick functions suffice: what they lose at a saturated unit is nothing beside the others.
    return Flow(passes.gradients(network, *pair(network, x, target), core.quick))


@dataclass(frozen=True, eq=False)
class FlowComparison:
    """The same network with each initialisation, before any training."""

    depth: int  # number of hidden layers
    width: int  # units in each
    activation: str  # of the hidden layers
    init: str  # the initialisation chosen
    flows: dict[str, Flow]  # one for each of `INITS`, with the same random numbers and the same samples


def compare_flows(*, depth, width, activation, init, seed):
    """Measure a network with one sigmoid output at the start, with each initialisation.

    The samples are drawn from a standard normal distribution, as scaled data are; the target is whether the first
    two inputs have the same sign.

    There are 1 to 100 hidden layers of 2 to 300 units, and as many inputs as units in a layer. The activation is
    one of `HIDDEN`; `init` is the initialisation chosen, one of `INITS`. The seed is that of weights and samples.
    Returns `FlowComparison`.
    """
    depth, width = arguments.count("depth", depth, 1, DEEPEST), arguments.count("width", width, 2, WIDEST)
    arguments.one_of("activation", activation, HIDDEN)
    arguments.one_of("init", init, INITS)
    x = np.random.default_rng(arguments.count("seed", seed)).standard_normal((N_SAMPLES, width))
    target = (x[:, :1] * x[:, 1:2] > 0).astype(float)  # (m, 1)
    sizes = [width] * (depth + 1) + [1]
    how = {"hidden": activation, "output": "sigmoid", "seed": seed}
    networks = {name: Network.create(sizes, init=name, **how) for name in INITS}
    flows = {name: gradient_flow(network, x, target) for name, network in networks.items()}
    return FlowComparison(depth, width, activation, init, flows)


def _each(arrays):
    """Return the root mean square of each array."""
    with np.errstate(all="ignore"):
        return frozen(np.array([_rms(array) for array in arrays]))


def _rms(array):
    """Return √(mean of squares); where the square of a tiny gradient would be lost, scaled by the largest entry."""
    flat = array.ravel()
    plain = np.sqrt(flat.dot(flat) / flat.size)
    if 1e-100 < plain < 1e100:
        return plain
    largest = np.abs(array).max()
    return largest * np.sqrt(np.mean((array / largest) ** 2)) if 0 < largest < np.inf else largest
