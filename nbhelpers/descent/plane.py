"""Gradient descent on two parameters at once: model w·x + b, cost J(w, b) = Σ (z_i − w·x_i − b)².

J is a bowl whose curvature is 2H, with H = [[Σx², Σx], [Σx, m]]. Along each eigenvector of H a step multiplies the
distance to the bottom by 1 − 2αλ, so the largest eigenvalue sets the limit for α and the smallest the pace.
"""

from dataclasses import dataclass

import numpy as np

from nbhelpers import arguments
from nbhelpers.descent.line import regime
from nbhelpers.descent.run import MOST_STEPS, count_finite


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

    @property
    def n_steps(self):
        """Steps taken."""
        return len(self.w) - 1

    @property
    def n_finite(self):
        """How many entries come before the first overflow."""
        return count_finite(self.w, self.b, self.cost, self.dJ_dw, self.dJ_db)

    @property
    def best(self):
        """The (w, b) with the least cost."""
        return best_line(self.x, self.z)

    @property
    def factors(self):
        """What a step multiplies the distance to the bottom by, along the steepest and the flattest direction."""
        return tuple((1 - 2 * self.learning_rate * curvatures(self.x)).tolist())

    @property
    def regime(self):
        """The regime along the steepest direction, which is the first to overshoot and to diverge."""
        return regime(self.learning_rate, critical_learning_rate(self.x))

    @property
    def distances(self):
        """How far the start is from the bottom, along the steepest and the flattest direction."""
        directions = np.linalg.eigh(_curvature_matrix(self.x))[1].T[::-1]  # (2, 2), a row for each
        return tuple(np.abs(directions @ (np.array([self.w[0], self.b[0]]) - self.best)).tolist())

    @property
    def zigzags(self):
        """Whether the path changes sides along a direction in which the start is away from the bottom."""
        return any(factor < 0 for factor in self._active_factors)

    @property
    def diverges(self):
        """Whether the distance to the bottom grows along a direction in which the start is away from it."""
        return any(abs(factor) > 1 + 1e-9 for factor in self._active_factors)

    @property
    def _active_factors(self):
        return [f for f, distance in zip(self.factors, self.distances, strict=True) if distance > 1e-9]


def cost(w, b, x, z):
    """Return the sum of squared errors of the line w·x + b.

    The data, `x` and `z`, are arrays of one length, (m,). `w` and `b` are numbers or arrays; J has their common
    shape.
    """
    x, z = arguments.vectors(x=x, z=z)
    w, b = _lines(w, b)
    with np.errstate(over="ignore", invalid="ignore"):  # a diverging path is a lesson, not a warning
        result = ((z - w[..., None] * x - b[..., None]) ** 2).sum(axis=-1)
    return result if result.ndim else float(result)


def cost_gradient(w, b, x, z):
    """Return both slopes of the cost, (dJ/dw, dJ/db), each in the common shape of `w` and `b`.

    dJ/dw = −2 Σ x_i (z_i − w·x_i − b) and dJ/db = −2 Σ (z_i − w·x_i − b).
    """
    x, z = arguments.vectors(x=x, z=z)
    w, b = _lines(w, b)
    with np.errstate(over="ignore", invalid="ignore"):
        slopes = _slopes(w, b, x, z)
    return tuple(slope if slope.ndim else float(slope) for slope in slopes)


def best_line(x, z):
    """Return the least-squares line through the data as (w, b).

    Refuses data in which all x are equal: many lines then fit equally well.
    """
    x, z = arguments.vectors(x=x, z=z)
    curvatures(x)
    w, b = np.polyfit(x, z, 1)
    return float(w), float(b)


def curvatures(x):
    """Return the eigenvalues of H = [[Σx², Σx], [Σx, m]], (2,), the larger first.

    Refuses x that are all equal, and x whose squares are too large for a float.
    """
    x = arguments.vector("x", x)
    if x.min() == x.max():
        raise arguments.refuse("x", "at least two different values", x.tolist())
    with np.errstate(over="ignore"):
        H = _curvature_matrix(x)
    if not np.isfinite(H).all():
        raise arguments.refuse("x", "values whose squares add up to a number", x.tolist())
    return np.linalg.eigvalsh(H)[::-1]


def critical_learning_rate(x):
    """Return the learning rate above which descent on w and b diverges: 1 / the larger of `curvatures`."""
    return float(1 / curvatures(x)[0])


def descend(x, z, *, start_w, start_b, learning_rate, n_steps):
    """Run gradient descent on slope and intercept, both updated from the same old (w, b).

    The data, `x` and `z`, are arrays of one length, (m,), in which not all x are equal. At most a million steps are
    taken. Returns `PlaneTrace`.
    """
    x, z = arguments.vectors(x=x, z=z)
    curvatures(x)
    learning_rate = arguments.number("learning_rate", learning_rate, 0)
    path = np.empty((arguments.count("n_steps", n_steps, 0, MOST_STEPS) + 1, 2))  # a row for each (w, b)
    path[0] = arguments.number("start_w", start_w), arguments.number("start_b", start_b)
    with np.errstate(over="ignore", invalid="ignore"):
        for i in range(len(path) - 1):
            path[i + 1] = path[i] - learning_rate * np.array(_slopes(*path[i], x, z))
    w, b = path.T.copy()
    columns = (w, b, cost(w, b, x, z), *cost_gradient(w, b, x, z))
    return PlaneTrace(x, z, learning_rate, *map(arguments.frozen, columns))


def _lines(w, b):
    """Return slopes and intercepts as float arrays of their common shape; else raise ``ValueError``."""
    w, b = arguments.array("w", w), arguments.array("b", b)
    try:
        return np.broadcast_arrays(w, b)
    except ValueError:
        raise ValueError(f"b: expected a shape that fits that of w, {w.shape}, got {b.shape}") from None


def _slopes(w, b, x, z):
    """Compute both slopes of the cost, unchecked, each in the shape of w and b."""
    residual = z - w[..., None] * x - b[..., None]  # (…, m)
    return -2 * (x * residual).sum(axis=-1), -2 * residual.sum(axis=-1)


def _curvature_matrix(x):
    return np.array([[(x**2).sum(), x.sum()], [x.sum(), len(x)]])
