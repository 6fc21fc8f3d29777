"""Training and its record: what an epoch does, what a seed means, how it diverges, and what changes on the way."""

import itertools

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nbhelpers.activations import ACTIVATIONS
from nbhelpers.network import HIDDEN, LOSSES, MATCHING, Network, Run, accuracy, backward, loss, one_hot, race, train

pytestmark = pytest.mark.usefixtures("strictest_floating_point")

X, X_TEST = np.random.default_rng(5).normal(size=(2, 40, 2))
LABELS = (X[:, 0] * X[:, 1] > 0).astype(int)
T, T_TEST = one_hot(LABELS, 2), one_hot((X_TEST[:, 0] > 0).astype(int), 2)
USUAL = {"learning_rate": 0.5, "n_epochs": 5, "batch_size": 15, "seed": 7}


def make(sizes=(2, 6, 5, 2), hidden="tanh", output="softmax", init="xavier", seed=2, loss="matching"):
    return Network.create(sizes, hidden=hidden, output=output, init=init, seed=seed, loss=loss)


def run(network=None, x=X, target=T, **changes):
    return list(train(make() if network is None else network, x, target, **(USUAL | changes)))


def watch(network=None):
    return Run(make() if network is None else network, (X, T), (X_TEST, T_TEST), seed=7)


def numbers(network):
    return np.concatenate([array.ravel() for array in network.weights + network.biases])


def columns(history):
    return [history.loss.copy(), history.loss_test.copy(), history.accuracy_train.copy(), history.accuracy.copy()]


def epoch_written_out(network, x, target, learning_rate, batch_size, rng):
    """Take one step of `backward`, written out, for each batch."""
    order = rng.permutation(len(x))
    for first in range(0, len(x), batch_size):
        batch = order[first : first + batch_size]
        g = backward(network, x[batch], target[batch])
        weights = [w - learning_rate * dE_dw for w, dE_dw in zip(network.weights, g.weights, strict=True)]
        biases = [b - learning_rate * dE_db for b, dE_db in zip(network.biases, g.biases, strict=True)]
        network = Network(weights, biases, network.activations, network.loss)
    return network


def agrees(now, network, x=X, target=T):
    """Assert that a state or a history has reached the network that was written out, and its loss."""
    assert numbers(now.network) == pytest.approx(numbers(network), rel=1e-9, abs=1e-12)
    assert np.ravel(now.loss)[-1] == pytest.approx(loss(network, x, target), rel=1e-9)
    assert (now.network.activations, now.network.loss) == (network.activations, network.loss)


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
        agrees(epoch, network)
        network = epoch_written_out(network, X, T, 0.1, 15, rng)
    assert [epoch.index for epoch in epochs] == [0, 1, 2, 3]


def test_one_seed_is_one_training_of_the_samples_as_they_were():
    x, target = X.copy(), np.array(T)
    one, other, then = train(make(), x, target, **USUAL), run(seed=8), []
    for epoch in one:
        x[...], target[...] = np.nan, np.nan  # the caller's own; the run has its copy
        then.append((epoch, numbers(epoch.network)))
    for (epoch, kept), same in zip(then, run(), strict=True):
        assert np.array_equal(numbers(epoch.network), kept)  # what was handed out stays
        assert np.array_equal(kept, numbers(same.network))
        assert epoch.loss == same.loss
    same = [np.array_equal(kept, numbers(it.network)) for (_, kept), it in zip(then, other, strict=True)]
    assert same == [True] + 5 * [False]  # the start, and nothing after it
    (start,) = run(n_epochs=0)
    assert (start.index, start.diverged) == (0, False)
    assert len({epoch.loss for epoch in run(learning_rate=0)}) == 1


@given(
    st.sampled_from(HIDDEN),
    st.sampled_from(list(MATCHING)),
    st.sampled_from(LOSSES),
    st.floats(0, 300).map(lambda power: 10**power),
)
@example("linear", "sigmoid", "matching", 1e200)
@example("linear", "softmax", "matching", 1e200)
@example("step", "linear", "matching", 1e200)
@settings(max_examples=60)
def test_whatever_the_learning_rate_all_states_are_finite_and_only_the_last_diverged(hidden, output, kind, rate):
    *fine, last = epochs = run(make(hidden=hidden, output=output, loss=kind), learning_rate=rate)
    assert all(np.isfinite([*numbers(epoch.network), epoch.loss]).all() for epoch in epochs)
    assert not any(epoch.diverged for epoch in fine)
    assert last.index == len(fine)
    if last.diverged:
        assert last.network is fine[-1].network
        assert last.loss == fine[-1].loss
    else:
        assert len(epochs) == 6
    if rate >= 1e200 and (output == "linear" or hidden == "linear"):
        assert last.diverged


def test_it_blows_up_in_a_weight_alone_or_at_the_start():
    network = Network([[[1e-300]], [[1.0]]], [[0.0], [0.0]], ("relu", "linear"))
    start, end = run(network, [[1e300]], [[-1e10]], learning_rate=1)  # the weight becomes −∞, the unit silent
    assert (end.index, end.diverged) == (1, True)
    assert end.network is start.network
    network = Network([[[1e200]]], [[0.0]], ("linear",))
    (only,) = run(network, [[1.0]], [[0.0]])
    assert (only.index, only.diverged, only.loss) == (0, True, np.inf)


@pytest.mark.parametrize("racing", [False, True])
def test_an_iterator_goes_on_when_asked_and_keeps_the_callers_floating_point_settings(racing):
    many = USUAL | {"n_epochs": 10**9}
    states = race((X, T), (X, T), layer_sizes=[2, 3, 2], **many) if racing else train(make(), X, T, **many)
    before = np.geterr()
    for _ in itertools.islice(states, 3):
        assert np.geterr() == before
    states.close()
    assert next(states, None) is None


def test_a_run_does_what_train_does_and_measures_both_sets():
    one = watch()
    histories = [one.history, *(one.epoch(USUAL["learning_rate"], USUAL["batch_size"]) for _ in range(5))]
    then = [columns(history) for history in histories]
    states = run()
    networks = [state.network for state in states]
    for n, (state, history) in enumerate(zip(states, histories, strict=True)):
        assert np.array_equal(numbers(history.network), numbers(state.network))
        assert np.array_equal(numbers(history.start), numbers(make()))
        assert (history.n_epochs, history.diverged) == (n, False)
        assert history.loss.tolist() == [each.loss for each in states[: n + 1]]
        measured = [loss(each, X_TEST, T_TEST) for each in networks[: n + 1]]
        assert history.loss_test == pytest.approx(measured, rel=1e-9)
        assert history.accuracy_train.tolist() == [accuracy(each, X, T) for each in networks[: n + 1]]
        assert history.accuracy.tolist() == [accuracy(each, X_TEST, T_TEST) for each in networks[: n + 1]]
        assert all(map(np.array_equal, columns(history), then[n]))  # what was handed out stays
    assert one.history is histories[-1]


def test_the_learning_rate_and_the_batch_size_may_change_from_one_epoch_to_the_next():
    network, rng, one = make(), np.random.default_rng(7), watch()
    for learning_rate, batch_size in [(0.5, 15), (0.1, 40), (0.3, 7), (0, 1), (0.2, 10**6), (0.5, 15)]:
        network = epoch_written_out(network, X, T, learning_rate, batch_size, rng)
        agrees(one.epoch(learning_rate, batch_size), network)
    assert (one.history.n_epochs, one.history.diverged) == (6, False)


@pytest.mark.parametrize("n_samples", [9, 40, 60])
def test_other_samples_are_measured_at_once_and_learned_from_next(n_samples):
    x = np.random.default_rng(6).normal(size=(n_samples, 2))
    target = np.eye(2)[(x[:, 0] > 0).astype(int)]
    rng, one = np.random.default_rng(7), watch()
    network = epoch_written_out(make(), X, T, 0.5, 15, rng)
    before = one.epoch(0.5, 15)
    kept, then = (x.copy(), target.copy()), columns(before)
    for bad in (((X, T * 2), (X, T)), ((X, T), (X, T[:3])), ((X, T), None)):
        with pytest.raises(ValueError, match=r"^data_t"):
            one.use(*bad)
    assert one.history is before  # what is refused changes nothing
    after = one.use((x, target), (X, T))
    x[...], target[...] = np.nan, np.nan  # the caller's own; the run has its copy
    assert (after.n_epochs, after.network, after.start) == (1, before.network, before.start)
    assert all(map(np.array_equal, (*after.data_train, *after.data_test), (*kept, X, T)))
    expected = loss(network, *kept), loss(network, X, T), accuracy(network, *kept), accuracy(network, X, T)
    assert [column[-1] for column in columns(after)] == pytest.approx(expected, rel=1e-9)
    assert [column[0] for column in columns(after)] == [column[0] for column in then]
    for n in (2, 3):
        network = epoch_written_out(network, *kept, 0.5, 15, rng)
        now = one.epoch(0.5, 15)
        agrees(now, network, *kept)
        assert [len(column) for column in columns(now)] == [n + 1] * 4


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
        agrees(now, network)
