"""The pictures of the activation functions: one by one, in a layer, softmax, their cost."""

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_rgba

from nbhelpers import style
from nbhelpers.activations import ACTIVATIONS, ELEMENTWISE
from nbhelpers.figure.widget import Handle
from nbhelpers.views.parts import ANIMATED, EdgeMarks, TextLine, View, curve, label, labels, place, segments, write
from nbhelpers.views.text import counted, indexed, kind, num, percent, sentence, signed

LOOKS = {
    each.name: {"color": getattr(style, each.color), "ls": each.dashes}
    for each in sorted(ACTIVATIONS.values(), key=lambda each: each.row)
    if each.elementwise
}
"""Every function has its colour in all pictures of lesson 04, and its dashes where several share their axes."""

_MEASURES = {
    "zeros": lambda value: f"exactly 0: {percent(value)}",
    "saturated": lambda value: f"saturated: {percent(value)}",
    "mean_slope": lambda value: f"mean slope: {num(value, 3)}",
}
EXACT = (-1, 0, 1)  # outputs that many units can have exactly
IN_BINS, OUT_BINS = np.linspace(-4, 4, 41), np.arange(-20, 41) / 10  # edges; a range ends at one, not within a bin
MOST_LOGITS = 5
_WIDE = 200  # points: the width of a bar, were there only one
_STEEPEST = 0.25  # no slope of softmax is steeper at temperature 1, and from here on all have the same shade
_SOFT = 0.56  # of full colour, in that shade: the number on it has to be read


class ActivationView(View):
    """f with its tangent, and f′ with the slope at z as a bar, over the flat zones, where |f′| is below 0.01."""

    VALUES, SLOPES = (-1.6, 3.0), (-0.1, 1.15)

    def __init__(self):
        with self.panels(4.6, headline=True, ncols=2) as (left, right):
            left.set(title="the function f(z)", xlabel="z", ylabel="f(z)", xlim=(-6, 6), ylim=self.VALUES)
            right.set(title="its slope f′(z)", xlabel="z", ylabel="f′(z)", xlim=(-6, 6), ylim=self.SLOPES)
            zones = {"facecolors": style.BAD_ZONE, "edgecolors": "none", "zorder": 0, **ANIMATED}
            self.flat = [ax.add_collection(PolyCollection([], **zones)) for ax in (left, right)]
            self.curves, self.key = {}, {}  # of each, and where no curve runs a piece of it and its name
            for name in ELEMENTWISE:
                look = LOOKS[name]
                self.curves[name] = [curve(ax, zorder=3, **look) for ax in (left, right)]
                self.key[name] = (
                    curve(left, lw=2, zorder=6, **look),
                    TextLine(left, -4.2, 0, look["color"], align="left"),
                )
            self.tangent = curve(left, "--", lw=2, color=style.INK, zorder=4)
            self.bar = curve(right, lw=8, color=style.INK, solid_capstyle="butt", zorder=4)
            self.ends = curve(right, "o", ms=9, mfc=style.PAPER, mew=2, zorder=5)
            points = {"ms": 12, "color": style.INK, "mec": style.PAPER, "zorder": 6, "clip_on": False}
            self.points = [curve(ax, "o", **points) for ax in (left, right)]
            self.flat_name = label(right, 0.5, 0.94, style.INK, align="center")
        self.handles = [Handle("z", point, "x") for point in self.points]

    def update(self, trace):
        chosen = trace.chosen
        shown = {look.name: look for look in (*trace.others, chosen)}
        self._draw_curves(shown, chosen.name)
        self._name_curves([name for name in self.key if name in shown and len(shown) > 1])
        for zones in self.flat:
            zones.set_verts([[(a, -9), (b, -9), (b, 9), (a, 9)] for a, b in chosen.flat])
        z = chosen.z + np.array([-1.8, 1.8])
        self.tangent.set_data(z, chosen.intercept + chosen.df * z)
        for point, height in zip(self.points, (chosen.value, chosen.df), strict=True):
            point.set_data([chosen.z], [height])
        self.bar.set_data([chosen.z] * 2, [0, chosen.df])
        kinks = np.flatnonzero(_kinks(chosen))
        self.ends.set_data(np.tile(chosen.curve_z[kinks], 2), chosen.curve_df[[*(kinks - 1), *(kinks + 1)]])
        self.ends.set_markeredgecolor(LOOKS[chosen.name]["color"])
        width = sum(b - a for a, b in chosen.flat)
        self.flat_name.set_text(f"flat, with a slope below 0.01: {num(100 * width / 12, 3)} % of this range")
        self.headline.set_text(_values(chosen))

    def _draw_curves(self, shown, chosen):
        for name, (f, df) in self.curves.items():
            for line in (f, df):
                line.set(visible=name in shown, linewidth=3.5 if name == chosen else 1.5)
            if name in shown:
                look = shown[name]
                f.set_data(look.curve_z, look.curve)
                df.set_data(look.curve_z, np.where(_kinks(look), np.nan, look.curve_df))

    def _name_curves(self, names):
        heights = dict(zip(names, self.VALUES[1] - 0.25 - 0.36 * np.arange(len(names)), strict=True))
        for name, (dash, text) in self.key.items():
            dash.set_visible(name in heights)
            text.set_visible(name in heights)
            if name in heights:
                dash.set_data([-5.7, -4.5], [heights[name]] * 2)
                text.set(y=heights[name], text=kind(name))

    def describe(self, trace):
        """Say value and slope at z, what of a gradient gets through, and how the others compare."""
        chosen = trace.chosen
        kink = " Here f has a kink and no derivative, so the slope is a choice." if chosen.is_kink else ""
        much = "hardly any" if chosen.df else "none"
        flat = f" The curve is flat here: {much} of a gradient gets through." if chosen.is_flat else ""
        others = "".join(
            f" {sentence(kind(look.name))}: {num(look.value, 4)}, slope {num(look.df, 4)}." for look in trace.others
        )
        return f"{_values(chosen)}.{kink}{flat}{others}"


class LayerView(View):
    """Histograms of what goes into the units and of what comes out, and three measures of it as bars."""

    MOST = 0.3  # fraction of the units in one bin; more is marked at the edge

    def __init__(self):
        with self.page(4.4) as page:
            columns = ((0.85, 2.8), (4.5, 4.3), (9.4, 2.35))
            left, middle, right = (place(page, x, 0.7, width, 2.8) for x, width in columns)
            left.set(title="what goes in: z", xlabel="z", ylabel="fraction of the units", xlim=(-4, 4))
            middle.set(title="what comes out: a = f(z)", xlabel="a", xlim=(-2, 4))
            right.set(title="measured", xlim=(0, 1), xticks=(0, 0.5, 1), ylim=(2.5, -0.6), yticks=())
            self.inputs = _Histogram(left, style.QUIET, IN_BINS, self.MOST)
            self.outputs = _Histogram(middle, style.MODEL, OUT_BINS, self.MOST)
            self.spikes = segments(middle, style.INK, lw=4, capstyle="butt", zorder=4)
            beside = ((-0.9, 0.56, "left"), (-0.1, 0.7, "right"), (1.1, 0.7, "left"))
            self.exactly = [TextLine(middle, x, y * self.MOST, size=12, align=align) for x, y, align in beside]
            self.mean_name, self.tallest = labels(middle, 0.98, 0.92, 0.1, [style.INK] * 2, align="right")
            self.bars = segments(right, style.MODEL, lw=13, capstyle="butt", zorder=2)
            name = {"size": 12, "align": "left", "boxed": True}
            self.names = [TextLine(right, 0, row - 0.25, **name) for row in range(len(_MEASURES))]
            means = {"ms": 11, "color": style.INK, "mec": style.PAPER, "clip_on": False, "zorder": 6}
            self.means = [curve(ax, "v", **means) for ax in (left, middle)]
        self.handles = [Handle("bias", self.means[0], "x", within=self.inputs.bars)]

    def update(self, trace):
        self.inputs.update(trace.z, trace.n_units)
        self._draw_outputs(trace)
        for mark, mean in zip(self.means, (trace.bias, trace.mean), strict=True):
            mark.set_data(np.clip([mean], *mark.axes.get_xlim()), [0.04 * self.MOST])
        self.mean_name.set_text(f"▼ mean output {num(trace.mean, 3)}")
        values = [getattr(trace, measure) for measure in _MEASURES]
        self.bars.set_segments([[(0, row + 0.1), (value, row + 0.1)] for row, value in enumerate(values)])
        write(self.names, [said(value) for said, value in zip(_MEASURES.values(), values, strict=True)])
        z = f"z with mean {num(trace.bias)} and standard deviation {num(trace.weight_scale)}"
        self.headline.set_text(f"{trace.n_units} {kind(trace.name)} units,  {z}")

    def _draw_outputs(self, trace):
        """Draw what comes out: where many outputs are exactly the same a spike, the others as bars."""
        spikes = [(a, np.mean(trace.a == a)) for a in EXACT]
        self.spikes.set_segments([[(a, 0), (a, fraction)] for a, fraction in spikes])
        write(self.exactly, [f"{percent(fraction)} are {num(a)}" if fraction else "" for a, fraction in spikes])
        tallest = self.outputs.update(trace.a[~np.isin(trace.a, EXACT)], trace.n_units)
        self.outputs.bars.set_facecolor(LOOKS[trace.name]["color"])
        self.tallest.set_text(f"tallest bar {percent(tallest)}" if tallest > self.MOST else "")

    def describe(self, trace):
        """Say how centred, how sparse and how saturated the outputs are."""
        centred = "centred" if abs(trace.mean) < 0.05 else "not centred"
        outside = np.count_nonzero((trace.a < OUT_BINS[0]) | (trace.a > OUT_BINS[-1]))
        lie = "lies" if outside == 1 else "lie"
        rest = f" {counted(outside, 'output')} {lie} outside the picture." if outside else ""
        return (
            f"{trace.n_units} {kind(trace.name)} units with z of mean {num(trace.bias)} and standard deviation "
            f"{num(trace.weight_scale)}: mean output {num(trace.mean, 3)} ({centred}), {percent(trace.zeros)} of "
            f"the outputs exactly 0, {percent(trace.saturated)} of the units saturated, mean slope "
            f"{num(trace.mean_slope, 3)}.{rest}"
        )


class _Histogram:
    """Bars, and a triangle for each that is taller than the axes."""

    def __init__(self, ax, color, bins, most):
        self._bins = bins
        ax.set_ylim(0, most)
        self.bars = ax.stairs([0.0], [0.0, 1.0], fill=True, color=color, zorder=2, **ANIMATED)
        self.edge = EdgeMarks(ax, style.MODEL, ms=10)

    def update(self, values, n):
        """Draw what fraction these values in each bin are of n; return the largest."""
        counts, edges = np.histogram(values, self._bins)
        fractions = counts / n
        self.bars.set_data(np.minimum(fractions, 2 * self.edge.ax.get_ylim()[1]), edges)
        self.edge.update((edges[:-1] + edges[1:]) / 2, fractions)
        return fractions.max()


class SoftmaxView(View):
    """The probabilities as bars, and the Jacobian as a map with numbers; if the formula as written fails, how."""

    def __init__(self):
        with self.panels(4.8, headline=True, ncols=2, gap=1.2) as (left, right):
            left.set(title="the probabilities p = softmax(z)", xlim=(0, 1), ylim=(0, 1.32), xticks=[])
            left.set_yticks(np.linspace(0, 1, 6))
            each = range(MOST_LOGITS)
            self.bars = [curve(left, color=style.MODEL, solid_capstyle="butt", zorder=2) for _ in each]
            self.probabilities = [TextLine(left, 0, 0) for _ in each]
            self.logits = [TextLine(left, 0, -0.07) for _ in each]
            self.naive = curve(left, "D", ms=10, color=style.ERROR, mec=style.PAPER, zorder=4)
            self.naive_name = TextLine(left, 0.02, 1.23, style.ERROR, align="left")
            right.set(title="the Jacobian ∂pᵢ/∂zⱼ", xlim=(0, 1), ylim=(1, 0), xticks=[], yticks=[])  # as a matrix
            right.set_xlabel("score that is raised", labelpad=26)
            right.set_ylabel("probability that moves", labelpad=30)
            self.columns = [TextLine(right, 0, 1.06) for _ in each]
            self.rows = [TextLine(right, -0.02, 0, align="right") for _ in each]
            self.map = right.add_collection(PolyCollection([], linewidths=0, zorder=2, **ANIMATED))
            self.slopes = [TextLine(right, 0, 0, size=12) for _ in range(MOST_LOGITS**2)]
        self._middles = np.empty(0)  # of the bars, and of the rows and columns of the map
        self.handles = [
            Handle(f"z{i + 1}", bar, lambda _, p, now, i=i: now[f"z{i + 1}"] + self._change(i, p), within=bar)
            for i, bar in enumerate(self.bars)
        ]

    def _change(self, i, p):
        """Return by how much logit i has to change for its probability to be `p`, while the others stay."""
        wanted, now = np.clip((p, self._trace.probabilities[i]), 1e-9, 1 - 1e-9)
        return self._trace.temperature * np.log(wanted / (1 - wanted) * (1 - now) / now)

    def update(self, trace):
        self._trace = trace
        if len(trace.logits) != len(self._middles):
            self._arrange(len(trace.logits))
        write(self.probabilities, [num(p, 3) for p in trace.probabilities])
        for i, (x, p) in enumerate(zip(self._middles, trace.probabilities, strict=True)):
            self.bars[i].set_data([x, x], [0, p])
            self.probabilities[i].set_position((x, p + 0.06))
        shades = _SOFT * np.clip(trace.jacobian.ravel() / _STEEPEST, -1, 1)
        self.map.set_facecolor([to_rgba(style.MODEL if shade > 0 else style.ERROR, abs(shade)) for shade in shades])
        write(self.slopes, [num(slope, 2) for slope in trace.jacobian.flat])
        finite = np.flatnonzero(np.isfinite(trace.naive)) if not trace.naive_works else []
        self.naive.set_data(self._middles[finite], trace.naive[finite])
        fails = f"the formula as written fails: {_listed(trace.naive)}"
        self.naive_name.set_text("" if trace.naive_works else fails)
        self.headline.set_text(_first_probability(trace))

    def _arrange(self, n):
        """Divide the width of the bars and the square of the Jacobian among n logits."""
        self._middles = middles = (np.arange(n) + 0.5) / n
        for i, bar in enumerate(self.bars):
            bar.set(visible=i < n, linewidth=_WIDE / n)
        square = np.array([(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)]) / n
        cells = [(x, y) for y in middles for x in middles]
        self.map.set_verts([square + middle for middle in cells])
        for line, middle in zip(self.slopes, cells, strict=False):
            line.set_position(middle)
        for lines, name, along in ((self.logits, "z", "x"), (self.columns, "z", "x"), (self.rows, "p", "y")):
            write(lines, [indexed(f"{name}{i + 1}") for i in range(n)])
            for line, middle in zip(lines, middles, strict=False):
                line.set(**{along: middle})

    def describe(self, trace):
        """Say the probabilities, their sum, what raising a logit does, and how the formula as written fares."""
        listed = ", ".join(num(p, 3) for p in trace.probabilities)
        scores = ", ".join(num(z) for z in trace.logits)
        written = "gives the same" if trace.naive_works else f"gives {_listed(trace.naive)}"
        return (
            f"Softmax of ({scores}) at temperature {num(trace.temperature, 3)} is ({listed}), which adds "
            f"up to {num(trace.probabilities.sum(), 3)}. Raising z₁ a little raises p₁ at the rate "
            f"{num(trace.jacobian[0, 0], 3)} and lowers the others at {num(-trace.jacobian[1:, 0].sum(), 3)} in "
            f"all. The formula as written {written}."
        )


class CostsView(View):
    """A bar for each function: the time of a call, relative to linear. A still picture: nothing here moves."""

    def __init__(self, costs):
        with self.panels(2.9, ncols=1) as (ax,):
            ax.set_title("time of a call on 100,000 numbers, as these functions are written, relative to linear")
            ax.set_xlim(0, 1.12 * max(costs.values()))
            ax.set_yticks(range(len(costs)), [kind(name) for name in costs])
            ax.invert_yaxis()
            for row, (name, cost) in enumerate(costs.items()):
                ax.barh(row, cost, height=0.6, color=LOOKS.get(name, {"color": style.TARGET})["color"])
                ax.text(cost, row, f"  {num(cost, 2)} ×", va="center_baseline", size=12)
        self.figure.subplots_adjust(left=1.3 / style.WIDTH, bottom=0.4 / 2.9)

    def describe(self, costs):
        """Say what is measured; the numbers are this machine's, so they stand in the picture alone."""
        names = ", ".join(kind(name) for name in costs)
        return f"The time of a call of {names}, relative to linear, measured on the machine that ran this cell."


def _kinks(look):
    """Return which points of its curve are kinks, where f has no derivative."""
    return np.isin(look.curve_z, look.activation.kinks)


def _values(look):
    slope = f" (slope {num(look.activation.df(-1.0))} below 0)" if look.name == "leaky_relu" else ""
    return (
        f"{sentence(kind(look.name))}{slope} at z = {num(look.z)}:  f(z) = {num(look.value, 4)},  "
        f"slope f′(z) = {num(look.df, 4)}"
    )


def _listed(values):
    return ", ".join("NaN" if np.isnan(value) else num(value, 2) for value in values)


def _first_probability(trace):
    """Write the first probability with its numbers."""
    tau, p = num(trace.temperature, 3), num(trace.probabilities[0], 4)
    if trace.temperature != 1:
        return f"p₁ = e^(z₁ / {tau}) / Σ e^(z / {tau}) = {p}"
    powers = [f"e^{signed(z)}" for z in trace.logits]
    return f"p₁ = {powers[0]} / ({' + '.join(powers)}) = {p}"
