"""The race and its histories: each runner is a training of its own, seen through records that never change."""

import math

import numpy as np
import pytest

from nbhelpers.datasets import planar, split
from nbhelpers.network import HIDDEN, INITS, Network, Run, forward, race

pytestmark = pytest.mark.usefixtures("strictest_floating_point")

TRAIN, TEST = split(planar("circle", n_samples=80, seed=1), seed=1)
SIZES = (2, 5, 4, 1)
TRAINING = {"learning_rate": 0.3, "n_epochs": 6, "batch_size": 15, "seed": 4}
MEASURED = ("loss", "loss_test", "accuracy", "accuracy_train", "moved", "gradient_rms")


def run(*data, **changes):
    return list(race(*(data or (TRAIN, TEST)), **({"layer_sizes": SIZES} | TRAINING | changes)))


def alone(activation, init="xavier", seed=4):
    network = Network.create(SIZES, hidden=activation, output="sigmoid", init=init, seed=seed)
    return Run(network, TRAIN, TEST, seed=seed)


@pytest.mark.parametrize(
    ("activations", "init", "seed"), [(HIDDEN, init, 4) for init in INITS] + [(["relu", "relu"], "he", (5, 6))]
)
def test_each_runner_does_what_it_would_do_alone_and_stays_as_it_was(activations, init, seed):
    rounds = run(activations=activations, init=init, seed=seed)
    assert [r.n_epochs for r in rounds] == list(range(7))
    for i, activation in enumerate(activations):
        it = alone(activation, init, seed if seed == 4 else seed[i])
        for r in rounds:
            runner, history = r.runners[i], it.history
            assert (runner.activation, runner.n_epochs, runner.diverged) == (activation, r.n_epochs, False)
            assert all(np.array_equal(getattr(runner, name), getattr(history, name)) for name in MEASURED)
            assert all(map(np.array_equal, runner.start.weights, history.start.weights))
            it.epoch(0.3, 15)
    assert [runner.activation for runner in run(n_epochs=0)[0].runners] == ["sigmoid", "relu"]  # the usual ones


def test_how_far_the_layers_have_moved_even_too_far_for_a_float():
    for r in run(init="he"):
        for runner in r.runners:
            expected = []
            for w, w0 in zip(runner.network.weights, runner.start.weights, strict=True):
                moves = [(a - b) ** 2 for a, b in zip(w.flat, w0.flat, strict=True)]
                expected.append(math.sqrt(math.fsum(moves) / math.fsum(b**2 for b in w0.flat)))
            assert runner.moved == pytest.approx(expected, rel=1e-12)
            assert len(set(expected)) == (3 if r.n_epochs else 1)
    runner = run(learning_rate=1e200, batch_size=100, n_epochs=1)[-1].runners[1]
    assert not runner.diverged
    pairs = zip(runner.network.weights, runner.start.weights, strict=True)
    assert runner.moved * 1e-200 == pytest.approx(
        [np.linalg.norm(w * 1e-200) / np.linalg.norm(w0) for w, w0 in pairs], rel=1e-12
    )
    assert runner.moved.min() > 1e190
    data = ([[1.0, 0.0]], [[1] * 8])
    end = run(data, data, layer_sizes=(2, 8), init="normal", learning_rate=1.5e308, n_epochs=1)[-1]
    for runner in end.runners:
        assert (runner.diverged, runner.activation, runner.dead) == (False, "sigmoid", 0)
        assert runner.moved.tolist() == [np.inf]


def test_epochs_to_a_loss_and_units_that_no_sample_gets_through():
    *_, before, last = run(n_epochs=40, batch_size=100, learning_rate=0.05)
    runner = last.runners[1]
    assert (np.diff(runner.loss) < 0).all()
    assert [runner.epochs_to(goal) for goal in (1e3, *runner.loss)] == [0, *range(41)]
    assert runner.epochs_to(np.mean(runner.loss[6:8])) == 7
    assert runner.epochs_to(runner.loss[-1] - 1e-12) is None
    assert before.runners[1].epochs_to(runner.loss[-1]) is None  # not what came later
    relu, tanh, step = run(activations=("relu", "tanh", "step"), learning_rate=3.0)[-1].runners
    assert (tanh.dead, step.dead) == (0, 1)
    off = [np.all(a <= 0, axis=0) for a in forward(relu.network, TRAIN.x).a[:-1]]
    assert 0 < relu.dead < 1
    assert relu.dead == np.mean(np.concatenate(off))


def test_one_that_diverges_stays_where_it_was_and_the_other_goes_on():
    rounds = run(activations=("leaky_relu", "sigmoid"), learning_rate=1e75, batch_size=100, n_epochs=8)
    fallen, steady = rounds[-1].runners
    it = alone("leaky_relu")
    while not it.history.diverged:
        before, end = it.history, it.epoch(1e75, 100)
    assert 1 < end.n_epochs < 8
    assert (fallen.diverged, fallen.n_epochs) == (True, before.n_epochs)
    assert all(map(np.array_equal, fallen.network.weights, before.network.weights))
    assert fallen is rounds[end.n_epochs].runners[0]
    assert fallen.loss.tolist() == before.loss.tolist()
    assert np.isfinite([*fallen.moved, *fallen.loss]).all()
    assert [r.runners[0].diverged for r in rounds] == [n >= end.n_epochs for n in range(9)]
    assert [r.n_epochs for r in rounds] == list(range(9))
    assert (steady.diverged, steady.n_epochs) == (False, 8)


def test_when_all_have_diverged_the_race_is_over_even_at_the_start():
    rounds = run(activations=("relu", "linear"), learning_rate=1e200, n_epochs=50)
    assert len(rounds) < 50
    assert [r.diverged for r in rounds] == [False] * (len(rounds) - 1) + [True]
    assert rounds[-1].n_epochs == len(rounds) - 1 == 1 + max(u.n_epochs for u in rounds[-1].runners)
    data = (np.full((2, 2), 1.7e308), [[0], [1]])
    (only,) = run(data, data, layer_sizes=(2, 30, 30, 1), init="he", activations=("relu", "linear"))
    for runner in only.runners:
        assert (runner.diverged, runner.n_epochs, len(runner.loss), len(runner.accuracy)) == (True, 0, 1, 1)
        assert runner.moved.tolist() == [0, 0, 0]
