"""The algorithm itself: forward pass, loss, backward pass. Nothing is checked here.

`backward` runs all of these lines. `train` has the two passes once more for its batches, see `Trainer`: the same
sums, laid out for speed. They also differ in the functions that they take: `exact` gives those of the course's
activations, and `quick` the same with a tenth of the overhead, which is most of the time that a small batch takes.
In `quick` the slopes are written in a, so that the slope of a saturated unit has fewer digits.

A number too large for a float becomes infinite without a warning, and is dealt with later.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from nbhelpers.activations import ACTIVATIONS, Activation
from nbhelpers.network.dense import Network

Functions = tuple[Callable[[np.ndarray], np.ndarray], Any]
"""An activation as a function of z, and its slope as a function of z and a; softmax has none."""

Kind = Callable[[Network], list[Functions]]
"""Gives the functions of each layer: `exact` or `quick`."""

Arrays = Sequence[np.ndarray]

_0, _HALF = np.array(0.0), np.array(0.5)  # NumPy takes an array in half the time of a number

_AT_ONCE = 400_000
"""Multiplications in a product from which on BLAS may take several threads. Where other work keeps the processors
busy, these wait for each other, now and then for a hundred times as long as the product takes."""


def exact(network: Network) -> list[Functions]:
    """Return the functions of each layer as the course defines them."""

    def functions(activation: Activation) -> Functions:
        return activation.f, lambda z, a: activation.df(z)

    return [functions(ACTIVATIONS[name]) for name in network.activations]


def quick(network: Network) -> list[Functions]:
    """Return the functions of each layer with little overhead."""
    return [ACTIVATIONS[name].quick for name in network.activations]


@np.errstate(all="ignore")
def forward_pass(network: Network, x: np.ndarray, kind: Kind) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Send samples, (m, n_0), through all layers, and return z and a of each, (m, n_l).

    a has one more array than z: the first is x, so that a[l] is what layer l takes in and a[l + 1] what it gives.
    """
    z, a = [], [x]
    for w, b, (f, _) in zip(network.weights, network.biases, kind(network), strict=True):
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
    dE_da = (a - target) / float(len(a))  # of the half squared error
    output = network.activations[-1]
    if network.loss == "matching" or output == "linear":
        return dE_da
    if output == "softmax":  # each probability depends on every z of its row: the Jacobian, p_i (δ_ij − p_j)
        return a * (dE_da - (dE_da * a).sum(axis=1, keepdims=True))  # (m, n_out) − (m, 1)
    return dE_da * functions[-1][1](z, a)


@np.errstate(all="ignore")
def backward_pass(network: Network, z: Arrays, a: Arrays, target: np.ndarray, kind: Kind) -> list[np.ndarray]:
    """Return ∂E/∂z of every layer, (m, n_l), the first layer first; z and a are as `forward_pass` returns them.

    Method: Rumelhart, Hinton and Williams, "Learning representations by back-propagating errors" (1986).
    """
    functions = kind(network)
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
    return np.count_nonzero(right) / right.size


def product(rows: np.ndarray, matrix: np.ndarray) -> np.ndarray:
    """Return their matrix product, (m, n) @ (n, k) → (m, k), in blocks of rows that BLAS does in one thread."""
    size = max(1, _AT_ONCE // matrix.size)
    if len(rows) <= size:
        return rows.dot(matrix)  # starts sooner than @
    product = np.empty((len(rows), matrix.shape[1]))
    for first in range(0, len(rows), size):
        block = slice(first, first + size)
        rows[block].dot(matrix, out=product[block])
    return product
