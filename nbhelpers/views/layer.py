"""What comes out of a layer whose inputs are normally distributed."""

import numpy as np

from nbhelpers import style
from nbhelpers.figure.handles import Handle
from nbhelpers.views.activation import LOOKS
from nbhelpers.views.parts import ANIMATED, Line, curve, headline, label, new_figure
from nbhelpers.views.text import counted, kind, num, percent, signed

_MEASURES = ("mean", "zeros", "saturated", "mean_slope")
_NAMES = ("mean output", "exact zeros", "saturated units", "mean slope")


class LayerView:
    """Histograms of what goes into the units and of what comes out, and four measures of it as bars."""

    MOST = 0.3  # share of the units in one bin; more is marked at the edge

    def __init__(self):
        with new_figure(4.4, headline=True, ncols=3) as (self.figure, (left, middle, right)):
            left.set(title="what goes in: z", xlabel="z", ylabel="share of the units", xlim=(-4, 4))
            middle.set(title="what comes out: a = f(z)", xlabel="a", xlim=(-2, 4))
            for ax in (left, middle):
                ax.set_ylim(0, self.MOST)
            self.inputs = _histogram(left, style.QUIET)
            self.outputs = _histogram(middle, style.MODEL)
            tall = {"ls": "", "ms": 10, "color": style.MODEL, "mec": style.PAPER, "clip_on": False}
            self.tall = [curve(ax, "^", **tall) for ax in (left, middle)]
            self.share = label(middle, 0.97, 0.9, style.INK, align="right")
            right.set(title="measured", xlabel="share, or value")
            right.set(xlim=(-1.05, 1.05), xticks=(-1, 0, 1), ylim=(3.5, -0.5), yticks=())
            right.axvline(0, color=style.QUIET, lw=1)
            self.bars = [_bar(right, row + 0.15) for row in range(4)]
            self.names = [Line(right, -1, row - 0.2, size=12, align="left", boxed=True) for row in range(4)]
            self.mean = curve(left, "v", ms=11, color=style.INK, mec=style.PAPER, clip_on=False)
            self.verdict = headline(self.figure)
        self.handles = [Handle("bias", self.mean, "x", within=self.inputs)]

    def update(self, trace):
        """Move everything to the units of the trace."""
        n = trace.n_units
        counts, edges = np.histogram(trace.z, bins=np.linspace(-4, 4, 41))
        self.inputs.set_data(counts / n, edges)
        shares = trace.counts / n
        self.outputs.set_data(np.minimum(shares, 2 * self.MOST), trace.edges)
        self.outputs.set_facecolor(LOOKS[trace.name]["color"])
        self._mark(self.tall[0], counts / n, edges)
        self._mark(self.tall[1], shares, trace.edges)
        self.mean.set_data([trace.bias], [0.04 * self.MOST])
        self.share.set_text(f"tallest: {percent(shares.max())}" if shares.max() > self.MOST else "")
        for bar, name, measure, title in zip(self.bars, self.names, _MEASURES, _NAMES, strict=True):
            value = getattr(trace, measure)
            bar.set_xdata([0, np.clip(value, -2, 2)])
            name.set_text(f"{title}: {num(value, 3)}")
        z = f"z = {num(trace.weight_scale)} · noise + {signed(trace.bias)}"
        self.verdict.set_text(f"{n} {kind(trace.name)} units,  {z}")

    def _mark(self, marks, shares, edges):
        """Mark the bars that are taller than the axes."""
        over = shares > self.MOST
        marks.set_data(((edges[:-1] + edges[1:]) / 2)[over], np.full(over.sum(), self.MOST))

    def describe(self, trace):
        """Say how centred, how sparse and how saturated the outputs are."""
        centred = "centred" if abs(trace.mean) < 0.05 else "not centred"
        outside = trace.below + trace.above
        lie = "lies" if outside == 1 else "lie"
        rest = f" {counted(outside, 'output')} {lie} outside the picture." if outside else ""
        return (
            f"{trace.n_units} {kind(trace.name)} units with z of mean {num(trace.bias)} and standard deviation "
            f"{num(trace.weight_scale)}: mean output {num(trace.mean, 3)} ({centred}), {percent(trace.zeros)} of "
            f"the outputs exactly 0, {percent(trace.saturated)} of the units saturated, mean slope "
            f"{num(trace.mean_slope, 3)}.{rest}"
        )


def _histogram(ax, color):
    return ax.stairs([0.0], [0.0, 1.0], fill=True, color=color, zorder=2, **ANIMATED)


def _bar(ax, row):
    look = {"lw": 13, "color": style.MODEL, "solid_capstyle": "butt", "zorder": 2}
    return ax.plot([0, 0], [row, row], **look, **ANIMATED)[0]
