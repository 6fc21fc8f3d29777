"""The checker is checked: known derivatives, and the known error of the formula."""

import math

import numpy as np
import pytest

from nbhelpers.gradcheck import numerical_gradient, relative_error


def test_known_derivatives_and_how_epsilon_spoils_them():
    assert numerical_gradient(math.exp, 2) == pytest.approx(math.exp(2), rel=1e-9)
    assert type(numerical_gradient(math.sin, 1.0)) is type(relative_error(1, 2)) is float
    assert numerical_gradient(lambda p: 0.0, 1.7e308, 1e308) == 0  # one of the two points is too large for a float
    for epsilon in (0.5, 0.1, 0.01):  # of a cube the error is ε²
        assert numerical_gradient(lambda p: p**3, 2.0, epsilon) - 12 == pytest.approx(epsilon**2, rel=1e-6)


@pytest.mark.parametrize("shape", [(1,), (4,), (2, 3), (0,)])
def test_gradient_has_the_shape_of_the_point(rng, shape):
    weights, point = rng.normal(size=shape), rng.normal(size=shape)
    gradient = numerical_gradient(lambda p: float((weights * p**3).sum()), point)
    assert gradient.shape == shape
    assert gradient == pytest.approx(3 * weights * point**2, rel=1e-6, abs=1e-9)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [(1, 1, 0), (0, 0, 0), (1, 2, 0.5), (1, -1, 2), (0, 3, 1), ([1, 10], [1, 8], 0.2), ([], [], 0)],
)
def test_relative_error_by_hand(a, b, expected):
    assert relative_error(a, b) == relative_error(b, a) == pytest.approx(expected, rel=1e-15)
    assert math.isnan(relative_error(np.append(a, math.nan), np.append(b, 2)))  # a NaN is not hidden
