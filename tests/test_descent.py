"""The line fit: every derivative by two other ways, convergence in closed form, and what is refused."""

import math
import sys

import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from nbhelpers import descent
from nbhelpers.datasets import LINES
from nbhelpers.descent import Regime
from nbhelpers.gradcheck import numerical_gradient, relative_error

X, Z = LINES["walkthrough"]
slopes = st.floats(-50, 50)
data = st.lists(st.tuples(st.floats(-9, 9), st.floats(-9, 9)), min_size=1, max_size=8)


def run(learning_rate, n_steps=10, start=0.2, **more):
    return descent.descend(X, Z, start=start, learning_rate=learning_rate, n_steps=n_steps, **more)


@given(w=slopes, points=data)
def test_cost_is_the_sum_of_squared_errors(w, points):
    x, z = np.array(points).T
    plain = sum((zi - w * xi) ** 2 for xi, zi in points)
    assert descent.cost(w, x, z) == pytest.approx(plain, rel=1e-12)


@given(w=slopes, points=data)
def test_gradient_agrees_with_central_differences(w, points):
    x, z = np.array(points).T
    measured = numerical_gradient(lambda w: descent.cost(w, x, z), w, 1e-4)
    assert descent.cost_gradient(w, x, z) == pytest.approx(measured, rel=1e-6, abs=1e-5)


def test_gradient_agrees_with_sympy(rng):
    w, *symbols = sympy.symbols("w x:4 z:4")
    xs, zs = symbols[:4], symbols[4:]
    derived = sympy.lambdify(
        [w, *symbols], sympy.diff(sum((z - w * x) ** 2 for x, z in zip(xs, zs, strict=True)), w)
    )
    for _ in range(50):
        w0, x0, z0 = rng.normal(), rng.normal(size=4), rng.normal(size=4)
        assert relative_error(descent.cost_gradient(w0, x0, z0), derived(w0, *x0, *z0)) < 1e-12


def test_one_slope_gives_a_float_many_give_what_each_does_and_none_a_warning():
    found = descent.cost(1, X, Z), descent.cost_gradient(1, X, Z), descent.critical_learning_rate(X)
    assert [type(number) for number in (*found, descent.best_weight(X, Z))] == [float] * 4
    for w in (1e308, -1e308, math.inf):
        assert descent.cost(w, [10, -20], [1, 1]) == math.inf
        assert descent.cost_gradient(w, [10, -20], [1, 1]) == math.copysign(math.inf, w)
    assert math.isnan(descent.cost(math.inf, [0, 1], [1, 1]))  # ∞ · 0
    assert math.isnan(descent.cost_gradient(math.inf, [0, 1], [1, 1]))
    w = np.linspace(-1, 5, 7).reshape(7, 1)
    for function in (descent.cost, descent.cost_gradient):
        together = function(w, X, Z)
        assert together.shape == w.shape
        assert together.ravel().tolist() == [function(one, X, Z) for one in w.ravel()]


def test_walkthrough_has_the_numbers_of_the_notes_and_lands_or_bounces_exactly():
    trace = run(0.4, n_steps=4)
    assert trace.w == pytest.approx([0.2, 1.1, 1.55, 1.775, 1.8875], rel=1e-14)
    assert trace.cost == pytest.approx([2.025, 0.50625, 0.1265625, 0.031640625, 0.00791015625], rel=1e-12)
    assert trace.gradient[0] == pytest.approx(-2.25, rel=1e-14)
    assert trace.critical_learning_rate == 1.6
    assert run(0.8).cost[1:].tolist() == [0] * 10
    assert run(1.6).w == pytest.approx([0.2, 3.8] * 5 + [0.2], rel=1e-12)


@given(learning_rate=st.floats(0, 2), start=st.floats(-5, 5), points=data, n_steps=st.integers(0, 12))
def test_distance_shrinks_by_one_factor_each_step(learning_rate, start, points, n_steps):
    x, z = np.array(points).T
    if (x**2).sum() < 1e-3:
        return
    trace = descent.descend(x, z, start=start, learning_rate=learning_rate, n_steps=n_steps)
    expected = trace.best_w + (start - trace.best_w) * trace.factor ** np.arange(n_steps + 1)
    scale = 1 + np.abs(expected).max() + abs(trace.best_w)
    assert np.abs(trace.w - expected).max() <= 1e-7 * scale * max(1, abs(trace.factor)) ** n_steps


@pytest.mark.parametrize("name", LINES)
@pytest.mark.parametrize(("share", "converges"), [(0.999, True), (1.001, False)])
def test_threshold_is_where_descent_stops_converging(name, share, converges):
    x, z = LINES[name]
    critical = descent.critical_learning_rate(x)
    trace = descent.descend(x, z, start=0.2, learning_rate=share * critical, n_steps=2000)
    first, last = np.abs(trace.w[[0, -1]] - trace.best_w)
    assert (last < first / 10) if converges else (last > 10 * first)


REGIMES = {  # where one ends and the next begins, as shares of the limit
    Regime.STILL: [0],
    Regime.SLOW: [0.03, 0.049],
    Regime.STEADY: [0.05, 0.25],  # leaves nine tenths, not more
    Regime.ONE_STEP: [0.5, 0.5 - 0.4e-9],
    Regime.OVERSHOOT: [0.5 + 0.75e-9, 0.75],
    Regime.BOUNCE: [1, 1 - 0.9e-9],
    Regime.DIVERGE: [1 + 1.5e-9, 1.1],
}


@pytest.mark.parametrize("regime", REGIMES)
def test_where_one_regime_ends_and_the_next_begins(regime):
    for ratio in REGIMES[regime]:
        assert descent.regime(ratio, 1) is run(1.6 * ratio).regime is regime


@pytest.mark.parametrize("name", ["sum", "mean", "half_mean"])
def test_cost_scale_only_rescales_the_learning_rate(name):
    scale = descent.COST_SCALES[name](len(X))
    scaled = run(0.4 / scale, cost_scale=scale)
    assert scaled.w == pytest.approx(run(0.4).w, rel=1e-12)
    assert scaled.cost == pytest.approx(scale * run(0.4).cost, rel=1e-9)
    assert scaled.critical_learning_rate == pytest.approx(1.6 / scale)


def test_compare_scales_runs_all_three_with_or_without_rescaling():
    same = descent.compare_scales(X, Z, start=0.2, learning_rate=0.4, n_steps=5)
    assert [t.factor for t in same] == pytest.approx([0.5, 0.9, 0.95])
    rescaled = descent.compare_scales(X, Z, start=0.2, learning_rate=0.4, n_steps=5, rescale=True)
    assert [t.learning_rate for t in rescaled] == pytest.approx([0.4, 2, 4])


@pytest.mark.parametrize("cost_scale", [0.2, 1, 3])
def test_sweep_ends_where_each_run_ends(cost_scale):
    rates = [0, 0.4, 0.8, 1.6, 1.9]
    alone = [run(rate, n_steps=7, cost_scale=cost_scale) for rate in rates]
    swept = descent.sweep(alone[1], rates)
    assert swept.w.tolist() == [t.w[-1] for t in alone]
    assert swept.cost.tolist() == [t.cost[-1] for t in alone]


def test_what_is_too_large_for_a_float_gives_no_warning_and_is_counted():
    trace = run(2, n_steps=3000)
    assert trace.regime is Regime.DIVERGE
    assert 800 < trace.n_finite < 900
    assert np.isfinite(trace.w[: trace.n_finite]).all()
    assert not np.isfinite([trace.w[-1], trace.cost[-1]]).any()
    assert math.isnan(descent.descend([1, 2], [2, 4], start=1, learning_rate=9, n_steps=300).w[-1])  # ∞ − ∞
    trace = descent.descend([1e154], [0], start=1, learning_rate=0, n_steps=0)
    assert np.isfinite([trace.w, trace.cost]).all()
    assert trace.n_finite == 0
    x, z = X.copy(), Z.copy()
    trace = descent.descend(x, z, start=0, learning_rate=0.4, n_steps=1)
    x[0] = 99
    assert trace.x[0] == -0.5
    least = sys.float_info.min
    assert descent.critical_learning_rate([1], least) == 1 / least
    assert descent.critical_learning_rate([2.0**-511]) == 1 / least  # Σx² = 2⁻¹⁰²²
    for x, scale in (([0.5], least), ([1e154], 1e10)):
        with pytest.raises(ValueError, match=r"^cost_scale: expected a number whose product with Σx² fits a float"):
            descent.critical_learning_rate(x, scale)
    assert descent.best_weight([1e-150], [1e300]) == math.inf
