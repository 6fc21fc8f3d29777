"""How long the kernel takes for one slider move, beside the two usual ways to draw the same picture.

Run by hand: ``python tests/benchmarks/bench_kernel.py [moves]``. Each move is made in all three ways in turn, so
that whatever else the machine does hits all alike. Prints Markdown.
"""

import gc
import io
import sys
import time
from collections import Counter
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
from machine import describe
from matplotlib.backends.backend_webagg_core import FigureCanvasWebAggCore

from nbhelpers import explore
from nbhelpers.datasets import LINES
from nbhelpers.explore.controls import Slider
from nbhelpers.views import parts
from nbhelpers.views.descent import PlaneView

sys.path.append(str(Path(__file__).parents[1]))
from demos import STILL

VIEWS = {explore.explore_two_parameters: partial(PlaneView, data=[LINES["walkthrough"]])}
"""Views that are made of more than the trace; of all other demos it is the class of the demo's own."""

WARM_UP = 5
PARTS = ["compute", "update", "record", "rest"]
SENT = ["scene", "moving", "sentence", "call", "notice"]


class Demo:
    """The demo as it is: a control changes, and all that follows, up to the new values of the widgets."""

    def __init__(self, make):
        self.demo, self.seconds, self.n_bytes = make(), Counter(), 0
        self.compute = self.demo.compute
        self._watch(self.demo, "compute", "compute")
        self._watch(self.demo.view, "update", "update")
        self._watch(self.demo.picture._recorder, "part", "record")
        self.demo.picture.observe(self._weigh, SENT)

    def move(self, name, value):
        """Return the seconds, of it all, then of each of PARTS; and the bytes that the page is sent."""
        self.seconds.clear()
        self.n_bytes, start = 0, time.perf_counter()
        self.demo.controls[name].value = value
        total = time.perf_counter() - start
        parts = [self.seconds[part] for part in PARTS[:-1]]
        return [total, *parts, total - sum(parts)], self.n_bytes

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


class NewFigure:
    """What a callback of `interact` does: the same panels in a new pyplot figure, saved as PNG and closed."""

    def __init__(self, compute, view):
        self.compute, self.view = compute, view

    def move(self, values):
        """Return the seconds."""
        start = time.perf_counter()
        with mock.patch.object(parts, "Figure", plt.figure):
            view = self.view()
            view.update(self.compute(**values))
            figure = view.figure
        figure.savefig(io.BytesIO(), format="png")
        plt.close(figure)
        return time.perf_counter() - start


class DrawIdle:
    """What ipympl does after `draw_idle`: the artists moved, the whole canvas drawn, what changed saved as PNG."""

    def __init__(self, compute, view, values):
        self.compute, self.view = compute, view()
        self.view.update(compute(**values))
        for artist in self.view.figure.findobj(lambda artist: artist.get_animated()):
            artist.set_animated(False)  # else it would wait for a blit
        self.canvas = FigureCanvasWebAggCore(self.view.figure)  # ipympl's canvas is a subclass of it
        self.canvas.manager = SimpleNamespace(refresh_all=lambda: None, _send_event=lambda *_, **__: None)

    def move(self, values):
        """Return the seconds."""
        start = time.perf_counter()
        self.view.update(self.compute(**values))
        self.canvas.draw()
        self.canvas.get_diff_image()
        return time.perf_counter() - start


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
    """Return milliseconds, a row for each move: the demo's total and PARTS, a new figure, draw_idle; and the kB."""
    demo = Demo(make)
    view = VIEWS.get(make, type(demo.demo.view))
    others = [NewFigure(demo.compute, view), DrawIdle(demo.compute, view, demo.demo.values)]
    rows, sent = [], []
    while len(rows) < n + WARM_UP:
        for name, value in moves(demo.demo.controls, n + WARM_UP - len(rows)):
            seconds, n_bytes = demo.move(name, value)
            rows.append([*seconds, *(other.move(demo.demo.values) for other in others)])
            sent.append(n_bytes)
            gc.collect()  # the new figure's remains, so that nobody else's move pays for them
    demo.demo.close()
    return 1e3 * np.array(rows[WARM_UP:]), np.array(sent[WARM_UP:]) / 1e3


def main(n=240):
    """Measure every demo and print the two tables."""
    mpl.use("agg")
    print(describe("numpy", "matplotlib", "ipywidgets", "anywidget"), end="\n\n")
    print("| ms: median (p95) | moves | demo | new figure | draw_idle | new figure / demo | draw_idle / demo |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    parts = {}
    for make in STILL:
        ms, kilobytes = measure(make, n)
        median, p95 = np.median(ms, axis=0), np.percentile(ms, 95, axis=0)
        cells = [f"{median[i]:.1f} ({p95[i]:.1f})" for i in (0, -2, -1)]
        ratios = [f"{median[i] / median[0]:.0f} ×" for i in (-2, -1)]
        print(f"| `{make.__name__}` | {len(ms)} | {' | '.join(cells + ratios)} |", flush=True)
        parts[make.__name__] = [f"{median[i]:.2f} ({p95[i]:.2f})" for i in range(1, 1 + len(PARTS))]
        parts[make.__name__] += [f"{np.median(kilobytes):.1f} ({np.percentile(kilobytes, 95):.1f})"]
    print(f"\n| of the demo, ms | {' | '.join(PARTS)} | kB a move |\n|---|{'--:|' * len(PARTS)}--:|")
    for name, cells in parts.items():
        print(f"| `{name}` | {' | '.join(cells)} |")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
