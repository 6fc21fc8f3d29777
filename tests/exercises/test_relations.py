"""Each relation, on an exercise where it shows; and no two slips of an exercise that its cases take for one."""

import math
import re

import numpy as np
import pytest
from wrong_answers import CLOSED, fresh

from nbhelpers.exercises.checks import SINGLE, FunctionExercise
from nbhelpers.exercises.recognition import Knowledge, near, values_of
from nbhelpers.exercises.recognition import _Table as Table
from nbhelpers.exercises.relations import WORDS

SUM = FunctionExercise(
    "weighted",
    "A weighted sum",
    "Yes.",
    lambda a, b, x, y: a * np.sum(x * (y + b)) ** 3,
    tuple(
        (a, b, np.array(x), np.array(y))
        for a, b, x, y in (
            (0.73, -1.41, [0.61, -1.37, 2.29], [1.73, 0.42, -0.89]),
            (-1.21, 0.57, [1.13, 0.38, -0.71, 1.59], [0.33, -1.28, 2.17, 0.81]),
            (2.37, 1.83, [-0.47, 1.91], [1.07, 0.66]),
        )
    ),
)
RUN = FunctionExercise(
    "run",
    "A run",
    "Yes.",
    lambda start, factor, n: [start * factor**i + 0.31 * i for i in range(n + 1)],
    ((1.37, 0.83, 4), (-0.71, 1.29, 3), (2.13, -0.57, 6)),
)
POWERS = FunctionExercise("powers", "Powers", "Yes.", lambda n: 1.7**n + n, ((4,), (7,), (3,)))
SQUARES = FunctionExercise("squares", "Squares", "Yes.", lambda a: 3 * a * a, ((1.7,), (0.43,), (2.9,)))
LINE = FunctionExercise("line", "A line", "Yes.", lambda a, x, b: a * x + b, ((1.7, 0.4, 2.3), (0.8, -1.9, 0.6)))
TABLE = FunctionExercise(
    "table", "A table", "Yes.", np.outer, (([1.3, 0.4], [2.1, -0.7]), ([0.6, 1.9], [-1.4, 3.2]))
)
TOTAL = FunctionExercise(
    "total", "A total", "Yes.", np.sum, ((np.array([1.3, -0.4, 2.2]),), (np.array([0.7, 1.9]),))
)
MEAN = FunctionExercise("mean", "A mean", "Yes.", np.mean, TOTAL.cases)
LAST = FunctionExercise("last", "The last", "Yes.", lambda x: x[-1], TOTAL.cases)
MOST = FunctionExercise("most", "The most", "Yes.", np.max, ((np.array([2.2, 1.3]),), (np.array([1.9, 0.7]),)))


def weighted(a, b, x, y):
    return SUM.reference(a, b, x, y)


def run(start, factor, n):
    return np.array(RUN.reference(start, factor, n))


SHOWN = {
    "sign reversed": (SUM, lambda *it: -weighted(*it)),
    "factor 2 too many": (SUM, lambda *it: 2 * weighted(*it)),
    "factor 2 missing": (SUM, lambda *it: weighted(*it) / 2),
    "divided by m": (SUM, lambda a, b, x, y: weighted(a, b, x, y) / len(x)),
    "divided by 2m": (SUM, lambda a, b, x, y: weighted(a, b, x, y) / (2 * len(x))),
    "times m": (SUM, lambda a, b, x, y: weighted(a, b, x, y) * len(x)),
    "one over the result": (SUM, lambda *it: 1 / weighted(*it)),
    "root taken": (SQUARES, lambda a: (3 * a * a) ** 0.5),
    "result squared": (SUM, lambda *it: weighted(*it) ** 2),
    "sign lost": (SUM, lambda *it: abs(weighted(*it))),
    "1 minus the result": (SUM, lambda *it: 1 - weighted(*it)),
    "per cent": (SUM, lambda *it: 100 * weighted(*it)),
    "1 too many": (SUM, lambda *it: weighted(*it) + 1),
    "1 too few": (SUM, lambda *it: weighted(*it) - 1),
    "rounded": (SUM, lambda *it: round(weighted(*it), 2)),
    "cut off": (SUM, lambda *it: int(weighted(*it) * 10) / 10),
    "only the last entry": (RUN, lambda *it: run(*it)[-1]),
    "only the first entry": (RUN, lambda *it: run(*it)[0]),
    "wrong shape": (RUN, lambda *it: run(*it)[:1]),
    "only one step": (RUN, lambda *it: run(*it)[:2]),
    "first entry missing": (RUN, lambda *it: run(*it)[1:]),
    "last entry missing": (RUN, lambda *it: run(*it)[:-1]),
    "order reversed": (RUN, lambda *it: run(*it)[::-1]),
    "differences": (RUN, lambda start, factor, n: [start, *np.diff(run(start, factor, n))]),
    "added up": (RUN, lambda *it: sum(run(*it))),
    "averaged": (RUN, lambda *it: np.mean(run(*it))),
    "divided by the length": (RUN, lambda *it: run(*it) / np.linalg.norm(run(*it))),
    "rows and columns swapped": (TABLE, lambda a, b: np.outer(b, a)),
    "last not taken": (LAST, lambda x: x),
    "not added up": (TOTAL, lambda x: x),
    "mean not taken": (MEAN, lambda x: x),
    "largest not taken": (MOST, lambda x: x),
    "b left out, as if it were 0": (SUM, lambda a, b, x, y: weighted(a, 0.0, x, y)),
    "a or x left out, as if it were 0": (LINE, lambda a, x, b: b),
    "a left out, as if it were 1": (SUM, lambda a, b, x, y: weighted(1.0, b, x, y)),
    "b with the other sign": (SUM, lambda a, b, x, y: weighted(a, -b, x, y)),
    "a squared": (SUM, lambda a, b, x, y: weighted(a * a, b, x, y)),
    "one over a": (SUM, lambda a, b, x, y: weighted(1 / a, b, x, y)),
    "size of a lost": (SUM, lambda a, b, x, y: weighted(np.sign(a), b, x, y)),
    "sign of x lost": (SUM, lambda a, b, x, y: weighted(a, b, abs(x), y)),
    "twice b": (SUM, lambda a, b, x, y: weighted(a, 2 * b, x, y)),
    "half of y": (SUM, lambda a, b, x, y: weighted(a, b, x, y / 2)),
    "1 − b": (SUM, lambda a, b, x, y: weighted(a, 1 - b, x, y)),
    "b itself": (SUM, lambda a, b, x, y: b),
    "mean of y": (SUM, lambda a, b, x, y: np.mean(y)),
    "n + 1": (RUN, lambda start, factor, n: run(start, factor, n + 1)),
    "n − 1": (POWERS, lambda n: 1.7 ** (n - 1) + n - 1),
    "divided by b": (SUM, lambda a, b, x, y: weighted(a, b, x, y) / b),
    "multiplied by b": (SUM, lambda a, b, x, y: weighted(a, b, x, y) * b),
    "b as in the notebook": (SUM, lambda a, b, x, y: weighted(a, -1.41, x, y)),
    "x instead of y": (SUM, lambda a, b, x, y: weighted(a, b, x, x)),
    "a and b swapped": (SUM, lambda a, b, x, y: weighted(b, a, x, y)),
    "first term only": (SUM, lambda a, b, x, y: a * (x[0] * (y[0] + b)) ** 3),
    "last term only": (SUM, lambda a, b, x, y: a * (x[-1] * (y[-1] + b)) ** 3),
    "first term left out": (SUM, lambda a, b, x, y: weighted(a, b, x[1:], y[1:])),
    "last term left out": (SUM, lambda a, b, x, y: weighted(a, b, x[:-1], y[:-1])),
    "added up too early": (SUM, lambda a, b, x, y: weighted(a, b, np.sum(x), np.sum(y))),
    "a squared, and sign reversed": (SUM, lambda a, b, x, y: -weighted(a * a, b, x, y)),
    "first term left out, and b with the other sign": (SUM, lambda a, b, x, y: weighted(a, -b, x[1:], y[1:])),
    "not added up, and factor 2 too many": (TOTAL, lambda x: 2 * x),
}


@pytest.mark.parametrize("name", SHOWN)
def test_each_relation_is_recognised(name):
    exercise, answer = SHOWN[name]
    assert exercise.check(answer).mistake == name
    assert exercise.check(exercise.reference)


def test_each_relation_is_shown():
    assert set(WORDS) <= {re.sub(r"\b[abxyn]\b", "{}", name) for name in SHOWN} | set(SHOWN)


def everything(knowledge, cases):
    """Return each slip that could be known, with its values on these cases."""
    found = [(slip.called, slip.of(knowledge.right)) for slip in knowledge._relations]
    found += [(known.slip.name, known.wrong) for known in map(knowledge._entry, knowledge.entries)]
    found += [(known.slip.name, known.wrong) for known in knowledge.inner]
    return {name + f" ({i})": values_of(wrong, cases) for i, (name, wrong) in enumerate(found)}


@pytest.mark.parametrize("exercise", [it for it in CLOSED.values() if isinstance(it, FunctionExercise)], ids=repr)
def test_slips_that_agree_on_all_cases_agree_on_all_inputs(exercise, rng):
    """If they differ on others, the check takes one for the other: then its cases are to be chosen otherwise."""
    knowledge: Knowledge = exercise.knowledge
    others = tuple(fresh(case, rng) for case in knowledge.cases)
    here, there = (everything(knowledge, cases) for cases in (knowledge.cases, others))
    right = values_of(knowledge.right, knowledge.cases), values_of(knowledge.right, others)
    here, there = here | {"right": right[0]}, there | {"right": right[1]}
    known = [name for name in here if here[name] is not None and there[name] is not None]
    table = Table((here[name], name) for name in known)
    close = {
        frozenset((name, other)) for name in known for other in table.find(here[name], SINGLE) if other != name
    }
    assert len(close) < math.comb(len(known), 2) / 5
    for one, other in map(sorted, close):
        for pair in zip(there[one], there[other], strict=True):
            assert near(*pair, 3 * SINGLE), (one, other)
