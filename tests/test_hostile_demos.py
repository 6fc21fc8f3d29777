"""Every demo in hostile hands: any values, in any order, with buttons and messages between. The state is held.

With ``HOSTILE=20`` in the environment the search is new each time and 20 times as long.
"""

import asyncio
import contextlib
import itertools
import os
import sys
from types import SimpleNamespace

import demos
import hostile
import ipywidgets as widgets
import pytest
from demos import picture, shown
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from nbhelpers.explore import runs
from nbhelpers.explore.runs import Training

TIMES = int(os.environ.get("HOSTILE", 0))
SEARCH = settings(
    max_examples=2 * max(TIMES, 1),
    stateful_step_count=20,
    derandomize=not TIMES,
    database=None,
    deadline=None,
    phases=[Phase.generate],  # to make a failing series shorter would take minutes
    suppress_health_check=list(HealthCheck),
)
FIXED = ("labels", "kind", "is_number", "description")
ACTIONS = ("set_bad", "move", "play_or_pause", "set_good", "send_junk", "click", "set_odd", "send_garbled", "grab")
MOST_EPOCHS = 3  # where runs end here, for the time they take
BURST = 5  # refused values are quick to try


class Hostile(RuleBasedStateMachine):
    """Anything a reader, a program or a front end gone mad can do, in any order, on a loop as in a kernel.

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
        """Return the most epochs that a run gets here; None for any other control."""
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

    @contextlib.contextmanager
    def unchanged(self):
        before, instances = self.state(), len(widgets.widget._instances)
        yield
        assert self.state() == before
        assert len(widgets.widget._instances) == instances

    @initialize(data=st.data())
    def begin(self, data):
        short = {self.example.run.control: 2} if isinstance(self.example.run, Training) else {}
        values = short | self.good(data)
        self.count(len(values))
        self.it = self.do(self.make, **values)
        self.first = self.it.values, self.it.text, picture(self.it)

    @rule(data=st.data(), action=st.sampled_from(ACTIONS), turns=st.integers(0, 4))
    def act(self, data, action, turns):
        """Do one of them. As rules of their own some would be left out of each example, and examples are few."""
        getattr(self, action)(data)
        self.wait(turns)

    def set_good(self, data):
        values = self.good(data)
        self.count(len(values))
        assert self.do(self.it.set, **values) is self.it
        for name, value in values.items():
            assert self.it.values[name] == self.it.controls[name].accept(name, value)

    def set_bad(self, data):
        """One value at least is refused, or a name: nothing at all happens, and the error says which."""
        if self.it.run.control and data.draw(st.booleans()):
            self.do(self.it.play)
        with self.unchanged():
            for name, value in itertools.product([self.control(data)], hostile.BAD):
                self.refuses(self.it.set, {name: value}, {name})
            for call in [self.it.set] * BURST + [self.make]:
                wrong = self.some(data, lambda name: hostile.bad(self.example.controls[name]), least=1)
                self.refuses(call, self.good(data) | wrong, wrong)
            self.refuses(self.it.set, {"speed": 3}, {"speed"})

    def refuses(self, call, values, wrong):
        self.count(len(values))
        with pytest.raises(ValueError, match=rf"^({'|'.join(wrong)}): expected ") as caught:
            self.do(call, **values)
        assert type(caught.value) is ValueError

    def set_odd(self, data):
        """Whether an odd value is taken is not said here; if it is not, nothing happens."""
        for _ in range(BURST):
            name = self.control(data)
            value = data.draw(hostile.odd(self.example.controls[name], self.most(name)))
            self.count(1)
            before, said = self.state(), self.refusal(name, value)
            if said:
                assert said.startswith(f"{name}: expected ")
                assert self.state() == before

    def refusal(self, name, value):
        """Set a control, and return what was said if its value was refused."""
        try:
            self.do(self.it.set, **{name: value})
        except ValueError as error:
            return str(error)
        return ""

    def move(self, data):
        """The reader moves a control."""
        name = self.control(data)
        message, value = data.draw(hostile.sent(self.example.controls[name], self.most(name)))
        if not self.it.controls[name].disabled:
            assert self.send(self.it.controls[name], message) == []
            assert self.it.values[name] == value

    def send_junk(self, data):
        """A front end gone mad. What ipywidgets refuses has not reached the demo."""
        control = self.it.controls[self.control(data)]
        before = self.state()[:5]
        for state in hostile.NEVER:
            assert not any(map(hostile.reached_the_demo, self.send(control, {"method": "update", "state": state})))
        assert self.state()[:5] == before
        for _ in range(BURST):
            before = self.state()[:5]
            message = {"method": "update", "state": data.draw(hostile.junk())}
            assert not any(map(hostile.reached_the_demo, self.send(control, message)))
            assert self.it.values != before[0] or self.state()[:5] == before
            self.shorten()

    def send_garbled(self, data):
        """Something that is no message, to a control or a button."""
        others = [one for row in self.it.children[:2] for one in row.children]
        others = [one for one in others if not isinstance(one, widgets.ToggleButton)]
        others.append(self.it.picture)
        with self.unchanged():
            for message in hostile.GARBLED:
                faults = self.send(data.draw(st.sampled_from(others)), message)
                assert not any(map(hostile.reached_the_demo, faults))

    def click(self, data):
        """Reset, Step."""
        buttons = [each for each in self.it.children[1].children if isinstance(each, widgets.Button)]
        click = {"method": "custom", "content": {"event": "click"}}
        assert self.send(data.draw(st.sampled_from(buttons)), click) == []

    def play_or_pause(self, data):
        """The button that stays down, and junk to it."""
        if self.it.run.control:
            state = {"value": data.draw(st.sampled_from([True, False, "yes", None])), "speed": 3}
            assert not any(
                map(hostile.reached_the_demo, self.send(self.it.run.button, {"method": "update", "state": state}))
            )

    def grab(self, data):
        """What is no handle is moved somewhere, and a handle anywhere."""
        with self.unchanged():
            for junk in hostile.NO_GRAB:
                assert not any(map(hostile.reached_the_demo, self.send_grabbed(junk)))
        place = st.integers(-100, 1300) | st.floats()
        assert self.send_grabbed(list(data.draw(st.tuples(st.integers(0, 5), place, place)))) == []
        self.shorten()

    def send_grabbed(self, value):
        return self.send(self.it.picture, {"method": "update", "state": {"grabbed": value}})

    def shorten(self):
        """End a run early that junk has made long."""
        length = self.it.run.control
        if isinstance(self.it.run, Training) and self.it.values[length] > MOST_EPOCHS:
            self.send(self.it.controls[length], {"method": "update", "state": {"value": 2}})

    @invariant()
    def the_state_shown_is_the_state_computed(self):
        if (it := self.it) is None or self.state() == self.held:
            return
        assert hostile.same(it.trace, self.computed())
        assert (it.picture.sentence, it.picture.call) == (it.text, it.call)
        drawn = picture(it)
        it.view.update(it.trace)
        it.picture.redraw()
        assert picture(it) == drawn
        self.held = self.state()

    @invariant()
    def controls_are_as_they_were_made(self):
        if (it := self.it) is None:
            return
        for name, control in it.controls.items():
            made = self.example.controls[name]
            assert all(getattr(control, each) == getattr(made, each) for each in FIXED if each in control.keys)
            assert control.accept(name, control.value) == it.values[name]
            assert control.disabled == (name in it._disabled(**it.values))
        assert self.faults == []

    def computed(self):
        """Return the trace for what the controls say, and for a run as far as it is."""
        it = self.it
        if not isinstance(it.run, Training):
            return it.compute(**it.values)
        return next(trace for trace in it.run.begin() if trace.n_epochs == it.trace.n_epochs)

    def teardown(self):
        if self.it and not sys.exc_info()[0]:  # a failure has been found already
            self.end()
        self.loop.close()

    def end(self):
        """Make the state anew, go back to the start, and leave nothing behind."""
        self.made_anew()
        self.do(self.it.reset)
        assert (self.it.values, self.it.text, picture(self.it)) == self.first
        self.the_state_shown_is_the_state_computed()
        self.do(self.it.close)
        self.wait(2)
        assert asyncio.all_tasks(self.loop) == set()
        assert len(widgets.widget._instances) == self.widgets_before
        assert self.faults == []

    def made_anew(self):
        """The shown call makes the same state, text and picture."""
        it = self.it
        again = eval(it.call, {self.make.__name__: self.make})
        assert hostile.so_far(again.text) == hostile.so_far(it.text)
        if not isinstance(it.run, Training) or it.values[it.run.control] == it.trace.n_epochs:
            assert again.text == it.text
            assert picture(again) == picture(it)
        again.close()


@demos.each(demos.ALL)
def test_no_demo_loses_its_state(make, counted, monkeypatch, capfd):
    for name in ("INTERVAL", "SLICE", "FRAME", "PAUSE", "STILL"):
        monkeypatch.setattr(runs, name, 0)
    monkeypatch.setattr(runs, "DURATION", 1e-9)
    example = make()
    parts = {"make": staticmethod(make), "example": example, "counted": counted}
    run_state_machine_as_test(type("Hostile", (Hostile,), parts), settings=SEARCH)
    example.close()
    assert capfd.readouterr() == ("", "")
