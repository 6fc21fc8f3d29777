"""The contract of a demo, on every demo there is: sweeps, one redraw, refusals, faults seen, Play and Reset."""

import asyncio
import inspect
import io
import itertools
import math
import re
import time
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import ipywidgets as widgets
import numpy as np
import pytest
from PIL import Image

from nbhelpers import cells, explore
from nbhelpers.explorable import Explorable, demo, playing, slider
from nbhelpers.explorable.controls import places
from nbhelpers.explorable.image import QUICK

LIVE = [  # see test_live.py
    explore.explore_training_race,
    explore.explore_activation_race,
    explore.explore_starts,
    explore.explore_digits,
]
DEMOS = [getattr(explore, name) for name in explore.__all__ if name.startswith("explore_")]
DEMOS = [make for make in DEMOS if make not in LIVE]
STEPS = {"n_steps", "n_epochs", "stage"}
PLAYABLE = [make for make in DEMOS if STEPS & set(inspect.signature(make).parameters)]

WAKES = {"z4": {"n_scores": 5}, "z5": {"n_scores": 5}, "slope": {"activation": "leaky_relu", "z": -1.0}}
"""What makes a control do something that is idle in the first state of its demo."""

each_playable = pytest.mark.parametrize("make", PLAYABLE, ids=lambda make: make.__name__)


def positions(control):
    """Return the values at a control's minimum, middle and maximum, or all its options."""
    if hasattr(control, "options"):
        return list(places(control))
    middle = (control.min + control.max) / 2
    if isinstance(control, widgets.FloatLogSlider):
        return [10.0**control.min, 10.0**middle, 10.0**control.max]
    return [control.min, int(middle) if isinstance(control, widgets.IntSlider) else middle, control.max]


def shown(an_explorable):
    """Return what the reader sees: picture and words."""
    return an_explorable.png, an_explorable.text, an_explorable._sentence.value


@pytest.fixture(scope="module", params=DEMOS, ids=lambda make: make.__name__)
def made(request):
    """Return a demo and the function that made it; made once, because making one is slow."""
    return request.param, request.param()


@pytest.fixture
def it(made):
    """Return each demo in turn, in its first state."""
    return made[1].reset()


@pytest.fixture
def make(made):
    """Return the function that made `it`."""
    return made[0]


def test_there_are_demos():
    assert len(DEMOS) >= 5
    assert len(PLAYABLE) >= 4


def test_every_control_changes_picture_and_sentence(it):
    for name, control in it.controls.items():
        it.reset()
        it.set(**(WAKES.get(name, {}) if control.disabled else {}))
        assert not control.disabled
        seen = []
        for value in positions(control):
            control.value = value  # as the front end does it
            assert it.values[name] == (pytest.approx(value) if isinstance(value, float) else value)
            seen.append(shown(it))
        assert len({picture for picture, *_ in seen}) == len(positions(control))
        assert len({text for _, text, _ in seen}) == len(positions(control))


def test_all_pairs_of_extremes_can_be_drawn(it):
    for first, second in itertools.combinations(it.controls, 2):
        ends = [(positions(it.controls[name])[0], positions(it.controls[name])[-1]) for name in (first, second)]
        for values in itertools.product(*ends):
            it.set(**dict(zip((first, second), values, strict=True)))
            assert it.text.endswith(".")


def test_set_redraws_once_and_returns_the_demo(it, monkeypatch):
    drawn = []
    monkeypatch.setattr(it.image, "redraw", lambda scale: drawn.append(scale))
    assert it.set(**{name: positions(control)[0] for name, control in it.controls.items()}) is it
    assert len(drawn) == 1


def test_the_call_in_the_text_line_makes_the_same_state(it, make):
    it.set(**{name: positions(control)[-1] for name, control in it.controls.items()})
    again = eval(it.call, {make.__name__: make})
    assert shown(again) == shown(it)
    assert it.call in it._sentence.value.replace("&#x27;", "'")


def test_every_keyword_is_a_control_and_every_control_a_keyword(it, make):
    assert list(it.controls) == list(inspect.signature(make).parameters)
    assert all(control.description for control in it.controls.values())
    assert it.values == {name: p.default for name, p in inspect.signature(make).parameters.items()}


def test_moving_quickly_ends_in_the_picture_of_a_demo_made_there(it, make):
    name, control = next((name, control) for name, control in it.controls.items() if hasattr(control, "min"))
    low, _, high = positions(control)
    for value in np.linspace(low, high, 7):
        control.value = value
    assert it.png == make(**{name: high}).png


BAD = [math.nan, math.inf, -math.inf, 1e9, -1e9, "0.4", None, [1], True, 1j, 10**400]


@pytest.mark.parametrize("value", BAD, ids=repr)
def test_bad_values_are_refused_by_name_and_change_nothing(it, make, value):
    before = shown(it), it.values
    names = list(it.controls)
    for name, control in it.controls.items():
        if value is True and hasattr(control, "options"):
            continue  # a choice may offer True
        good = {other: positions(it.controls[other])[-1] for other in names if other != name}
        for call in (it.set, make):
            with pytest.raises(ValueError, match=rf"^{name}: expected .*, got "):
                call(**good, **{name: value})
    assert (shown(it), it.values) == before


def test_a_refused_demo_leaves_no_widget_behind(make):
    count = len(widgets.widget._instances)
    with pytest.raises(ValueError, match="expected"):
        make(**{next(iter(inspect.signature(make).parameters)): math.nan})
    assert len(widgets.widget._instances) == count


def test_an_unknown_name_is_refused(it):
    with pytest.raises(ValueError, match=r"^speed: expected one of "):
        it.set(speed=3)


def test_display_bundle_carries_widget_picture_and_words(it):
    data, metadata = it._repr_mimebundle_()
    assert data["image/png"] == it.png
    assert data["text/plain"] == it.text
    assert "application/vnd.jupyter.widget-view+json" in data
    picture = Image.open(io.BytesIO(data["image/png"]))
    assert picture.width == 2 * metadata["image/png"]["width"]  # sharp on a 2x screen


def test_closing_frees_every_widget(make):
    count = len(widgets.widget._instances)
    make().close()
    assert len(widgets.widget._instances) == count


def test_a_still_picture_carries_words_and_leaves_no_widget():
    from nbhelpers import datasets, descent

    count = len(widgets.widget._instances)
    run = descent.descend(*datasets.LINES["walkthrough"], start=0.2, learning_rate=0.4, n_steps=3)
    data, _ = explore.show_steps(run)._repr_mimebundle_()
    assert data["image/png"].startswith(b"\x89PNG")
    assert data["text/plain"].startswith("Step by step: w = 0.2, J = 2.025; w = 1.1, J = 0.50625")
    assert len(widgets.widget._instances) == count
    short = descent.descend(*datasets.LINES["walkthrough"], start=0.2, learning_rate=0.4, n_steps=2)
    with pytest.raises(ValueError, match="trace: expected at least 3 steps, got 2"):
        explore.show_steps(short)


class Broken(Exception):
    pass


@pytest.mark.parametrize("where", ["compute", "update", "describe"])
def test_a_fault_is_said_plainly_and_seen_by_the_caller(where, monkeypatch):
    it = explore.explore_fit()

    def fail(*_, **__):
        raise Broken("the <wheel> came off")

    monkeypatch.setattr(it if where == "compute" else it.view, "_compute" if where == "compute" else where, fail)
    with pytest.raises(Broken):
        it.controls["w"].value = 3
    assert "could not be drawn (Broken: the &lt;wheel&gt; came off)" in it._sentence.value
    monkeypatch.undo()
    it.reset()
    assert "could not be drawn" not in it._sentence.value
    assert it.values == {"w": 0.2}


def stepping(make):
    """Return the name of the control that Step moves, a demo, and the places of that control."""
    it = make()
    return it._step, it, list(places(it.controls[it._step]))


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
    monkeypatch.setattr(playing, "INTERVAL", 0.001)

    async def session():
        name, it, (first, *_, last) = stepping(make)
        it.set(**{name: first})
        it.play()
        assert it._play.description == "Pause"
        while it._play.value:
            await asyncio.sleep(0.005)
        assert it.values[name] == last
        assert it._play.description == "Play"
        monkeypatch.setattr(playing, "INTERVAL", 0.1)
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
    unfinished = it._task
    page.close()
    it.pause()
    assert it._task is None
    asyncio.run(in_a_moment(it.step, it.play, it.pause))
    assert it._task is None
    it.close()
    assert not unfinished.done()
    unfinished._log_destroy_pending = False


async def in_a_moment(*actions):
    for act in actions:
        act()
        await asyncio.sleep(0)


def test_a_control_moved_while_playing_keeps_the_step(monkeypatch):
    monkeypatch.setattr(playing, "INTERVAL", 0.02)

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


def test_picture_sharpens_and_sentence_is_read_out_at_rest(monkeypatch):
    monkeypatch.setattr(demo, "REST", 0.01)

    async def session():
        it = explore.explore_fit()
        it.controls["w"].value = 1.5
        assert Image.open(io.BytesIO(it.image.value)).width == 1200
        assert 'aria-live="off"' in it._sentence.value
        await asyncio.sleep(0.05)
        assert Image.open(io.BytesIO(it.image.value)).width == 2400
        assert 'role="status" aria-live="polite"' in it._sentence.value
        assert it.image.tooltip == it.text

    asyncio.run(session())


@pytest.mark.parametrize(("since", "rest"), [(0.01, 0.2), (0.25, 0.375), (0.6, 0.2), (60, 0.2)])
def test_moves_that_a_slow_link_holds_apart_are_no_rest(since, rest):
    """A dragged slider sends a value each time the last one is answered, on Binder every 0.2 s or so."""

    async def session():
        it, loop = explore.explore_fit().set(w=1.0), asyncio.get_running_loop()  # all that stands still is drawn
        it._moved, now = time.monotonic() - since, loop.time()
        it.controls["w"].value = 1.5
        it.close()
        assert rest <= it._timer.when() - now < rest + 0.2  # the move itself takes a part of it

    asyncio.run(session())


def test_running_a_cell_again_frees_what_it_made_before(monkeypatch):
    shell = SimpleNamespace(execution_count=1, get_parent=lambda: {"metadata": {"cellId": "a"}})
    monkeypatch.setattr(cells, "get_ipython", lambda: shell)
    monkeypatch.setattr(cells, "_made", {})
    before = len(widgets.widget._instances)
    explore.explore_fit(), explore.explore_fit()
    two = len(widgets.widget._instances) - before
    shell.execution_count = 2
    explore.explore_fit(), explore.explore_fit()
    assert len(widgets.widget._instances) - before == two
    shell.get_parent = lambda: {"metadata": {"cellId": "b"}}
    explore.explore_fit()
    assert len(widgets.widget._instances) - before == two * 3 / 2


def test_a_quick_picture_is_drawn_from_what_stands_still():
    """A change of the moving artists draws no background, a change of the data draws it once."""
    it = explore.explore_descent()
    drawn, draw = [], it.view.figure.draw
    it.view.figure.draw = lambda renderer: (drawn.append(1), draw(renderer))
    it.set(learning_rate=0.5)
    it.set(learning_rate=0.6)
    first = len(drawn)
    it.set(data="noisy")
    assert (first <= 1, len(drawn) - first) == (True, 1)


def test_drawn_from_two_threads_at_once_a_picture_is_whole():
    """Kernels with subshells hand the widgets' messages to a thread of their own."""
    it, beside = explore.explore_descent(), explore.explore_backprop()
    whole, seen = it.png, []

    def quick():
        for _ in range(20):
            it.image.redraw(QUICK)

    def sharp():
        for _ in range(10):
            it.image._kept.clear()
            seen.append(it.png)

    def another():
        for _ in range(10):
            beside.png  # noqa: B018  (all pictures share a renderer)

    with ThreadPoolExecutor() as pool:
        for job in [pool.submit(quick), pool.submit(sharp), pool.submit(another)]:
            job.result()
    assert set(seen) == {whole}


def test_pictures_are_small():
    assert len(explore.explore_descent().image.encode(scale=1)) < 60_000


def test_a_label_is_never_cut_off_by_its_slider():
    assert slider("learning rate α", 0, 1, 0.1).style.description_width == "initial"


def test_an_explorable_nests_like_any_widget():
    box = widgets.VBox([explore.explore_fit(), explore.explore_fit(w=1)])
    assert all(isinstance(child, Explorable) for child in box.children)


def test_text_from_a_fault_is_escaped():
    it = explore.explore_fit()
    it._say("<script>alert(1)</script>")
    assert not re.search("<script", it._sentence.value)
