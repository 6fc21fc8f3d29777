"""What holds for every lesson: its checks know their mistakes, its answers are right by two derivations."""

import ast
import re

import demos
import numpy as np
import pytest
from wrong_answers import CLOSED, EXERCISES, LESSONS

from nbhelpers import explore
from nbhelpers.exercises.checks import MEASURED
from nbhelpers.exercises.outcome import Status
from nbhelpers.exercises.reading import read
from nbhelpers.gradcheck import relative_error

FIRST = re.compile(r"[A-ZΣτ\d½−(]|(?!a )[a-z][₀-₉\d]* ")
PARTS = re.compile(r"^Right already: [^.]*\. Now look at [^.]*\. ")

each_lesson = pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.__name__.split(".")[-1])
each_exercise = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)
each_closed_one = pytest.mark.parametrize("exercise", CLOSED.values(), ids=CLOSED)


@each_lesson
def test_a_lesson_is_complete(lesson):
    for name, exercise in lesson.CATALOGUE.items():
        assert getattr(lesson, f"check_{name}") == exercise.check
    for name, question in lesson.QUESTIONS.items():
        assert getattr(lesson, f"predict_{name}") == question.predict
        assert getattr(lesson, f"recall_{name}") == question.recall
    assert str(lesson.tally()).startswith("Predictions.")


@each_lesson
def test_all_that_a_lesson_says_is_used(lesson):
    used = {it.name: it for it in lesson.CATALOGUE.values()}
    used |= {it.name: it for exercise in lesson.CATALOGUE.values() for it, *_ in getattr(exercise, "inner", ())}
    assert set(used) == set(lesson.SAID)
    for name, said in lesson.SAID.items():
        assert set(said.reasons) == {factor.name for factor in getattr(used[name], "factors", ())}


def test_names_are_given_once():
    """The record keeps questions and exercises of all lessons by name."""
    names = [name for lesson in LESSONS for name in (*lesson.QUESTIONS, *lesson.CATALOGUE)]
    beliefs = [question.misconception for lesson in LESSONS for question in lesson.QUESTIONS.values()]
    beliefs = [belief for belief in beliefs if belief]
    for each in (names, beliefs, *([m.name for m in exercise.mistakes] for exercise in EXERCISES.values())):
        assert len(each) == len(set(each))


@each_lesson
def test_each_misconception_behind_a_mistake_has_a_prediction(lesson):
    confronted = {question.misconception for question in lesson.QUESTIONS.values()}
    held = {mistake.misconception for e in lesson.CATALOGUE.values() for mistake in e.mistakes} - {None}
    assert held
    assert held <= confronted


@pytest.mark.parametrize(
    "see", dict.fromkeys(it.see for each in LESSONS for it in each.QUESTIONS.values() if it.see)
)
def test_each_call_in_see_makes_the_demo(see):
    call = ast.parse(see, mode="eval").body
    make, settings = getattr(explore, call.func.id), {it.arg: ast.literal_eval(it.value) for it in call.keywords}
    is_long = make in demos.RUNNING and "earlier" not in settings
    demo = make(**settings | ({"n_epochs": 2} if is_long else {}))
    assert demo.text.endswith(".")
    demo.close()


@each_exercise
def test_each_mistake_is_recognised_and_told_in_calm_whole_sentences(exercise):
    assert re.fullmatch(r"[A-Z0-9½][^!]*[.?)]", exercise.correct)
    for mistake in exercise.mistakes:
        outcome = exercise.check(mistake.answer)
        assert (outcome.status, outcome.mistake) == (Status.NOT_YET, mistake.name)
        assert outcome.misconception == mistake.misconception
        assert PARTS.sub("", outcome.message).startswith(mistake.message)
        assert "Got: " in outcome.message
        assert FIRST.match(mistake.message), "begins with a capital letter, a number or a symbol of the formulas"
        assert mistake.message.endswith((".", "?", ".)")), "ends with a full stop or a question mark"
        assert "!" not in mistake.message
        assert "  " not in mistake.message


@each_closed_one
def test_the_reference_is_right_by_the_library_and_by_the_oracle(exercise):
    assert exercise.check(exercise.reference)
    for case in exercise.cases:
        expected = np.abs(exercise.expected(case))
        assert np.all((expected > 1e-3) | (expected == 0))  # near 0, rounding would look like a mistake
        assert np.max(expected) > 1e-3
        if exercise.oracle:
            assert relative_error(read(exercise.oracle(*case)).value, exercise.expected(case)) < MEASURED / 100


def test_nearly_all_have_an_oracle():
    assert {name for name, exercise in CLOSED.items() if not exercise.oracle} == {"update", "one_step_rate"}


@each_closed_one
def test_an_error_in_the_fourth_digit_is_seen(exercise):
    value = not exercise.cases[0]
    assert not exercise.check(exercise.reference * 1.0005 if value else lambda *c: exercise.expected(c) * 1.0005)
