"""Pictures of gradient descent on the one parameter w."""

import numpy as np

from nbhelpers import descent, style
from nbhelpers.descent import Regime
from nbhelpers.figure.handles import Handle
from nbhelpers.views.panels import BowlPanel, DataPanel, HistoryPanel
from nbhelpers.views.parts import curve, headline, label, new_figure
from nbhelpers.views.text import counted, num, percent, signed, sub

_MEANING = {
    Regime.STILL: "α = 0 takes no step at all",
    Regime.SLOW: "each step leaves {left} of the distance to {best}: slow",
    Regime.STEADY: "each step leaves {left} of the distance to {best}: steady",
    Regime.ONE_STEP: "the first step lands on {best}",
    Regime.OVERSHOOT: "each step jumps past {best} and leaves {left} of the distance: it overshoots and converges",
    Regime.BOUNCE: "each step jumps to the same distance on the other side of {best}: it bounces for ever",
    Regime.DIVERGE: "each step jumps past {best} and makes the distance {times} times as large: it diverges",
}


class FitView:
    """The line w·x on the data with its errors, and the same w as a point on J(w) with its tangent."""

    def __init__(self):
        with new_figure(4.0, ncols=2, width_ratios=(1, 1)) as (self.figure, (left, right)):
            self.data = DataPanel(left)
            self.bowl = BowlPanel(right)
            left.set_title("the line z = w·x, and how far it misses")
            right.set_title("the same w on the cost J(w)")
            self.cost = label(right, 0.5, 0.84, style.ERROR, align="center")
            look = {"ms": 9, "color": style.MODEL, "mec": style.PAPER, "zorder": 4}
            self.end = curve(left, "o", **look)
        self.handles = [
            Handle("w", self.bowl.path.end, "x"),
            Handle("w", self.end, lambda x, z, _: z / max(x, 1e-9)),  # the line through (0, 0) and there
        ]

    def update(self, trace):
        """Move everything to the w that the trace ends at."""
        self.data.frame(trace.x, trace.z)
        frame_bowl(self.bowl, trace)
        self.data.update(trace.w)
        self.data.show_residuals(trace.x, trace.z, trace.w[-1])
        (_, right), (_, top) = self.data.ax.get_xlim(), self.data.ax.get_ylim()
        x = min(0.96 * right, 0.96 * top / max(abs(trace.w[-1]), 1e-9))  # where the line leaves the panel
        self.end.set_data([x], [trace.w[-1] * x])
        self.bowl.update(trace.w[-1:], trace.cost[-1:], trace.gradient[-1])
        self.cost.set_text(f"J = {num(trace.cost[-1])}")

    def describe(self, trace):
        """Say the cost, the slope, and which way is down."""
        w, J, slope = trace.w[-1], trace.cost[-1], trace.gradient[-1]
        if abs(w - trace.best_w) < 1e-9:
            way = "The tangent is level: this is the bottom"
        else:
            way = f"The slope dJ/dw is {num(slope)}, so J falls to the {'right' if slope < 0 else 'left'}"
        return f"With w = {num(w)} the squared errors add up to J = {num(J)}. {way}."


class DescentView:
    """The lines of successive w on the data, the steps on J(w), and J against the step."""

    def __init__(self, n_steps=20):
        with new_figure(4.6, headline=True, ncols=3) as (self.figure, (left, middle, right)):
            self.data = DataPanel(left, n_lines=n_steps)
            self.bowl = BowlPanel(middle)
            self.history = HistoryPanel(right, n_steps)
            self.arithmetic = headline(self.figure)
        self.handles = [Handle("start", self.bowl.path.line, "x", at=0)]

    def update(self, trace):
        """Move everything to the steps of the trace."""
        self.data.frame(trace.x, trace.z)
        frame_bowl(self.bowl, trace)
        n = trace.n_finite
        self.data.update(trace.w[:n])
        self.bowl.update(trace.w[:n], trace.cost[:n], trace.gradient[n - 1])
        self.history.update(trace.cost[:n])
        self.arithmetic.set_text(step_arithmetic(trace))

    def describe(self, trace):
        """Say the last step in numbers, and what this learning rate does."""
        return f"{step_arithmetic(trace)}. {regime_sentence(trace)} {_where(trace)}"


def frame_bowl(bowl, trace):
    """Draw the cost of the trace's data into a bowl, if it is not yet there."""
    w = np.linspace(*bowl.W, 121)
    bowl.frame(w, trace.cost_scale * descent.cost(w, trace.x, trace.z), trace.best_w)


def step_arithmetic(trace):
    """Write the last step with its numbers: w₁ = w₀ − α · dJ/dw = 0.2 − 0.4 · (−2.25) = 1.1."""
    i = trace.n_finite - 1
    if i < trace.n_steps:
        return f"After {counted(i, 'step')} the numbers are too large for the computer"
    if i == 0:
        return f"Start: w₀ = {num(trace.w[0])}, J = {num(trace.cost[0])}, dJ/dw = {num(trace.gradient[0])}"
    old, new, slope = trace.w[i - 1], trace.w[i], trace.gradient[i - 1]
    return (
        f"{sub('w', i)} = {sub('w', i - 1)} − α · dJ/dw = "
        f"{num(old)} − {num(trace.learning_rate)} · {signed(slope)} = {num(new)}"
    )


def regime_sentence(trace):
    """Say what the learning rate does to the distance from the best w."""
    if abs(trace.start - trace.best_w) < 1e-9:
        return f"The start is already at w = {num(trace.best_w, 3)}, where the slope is 0, so it stays there."
    factor = trace.factor
    meaning = _MEANING[trace.regime].format(
        best=f"w = {num(trace.best_w, 3)}", left=percent(abs(factor)), times=num(abs(factor), 4)
    )
    rate = "" if trace.regime is Regime.STILL else f"With α = {num(trace.learning_rate)} "
    return f"{rate}{meaning}."


def _where(trace):
    i = trace.n_finite - 1
    low, high = BowlPanel.W
    gone = "" if low <= trace.w[i] <= high else ", outside the picture"
    return f"After {counted(i, 'step')}: w = {num(trace.w[i])}, J = {num(trace.cost[i])}{gone}."
