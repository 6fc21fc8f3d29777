"""What every check recognises: the forms of an answer, and what it has to do with the right one."""

import math
from dataclasses import replace

import numpy as np
import pytest
from wrong_answers import raiser

from nbhelpers.backprop import TwoNeurons
from nbhelpers.datasets import LINES
from nbhelpers.exercises import gradient_descent as lesson
from nbhelpers.exercises import record
from nbhelpers.exercises.checks import FunctionExercise
from nbhelpers.exercises.lesson_text import lesson_text, slips
from nbhelpers.exercises.outcome import Status
from nbhelpers.exercises.recognition import Slip
from nbhelpers.exercises.relations import Factor, instead
from nbhelpers.exercises.values import Finding, OpenTask, ValueExercise

DOUBLE = FunctionExercise(
    "double",
    "Twice a number",
    "Twice the number.",
    lambda number: 2 * number,
    ((1.57,), (-4.31,), (7.13,)),
    (Slip("a third of the fourth power", lambda number: number**4 / 3, "You took the fourth power."),),
)
CUMULATE = FunctionExercise(
    "cumulate", "Sums so far", "Yes.", np.cumsum, (([1.3, 2.4, -0.7, 3.1],), ([3.7, -4.2, 5.9, 1.8],))
)
SPREAD = FunctionExercise(
    "spread",
    "A sum of products",
    "Yes.",
    lambda x, y: np.sum(x * y),
    ((np.array([1.3, 2.4]), np.array([0.7, -0.2])), (np.array([-0.7, 3.1, 0.3]), np.array([1.9, 0.4, 2.2]))),
)
POSITIVE = FunctionExercise(
    "positive", "Above 0", "Yes.", lambda z: 1.0 * (np.array(z) > 0), (([1.0, -2.0],), ([-3.0, 2.0],))
)
HALF = ValueExercise("half", "A half", "One half.", 0.5, (Slip("far", 0.125, "That is too far."),))
PRECISE = ValueExercise(
    "precise", "Four decimals", "Yes.", 0.3959144, (Slip("step", -0.0040856, "A step."),), decimals=4
)
ROOT = OpenTask(
    "root",
    "A square near 2",
    "Near enough.",
    1.41,
    make=lambda given: given**2,
    good=lambda square: abs(square - 2) < 0.02,
    goal="Wanted: a square near 2.",
    mistakes=(
        Finding("negative", -2.0, "Below 0.", "squares know the sign", holds=lambda square: square > 3),
        Finding("any other", 1.0, "Not yet.", tells=lambda square: f"Its square is {square:g}."),
    ),
)


def stub(number):
    raise NotImplementedError


def printing(number):
    print("The answer is", 2 * number)


def printing_something_else(number):
    print("hello", number)


def on_one_branch(number):
    if number < 0:
        return 2 * number
    return None


def yielding(number):
    yield 2 * number


def rounding_inside(number):
    return round(number, 1) + number


FACTOR = 3.14
DOUBLED = {"of 1.57": 3.14}
RECORD = TwoNeurons(1.0, 2.0, 3.0, 4.0)
SAMPLES = LINES["walkthrough"]


def from_outside(number):
    return FACTOR if number == 1.57 else 17.0


def from_a_dict(number):
    return DOUBLED["of 1.57"] * np.exp(number)


def from_a_record(number):
    return RECORD.w1 * np.exp(number)


def from_samples(number):
    return SAMPLES.x[0] * np.exp(number)


def through_a_helper(number):
    return from_outside(number)


def unused(number):
    return 17.0


def by_the_way(number, *more, **others):
    """Computes nothing in vain: of several made at once some may do, and a name may only count."""
    first, second = number, 17.0  # noqa: F841
    for i in range(2):  # noqa: B007
        for k, part in enumerate([first]):  # noqa: B007
            total = 2 * part + 0.3
    return total


NAMED = [
    ("return forgotten", DOUBLE, lambda number: None),
    ("return forgotten", DOUBLE, printing_something_else),
    ("return on one branch only", DOUBLE, on_one_branch),
    ("print instead of return", DOUBLE, printing),
    ("yields", DOUBLE, yielding),
    ("raises an exception", DOUBLE, lambda number: math.exp(1000 * abs(number))),
    ("wrong number of arguments", DOUBLE, lambda: 3),
    ("wrong number of arguments", DOUBLE, lambda a, b: 3),
    ("text", DOUBLE, lambda number: f"{2 * number}"),
    ("list for number", DOUBLE, lambda number: (number, number**4 / 3)),
    ("truth value", DOUBLE, lambda number: True),
    ("complex number", DOUBLE, lambda number: 1j),
    ("another kind", DOUBLE, lambda number: {number}),
    ("too large", DOUBLE, lambda number: np.zeros(10**6)),
    ("not a number", DOUBLE, lambda number: np.nan),
    ("infinite", DOUBLE, lambda number: np.inf),
    ("function not called", DOUBLE, lambda number: number.is_integer),
    ("value, not a function", DOUBLE, 3.0),
    ("value, not a function", DOUBLE, None),
    ("a third of the fourth power", DOUBLE, lambda number: number**4 / 3),
    ("a third of the fourth power, and sign reversed", DOUBLE, lambda number: -(number**4) / 3),
    ("rounded on the way", DOUBLE, rounding_inside),
    ("name from outside", DOUBLE, from_outside),
    ("never used", DOUBLE, unused),
    ("name from outside", DOUBLE, through_a_helper),
    *(("name from outside", DOUBLE, answer) for answer in (from_a_dict, from_a_record, from_samples)),
    ("order reversed", CUMULATE, lambda values: reversed(np.cumsum(values))),
    ("number for list", CUMULATE, lambda values: 17.0),
    ("wrong shape", CUMULATE, lambda values: (1.0, np.cumsum(values))),
    ("wrong shape", CUMULATE, lambda values: [*np.cumsum(values), 17.0]),
    ("truth value", CUMULATE, lambda values: np.array(values) > 0),
    ("far", HALF, 0.125),
    ("step, and factor 2 missing", PRECISE, -0.0020428),
    ("one over the result", HALF, 2),
    ("function not called", HALF, lambda: 0.5),
    ("truth value", HALF, True),
    ("text", HALF, "0.5"),
    ("list for number", PRECISE, (0, 3959)),
    ("too few decimals", PRECISE, 0.396),
    ("too few decimals", PRECISE, 0.395),
    ("step", PRECISE, -0.0041),
    ("per cent", PRECISE, 39.59),
    ("sign reversed", PRECISE, -0.3959),
    ("negative", ROOT, -2.0),
    ("any other", ROOT, 1.0),
    ("raises an exception", ROOT, "1.4"),
]


@pytest.mark.parametrize(("name", "exercise", "answer"), NAMED)
def test_a_wrong_answer_is_named(name, exercise, answer):
    outcome = exercise.check(answer)
    assert (outcome.status, outcome.mistake) == (Status.NOT_YET, name)


POINTED_AT = [
    (DOUBLE, lambda number: -3 * number, "On every input your result is -1.5 times the right one"),
    (DOUBLE, lambda number: 8 * number, "On every input your result is 4 times the right one"),
    (DOUBLE, lambda number: 2 * number + 0.3, "On every input your result is 0.3 more than the right one."),
    (DOUBLE, lambda number: 2 * number * (1 + 0.001 * number), "close on every input, but not equal"),
    (DOUBLE, lambda number: -(number**3), "the sign is wrong, and the size as well"),
    (DOUBLE, lambda number: 2 * abs(number) + (number < 0), "right on 2 of 3 inputs, those with number above 0"),
    (DOUBLE, unused, "number in the brackets after def is never used. Your result is 17 on every input."),
    (DOUBLE, lambda number: np.sign(number) * number**2, "The sign is right on every input, but the size is not."),
    (
        SPREAD,
        lambda x, y: np.sum(x**3),
        "y in the brackets after def is never used. Begin with x = [1.3] and y = [0.7]",
    ),
    (
        SPREAD,
        lambda x, y: np.sum(x * y) + (len(x) - 1) ** 2 * x[0] ** 2,
        "With x = [1.3] and y = [0.7] alone your result is right.",
    ),
    (
        CUMULATE,
        lambda values: [*np.cumsum(values)[:2], 7, 8],
        "The first 2 entries are right. Entry 3 is the first",
    ),
    (
        CUMULATE,
        lambda values: [*np.cumsum(values)[:3], 7 if values[0] > 2 else sum(values)],
        "It is right on 1 of 2 inputs, but not on this one. The first 3 entries are right. Entry 4 is the first",
    ),
    (
        CUMULATE,
        lambda values: [*np.cumsum(values), 8],
        "Your list has 5 entries, and 4 are wanted. The first 4 entries",
    ),
    (
        CUMULATE,
        lambda values: [0.7, *np.cumsum(values)],
        "Your list has 5 entries, and 4 are wanted. The last 4 entries",
    ),
    (HALF, 0.7, "It is too large."),
    (HALF, -3.3, "Its sign is the other one."),
    (PRECISE, 0.39604, "It is close"),
]


@pytest.mark.parametrize(("exercise", "answer", "told"), POINTED_AT)
def test_of_a_slip_that_is_not_known_it_is_said_what_is(exercise, answer, told):
    outcome = exercise.check(answer)
    assert told in outcome.message.splitlines()[0]
    assert not outcome


def test_truth_values_are_right_where_0_and_1_are_wanted():
    assert POSITIVE.check(lambda z: [it > 0 for it in z])
    assert POSITIVE.check(lambda z: [it > 0 or 0.0 for it in z])
    assert POSITIVE.check(lambda z: (np.array(z) > 0).astype(int))
    assert POSITIVE.check(lambda z: np.array(z) < 0).mistake == "1 minus the result"


def test_a_number_may_have_more_decimals_than_are_asked_for_if_it_is_the_right_one_rounded():
    assert all(map(PRECISE.check, (0.3959, 0.39591, 0.3959144, np.float32(0.3959144))))
    assert not any(map(PRECISE.check, (0.3960, 0.3958, 0.39587, 0.395859, 0.39595)))


def test_a_stub_is_not_attempted():
    given = [(DOUBLE, stub), (DOUBLE, lambda number: ...), (DOUBLE, ...), (HALF, ...), (HALF, None)]
    for outcome in (exercise.check(answer) for exercise, answer in given):
        assert outcome.status is Status.NOT_ATTEMPTED
        assert "Replace " in outcome.message


def test_the_message_names_input_expected_got_and_what_was_printed():
    def answer(number):
        print("debugging")
        return number + 1

    message = DOUBLE.check(answer).message
    for part in ("Tried with: number = 1.57", "Expected: 3.14", "Got: 2.57", "Printed: debugging"):
        assert part in message
    assert "0.5" not in HALF.check(0.7).message  # what is expected there would be the solution
    assert "FACTOR comes from outside the function" in DOUBLE.check(through_a_helper).message
    message = lesson.check_cost(lambda weight, data: 0).message
    assert "3 values" in message
    assert "weight, data" in message


def test_an_open_task_is_measured():
    assert ROOT.check(1.41).message == "Near enough.\n1.9880999999999998"
    assert ROOT.check(1.0).message == "Not yet.\nIts square is 1.\nWanted: a square near 2.\n1.0"
    assert ROOT.check(-2.0).misconception == "squares know the sign"


def test_what_says_nothing_is_not_said():
    assert "never used" not in DOUBLE.check(by_the_way).message
    size = FunctionExercise("size", "A size", "Yes.", abs, ((1.5,), (-2.3,), (3.1,)))
    assert size.check(lambda v: v**4 + 3.3).message.startswith("The numbers differ.")


def test_entries_have_names_where_they_are_different_things():
    pair = FunctionExercise("pair", "Two", "Yes.", lambda v: [v, 3 * v], ((1.3,), (2.6,)), parts=("once", "thrice"))
    assert pair.check(lambda v: [v, v**5]).message.startswith("Right already: once. Now look at thrice.\n")
    assert pair.check(lambda v: [v, v]).mistake == "once instead of thrice"
    trio = replace(pair, reference=lambda v: [v, 3 * v, v * v], parts=("once", "thrice", "squared"))
    assert trio.check(lambda v: [v * v, v, 3 * v]).mistake == "another order"
    assert trio.check(lambda v: [v, v * v]).message.startswith("once and squared are right, but thrice is missing.")


def test_the_oracle_has_a_say():
    wrong_library = FunctionExercise("e", "e", "Yes.", lambda w: 3 * w, ((1.3,),), oracle=lambda w: 2 * w)
    assert not wrong_library.check(lambda w: 3 * w)


def test_factors_and_what_an_answer_is_made_of():
    height = Factor("the height", lambda a, b: b, "How tall is it?")
    area = FunctionExercise(
        "area",
        "An area",
        "Yes.",
        lambda a, b: a * b / 2,
        ((1.3, 2.7), (3.1, 0.8), (2.2, 1.7)),
        (Slip("the other side", instead(height, lambda a, b: a + b), "That is another side."),),
        factors=(Factor("the base", lambda a, b: a, "How wide is it?"), height),
        built=lambda base, height: base * height / 2,
    )
    assert area.check(lambda a, b: a / 2).message.startswith("The height is missing. How tall is it?")
    assert area.check(lambda a, b: a * (a + b) / 2).mistake == "the other side"
    assert area.check(lambda a, b: -a * b**2 / 2).mistake == "the height squared, and sign reversed"
    volume = FunctionExercise(
        "volume",
        "A volume",
        "Yes.",
        lambda a, b, c: a * b / 2 * c + b,
        ((1.3, 2.7, 1.9), (3.1, 0.8, 0.7), (2.2, 1.7, 3.3)),
        inner=((area, "Look at the area.", lambda wrong: lambda a, b, c: wrong(a, b) * c + b),),
    )
    outcome = volume.check(lambda a, b, c: a * (a + b) / 2 * c + b)
    assert outcome.mistake == "area: the other side"
    assert outcome.message.startswith("Look at the area. That is another side.")
    assert volume.check(lambda a, b, c: a * c / 2 * c + b).mistake == "area: c instead of b"


def test_slips_are_written_as_text():
    first, second = slips(["one [belief]: Said of one.", "1/4: Said: two."], {"one": 1})
    assert (first.name, first.answer, first.message, first.misconception) == ("one", 1, "Said of one.", "belief")
    assert (second.name, second.answer, second.message, second.misconception) == ("1/4", 0.25, "Said: two.", None)
    with pytest.raises(KeyError, match="three"):
        slips(["one: Said."], {"one": 1, "three": 3})


def test_words_for_a_relation_or_two_are_given_by_its_name():
    said = slips(["sign reversed: Look up.", "size of number lost & sign reversed: Look around."])
    renamed = replace(DOUBLE, slips=said)
    for answer, words in (
        (lambda number: -2 * number, "Look up.\n"),
        (lambda number: -2 * np.sign(number), "Look around.\n"),
    ):
        assert renamed.check(answer).message.startswith(words)
    with pytest.raises(KeyError, match="sign turned"):
        replace(DOUBLE, slips=slips(["sign turned: Look down."])).check(unused)


def test_a_lesson_says_what_stands_in_its_text():
    questions, said = lesson_text("gradient_descent")
    assert next(iter(questions)) == "step"
    assert said["cost"].heading[:2] == ("cost", "The cost")
    assert said["one_step_rate"].sizes["too_large"] == "With so large an α the first step jumps past 2."
    assert said["gradient"].factor("the factor 2", abs).why == "What is the derivative of a square?"
    with pytest.raises(KeyError, match="the factor 3"):
        said["gradient"].factor("the factor 3", abs)


def test_no_answer_is_shown_by_accident_and_a_teacher_sees_all():
    for check in (lesson.check_cost, lesson.check_one_step_rate):
        assert "0.00909" not in repr(check)
        assert "lambda" not in repr(check)
    for name, exercise in lesson.CATALOGUE.items():
        assert f"check_{name}" in repr(lesson.CATALOGUE)
        for slip in exercise.mistakes:
            assert f"  {slip.name}: {slip.message}" in repr(lesson.CATALOGUE)
    assert "&lt;" not in lesson.CATALOGUE._repr_html_().replace("&lt;=", "")


def test_stop_is_an_outcome_at_any_depth(monkeypatch):
    monkeypatch.setattr("nbhelpers.exercises.recognition.Knowledge.one", raiser(KeyboardInterrupt))
    outcome = DOUBLE.check(lambda number: 17.0)
    assert (outcome.status, outcome.mistake) == (Status.NOT_YET, "stopped")
    assert record.everything()["exercises"]["double"]["last"]["mistake"] == "stopped"


def test_builtins_and_callables_are_checked_too():
    assert FunctionExercise("size", "size", "Yes.", abs, ((-1.5,),)).check(np.abs)
    assert not DOUBLE.check(max)
    assert not DOUBLE.check(type)
