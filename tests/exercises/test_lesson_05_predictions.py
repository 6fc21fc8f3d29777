"""What the predictions of lesson 05 say of their networks is what these do."""

import re

import numpy as np
import pytest
from shipped import LESSONS, code_cells, read, text_of

from nbhelpers import explore
from nbhelpers.datasets import digits, planar, split
from nbhelpers.network import Network, accuracy, forward, gradient_flow, one_hot, race, train

CIRCLE = split(planar("circle"), seed=2)  # the playground's


def trained(layers, seed, *, hidden="tanh", init="xavier", data=CIRCLE, start=None, **how):
    """Return a network after training."""
    network = start or Network.create([2, *layers, 1], hidden=hidden, output="sigmoid", init=init, seed=seed)
    options = {"learning_rate": 0.1, "n_epochs": 300, "batch_size": 10, "seed": seed} | how
    *_, end = train(network, *data[0], **options)
    return end


def held_out(*args, data=CIRCLE, seeds=5, **how):
    """Return the share of held-out points right with each seed, in percent."""
    ends = [trained(*args, seed, data=data, **how) for seed in range(seeds)]
    return [100 * accuracy(end.network, *data[1]) for end in ends]


def within(values, low, high):
    """Return whether the smallest and the largest are these, rounded."""
    return (round(min(values)), round(max(values))) == (low, high)


def test_without_a_hidden_layer():
    fresh = planar("circle", n_samples=10_000, seed=1)
    assert within(held_out([], seeds=10, data=(CIRCLE[0], fresh)), 49, 52)
    assert max(held_out([], seeds=2, n_epochs=1500, data=(CIRCLE[0], fresh))) < 53
    assert within(held_out([], seeds=10), 51, 54)
    along = [fresh.x @ [np.cos(turn), np.sin(turn)] for turn in np.linspace(0, 2 * np.pi, 72, endpoint=False)]
    best = max(np.mean((x < at) == (fresh.target[:, 0] == 1)) for x in along for at in np.linspace(-1.5, 1.5, 61))
    assert round(100 * best) == 66  # of all lines


def test_the_pictures_of_no_unit_and_three_say_what_the_text_says():
    assert "54.4 % right on held-out points" in explore.playground(layers="").text
    assert "96.8 % right on held-out points" in explore.playground(layers="3", n_epochs=300).text


@pytest.mark.parametrize(("units", "low", "high"), [(1, 63, 73), (2, 82, 86), (3, 96, 98)])
def test_one_unit_two_and_three(units, low, high):
    assert within(held_out([units]), low, high)


def test_six_layers_of_sigmoids():
    ends = [trained([8] * 6, seed, hidden="sigmoid", n_epochs=250) for seed in range(5)]
    for end in ends:
        assert end.loss == pytest.approx(np.log(2), abs=0.005)
        flow = gradient_flow(end.network, *CIRCLE[0])
        assert flow.gradient_rms[0] < flow.gradient_rms[-1] / 100
        assert round(flow.activation_std[0], 1) == 0.1
        assert flow.activation_std[5] < 1e-4
        assert accuracy(end.network, *CIRCLE[1]) == pytest.approx(0.5, abs=0.01)


def test_a_rate_that_is_too_large_is_not_repaired_by_a_small_one():
    shares = []
    for seed in range(5):
        spoiled = trained([4, 2], seed, learning_rate=10.0, n_epochs=50).network
        end = trained([4, 2], seed, start=spoiled, n_epochs=500)
        gradients = gradient_flow(spoiled, *CIRCLE[0]).gradient_rms
        assert gradients[0] < gradients[-1] / 1000
        assert np.abs(forward(spoiled, CIRCLE[0].x).a[1]).min() > 0.9  # the flat ends
        shares.append(accuracy(end.network, *CIRCLE[1]))
    assert max(shares) < 0.8
    assert np.median(shares) == pytest.approx(0.5, abs=0.03)


@pytest.mark.parametrize(("rate", "n_dead"), [(0.1, 1), (10.0, 5)])
def test_steps_that_are_too_large_leave_a_whole_layer_of_relu_units_dead(rate, n_dead):
    how = {"hidden": "relu", "init": "he", "learning_rate": rate, "n_epochs": 50}
    ends = [trained([4, 2], seed, **how).network for seed in range(5)]
    assert sum(not np.any(forward(end, CIRCLE[0].x).a[1]) for end in ends) == n_dead


def twenty_starts(n_units):
    how = {"learning_rate": 0.1, "batch_size": 10, "n_epochs": 150, "seed": list(range(20))}
    sizes, names = [2, n_units, 1], ["relu"] * 20
    *_, end = race(*split(planar("xor")), layer_sizes=sizes, activations=names, init="he", **how)
    return end.runners


def test_twenty_starts():
    data = split(planar("xor"))
    ends = twenty_starts(3)
    right = np.array([end.accuracy[-1] for end in ends])
    stuck = np.flatnonzero(right < 0.8)
    assert len(stuck) == 8
    assert within(100 * right[stuck], 69, 75)
    x = np.random.default_rng(0).uniform(-2, 2, (1000, 2))
    for seed in stuck:
        off = np.all(forward(ends[seed].network, x).a[0] == 0, axis=1)
        assert np.mean(off) > 0.2
        longer = trained(None, seed, start=ends[seed].network, data=data, n_epochs=2000)
        assert accuracy(longer.network, *data[1]) == pytest.approx(right[seed], abs=0.03)


def test_with_more_units_fewer_starts_get_stuck():
    (cell,) = [cell for cell in code_cells(read(LESSONS[4])) if "starts stuck" in cell.source]
    quoted = re.findall(r"(\d+) units: +(\d+) of 20 starts", text_of(cell))
    assert len(quoted) == 3
    for n_units, n_stuck in quoted:
        assert sum(end.accuracy[-1] < 0.8 for end in twenty_starts(int(n_units))) == int(n_stuck)


def test_depth_does_not_pay_on_the_digits():
    seen, new = split(digits(), train_fraction=0.75)
    target, how = one_hot(seen.label, 10), {"learning_rate": 0.1, "n_epochs": 40, "batch_size": 10, "seed": 0}

    def right(layers, hidden, init):
        start = Network.create([64, *layers, 10], hidden=hidden, output="softmax", init=init, seed=0)
        *_, end = train(start, seen.x, target, **how)
        return accuracy(end.network, new.x, one_hot(new.label, 10))

    assert right([32] * 5, "sigmoid", "xavier") == pytest.approx(0.1, abs=0.01)
    assert 0.96 < right([], "relu", "he") < right([32] * 5, "relu", "he") < 0.98


def test_five_readers_make_the_same_mistakes():
    seen, new = split(digits(), train_fraction=0.75)
    wrong, shares = [], []
    for seed in range(10):
        start = Network.create([64, 64, 10], hidden="relu", output="softmax", init="he", seed=seed)
        target, how = one_hot(seen.label, 10), {"learning_rate": 0.5, "n_epochs": 40, "batch_size": 10}
        *_, end = train(start, seen.x, target, **how, seed=seed)
        wrong.append(forward(end.network, new.x).output.argmax(axis=1) != new.label)
        moved = np.zeros((len(new.x), 8, 8))
        moved[:, :, 1:] = new.x.reshape(-1, 8, 8)[:, :, :-1]
        shares.append(accuracy(end.network, moved.reshape(-1, 64), one_hot(new.label, 10)))
    assert (len(seen.label), len(new.label)) == (1348, 449)
    assert within(1000 * (1 - np.mean(wrong, axis=1)), 973, 984)
    assert np.sum(wrong[:5], axis=1).tolist() == [9] * 5
    assert np.count_nonzero(np.any(wrong[:5], axis=0)) == 12
    assert np.count_nonzero(np.all(wrong[:5], axis=0)) == 7
    assert round(100 * np.median(shares)) == 48


def test_by_heart():
    data = split(planar("moons", noise=0.4), train_fraction=0.1)
    how = {"data": data, "learning_rate": 0.2}
    assert (len(data[0].x), len(data[1].x)) == (25, 225)
    assert within(held_out([8, 8], n_epochs=30, **how), 80, 80)
    assert within(held_out([8, 8], n_epochs=2000, **how), 76, 79)
    assert accuracy(trained([8, 8], 0, n_epochs=2000, **how).network, *data[0]) == 1
