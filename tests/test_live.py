"""A demo that runs: what it shows at rest is the finished run; Start, Stop, Step; controls moved meanwhile."""

import asyncio
import itertools
from types import SimpleNamespace

import pytest
from demos import LIVE, another, ends, picture, shown

from nbhelpers import cells
from nbhelpers.explore import runs


@pytest.fixture(scope="module", params=LIVE, ids=lambda make: make.__name__)
def make(request):
    """Return the function that makes each of them in turn."""
    return request.param


@pytest.fixture
def it(make):
    """Return one with a short run."""
    it = make(n_epochs=12)
    yield it
    it.close()


@pytest.fixture(autouse=True)
def slow_enough_to_watch(monkeypatch):
    """Do one step at a stretch, so that a run of a dozen can be stopped half-way."""
    monkeypatch.setattr(runs, "SLICE", 0)
    monkeypatch.setattr(runs, "FRAME", 0)
    monkeypatch.setattr(runs, "STILL", 0)
    monkeypatch.setattr(runs, "DURATION", 0.01)


async def its_end(it):
    """Wait until it no longer runs."""
    while it.run.button.value:
        await asyncio.sleep(0.001)


def test_every_control_changes_picture_and_sentence(it):
    for name, control in it.controls.items():
        seen = []
        for value in ends(control):
            it.set(**{"n_epochs": 12} | {name: value})
            seen.append((picture(it), it.picture.sentence))
        assert all(low != high for low, high in zip(*seen, strict=True)), name


def test_at_rest_it_shows_the_finished_run_and_the_call_makes_it_again(it, make):
    assert it.trace.n_epochs == 12
    assert it.run.is_finished
    assert it.picture.sentence == it.text
    assert shown(eval(it.picture.call, {make.__name__: make})) == shown(it)


def test_start_runs_from_the_beginning_to_the_same_end(it):
    finished = shown(it)

    async def session():
        it.play()
        assert it.run.button.description == "Stop"
        seen = set()
        while it.run.button.value:
            await asyncio.sleep(0.001)
            seen.add(it.trace.n_epochs)
        assert {0, 5, 12} <= seen
        assert it.run.button.description == "Start"
        assert it.run.bar.value == 12

    asyncio.run(session())
    assert shown(it) == finished


def test_stop_keeps_a_shorter_run_and_start_goes_on(it, make):
    async def session():
        it.play()
        while it.trace.n_epochs != 5:
            await asyncio.sleep(0.001)
        it.pause()
        at = it.trace.n_epochs
        await asyncio.sleep(0.1)
        assert it.trace.n_epochs == at
        assert f"n_epochs={at}" in it.call
        assert make(n_epochs=at).text == it.text
        it.play()
        await asyncio.sleep(0.005)
        assert it.trace.n_epochs >= at
        await its_end(it)
        assert it.trace.n_epochs == 12
        assert len(asyncio.all_tasks()) == 1

    asyncio.run(session())


def test_starting_twice_runs_once(it):
    async def session():
        it.play()
        it.play()
        await asyncio.sleep(0.01)
        assert len(asyncio.all_tasks()) == 2  # this one and the run
        it.pause()
        it.play()
        await asyncio.sleep(0.05)
        assert it.run.button.value
        assert len(asyncio.all_tasks()) == 2
        it.close()
        await asyncio.sleep(0.01)
        assert len(asyncio.all_tasks()) == 1

    asyncio.run(session())


def test_a_control_that_is_moved_starts_a_new_run_with_it(it):
    name, low, high = another(it)
    it.set(**{name: low})

    async def session():
        it.controls[name].value = high
        await asyncio.sleep(0.001)
        assert it.trace.n_epochs < 12
        it.controls[name].value = low  # while it runs
        await its_end(it)

    asyncio.run(session())
    text = it.text
    assert it.set(**{name: low}).text == text
    assert it.set(**{name: high}).text != text


def test_running_its_cell_again_stops_the_old_run(make, monkeypatch):
    shell = SimpleNamespace(execution_count=1, get_parent=lambda: {"metadata": {"cellId": "a"}})
    monkeypatch.setattr(cells, "get_ipython", lambda: shell)
    monkeypatch.setattr(cells, "_made", {})

    async def session():
        old = make(n_epochs=12)
        old.play()
        await asyncio.sleep(0.005)
        shell.execution_count = 2
        new = make(n_epochs=12)
        await asyncio.sleep(0.02)
        at = old.trace.n_epochs
        await asyncio.sleep(0.05)
        assert old.trace.n_epochs == at
        assert len(asyncio.all_tasks()) == 1
        new.close()

    asyncio.run(session())


def test_reset_and_set_stop_a_run(it):
    name, low, _ = another(it)

    async def session():
        for leave in (it.reset, lambda: it.set(**{name: low})):
            it.play()
            await asyncio.sleep(0.01)
            leave()
            assert not it.run.button.value
            await asyncio.sleep(0.02)
            assert len(asyncio.all_tasks()) == 1
            assert it.trace.n_epochs == 12

    asyncio.run(session())
    assert it.values[name] == low


def test_step_goes_on_by_one_and_begins_anew_after_the_last(it):
    assert [it.step().trace.n_epochs for _ in range(3)] == [0, 1, 2]
    it.set(n_epochs=0)
    assert it.step().trace.n_epochs == 0


def test_a_fault_while_it_runs_is_said_and_stops_it(it):
    whole = it.compute

    def broken(**values):
        yield from itertools.islice(whole(**values), 3)
        raise ArithmeticError("the wheel came off")

    it.compute = broken

    async def session():
        it.play()
        task = it.run.task
        with pytest.raises(ArithmeticError):
            await task

    asyncio.run(session())
    assert not it.run.button.value
    assert "could not be drawn (ArithmeticError: the wheel came off)" in it.picture.notice
    assert it.step().trace.n_epochs == 0  # and so would Start begin again
    it.compute = whole
    assert it.reset().picture.notice == ""


def test_others_get_their_turn_again_and_again_while_it_runs(make, monkeypatch):
    monkeypatch.undo()
    monkeypatch.setattr(runs, "STILL", 0)
    it, seen = make(n_epochs=50), set()

    async def session():
        it.play()
        while it.run.button.value and len(seen) < 5:
            await asyncio.sleep(0)
            seen.add(it.trace.n_epochs)
        it.pause()

    asyncio.run(session())
    it.close()
    assert len(seen) == 5  # it was somewhere else at each of these turns


# --- a control is moved: the start is shown at once, and the run follows when the control is still ----------------


@pytest.fixture
def never_still(monkeypatch):
    monkeypatch.setattr(runs, "STILL", 60)


def test_while_it_is_dragged_there_is_only_the_start(it, never_still, monkeypatch):
    name, low, high = another(it)

    async def session():
        for value in (high, low, high):
            it.controls[name].value = value
            await asyncio.sleep(0.05)
            assert it.run.button.value
            assert it.trace.n_epochs == 0
        it.pause()
        monkeypatch.setattr(runs, "STILL", 0)
        it.play()
        await its_end(it)
        assert it.trace.n_epochs == 12

    asyncio.run(session())


def test_where_there_is_nothing_to_run_nothing_is_started(it, never_still):
    name, low, high = another(it)
    it.set(n_epochs=0, **{name: low})

    async def session():
        it.controls[name].value = high
        assert not it.run.button.value
        assert len(asyncio.all_tasks()) == 1

    asyncio.run(session())
    assert it.values[name] == high
