"""Two neurons in training, on one sample and on several; and their gradients checked by finite differences."""

import numpy as np

from nbhelpers import style
from nbhelpers.backprop import PARAMETERS, StoppedBy
from nbhelpers.figure.widget import Handle
from nbhelpers.views.parts import (
    TextGrid,
    TextLine,
    Trail,
    View,
    adjust,
    clip,
    curve,
    heads,
    label,
    log_axis,
    place,
    segments,
    separate_labels,
)
from nbhelpers.views.text import counted, derivative, indexed, num, plus

_LOOKS = {  # the first neuron dark, the second blue; weights solid, biases dashed
    "w1": {"color": style.INK, "ls": "-"},
    "b1": {"color": style.INK, "ls": "--"},
    "w2": {"color": style.MODEL, "ls": "-"},
    "b2": {"color": style.MODEL, "ls": "--"},
}
_COLUMNS = {"exact": 5.78, "measured": 7.12, "relative error": 8.35}
_BEST = np.cbrt(np.finfo(float).eps)  # 6·10⁻⁶: here the bend, of order ε², and the rounding, of order 1/ε, meet


class TrainingView(View):
    """E on its way to the tolerance, a2 on its way to T, and the four parameters, over one axis of epochs.

    The axis does not follow the run, so that a slow training looks slow; one that goes on longer leaves it.
    """

    LIMITS = (-2.0, 2.0)  # of the parameters
    LENGTH = 200  # of the axis, in epochs

    def __init__(self):
        with self.panels(4.4, headline=True, ncols=3) as (left, middle, right):
            self.error = _loss_trail(left, "the loss E", (1e-7, 1.0))
            self.tolerance = curve(left, ":", lw=2, color=style.TARGET, zorder=2)
            self.last = curve(left, "--", lw=1.5, color=style.QUIET, zorder=2)
            self.limit = label(left, 0.03, 0.13, style.TARGET)
            middle.set(title="the output a₂", ylabel="a₂", ylim=(-0.03, 1.03), xlabel="epoch")
            self.output = Trail(middle, style.MODEL, end=11)
            self.target = curve(middle, ":", lw=2, color=style.TARGET, zorder=2)
            self.target_name = label(middle, 0.03, 0.06, style.TARGET)
            right.set(title="the four parameters", ylim=self.LIMITS, xlabel="epoch")
            right.axhline(0, color=style.QUIET, lw=1, zorder=1)
            self.parameters = {  # a line, and its name at its end
                name: (curve(right, lw=2.5, zorder=3, **look), TextLine(right, 0, 0, look["color"], align="left"))
                for name, look in _LOOKS.items()
            }
            for ax in (left, middle, right):
                _count_epochs(ax, self.LENGTH)
        self.handles = [Handle("tolerance", self.tolerance, "y", within=self.tolerance)]

    def update(self, trace):
        ends = [-self.LENGTH, 2 * self.LENGTH]
        self.error.update(trace.error)
        self.tolerance.set_data(ends, [trace.tolerance] * 2)
        self.last.set_data([trace.max_epochs] * 2, self.error.ax.get_ylim())
        allowed = counted(trace.max_epochs, "epoch")
        self.limit.set_text(f"tolerance {num(trace.tolerance, 2)}\nat most {allowed}")
        self.output.update(trace.a2)
        self.target.set_data(ends, [trace.target] * 2)
        self.target_name.set_text(f"target T = {num(trace.target)}")
        paths = [getattr(trace, name)[: self.LENGTH + 1] for name in _LOOKS]  # and the names at their ends
        heights = separate_labels([np.clip(path[-1], *self.LIMITS) for path in paths], 0.28)
        for (name, (line, text)), path, y in zip(self.parameters.items(), paths, heights, strict=True):
            line.set_data(np.arange(len(path)), clip(path, self.LIMITS))
            text.set_position((len(path) + 0.02 * self.LENGTH, y))
            text.set_text(indexed(name))
        self.headline.set_text(_verdict(trace))

    def describe(self, trace):
        """Say what stopped the training and when, and where it ended."""
        ends = ", ".join(f"{indexed(name)} = {num(getattr(trace, name)[-1], 4)}" for name in PARAMETERS)
        allowed = f"{counted(trace.max_epochs, 'epoch')} {'was' if trace.max_epochs == 1 else 'were'} allowed"
        return (
            f"{_verdict(trace)}. At most {allowed}, with "
            f"α = {num(trace.learning_rate)} and tolerance {num(trace.tolerance, 2)}. E went from "
            f"{num(trace.error[0], 4)} to {num(trace.error[-1], 4)}, a₂ from {num(trace.a2[0], 4)} to "
            f"{num(trace.a2[-1], 4)} (T = {num(trace.target)}). In the end {ends}."
        )


class SamplesView(View):
    """The samples with a2(x); each sample's gradient and their mean; the mean loss against the epoch."""

    LIMITS = (-0.15, 0.15)  # of the gradients

    def __init__(self):
        with self.panels(4.5, headline=True, ncols=3) as (left, middle, right):
            left.set(title="the network on the samples", xlabel="x", ylabel="a₂ and T")
            left.set(xlim=(-2.4, 2.4), ylim=(-0.03, 1.03))
            self.curve = curve(left, lw=3, color=style.MODEL, zorder=3)
            self.misses = segments(left, style.ERROR, lw=2, linestyles=":", zorder=2)
            self.dots = curve(left, "o", ms=9, color=style.DATA, mec=style.PAPER, zorder=4)
            self.name = label(left, 0.04, 0.93, style.MODEL)
            middle.set(title="each sample's gradient", xlabel="x of the sample", ylabel="gradient")
            middle.set(xlim=(-2.4, 2.4), ylim=self.LIMITS)
            middle.axhline(0, color=style.QUIET, lw=1, zorder=1)
            self.stems = segments(middle, style.GRADIENT, lw=3, zorder=2)
            self.heads = curve(middle, "o", ms=9, color=style.GRADIENT, mec=style.PAPER, zorder=3)
            self.mean = curve(middle, "--", lw=2.5, color=style.INK, zorder=4)
            self.mean_name = label(middle, 0.04, 0.05, style.INK)
            self.error = _loss_trail(right, "the mean loss E", (1e-4, 0.1))

    def update(self, trace):
        run = trace.run
        x, gradients = run.x, clip(trace.each, self.LIMITS)
        self.dots.set_data(x, run.target)
        self.curve.set_data(trace.curve_x, trace.curve_a2)
        self.misses.set_segments(_upright(x, run.target, run.a2[-1]))
        self.name.set_text(f"a₂(x) after {counted(run.n_epochs, 'epoch')}")
        self.stems.set_segments(_upright(x, 0 * x, gradients))
        self.heads.set_data(x, gradients)
        self.mean.set_data([-1e3, 1e3], [trace.mean] * 2)
        slope, mean = derivative("dE_d" + trace.parameter), num(trace.mean, 3)
        self.mean_name.set_text(f"mean {slope} = {mean}")
        _count_epochs(self.error.ax, _axis_length(run.max_epochs))
        self.error.update(run.error)
        first, *others = trace.each
        added = " ".join([num(first, 3), *(plus(value, 3) for value in others)])
        self.headline.set_text(f"{slope} = ({added}) / {len(trace.each)} = {mean}")

    def describe(self, trace):
        """Say the mean loss, the mean gradient, and how the samples' gradients lie about it."""
        each = trace.each
        n_down = np.count_nonzero(each > 0)
        pull = f"{n_down} of {counted(len(each), 'sample')} {'pulls' if n_down == 1 else 'pull'}"
        return (
            f"After {counted(trace.run.n_epochs, 'epoch')} with α = {num(trace.run.learning_rate)} the mean "
            f"loss is {num(trace.run.error[-1], 4)}. The mean of the {len(each)} gradients "
            f"{derivative('dE_d' + trace.parameter)} is {num(trace.mean, 4)}; {pull} "
            f"{indexed(trace.parameter)} down."
        )


class GradientCheckView(View):
    """E along one parameter with its tangent and the chord of the difference; all four checked; error against ε."""

    REACH, E = 1.2, (0.0, 0.3)  # how far the left panel reaches on both sides of the parameter, and up
    ERRORS = (1e-12, 10.0)

    def __init__(self):
        with self.page(4.5) as page:
            left, right = place(page, 0.85, 0.7, 2.9, 2.9), place(page, 9.2, 0.7, 2.6, 2.9)
            left.set(xlim=(-self.REACH, self.REACH), ylim=self.E, ylabel="E", xlabel="change of the parameter")
            left.set_title("tangent and chord", size=13)
            self.curve = curve(left, lw=2.5, color=style.ERROR, zorder=2)
            self.tangent = curve(left, "--", lw=2.5, color=style.GRADIENT, zorder=3)
            self.chord = curve(left, "o-", lw=2, ms=9, color=style.MODEL, mec=style.PAPER, zorder=4)
            self.name = TextLine(left, -1.1, 0.28, style.ERROR, align="left")
            heads(page, _COLUMNS, 3.4, align="right")
            rows = [2.85 - 0.6 * row for row in range(len(PARAMETERS))]
            self.names = TextGrid(page, [3.8], rows, align="left")
            self.cells = TextGrid(page, _COLUMNS.values(), rows, align="right")
            right.set(xscale="log", xlim=(1e-12, 2.0), xticks=10.0 ** np.arange(-12, 1, 4), xlabel="ε")
            right.set_title("relative error against ε", size=13)
            log_axis(right, self.ERRORS, every=3)
            self.lines = {name: curve(right, zorder=2, **look) for name, look in _LOOKS.items()}
            self.here = curve(right, lw=1.5, color=style.GRADIENT, zorder=3)
            self.point = curve(right, "o", ms=11, color=style.MODEL, mec=style.PAPER, zorder=5)
        self.handles = [
            Handle("epsilon", self.point, "x"),
            Handle("epsilon", self.chord, lambda change, E, _: abs(change)),
        ]

    def update(self, trace):
        i = PARAMETERS.index(trace.parameter)
        epsilon, reach = trace.epsilon, np.array([-self.REACH, self.REACH])
        self.curve.set_data(trace.offsets, trace.along)
        self.tangent.set_data(reach, trace.E + trace.exact[i] * reach)
        self.chord.set_data([-epsilon, epsilon], trace.ends[::-1])
        self.name.set_text(f"E along {indexed(trace.parameter)}")
        self._write_table(trace)
        tried = trace.epsilons >= epsilon  # what a still smaller ε does is for the reader to find out
        epsilons = [*trace.epsilons[tried], epsilon]
        errors = np.clip([*trace.relative_errors[tried], trace.relative_error], *self.ERRORS)
        for (name, line), each in zip(self.lines.items(), errors.T, strict=True):
            line.set_data(epsilons, each)
            line.set_linewidth(3 if name == trace.parameter else 1)
        self.here.set_data([epsilon] * 2, self.ERRORS)
        self.point.set_data([epsilon], [np.clip(trace.relative_error[i], *self.ERRORS)])
        self.headline.set_text(_formula(trace))

    def _write_table(self, trace):
        chosen = [name == trace.parameter for name in PARAMETERS]
        names = (derivative("dE_d" + name) for name in PARAMETERS)
        self.names.write([("▸" if is_it else "  ") + name] for name, is_it in zip(names, chosen, strict=True))
        values = zip(trace.exact, trace.measured, trace.relative_error, strict=True)
        texts = ((f"{exact:.8f}", f"{measured:.8f}", num(error, 2)) for exact, measured, error in values)
        self.cells.write([text.replace("-", "−") for text in row] for row in texts)
        for row, is_it in zip(self.cells.rows, chosen, strict=True):
            for cell in row:
                cell.set_color(style.INK if is_it else style.QUIET)

    def describe(self, trace):
        """Say how far the measured slope is off, and which of the two errors rules."""
        i = PARAMETERS.index(trace.parameter)
        if trace.epsilon > 30 * _BEST:
            why = "ε is so large that the curve bends between the two points"
        elif trace.epsilon < _BEST / 30:
            why = "ε is so small that the two values of E differ only in their last digits, which are rounded"
        else:
            why = "Neither the bend of the curve nor rounding does much harm here"
        return (
            f"{derivative('dE_d' + trace.parameter)} is {num(trace.exact[i], 4)}. Measured with ε = "
            f"{num(trace.epsilon, 2)} it has a relative error of {num(trace.relative_error[i], 2)}. {why}."
        )


def _loss_trail(ax, title, limits):
    """Make the axes of a loss against the epoch, and return its trail."""
    ax.set(title=title, yscale="log", ylim=limits, ylabel="E (log scale)", xlabel="epoch")
    ax.minorticks_off()
    return Trail(ax, style.ERROR, end=11)


def _count_epochs(ax, length):
    """Let the x axis count epochs up to this length, with room behind it for the names of curves."""
    adjust(ax, xlim=(-0.02 * length, 1.1 * length), xticks=np.linspace(0, length, 6))


def _axis_length(n_epochs):
    """Return the next of 10, 20, 50, 100, 200, … epochs."""
    power = 10 ** max(len(str(n_epochs)) - 1, 1)
    return next(step * power for step in (1, 2, 5, 10) if step * power >= n_epochs)


def _upright(x, low, high):
    """Return the upright segments at `x` from `low` to `high`, (n, 2, 2)."""
    return np.stack([np.column_stack([x, low]), np.column_stack([x, high])], axis=1)


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


def _formula(trace):
    """Write the difference with its numbers."""
    i = PARAMETERS.index(trace.parameter)
    above, below = trace.ends
    name = indexed(trace.parameter)
    return (
        f"(E({name} + ε) − E({name} − ε)) / 2ε = ({above:.10f} − {below:.10f}) / (2 · {num(trace.epsilon, 2)}) "
        f"= {num(trace.measured[i], 7)}"
    )
