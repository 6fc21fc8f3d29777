"""The page that every picture is drawn on: its size and margins, its axes, its lines of text.

Artists that follow a control are made with ``**MOVING``, so that `FigureImage` redraws only those.
"""

from contextlib import contextmanager

import matplotlib
import numpy as np
from matplotlib.artist import allow_rasterization
from matplotlib.figure import Figure
from matplotlib.text import Text

from nbhelpers import style

MOVING = {"animated": True}
_FAR = 1e3  # a point this many axis lengths away looks like one at infinity, and Agg can still draw to it


@contextmanager
def new_figure(height, *, headline=False, gap=0.95, **subplots):
    """Yield a figure of the house's width and its axes, placed by fixed margins so that nothing ever jumps.

    Lengths are in inches: `height` of the figure, `gap` between two panels. With `headline`, room is left for a
    line of text along the top.
    """
    with matplotlib.rc_context(style.RC):
        figure = Figure(figsize=(style.WIDTH, height), dpi=100)
        axes = np.atleast_1d(figure.subplots(**subplots))
        left, right, top, bottom = 0.85, 0.25, 0.9 if headline else 0.45, 0.7
        panel = (style.WIDTH - left - right - gap * (len(axes) - 1)) / len(axes)
        figure.subplots_adjust(
            left=left / style.WIDTH,
            right=1 - right / style.WIDTH,
            top=1 - top / height,
            bottom=bottom / height,
            wspace=gap / panel,
        )
        yield figure, axes
        for ax in axes:
            _quiet(ax)


@contextmanager
def free_figure(height):
    """Yield a figure of the house's width and this height in inches, to be filled with `place`."""
    with matplotlib.rc_context(style.RC):
        yield Figure(figsize=(style.WIDTH, height), dpi=100)


def place(figure, left, bottom, width, height, *, quiet=True):
    """Return new axes at this place, in inches from the lower left corner; not `quiet` where a drawing will be."""
    across, up = figure.get_size_inches()
    ax = figure.add_axes((left / across, bottom / up, width / across, height / up))
    if quiet:
        _quiet(ax)
    return ax


def headline(figure):
    """Return the moving line of text along the top of a figure."""
    height = figure.get_size_inches()[1]
    return figure.text(0.012, 1 - 0.16 / height, "", va="top", size=16, color=style.INK, **MOVING)


def label(ax, x, y, color, **text):
    """Return a moving line of text at a fixed place of the axes, legible on whatever runs under it."""
    box = {"facecolor": style.PAPER, "edgecolor": "none", "alpha": 0.85, "pad": 2}
    return ax.text(x, y, "", transform=ax.transAxes, size=13, color=color, bbox=box, zorder=7, **text, **MOVING)


def clip(values, axis_limits):
    """Bring far-off and infinite values to where Agg can draw a line to them; NaN stays NaN."""
    low, high = axis_limits
    reach = _FAR * (high - low)
    return np.clip(values, low - reach, high + reach)


class Line(Text):
    """A moving line of text at a fixed place: its baseline stays where it is whatever letters it holds.

    Matplotlib lays out a text anew for every draw, which for a page full of numbers would be most of a move's cost.
    Here only the width is asked for, and only where the line is not flush left.
    """

    _CAPITAL = 0.36  # half the height of a capital letter, as a share of the type size

    def __init__(self, ax, x, y, color=style.INK, *, size=13, align="center", **text):
        super().__init__(x, y, "", color=color, size=size, ha=align, zorder=6, **text, **MOVING)
        ax.add_artist(self)

    @allow_rasterization
    def draw(self, renderer):
        """Draw the line with its capitals centred on its y."""
        text = self.get_text()
        if not (text and self.get_visible()):
            return
        x, y = self.get_transform().transform(self.get_position())
        font = self.get_fontproperties()
        if self.get_ha() != "left":
            width, *_ = renderer.get_text_width_height_descent(text, font, ismath=False)
            x -= width / 2 if self.get_ha() == "center" else width
        y -= self._CAPITAL * renderer.points_to_pixels(self.get_size())
        context = renderer.new_gc()
        context.set_foreground(self.get_color())
        renderer.draw_text(context, x, renderer.height - y, text, font, 0)
        context.restore()
        self.stale = False


def _quiet(ax):
    ax.grid(True, color=style.FAINT, linewidth=0.8)
    ax.set_axisbelow(True)
    ax.tick_params(color=style.QUIET, labelcolor=style.INK, labelsize=12, length=4)
