"""The contract of a demo, on every demo there is: sweeps, one redraw, refusals, faults seen."""

import inspect
import io
import itertools
import math
import re
from types import SimpleNamespace

import ipywidgets as widgets
import numpy as np
import pytest
from demos import PLAYABLE, STILL
from PIL import Image

from nbhelpers import cells, explore
from nbhelpers.explorable import Explorable, slider
from nbhelpers.explorable.controls import places

WAKES = {"z4": {"n_scores": 5}, "z5": {"n_scores": 5}, "slope": {"activation": "leaky_relu", "z": -1.0}}
"""What makes a control do something that is idle in the first state of its demo."""


def positions(control):
    """Return the values at a control's minimum, middle and maximum, or all its options."""
    if hasattr(control, "options"):
        return list(places(control))
    middle = (control.min + control.max) / 2
    if isinstance(control, widgets.FloatLogSlider):
        return [10.0**control.min, 10.0**middle, 10.0**control.max]
    return [control.min, int(middle) if isinstance(control, widgets.IntSlider) else middle, control.max]


def shown(an_explorable):
    """Return what the reader sees: picture and words."""
    return an_explorable.png, an_explorable.text, an_explorable._sentence.value


@pytest.fixture(scope="module", params=STILL, ids=lambda make: make.__name__)
def made(request):
    """Return a demo and the function that made it; made once, because making one is slow."""
    return request.param, request.param()


@pytest.fixture
def it(made):
    """Return each demo in turn, in its first state."""
    return made[1].reset()


@pytest.fixture
def make(made):
    """Return the function that made `it`."""
    return made[0]


def test_there_are_demos():
    assert len(STILL) >= 5
    assert len(PLAYABLE) >= 4


def test_a_demo_with_steps_is_played(it, make):
    assert (it._step is not None) == (make in PLAYABLE), "add the name of its steps to STEPS"


def test_every_control_changes_picture_and_sentence(it):
    for name, control in it.controls.items():
        it.reset()
        it.set(**(WAKES.get(name, {}) if control.disabled else {}))
        assert not control.disabled
        seen = []
        for value in positions(control):
            control.value = value  # as the front end does it
            assert it.values[name] == (pytest.approx(value) if isinstance(value, float) else value)
            seen.append(shown(it))
        assert len({picture for picture, *_ in seen}) == len(positions(control))
        assert len({text for _, text, _ in seen}) == len(positions(control))


def test_all_pairs_of_extremes_can_be_drawn(it):
    for first, second in itertools.combinations(it.controls, 2):
        ends = [(positions(it.controls[name])[0], positions(it.controls[name])[-1]) for name in (first, second)]
        for values in itertools.product(*ends):
            it.set(**dict(zip((first, second), values, strict=True)))
            assert it.text.endswith(".")


def test_set_redraws_once_and_returns_the_demo(it, monkeypatch):
    drawn = []
    monkeypatch.setattr(it.image, "redraw", lambda scale: drawn.append(scale))
    assert it.set(**{name: positions(control)[0] for name, control in it.controls.items()}) is it
    assert len(drawn) == 1


def test_the_call_in_the_text_line_makes_the_same_state(it, make):
    it.set(**{name: positions(control)[-1] for name, control in it.controls.items()})
    again = eval(it.call, {make.__name__: make})
    assert shown(again) == shown(it)
    assert it.call in it._sentence.value.replace("&#x27;", "'")


def test_every_keyword_is_a_control_and_every_control_a_keyword(it, make):
    assert list(it.controls) == list(inspect.signature(make).parameters)
    assert all(control.description for control in it.controls.values())
    assert it.values == {name: p.default for name, p in inspect.signature(make).parameters.items()}


def test_moving_quickly_ends_in_the_picture_of_a_demo_made_there(it, make):
    name, control = next((name, control) for name, control in it.controls.items() if hasattr(control, "min"))
    low, _, high = positions(control)
    for value in np.linspace(low, high, 7):
        control.value = value
    assert it.png == make(**{name: high}).png


BAD = [math.nan, math.inf, -math.inf, 1e9, -1e9, "0.4", None, [1], True, 1j, 10**400]


@pytest.mark.parametrize("value", BAD, ids=repr)
def test_bad_values_are_refused_by_name_and_change_nothing(it, make, value):
    before = shown(it), it.values
    names = list(it.controls)
    for name, control in it.controls.items():
        if value is True and hasattr(control, "options"):
            continue  # a choice may offer True
        good = {other: positions(it.controls[other])[-1] for other in names if other != name}
        for call in (it.set, make):
            with pytest.raises(ValueError, match=rf"^{name}: expected .*, got "):
                call(**good, **{name: value})
    assert (shown(it), it.values) == before


def test_an_unknown_name_is_refused(it):
    with pytest.raises(ValueError, match=r"^speed: expected one of "):
        it.set(speed=3)


def test_display_bundle_carries_widget_picture_and_words(it):
    data, metadata = it._repr_mimebundle_()
    assert data["image/png"] == it.png
    assert data["text/plain"] == it.text
    assert "application/vnd.jupyter.widget-view+json" in data
    picture = Image.open(io.BytesIO(data["image/png"]))
    assert picture.width == 2 * metadata["image/png"]["width"]  # sharp on a 2x screen


def test_a_still_picture_carries_words_and_leaves_no_widget():
    from nbhelpers import datasets, descent

    count = len(widgets.widget._instances)
    run = descent.descend(*datasets.LINES["walkthrough"], start=0.2, learning_rate=0.4, n_steps=3)
    data, _ = explore.show_steps(run)._repr_mimebundle_()
    assert data["image/png"].startswith(b"\x89PNG")
    assert data["text/plain"].startswith("Step by step: w = 0.2, J = 2.025; w = 1.1, J = 0.50625")
    assert len(widgets.widget._instances) == count
    short = descent.descend(*datasets.LINES["walkthrough"], start=0.2, learning_rate=0.4, n_steps=2)
    with pytest.raises(ValueError, match="trace: expected at least 3 steps, got 2"):
        explore.show_steps(short)


class Broken(Exception):
    pass


@pytest.mark.parametrize("where", ["compute", "update", "describe"])
def test_a_fault_is_said_plainly_and_seen_by_the_caller(where, monkeypatch):
    it = explore.explore_fit()

    def fail(*_, **__):
        raise Broken("the <wheel> came off")

    monkeypatch.setattr(it if where == "compute" else it.view, "_compute" if where == "compute" else where, fail)
    with pytest.raises(Broken):
        it.controls["w"].value = 3
    assert "could not be drawn (Broken: the &lt;wheel&gt; came off)" in it._sentence.value
    monkeypatch.undo()
    it.reset()
    assert "could not be drawn" not in it._sentence.value
    assert it.values == {"w": 0.2}


def test_running_a_cell_again_frees_what_it_made_before(monkeypatch):
    shell = SimpleNamespace(execution_count=1, get_parent=lambda: {"metadata": {"cellId": "a"}})
    monkeypatch.setattr(cells, "get_ipython", lambda: shell)
    monkeypatch.setattr(cells, "_made", {})
    before = len(widgets.widget._instances)
    explore.explore_fit(), explore.explore_fit()
    two = len(widgets.widget._instances) - before
    shell.execution_count = 2
    explore.explore_fit(), explore.explore_fit()
    assert len(widgets.widget._instances) - before == two
    shell.get_parent = lambda: {"metadata": {"cellId": "b"}}
    explore.explore_fit()
    assert len(widgets.widget._instances) - before == two * 3 / 2


def test_a_label_is_never_cut_off_by_its_slider():
    assert slider("learning rate α", 0, 1, 0.1).style.description_width == "initial"


def test_an_explorable_nests_like_any_widget():
    box = widgets.VBox([explore.explore_fit(), explore.explore_fit(w=1)])
    assert all(isinstance(child, Explorable) for child in box.children)


def test_text_from_a_fault_is_escaped():
    it = explore.explore_fit()
    it._say("<script>alert(1)</script>")
    assert not re.search("<script", it._sentence.value)
