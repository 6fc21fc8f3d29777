"""Gradient descent on a line fit: model w·x, target z, cost J(w) = Σ (z_i − w·x_i)².

With S = Σ x_i² and w* = Σ x_i z_i / S the cost is the parabola J(w) = J(w*) + S (w − w*)², so one step with the
learning rate α multiplies the distance to w* by 1 − 2αS. Everything here follows from that one sentence; see
any text on least squares, or Goh, "Why Momentum Really Works" (Distill, 2017) for the condition |1 − αλ| < 1.
"""

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from nbhelpers import arguments

SLOW_FACTOR = 0.9
"""Descent is called slow when a step leaves more than this share of the distance; where to draw the line is our choice."""

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


@dataclass(frozen=True, eq=False)
class DescentTrace:
    """One run of gradient descent on w. Arrays are read-only.

    Attributes
    ----------
    x, z : ndarray, (m,)
        The data.
    start, learning_rate : float
        w0 and α.
    cost_scale : float
        The factor in front of the sum: 1 for the sum, 1/m for the mean.
    w, cost, gradient : ndarray, (n_steps + 1,)
        w_i, J(w_i) and dJ/dw at w_i. From the step at which a number becomes too large for a float, the
        entries are infinite or NaN; `n_finite` counts those before it.

    """

    x: np.ndarray
    z: np.ndarray
    start: float
    learning_rate: float
    cost_scale: float
    w: np.ndarray
    cost: np.ndarray
    gradient: np.ndarray

    @property
    def n_steps(self):
        """Steps taken."""
        return len(self.w) - 1

    @property
    def n_finite(self):
        """How many entries come before the first overflow; at least 1 unless the start itself overflows."""
        return count_finite(self.w, self.cost, self.gradient)

    @property
    def best_w(self):
        """The w with the least cost, w* = Σ x_i z_i / Σ x_i²."""
        return best_weight(self.x, self.z)

    @property
    def factor(self):
        """What each step multiplies w − w* by: 1 − 2αS, with S = Σ x_i² (times the cost's scale)."""
        return 1 - 2 * self.learning_rate / self.critical_learning_rate

    @property
    def critical_learning_rate(self):
        """The learning rate above which this run diverges."""
        return critical_learning_rate(self.x, self.cost_scale)

    @property
    def regime(self):
        """The regime of this run's learning rate."""
        return regime(self.learning_rate, self.critical_learning_rate)


def cost(w, x, z):
    """Sum of squared errors of the line w·x: J(w) = Σ (z_i − w·x_i)².

    Parameters
    ----------
    w : float or ndarray
        One slope or many.
    x, z : sequence of float, (m,)
        The data.

    Returns
    -------
    float or ndarray
        J, in the shape of `w`.

    Raises
    ------
    ValueError
        If `x` or `z` is empty or not finite, or their lengths differ.

    """
    x, z = points(x, z)
    with np.errstate(over="ignore", invalid="ignore"):  # a diverging w is a lesson, not a warning
        residual = z - np.multiply.outer(np.asarray(w, dtype=float), x)  # (…, m)
        return _plain((residual**2).sum(axis=-1))


def cost_gradient(w, x, z):
    """Slope of the cost at w: dJ/dw = −2 Σ x_i (z_i − w·x_i).

    Parameters
    ----------
    w : float or ndarray
        One slope or many.
    x, z : sequence of float, (m,)
        The data.

    Returns
    -------
    float or ndarray
        dJ/dw, in the shape of `w`.

    Raises
    ------
    ValueError
        If `x` or `z` is empty or not finite, or their lengths differ.

    """
    x, z = points(x, z)
    with np.errstate(over="ignore", invalid="ignore"):
        residual = z - np.multiply.outer(np.asarray(w, dtype=float), x)  # (…, m)
        return _plain(-2 * (x * residual).sum(axis=-1))


def best_weight(x, z):
    """Slope of the line through the origin that fits best: w* = Σ x_i z_i / Σ x_i², where dJ/dw = 0.

    Raises
    ------
    ValueError
        As `cost`, and if every x is 0: then w has no effect on the cost.

    """
    x, z = points(x, z)
    _sum_of_squares(x)
    scale = np.abs(x).max()  # both sums in units of the largest x: neither overflows before the answer does
    with np.errstate(over="ignore", under="ignore"):
        return float((x / scale * z).sum() / ((x / scale) ** 2).sum() / scale)


def critical_learning_rate(x, cost_scale=1.0):
    """Learning rate above which descent on w diverges: 1 / Σ x_i², from |1 − 2αS| < 1.

    Parameters
    ----------
    x : sequence of float, (m,)
        The data.
    cost_scale : float
        The factor in front of the sum of squares, above 0: 1 for the sum, 1/m for the mean.

    Raises
    ------
    ValueError
        If `x` is empty, not finite or all 0, or `cost_scale` is not above 0.

    """
    return 1 / (_scale(cost_scale) * _sum_of_squares(arguments.vector("x", x)))


def regime(learning_rate, critical):
    """Name what a learning rate does, given the one above which descent diverges.

    Parameters
    ----------
    learning_rate : float
        α, at least 0.
    critical : float
        From `critical_learning_rate`.

    Returns
    -------
    Regime

    """
    ratio = learning_rate / critical
    if learning_rate == 0:
        return Regime.STILL
    for edge, name in ((0.5, Regime.ONE_STEP), (1, Regime.BOUNCE)):
        if math.isclose(ratio, edge, rel_tol=1e-9):
            return name
    if ratio > 1:
        return Regime.DIVERGE
    if ratio > 0.5:
        return Regime.OVERSHOOT
    return Regime.SLOW if 1 - 2 * ratio > SLOW_FACTOR else Regime.STEADY


def descend(x, z, *, start, learning_rate, n_steps, cost_scale=1.0):
    """Run gradient descent on the slope of a line: w_{i+1} = w_i − α · dJ/dw(w_i).

    Parameters
    ----------
    x, z : sequence of float, (m,)
        The data.
    start : float
        w0.
    learning_rate : float
        α, at least 0. Any size: a run that diverges is recorded until its numbers overflow.
    n_steps : int
        Steps to take, at least 0.
    cost_scale : float
        The factor in front of the sum of squares, above 0.

    Returns
    -------
    DescentTrace

    Raises
    ------
    ValueError
        If an argument is out of range, not finite, empty, or of another length than its partner, or every x is 0.

    """
    x, z = points(x, z)
    start, learning_rate = (
        arguments.number("start", start),
        arguments.number("learning_rate", learning_rate, 0),
    )
    n_steps, cost_scale = arguments.count("n_steps", n_steps), _scale(cost_scale)
    _sum_of_squares(x)

    w = np.empty(n_steps + 1)
    w[0] = start
    with np.errstate(over="ignore", invalid="ignore"):
        for i in range(n_steps):
            w[i + 1] = w[i] - learning_rate * cost_scale * cost_gradient(w[i], x, z)
        J, gradient = cost_scale * cost(w, x, z), cost_scale * cost_gradient(w, x, z)
    return DescentTrace(x, z, start, learning_rate, cost_scale, *map(arguments.frozen, (w, J, gradient)))


def points(x, z):
    """Return x and z as read-only float arrays of one length; else raise ``ValueError``."""
    x, z = arguments.vector("x", x), arguments.vector("z", z)
    if len(x) != len(z):
        raise ValueError(f"z: expected as many values as x, which has {len(x)}, got {len(z)}")
    return x, z


def count_finite(*arrays):
    """Count the leading entries at which every array is finite."""
    finite = np.logical_and.reduce([np.isfinite(a) for a in arrays])
    return int(len(finite) if finite.all() else finite.argmin())


def _sum_of_squares(x):
    with np.errstate(over="ignore", under="ignore"):
        S = float((x**2).sum())
    if not 0 < S < math.inf:
        raise arguments.refuse("x", "values whose squares add up to a number above 0", x.tolist())
    return S


def _scale(cost_scale):
    if arguments.number("cost_scale", cost_scale) <= 0:
        raise arguments.refuse("cost_scale", "a number above 0", cost_scale)
    return float(cost_scale)


def _plain(value):
    """Return a 0-d result as a plain float, which prints as the number it is."""
    return value if value.ndim else float(value)
