"""The page that every picture is drawn on: its size and margins, its axes, its lines of text.

Artists that follow a control are made with ``**MOVING``, so that a move sends only those.
"""

from contextlib import contextmanager

import numpy as np
from matplotlib.artist import allow_rasterization
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Bbox

from nbhelpers import style
from nbhelpers.figure.settings import house

MOVING = {"animated": True}
_FAR = 1e3  # a point this many axis lengths away looks like one at infinity, and Agg can still draw to it


@contextmanager
def new_figure(height, *, headline=False, gap=0.95, **subplots):
    """Yield a figure of the house's width and its axes, placed by fixed margins so that nothing ever jumps.

    Lengths are in inches: `height` of the figure, `gap` between two panels. With `headline`, room is left for a
    line of text along the top.
    """
    with house():
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
    with house():
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
    return Line(figure, 0.012, 1 - 0.16 / height, size=16, align="left", va="top")


def label(ax, x, y, color, align="left", va="baseline"):
    """Return a moving line of text at a fixed place of the axes, legible on whatever runs under it."""
    return Line(ax, x, y, color, align=align, va=va, boxed=True, transform=ax.transAxes, zorder=7)


def clip(values, axis_limits):
    """Bring far-off and infinite values to where Agg can draw a line to them; NaN stays NaN."""
    low, high = axis_limits
    reach = _FAR * (high - low)
    return np.clip(values, low - reach, high + reach)


class Line(Text):
    """A moving line of text, or several, whose baseline stays where it is whatever letters it holds.

    Matplotlib lays out a text anew for every draw, which takes three times as long: for a page full of numbers that
    would be most of a move's cost. Here only the width is asked for.
    """

    # As shares of the type size:
    _ASCENT, _DESCENT, _LEADING = 0.76, 0.24, 1.2
    _DOWN = {"center_baseline": 0.36, "baseline": 0, "top": _ASCENT}  # noqa: RUF012  (how far down its baseline is)
    _PAD = 0.15  # around it, where it is boxed
    _LEFT = {"left": 0, "center": 0.5, "right": 1}  # noqa: RUF012  (of the width)

    def __init__(
        self, parent, x, y, color=style.INK, *, size=13, align="center", va="center_baseline", boxed=False, **text
    ):
        super().__init__(x, y, "", color=color, size=size, ha=align, va=va, **{"zorder": 6} | text | MOVING)
        parent.add_artist(self)
        self._boxed = boxed

    @allow_rasterization
    def draw(self, renderer):
        """Draw it, the capitals of the first line centred on its y unless `va` says otherwise."""
        if self.get_text() and self.get_visible():
            context, font = renderer.new_gc(), self.get_fontproperties()
            for line, x, y, width, size in self._lines(renderer):
                if self._boxed:
                    self._lighten(renderer, context, x, y - self._DESCENT * size, width, size)
                context.set_foreground(self.get_color())
                renderer.draw_text(context, x, renderer.height - y, line, font, 0)
            context.restore()
        self.stale = False

    def get_window_extent(self, renderer=None, dpi=None):
        """Return the box that it takes, in pixels, without what is lightened around it."""
        lines = self._lines(renderer or self.get_figure(root=True).canvas.get_renderer())
        corners = [
            (x + right, y + up * size)
            for _, x, y, width, size in lines
            for right, up in ((0, -self._DESCENT), (width, self._ASCENT))
        ]
        return Bbox([np.min(corners, axis=0), np.max(corners, axis=0)])

    def _lines(self, renderer):
        """Yield each line, where its baseline begins, its width, and the size of the type, in pixels."""
        size = renderer.points_to_pixels(self.get_size())
        place, y = self.get_transform().transform(self.get_position())
        y -= self._DOWN[self.get_va()] * size
        for line in self.get_text().split("\n"):
            width, *_ = renderer.get_text_width_height_descent(line, self.get_fontproperties(), ismath=False)
            yield line, place - self._LEFT[self.get_ha()] * width, y, width, size
            y -= self._LEADING * size

    def _lighten(self, renderer, context, x, y, width, height):
        """Lighten what runs under a line that takes this place, and around it."""
        pad = self._PAD * height
        (left, low), (right, high) = np.round([(x - pad, y - pad), (x + width + pad, y + height + pad)])
        context.set_linewidth(0)
        context.set_alpha(0.85)
        place = Affine2D().scale(right - left, high - low).translate(left, low)
        renderer.draw_path(context, Path.unit_rectangle(), place, to_rgb(style.PAPER))
        context.set_alpha(1)


def _quiet(ax):
    ax.grid(True, color=style.FAINT, linewidth=0.8)
    ax.set_axisbelow(True)
    ax.tick_params(color=style.QUIET, labelcolor=style.INK, labelsize=12, length=4)
