"""One pass through a network, and one back: outputs, error, and the gradient of every weight and bias.

Samples are rows. E is the mean over the samples of one of three errors, each summed over the outputs:

    half squared error      ½ Σ (T − a)²
    binary cross-entropy    −Σ (T log a + (1 − T) log (1 − a))
    cross-entropy           −Σ T log a

The first fits a linear output, the second a sigmoid one, the third softmax: then ∂E/∂z at the output is (a − T) / m
for m samples, in all three cases (Bishop, "Pattern Recognition and Machine Learning", 2006, section 4.3.6).
"""

from dataclasses import dataclass

import numpy as np

from nbhelpers import arguments
from nbhelpers.arguments import frozen
from nbhelpers.network import core
from nbhelpers.network.dense import Network
from nbhelpers.network.samples import matrix, pair


@dataclass(frozen=True, eq=False)
class ForwardTrace:
    """One forward pass of m samples. Arrays are read-only.

    Attributes
    ----------
    x : ndarray, (m, n_in)
        The inputs.
    z, a : tuple of ndarray, (m, n_l) each
        Pre-activations and activations of each layer, the first hidden one first.

    """

    x: np.ndarray
    z: tuple[np.ndarray, ...]
    a: tuple[np.ndarray, ...]

    @property
    def output(self):
        """Activations of the last layer: ndarray, (m, n_out)."""
        return self.a[-1]


@dataclass(frozen=True, eq=False)
class Gradients:
    """One backward pass. Arrays are read-only; entry l of each tuple belongs to layer l.

    Attributes
    ----------
    trace : ForwardTrace
        The forward pass that it belongs to.
    target : ndarray, (m, n_out)
        T.
    loss : float
        E.
    weights, biases : tuple of ndarray, (n_in, n_out) and (n_out,) each
        ∂E/∂w and ∂E/∂b.
    delta : tuple of ndarray, (m, n_l) each
        ∂E/∂z. E being a mean, each row is 1/m of what that sample alone would have.

    """

    trace: ForwardTrace
    target: np.ndarray
    loss: float
    weights: tuple[np.ndarray, ...]
    biases: tuple[np.ndarray, ...]
    delta: tuple[np.ndarray, ...]


def forward(network, x):
    """Send samples through a network. What is too large for a float becomes infinite, without a warning.

    Parameters
    ----------
    network : Network
        The network.
    x : array_like, (m, n_in)
        One row for each sample; a single sample is one row, [[x1, x2]].

    Returns
    -------
    ForwardTrace

    Raises
    ------
    ValueError
        If `network` is none, or `x` is not finite numbers of that shape.

    """
    arguments.instance("network", network, Network)
    return _forward(network, matrix("x", x, network.layer_sizes[0], "input"))


def loss(network, x, target):
    """Compute E, see the top of this module.

    Parameters
    ----------
    network : Network
        The network.
    x : array_like, (m, n_in)
        The samples.
    target : array_like, (m, n_out)
        T: with a cross-entropy from 0 to 1, with softmax in rows that add up to 1, as `one_hot` makes them.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If `network` is none, `x` or `target` is not such numbers, or they do not fit each other.

    """
    arguments.instance("network", network, Network)
    x, target = pair(network, x, target)
    return _loss(network, _forward(network, x), target)


def accuracy(network, x, target):
    """Return the share of right answers, from 0 to 1.

    With softmax the answer is the class of the largest share, as it is in the target. With sigmoid each output
    is an answer by itself: one half or more means yes, in output and target.

    Parameters
    ----------
    network : Network
        With a sigmoid or softmax output.
    x, target : array_like, (m, n_in) and (m, n_out)
        As for `loss`.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        As `loss`, and if the output is linear: it gives no yes or no.

    """
    check_answers(network)
    x, target = pair(network, x, target)
    return share_right(network, _forward(network, x).output, target)


def check_answers(network):
    """Raise ``ValueError`` if this is no network, or its outputs are no answers."""
    arguments.instance("network", network, Network)
    if network.activations[-1] == "linear":
        raise ValueError("network: expected a sigmoid or softmax output, got a linear one")


def share_right(network, a, target):
    """Return the share of right answers among these outputs of a network, unchecked; both (m, n_out)."""
    if network.activations[-1] == "softmax":
        right = a.argmax(axis=1) == target.argmax(axis=1)  # (m, n_out) → (m,)
    else:
        right = (a >= 0.5) == (target >= 0.5)
    return np.count_nonzero(right) / right.size


def backward(network, x, target):
    """Compute E and its gradient in every weight and bias, layer by layer.

    Parameters
    ----------
    network : Network
        The network.
    x, target : array_like, (m, n_in) and (m, n_out)
        As for `loss`.

    Returns
    -------
    Gradients

    Raises
    ------
    ValueError
        As `loss`.

    """
    arguments.instance("network", network, Network)
    x, target = pair(network, x, target)
    trace = _forward(network, x)
    functions = [core.exact(name) for name in network.activations]
    dE_dw = [np.empty(w.shape) for w in network.weights]
    dE_db = [np.empty(b.shape) for b in network.biases]
    a = (x, *trace.a)
    with np.errstate(all="ignore"):
        delta = core.output_delta(network, functions, trace.z[-1], trace.output, target)
        delta = core.backward_pass(network.weights, functions, trace.z, a, delta, dE_dw, dE_db)
    return Gradients(trace, target, _loss(network, trace, target), _frozen(dE_dw), _frozen(dE_db), _frozen(delta))


def _forward(network, x):
    functions = [core.exact(name) for name in network.activations]
    with np.errstate(all="ignore"):
        z, a = core.forward_pass(network.weights, network.biases, functions, x)
    return ForwardTrace(x, _frozen(z), _frozen(a[1:]))


def _loss(network, trace, target):
    with np.errstate(all="ignore"):
        return core.mean_error(network.error, trace.z[-1], trace.output, target)


def _frozen(arrays):
    return tuple(frozen(array) for array in arrays)
