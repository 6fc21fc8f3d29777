"""Training: what an epoch does, that it helps, what one seed means, and how a run that blows up ends."""

import itertools
import types

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from trainings import LABELS, USUAL, T, X, epoch_written_out, make, numbers, run, updated

from nbhelpers.activations import ACTIVATIONS
from nbhelpers.network import (
    FITTING,
    HIDDEN,
    LOSSES,
    Epoch,
    Network,
    accuracy,
    core,
    forward,
    loss,
    train,
)


@pytest.fixture(autouse=True)
def the_strictest_floating_point():
    with np.errstate(all="raise"):
        yield


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_the_quick_functions_are_those_of_the_course(name):
    z = np.concatenate([np.linspace(-30, 30, 241), [-800.0, 800.0]])[:, None] * [1, 0.5]
    with np.errstate(all="ignore"):
        f, slope = core.quick(name)
        a = f(z)
        assert a == pytest.approx(ACTIVATIONS[name].f(z), rel=1e-14, abs=1e-300)
        if slope is not None:
            ours = np.broadcast_to(slope(z, a), z.shape)
            assert ours == pytest.approx(ACTIVATIONS[name].df(z), rel=0, abs=1e-15)


@pytest.mark.parametrize("kind", LOSSES)
@pytest.mark.parametrize("output", FITTING)
@pytest.mark.parametrize("hidden", HIDDEN)
def test_an_epoch_is_one_update_for_each_batch_of_the_shuffled_samples(hidden, output, kind):
    network, rng = make(hidden=hidden, output=output, loss=kind), np.random.default_rng(7)
    epochs = run(network, n_epochs=3, learning_rate=0.1)
    for epoch in epochs:
        assert numbers(epoch.network) == pytest.approx(numbers(network), rel=1e-9, abs=1e-12)
        assert epoch.loss == pytest.approx(loss(epoch.network, X, T), rel=1e-12)
        network = epoch_written_out(network, X, T, 0.1, 15, rng)
    assert [epoch.index for epoch in epochs] == [0, 1, 2, 3]
    assert {(e.network.activations, e.network.loss) for e in epochs} == {(network.activations, kind)}


def test_a_batch_of_all_samples_is_plain_gradient_descent():
    once, all_of_them = run(batch_size=40, n_epochs=1)[-1], run(batch_size=10**6, n_epochs=1)[-1]
    assert np.array_equal(numbers(once.network), numbers(all_of_them.network))
    assert numbers(once.network) == pytest.approx(numbers(updated(make(), X, T, 0.5)), rel=1e-12)


@pytest.mark.parametrize("output", FITTING)
def test_training_learns_what_no_line_can_tell_apart(output):
    target = LABELS[:, None] if output == "sigmoid" else T
    network = make((2, 8, 8, target.shape[1]), output=output, seed=1)
    first, *_, last = train(network, X, target, learning_rate=0.3, n_epochs=400, batch_size=10, seed=0)
    assert last.loss < 0.1 * first.loss
    if output != "linear":
        assert accuracy(last.network, X, target) == 1


@given(st.integers(0, 10**6))
@settings(max_examples=20, deadline=None)
def test_a_small_step_on_all_samples_never_raises_the_loss(seed):
    before, after = run(make(seed=seed), n_epochs=1, batch_size=40, learning_rate=1e-3)
    assert after.loss <= before.loss


def test_one_seed_is_one_training():
    one, same, other = run(), run(), run(seed=8)
    assert np.array_equal(numbers(one[-1].network), numbers(same[-1].network))
    assert [e.loss for e in one] == [e.loss for e in same]
    assert not np.array_equal(numbers(one[-1].network), numbers(other[-1].network))
    assert np.array_equal(numbers(one[0].network), numbers(other[0].network))


def test_no_epochs_and_no_steps():
    (start,) = run(n_epochs=0)
    assert (start.index, start.diverged, start.loss) == (0, False, pytest.approx(loss(make(), X, T)))
    still = run(learning_rate=0)
    assert len(still) == 6
    assert len({e.loss for e in still}) == 1


def test_nothing_given_is_changed_and_nothing_kept_changes_later():
    network, x, target = make(), X.copy(), np.array(T)
    before = numbers(network)
    epochs = []
    for epoch in train(network, x, target, **USUAL):
        x[...], target[...] = np.nan, np.nan  # the caller's own; the run has its copy
        epochs.append((epoch, numbers(epoch.network)))
    assert np.array_equal(numbers(network), before)
    assert [e.loss for e, _ in epochs] == [e.loss for e in run()]
    for epoch, then in epochs:
        assert np.array_equal(numbers(epoch.network), then)
        with pytest.raises(ValueError, match="read-only"):
            epoch.network.weights[0][0, 0] = 1
        with pytest.raises(AttributeError):
            epoch.loss = 0
    assert not np.array_equal(epochs[0][1], epochs[-1][1])


@pytest.mark.parametrize(
    ("hidden", "output"), [*((hidden, "linear") for hidden in HIDDEN), ("linear", "sigmoid"), ("linear", "softmax")]
)
def test_a_run_that_blows_up_ends_with_its_last_finite_state(hidden, output):
    network = make(hidden=hidden, output=output)
    epochs = run(network, learning_rate=1e200, n_epochs=50)
    *fine, last = epochs
    assert 2 <= len(epochs) < 51
    assert not any(epoch.diverged for epoch in fine)
    assert last.diverged
    assert last.index == fine[-1].index + 1
    assert last.network is fine[-1].network
    assert last.loss == fine[-1].loss
    assert all(np.isfinite([*numbers(e.network), e.loss]).all() for e in epochs)


@given(
    st.sampled_from(HIDDEN),
    st.sampled_from(list(FITTING)),
    st.sampled_from(LOSSES),
    st.floats(0, 300).map(lambda power: 10**power),
)
@settings(max_examples=60, deadline=None)
def test_whatever_the_learning_rate_all_states_are_finite_and_only_the_last_diverged(hidden, output, kind, rate):
    epochs = run(make(hidden=hidden, output=output, loss=kind), learning_rate=rate)
    assert all(np.isfinite([*numbers(epoch.network), epoch.loss]).all() for epoch in epochs)
    assert not any(epoch.diverged for epoch in epochs[:-1])
    assert epochs[-1].diverged or len(epochs) == 6


def test_a_run_that_grows_slowly_blows_up_later():
    network = Network([[[1.0]]], [[0.0]], ("linear",))
    epochs = run(network, [[1.0]], [[0.0]], learning_rate=200, n_epochs=500)
    assert 10 < epochs[-1].index < 500
    assert epochs[-1].diverged
    assert epochs[-2].loss > 1e100


def test_a_weight_that_is_too_large_is_seen_even_where_the_loss_is_not():
    network = Network([[[1e-300]], [[1.0]]], [[0.0], [0.0]], ("relu", "linear"))
    start, end = run(network, [[1e300]], [[-1e10]], learning_rate=1)  # the weight becomes −∞, the unit silent
    assert (end.index, end.diverged) == (1, True)
    assert end.network is start.network


def test_a_start_whose_error_is_too_large_is_the_end():
    network = Network([[[1e200]]], [[0.0]], ("linear",))
    (only,) = run(network, [[1.0]], [[0.0]])
    assert (only.index, only.diverged, only.loss) == (0, True, np.inf)


def test_the_iterator_stops_when_asked_and_leaves_the_caller_his_floating_point():
    epochs = train(make(), X, T, **(USUAL | {"n_epochs": 10**9}))
    assert isinstance(epochs, types.GeneratorType)
    settings_before = np.geterr()
    for epoch in itertools.islice(epochs, 3):
        assert isinstance(epoch, Epoch)
        assert np.geterr() == settings_before
    epochs.close()
    assert next(epochs, None) is None
    assert np.geterr() == settings_before


def test_two_runs_side_by_side_do_not_disturb_each_other():
    one = train(make(), X, T, **USUAL)
    two = train(make(), X, T, **USUAL)
    for first, second in zip(one, two, strict=True):
        assert np.array_equal(numbers(first.network), numbers(second.network))


def test_a_trained_network_is_a_network_like_any_other():
    network = run()[-1].network
    again = Network(network.weights, network.biases, network.activations, network.loss)
    assert np.array_equal(forward(again, X).output, forward(network, X).output)
    assert network.layer_sizes == (2, 6, 5, 2)
    assert run(network)[-1].loss < run()[0].loss
