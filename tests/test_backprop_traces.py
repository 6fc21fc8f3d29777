"""What lesson 02 draws: an iteration in stages, a gradient check, a training on several samples."""

import math

import numpy as np
import pytest

from nbhelpers.backprop import (
    PARAMETERS,
    WALKTHROUGH,
    Stage,
    TwoNeurons,
    backward,
    error,
    forward,
    iterate,
    mean_squared_error,
    probe,
    random_start,
    train,
    train_batch,
)
from nbhelpers.datasets import SIX
from nbhelpers.gradcheck import check_gradient, numerical_gradient, relative_error

PARAMS, X, T, ALPHA = WALKTHROUGH[:4]
BAD = [math.nan, math.inf, "1", None, True]


def values(of):
    return [getattr(of, name) for name in PARAMETERS]


@pytest.mark.parametrize("stage", Stage)
def test_an_iteration_is_the_first_epoch_of_a_training_at_every_stage(stage):
    iteration = iterate(PARAMS, X, T, learning_rate=ALPHA, stage=stage)
    run = train(PARAMS, X, T, learning_rate=ALPHA, max_epochs=1, tolerance=1e-9)
    assert values(iteration.params) == list(run.params[0])
    assert values(iteration.new_params) == list(run.params[1])
    assert [iteration.gradients.E, iteration.new_E] == list(run.error)
    assert [iteration.step(name) for name in PARAMETERS] == pytest.approx(run.params[1] - run.params[0], abs=1e-16)


def test_a_stage_has_what_comes_before_it():
    seen = [[iterate(PARAMS, X, T, learning_rate=ALPHA, stage=at).has(part) for part in Stage] for at in Stage]
    np.testing.assert_array_equal(seen, np.tri(4, dtype=bool))


@pytest.mark.parametrize("bad", [*BAD, -0.1])
def test_an_iteration_refuses_by_name(bad):
    with pytest.raises(ValueError, match=r"^learning_rate: expected .*, got "):
        iterate(PARAMS, X, T, learning_rate=bad)


def test_an_unknown_stage_or_parameter_is_refused():
    with pytest.raises(ValueError, match=r"^stage: expected one of forward, error, backward, update, got 'later'"):
        iterate(PARAMS, X, T, learning_rate=ALPHA, stage="later")
    for call in (
        lambda: probe(PARAMS, X, T, epsilon=1e-3, parameter="w3"),
        lambda: train_batch(PARAMS, *SIX, learning_rate=1, n_epochs=1, parameter="w3"),
    ):
        with pytest.raises(ValueError, match=r"^parameter: expected one of w1, b1, w2, b2, got 'w3'"):
            call()


@pytest.mark.parametrize("parameter", PARAMETERS)
@pytest.mark.parametrize("start", [PARAMS, random_start(4)])
def test_a_probe_follows_the_error_along_one_parameter(parameter, start):
    found = probe(start, X, T, epsilon=1e-4, parameter=parameter)
    place = PARAMETERS.index(parameter)
    above, below = found.ends
    assert (above - below) / 2e-4 == pytest.approx(found.check.measured[place], rel=1e-9)
    assert list(found.check.exact) == values(backward(start, X, T))
    for offset, E in zip(found.offsets, found.along, strict=True):
        moved = TwoNeurons(**{name: getattr(start, name) + offset * (name == parameter) for name in PARAMETERS})
        assert pytest.approx(error(forward(moved, X).a2, T), abs=1e-15) == E
    assert pytest.approx(found.along[len(found.along) // 2]) == found.E


@pytest.mark.parametrize("bad", [*BAD, 0, -1e-3])
def test_a_probe_refuses_epsilon_by_name(bad):
    with pytest.raises(ValueError, match=r"^epsilon: expected .*, got "):
        probe(PARAMS, X, T, epsilon=bad, parameter="w1")


def test_the_check_breaks_down_on_both_sides():
    check = probe(PARAMS, X, T, epsilon=1e-5, parameter="w1").check
    assert (check.epsilons[0], check.epsilons[-1]) == pytest.approx((1, 1e-12))
    assert (check.relative_error < 1e-8).all()
    bend = check.relative_errors[(check.epsilons > 0.9e-3) & (check.epsilons < 0.11)]
    np.testing.assert_allclose(bend[:-1] / bend[1:], 10, rtol=0.05)  # of order ε², and ε falls by √10
    assert (check.relative_errors[-1] > 1e-5).all()


def test_a_gradient_check_compares_with_what_it_is_given():
    check = check_gradient(lambda p: p[0] ** 2 + 3 * p[1], [2.0, 1.0], [4.0, 6.0], epsilon=1e-4, epsilons=[1, 0.1])
    assert check.measured == pytest.approx([4, 3])
    assert check.relative_error == pytest.approx([0, 0.5], abs=1e-8)
    assert check.relative_errors.shape == (2, 2)
    assert not check.relative_error.flags.writeable


@pytest.mark.parametrize(
    ("name", "changes"),
    [("exact", {"exact": [1.0]}), ("epsilons", {"epsilons": []}), ("point", {"point": [math.nan, 1]})],
)
def test_a_gradient_check_refuses_by_name(name, changes):
    good = {"point": [1.0, 2.0], "exact": [1.0, 1.0], "epsilons": [0.1]}
    with pytest.raises(ValueError, match=rf"^{name}: expected "):
        check_gradient(sum, epsilon=0.1, **(good | changes))


@pytest.mark.parametrize("parameter", PARAMETERS)
def test_a_batch_lists_the_gradients_at_the_point_reached(parameter):
    batch = train_batch(PARAMS, *SIX, learning_rate=2.0, n_epochs=7, parameter=parameter)
    reached = batch.run.at(7)
    each = [getattr(backward(reached, x, target), parameter) for x, target in zip(*SIX, strict=True)]
    assert list(batch.each) == each
    assert batch.mean == pytest.approx(np.mean(each))
    measured = numerical_gradient(lambda p: mean_squared_error(TwoNeurons(*p), *SIX), values(reached))
    assert relative_error(batch.mean, measured[PARAMETERS.index(parameter)]) < 1e-6
    assert [forward(reached, x).a2 for x in batch.curve_x] == list(batch.curve_a2)
    assert (batch.curve_x[0], batch.curve_x[-1]) == (-2.4, 2.4)


def test_an_epoch_of_a_batch_is_one_update_with_the_mean():
    before = train_batch(PARAMS, *SIX, learning_rate=2.0, n_epochs=0, parameter="b2")
    after = train_batch(PARAMS, *SIX, learning_rate=2.0, n_epochs=1, parameter="b2")
    assert after.run.b2[1] == pytest.approx(PARAMS.b2 - 2 * before.mean)
    assert after.run.n_epochs == 1


def test_no_tolerance_ends_a_batch():
    assert train_batch(PARAMS, *SIX, learning_rate=2.0, n_epochs=1000, parameter="w1").run.n_epochs == 1000
