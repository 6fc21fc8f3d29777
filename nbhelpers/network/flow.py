"""How well signals get through a deep network: activations forward, gradients back, layer by layer.

These are the quantities of Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural
networks" (2010), figures 6 and 7, each as one number for a layer. All are root mean squares (rms) or standard
deviations, not sums or norms, so that wide and narrow layers can be compared.
"""

from dataclasses import dataclass

import numpy as np

from nbhelpers import arguments
from nbhelpers.arguments import frozen
from nbhelpers.network.dense import HIDDEN, INITS, Network
from nbhelpers.network.passes import Gradients, backward

N_SAMPLES = 200
DEEPEST, WIDEST = 100, 300


@dataclass(frozen=True, eq=False)
class Flow:
    """One number for each of L layers. Arrays are read-only; entry 0 is the layer next to the input.

    Attributes
    ----------
    gradients : Gradients
        The pass that was measured.
    gradient_rms : ndarray, (L,)
        Root mean square of ∂E/∂w over the weights of a layer. Times α it is how far a typical weight moves, while
        the norm, which is this times √(number of weights), grows with the layer whether or not its weights learn.
    delta_rms : ndarray, (L,)
        Root mean square of ∂E_i/∂z, E_i being the error of one sample, over samples and units.
    spread : ndarray, (L,)
        Standard deviation of the activations over the samples: root mean square of that of each unit. Where it is
        near 0, the layer says the same whatever the input.
    gain : float
        By what `delta_rms` changes from one hidden layer to the one before: geometric mean from the last hidden
        layer to the first. (The output is left out: it has other units, of another kind.) Below 1 gradients
        vanish, above it they explode. NaN with fewer than two hidden layers, or when nothing reaches the last.

    """

    gradients: Gradients
    gradient_rms: np.ndarray
    delta_rms: np.ndarray
    spread: np.ndarray

    @property
    def gain(self):
        """Geometric mean of the change per layer, see above."""
        hidden = self.delta_rms[:-1]
        if len(hidden) < 2 or hidden[-1] == 0:
            return float("nan")
        with np.errstate(all="ignore"):
            return float((hidden[0] / hidden[-1]) ** (1 / (len(hidden) - 1)))


def gradient_flow(network, x, target):
    """Measure one forward and one backward pass.

    Parameters
    ----------
    network : Network
        The network.
    x, target : array_like, (m, n_in) and (m, n_out)
        As for `loss`.

    Returns
    -------
    Flow

    Raises
    ------
    ValueError
        As `loss`.

    """
    gradients = backward(network, x, target)
    m = len(gradients.target)
    with np.errstate(all="ignore"):
        return Flow(
            gradients,
            frozen(np.array([_rms(dE_dw) for dE_dw in gradients.weights])),
            frozen(np.array([m * _rms(delta) for delta in gradients.delta])),  # E is the mean of m errors
            frozen(np.array([_rms(a.std(axis=0)) for a in gradients.trace.a])),
        )


@dataclass(frozen=True, eq=False)
class FlowComparison:
    """The same network with each initialisation, before any training.

    Attributes
    ----------
    depth, width : int
        Hidden layers, and units in each.
    activation, init : str
        Of the hidden layers; and the initialisation chosen.
    flows : dict of str to Flow
        One for each of `INITS`, with the same random numbers and the same samples.

    """

    depth: int
    width: int
    activation: str
    init: str
    flows: dict[str, Flow]


def compare_flows(*, depth, width, activation, init, seed):
    """Measure a network with one sigmoid output at the start, with each initialisation.

    The samples are drawn from a standard normal distribution, as scaled data are; the target is whether the first
    two inputs have the same sign.

    Parameters
    ----------
    depth, width : int
        Hidden layers, from 1 to 100, and units in each, from 2 to 300; also the number of inputs.
    activation : str
        Of the hidden layers, one of `HIDDEN`.
    init : str
        The initialisation chosen, one of `INITS`.
    seed : int
        Of weights and samples, from 0.

    Returns
    -------
    FlowComparison

    Raises
    ------
    ValueError
        If an argument is none of those.

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


def _rms(array):
    """Return √(mean of squares); where the square of a tiny gradient would be lost, scaled by the largest entry."""
    flat = array.ravel()
    plain = np.sqrt(flat.dot(flat) / flat.size)
    if 1e-100 < plain < 1e100:
        return plain
    largest = np.abs(array).max()
    return largest * np.sqrt(np.mean((array / largest) ** 2)) if 0 < largest < np.inf else largest
