"""The seven activations: against SymPy, the complex step, closed forms, and any input at all."""

import dataclasses
import math

import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from on_paper import PAPER, Z

from nbhelpers.activations import ACTIVATIONS, leaky_relu, softmax, softmax_jacobian, softmax_trace
from nbhelpers.gradcheck import relative_error

ELEMENTWISE = pytest.mark.parametrize("activation", [pytest.param(ACTIVATIONS[name], id=name) for name in PAPER])
SMOOTH_POINTS = np.array([-30, -5.5, -2, -0.75, -0.01, 0.01, 0.3, 1.25, 4, 20])
TAIL = np.array([-700.0, -300, -100, -40, -36.5])
SCORES = st.floats(allow_nan=False, allow_infinity=False)


def exact(expression, points):
    """Evaluate a SymPy expression in 50 digits, each point taken as the float that it is."""
    return np.array([float(expression.subs(Z, sympy.Float(float(p), 50)).evalf(50)) for p in points])


def complex_step_jacobian(z, temperature):
    """Derive softmax by one imaginary step for each score: exact to rounding, with no difference taken."""
    steps = z / temperature + 1e-30j * np.eye(len(z)) / temperature  # row j: score j moved
    shares = np.exp(steps) / np.exp(steps).sum(axis=1, keepdims=True)
    return shares.imag.T / 1e-30


def test_the_seven_of_the_notes_their_kinks_and_their_closed_forms():
    assert list(ACTIVATIONS)[:7] == ["sigmoid", "tanh", "relu", "softmax", "step", "linear", "leaky_relu"]
    with pytest.raises(TypeError):
        ACTIVATIONS["relu"] = ACTIVATIONS["tanh"]
    assert repr(ACTIVATIONS["softmax"]).startswith("Activation(name='softmax', title='Softmax', range=")
    assert "jacobian=" not in repr(ACTIVATIONS["softmax"])
    kinks = {name: a.kinks for name, a in ACTIVATIONS.items() if a.kinks}
    assert kinks == dict.fromkeys(("relu", "step", "leaky_relu"), (0.0,))
    assert (leaky_relu(0.2).df(0), leaky_relu(1).kinks, leaky_relu(0).range) == (0.2, (), ACTIVATIONS["relu"].range)
    assert leaky_relu(0.2).f([-5.0, 0.0, 5.0]).tolist() == [-1, 0, 5]
    sigmoid = ACTIVATIONS["sigmoid"]
    assert (sigmoid.f(1000), sigmoid.f(-1000)) == (1.0, 0.0)
    assert sigmoid.f(-740) > 0  # e^740 is too large for a float, but e^−740 is not too small
    assert relative_error(sigmoid.f(TAIL), exact(PAPER["sigmoid"].f, TAIL)) < 1e-14
    assert relative_error(sigmoid.df(-TAIL), exact(PAPER["sigmoid"].f.diff(Z), TAIL)) < 1e-14


@ELEMENTWISE
def test_f_and_df_agree_with_sympy_away_from_kinks(activation):
    f = PAPER[activation.name].f
    assert relative_error(activation.f(SMOOTH_POINTS), exact(f, SMOOTH_POINTS)) < 1e-14
    assert relative_error(activation.df(SMOOTH_POINTS), exact(f.diff(Z), SMOOTH_POINTS)) < 1e-14
    assert activation.df(activation.steepest_at) >= np.abs(activation.df(np.linspace(-20, 20, 4001))).max()


@ELEMENTWISE
@given(
    z=hnp.arrays(
        st.sampled_from([np.float64, np.float32]),
        hnp.array_shapes(min_dims=0, min_side=0),
        elements={"allow_nan": False, "allow_infinity": False},
    )
)
@settings(max_examples=60)
def test_any_finite_array_gives_a_finite_array_of_its_shape_and_type(activation, z):
    for g in (activation.f, activation.df):
        result = g(z)
        assert np.isfinite(result).all()
        assert np.shape(result) == z.shape
        assert result.dtype == z.dtype if z.ndim else type(result) is float
    assert np.all(activation.f(z) >= activation.range.low)
    assert np.all(activation.f(z) <= activation.range.high)
    if not PAPER[activation.name].falls:
        assert np.all(np.diff(activation.f(np.sort(z, axis=None))) >= 0)
        assert np.all(activation.df(z) >= 0)


@ELEMENTWISE
def test_numbers_lists_and_arrays(activation):
    values = [-2, 0, 3]
    for g in (activation.f, activation.df):
        one_by_one = [g(v) for v in values]
        assert all(type(v) is float for v in one_by_one)
        for whole in (g(values), g(tuple(values)), g(np.array(values)), g(np.array([values], dtype=float))[0]):
            assert whole.tolist() == one_by_one
        assert np.isnan(g(math.nan))
        assert np.isnan(g([math.nan, 1])).tolist() == [True, False]
        assert np.isnan(g([math.inf, -math.inf])).tolist() == [False, False]
    z = np.array([1.0, 2.0])
    activation.f(z)[0] = 99  # never the input itself
    assert z.tolist() == [1, 2]


def test_softmax_has_no_one_derivative_and_takes_each_row_by_itself_in_its_type(rng):
    with pytest.raises(TypeError, match="jacobian"):
        ACTIVATIONS["softmax"].df(1.0)
    z = rng.normal(size=(2, 3, 4)).astype(np.float32)
    p, jacobian = softmax(z), softmax_jacobian(z)
    assert p.dtype == jacobian.dtype == np.float32
    assert np.array_equal(p[1, 2], softmax(z[1, 2]))
    assert np.array_equal(jacobian[1, 2], softmax_jacobian(z[1, 2]))
    assert np.allclose(p, softmax(z.astype(float)), rtol=1e-6)
    p = softmax([[1.0, math.nan], [1.0, 1.0]])  # a NaN spoils its own row only
    assert np.isnan(p[0]).all()
    assert p[1].tolist() == [0.5, 0.5]


@given(
    z=hnp.arrays(np.float64, hnp.array_shapes(min_dims=1, max_dims=3), elements=SCORES),
    temperature=st.floats(1e-300, 1e300),
)
@settings(max_examples=100)
def test_any_scores_get_probabilities_and_jacobian_rows_that_cancel(z, temperature):
    p, jacobian = softmax(z, temperature), softmax_jacobian(z, temperature)
    assert p.shape == z.shape
    assert jacobian.shape == (*z.shape, z.shape[-1])
    assert np.all((p >= 0) & (p <= 1))
    assert p.sum(axis=-1) == pytest.approx(1, rel=1e-12)
    assert not np.isnan(jacobian).any()
    if temperature > 1e-290:  # below it 1 / T times a share may overflow
        largest = np.abs(jacobian).max(axis=-1)
        assert np.all(np.abs(jacobian.sum(axis=-1)) <= 1e-14 * largest + 1e-320)
    trace = softmax_trace(z.ravel(), temperature=temperature)
    assert trace.naive_works == (np.abs(trace.naive - trace.probabilities).max() < 1e-9)


@given(st.lists(st.floats(-30, 30), min_size=1, max_size=6), st.floats(-1e3, 1e3), st.floats(0.1, 10))
@settings(max_examples=60)
def test_softmax_is_as_defined_and_a_constant_added_to_all_changes_nothing(logits, constant, temperature):
    trace = softmax_trace(logits, temperature=temperature)
    e = [math.exp(z / temperature) for z in logits]
    assert trace.probabilities == pytest.approx([v / math.fsum(e) for v in e], rel=1e-12)
    assert trace.naive == pytest.approx(trace.probabilities, rel=1e-12)
    assert trace.naive_works
    moved = softmax(np.array(logits) + constant, temperature)
    assert moved == pytest.approx(trace.probabilities, rel=1e-10, abs=1e-300)


@pytest.mark.parametrize("temperature", [0.5, 1, 3])
def test_jacobian_agrees_with_the_complex_step(rng, temperature):
    z = rng.normal(scale=2, size=5)
    jacobian = softmax_jacobian(z, temperature)
    assert relative_error(jacobian, complex_step_jacobian(z, temperature)) < 1e-12
    assert np.array_equal(jacobian, jacobian.T)
    assert np.array_equal(softmax_trace(z, temperature=temperature).jacobian, jacobian)


@pytest.mark.parametrize(("off", "works"), [(0.9e-9, True), (1.1e-9, False)])
def test_the_formula_works_to_a_billionth(off, works):
    trace = softmax_trace([1, 2])
    assert dataclasses.replace(trace, naive=trace.probabilities + off * np.array([1, -1])).naive_works is works
