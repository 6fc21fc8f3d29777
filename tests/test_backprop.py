"""The two-neuron chain against the complex step; training; what lesson 02 draws."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nbhelpers.backprop import (
    PARAMETERS,
    WALKTHROUGH,
    MeanGradients,
    Stage,
    StoppedBy,
    TwoNeurons,
    backward,
    error,
    forward,
    iterate,
    mean_gradients,
    mean_loss,
    random_start,
    train,
    update,
)
from nbhelpers.backprop.shown import probe, train_batch
from nbhelpers.datasets import SIX
from nbhelpers.gradcheck import relative_error

PARAMS, X, T, ALPHA, MAX_EPOCHS, TOLERANCE = WALKTHROUGH
SAMPLES = ([0.1, -0.7, 1.5], [0.25, 0.6, 0.4])
MODERATE = st.floats(-5, 5)


def values(of):
    """List the four numbers, of parameters or gradients."""
    return [getattr(of, name) for name in PARAMETERS]


def run(x=X, target=T, start=PARAMS, **changes):
    """Train as in the worked example, but for the changes."""
    usual = {"learning_rate": ALPHA, "max_epochs": MAX_EPOCHS, "tolerance": TOLERANCE}
    return train(start, x, target, **(usual | changes))


def plain_error(p, x, target):
    """Compute E with the textbook formulas alone, of real or complex parameters."""
    w1, b1, w2, b2 = p
    a1 = 1 / (1 + np.exp(-(w1 * x + b1)))
    a2 = 1 / (1 + np.exp(-(w2 * a1 + b2)))
    return (target - a2) ** 2 / 2


def test_gradients_agree_with_the_complex_step(rng):
    p, x, target = rng.normal(scale=2, size=(200, 4)), rng.normal(scale=2, size=200), rng.uniform(size=200)
    ours = np.array([values(backward(TwoNeurons(*p[i]), x[i], target[i])) for i in range(200)])  # (200, 4)
    for k in range(4):
        stepped = p.T.astype(complex)
        stepped[k] += 1e-30j
        assert relative_error(ours[:, k], plain_error(stepped, x, target).imag / 1e-30) < 1e-12


@given(MODERATE, MODERATE, MODERATE, MODERATE, MODERATE, st.floats(0, 1))
@settings(max_examples=50)
def test_a_small_step_never_raises_the_error_and_at_the_target_there_is_none(w1, b1, w2, b2, x, target):
    params = TwoNeurons(w1, b1, w2, b2)
    before = backward(params, x, target)
    assert before.trace == forward(params, x)
    assert error(before.trace.a2, target) == before.E
    assert error(forward(update(params, before, 1e-3), x).a2, target) <= before.E * (1 + 1e-12)
    still = backward(params, x, before.trace.a2)
    assert values(still) == [0, 0, 0, 0]
    assert math.copysign(1, still.b2) == 1  # reads 0.0, not −0.0


def test_saturated_outputs_are_exact_and_saturated_slopes_keep_their_digits():
    trace = forward(TwoNeurons(0, 1000, 0, -1000), X)
    assert (trace.a1, trace.a2) == (1, 0)
    slope = backward(TwoNeurons(0, 0, 0, 40), X, T).da2_dz2  # 1 − σ(40) rounds to 0
    assert slope == pytest.approx(math.exp(-40), rel=1e-14, abs=0)


def test_training_is_backward_and_update_repeated_until_something_stops_it():
    trace = run()
    assert (trace.stopped_by, trace.n_epochs) == (StoppedBy.TOLERANCE, 81)
    assert trace.error[-1] < TOLERANCE <= trace.error[-2]
    assert np.all(np.diff(trace.error) < 0)
    params = PARAMS
    for epoch in range(82):
        gradients = backward(params, X, T)
        assert trace.at(epoch) == params
        assert [getattr(trace, name)[epoch] for name in PARAMETERS] == values(params)
        assert (trace.error[epoch], trace.a2[epoch]) == (gradients.E, gradients.trace.a2)
        params = update(params, gradients, ALPHA)
    for changes, why, n_epochs in (
        ({"max_epochs": 5}, "max_epochs", 5),
        ({"max_epochs": 0}, "max_epochs", 0),
        ({"max_epochs": 81}, "tolerance", 81),
        ({"tolerance": 1}, "tolerance", 0),  # good enough before the first epoch
        ({"tolerance": run(max_epochs=0).error[0]}, "tolerance", 1),  # not below its tolerance yet
        ({"learning_rate": 0}, "standstill", 0),
        ({"start": TwoNeurons(0, 0, 0, 1000)}, "standstill", 0),
        ({"x": 1e300, "start": TwoNeurons(0, 0, 1, 0), "learning_rate": 1e300}, "not finite", 0),
    ):
        trace = run(**changes)
        assert (trace.stopped_by, trace.n_epochs) == (why, n_epochs)
        assert np.isfinite(trace.params).all()
    assert random_start(3) == random_start(3) != random_start(4)
    assert np.all(np.abs([values(random_start(seed)) for seed in range(50)]) <= 1)


def test_many_samples_mean_the_mean_and_one_update_for_each_pass():
    x, target = SAMPLES
    each = [backward(PARAMS, *sample) for sample in zip(x, target, strict=True)]
    mean = mean_gradients(PARAMS, x, target)
    assert mean == MeanGradients(tuple(each))
    assert values(mean) == pytest.approx(np.mean([values(g) for g in each], axis=0), rel=1e-14)
    outs = np.array([g.trace.a2 for g in each])
    half_mse = np.mean((target - outs) ** 2) / 2
    assert mean_loss(PARAMS, x, target) == pytest.approx(half_mse, rel=1e-14)
    trace = run(*SAMPLES, max_epochs=2)
    assert trace.a2.shape == (3, 3)
    once = update(PARAMS, mean, ALPHA)
    twice = update(once, mean_gradients(once, *SAMPLES), ALPHA)
    assert trace.params == pytest.approx(np.array([values(p) for p in (PARAMS, once, twice)]), rel=1e-14)
    assert trace.error[1] == pytest.approx(mean_loss(once, *SAMPLES), rel=1e-14)


def test_an_iteration_is_the_first_epoch_of_a_training():
    trained = run(max_epochs=1, tolerance=1e-9)
    iterations = [iterate(PARAMS, X, T, learning_rate=ALPHA, stage=stage) for stage in Stage]
    for it in iterations:
        assert [values(it.params), values(it.new_params)] == trained.params.tolist()
        assert [it.gradients.E, it.new_E] == list(trained.error)
        steps = [it.step(name) for name in PARAMETERS]
        assert steps == pytest.approx(trained.params[1] - trained.params[0], abs=1e-16)


@pytest.mark.parametrize("parameter", PARAMETERS)
@pytest.mark.parametrize("start", [PARAMS, random_start(4)])
def test_a_probe_follows_the_error_along_one_parameter(parameter, start):
    found = probe(start, X, T, epsilon=1e-4, parameter=parameter)
    place = PARAMETERS.index(parameter)
    above, below = found.ends
    assert (above - below) / 2e-4 == pytest.approx(found.measured[place], rel=1e-9)
    assert list(found.exact) == values(backward(start, X, T))
    for offset, E in zip(found.offsets, found.along, strict=True):
        moved = TwoNeurons(**{name: getattr(start, name) + offset * (name == parameter) for name in PARAMETERS})
        assert pytest.approx(error(forward(moved, X).a2, T), abs=1e-15) == E
    assert pytest.approx(found.along[len(found.along) // 2]) == found.E


def test_the_check_breaks_down_on_both_sides():
    check = probe(PARAMS, X, T, epsilon=1e-5, parameter="w1")
    assert (check.epsilons[0], check.epsilons[-1]) == pytest.approx((1, 1e-12), abs=0)
    assert (check.relative_error < 1e-8).all()
    bend = check.relative_errors[(check.epsilons > 0.9e-3) & (check.epsilons < 0.11)]
    np.testing.assert_allclose(bend[:-1] / bend[1:], 10, rtol=0.05)  # of order ε², and ε falls by √10
    assert (check.relative_errors[-1] > 1e-5).all()


@pytest.mark.parametrize("parameter", PARAMETERS)
def test_a_batch_lists_the_gradients_at_the_point_reached_and_no_tolerance_ends_it(parameter):
    start = train_batch(PARAMS, *SIX, learning_rate=2.0, n_epochs=0, parameter=parameter)
    batch = train_batch(PARAMS, *SIX, learning_rate=2.0, n_epochs=7, parameter=parameter)
    assert getattr(batch.run, parameter)[1] == pytest.approx(getattr(PARAMS, parameter) - 2 * start.mean)
    reached = batch.run.at(7)
    each = [getattr(backward(reached, x, target), parameter) for x, target in zip(*SIX, strict=True)]
    assert list(batch.each) == each
    assert batch.mean == pytest.approx(np.mean(each))
    assert [forward(reached, x).a2 for x in batch.curve_x] == list(batch.curve_a2)
    assert (batch.curve_x[0], batch.curve_x[-1]) == (-2.4, 2.4)
    assert train_batch(PARAMS, *SIX, learning_rate=2.0, n_epochs=999, parameter=parameter).run.n_epochs == 999
