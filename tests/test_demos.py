"""That no demo is left out: each is exported and shown, is what it says, has its tests, moves only what moves."""

import inspect
import math
from pathlib import Path

import demos
import ipywidgets as widgets
import pytest
from demos import ADJUSTABLE, ALL, KINDS, RUNNING
from shipped import PATHS, code_cells, read

from nbhelpers import explorable, explore

BACKGROUND = {
    "explore_descent": {"data"},  # other points, another bowl
    "explore_two_parameters": {"data"},  # other contours
    "playground": {"n_epochs"},  # the axis of epochs is as long as the run
}
"""Controls that may change what else stands still, which costs a full draw at each move."""


def test_there_are_demos():
    assert len(ALL) >= 20
    assert len(RUNNING) >= 5


@pytest.mark.parametrize("name", demos.defined())
def test_a_public_function_says_what_it_makes(name):
    assert demos.kind(demos.defined()[name]) in KINDS, f'{name}: its docstring needs "Returns", one of {KINDS}'


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
def test_a_demo_is_what_it_says_and_knows_its_name(make):
    it = demos.quickly(make)
    assert type(it) is getattr(explorable, demos.kind(make)), 'its docstring says otherwise under "Returns"'
    assert it.name == make.__name__
    it.close()


@demos.each(ALL)
def test_closing_frees_every_widget(make):
    count = len(widgets.widget._instances)
    demos.quickly(make).close()
    assert len(widgets.widget._instances) == count


@demos.each(ALL)
def test_a_refused_one_leaves_no_widget_behind(make):
    count = len(widgets.widget._instances)
    with pytest.raises(ValueError, match="expected"):
        make(**{next(iter(inspect.signature(make).parameters)): math.nan})
    assert len(widgets.widget._instances) == count


@demos.each(ADJUSTABLE)
def test_a_demo_that_is_changed_on_the_way_has_tests_of_its_own(make):
    """What a change on the way means differs from one to the next; `test_live.py` leaves these out."""
    assert (Path(__file__).parent / f"test_{make.__name__}.py").exists()


@demos.each(ALL)
def test_what_follows_a_control_was_made_with_moving(make):
    """Else the figure is stale after each move, and all that stands still is drawn anew."""
    it = demos.quickly(make)
    for name in [name for name in it.controls if name not in BACKGROUND.get(make.__name__, ())]:
        ends = (0, 3) if make in RUNNING and name == it._step else demos.ends(it.controls[name])
        for value in (*ends, it.values[name]):
            it._assign({name: value})
            it.trace = it._compute(**it.values)
            stale = {id(artist) for artist in it.view.figure.findobj(lambda artist: artist.stale)}
            it.view.update(it.trace)
            assert not it.view.figure.stale, f"{name} moves without **MOVING: {moved(it.view.figure, stale)}"
            it.image.redraw()
    it.close()


def moved(figure, stale):
    """Return the artists that are stale now and were not."""
    return [
        it for it in figure.findobj(lambda artist: artist.stale) if id(it) not in stale and not it.get_animated()
    ]
