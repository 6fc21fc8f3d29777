"""Gradient descent on two parameters: the path over the contours of J(w, b)."""

import numpy as np

from nbhelpers import style
from nbhelpers.descent import plane
from nbhelpers.figure.handles import Handle
from nbhelpers.views.panels import DataPanel, HistoryPanel
from nbhelpers.views.parts import Trail, headline, new_figure
from nbhelpers.views.text import counted, num, percent, signed, sub

_LEVELS = 0.05 * 2.0 ** np.arange(0, 14, 1.5)


class PlaneView:
    """The path over the contours, the line on the data, and J against the step."""

    W, B = (-1.0, 5.0), (-3.0, 3.0)

    def __init__(self, data=(), n_steps=20):
        with new_figure(4.8, headline=True, ncols=3) as (self.figure, (left, middle, right)):
            self._contours(left, data)
            self.path = Trail(left, style.MODEL, dots=6, end=12, lw=1.5, zorder=4)
            self.data = DataPanel(middle, n_lines=n_steps, z_limits=(-4.5, 4.5))  # room for every start
            self.history = HistoryPanel(right, n_steps)
            self.arithmetic = headline(self.figure)
        self.handles = [Handle(("start_w", "start_b"), self.path.line, "xy", at=0)]

    def _contours(self, ax, data):
        """Draw the contours of every data set once; `update` shows those that belong to the trace."""
        ax.set(title="the cost J(w, b) from above", xlabel="w", ylabel="b", xlim=self.W, ylim=self.B)
        w, b = np.meshgrid(np.linspace(*self.W, 121), np.linspace(*self.B, 121))
        self.contours = [
            (
                x,
                z,
                ax.contour(
                    w,
                    b,
                    plane.cost(w, b, x, z),
                    levels=_LEVELS,
                    colors=style.ERROR,
                    linewidths=1.2,
                    alpha=0.75,
                ),
            )
            for x, z in data
        ]
        self.best = ax.plot([], [], "+", ms=16, mew=2.5, color=style.TARGET, zorder=3)[0]

    def update(self, trace):
        """Move everything to the steps of the trace."""
        if not self.data.holds(trace.x, trace.z):
            for x, z, contour in self.contours:
                contour.set_visible(np.array_equal(x, trace.x) and np.array_equal(z, trace.z))
            self.best.set_data(*([value] for value in trace.best))
        n = trace.n_finite
        self.path.update(trace.w[:n], trace.b[:n])
        self.data.frame(trace.x, trace.z)
        self.data.update(trace.w[:n], trace.b[:n])
        self.data.label.set_text(f"w = {num(trace.w[n - 1], 4)}, b = {num(trace.b[n - 1], 4)}")
        self.history.update(trace.cost[:n])
        self.arithmetic.set_text(_arithmetic(trace))

    def describe(self, trace):
        """Say where the path is, and how it goes along the steep and the flat direction."""
        n = trace.n_finite
        steep, flat = trace.factors
        here = f"w = {num(trace.w[n - 1])}, b = {num(trace.b[n - 1])}, J = {num(trace.cost[n - 1])}"
        gone = "" if self._is_inside(trace) else ", outside the picture"
        side = " and changes its side" if steep < 0 else ""
        return (
            f"After {counted(n - 1, 'step')}: {here}{gone}. A step leaves {percent(abs(steep))} of the distance in "
            f"the steep direction{side}, {percent(abs(flat))} in the flat one: {_way(trace)}."
        )

    def _is_inside(self, trace):
        w, b = trace.w[trace.n_finite - 1], trace.b[trace.n_finite - 1]
        return self.W[0] <= w <= self.W[1] and self.B[0] <= b <= self.B[1]


def _way(trace):
    if trace.learning_rate == 0:
        return "α = 0 takes no step"
    if not any(distance > 1e-9 for distance in trace.distances):
        return "it starts at the bottom and stays there"
    if trace.diverges:
        return "it swings ever wider and diverges"
    return "it zigzags" if trace.zigzags else "it does not zigzag"


def _arithmetic(trace):
    i = trace.n_finite - 1
    if i == 0:
        return f"Start: w₀ = {num(trace.w[0])}, b₀ = {num(trace.b[0])}, J = {num(trace.cost[0])}"
    both = []
    for name, values, slopes in (("w", trace.w, trace.dJ_dw), ("b", trace.b, trace.dJ_db)):
        old, new, slope = num(values[i - 1], 4), num(values[i], 4), signed(slopes[i - 1], 4)
        both.append(f"{sub(name, i)} = {old} − {num(trace.learning_rate)} · {slope} = {new}")
    return ",     ".join(both)
