"""Check a derivative against one measured with finite differences."""

import numpy as np

from nbhelpers import arguments


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
        If `epsilon` is not a finite number above 0.

    """
    if arguments.number("epsilon", epsilon) <= 0:
        raise arguments.refuse("epsilon", "a number above 0", epsilon)
    point = np.asarray(point, dtype=float)
    gradient = np.empty(point.shape)
    for index in np.ndindex(point.shape):
        step = np.zeros(point.shape)
        step[index] = epsilon
        gradient[index] = (f(point + step) - f(point - step)) / (2 * epsilon)
    return gradient if gradient.ndim else float(gradient)


def relative_error(a, b):
    """Return the largest |a − b| / max(|a|, |b|); where both are 0 it is 0.

    Parameters
    ----------
    a, b : float or array of floats
        The two answers, of one shape.

    Raises
    ------
    ValueError
        If the shapes differ.

    """
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError(f"a and b: expected one shape, got {a.shape} and {b.shape}")
    scale = np.maximum(np.abs(a), np.abs(b))
    return float(np.max(np.abs(a - b) / np.where(scale == 0, 1, scale), initial=0))
