"""Every demo in many states, one walk through each: all that has to hold of a state is asked of each of them."""

import inspect
import re

import demos
import ipywidgets as widgets
import pytest
from demos import ADJUSTABLE, RUNNING, STEPS, picture, shown
from shipped import PATHS, code_cells, read
from words import faults, words

BACKGROUND = {
    "explore_descent": {"data"},  # other points, another bowl
    "explore_two_parameters": {"data"},  # other contours
    "explore_samples": {"n_epochs"},  # the axis is as long as the run
    "playground": {"n_epochs"},  # likewise
    "explore_chain_gradient": {"n_layers"},  # the axis of layers is longer from 13 on
}
"""Controls that may change what else stands still, which costs a full draw at each move."""

WAKES = {
    "z4": {"n_scores": 5},
    "z5": {"n_scores": 5},
    "slope": {"activation": "leaky_relu", "z": -1.0},
    "layer": {"layers": "8, 8, 8, 8, 8, 8"},
    "unit": {"layers": "8, 8", "layer": 1},
}
"""What makes a control do something that does little or nothing in the first state of its demo."""

SPECIAL = {
    "explore_descent": [{"learning_rate": 0.8}, {"learning_rate": 1.7, "n_steps": 12}],  # J = 0; leaves the picture
    "explore_backprop": [
        {"w2": 4, "b2": 8},  # saturated
        {"T": 0.7152516803, "stage": "backward"},  # what comes out, so that long numbers are in the arithmetic
        {"T": 0.5, "x": -1.234567, "w2": -3.456789, "stage": "backward"},
    ],
    "explore_training": [{"learning_rate": 5, "tolerance": 1e-6}],
    "explore_gradient_check": [{"epsilon": 1e-12, "parameter": "b1"}],
    "explore_chain_gradient": [
        {"n_layers": 30, "weight": 10, "activation": "linear"},
        {"n_layers": 5, "bias": -5, "activation": "relu"},
    ],
    "explore_training_race": [{"depth": 8, "n_epochs": 40}, {"depth": 1, "activation": "step", "rival": "tanh"}],
    "explore_samples": [{"n_epochs": 1000, "parameter": "w1"}, {"learning_rate": 0, "n_epochs": 20}],
    "explore_digits": [
        {"layers": "32, 16", "n_epochs": 5},
        {"layers": "1", "activation": "tanh", "learning_rate": 10.0},
        {"layers": "64, 64, 64, 64", "activation": "linear", "learning_rate": 2.0},  # diverges
    ],
    "explore_digit": [{"sample": 12, "ink": 0.0}, {"sample": 5, "ink": 0.99}, {"sample": 3, "shift_down": -3}],
    "explore_starts": [{"units": 1, "n_epochs": 9}],
    "playground": [
        {"learning_rate": 10.0, "activation": "linear", "n_epochs": 9},
        {"data": "xor", "noise": 0.5, "activation": "step", "train_fraction": 0.9},
    ],
}
"""States in which something goes wrong, or that have words and marks of their own."""

COUNTS = {"n_steps", "n_epochs", "max_epochs"}
"""Controls that say how often something is done; nothing is done 1 times."""

ONE_OF_MANY = re.compile(r"(?<![\d.,·])1 (?!times)\w+s\b")


@pytest.fixture(scope="module", params=demos.ALL, ids=demos.NAMES)
def made(request):
    """Return the function of each demo in turn, and what it makes, made once; it leaves no widget behind."""
    n_widgets = len(widgets.widget._instances)
    it = demos.quickly(request.param)
    yield request.param, it
    it.close()
    assert len(widgets.widget._instances) == n_widgets


@pytest.fixture
def make(made):
    return made[0]


@pytest.fixture
def it(made):
    """Return the demo in its first state."""
    return made[1].reset()


def test_every_demo_is_shown_in_a_lesson():
    assert len(demos.ALL) >= 20
    assert set(demos.NAMES) <= {demos.called(cell.source) for path in PATHS for cell in code_cells(read(path))}


def test_a_demo_has_a_control_for_each_keyword(it, make):
    values = {name: each.default for name, each in inspect.signature(make).parameters.items() if name != "earlier"}
    assert list(it.controls) == list(values)
    assert it.values == values | ({"n_epochs": 2} if make in RUNNING else {})
    assert all(control.description for control in it.controls.values())
    assert not [label for control in it.controls.values() for label in control.labels if "_" in label]
    assert bool(demos.play_button(it)) == bool(it.controls.keys() & STEPS), "add the name of its steps to STEPS"


class Walk:
    """A demo on its way through its states, and what is the same in all of them."""

    def __init__(self, it, sent):
        self.it, self.sent, self.figure = it, sent, it.view.figure
        self.first, self.artists = it.values, self._artists()

    def _artists(self):
        """Return all artists but the ticks, which Matplotlib makes as it needs them."""
        return {id(artist) for parent in (self.figure, *self.figure.axes) for artist in parent.get_children()}

    def set(self, **values):
        """Set the demo to its first state but for these values; hold that, return what it looks like."""
        return self.go(lambda: self.it.set(**self.first | values))

    def move(self, control, value):
        """Move one control from the first state, as the page does."""
        self.it.reset()
        return self.go(lambda: setattr(control, "value", value))

    def go(self, act):
        page = self.it.picture
        before = page.get_state()
        self.sent.clear()
        act()
        changed = {trait for trait, now in page.get_state().items() if now != before[trait]}
        messages = [names for widget, names in self.sent if widget is page]
        assert messages == [changed] * bool(changed), "one message of what has changed, and of nothing else"
        assert self._artists() == self.artists, "artists are moved and never made"
        assert page.sentence == self.it.text
        assert page.sentence.endswith(".")
        assert "nan" not in page.sentence
        looks = picture(self.it), page.sentence
        self.draw_all_parts()
        assert looks[0] == picture(self.it), "a part has changed and was not drawn"
        return looks

    def draw_all_parts(self):
        assert faults(self.figure) == []
        self.figure.stale = False  # as Matplotlib makes ticks when it is asked where they are
        for artist in self.figure.findobj(lambda artist: artist.get_animated()):
            artist.stale = True
        self.it.picture.redraw()


def test_every_state_is_whole_and_every_control_changes_picture_and_sentence(it, make, sent, monkeypatch):
    anew, draw = [], it.view.figure.draw
    monkeypatch.setattr(it.view.figure, "draw", lambda renderer: (anew.append(name), draw(renderer)))
    walk, start = Walk(it, sent), (picture(it), it.picture.sentence)
    for name, control in it.controls.items():
        values = [0, 1, 12] if make in RUNNING and name == "n_epochs" else demos.places(control)
        assert len(values) > 1
        is_idle, seen = control.disabled, [walk.move(control, value) for value in values]
        is_goal = make in ADJUSTABLE and name == "n_epochs"  # further away, it changes nothing yet
        assert is_idle == (set(seen) == {start}) or is_goal
        if name in WAKES or make in ADJUSTABLE:
            awake = WAKES.get(name, {}) if it.controls.keys() >= WAKES.get(name, {}).keys() else {}
            seen = [walk.set(**awake | {name: value}) for value in values]
            assert not control.disabled
        assert [len(set(each)) for each in zip(*seen, strict=True)] == [len(values)] * 2, name
        it.reset()
    why = "another control caused a full redraw: an artist was made without **ANIMATED"
    assert set(anew) == BACKGROUND.get(make.__name__, set()), why
    assert (picture(it), it.picture.sentence) == start


def test_the_call_that_is_shown_makes_what_is_shown(it, make, sent):
    """Where every two controls are at their ends, and in states of their own."""
    walk = Walk(it, sent)
    ends = {name: demos.ends(control) for name, control in it.controls.items()}
    pairs = demos.pairs_of_ends(ends | ({"n_epochs": (0, 2)} if make in RUNNING else {}))
    for state in pairs[1::2]:
        walk.set(**state)
    for state in pairs[::2] + SPECIAL.get(make.__name__, []):  # in these alone every control is at both of its ends
        walk.set(**state)
        again = demos.made_anew(it)
        if not getattr(it.trace, "diverged", False):  # before its end, which is then another
            assert shown(again) == shown(it)
        again.close()
    for name in COUNTS & it.controls.keys():
        walk.set(**{name: 1})
        said = [it.text, *(text.get_text() for text in words(it.view.figure))]
        assert not [line for line in said if ONE_OF_MANY.search(line)]


def test_a_handle_is_where_its_controls_are_and_moves_nothing_else(it, sent):
    first, page = it.values, it.picture
    assert bool(page.hint) == bool(page.handles)
    for index, handle in enumerate(page.handles):
        has_moved, is_idle = [], all(it.controls[name].disabled for name in handle.controls)
        for (x, y), _ in list(handle.places())[:3]:  # of many units to click on
            if not handle.is_clicked:
                page.set_state({"grabbed": [index, x, page.size[1] - y]})
                assert it.values == first
            sent.clear()
            away = 0 if handle.is_clicked else 40
            page.set_state({"grabbed": [index, x + away, page.size[1] - y - away]})
            assert {name for name, value in it.values.items() if value != first[name]} <= set(handle.controls)
            drawn = [names & {"moving", "scene"} for widget, names in sent if widget is page]
            has_moved.append(it.values != first)
            assert drawn == [{"moving"}] * has_moved[-1]
            assert shown(it) == shown(it.set(**it.values))
            it.set(**first)
        assert any(has_moved) != is_idle
