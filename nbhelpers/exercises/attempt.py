"""Call a student's function safely: whatever it does, what comes back is a `CallResult`.

No threads and no signals, because JupyterLite has neither. A function that prints without end is stopped by what it
prints to; one that loops in silence is stopped by the kernel's Stop button, and that too is a `CallResult`.
"""

import builtins
import copy
import inspect
import io
import reprlib
import textwrap
import warnings
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from contextvars import ContextVar
from dataclasses import dataclass

import numpy as np

from nbhelpers.exercises.errors import problem_of_error, shortened
from nbhelpers.exercises.reading import Problem, Reading, UnreadableError, read

MOST_PRINTED = 20_000
"""Characters a function may print before it is stopped, each print counting for one more."""

_VALUES = reprlib.Repr()
_VALUES.maxlevel, _VALUES.maxstring, _VALUES.maxother = 4, 1000, 1000
_VALUES.maxlist = _VALUES.maxtuple = _VALUES.maxdict = 100
"""How values are written out."""

_UNDER_WAY = ContextVar("a function is being called", default=False)


@dataclass(frozen=True, eq=False)
class CallResult:
    """What one call gave: a value that is safe to use, or the problem; and what was printed."""

    value: float | np.ndarray | None  # or what else the call's `read` makes of it
    problem: Problem | None
    printed: str
    form: str  # as that of a `Reading`


def attempt(function, inputs, read=read):
    """Call a function on copies of the inputs, and return its result as a `CallResult`.

    The function may be anything at all: nothing that it does is raised, printed or warned. The inputs, a tuple, are
    passed by position, as copies, so that the function cannot change the inputs of a later call. What it returns
    becomes a `Reading` by `read`, which is guarded as well.
    """
    if _UNDER_WAY.get():  # a function that calls its own check would call itself for ever
        message = "It calls a check while it is being checked. Put the check in a cell of its own."
        raise _HaltError("calls a check", message)
    printed, reading, problem = _Printed(), Reading(None), None
    with _on_its_own(printed):
        try:
            _refuse_other_count(function, inputs)
            reading = read(function(*copy.deepcopy(inputs)))
        except BaseException as error:  # SystemExit and the Stop button too: a check always answers
            problem = _explain(error)
    return CallResult(reading.value, problem, "".join(printed.parts), reading.form)


def source_of(answer):
    """Return the code of a student's function, or a value as Python writes it; None if it cannot be told.

    Long values are shortened before they are written out.
    """

    def written():
        return textwrap.dedent(inspect.getsource(answer)) if callable(answer) else _VALUES.repr(answer)

    found = attempt(written, (), Reading).value
    return found and "\n".join(line.rstrip() for line in found.splitlines())


class _HaltError(BaseException):
    """Not an ``Exception``, so that the student's own ``except Exception`` does not keep the loop alive."""

    def __init__(self, *problem):
        self.problem = Problem(*problem)


class _Printed(io.TextIOBase):
    """Keeps what is printed, up to a limit."""

    def __init__(self):
        self.parts, self.left = [], MOST_PRINTED

    def write(self, text):
        part = str.__getitem__(text, slice(self.left))
        self.parts.append(part)
        self.left -= len(part) + 1
        if self.left <= 0:
            self.left = 0
            message = "It prints without end, so it was stopped. Does the loop come to an end?"
            raise _HaltError("prints without end", message)
        return len(part)


@contextmanager
def _on_its_own(printed):
    """Keep prints, warnings, floating-point settings and questions to the keyboard away from the notebook."""
    keyboard, builtins.input = builtins.input, _no_keyboard
    outside = _UNDER_WAY.set(True)
    try:
        with (
            redirect_stdout(printed),
            redirect_stderr(printed),
            warnings.catch_warnings(),
            np.errstate(all="ignore"),
        ):
            warnings.simplefilter("ignore")
            yield
    finally:
        builtins.input = keyboard
        _UNDER_WAY.reset(outside)


def _no_keyboard(*_):
    message = "It asks for input() from the keyboard. Use the values in the brackets after def."
    raise UnreadableError("asks for input", message)


def _refuse_other_count(function, inputs):
    """Raise ``UnreadableError`` if the function cannot take this many arguments."""
    try:
        signature = inspect.signature(function)
    except ValueError:  # some functions written in C do not say what they take
        return
    try:
        signature.bind(*inputs)
    except TypeError:
        names = ", ".join(signature.parameters) or "nothing"
        given = "one value" if len(inputs) == 1 else f"{len(inputs)} values, one after the other"
        message = f"It is called with {given}, but yours takes: {shortened(names)}."
        raise UnreadableError("wrong number of arguments", message) from None


def _explain(error):
    """Return the problem in plain words. Asks the type only: the error may be of the student's own class."""
    kind = type(error)
    if issubclass(kind, UnreadableError | _HaltError):
        return error.problem
    if issubclass(kind, KeyboardInterrupt):
        return Problem("stopped", "It was stopped before it returned. Does the loop come to an end?")
    if issubclass(kind, NotImplementedError):
        message = "Replace raise NotImplementedError with your own code. Run that cell, then this one."
        return Problem(None, message, attempted=False)
    return problem_of_error(error)
