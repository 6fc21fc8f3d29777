"""One pass through a network, and one back: outputs, loss, the gradient of every weight and bias, and predictions.

Samples are rows. E is the mean over the samples of one of three losses, each summed over the outputs:

    half squared error      ½ Σ (T − a)²
    binary cross-entropy    −Σ (T log a + (1 − T) log (1 − a))
    cross-entropy           −Σ T log a

The first matches a linear output, the second a sigmoid one, the third softmax: then ∂E/∂z at the output is always
(a − T) / m for m samples (Bishop, "Pattern Recognition and Machine Learning", 2006, section 4.3.6).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from nbhelpers import arguments
from nbhelpers.arguments import frozen
from nbhelpers.network import core
from nbhelpers.network.dense import Network, checked_inputs, checked_samples, class_numbers


@dataclass(frozen=True, eq=False)
class ForwardTrace:
    """One forward pass of m samples. Arrays are read-only."""

    x: np.ndarray  # (m, n_in), the inputs
    z: tuple[np.ndarray, ...]  # (m, n_l) each: pre-activations of each layer, the first hidden one first
    a: tuple[np.ndarray, ...]  # (m, n_l) each: activations likewise

    output = property(lambda self: self.a[-1])  # activations of the last layer, (m, n_out)


@dataclass(frozen=True, eq=False)
class Gradients:
    """One backward pass. Arrays are read-only; entry l of each tuple belongs to layer l.

    Only ∂E/∂z is passed on from layer to layer. The rest is computed from it when it is asked for.
    """

    network: Network
    trace: ForwardTrace  # the forward pass that it belongs to
    target: np.ndarray  # (m, n_out), T
    # (m, n_l) each: ∂E/∂z. E is a mean, so each row is 1/m of what that sample alone would have
    delta: tuple[np.ndarray, ...]

    @cached_property
    def loss(self) -> float:
        """E."""
        return core.mean_loss(self.network, self.trace.z[-1], self.trace.output, self.target)

    @cached_property
    def weights(self) -> tuple[np.ndarray, ...]:
        """∂E/∂w, (n_in, n_out) each."""
        a_in = (self.trace.x, *self.trace.a[:-1])
        with np.errstate(all="ignore"):  # (n_in, m) @ (m, n_out) → (n_in, n_out)
            return _frozen(core.product(a.T, delta) for a, delta in zip(a_in, self.delta, strict=True))

    @cached_property
    def biases(self) -> tuple[np.ndarray, ...]:
        """∂E/∂b, (n_out,) each."""
        with np.errstate(all="ignore"):
            return _frozen(delta.sum(axis=0) for delta in self.delta)


@dataclass(frozen=True, eq=False)
class Predictions:
    """What a network predicts for m samples of k classes. Arrays are read-only."""

    probability: np.ndarray  # (m, k), the network's output
    predicted: np.ndarray  # (m,), int: the most probable class, the first of them if there are several
    label: np.ndarray  # (m,), int: the class that it is
    confusion: np.ndarray  # (k, k), int: how many samples of the row's class were taken for the column's
    # int: which samples were predicted wrongly, the most confident first; among equals the earlier sample
    confident_errors: np.ndarray

    @property
    def confidence(self) -> np.ndarray:
        """Probability that each prediction got, (m,)."""
        return frozen(self.probability.max(axis=1))

    @property
    def mix_up(self) -> tuple[int, int, int] | None:
        """The most frequent mistake as (label, prediction, how often); None where all is right."""
        wrong = self.confusion - np.diag(np.diag(self.confusion))  # (k, k)
        label, predicted = np.unravel_index(wrong.argmax(), wrong.shape)  # the first of several
        times = int(wrong[label, predicted])
        return (int(label), int(predicted), times) if times else None


def forward(network: Network, x: ArrayLike) -> ForwardTrace:
    """Send samples, (m, n_in), through a network; a single sample is one row, [[x1, x2]].

    What is too large for a float becomes infinite, without a warning.
    """
    x = checked_inputs(network, x)
    z, a = core.forward_pass(network, x, core.exact)
    return ForwardTrace(x, _frozen(z), _frozen(a[1:]))


def loss(network: Network, x: ArrayLike, target: ArrayLike) -> float:
    """Compute E, as defined at the top of this module, from samples x, (m, n_in), and targets T, (m, n_out).

    With a cross-entropy targets are from 0 to 1; with that of softmax each row adds up to 1, as from `one_hot`.
    """
    x, target = checked_samples(network, x, target)
    z, a = core.forward_pass(network, x, core.exact)
    return core.mean_loss(network, z[-1], a[-1], target)


def accuracy(network: Network, x: ArrayLike, target: ArrayLike) -> float:
    """Return the fraction of right predictions, with samples as for `loss`.

    With softmax the prediction is the most probable class, as it is in the target. With sigmoid each output is a
    prediction by itself: one half or more means yes, in output and target. A linear output, which gives no yes or
    no, is refused.
    """
    check_predicts(network)
    x, target = checked_samples(network, x, target)
    _, a = core.forward_pass(network, x, core.exact)
    return core.fraction_right(network, a[-1], target)


def backward(network: Network, x: ArrayLike, target: ArrayLike) -> Gradients:
    """Compute E and its gradient in every weight and bias, with samples as for `loss`."""
    return gradients(network, *checked_samples(network, x, target))


def predictions(network: Network, x: ArrayLike, label: ArrayLike) -> Predictions:
    """Predict the classes of samples, (m, n_in), and compare with what they are.

    The network has a softmax output of k units; the labels, (m,), are from 0 to k − 1.
    """
    arguments.instance("network", network, Network)
    if network.activations[-1] != "softmax":
        raise ValueError(f"network: expected a softmax output, got {network.activations[-1]}")
    probability = forward(network, x).output
    label = class_numbers("label", label, probability.shape[1])
    if len(label) != len(probability):
        raise ValueError(f"label: expected one for each row of x, which has {len(probability)}, got {len(label)}")
    predicted = probability.argmax(axis=1)  # (m, k) → (m,)
    confusion = np.zeros((probability.shape[1],) * 2, int)
    np.add.at(confusion, (label, predicted), 1)
    wrong = np.flatnonzero(predicted != label)
    confident_errors = wrong[np.argsort(-probability[wrong, predicted[wrong]], kind="stable")]
    return Predictions(probability, *_frozen([predicted, label, confusion, confident_errors]))


def check_predicts(network: Any) -> None:
    """Refuse anything but a network, and one with a linear output, which gives no yes or no."""
    arguments.instance("network", network, Network)
    if network.activations[-1] == "linear":
        raise ValueError("network: expected a sigmoid or softmax output, got a linear one")


def gradients(network: Network, x: np.ndarray, target: np.ndarray, kind: core.Kind = core.exact) -> Gradients:
    """Return the `Gradients`, unchecked, with `exact` or `quick` functions."""
    z, a = core.forward_pass(network, x, kind)
    deltas = core.backward_pass(network, z, a, target, kind)
    return Gradients(network, ForwardTrace(x, _frozen(z), _frozen(a[1:])), target, _frozen(deltas))


def _frozen(arrays: Iterable[np.ndarray]) -> tuple[np.ndarray, ...]:
    return tuple(frozen(array) for array in arrays)
