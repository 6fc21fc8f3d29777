"""Softmax beside the formulas that fail: where they overflow, and what is said of it."""

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nbhelpers.activations import softmax_trace
from nbhelpers.gradcheck import numerical_gradient


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


@pytest.mark.parametrize(("off", "works"), [(0.9e-9, True), (1.1e-9, False)])
def test_the_formula_works_to_a_billionth(off, works):
    trace = softmax_trace([1, 2])
    assert dataclasses.replace(trace, naive=trace.probabilities + off * np.array([1, -1])).naive_works is works


def test_the_wrong_formula_has_no_answer_where_the_scores_cancel():
    for logits in ([1, -1], [0, 0, 0], [0.1, 0.2, -0.3], [1e308, 1e308, -1e308, -1e308], [0]):
        assert np.isnan(softmax_trace(logits).shares).all()
    assert np.isnan(softmax_trace([0.6] * 3 + [-0.5, -0.5, -0.8]).shares).all()  # not quite 0 in floats
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


@pytest.mark.parametrize("logits", [[], [math.nan], [math.inf], "12", [[1, 2]], 1.0, None, [True]], ids=repr)
def test_softmax_trace_refuses_what_are_no_scores(logits):
    with pytest.raises(ValueError, match=r"^logits: expected a non-empty list of finite numbers, got"):
        softmax_trace(logits)


@pytest.mark.parametrize("temperature", [0, -1, math.nan, math.inf, "1", None])
def test_softmax_trace_refuses_a_temperature_not_above_zero(temperature):
    with pytest.raises(ValueError, match=r"^temperature: expected a "):
        softmax_trace([1.0], temperature=temperature)
