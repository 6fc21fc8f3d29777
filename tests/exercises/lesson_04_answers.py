"""Right answers to the exercises of lesson 04, as different students write them, and inputs to try them on."""

import math
from collections import deque
from statistics import NormalDist

import numpy as np

from nbhelpers.activations import softmax

SCORES = np.array([1.6, 0.55, 0.98])

SPREAD = np.array([NormalDist().inv_cdf((i + 0.5) / 20_000) for i in range(20_000)])  # as standard normal z lie


def in_single(function):
    return lambda *inputs: function(*(np.asarray(value, dtype=np.float32) for value in inputs))


def leaky_by_if(number, leak):
    if number >= 0:
        return number
    return leak * number


def leaky_slope_by_if(number, leak):
    if number > 0:
        return 1
    return leak


def softmax_in_full(z):
    top = max(z)
    powers = [math.exp(score - top) for score in z]
    total = sum(powers)
    return tuple(power / total for power in powers)


def softmax_in_place(z):
    z -= z.max()
    np.exp(z, out=z)
    z /= z.sum()
    return z


def softmax_by_differences(z):
    return 1 / np.sum(np.exp(z[None, :] - z[:, None]), axis=1)  # e^∞ in the denominator gives 0


def collapsed_in_full(w1, b1, w2, b2):
    return [sum(weight * w2[j] for j, weight in enumerate(row)) for row in w1]


def collapsed_bias_in_full(w1, b1, w2, b2):
    for bias, weight in zip(b1, w2, strict=True):
        b2 += bias * weight
    return b2


CORRECT = {
    "tanh_slope": [
        lambda z: 1 - np.tanh(z) ** 2,
        lambda number: 1 / math.cosh(number) ** 2,
        lambda z: 4 / (math.exp(z) + math.exp(-z)) ** 2,
        lambda z: np.array((1 - np.tanh(z)) * (1 + np.tanh(z))),
        in_single(lambda z: 1 - np.tanh(z) ** 2),
    ],
    "leaky": [
        leaky_by_if,
        lambda z, slope: max(z, slope * z),
        lambda z, slope: max(0, z) + slope * min(0, z),
        lambda z, slope: np.array([z if z > 0 else slope * z]),
        in_single(lambda z, slope: np.where(z > 0, z, slope * z)),
    ],
    "leaky_slope": [
        leaky_slope_by_if,
        lambda z, slope: z > 0 or slope,
        lambda z, slope: slope + (1 - slope) * (z > 0),
        in_single(lambda z, slope: np.where(z > 0, 1, slope)),
    ],
    "find_mistake": [0.530, 0.53, 0.5297, np.float32(0.529694), softmax(SCORES)[0], softmax(SCORES)[:1]],
    "softmax": [
        *(softmax_in_full, softmax_in_place, softmax_by_differences),
        lambda z: np.exp(z - z.max()) / np.exp(z - z.max()).sum(),
        lambda z: deque(softmax_in_full(z)),
        lambda z: (share for share in softmax_in_full(z)),
        lambda z: np.exp(z - np.logaddexp.reduce(z)),
        lambda z: np.exp(z - max(z) - np.log(sum(np.exp(z - max(z))))),
        lambda z: np.exp(z - z.max() - 1) / np.sum(np.exp(z - z.max() - 1)),
        in_single(lambda z: np.exp(z - z.max()) / np.sum(np.exp(z - z.max()))),
    ],
    "temperature": [0.5, 1 / 2, np.float32(0.5), np.array(0.5)],
    "collapse": [
        lambda w1, b1, w2, b2: np.dot(w1, w2),
        lambda w1, b1, w2, b2: np.sum(w1 * w2, axis=1),
        lambda w1, b1, w2, b2: w2 @ w1.T,
        *(collapsed_in_full, in_single(lambda w1, b1, w2, b2: w1 @ w2)),
    ],
    "collapse_bias": [
        lambda w1, b1, w2, b2: np.dot(w2, b1) + b2,
        lambda w1, b1, w2, b2: b1 @ w2.reshape(-1, 1) + b2,
        lambda w1, b1, w2, b2: (np.zeros(len(w1)) @ w1 + b1) @ w2 + b2,
        *(collapsed_bias_in_full, in_single(lambda w1, b1, w2, b2: b1 @ w2 + b2)),
    ],
    "which_activation": [3, 3.0, np.int64(3), [3]],
}
