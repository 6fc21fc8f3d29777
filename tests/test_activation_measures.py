"""Every activation measured, beside what is claimed of it."""

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from on_paper import DF, MEAN_OF_RELU

from nbhelpers.activations import (
    ACTIVATIONS,
    CLAIMS,
    ELEMENTWISE,
    REACH,
    Measures,
    flat_intervals,
    leaky_relu,
    measure,
    relative_cost,
    softmax_trace,
)
from nbhelpers.activations.measures import WIDE

CLOSED_FORMS = [
    Measures("sigmoid", (0, 1), True, False, 0.25, 0.25, DF["sigmoid"](6), 0.5, 0, 1 - math.acosh(5) / 3, None),
    Measures("tanh", (-1, 1), True, True, 1, 1, DF["tanh"](6), 0, 0, 1 - math.acosh(10) / 6, None),
    Measures("relu", (0, REACH), True, False, 1, 0, 1, MEAN_OF_RELU, 0.5, 0.5, None),
    Measures("softmax", (0, 1), True, None, 0.25, None, None, None, None, None, (1, 1)),
    Measures("step", (0, 1), True, False, 0, 0, 0, 0.5, 0.5, 1, None),
    Measures("linear", (-REACH, REACH), True, True, 1, 1, 1, 0, 0, 0, None),
    Measures("leaky_relu", (-REACH / 100, REACH), True, False, 1, 0.01, 1, 0.99 * MEAN_OF_RELU, 0, 0, None),
]


@pytest.mark.parametrize("expected", CLOSED_FORMS, ids=lambda measures: measures.name)
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


def test_the_least_slope_is_looked_for_from_right_above_0(monkeypatch):
    parabola = dataclasses.replace(
        ACTIVATIONS["linear"], f=lambda z: -np.square(z), df=lambda z: -2 * np.asarray(z)
    )
    monkeypatch.setattr("nbhelpers.activations.measures.choose", lambda *_: parabola)
    assert 0 < measure("linear").least_slope_above_0 < 1e-8


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
    cost = relative_cost("tanh", repeats=3)
    assert (cost, type(cost)) == (3, float)
    assert next(times, None) is None


@pytest.mark.parametrize("repeats", [0, -1, 1.5, "3"])
def test_relative_cost_refuses_to_time_nothing(repeats):
    with pytest.raises(ValueError, match=r"^repeats: expected a whole number from 1 to 1,000"):
        relative_cost("relu", repeats=repeats)


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
