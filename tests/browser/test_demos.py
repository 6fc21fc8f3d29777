"""Every control of every demo, as a reader uses it: keyboard, mouse, Play, Pause, Step, Reset.

What holds of every state on the way is in `State`.
"""

import re
from functools import partial
from itertools import cycle, groupby, pairwise, permutations, zip_longest

import pytest

pytestmark = pytest.mark.browser

STEP_LABELS = {"number of steps", "stage", "epochs"}
KEYS = list(permutations(("Space", "Enter")))


@pytest.fixture
def demos(lab):
    """Return the demos of a notebook, each as its cell made it."""
    lab.let_runs_last(seconds=0.2)
    demos = lab.reset()
    assert demos
    return demos


def test_each_control_changes_picture_and_words_and_reset_puts_them_back(lab, demos):
    first = {demo: demo.state() for demo in demos}
    now = dict(first)
    for moves in zip_longest(*map(each_move, demos)):  # while one demo comes to rest, the others are moved
        moved = [(demo, *move) for demo, move in zip(demos, moves, strict=True) if move]
        for _, _, move in moved:
            move()
        for demo, label, _ in moved:
            before = now[demo]
            if label == "Reset":
                now[demo] = demo.at(first[demo].call)
                assert now[demo] == first[demo]
                continue
            now[demo] = demo.state(after=before)
            longer = label == "epochs" and before.bar  # of a run that goes on only when Start is pressed again
            parts = ("bar",) if longer else ("call", "sentence", "picture")
            same = [part for part in parts if getattr(now[demo], part) == getattr(before, part)]
            assert not same, f"{label} of {now[demo]}"
    assert [demo.state() for demo in lab.reset()] == list(first.values())


def each_move(demo):
    """Return all that a reader can do to the controls, as (a label, what to call), with Reset after each control.

    A demo that trains takes its time: its sliders are moved by keyboard and mouse by turns, and not reset.
    """
    trains, turn, moves = demo.has("Start"), cycle([0, 1]), []
    for control in demo.controls():
        ways = control.moves()
        moves += [(control.label, way) for way in (ways[next(turn) % len(ways) :][:1] if trains else ways)]
        moves += [] if trains else [("Reset", partial(demo.press, "Reset"))]
    return moves


def test_step_play_pause_and_reset(lab, demos):
    players = [(demo, keys) for demo, keys in zip(demos, cycle(KEYS), strict=False) if demo.has("Play")]
    first = [demo.state() for demo, _ in players]
    steps_once_and_comes_back(players, first)
    goes_on_with_what_is_changed(players)
    assert not lab.moves(seconds=0.7)
    ends_at_the_last_step_and_begins_again(players)
    for demo, (one, _) in players:
        demo.press("Reset", one)
    for (demo, _), state in zip(players, first, strict=True):
        assert demo.at(state.call) == state


def steps_once_and_comes_back(players, first):
    for demo, (one, _) in players:
        demo.press("Step", one)
    for (demo, keys), before in zip(players, first, strict=True):
        after = demo.state(after=before)
        assert counted([before.call, after.call])
        assert after.picture != before.picture
        demo.press("Reset", keys[1])
        assert demo.at(before.call) == before


def goes_on_with_what_is_changed(players):
    start(players)
    begun = [demo.calls(at_least=2) for demo, _ in players]
    for demo, _ in players:
        demo.sliders()[0].press()  # not that of the steps
    for (demo, (_, other)), steps in zip(players, begun, strict=True):
        calls = [values(call) for call in demo.calls(at_least=len(steps) + 3)[1:]]  # without that before Play
        if demo.has("Pause"):  # else it has come to its last step
            demo.press("Play|Pause", other)
        step = counted(steps)
        places = [place for place, _ in groupby(call.pop(step) for call in calls)]  # what is left: all but the step
        assert len(list(groupby(calls))) == 2  # the change, once and for good
        assert len(places) > 2
        assert moves_on(places)  # and no start from the first
    for demo, _ in players:
        demo.button("Play").wait_for()
        demo.state()


def ends_at_the_last_step_and_begins_again(players):
    before = [demo.state() for demo, _ in players]
    for demo, _ in players:
        for key in ("End", "ArrowLeft"):
            demo.slider(*STEP_LABELS).press(key)
    for (demo, _), state in zip(players, before, strict=True):
        demo.state(after=state)
    start(players)
    for demo, _ in players:
        demo.button("Play").wait_for()  # by itself
        assert len(demo.calls()) == 2
    start(players)
    for demo, _ in players:
        assert counted(demo.calls(at_least=3)[1:])  # from the first step


def start(players):
    """Press Play on all; they share one kernel, and it saves time."""
    for demo, (one, _) in players:
        demo.watch()
        demo.press("Play", one)


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
