"""The same network with each activation in training: the losses, and a table of how each fares."""

from nbhelpers import style
from nbhelpers.views.activation import LOOKS
from nbhelpers.views.parts import TextGrid, Trail, headline, heads, new_page, place
from nbhelpers.views.race import GOAL
from nbhelpers.views.text import counted, kind, num, percent

_COLUMNS = {"training loss": 7.7, "right, held-out": 9.05, "dead units": 10.1, f"epochs to E ≤ {GOAL}": 11.85}


class ActivationRaceView:
    """Training loss of all networks against the epoch; beside it a row of numbers for each."""

    def __init__(self, max_epochs=400):
        with new_page(4.6) as page:
            self.figure = page.figure
            left = place(page, 0.85, 0.7, 3.9, 3.0)
            left.set(title="training loss", xlabel="epoch", ylabel="E", ylim=(0, 1))
            left.set_xlim(-0.02 * max_epochs, 1.02 * max_epochs)
            left.axhline(GOAL, color=style.TARGET, lw=1.5, ls=":", zorder=1)
            self.losses = {name: Trail(left, end=8, **look) for name, look in LOOKS.items()}
            self.table = _Table(page)
            self.verdict = headline(self.figure)

    def update(self, trace):
        """Draw all runs as far as they have come."""
        for runner in trace.runners:
            self.losses[runner.activation].update(runner.loss)
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

    def __init__(self, page):
        heads(page, _COLUMNS, 3.6, align="right")
        rows = {name: 3.1 - 0.45 * row for row, name in enumerate(LOOKS)}
        for name, y in rows.items():
            page.plot([5.05, 5.5], [y, y], lw=3, **LOOKS[name])
            page.text(5.6, y, kind(name), size=13, va="center_baseline")
        self.cells = TextGrid(page, _COLUMNS.values(), rows.values(), align="right")

    def update(self, trace):
        runners = {runner.activation: runner for runner in trace.runners}
        self.cells.write([_measured(runners[name]) for name in LOOKS])


def _measured(runner):
    first = runner.epochs_to(GOAL)
    return (
        "diverged" if runner.diverged else num(runner.loss[-1], 3),
        percent(runner.accuracy[-1]),
        percent(runner.dead),
        "not reached" if first is None else str(first),
    )


def _when(runner):
    first = runner.epochs_to(GOAL)
    return "" if first is None else f" (E ≤ {GOAL} after {first})"
