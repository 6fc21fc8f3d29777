"""The race and its histories: each runner is a training of its own, seen through records that never change."""

import itertools
import math
import types

import numpy as np
import pytest
from trainings import same

from nbhelpers.datasets import planar, split
from nbhelpers.network import HIDDEN, INITS, Network, accuracy, forward, gradient_flow, loss, race, train

pytestmark = pytest.mark.usefixtures("strictest_floating_point")

TRAIN, TEST = split(planar("circle", n_samples=80, seed=1), seed=1)
SIZES = (2, 5, 4, 1)
TRAINING = {"learning_rate": 0.3, "n_epochs": 6, "batch_size": 15, "seed": 4}


def start(data_train=TRAIN, data_test=TEST, **changes):
    return race(data_train, data_test, **({"layer_sizes": SIZES} | TRAINING | changes))


def run(*data, **changes):
    return list(start(*data, **changes))


def alone(activation, init="xavier", **changes):
    options = TRAINING | changes
    network = Network.create(SIZES, hidden=activation, output="sigmoid", init=init, seed=options["seed"])
    return list(train(network, *TRAIN, **options))


@pytest.mark.parametrize("seed", [4, (5, 6)], ids=str)
@pytest.mark.parametrize("init", INITS)
@pytest.mark.parametrize("activations", [("sigmoid", "relu"), ["relu", "relu"]], ids=str)
def test_each_runner_does_what_it_would_do_alone(activations, init, seed):
    rounds = run(activations=activations, init=init, seed=seed)
    assert [r.n_epochs for r in rounds] == list(range(7))
    for i, activation in enumerate(activations):
        epochs = alone(activation, init, seed=seed if seed == 4 else seed[i])
        for r, epoch in zip(rounds, epochs, strict=True):
            runner = r.runners[i]
            assert same(runner.network, epoch.network)
            assert same(runner.start, epochs[0].network)
            assert (runner.activation, runner.n_epochs, runner.diverged) == (activation, epoch.index, False)
            assert runner.loss.tolist() == [e.loss for e in epochs[: epoch.index + 1]]
            assert np.array_equal(runner.gradient_rms, gradient_flow(runner.network, *TRAIN).gradient_rms)


def test_the_usual_runners_and_the_starts():
    first = next(start())
    assert [runner.activation for runner in first.runners] == ["sigmoid", "relu"]
    left, right = (runner.network.weights for runner in first.runners)
    assert all(np.array_equal(a, b) for a, b in zip(left, right, strict=True))
    for runner in first.runners:
        assert runner.loss.shape == runner.accuracy.shape == (1,)
        assert runner.moved.tolist() == [0, 0, 0]
    pairs = [("he", "normal"), ("he", "xavier")]
    ratios = []
    for init in pairs:
        left, right = (next(start(init=each)).runners[0].start.weights for each in init)
        ratios.append([a / b for a, b in zip(left, right, strict=True)])
    for n_in, ratio in zip(SIZES, ratios[0], strict=False):
        assert ratio == pytest.approx(np.full(ratio.shape, np.sqrt(2 / n_in) / 0.1), rel=1e-12)
    assert all(ratio.std() > 0.1 for ratio in ratios[1])


def test_the_accuracy_is_that_of_the_held_out_samples_and_the_loss_that_of_the_others():
    rounds = run(activations=HIDDEN, init="he")
    assert tuple(runner.activation for runner in rounds[-1].runners) == HIDDEN
    for i in range(len(HIDDEN)):
        networks = [r.runners[i].network for r in rounds]
        assert rounds[-1].runners[i].accuracy.tolist() == [accuracy(network, *TEST) for network in networks]
        assert rounds[-1].runners[i].loss[-1] == pytest.approx(loss(networks[-1], *TRAIN), rel=1e-12)
        assert rounds[-1].runners[i].loss[-1] != pytest.approx(loss(networks[-1], *TEST), rel=1e-4)


def test_how_far_the_layers_have_moved_also_too_far_for_a_float():
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


def test_epochs_to_a_loss():
    *_, before, last = run(n_epochs=40, batch_size=100, learning_rate=0.05)
    runner = last.runners[1]
    assert (np.diff(runner.loss) < 0).all()
    assert [runner.epochs_to(goal) for goal in (1e3, *runner.loss)] == [0, *range(41)]
    assert runner.epochs_to(np.mean(runner.loss[6:8])) == 7
    assert runner.epochs_to(runner.loss[-1] - 1e-12) is None
    assert before.runners[1].epochs_to(runner.loss[-1]) is None  # not what came later
    for bad in (math.nan, "0.3", None):
        with pytest.raises(ValueError, match=r"^loss: expected a finite number, got "):
            runner.epochs_to(bad)


def test_dead_units_are_those_that_no_sample_gets_through():
    *_, last = start(activations=("relu", "tanh", "step"), learning_rate=3.0)
    relu, tanh, step = last.runners
    assert (tanh.dead, step.dead) == (0, 1)
    off = [np.all(a <= 0, axis=0) for a in forward(relu.network, TRAIN.x).a[:-1]]
    assert 0 < relu.dead < 1
    assert relu.dead == np.mean(np.concatenate(off))


def test_a_record_never_changes():
    names = ("loss", "loss_test", "accuracy", "accuracy_train", "moved", "gradient_rms")
    kept = [(r, [(u, u.network, [getattr(u, name) for name in names]) for u in r.runners]) for r in start()]
    for r, then in kept:
        for runner, network, values in then:
            assert runner.network is network
            assert len(runner.loss) == r.n_epochs + 1
            assert all(map(np.array_equal, [getattr(runner, name) for name in names], values))


def test_one_that_diverges_stays_where_it_was_and_the_other_goes_on():
    changes = {"learning_rate": 1e75, "batch_size": 100, "n_epochs": 8}
    rounds = run(activations=("leaky_relu", "sigmoid"), **changes)
    fallen, steady = rounds[-1].runners
    (*_, before, end) = epochs = alone("leaky_relu", **changes)
    assert end.diverged
    assert 1 < end.index < 8
    assert (fallen.diverged, fallen.n_epochs) == (True, before.index)
    assert same(fallen.network, before.network)
    assert fallen is rounds[end.index].runners[0]
    assert fallen.loss.tolist() == [e.loss for e in epochs[:-1]]
    assert len(fallen.accuracy) == len(fallen.loss)
    assert np.isfinite([*fallen.moved, *fallen.loss]).all()
    assert [r.runners[0].diverged for r in rounds] == [n >= end.index for n in range(9)]
    assert [r.n_epochs for r in rounds] == list(range(9))
    assert (steady.diverged, steady.n_epochs) == (False, 8)
    assert steady.loss.tolist() == [e.loss for e in alone("sigmoid", **changes)]


def test_when_all_have_diverged_the_race_is_over_also_at_the_start():
    rounds = run(activations=("relu", "linear"), learning_rate=1e200, n_epochs=50)
    assert len(rounds) < 50
    assert all(runner.diverged for runner in rounds[-1].runners)
    assert not all(runner.diverged for runner in rounds[-2].runners)
    assert rounds[-1].n_epochs == len(rounds) - 1 == 1 + max(u.n_epochs for u in rounds[-1].runners)
    data = (np.full((2, 2), 1.7e308), [[0], [1]])
    (only,) = run(data, layer_sizes=(2, 30, 30, 1), init="he", activations=("relu", "linear"))
    for runner in only.runners:
        assert (runner.diverged, runner.n_epochs, len(runner.loss), len(runner.accuracy)) == (True, 0, 1, 1)
        assert runner.moved.tolist() == [0, 0, 0]


def test_the_iterator_stops_when_asked_and_leaves_the_caller_his_floating_point():
    rounds = start(n_epochs=10**9)
    assert isinstance(rounds, types.GeneratorType)
    settings = np.geterr()
    seen = []
    for each in itertools.islice(rounds, 3):
        assert np.geterr() == settings
        seen.append(each)
    rounds.close()
    assert next(rounds, None) is None
    assert [len(runner.loss) for runner in seen[-1].runners] == [3, 3]
