"""Layer after layer on a logarithmic axis: what the pictures of lesson 03 share."""

import numpy as np

from nbhelpers import style
from nbhelpers.views.canvas import MOVING


def layer_axes(ax, most, limits, every=4):
    """Count layers from 1 to `most` along x, and make y logarithmic, with a line at 1."""
    low, high = limits
    ax.set(yscale="log", ylim=limits, xlim=(0.3, most + 0.7), xlabel="layer, counted from the input")
    ax.set_yticks([10.0**p for p in range(int(np.log10(low)), int(np.log10(high)) + 1) if p % every == 0])
    ax.set_xticks([1, *range(5, most + 1, 5)] if most > 12 else range(1, most + 1))
    ax.minorticks_off()
    ax.axhline(1, color=style.QUIET, lw=1, zorder=1)


class LayerDots:
    """A value for each layer: dots on a line, and triangles at the edge for what lies outside, 0 among it."""

    def __init__(self, ax, color, marker="o", **line):
        look = {"ms": 8, "lw": 2, "mec": style.PAPER, "color": color} | line
        self.ax = ax
        self.line = ax.plot([], [], marker=marker, zorder=4, **look, **MOVING)[0]
        edge = {"ls": "", "ms": 9, "color": color, "mec": style.PAPER, "clip_on": False, "zorder": 5}
        self.below = ax.plot([], [], "v", **edge, **MOVING)[0]
        self.above = ax.plot([], [], "^", **edge, **MOVING)[0]

    def update(self, values):
        """Place the dots of layers 1, 2, … at the sizes of these values."""
        low, high = self.ax.get_ylim()
        sizes = np.abs(values)
        layers = np.arange(1, len(sizes) + 1)
        under, over = ~(sizes >= low), sizes > high
        self.line.set_data(layers, np.clip(np.where(under, low, sizes), low, high))
        for edge, gone, height in ((self.below, under, low), (self.above, over, high)):
            if gone.any() or edge.get_visible():  # drawing nothing takes time too
                edge.set_data(layers[gone], np.full(gone.sum(), height))
                edge.set_visible(gone.any())
