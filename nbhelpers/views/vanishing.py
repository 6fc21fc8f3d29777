"""Vanishing gradients: a chain of equal neurons, and dense networks at the start and in training."""

import numpy as np

from nbhelpers import style
from nbhelpers.activations import ACTIVATIONS
from nbhelpers.views.panels import GOAL, GUESSING, LayerTrail, count_layers, layer_axes
from nbhelpers.views.parts import Trail, View, adjust, curve, label, labels, segments
from nbhelpers.views.text import INIT_NAMES, counted, kind, num, percent, sentence, signed

SIGMOID = ACTIVATIONS["sigmoid"]

_SIGNS = {"o": "●", "s": "■", "D": "◆"}  # a marker in a line of text
_STARTS = {
    "normal": {"color": style.INK, "marker": "s"},
    "xavier": {"color": style.MODEL, "marker": "o"},
    "he": {"color": style.GRADIENT, "marker": "D"},
}
_RUNNERS = (
    {"color": style.ERROR, "ls": "-", "marker": "o"},
    {"color": style.MODEL, "ls": "--", "marker": "s"},
)
_LENGTHS = (50, 100, 200, 300)  # epochs, to which a race's axes reach as it goes on


class ChainView(View):
    """Bars of |w·f′(z)| for every layer; the gradient at every layer, and the straight line of theory."""

    FACTORS, GRADIENTS = (1e-4, 1e2), (1e-18, 1e9)
    FEW = 12  # neurons, up to which the axes reach unless there are more

    def __init__(self, most):
        self.most = most
        with self.panels(4.6, headline=True, ncols=2) as (left, right):
            left.set(title="what a layer multiplies the gradient by", ylabel="|w · f′(z)|  (log scale)")
            right.set(title="the gradient that arrives", ylabel="|∂aₙ/∂z|  (log scale)")
            layer_axes(left, most, self.FACTORS, every=1)
            layer_axes(right, most, self.GRADIENTS, every=3)
            self.bars = segments(left, style.MODEL, lw=9, capstyle="butt", zorder=2)
            self.factors = LayerTrail(left, style.MODEL, ls="")
            self.limit = curve(left, ":", lw=2, color=style.TARGET, zorder=3)
            self.limit_name = label(left, 0.98, 0.95, style.TARGET, align="right", va="top")
            # Wide and pale, so that it is seen on both sides of the line that it may lie under.
            self.predicted = curve(right, lw=9, alpha=0.3, color=style.ERROR, zorder=3)
            self.gradients = LayerTrail(right, style.GRADIENT)
            colors = style.GRADIENT, style.ERROR
            self.first, self.line_name = labels(right, 0.98, 0.95, 0.08, colors, align="right", va="top")

    def update(self, trace):
        for ax in (self.factors.ax, self.gradients.ax):
            count_layers(ax, self.FEW if trace.n_layers <= self.FEW else self.most)
        sizes = np.clip(np.abs(trace.factor), *self.FACTORS)
        self.bars.set_segments([[(layer, 1), (layer, size)] for layer, size in enumerate(sizes, 1)])
        self.factors.update(trace.factor)
        function = ACTIVATIONS[trace.activation]
        steepest = function.df(function.steepest_at)
        limit = abs(trace.weight) * steepest
        self.limit.set_data([0, 100], [np.clip(limit, *self.FACTORS)] * 2)
        self.limit_name.set_text(f"no factor is larger than |w| · {num(steepest)} = {num(limit)}")
        low, high = self.GRADIENTS
        predicted = np.clip(trace.predicted, low * 1e-9, high * 1e9)  # which Agg can still draw a line to
        self.predicted.set_data(np.arange(1, trace.n_layers + 1), predicted)
        self.gradients.update(trace.gradient)
        self.first.set_text(f"at layer 1: {num(trace.gradient[0], 4)}")
        every = f"pale line: every factor {num(trace.settled_factor, 4)}"
        self.line_name.set_text(every if trace.n_layers > 1 else "")
        self.headline.set_text(_arithmetic(trace))

    def describe(self, trace):
        """Say what is left of the gradient at the first layer, and what each layer did to it."""
        name, first = kind(trace.activation), num(trace.gradient[0], 4)
        settings = f"w = {num(trace.weight)}, b = {num(trace.bias)}, x = {num(trace.x)}"
        if trace.n_layers == 1:
            return f"One {name} neuron with {settings}: its gradient is f′(z) = {first}."
        return (
            f"{trace.n_layers} {name} neurons with {settings}. The gradient is {num(trace.gradient[-1], 4)} at the "
            f"last and {first} at the first: {_fate(trace)}."
        )


def _fate(trace):
    """Say that the gradient vanishes, explodes, dies or is kept, with the factor per layer."""
    first, last = np.abs(trace.gradient[[0, -1]])
    if first == 0 or last == 0:
        return "a factor of exactly 0 on the way lets nothing through"
    fate = _by_fraction(first / last, "it vanishes", "much of it arrives", "it explodes")
    return f"{fate}, since each layer multiplies it by {num(trace.mean_factor, 4)} on average"


def _by_fraction(fraction, below, between, above):
    """Choose the word for a fraction of the gradient: below a tenth, up to ten times as much, or above."""
    return below if fraction < 0.1 else between if fraction <= 10 else above


def _arithmetic(trace):
    """Write the product at the first layer, the first factors in numbers."""
    if trace.n_layers == 1:
        return f"{kind(trace.activation)}:  ∂a₁/∂z₁ = f′(z₁) = {num(trace.gradient[0], 3)}"
    factors = [num(trace.gradient[-1], 3), *(signed(value, 3) for value in trace.factor[-2::-1])]
    if len(factors) > 4:
        factors[3:-1] = ["…"]  # so that the line has room for them
    product = f"{' · '.join(factors)} = {num(trace.gradient[0], 3)}"
    return f"{kind(trace.activation)}:  ∂aₙ/∂z₁ = f′(zₙ) · w·f′(z) · … = {product}"


class FlowView(View):
    """Spread of the activations and size of the gradients by layer; then the gradients of all three starts."""

    SIZES = (1e-12, 1e7)

    def __init__(self, most):
        with self.panels(4.6, headline=True, ncols=2) as (left, right):
            left.set(title="activations and gradients at the start", ylabel="size  (log scale)")
            right.set(title="the gradients with each initialisation", ylabel="size of ∂E/∂z  (log scale)")
            for ax in (left, right):
                layer_axes(ax, most, self.SIZES, every=3)
            self.activation_std = LayerTrail(left, style.MODEL, "s", ls="--")
            self.gradient = LayerTrail(left, style.ERROR)
            label(left, 0.02, 0.94, style.MODEL).set_text("■ spread of the activations")
            label(left, 0.02, 0.87, style.ERROR).set_text("● size of the gradient ∂E/∂z")
            self.each = {init: LayerTrail(right, **look) for init, look in _STARTS.items()}
            names = labels(right, 0.02, 0.94, 0.07, [look["color"] for look in _STARTS.values()])
            self.names = dict(zip(_STARTS, names, strict=True))

    def update(self, trace):
        flow = trace.flows[trace.init]
        self.activation_std.update(flow.activation_std)
        self.gradient.update(flow.delta_rms)
        for init, trail in self.each.items():
            trail.update(trace.flows[init].delta_rms)
            trail.line.set_linewidth(3 if init == trace.init else 1)
            sign = _SIGNS[_STARTS[init]["marker"]]
            self.names[init].set_text(f"{sign} {INIT_NAMES[init]}: {_gain(trace.flows[init])}")
        self.headline.set_text(_verdict(trace))

    def describe(self, trace):
        """Say what each layer does to gradient and signal, and what is left."""
        flow = trace.flows[trace.init]
        others = [f"{INIT_NAMES[init]}, {_gain(each)}" for init, each in trace.flows.items() if init != trace.init]
        return (
            f"{_verdict(trace)}. The gradient that arrives is {num(flow.delta_rms[0], 3)} at the first layer and "
            f"{num(flow.delta_rms[-2], 3)} at the last hidden one; the spread of the activations goes from "
            f"{num(flow.activation_std[0], 3)} to {num(flow.activation_std[-2], 3)}. With the other starts: "
            f"{'; '.join(others)}."
        )


def _verdict(trace):
    flow, units = trace.flows[trace.init], f"{trace.width} {kind(trace.activation)} units"
    said = f"{trace.depth} hidden layers of {units}, {INIT_NAMES[trace.init]} start: {_gain(flow)}"
    if not _comes_back(flow.gain):
        return said
    first, last = flow.delta_rms[[0, -2]]
    return f"{said}, gradients {_by_fraction(first / last, 'vanish', 'come through', 'explode')}"


def _comes_back(gain):
    """Return whether any gradient comes back through all layers."""
    return np.isfinite(gain) and gain > 0


def _gain(flow):
    return f"gain {num(flow.gain, 3)} per layer" if _comes_back(flow.gain) else "nothing comes back from the output"


class RaceView(View):
    """Loss and accuracy of both networks against the epoch; how far each layer's weights have moved."""

    def __init__(self, max_epochs, most_layers):
        self.lengths = [length for length in _LENGTHS if length < max_epochs] + [max_epochs]
        columns = {"ncols": 3, "width_ratios": (1.5, 1, 1.2)}
        with self.panels(4.5, headline=True, **columns) as (left, middle, right):
            left.set(title="training loss", xlabel="epoch", ylabel="E", ylim=(0, 1.5))
            left.axhline(GOAL, color=style.TARGET, lw=1.5, ls=":", zorder=1)
            left.axhline(GUESSING, color=style.QUIET, lw=1.5, ls=":", zorder=1)
            across = {"size": 12, "ha": "right", "transform": left.get_yaxis_transform()}
            left.text(0.98, GOAL + 0.05, f"E = {GOAL}", color=style.TARGET, **across)
            left.text(0.98, GUESSING + 0.05, "guessing", color=style.QUIET, **across)
            middle.set(title="right answers, held out", xlabel="epoch", ylabel="fraction", ylim=(0, 1.02))
            right.set(title="how far each layer has moved", ylabel="‖W − W₀‖ / ‖W₀‖  (log scale)")
            layer_axes(right, most_layers, (1e-5, 1e2), every=1)
            # Not dashed, which would hide how a loss jumps.
            looks = [look | {"ls": "-", "lw": lw} for look, lw in zip(_RUNNERS, (3, 1.5), strict=True)]
            self.losses, self.accuracies = ([Trail(ax, end=10, **look) for look in looks] for ax in (left, middle))
            self.moved = [LayerTrail(right, **look) for look in _RUNNERS]
            self.names = labels(left, 0.97, 0.93, 0.08, [look["color"] for look in _RUNNERS], align="right")

    def update(self, trace):
        length = next(length for length in self.lengths if length >= trace.n_epochs)
        for panel in (self.losses[0], self.accuracies[0]):
            adjust(panel.ax, xlim=(-0.02 * length, 1.02 * length))
        for i, runner in enumerate(trace.runners):
            self.losses[i].update(runner.loss)
            self.accuracies[i].update(runner.accuracy)
            self.moved[i].update(runner.moved)
            self.names[i].set_text(f"{_SIGNS[_RUNNERS[i]['marker']]} {kind(runner.activation)}")
        standings = "   ".join(map(_standing, trace.runners))
        self.headline.set_text(f"After {counted(trace.n_epochs, 'epoch')}:  {standings}")

    def describe(self, trace):
        """Say for both the loss and the accuracy, when the goal was reached, and how first and last layer moved."""
        return f"After {counted(trace.n_epochs, 'epoch')}. " + " ".join(map(_report, trace.runners))


def _standing(runner):
    return f"{kind(runner.activation)}: E = {num(runner.loss[-1], 3)}, {percent(runner.accuracy[-1])} right"


def _report(runner):
    moved = runner.moved
    reached = f"it diverged after {counted(runner.n_epochs, 'epoch')}" if runner.diverged else _reached(runner)
    return (
        f"{sentence(kind(runner.activation))}: E = {num(runner.loss[-1], 3)}, {percent(runner.accuracy[-1])} of "
        f"the held-out data right, {reached}; the first layer has moved by {num(moved[0], 2)} of its size, "
        f"the last by {num(moved[-1], 2)}."
    )


def _reached(runner):
    """Say after how many epochs the loss reached the goal, and when for good if it left it again."""
    first = runner.epochs_to(GOAL)
    if first is None:
        return f"E ≤ {GOAL} not reached"
    for_good = 1 + np.max(np.flatnonzero(runner.loss > GOAL), initial=-1)
    again = "" if for_good <= first else f", and for good after {for_good}"
    if for_good > runner.n_epochs:
        again = ", but above it again now"
    return f"E ≤ {GOAL} after {counted(first, 'epoch')}{again}"


class ErrorSlopesView(View):
    """∂E/∂z of a sigmoid output whose target is 0, against its z, for two errors. A still picture."""

    WRONG = 6.0  # where the output is near 1

    def __init__(self):
        with self.panels(3.4) as (ax,):
            ax.set(title="the slope of the error in z, for T = 0", xlabel="z", ylabel="∂E/∂z")
            ax.set(xlim=(-8, 8), ylim=(-0.05, 1.15))
            ax.axvline(self.WRONG, color=style.QUIET, lw=1.5, ls=":", zorder=1)
            ax.text(self.WRONG + 0.15, 0.5, f"a = {num(SIGMOID.f(self.WRONG), 3)}\nand T = 0", size=13, va="center")
            z = np.linspace(-8, 8, 161)
            for slope, look, text, (x, y) in (
                (_logarithmic, {"color": style.MODEL, "ls": "-"}, "cross-entropy: a − T", (0.8, 0.92)),
                (_squared, {"color": style.ERROR, "ls": "--"}, "squared error: (a − T) · a (1 − a)", (5.8, 0.27)),
            ):
                ax.plot(z, slope(z), lw=3, **look)
                ax.plot([self.WRONG], [slope(self.WRONG)], "o", ms=11, color=look["color"], mec=style.PAPER)
                ax.text(x, y, text, color=look["color"], size=14, ha="right", va="center")

    def describe(self, _):
        """Say how steep both errors are where the output is quite wrong."""
        z = self.WRONG
        return (
            f"At z = {num(z)} the output is {num(SIGMOID.f(z), 3)} instead of 0. There the squared error has the "
            f"slope {num(_squared(z), 2)}, and the cross-entropy has the slope {num(_logarithmic(z), 3)}."
        )


def _squared(z):
    """Return ∂E/∂z of ½ (T − a)² for T = 0."""
    return SIGMOID.f(z) * SIGMOID.df(z)


def _logarithmic(z):
    """Return ∂E/∂z of −ln(1 − a): the slope a (1 − a), times 1/(1 − a)."""
    return SIGMOID.f(z)
