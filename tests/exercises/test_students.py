"""How much the checks know of wrong answers: those of students, and solutions broken in one place."""

from collections import Counter

import numpy as np
import pytest
import students_01
from shipped import PATHS
from wrong_answers import KINDS, broken, fresh, kind, run, solved, written

from nbhelpers.exercises import gradient_descent, start_here
from nbhelpers.exercises.attempt import attempt
from nbhelpers.exercises.checks import FunctionExercise
from nbhelpers.exercises.reading import read

LESSONS = {"01_gradient_descent": gradient_descent}
CHECKS = {**gradient_descent.CATALOGUE, **start_here.CATALOGUE}
EXERCISES = [
    pytest.param(CHECKS[name], (source, answer, names), id=name)
    for path in PATHS
    if path.stem in LESSONS
    for names, found in [solved(path)]
    for name, answer, source in found
    if isinstance(CHECKS[name], FunctionExercise)
]

NAMED = {"cost": 0, "gradient": 0, "update": 0, "descent": 0, "stable_rate": 0, "repair": 0}
"""Per cent of the broken solutions that are named or pointed at, as it was last; a fall by more than two fails."""


def told(check, answers):
    """Return how much a check knows of each of these answers, counted; accepted is none."""
    kinds = Counter(kind(check.check(answer)) for answer in answers)
    assert not kinds["accepted"]
    return kinds


@pytest.mark.parametrize("name", students_01.COMMON)
def test_the_commonest_slips_are_named(name):
    common, further = (
        told(
            CHECKS[name],
            [it for _, it in written(texts.get(name, ""), students_01.TAKES.get(name), students_01.NOTEBOOK)],
        )
        for texts in (students_01.COMMON, students_01.FURTHER)
    )
    assert common.total() == 12
    assert common["named"] >= 0.9 * 12
    assert (common + further)["generic"] <= 0.2 * (common + further).total()


@pytest.mark.parametrize(("exercise", "solution"), EXERCISES)
def test_a_solution_broken_in_one_place_is_refused_and_mostly_named(exercise, solution, counted, rng):
    source, answer, names = solution
    inputs = [*exercise.knowledge.cases, *(fresh(case, rng) for case in exercise.knowledge.cases for _ in range(2))]
    right = [read(exercise.reference(*case.values())) for case in inputs]
    kinds = Counter()
    for text in broken(source):
        mine = run(text, names)[answer]
        outcome = exercise.check(mine)
        if outcome:  # then it must be right for all inputs
            for case, wanted in zip(inputs, right, strict=True):
                np.testing.assert_allclose(
                    attempt(mine, tuple(case.values())).value, wanted, rtol=1e-5, err_msg=text
                )
        else:
            kinds[kind(outcome)] += 1
    share = 100 * (1 - kinds["generic"] / kinds.total())
    counted[
        f"{exercise.name}, solutions broken in one place, " + ", ".join(f"{it} {kinds[it]}" for it in KINDS[:3])
    ] += 1
    assert share >= NAMED[exercise.name] - 2, kinds
