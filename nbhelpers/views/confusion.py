"""What is taken for what: ten rows for what a digit is, ten columns for what the network says."""

import numpy as np

from nbhelpers import style
from nbhelpers.views.canvas import Line
from nbhelpers.views.tiles import SIGNED, Tiles, colored

CLASSES = 10
_CELL = 0.34  # inches
_POINTS = 17  # along a side of a cell
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
        self._layout = _layout()

    def update(self, confusion):
        """Show these counts, (10, 10)."""
        share = confusion / np.maximum(confusion.sum(axis=1, keepdims=True), 1)  # of the row
        sign = np.where(np.eye(CLASSES, dtype=bool), 1, -1)
        shade = _SOFT * sign * np.sqrt(share)  # the root, so that a single mistake can be seen
        cells = colored(shade, -1, SIGNED).reshape(-1, 4)
        self.tiles.update_pictures([np.concatenate([cells, _REST])[self._layout]])
        for i, row in enumerate(self.counts):
            for j, text in enumerate(row):
                text.set_text(str(confusion[i, j]) if confusion[i, j] or i == j else "")


_REST = np.concatenate([colored(np.zeros(1), -1, SIGNED), SIGNED[-1:]])  # of the lines between cells, of a frame


def _layout():
    """Return for each point of the picture whose colour it has: cell 0 … 99, 100 for paper, 101 for a frame."""
    cells = np.arange(CLASSES**2).reshape(CLASSES, CLASSES)
    points = cells.repeat(_POINTS, axis=0).repeat(_POINTS, axis=1)  # (170, 170)
    within = np.arange(CLASSES * _POINTS) % _POINTS
    edge = np.minimum(within, _POINTS - 1 - within)  # 0 at the rim of a cell
    depth = np.minimum(edge[:, None], edge)
    diagonal = points // CLASSES == points % CLASSES
    points[diagonal & (depth == 1)] = CLASSES**2 + 1
    points[depth == 0] = CLASSES**2
    return points
