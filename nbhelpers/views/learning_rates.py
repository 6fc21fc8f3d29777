"""Where descent ends after so many steps, for every learning rate at once."""

import numpy as np

from nbhelpers import style
from nbhelpers.descent import SLOW_FACTOR, Regime
from nbhelpers.figure.handles import Handle
from nbhelpers.views.descent import frame_bowl, regime_sentence
from nbhelpers.views.panels import BowlPanel
from nbhelpers.views.parts import ANIMATED, Trail, curve, headline, new_figure
from nbhelpers.views.text import counted, num, sub

_ZONES = {
    Regime.SLOW: style.MIXED_ZONE,
    Regime.STEADY: style.GOOD_ZONE,
    Regime.OVERSHOOT: style.MIXED_ZONE,
    Regime.DIVERGE: style.BAD_ZONE,
}


class LearningRatesView:
    """The path on J(w) for one α; w and J after the last step against α, with the regimes shaded."""

    J = (1e-10, 1e6)

    def __init__(self, critical, highest=2.0):
        with new_figure(4.8, headline=True, ncols=3) as (self.figure, (left, middle, right)):
            self.bowl = BowlPanel(left, title="the path for this α")
            middle.set(title="w after the last step", ylabel="w", ylim=BowlPanel.W)
            right.set(title="J after the last step", ylabel="J (log scale)", yscale="log", ylim=self.J)
            right.minorticks_off()
            self.w = _Sweep(middle, critical, highest, style.MODEL)
            self.cost = _Sweep(right, critical, highest, style.ERROR)
            self.headline = headline(self.figure)
        lines = (sweep.here for sweep in (self.w, self.cost))
        self.handles = [Handle("learning_rate", line, "x", at=0, within=line) for line in lines]
        self.handles.append(Handle("start", self.bowl.path.line, "x", at=0))

    def update(self, trace):
        """Move the curves to the trace's start and steps, the markers to its learning rate."""
        chosen = trace.chosen
        n = chosen.n_finite
        frame_bowl(self.bowl, chosen)
        self.bowl.update(chosen.w[:n], chosen.cost[:n], chosen.gradient[n - 1])
        self.w.update(trace.learning_rates, trace.w, chosen.learning_rate, chosen.w[-1])
        self.cost.update(
            trace.learning_rates,
            trace.cost,
            chosen.learning_rate,
            chosen.cost[-1],
        )
        last = f"{sub('w', chosen.n_steps)} = {num(chosen.w[-1])},  J = {num(chosen.cost[-1])}"
        self.headline.set_text(f"α = {num(chosen.learning_rate)}:  {last}")

    def describe(self, trace):
        """Say where the chosen learning rate ends, and where the regimes begin."""
        chosen = trace.chosen
        critical = chosen.critical_learning_rate
        return (
            f"{regime_sentence(chosen)} After {counted(chosen.n_steps, 'step')}: w = {num(chosen.w[-1])}, "
            f"J = {num(chosen.cost[-1])}. Above α = {num(critical / 2)} descent overshoots, "
            f"above α = {num(critical)} it diverges."
        )


class _Sweep:
    """A panel over α: regimes as zones, thresholds as lines, a curve, and the chosen α on it."""

    def __init__(self, ax, critical, top, color):
        self.ax = ax
        ax.set(xlabel="learning rate α", xlim=(0, top))
        edges = [0, (1 - SLOW_FACTOR) * critical / 2, critical / 2, critical, top]
        self.upright = []  # the names of the narrow zones, which make way for the curve
        for (regime, zone), left, right in zip(_ZONES.items(), edges, edges[1:], strict=False):
            ax.axvspan(left, right, color=zone, lw=0, zorder=0)
            text = {"transform": ax.get_xaxis_transform(), "size": 12, "ha": "center", "color": style.QUIET}
            middle, name = (left + right) / 2, _short(regime)
            if right - left < top / 4:
                self.upright.append((left, right, ax.text(middle, 0, name, rotation=90, **text, **ANIMATED)))
            else:
                ax.text(middle, 0.97, name, va="top", **text)
        for threshold in edges[2:4]:
            ax.axvline(threshold, color=style.TARGET, lw=1.5, ls=":", zorder=1)
        ax.set_xticks([0, 0.4, *edges[2:4], 1.2, 2])
        below_the_names = {"transform": ax.get_xaxis_transform(), "color": style.INK, "lw": 1.5}
        self.here = curve(ax, **below_the_names, zorder=4)
        self.trail = Trail(ax, color, end=12)

    def update(self, learning_rates, values, learning_rate, value):
        heights = self._heights(values)
        for left, right, name in self.upright:
            is_high = np.mean(heights[(left <= learning_rates) & (learning_rates <= right)]) > 0.5
            name.set(y=0.03 if is_high else 0.97, va="bottom" if is_high else "top")
        self.here.set_data([learning_rate] * 2, (0, 0.9))
        self.trail.update(learning_rates, values, end=(learning_rate, value))

    def _heights(self, values):
        """Return how high up the axes each value stands, from 0 to 1."""
        low, high = self.ax.get_ylim()
        to_display = self.ax.yaxis.get_transform().transform
        bottom, top = to_display([low, high])
        return (to_display(np.clip(values, low, high)) - bottom) / (top - bottom)


def _short(regime):
    return {Regime.OVERSHOOT: "overshoots"}.get(regime, str(regime))
