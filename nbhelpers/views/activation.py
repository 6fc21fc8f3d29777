"""One activation function at one place, with its tangent and its slope; others beside it, if asked for."""

import numpy as np
from matplotlib.collections import PolyCollection

from nbhelpers import style
from nbhelpers.activations import ACTIVATIONS, ELEMENTWISE
from nbhelpers.figure.handles import Handle
from nbhelpers.views.parts import ANIMATED, Line, curve, headline, label, new_figure
from nbhelpers.views.text import kind, num, sentence

LOOKS = {
    each.name: {"color": getattr(style, each.color), "ls": each.dashes}
    for each in sorted(ACTIVATIONS.values(), key=lambda each: each.row)
    if each.elementwise
}
"""Every function has its colour and its dashes in all pictures of lesson 04."""


class ActivationView:
    """f with its tangent, and f′, over the zones where |f′| is below 0.01; the slope at z as a bar."""

    VALUES, SLOPES = (-1.6, 3.0), (-0.1, 1.15)

    def __init__(self):
        with new_figure(4.6, headline=True, ncols=3, width_ratios=(1, 1, 0.16)) as (self.figure, axes):
            left, middle, right = axes
            left.set(title="the function f(z)", xlabel="z", ylabel="f(z)", xlim=(-6, 6), ylim=self.VALUES)
            middle.set(title="its slope f′(z)", xlabel="z", ylabel="f′(z)", xlim=(-6, 6), ylim=self.SLOPES)
            right.set(title="slope", ylim=self.SLOPES, xlim=(0, 1), xticks=[])
            self.flat = [_zones(ax) for ax in (left, middle)]
            self.curves = {name: _curves(left, middle, name) for name in ELEMENTWISE}
            self.key = {name: _entry(left, name) for name in ELEMENTWISE}
            self.tangent = curve(left, "--", lw=2, color=style.INK, zorder=4)
            ends = {"ms": 12, "color": style.INK, "mec": style.PAPER, "zorder": 6, "clip_on": False}
            self.points = [curve(ax, "o", **ends) for ax in (left, middle)]
            self.bar = right.plot([0.5, 0.5], [0, 0], lw=22, color=style.INK, solid_capstyle="butt", **ANIMATED)[0]
            self.flat_name = label(middle, 0.5, 0.94, style.QUIET, align="center")
            self.arithmetic = headline(self.figure)
        self.handles = [Handle("z", point, "x") for point in self.points]

    def update(self, trace):
        """Move everything to the function and the place chosen."""
        chosen = trace.chosen
        shown = {look.name: look for look in (*trace.others, chosen)}
        for name, curves in self.curves.items():
            for line in curves:
                line.set_visible(name in shown)
                line.set_linewidth(3.5 if name == chosen.name else 1.5)
            if name in shown:
                curves[0].set_data(shown[name].curve_z, shown[name].curve)
                curves[1].set_data(shown[name].curve_z, shown[name].curve_df)
        self._name(shown)
        for zones in self.flat:
            zones.set_verts([[(a, -9), (b, -9), (b, 9), (a, 9)] for a, b in chosen.flat])
        reach = np.array([-1.8, 1.8])
        self.tangent.set_data(chosen.z + reach, chosen.intercept + chosen.df * (chosen.z + reach))
        for point, height in zip(self.points, (chosen.value, chosen.df), strict=True):
            point.set_data([chosen.z], [height])
        self.bar.set_ydata([0, chosen.df])
        width = sum(b - a for a, b in chosen.flat)
        self.flat_name.set_text(f"slope below 0.01: {num(100 * width / 12, 3)} % of this range")
        self.arithmetic.set_text(_values(chosen))

    def _name(self, shown):
        """Say which curve is which, where there are several."""
        listed = [name for name in self.key if name in shown and len(shown) > 1]
        for name, (dash, text) in self.key.items():
            dash.set_visible(name in listed)
            text.set_visible(name in listed)
        for i, name in enumerate(listed):
            y = self.VALUES[1] - 0.25 - 0.36 * i
            dash, text = self.key[name]
            dash.set_ydata([y, y])
            text.set_y(y)

    def describe(self, trace):
        """Say value and slope at z, what of a gradient gets through, and how the others compare."""
        chosen = trace.chosen
        others = "".join(f" {_short(look)}." for look in trace.others)
        kink = " Here f has a kink and no derivative; this is the value chosen." if chosen.is_kink else ""
        flat = " This is a flat zone: next to nothing of a gradient gets through." if chosen.is_flat else ""
        return f"{_values(chosen)}.{kink}{flat}{others}"


def _values(look):
    name = kind(look.name)
    slope = f" (slope {num(look.activation.df(-1.0))} below 0)" if look.name == "leaky_relu" else ""
    return (
        f"{sentence(name)}{slope} at z = {num(look.z)}:  f(z) = {num(look.value, 4)},  "
        f"slope f′(z) = {num(look.df, 4)}"
    )


def _short(look):
    name = kind(look.name)
    return f"{sentence(name)}: {num(look.value, 4)}, slope {num(look.df, 4)}"


def _curves(left, right, name):
    return [curve(ax, zorder=3, **LOOKS[name]) for ax in (left, right)]


def _entry(ax, name):
    """Return a piece of a function's curve and its name, where no curve runs: above 0.6 left of z = 0."""
    dash = ax.plot([-5.7, -4.5], [0, 0], lw=2, zorder=6, **LOOKS[name], **ANIMATED)[0]
    text = Line(ax, -4.2, 0, LOOKS[name]["color"], align="left")
    text.set_text(kind(name))
    return dash, text


def _zones(ax):
    zones = PolyCollection([], facecolors=style.BAD_ZONE, edgecolors="none", zorder=0, **ANIMATED)
    ax.add_collection(zones)
    return zones
