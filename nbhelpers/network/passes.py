"""One pass through a network, and one back: outputs, error, and the gradient of every weight and bias.

Samples are rows. E is the mean over the samples of one of three errors, each summed over the outputs:

    half squared error      ½ Σ (T − a)²
    binary cross-entropy    −Σ (T log a + (1 − T) log (1 − a))
    cross-entropy           −Σ T log a

The first fits a linear output, the second a sigmoid one, the third softmax: then ∂E/∂z at the output is (a − T) / m
for m samples, in all three cases (Bishop, "Pattern Recognition and Machine Learning", 2006, section 4.3.6).
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from nbhelpers import arguments
from nbhelpers.arguments import frozen
from nbhelpers.network import core
from nbhelpers.network.dense import Network
from nbhelpers.network.samples import matrix, pair


@dataclass(frozen=True, eq=False)
class ForwardTrace:
    """One forward pass of m samples. Arrays are read-only."""

    x: np.ndarray  # (m, n_in), the inputs
    z: tuple[np.ndarray, ...]  # (m, n_l) each: pre-activations of each layer, the first hidden one first
    a: tuple[np.ndarray, ...]  # (m, n_l) each: activations likewise

    @property
    def output(self):
        """Activations of the last layer, (m, n_out)."""
        return self.a[-1]


@dataclass(frozen=True, eq=False)
class Gradients:
    """One backward pass. Arrays are read-only; entry l of each tuple belongs to layer l.

    ∂E/∂z is passed on from layer to layer. The rest needs nothing but that, and is computed when it is asked for.
    """

    network: Network
    trace: ForwardTrace  # the forward pass that it belongs to
    target: np.ndarray  # (m, n_out), T
    # (m, n_l) each: ∂E/∂z. E is a mean, so each row is 1/m of what that sample alone would have
    delta: tuple[np.ndarray, ...]

    @cached_property
    def loss(self):
        """E, a float."""
        return _loss(self.network, self.trace, self.target)

    @cached_property
    def weights(self):
        """∂E/∂w, (n_in, n_out) each."""
        taken = (self.trace.x, *self.trace.a[:-1])
        with np.errstate(all="ignore"):
            return _frozen(core.weight_gradient(a, delta) for a, delta in zip(taken, self.delta, strict=True))

    @cached_property
    def biases(self):
        """∂E/∂b, (n_out,) each."""
        with np.errstate(all="ignore"):
            return _frozen(core.bias_gradient(delta) for delta in self.delta)


def forward(network, x):
    """Send samples through a network, and return the `ForwardTrace`.

    `x` is (m, n_in), a row for each sample; a single sample is one row, [[x1, x2]]. What is too large for a float
    becomes infinite, without a warning.
    """
    arguments.instance("network", network, Network)
    return _forward(network, matrix("x", x, network.layer_sizes[0], "input"))


def loss(network, x, target):
    """Compute E, as defined at the top of this module, from samples x, (m, n_in), and targets T, (m, n_out).

    With a cross-entropy targets are from 0 to 1; with that of softmax each row adds up to 1, as `one_hot` makes
    them.
    """
    arguments.instance("network", network, Network)
    x, target = pair(network, x, target)
    return _loss(network, _forward(network, x), target)


def accuracy(network, x, target):
    """Return the share of right answers, from 0 to 1, with samples as for `loss`.

    With softmax the answer is the class of the largest share, as it is in the target. With sigmoid each output is
    an answer by itself: one half or more means yes, in output and target. A linear output is refused: it gives no
    yes or no.
    """
    check_answers(network)
    x, target = pair(network, x, target)
    return share_right(network, _forward(network, x).output, target)


def check_answers(network):
    """Refuse anything but a network, and one with a linear output, which gives no yes or no."""
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
    """Compute E and its gradient in every weight and bias, with samples as for `loss`; return `Gradients`."""
    arguments.instance("network", network, Network)
    return gradients(network, *pair(network, x, target))


def gradients(network, x, target, kind=core.exact):
    """Return the `Gradients`, unchecked, with functions of a `kind` from `core`."""
    functions = [kind(name) for name in network.activations]
    trace = _forward(network, x, functions)
    with np.errstate(all="ignore"):
        delta = core.output_delta(network, functions, trace.z[-1], trace.output, target)
        delta = core.backward_pass(network.weights, functions, trace.z, (x, *trace.a), delta)
    return Gradients(network, trace, target, _frozen(delta))


def _forward(network, x, functions=None):
    functions = functions or [core.exact(name) for name in network.activations]
    with np.errstate(all="ignore"):
        z, a = core.forward_pass(network.weights, network.biases, functions, x)
    return ForwardTrace(x, _frozen(z), _frozen(a[1:]))


def _loss(network, trace, target):
    with np.errstate(all="ignore"):
        return core.mean_error(network.error, trace.z[-1], trace.output, target)


def _frozen(arrays):
    return tuple(frozen(array) for array in arrays)
