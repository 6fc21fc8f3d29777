"""The same network with each activation in training: the losses, and a table of how each fares."""

import numpy as np

from nbhelpers import style
from nbhelpers.views.activation import LOOKS
from nbhelpers.views.canvas import MOVING, Line, free_figure, headline, place
from nbhelpers.views.panels import EdgeMarker
from nbhelpers.views.race import GOAL
from nbhelpers.views.text import counted, kind, num, percent

_COLUMNS = {"training loss": 2.7, "right, held-out": 4.05, "dead units": 5.1, f"epochs to E ≤ {GOAL}": 6.85}


class ActivationRaceView:
    """Training loss of all networks against the epoch; beside it a row of numbers for each."""

    def __init__(self, trace, max_epochs=400):
        with free_figure(4.6) as self.figure:
            left = place(self.figure, 0.85, 0.7, 3.9, 3.0)
            left.set(title="training loss", xlabel="epoch", ylabel="E", ylim=(0, 1))
            left.set_xlim(-0.02 * max_epochs, 1.02 * max_epochs)
            left.axhline(GOAL, color=style.TARGET, lw=1.5, ls=":", zorder=1)
            ends = {"marker": "o", "ms": 8, "mec": style.PAPER, "zorder": 4, "ls": ""}
            self.lines = {
                name: (
                    left.plot([], [], lw=2.5, zorder=3, **look, **MOVING)[0],
                    left.plot([], [], color=look["color"], **ends, **MOVING)[0],
                    EdgeMarker(left, look["color"]),
                )
                for name, look in LOOKS.items()
            }
            self.table = _Table(place(self.figure, 5.0, 0.5, 7.0, 3.4, quiet=False))
            self.verdict = headline(self.figure)
        self.update(trace)

    def update(self, trace):
        """Draw all runs as far as they have come."""
        for runner in trace.runners:
            line, end, edge = self.lines[runner.activation]
            epochs = np.arange(runner.n_epochs + 1)
            losses = np.clip(runner.loss, 0, 10)
            line.set_data(epochs, losses)
            end.set_data(epochs[-1:], losses[-1:])
            edge.update(epochs[-1], runner.loss[-1])
        self.table.update(trace)
        self.verdict.set_text(f"After {counted(trace.n_epochs, 'epoch')}")

    def describe(self, trace):
        """Say for each network its loss, how much it gets right, and when it reached the goal."""
        each = [
            f"{kind(r.activation)} E = {num(r.loss[-1], 3)}, {percent(r.accuracy[-1])} right{_when(r)}"
            for r in trace.runners
        ]
        return f"After {counted(trace.n_epochs, 'epoch')}: {'; '.join(each)}."


class _Table:
    """A row for each network: its line, its name, and what is measured."""

    def __init__(self, ax):
        ax.set(xlim=(0, 7), ylim=(0, 3.4))
        ax.set_axis_off()
        for head, x in _COLUMNS.items():
            ax.text(x, 3.1, head, size=12, color=style.QUIET, ha="right", va="center_baseline")
        self.cells = {}
        for row, (name, look) in enumerate(LOOKS.items()):
            y = 2.6 - 0.45 * row
            ax.plot([0.05, 0.5], [y, y], lw=3, **look)
            ax.text(0.6, y, kind(name), size=13, va="center_baseline")
            self.cells[name] = [Line(ax, x, y, align="right") for x in _COLUMNS.values()]

    def update(self, trace):
        for runner in trace.runners:
            first = runner.epochs_to(GOAL)
            texts = [
                "diverged" if runner.diverged else num(runner.loss[-1], 3),
                percent(runner.accuracy[-1]),
                percent(runner.dead),
                "not reached" if first is None else str(first),
            ]
            for cell, text in zip(self.cells[runner.activation], texts, strict=True):
                cell.set_text(text)


def _when(runner):
    first = runner.epochs_to(GOAL)
    return "" if first is None else f" (E ≤ {GOAL} after {first})"
