"""Training on several samples: their gradients, the mean of them, and what an epoch with that mean does."""

import numpy as np
from matplotlib.collections import LineCollection

from nbhelpers import style
from nbhelpers.views.parts import ANIMATED, clip, curve, headline, label, new_figure
from nbhelpers.views.text import counted, indexed, num, partial, plus
from nbhelpers.views.training import ErrorPanel


class SamplesView:
    """The samples with a2(x); each sample's gradient and their mean; the mean squared error against the epoch."""

    def __init__(self, max_epochs=1000):
        with new_figure(4.5, headline=True, ncols=3) as (self.figure, (left, middle, right)):
            left.set(title="the network on the samples", xlabel="x", ylabel="a₂ and T", ylim=(-0.03, 1.03))
            left.set_xlim(-2.4, 2.4)
            self.curve = curve(left, lw=3, color=style.MODEL, zorder=3)
            self.misses = LineCollection([], colors=style.ERROR, linewidths=2, linestyles=":", zorder=2, **ANIMATED)
            left.add_collection(self.misses)
            self.dots = curve(left, "o", ms=9, color=style.DATA, mec=style.PAPER, zorder=4)
            self.name = label(left, 0.04, 0.93, style.MODEL)
            self.gradients = _GradientsPanel(middle)
            self.error = ErrorPanel(right, max_epochs, (1e-5, 1.0), "the mean squared error")
            self.arithmetic = headline(self.figure)

    def update(self, trace):
        """Move everything to the epoch chosen."""
        x, T, run = trace.run.x, trace.run.target, trace.run
        self.dots.set_data(x, T)
        self.curve.set_data(trace.curve_x, trace.curve_a2)
        self.misses.set_segments([[(xi, Ti), (xi, a2)] for xi, Ti, a2 in zip(x, T, run.a2[-1], strict=True)])
        self.name.set_text(f"a₂(x) after {counted(run.n_epochs, 'epoch')}")
        self.gradients.update(trace)
        self.error.update(run.error)
        self.arithmetic.set_text(_arithmetic(trace))

    def describe(self, trace):
        """Say the error, the mean gradient, and how the samples' gradients lie about it."""
        each = trace.each
        n_down = np.count_nonzero(each > 0)
        pull = f"{n_down} of {counted(len(each), 'sample')} {'pulls' if n_down == 1 else 'pull'}"
        return (
            f"After {counted(trace.run.n_epochs, 'epoch')} with α = {num(trace.run.learning_rate)} the mean "
            f"squared error is {num(trace.run.error[-1], 4)}. The mean of the {len(each)} gradients "
            f"{partial('dE_d' + trace.parameter)} is {num(trace.mean, 4)}; {pull} {indexed(trace.parameter)} down."
        )


def _arithmetic(trace):
    """Write the mean with its numbers."""
    first, *others = trace.each
    added = " ".join([num(first, 3), *(plus(value, 3) for value in others)])
    return f"{partial('dE_d' + trace.parameter)} = ({added}) / {len(trace.each)} = {num(trace.mean, 3)}"


class _GradientsPanel:
    """A stem for each sample's gradient of one parameter, and a line at their mean."""

    LIMITS = (-0.15, 0.15)

    def __init__(self, ax):
        ax.set(title="each sample's gradient", xlabel="x of the sample", ylabel="gradient")
        ax.set(xlim=(-2.4, 2.4), ylim=self.LIMITS)
        ax.axhline(0, color=style.QUIET, lw=1, zorder=1)
        self.stems = LineCollection([], colors=style.GRADIENT, linewidths=3, zorder=2, **ANIMATED)
        ax.add_collection(self.stems)
        self.heads = curve(ax, "o", ms=9, color=style.GRADIENT, mec=style.PAPER, zorder=3)
        self.mean = curve(ax, "--", lw=2.5, color=style.INK, zorder=4)
        self.name = label(ax, 0.04, 0.05, style.INK)

    def update(self, trace):
        each = clip(trace.each, self.LIMITS)
        self.stems.set_segments([[(x, 0), (x, value)] for x, value in zip(trace.run.x, each, strict=True)])
        self.heads.set_data(trace.run.x, each)
        self.mean.set_data([-1e3, 1e3], [trace.mean] * 2)
        self.name.set_text(f"mean {partial('dE_d' + trace.parameter)} = {num(trace.mean, 3)}")
