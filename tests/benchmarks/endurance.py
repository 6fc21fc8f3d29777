"""What lasting use costs: ten times Run All and 10,000 slider moves in one kernel, for each notebook.

Run by hand, where nbhelpers is installed: ``python tests/benchmarks/endurance.py [moves [runs [lesson …]]]``, a
lesson being the start of a notebook's name, such as 05. Prints Markdown.
"""

import itertools
import sys
from dataclasses import dataclass

import nbformat
import numpy as np
from frontend import NOTEBOOKS, kernel
from machine import describe

MOVES, RUNS, PARTS = 10_000, 10, 20
WARM = 0.4
"""Share of the measurements, at the start, that the slopes leave out: caches fill."""


@dataclass(frozen=True)
class Endurance:
    """What was counted in one kernel: before the first run, after each run, after each part of the moves."""

    lesson: str
    start: dict
    runs: list
    moves: list
    per_part: int

    @property
    def row(self):
        """Return the table's row."""
        first, last, end = self.runs[0], self.runs[-1], self.moves[-1]
        by_run, by_move = slope(self.runs), slope(self.moves) * 1000 / self.per_part
        return (
            f"| {self.lesson} | {megabytes(self.start)} | {megabytes(first)} | {megabytes(last)} | {by_run:+.0f} "
            f"| {megabytes(end)} | {by_move:+.0f} | {end['figures']} / {end['demos']} "
            f"| {first['widgets']} / {end['widgets']} | {end['tasks']} |"
        )


def endure(path, n_runs, n_moves):
    """Run a notebook again and again, then move all its sliders through their ranges; return what was counted."""
    notebook, per_part = nbformat.read(path, as_version=4), n_moves // PARTS
    with kernel(path.parent) as page:
        start, runs, moves = page.count(), [], []
        for _ in range(n_runs):
            page.run_all(notebook)
            runs.append(page.count())
            say(path.stem, runs[-1])
        ways = itertools.cycle(page.places())
        for _ in range(PARTS):
            for comm, state in itertools.islice(ways, per_part):
                page.move(comm, **state)
            moves.append(page.count())
            say(path.stem, moves[-1])
        page.rest()
        moves[-1] = page.count()
    return Endurance(path.stem, start, runs, moves, per_part)


def slope(counts):
    """Return how many kB the resident memory grows by from one count to the next, once warm.

    The median of the slopes between all pairs (Theil 1950, Sen 1968): a count at which the allocator has just given
    pages back does not move it.
    """
    kilobytes = [count["resident"] / 1000 for count in counts[int(WARM * len(counts)) :]]
    pairs = itertools.combinations(enumerate(kilobytes), 2)
    return float(np.median([(b - a) / (j - i) for (i, a), (j, b) in pairs]))


def megabytes(count):
    return f"{count['resident'] / 1e6:.0f}"


def say(*what):
    print(*what, file=sys.stderr, flush=True)


def main(n_moves=MOVES, n_runs=RUNS, *lessons):
    """Measure each notebook, print a table."""
    n_moves, n_runs = int(n_moves), int(n_runs)
    paths = [path for path in NOTEBOOKS if not lessons or path.stem.startswith(lessons)]
    print(describe("numpy", "matplotlib", "ipywidgets"), end="\n\n")
    print(f"| notebook | at the start, MB | after one Run All | after {n_runs} | kB per Run All ", end="")
    print(f"| after {n_moves:,} moves, MB | kB per 1,000 moves ", end="")
    print("| figures / demos | widgets, first / last | tasks left |")
    print("|---|" + "--:|" * 9, flush=True)
    for path in paths:
        print(endure(path, n_runs, n_moves).row, flush=True)  # at once: all take an hour


if __name__ == "__main__":
    main(*sys.argv[1:])
