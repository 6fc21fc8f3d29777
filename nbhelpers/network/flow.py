"""How well signals get through a deep network: activations forward, gradients back, layer by layer.

These are the quantities of Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural
networks" (2010), figures 6 and 7, each as one number for a layer. All are root mean squares (rms) or standard
deviations, not sums or norms, so that wide and narrow layers can be compared.
"""

from dataclasses import dataclass

import numpy as np

from nbhelpers.arguments import frozen
from nbhelpers.network.passes import Gradients, backward


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
        Standard deviation of the activations, over samples and units together.
    gain : float
        By what `delta_rms` changes from one layer to the one before: geometric mean from the output to the first
        layer. Below 1 gradients vanish, above it they explode. NaN with a single layer, or when no gradient
        leaves the output.

    """

    gradients: Gradients
    gradient_rms: np.ndarray
    delta_rms: np.ndarray
    spread: np.ndarray

    @property
    def gain(self):
        """Geometric mean of the change per layer, see above."""
        n_steps = len(self.delta_rms) - 1
        if n_steps == 0 or self.delta_rms[-1] == 0:
            return float("nan")
        with np.errstate(all="ignore"):
            return float((self.delta_rms[0] / self.delta_rms[-1]) ** (1 / n_steps))


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
            frozen(np.array([a.std() for a in gradients.trace.a])),
        )


def _rms(array):
    """Return √(mean of squares), scaled so that the square of a tiny gradient is not lost."""
    largest = np.abs(array).max()
    return largest * np.sqrt(np.mean((array / largest) ** 2)) if 0 < largest < np.inf else largest
