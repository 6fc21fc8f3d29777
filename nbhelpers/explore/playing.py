"""What a demo has to be played with: Play, Pause and Step, and the one task that does a run."""

import asyncio
import math

import ipywidgets as widgets

from nbhelpers.explore.turns import in_kernel, in_turn

INTERVAL = 0.5
"""Seconds between two steps while playing."""


class Playing:
    """The part of `Explorable` that takes steps: of its control `step`, from place to place. `Live` has its own."""

    PLAY, PAUSE = "Play", "Pause"
    HINT = "A step twice a second"
    _play = _task = None

    @in_turn
    def step(self):
        """Take one more step; after the last, start again at the first; return the demo.

        Raises
        ------
        ValueError
            If this demo has no steps.

        """
        self._refuse_without_steps("step")
        return self.set(**{self._step: (self._steps_left() or self.controls[self._step].values)[0]})

    @in_turn
    def play(self):
        """Press the button that makes it go on by itself to the end; from there, it begins again.

        Raises
        ------
        ValueError
            If this demo has no steps.
        RuntimeError
            If no event loop is running, as outside a notebook.

        """
        self._refuse_without_steps("play")
        if not in_kernel():
            raise RuntimeError("play: expected a notebook's running event loop, got none; step() needs none")
        self._play.value = True

    @in_turn
    def pause(self):
        """Stop, if it goes on by itself."""
        if self._play:
            self._play.value = False

    def _refuse_without_steps(self, asked):
        if not self._step:
            raise ValueError(f"{asked}: expected a demo with a Step button, got {self.name}, which has none")

    def _buttons(self):
        reset = widgets.Button(description="Reset", icon="undo", tooltip="Back to where the cell started")
        reset.on_click(lambda _: self.reset())
        if not self._step:
            return [reset]
        self._play = widgets.ToggleButton(description=self.PLAY, icon="play", tooltip=self.HINT)
        self._play.observe(self._play_changed, "value")
        step = widgets.Button(
            description="Step", icon="step-forward", tooltip="One more step; after the last, start again"
        )
        step.on_click(lambda _: self.step())
        return [self._play, step, reset]

    @in_turn
    def _play_changed(self, _):
        on = self._play.value  # another thread may have changed it once more meanwhile
        with self._play.hold_sync():
            self._play.description, self._play.icon = (self.PAUSE, "pause") if on else (self.PLAY, "play")
        self._end_run()
        if on:
            self._begin_run()

    def _begin_run(self):
        self._task = asyncio.ensure_future(self._run())

    def _end_run(self):
        if self._task and not self._task.get_loop().is_closed():  # it is when the page it was started in is gone
            self._task.get_loop().call_soon_threadsafe(self._task.cancel)
        self._task = None

    def _steps_left(self):
        """Return the places of the stepping control after the one where it is."""
        control = self.controls[self._step]
        return control.values[math.floor(control.at) + 1 :]

    async def _run(self):
        me = asyncio.current_task()
        try:
            goes_on = self._go_on(me, again=True)
            while goes_on:
                await asyncio.sleep(INTERVAL)
                goes_on = self._go_on(me)
        finally:
            self._stopped(me)

    @in_turn
    def _go_on(self, task, again=False):
        """Take a step of a run, from the last place only if `again`; return whether there was one to take."""
        goes_on = self._task is task and (again or bool(self._steps_left()))  # a cancelled one may get a turn
        if goes_on:
            self.step()
        return goes_on

    @in_turn
    def _stopped(self, task):
        """Let go of the button, unless another run has begun meanwhile."""
        if self._task is task:
            self._task = None
            self.pause()
