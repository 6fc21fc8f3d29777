"""Check a derivative against one measured with finite differences."""

from dataclasses import dataclass

import numpy as np

from nbhelpers import arguments


@dataclass(frozen=True, eq=False)
class GradientCheck:
    """A gradient and its measurements by finite differences, for one ε and for many. Arrays are read-only."""

    point: np.ndarray  # (n,)
    exact: np.ndarray  # (n,), the gradient to be checked
    epsilon: float  # the ε chosen
    measured: np.ndarray  # (n,), the gradient measured with it
    relative_error: np.ndarray  # (n,), |measured − exact| / max(|measured|, |exact|) of each component
    epsilons: np.ndarray  # (k,), many ε
    relative_errors: np.ndarray  # (k, n), the relative error with each


def numerical_gradient(f, point, epsilon=1e-6):
    """Measure the gradient of a function by central differences.

    Each component is (f(p + ε) − f(p − ε)) / (2ε), with ε > 0, where only that component of p moves. The error is
    of order ε² from the formula and of order 1/ε from rounding, so neither a large nor a tiny ε is good.

    The point is a number or an array. The function takes an array of that shape and returns a number; the gradient
    has that shape too.
    """
    arguments.function("f", f)
    point, size = arguments.array("point", point), arguments.number("epsilon", epsilon)
    if size <= 0:
        raise arguments.refuse("epsilon", "a number above 0", epsilon)
    gradient, returns = np.empty(point.shape), "a function that returns a number"
    for index in np.ndindex(point.shape):
        step = np.zeros(point.shape)
        step[index] = size
        with np.errstate(over="ignore"):
            above, below = point + step, point - step
        rise = arguments.real("f", f(above), returns) - arguments.real("f", f(below), returns)
        gradient[index] = rise / (2 * size)
    return gradient if gradient.ndim else float(gradient)


def relative_error(a, b):
    """Return the largest |a − b| / max(|a|, |b|) of two numbers or of two arrays of one shape.

    Where both are 0 it is 0, where one is not finite it is NaN.
    """
    a, b = arguments.array("a", a), arguments.array("b", b)
    if a.shape != b.shape:
        raise ValueError(f"a and b: expected one shape, got {a.shape} and {b.shape}")
    return float(np.max(_relative_errors(a, b), initial=0))


def check_gradient(f, point, exact, *, epsilon, epsilons):
    """Measure a gradient with one ε and with many, and compare each with the exact one.

    The function takes an array, (n,), and returns a number; `point` and `exact` are (n,), `epsilons` is (k,), and
    every ε is above 0. Returns `GradientCheck`.
    """
    point, exact = arguments.vectors(point=point, exact=exact)
    epsilons = arguments.vector("epsilons", epsilons)
    if epsilons.min() <= 0:
        raise arguments.refuse("epsilons", "numbers above 0", epsilons.tolist())
    measured = numerical_gradient(f, point, epsilon)  # (n,)
    many = [numerical_gradient(f, point, each) for each in epsilons.tolist()]  # (k, n)
    errors = (_relative_errors(measured, exact), epsilons, _relative_errors(many, exact))
    return GradientCheck(point, exact, float(epsilon), arguments.frozen(measured), *map(arguments.frozen, errors))


def _relative_errors(a, b):
    with np.errstate(over="ignore", invalid="ignore"):
        scale = np.maximum(np.abs(a), np.abs(b))
        return np.abs(a - b) / np.where(scale == 0, 1, scale)
