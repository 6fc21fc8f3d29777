"""The algorithm itself, on plain lists of arrays: forward, error, backward. Nothing is checked here.

`backward` runs all of these lines. `train` has the two passes once more for its batches, see `Training`: the same
sums, laid out for speed. They also differ in the functions that they hand in: `exact` gives those of the course's
activations, and `quick` the same with a tenth of the overhead, which is most of the time that a small batch takes.
In `quick` the slopes are written in a, so that the slope of a saturated unit has fewer digits. Call all of this
under ``np.errstate(all="ignore")``: a number too large for a float becomes infinite, and is dealt with later.
"""

import numpy as np

from nbhelpers.activations import ACTIVATIONS

_AT_ONCE = 400_000
"""Multiplications in a product from which on BLAS may take several threads. Where other work keeps the processors
busy, these wait for each other, now and then for a hundred times as long as the product takes."""


def exact(name):
    """Return an activation's function of z, and its slope as a function of z and a."""
    activation = ACTIVATIONS[name]
    return activation.f, lambda z, a: activation.df(z)


def quick(name):
    """Return the same two with little overhead."""
    return ACTIVATIONS[name].quick


def forward_pass(weights, biases, functions, x):
    """Send samples, (m, n_0), through all layers, and return two lists, z and a.

    z has an array for each layer, (m, n_l). a has one more: the first is x, so that a[l] is what layer l takes in
    and a[l + 1] what it gives. Each layer has weights, (n_in, n_out), biases, (n_out,), and a pair of functions
    from `exact` or `quick`.
    """
    z, a = [], [x]
    for w, b, (f, _) in zip(weights, biases, functions, strict=True):
        z.append(_product(a[-1], w))  # (m, n_in) @ (n_in, n_out) → (m, n_out)
        z[-1] += b  # (n_out,)
        a.append(f(z[-1]))
    return z, a


def mean_error(error, z, a, target):
    """Compute E from the last layer: the sum over its units, the mean over the samples.

    `error` is a name as in `Network.error`; `z`, `a` and `target` are (m, n_out). The cross-entropies are those of
    a, written in z so that no logarithm meets a share that was rounded to 0:

        −T log σ(z) − (1 − T) log (1 − σ(z)) = log (1 + e^z) − T z
        −log p_i = log Σ_j e^(z_j) − z_i
    """
    if error == "half squared error":
        each = (target - a) ** 2 / 2
    elif error == "binary cross-entropy":
        each = np.maximum(z, 0) - target * z + np.log1p(np.exp(-np.abs(z)))  # e^z itself could overflow
    else:
        below_top = z - z.max(axis=1, keepdims=True)  # (m, n_out) − (m, 1): ≤ 0, so nothing overflows
        each = target * (np.log(np.exp(below_top).sum(axis=1, keepdims=True)) - below_top)
    return float(each.sum()) / len(z)


def output_delta(network, functions, z, a, target):
    """Compute ∂E/∂z of the last layer, (m, n_out). With the fitting error it is (a − T) / m whatever the output."""
    dE_da = (a - target) / len(a)  # of the half squared error
    output = network.activations[-1]
    if network.loss == "fitting" or output == "linear":
        return dE_da
    if output == "softmax":  # each share depends on every z of its row: the Jacobian, p_i (δ_ij − p_j)
        return a * (dE_da - (dE_da * a).sum(axis=1, keepdims=True))  # (m, n_out) − (m, 1)
    return dE_da * functions[-1][1](z, a)


def backward_pass(weights, functions, z, a, delta):
    """Send ∂E/∂z of the last layer, (m, n_out), back through all layers.

    What is returned is a list of arrays, (m, n_l), the first layer first. The other arguments are as in
    `forward_pass`.

    Method: Rumelhart, Hinton and Williams, "Learning representations by back-propagating errors" (1986).
    """
    deltas = [delta]
    for layer in reversed(range(1, len(weights))):
        delta = _product(delta, weights[layer].T)  # ∂E/∂a: (m, n_out) @ (n_out, n_in) → (m, n_in)
        delta *= functions[layer - 1][1](z[layer - 1], a[layer])
        deltas.append(delta)
    return deltas[::-1]


def weight_gradient(a, delta):
    """Compute ∂E/∂w of a layer, (n_in, n_out), from what it takes in, (m, n_in), and its ∂E/∂z, (m, n_out)."""
    return _product(a.T, delta)


def bias_gradient(delta):
    """Compute ∂E/∂b of a layer, (n_out,), from its ∂E/∂z, (m, n_out)."""
    return np.add.reduce(delta, axis=0)


def _product(rows, matrix):
    """Return their matrix product, (m, n) @ (n, k) → (m, k), in blocks of rows that BLAS does in one thread."""
    size = max(1, _AT_ONCE // matrix.size)
    if len(rows) <= size:
        return rows.dot(matrix)  # starts sooner than @
    product = np.empty((len(rows), matrix.shape[1]))
    for first in range(0, len(rows), size):
        block = slice(first, first + size)
        rows[block].dot(matrix, out=product[block])
    return product
