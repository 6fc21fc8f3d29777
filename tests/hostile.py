"""What a hostile hand gives to a demo: any values, and junk on the comm. And how to judge what comes of it."""

import dataclasses
import math
import re
import traceback
from numbers import Real

import numpy as np
from hypothesis import strategies as st
from odd_values import MAKERS

from nbhelpers.explore.controls import LayerList, Slider

BAD = [math.nan, math.inf, -math.inf, 10**400, 10**5000, None, "0.4", "nan", b"\x04", 1j, {"w": 1}, [[]], object()]
BAD += [np.datetime64("NaT", "D"), np.float32("inf"), np.array(0.5), np.array([1.0, 2.0]), np.bool_(True)]
NO_LAYERS = ["0", "9" * 400, "4,, 2", "4.5", "four", "\ud800", "<b>", [0], [1.5], [True], [None], ["4"]]

JUNK = [math.nan, math.inf, -math.inf, 1e308, -1e308, 10**30, -1, 3.7, True, False, None]
JUNK += ["", "junk", "0.3", "nan", "\ud800", [], [1, 2], {}, {"value": 1}, "IPY_MODEL_none"]
KEYS = ["value", "at", "text", "labels", "kind", "is_number", "disabled"]
KEYS += ["description", "layout", "style", "icon", "_model_name", "_view_count", "_dom_classes", "comm", "speed"]
NEVER = [{"value": value, "at": value} for value in (math.nan, "nan", None, [], 0.5, True, 10**6, -1)]
NEVER += [{"labels": ["junk"]}, {"text": "junk"}, {"kind": "list"}]
NEVER += [{"description": "junk"}, {"disabled": True}, {"disabled": False}]
NO_GRAB = [*JUNK, [0], [0, 1], [None] * 3, ["0", 1, 1], [0, "1", 1], [0, None, 1], [[0], 1, 1]]
NO_GRAB += [[99, 1, 1], [-1, 1, 1], [0.5, 1, 1], [math.nan, 1, 1], [0, math.nan, 1], [0, 1, -math.inf]]
NO_GRAB += [[0, 10**400, 1], [10**400, 1, 1], [{}, 1, 1]]
GARBLED = [{}, {"method": "update"}, {"method": "update", "state": None}, {"method": "update", "state": [1]}]
GARBLED += [{"method": "custom"}, {"method": "dance"}, {"method": "request_state"}]
GARBLED += [{"method": "custom", "content": content} for content in (None, "click", [], {"event": ["click"]}, {})]
GARBLED += [{"method": "custom", "content": {"typed": typed}} for typed in (None, 3, [], [4], "\ud800", "9" * 999)]


def layers(control):
    """Return a strategy of the lists of sizes that a box for layers takes."""
    return st.lists(st.integers(1, control.widest), max_size=control.most)


def good(control, most=None):
    """Return a strategy of values that a control takes; of a whole-number slider none above `most`."""
    if isinstance(control, LayerList):
        return layers(control) | layers(control).map(tuple) | layers(control).map(lambda n: str(n)[1:-1])
    if not isinstance(control, Slider):
        return st.sampled_from(control.values)
    low, high = control.values[0], control.values[-1]
    if isinstance(low, int):
        numbers = st.integers(low, most or high)
        return numbers | numbers.map(np.int64) | numbers.map(float)
    numbers = st.floats(low, high)
    return numbers | st.sampled_from([low, high]) | numbers.map(np.float64)


def bad(control):
    """Return a strategy of values that a control has to refuse."""
    odd = st.sampled_from(BAD)
    if isinstance(control, LayerList):
        sizes, few = st.integers(-99, 0) | st.integers(control.widest + 1), st.integers(1, control.widest)
        too_many = st.lists(few, min_size=control.most + 1, max_size=control.most + 9)
        wrong = too_many | st.builds(lambda some, size: [*some, size], layers(control), sizes)
        return odd | st.sampled_from(NO_LAYERS) | sizes | wrong | wrong.map(lambda n: str(n)[1:-1])
    low, high = control.values[0], control.values[-1]
    if not isinstance(control, Slider):
        others = st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
        return odd | others.filter(lambda x: not any(is_one(x, option) for option in control.values))
    outside = st.floats(max_value=low, exclude_max=True) | st.floats(min_value=high, exclude_min=True)
    odd |= outside | outside.map(np.float64) | st.booleans() | st.text(max_size=5) | st.just([1])
    if isinstance(low, int):
        between = st.integers(low, high - 1).map(lambda n: n + 0.5)
        return odd | between | st.integers(max_value=low - 1) | st.integers(high + 1)
    return odd


def is_one(value, option):
    """Say whether a bool, number or word is this option of a list: 1 is 1.0, True is not."""
    return value == option and {type(value), type(option)} in ({int, float}, {type(value)})


def odd(control, most=None):
    """Return a strategy of odd values, which a control may take or not; no number from `most` to its end."""
    values = st.integers(0, len(MAKERS) - 1).map(lambda i: MAKERS[i]()) | st.floats() | st.integers(-99, 99)
    if most is None:
        return values
    return values.filter(lambda value: not (isinstance(value, Real) and most < value <= control.values[-1]))


def sent(control, most=None):
    """Return a strategy of (what the front end sends for a value in range, the control's value then)."""
    if isinstance(control, LayerList):
        return layers(control).map(lambda n: (typed(" ,".join(map(str, n))), str(n)[1:-1]))
    allowed = [at for at, value in enumerate(control.values) if most is None or value <= most]
    moved = st.sampled_from(allowed).map(lambda at: (update({"at": at}), control.values[at]))
    if not isinstance(control, Slider):
        return moved
    return moved | st.sampled_from(allowed).map(lambda at: (typed(str(control.values[at])), control.values[at]))


def update(state):
    """Return the message with which a front end changes a widget's state."""
    return {"method": "update", "state": state}


def typed(text):
    """Return the message with which a front end says what was typed on a control."""
    return {"method": "custom", "content": {"typed": text}}


def junk():
    """Return a strategy of states that no front end should send."""
    value = st.sampled_from(JUNK) | st.floats() | st.integers() | st.text(max_size=5)
    anything = st.dictionaries(st.sampled_from(KEYS), value, min_size=1, max_size=4)
    return anything | st.builds(lambda value: {"value": value, "at": value}, value)


def same(a, b):
    """Say whether two traces hold the same numbers and words."""
    if type(a) is not type(b):
        return False
    if isinstance(a, np.ndarray):
        return np.array_equal(a, b, equal_nan=a.dtype.kind == "f")
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(same(a[key], b[key]) for key in a)
    if isinstance(a, tuple | list):
        return len(a) == len(b) and all(map(same, a, b))
    if dataclasses.is_dataclass(a):  # by its fields: what it has computed since and kept does not count
        return all(same(getattr(a, field.name), getattr(b, field.name)) for field in dataclasses.fields(a))
    if hasattr(a, "__dict__"):
        return same(vars(a), vars(b))
    return a == b or (a != a and b != b)


def so_far(text):
    """Leave out how many epochs are still to come: the call for a run that was stopped makes a shorter one."""
    return re.sub(r"(\d+)(?: of \d+)? epochs?", r"\1 epochs", text)


def reached_the_demo(fault):
    """Say whether an exception came out of the demo, and not from ipywidgets before the demo heard of anything."""
    names = {frame.name for frame in traceback.extract_tb(fault.__traceback__)}
    return not names.isdisjoint({"_changed", "_grabbed", "_pressed", "reset", "step"})
