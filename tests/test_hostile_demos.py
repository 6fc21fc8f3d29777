"""Every demo in hostile hands: any values, in any order, with buttons and messages between. The state is held.

With ``--hypothesis-profile=search`` it is new each time and 20 times as long.
"""

import asyncio
import contextlib
import itertools
import sys
from types import SimpleNamespace

import demos
import hostile
import ipywidgets as widgets
import pytest
from demos import made_anew, picture, shown
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from odd_values import examples

from nbhelpers.explore import runs
from nbhelpers.explore.runs import Training

SEARCH = settings(
    max_examples=examples(2),
    phases=[Phase.generate],  # to make a failing series shorter would take minutes
    suppress_health_check=list(HealthCheck),
)
FIXED = ("labels", "kind", "is_number", "description")
ACTIONS = ("set_bad", "move", "play_or_pause", "set_good", "send_junk", "click", "set_odd", "send_garbled", "grab")
MOST_EPOCHS = 3  # where runs end here, for the time they take
BURST = 5  # refused values are quick to try


class Hand:
    """Anything a reader, a program or a front end gone mad can do to a demo, on a loop as in a kernel."""

    def __init__(self, make, example, draw, loop):
        self.make, self.example, self.draw = make, example, draw
        self.faults, self.loop = [], loop
        self.loop.set_exception_handler(lambda _, context: self.faults.append(context))
        short = {example.run.control: 2} if isinstance(example.run, Training) else {}
        self.it = self.do(make, **short | self.some(self.good))
        self.first, self.held = shown(self.it), None

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

        self.loop.run_until_complete(session())

    def send(self, widget, data):
        """Hand a message to a widget as the front end's comm does; return what ipywidgets refused it with.

        What it refuses has not reached the demo.
        """
        said = []
        shell = SimpleNamespace(showtraceback=lambda: said.append(sys.exc_info()[1]))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("ipywidgets.widgets.widget.get_ipython", lambda: shell)
            self.do(widget._handle_msg, {"content": {"data": {"buffer_paths": []} | data}, "buffers": []})
        assert not any(map(hostile.reached_the_demo, said))
        return said

    # --- what is drawn ---------------------------------------------------------------------------------------

    def most(self, name):
        """Return the most epochs that a run gets here; None for any other control."""
        return MOST_EPOCHS if isinstance(self.example.run, Training) and name == self.example.run.control else None

    def name(self):
        return self.draw(st.sampled_from(list(self.example.controls)))

    def good(self, name):
        return hostile.good(self.example.controls[name], self.most(name))

    def bad(self, name):
        return hostile.bad(self.example.controls[name])

    def some(self, kind, least=0):
        """Draw values of a kind for some of the controls."""
        named = st.sets(st.sampled_from(list(self.example.controls)), min_size=least, max_size=4)
        return {name: self.draw(kind(name)) for name in sorted(self.draw(named))}

    # --- what is done ----------------------------------------------------------------------------------------

    def set_good(self):
        values = self.some(self.good)
        assert self.do(self.it.set, **values) is self.it
        for name, value in values.items():
            assert self.it.values[name] == self.it.controls[name].accept(name, value)

    def set_bad(self):
        """One value at least is refused, or a name: nothing at all happens, and the error says which."""
        if self.it.run.control and self.draw(st.booleans()):
            self.do(self.it.play)
        with self.unchanged():
            for name, value in itertools.product([self.name()], hostile.BAD):
                self.refuses(self.it.set, {name: value}, {name})
            for call in [self.it.set] * BURST + [self.make]:
                wrong = self.some(self.bad, least=1)
                self.refuses(call, self.some(self.good) | wrong, wrong)
            self.refuses(self.it.set, {"speed": 3}, {"speed"})

    def refuses(self, call, values, wrong):
        with pytest.raises(ValueError, match=rf"^({'|'.join(wrong)}): expected ") as caught:
            self.do(call, **values)
        assert type(caught.value) is ValueError

    def set_odd(self):
        """Whether an odd value is taken is not said here; if it is not, nothing happens."""
        for _ in range(BURST):
            name = self.name()
            value = self.draw(hostile.odd(self.example.controls[name], self.most(name)))
            before, said = self.state(), None
            try:
                self.do(self.it.set, **{name: value})
            except ValueError as error:
                said = str(error)
            assert said is None or (said.startswith(f"{name}: expected ") and self.state() == before)

    def move(self):
        """The reader moves a control."""
        name = self.name()
        message, value = self.draw(hostile.sent(self.example.controls[name], self.most(name)))
        if not self.it.controls[name].disabled:
            assert self.send(self.it.controls[name], message) == []
            assert self.it.values[name] == value

    def send_junk(self):
        """A front end gone mad."""
        control, junk = self.it.controls[self.name()], hostile.junk()
        sent = [(state, False) for state in hostile.NEVER] + [(self.draw(junk), True) for _ in range(BURST)]
        for state, may_fit in sent:
            before = self.state()[:4]
            self.send(control, hostile.update(state))
            assert self.state()[:4] == before or (may_fit and self.it.values != before[0])
            self.shorten()

    def send_garbled(self):
        """Something that is no message, to a control, a button or the picture, or another picture to that."""
        others = [one for row in self.it.children[:2] for one in row.children]
        others = [one for one in others if not isinstance(one, widgets.ToggleButton)] + [self.it.picture]
        with self.unchanged():
            for message in hostile.GARBLED:
                self.send(self.draw(st.sampled_from(others)), message)
            traits = self.it.picture.get_state().keys() - {"grabbed"}
            assert self.send(self.it.picture, hostile.update(dict.fromkeys(traits, "junk") | {"speed": 3})) == []

    def click(self):
        """Reset, Step."""
        buttons = [each for each in self.it.children[1].children if isinstance(each, widgets.Button)]
        click = {"method": "custom", "content": {"event": "click"}}
        assert self.send(self.draw(st.sampled_from(buttons)), click) == []

    def play_or_pause(self):
        """The button that stays down, and junk to it."""
        if self.it.run.control:
            state = {"value": self.draw(st.sampled_from([True, False, "yes", None])), "speed": 3}
            self.send(self.it.run.button, hostile.update(state))

    def grab(self):
        """What is no handle is moved somewhere, and a handle anywhere."""
        with self.unchanged():
            for junk in hostile.NO_GRAB:
                self.send(self.it.picture, hostile.update({"grabbed": junk}))
        place = st.integers(-100, 1300) | st.floats()
        grabbed = list(self.draw(st.tuples(st.integers(0, 5), place, place)))
        assert self.send(self.it.picture, hostile.update({"grabbed": grabbed})) == []
        self.shorten()

    def shorten(self):
        """End a run early that junk has made long."""
        length = self.it.run.control
        if isinstance(self.it.run, Training) and self.it.values[length] > MOST_EPOCHS:
            self.send(self.it.controls[length], hostile.update({"at": 0}))

    # --- what holds ------------------------------------------------------------------------------------------

    def state(self):
        """Return all that a refusal must leave as it is."""
        it = self.it
        idle, playing = [control.disabled for control in it.controls.values()], it.run.is_playing
        return it.values, id(it.trace), it.text, shown(it), idle, playing, it.run.task

    @contextlib.contextmanager
    def unchanged(self):
        before, instances = self.state(), len(widgets.widget._instances)
        yield
        assert self.state() == before
        assert len(widgets.widget._instances) == instances

    def holds(self):
        """The controls are as they were made, and what is shown is what their values give."""
        it = self.it
        assert self.faults == []
        for name, control in it.controls.items():
            made = self.example.controls[name]
            assert all(getattr(control, each) == getattr(made, each) for each in FIXED)
            assert control.accept(name, control.value) == it.values[name]
            assert control.disabled == (name in it._disabled(**it.values))
        if self.state() == self.held:
            return
        assert hostile.same(it.trace, self.computed())
        assert (it.picture.sentence, it.picture.call) == (it.text, it.call)
        drawn = picture(it)
        it.view.update(it.trace)
        it.picture.redraw()
        assert picture(it) == drawn
        self.held = self.state()

    def computed(self):
        """Return the trace for what the controls say, and for a run as far as it is."""
        it = self.it
        if not isinstance(it.run, Training):
            return it.compute(**it.values)
        return next(trace for trace in it.run.begin() if trace.n_epochs == it.trace.n_epochs)

    def end(self):
        """Make the state anew by the call that is shown, go back to the start, and leave nothing behind."""
        it, again = self.it, made_anew(self.it)
        assert hostile.so_far(again.text) == hostile.so_far(it.text)
        if not isinstance(it.run, Training) or it.values[it.run.control] == it.trace.n_epochs:
            assert (again.text, picture(again)) == (it.text, picture(it))
        again.close()
        self.do(it.reset)
        assert shown(it) == self.first
        self.holds()
        self.do(it.close)
        self.wait(2)
        assert asyncio.all_tasks(self.loop) == set()
        assert self.faults == []


@demos.each(demos.ALL)
def test_no_demo_loses_its_state(make, monkeypatch, capfd):
    for name in ("INTERVAL", "SLICE", "FRAME", "SLEEP", "DELAY"):
        monkeypatch.setattr(runs, name, 0)
    monkeypatch.setattr(runs, "DURATION", 1e-9)
    example = make()

    @SEARCH
    @given(st.data())
    def search(data):
        n_widgets = len(widgets.widget._instances)
        with contextlib.closing(asyncio.new_event_loop()) as loop:  # also where an example is given up halfway
            hand = Hand(make, example, data.draw, loop)
            for action in data.draw(st.permutations(ACTIONS * 2)):
                getattr(hand, action)()
                hand.wait(data.draw(st.integers(0, 4)))
                hand.holds()
            hand.end()
        assert len(widgets.widget._instances) == n_widgets

    search()
    example.close()
    assert capfd.readouterr() == ("", "")
