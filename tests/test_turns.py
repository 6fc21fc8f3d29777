"""A demo does its work once, for one thread at a time, and tells the page no more than it has to."""

import asyncio
import threading
import time

import pytest

from nbhelpers import explore
from nbhelpers.explore.demo import Explorable


@pytest.mark.parametrize(
    ("make", "values"),
    [
        (explore.explore_fit, {}),
        (explore.explore_starts, {"n_epochs": 1}),
        (explore.playground, {"n_epochs": 2, "earlier": [(1, "noise", 0.3)]}),
    ],
    ids=lambda each: getattr(each, "__name__", ""),
)
def test_a_demo_is_computed_once_when_it_is_made(make, values, monkeypatch):
    runs, made = [], Explorable.__init__

    def counted(self, name, compute, *args):
        made(self, name, lambda **state: (runs.append(state), compute(**state))[1], *args)

    monkeypatch.setattr(Explorable, "__init__", counted)
    make(**values).close()
    assert len(runs) == 1


def slowed(it):
    """Make a run slow; return an event that is set while it is inside an epoch."""
    whole, inside = it.compute, threading.Event()

    def slow(**values):
        run = whole(**values)
        yield next(run)
        for trace in run:
            inside.set()
            time.sleep(0.05)
            inside.clear()
            yield trace

    it.compute = slow
    return inside


@pytest.mark.parametrize("click", ["step", "reset", "pause"])
def test_a_click_handled_in_another_thread_waits_for_the_slice_under_way(click):
    """Kernels with subshells hand the widgets' messages to a thread of their own."""
    it = explore.explore_starts(n_epochs=5)
    inside = slowed(it)

    def in_the_midst():
        inside.wait()
        getattr(it, click)()
        return it.trace.n_epochs, it.run.bar.value

    async def session():
        it.play()
        at, shown = await asyncio.to_thread(in_the_midst)
        assert at == shown
        await asyncio.sleep(0.1)
        assert it.trace.n_epochs == at  # nothing goes on behind the reader's back
        assert len(asyncio.all_tasks()) == 1

    asyncio.run(session())
    assert not it.run.button.value
    assert it.picture.notice == ""
    it.close()


def test_a_run_stopped_before_its_first_step_takes_none():
    async def session():
        it = explore.explore_descent(n_steps=3)
        it.play()
        it.pause()
        await asyncio.sleep(0.01)
        assert it.values["n_steps"] == 3

    asyncio.run(session())


def test_a_fault_while_playing_stops_it_at_once():
    async def session():
        it = explore.explore_descent(n_steps=3)
        it.play()
        await asyncio.sleep(0.01)
        describe, it.view.describe = it.view.describe, None
        with pytest.raises(TypeError):
            it.controls["start"].value = 1.0
        assert not it.run.button.value
        it.view.describe = describe
        assert "could not be drawn" in it.picture.notice
        assert it.reset().picture.notice == ""

    asyncio.run(session())


def test_steps_asked_of_a_demo_that_has_none_are_refused_in_words():
    it = explore.explore_fit()
    with pytest.raises(ValueError, match=r"^step: expected a demo with a Step button, got explore_fit, which has"):
        it.step()
    with pytest.raises(ValueError, match=r"^play: expected a demo with a Step button, got explore_fit, which has"):
        it.play()
    it.pause()
    assert it.reset().values == {"w": 0.2}


def test_playing_where_nothing_can_run_is_refused_and_the_button_stays_up():
    it = explore.explore_descent()
    with pytest.raises(RuntimeError, match=r"^play: expected a notebook's running event loop"):
        it.play()
    assert not it.run.button.value
    assert it.run.button.description == "Play"


def test_a_control_dragged_while_it_runs_leaves_the_buttons_alone(sent):
    async def session():
        it = explore.explore_starts(n_epochs=50)
        it.play()
        await asyncio.sleep(0)
        sent.clear()
        for value in (0.2, 0.5):
            it.controls["learning_rate"].value = value
            assert it.run.button.value
        assert len(asyncio.all_tasks()) <= 4  # this one, the run, and two that are about to end
        assert it.run.button not in [widget for widget, _ in sent]
        assert [widget for widget, _ in sent].count(it.run.bar) <= 2
        await asyncio.sleep(0.02)
        assert len(asyncio.all_tasks()) == 2
        it.close()

    asyncio.run(session())
