"""The panels that several pictures share: the data, the cost bowl, the cost's history."""

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgba

from nbhelpers import style
from nbhelpers.views.parts import ANIMATED, Trail, clip, curve, label
from nbhelpers.views.text import num


class DataPanel:
    """The data, the line of the current parameters, and fainter lines for those before."""

    def __init__(self, ax, n_lines=0, z_limits=None):
        self.ax, self._z_limits = ax, z_limits
        ax.set(xlabel="x", ylabel="z", title="the line on the data")
        self._shades = np.tile(to_rgba(style.MODEL), (n_lines, 1))  # (n_lines, 4), the oldest palest
        self._shades[:, 3] = np.linspace(0.12, 0.5, n_lines)
        self.before = LineCollection([], linewidths=1.3, zorder=2, **ANIMATED)
        ax.add_collection(self.before)
        self.line = curve(ax, color=style.MODEL, lw=3, zorder=3)
        self.residuals = LineCollection([], colors=style.ERROR, linewidths=2, linestyles=":", zorder=3, **ANIMATED)
        ax.add_collection(self.residuals)
        self.dots = curve(ax, "o", ms=9, color=style.DATA, mec=style.PAPER, zorder=5)
        self.label = label(ax, 0.04, 0.93, style.MODEL)

    def holds(self, x, z):
        """Say whether these are the data already drawn."""
        return np.array_equal(self.dots.get_xdata(), x) and np.array_equal(self.dots.get_ydata(), z)

    def frame(self, x, z):
        """Place the data and fix the axes around them, if they are not yet there."""
        if self.holds(x, z):
            return
        self.dots.set_data(x, z)
        for values, set_limits in ((x, self.ax.set_xlim), (z, self.ax.set_ylim)):
            margin = 0.25 * np.ptp(values)
            set_limits(min(values) - margin, max(values) + margin)
        if self._z_limits:
            self.ax.set_ylim(self._z_limits)

    def update(self, w, b=0.0):
        """Draw the line of the last of `w`, `b` and, fainter, the lines before it."""
        ends = np.array(self.ax.get_xlim())
        heights = clip(np.multiply.outer(w, ends) + np.reshape(b, (-1, 1)), self.ax.get_ylim())  # (n, 2)
        lines = np.stack([np.broadcast_to(ends, heights.shape), heights], axis=-1)  # (n, 2, 2)
        self.line.set_data(ends, heights[-1])
        self.label.set_text(f"w = {num(w[-1])}")
        older = lines[:-1][-len(self._shades) :] if len(self._shades) else []
        self.before.set_segments(older)
        self.before.set_color(self._shades[len(self._shades) - len(older) :])

    def show_residuals(self, x, z, w):
        """Draw the distance of each point from the line."""
        self.residuals.set_segments([[(xi, zi), (xi, w * xi)] for xi, zi in zip(x, z, strict=True)])


class BowlPanel:
    """The cost J against w, with the way that was taken, the point where it is, and the slope there."""

    W = (-1.0, 5.0)

    def __init__(self, ax, title="the cost J(w)", label_color=style.GRADIENT):
        self.ax = ax
        ax.set(xlabel="w", ylabel="J", title=title, xlim=self.W, xticks=range(-1, 6))
        self.curve = ax.plot([], [], color=style.ERROR, lw=2.5, zorder=2)[0]
        self.path = Trail(ax, style.MODEL, dots=7, end=13, lw=1.5, zorder=4)
        self.tangent = curve(ax, "--", lw=2.5, color=style.GRADIENT, zorder=3)
        self.label = label(ax, 0.5, 0.93, label_color, align="center")
        self.best = ax.axvline(0, color=style.TARGET, lw=1.5, ls=":", zorder=1)

    def frame(self, w, J, best_w):
        """Draw the curve and its lowest point and fix the axes around it, if it is not yet there."""
        if not np.array_equal(self.curve.get_ydata(), J):
            self.curve.set_data(w, J)
            self.best.set_xdata([best_w, best_w])
            self.ax.set_ylim(-0.06 * J.max(), 1.02 * J.max())

    def update(self, w, J, slope):
        """Draw the path through the points (w, J) and the tangent at the last of them."""
        self.path.update(w, J)
        is_within = self.path.end.get_visible()
        self.tangent.set_visible(is_within)
        self.label.set_text(f"slope dJ/dw = {num(slope)}")
        if is_within:
            reach = self._tangent_reach(slope)
            self.tangent.set_data(w[-1] + reach, J[-1] + slope * reach)

    def _tangent_reach(self, slope):
        """Return how far left and right of the point the tangent goes, so that its length on the page is fixed."""
        width, height = np.ptp(self.ax.get_xlim()), np.ptp(self.ax.get_ylim())
        half = 0.22 / np.hypot(1 / width, slope / height)
        return np.array([-half, half])


class HistoryPanel:
    """The cost against the step, on a log axis that survives a cost of exactly 0."""

    J = (1e-8, 1e6)

    def __init__(self, ax, n_steps):
        self.ax = ax
        ax.set(
            xlabel="step i",
            title="the cost, step by step",
            yscale="log",
            ylim=self.J,
            xlim=(-0.03 * n_steps, 1.03 * n_steps),
        )
        ax.set_ylabel("J (log scale)")
        ax.set_yticks(10.0 ** np.arange(-8, 7, 2))
        ax.minorticks_off()
        self.costs = Trail(ax, style.ERROR, dots=5, each=True, lw=2, mec=style.ERROR)
        self.label = label(ax, 0.96, 0.93, style.ERROR, align="right")

    def update(self, J):
        """Draw the costs; those below or above the axis as triangles at its edge."""
        self.costs.update(J)
        (low, high), where = self.J, ""
        if J[-1] == 0:
            where = ": no place on a log axis"
        elif not low <= J[-1] <= high:
            where = f": {'below' if J[-1] < low else 'above'} this axis"
        self.label.set_text(f"J = {num(J[-1])}{where}")
        self.label.set_y(0.93 if J[-1] <= J[0] else 0.04)  # away from the line
