"""Small pictures made of pixels: what a unit answers all over the plane, a handwritten digit, a unit's weights."""

from typing import NamedTuple

import numpy as np
from matplotlib.artist import Artist, allow_rasterization
from matplotlib.colors import to_rgba
from matplotlib.path import Path
from matplotlib.transforms import IdentityTransform

from nbhelpers import style
from nbhelpers.views.parts import ANIMATED

_STEPS = 25  # shades to each side; an image on the page has at most 256 colours


class Ramp(NamedTuple):
    """Colours for numbers from `low` to 1."""

    low: float
    colors: np.ndarray  # (n, 4) bytes

    def shades(self, values):
        """Return which colour each number has; what is out of range has that of the end, NaN the lowest."""
        fraction = np.clip((np.nan_to_num(values, nan=self.low) - self.low) / (1 - self.low), 0, 1)
        return np.round(fraction * (len(self.colors) - 1)).astype(np.uint8)


def _shades(color):
    """Return shades of a colour, from none of it to all of it; (n, 4) bytes.

    They differ in opacity alone: the paper shines through, so they are shades on dark paper too.
    """
    shades = [to_rgba(color, opacity) for opacity in np.linspace(0, 1, _STEPS + 1)]
    return np.round(255 * np.array(shades)).astype(np.uint8)


SIGNED = Ramp(-1, np.concatenate([_shades(style.ERROR)[:0:-1], _shades(style.MODEL)]))
"""From −1 over 0 to 1: orange, paper, blue."""

INKED = Ramp(0, _shades(style.INK))
"""From 0 to 1: paper, ink."""


class Tiles(Artist):
    """Square pictures on a page, each pixel drawn as a square: Matplotlib would resample them.

    `places`, (n, 2), are their lower left corners and `side` is how long their sides are, in inches. `frame` is the
    colour of a thin frame, without which a picture with nothing in it could not be seen.
    """

    def __init__(self, page, places, side, ramp=SIGNED, *, frame=None):
        super().__init__()
        self.set(zorder=3, **ANIMATED)
        self.places, self.side = np.array(places), side
        self.ramp, self._frame = ramp, frame
        self.show(np.empty((0, 1, 1)))
        page.add_artist(self)
        self.set_clip_on(False)

    def show(self, values):
        """Show these numbers, (n, rows, columns), or (rows, columns) for one picture; top row first."""
        self.pictures = self.ramp.shades(values).reshape(-1, *np.shape(values)[-2:])
        self.stale = True

    def boxes(self):
        """Return where the pictures are, (n, 4): left, bottom, right, top in pixels of the page."""
        corners = self.places[: len(self.pictures)] * self.axes.figure.dpi
        return np.hstack([corners, corners + self.side * self.axes.figure.dpi])

    def nearest(self, x, y):
        """Return which picture's middle is the nearest to a point of the page."""
        middles = self.places[: len(self.pictures)] + self.side / 2
        return int(np.hypot(*(middles - (x, y)).T).argmin())

    def pixels(self, chosen):
        """Return where on the page, (k, 2), the middles are of the pixels that `chosen`, (n, rows, rows), marks."""
        picture, row, column = np.nonzero(chosen)
        n = chosen.shape[-1]
        return self.places[picture] + self.side * (np.column_stack([column, n - 1 - row]) + 0.5) / n

    @allow_rasterization
    def draw(self, renderer):
        """Draw the pictures: our recorder takes them as they are, and for Agg each is enlarged to its pixels."""
        if not self.get_visible():
            return
        side = round(self.side * renderer.dpi)
        corners = np.round(self.places[: len(self.pictures)] * renderer.dpi)
        context = renderer.new_gc()
        if hasattr(renderer, "draw_images"):
            boxes = [(*corner, side, side) for corner in corners]
            renderer.draw_images(context, boxes, self.pictures, self.ramp.colors)
        else:
            for (x, y), picture in zip(corners.astype(int), self.pictures, strict=False):
                rows, columns = ((2 * np.arange(side) + 1) * n // (2 * side) for n in picture.shape)
                renderer.draw_image(context, x, y, self.ramp.colors[picture[rows[::-1]][:, columns]])
        if self._frame:
            context.set_linewidth(0.72)  # a pixel of the page
            context.set_foreground(self._frame)
            square = Path.unit_rectangle()
            frames = [Path(corner + side * square.vertices, square.codes) for corner in corners]
            renderer.draw_path(context, Path.make_compound_path(*frames), IdentityTransform())
        context.restore()
        self.stale = False
