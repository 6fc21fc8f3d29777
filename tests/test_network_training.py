"""Training: what an epoch does, that it helps, what a seed means, how it diverges, and what changes on the way."""

import itertools
import types

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from trainings import LABELS, T_TEST, USUAL, X_TEST, T, X, epoch_written_out, make, numbers, run, same, updated

from nbhelpers.activations import ACTIVATIONS
from nbhelpers.network import HIDDEN, LOSSES, MATCHING, Network, Run, State, accuracy, loss, train

pytestmark = pytest.mark.usefixtures("strictest_floating_point")


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_the_quick_functions_are_those_of_the_course(name):
    z = np.concatenate([np.linspace(-30, 30, 241), [-800.0, 800.0]])[:, None] * [1, 0.5]
    with np.errstate(all="ignore"):
        f, slope = ACTIVATIONS[name].quick
        a = f(z)
        assert a == pytest.approx(ACTIVATIONS[name].f(z), rel=1e-14, abs=1e-300)
        if name != "softmax":
            ours = np.broadcast_to(slope(z, a), z.shape)
            assert ours == pytest.approx(ACTIVATIONS[name].df(z), rel=0, abs=1e-15)


@pytest.mark.parametrize("kind", LOSSES)
@pytest.mark.parametrize("output", MATCHING)
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


def test_a_batch_of_all_samples_one_seed_and_no_epochs():
    once, all_of_them = run(batch_size=40, n_epochs=1)[-1], run(batch_size=10**6, n_epochs=1)[-1]
    assert np.array_equal(numbers(once.network), numbers(all_of_them.network))
    assert numbers(once.network) == pytest.approx(numbers(updated(make(), X, T, 0.5)), rel=1e-12)
    one, same, other = run(), run(), run(seed=8)
    assert np.array_equal(numbers(one[-1].network), numbers(same[-1].network))
    assert [e.loss for e in one] == [e.loss for e in same]
    assert not np.array_equal(numbers(one[-1].network), numbers(other[-1].network))
    assert np.array_equal(numbers(one[0].network), numbers(other[0].network))
    (start,) = run(n_epochs=0)
    assert (start.index, start.diverged, start.loss) == (0, False, pytest.approx(loss(make(), X, T)))
    still = run(learning_rate=0)
    assert len(still) == 6
    assert len({e.loss for e in still}) == 1


@pytest.mark.parametrize("output", MATCHING)
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
    st.sampled_from(list(MATCHING)),
    st.sampled_from(LOSSES),
    st.floats(0, 300).map(lambda power: 10**power),
)
@settings(max_examples=60, deadline=None)
def test_whatever_the_learning_rate_all_states_are_finite_and_only_the_last_diverged(hidden, output, kind, rate):
    epochs = run(make(hidden=hidden, output=output, loss=kind), learning_rate=rate)
    assert all(np.isfinite([*numbers(epoch.network), epoch.loss]).all() for epoch in epochs)
    assert not any(epoch.diverged for epoch in epochs[:-1])
    assert epochs[-1].diverged or len(epochs) == 6


def test_it_blows_up_slowly_or_in_a_weight_alone_or_at_the_start():
    network = Network([[[1.0]]], [[0.0]], ("linear",))
    epochs = run(network, [[1.0]], [[0.0]], learning_rate=200, n_epochs=500)
    assert 10 < epochs[-1].index < 500
    assert epochs[-1].diverged
    assert epochs[-2].loss > 1e100
    network = Network([[[1e-300]], [[1.0]]], [[0.0], [0.0]], ("relu", "linear"))
    start, end = run(network, [[1e300]], [[-1e10]], learning_rate=1)  # the weight becomes −∞, the unit silent
    assert (end.index, end.diverged) == (1, True)
    assert end.network is start.network
    network = Network([[[1e200]]], [[0.0]], ("linear",))
    (only,) = run(network, [[1.0]], [[0.0]])
    assert (only.index, only.diverged, only.loss) == (0, True, np.inf)
    weights, biases = [np.full((2, 4), 1e308), np.full((4, 2), 1e308)], [np.zeros(4), np.zeros(2)]
    huge = Network(weights, biases, ("linear", "sigmoid"))
    now = watch(huge).history
    assert now.diverged
    assert not np.isfinite([now.loss[0], now.loss_test[0]]).any()


def test_the_iterator_stops_when_asked_and_leaves_the_caller_his_floating_point():
    epochs = train(make(), X, T, **(USUAL | {"n_epochs": 10**9}))
    assert isinstance(epochs, types.GeneratorType)
    settings_before = np.geterr()
    for epoch in itertools.islice(epochs, 3):
        assert isinstance(epoch, State)
        assert np.geterr() == settings_before
    epochs.close()
    assert next(epochs, None) is None
    assert np.geterr() == settings_before


def watch(network=None, data_train=(X, T)):
    return Run(make() if network is None else network, data_train, (X_TEST, T_TEST), seed=7)


def test_a_run_does_what_train_does_and_measures_both_sets():
    one = watch()
    states, histories = (
        run(),
        [one.history, *(one.epoch(USUAL["learning_rate"], USUAL["batch_size"]) for _ in range(5))],
    )
    for n, (state, history) in enumerate(zip(states, histories, strict=True)):
        assert same(history.network, state.network)
        assert same(history.start, make())
        assert (history.n_epochs, history.diverged) == (n, False)
        assert history.loss.tolist() == [state.loss for state in states[: n + 1]]
        networks = [state.network for state in states[: n + 1]]
        assert history.loss_test == pytest.approx([loss(each, X_TEST, T_TEST) for each in networks], rel=1e-9)
        assert history.accuracy_train.tolist() == [accuracy(each, X, T) for each in networks]
        assert history.accuracy.tolist() == [accuracy(each, X_TEST, T_TEST) for each in networks]
    assert one.history is histories[-1]


def test_the_learning_rate_and_the_batch_size_may_change_from_one_epoch_to_the_next():
    network, rng, one = make(), np.random.default_rng(7), watch()
    plan = [(0.5, 15), (0.1, 40), (0.3, 7), (0, 1), (0.2, 10**6), (0.5, 15)]
    for index, (learning_rate, batch_size) in enumerate(plan, start=1):
        network = epoch_written_out(network, X, T, learning_rate, batch_size, rng)
        now = one.epoch(learning_rate, batch_size)
        assert (now.n_epochs, now.diverged) == (index, False)
        assert numbers(now.network) == pytest.approx(numbers(network), rel=1e-9, abs=1e-12)
        assert now.loss[-1] == pytest.approx(loss(network, X, T), rel=1e-9)


def columns(history):
    return [history.loss.copy(), history.loss_test.copy(), history.accuracy_train.copy(), history.accuracy.copy()]


@pytest.mark.parametrize("n_samples", [9, 40, 60])
def test_other_samples_are_measured_at_once_and_learned_from_next(n_samples):
    x = np.random.default_rng(6).normal(size=(n_samples, 2))
    target = np.eye(2)[(x[:, 0] > 0).astype(int)]
    rng, one = np.random.default_rng(7), watch()
    network = epoch_written_out(make(), X, T, 0.5, 15, rng)
    before = one.epoch(0.5, 15)
    kept, then = (x.copy(), target.copy()), columns(before)
    after = one.use((x, target), (X, T))
    x[...], target[...] = np.nan, np.nan  # the caller's own; the run has its copy
    assert (after.n_epochs, after.network, after.start) == (1, before.network, before.start)
    assert all(
        np.array_equal(*pair) for pair in zip((*after.data_train, *after.data_test), (*kept, X, T), strict=True)
    )
    expected = loss(network, *kept), loss(network, X, T), accuracy(network, *kept), accuracy(network, X, T)
    assert [column[-1] for column in columns(after)] == pytest.approx(expected, rel=1e-9)
    assert [column[0] for column in columns(after)] == [column[0] for column in then]
    for n in (2, 3):
        network = epoch_written_out(network, *kept, 0.5, 15, rng)
        now = one.epoch(0.5, 15)
        assert numbers(now.network) == pytest.approx(numbers(network), rel=1e-9, abs=1e-12)
        assert now.loss[-1] == pytest.approx(loss(network, *kept), rel=1e-9)
        assert [len(column) for column in columns(now)] == [n + 1] * 4
    assert all(map(np.array_equal, columns(before), then))  # what was handed out stays


def test_samples_that_are_refused_leave_a_run_as_it_was():
    one, other = watch(), watch()
    before = one.history
    for bad in (((X, T * 2), (X, T)), ((X, T), (X, T[:3])), ((X, T), None)):
        with pytest.raises(ValueError, match=r"^data_t"):
            one.use(*bad)
    assert one.history is before
    assert all(map(np.array_equal, columns(one.epoch(0.5, 15)), columns(other.epoch(0.5, 15))))


@pytest.mark.parametrize("hidden", ["linear", "relu"])
@pytest.mark.parametrize("n_good", [0, 1])
def test_after_an_epoch_that_diverged_a_smaller_step_goes_on_from_the_last_finite_state(hidden, n_good):
    network, rng = make(hidden=hidden), np.random.default_rng(7)
    one = watch(network)
    for _ in range(n_good):
        network = epoch_written_out(network, X, T, 0.1, 15, rng)
        one.epoch(0.1, 15)
    good = one.history
    for n_bad in (1, 2):
        rng.permutation(40)
        bad = one.epoch(1e308, 15)
        assert (bad.n_epochs, bad.diverged, bad.network) == (n_good + n_bad, True, good.network)
        assert [column.tolist() for column in columns(bad)] == [
            [*column.tolist(), *column.tolist()[-1:] * n_bad] for column in columns(good)
        ]
    if n_good:  # it goes on in any case
        assert not one.use((X, T), (X, T)).diverged
    for n_after in (1, 2):
        network = epoch_written_out(network, X, T, 0.1, 15, rng)
        now = one.epoch(0.1, 15)
        assert (now.n_epochs, now.diverged) == (n_good + 2 + n_after, False)
        assert numbers(now.network) == pytest.approx(numbers(network), rel=1e-9, abs=1e-12)
        assert now.loss[-1] == pytest.approx(loss(network, X, T), rel=1e-9)
