"""How a demo goes on by itself: from value to value of a control, or through a training that is drawn as it grows.

A run is stopped, playing or finished: it plays while it has a task, which `turn` alone gives it and takes away, and
it is finished when nothing is left to do. The task works in slices, with a pause after each in which the kernel
answers sliders and buttons. No thread: JupyterLite has none. But a kernel may hand the widgets' messages to threads
of their own, so whatever comes from outside (the page, the task, a caller of the demo) takes the lock; what is
behind these does not.
"""

import asyncio
import math
import time
from functools import wraps
from typing import Any

import ipywidgets as widgets

from nbhelpers import arguments
from nbhelpers.figure import LOCK

INTERVAL = 0.5
"""Seconds between two steps while playing."""

SLICE = 0.025
"""Seconds of training at a stretch: as long as a slider or Stop may have to wait."""

SLEEP = 0.01
"""Seconds without work after a slice. With less, a kernel in the browser does not get to its messages."""

FRAME = 0.075
"""Seconds from one picture to the next, at least: with a slice between, ten to twelve a second."""

DELAY = 0.15
"""Seconds from the last picture until a training plays: while a slider is dragged, only its start is drawn."""

DURATION = 4.0
"""Seconds that a whole training takes at least, so that a quick one can be watched and stopped."""


def locked(method):
    """Let one thread at a time into the demos."""

    @wraps(method)
    def alone(self, *args, **kwargs):
        with LOCK:
            return method(self, *args, **kwargs)

    return alone


def in_kernel():
    """Return whether there is an event loop to run in."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


class AtOnce:
    """The run of a demo in which nothing goes on, and the base of the others: Reset is its one button."""

    control: str | None = None  # the name of the one that Step moves on, or that says how long a training is
    earlier: tuple[tuple, ...] = ()  # what was changed on the way
    task: asyncio.Future | None = None

    def __init__(self, demo):
        self.demo = demo
        reset = widgets.Button(description="Reset", icon="undo", tooltip="Back to where the cell started")
        reset.on_click(lambda _: demo.reset())
        self.widgets = [reset]

    @property
    def is_playing(self):
        """Whether it goes on by itself."""
        return self.task is not None

    def finish(self):
        """Return the trace of what the controls say."""
        return self.demo.compute(**self.demo.values)

    def rest(self):
        """Show what the controls say."""
        with self.demo.fault_said():
            self.demo.trace = self.finish()
            self.show()

    def show(self):
        """Draw the trace."""
        self.demo.draw()

    def moved(self, name, old):
        """Follow a control that the reader has moved; `old` is where it was."""
        self.rest()

    def state(self):
        """Return the keywords of the demo's call that differ from what the controls say."""
        return {}

    def turn(self, on):
        """Do nothing: there is nothing to play or stop."""

    def step(self):
        """Refuse: there are no steps."""
        raise self._refusal("step")

    def play(self):
        """Refuse: there is nothing to play."""
        raise self._refusal("play")

    def _refusal(self, asked):
        return ValueError(f"{asked}: expected a demo with a Step button, got {self.demo.name}, which has none")


class _Played(AtOnce):
    """What is played: the button that stays down meanwhile, and the one task."""

    PLAY = PAUSE = HINT = ""  # what the button says

    def __init__(self, demo, control: str):
        super().__init__(demo)
        self.control: str = control
        self.button = widgets.ToggleButton(description=self.PLAY, icon="play", tooltip=self.HINT)
        self.button.observe(self._pressed, "value")
        hint = "One more step; after the last, start again"
        step = widgets.Button(description="Step", icon="step-forward", tooltip=hint)
        step.on_click(lambda _: demo.step())
        self.widgets = [self.button, step, *self.widgets]

    def play(self):
        """Play to the end; from there, it begins again."""
        if not in_kernel():
            raise RuntimeError("play: expected a notebook's running event loop, got none; step() needs none")
        if not self.is_playing:
            self.turn(True)

    def turn(self, on):
        """Play, anew if it does already, or stop; the button follows."""
        if self.task and not self.task.get_loop().is_closed():  # which takes no calls
            self.task.get_loop().call_soon_threadsafe(self.task.cancel)
        self.task = asyncio.ensure_future(self._run()) if on else None
        with self.button.hold_sync():
            self.button.value = on
            self.button.description, self.button.icon = (self.PAUSE, "pause") if on else (self.PLAY, "play")

    @locked
    def _pressed(self, _):
        if self.button.value != self.is_playing:  # else it has followed, or another thread was quicker
            self.turn(self.button.value)

    async def _run(self):
        task, pieces = asyncio.current_task(), self.pieces()
        pause: float | None = 0
        try:
            while pause is not None:
                await asyncio.sleep(pause)
                with LOCK:
                    pause = next(pieces, None) if self.task is task else None
        finally:
            with LOCK:
                if self.task is task:  # else another has begun meanwhile
                    self.turn(False)

    def pieces(self):
        """Do what there is to do piece by piece: yield after each how many seconds others may have."""
        raise NotImplementedError


class Steps(_Played):
    """From value to value of a control; after the last, the first."""

    PLAY, PAUSE, HINT = "Play", "Pause", "A step twice a second"

    def step(self):
        """Move the control on."""
        self.demo.set(**{self.control: (self._left() or self.demo.controls[self.control].values)[0]})

    def _left(self):
        """Return the values of the control after the one where it is."""
        control = self.demo.controls[self.control]
        return control.values[math.floor(control.at) + 1 :]

    def pieces(self):
        """Take a step, from the last value too, then those that are left; see `_Played.pieces`."""
        self.step()
        yield INTERVAL
        while self._left():
            self.step()
            yield INTERVAL


class Training(_Played):
    """Epoch after epoch of what the demo's function returns: an iterator of traces, the start first.

    Every trace has `n_epochs`, how many are done, and `diverged`, whether no more can follow. Made, set or reset,
    the demo shows the finished training. Start goes on from where it was stopped, or does it again from the
    beginning, in front of the reader; a control that the reader moves starts it anew, once it is still.

    But a control that is `live` changes the training on the way, and one that is `display_only` what is shown of
    it. The iterator is then a generator without an end: sent all keywords, it gives the trace of the same epoch
    with them. What was changed is part of the demo's state: ``earlier=[(120, "learning_rate", 0.5)]`` says that the
    learning rate was 0.5 until epoch 120, and what its control says from there on.
    """

    PLAY, PAUSE, HINT = "Start", "Stop", "Run from the beginning, or go on from where it stopped"

    def __init__(self, demo, control, live=(), display_only=()):
        super().__init__(demo, control)
        self._live, self._adjustable = live, {*live, *display_only}
        self._coming: Any = None  # the epochs still to come; None after an epoch that raised
        self._shown, self._drawn_at = None, -math.inf  # the trace that was drawn last, and when
        self.bar = widgets.IntProgress(layout=widgets.Layout(width="260px"))
        self.bar.style.description_width = "initial"
        self.widgets.append(self.bar)

    @property
    def is_finished(self):
        """Whether there is nothing left to do."""
        return self._coming is None or self._is_last(self.demo.trace)

    def finish(self):
        """Train to the end at once; return the last trace."""
        coming, self._coming = self.begin(), None
        last = next(trace for trace in coming if self._is_last(trace))
        self._coming = coming
        return last

    def begin(self):
        """Return what the demo's function gives for the controls, and what was changed on the way."""
        return self.demo.compute(**self._keywords())

    def rest(self):
        """Stop, and show the finished training."""
        super().turn(False)  # `self.turn` would also draw how far it has come
        super().rest()

    def show(self):
        """Draw the trace, and say how far it is."""
        self._shown, self._drawn_at = self.demo.trace, time.monotonic()
        super().show()
        length, done = self.demo.values[self.control], self.demo.trace.n_epochs
        with self.bar.hold_sync():
            self.bar.max, self.bar.value = max(length, 1), done
            self.bar.description = f"epoch {done}" + (f" of {length}" if done <= length else "")

    def state(self):
        """Return how far it is, because one that was stopped is a shorter one, and what was changed on the way."""
        return {self.control: self.demo.trace.n_epochs} | ({"earlier": list(self.earlier)} if self.earlier else {})

    def turn(self, on):
        """See `_Played.turn`; what was done since the last picture is drawn."""
        super().turn(on)
        if not on and self._shown is not self.demo.trace:
            self.show()

    def step(self):
        """Stop, and do one epoch more; after the last, show the start."""
        self.turn(False)
        if self.is_finished:
            self._restart()
            return
        with self.demo.fault_said():
            self._do_epoch()
            self.show()

    def moved(self, name, old):
        """Go on with what the reader has set, or begin again with it."""
        if name in self._adjustable and self._coming is not None:
            with self.demo.fault_said():
                self.earlier = self._earlier_with(name, old)
                self.demo.trace = self._coming.send(self._keywords())
                self.show()
        elif in_kernel():
            label = self.demo.controls[name].description
            self._restart(f"New {label}: training began again." if self._adjustable else "")
            self.turn(not self.is_finished)
        else:  # without an event loop there is nobody to show it to
            self.earlier = ()
            self.rest()

    def accept_earlier(self, earlier, n_epochs):
        """Return what was changed on the way, in its order, at most after `n_epochs`; or raise ``ValueError``."""
        example = 'such as (120, "learning_rate", 0.5)'
        if not isinstance(earlier, list | tuple):
            raise arguments.invalid_argument("earlier", f"a list of changes {example}", earlier)
        changes = []
        for i, change in enumerate(earlier):
            if not isinstance(change, list | tuple) or len(change) != 3:
                raise arguments.invalid_argument(f"earlier[{i}]", f"a change {example}", change)
            epoch, name, value = change
            arguments.one_of(f"earlier[{i}][1]", name, self._live)
            epoch = arguments.count(f"earlier[{i}][0]", epoch, 1, n_epochs)
            changes.append((epoch, name, self.demo.controls[name].accept(f"earlier[{i}][2]", value)))
        return tuple(sorted(changes, key=lambda change: change[0]))

    def _keywords(self):
        return self.demo.values | ({"earlier": self.earlier} if self._live else {})

    def _is_last(self, trace):
        return trace.n_epochs >= self.demo.values[self.control] or trace.diverged

    def _earlier_with(self, name, old):
        """Return the changes on the way after this control was moved: one more, unless there is one of this epoch.

        That one is left out if the control is back where it was.
        """
        now = self.demo.trace.n_epochs
        if name not in self._live or now == 0:
            return self.earlier
        again = [change for change in self.earlier if change[:2] == (now, name)]  # since the last epoch
        if not again:
            return (*self.earlier, (now, name, old))
        is_taken_back = again[0][2] == self.demo.values[name]
        return tuple(change for change in self.earlier if change not in again) if is_taken_back else self.earlier

    def _restart(self, notice=""):
        """Show the start of what the controls describe."""
        self.demo.notice, self.earlier = notice, ()
        with self.demo.fault_said():
            self._coming = self.begin()
            self._do_epoch()
            self.show()

    def pieces(self):
        """Begin again if all is done, and train slice by slice; see `_Played.pieces`."""
        yield max(0, self._drawn_at + DELAY - time.monotonic())
        if self.is_finished:
            self._restart()
        begun, first = time.monotonic(), self.demo.trace.n_epochs
        while not self.is_finished:
            yield SLEEP
            length = self.demo.values[self.control]
            due = first + 1 + int(length * (time.monotonic() - begun) / DURATION)
            with self.demo.fault_said():
                self._advance(min(length, due))
                if self.is_finished or time.monotonic() - self._drawn_at >= FRAME:
                    self.show()

    def _advance(self, due):
        """Train for a slice, at most to the epoch that is due."""
        until = time.perf_counter() + SLICE
        while self.demo.trace.n_epochs < due and not self.is_finished:
            self._do_epoch()
            if time.perf_counter() >= until:
                return

    def _do_epoch(self):
        coming, self._coming = self._coming, None
        self.demo.trace = next(coming)
        self._coming = coming
