"""Check a derivative against one measured with finite differences."""

from dataclasses import dataclass

import numpy as np

from nbhelpers import arguments


@dataclass(frozen=True, eq=False)
class GradientCheck:
    """A gradient beside the same measured with finite differences, for one ε and for many. Arrays are read-only.

    Attributes
    ----------
    point, exact : ndarray, (n,)
        Where, and the gradient to be checked.
    epsilon : float
        The ε chosen.
    measured, relative_error : ndarray, (n,)
        The gradient measured with it, and |measured − exact| / max(|measured|, |exact|) of each component.
    epsilons : ndarray, (k,)
        Many ε, from large to small.
    relative_errors : ndarray, (k, n)
        The relative error with each.

    """

    point: np.ndarray
    exact: np.ndarray
    epsilon: float
    measured: np.ndarray
    relative_error: np.ndarray
    epsilons: np.ndarray
    relative_errors: np.ndarray


def numerical_gradient(f, point, epsilon=1e-6):
    """Measure the gradient of a function by central differences.

    Each component is (f(p + ε) − f(p − ε)) / (2ε), where only that component of p is moved. The error is of
    order ε² from the formula and of order 1/ε from rounding, so neither a large nor a tiny ε is good.

    Parameters
    ----------
    f : callable
        Takes an array of the shape of `point`, returns a number.
    point : float or array of floats
        Where to measure.
    epsilon : float
        Half the distance between the two points of each difference, above 0.

    Returns
    -------
    float or ndarray
        The gradient, in the shape of `point`.

    Raises
    ------
    ValueError
        If `f` is no function or returns no number, `point` is not numbers, or `epsilon` is not a finite number
        above 0.

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
    """Return the largest |a − b| / max(|a|, |b|); where both are 0 it is 0, where one is not finite it is NaN.

    Parameters
    ----------
    a, b : float or array of floats
        The two answers, of one shape.

    Raises
    ------
    ValueError
        If one is not numbers, or the shapes differ.

    """
    a, b = arguments.array("a", a), arguments.array("b", b)
    if a.shape != b.shape:
        raise ValueError(f"a and b: expected one shape, got {a.shape} and {b.shape}")
    return float(np.max(_relative_errors(a, b), initial=0))


def check_gradient(f, point, exact, *, epsilon, epsilons):
    """Measure a gradient with one ε and with many, and compare each with the exact one.

    Parameters
    ----------
    f : callable
        Takes an array of the shape of `point`, returns a number.
    point, exact : array of floats, (n,)
        Where to measure, and the gradient to be checked.
    epsilon : float
        Half the distance between the two points of each difference, above 0.
    epsilons : sequence of float, (k,)
        Further ε, each above 0.

    Returns
    -------
    GradientCheck

    Raises
    ------
    ValueError
        If an ε is not a finite number above 0, `f` is no function or returns no number, or `point` and `exact` are
        not finite numbers or differ in length.

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
