"""How long the kernel takes for one slider move, part by part; beside other ways: `bench_browser.py`.

Run by hand: ``python tests/benchmarks/bench_kernel.py [moves]``. Prints Markdown.
"""

import sys
import time
from collections import Counter
from pathlib import Path

import numpy as np
from machine import describe

from nbhelpers.explore.controls import Slider

sys.path.append(str(Path(__file__).parents[1]))
from demos import STILL

WARM_UP = 5
PARTS = ["compute", "update", "record", "rest"]
SENT = ["scene", "moving", "sentence", "call", "notice"]


class Demo:
    """The demo as it is: a control changes, and all that follows, up to the new values of the widgets."""

    def __init__(self, make):
        self.demo, self.seconds, self.n_bytes = make(), Counter(), 0
        self._watch(self.demo, "compute", "compute")
        self._watch(self.demo.view, "update", "update")
        self._watch(self.demo.picture._recorder, "part", "record")
        self.demo.picture.observe(self._weigh, SENT)

    def move(self, name, value):
        """Return the milliseconds, of it all, then of each of PARTS; and the kB that the page is sent."""
        self.seconds.clear()
        self.n_bytes, start = 0, time.perf_counter()
        self.demo.controls[name].value = value
        total = time.perf_counter() - start
        parts = [self.seconds[part] for part in PARTS[:-1]]
        return [1e3 * each for each in (total, *parts, total - sum(parts))] + [self.n_bytes / 1e3]

    def _weigh(self, change):
        self.n_bytes += len(change.new.encode() if isinstance(change.new, str) else change.new)

    def _watch(self, owner, method, part):
        original = getattr(owner, method)

        def timed(*args, **kwargs):
            start = time.perf_counter()
            result = original(*args, **kwargs)
            self.seconds[part] += time.perf_counter() - start  # the background is recorded by itself
            return result

        setattr(owner, method, timed)


def moves(controls, n):
    """Yield n moves or a few more: each slider in turn goes from end to end and then back to where it was."""
    sliders = {name: control for name, control in controls.items() if isinstance(control, Slider)}
    for name, control in sliders.items():
        initial = control.value
        for at in np.linspace(0, len(control.values) - 1, -(-n // len(sliders)) + 1).round().astype(int):
            value = control.values[at]
            if value != control.value:  # a whole-number slider has fewer places than moves
                yield name, value
        control.value = initial


def measure(make, n):
    """Return a row for each move, as `Demo.move` does."""
    demo, rows = Demo(make), []
    while len(rows) < n + WARM_UP:
        rows += [demo.move(*move) for move in moves(demo.demo.controls, n + WARM_UP - len(rows))]
    demo.demo.close()
    return np.array(rows[WARM_UP:])


def main(n=240):
    """Measure every demo and print the table."""
    print(describe("numpy", "matplotlib", "ipywidgets", "anywidget"), end="\n\n")
    print(f"| ms: median (p95) | moves | all | {' | '.join(PARTS)} | kB a move |\n|---|{'--:|' * (len(PARTS) + 3)}")
    for make in STILL:
        rows = measure(make, n)
        pairs = zip(np.median(rows, axis=0), np.percentile(rows, 95, axis=0), strict=True)
        cells = [f"{median:.2f} ({p95:.2f})" for median, p95 in pairs]
        print(f"| `{make.__name__}` | {len(rows)} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
