"""The two-neuron chain against SymPy, the complex step and central differences; worked example; training."""

import dataclasses
import math

import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st
from two_neurons import ALPHA, PARAMS, SAMPLES, TOLERANCE, T, X, run, values

from nbhelpers.backprop import (
    CHAIN,
    PARAMETERS,
    WALKTHROUGH,
    StoppedBy,
    TwoNeurons,
    backward,
    error,
    forward,
    random_start,
    train,
    update,
)
from nbhelpers.gradcheck import numerical_gradient, relative_error

BAD_NUMBERS = [math.nan, math.inf, -math.inf, "0.1", None, True, [0.1]]

MODERATE = st.floats(-5, 5)

HUGE = st.floats(-1000, 1000)


def plain_error(p, x, target, exp=np.exp):
    """Compute E with the textbook formulas alone, of real, complex or symbolic parameters."""
    w1, b1, w2, b2 = p
    a1 = 1 / (1 + exp(-(w1 * x + b1)))
    a2 = 1 / (1 + exp(-(w2 * a1 + b2)))
    return (target - a2) ** 2 / 2


def symbolic_gradients():
    """Let SymPy differentiate E, and return its four gradients as one function of all six numbers."""
    *p, x, target = symbols = sympy.symbols("w1 b1 w2 b2 x T")
    E = plain_error(p, x, target, sympy.exp)
    return sympy.lambdify(symbols, [E.diff(name) for name in p], "math")


@pytest.fixture(scope="module")
def draws():
    """Return 1000 random chains with their gradients: parameters (1000, 4), x, T, gradients (1000, 4)."""
    rng = np.random.default_rng(2)
    p, x, target = rng.normal(scale=2, size=(1000, 4)), rng.normal(scale=2, size=1000), rng.uniform(size=1000)
    ours = np.array([values(backward(TwoNeurons(*p[i]), x[i], target[i])) for i in range(1000)])
    return p, x, target, ours


def test_gradients_agree_with_the_complex_step(draws):
    p, x, target, ours = draws
    for k in range(4):
        stepped = p.T.astype(complex)
        stepped[k] += 1e-30j
        assert relative_error(ours[:, k], plain_error(stepped, x, target).imag / 1e-30) < 1e-12


def test_gradients_agree_with_sympy(draws):
    p, x, target, ours = draws
    oracle = symbolic_gradients()
    assert relative_error(ours, [oracle(*p[i], x[i], target[i]) for i in range(1000)]) < 1e-12


def test_gradients_agree_with_central_differences(draws):
    p, x, target, ours = draws
    for i in range(1000):
        measured = numerical_gradient(lambda q, i=i: plain_error(q, x[i], target[i]), p[i], epsilon=1e-5)
        assert ours[i] == pytest.approx(measured, rel=1e-6, abs=1e-10)


def test_forward_numbers_of_the_worked_example():
    trace = forward(PARAMS, X)
    assert trace.z1 == pytest.approx(0.415, abs=1e-15)
    assert [round(v, 4) for v in (trace.a1, trace.z2, trace.a2)] == [0.6023, 0.9210, 0.7153]


def test_backward_numbers_of_the_worked_example():
    gradients = backward(PARAMS, X, T)
    assert round(gradients.E, 10) == 0.1082295630
    expected = {"w1": 0.0010213959, "b1": 0.0102139588, "w2": 0.0570703982, "b2": 0.0947562810}
    assert {name: round(getattr(gradients, name), 10) for name in PARAMETERS} == expected
    after = update(PARAMS, gradients, ALPHA)
    assert [round(v, 4) for v in values(after)] == [0.1496, 0.3959, 0.4272, 0.6121]
    assert round(error(forward(after, X).a2, T), 4) == 0.1033


def test_how_much_of_the_ratio_is_depth_and_how_much_is_inputs():
    g = backward(PARAMS, X, T)
    assert g.w2 / g.w1 == pytest.approx(55.87, abs=0.01)
    assert g.b2 / g.b1 == pytest.approx(9.277, abs=1e-3)
    assert g.b2 / g.b1 == pytest.approx(1 / (g.dz2_da1 * g.da1_dz1), rel=1e-14)
    assert g.trace.a1 / X == pytest.approx(6.023, abs=1e-3)


def test_the_new_w2_used_for_w1_shows_in_the_fourth_digit_of_b1():
    gradients = backward(PARAMS, X, T)
    right = update(PARAMS, gradients, ALPHA)
    wrong = update(PARAMS, dataclasses.replace(gradients, dz2_da1=right.w2), ALPHA)
    assert (round(right.b1, 4), round(wrong.b1, 4)) == (0.3959, 0.3961)
    assert wrong.b1 - right.b1 == pytest.approx(2.0726e-4, abs=1e-8)
    assert wrong.w1 - right.w1 == pytest.approx(2.0726e-5, abs=1e-9)
    assert (wrong.w2, wrong.b2) == (right.w2, right.b2)


def test_each_gradient_is_the_product_of_its_named_factors():
    gradients = backward(PARAMS, X, T)
    for name in PARAMETERS:
        factors = gradients.factors(name)
        assert tuple(n for n, _ in factors) == CHAIN[name]
        assert math.prod(v for _, v in factors) == getattr(gradients, name)
    assert [round(v, 4) for _, v in gradients.factors("w1")] == [0.4653, 0.2037, 0.45, 0.2395, 0.1]
    assert gradients.factors("b1")[:4] == gradients.factors("w1")[:4]
    with pytest.raises(ValueError, match="parameter: expected one of w1, b1, w2, b2, got 'w3'"):
        gradients.factors("w3")


@given(MODERATE, MODERATE, MODERATE, MODERATE, MODERATE, st.floats(0, 1))
@settings(max_examples=100, deadline=None)
def test_how_the_four_gradients_hang_together(w1, b1, w2, b2, x, target):
    g = backward(TwoNeurons(w1, b1, w2, b2), x, target)
    assert g.w2 == pytest.approx(g.b2 * g.trace.a1, rel=1e-14)
    assert g.w1 == pytest.approx(g.b1 * x, rel=1e-14, abs=1e-300)
    assert np.sign(g.b2) == np.sign(g.trace.a2 - target)
    assert error(g.trace.a2, target) == g.E
    still = backward(TwoNeurons(w1, b1, w2, b2), x, g.trace.a2)
    assert values(still) == [0, 0, 0, 0]
    assert math.copysign(1, still.b2) == 1  # reads 0.0, not −0.0


@given(MODERATE, MODERATE, MODERATE, MODERATE, MODERATE, st.floats(0, 1))
@settings(max_examples=50, deadline=None)
def test_a_small_step_never_raises_the_error(w1, b1, w2, b2, x, target):
    params = TwoNeurons(w1, b1, w2, b2)
    before = backward(params, x, target)
    assert error(forward(update(params, before, 1e-3), x).a2, target) <= before.E * (1 + 1e-12)


@given(HUGE, HUGE, HUGE, HUGE, HUGE, HUGE)
@settings(max_examples=100, deadline=None)
def test_huge_numbers_give_finite_ones(w1, b1, w2, b2, x, target):
    params = TwoNeurons(w1, b1, w2, b2)
    gradients = backward(params, x, target)
    assert np.isfinite([*dataclasses.astuple(gradients.trace), gradients.E, *values(gradients)]).all()
    assert np.isfinite(train(params, x, target, learning_rate=1, max_epochs=3, tolerance=1e-3).params).all()


def test_saturated_outputs_are_exact_and_saturated_slopes_keep_their_digits():
    trace = forward(TwoNeurons(0, 1000, 0, -1000), X)
    assert (trace.a1, trace.a2) == (1, 0)
    slope = backward(TwoNeurons(0, 0, 0, 40), X, T).da2_dz2  # 1 − σ(40) rounds to 0
    assert slope == pytest.approx(math.exp(-40), rel=1e-14, abs=0)


def test_the_worked_example_reaches_the_tolerance():
    trace = train(**WALKTHROUGH._asdict())
    assert (trace.stopped_by, trace.n_epochs) == (StoppedBy.TOLERANCE, 81)
    assert trace.error[-1] < TOLERANCE <= trace.error[-2]
    assert trace.params.shape == (82, 4)
    assert trace.error.shape == trace.a2.shape == trace.w1.shape == (82,)
    assert np.all(np.diff(trace.error) < 0)


def test_training_is_backward_and_update_repeated():
    params, trace = PARAMS, run(max_epochs=20)
    for epoch in range(trace.n_epochs + 1):
        gradients = backward(params, X, T)
        assert trace.at(epoch) == params
        assert (trace.error[epoch], trace.a2[epoch]) == (gradients.E, gradients.trace.a2)
        params = update(params, gradients, ALPHA)
    assert [trace.w1[1], trace.b1[1], trace.w2[1], trace.b2[1]] == values(trace.at(1))


def test_what_stops_a_training():
    assert run(max_epochs=5).stopped_by == "max_epochs"
    assert run(max_epochs=5).n_epochs == 5
    assert run(max_epochs=0).stopped_by == "max_epochs"
    assert run(tolerance=1).stopped_by == "tolerance"  # good enough before the first epoch
    assert run(tolerance=1).n_epochs == 0
    assert run(tolerance=run().error[0]).n_epochs == 1  # not below its tolerance yet
    assert run(max_epochs=81).stopped_by == "tolerance"
    assert run(learning_rate=0).stopped_by == "standstill"
    assert run(start=TwoNeurons(0, 0, 0, 1000)).stopped_by == "standstill"
    exploded = run(x=1e300, start=TwoNeurons(0, 0, 1, 0), learning_rate=1e300)
    assert exploded.stopped_by == "not finite"
    assert np.isfinite(exploded.params).all()


def test_a_trace_keeps_what_was_asked_for_and_has_no_state_after_its_end():
    trace = run(learning_rate=0.3, max_epochs=7, tolerance=1e-9)
    assert (trace.learning_rate, trace.max_epochs, trace.tolerance) == (0.3, 7, 1e-9)
    for epoch in (-1, 8):
        with pytest.raises(ValueError, match=rf"^epoch: expected a whole number from 0 to 7, got {epoch}$"):
            trace.at(epoch)


def test_nothing_in_a_trace_can_be_changed():
    trace = run(*SAMPLES)
    for array in (trace.params, trace.error, trace.a2, trace.x, trace.target, trace.w1):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0
    for frozen in (trace, PARAMS, forward(PARAMS, X), backward(PARAMS, X, T)):
        with pytest.raises(dataclasses.FrozenInstanceError):
            frozen.w1 = 1


def test_random_starts_are_seeded():
    assert random_start(3) == random_start(3) != random_start(4)
    assert np.all(np.abs([values(random_start(seed)) for seed in range(50)]) <= 1)
    with pytest.raises(ValueError, match="seed: expected a whole number not below 0, got -1"):
        random_start(-1)


@pytest.mark.parametrize("bad", BAD_NUMBERS, ids=repr)
@pytest.mark.parametrize(
    ("name", "call"),
    [
        *((name, lambda bad, name=name: dataclasses.replace(PARAMS, **{name: bad})) for name in PARAMETERS),
        ("x", lambda bad: forward(PARAMS, bad)),
        ("target", lambda bad: backward(PARAMS, X, bad)),
        ("a2", lambda bad: error(bad, T)),
        ("target", lambda bad: run(target=bad)),
        ("learning_rate", lambda bad: update(PARAMS, backward(PARAMS, X, T), bad)),
        ("learning_rate", lambda bad: run(learning_rate=bad)),
        ("max_epochs", lambda bad: run(max_epochs=bad)),
        ("tolerance", lambda bad: run(tolerance=bad)),
    ],
)
def test_what_is_not_a_finite_number_is_refused_by_name(name, call, bad):
    with pytest.raises(ValueError, match=f"^{name}: expected a "):
        call(bad)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"learning_rate": -0.1}, "learning_rate: expected a finite number not below 0, got -0.1"),
        ({"tolerance": 0}, "tolerance: expected a number above 0, got 0"),
        ({"tolerance": -1}, "tolerance: expected a number above 0, got -1"),
        ({"max_epochs": -1}, "max_epochs: expected a whole number from 0 to 1,000,000, got -1"),
        ({"max_epochs": 1.5}, "max_epochs: expected a whole number from 0 to 1,000,000, got 1.5"),
        ({"x": [], "target": []}, "x: expected a non-empty list of finite numbers"),
        ({"x": [1, math.nan], "target": [0, 1]}, "x: expected a non-empty list of finite numbers"),
        ({"x": [1, 2], "target": [1]}, "target: expected as many values as x, which has 2, got 1"),
        ({"x": [1], "target": 0.5}, "target: expected a non-empty list of finite numbers, got 0.5"),
        ({"x": math.nan}, "x: expected a finite number, got nan"),
    ],
)
def test_bad_trainings_are_refused_by_name(changes, message):
    with pytest.raises(ValueError, match=message):
        run(**changes)
