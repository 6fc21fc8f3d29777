"""Gradient descent on a line fit: model w·x, target z, cost J(w) = Σ (z_i − w·x_i)².

This is the maths of lesson 1; its pictures are in `views.descent`, and its demos in `explore.descent`.

With S = Σ x_i² and w* = Σ x_i z_i / S the cost is the parabola J(w) = J(w*) + S (w − w*)², so one step with the
learning rate α multiplies the distance to w* by 1 − 2αS. Everything here follows from that one sentence; see
any text on least squares, or Goh, "Why Momentum Really Works" (Distill, 2017) for the condition |1 − αλ| < 1.

With an intercept b the cost J(w, b) = Σ (z_i − w·x_i − b)² is a bowl over a plane. Its curvature is 2H, with
H = [[Σx², Σx], [Σx, m]]. Along each eigenvector of H a step multiplies the distance to the bottom by 1 − 2αλ, so
the largest eigenvalue sets the limit for α and the smallest the pace.
"""

import math
import sys
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from nbhelpers import arguments

SLOW_FACTOR = 0.9
"""Descent is called slow when a step leaves more than this fraction of the distance; the line is our choice."""

COST_SCALES: dict[str, Callable[[int], float]] = {
    "sum": lambda m: 1.0,
    "mean": lambda m: 1 / m,
    "half_mean": lambda m: 1 / (2 * m),
}
"""The three usual conventions: what Σ (z_i − w·x_i)² is multiplied by, for m points."""

MOST_STEPS = 1_000_000
"""Of a run. A picture shows a hundred; a million take seconds."""


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

    From the step at which a number becomes too large for a float, entries are infinite or NaN; `n_finite` counts
    those before it.
    """

    x: np.ndarray  # (m,), the data
    z: np.ndarray  # (m,)
    start: float  # w0
    learning_rate: float  # α
    cost_scale: float  # the factor in front of the sum: 1 for the sum, 1/m for the mean
    w: np.ndarray  # (n_steps + 1,), w_i
    cost: np.ndarray  # (n_steps + 1,), J(w_i)
    gradient: np.ndarray  # (n_steps + 1,), dJ/dw at w_i

    n_steps = property(lambda self: len(self.w) - 1)
    n_finite = property(lambda self: _count_finite(self.w, self.cost, self.gradient))  # before the first overflow
    best_w = property(lambda self: best_weight(self.x, self.z))
    critical_learning_rate = property(lambda self: critical_learning_rate(self.x, self.cost_scale))
    # what each step multiplies w − w* by: 1 − 2αS, with S = Σ x_i² (times the cost's scale)
    factor = property(lambda self: 1 - 2 * self.learning_rate / self.critical_learning_rate)
    regime = property(lambda self: regime(self.learning_rate, self.critical_learning_rate))


@dataclass(frozen=True, eq=False)
class SweepTrace:
    """Where descent ends for every learning rate. Arrays are read-only."""

    learning_rates: np.ndarray  # (k,), each α
    w: np.ndarray  # (k,), w after the last step with each; infinite or NaN after an overflow
    cost: np.ndarray  # (k,), J after the last step with each
    chosen: DescentTrace  # the whole run for one learning rate


@dataclass(frozen=True, eq=False)
class PlaneTrace:
    """One run of gradient descent on w and b. Arrays are read-only, and infinite or NaN after an overflow."""

    x: np.ndarray  # (m,), the data
    z: np.ndarray  # (m,)
    learning_rate: float  # α
    w: np.ndarray  # (n_steps + 1,), as are those below: the start, then the state after each step
    b: np.ndarray
    cost: np.ndarray  # J(w, b)
    dJ_dw: np.ndarray
    dJ_db: np.ndarray

    n_steps = property(lambda self: len(self.w) - 1)
    # entries before the first overflow
    n_finite = property(lambda self: _count_finite(self.w, self.b, self.cost, self.dJ_dw, self.dJ_db))

    @property
    def best(self) -> tuple[float, float]:
        """The (w, b) with the least cost."""
        w, b = np.polyfit(self.x, self.z, 1)
        return float(w), float(b)

    @property
    def factors(self) -> tuple[float, float]:
        """What a step multiplies the distance to the bottom by, along the steepest and the flattest direction."""
        steep, flat = (1 - 2 * self.learning_rate * curvatures(self.x)).tolist()
        return steep, flat

    @property
    def distances(self) -> tuple[float, float]:
        """How far the start is from the bottom, along the steepest and the flattest direction."""
        directions = np.linalg.eigh(_curvature_matrix(self.x))[1].T[::-1]  # (2, 2), a row for each
        steep, flat = np.abs(directions @ (np.array([self.w[0], self.b[0]]) - self.best)).tolist()
        return steep, flat

    @property
    def zigzags(self) -> bool:
        """Whether the path changes sides along a direction in which the start is away from the bottom."""
        return any(factor < 0 for factor in self._active_factors)

    @property
    def diverges(self) -> bool:
        """Whether the distance to the bottom grows along a direction in which the start is away from it."""
        return any(abs(factor) > 1 + 1e-9 for factor in self._active_factors)

    @property
    def _active_factors(self):
        return [f for f, distance in zip(self.factors, self.distances, strict=True) if distance > 1e-9]


def cost(w: ArrayLike, x: ArrayLike, z: ArrayLike) -> Any:
    """Return the sum of squared errors of the line w·x: J(w) = Σ (z_i − w·x_i)².

    The data, `x` and `z`, are arrays of one length, (m,). `w` is one slope or an array of slopes; J has its shape.
    """
    return _along(_cost, w, x, z)


def cost_gradient(w: ArrayLike, x: ArrayLike, z: ArrayLike) -> Any:
    """Return the slope of the cost, dJ/dw = −2 Σ x_i (z_i − w·x_i), with the same shapes as `cost`."""
    return _along(_gradient, w, x, z)


def best_weight(x: ArrayLike, z: ArrayLike) -> float:
    """Return the slope of the line through the origin that fits best: w* = Σ x_i z_i / Σ x_i², where dJ/dw = 0.

    Refuses data in which every x is 0: w then has no effect on the cost.
    """
    x, z = arguments.vectors(x=x, z=z)
    _sum_of_squares(x)  # refuses what has no best weight
    scale = np.abs(x).max()  # both sums in units of the largest x: neither overflows before the answer does
    with np.errstate(over="ignore", under="ignore"):
        return float((x / scale * z).sum() / ((x / scale) ** 2).sum() / scale)


def critical_learning_rate(x: ArrayLike, cost_scale: float = 1.0) -> float:
    """Return the learning rate above which descent on w diverges: 1 / Σ x_i², from |1 − 2αS| < 1.

    `cost_scale`, above 0, is the factor in front of the sum of squares, such as 1/m for the mean; the result is
    divided by it. Refuses data in which every x is 0, and a result that would not fit a float.
    """
    scale = arguments.number("cost_scale", cost_scale, above=0)
    curvature = scale * _sum_of_squares(arguments.vector("x", x))
    if not sys.float_info.min <= curvature < math.inf:
        raise arguments.invalid_argument("cost_scale", "a number whose product with Σx² fits a float", cost_scale)
    return 1 / curvature


def regime(learning_rate: float, critical: float) -> Regime:
    """Return the `Regime` of a learning rate, given the one above which descent diverges."""
    learning_rate = arguments.number("learning_rate", learning_rate, 0)
    ratio = learning_rate / arguments.number("critical", critical, above=0)
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


def descend(
    x: ArrayLike, z: ArrayLike, *, start: float, learning_rate: float, n_steps: int, cost_scale: float = 1.0
) -> DescentTrace:
    """Run gradient descent on the slope of a line: w_{i+1} = w_i − α · dJ/dw(w_i).

    The data, `x` and `z`, are arrays of one length, (m,), in which not every x is 0. `cost_scale` is the factor in
    front of the sum of squares. A run that diverges is recorded until its numbers overflow.
    """
    x, z = arguments.vectors(x=x, z=z)
    start, rate = arguments.number("start", start), arguments.number("learning_rate", learning_rate, 0)
    w = np.empty(arguments.count("n_steps", n_steps, 0, MOST_STEPS) + 1)
    critical_learning_rate(x, cost_scale)  # refuses the scale and the data for which there is none
    scale = float(cost_scale)
    w[0] = start
    with np.errstate(over="ignore", invalid="ignore"):  # a diverging w is a lesson, not a warning
        for i in range(len(w) - 1):
            w[i + 1] = w[i] - rate * scale * _gradient(w[i], x, z)
        J, gradient = scale * _cost(w, x, z), scale * _gradient(w, x, z)
    return DescentTrace(x, z, start, rate, scale, *map(arguments.frozen, (w, J, gradient)))


def compare_scales(
    x: ArrayLike, z: ArrayLike, *, start: float, learning_rate: float, n_steps: int, rescale: bool = False
) -> tuple[DescentTrace, ...]:
    """Run the same descent with the sum, the mean and half the mean of the squared errors, as in `COST_SCALES`.

    With `rescale`, α is multiplied by m for the mean and by 2m for half the mean, which undoes the convention. The
    other arguments are those of `descend`.
    """
    arguments.instance("rescale", rescale, bool, np.bool_)
    rate = arguments.number("learning_rate", learning_rate, 0)
    scales = [scale(len(arguments.vector("x", x))) for scale in COST_SCALES.values()]
    return tuple(
        descend(
            x, z, start=start, learning_rate=rate / scale if rescale else rate, n_steps=n_steps, cost_scale=scale
        )
        for scale in scales
    )


def sweep(chosen: DescentTrace, learning_rates: ArrayLike) -> SweepTrace:
    """Repeat a run with other learning rates, (k,), all at once; the rest is as in that run."""
    arguments.instance("chosen", chosen, DescentTrace)
    rates = arguments.vector("learning_rates", learning_rates)
    w = np.full(len(rates), chosen.start)  # (k,): one run for each learning rate
    with np.errstate(over="ignore", invalid="ignore"):
        for _ in range(chosen.n_steps):
            w = w - rates * chosen.cost_scale * _gradient(w, chosen.x, chosen.z)
        J = chosen.cost_scale * _cost(w, chosen.x, chosen.z)
    return SweepTrace(rates, arguments.frozen(w), arguments.frozen(J), chosen)


def curvatures(x: ArrayLike) -> np.ndarray:
    """Return the eigenvalues λ of H = [[Σx², Σx], [Σx, m]], (2,), the larger first; above α = 1/λ descent diverges.

    Refuses x that are all equal, and x whose squares are too large for a float.
    """
    x = arguments.vector("x", x)
    if x.min() == x.max():
        raise arguments.invalid_argument("x", "at least two different values", x.tolist())
    with np.errstate(over="ignore"):
        H = _curvature_matrix(x)
    if not np.isfinite(H).all():
        raise arguments.invalid_argument("x", "values whose squares add up to a number", x.tolist())
    return np.linalg.eigvalsh(H)[::-1]


def descend_plane(
    x: ArrayLike, z: ArrayLike, *, start_w: float, start_b: float, learning_rate: float, n_steps: int
) -> PlaneTrace:
    """Run gradient descent on slope and intercept, both updated from the same old (w, b).

    The data, `x` and `z`, are arrays of one length, (m,), in which not all x are equal.
    """
    x, z = arguments.vectors(x=x, z=z)
    curvatures(x)  # refuses x that are all equal
    learning_rate = arguments.number("learning_rate", learning_rate, 0)
    path = np.empty((arguments.count("n_steps", n_steps, 0, MOST_STEPS) + 1, 2))  # a row for each (w, b)
    path[0] = arguments.number("start_w", start_w), arguments.number("start_b", start_b)
    with np.errstate(over="ignore", invalid="ignore"):  # a diverging path is a lesson, not a warning
        for i in range(len(path) - 1):
            path[i + 1] = path[i] - learning_rate * np.array(_plane_gradient(path[i, 0], path[i, 1], x, z))
        w, b = path.T.copy()
        columns = (w, b, _plane_cost(w, b, x, z), *_plane_gradient(w, b, x, z))
    return PlaneTrace(x, z, learning_rate, *map(arguments.frozen, columns))


def _along(function, w, x, z):
    """Compute a function of w at one slope or at many; one gives a plain float."""
    x, z = arguments.vectors(x=x, z=z)
    with np.errstate(over="ignore", invalid="ignore"):
        result = function(arguments.array("w", w), x, z)
    return result if result.ndim else float(result)


def _cost(w, x, z):
    return ((z - np.multiply.outer(w, x)) ** 2).sum(axis=-1)  # (…, m) → (…)


def _gradient(w, x, z):
    return -2 * (x * (z - np.multiply.outer(w, x))).sum(axis=-1)  # (…, m) → (…)


def _sum_of_squares(x):
    """Return Σ x_i², and refuse it unless it is above 0 and it and its inverse are finite."""
    with np.errstate(over="ignore", under="ignore"):
        S = float((x**2).sum())
    if not sys.float_info.min <= S < math.inf:  # below it 1 / S would be infinite
        raise arguments.invalid_argument("x", "values whose squares add up to a number above 0", x.tolist())
    return S


def _count_finite(*arrays: np.ndarray) -> int:
    """Count the leading entries at which every array is finite, unchecked."""
    finite = np.logical_and.reduce([np.isfinite(a) for a in arrays])
    return int(len(finite) if finite.all() else finite.argmin())


def _plane_cost(w, b, x, z):
    return ((z - w[..., None] * x - b[..., None]) ** 2).sum(axis=-1)  # (…, m) → (…)


def _plane_gradient(w, b, x, z):
    """Compute dJ/dw = −2 Σ x_i (z_i − w·x_i − b) and dJ/db = −2 Σ (z_i − w·x_i − b), in the shape of w and b."""
    residual = z - w[..., None] * x - b[..., None]  # (…, m)
    return -2 * (x * residual).sum(axis=-1), -2 * residual.sum(axis=-1)


def _curvature_matrix(x):
    return np.array([[(x**2).sum(), x.sum()], [x.sum(), len(x)]])
