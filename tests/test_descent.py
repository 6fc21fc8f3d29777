"""The line fit, on w alone and on both: derivatives by other ways, convergence in closed form, overflow."""

import math
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nbhelpers import descent
from nbhelpers.datasets import LINES
from nbhelpers.descent import Regime
from nbhelpers.gradcheck import numerical_gradient

X, Z = LINES["walkthrough"]
SMALL = st.floats(-9, 9)
DATA = st.lists(st.tuples(SMALL, SMALL), min_size=1, max_size=8)


def run(learning_rate, n_steps=10, start=0.2, **more):
    return descent.descend(X, Z, start=start, learning_rate=learning_rate, n_steps=n_steps, **more)


def plane(w, b, x=X, z=Z, learning_rate=0, n_steps=0):
    return descent.descend_plane(x, z, start_w=w, start_b=b, learning_rate=learning_rate, n_steps=n_steps)


def slopes(w, b, x=X, z=Z):
    return plane(w, b, x, z).dJ_dw[0], plane(w, b, x, z).dJ_db[0]


@given(w=st.floats(-50, 50), b=SMALL, points=DATA)
def test_the_cost_is_the_sum_of_squares_and_the_slopes_are_its_central_differences(w, b, points):
    x, z = np.array(points).T
    assert descent.cost(w, x, z) == pytest.approx(sum((zi - w * xi) ** 2 for xi, zi in points), rel=1e-12)
    measured = numerical_gradient(lambda w: descent.cost(w, x, z), w, 1e-4)
    assert descent.cost_gradient(w, x, z) == pytest.approx(measured, rel=1e-6, abs=1e-5)
    if x.min() < x.max():
        shifted = sum((zi - w * xi - b) ** 2 for xi, zi in points)
        assert plane(w, b, x, z).cost[0] == pytest.approx(shifted, rel=1e-12)
        measured = numerical_gradient(lambda p: plane(*p, x, z).cost[0], [w, b], 1e-4)
        assert slopes(w, b, x, z) == pytest.approx(measured, rel=1e-6, abs=1e-5)


def test_one_slope_gives_a_float_many_give_what_each_does_and_none_a_warning():
    assert type(descent.cost(1, X, Z)) is type(descent.cost_gradient(1, X, Z)) is float
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


@given(learning_rate=st.floats(0, 2), start=st.floats(-5, 5), points=DATA, n_steps=st.integers(0, 12))
def test_distance_shrinks_by_one_factor_each_step(learning_rate, start, points, n_steps):
    x, z = np.array(points).T
    if (x**2).sum() < 1e-3:
        return
    trace = descent.descend(x, z, start=start, learning_rate=learning_rate, n_steps=n_steps)
    expected = trace.best_w + (start - trace.best_w) * trace.factor ** np.arange(n_steps + 1)
    scale = 1 + np.abs(expected).max() + abs(trace.best_w)
    assert np.abs(trace.w - expected).max() <= 1e-7 * scale * max(1, abs(trace.factor)) ** n_steps


@pytest.mark.parametrize("name", LINES)
@pytest.mark.parametrize("learning_rate", [0.001, 0.01])
def test_on_w_and_b_each_direction_has_its_own_factor_and_at_the_best_line_no_slope_is_left(name, learning_rate):
    x, z = LINES[name]
    assert slopes(*plane(0, 0, x, z).best, x, z) == pytest.approx((0, 0), abs=1e-12)
    trace = plane(0.2, 2.5, x, z, learning_rate, n_steps=3)
    assert np.hypot(*trace.distances) == pytest.approx(math.dist((0.2, 2.5), np.polyfit(x, z, 1)))
    after = plane(trace.w[-1], trace.b[-1], x, z)  # elsewhere, were b updated from the new w
    assert after.distances == pytest.approx(np.abs(trace.factors) ** 3 * trace.distances)


REGIMES = {  # where one ends and the next begins, as shares of the limit
    Regime.STILL: [0],
    Regime.SLOW: [0.03, 0.049],
    Regime.STEADY: [0.05, 0.25],  # leaves nine tenths, not more
    Regime.ONE_STEP: [0.5, 0.5 - 0.4e-9],
    Regime.OVERSHOOT: [0.5 + 0.75e-9, 0.75],
    Regime.BOUNCE: [1, 1 - 0.9e-9],
    Regime.DIVERGE: [1 + 1.5e-9, 1.1],
}


def test_where_one_regime_ends_and_the_next_begins():
    for regime, ratios in REGIMES.items():
        for ratio in ratios:
            assert descent.regime(ratio, 1) is run(1.6 * ratio).regime is regime


def test_it_zigzags_or_diverges_only_in_a_direction_with_a_way_to_go():
    for start_w, start_b, learning_rate, zigzags, diverges in (
        (0.2, 2.5, 0.05, False, False),
        (0.2, 2.5, 0.18, True, False),
        (0.2, 2.5, 0.25, True, True),
        (0.2, 0, 0.25, False, False),  # nothing to go in the steep direction, that of b
        (2, 2.5, 0.2, True, False),  # at the limit: for ever to and fro
        (2, 0, 9, False, False),  # at the bottom
    ):
        trace = plane(start_w, start_b, learning_rate=learning_rate, n_steps=3)
        assert (trace.zigzags, trace.diverges) == (zigzags, diverges)


def test_a_scale_of_the_cost_only_rescales_the_learning_rate_and_a_sweep_ends_where_each_run_ends():
    for scale, factor in (("sum", 0.5), ("mean", 0.9), ("half_mean", 0.95)):
        scale = descent.COST_SCALES[scale](len(X))
        scaled = run(0.4 / scale, n_steps=5, cost_scale=scale)
        assert scaled.w == pytest.approx(run(0.4, n_steps=5).w, rel=1e-12)
        assert scaled.cost == pytest.approx(scale * descent.cost(scaled.w, X, Z), rel=1e-9)
        assert scaled.gradient == pytest.approx(scale * descent.cost_gradient(scaled.w, X, Z), rel=1e-9)
        assert scaled.critical_learning_rate == pytest.approx(1.6 / scale)
        assert run(0.4, cost_scale=scale).factor == pytest.approx(factor)
        alone = [run(rate, n_steps=7, cost_scale=scale) for rate in (0, 0.4, 0.8, 1.6, 1.9)]
        swept = descent.sweep(alone[1], [trace.learning_rate for trace in alone])
        assert swept.w.tolist() == [trace.w[-1] for trace in alone]
        assert swept.cost.tolist() == [trace.cost[-1] for trace in alone]
    same = descent.compare_scales(X, Z, start=0.2, learning_rate=0.4, n_steps=5)
    assert [trace.factor for trace in same] == pytest.approx([0.5, 0.9, 0.95])
    rescaled = descent.compare_scales(X, Z, start=0.2, learning_rate=0.4, n_steps=5, rescale=True)
    assert [trace.learning_rate for trace in rescaled] == pytest.approx([0.4, 2, 4])


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
    trace = plane(0, 3, learning_rate=0.25, n_steps=4000)
    assert trace.diverges
    finite = np.isfinite([trace.w, trace.b, trace.cost, trace.dJ_dw, trace.dJ_db]).all(axis=0)
    assert trace.n_finite == finite.sum()
    assert not finite[trace.n_finite :].any()
    least = sys.float_info.min
    assert descent.critical_learning_rate([1], least) == 1 / least
    assert descent.critical_learning_rate([2.0**-511]) == 1 / least  # Σx² = 2⁻¹⁰²²
    for x, scale in (([0.5], least), ([1e154], 1e10)):
        with pytest.raises(ValueError, match=r"^cost_scale: expected a number whose product with Σx² fits a float"):
            descent.critical_learning_rate(x, scale)
    assert descent.best_weight([1e-150], [1e300]) == math.inf
