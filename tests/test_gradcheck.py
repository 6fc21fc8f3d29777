"""The checker is checked: known derivatives, the known error of the formula, and what it refuses."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nbhelpers.gradcheck import numerical_gradient, relative_error

NUMBERS = st.floats(-1e100, 1e100)


def test_known_derivatives_and_how_epsilon_spoils_them():
    assert numerical_gradient(math.sin, 1.0) == pytest.approx(math.cos(1), rel=1e-9)
    assert numerical_gradient(math.exp, 2) == pytest.approx(math.exp(2), rel=1e-9)
    assert type(numerical_gradient(math.sin, 1.0)) is float
    assert type(relative_error(1, 2)) is float
    point = np.array([1.0, 2.0])
    numerical_gradient(lambda p: float(p.sum()), point)
    assert point.tolist() == [1, 2]

    def miss(epsilon):
        return relative_error(numerical_gradient(math.exp, 1.0, epsilon), math.e)

    assert miss(1e-5) < 1e-9
    assert miss(1e-1) > 1e-4
    assert miss(1e-13) > 1e-5


@pytest.mark.parametrize("shape", [(1,), (4,), (2, 3), (0,)])
def test_gradient_has_the_shape_of_the_point(rng, shape):
    weights, point = rng.normal(size=shape), rng.normal(size=shape)
    gradient = numerical_gradient(lambda p: float((weights * p**3).sum()), point)
    assert gradient.shape == shape
    assert gradient == pytest.approx(3 * weights * point**2, rel=1e-6, abs=1e-9)


@given(st.floats(-10, 10), st.floats(-10, 10), st.sampled_from([0.5, 0.25, 2.0**-10]))
@settings(max_examples=50, deadline=None)
def test_exact_on_parabolas_for_any_epsilon(a, p, epsilon):
    assert numerical_gradient(lambda q: a * q * q + q, p, epsilon) == pytest.approx(2 * a * p + 1, abs=1e-8)


@pytest.mark.parametrize("epsilon", [0.5, 0.1, 0.01])
def test_error_on_a_cube_is_epsilon_squared(epsilon):
    assert numerical_gradient(lambda p: p**3, 2.0, epsilon) - 12 == pytest.approx(epsilon**2, rel=1e-6)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [(1, 1, 0), (0, 0, 0), (1, 2, 0.5), (1, -1, 2), (0, 3, 1), ([1, 10], [1, 8], 0.2), ([], [], 0)],
)
def test_relative_error_by_hand(a, b, expected):
    assert relative_error(a, b) == pytest.approx(expected, rel=1e-15)


@given(NUMBERS, NUMBERS)
@settings(max_examples=100, deadline=None)
def test_relative_error_is_symmetric_and_at_most_two(a, b):
    assert relative_error(a, b) == relative_error(b, a)
    assert 0 <= relative_error(a, b) <= 2
    assert relative_error(a, a) == 0


def test_relative_error_does_not_hide_a_nan():
    assert math.isnan(relative_error([1.0, math.nan], [1.0, 2.0]))
