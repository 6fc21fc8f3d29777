"""How much the checks know of wrong answers: those of students, and solutions broken in one place."""

from collections import Counter, deque
from collections.abc import Iterable

import numpy as np
import pytest
from shipped import PATHS
from wrong_answers import CLOSED, KINDS, broken, fresh, kind, run, solved, students

from nbhelpers.exercises.attempt import attempt
from nbhelpers.exercises.checks import FunctionExercise

SOLVED = [
    pytest.param(CLOSED[name], (source, answer, names), id=name)
    for names, found in map(solved, PATHS[1:])
    for name, answer, source in found
    if isinstance(CLOSED.get(name), FunctionExercise)
]

LAST = {
    "cost": (96, 100),
    "gradient": (91, 100),
    "update": (100, 100),
    "descent": (86, 100),
    "stable_rate": (100, 100),
    "repair": (86, 100),
    "forward": (76, 100),
    "error_slope": (100, 100),
    "gradients": (57, 100),
    "one_step": (77, 100),
    "measured": (95, 100),
    "mean_gradient": (85, 100),
    "sigmoid_slope": (77, 81),
    "factor": (100, 100),
    "arriving": (83, 93),
    "per_layer": (88, 88),
    "he_std": (89, 100),
    "tanh_slope": (93, 93),
    "leaky": (71, 100),
    "leaky_slope": (90, 100),
    "softmax": (76, 100),
    "collapse": (100, 100),
    "collapse_bias": (100, 100),
    "training_loop": (93, 99),
    "count_parameters": (91, 91),
    "accuracy": (100, 100),
    "confusion": (96, 96),
    "one_hot": (89, 89),
    "output_delta": (92, 94),
}
"""Per cent of the broken solutions that are named, and that are named or pointed at, as they were last."""


FORMS = (
    (float, list),
    (np.float64, tuple),
    (lambda v: np.array([v]), deque),
    (lambda v: [v], iter),
    (np.array,) * 2,
    (np.float32,) * 2,
    (float, lambda row: (it for it in row)),
    (float, lambda row: reversed([*reversed(list(row))])),
    (float, lambda row: dict(enumerate(row)).values()),
    (float, lambda row: [np.array(it) for it in row]),
)
"""In which a right answer may come, a number and a list."""


def forms(answer):
    """Yield what is as right as this answer: of another type, or in another precision."""
    if not callable(answer):
        yield from (of_number(answer) for of_number, _ in FORMS)
        return
    yield answer
    yield lambda *inputs: answer(*map(in_single, inputs))
    for form in FORMS:
        yield lambda *inputs, form=form: in_form(answer(*inputs), *form)


def in_single(value):
    """Return an input in single precision, if it is a fraction or an array of them."""
    return np.float32(value) if np.asarray(value).dtype.kind == "f" else value


def in_form(result, of_number, of_list):
    """Return a result in another form; an array of one is left as it is."""
    if isinstance(result, Iterable) and not np.ndim(result) and not isinstance(result, np.ndarray):
        result = list(result)
    if np.ndim(result):
        return of_list(result) if np.size(result) > 1 else result
    return of_number(result)


@pytest.mark.parametrize("name", CLOSED)
def test_right_answers_as_students_write_them_are_accepted_in_any_form(name):
    given = [it for of, often, answers in students() if (of, often) == (name, "right") for it in answers]
    assert given, "add some to students_*.txt"
    for answer in given:
        for each in forms(answer):
            outcome = CLOSED[name].check(each)
            assert outcome, outcome


def test_the_commonest_slips_of_students_are_named():
    """Of the first twelve for each check nine in ten, and of all four in five are named or pointed at."""
    found = {
        (name, often): Counter(kind(CLOSED[name].check(it)) for it in given)
        for name, often, given in students()
        if often != "right"
    }
    assert {name for name, _ in found} == set(CLOSED)
    for name in CLOSED:
        common, further = found[name, "common"], found[name, "further"]
        assert not (common + further)["accepted"]
        assert common.total() == 12
        assert common["named"] >= 0.9 * 12, name
        assert (common + further)["generic"] <= 0.2 * (common + further).total(), name


@pytest.mark.parametrize(("exercise", "solution"), SOLVED)
def test_a_solution_broken_in_one_place_is_refused_and_mostly_named(exercise, solution, counted, rng):
    """A fall by more than two points fails; how many of each there are stands at the end of the tests' output."""
    source, answer, names = solution
    inputs = [*exercise.knowledge.cases, *(fresh(case, rng) for case in exercise.knowledge.cases for _ in range(2))]
    right = [exercise.expected(case.values()) for case in inputs]
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
    named, known = 100 * kinds["named"], 100 * (kinds["named"] + kinds["pointed at"])
    for each in KINDS[:3]:
        counted[f"{exercise.name}, solutions broken in one place, {each}"] += kinds[each]
    assert named >= (LAST[exercise.name][0] - 2) * kinds.total(), kinds
    assert known >= (LAST[exercise.name][1] - 2) * kinds.total(), kinds
