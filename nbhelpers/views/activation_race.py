"""The picture of the activation functions in training: a map for each, its loss, and numbers."""

import numpy as np

from nbhelpers import style
from nbhelpers.views.activations import LOOKS
from nbhelpers.views.panels import GOAL, REACH, UNDER_POINTS, small_maps
from nbhelpers.views.parts import TextGrid, Trail, View, curve, heads, place, place_points
from nbhelpers.views.text import counted, kind, num, percent
from nbhelpers.views.tiles import Tiles

_ROWS = ("training loss E", "epoch", "E now", "right, held out", "dead units", f"epochs to E ≤ {GOAL}")
_FIRST, _LAST, _BOTTOM, _GAP = 1.62, 11.94, 2.75, 0.17  # in inches: where the maps stand, and between two of them
_LOSSES, _HEIGHT = 1.95, 0.6  # likewise: where the losses stand under them, and how high they are


class ActivationRaceView(View):
    """What the same network answers over the plane with each function, and below each map how it came to that."""

    def __init__(self, max_epochs):
        with self.page(5.3) as page:
            lefts, pitch = np.linspace(_FIRST, _LAST, len(LOOKS), endpoint=False, retstep=True)
            side = pitch - _GAP
            self.maps = Tiles(page, [(left, _BOTTOM) for left in lefts], side, frame=style.QUIET)
            dot = {"ms": 3.5, "mec": style.PAPER, "mew": 0.4, "zorder": 5}
            self.points = [curve(page, "s", color=style.ERROR, **dot), curve(page, "o", color=style.MODEL, **dot)]
            middles, self.losses = lefts + side / 2, []
            epochs = {"xlim": (0, max_epochs), "xticks": (max_epochs // 4, max_epochs * 3 // 4)}
            for (name, look), left, x in zip(LOOKS.items(), lefts, middles, strict=True):
                page.text(x, _BOTTOM + side + 0.18, kind(name), size=14, ha="center", color=look["color"])
                ax = place(page, left, _LOSSES, side, _HEIGHT, ylim=(0, 1), yticks=(0, 1), **epochs)
                ax.tick_params(labelleft=left == _FIRST)
                ax.axhline(GOAL, color=style.TARGET, lw=1.5, ls=":", zorder=1)
                self.losses.append(Trail(ax, look["color"], end=7, lw=2))
            heights = [_LOSSES + _HEIGHT / 2, _LOSSES - 0.18, 1.38, 1.02, 0.66, 0.3]
            for head, y in zip(_ROWS, heights, strict=True):
                heads(page, {head: 0.15}, y, align="left", color=style.INK)
            self.cells = TextGrid(page, middles, heights[2:])

    def update(self, trace):
        self.maps.show(UNDER_POINTS * small_maps(trace.runners))
        x, target = trace.runners[0].data_test
        x = (x + REACH) / (2 * REACH) * self.maps.side  # (m, 2), in inches from a map's corner
        for each, points in enumerate(self.points):
            everywhere = np.concatenate([x[target[:, 0] == each] + corner for corner in self.maps.places])
            place_points(points, everywhere)
        for trail, runner in zip(self.losses, trace.runners, strict=True):
            trail.update(runner.loss)
        self.cells.write(zip(*map(_measured, trace.runners), strict=True))
        done = counted(trace.n_epochs, "epoch")
        self.headline.set_text(f"After {done}: what each network answers, and the held-out points")

    def describe(self, trace):
        """Say for each network its loss, how much it gets right, and when it reached the goal."""
        each = [
            f"{kind(r.activation)} E = {num(r.loss[-1], 3)}, {percent(r.accuracy[-1])} right{_when(r)}"
            for r in trace.runners
        ]
        return f"After {counted(trace.n_epochs, 'epoch')}: {'; '.join(each)}."


def _measured(runner):
    """Write what stands below the map of a network."""
    first = runner.epochs_to(GOAL)
    return (
        "diverged" if runner.diverged else num(runner.loss[-1], 3),
        percent(runner.accuracy[-1]),
        percent(runner.dead),
        "not yet" if first is None else str(first),
    )


def _when(runner):
    first = runner.epochs_to(GOAL)
    return "" if first is None else f" (E ≤ {GOAL} after {first})"
