"""The seven activations: against SymPy, central differences, closed forms, and any input at all."""

import dataclasses
import math

import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from nbhelpers.activations import ACTIVATIONS, choose, leaky_relu, softmax, softmax_jacobian
from nbhelpers.gradcheck import numerical_gradient, relative_error

Z = sympy.Symbol("z", real=True)
EXPRESSIONS = {
    "sigmoid": 1 / (1 + sympy.exp(-Z)),
    "tanh": sympy.tanh(Z),
    "relu": sympy.Piecewise((Z, Z > 0), (0, True)),
    "step": sympy.Piecewise((1, Z >= 0), (0, True)),
    "linear": Z,
    "leaky_relu": sympy.Piecewise((Z, Z > 0), (Z / 100, True)),
}
ELEMENTWISE = [pytest.param(ACTIVATIONS[name], id=name) for name in EXPRESSIONS]
SMOOTH_POINTS = np.array([-30, -5.5, -2, -0.75, -0.01, 0.01, 0.3, 1.25, 4, 20])
SCORES = st.floats(allow_nan=False, allow_infinity=False)
NOT_NUMBERS = ["3", ["1", "2"], [[1], [1, 2]], None, [1, None], True, 1j, 10**400, {}]


def exact(expression, points):
    """Evaluate a SymPy expression in 50 digits, each point taken as the float that it is."""
    return np.array([float(expression.subs(Z, sympy.Float(float(p), 50)).evalf(50)) for p in points])


def complex_step_jacobian(z, temperature):
    """Derive softmax by one imaginary step for each score: exact to rounding, with no difference taken."""
    steps = z / temperature + 1e-30j * np.eye(len(z)) / temperature  # row j: score j moved
    shares = np.exp(steps) / np.exp(steps).sum(axis=1, keepdims=True)
    return shares.imag.T / 1e-30


def test_the_seven_of_the_notes_in_their_order():
    assert list(ACTIVATIONS) == ["sigmoid", "tanh", "relu", "softmax", "step", "linear", "leaky_relu"]
    assert all(name == activation.name for name, activation in ACTIVATIONS.items())
    assert [name for name, a in ACTIVATIONS.items() if not a.elementwise] == ["softmax"]


def test_nothing_can_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        ACTIVATIONS["relu"].name = "other"
    with pytest.raises(TypeError):
        ACTIVATIONS["relu"] = ACTIVATIONS["tanh"]


@pytest.mark.parametrize("activation", ELEMENTWISE)
def test_f_and_df_agree_with_sympy(activation):
    f = EXPRESSIONS[activation.name]
    assert relative_error(activation.f(SMOOTH_POINTS), exact(f, SMOOTH_POINTS)) < 1e-14
    assert relative_error(activation.df(SMOOTH_POINTS), exact(f.diff(Z), SMOOTH_POINTS)) < 1e-14


@pytest.mark.parametrize("activation", ELEMENTWISE)
def test_df_agrees_with_central_differences_away_from_kinks(activation):
    for z in SMOOTH_POINTS:
        measured = numerical_gradient(lambda p: activation.f(float(p)), z, epsilon=1e-5)
        assert activation.df(float(z)) == pytest.approx(measured, rel=1e-6, abs=1e-10)


def test_kinks_are_where_they_are_said_to_be_and_have_the_stated_value():
    assert {n: a.kinks for n, a in ACTIVATIONS.items() if a.kinks} == dict.fromkeys(
        ("relu", "step", "leaky_relu"), (0.0,)
    )
    assert ACTIVATIONS["relu"].df(0) == 0
    assert ACTIVATIONS["step"].df(0) == 0
    assert ACTIVATIONS["step"].f(0) == 1
    assert leaky_relu(0.2).df(0) == 0.2
    assert leaky_relu(1).kinks == ()


def test_closed_forms():
    sigmoid, tanh = ACTIVATIONS["sigmoid"], ACTIVATIONS["tanh"]
    assert (sigmoid.f(0), sigmoid.df(0), tanh.f(0), tanh.df(0)) == (0.5, 0.25, 0, 1)
    assert relative_error(tanh.f(SMOOTH_POINTS), 2 * sigmoid.f(2 * SMOOTH_POINTS) - 1) < 1e-13
    assert sigmoid.f(math.log(3)) == pytest.approx(0.75, rel=1e-15)
    assert leaky_relu(0.2).f([-5.0, 0.0, 5.0]).tolist() == [-1, 0, 5]


def test_sigmoid_is_exact_at_a_thousand_and_accurate_in_the_left_tail():
    sigmoid = ACTIVATIONS["sigmoid"]
    assert (sigmoid.f(1000), sigmoid.f(-1000)) == (1.0, 0.0)
    assert sigmoid.f(-740) > 0  # e^740 is too large for a float, but e^−740 is not too small
    tail = np.array([-700.0, -300, -100, -40, -36.5])
    assert relative_error(sigmoid.f(tail), exact(EXPRESSIONS["sigmoid"], tail)) < 1e-14
    assert relative_error(sigmoid.df(-tail), exact(EXPRESSIONS["sigmoid"].diff(Z), tail)) < 1e-14


@pytest.mark.parametrize("activation", ELEMENTWISE)
@given(
    z=hnp.arrays(
        st.sampled_from([np.float64, np.float32]),
        hnp.array_shapes(min_dims=0, min_side=0),
        elements={"allow_nan": False, "allow_infinity": False},
    )
)
@settings(max_examples=60, deadline=None)
def test_any_finite_array_gives_a_finite_array_of_its_shape_and_type(activation, z):
    for g in (activation.f, activation.df):
        result = g(z)
        assert np.isfinite(result).all()
        assert np.shape(result) == z.shape
        assert result.dtype == z.dtype if z.ndim else type(result) is float
    assert np.all(activation.f(z) >= activation.range.low)
    assert np.all(activation.f(z) <= activation.range.high)


@pytest.mark.parametrize("activation", ELEMENTWISE)
@given(a=SCORES, b=SCORES)
@settings(max_examples=60, deadline=None)
def test_all_are_monotone(activation, a, b):
    assert activation.f(min(a, b)) <= activation.f(max(a, b))
    assert activation.df(a) >= 0


@pytest.mark.parametrize("activation", ELEMENTWISE)
def test_numbers_lists_and_arrays(activation):
    values = [-2, 0, 3]
    for g in (activation.f, activation.df):
        one_by_one = [g(v) for v in values]
        assert all(type(v) is float for v in one_by_one)
        for whole in (
            g(values),
            g(tuple(values)),
            g(np.array(values)),
            g(np.array([values], dtype=float))[0],
        ):
            assert whole.tolist() == one_by_one
        assert np.isnan(g(math.nan))
        assert np.isnan(g([math.nan, 1])).tolist() == [True, False]
        assert np.isnan(g([math.inf, -math.inf])).tolist() == [False, False]


@pytest.mark.parametrize("activation", ELEMENTWISE)
def test_the_answer_is_never_the_input_itself(activation):
    z = np.array([1.0, 2.0])
    activation.f(z)[0] = 99
    assert z.tolist() == [1, 2]


@pytest.mark.parametrize("activation", ELEMENTWISE)
@pytest.mark.parametrize("z", NOT_NUMBERS, ids=repr)
def test_what_is_not_numbers_is_refused_by_name(activation, z):
    for g in (activation.f, activation.df):
        with pytest.raises(ValueError, match=r"^z: expected a number, or a list"):
            g(z)


@pytest.mark.parametrize("slope", [-0.1, 1.1, math.nan, "0.1", None])
def test_leaky_relu_refuses_other_slopes(slope):
    with pytest.raises(ValueError, match="slope: expected a finite number from 0 to 1"):
        leaky_relu(slope)


def test_softmax_of_the_slide_and_its_mistake():
    z = np.array([1.6, 0.55, 0.98])
    assert np.round(softmax(z), 3).tolist() == [0.530, 0.185, 0.285]
    assert np.round(z / z.sum(), 2).tolist() == [0.51, 0.18, 0.31]


def test_softmax_survives_a_thousand_where_the_naive_formula_fails():
    assert softmax([1000, -1000]).tolist() == [1, 0]
    assert softmax([1000, 1000]).tolist() == [0.5, 0.5]
    with pytest.raises(FloatingPointError):
        np.exp(np.array([1000.0])) / np.exp(np.array([1000.0])).sum()


@given(
    z=hnp.arrays(np.float64, hnp.array_shapes(min_dims=1, max_dims=3), elements=SCORES),
    temperature=st.floats(1e-300, 1e300),
)
@settings(max_examples=100, deadline=None)
def test_softmax_rows_are_shares_of_one_and_jacobian_rows_cancel(z, temperature):
    p, jacobian = softmax(z, temperature), softmax_jacobian(z, temperature)
    assert p.shape == z.shape
    assert jacobian.shape == (*z.shape, z.shape[-1])
    assert np.all((p >= 0) & (p <= 1))
    assert p.sum(axis=-1) == pytest.approx(1, rel=1e-12)
    assert not np.isnan(jacobian).any()
    if temperature > 1e-290:  # below it 1 / T times a share may overflow
        largest = np.abs(jacobian).max(axis=-1)
        assert np.all(np.abs(jacobian.sum(axis=-1)) <= 1e-14 * largest + 1e-320)


@given(st.lists(st.floats(-50, 50), min_size=1, max_size=5), st.floats(-1e3, 1e3), st.floats(0.1, 10))
@settings(max_examples=60, deadline=None)
def test_adding_a_constant_changes_nothing_and_temperature_divides(z, constant, temperature):
    z = np.array(z)
    assert softmax(z + constant, temperature) == pytest.approx(softmax(z, temperature), rel=1e-10, abs=1e-300)
    assert softmax(z, temperature) == pytest.approx(softmax(z / temperature), rel=1e-10)


def test_softmax_of_two_scores_is_a_sigmoid():
    assert softmax([1.3, 0.4])[0] == pytest.approx(ACTIVATIONS["sigmoid"].f(0.9), rel=1e-14)


@pytest.mark.parametrize("temperature", [0.5, 1, 3])
def test_jacobian_agrees_with_central_differences_and_the_complex_step(rng, temperature):
    z = rng.normal(scale=2, size=5)
    jacobian = softmax_jacobian(z, temperature)
    measured = [numerical_gradient(lambda p, i=i: softmax(p, temperature)[i], z, 1e-5) for i in range(5)]
    assert np.abs(jacobian - measured).max() < 1e-9
    assert relative_error(jacobian, complex_step_jacobian(z, temperature)) < 1e-12
    assert np.abs(jacobian.sum(axis=1)).max() < 1e-15
    assert np.array_equal(jacobian, jacobian.T)


def test_softmax_takes_rows_one_by_one_and_keeps_float32(rng):
    z = rng.normal(size=(2, 3, 4)).astype(np.float32)
    p, jacobian = softmax(z), softmax_jacobian(z)
    assert p.dtype == jacobian.dtype == np.float32
    assert np.array_equal(p[1, 2], softmax(z[1, 2]))
    assert np.array_equal(jacobian[1, 2], softmax_jacobian(z[1, 2]))
    assert np.allclose(p, softmax(z.astype(float)), rtol=1e-6)


def test_a_nan_spoils_its_own_row_only():
    p = softmax([[1.0, math.nan], [1.0, 1.0]])
    assert np.isnan(p[0]).all()
    assert p[1].tolist() == [0.5, 0.5]


def test_softmax_has_no_derivative_of_one_number():
    with pytest.raises(TypeError, match="jacobian"):
        ACTIVATIONS["softmax"].df(1.0)


@pytest.mark.parametrize("z", [*NOT_NUMBERS, [], [[], []], 1.0], ids=repr)
@pytest.mark.parametrize("g", [softmax, softmax_jacobian])
def test_softmax_refuses_what_it_cannot_share(g, z):
    with pytest.raises(ValueError, match=r"^z: expected "):
        g(z)


@pytest.mark.parametrize("temperature", [0, -1, math.nan, math.inf, "1", None])
@pytest.mark.parametrize("g", [softmax, softmax_jacobian])
def test_softmax_refuses_a_temperature_not_above_zero(g, temperature):
    with pytest.raises(ValueError, match=r"^temperature: expected a "):
        g([1.0, 2.0], temperature)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_an_activation_is_shown_without_code(name):
    shown = repr(ACTIVATIONS[name])
    assert f"name='{name}'" in shown
    assert [part for part in ("f=", "jacobian=") if part in shown] == []


@pytest.mark.parametrize("among", [[], ["relu", "other"], "relu", None])
def test_a_choice_needs_names_to_choose_among(among):
    with pytest.raises(ValueError, match=r"^among: expected "):
        choose("relu", among=among)


def test_a_choice_among_others_is_the_same_object():
    assert choose("softmax", among=("relu", "softmax")) is ACTIVATIONS["softmax"]
    with pytest.raises(ValueError, match=r"^name: expected one of relu, softmax, got 'tanh'$"):
        choose("tanh", among=["relu", "softmax"])
