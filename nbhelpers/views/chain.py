"""A chain of equal neurons: the factor of each layer, and the gradient that is left of it."""

import numpy as np
from matplotlib.collections import LineCollection

from nbhelpers import style
from nbhelpers.activations import ACTIVATIONS
from nbhelpers.views.parts import ANIMATED, LayerTrail, curve, headline, label, layer_axes, new_figure
from nbhelpers.views.text import kind, num, signed


class ChainView:
    """Bars of |w·f′(z)| for every layer; the gradient at every layer, and the straight line of theory."""

    FACTORS, GRADIENTS = (1e-4, 1e2), (1e-18, 1e9)

    def __init__(self, most=30):
        with new_figure(4.6, headline=True, ncols=2) as (self.figure, (left, right)):
            left.set(title="what a layer multiplies the gradient by", ylabel="|w · f′(z)|  (log scale)")
            layer_axes(left, most, self.FACTORS, every=1)
            self.bars = LineCollection([], colors=style.MODEL, linewidths=9, capstyle="butt", zorder=2, **ANIMATED)
            left.add_collection(self.bars)
            self.factors = LayerTrail(left, style.MODEL, ls="")
            self.limit = curve(left, ":", lw=2, color=style.TARGET, zorder=3)
            self.limit_name = label(left, 0.98, 0.95, style.TARGET, align="right", va="top")
            right.set(title="the gradient that arrives", ylabel="|∂aₙ/∂z|  (log scale)")
            layer_axes(right, most, self.GRADIENTS, every=3)
            self.predicted = curve(right, "--", lw=2.5, color=style.ERROR, zorder=3)
            self.gradients = LayerTrail(right, style.GRADIENT)
            self.first = label(right, 0.98, 0.95, style.GRADIENT, align="right", va="top")
            self.line_name = label(right, 0.98, 0.87, style.ERROR, align="right", va="top")
            self.arithmetic = headline(self.figure)

    def update(self, trace):
        """Move everything to the chain of the trace."""
        sizes = np.clip(np.abs(trace.factor), *self.FACTORS)
        self.bars.set_segments([[(layer, 1), (layer, size)] for layer, size in enumerate(sizes, 1)])
        self.factors.update(trace.factor)
        function = ACTIVATIONS[trace.activation]
        steepest = function.df(function.steepest_at)
        limit = abs(trace.weight) * steepest
        self.limit.set_data([0, 100], [np.clip(limit, *self.FACTORS)] * 2)
        self.limit_name.set_text(f"no factor is larger than |w| · {num(steepest)} = {num(limit)}")
        low, high = self.GRADIENTS
        layers = np.arange(1, trace.n_layers + 1)
        with np.errstate(all="ignore"):
            self.predicted.set_data(layers, np.clip(trace.predicted, low * 1e-9, high * 1e9))
        self.gradients.update(trace.gradient)
        self.first.set_text(f"at layer 1: {num(trace.gradient[0], 4)}")
        self.line_name.set_text(f"straight line: · {num(trace.settled_factor, 4)} per layer")
        self.arithmetic.set_text(_arithmetic(trace))

    def describe(self, trace):
        """Say what is left of the gradient at the first layer, and what each layer did to it."""
        n, name = trace.n_layers, kind(trace.activation)
        settings = f"w = {num(trace.weight)}, b = {num(trace.bias)}, x = {num(trace.x)}"
        if n == 1:
            return f"One {name} neuron with {settings}: its gradient is f′(z) = {num(trace.gradient[0], 4)}."
        return (
            f"{n} {name} neurons with {settings}. The gradient is {num(trace.gradient[-1], 4)} at the last and "
            f"{num(trace.gradient[0], 4)} at the first: {_fate(trace)}."
        )


def _fate(trace):
    """Say whether the gradient vanishes, explodes, dies or is kept, with the factor per layer."""
    if trace.gradient[-1] == 0 or trace.gradient[0] == 0:
        return "a factor of exactly 0 on the way lets nothing through"
    ratio, factor = abs(trace.gradient[0] / trace.gradient[-1]), trace.mean_factor
    per_layer = f"each layer multiplies it by {num(factor, 4)} on average"
    if not np.isfinite(ratio) or ratio > 10:
        return f"it explodes, since {per_layer}"
    return f"it vanishes, since {per_layer}" if ratio < 0.1 else f"much of it arrives, since {per_layer}"


def _arithmetic(trace):
    """Write the product at the first layer, the first factors in numbers."""
    factors = [signed(value, 3) for value in trace.factor[-2::-1]] if trace.n_layers > 1 else []
    shown = factors if len(factors) <= 3 else [*factors[:2], "…", factors[-1]]  # what fits in the line
    slope = trace.gradient[-1]
    product = " · ".join([num(slope, 3), *shown])
    return f"{kind(trace.activation)}:  ∂aₙ/∂z₁ = f′(zₙ) · w·f′(z) · … = {product} = {num(trace.gradient[0], 3)}"
