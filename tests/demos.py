"""The demos, discovered automatically: every function of `nbhelpers.explore` that takes keywords only."""

import inspect
import itertools
import typing
from collections.abc import Generator, Iterator
from threading import current_thread

import pytest

from nbhelpers import explore
from nbhelpers.backprop import WALKTHROUGH, Iteration, iterate
from nbhelpers.datasets import LINES
from nbhelpers.descent import DescentTrace, descend

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


class Lock:
    """A lock that says when another thread than the one that made it wants to come in."""

    def __init__(self, lock, wanted):
        self.lock, self.wanted, self.thread = lock, wanted, current_thread()

    def __enter__(self):
        if current_thread() is not self.thread:
            self.wanted.set()
        self.lock.acquire()

    def __exit__(self, *_):
        self.lock.release()


STILLS = [it for name, it in sorted(vars(explore).items()) if name.startswith("show_")]
"""The functions that show a still picture."""

TRACES = {
    DescentTrace: descend(*LINES["walkthrough"], start=0.2, learning_rate=0.4, n_steps=3),
    Iteration: iterate(*WALKTHROUGH[:3], learning_rate=0.4, stage="backward"),
}
"""What a still picture may be asked to show."""


def still(show):
    """Return a still picture and its figure; no time is measured for it."""
    asked = inspect.signature(show)
    traces = [TRACES[each.annotation] for each in asked.parameters.values() if each.default is each.empty]
    picture, figures = asked.return_annotation, []
    init = picture.__init__

    def noted(self, view, trace):
        figures.append(view.figure)
        init(self, view, trace)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(picture, "__init__", noted)
        patch.setattr("nbhelpers.activations.measures.timeit", lambda call, number: 1.0)
        made = show(*traces)
    (figure,) = figures
    figure.draw_without_rendering()  # or its labels stand where they are at the density of the still picture
    return made, figure


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


def play_button(it):
    """Return the button that stays down while a demo goes on by itself, if it has one."""
    return getattr(it.run, "button", None)


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

    `ends` has both by the control's name. Of six states each control is at its upper end in a different four, so
    any two share a state and each has one without the other; in the seventh all are at the lower end (Kleitman and
    Spencer 1973).
    """
    upper = dict(zip(ends, itertools.combinations(range(6), 4), strict=False))
    return [{name: both[state in upper[name]] for name, both in ends.items()} for state in range(7)]
