"""The gradient check: a slope and what finite differences make of it, for one ε and for all."""

import numpy as np

from nbhelpers import style
from nbhelpers.backprop import PARAMETERS
from nbhelpers.figure.handles import Handle
from nbhelpers.views.parts import Line, curve, drawing, headline, new_page, place
from nbhelpers.views.text import indexed, num, partial
from nbhelpers.views.training import LOOKS

_COLUMNS = {"exact": 1.88, "measured": 3.22, "relative error": 4.45}
_BEST = np.cbrt(np.finfo(float).eps)  # 6·10⁻⁶: here the bend, of order ε², and the rounding, of order 1/ε, meet
_SEEN = 1.2  # how far the left panel reaches on both sides of the parameter


class GradientCheckView:
    """E along one parameter with its tangent and the chord of the difference; all four checked; error against ε."""

    E = (0.0, 0.3)

    def __init__(self):
        with new_page(4.5) as page:
            self.figure = page.figure
            self.slope = _SlopePanel(place(page, 0.85, 0.7, 2.9, 2.9))
            self.table = _Table(drawing(page, 3.9, 0.7, 4.5, 2.9))
            self.sweep = _SweepPanel(place(page, 9.2, 0.7, 2.6, 2.9))
            self.formula = headline(self.figure)
        self.handles = [
            Handle("epsilon", self.sweep.point, "x"),
            Handle("epsilon", self.slope.chord, lambda change, E, _: abs(change)),
        ]

    def update(self, trace):
        """Move everything to the ε and the parameter chosen."""
        self.slope.update(trace)
        self.table.update(trace)
        self.sweep.update(trace)
        self.formula.set_text(_formula(trace))

    def describe(self, trace):
        """Say how far the measured slope is off, and which of the two errors rules."""
        i = PARAMETERS.index(trace.parameter)
        error = trace.relative_error[i]
        if trace.epsilon > 30 * _BEST:
            why = "ε is so large that the curve bends between the two points"
        elif trace.epsilon < _BEST / 30:
            why = "ε is so small that the two values of E differ only in their last digits, which are rounded"
        else:
            why = "Neither the bend of the curve nor rounding does much harm here"
        name = partial("dE_d" + trace.parameter)
        return (
            f"{name} is {num(trace.exact[i], 4)}. Measured with ε = {num(trace.epsilon, 2)} it has a relative "
            f"error of {num(error, 2)}. {why}. It measures best for ε around 10⁻⁵."
        )


def _formula(trace):
    """Write the difference with its numbers."""
    i = PARAMETERS.index(trace.parameter)
    above, below = trace.ends
    epsilon = num(trace.epsilon, 2)
    name = indexed(trace.parameter)
    return (
        f"(E({name} + ε) − E({name} − ε)) / 2ε = ({above:.10f} − {below:.10f}) / (2 · {epsilon}) "
        f"= {num(trace.measured[i], 7)}"
    )


class _SlopePanel:
    """E along the chosen parameter, the tangent by backpropagation, the chord of the difference."""

    def __init__(self, ax):
        self.ax = ax
        ax.set(xlim=(-_SEEN, _SEEN), ylim=GradientCheckView.E, ylabel="E", xlabel="change of the parameter")
        ax.set_title("tangent and chord", size=13)
        self.curve = curve(ax, lw=2.5, color=style.ERROR, zorder=2)
        self.tangent = curve(ax, "--", lw=2.5, color=style.GRADIENT, zorder=3)
        self.chord = curve(ax, "o-", lw=2, ms=9, color=style.MODEL, mec=style.PAPER, zorder=4)
        self.name = Line(ax, -1.1, 0.28, style.ERROR, align="left")

    def update(self, trace):
        i = PARAMETERS.index(trace.parameter)
        E, slope, epsilon = trace.E, trace.exact[i], trace.epsilon
        reach = np.array([-_SEEN, _SEEN])
        self.curve.set_data(trace.offsets, trace.along)
        self.tangent.set_data(reach, E + slope * reach)
        self.chord.set_data([-epsilon, epsilon], trace.ends[::-1])
        self.name.set_text(f"E along {indexed(trace.parameter)}")


class _Table:
    """Exact and measured gradient and the relative error, a row for each parameter."""

    def __init__(self, ax):
        for head, x in _COLUMNS.items():
            ax.text(x, 2.7, head, size=12, color=style.QUIET, ha="right", va="center_baseline")
        self.cells = {}
        for row, name in enumerate(PARAMETERS):
            y = 2.15 - 0.6 * row
            self.cells[name] = [
                Line(ax, -0.1, y, align="left"),
                *(Line(ax, x, y, align="right") for x in _COLUMNS.values()),
            ]

    def update(self, trace):
        for i, (name, (head, *cells)) in enumerate(self.cells.items()):
            chosen = name == trace.parameter
            head.set_text(("▸" if chosen else "  ") + partial("dE_d" + name))
            texts = f"{trace.exact[i]:.8f}", f"{trace.measured[i]:.8f}", num(trace.relative_error[i], 2)
            for cell, text in zip(cells, texts, strict=True):
                cell.set_text(text.replace("-", "−"))
                cell.set_color(style.INK if chosen else style.QUIET)


class _SweepPanel:
    """The relative error against ε for all four parameters, the chosen ε and parameter marked."""

    ERRORS = (1e-12, 10.0)

    def __init__(self, ax):
        ax.set(xscale="log", yscale="log", xlim=(1e-12, 2.0), ylim=self.ERRORS, xlabel="ε")
        ax.set_title("relative error against ε", size=13)
        ax.set_xticks(10.0 ** np.arange(-12, 1, 4))
        ax.set_yticks(10.0 ** np.arange(-12, 1, 3))
        ax.minorticks_off()
        self.lines = {name: curve(ax, lw=1.5, zorder=2, **LOOKS[name]) for name in PARAMETERS}
        self.here = curve(ax, lw=1.5, color=style.GRADIENT, zorder=3)
        self.point = curve(ax, "o", ms=11, color=style.MODEL, mec=style.PAPER, zorder=5)

    def update(self, trace):
        i = PARAMETERS.index(trace.parameter)
        low, high = self.ERRORS
        for j, (name, line) in enumerate(self.lines.items()):
            line.set_data(trace.epsilons, np.clip(trace.relative_errors[:, j], low, high))
            line.set_linewidth(3 if name == trace.parameter else 1)
        self.here.set_data([trace.epsilon] * 2, self.ERRORS)
        self.point.set_data([trace.epsilon], [np.clip(trace.relative_error[i], low, high)])
