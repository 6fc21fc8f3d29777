"""The demos, found by themselves: every public function of a lesson's demos says by its type what it makes."""

import importlib
import inspect
import itertools
import typing
from collections.abc import Generator, Iterator

import pytest

from nbhelpers import explore
from nbhelpers.explore.controls import LayerList
from nbhelpers.explore.demo import Explorable, Picture

LESSONS = ("descent", "backprop", "vanishing", "activations", "playground")
KINDS = (Explorable, Picture)


def defined():
    """Return every public function that a module of demos defines, by name; not what `explore` exports."""
    found = {}
    for module in (f"{explore.__name__}.{lesson}" for lesson in LESSONS):
        for name, it in vars(importlib.import_module(module)).items():
            if inspect.isfunction(it) and it.__module__ == module and not name.startswith("_"):
                found[name] = it
    return dict(sorted(found.items()))


def kind(make):
    """Return the class of what a function says it makes."""
    return inspect.signature(make).return_annotation


def computed(make):
    """Return what the function of a demo gives, before `demo` makes of it the one that makes the demo."""
    return typing.get_origin(inspect.signature(make.__wrapped__).return_annotation)


ALL = [make for make in defined().values() if kind(make) is Explorable]
LIVE = [make for make in ALL if computed(make) is Iterator]
ADJUSTABLE = [make for make in ALL if computed(make) is Generator]
RUNNING = [make for make in ALL if make in LIVE or make in ADJUSTABLE]
STILL = [make for make in ALL if make not in RUNNING]
"""Demos that are drawn at once, those that train, and those whose training is changed on the way."""

NAMES = [make.__name__ for make in ALL]

STEPS = {"n_steps", "n_epochs", "stage"}
"""What the control is called that Step and Play move on."""

PLAYABLE = [make for make in STILL if STEPS & set(inspect.signature(make).parameters)]


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


def called(source):
    """Return the name of the demo that a line of code calls first, or "" if it calls something else."""
    name = source.partition("(")[0]
    return name if name in NAMES else ""


def type_on(control, text):
    """Type on a control, as the page does; return what is said of it."""
    said = []
    control.send = said.append
    control._handle_msg({"content": {"data": {"method": "custom", "content": {"typed": text}}}, "buffers": []})
    del control.send
    (answer,) = said
    return answer["said"]


def ends(control):
    """Return the values at both ends of a control."""
    if isinstance(control, LayerList):
        return "", ", ".join(["8"] * control.most)
    return control.values[0], control.values[-1]


def pairs_of_ends(ends):
    """Return seven states in which every two of up to 15 controls are at both of their ends, in all four ways.

    `ends` has both by the control's name. Of six states each control is at its upper end in another four, so two
    share one and each has one to itself; in the seventh all are at the lower (Kleitman and Spencer 1973).
    """
    upper = dict(zip(ends, itertools.combinations(range(6), 4), strict=False))
    return [{name: both[state in upper[name]] for name, both in ends.items()} for state in range(7)]


def another(it):
    """Return the name of a control that is not the length of the run, and its ends."""
    name = next(name for name in it.controls if name != it.run.control)
    return name, *ends(it.controls[name])
