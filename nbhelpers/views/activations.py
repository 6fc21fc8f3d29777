"""The pictures of the activation functions: one by one, in a layer, softmax, in training, their cost."""

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_rgba

from nbhelpers import style
from nbhelpers.activations import ACTIVATIONS, ELEMENTWISE
from nbhelpers.figure.widget import Handle
from nbhelpers.views.parts import (
    ANIMATED,
    EdgeMarks,
    Line,
    TextGrid,
    Trail,
    curve,
    headline,
    heads,
    label,
    new_figure,
    new_page,
    place,
)
from nbhelpers.views.text import counted, indexed, kind, num, percent, sentence, signed
from nbhelpers.views.vanishing import GOAL

LOOKS = {
    each.name: {"color": getattr(style, each.color), "ls": each.dashes}
    for each in sorted(ACTIVATIONS.values(), key=lambda each: each.row)
    if each.elementwise
}
"""Every function has its colour and its dashes in all pictures of lesson 04."""

_MEASURES = {
    "mean output": "mean",
    "exact zeros": "zeros",
    "saturated units": "saturated",
    "mean slope": "mean_slope",
}
MOST_SCORES = 5
_STEEPEST = 0.25  # no slope of softmax is steeper at temperature 1, and from here on all have the same shade
_SOFT = 0.56  # of full colour, in that shade: the number on it has to be read
_COLUMNS = {"training loss": 7.7, "right, held-out": 9.05, "dead units": 10.1, f"epochs to E ≤ {GOAL}": 11.85}


class ActivationView:
    """f with its tangent, and f′, over the zones where |f′| is below 0.01; the slope at z as a bar."""

    VALUES, SLOPES = (-1.6, 3.0), (-0.1, 1.15)

    def __init__(self):
        with new_figure(4.6, headline=True, ncols=3, width_ratios=(1, 1, 0.16)) as (self.figure, axes):
            left, middle, right = axes
            left.set(title="the function f(z)", xlabel="z", ylabel="f(z)", xlim=(-6, 6), ylim=self.VALUES)
            middle.set(title="its slope f′(z)", xlabel="z", ylabel="f′(z)", xlim=(-6, 6), ylim=self.SLOPES)
            right.set(title="slope", ylim=self.SLOPES, xlim=(0, 1), xticks=[])
            zones = {"facecolors": style.BAD_ZONE, "edgecolors": "none", "zorder": 0, **ANIMATED}
            self.flat = [ax.add_collection(PolyCollection([], **zones)) for ax in (left, middle)]
            self.curves, self.key = {}, {}  # of each, and where no curve runs a piece of it and its name
            for name in ELEMENTWISE:
                look = LOOKS[name]
                self.curves[name] = [curve(ax, zorder=3, **look) for ax in (left, middle)]
                self.key[name] = (
                    curve(left, lw=2, zorder=6, **look),
                    Line(left, -4.2, 0, look["color"], align="left"),
                )
            self.tangent = curve(left, "--", lw=2, color=style.INK, zorder=4)
            ends = {"ms": 12, "color": style.INK, "mec": style.PAPER, "zorder": 6, "clip_on": False}
            self.points = [curve(ax, "o", **ends) for ax in (left, middle)]
            self.bar = curve(right, lw=22, color=style.INK, solid_capstyle="butt")
            self.flat_name = label(middle, 0.5, 0.94, style.QUIET, align="center")
            self.arithmetic = headline(self.figure)
        self.handles = [Handle("z", point, "x") for point in self.points]

    def update(self, trace):
        """Move everything to the function and the place chosen."""
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
        self.bar.set_data([0.5, 0.5], [0, chosen.df])
        width = sum(b - a for a, b in chosen.flat)
        self.flat_name.set_text(f"slope below 0.01: {num(100 * width / 12, 3)} % of this range")
        self.arithmetic.set_text(_values(chosen))

    def _draw_curves(self, shown, chosen):
        for name, (f, df) in self.curves.items():
            for line in (f, df):
                line.set_visible(name in shown)
                line.set_linewidth(3.5 if name == chosen else 1.5)
            if name in shown:
                f.set_data(shown[name].curve_z, shown[name].curve)
                df.set_data(shown[name].curve_z, shown[name].curve_df)

    def _name_curves(self, names):
        heights = dict(zip(names, self.VALUES[1] - 0.25 - 0.36 * np.arange(len(names)), strict=True))
        for name, (dash, text) in self.key.items():
            for artist in (dash, text):
                artist.set_visible(name in heights)
            if name in heights:
                dash.set_data([-5.7, -4.5], [heights[name]] * 2)
                text.set_y(heights[name])
                text.set_text(kind(name))

    def describe(self, trace):
        """Say value and slope at z, what of a gradient gets through, and how the others compare."""
        chosen = trace.chosen
        kink = " Here f has a kink and no derivative; this is the value chosen." if chosen.is_kink else ""
        flat = " This is a flat zone: next to nothing of a gradient gets through." if chosen.is_flat else ""
        others = "".join(
            f" {sentence(kind(look.name))}: {num(look.value, 4)}, slope {num(look.df, 4)}." for look in trace.others
        )
        return f"{_values(chosen)}.{kink}{flat}{others}"


class LayerView:
    """Histograms of what goes into the units and of what comes out, and four measures of it as bars."""

    MOST = 0.3  # fraction of the units in one bin; more is marked at the edge

    def __init__(self):
        with new_figure(4.4, headline=True, ncols=3) as (self.figure, (left, middle, right)):
            left.set(title="what goes in: z", xlabel="z", ylabel="share of the units", xlim=(-4, 4))
            middle.set(title="what comes out: a = f(z)", xlabel="a", xlim=(-2, 4))
            self.inputs = _Histogram(left, style.QUIET, self.MOST)
            self.outputs = _Histogram(middle, style.MODEL, self.MOST)
            self.tallest = label(middle, 0.97, 0.9, style.INK, align="right")
            right.set(title="measured", xlabel="share, or value")
            right.set(xlim=(-1.05, 1.05), xticks=(-1, 0, 1), ylim=(3.5, -0.5), yticks=())
            right.axvline(0, color=style.QUIET, lw=1)
            bar = {"lw": 13, "color": style.MODEL, "solid_capstyle": "butt", "zorder": 2}
            self.bars = [curve(right, **bar) for _ in _MEASURES]
            name = {"size": 12, "align": "left", "boxed": True}
            self.names = [Line(right, -1, row - 0.2, **name) for row in range(len(_MEASURES))]
            self.mean = curve(left, "v", ms=11, color=style.INK, mec=style.PAPER, clip_on=False)
            self.verdict = headline(self.figure)
        self.handles = [Handle("bias", self.mean, "x", within=self.inputs.bars)]

    def update(self, trace):
        """Move everything to the units of the trace."""
        n = trace.n_units
        counts, edges = np.histogram(trace.z, bins=np.linspace(-4, 4, 41))
        self.inputs.update(counts / n, edges)
        self.outputs.update(trace.counts / n, trace.edges)
        self.outputs.bars.set_facecolor(LOOKS[trace.name]["color"])
        self.mean.set_data([trace.bias], [0.04 * self.MOST])
        tallest = trace.counts.max() / n
        self.tallest.set_text(f"tallest: {percent(tallest)}" if tallest > self.MOST else "")
        for row, (title, measure) in enumerate(_MEASURES.items()):
            value = getattr(trace, measure)
            self.bars[row].set_data([0, np.clip(value, -2, 2)], [row + 0.15] * 2)
            self.names[row].set_text(f"{title}: {num(value, 3)}")
        z = f"z = {num(trace.weight_scale)} · noise + {signed(trace.bias)}"
        self.verdict.set_text(f"{n} {kind(trace.name)} units,  {z}")

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


class _Histogram:
    """Bars, and a triangle for each that is taller than the axes."""

    def __init__(self, ax, color, most):
        ax.set_ylim(0, most)
        self.bars = ax.stairs([0.0], [0.0, 1.0], fill=True, color=color, zorder=2, **ANIMATED)
        self.edge = EdgeMarks(ax, style.MODEL, ms=10)

    def update(self, fractions, edges):
        self.bars.set_data(np.minimum(fractions, 2 * self.edge.ax.get_ylim()[1]), edges)
        self.edge.update((edges[:-1] + edges[1:]) / 2, fractions)


class SoftmaxView:
    """The probabilities as bars, beside what the formula gives as written; the Jacobian as a map with numbers."""

    def __init__(self):
        with new_figure(4.8, headline=True, ncols=2, gap=1.2) as (self.figure, (left, right)):
            ticks = range(1, MOST_SCORES + 1)
            left.set(title="the shares", ylabel="softmax(z)", ylim=(0, 1.32), xlim=(0.4, MOST_SCORES + 0.6))
            left.set_xticks(ticks, [indexed(f"z{i}") for i in ticks])
            bar = {"lw": 44, "color": style.MODEL, "solid_capstyle": "butt", "zorder": 2}
            self.bars = [curve(left, **bar) for _ in ticks]
            self.probabilities = [Line(left, i, 0) for i in ticks]
            self.naive = curve(left, "D", ms=10, color=style.ERROR, mec=style.PAPER, zorder=4)
            self.naive_name = Line(left, 0.5, 1.23, style.ERROR, align="left")
            right.set(title="the Jacobian ∂pᵢ/∂zⱼ", xlabel="score that is raised, j", ylabel="share that moves, i")
            right.set_xticks(range(MOST_SCORES), ticks)
            right.set_yticks(range(MOST_SCORES), ticks)
            right.set(xlim=(-0.5, MOST_SCORES - 0.5), ylim=(MOST_SCORES - 0.5, -0.5))  # as a matrix is written
            corners = [(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)]
            cells = [np.add(corners, (j, i)) for i, j in np.ndindex(MOST_SCORES, MOST_SCORES)]
            self.map = right.add_collection(PolyCollection(cells, linewidths=0, zorder=2, **ANIMATED))
            self.slopes = TextGrid(right, range(MOST_SCORES), range(MOST_SCORES), size=12)
            self.arithmetic = headline(self.figure)
        right.grid(False)
        self.handles = [
            Handle(f"z{i + 1}", bar, lambda _, p, now, i=i: now[f"z{i + 1}"] + self._change(i, p), within=bar)
            for i, bar in enumerate(self.bars)
        ]

    def _change(self, i, p):
        """Return by how much score i has to change for its probability to be `p`, while the others stay."""
        wanted, now = np.clip((p, self._trace.probabilities[i]), 1e-9, 1 - 1e-9)
        return self._trace.temperature * np.log(wanted / (1 - wanted) * (1 - now) / now)

    def update(self, trace):
        """Move everything to the scores of the trace."""
        n, self._trace = len(trace.logits), trace
        for i, (bar, line) in enumerate(zip(self.bars, self.probabilities, strict=True)):
            p = trace.probabilities[i] if i < n else 0
            bar.set_data([i + 1, i + 1], [0, p])
            bar.set_visible(i < n)
            line.set_text(num(p, 3) if i < n else "")
            line.set_position((i + 1, p + 0.08))  # above the marker of the formula
        finite = np.flatnonzero(np.isfinite(trace.naive))
        self.naive.set_data(finite + 1, trace.naive[finite])
        verdict = "" if trace.naive_works else " fails: " + _listed(trace.naive)
        self.naive_name.set_text(f"◆ the formula as written{verdict}")
        padded = np.zeros((MOST_SCORES, MOST_SCORES))
        padded[:n, :n] = trace.jacobian
        shades = _SOFT * np.clip(padded.ravel() / _STEEPEST, -1, 1)
        self.map.set_facecolor([to_rgba(style.MODEL if shade > 0 else style.ERROR, abs(shade)) for shade in shades])
        self.slopes.write(
            [num(slope, 2) if max(i, j) < n else "" for j, slope in enumerate(row)] for i, row in enumerate(padded)
        )
        self.arithmetic.set_text(_first_probability(trace))

    def describe(self, trace):
        """Say the probabilities, their sum, what raising a score does, and how the formula as written fares."""
        listed = ", ".join(num(p, 3) for p in trace.probabilities)
        scores = ", ".join(num(score) for score in trace.logits)
        written = "gives the same" if trace.naive_works else f"gives {_listed(trace.naive)}"
        return (
            f"Softmax of ({scores}) at temperature {num(trace.temperature, 3)} is ({listed}), which adds "
            f"up to {num(trace.probabilities.sum(), 3)}. Raising z₁ a little raises p₁ at the rate "
            f"{num(trace.jacobian[0, 0], 3)} and lowers the others at {num(-trace.jacobian[1:, 0].sum(), 3)} in "
            f"all. The formula as written {written}."
        )


class ActivationRaceView:
    """Training loss of the same network with each function against the epoch; beside it numbers for each."""

    def __init__(self, max_epochs=400):
        with new_page(4.6) as page:
            self.figure = page.figure
            left = place(page, 0.85, 0.7, 3.9, 3.0)
            left.set(title="training loss", xlabel="epoch", ylabel="E", ylim=(0, 1))
            left.set_xlim(-0.02 * max_epochs, 1.02 * max_epochs)
            left.axhline(GOAL, color=style.TARGET, lw=1.5, ls=":", zorder=1)
            self.losses = {name: Trail(left, end=8, **look) for name, look in LOOKS.items()}
            heads(page, _COLUMNS, 3.6, align="right")
            rows = {name: 3.1 - 0.45 * row for row, name in enumerate(LOOKS)}
            for name, y in rows.items():
                page.plot([5.05, 5.5], [y, y], lw=3, **LOOKS[name])
                page.text(5.6, y, kind(name), size=13, va="center_baseline")
            self.cells = TextGrid(page, _COLUMNS.values(), rows.values(), align="right")
            self.verdict = headline(self.figure)

    def update(self, trace):
        """Draw all runs as far as they have come."""
        runners = {runner.activation: runner for runner in trace.runners}
        for name, trail in self.losses.items():
            trail.update(runners[name].loss)
        self.cells.write(_measured(runners[name]) for name in LOOKS)
        self.verdict.set_text(f"After {counted(trace.n_epochs, 'epoch')}")

    def describe(self, trace):
        """Say for each network its loss, how much it gets right, and when it reached the goal."""
        each = [
            f"{kind(r.activation)} E = {num(r.loss[-1], 3)}, {percent(r.accuracy[-1])} right{_when(r)}"
            for r in trace.runners
        ]
        return f"After {counted(trace.n_epochs, 'epoch')}: {'; '.join(each)}."


class CostsView:
    """A bar for each function: the time of a call, relative to linear. A still picture: nothing here moves."""

    def __init__(self, costs):
        with new_figure(2.9, ncols=1) as (self.figure, (ax,)):
            ax.set_title("time of a call on 100,000 numbers, relative to linear")
            ax.set_xlim(0, 1.12 * max(costs.values()))
            ax.set_yticks(range(len(costs)), [kind(name) for name in costs])
            ax.invert_yaxis()
            for row, (name, cost) in enumerate(costs.items()):
                color = LOOKS.get(name, {"color": style.TARGET})["color"]
                ax.barh(row, cost, height=0.6, color=color)
                ax.text(cost, row, f"  {num(cost, 2)} ×", va="center_baseline", size=12)
        self.figure.subplots_adjust(left=1.3 / style.WIDTH, bottom=0.4 / 2.9)

    def describe(self, costs):
        """Say what is measured; the numbers are this machine's, so they stand in the picture alone."""
        names = ", ".join(kind(name) for name in costs)
        return f"The time of a call of {names}, relative to linear, measured on the machine that ran this cell."


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
    T, p = trace.temperature, num(trace.probabilities[0], 4)
    if T != 1:
        return f"p₁ = e^(z₁ / {num(T, 3)}) / Σ e^(z / {num(T, 3)}) = {p}"
    powers = [f"e^{signed(score)}" for score in trace.logits]
    return f"p₁ = {powers[0]} / ({' + '.join(powers)}) = {p}"


def _measured(runner):
    """Write the row of a network in the table."""
    first = runner.epochs_to(GOAL)
    return (
        "diverged" if runner.diverged else num(runner.loss[-1], 3),
        percent(runner.accuracy[-1]),
        percent(runner.dead),
        "not reached" if first is None else str(first),
    )


def _when(runner):
    first = runner.epochs_to(GOAL)
    return "" if first is None else f" (E ≤ {GOAL} after {first})"
