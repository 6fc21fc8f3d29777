"""What several pictures share: the panels of gradient descent, an axis of layers, maps of what units answer."""

from functools import lru_cache

import numpy as np
from matplotlib.colors import to_rgba
from matplotlib.ticker import FixedLocator

from nbhelpers import descent, style
from nbhelpers.network import passes
from nbhelpers.views.parts import Trail, adjust, clip, curve, label, log_axis, place, segments
from nbhelpers.views.text import num

# --- gradient descent: the data, the cost as a bowl and step by step, and a page -----------------------------

COSTS = {"limits": (1e-6, 1e3), "every": 3, "ylabel": "J (log scale)"}
"""How J is drawn against the step or against α: arguments of `log_axis`, so that both have one scale."""


class DataPanel:
    """The data, the line of the current parameters, and fainter lines for those before."""

    def __init__(self, ax, title="the line on the data", n_lines=0, z_limits=None):
        self.ax, self._z_limits = ax, z_limits
        ax.set(xlabel="x", ylabel="z", title=title)
        self._shades = [to_rgba(style.MODEL, opacity) for opacity in np.linspace(0.12, 0.5, n_lines)]
        self.before = segments(ax, style.MODEL, lw=1.3, zorder=2)
        self.line = curve(ax, color=style.MODEL, lw=3, zorder=3)
        self.dots = curve(ax, "o", ms=9, color=style.DATA, mec=style.PAPER, zorder=5)
        self.label = label(ax, 0.04, 0.98, style.MODEL, va="top")

    def update(self, trace, w, b=0.0, said=None):
        """Draw the line of the last of `w`, `b` and, fainter, the lines before it."""
        self.dots.set_data(trace.x, trace.z)
        adjust(self.ax, xlim=_around(trace.x), ylim=self._z_limits or _around(trace.z))
        ends = np.array(self.ax.get_xlim())
        heights = clip(np.multiply.outer(w, ends) + np.reshape(b, (-1, 1)), self.ax.get_ylim())  # (n, 2)
        lines = np.stack([np.broadcast_to(ends, heights.shape), heights], axis=-1)  # (n, 2, 2)
        self.line.set_data(ends, heights[-1])
        self.label.set_text(said or f"w = {num(w[-1])}")
        n = min(len(lines) - 1, len(self._shades))
        self.before.set_segments(lines[-1 - n : -1])
        self.before.set_color(self._shades[len(self._shades) - n :])


class BowlPanel:
    """The cost J against w, with the path so far, the point where it has come to, and the slope there."""

    W = (-1.0, 5.0)

    def __init__(self, ax, title="the cost J(w)", label_color=style.GRADIENT):
        self.ax, self._drawn = ax, None
        ax.set(xlabel="w", ylabel="J", title=title, xlim=self.W, xticks=range(-1, 6))
        (self.curve,) = ax.plot([], [], color=style.ERROR, lw=2.5, zorder=2)
        self.best = ax.axvline(0, color=style.TARGET, lw=1.5, ls=":", zorder=1)
        self.path = Trail(ax, style.MODEL, dots=7, end=13, lw=1.5, zorder=4)
        self.tangent = curve(ax, "--", lw=2.5, color=style.GRADIENT, zorder=3)
        self.label = label(ax, 0.5, 0.98, label_color, align="center", va="top")

    def update(self, trace, n=1, said=None):
        """Draw the path through the first n points of a run and the tangent at the last of them."""
        self._frame(trace)
        w, J, slope = trace.w[:n], trace.cost[:n], trace.gradient[n - 1]
        self.path.update(w, J)
        self.label.set_text(said or f"slope dJ/dw = {num(slope)}")
        width, height = np.ptp(self.ax.get_xlim()), np.ptp(self.ax.get_ylim())
        half = 0.22 / np.hypot(1 / width, slope / height)  # of one length for all slopes, in fractions of the panel
        reach = np.array([-half, half])
        self.tangent.set_data(w[-1] + reach, J[-1] + slope * reach)
        self.tangent.set_visible(self.path.end.get_visible())

    def _frame(self, trace):
        """Draw the curve and its lowest point and fix the axes around it, unless they are drawn already."""
        if self._drawn == (data := (trace.x.tobytes(), trace.z.tobytes(), trace.cost_scale)):
            return
        self._drawn = data
        w = np.linspace(*self.W, 121)
        J = trace.cost_scale * descent.cost(w, trace.x, trace.z)
        self.curve.set_data(w, J)
        self.best.set_xdata([trace.best_w] * 2)
        self.ax.set_ylim(-0.06 * J.max(), 1.02 * J.max())


class HistoryPanel:
    """The cost against the step, on a log axis that survives a cost of exactly 0."""

    def __init__(self, ax, n_steps):
        ax.set(title="the cost, step by step", xlabel="step i", xlim=(-0.03 * n_steps, 1.03 * n_steps))
        log_axis(ax, **COSTS)
        self.costs = Trail(ax, style.ERROR, dots=5, each=True, lw=2, mec=style.ERROR)
        self.label = label(ax, 0.96, 0.98, style.ERROR, align="right", va="top")

    def update(self, J):
        """Draw the costs; those below or above the axis as triangles at its edge."""
        self.costs.update(J)
        low, high = COSTS["limits"]
        where = ""
        if J[-1] == 0:
            where = ": no place on a log axis"
        elif not low <= J[-1] <= high:
            where = f": {'below' if J[-1] < low else 'above'} this axis"
        self.label.set_text(f"J = {num(J[-1])}{where}")
        y, va = (0.98, "top") if J[-1] <= J[0] else (0.08, "baseline")  # away from the line
        self.label.set(y=y, va=va)


def main_and_sides(page):
    """Return three axes of a page: a large panel, which carries the picture, and two small ones beside it."""
    boxes = (0.85, 0.7, 6.6, 4.06), (8.6, 3.26, 3.15, 1.5), (8.6, 0.7, 3.15, 1.5)
    return [place(page, *box) for box in boxes]


def _around(values):
    margin = 0.25 * np.ptp(values)
    return values.min() - margin, values.max() + margin


# --- networks: layers along an axis, and maps of what units answer -------------------------------------------

GOAL, GUESSING = 0.3, np.log(2)
"""The loss that networks in a race are timed to, and that of one that always answers ½."""

REACH = 2.0
"""The maps show both inputs from −2 to 2."""

FINE, COARSE = 99, 33
"""Points along a side of a large map, and of a small one."""

UNDER_POINTS = 0.65
"""How much of its full colour a map has where points lie on it, so that the points stand out."""


def layer_axes(ax, most, limits, every, **settings):
    """Count layers from 1 to `most` along x, and make y logarithmic, with a line at 1."""
    log_axis(ax, limits, every, xlabel="layer, counted from the input", **settings)
    ax.axhline(1, color=style.QUIET, lw=1, zorder=1)
    count_layers(ax, most)


def count_layers(ax, most):
    """Make x reach from layer 1 to `most`, unless it does already."""
    if ax.get_xlim() == (0.3, most + 0.7):
        return
    ax.set_xlim(0.3, most + 0.7)
    ticks = [1, *range(5, most + 1, 5)] if most > 12 else range(1, most + 1)
    ax.xaxis.set_major_locator(FixedLocator(ticks))  # `set_xticks` would make ticks by the reader's settings


class LayerTrail(Trail):
    """The size of a value at each layer, counted from 1."""

    def __init__(self, ax, color, marker="o", **line):
        super().__init__(ax, color, dots=8, marker=marker, each=True, **{"lw": 2, "zorder": 4} | line)

    def update(self, values):
        """Place the dots at the sizes of these values."""
        super().update(np.arange(1, len(values) + 1), np.abs(values))


def outputs(network, n):
    """Return what every unit answers at the points of `grid`: (n_l, n, n) for the inputs, then for each layer."""
    _, a = passes.forward_pass(network, grid(n), passes.quick(network))
    return [each.T.reshape(-1, n, n) for each in a]


@lru_cache
def grid(n):
    """Return n × n points of the plane, (n², 2), row by row: x2 is highest in the first, x1 lowest at its left."""
    along = REACH * (2 * (np.arange(n) + 0.5) / n - 1)
    return np.stack(np.meshgrid(along, -along), axis=-1).reshape(-1, 2)


def scaled(a, name):
    """Bring answers (n_l, n, n) to −1 … 1: a sigmoid's by 2a − 1, any other's by its largest size on the plane."""
    if name == "sigmoid":
        return 2 * a - 1
    largest = np.abs(a).max(axis=(1, 2), keepdims=True)  # (n_l, 1, 1)
    return a / np.where((largest > 0) & np.isfinite(largest), largest, 1)


def small_maps(runners):
    """Return the map of what each of these networks answers, (n, 33, 33), from −1 to 1."""
    return scaled(np.concatenate([outputs(each.network, COARSE)[-1] for each in runners]), "sigmoid")
