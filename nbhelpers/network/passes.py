"""One pass through a network, and one back: outputs, loss, the gradient of every weight and bias, and predictions.

Samples are rows. E is the mean over the samples of one of three losses, each summed over the outputs:

    half squared error      ½ Σ (T − a)²
    binary cross-entropy    −Σ (T log a + (1 − T) log (1 − a))
    cross-entropy           −Σ T log a

The first matches a linear output, the second a sigmoid one, the third softmax: then ∂E/∂z at the output is always
(a − T) / m for m samples (Bishop, "Pattern Recognition and Machine Learning", 2006, section 4.3.6).

What `nbhelpers.network` exports checks its arguments, and calls the few lines of algorithm at the end, which
check nothing. Those run with one of two sets of functions: `exact`, as the course defines its activations, or
`quick`, the same with a tenth of the overhead, which is most of the time that a small batch takes. In `quick` the
slopes are written in a, so that the slope of a saturated unit has fewer digits. A number too large for a float
becomes infinite without a warning, and is dealt with later.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from nbhelpers import arguments
from nbhelpers.activations import ACTIVATIONS
from nbhelpers.arguments import frozen
from nbhelpers.network.dense import Network, checked_inputs, checked_samples, class_numbers

Functions = tuple[Callable[[np.ndarray], np.ndarray], Any]
"""An activation as a function of z, and its slope as a function of z and a; softmax has none."""

Arrays = Sequence[np.ndarray]

_0, _HALF = np.array(0.0), np.array(0.5)  # NumPy takes an array in half the time of a number

_AT_ONCE = 400_000
"""Multiplications in a product from which on BLAS may take several threads. Where other work keeps the processors
busy, these wait for each other, now and then for a hundred times as long as the product takes."""


@dataclass(frozen=True, eq=False)
class ForwardTrace:
    """One forward pass of m samples. Arrays are read-only."""

    x: np.ndarray  # (m, n_in), the inputs
    z: tuple[np.ndarray, ...]  # (m, n_l) each: pre-activations of each layer, the first hidden one first
    a: tuple[np.ndarray, ...]  # (m, n_l) each: activations likewise

    output = property(lambda self: self.a[-1])  # activations of the last layer, (m, n_out)


@dataclass(frozen=True, eq=False)
class Gradients:
    """One backward pass. Arrays are read-only; entry 0 of each tuple belongs to the layer next to the input.

    Only ∂E/∂z is passed on from layer to layer. The rest is computed when it is asked for.
    """

    network: Network
    trace: ForwardTrace  # the forward pass that it belongs to
    target: np.ndarray  # (m, n_out), T
    # (m, n_l) each: ∂E/∂z. E is a mean, so each row is 1/m of what that sample alone would have
    delta: tuple[np.ndarray, ...]

    @cached_property
    def loss(self) -> float:
        """E."""
        return mean_loss(self.network, self.trace.z[-1], self.trace.output, self.target)

    @cached_property
    def weights(self) -> tuple[np.ndarray, ...]:
        """∂E/∂w, (n_in, n_out) each."""
        a_in = (self.trace.x, *self.trace.a[:-1])
        with np.errstate(all="ignore"):  # (n_in, m) @ (m, n_out) → (n_in, n_out)
            return _frozen(product(a.T, delta) for a, delta in zip(a_in, self.delta, strict=True))

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
    z, a = forward_pass(network, x, exact(network))
    return ForwardTrace(x, _frozen(z), _frozen(a[1:]))


def loss(network: Network, x: ArrayLike, target: ArrayLike) -> float:
    """Compute E, as defined at the top of this module, from samples x, (m, n_in), and targets T, (m, n_out).

    With a cross-entropy targets are from 0 to 1; with that of softmax each row adds up to 1, as from `one_hot`.
    """
    x, target = checked_samples(network, x, target)
    z, a = forward_pass(network, x, exact(network))
    return mean_loss(network, z[-1], a[-1], target)


def accuracy(network: Network, x: ArrayLike, target: ArrayLike) -> float:
    """Return the fraction of right predictions, with samples as for `loss`.

    With softmax the prediction is the most probable class, as it is in the target. With sigmoid each output is a
    prediction by itself: one half or more means yes, in output and target. A linear output, which gives no yes or
    no, is refused.
    """
    check_predicts(network)
    x, target = checked_samples(network, x, target)
    _, a = forward_pass(network, x, exact(network))
    return fraction_right(network, a[-1], target)


def backward(network: Network, x: ArrayLike, target: ArrayLike) -> Gradients:
    """Compute E and its gradient in every weight and bias, with samples as for `loss`."""
    x, target = checked_samples(network, x, target)
    return gradients(network, x, target, exact(network))


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


def gradients(network: Network, x: np.ndarray, target: np.ndarray, functions: list[Functions]) -> Gradients:
    """Return the `Gradients`, unchecked, with the functions of `exact` or `quick`."""
    z, a = forward_pass(network, x, functions)
    deltas = backward_pass(network, z, a, target, functions)
    return Gradients(network, ForwardTrace(x, _frozen(z), _frozen(a[1:])), target, _frozen(deltas))


def _frozen(arrays: Iterable[np.ndarray]) -> tuple[np.ndarray, ...]:
    return tuple(frozen(array) for array in arrays)


# --- the algorithm, unchecked --------------------------------------------------------------------------------


def exact(network: Network) -> list[Functions]:
    """Return the functions of each layer as the course defines them."""
    each = [ACTIVATIONS[name] for name in network.activations]
    return [(activation.f, lambda z, _, df=activation.df: df(z)) for activation in each]


def quick(network: Network) -> list[Functions]:
    """Return the functions of each layer with little overhead."""
    return [ACTIVATIONS[name].quick for name in network.activations]


@np.errstate(all="ignore")
def forward_pass(
    network: Network, x: np.ndarray, functions: list[Functions]
) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Send samples, (m, n_0), through all layers, and return z and a of each, (m, n_l).

    a has one more array than z: the first is x, so that a[l] is what layer l takes in and a[l + 1] what it gives.
    """
    z, a = [], [x]
    for w, b, (f, _) in zip(network.weights, network.biases, functions, strict=True):
        z.append(product(a[-1], w))  # (m, n_in) @ (n_in, n_out) → (m, n_out)
        z[-1] += b  # (n_out,)
        a.append(f(z[-1]))
    return z, a


@np.errstate(all="ignore")
def mean_loss(network: Network, z: np.ndarray, a: np.ndarray, target: np.ndarray) -> float:
    """Compute E from the last layer, (m, n_out): the sum over its units, the mean over the samples.

    The cross-entropies are those of a, written in z so that no logarithm meets a probability that was rounded to 0:

        −T log σ(z) − (1 − T) log (1 − σ(z)) = log (1 + e^z) − T z
        −log p_i = log Σ_j e^(z_j) − z_i
    """
    if network.loss_name == "half squared error":
        each = (target - a) ** 2 / 2
    elif network.loss_name == "binary cross-entropy":
        each = np.maximum(z, _0) - target * z + np.log1p(np.exp(-np.abs(z)))  # e^z itself could overflow
    else:
        below_top = z - z.max(axis=1, keepdims=True)  # (m, n_out) − (m, 1): ≤ 0, so nothing overflows
        each = target * (np.log(np.exp(below_top).sum(axis=1, keepdims=True)) - below_top)
    return float(each.sum()) / len(z)


def output_delta(
    network: Network, functions: list[Functions], z: np.ndarray, a: np.ndarray, target: np.ndarray
) -> np.ndarray:
    """Compute ∂E/∂z of the last layer, (m, n_out). With the matching loss it is (a − T) / m for any output."""
    scaled = (a - target) / float(len(a))  # ∂E/∂z of a matching loss, ∂E/∂a of the half squared error
    output = network.activations[-1]
    if network.loss == "matching" or output == "linear":
        return scaled
    if output == "softmax":  # each probability depends on every z of its row: the Jacobian, p_i (δ_ij − p_j)
        return a * (scaled - (scaled * a).sum(axis=1, keepdims=True))  # (m, n_out) − (m, 1)
    return scaled * functions[-1][1](z, a)


@np.errstate(all="ignore")
def backward_pass(
    network: Network, z: Arrays, a: Arrays, target: np.ndarray, functions: list[Functions]
) -> list[np.ndarray]:
    """Return ∂E/∂z of every layer, (m, n_l), the first layer first; z and a are as `forward_pass` returns them.

    Method: Rumelhart, Hinton and Williams, "Learning representations by back-propagating errors" (1986).
    """
    delta = output_delta(network, functions, z[-1], a[-1], target)
    deltas = [delta]
    for layer in reversed(range(1, len(z))):
        delta = product(delta, network.weights[layer].T)  # ∂E/∂a: (m, n_out) @ (n_out, n_in) → (m, n_in)
        delta *= functions[layer - 1][1](z[layer - 1], a[layer])
        deltas.append(delta)
    return deltas[::-1]


def fraction_right(network: Network, a: np.ndarray, target: np.ndarray) -> float:
    """Return the fraction of these outputs of a network, (m, n_out), that are right."""
    if network.activations[-1] == "softmax":
        right = a.argmax(axis=1) == target.argmax(axis=1)  # (m, n_out) → (m,)
    else:
        right = (a >= _HALF) == (target >= _HALF)
    return float(np.count_nonzero(right) / right.size)


def product(rows: np.ndarray, matrix: np.ndarray) -> np.ndarray:
    """Return their matrix product, (m, n) @ (n, k) → (m, k), in blocks of rows that BLAS does in one thread."""
    size = max(1, _AT_ONCE // matrix.size)
    if len(rows) <= size:
        return rows.dot(matrix)  # starts sooner than @
    result = np.empty((len(rows), matrix.shape[1]))
    for first in range(0, len(rows), size):
        block = slice(first, first + size)
        rows[block].dot(matrix, out=result[block])
    return result
