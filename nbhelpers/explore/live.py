"""A demo whose trace takes time to come about, such as a training: it is drawn while it grows.

The work is done by one asyncio task, in slices, with a pause after each in which the kernel answers sliders and
buttons. No thread: JupyterLite has none.
"""

import asyncio
import math
import time

import ipywidgets as widgets

from nbhelpers.explore.demo import Explorable
from nbhelpers.explore.turns import in_kernel, in_turn

SLICE = 0.025
"""Seconds of work at a stretch: as long as a slider or Stop may have to wait."""

PAUSE = 0.01
"""Seconds of sleep after a slice. With less, a kernel in the browser does not get to its messages."""

FRAME = 0.075
"""Seconds from one picture to the next, at least: with a slice between, ten to twelve a second."""

STILL = 0.15
"""Seconds without a move after which a run goes on: while a slider is dragged there is only its start to draw."""

DURATION = 4.0
"""Seconds that a whole run takes at least, so that a quick one can be watched and stopped."""


class Live(Explorable):
    """A demo that runs: Start, Stop, Step and Reset, and a bar that says how far it is.

    Made, set or reset, it shows the finished run. Start runs it again from the beginning, in front of the reader;
    so does a control that the reader moves, once it is still.

    Parameters
    ----------
    name, view, controls, values
        As for `Explorable`.
    begin : callable
        Takes the controls' values by name, returns an iterator of traces: the start, then one for each step.
        Every trace has `n_epochs`, the steps done.
    length : str
        The whole-number control that says how many steps there are.
    options
        As for `Explorable`.

    """

    PLAY, PAUSE = "Start", "Stop"
    HINT = "Run from the beginning, or go on from where it stopped"
    _behind = False  # whether steps were done that are not drawn yet
    _moved = -math.inf  # when it was redrawn last

    def __init__(self, name, begin, view, controls, values, length, **options):
        self._begin = begin
        super().__init__(name, self._finish, view, controls, values, step=length, **options)

    @property
    def is_finished(self):
        """Whether there is nothing left to run."""
        return self.trace.n_epochs >= self.values[self._step] or self._ended

    @in_turn
    def set(self, **values):
        """Stop, change controls together and show the finished run; return the demo; see `Explorable.set`."""
        values = self._accept(values)  # what is refused does not stop a run
        self.pause()
        return super().set(**values)

    @in_turn
    def step(self):
        """Stop, and do one step more; after the last, show the start; return the demo."""
        self.pause()
        with self._fault_said():
            if self.is_finished:
                self._restart()
            else:
                self._advance(0, most=1)
            self._show()
        return self

    def _state(self):
        """Return the keywords; a run that was stopped is a shorter one."""
        return self.values | {self._step: self.trace.n_epochs}

    def _finish(self, **values):
        """Compute the whole run at once."""
        self._ended = True
        for trace in self._begin(**values):
            last = trace
        return last

    def _restart(self):
        """Go back to the start of the run that the controls describe."""
        self._coming, self._ended = self._begin(**self.values), False
        self.trace = next(self._coming)

    def _advance(self, seconds, most):
        """Do up to so many steps, as long as this leaves time for."""
        until = time.perf_counter() + seconds
        for _ in range(most):
            trace = next(self._coming, None)
            if trace is None:
                self._ended = True
                return
            self.trace = trace
            if time.perf_counter() >= until:
                return

    @in_turn
    def _changed(self, change):
        if self._quiet:
            return
        if not in_kernel():  # so nobody to show the run to
            super()._changed(change)
            return
        self._notice = ""
        self._begin_again()

    def _begin_again(self, **options):
        """Show the start of the run that the controls describe now, and run it."""
        self._end_run()
        with self._fault_said():
            self._restart(**options)
            self._show()
        if self.is_finished:
            self.pause()
        elif self._play.value:  # and stays down: letting go of it in between would be six messages for nothing
            self._begin_run()
        else:
            self.play()

    @in_turn
    def _play_changed(self, change):
        super()._play_changed(change)
        if not self._play.value and self._behind:
            self._show()

    def _show(self):
        self._behind, self._moved = False, time.monotonic()
        super()._show()
        length, done = self.values[self._step], self.trace.n_epochs
        with self._progress.hold_sync():
            self._progress.max, self._progress.value = max(length, 1), done
            self._progress.description = f"epoch {done}{' of' if done <= length else ', past'} {length}"

    def _buttons(self):
        self._progress = widgets.IntProgress(layout=widgets.Layout(width="260px"))
        self._progress.style.description_width = "initial"
        return [*super()._buttons(), self._progress]

    async def _run(self):
        me = asyncio.current_task()
        try:
            await asyncio.sleep(self._moved + STILL - time.monotonic())
            self._begin_at_the_start(me)
            begun, first = time.monotonic(), self.trace.n_epochs
            while self._task is me and not self.is_finished:
                await asyncio.sleep(PAUSE)
                length = self.values[self._step]
                self._do_slice(me, due=min(length, first + 1 + int(length * (time.monotonic() - begun) / DURATION)))
        finally:
            self._stopped(me)

    @in_turn
    def _begin_at_the_start(self, task):
        """Go back to the start, if all of the run is done."""
        if self._task is task and self.is_finished:
            with self._fault_said():
                self._restart()
                self._show()

    @in_turn
    def _do_slice(self, task, due):
        """Do a slice of a run, up to the epoch that is due, and draw it if the last picture is old enough."""
        if self._task is not task:
            return
        with self._fault_said():
            self._advance(SLICE, most=due - self.trace.n_epochs)
            self._behind = not self.is_finished and time.monotonic() - self._moved < FRAME
            if not self._behind:
                self._show()
