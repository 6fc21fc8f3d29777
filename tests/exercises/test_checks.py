"""What every exercise recognises: the forms of an answer that is none, and what numbers have in common."""

import math

import numpy as np
import pytest

from nbhelpers.exercises import gradient_descent as lesson
from nbhelpers.exercises.exercise import Exercise, Mistake
from nbhelpers.exercises.outcome import Status

DOUBLE = Exercise(
    "double",
    "Twice a number",
    lambda number: 2 * number,
    "Twice the number.",
    cases=((1.5,), (-4.0,), (7.0,)),
    mistakes=(Mistake("squared", lambda number: number**2, "You squared it."),),
)
CUMULATE = Exercise("cumulate", "Sums so far", np.cumsum, "Yes.", cases=(([1.0, 2.0],), ([3.0, 4.0, 5.0],)))
HALF = Exercise("half", "A half", 0.5, "One half.", mistakes=(Mistake("two", 2, "That is its inverse."),))


def stub(number):
    raise NotImplementedError


def printing(number):
    print("The answer is", 2 * number)


def printing_something_else(number):
    print("hello", number)


def forgetting(number):
    number = 2 * number


def yielding(number):
    yield 2 * number


def misspelling(number):
    return 2 * nubmer  # noqa: F821


GENERIC = [
    ("return forgotten", DOUBLE, forgetting),
    ("return forgotten", DOUBLE, printing_something_else),
    ("print instead of return", DOUBLE, printing),
    ("raises an exception", DOUBLE, misspelling),
    ("wrong number of arguments", DOUBLE, lambda: 3),
    ("wrong number of arguments", DOUBLE, lambda a, b: 3),
    ("text", DOUBLE, lambda number: f"{2 * number}"),
    ("list for number", DOUBLE, lambda number: [2 * number]),
    ("truth value", DOUBLE, lambda number: True),
    ("complex number", DOUBLE, lambda number: 1j),
    ("another kind", DOUBLE, lambda number: {number}),
    ("too large", DOUBLE, lambda number: np.zeros(10**6)),
    ("not a number", DOUBLE, lambda number: np.nan),
    ("infinite", DOUBLE, lambda number: np.inf),
    ("function not called", DOUBLE, lambda number: number.is_integer),
    ("value, not a function", DOUBLE, 3.0),
    ("value, not a function", DOUBLE, None),
    ("squared", DOUBLE, lambda number: number * number),
    ("number for list", CUMULATE, lambda values: np.sum(values)),
    ("wrong shape", CUMULATE, lambda values: np.cumsum(values)[:, None]),
    ("wrong shape", CUMULATE, lambda values: np.cumsum(values)[1:]),
    ("two", HALF, 2.0),
    ("function not called", HALF, lambda: 0.5),
    ("text", HALF, "0.5"),
]


PRECISE = Exercise(
    "precise",
    "Four decimals",
    0.3959144,
    "Yes.",
    tolerance=1.5e-4,
    mistakes=(Mistake("step", -0.0040856, "A step."),),
)
GENERIC += [
    ("list for number", PRECISE, (0, 3959)),
    ("too few decimals", PRECISE, 0.396),
    ("too few decimals", PRECISE, 0.3958),
    ("step", PRECISE, -0.0041),
    ("text", PRECISE, "0.3959"),
    ("raises an exception", DOUBLE, lambda number: math.exp(1000 * abs(number))),
]


@pytest.mark.parametrize(("name", "exercise", "answer"), GENERIC)
def test_generic_mistakes(name, exercise, answer):
    outcome = exercise.check(answer)
    assert outcome.status is Status.NOT_YET
    assert outcome.mistake == name


@pytest.mark.parametrize(
    ("exercise", "answer"),
    [(DOUBLE, stub), (DOUBLE, lambda number: ...), (DOUBLE, ...), (HALF, ...), (HALF, None)],
)
def test_a_stub_is_not_attempted(exercise, answer):
    outcome = exercise.check(answer)
    assert outcome.status is Status.NOT_ATTEMPTED
    assert not outcome
    assert "Replace " in outcome.message


def test_the_message_names_input_expected_got_and_what_was_printed():
    def answer(number):
        print("debugging")
        return number + 1

    message = DOUBLE.check(answer).message
    for part in ("Tried with: number = 1.5", "Expected: 3", "Got: 2.5", "Printed: debugging"):
        assert part in message


def test_a_value_exercise_does_not_tell_the_answer():
    assert "0.5" not in HALF.check(0.7).message


def test_a_common_factor_is_pointed_out():
    assert "-1.5 times" in DOUBLE.check(lambda number: -3 * number).message
    assert "times" not in DOUBLE.check(lambda number: number + 1).message


def test_right_on_some_inputs_is_said():
    outcome = DOUBLE.check(lambda number: 2 * abs(number))
    assert "right on 2 of 3" in outcome.message
    assert "number = -4" in outcome.message


def test_the_oracle_has_a_say():
    wrong_library = Exercise("e", "e", lambda w: 3 * w, "Yes.", cases=((1.0,),), oracle=lambda w: 2 * w)
    assert not wrong_library.check(lambda w: 3 * w)


def test_wrong_number_of_arguments_names_both():
    message = lesson.check_cost(lambda weight, data: 0).message
    assert "3 values" in message
    assert "weight, data" in message


def test_the_error_is_named_in_plain_words():
    message = DOUBLE.check(misspelling).message
    assert "NameError" in message
    assert "nubmer" in message
    assert "does not know" in message


def test_builtins_and_callables_are_checked_too():
    assert Exercise("size", "size", abs, "Yes.", cases=((-1.5,),)).check(np.abs)
    assert not DOUBLE.check(max)
    assert not DOUBLE.check(type)
