"""Check a derivative against one measured with finite differences."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from nbhelpers import arguments


def numerical_gradient(f: Callable, point: ArrayLike, epsilon: float = 1e-6) -> Any:
    """Measure the gradient of a function by central differences.

    Each component is (f(p + ε) − f(p − ε)) / (2ε), with ε > 0, where only that component of p moves. The error is
    of order ε² from the formula and of order 1/ε from rounding, so neither a large nor a tiny ε is good.

    The point is a number or an array. The function takes an array of that shape and returns a number; the gradient
    has that shape too.
    """
    if not callable(f):
        raise arguments.invalid_argument("f", "a function", f)
    point, size = arguments.array("point", point), arguments.number("epsilon", epsilon, above=0)
    gradient = np.empty(point.shape)
    returns = "a function that returns a number"
    for index in np.ndindex(point.shape):
        step = np.zeros(point.shape)
        step[index] = size
        with np.errstate(over="ignore"):
            above, below = point + step, point - step
        rise = arguments.real("f", f(above), returns) - arguments.real("f", f(below), returns)
        gradient[index] = rise / (2 * size)
    return gradient if gradient.ndim else float(gradient)


def relative_error(a: ArrayLike, b: ArrayLike) -> float:
    """Return the largest |a − b| / max(|a|, |b|) of two numbers or of two arrays of one shape.

    Where both are 0 it is 0, where one is not finite it is NaN.
    """
    a, b = arguments.array("a", a), arguments.array("b", b)
    if a.shape != b.shape:
        raise ValueError(f"a and b: expected one shape, got {a.shape} and {b.shape}")
    return float(np.max(relative_errors(a, b), initial=0))


def relative_errors(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Return the relative error of each component, unchecked."""
    with np.errstate(over="ignore", invalid="ignore"):
        scale = np.maximum(np.abs(a), np.abs(b))
        return np.abs(a - b) / np.where(scale == 0, 1, scale)
