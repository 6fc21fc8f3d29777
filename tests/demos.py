"""The demos, found by themselves: every function that `nbhelpers.explore` offers and that takes keywords only."""

import inspect
import itertools
import typing
from collections.abc import Generator, Iterator

import ipywidgets as widgets
import pytest

from nbhelpers import explore

NAMES = [
    name
    for name, it in sorted(vars(explore).items())
    if inspect.isfunction(it)
    and {keyword.kind for keyword in inspect.signature(it).parameters.values()} == {inspect.Parameter.KEYWORD_ONLY}
]
ALL = [getattr(explore, name) for name in NAMES]

STEPS = ("n_steps", "n_epochs", "stage")
"""What the control is called that Step and Play move on."""

FEW = 13
"""Values of a list, all of which are tried; a control with more is fine enough to be tried at three."""


RUNS = {make: typing.get_origin(inspect.signature(make.__wrapped__).return_annotation) for make in ALL}
"""What the function of a demo gives, before `demo` makes of it the one that makes the demo."""

RUNNING = [make for make in ALL if RUNS[make] in (Iterator, Generator)]
ADJUSTABLE = [make for make in ALL if RUNS[make] is Generator]
STILL = [make for make in ALL if make not in RUNNING]
"""Demos that train, among them those whose training is changed on the way, and those that are drawn at once."""


def each(makers):
    """Return a mark that runs a test for each of these, as `make`."""
    return pytest.mark.parametrize("make", makers, ids=lambda make: make.__name__)


def quickly(make):
    """Make a demo, and if it runs, with a run of two epochs."""
    return make(n_epochs=2) if make in RUNNING else make()


def picture(it):
    """Return what a demo's picture is drawn from on the page: where it is the same, so is the picture."""
    return it.picture.scene, it.picture.moving


def shown(it):
    """Return what the reader sees: picture and words."""
    return *picture(it), it.picture.sentence, it.picture.call, it.picture.notice


def parts(widget, kind):
    """Return all widgets of a kind in a demo, as buttons."""
    found = [one for child in getattr(widget, "children", ()) for one in parts(child, kind)]
    return [widget, *found] if isinstance(widget, kind) else found


def play_button(it):
    """Return the button that stays down while a demo goes on by itself, if it has one."""
    return next(iter(parts(it, widgets.ToggleButton)), None)


def called(source):
    """Return the name of the demo that a line of code calls first, or "" if it calls something else."""
    name = source.partition("(")[0]
    return name if name in NAMES else ""


def made_anew(it):
    """Make a demo by the call that one shows; return it."""
    return eval(it.picture.call, {make.__name__: make for make in ALL})


def type_on(control, text):
    """Type on a control, as the page does; return what is said of it."""
    said = []
    control.send = said.append
    control._handle_msg({"content": {"data": {"method": "custom", "content": {"typed": text}}}, "buffers": []})
    del control.send
    (answer,) = said
    return answer["said"]


def takes_layers(control):
    """Say whether a control is a box for the sizes of layers."""
    return control.kind == "text"


def ends(control):
    """Return the values at both ends of a control."""
    if takes_layers(control):
        return "", ", ".join(["8"] * control.most)
    return control.values[0], control.values[-1]


def places(control):
    """Return all values of a control or, if there are many, those at its ends and in the middle."""
    if takes_layers(control):
        return ends(control)
    every = control.values
    return every if len(every) <= FEW else [every[0], every[len(every) // 2], every[-1]]


def pairs_of_ends(ends):
    """Return seven states in which every two of up to 15 controls are at both of their ends, in all four ways.

    `ends` has both by the control's name. Of six states each control is at its upper end in another four, so two
    share one and each has one to itself; in the seventh all are at the lower (Kleitman and Spencer 1973).
    """
    upper = dict(zip(ends, itertools.combinations(range(6), 4), strict=False))
    return [{name: both[state in upper[name]] for name, both in ends.items()} for state in range(7)]
