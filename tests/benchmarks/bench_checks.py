"""How long a check takes to answer: the first wrong answer of a kernel, and the next.

Run by hand, not on Windows: ``python tests/benchmarks/bench_checks.py``. Prints Markdown, the slowest first. Each
check is asked in a process of its own, in which no other has learned anything yet. The answer is one that nothing
explains, so that all there is to try is tried.
"""

from functools import partial
from multiprocessing import get_context
from statistics import median
from time import perf_counter

import numpy as np
from machine import describe

from nbhelpers.exercises import record
from nbhelpers.exercises.checks import FunctionExercise

N_TIMES = 5
MOST = 200
"""Milliseconds that a check may take."""

EXERCISES = {
    name: exercise
    for module in record.modules().values()
    for name, exercise in module.CATALOGUE.items()
    if isinstance(exercise, FunctionExercise)
}


def measure(name):
    """Return the milliseconds of the first check and of the next."""
    times = []
    for factor in (1.2345, 2.3456):
        started = perf_counter()
        EXERCISES[name].check(partial(_strange, EXERCISES[name].reference, factor))
        times.append(1000 * (perf_counter() - started))
    return times


def _strange(reference, factor, *inputs):
    value = np.asarray(reference(*inputs), dtype=float)
    return factor * np.sin(7 * value) + np.arange(value.size).reshape(value.shape)


def main():
    """Measure each check, print a table."""
    print(describe("numpy"), end="\n\n| check | first, ms | next, ms |\n|---|--:|--:|\n")
    with get_context("fork").Pool(1, maxtasksperchild=1) as pool:
        each = {name: pool.map(measure, [name] * N_TIMES, chunksize=1) for name in EXERCISES}
    found = sorted(((*map(median, zip(*times, strict=True)), name) for name, times in each.items()), reverse=True)
    for first, following, name in found:
        print(f"| `{name}` | {first:.0f} | {following:.0f} |")
    n = sum(first <= MOST for first, _, _ in found)
    print(f"\nThe first answer of {n} of {len(found)} takes at most {MOST} ms.")


if __name__ == "__main__":
    main()
