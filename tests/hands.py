"""What moves a demo as a kernel and a front end do, for the tests that do it at random."""

import asyncio
import sys
from types import SimpleNamespace

import hostile
import ipywidgets as widgets
import pytest
from demos import picture, shown
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine

from nbhelpers.explore.runs import Training

MOST_EPOCHS = 3  # where runs end here, for the time they take


class Hands(RuleBasedStateMachine):
    """A demo on a loop of its own, as in a kernel, and what it takes to move it.

    Set for each demo: `make`, the function; `example`, one to compare with; `counted`, the tally.
    """

    make = example = counted = None

    def __init__(self):
        super().__init__()
        self.faults = []
        self.loop = asyncio.new_event_loop()
        self.loop.set_exception_handler(lambda _, context: self.faults.append(context))
        self.widgets_before = len(widgets.widget._instances)
        self.it = self.held = None

    def do(self, action, *args, **values):
        """Do something where a loop is running, as in a kernel, while its tasks have to wait."""
        asyncio._set_running_loop(self.loop)
        try:
            return action(*args, **values)
        finally:
            asyncio._set_running_loop(None)

    def wait(self, turns):
        """Give running tasks a few turns."""

        async def session():
            for _ in range(turns):
                await asyncio.sleep(0)

        if turns:
            self.loop.run_until_complete(session())

    def send(self, widget, data):
        """Hand a message to a widget as the front end's comm does; return what ipywidgets refused it with."""
        self.count(1)
        said = []
        shell = SimpleNamespace(showtraceback=lambda: said.append(sys.exc_info()[1]))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("ipywidgets.widgets.widget.get_ipython", lambda: shell)
            self.do(widget._handle_msg, {"content": {"data": {"buffer_paths": []} | data}, "buffers": []})
        return said

    def count(self, n):
        self.counted[f"inputs tried on {self.make.__name__}"] += n

    def most(self, name):
        return MOST_EPOCHS if isinstance(self.example.run, Training) and name == self.example.run.control else None

    def control(self, data):
        """Draw the name of a control."""
        return data.draw(st.sampled_from(list(self.example.controls)))

    def some(self, data, kind, least=0):
        """Draw values of a kind for some of the controls."""
        named = st.sets(st.sampled_from(list(self.example.controls)), min_size=least, max_size=4)
        return {name: data.draw(kind(name)) for name in sorted(data.draw(named))}

    def good(self, data):
        return self.some(data, lambda name: hostile.good(self.example.controls[name], self.most(name)))

    def state(self):
        """Return all that a refusal must leave as it is."""
        it = self.it
        idle, playing = [control.disabled for control in it.controls.values()], it.run.is_playing
        return it.values, id(it.trace), it.text, it.call, picture(it), shown(it), idle, playing, it.run.task
