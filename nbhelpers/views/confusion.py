"""What is taken for what: ten rows for what a digit is, ten columns for what the network says."""

import numpy as np
from matplotlib.collections import LineCollection

from nbhelpers import style
from nbhelpers.views.parts import ANIMATED, Line
from nbhelpers.views.tiles import Tiles

CLASSES = 10
_CELL = 0.34  # inches
_SOFT = 0.5  # of full colour at most, so that ink can be read on it


class Confusion:
    """The confusion matrix: framed blue cells for right answers, orange ones without a frame for mistakes.

    Parameters
    ----------
    ax : Axes
        The whole page in inches.
    left, bottom : float
        Lower left corner of the cells, in inches.

    """

    def __init__(self, ax, left, bottom):
        side = CLASSES * _CELL
        self.tiles = Tiles(ax, [(left, bottom)], side)
        centres = _CELL * (np.arange(CLASSES) + 0.5)
        rows, columns = bottom + side - centres, left + centres
        quiet = {"size": 12, "color": style.QUIET, "ha": "center", "va": "center_baseline"}
        for digit in range(CLASSES):
            ax.text(left - 0.16, rows[digit], str(digit), **quiet)
            ax.text(columns[digit], bottom + side + 0.13, str(digit), **quiet)
        ax.text(left - 0.44, bottom + side / 2, "it is", rotation=90, **quiet | {"size": 13, "va": "center"})
        ax.text(left + side / 2, bottom + side + 0.35, "it says", **quiet | {"size": 13})
        self.counts = [[Line(ax, x, y, size=12) for x in columns] for y in rows]
        edges = _CELL * np.arange(CLASSES + 1)
        between = [[(left, bottom + y), (left + side, bottom + y)] for y in edges]
        between += [[(left + x, bottom), (left + x, bottom + side)] for x in edges]
        ax.add_collection(LineCollection(between, colors=style.PAPER, linewidths=3, zorder=4, **ANIMATED))
        inner = 0.42 * _CELL * np.array([(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)])
        frames = [np.add(inner, centre) for centre in zip(columns, rows, strict=True)]
        ax.add_collection(LineCollection(frames, colors=style.MODEL, linewidths=1.5, zorder=5, **ANIMATED))

    def update(self, confusion):
        """Show these counts, (10, 10)."""
        fraction = confusion / np.maximum(confusion.sum(axis=1, keepdims=True), 1)  # of the row
        sign = np.where(np.eye(CLASSES, dtype=bool), 1, -1)
        shade = _SOFT * sign * np.sqrt(fraction)  # the root, so that a single mistake can be seen
        self.tiles.show(shade)
        for i, row in enumerate(self.counts):
            for j, text in enumerate(row):
                text.set_text(str(confusion[i, j]) if confusion[i, j] or i == j else "")
