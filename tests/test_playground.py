"""The playground: what is changed on the way, what begins anew, its one line of state, what a long run needs."""

import asyncio
import gc
import math
import tracemalloc

import demos
import ipywidgets as widgets
import numpy as np
import pytest
from demos import made_anew, type_on
from hostile import so_far
from hypothesis import given, settings
from hypothesis import strategies as st

from nbhelpers.datasets import planar, split
from nbhelpers.explore import playground
from nbhelpers.explore.playground import BATCHES, RATES, TENTHS
from nbhelpers.network import Network, train


@pytest.fixture(scope="module")
def one():
    return playground(n_epochs=12)


@pytest.fixture
def it(one):
    return one.reset()


def move(it, name, value):
    """Move a control as the front end does."""
    it.controls[name].value = value


NO_HISTORIES = [3, "late", [3], [(3, "learning_rate")], [(0, "learning_rate", 0.1)], [(1.5, "noise", 0.1)]]
NO_HISTORIES += [[(3, *no_change)] for no_change in (("layers", "4"), (["noise"], 0.1), ("learning_rate", 0.11))]
NO_HISTORIES += [[(3, "noise", math.nan)], [(6, "noise", 0.3)]]


def test_an_impossible_history_is_refused():
    count = len(widgets.widget._instances)
    for earlier in NO_HISTORIES:
        with pytest.raises(ValueError, match=r"^earlier.*: expected .*, got "):
            playground(n_epochs=5, earlier=earlier)
    assert len(widgets.widget._instances) == count


def test_it_trains_as_the_library_does(it):
    it.set(data="moons", layers="5, 3", activation="relu", init="he", learning_rate=0.2, seed=3, train_fraction=0.3)
    seen, new = split(planar("moons", noise=0.1), train_fraction=0.3)
    start = Network.create([2, 5, 3, 1], hidden="relu", output="sigmoid", init="he", seed=3)
    *_, last = train(start, *seen, learning_rate=0.2, n_epochs=12, batch_size=10, seed=3)
    now = it.trace.history
    for w, expected in zip(now.network.weights, last.network.weights, strict=True):
        assert w == pytest.approx(expected, rel=1e-12)
    assert all(map(np.array_equal, (*now.data_train, *now.data_test), (*seen, *new)))


RULING = {"learning_rate": RATES, "batch_size": BATCHES, "noise": TENTHS}
CHANGES = st.tuples(
    st.integers(0, 3), st.sampled_from([(name, value) for name, values in RULING.items() for value in values])
)


@settings(max_examples=12)
@given(st.lists(CHANGES, min_size=2, max_size=6))
def test_what_rules_a_run_changes_on_the_way_and_the_call_makes_the_same_run_again(one, changes):
    it = one.reset()
    it.step()  # to the start
    for steps, (name, value) in changes:
        for _ in range(steps):
            it.step() if not it.run.is_finished else None
        weights, at = it.trace.history.network.weights, it.trace.n_epochs
        move(it, name, value)
        assert it.trace.n_epochs == at
        assert all(map(np.array_equal, it.trace.history.network.weights, weights))
        assert it.values[name] == value
    if not it.run.is_finished:
        it.step()
    again = made_anew(it)
    assert so_far(again.text) == so_far(it.text)
    assert again.trace.earlier == it.trace.earlier
    for name in ("loss", "loss_test", "accuracy_train", "accuracy"):
        assert np.array_equal(getattr(again.trace.history, name), getattr(it.trace.history, name))
    again.close()


def test_another_learning_rate_takes_effect_from_there_on_and_one_taken_back_leaves_no_trace(it):
    for _ in range(6):
        it.step()
    before = it.trace.history.network.weights[0]
    move(it, "learning_rate", 2.0)
    fast = it.step().trace.history.network.weights[0]
    alone = it.set(learning_rate=0.1, n_epochs=6).trace.history.network.weights[0]
    assert np.abs(fast - before).max() > 3 * np.abs(alone - before).max()
    it.step().step()
    text = it.text
    move(it, "noise", 0.4)
    assert it.text != text
    assert it.trace.earlier == ((1, "noise", 0.1),)
    move(it, "noise", 0.1)
    assert it.text == text
    assert it.trace.earlier == ()


def test_another_network_begins_anew_and_says_so(it, clock):
    async def session():
        for name in ("data", "train_fraction", "layers", "activation", "init", "seed"):
            move(it, name, demos.ends(it.controls[name])[1])
            assert it.trace.n_epochs == 0
            said = f"New {it.controls[name].description}: training began again."
            assert it.picture.notice == said
        while it.run.button.value:
            await asyncio.sleep(0.001)
        assert it.trace.n_epochs == 12
        assert it.picture.notice == said
        move(it, "learning_rate", 0.5)
        assert it.picture.notice == ""

    clock.run(session())


def test_while_it_runs_a_change_does_not_stop_it_and_bad_layers_do_not_either(it, clock):
    async def session():
        move(it, "n_epochs", 200)
        it.play()
        while it.trace.n_epochs < 50:
            await asyncio.sleep(0.005)
        at = it.trace.n_epochs
        move(it, "learning_rate", 0.5)
        assert "Nothing has changed." in type_on(it.controls["layers"], "none")
        assert it.run.button.value
        await asyncio.sleep(0.5)
        assert it.trace.n_epochs > at
        assert len(asyncio.all_tasks()) == 2  # this one and the run
        it.pause()
        assert f"n_epochs={it.trace.n_epochs}," in it.call

    clock.run(session())
    assert f"until epoch {it.trace.earlier[0][0]} α was 0.1" in it.text.lower()


def test_more_epochs_go_on_from_the_end_and_a_smaller_rate_after_it_has_diverged(it):
    end = it.trace.history.loss
    move(it, "n_epochs", 50)
    assert it.trace.n_epochs == 12
    assert not it.run.is_finished
    it.step()
    assert it.trace.n_epochs == 13
    assert np.array_equal(it.trace.history.loss[:-1], end)
    it.set(activation="linear", layers="8, 8, 8", init="he", learning_rate=10.0, batch_size=1)
    assert it.trace.diverged
    assert it.run.is_finished
    assert "It diverged" in it.text
    at = it.trace.n_epochs
    move(it, "learning_rate", 0.001)
    assert not it.trace.diverged
    assert "It diverged" not in it.text
    it.step()
    assert it.trace.n_epochs == at + 1
    again = made_anew(it)
    assert so_far(again.text) == so_far(it.text)
    again.close()


def test_of_an_epoch_its_record_of_32_bytes_is_left_and_of_a_run_nothing():
    it, held = playground(n_epochs=500), []
    tracemalloc.start()
    for _ in range(2):
        it.run._restart()
        for epochs in (100, 500):
            while it.trace.n_epochs < epochs:
                it.run._advance(epochs)
            gc.collect()
            held.append(tracemalloc.get_traced_memory()[0])
    tracemalloc.stop()
    it.close()
    assert held[1] - held[0] < 400 * 2 * 32
    assert held[3] - held[1] < 10_000
