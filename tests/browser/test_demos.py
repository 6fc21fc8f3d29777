"""Every control of every demo, as a reader uses it: keyboard, mouse, Play, Pause, Step, Reset."""

import re
from itertools import groupby, pairwise

import pytest

from .demo import NothingHappened

pytestmark = pytest.mark.browser

STEP_LABELS = {"number of steps", "stage", "epochs"}


@pytest.fixture
def demos(lab):
    """Return the demos of a notebook, each as its cell made it."""
    lab.let_runs_last(seconds=0.2)
    demos = lab.reset()
    assert demos
    return demos


@pytest.fixture
def players(demos):
    """Return the demos that have steps."""
    return [demo for demo in demos if demo.has_steps()]


def test_a_demo_at_rest_is_sharp_and_has_words(demos):
    for state in (demo.state() for demo in demos):
        assert state.density == 2
        assert state.name == state.sentence != ""


def test_sliders_by_keyboard(demos):
    assert not dead(demos, lambda demo: demo.sliders(), lambda slider: slider.press())


def test_sliders_by_mouse(demos):
    assert not dead(demos, lambda demo: demo.sliders(), lambda slider: slider.drag())


def test_drop_downs(demos):
    def choose_another(drop_down):
        chosen = drop_down.evaluate("list => list.selectedIndex")
        drop_down.select_option(index=0 if chosen else 1)

    assert not dead(demos, lambda demo: demo.drop_downs(), choose_another)


def dead(demos, controls, move):
    """Move each control in turn; return what did not change with it."""
    found = []
    for demo in demos:
        before = demo.state()
        for place, control in enumerate(controls(demo)):
            move(control)
            try:
                after = demo.state(after=before)
            except NothingHappened:
                after = before
            longer = getattr(control, "label", "") == "epochs"  # of a run that goes on: the call says what is done
            parts = ("sentence", "picture") if longer else ("call", "sentence", "picture")
            same = [part for part in parts if getattr(after, part) == getattr(before, part)]
            if same:
                found.append(f"{before.call}, control {place}: same {', '.join(same)}")
            before = after
    return found


def test_step_and_reset(players):
    for demo in players:
        first = demo.state()
        demo.button("Step").click()
        second = demo.state(after=first)
        assert counted([first.call, second.call])
        assert second.picture != first.picture
        demo.button("Reset").click()
        assert demo.state(after=second) == first


def test_play_and_pause(lab, players):
    before = [demo.state() for demo in players]
    play(players)  # together: they share one kernel, and it saves time
    for demo in players:
        assert counted(demo.calls(at_least=3))
        demo.button("Pause").click()
        demo.button("Play").wait_for()
    after = [demo.state(after=state) for demo, state in zip(players, before, strict=True)]
    lab.page.wait_for_timeout(700)
    assert [demo.state() for demo in players] == after
    assert not [a for a, b in zip(after, before, strict=True) if a.picture == b.picture]


def test_a_change_while_playing_redraws_at_the_same_step_and_goes_on(players):
    play(players)
    before = [demo.calls(at_least=2) for demo in players]
    for demo in players:
        demo.sliders()[0].press()  # not that of the steps
    for demo, steps in zip(players, before, strict=True):
        calls = [values(call) for call in demo.calls(at_least=len(steps) + 3)[1:]]  # without that before Play
        demo.pause()
        step = counted(steps)
        places = [
            place for place, _ in groupby(call.pop(step) for call in calls)
        ]  # what is left is all but the step
        assert len(list(groupby(calls))) == 2  # the change, once and for good
        assert len(places) > 2
        assert moves_on(places)  # and no start from the first


def test_play_ends_at_the_last_step_and_starts_again_from_the_first(players):
    for demo in players:
        first = demo.state()
        for key in ("End", "ArrowLeft"):
            step_slider(demo).press(key)
        demo.state(after=first)
    play(players)
    for demo in players:
        demo.button("Play").wait_for()
        assert len(demo.calls()) == 2
    play(players)
    for demo in players:
        calls = demo.calls(at_least=3)
        demo.button("Pause").click()
        assert counted(calls[1:])


def play(demos):
    for demo in demos:
        demo.watch()
        demo.button("Play").click()


def values(call):
    """Return the values in a call by name, as text."""
    return dict(re.findall(r"(\w+)=([^,)]+)", call))


def changes(calls):
    """Return, for each call but the first, what changed in it: name -> (before, after)."""
    return [
        {name: (old, new[name]) for name, old in before.items() if old != new[name]}
        for before, new in pairwise(map(values, calls))
    ]


def counted(calls):
    """Return the name of the value that moves on with each call, all others staying; else None."""
    names = {name for changed in changes(calls) for name in changed}
    if len(names) != 1:
        return None
    (name,) = names
    return name if moves_on([values(call)[name] for call in calls]) else None


def moves_on(places):
    """Say whether numbers go up, or names are never the same twice."""
    if all(place.isdigit() for place in places):
        return all(before < after for before, after in pairwise(map(int, places)))
    return len(set(places)) == len(places)


def step_slider(demo):
    """Return the slider that Step moves."""
    (slider,) = [slider for slider in demo.sliders() if slider.label in STEP_LABELS]
    return slider
