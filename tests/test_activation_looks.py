"""One activation at one place: value, slope, tangent, the curves, and where they are flat."""

import math

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from on_paper import DF, EACH, LAYER, F

from nbhelpers.activations import (
    ACTIVATIONS,
    ELEMENTWISE,
    FLAT,
    Activation,
    Range,
    flat_intervals,
    layer_outputs,
    look,
    measure,
)

FLAT_EXACTLY = {
    "sigmoid": ((-6, -2 * math.acosh(5)), (2 * math.acosh(5), 6)),  # σ′ = 1 / (4 cosh²(z/2)) = 0.01, z = ±4.58
    "tanh": ((-6, -math.acosh(10)), (math.acosh(10), 6)),  # tanh′ = 1 / cosh² z = 0.01, z = ±2.99
    "relu": ((-6, 0),),
    "step": ((-6, 6),),
    "linear": (),
    "leaky_relu": (),
}

PLACES = st.floats(-6, 6)


@EACH
@given(z=PLACES)
@settings(max_examples=50, deadline=None)
def test_look_gives_value_slope_and_the_line_through_the_point(name, z):
    trace = look(name, z)
    assert (trace.name, trace.z, trace.activation.name) == (name, z, name)
    assert trace.value == pytest.approx(F[name](z), rel=1e-13, abs=1e-15)
    assert trace.df == pytest.approx(DF[name](z), rel=1e-13)
    assert trace.tangent.slope == trace.df
    assert trace.tangent.intercept + trace.tangent.slope * z == pytest.approx(trace.value, abs=1e-15)
    assert trace.is_flat == (DF[name](z) < 0.01)
    assert trace.is_kink == (z == 0 and name in ("relu", "step", "leaky_relu"))


@pytest.mark.parametrize("name", ["sigmoid", "tanh", "linear"])
@pytest.mark.parametrize("z", [-3.0, -0.5, 0.0, 1.25])
def test_the_tangent_leaves_the_curve_with_the_square_of_the_distance(name, z):
    intercept, slope = look(name, z).tangent
    gaps = [abs(F[name](z + h) - intercept - slope * (z + h)) for h in (1e-2, 1e-3)]
    assert gaps[0] < 1e-4
    assert gaps[1] <= gaps[0] / 50 + 1e-15


@EACH
def test_the_curves_are_the_function_and_its_slope_from_minus_six_to_six(name):
    trace = look(name, 1)
    assert (trace.curve_z[0], trace.curve_z[-1]) == (-6, 6)
    assert 0 in trace.curve_z
    assert np.array_equal(trace.curve_z, -trace.curve_z[::-1])
    assert 0 < np.diff(trace.curve_z).min() < np.diff(trace.curve_z).max() < 0.0501
    assert trace.curve == pytest.approx([F[name](z) for z in trace.curve_z], rel=1e-13, abs=1e-15)
    assert trace.curve_df == pytest.approx([DF[name](z) for z in trace.curve_z], rel=1e-13)
    assert look("tanh", -2).curve_z is trace.curve_z


@pytest.mark.parametrize(("name", "curve"), [("step", "curve"), ("relu", "curve_df"), ("leaky_relu", "curve_df")])
def test_jumps_are_drawn_upright(name, curve):
    trace = look(name, 1)
    (i,) = np.flatnonzero(np.diff(getattr(trace, curve)))
    assert trace.curve_z[i + 1] - trace.curve_z[i] < 1e-8


@EACH
def test_flat_is_where_the_slope_is_below_a_hundredth(name):
    flat = look(name, 0).flat
    assert len(flat) == len(FLAT_EXACTLY[name])
    for found, exact in zip(flat, FLAT_EXACTLY[name], strict=True):
        assert found == pytest.approx(exact, rel=1e-13, abs=0)
    assert flat_intervals(ACTIVATIONS[name]) == flat


@given(st.floats(0, 1))
@example(0.0)
@example(0.01)
@settings(max_examples=50, deadline=None)
def test_leaky_relu_is_flat_if_it_leaks_less_than_a_hundredth(slope):
    trace = look("leaky_relu", -2, slope=slope)
    assert trace.flat == (((-6, 0),) if slope < 0.01 else ())
    assert (trace.value, trace.df) == (-2 * slope, slope)
    assert trace.curve[0] == -6 * slope
    assert trace.tangent == pytest.approx((0, slope))
    if slope == 0:
        assert [math.copysign(1, v) for v in (trace.value, *trace.tangent)] == [1, 1, 1]  # 0, never −0


def test_flat_finds_every_stretch_of_any_function():
    wave = Activation("wave", "", np.cos, lambda z: np.sin(z) / 20, Range(0, 1, ""))
    edge = math.asin(0.2)  # |sin z| / 20 < 0.01
    flat = flat_intervals(wave)
    middles = [-math.pi, 0, math.pi]
    assert np.array(flat) == pytest.approx(np.array([(m - edge, m + edge) for m in middles]), rel=1e-12)
    whole = Activation("whole", "", np.cos, np.zeros_like, Range(0, 1, ""))
    assert flat_intervals(whole) == ((-6, 6),)


@pytest.mark.parametrize("name", [n for n in ELEMENTWISE if n != "leaky_relu"])
def test_only_leaky_relu_minds_the_slope(name):
    assert look(name, -1, slope=0.3).df == look(name, -1).df
    assert np.array_equal(layer_outputs(name, **LAYER, slope=0.3).a, layer_outputs(name, **LAYER).a)
    assert measure(name, slope=0.3) == measure(name)


@pytest.mark.parametrize("z", [6.01, -6.01, math.nan, math.inf, "1", None, [1], True], ids=repr)
def test_look_refuses_places_out_of_sight(z):
    with pytest.raises(ValueError, match=r"^z: expected a finite number from -6 to 6, got"):
        look("relu", z)


def test_flat_is_a_hundredth():
    assert FLAT == 0.01
