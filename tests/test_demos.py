"""That no demo is left out: each is exported and shown, is what it says, has its tests, moves only what moves."""

import inspect
import itertools
import math
from pathlib import Path

import demos
import ipywidgets as widgets
import pytest
from demos import ADJUSTABLE, ALL, KINDS, PLAYABLE, RUNNING
from shipped import PATHS, code_cells, read

from nbhelpers import explore
from nbhelpers.explore.controls import Slider

BACKGROUND = {
    "explore_descent": {"data"},  # other points, another bowl
    "explore_two_parameters": {"data"},  # other contours
    "playground": {"n_epochs"},  # the axis of epochs is as long as the run
}
"""Controls that may change what else stands still, which costs a full draw at each move."""


BAD = [math.nan, math.inf, -math.inf, 1e9, -1e9, "0.4", None, [0.5], True, 1j, 10**400]


def test_there_are_demos():
    assert len(ALL) >= 20
    assert len(RUNNING) >= 5
    assert len(PLAYABLE) >= 4


@pytest.mark.parametrize("name", demos.defined())
def test_a_public_function_says_what_it_makes(name):
    assert demos.kind(demos.defined()[name]) in KINDS, f"{name}: its type says nothing"


@pytest.mark.parametrize("name", demos.defined())
def test_a_demo_is_exported(name):
    assert name in explore.__all__, "add it to nbhelpers/explore/__init__.py"
    assert getattr(explore, name) is demos.defined()[name]


def test_nothing_else_is_exported():
    assert sorted(explore.__all__) == list(demos.defined())


@demos.each(ALL)
def test_a_demo_is_shown_in_a_lesson(make):
    assert make.__name__ in {demos.called(cell.source) for path in PATHS for cell in code_cells(read(path))}


@demos.each(ALL)
def test_a_demo_is_what_it_says_has_a_control_for_each_keyword_and_leaves_no_widget_behind(make):
    count = len(widgets.widget._instances)
    it = demos.quickly(make)
    assert type(it) is demos.kind(make)
    assert it.name == make.__name__
    values = {name: each.default for name, each in inspect.signature(make).parameters.items() if name != "earlier"}
    assert list(it.controls) == list(values)
    assert it.values == values | ({"n_epochs": 2} if make in RUNNING else {})
    assert all(control.description for control in it.controls.values())
    it.close()
    assert len(widgets.widget._instances) == count


@demos.each(ALL)
def test_bad_values_are_refused_by_name_and_change_nothing(make):
    it = demos.quickly(make)
    before = demos.shown(it), it.values, len(widgets.widget._instances)
    good = {name: demos.ends(control)[1] for name, control in it.controls.items()}
    for (name, control), value, call in itertools.product(it.controls.items(), BAD, (it.set, make)):
        if value is not True or isinstance(control, Slider):  # a list may offer True
            with pytest.raises(ValueError, match=rf"^{name}: expected .*, got "):
                call(**good | {name: value})
    with pytest.raises(ValueError, match=r"^speed: expected one of "):
        it.set(speed=3)
    assert (demos.shown(it), it.values, len(widgets.widget._instances)) == before
    it.close()


@demos.each(ADJUSTABLE)
def test_a_demo_that_is_changed_on_the_way_has_tests_of_its_own(make):
    """What a change on the way means differs from one to the next; `test_live.py` leaves these out."""
    assert (Path(__file__).parent / f"test_{make.__name__}.py").exists()


@demos.each(ALL)
def test_a_move_is_one_message_of_what_has_changed_and_draws_nothing_of_what_stands_still(make, sent):
    it = demos.quickly(make)
    allowed, anew = BACKGROUND.get(make.__name__, set()), set()
    page, figure, draw = it.picture, it.view.figure, it.view.figure.draw
    figure.draw = lambda renderer: (anew.add(name), draw(renderer))
    for name, control in it.controls.items():
        ends = (0, 3) if make in RUNNING and name == it.run.control else demos.ends(control)
        for value in (*ends, it.values[name]):
            before = page.get_state()
            sent.clear()
            control.value = value
            changed = {trait for trait, now in page.get_state().items() if now != before[trait]}
            assert [names for widget, names in sent if widget is page] == [changed] * bool(changed)
            assert anew <= allowed, f"{name} changes an artist that was made without **ANIMATED"
            moving = page.moving
            page._parts.clear()
            page.redraw()
            assert page.moving == moving, "a part has changed and was not drawn"
    assert anew == allowed
    it.close()
