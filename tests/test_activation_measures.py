"""One activation at one place, a layer of units, and every function measured: closed forms and plain loops."""

import dataclasses
import math

import mpmath
import numpy as np
import pytest
from on_paper import DF, EACH, PAPER, F

from nbhelpers.activations import (
    ACTIVATIONS,
    ELEMENTWISE,
    flat_intervals,
    layer_outputs,
    look,
    measure,
    relative_cost,
    softmax_trace,
)
from nbhelpers.activations.functions import Activation, Range
from nbhelpers.activations.measures import REACH, WIDE, Measures

pytestmark = pytest.mark.usefixtures("strictest_floating_point")


@EACH
def test_look_gives_value_slope_the_line_through_the_point_and_the_curves(name):
    for z in (-6, -5.3, -2.1, -1e-300, 0, 5e-324, 0.4, 1.7, 5.3, 6):
        trace = look(name, z)
        assert (trace.name, trace.z, trace.activation.name) == (name, z, name)
        assert trace.value == pytest.approx(F[name](z), rel=1e-13, abs=1e-15)
        assert trace.df == pytest.approx(DF[name](z), rel=1e-13, abs=1e-15)
        assert trace.intercept + trace.df * z == pytest.approx(trace.value, abs=1e-15)
        assert trace.is_flat == (abs(DF[name](z)) < 0.01)
        assert trace.is_kink == (z in ACTIVATIONS[name].kinks)
    assert (trace.curve_z[0], trace.curve_z[-1]) == (-6, 6)
    assert 0 in trace.curve_z
    assert np.array_equal(trace.curve_z, -trace.curve_z[::-1])
    assert 0 < np.diff(trace.curve_z).min() < 1e-8  # jumps are drawn upright
    assert np.diff(trace.curve_z).max() < 0.0501
    assert trace.curve == pytest.approx([F[name](z) for z in trace.curve_z], rel=1e-13, abs=1e-15)
    assert trace.curve_df == pytest.approx([DF[name](z) for z in trace.curve_z], rel=1e-13, abs=1e-15)
    for found, exact in zip(trace.flat, PAPER[name].flat, strict=True):
        assert found == pytest.approx(exact, rel=1e-13, abs=0)
    assert flat_intervals(ACTIVATIONS[name]) == trace.flat


@pytest.mark.parametrize("slope", [0, 1e-300, 0.0099, 0.01, 0.37, 1])
def test_leaky_relu_with_any_slope(slope):
    trace, measured = look("leaky_relu", -2, slope=slope), measure("leaky_relu", slope=slope)
    assert trace.flat == (((-6, 0),) if slope < 0.01 else ())
    assert (trace.value, trace.df, trace.curve[0]) == (-2 * slope, slope, -6 * slope)
    assert trace.intercept == pytest.approx(0)
    if slope == 0:
        assert [math.copysign(1, v) for v in (trace.value, trace.intercept, trace.df)] == [1, 1, 1]  # 0, never −0
    assert measured.range == (-slope * REACH, REACH)
    assert math.copysign(1, measured.range[0]) == (-1 if slope else 1)
    assert measured.mean_output == pytest.approx((1 - slope) / math.sqrt(2 * math.pi), rel=1e-12, abs=1e-15)
    assert measured.flat_fraction == (0.5 if slope < 0.01 else 0)
    assert (measured.symmetric, measured.slope_at_0) == (slope == 1, slope)


@pytest.mark.parametrize("name", [n for n in ELEMENTWISE if n != "leaky_relu"])
def test_only_leaky_relu_minds_the_slope(name):
    layer = {"weight_scale": 1.5, "bias": -0.3, "seed": 7}
    assert look(name, -1, slope=0.3).df == look(name, -1).df
    assert np.array_equal(layer_outputs(name, **layer, slope=0.3).a, layer_outputs(name, **layer).a)
    assert measure(name, slope=0.3) == measure(name)


def test_flat_finds_every_stretch_of_any_function():
    def flat(df):
        made = Activation("made", "", np.cos, df, (np.cos, None), Range(0, 1, ""), ())
        return np.array(flat_intervals(made))

    edge = math.asin(0.2)  # |sin z| / 20 < 0.01
    middles = np.array([[-math.pi], [0], [math.pi]])
    assert flat(lambda z: np.sin(z) / 20) == pytest.approx(middles + np.array([-edge, edge]), rel=1e-12)
    assert flat(np.zeros_like).tolist() == [[-6, 6]]


@EACH
def test_a_layer_is_the_function_of_scaled_and_shifted_noise_and_its_histogram_counts_each_output_once(name):
    noise = layer_outputs("linear", weight_scale=1, bias=0, seed=7).a
    for scale, bias in ((1.5, -0.3), (0, 0), (20, -10), (1e-300, -700), (1e6, 1e6), (1e6, -1e6)):
        layer = layer_outputs(name, weight_scale=scale, bias=bias, seed=7)
        assert (layer.name, layer.n_units, layer.weight_scale, layer.bias) == (name, 2000, scale, bias)
        with np.errstate(under="ignore"):
            assert layer.z == pytest.approx(scale * noise + bias, rel=1e-14)
        a, slopes = layer.a.tolist(), ACTIVATIONS[name].df(layer.z).tolist()
        if scale < 100 and bias > -100:
            assert a == pytest.approx([F[name](z) for z in layer.z.tolist()], rel=1e-13, abs=1e-15)
            assert slopes == pytest.approx([DF[name](z) for z in layer.z.tolist()], rel=1e-13, abs=1e-15)
        assert layer.mean == pytest.approx(math.fsum(a) / 2000, rel=1e-12, abs=1e-14)
        assert layer.zeros == a.count(0) / 2000
        assert layer.saturated == sum(abs(s) < 0.01 for s in slopes) / 2000
        assert layer.mean_slope == pytest.approx(math.fsum(map(abs, slopes)) / 2000, rel=1e-12)


def test_the_noise_of_a_layer_depends_on_the_seed_alone():
    one, other = (layer_outputs("tanh", weight_scale=1, bias=0, seed=seed) for seed in (0, 1))
    assert not np.array_equal(one.z, other.z)
    assert np.array_equal(one.z[:10], layer_outputs("tanh", weight_scale=1, bias=0, seed=0, n=10).z)
    still = layer_outputs("relu", weight_scale=0, bias=-1, seed=0, n=1)
    assert (still.mean, still.zeros, still.saturated) == (0, 1, 1)


@EACH
def test_what_is_measured_is_what_the_closed_forms_and_the_normal_distribution_say(name):
    def expected(g):
        z = mpmath.linspace(-12, 12, 9)  # 0 among them, where kinks are
        return float(mpmath.quad(lambda z: g(float(z)) * mpmath.npdf(z), z))

    on, df = PAPER[name], DF[name]
    measured = dataclasses.asdict(measure(name))
    mean = expected(F[name])
    assert measured == {
        "name": name,
        "range": measured["range"],  # see below
        "monotone": not on.falls,
        "largest_slope": pytest.approx(max(abs(df(z / 100)) for z in range(-1000, 1001)), rel=1e-13),
        "symmetric": all(abs(F[name](z) + F[name](-z)) < 1e-12 for z in (0.0, 0.5, 3.0)),
        "slope_at_0": df(0.0),
        "least_slope_above_0": pytest.approx(min(abs(df(z)) for z in (1e-9, *np.arange(1, 121) / 20)), rel=1e-13),
        "mean_output": pytest.approx(mean, rel=1e-12, abs=1e-14),
        "zeros": pytest.approx(on.zeros),
        "flat_fraction": pytest.approx(sum(b - a for a, b in on.flat) / 12, rel=1e-13),
        "total": None,
    }
    for said, seen in zip(ACTIVATIONS[name].range[:2], measured["range"], strict=True):
        if math.isfinite(said):
            assert seen == (said if said in (-1, 0, 1) else pytest.approx(said, rel=1e-4))
        else:
            assert abs(seen) >= REACH / 100
            assert seen * said > 0


def test_each_claim_names_measures_that_were_taken_out_to_a_million():
    for name, activation in ACTIVATIONS.items():
        assert activation.claims
        for claim in activation.claims:
            assert 0 < len(claim.text) <= 60
            assert all(getattr(measure(name), key) is not None for key in claim.measures)
    not_measured = {claim.text for each in ACTIVATIONS.values() for claim in each.claims if not claim.measures}
    assert not_measured == {"efficient", "not a popular choice"}
    near = WIDE[np.abs(WIDE) <= 10]
    assert near == pytest.approx(np.arange(-1000, 1001) / 100)
    assert (WIDE[0], WIDE[-1], REACH) == (-1e6, 1e6, 1e6)
    assert (np.diff(WIDE) > 0).all()
    rows = ([0], [0, 0], [0, -50], [0, -50, -9])
    steepest = max(np.abs(softmax_trace([*rest, 0]).jacobian).max() for rest in rows)
    measured = measure("softmax")
    assert (measured.largest_slope, measured.total) == (pytest.approx(steepest), pytest.approx((1, 1), rel=1e-13))
    assert measured == Measures("softmax", (0, 1), True, 0.25, total=measured.total)


def test_what_no_activation_of_the_notes_does_is_found_out(monkeypatch):
    def measured(f, df):
        made = dataclasses.replace(ACTIVATIONS["linear"], f=f, df=df)
        monkeypatch.setattr("nbhelpers.activations.measures.choose", lambda *_, **__: made)
        return measure("linear")

    def bump(z):
        return np.exp(-np.minimum(np.square(z), 700))

    hump = measured(bump, lambda z: -2 * np.asarray(z) * bump(z))
    assert not hump.monotone
    assert hump.mean_output == pytest.approx(1 / math.sqrt(3), rel=1e-12)
    assert hump.largest_slope == pytest.approx(math.sqrt(2 / math.e), rel=1e-4)
    mirrored = measured(lambda z: np.maximum(-np.asarray(z), 0), lambda z: np.where(np.asarray(z) <= 0, -1.0, 0))
    assert (mirrored.largest_slope, mirrored.least_slope_above_0, mirrored.monotone) == (1, 0, False)
    assert (mirrored.flat_fraction, mirrored.zeros) == pytest.approx((0.5, 0.5), abs=0.01)
    parabola = measured(lambda z: -np.square(z), lambda z: -2 * np.asarray(z))
    assert 0 < parabola.least_slope_above_0 < 1e-8  # looked for from right above 0
    assert not parabola.symmetric


def test_the_cost_is_a_median_of_ratios_after_a_warm_up(monkeypatch):
    assert all(0 < relative_cost(name, repeats=1) < math.inf for name in ACTIVATIONS)
    times = iter([99.0, 1.0, 4.0, 2.0, 50.0, 1.0, 6.0, 2.0])
    monkeypatch.setattr("nbhelpers.activations.measures.timeit", lambda call, number: next(times))
    assert relative_cost("tanh", repeats=3) == 3
    assert next(times, None) is None
