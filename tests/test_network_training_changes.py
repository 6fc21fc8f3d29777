"""A training that is changed on the way: other steps, other batches, other samples; and what it refuses."""

import numpy as np
import pytest
from trainings import RNG, USUAL, T, X, epoch_written_out, make, numbers, run

from nbhelpers.network import (
    Training,
    loss,
    one_hot,
    train,
)


@pytest.fixture(autouse=True)
def the_strictest_floating_point():
    with np.errstate(all="raise"):
        yield


def test_the_learning_rate_and_the_batch_size_may_change_from_one_epoch_to_the_next():
    network, rng, training = make(), np.random.default_rng(7), Training(make(), X, T, seed=7)
    plan = [(0.5, 15), (0.1, 40), (0.3, 7), (0, 1), (0.2, 10**6), (0.5, 15)]
    for index, (learning_rate, batch_size) in enumerate(plan, start=1):
        network = epoch_written_out(network, X, T, learning_rate, batch_size, rng)
        epoch = training.epoch(learning_rate, batch_size)
        assert training.last is epoch
        assert (epoch.index, epoch.diverged) == (index, False)
        assert numbers(epoch.network) == pytest.approx(numbers(network), rel=1e-9, abs=1e-12)
        assert epoch.loss == pytest.approx(loss(network, X, T), rel=1e-9)


def test_a_training_that_changes_nothing_is_that_of_train():
    training = Training(make(), X, T, seed=7)
    for epoch in run()[1:]:
        same = training.epoch(USUAL["learning_rate"], USUAL["batch_size"])
        assert (same.index, same.loss, same.diverged) == (epoch.index, epoch.loss, epoch.diverged)
        assert np.array_equal(numbers(same.network), numbers(epoch.network))


@pytest.mark.parametrize("n_samples", [9, 40, 60])
def test_other_samples_count_from_then_on(n_samples):
    x = RNG.normal(size=(n_samples, 2))
    target = one_hot((x[:, 0] > 0).astype(int), 2).copy()
    rng, training = np.random.default_rng(7), Training(make(), X, T, seed=7)
    network = epoch_written_out(make(), X, T, 0.5, 15, rng)
    before = training.epoch(0.5, 15)
    kept = x.copy(), target.copy()
    training.use(x, target)
    x[...], target[...] = np.nan, np.nan  # the caller's own; the training has its copy
    assert (training.last.index, training.last.network) == (1, before.network)
    assert training.last.loss == pytest.approx(loss(network, *kept), rel=1e-9)
    assert training.last.loss != before.loss
    assert before.loss == pytest.approx(loss(network, X, T), rel=1e-9)  # what was given out stays
    for _ in range(2):
        network = epoch_written_out(network, *kept, 0.5, 15, rng)
        epoch = training.epoch(0.5, 15)
        assert numbers(epoch.network) == pytest.approx(numbers(network), rel=1e-9, abs=1e-12)
        assert epoch.loss == pytest.approx(loss(network, *kept), rel=1e-9)


@pytest.mark.parametrize("hidden", ["tanh", "relu"])
@pytest.mark.parametrize("n_good", [0, 1])
def test_after_an_epoch_that_diverged_a_smaller_step_goes_on_from_the_last_finite_state(hidden, n_good):
    network, rng = make(hidden=hidden, output="linear"), np.random.default_rng(7)
    training = Training(network, X, T, seed=7)
    for _ in range(n_good):
        network = epoch_written_out(network, X, T, 0.1, 15, rng)
        training.epoch(0.1, 15)
    good = training.last
    for n_bad in (1, 2):
        rng.permutation(40)
        bad = training.epoch(1e308, 15)
        assert (bad.index, bad.diverged) == (n_good + n_bad, True)
        assert (bad.network, bad.loss) == (good.network, good.loss)
    for n_after in (1, 2):
        network = epoch_written_out(network, X, T, 0.1, 15, rng)
        epoch = training.epoch(0.1, 15)
        assert (epoch.index, epoch.diverged) == (n_good + 2 + n_after, False)
        assert numbers(epoch.network) == pytest.approx(numbers(network), rel=1e-9, abs=1e-12)
        assert epoch.loss == pytest.approx(loss(network, X, T), rel=1e-9)


BAD_SAMPLES = [
    ([[1.0, 2.0, 3.0]] * 40, T),
    (X * np.nan, T),
    ("x", T),
    (X[0], T),
    (X[:0], T[:0]),
    (X, T[:39]),
    (X, T[:, :1]),
    (X, T * 2),
    (X, T / 2),
    (X, -T),
    (X, None),
]


def refusal(call, *args, **options):
    with pytest.raises(ValueError, match=r"^(x|target|seed): expected") as caught:
        call(*args, **options)
    return str(caught.value)


@pytest.mark.parametrize(("x", "target"), BAD_SAMPLES)
def test_a_training_refuses_the_samples_that_train_refuses_and_stays_as_it_was(x, target):
    expected = refusal(train, make(), x, target, **USUAL)
    assert refusal(Training, make(), x, target, seed=7) == expected
    training, other = Training(make(), X, T, seed=7), Training(make(), X, T, seed=7)
    before = training.last
    assert refusal(training.use, x, target) == expected
    assert training.last is before
    assert training.epoch(0.5, 15).loss == other.epoch(0.5, 15).loss


@pytest.mark.parametrize("seed", [-1, 1.5, "1", None, np.nan, True])
def test_a_training_refuses_the_seeds_that_train_refuses(seed):
    assert refusal(Training, make(), X, T, seed=seed) == refusal(train, make(), X, T, **(USUAL | {"seed": seed}))
