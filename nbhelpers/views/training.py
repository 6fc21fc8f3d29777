"""A training of the two neurons: the error, the output and the parameters against the epoch."""

import numpy as np

from nbhelpers import style
from nbhelpers.backprop import PARAMETERS, StoppedBy
from nbhelpers.figure.handles import Handle
from nbhelpers.views.parts import Line, clip, curve, headline, label, new_figure
from nbhelpers.views.text import counted, indexed, num

LOOKS = {  # the first neuron dark, the second blue; weights solid, biases dashed
    "w1": {"color": style.INK, "ls": "-"},
    "b1": {"color": style.INK, "ls": "--"},
    "w2": {"color": style.MODEL, "ls": "-"},
    "b2": {"color": style.MODEL, "ls": "--"},
}


class TrainingView:
    """E on its way to the tolerance, a2 on its way to T, and the four parameters, over one axis of epochs."""

    def __init__(self, max_epochs=2000):
        with new_figure(4.4, headline=True, ncols=3) as (self.figure, (left, middle, right)):
            self.error = ErrorPanel(left, max_epochs)
            self.output = _OutputPanel(middle, max_epochs)
            self.parameters = _ParametersPanel(right, max_epochs)
            self.verdict = headline(self.figure)
        self.handles = [Handle("tolerance", self.error.tolerance, "y", within=self.error.tolerance)]

    def update(self, trace):
        """Draw the training as far as it went."""
        self.error.update(trace.error, trace.tolerance, trace.max_epochs)
        self.output.update(trace)
        self.parameters.update(trace)
        self.verdict.set_text(_verdict(trace))

    def describe(self, trace):
        """Say what stopped the training and when, and where it ended."""
        ends = ", ".join(
            f"{indexed(name)} = {num(value, 4)}" for name, value in zip(PARAMETERS, trace.params[-1], strict=True)
        )
        allowed = f"{counted(trace.max_epochs, 'epoch')} {'was' if trace.max_epochs == 1 else 'were'} allowed"
        return (
            f"{_verdict(trace)}. At most {allowed}, with "
            f"α = {num(trace.learning_rate)} and tolerance {num(trace.tolerance, 2)}. E went from "
            f"{num(trace.error[0], 4)} to {num(trace.error[-1], 4)}, a₂ from {num(trace.a2[0], 4)} to "
            f"{num(trace.a2[-1], 4)} (T = {num(trace.target)}). In the end {ends}."
        )


def _verdict(trace):
    n = trace.n_epochs
    epochs = counted(n, "epoch")
    if trace.stopped_by is StoppedBy.TOLERANCE:
        return f"Stopped by the tolerance after {epochs}: E = {num(trace.error[-1], 4)} is below it"
    if trace.stopped_by is StoppedBy.MAX_EPOCHS:
        return f"Stopped by the number of epochs, {n}: E = {num(trace.error[-1], 4)} is not below the tolerance"
    if trace.stopped_by is StoppedBy.STANDSTILL:
        return f"At a standstill after {epochs}: an update changes no parameter any more"
    return f"Stopped after {epochs}: the numbers are too large for the computer"


def epoch_axis(ax, max_epochs):
    """Make the x axis count epochs: 0, then a logarithmic scale from 1."""
    ax.set_xscale("symlog", linthresh=1, linscale=0.4)
    ax.set(xlim=(-0.08, 3.5 * max_epochs), xlabel="epoch (log scale from 1)")
    ticks = [0, *(10**i for i in range(int(np.log10(max_epochs)) + 1))]
    ax.set_xticks(ticks, [str(tick) for tick in ticks])
    ax.minorticks_off()


class ErrorPanel:
    """The error against the epoch on a log axis, with the two things that can stop a training."""

    def __init__(self, ax, max_epochs, limits=(1e-7, 1.0), title="the error E"):
        self.ax, self._limits = ax, limits
        ax.set(title=title, yscale="log", ylim=limits)
        ax.set_ylabel("E (log scale)")
        epoch_axis(ax, max_epochs)
        self.line = curve(ax, lw=2.5, color=style.ERROR, zorder=3)
        self.end = curve(ax, "o", ms=11, color=style.ERROR, mec=style.PAPER, zorder=4)
        self.tolerance = curve(ax, ":", lw=2, color=style.TARGET, zorder=2)
        self.last = curve(ax, "--", lw=1.5, color=style.QUIET, zorder=2)
        self.limit = label(ax, 0.03, 0.04, style.TARGET)

    def update(self, E, tolerance=None, max_epochs=None):
        """Draw the errors, and the tolerance and the last epoch allowed where there are such."""
        shown = np.clip(E, *self._limits)
        self.line.set_data(np.arange(len(E)), shown)
        self.end.set_data([len(E) - 1], shown[-1:])
        if tolerance is not None:
            self.tolerance.set_data(self.ax.get_xlim(), [tolerance] * 2)
            self.last.set_data([max_epochs] * 2, self._limits)
            self.limit.set_text(f"tolerance {num(tolerance, 2)}")


class _OutputPanel:
    """a2 against the epoch, and the target."""

    def __init__(self, ax, max_epochs):
        ax.set(title="the output a₂", ylabel="a₂", ylim=(-0.03, 1.03))
        epoch_axis(ax, max_epochs)
        self.line = curve(ax, lw=2.5, color=style.MODEL, zorder=3)
        self.end = curve(ax, "o", ms=11, color=style.MODEL, mec=style.PAPER, zorder=4)
        self.target = curve(ax, ":", lw=2, color=style.TARGET, zorder=2)
        self.name = label(ax, 0.03, 0.06, style.TARGET)

    def update(self, trace):
        epochs = np.arange(trace.n_epochs + 1)
        self.line.set_data(epochs, trace.a2)
        self.end.set_data(epochs[-1:], trace.a2[-1:])
        self.target.set_data([0, 1e9], [trace.target] * 2)
        self.name.set_text(f"target T = {num(trace.target)}")


class _ParametersPanel:
    """The four parameters against the epoch, each named at its end."""

    LIMITS = (-2.0, 2.0)

    def __init__(self, ax, max_epochs):
        ax.set(title="the four parameters", ylim=self.LIMITS)
        epoch_axis(ax, max_epochs)
        ax.axhline(0, color=style.QUIET, lw=1, zorder=1)
        self.lines = {name: curve(ax, lw=2.5, zorder=3, **LOOKS[name]) for name in PARAMETERS}
        self.names = {name: Line(ax, 0, 0, LOOKS[name]["color"], align="left") for name in PARAMETERS}

    def update(self, trace):
        epochs = np.arange(trace.n_epochs + 1)
        for name, line in self.lines.items():
            line.set_data(epochs, clip(getattr(trace, name), self.LIMITS))
        ends = np.clip(trace.params[-1], *self.LIMITS)
        beside = 1.4 * max(trace.n_epochs, 0.2)
        for name, y in zip(PARAMETERS, spread(ends, 0.28), strict=True):
            self.names[name].set_position((beside, y))
            self.names[name].set_text(indexed(name))


def spread(values, gap):
    """Move values apart as little as it takes for all to be `gap` apart, so that labels there do not overlap."""
    order = np.argsort(values, kind="stable")
    blocks = []  # values less a gap for each place must not fall; where they do, neighbours share their mean
    for place, value in enumerate(np.asarray(values, dtype=float)[order]):
        blocks.append([value - gap * place])
        while len(blocks) > 1 and np.mean(blocks[-2]) > np.mean(blocks[-1]):
            last = blocks.pop()
            blocks[-1] += last
    moved = np.empty(len(order))
    moved[order] = np.concatenate([[np.mean(block)] * len(block) for block in blocks]) + gap * np.arange(len(order))
    return moved
