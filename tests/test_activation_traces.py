"""What lesson 04 draws and prints of the seven activations: against closed forms and plain loops."""

import dataclasses
import itertools
import math

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nbhelpers import activations
from nbhelpers.activations import (
    ACTIVATIONS,
    CLAIMS,
    ELEMENTWISE,
    FLAT,
    REACH,
    Activation,
    Measures,
    Range,
    flat_intervals,
    layer_outputs,
    leaky_relu,
    look,
    measure,
    relative_cost,
    softmax_trace,
)
from nbhelpers.activations.measures import WIDE
from nbhelpers.gradcheck import numerical_gradient

# As on paper, one number at a time.
F = {
    "sigmoid": lambda z: 1 / (1 + math.exp(-z)),
    "tanh": lambda z: (math.exp(z) - math.exp(-z)) / (math.exp(z) + math.exp(-z)),
    "relu": lambda z: max(0.0, z),
    "step": lambda z: 1.0 if z >= 0 else 0.0,
    "linear": lambda z: z,
    "leaky_relu": lambda z: z if z > 0 else 0.01 * z,
}
DF = {
    "sigmoid": lambda z: 1 / (4 * math.cosh(z / 2) ** 2),
    "tanh": lambda z: 1 / math.cosh(z) ** 2,
    "relu": lambda z: 1.0 if z > 0 else 0.0,
    "step": lambda z: 0.0,
    "linear": lambda z: 1.0,
    "leaky_relu": lambda z: 1.0 if z > 0 else 0.01,
}
FLAT_EXACTLY = {
    "sigmoid": ((-6, -2 * math.acosh(5)), (2 * math.acosh(5), 6)),  # σ′ = 1 / (4 cosh²(z/2)) = 0.01, z = ±4.58
    "tanh": ((-6, -math.acosh(10)), (math.acosh(10), 6)),  # tanh′ = 1 / cosh² z = 0.01, z = ±2.99
    "relu": ((-6, 0),),
    "step": ((-6, 6),),
    "linear": (),
    "leaky_relu": (),
}
MEAN_OF_RELU = 1 / math.sqrt(2 * math.pi)
EACH = pytest.mark.parametrize("name", ELEMENTWISE)
PLACES = st.floats(-6, 6)
NOT_NAMES = ["softmax", "ReLU", "", None, 3, ["relu"]]
NOT_SLOPES = [-0.1, 1.1, math.nan, "0.1", None, True]
LAYER = {"weight_scale": 1.5, "bias": -0.3, "seed": 7}


def arrays_of(trace):
    """Return the arrays of a trace by name."""
    fields = {field.name: getattr(trace, field.name) for field in dataclasses.fields(trace)}
    return {name: value for name, value in fields.items() if isinstance(value, np.ndarray)}


def same(one, other):
    """Tell whether two traces hold the same."""
    values = [[getattr(trace, field.name) for field in dataclasses.fields(trace)] for trace in (one, other)]
    return all(
        np.array_equal(a, b, equal_nan=True) if isinstance(a, np.ndarray) else a == b
        for a, b in zip(*values, strict=True)
    )


def calls():
    """Return a call of each function that makes a trace."""
    return [
        *(lambda n=n: look(n, -1.3) for n in ELEMENTWISE),
        *(lambda n=n: layer_outputs(n, **LAYER) for n in ELEMENTWISE),
        lambda: softmax_trace([1.6, 0.55, 0.98], temperature=0.7),
        lambda: softmax_trace([1000, -1000, 3]),
        *(lambda n=n: measure(n) for n in ACTIVATIONS),
    ]


def test_all_that_is_exported_exists_in_alphabetical_order_of_kinds():
    assert all(hasattr(activations, name) for name in activations.__all__)
    assert {"SMOOTH", "LEAK", "Range", "Softmax", "leaky_relu", "softmax_jacobian"} <= {*activations.__all__}


def test_the_same_call_gives_the_same_trace_and_nothing_in_it_can_be_changed():
    for call in calls():
        trace = call()
        assert same(trace, call())
        with pytest.raises(dataclasses.FrozenInstanceError):
            trace.name = "other"
        assert not any(array.flags.writeable for array in arrays_of(trace).values())


def test_nothing_warns_not_even_of_an_underflow():
    with np.errstate(all="raise"):
        for call in calls():
            call()
        for name in ELEMENTWISE:
            for z in (-6, -1e-300, 0, 5e-324, 6):
                look(name, z, slope=1e-300)
            for scale in (0, 1e-300, 1, 1e6):
                for bias in (-1e6, -700, 0, 1e6):
                    layer_outputs(name, weight_scale=scale, bias=bias, seed=0, slope=1e-10)
            measure(name, slope=0)
        for temperature in (1e-300, 1e-3, 1, 1e300):
            for logits in ([1e308, -1e308], [0.0], [0, 0], [-745.0, -746], [5e-324, 1e308, -1e308]):
                assert np.isfinite(softmax_trace(logits, temperature=temperature).probabilities).all()
        relative_cost("sigmoid", repeats=1)


def test_numbers_are_plain_python_numbers():
    for call in calls():
        trace = call()
        for field in dataclasses.fields(trace):
            assert type(getattr(trace, field.name)).__module__ != "numpy" or field.name in arrays_of(trace)


# look


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
    wave = Activation("wave", "", math.cos, lambda z: np.sin(z) / 20, Range(0, 1, ""), "", "")
    edge = math.asin(0.2)  # |sin z| / 20 < 0.01
    flat = flat_intervals(wave)
    middles = [-math.pi, 0, math.pi]
    assert np.array(flat) == pytest.approx(np.array([(m - edge, m + edge) for m in middles]), rel=1e-12)
    whole = Activation("whole", "", math.cos, np.zeros_like, Range(0, 1, ""), "", "")
    assert flat_intervals(whole) == ((-6, 6),)


@pytest.mark.parametrize("name", [n for n in ELEMENTWISE if n != "leaky_relu"])
def test_only_leaky_relu_minds_the_slope(name):
    assert look(name, -1, slope=0.3).df == look(name, -1).df
    assert np.array_equal(layer_outputs(name, **LAYER, slope=0.3).a, layer_outputs(name, **LAYER).a)
    assert measure(name, slope=0.3) == measure(name)


# layer_outputs


@EACH
def test_a_layer_is_the_function_of_scaled_and_shifted_noise(name):
    noise = layer_outputs("linear", weight_scale=1, bias=0, seed=7).a
    layer = layer_outputs(name, **LAYER)
    assert layer.z == pytest.approx(1.5 * noise - 0.3, rel=1e-14)
    assert (layer.name, layer.n_units, layer.weight_scale, layer.bias) == (name, 2000, 1.5, -0.3)
    a, slopes = ([g[name](z) for z in layer.z.tolist()] for g in (F, DF))
    assert layer.a == pytest.approx(a, rel=1e-13, abs=1e-15)
    mean = math.fsum(a) / 2000
    assert layer.mean == pytest.approx(mean, rel=1e-12, abs=1e-14)
    assert layer.std == pytest.approx(math.sqrt(math.fsum((v - mean) ** 2 for v in a) / 2000), rel=1e-12)
    assert layer.zeros == a.count(0) / 2000
    assert layer.saturated == sum(s < 0.01 for s in slopes) / 2000
    assert layer.mean_slope == pytest.approx(math.fsum(slopes) / 2000, rel=1e-12)


@EACH
@given(weight_scale=st.floats(0, 20), bias=st.floats(-10, 10), seed=st.integers(0, 2**40))
@settings(max_examples=20, deadline=None)
def test_the_histogram_counts_every_output_once(name, weight_scale, bias, seed):
    layer = layer_outputs(name, weight_scale=weight_scale, bias=bias, seed=seed, n=300)
    edges, a = layer.edges.tolist(), layer.a.tolist()
    assert edges == layer_outputs("linear", **LAYER).edges.tolist()
    assert layer.below + layer.counts.sum() + layer.above == 300
    assert (layer.below, layer.above) == (sum(v < edges[0] for v in a), sum(v > edges[-1] for v in a))
    counted = [sum(low <= v < high for v in a) for low, high in itertools.pairwise(edges)]
    counted[-1] += a.count(edges[-1])
    assert layer.counts.tolist() == counted


def test_zero_and_the_ends_of_tanh_are_in_the_middle_of_their_bins():
    edges = layer_outputs("tanh", **LAYER).edges
    assert (edges[0], edges[-1]) == (-2.05, 4.05)
    middles = (edges[1:] + edges[:-1]) / 2
    assert all(np.abs(middles - value).min() < 1e-15 for value in (-1, 0, 1))


def test_the_noise_depends_on_the_seed_alone():
    one, other = (layer_outputs("tanh", weight_scale=1, bias=0, seed=seed) for seed in (0, 1))
    assert not np.array_equal(one.z, other.z)
    assert np.array_equal(one.z, layer_outputs("relu", weight_scale=1, bias=0, seed=0).z)
    assert np.array_equal(one.z[:10], layer_outputs("tanh", weight_scale=1, bias=0, seed=0, n=10).z)
    nearby = layer_outputs("tanh", weight_scale=1.001, bias=0.001, seed=0)
    assert np.abs(nearby.a - one.a).max() < 0.01


@pytest.mark.parametrize(
    ("name", "attribute", "exact"),
    [
        ("relu", "mean", MEAN_OF_RELU),
        ("relu", "std", math.sqrt(0.5 - 1 / (2 * math.pi))),
        ("relu", "zeros", 0.5),
        ("relu", "saturated", 0.5),
        ("relu", "mean_slope", 0.5),
        ("leaky_relu", "mean", 0.99 * MEAN_OF_RELU),
        ("leaky_relu", "zeros", 0),
        ("leaky_relu", "mean_slope", 0.505),
        ("sigmoid", "mean", 0.5),
        ("sigmoid", "saturated", math.erfc(2 * math.acosh(5) / math.sqrt(2))),
        ("tanh", "mean", 0),
        ("tanh", "saturated", math.erfc(math.acosh(10) / math.sqrt(2))),
        ("step", "mean", 0.5),
        ("step", "saturated", 1),
        ("linear", "mean", 0),
        ("linear", "std", 1),
    ],
)
def test_many_units_come_near_the_normal_distribution(name, attribute, exact):
    layer = layer_outputs(name, weight_scale=1, bias=0, seed=3, n=200_000)
    assert getattr(layer, attribute) == pytest.approx(exact, abs=5 / math.sqrt(200_000))


def test_a_layer_without_noise():
    layer = layer_outputs("relu", weight_scale=0, bias=-1, seed=0, n=1)
    assert (layer.mean, layer.std, layer.zeros, layer.saturated) == (0, 0, 1, 1)


# softmax_trace


def test_softmax_of_the_slide_beside_the_wrong_formula():
    trace = softmax_trace([1.6, 0.55, 0.98])
    assert np.round(trace.probabilities, 3).tolist() == [0.530, 0.185, 0.285]
    assert np.round(trace.shares, 2).tolist() == [0.51, 0.18, 0.31]
    assert trace.naive == pytest.approx(trace.probabilities, rel=1e-14)
    assert trace.naive_works
    assert trace.temperature == 1


@given(st.lists(st.floats(-30, 30), min_size=1, max_size=6), st.floats(0.1, 10))
@settings(max_examples=60, deadline=None)
def test_softmax_is_as_defined_and_its_slopes_are_those_measured(logits, temperature):
    trace = softmax_trace(logits, temperature=temperature)
    e = [math.exp(z / temperature) for z in logits]
    assert trace.logits.tolist() == logits
    assert trace.probabilities == pytest.approx([v / math.fsum(e) for v in e], rel=1e-12)
    assert trace.naive == pytest.approx(trace.probabilities, rel=1e-12)
    assert trace.naive_works
    measured = [
        numerical_gradient(
            lambda z, i=i: softmax_trace(z, temperature=temperature).probabilities[i], np.array(logits), 1e-5
        )
        for i in range(len(logits))
    ]
    assert np.abs(trace.jacobian - measured).max() < 1e-6


def test_a_thousand_is_too_much_for_the_formula_as_written_only():
    high, low = softmax_trace([1000, 999, -1000]), softmax_trace([-1000, -1001])
    assert high.probabilities == pytest.approx([1 / (1 + math.exp(-1)), 1 / (1 + math.e), 0], rel=1e-14)
    assert low.probabilities == pytest.approx([1 / (1 + math.exp(-1)), 1 / (1 + math.e)], rel=1e-14)
    assert np.isnan(high.naive).tolist() == [True, True, False]
    assert np.isnan(low.naive).all()
    assert not high.naive_works
    assert not low.naive_works
    assert softmax_trace([1000, 999, -1000], temperature=2).naive_works  # e^500 is a float


@pytest.mark.parametrize("logits", [[709.7, 709.7], [-744.5, -745.1]])
def test_finite_but_wrong_does_not_count_as_working(logits):
    trace = softmax_trace(logits)
    assert np.isfinite(trace.naive).all()
    assert not trace.naive_works


def test_the_wrong_formula_has_no_answer_where_the_scores_cancel():
    for logits in ([1, -1], [0, 0, 0], [0.1, 0.2, -0.3], [1e308, 1e308, -1e308, -1e308], [0]):
        assert np.isnan(softmax_trace(logits).shares).all()
    assert softmax_trace([2, -1]).shares.tolist() == [2, -1]
    assert softmax_trace([1e308, 1e308]).shares.tolist() == [0.5, 0.5]
    assert softmax_trace([3, 1], temperature=5).shares.tolist() == [0.75, 0.25]


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=6), st.floats(1e-3, 1e3))
@settings(max_examples=80, deadline=None)
def test_any_scores_get_probabilities(logits, temperature):
    trace = softmax_trace(logits, temperature=temperature)
    assert trace.probabilities.sum() == pytest.approx(1)
    assert np.abs(trace.jacobian.sum(axis=1)).max() < 1e-9
    assert trace.naive_works == (np.abs(trace.naive - trace.probabilities).max() < 1e-9)
    total = math.fsum(z / max(map(abs, logits)) for z in logits) if any(logits) else 0
    if abs(total) > 1e-12:
        assert trace.shares.sum() == pytest.approx(1, abs=1e-2)
        assert trace.shares == pytest.approx([z / max(map(abs, logits)) / total for z in logits])


# measure


@pytest.mark.parametrize(
    "expected",
    [
        Measures("sigmoid", (0, 1), True, False, 0.25, 0.25, DF["sigmoid"](6), 0.5, 0, 1 - math.acosh(5) / 3, None),
        Measures("tanh", (-1, 1), True, True, 1, 1, DF["tanh"](6), 0, 0, 1 - math.acosh(10) / 6, None),
        Measures("relu", (0, REACH), True, False, 1, 0, 1, MEAN_OF_RELU, 0.5, 0.5, None),
        Measures("softmax", (0, 1), True, None, 0.25, None, None, None, None, None, (1, 1)),
        Measures("step", (0, 1), True, False, 0, 0, 0, 0.5, 0.5, 1, None),
        Measures("linear", (-REACH, REACH), True, True, 1, 1, 1, 0, 0, 0, None),
        Measures("leaky_relu", (-REACH / 100, REACH), True, False, 1, 0.01, 1, 0.99 * MEAN_OF_RELU, 0, 0, None),
    ],
    ids=lambda measures: measures.name,
)
def test_what_is_measured_is_what_the_closed_forms_say(expected):
    measured = dataclasses.asdict(measure(expected.name))
    assert list(measured) == list(dataclasses.asdict(expected))
    for key, value in dataclasses.asdict(expected).items():
        if isinstance(value, str | bool | None):
            assert measured[key] is value or measured[key] == value
        else:
            assert measured[key] == pytest.approx(value, rel=1e-13, abs=1e-15), key


@given(st.floats(0, 1))
@example(0.0)
@example(1.0)
@settings(max_examples=30, deadline=None)
def test_leaky_relu_measured_with_any_slope(slope):
    measured = measure("leaky_relu", slope=slope)
    assert measured.range == (-slope * REACH, REACH)
    assert math.copysign(1, measured.range[0]) == (-1 if slope else 1)
    assert measured.mean_output == pytest.approx((1 - slope) * MEAN_OF_RELU, rel=1e-12, abs=1e-15)
    assert measured.dead_share == (0.5 if slope < 0.01 else 0)
    assert measured.symmetric == (slope == 1)
    assert measured.slope_at_0 == slope


def test_what_is_not_monotone_is_found_out(monkeypatch):
    def bump(z):
        return np.exp(-np.minimum(np.square(z), 700))

    hump = dataclasses.replace(ACTIVATIONS["linear"], f=bump, df=lambda z: -2 * np.asarray(z) * bump(z))
    monkeypatch.setattr("nbhelpers.activations.measures.choose", lambda *_: hump)
    measured = measure("linear")
    assert not measured.monotone
    assert measured.mean_output == pytest.approx(1 / math.sqrt(3), rel=1e-12)
    assert measured.largest_slope == pytest.approx(math.sqrt(2 / math.e), rel=1e-4)


def test_relu_in_the_mirror(monkeypatch):
    mirrored = dataclasses.replace(
        ACTIVATIONS["relu"],
        f=lambda z: np.maximum(-np.asarray(z), 0),
        df=lambda z: np.where(np.asarray(z) <= 0, -1.0, 0),
    )
    monkeypatch.setattr("nbhelpers.activations.measures.choose", lambda *_: mirrored)
    measured = measure("relu")
    assert flat_intervals(mirrored) == ((0, 6),)
    assert (measured.largest_slope, measured.least_slope_above_0, measured.dead_share) == (1, 0, 0.5)
    assert measured.zeros == pytest.approx(0.5)
    assert not measured.monotone


def test_softmax_is_given_what_does_not_depend_on_the_number_of_scores():
    steepest = max(
        np.abs(softmax_trace([*rest, 0]).jacobian).max() for rest in ([0], [0, 0], [0, -50], [0, -50, -9])
    )
    assert measure("softmax").largest_slope == pytest.approx(steepest)


def test_each_claim_names_measures_that_were_taken():
    assert list(CLAIMS) == list(ACTIVATIONS)
    for name, claims in CLAIMS.items():
        assert claims
        for claim in claims:
            assert 0 < len(claim.text) <= 60
            assert all(getattr(measure(name), key) is not None for key in claim.measures)
    with pytest.raises(TypeError):
        CLAIMS["relu"] = ()


def test_what_the_notes_claim_holds_but_for_the_few():
    sigmoid, tanh, relu = (measure(name) for name in ("sigmoid", "tanh", "relu"))
    assert not sigmoid.symmetric
    assert tanh.symmetric
    assert relu.least_slope_above_0 == 1
    assert relu.zeros == pytest.approx(0.5)  # "only a few": half of them
    for name in ELEMENTWISE:
        low, high = measure(name).range
        assert low >= ACTIVATIONS[name].range.low
        assert high <= ACTIVATIONS[name].range.high


def test_the_cost_is_that_of_linear_when_it_is_linear_and_no_part_of_the_measures():
    assert 0.2 < relative_cost("linear") < 5
    for name in ACTIVATIONS:
        assert 0 < relative_cost(name, repeats=1) < math.inf
    assert not any("cost" in field.name for field in dataclasses.fields(Measures))
    assert measure("tanh") == measure("tanh")


def test_the_cost_is_a_median_of_ratios_after_a_warm_up(monkeypatch):
    times = iter([99.0, 1.0, 4.0, 2.0, 50.0, 1.0, 6.0, 2.0])
    monkeypatch.setattr("nbhelpers.activations.measures._seconds", lambda f, z: next(times))
    assert relative_cost("tanh", repeats=3) == 3
    assert next(times, None) is None


# refusals


@pytest.mark.parametrize("name", NOT_NAMES, ids=repr)
def test_other_names_are_refused(name):
    for call in (lambda: look(name, 0), lambda: layer_outputs(name, **LAYER)):
        with pytest.raises(ValueError, match=r"^name: expected one of sigmoid, tanh, relu, step, linear, leaky"):
            call()
    for call in (measure, relative_cost):
        if name != "softmax":
            with pytest.raises(ValueError, match=r"^name: expected one of sigmoid, tanh, relu, softmax, step"):
                call(name)


@pytest.mark.parametrize("slope", NOT_SLOPES, ids=repr)
@pytest.mark.parametrize("name", ["relu", "leaky_relu"])
def test_other_slopes_are_refused_even_where_they_do_not_matter(name, slope):
    calls = (
        lambda: look(name, 0, slope=slope),
        lambda: layer_outputs(name, **LAYER, slope=slope),
        lambda: measure(name, slope=slope),
    )
    for call in calls:
        with pytest.raises(ValueError, match=r"^slope: expected a finite number from 0 to 1, got"):
            call()


@pytest.mark.parametrize("z", [6.01, -6.01, math.nan, math.inf, "1", None, [1], True], ids=repr)
def test_look_refuses_places_out_of_sight(z):
    with pytest.raises(ValueError, match=r"^z: expected a finite number from -6 to 6, got"):
        look("relu", z)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"weight_scale": -0.1}, r"weight_scale: expected a finite number from 0 to 1e\+06"),
        ({"weight_scale": math.inf}, r"weight_scale: expected a finite number from 0"),
        ({"weight_scale": "1"}, r"weight_scale: expected a finite number from 0"),
        ({"bias": 2e6}, r"bias: expected a finite number from -1e\+06 to 1e\+06"),
        ({"bias": None}, r"bias: expected a finite number"),
        ({"seed": -1}, r"seed: expected a whole number not below 0"),
        ({"seed": 1.5}, r"seed: expected a whole number"),
        ({"n": 0}, r"n: expected a whole number from 1 to 1,000,000"),
        ({"n": 2.5}, r"n: expected a whole number"),
    ],
    ids=repr,
)
def test_layer_outputs_refuses_by_name(changes, message):
    with pytest.raises(ValueError, match=f"^{message}"):
        layer_outputs("relu", **{**LAYER, **changes})


@pytest.mark.parametrize("logits", [[], [math.nan], [math.inf], "12", [[1, 2]], 1.0, None, [True]], ids=repr)
def test_softmax_trace_refuses_what_are_no_scores(logits):
    with pytest.raises(ValueError, match=r"^logits: expected a non-empty list of finite numbers, got"):
        softmax_trace(logits)


@pytest.mark.parametrize("temperature", [0, -1, math.nan, math.inf, "1", None])
def test_softmax_trace_refuses_a_temperature_not_above_zero(temperature):
    with pytest.raises(ValueError, match=r"^temperature: expected a "):
        softmax_trace([1.0], temperature=temperature)


@pytest.mark.parametrize("repeats", [0, -1, 1.5, "3"])
def test_relative_cost_refuses_to_time_nothing(repeats):
    with pytest.raises(ValueError, match=r"^repeats: expected a whole number from 1 to 1,000"):
        relative_cost("relu", repeats=repeats)


def test_flat_is_a_hundredth():
    assert FLAT == 0.01


def test_every_claim_but_those_of_opinion_and_of_time_is_held_against_a_measure():
    texts = [claim.text for claims in CLAIMS.values() for claim in claims if not claim.measures]
    assert texts == ["efficient", *["not a popular choice"] * 3]


def test_the_measures_look_at_every_hundredth_and_out_to_a_million():
    near = WIDE[np.abs(WIDE) <= 10]
    assert near == pytest.approx(np.arange(-1000, 1001) / 100)
    assert (WIDE[0], WIDE[-1], REACH) == (-1e6, 1e6, 1e6)
    assert (np.diff(WIDE) > 0).all()


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_the_range_said_is_the_range_measured(name):
    for said, seen in zip(ACTIVATIONS[name].range[:2], measure(name).range, strict=True):
        if math.isfinite(said):
            assert seen == said
        else:
            assert abs(seen) >= REACH / 100
            assert seen * said > 0


def test_without_a_leak_the_range_is_that_of_relu():
    assert leaky_relu(0).range == ACTIVATIONS["relu"].range
