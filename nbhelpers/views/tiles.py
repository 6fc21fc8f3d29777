"""Small pictures made of pixels: what a unit answers all over the plane, a handwritten digit, a unit's weights."""

import numpy as np
from matplotlib.artist import Artist, allow_rasterization
from matplotlib.colors import to_rgb

from nbhelpers import style
from nbhelpers.views.canvas import MOVING

_STEPS = 17  # shades to each side: those in the palette of the pictures


def _ramp(*colors):
    """Return the shades between colours, (n, 4) bytes."""
    anchors = np.array([to_rgb(color) for color in colors])  # (k, 3)
    places = np.linspace(0, len(colors) - 1, _STEPS * (len(colors) - 1) + 1)
    rgb = np.stack([np.interp(places, range(len(colors)), channel) for channel in anchors.T], axis=1)  # (n, 3)
    return np.round(255 * np.column_stack([rgb, np.ones(len(rgb))])).astype(np.uint8)


SIGNED = _ramp(style.ERROR, style.PAPER, style.MODEL)
"""From −1 over 0 to 1: orange, white, blue."""

_FRAME = np.append(np.round(255 * np.array(to_rgb(style.QUIET))), 255).astype(np.uint8).view(np.uint32)[0]

INKED = _ramp(style.PAPER, style.INK)
"""From 0 to 1: paper, ink."""


def colored(values, low, ramp):
    """Return the colours of numbers from `low` to 1, the ends of the ramp; (…, 4) bytes. NaN counts as `low`."""
    share = np.clip((np.nan_to_num(values, nan=low) - low) / (1 - low), 0, 1)
    return ramp[np.round(share * (len(ramp) - 1)).astype(np.intp)]


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
    framed : bool
        Whether each has a thin frame: a picture all white could not be seen without.

    """

    def __init__(self, ax, places, side, *, framed=False):
        super().__init__()
        self.set(zorder=3, **MOVING)
        self.places, self.side = np.array(places), side
        self.pictures, self._framed = [], framed
        ax.add_artist(self)
        self.set_clip_on(False)

    def update_pictures(self, pictures):
        """Show these, one for each place from the first on: arrays (rows, columns, 4) of bytes, top row first."""
        self.pictures = pictures
        self.stale = True

    @allow_rasterization
    def draw(self, renderer):
        """Draw each picture as large as it fits in whole pixels."""
        if not self.get_visible():
            return
        side = round(self.side * renderer.dpi)
        context = renderer.new_gc()
        for (left, bottom), picture in zip(self.places, self.pictures, strict=False):
            pixels = np.ascontiguousarray(picture).view(np.uint32)[..., 0]  # a number each: quicker to move
            rows, columns = (np.arange(side) * n // side for n in pixels.shape)
            enlarged = pixels.take(rows[::-1], axis=0).take(columns, axis=1)  # Agg draws from the bottom up
            if self._framed:
                enlarged[[0, -1]] = enlarged[:, [0, -1]] = _FRAME
            x, y = round(left * renderer.dpi), round(bottom * renderer.dpi)
            renderer.draw_image(context, x, y, enlarged[..., None].view(np.uint8))
        context.restore()
        self.stale = False
