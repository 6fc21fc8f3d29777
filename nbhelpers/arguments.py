"""What public functions ask of their arguments, said in one form: name, what was expected, what came."""

import math
from numbers import Real

import numpy as np


def refuse(name, expected, got):
    """Return the ``ValueError`` for an argument: its name, what was expected and what came."""
    shown = repr(got)
    if len(shown) > 80:
        shown = shown[:77] + "…"
    return ValueError(f"{name}: expected {expected}, got {shown}")


def number(name, value, low=-math.inf, high=math.inf):
    """Return `value` as a float, if it is a finite number from `low` to `high`; else raise ``ValueError``."""
    expected = "a finite number" + _range(low, high)
    if isinstance(value, bool | np.bool_) or not isinstance(value, Real):
        raise refuse(name, expected, value)
    try:
        result = float(value)
    except (TypeError, ValueError, OverflowError):
        raise refuse(name, expected, value) from None
    if not (math.isfinite(result) and low <= result <= high):
        raise refuse(name, expected, value)
    return result


def count(name, value, low=0, high=math.inf):
    """Return `value` as an int, if it is a whole number from `low` to `high`; else raise ``ValueError``."""
    expected = "a whole number" + _range(low, high)
    try:
        result = number(name, value, low, high)
    except ValueError:
        raise refuse(name, expected, value) from None
    if result != int(result):
        raise refuse(name, expected, value)
    return int(result)


def vector(name, value):
    """Return `value` as a new read-only float array, if it lists finite numbers; else raise ``ValueError``."""
    expected = "a non-empty list of finite numbers"
    if isinstance(value, str | bytes):
        raise refuse(name, expected, value)
    try:
        given = np.asarray(value)
        if given.dtype.kind not in "iufO":  # "1" is text and True is an answer; neither is a number
            raise refuse(name, expected, value)
        result = np.array(given, dtype=float)
    except (TypeError, ValueError, OverflowError):
        raise refuse(name, expected, value) from None
    if result.ndim != 1 or result.size == 0 or not np.isfinite(result).all():
        raise refuse(name, expected, value)
    return frozen(result)


def frozen(array):
    """Return `array` marked read-only, so that a trace cannot be changed after the fact."""
    array.setflags(write=False)
    return array


def _range(low, high):
    if math.isfinite(low) and math.isfinite(high):
        return f" from {low:g} to {high:g}"
    if math.isfinite(low):
        return f" not below {low:g}"
    return "" if high == math.inf else f" not above {high:g}"
