"""The pictures of gradient descent, on the one parameter w and on w and b."""

import numpy as np
from matplotlib.collections import LineCollection

from nbhelpers import style
from nbhelpers.descent import SLOW_FACTOR, Regime
from nbhelpers.figure.widget import Handle
from nbhelpers.views.panels import COSTS, BowlPanel, DataPanel, HistoryPanel, main_and_sides
from nbhelpers.views.parts import Trail, View, curve, label, log_axis, segments
from nbhelpers.views.text import counted, indexed, num, percent, sentence, signed

_MEANING = {
    Regime.STILL: "α = 0 takes no step at all",
    Regime.SLOW: "each step leaves {left} of the distance to {best}: slow",
    Regime.STEADY: "each step leaves {left} of the distance to {best}: steady",
    Regime.ONE_STEP: "the first step lands on {best}",
    Regime.OVERSHOOT: "each step jumps past {best} and leaves {left} of the distance: it overshoots and converges",
    Regime.BOUNCE: "each step jumps to the same distance on the other side of {best}: it bounces for ever",
    Regime.DIVERGE: "each step jumps past {best} and makes the distance {times} times as large: it diverges",
}
_ZONES = {  # colour and short name
    Regime.SLOW: (style.MIXED_ZONE, "slow"),
    Regime.STEADY: (style.GOOD_ZONE, "steady"),
    Regime.OVERSHOOT: (style.MIXED_ZONE, "overshoots"),
    Regime.DIVERGE: (style.BAD_ZONE, "diverges"),
}
_TITLES = {
    "sum": "sum: J = Σ (z − wx)²",
    "mean": "mean: J = 1/m · Σ (z − wx)²",
    "half the mean": "half of it: J = 1/2m · Σ (z − wx)²",
}


class FitView(View):
    """The line w·x on the data with its errors, and the same w as a point on J(w) with its tangent."""

    def __init__(self):
        with self.panels(4.0, ncols=2) as (left, right):
            self.data = DataPanel(left, "the line z = w·x, and how far it misses")
            self.bowl = BowlPanel(right, "the same w on the cost J(w)")
            self.cost = label(right, 0.5, 0.84, style.ERROR, align="center")
            self.residuals = segments(left, style.ERROR, lw=2, linestyles=":", zorder=3)
            self.end = curve(left, "o", ms=9, color=style.MODEL, mec=style.PAPER, zorder=4)
        self.handles = [
            Handle("w", self.bowl.path.end, "x"),
            Handle("w", self.end, lambda x, z, _: z / max(x, 1e-9)),  # the line through (0, 0) and there
        ]

    def update(self, trace):
        w = trace.w[-1]
        self.data.update(trace, [w])
        self.residuals.set_segments([[(x, z), (x, w * x)] for x, z in zip(trace.x, trace.z, strict=True)])
        (_, right), (_, top) = self.data.ax.get_xlim(), self.data.ax.get_ylim()
        x = min(0.96 * right, 0.96 * top / max(abs(w), 1e-9))  # where the line leaves the panel
        self.end.set_data([x], [w * x])
        self.bowl.update(trace)
        self.cost.set_text(f"J = {num(trace.cost[-1])}")

    def describe(self, trace):
        """Say the cost, the slope, and which way is down."""
        w, J, slope = trace.w[-1], trace.cost[-1], trace.gradient[-1]
        if abs(w - trace.best_w) < 1e-9:
            way = "The tangent is level: this is the bottom"
        else:
            way = f"The slope dJ/dw is {num(slope)}, so J falls to the {'right' if slope < 0 else 'left'}"
        return f"With w = {num(w)} the squared errors add up to J = {num(J)}. {way}."


class DescentView(View):
    """The lines of successive w on the data, the steps on J(w), and J against the step."""

    def __init__(self, n_steps=20):
        with self.panels(4.6, headline=True, ncols=3) as (left, middle, right):
            self.data = DataPanel(left, n_lines=n_steps)
            self.bowl = BowlPanel(middle)
            self.history = HistoryPanel(right, n_steps)
        self.handles = [Handle("start", self.bowl.path.line, "x", at=0)]

    def update(self, trace):
        n = trace.n_finite
        self.data.update(trace, trace.w[:n])
        self.bowl.update(trace, n)
        self.history.update(trace.cost[:n])
        self.headline.set_text(_step_arithmetic(trace))

    def describe(self, trace):
        """Say the last step in numbers, and what this learning rate does."""
        i = trace.n_finite - 1
        low, high = BowlPanel.W
        gone = "" if low <= trace.w[i] <= high else ", outside the picture"
        return (
            f"{_step_arithmetic(trace)}. {_regime_sentence(trace)} "
            f"After {counted(i, 'step')}: w = {num(trace.w[i])}, J = {num(trace.cost[i])}{gone}."
        )


class StepsView(View):
    """The path on J(w) at the start and after each of the first steps, one panel for each."""

    def __init__(self):
        n_panels = 4
        with self.panels(3.6, gap=0.3, ncols=n_panels, sharey=True) as axes:
            titles = ["start"] + [f"after {counted(i, 'step')}" for i in range(1, n_panels)]
            self.bowls = [BowlPanel(ax, title, style.INK) for ax, title in zip(axes, titles, strict=True)]
            for ax in axes[1:]:
                ax.set_ylabel("")

    def update(self, trace):
        for i, bowl in enumerate(self.bowls):
            bowl.update(trace, i + 1, f"w = {num(trace.w[i])}, J = {num(trace.cost[i], 4)}")

    def describe(self, trace):
        """List w and J at each panel's step, below a line that gives none away: a folded output shows only that."""
        n = len(self.bowls)
        pairs = [f"w = {num(w)}, J = {num(J)}" for w, J in zip(trace.w[:n], trace.cost[:n], strict=True)]
        return f"The start and the first {n - 1} steps on the curve:\n{'; '.join(pairs)}."


class ScalesView(View):
    """The same descent for the three usual costs: bowls of one shape, each with its own scale and its own path."""

    def __init__(self):
        with self.panels(4.2, ncols=3) as axes:
            self.bowls = [BowlPanel(ax, title, style.INK) for ax, title in zip(axes, _TITLES.values(), strict=True)]

    def update(self, trace):
        for bowl, run in zip(self.bowls, trace, strict=True):
            bowl.update(run, run.n_finite, f"α = {num(run.learning_rate)}, w = {num(run.w[-1], 4)}")

    def describe(self, trace):
        """Say where each run ends, and its threshold."""
        where = "; ".join(
            f"{name}: w = {num(run.w[-1])} with factor {num(run.factor)}, diverges above α = "
            f"{num(run.critical_learning_rate)}"
            for name, run in zip(_TITLES, trace, strict=True)
        )
        same = len({num(run.factor) for run in trace}) == 1
        verdict = "One path three times" if same else "Three paths"
        return f"{verdict} after {counted(trace[0].n_steps, 'step')}. {sentence(where)}."


class LearningRatesView(View):
    """w after the last step against α, with the regimes shaded; the path on J(w) for one α, and J against α.

    Descent diverges above the learning rate `critical`; the axes end at `highest`.
    """

    W = (-1.5, 5.5)  # room for the dot at each start

    def __init__(self, critical, highest):
        with self.page(5.6) as page:
            main, upper, lower = main_and_sides(page)
            main.set(ylabel="w after the last step", ylim=self.W)
            self.w = _Sweep(main, critical, highest, style.MODEL, named=True)
            self.bowl = BowlPanel(upper, "the path for this α")
            log_axis(lower, title="J after the last step", **COSTS)
            self.cost = _Sweep(lower, critical, highest, style.ERROR)
        here = (self.w.here, self.cost.here)
        self.handles = [Handle("learning_rate", line, "x", at=0, within=line) for line in here]
        self.handles += [Handle("start", self.bowl.path.line, "x", at=0)]

    def update(self, trace):
        chosen = trace.chosen
        self.bowl.update(chosen, chosen.n_finite)
        self.w.update(trace, trace.w, chosen.w[-1])
        self.cost.update(trace, trace.cost, chosen.cost[-1])
        w = f"{indexed(f'w{chosen.n_steps}')} = {num(chosen.w[-1])}"
        self.headline.set_text(f"α = {num(chosen.learning_rate)}:  {w},  J = {num(chosen.cost[-1])}")

    def describe(self, trace):
        """Say where the chosen learning rate ends, and where the regimes begin."""
        chosen = trace.chosen
        critical = chosen.critical_learning_rate
        return (
            f"{_regime_sentence(chosen)} After {counted(chosen.n_steps, 'step')}: w = {num(chosen.w[-1])}, "
            f"J = {num(chosen.cost[-1])}. Above α = {num(critical / 2)} descent overshoots, "
            f"above α = {num(critical)} it diverges."
        )


class _Sweep:
    """A panel over α: regimes as zones, thresholds as lines, a curve, and the chosen α on it.

    With `named`, the names of the zones are written along its top, outside, where no curve can come.
    """

    def __init__(self, ax, critical, highest, color, *, named=False):
        edges = [0, (1 - SLOW_FACTOR) * critical / 2, critical / 2, critical, highest]
        ax.set(xlabel="learning rate α", xlim=(0, highest), xticks=[0, 0.4, *edges[2:4], 1.2, highest])
        above = {"transform": ax.get_xaxis_transform(), "size": 14, "ha": "center", "color": style.QUIET}
        for (zone, name), left, right in zip(_ZONES.values(), edges, edges[1:], strict=False):
            ax.axvspan(left, right, color=zone, lw=0, zorder=0)
            if named:
                ax.text((left + right) / 2, 1.03, name, **above)
        for threshold in edges[2:4]:
            ax.axvline(threshold, color=style.TARGET, lw=1.5, ls=":", zorder=1)
        self.here = curve(ax, transform=ax.get_xaxis_transform(), color=style.INK, lw=1.5, zorder=4)
        self.trail = Trail(ax, color, end=12)

    def update(self, trace, values, value):
        chosen = trace.chosen.learning_rate
        self.here.set_data([chosen] * 2, (0, 1))
        self.trail.update(trace.learning_rates, values, end=(chosen, value))


class PlaneView(View):
    """Two parameters: the path over the contours of J(w, b), the line on the data, and J against the step."""

    W, B = (-3.2, 7.2), (-3.2, 3.2)  # a unit as long across as up: the first step crosses its ring at a right angle

    def __init__(self, n_steps):
        self._drawn = None
        with self.page(5.6) as page:
            main, upper, lower = main_and_sides(page)
            main.set(title="the cost J(w, b) from above", xlabel="w", ylabel="b", xlim=self.W, ylim=self.B)
            (self.bottom,) = main.plot([], [], "+", ms=16, mew=2.5, color=style.TARGET, zorder=3)
            self.rings = LineCollection([], colors=style.ERROR, linewidths=1.2, alpha=0.75)
            main.add_collection(self.rings)
            self.path = Trail(main, style.MODEL, dots=7, end=13, lw=1.5, zorder=4)
            self.data = DataPanel(upper, n_lines=n_steps, z_limits=(-4.5, 4.5))  # room for every start
            upper.locator_params(axis="x", nbins=4)
            self.history = HistoryPanel(lower, n_steps)
        self.handles = [Handle(("start_w", "start_b"), self.path.line, "xy", at=0)]

    def _draw_bowl(self, x, best):
        """Draw the bottom and the rings around it, unless they are drawn already."""
        if self._drawn == (bowl := (x.tobytes(), best)):
            return
        self._drawn = bowl
        X, angle = np.column_stack([x, np.ones_like(x)]), np.linspace(0, 2 * np.pi, 181)
        stretch = np.linalg.inv(np.linalg.cholesky(X.T @ X))  # takes the unit circle to where J has risen by 1
        ring = np.column_stack([np.cos(angle), np.sin(angle)]) @ stretch
        self.bottom.set_data(*np.reshape(best, (2, 1)))
        self.rings.set_segments([best + np.sqrt(J) * ring for J in 0.05 * 2.0 ** np.arange(0, 14, 1.5)])

    def update(self, trace):
        self._draw_bowl(trace.x, trace.best)
        n = trace.n_finite
        w, b = trace.w[:n], trace.b[:n]
        self.path.update(w, b)
        self.data.update(trace, w, b, f"w = {num(w[-1], 4)}, b = {num(b[-1], 4)}")
        self.history.update(trace.cost[:n])
        self.headline.set_text(_plane_arithmetic(trace))

    def describe(self, trace):
        """Say where the path is, and how it goes along the steep and the flat direction."""
        i = trace.n_finite - 1
        w, b = trace.w[i], trace.b[i]
        is_inside = self.W[0] <= w <= self.W[1] and self.B[0] <= b <= self.B[1]
        gone = "" if is_inside else ", outside the picture"
        after = f"After {counted(i, 'step')}: w = {num(w)}, b = {num(b)}, J = {num(trace.cost[i])}{gone}"
        return f"{after}. {_way(trace)}."


def _update(values, slopes, i, learning_rate, digits=5):
    """Write the update that gives the value after i steps: 0.2 − 0.4 · (−2.25) = 1.1."""
    old, new, slope = num(values[i - 1], digits), num(values[i], digits), signed(slopes[i - 1], digits)
    return f"{old} − {num(learning_rate)} · {slope} = {new}"


def _step_arithmetic(trace):
    """Write the last step with its numbers: w₁ = w₀ − α · dJ/dw = 0.2 − 0.4 · (−2.25) = 1.1."""
    i = trace.n_finite - 1
    if i < trace.n_steps:
        return f"After {counted(i, 'step')} the numbers are too large for the computer"
    if i == 0:
        return f"Start: w₀ = {num(trace.w[0])}, J = {num(trace.cost[0])}, dJ/dw = {num(trace.gradient[0])}"
    update = _update(trace.w, trace.gradient, i, trace.learning_rate)
    return f"{indexed(f'w{i}')} = {indexed(f'w{i - 1}')} − α · dJ/dw = {update}"


def _plane_arithmetic(trace):
    i = trace.n_finite - 1
    if i == 0:
        return f"Start: w₀ = {num(trace.w[0])}, b₀ = {num(trace.b[0])}, J = {num(trace.cost[0])}"
    w, b = (_update(*each, i, trace.learning_rate, 4) for each in ((trace.w, trace.dJ_dw), (trace.b, trace.dJ_db)))
    return f"{indexed(f'w{i}')} = {w},     {indexed(f'b{i}')} = {b}"


def _regime_sentence(trace):
    """Say what the learning rate does to the distance from the best w."""
    best, factor = f"w = {num(trace.best_w, 3)}", abs(trace.factor)
    if abs(trace.start - trace.best_w) < 1e-9:
        return f"The start is already at {best}, where the slope is 0, so it stays there."
    meaning = _MEANING[trace.regime].format(best=best, left=percent(factor), times=num(factor, 4))
    rate = "" if trace.regime is Regime.STILL else f"With α = {num(trace.learning_rate)} "
    return f"{rate}{meaning}."


def _way(trace):
    """Say what a step does to the distance from the bottom, along the steep and the flat direction."""
    if trace.learning_rate == 0:
        return "α = 0 takes no step"
    if not any(distance > 1e-9 for distance in trace.distances):
        return "The run starts at the bottom and stays there"
    if trace.diverges:
        way = "it changes sides, swings ever wider and diverges"
    else:
        way = "it changes sides with every step" if trace.zigzags else "it never changes sides"
    steep, flat = (percent(abs(factor)) for factor in trace.factors)
    return f"A step leaves {steep} of the distance in the steep direction and {flat} in the flat one: {way}"
