"""What goes on by itself: Play and Start, Step, Stop and Reset, controls moved meanwhile, faults, other threads.

One demo of each kind stands for the others: all of a kind are run by the same code, and `test_hostile_demos.py`
runs every demo. Time is that of `clock`, so an hour is over at once.
"""

import asyncio
import itertools
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from demos import STEPS, Lock, made_anew, play_button, shown
from hostile import so_far

from nbhelpers import explore
from nbhelpers.explore import runs
from nbhelpers.explore.demo import Explorable

KINDS = {explore.explore_descent: "n_steps", explore.explore_starts: "n_epochs", explore.playground: "n_epochs"}
"""A demo that takes steps, one that trains, one whose training is changed on the way; and how far each is."""

A_MOMENT, A_WHILE, LONG = 0.01, 2, 60
"""Seconds: in the first a task begins or ends, in the second no run comes to its end, in the last each one does."""


@pytest.fixture(params=KINDS, ids=lambda make: make.__name__)
def it(request):
    """Return one that does 12 steps or epochs; a training is shown done, steps are at the last."""
    it = request.param(**{KINDS[request.param]: 12})
    yield it
    it.close()


@pytest.fixture
def training():
    it = explore.explore_starts(n_epochs=12)
    yield it
    it.close()


def at(it):
    """Return how many steps or epochs are done."""
    return getattr(it.trace, "n_epochs", it.values.get("n_steps"))


def last(it):
    return it.values["n_epochs"] if "n_epochs" in it.values else it.controls["n_steps"].values[-1]


def plays(it):
    return play_button(it).value


def n_tasks():
    """Return how many tasks there are besides the one that asks."""
    return len(asyncio.all_tasks()) - 1


async def in_a_moment(*actions):
    for act in actions:
        act()
        await asyncio.sleep(0)


def test_it_goes_from_where_it_is_to_its_end_once_and_from_there_from_the_beginning(it, clock):
    it.set(**{name: last(it) for name in ("n_steps", "n_epochs") if name in it.controls})
    finished, seen, button = shown(it), [], play_button(it)

    async def session():
        await in_a_moment(lambda: (it.play(), it.pause()))  # before it has done anything
        assert shown(it) == finished
        assert button.description in ("Play", "Start")
        begun = clock.now
        it.play()
        it.play()
        assert button.description in ("Pause", "Stop")
        while plays(it):
            await asyncio.sleep(0.005)
            assert n_tasks() == plays(it)
            seen.append(at(it))
        assert button.description in ("Play", "Start")
        assert 3 < clock.now - begun < 15

    clock.run(session())
    seen = seen[seen.index(0) :]  # a training shows its end for another moment
    assert seen == sorted(seen)
    assert set(seen) == set(range(last(it) + 1))
    assert shown(it) == finished


def test_stopped_it_stays_where_it_is_and_goes_on_from_there_until_it_is_closed(it, clock):
    first = it.values

    async def session():
        it.play()
        await asyncio.sleep(A_WHILE)
        it.pause()
        stopped = at(it)
        await asyncio.sleep(LONG)
        assert 0 < at(it) == stopped < last(it)
        again = made_anew(it)
        assert so_far(again.text) == so_far(it.text)
        again.close()
        it.play()
        await asyncio.sleep(A_MOMENT)
        assert at(it) >= stopped
        await asyncio.sleep(LONG)
        assert at(it) == last(it)
        for leave in (it.reset, lambda: it.set(**first), it.step, it.close):
            it.play()
            await asyncio.sleep(A_MOMENT)
            it.pause()
            it.play()
            await asyncio.sleep(0.6)
            assert plays(it)
            assert n_tasks() == 1
            leave()
            stopped = at(it)
            if leave in (it.reset, it.close) or "n_epochs" in it.values:  # steps go on from what is set
                await asyncio.sleep(A_MOMENT)
                assert n_tasks() == 0
                await asyncio.sleep(LONG)
                assert not plays(it)
                assert at(it) == stopped

    clock.run(session())


def test_step_goes_on_by_one_and_begins_anew_after_the_last(it):
    it.set(**{next(name for name in STEPS if name in it.controls): last(it)})
    assert [at(it.step()) for _ in range(3)] == [0, 1, 2]
    assert at(it.reset()) == 12
    if it.name != "explore_descent":
        assert at(it.set(n_epochs=0).step()) == at(it.step()) == 0


def test_what_has_stages_steps_to_the_next():
    it = explore.explore_backprop(stage="error")
    assert it.step().values["stage"] == "backward"
    it.close()


def test_begun_on_a_loop_that_is_gone_it_can_be_stopped_and_begun_again(it):
    """JupyterLab gives each page a loop of its own in the kernel; it ends with the page."""
    page = asyncio.new_event_loop()
    page.run_until_complete(in_a_moment(it.play))
    unfinished = asyncio.all_tasks(page)
    page.close()
    it.pause()
    assert not plays(it)
    asyncio.run(in_a_moment(it.step, it.play, it.pause))
    assert not plays(it)
    for task in unfinished:
        assert not task.done()
        task._log_destroy_pending = False


def test_where_nothing_can_run_it_is_refused_and_the_button_stays_up(training):
    with pytest.raises(RuntimeError, match=r"^play: expected a notebook's running event loop"):
        training.play()
    assert not plays(training)
    fit = explore.explore_fit()
    for asked in ("step", "play"):
        with pytest.raises(ValueError, match=rf"^{asked}: expected a demo with a Step button, got explore_fit"):
            getattr(fit, asked)()
    fit.pause()
    assert fit.reset().values == {"w": 0.2}


# --- a control is moved -------------------------------------------------------------------------------------------


def test_steps_go_on_from_where_they_are_with_a_control_that_is_moved(clock):
    async def session():
        it = explore.explore_descent(n_steps=3)
        it.play()
        await asyncio.sleep(A_WHILE)
        now = at(it)
        it.controls["learning_rate"].value = 1.2
        assert (it.trace.learning_rate, it.trace.n_steps) == (1.2, now)
        await asyncio.sleep(0.5)
        assert at(it) > now
        it.close()

    clock.run(session())


def test_a_training_shows_its_start_while_a_control_is_dragged_and_begins_when_it_is_still(training, clock, sent):
    rate = training.controls["learning_rate"]

    async def session():
        rate.value = 1.0
        sent.clear()
        for value in (0.5, 0.2, 0.05):
            rate.value = value
            await asyncio.sleep(0.1)
            assert plays(training)
            assert at(training) == 0
            assert n_tasks() == 1
        buttons = [widget for widget, _ in sent if widget is play_button(training)]
        assert buttons == []  # a message to it at each move would be one for nothing
        await asyncio.sleep(A_WHILE)
        assert 0 < at(training) < 12
        rate.value = 0.02  # while it runs
        assert at(training) == 0
        await asyncio.sleep(LONG)
        assert at(training) == 12
        text = training.text
        assert training.set(learning_rate=1.0).text != text
        assert training.set(learning_rate=0.02).text == text
        training.set(n_epochs=0)
        rate.value = 0.5  # and there is nothing to train
        assert n_tasks() == plays(training) == 0

    clock.run(session())


# --- faults, and others who want a turn ---------------------------------------------------------------------------


@pytest.mark.parametrize("where", ["compute", "update", "describe"])
def test_a_fault_is_said_plainly_seen_by_the_caller_and_stops_what_is_played(where, clock, monkeypatch):
    it = explore.explore_descent(n_steps=3)

    def fail(*_, **__):
        raise ArithmeticError("the <wheel> came off")

    async def session():
        it.play()
        await asyncio.sleep(A_MOMENT)
        monkeypatch.setattr(it if where == "compute" else it.view, where, fail)
        with pytest.raises(ArithmeticError):
            it.controls["start"].value = 1.0
        assert not plays(it)

    clock.run(session())
    said = "This state could not be drawn (ArithmeticError: the <wheel> came off). Press Reset to go on."
    call = "explore_descent(learning_rate=0.4, start=1.0, n_steps=4, data='walkthrough')"
    assert (it.picture.sentence, it.picture.call, it.picture.notice) == ("", call, said)
    monkeypatch.undo()
    it.reset()
    assert (it.picture.sentence, it.picture.notice, it.values["start"]) == (it.text, "", 0.2)


def move_rate(it):
    it.controls["learning_rate"].value = 0.5
    return it


@pytest.mark.parametrize(
    ("make", "act", "n_done"), [(explore.explore_starts, Explorable.step, 0), (explore.playground, move_rate, 12)]
)
def test_a_fault_while_it_runs_is_said_and_stops_it_and_what_comes_then_begins_again(make, act, n_done, clock):
    training = make(n_epochs=12)
    compute = training.compute

    def broken(**values):
        yield from itertools.islice(compute(**values), 3)
        raise ArithmeticError("the wheel came off")

    training.compute = broken

    async def session():
        training.play()
        (task,) = asyncio.all_tasks() - {asyncio.current_task()}
        with pytest.raises(ArithmeticError):
            await task

    clock.run(session())
    assert not plays(training)
    assert "could not be drawn (ArithmeticError: the wheel came off)" in training.picture.notice
    training.compute = compute
    assert (act(training).trace.n_epochs, training.picture.notice) == (n_done, "")
    training.close()


def test_others_get_their_turn_after_a_slice_of_work(training, clock):
    compute, seen = training.compute, []

    def slow(**values):
        for trace in compute(**values):
            clock.now += 1
            yield trace

    training.compute = slow

    async def session():
        training.play()
        while plays(training):
            await asyncio.sleep(0.005)
            seen.append(at(training))

    clock.run(session())
    assert set(seen) == set(range(13))


@pytest.mark.parametrize("click", ["step", "reset", "pause"])
def test_a_click_handled_in_another_thread_waits_for_the_slice_under_way(training, click, clock, monkeypatch):
    """Kernels with subshells hand the widgets' messages to a thread of their own."""
    compute, inside, clicked = training.compute, Event(), Event()
    monkeypatch.setattr(runs, "LOCK", Lock(runs.LOCK, clicked))

    def slow(**values):
        run = compute(**values)
        yield next(run)
        for trace in run:
            inside.set()
            assert clicked.wait(60)  # until it waits in its turn, or is done if it does not
            yield trace

    training.compute = slow

    def in_the_midst():
        assert inside.wait(60)
        getattr(training, click)()
        clicked.set()
        return at(training), training.run.bar.value

    async def session():
        training.play()
        with ThreadPoolExecutor() as pool:
            done, said = await asyncio.get_running_loop().run_in_executor(pool, in_the_midst)
        assert done == said
        await asyncio.sleep(LONG)
        assert at(training) == done  # nothing goes on behind the reader's back
        assert n_tasks() == 0

    clock.run(session())
    assert not plays(training)
    assert training.picture.notice == ""


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
    computed, made = [], Explorable.__init__

    def counted(self, name, compute, *args):
        made(self, name, lambda **state: (computed.append(state), compute(**state))[1], *args)

    monkeypatch.setattr(Explorable, "__init__", counted)
    make(**values).close()
    assert len(computed) == 1
