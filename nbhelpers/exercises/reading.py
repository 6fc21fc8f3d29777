"""Read what a student's function returned as a plain number or array, or say in words why it is neither.

Reading runs student code (``__float__``, ``__array__``), so `read` may raise anything; `attempt` guards it.
"""

from collections import deque
from collections.abc import Iterator, ValuesView
from inspect import iscoroutine
from numbers import Complex, Real
from typing import NamedTuple

import numpy as np

MOST_NUMBERS = 10_000
"""More are not read: no exercise asks for a tenth of them."""

MOST_SHOWN = 42
"""A matrix with more entries is described by its shape only."""


class Problem(NamedTuple):
    """Why an answer is not right."""

    mistake: str | None  # its name
    message: str
    attempted: bool = True
    misconception: str | None = None  # the belief behind it


_LAST_LINE = "Its last line should be: return, and then the result."
NO_RETURN = Problem("return forgotten", f"Your function returns nothing (None). {_LAST_LINE}")
TEXT = Problem("text", "The result is text in quotes. Return the number itself, not a sentence about it.")
TRUTH = Problem("truth value", "The result is True or False. A number is wanted.")


class UnreadableError(Exception):
    """An answer that cannot be used; `problem` says why, and is made of the arguments."""

    def __init__(self, *problem, **further):
        self.problem = Problem(*problem, **further)
        super().__init__(self.problem.message)


class Reading(NamedTuple):
    """What was read, and what of its form may matter: "truths" (True and False) or "one at a time", else ""."""

    value: float | np.ndarray
    form: str = ""


def read(value):
    """Return the `Reading` of a student's value: a float, or a float ndarray if it is a list or an array.

    True is read as 1 and False as 0. Anything else raises `UnreadableError`. Whatever the value's own methods raise
    is let through, any ``BaseException``.
    """
    if value is None:
        raise UnreadableError(*NO_RETURN)
    if value is ... or value is NotImplemented:
        raise UnreadableError(None, "Replace the dots with your own code.", attempted=False)
    reader = _Reader()
    plain = reader.plain(value)
    form = "one at a time" if isinstance(value, Iterator) else "truths" if reader.has_truths else ""
    return Reading(plain, form)


def shown(value):
    """Return a number or an array as the text a student reads: six digits, long lists shortened."""
    if not isinstance(value, np.ndarray):
        return f"{value:.6g}"
    if value.size > MOST_SHOWN and value.ndim > 1:
        return f"an array of shape {value.shape}"
    if value.ndim > 1:
        return f"[{', '.join(map(shown, value))}]"
    entries = [f"{entry:.6g}" for entry in value[:8]]
    return "[" + ", ".join(entries) + (f", … {len(value)} in all]" if len(value) > 8 else "]")


class _Reader:
    """Reads one value, all its entries together at most `MOST_NUMBERS`."""

    def __init__(self):
        self._left, self.has_truths = MOST_NUMBERS, False

    def plain(self, value):
        """Return a value as a float or a float ndarray."""
        self._spend(1)
        if isinstance(value, bool | np.bool_):
            self.has_truths = True
            return float(value)
        if isinstance(value, str | bytes):
            raise UnreadableError(*TEXT)
        if isinstance(value, Real):
            return _float(value)
        if isinstance(value, list | tuple | range | deque | ValuesView | Iterator):
            return _stack([self.plain(entry) for entry in value])
        if isinstance(value, np.ndarray):
            return self._array(value)
        if hasattr(type(value), "__array__") and not isinstance(value, type | Complex):
            return self._array(np.asarray(value))
        return _other(value)

    def _array(self, value):
        self._spend(value.size)
        if value.dtype.kind not in "iuf":  # let Python's own values say what is wrong with them
            return self.plain(value.tolist())
        if np.ma.getmaskarray(value).any():
            raise UnreadableError("another kind", "The result is an array with some of its values masked.")
        plain = np.array(value, dtype=float)
        return plain if plain.ndim else float(plain)

    def _spend(self, n):
        if n > self._left:
            raise UnreadableError("too large", f"The result holds more than {MOST_NUMBERS} numbers.")
        self._left -= n


def _other(value):
    """Read the last readable kind (Decimal and the like) or say what the value is instead."""
    if value is None:
        message = "One of its entries is None. Does the function that makes it end with return?"
        raise UnreadableError("another kind", message)
    if isinstance(value, Complex):
        raise UnreadableError("complex number", "The result is a complex number. An ordinary number is wanted.")
    if iscoroutine(value):
        value.close()  # or Python warns later, about something the student never saw
        raise UnreadableError("another kind", "Write def, without async before it.")
    if callable(value):
        message = "The result is a function or a class. Is a pair of brackets missing after its name?"
        raise UnreadableError("function not called", message)
    if hasattr(type(value), "__float__"):
        return _float(value)
    kind = str.__getitem__(type(value).__name__, slice(40))
    message = f"The result holds a value of type {kind}. A number or a list of numbers is wanted."
    raise UnreadableError("another kind", message)


def _float(value):
    try:
        return float(value)
    except OverflowError:
        raise UnreadableError("infinite", "The result is too large to be held as a number.") from None


def _stack(entries):
    try:
        return np.array(entries, dtype=float)
    except ValueError:
        message = (
            "The result is several things of different lengths, put together. Return only what is asked for: one "
            "number, or one list of numbers."
        )
        raise UnreadableError("wrong shape", message) from None
