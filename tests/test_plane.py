"""Descent on w and b: both derivatives by two other ways, the limit for α from both sides."""

import math

import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from nbhelpers import descent
from nbhelpers.datasets import LINES
from nbhelpers.gradcheck import numerical_gradient, relative_error

X, Z = LINES["walkthrough"]
numbers = st.floats(-20, 20)


def start(w, b, x, z):
    return descent.descend_plane(x, z, start_w=w, start_b=b, learning_rate=0, n_steps=0)


def slopes(w, b, x, z):
    return start(w, b, x, z).dJ_dw[0], start(w, b, x, z).dJ_db[0]


@given(w=numbers, b=numbers)
def test_gradient_agrees_with_central_differences(w, b):
    measured = numerical_gradient(lambda p: start(*p, X, Z).cost[0], [w, b], 1e-4)
    assert slopes(w, b, X, Z) == pytest.approx(measured, rel=1e-6, abs=1e-6)


def test_gradient_agrees_with_sympy(rng):
    w, b, *symbols = sympy.symbols("w b x:3 z:3")
    J = sum((z - w * x - b) ** 2 for x, z in zip(symbols[:3], symbols[3:], strict=True))
    derived = sympy.lambdify([w, b, *symbols], [sympy.diff(J, w), sympy.diff(J, b)])
    for _ in range(50):
        w0, b0, x0, z0 = rng.normal(), rng.normal(), rng.normal(size=3), rng.normal(size=3)
        assert relative_error(slopes(w0, b0, x0, z0), derived(w0, b0, *x0, *z0)) < 1e-11


def test_cost_by_hand_where_neither_x_nor_z_is_centred():
    assert start(2, 1, [1, 2, 4], [2, 4, 7]).cost == [1 + 1 + 4]
    assert slopes(2, 1, [1, 2, 4], [2, 4, 7]) == (22, 8)


@pytest.mark.parametrize("name", LINES)
def test_the_best_line_has_no_slope_left(name):
    x, z = LINES[name]
    w, b = start(0, 0, x, z).best
    assert slopes(w, b, x, z) == pytest.approx((0, 0), abs=1e-12)


@pytest.mark.parametrize("name", LINES)
@pytest.mark.parametrize(("share", "converges"), [(0.99, True), (1.01, False)])
def test_threshold_is_where_descent_stops_converging(name, share, converges):
    x, z = LINES[name]
    rate = share / descent.curvatures(x)[0]
    trace = descent.descend_plane(x, z, start_w=-1, start_b=3, learning_rate=rate, n_steps=1500)
    excess = trace.cost[[0, -1]] - start(*trace.best, x, z).cost
    assert (excess[1] < excess[0] / 10) if converges else (excess[1] > 10 * excess[0])


def test_distance_shrinks_by_its_own_factor_along_each_axis_of_centred_data():
    trace = descent.descend_plane(X, Z, start_w=0.2, start_b=2.5, learning_rate=0.18, n_steps=6)
    steep, flat = trace.factors
    i = np.arange(7)
    assert trace.w == pytest.approx(2 - 1.8 * flat**i)
    assert trace.b == pytest.approx(2.5 * steep**i)
    assert trace.zigzags


@pytest.mark.parametrize(("x", "z"), [([1, 2, 4], [2, 4, 7]), *LINES.values()])
@pytest.mark.parametrize("learning_rate", [0.001, 0.01])
def test_along_each_direction_the_distance_shrinks_by_its_factor(x, z, learning_rate):
    trace = descent.descend_plane(x, z, start_w=0.2, start_b=2.5, learning_rate=learning_rate, n_steps=1)
    assert np.hypot(*trace.distances) == pytest.approx(math.dist((0.2, 2.5), np.polyfit(x, z, 1)))
    after = start(trace.w[1], trace.b[1], x, z)
    assert after.distances == pytest.approx(np.abs(trace.factors) * trace.distances)


@pytest.mark.parametrize(
    ("start_w", "start_b", "learning_rate", "zigzags", "diverges"),
    [
        (0.2, 2.5, 0.05, False, False),
        (0.2, 2.5, 0.18, True, False),
        (0.2, 2.5, 0.25, True, True),
        (0.2, 0, 0.25, False, False),  # nothing to go in the steep direction, that of b
        (2, 2.5, 0.2, True, False),  # at the limit: for ever to and fro
        (2, 0, 9, False, False),  # at the bottom
    ],
)
def test_it_zigzags_or_diverges_only_in_a_direction_with_a_way_to_go(
    start_w, start_b, learning_rate, zigzags, diverges
):
    trace = descent.descend_plane(X, Z, start_w=start_w, start_b=start_b, learning_rate=learning_rate, n_steps=3)
    assert (trace.zigzags, trace.diverges) == (zigzags, diverges)


def test_both_parameters_are_updated_from_the_old_point():
    trace = descent.descend_plane([1, 2, 3], [2, 4, 6], start_w=0, start_b=0, learning_rate=0.01, n_steps=1)
    old = slopes(0, 0, [1, 2, 3], [2, 4, 6])
    assert (trace.w[1], trace.b[1]) == pytest.approx((-0.01 * old[0], -0.01 * old[1]))


def test_divergence_runs_to_overflow_without_a_warning():
    trace = descent.descend_plane(X, Z, start_w=0, start_b=3, learning_rate=0.25, n_steps=4000)
    assert trace.diverges
    finite = [np.isfinite(array) for array in (trace.w, trace.b, trace.cost, trace.dJ_dw, trace.dJ_db)]
    assert trace.n_finite == np.all(finite, axis=0).sum()
    assert not np.all(finite, axis=0)[trace.n_finite :].any()
