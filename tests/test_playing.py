"""Step, Play, Pause and Reset, on every demo that has steps."""

import asyncio

import demos
from demos import PLAYABLE

from nbhelpers import explore
from nbhelpers.explore import runs

each_playable = demos.each(PLAYABLE)


def stepping(make):
    """Return the name of the control that Step moves, a demo, and the places of that control."""
    it = make()
    return it.run.control, it, it.controls[it.run.control].values


@each_playable
def test_step_and_reset(make):
    name, _, (first, second, third, *_, last) = stepping(make)
    it = make(**{name: second})
    it.step()
    assert it.values[name] == third
    it.set(**{name: last}).step()
    assert it.values[name] == first
    it.reset()
    assert it.values[name] == second


@each_playable
def test_playing_runs_to_the_end_and_stops(make, monkeypatch):
    monkeypatch.setattr(runs, "INTERVAL", 0.001)

    async def session():
        name, it, (first, *_, last) = stepping(make)
        it.set(**{name: first})
        it.play()
        assert it.run.button.description == "Pause"
        while it.run.button.value:
            await asyncio.sleep(0.005)
        assert it.values[name] == last
        assert it.run.button.description == "Play"
        monkeypatch.setattr(runs, "INTERVAL", 0.1)
        it.play()  # from the end: starts again
        await asyncio.sleep(0.02)
        it.pause()
        at = it.values[name]
        assert at != last
        await asyncio.sleep(0.15)
        assert it.values[name] == at
        it.close()
        assert len(asyncio.all_tasks()) == 1

    asyncio.run(session())


def test_a_run_whose_loop_is_gone_can_be_stopped_and_begun_again():
    """JupyterLab gives each page a loop of its own in the kernel; it ends with the page."""
    it = explore.explore_descent()
    page = asyncio.new_event_loop()
    page.run_until_complete(in_a_moment(it.play))
    unfinished = it.run.task
    page.close()
    it.pause()
    assert it.run.task is None
    asyncio.run(in_a_moment(it.step, it.play, it.pause))
    assert it.run.task is None
    it.close()
    assert not unfinished.done()
    unfinished._log_destroy_pending = False


async def in_a_moment(*actions):
    for act in actions:
        act()
        await asyncio.sleep(0)


def test_a_control_moved_while_playing_keeps_the_step(monkeypatch):
    monkeypatch.setattr(runs, "INTERVAL", 0.02)

    async def session():
        it = explore.explore_descent(n_steps=3)
        it.play()
        await asyncio.sleep(0.03)
        at = it.values["n_steps"]
        it.controls["learning_rate"].value = 1.2
        assert (it.trace.learning_rate, it.trace.n_steps) == (1.2, at)
        await asyncio.sleep(0.05)
        assert it.values["n_steps"] > at
        it.reset()
        await asyncio.sleep(0.05)
        assert it.values["n_steps"] == 3

    asyncio.run(session())
