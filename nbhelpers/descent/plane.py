"""Gradient descent on two parameters at once: model w·x + b, cost J(w, b) = Σ (z_i − w·x_i − b)².

J is a bowl whose curvature is 2H, with H = [[Σx², Σx], [Σx, m]]. Along each eigenvector of H a step multiplies the
distance to the bottom by 1 − 2αλ, so the largest eigenvalue sets the limit for α and the smallest the pace.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from nbhelpers import arguments
from nbhelpers.descent import MOST_STEPS, count_finite


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
    n_finite = property(lambda self: count_finite(self.w, self.b, self.cost, self.dJ_dw, self.dJ_db))

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


def cost(w: ArrayLike, b: ArrayLike, x: ArrayLike, z: ArrayLike) -> Any:
    """Return the sum of squared errors of the line w·x + b.

    The data, `x` and `z`, are arrays of one length, (m,). `w` and `b` are numbers or arrays; J has their common
    shape.
    """
    x, z = arguments.vectors(x=x, z=z)
    w, b = arguments.array("w", w), arguments.array("b", b)
    try:
        w, b = np.broadcast_arrays(w, b)
    except ValueError:
        raise ValueError(f"b: expected a shape that fits that of w, {w.shape}, got {b.shape}") from None
    with np.errstate(over="ignore", invalid="ignore"):
        result = _cost(w, b, x, z)
    return result if result.ndim else float(result)


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


def descend(
    x: ArrayLike, z: ArrayLike, *, start_w: float, start_b: float, learning_rate: float, n_steps: int
) -> PlaneTrace:
    """Run gradient descent on slope and intercept, both updated from the same old (w, b).

    The data, `x` and `z`, are arrays of one length, (m,), in which not all x are equal.
    """
    x, z = arguments.vectors(x=x, z=z)
    curvatures(x)
    learning_rate = arguments.number("learning_rate", learning_rate, 0)
    path = np.empty((arguments.count("n_steps", n_steps, 0, MOST_STEPS) + 1, 2))  # a row for each (w, b)
    path[0] = arguments.number("start_w", start_w), arguments.number("start_b", start_b)
    with np.errstate(over="ignore", invalid="ignore"):  # a diverging path is a lesson, not a warning
        for i in range(len(path) - 1):
            path[i + 1] = path[i] - learning_rate * np.array(_gradient(path[i, 0], path[i, 1], x, z))
        w, b = path.T.copy()
        columns = (w, b, _cost(w, b, x, z), *_gradient(w, b, x, z))
    return PlaneTrace(x, z, learning_rate, *map(arguments.frozen, columns))


def _cost(w, b, x, z):
    return ((z - w[..., None] * x - b[..., None]) ** 2).sum(axis=-1)  # (…, m) → (…)


def _gradient(w, b, x, z):
    """Compute dJ/dw = −2 Σ x_i (z_i − w·x_i − b) and dJ/db = −2 Σ (z_i − w·x_i − b), in the shape of w and b."""
    residual = z - w[..., None] * x - b[..., None]  # (…, m)
    return -2 * (x * residual).sum(axis=-1), -2 * residual.sum(axis=-1)


def _curvature_matrix(x):
    return np.array([[(x**2).sum(), x.sum()], [x.sum(), len(x)]])
