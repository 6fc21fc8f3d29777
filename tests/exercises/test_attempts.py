"""Whatever a student's function returns, raises or prints, a check answers with an Outcome, and soon."""

import _thread
import contextlib
import signal
import sys
import threading
import warnings
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wrong_answers import raiser

from nbhelpers.exercises.attempt import attempt
from nbhelpers.exercises.gradient_descent import CATALOGUE
from nbhelpers.exercises.outcome import Outcome, Status
from nbhelpers.exercises.reading import read, shown


class Hostile:
    """Raises from every method that a check might be tempted to call."""

    def _refuse(self, *_args, **_kwargs):
        raise SystemExit("no")

    __repr__ = __str__ = __float__ = __array__ = __eq__ = __bool__ = __len__ = __iter__ = __index__ = _refuse
    __hash__ = None


class HostileErrorError(Exception):
    def __str__(self):
        raise SystemExit


class LyingClass:
    @property
    def __class__(self):
        raise RuntimeError


class Endless(list):
    def __iter__(self):
        while True:
            yield 1.0


class Text(str):
    __slots__ = ()

    def __str__(self):
        raise ValueError


async def coroutine():
    return 1.0


def nested():
    itself = []
    itself.append(itself)
    return itself


def in_array(thing):
    array = np.empty(2, dtype=object)
    array[0] = thing
    return array


RETURNED = {
    "none": lambda: None,
    "text": lambda: "2.025",
    "str subclass": lambda: Text("2"),
    "bytes": lambda: b"2",
    "nan": lambda: float("nan"),
    "infinity": lambda: np.float64("inf"),
    "a generator": lambda: (i for i in range(3)),
    "an endless iterator": lambda: iter(int, 1),
    "a huge array": lambda: np.broadcast_to(0.0, (10**5, 10**5)),
    "a long list": lambda: [0.0] * 10**6,
    "an endless list": lambda: Endless([1]),
    "a list of arrays": lambda: [np.zeros(9_000)] * 9_000,
    "a ragged list": lambda: [[1.0], [1.0, 2.0]],
    "a list that holds itself": nested,
    "objects in an array": lambda: in_array(Hostile()),
    "hostile": Hostile,
    "hostile in a list": lambda: [Hostile()],
    "a lying class": LyingClass,
    "a class": lambda: Hostile,
    "a function": lambda: print,
    "complex": lambda: 2.025 + 0j,
    "complex array": lambda: np.array([1j]),
    "truth": lambda: True,
    "truths": lambda: np.array([True]),
    "masked": lambda: np.ma.masked,
    "masked array": lambda: np.ma.array([1.0, 2.0], mask=[True, False]),
    "a huge int": lambda: 10**400,
    "a set": lambda: {1.0},
    "a dict": lambda: {"w": 1.0},
    "a coroutine": coroutine,
    "a date": lambda: np.datetime64("2020-01-01"),
    "a record": lambda: np.zeros(2, dtype=[("a", float)]),
    "empty": lambda: [],
    "cube": lambda: np.zeros((2, 2, 2)),
}


RAISED = [
    ValueError("<script>alert(1)</script>"),
    SystemExit(3),
    GeneratorExit(),
    KeyboardInterrupt(),
    MemoryError(),
    RecursionError(),
    StopIteration(),
    UnicodeDecodeError("utf-8", b"x", 0, 1, "bad"),
    HostileErrorError(),
    BaseExceptionGroup("many", [ValueError("one"), KeyboardInterrupt()]),
    ValueError("long " * 10_000),
    ValueError(Text("odd")),
]


def checked(exercise, answer):
    """Return the outcome, having held what holds for every outcome."""
    outcome = exercise.check(answer)
    assert isinstance(outcome, Outcome)
    assert outcome.message
    assert len(outcome.message) < 1_500
    assert repr(outcome)
    assert "<script" not in outcome._repr_html_()
    return outcome


@pytest.mark.parametrize("exercise", CATALOGUE.values(), ids=CATALOGUE)
@pytest.mark.parametrize("make", RETURNED.values(), ids=RETURNED)
def test_odd_results_get_plain_words(make, exercise, capfd):
    outcome = checked(exercise, (lambda *_: make()) if callable(exercise.reference) else make())
    assert not outcome
    assert "Traceback" not in outcome.message
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("error", RAISED, ids=lambda error: type(error).__name__)
def test_errors_get_plain_words(error):
    outcome = checked(CATALOGUE["cost"], raiser(error))
    assert outcome.status is Status.NOT_YET
    assert outcome.mistake == ("stopped" if isinstance(error, KeyboardInterrupt) else "raises an exception")


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.complex_numbers() | st.text() | st.binary(),
    lambda inner: (
        st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(st.text(), inner) | st.sets(st.integers())
    ),
    max_leaves=8,
)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(anything, st.sampled_from(sorted(CATALOGUE)), st.sampled_from([ValueError, OSError, BaseException]))
def test_any_value_and_any_exception_gets_an_outcome(value, name, kind):
    exercise = CATALOGUE[name]
    checked(exercise, (lambda *_: value) if callable(exercise.reference) else value)
    checked(exercise, value)
    assert not checked(CATALOGUE["gradient"], raiser(kind(value)))


class Unsigned:
    __call__ = Hostile._refuse
    __signature__ = property(Hostile._refuse)


@pytest.mark.parametrize("make", [Hostile, LyingClass, Unsigned, Endless, nested, lambda: Hostile, lambda: type])
def test_odd_things_handed_to_a_check_get_plain_words(make):
    assert not any(checked(CATALOGUE[name], make()) for name in ("cost", "one_step_rate"))


def test_an_endless_print_is_stopped(capsys):
    def chatter(w, x, z):
        while True:
            with contextlib.suppress(Exception):
                print(end="")

    outcome = checked(CATALOGUE["cost"], chatter)
    assert outcome.mistake == "prints without end"
    assert capsys.readouterr() == ("", "")
    assert attempt(lambda: print("x" * 10**7), ()).problem.mistake == "prints without end"


def test_stop_leaves_the_check_usable():
    def looping(w, x, z):
        while True:
            pass

    signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background may have begun without
    stdout, stop = sys.stdout, threading.Timer(0.2, _thread.interrupt_main)  # as the kernel's Stop button does
    stop.start()
    outcome = checked(CATALOGUE["cost"], looping)
    assert outcome.mistake == "stopped"
    assert "stopped before it returned" in outcome.message
    assert sys.stdout is stdout
    assert checked(CATALOGUE["cost"], CATALOGUE["cost"].reference)


def test_a_function_cannot_change_the_inputs_of_the_next_call():
    x = np.ones(2)
    assert attempt(lambda x: x.fill(0), (x,)).problem.mistake == "return forgotten"
    assert x.sum() == 2


def test_warnings_and_overflow_stay_inside():
    def careless():
        warnings.warn("careless", stacklevel=1)
        return np.exp(np.float64(1e6)) - np.float64(1e308) * 10

    result = attempt(careless, ())
    assert result.problem is None
    assert np.isnan(result.value)
    with pytest.raises(FloatingPointError):
        np.exp(np.float64(1e6))


def test_the_keyboard_is_not_asked(monkeypatch):
    monkeypatch.setattr("builtins.input", keyboard := raiser(AssertionError))
    assert attempt(lambda: input("w?"), ()).problem.mistake == "asks for input"
    assert input is keyboard


def test_numbers_and_lists_of_every_kind_are_read():
    for one in (2, 2.0, np.float32(2), np.int8(2), np.array(2.0), Fraction(2), Decimal(2), np.longdouble(2)):
        assert read(one).value == 2.0
        assert type(read(one).value) is float
    for row in ([1, 2], range(1, 3), np.array([1, 2]), np.array([1, 2], "f4"), [np.float32(1), np.array(2.0)]):
        np.testing.assert_array_equal(read(row).value, [1.0, 2.0])


def test_shown_is_short():
    assert shown(2.0250000001) == "2.025"
    assert shown(np.array([1.0, 2.5])) == "[1, 2.5]"
    assert shown(np.arange(100.0)) == "[0, 1, 2, 3, 4, 5, 6, 7, … 100 in all]"


@pytest.mark.parametrize("swallow", [(), (Exception,), (BaseException,)], ids=str)
def test_a_check_within_a_check_is_an_outcome(swallow):
    def mine(w, x, z):
        for other in (mine, lambda w, x, z: 1.0):
            with contextlib.suppress(*swallow):
                CATALOGUE["cost"].check(other)
        return 1.0

    outcome = CATALOGUE["cost"].check(mine)
    assert outcome.status is Status.NOT_YET
    assert (outcome.mistake == "calls a check") == (swallow != (BaseException,))
    assert CATALOGUE["cost"].check(lambda w, x, z: ((z - w * np.asarray(x)) ** 2).sum()).status is Status.CORRECT
