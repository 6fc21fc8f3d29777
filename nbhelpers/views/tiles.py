"""Small pictures made of pixels: what a unit answers all over the plane, a handwritten digit, a unit's weights."""

import numpy as np
from matplotlib.artist import Artist, allow_rasterization
from matplotlib.colors import to_rgb
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from nbhelpers import style
from nbhelpers.views.canvas import MOVING

_STEPS = 25  # shades to each side; an image on the page has at most 256 colours


def _shades(color):
    """Return a colour's shades on the paper under them, from none of it to all; (n, 4) bytes.

    They differ in opacity alone, so that they are shades on dark paper too.
    """
    shades = np.full((_STEPS + 1, 4), 255.0)
    shades[:, :3] *= to_rgb(color)
    shades[:, 3] = np.linspace(0, 255, _STEPS + 1)
    return np.round(shades).astype(np.uint8)


SIGNED = np.concatenate([_shades(style.ERROR)[:0:-1], _shades(style.MODEL)])
"""From −1 over 0 to 1: orange, paper, blue."""

INKED = _shades(style.INK)
"""From 0 to 1: paper, ink."""


def colored(values, low, ramp):
    """Return the colours of numbers from `low` to 1, the ends of the ramp; (…, 4) bytes. NaN counts as `low`."""
    fraction = np.clip((np.nan_to_num(values, nan=low) - low) / (1 - low), 0, 1)
    return ramp[np.round(fraction * (len(ramp) - 1)).astype(np.intp)]


class Tiles(Artist):
    """Square pictures at fixed places of the page, each pixel drawn as a square: Matplotlib would resample them.

    Parameters
    ----------
    ax : Axes
        Any of the figure's.
    places : sequence of (float, float)
        Lower left corners in inches from that of the figure.
    side : float
        Length of a side in inches.
    frame : str, optional
        Colour of a thin frame around each: a picture with nothing in it could not be seen without.

    """

    def __init__(self, ax, places, side, *, frame=None):
        super().__init__()
        self.set(zorder=3, **MOVING)
        self.places, self.side = np.array(places), side
        self.pictures, self._frame = [], frame
        ax.add_artist(self)
        self.set_clip_on(False)

    def update_pictures(self, pictures):
        """Show these, one for each place from the first on: arrays (rows, columns, 4) of bytes, top row first."""
        self.pictures = pictures
        self.stale = True

    def boxes(self):
        """Return where the pictures are, (n, 4): left, bottom, right, top in pixels of the page."""
        corners = np.array(self.places[: len(self.pictures)]) * self.axes.figure.dpi
        return np.hstack([corners, corners + self.side * self.axes.figure.dpi])

    @allow_rasterization
    def draw(self, renderer):
        """Draw each picture; a renderer that cannot enlarge them gets as many pixels as the page has there."""
        if not self.get_visible():
            return
        side = round(self.side * renderer.dpi)
        context = renderer.new_gc()
        context.set_linewidth(0.72)  # a pixel of the page
        for (left, bottom), picture in zip(self.places, self.pictures, strict=False):
            x, y = round(left * renderer.dpi), round(bottom * renderer.dpi)
            if renderer.option_scale_image():
                rows, columns = picture.shape[:2]
                renderer.draw_image(context, x, y, picture[::-1], Affine2D().scale(side / columns, side / rows))
            else:
                rows, columns = (np.arange(side) * n // side for n in picture.shape[:2])
                renderer.draw_image(context, x, y, np.ascontiguousarray(picture[rows[::-1]][:, columns]))
            if self._frame:
                context.set_foreground(self._frame)
                place = Affine2D().scale(side).translate(x, y)
                renderer.draw_path(context, Path.unit_rectangle(), place)
        context.restore()
        self.stale = False
