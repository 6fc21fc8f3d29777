"""The same network from different random starts: the output of each as a map, and how many got stuck."""

import numpy as np

from nbhelpers import style
from nbhelpers.views.network_maps import COARSE, outputs, scaled
from nbhelpers.views.parts import ANIMATED, Line, frame, headline, new_page
from nbhelpers.views.text import counted, kind, num, percent
from nbhelpers.views.tiles import Tiles

STUCK = 0.8
"""A share of right answers below which a network counts as stuck. On XOR, one line gets about 0.75 right."""

_COLUMNS, _SIDE, _PITCH, _ROW = 10, 1.05, 1.17, 1.55  # inches


class StartsView:
    """A map for each start, in rows of ten, with its share of right answers; stuck ones have a dotted frame."""

    def __init__(self, n_starts=20):
        height = 0.75 + _ROW * -(-n_starts // _COLUMNS)
        with new_page(height) as page:
            self.figure = page.figure
            across, down = np.arange(n_starts) % _COLUMNS, np.arange(n_starts) // _COLUMNS
            corners = np.column_stack([0.22 + _PITCH * across, height - 0.65 - _SIDE - _ROW * down])
            self.maps = Tiles(page, corners, _SIDE)
            self.frames = [frame(page, corner - 0.03, _SIDE + 0.06, zorder=4, **ANIMATED) for corner in corners]
            self.names = [Line(page, x + _SIDE / 2, y - 0.2, size=12) for x, y in corners]
            self.verdict = headline(self.figure)

    def update(self, trace):
        """Draw every network as far as it has come."""
        shares = _accuracies(trace)
        maps = [scaled(outputs(each.network, COARSE)[-1][..., 0], "sigmoid") for each in trace.runners]
        self.maps.show(np.array(maps))
        for seed, (edge, name, share) in enumerate(zip(self.frames, self.names, shares, strict=True)):
            stuck = share < STUCK
            edge.set(linestyle=":" if stuck else "-", linewidth=3 if stuck else 1.2)
            edge.set_edgecolor(style.TARGET if stuck else style.QUIET)
            name.set_text(f"{seed}: {percent(share)}")
        self.verdict.set_text(_verdict(trace, shares))

    def describe(self, trace):
        """Say how many got stuck, and how the others fare."""
        shares = _accuracies(trace)
        return (
            f"{_verdict(trace, shares)}. The best gets {percent(shares.max())} of the held-out points right, the "
            f"worst {percent(shares.min())}; the middle one has E = {num(np.median(_losses(trace)), 3)}."
        )


def _accuracies(trace):
    return np.array([each.accuracy[-1] for each in trace.runners])


def _losses(trace):
    return [each.loss[-1] for each in trace.runners]


def _verdict(trace, shares):
    sizes = "-".join(map(str, trace.runners[0].network.layer_sizes))
    activations = trace.runners[0].network.activations[:-1]
    name = f"{kind(activations[0])} " if activations else ""
    return (
        f"{sizes} {name}network, {counted(len(shares), 'start')}, {counted(trace.n_epochs, 'epoch')}: "
        f"{np.count_nonzero(shares < STUCK)} stuck below {percent(STUCK)} right"
    )
