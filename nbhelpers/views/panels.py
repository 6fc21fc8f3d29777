"""What the pictures of gradient descent share: the data, the cost as a bowl, the cost step by step, and a page."""

import numpy as np
from matplotlib.colors import to_rgba

from nbhelpers import descent, style
from nbhelpers.views.parts import Trail, adjust, clip, curve, label, log_axis, place, segments
from nbhelpers.views.text import num

COSTS = {"limits": (1e-6, 1e3), "every": 3, "ylabel": "J (log scale)"}
"""The axis of every cost, a `log_axis`."""


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
        half = 0.22 / np.hypot(1 / width, slope / height)  # so that its length on the page is fixed
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
        (low, high), where = COSTS["limits"], ""
        if J[-1] == 0:
            where = ": no place on a log axis"
        elif not low <= J[-1] <= high:
            where = f": {'below' if J[-1] < low else 'above'} this axis"
        self.label.set_text(f"J = {num(J[-1])}{where}")
        y, va = (0.98, "top") if J[-1] <= J[0] else (0.08, "baseline")  # away from the line
        self.label.set(y=y, va=va)


def main_and_sides(page):
    """Return the axes of a page that one picture carries: a large panel, and two small ones beside it."""
    boxes = (0.85, 0.7, 6.6, 4.06), (8.6, 3.26, 3.15, 1.5), (8.6, 0.7, 3.15, 1.5)
    return [place(page, *box) for box in boxes]


def _around(values):
    margin = 0.25 * np.ptp(values)
    return values.min() - margin, values.max() + margin
