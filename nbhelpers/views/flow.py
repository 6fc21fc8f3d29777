"""Signals and gradients through a dense network before any training."""

import numpy as np

from nbhelpers import style
from nbhelpers.views.parts import LayerTrail, headline, label, layer_axes, new_figure
from nbhelpers.views.text import kind, num

NAMES = {"normal": "small normal", "xavier": "Xavier", "he": "He"}
_LOOKS = {
    "normal": {"color": style.INK, "marker": "s"},
    "xavier": {"color": style.MODEL, "marker": "o"},
    "he": {"color": style.GRADIENT, "marker": "D"},
}


class FlowView:
    """Spread of the activations and size of the gradients by layer; then the gradients of all three starts."""

    SIZES = (1e-12, 1e7)

    def __init__(self, most=12):
        with new_figure(4.6, headline=True, ncols=2) as (self.figure, (left, right)):
            left.set(title="activations and gradients at the start", ylabel="size  (log scale)")
            right.set(title="the gradients with each initialisation", ylabel="size of ∂E/∂z  (log scale)")
            for ax in (left, right):
                layer_axes(ax, most, self.SIZES, every=3)
            self.spread = LayerTrail(left, style.MODEL, "s", ls="--")
            self.gradient = LayerTrail(left, style.ERROR)
            self.spread_name = label(left, 0.02, 0.94, style.MODEL)
            self.gradient_name = label(left, 0.02, 0.87, style.ERROR)
            self.each = {init: LayerTrail(right, **look) for init, look in _LOOKS.items()}
            self.names = {
                init: label(right, 0.02, 0.94 - 0.07 * i, _LOOKS[init]["color"]) for i, init in enumerate(_LOOKS)
            }
            self.verdict = headline(self.figure)

    def update(self, trace):
        """Move everything to the networks of the trace."""
        flow = trace.flows[trace.init]
        self.spread.update(flow.activation_std)
        self.gradient.update(flow.delta_rms)
        self.spread_name.set_text("■ spread of the activations")
        self.gradient_name.set_text("● size of the gradient ∂E/∂z")
        for init, dots in self.each.items():
            dots.update(trace.flows[init].delta_rms)
            dots.line.set_linewidth(3 if init == trace.init else 1)
            mark = {"s": "■", "o": "●", "D": "◆"}[_LOOKS[init]["marker"]]
            self.names[init].set_text(f"{mark} {NAMES[init]}: {_gain(trace.flows[init])}")
        self.verdict.set_text(_verdict(trace))

    def describe(self, trace):
        """Say what each layer does to gradient and signal, and what is left."""
        flow = trace.flows[trace.init]
        others = [f"{NAMES[init]}, {_gain(each)}" for init, each in trace.flows.items() if init != trace.init]
        return (
            f"{_verdict(trace)}. The gradient that arrives is {num(flow.delta_rms[0], 3)} at the first layer and "
            f"{num(flow.delta_rms[-2], 3)} at the last hidden one; the spread of the activations goes from "
            f"{num(flow.activation_std[0], 3)} to {num(flow.activation_std[-2], 3)}. With the other starts: "
            f"{'; '.join(others)}."
        )


def _verdict(trace):
    flow, units = trace.flows[trace.init], kind(trace.activation)
    size = f"{trace.depth} hidden layers of {trace.width} {units} units, {NAMES[trace.init]} start"
    if not _comes_back(flow):
        return f"{size}: {_gain(flow)}"
    fates = {"gradients vanish": flow.gain < 0.8, "gradients explode": flow.gain > 1.25}
    fate = next((fate for fate, is_so in fates.items() if is_so), "gradients keep their size")
    return f"{size}: {_gain(flow)}, {fate}"


def _comes_back(flow):
    """Say whether any gradient gets through the first layer on the way back."""
    return np.isfinite(flow.gain) and flow.gain > 0


def _gain(flow):
    return f"gain {num(flow.gain, 3)} per layer" if _comes_back(flow) else "nothing comes back from the output"
