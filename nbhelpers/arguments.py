"""How every public function refuses an argument that it cannot use.

It raises a ``ValueError`` that names the argument, what was expected and what came, before anything has changed.
Other docstrings do not repeat this; they mention only refusals that a reader could not guess. Each check here
returns the argument in the form to compute with, or raises that error.
"""

import math
from collections.abc import Collection
from numbers import Real
from typing import Any, TypeGuard

import numpy as np

LONGEST = 10_000_000
"""Of a list that is read: a `range` may be longer than memory."""


def invalid_argument(name: str, expected: str, got: object) -> ValueError:
    """Return the ``ValueError`` for an argument: its name, what was expected and what came."""
    try:
        shown = repr(got)
    except Exception:  # as for a number of more than 4300 digits
        shown = f"something of type {type(got).__name__} that cannot be shown"
    if len(shown) > 80:
        shown = shown[:77] + "…"
    return ValueError(f"{name}: expected {expected}, got {shown}")


def number(
    name: str, value: object, low: float = -math.inf, high: float = math.inf, above: float | None = None
) -> float:
    """Return a finite number as a float, if it is not outside the bounds; `above` is one that it may not reach."""
    try:
        result = float(value) if is_number(value) else math.nan
    except Exception:  # a number of another library may raise anything
        result = math.nan
    if not (math.isfinite(result) and low <= result <= high):
        raise invalid_argument(name, "a finite number" + _range(low, high), value)
    if above is not None and result <= above:
        raise invalid_argument(name, f"a number above {above}", value)
    return result


def count(name: str, value: Any, low: float = 0, high: float = math.inf) -> int:
    """Return a whole number as an int, if it is not outside the bounds."""
    try:
        number(name, value, low, high)
        result = int(value)  # not of the float, which is 2**53 for 2**53 + 1
        whole = result == value
    except Exception:
        whole = False
    if not whole:
        raise invalid_argument(name, "a whole number" + _range(low, high), value)
    return result


def array(
    name: str,
    value: object,
    expected: str = "a number, or a list or array of numbers with rows of one length",
) -> np.ndarray:
    """Return a number, or a list or array of numbers with rows of one length, as a new float array.

    NaN and infinity pass, and a number too large for a float becomes infinite.
    """
    try:
        if not isinstance(value, np.ndarray) and hasattr(value, "__len__") and len(value) > LONGEST:
            raise ValueError
        given = np.asarray(value)
        if given.dtype.kind not in "iufO" or _holds_flag(value):  # "1" is text, True an answer; neither is a number
            raise ValueError
        if given.dtype.kind == "O" and not all(map(is_number, given.flat)):
            raise ValueError
        if given.dtype.char == "d":  # nothing to overflow, and errstate would take longer than the copy
            return given.astype(float)
        with np.errstate(over="ignore"):
            return given.astype(float)
    except Exception:  # an array of another library may raise anything
        raise invalid_argument(name, expected, value) from None


def real(name: str, value: object, expected: str = "a number") -> float:
    """Return one number as a float; infinity and NaN pass."""
    if isinstance(value, float):
        return float(value)
    result = array(name, value, expected)
    if result.ndim:
        raise invalid_argument(name, expected, value)
    return float(result)


def vector(name: str, value: object) -> np.ndarray:
    """Return a non-empty list of finite numbers as a new read-only float array, (n,)."""
    expected = "a non-empty list of finite numbers"
    result = array(name, value, expected)
    if result.ndim != 1 or result.size == 0 or not np.isfinite(result).all():
        raise invalid_argument(name, expected, value)
    return frozen(result)


def vectors(**values: object) -> list[np.ndarray]:
    """Return several lists as `vector` does, all as long as the first."""
    found = {name: vector(name, value) for name, value in values.items()}
    first, length = next((name, len(each)) for name, each in found.items())
    for name, each in found.items():
        if len(each) != length:
            raise invalid_argument(name, f"as many values as {first}, which has {length}", len(each))
    return list(found.values())


def one_of(name: str, value: object, names: Collection[str]) -> str:
    """Return the argument unchanged if it is one of the names."""
    if not isinstance(value, str) or value not in names:
        raise invalid_argument(name, f"one of {', '.join(names)}", value)
    return value


def instance(name: str, value: Any, cls: type, *others: type) -> Any:
    """Return the argument unchanged if it is an object of one of the classes."""
    classes = (cls, *others)
    if not isinstance(value, classes):
        raise invalid_argument(name, f"a {' or '.join(each.__name__ for each in classes)} object", value)
    return value


def frozen(array: np.ndarray) -> np.ndarray:
    """Mark an array read-only, unchecked, and return it, so that a trace cannot be changed after the fact."""
    array.setflags(write=False)
    return array


def is_number(value: object) -> TypeGuard[Real]:
    """Return whether a value is a real number of any library; True and False are not."""
    return isinstance(value, Real) and not isinstance(value, bool)


def _holds_flag(value: object) -> bool:
    """Return whether a list holds True or False, which NumPy would take for 1 and 0 beside numbers."""
    if isinstance(value, list | tuple):
        return not set(map(type, value)) <= {int, float} and any(map(_holds_flag, value))
    return isinstance(value, bool | np.bool_) or (isinstance(value, np.ndarray) and value.dtype == bool)


def _range(low: float, high: float) -> str:
    if math.isfinite(low) and math.isfinite(high):
        return f" from {_shown(low)} to {_shown(high)}"
    if math.isfinite(low):
        return f" not below {_shown(low)}"
    return "" if high == math.inf else f" not above {_shown(high)}"


def _shown(bound: float) -> str:
    return f"{bound:,}" if isinstance(bound, int) else f"{bound:g}"
