"""A training that is watched and changed, and the same training from many starts."""

import numpy as np
import pytest

from nbhelpers.datasets import planar, split
from nbhelpers.network import Network, accuracy, loss, session, starts, train

SEEN, NEW = split(planar("moons"))
NOISY = split(planar("moons", noise=0.3))
USUAL = {"learning_rate": 0.2, "batch_size": 10, "seed": 3}


def make(output="sigmoid", **how):
    return Network.create([2, 4, 1], **{"hidden": "tanh", "output": output, "init": "xavier", "seed": 2} | how)


def numbers(network):
    return np.concatenate([array.ravel() for array in network.weights + network.biases])


def run(n_epochs, **changes):
    """Return a session and its state after so many epochs."""
    it = session(make(), SEEN, NEW, **USUAL | changes)
    for _ in range(n_epochs + 1):
        now = next(it)
    return it, now


def test_it_does_what_train_does_and_measures_both_sets():
    _, now = run(8)
    *epochs, last = train(make(), *SEEN, n_epochs=8, **USUAL)
    assert np.array_equal(numbers(now.network), numbers(last.network))
    assert (now.n_epochs, now.diverged) == (8, False)
    assert np.array_equal(numbers(now.start), numbers(make()))
    assert now.loss == pytest.approx([e.loss for e in (*epochs, last)], rel=1e-12)
    assert now.loss_test[-1] == pytest.approx(loss(last.network, *NEW), rel=1e-9)
    assert (now.accuracy[-1], now.accuracy_test[-1]) == (
        accuracy(last.network, *SEEN),
        accuracy(last.network, *NEW),
    )
    assert not any(each.flags.writeable for each in (now.loss, now.loss_test, now.accuracy, now.gradient_rms))


def test_what_is_sent_rules_from_there_on():
    it, before = run(3)
    after = it.send({"learning_rate": 0.0})
    assert after.n_epochs == before.n_epochs
    assert np.array_equal(numbers(next(it).network), numbers(before.network))  # α = 0: nothing moves
    it.send({"learning_rate": 0.1, "batch_size": 1000})  # all in one batch: the order does not matter
    at = next(it).network
    *_, expected = train(before.network, *SEEN, learning_rate=0.1, batch_size=1000, n_epochs=1, seed=0)
    assert numbers(at) == pytest.approx(numbers(expected.network), rel=1e-9)


def test_other_samples_are_measured_at_once_and_learned_from_next():
    it, before = run(3)
    losses = before.loss
    after = it.send({"data_train": NOISY[0], "data_test": NOISY[1]})
    assert after.network is before.network
    assert after.loss[:-1] == pytest.approx(losses[:-1])
    assert after.loss[-1] == pytest.approx(loss(before.network, *NOISY[0]))
    assert after.accuracy_test[-1] == accuracy(before.network, *NOISY[1])
    assert after.data_train == NOISY[0]
    now = next(it)
    assert now.loss[-1] == pytest.approx(loss(now.network, *NOISY[0]))
    assert len(now.loss) == 5


def test_after_other_samples_were_sent_it_learns_from_these():
    it, before = run(3, batch_size=1000)  # all in one batch: the order does not matter
    it.send({"data_train": NOISY[0], "data_test": NOISY[1]})
    *_, expected = train(before.network, *NOISY[0], **USUAL | {"batch_size": 1000}, n_epochs=1)
    assert numbers(next(it).network) == pytest.approx(numbers(expected.network), rel=1e-9)


def test_an_earlier_state_keeps_its_length():
    it, before = run(3)
    next(it)
    assert [len(each) for each in (before.loss, before.accuracy_test)] == [4, 4]


def test_a_state_handed_out_stays_as_it_is_when_other_samples_are_sent():
    it, before = run(3)
    kept = [column.copy() for column in (before.loss, before.loss_test, before.accuracy, before.accuracy_test)]
    it.send({"data_train": NOISY[0], "data_test": NOISY[1]})
    next(it)
    now = [before.loss, before.loss_test, before.accuracy, before.accuracy_test]
    assert all(map(np.array_equal, now, kept))


def test_a_start_whose_error_is_too_large_is_measured_without_a_warning():
    weights, biases = [np.full((2, 4), 1e308), np.full((4, 1), 1e308)], [np.zeros(4), np.zeros(1)]
    huge = Network(weights, biases, ("linear", "sigmoid"))
    now = next(session(huge, SEEN, NEW, **USUAL))
    assert now.diverged
    assert not np.isfinite([now.loss[0], now.loss_test[0]]).any()


def test_after_it_diverged_a_change_goes_on_from_the_last_finite_state():
    it = session(make(hidden="linear", init="he"), SEEN, NEW, **USUAL | {"learning_rate": 1e200})
    now = next(it)
    while not now.diverged:
        good, now = now, next(it)
    assert np.array_equal(numbers(now.network), numbers(good.network))
    assert not it.send({"learning_rate": 1e-9}).diverged
    later = next(it)
    assert not later.diverged
    assert numbers(later.network) == pytest.approx(numbers(good.network), rel=1e-3, abs=1e-6)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"learning_rate": -1}, "learning_rate: expected"),
        ({"batch_size": 0}, "batch_size: expected"),
        ({"seed": 0.5}, "seed: expected"),
    ],
    ids=str,
)
def test_a_session_refuses_by_name(changes, said):
    with pytest.raises(ValueError, match=said):
        session(make(), SEEN, NEW, **USUAL | changes)


def test_a_session_asks_for_answers_and_for_pairs():
    with pytest.raises(ValueError, match="network: expected a sigmoid or softmax output, got a linear one"):
        session(make(output="linear"), SEEN, NEW, **USUAL)
    with pytest.raises(ValueError, match="data_test: expected a pair, x and target"):
        session(make(), SEEN, NEW.x, **USUAL)


HOW = {"layer_sizes": [2, 3, 1], "activation": "relu", "init": "he", "learning_rate": 0.2, "batch_size": 10}


def test_each_start_is_the_training_of_its_seed():
    *_, last = starts(SEEN, NEW, n_starts=4, n_epochs=5, **HOW)
    assert last.n_epochs == 5
    for seed, epoch in enumerate(last.epochs):
        network = Network.create([2, 3, 1], hidden="relu", output="sigmoid", init="he", seed=seed)
        *_, alone = train(network, *SEEN, learning_rate=0.2, batch_size=10, n_epochs=5, seed=seed)
        assert np.array_equal(numbers(epoch.network), numbers(alone.network))
        assert last.accuracy[seed] == accuracy(alone.network, *NEW)


def test_one_start_is_enough():
    *_, last = starts(SEEN, NEW, n_starts=1, n_epochs=1, **HOW)
    assert len(last.epochs) == len(last.accuracy) == 1


def test_a_start_that_diverged_stays_while_the_others_go_on():
    *_, last = starts(SEEN, NEW, n_starts=6, n_epochs=20, **HOW | {"learning_rate": 1e5})
    assert {epoch.diverged for epoch in last.epochs} == {True, False}
    for epoch in last.epochs:
        assert (epoch.index < 20) == epoch.diverged
        assert np.isfinite(numbers(epoch.network)).all()
    assert last.n_epochs == 20


@pytest.mark.parametrize("n_starts", [0, -1, 1.5, None])
def test_the_number_of_starts_is_checked(n_starts):
    with pytest.raises(ValueError, match="n_starts: expected a whole number from 1 to 1,000"):
        starts(SEEN, NEW, n_starts=n_starts, n_epochs=1, **HOW)


@pytest.mark.parametrize("name", ["data_train", "data_test"])
def test_starts_ask_for_pairs_that_fit(name):
    for bad, said in (
        (None, ": expected a pair, x and target"),
        ((SEEN.x, [[1]]), ".target: expected as many rows"),
    ):
        with pytest.raises(ValueError, match=f"^{name}{said}"):
            starts(**{"data_train": SEEN, "data_test": NEW, name: bad}, n_starts=2, n_epochs=1, **HOW)
