"""What every picture is made of: its page, its lines of text, the trails of points on it, tables of numbers.

Artists that follow a control are made with ``**ANIMATED``, so that a move sends only those.
"""

from contextlib import contextmanager
from itertools import zip_longest

import numpy as np
from matplotlib.artist import allow_rasterization
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Bbox

from nbhelpers import style
from nbhelpers.figure import our_settings

ANIMATED = {"animated": True}
_FAR = 1e3  # axis lengths, or times the end of a log axis: Agg, which draws the PNG, can still draw a line to there


# --- the page ------------------------------------------------------------------------------------------------


class View:
    """A picture: a `figure` whose artists are made once, by `__init__`, on panels or on a page.

    A `headline` is the moving line of text along its top. Lengths are in inches.
    """

    handles = ()  # what can be grabbed in it

    def update(self, trace):
        """Move the artists to what a trace holds; a view that draws everything in `__init__` does without."""

    def describe(self, trace):
        """Say in a sentence or two what the picture then shows."""
        raise NotImplementedError

    @contextmanager
    def panels(self, height, *, headline=False, gap=0.95, **subplots):
        """Yield axes side by side, placed by fixed margins so that nothing ever jumps; `gap` is between two."""
        with self._made(height, headline):
            axes = np.atleast_1d(self.figure.subplots(**subplots))
            left, right, top, bottom = 0.85, 0.25, 0.9 if headline else 0.45, 0.7
            panel = (style.WIDTH - left - right - gap * (len(axes) - 1)) / len(axes)
            self.figure.subplots_adjust(
                left=left / style.WIDTH,
                right=1 - right / style.WIDTH,
                top=1 - top / height,
                bottom=bottom / height,
                wspace=gap / panel,
            )
            yield axes
            for ax in axes:
                _quiet(ax)

    @contextmanager
    def page(self, height):
        """Yield a page with a headline: a `drawing` all over the figure."""
        with self._made(height, headline=True):
            yield drawing(self.figure, 0, 0, style.WIDTH, height)

    @contextmanager
    def _made(self, height, headline):
        with our_settings():
            self.figure = Figure(figsize=(style.WIDTH, height), dpi=100)
            yield
            if headline:
                top = 1 - 0.16 / height
                self.headline = TextLine(self.figure, 0.012, top, size=16, align="left", va="top")


def place(page, *box, **settings):
    """Return new axes at this place of a page: left, bottom, width and height in inches."""
    ax = _axes(page.figure, *box)
    ax.set(**settings)
    _quiet(ax)
    return ax


def drawing(page, left, bottom, width, height):
    """Return empty axes at this place of a page that count inches from their own lower left corner."""
    ax = _axes(page.figure, left, bottom, width, height)
    ax.set(xlim=(0, width), ylim=(0, height))
    ax.set_axis_off()
    return ax


def _axes(figure, left, bottom, width, height):
    across, up = figure.get_size_inches()
    return figure.add_axes((left / across, bottom / up, width / across, height / up))


def frame(page, corner, width, height=None, color=style.FAINT, lw=2, **look):
    """Return the frame of a rectangle, or of a square, added to a page."""
    look = {"fill": False, "edgecolor": color, "linewidth": lw, "zorder": 1} | look
    return page.add_patch(Rectangle(corner, width, width if height is None else height, **look))


def log_axis(ax, limits, every, **settings):
    """Make the y axis logarithmic, with a tick at each power of ten whose exponent is a multiple of `every`."""
    low, high = np.log10(limits).round().astype(int)
    ticks = [10.0**p for p in range(low, high + 1) if p % every == 0]
    ax.set(yscale="log", ylim=limits, yticks=ticks, **settings)
    ax.minorticks_off()


def adjust(ax, **settings):
    """Set these unless axes have all these values already: any change of axes sends the whole figure anew."""
    if not all(np.array_equal(getattr(ax, f"get_{name}")(), value) for name, value in settings.items()):
        ax.set(**settings)


def _quiet(ax):
    ax.grid(True, color=style.FAINT, linewidth=0.8)
    ax.set_axisbelow(True)
    ax.tick_params(color=style.QUIET, labelcolor=style.INK, labelsize=12, length=4)


# --- lines of text -------------------------------------------------------------------------------------------


class TextLine(Text):
    """A moving line of text, or several, whose baseline stays where it is whatever letters it holds.

    Matplotlib lays out a text anew for every draw, which takes three times as long: on a page full of numbers that
    would be most of a move's cost. Here only the width is asked for.
    """

    # As fractions of the size of the type:
    _ASCENT, _DESCENT, _LEADING = 0.76, 0.24, 1.2
    _DOWN = {"center_baseline": 0.36, "baseline": 0, "top": _ASCENT}  # noqa: RUF012  (how far down its baseline is)
    _PAD = 0.15  # around it, where it is boxed
    _LEFT = {"left": 0, "center": 0.5, "right": 1}  # noqa: RUF012  (of the width: how much is left of its x)

    def __init__(
        self, parent, x, y, color=style.INK, *, size=13, align="center", va="center_baseline", boxed=False, **text
    ):
        super().__init__(x, y, "", color=color, size=size, ha=align, va=va, **{"zorder": 6} | text | ANIMATED)
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


def label(ax, x, y, color, align="left", va="baseline"):
    """Return a moving line of text at a fixed place of the axes, legible on whatever runs under it."""
    return TextLine(ax, x, y, color, align=align, va=va, boxed=True, transform=ax.transAxes, zorder=7)


def write(lines, texts):
    """Put each text into a line, and nothing into the lines left over."""
    for line, text in zip_longest(lines, texts, fillvalue=""):
        line.set_text(text)


def labels(ax, x, y, step, colors, **look):
    """Return a label in each of these colours, one under the other."""
    return [label(ax, x, y - i * step, color, **look) for i, color in enumerate(colors)]


class TextGrid:
    """Moving texts in the columns at `xs` and the rows at `ys`; `look` is that of a `TextLine`."""

    def __init__(self, ax, xs, ys, **look):
        self.rows = [[TextLine(ax, x, y, **look) for x in xs] for y in ys]

    def write(self, rows):
        """Put in these texts, row by row."""
        for lines, texts in zip(self.rows, rows, strict=True):
            write(lines, texts)


def separate_labels(values, gap):
    """Move values apart as little as it takes for all to be `gap` apart, so that labels there do not overlap."""
    order = np.argsort(values, kind="stable")
    # Take rank · gap off each sorted value. Values that are far enough apart then never fall. Where some do fall,
    # neighbours share their mean: this is isotonic regression by pooling adjacent violators.
    blocks = []
    for place, value in enumerate(np.asarray(values, dtype=float)[order]):
        blocks.append([value - gap * place])
        while len(blocks) > 1 and np.mean(blocks[-2]) > np.mean(blocks[-1]):
            last = blocks.pop()
            blocks[-1] += last
    moved = np.empty(len(order))
    moved[order] = np.concatenate([[np.mean(block)] * len(block) for block in blocks]) + gap * np.arange(len(order))
    return moved


def heads(ax, places, y, *, align="center", color=style.QUIET):
    """Write words that stand still, such as heads of columns, at one y and each at its x: ``{"exact": 5.78}``."""
    for head, x in places.items():
        ax.text(x, y, head, size=12, color=color, ha=align, va="center_baseline")


# --- lines and points ----------------------------------------------------------------------------------------


def curve(ax, *form, **look):
    """Return a moving line of these axes that has no points yet."""
    return ax.plot([], [], *form, **look, **ANIMATED)[0]


def place_points(line, points):
    """Put a line through points, (n, 2), unless it goes there already: one that was given data is drawn anew."""
    if not np.array_equal(line.get_xydata(), points):
        line.set_data(*points.T)


def segments(ax, color, lw, **look):
    """Return moving lines of these axes from point to point, none yet."""
    lines = LineCollection([], colors=color, linewidths=lw, **look, **ANIMATED)
    return ax.add_collection(lines)


def clip(values, limits, scale="linear"):
    """Bring far-off and infinite values to where Agg can draw a line to them; NaN stays NaN."""
    low, high = limits
    if scale == "log":
        return np.clip(values, low / _FAR, high * _FAR)
    reach = _FAR * (high - low)
    return np.clip(values, low - reach, high + reach)


class EdgeMarks:
    """Triangles at the edge of the axes that point to where points have gone."""

    def __init__(self, ax, color, ms):
        look = {"ls": "", "ms": ms, "color": color, "mec": style.PAPER, "clip_on": False, "zorder": 6}
        self.ax = ax
        self.lines = {marker: curve(ax, marker, **look) for marker in "<>v^"}

    def update(self, x, y):
        """Mark those of the points that are outside the axes; return which are not, (n,)."""
        (left, right), (bottom, top) = sorted(self.ax.get_xlim()), sorted(self.ax.get_ylim())
        beside = (x < left) | (x > right)
        below, above = ~beside & (y < bottom), ~beside & (y > top)
        for marker, gone in zip("<>v^", (x < left, x > right, below, above), strict=True):
            line, is_seen = self.lines[marker], gone.any()
            line.set_visible(is_seen)  # drawing nothing takes time too
            if is_seen:
                line.set_data(np.clip(x[gone], left, right), np.clip(y[gone], bottom, top))
        return ~(beside | below | above)


class Trail:
    """A line through points, a dot at the last, and a triangle at the edge of the axes if that has left them.

    `dots` and `end` are the sizes of the dots along the line and at its end, which are of one shape. With `each`,
    every point that has left has its triangle, and the line stays within the axes.
    """

    def __init__(self, ax, color, *, dots=None, end=None, marker="o", each=False, **line):
        look = {"color": color, "lw": 2.5, "zorder": 3} | line
        dotted = {"marker": marker, "ms": dots, "mec": style.PAPER} if dots else {}
        self.ax, self._each = ax, each
        self.line = curve(ax, **dotted | look)
        last = {"color": color, "mec": style.PAPER, "clip_on": False, "zorder": look["zorder"] + 1}
        self.end = curve(ax, marker, ms=end, ls="", **last) if end else None
        self.edge = EdgeMarks(ax, color, 9 if each else 12)

    def update(self, *points, end=None):
        """Draw the line through x and y, or values at 0, 1, 2, …; `end` is where the dot goes, if not there."""
        *x, y = map(np.asarray, points)
        x = x[0] if x else np.arange(len(y))
        xlim, ylim = self.ax.get_xlim(), self.ax.get_ylim()
        if self._each:
            self.line.set_data(np.clip(x, *sorted(xlim)), np.clip(y, *sorted(ylim)))
            self.edge.update(x, y)
            return
        self.line.set_data(clip(x, xlim, self.ax.get_xscale()), clip(y, ylim, self.ax.get_yscale()))
        x, y = np.reshape(end, (2, 1)) if end else (x[-1:], y[-1:])
        is_within = self.edge.update(x, y)[0]
        if self.end:
            self.end.set_visible(is_within)
            self.end.set_data(x, y)
