"""Two neurons and many samples: the mean of the gradients, and one update for each pass."""

import math

import numpy as np
import pytest
from two_neurons import ALPHA, PARAMS, SAMPLES, T, X, run, values

from nbhelpers.backprop import (
    MeanGradients,
    TwoNeurons,
    backward,
    mean_gradients,
    mean_squared_error,
    update,
)
from nbhelpers.gradcheck import numerical_gradient


def test_many_samples_mean_the_mean():
    x, target = SAMPLES
    each = [backward(PARAMS, *sample) for sample in zip(x, target, strict=True)]
    mean = mean_gradients(PARAMS, x, target)
    assert mean == MeanGradients(tuple(each))
    assert values(mean) == pytest.approx(np.mean([values(g) for g in each], axis=0), rel=1e-14)
    outs = np.array([g.trace.a2 for g in each])
    half_mse = np.mean((target - outs) ** 2) / 2
    assert mean_squared_error(PARAMS, x, target) == pytest.approx(half_mse, rel=1e-14)
    measured = numerical_gradient(lambda p: mean_squared_error(TwoNeurons(*p), x, target), values(PARAMS))
    assert values(mean) == pytest.approx(measured, rel=1e-6)


def test_training_on_many_samples_is_one_update_for_each_pass():
    trace = run(*SAMPLES, max_epochs=2)
    assert trace.a2.shape == (3, 3)
    once = update(PARAMS, mean_gradients(PARAMS, *SAMPLES), ALPHA)
    twice = update(once, mean_gradients(once, *SAMPLES), ALPHA)
    assert trace.params == pytest.approx(np.array([values(p) for p in (PARAMS, once, twice)]), rel=1e-14)
    assert trace.error[1] == pytest.approx(mean_squared_error(once, *SAMPLES), rel=1e-14)


def test_copies_of_one_sample_train_like_the_one():
    assert run([X] * 4, [T] * 4).params == pytest.approx(run().params, rel=1e-12)


@pytest.mark.parametrize("function", [mean_gradients, mean_squared_error])
@pytest.mark.parametrize(
    ("x", "target", "name"),
    [([], [], "x"), ("ab", [1], "x"), ([1], [1, 2], "target"), ([1], [math.inf], "target")],
)
def test_bad_data_sets_are_refused_by_name(function, x, target, name):
    with pytest.raises(ValueError, match=f"^{name}: expected "):
        function(PARAMS, x, target)
