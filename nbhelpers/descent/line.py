"""Gradient descent on a line fit: model w·x, target z, cost J(w) = Σ (z_i − w·x_i)².

With S = Σ x_i² and w* = Σ x_i z_i / S the cost is the parabola J(w) = J(w*) + S (w − w*)², so one step with the
learning rate α multiplies the distance to w* by 1 − 2αS. Everything here follows from that one sentence; see
any text on least squares, or Goh, "Why Momentum Really Works" (Distill, 2017) for the condition |1 − αλ| < 1.
"""

import math
import sys
from enum import StrEnum

import numpy as np

from nbhelpers import arguments

SLOW_FACTOR = 0.9
"""Descent is called slow when a step leaves more than this share of the distance; the line is our choice."""

COST_SCALES = {"sum": lambda m: 1.0, "mean": lambda m: 1 / m, "half_mean": lambda m: 1 / (2 * m)}
"""The three usual conventions: what Σ (z_i − w·x_i)² is multiplied by, for m points."""


class Regime(StrEnum):
    """What a learning rate does to the distance from the best w, step after step."""

    STILL = "stands still"
    SLOW = "slow"
    STEADY = "steady"
    ONE_STEP = "lands in one step"
    OVERSHOOT = "overshoots and converges"
    BOUNCE = "bounces for ever"
    DIVERGE = "diverges"


def cost(w, x, z):
    """Return the sum of squared errors of the line w·x: J(w) = Σ (z_i − w·x_i)².

    The data, `x` and `z`, are arrays of one length, (m,). `w` is one slope or an array of slopes; J has its shape.
    """
    x, z = arguments.vectors(x=x, z=z)
    with np.errstate(over="ignore", invalid="ignore"):  # a diverging w is a lesson, not a warning
        residual = z - np.multiply.outer(_slopes(w), x)  # (…, m)
        return _plain((residual**2).sum(axis=-1))


def cost_gradient(w, x, z):
    """Return the slope of the cost, dJ/dw = −2 Σ x_i (z_i − w·x_i), with the same shapes as `cost`."""
    x, z = arguments.vectors(x=x, z=z)
    with np.errstate(over="ignore", invalid="ignore"):
        residual = z - np.multiply.outer(_slopes(w), x)  # (…, m)
        return _plain(-2 * (x * residual).sum(axis=-1))


def best_weight(x, z):
    """Return the slope of the line through the origin that fits best: w* = Σ x_i z_i / Σ x_i², where dJ/dw = 0.

    Refuses data in which every x is 0: w then has no effect on the cost.
    """
    x, z = arguments.vectors(x=x, z=z)
    sum_of_squares(x)
    scale = np.abs(x).max()  # both sums in units of the largest x: neither overflows before the answer does
    with np.errstate(over="ignore", under="ignore"):
        return float((x / scale * z).sum() / ((x / scale) ** 2).sum() / scale)


def critical_learning_rate(x, cost_scale=1.0):
    """Return the learning rate above which descent on w diverges: 1 / Σ x_i², from |1 − 2αS| < 1.

    `cost_scale`, above 0, is the factor in front of the sum of squares, such as 1/m for the mean; the result is
    divided by it. Refuses data in which every x is 0, and a result that would not fit a float.
    """
    curvature = positive_scale(cost_scale) * sum_of_squares(arguments.vector("x", x))
    if not sys.float_info.min <= curvature < math.inf:
        raise arguments.refuse("cost_scale", "a number whose product with Σx² fits a float", cost_scale)
    return 1 / curvature


def regime(learning_rate, critical):
    """Return the `Regime` of a learning rate, given the one above which descent diverges."""
    learning_rate = arguments.number("learning_rate", learning_rate, 0)
    if arguments.number("critical", critical) <= 0:
        raise arguments.refuse("critical", "a number above 0", critical)
    if learning_rate == 0:
        return Regime.STILL
    ratio = learning_rate / critical
    for edge, name in ((0.5, Regime.ONE_STEP), (1, Regime.BOUNCE)):
        if math.isclose(ratio, edge, rel_tol=1e-9):
            return name
    if ratio > 1:
        return Regime.DIVERGE
    if ratio > 0.5:
        return Regime.OVERSHOOT
    return Regime.SLOW if 1 - 2 * ratio > SLOW_FACTOR else Regime.STEADY


def sum_of_squares(x):
    """Return Σ x_i² if it is above 0 and it and its inverse are finite; else raise ``ValueError``."""
    with np.errstate(over="ignore", under="ignore"):
        S = float((x**2).sum())
    if not sys.float_info.min <= S < math.inf:  # below it 1 / S would be infinite
        raise arguments.refuse("x", "values whose squares add up to a number above 0", x.tolist())
    return S


def positive_scale(cost_scale):
    """Return the factor in front of the sum as a float if it is above 0; else raise ``ValueError``."""
    if arguments.number("cost_scale", cost_scale) <= 0:
        raise arguments.refuse("cost_scale", "a number above 0", cost_scale)
    return float(cost_scale)


def _slopes(w):
    """Return w as a float or as an array of floats; else raise ``ValueError``."""
    return w if isinstance(w, float) else arguments.array("w", w)  # descent comes with floats, again and again


def _plain(value):
    """Return a 0-d result as a plain float, which prints as the number it is."""
    return value if value.ndim else float(value)
