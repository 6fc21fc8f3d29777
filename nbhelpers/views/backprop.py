"""One iteration of backpropagation: the diagram, the four products, and the products as bars."""

import numpy as np
from matplotlib.collections import LineCollection

from nbhelpers import style
from nbhelpers.backprop import CHAIN, Stage
from nbhelpers.views.neurons import DIGITS, HEIGHT, LEAST, NeuronsDiagram
from nbhelpers.views.parts import ANIMATED, Line, curve, drawing, headline, new_page, place
from nbhelpers.views.text import indexed, num, partial, plus, sentence, signed

ROWS = ("w2", "b2", "w1", "b1")
"""The gradients in the order in which the error reaches them."""

_COLUMNS = {"dE_da2": 1.75, "da2_dz2": 3.0, "dz2_da1": 4.0, "da1_dz1": 5.0, "last": 6.0, "product": 7.05}


class NeuronsView:
    """The network alone, with its numbers and the arithmetic of the stage."""

    def __init__(self):
        with new_page(HEIGHT + 0.8) as page:
            self.figure = page.figure
            self.diagram = NeuronsDiagram(drawing(page, 0, 0, style.WIDTH, HEIGHT))
            self.arithmetic = headline(self.figure)

    def update(self, trace):
        """Put in the numbers of an iteration, as far as its stage."""
        self.diagram.update(trace)
        self.arithmetic.set_text(arithmetic(trace))

    def describe(self, trace):
        """Say what the stage has found."""
        return _SENTENCES[trace.stage](trace)


class BackpropView:
    """The network with its numbers; below it each gradient as a product, in a table and as a bar."""

    def __init__(self):
        bottom = 0.62
        rows = 2.0
        top = bottom + rows + 0.45
        with new_page(top + HEIGHT + 0.8) as page:
            self.figure = page.figure
            self.diagram = NeuronsDiagram(drawing(page, 0, top, style.WIDTH, HEIGHT))
            self.table = _Table(drawing(page, 0, bottom, 7.9, rows + 0.4), rows)
            self.bars = _Bars(place(page, 8.15, bottom, 3.6, rows))
            self.arithmetic = headline(self.figure)

    def update(self, trace):
        """Put in the numbers of an iteration, as far as its stage."""
        self.diagram.update(trace)
        self.table.update(trace)
        self.bars.update(trace)
        self.arithmetic.set_text(arithmetic(trace))

    def describe(self, trace):
        """Say what the stage has found; at the update, what moved most and why."""
        return _SENTENCES[trace.stage](trace)


class _Table:
    """A row for each gradient: its factors in their colours, and their product."""

    def __init__(self, ax, height):
        self.cells = {}
        for row, parameter in enumerate(ROWS):
            y = height * (1 - (row + 0.5) / len(ROWS))
            ax.text(0.2, y, f"∂E/∂{indexed(parameter)}", size=13, va="center_baseline")
            for name, column in zip(CHAIN[parameter], _columns(parameter), strict=True):
                self.cells[parameter, name] = Line(ax, _COLUMNS[column], y, style.FACTORS[name])
            self.cells[parameter, "product"] = Line(ax, _COLUMNS["product"], y, style.INK)
        for column, x in _COLUMNS.items():
            color = style.FACTORS.get(column, style.QUIET)
            head = partial(column) if column in style.FACTORS else {"last": "last factor"}.get(column, column)
            ax.text(x, height + 0.2, head, size=12, color=color, ha="center", va="center")

    def update(self, trace):
        for (parameter, name), text in self.cells.items():
            if name == "product":
                text.set_text(f"= {num(getattr(trace.gradients, parameter), DIGITS, LEAST)}")
            else:
                sign = "= " if name == "dE_da2" else "· "
                text.set_text(sign + signed(getattr(trace.gradients, name), DIGITS, LEAST))
            text.set_visible(trace.has(Stage.BACKWARD))


class _Bars:
    """A row for each gradient: from 1, every factor moves the end of the bar; right of 1 lies what is larger."""

    SIZES = (1e-5, 10.0)

    def __init__(self, ax):
        self.ax = ax
        ax.set(xscale="log", xlim=self.SIZES, ylim=(len(ROWS) - 0.5, -0.5))
        ax.set_title("size of each product (log scale)", size=13)
        ax.set_yticks(range(len(ROWS)), [""] * len(ROWS))  # the table's rows
        ax.minorticks_off()
        ax.axvline(1, color=style.QUIET, lw=1)
        colors = [style.FACTORS[name] for parameter in ROWS for name in CHAIN[parameter]]
        self.segments = LineCollection([], colors=colors, linewidths=5, capstyle="butt", zorder=3, **ANIMATED)
        ax.add_collection(self.segments)
        self.ends = curve(ax, "o", ms=9, color=style.INK, mec=style.PAPER, zorder=4)
        self.off = curve(ax, "<", ms=10, color=style.INK, mec=style.PAPER, clip_on=False)

    def update(self, trace):
        segments, ends = [], []
        for row, parameter in enumerate(ROWS):
            sizes = [1.0, *np.cumprod([abs(value) for _, value in trace.gradients.factors(parameter)])]
            heights = row + 0.14 * (np.arange(len(sizes) - 1) - (len(sizes) - 2) / 2)  # a staircase
            shown = np.clip(sizes, self.SIZES[0] / 10, self.SIZES[1] * 10)
            segments += [[(a, y), (b, y)] for a, b, y in zip(shown, shown[1:], heights, strict=False)]
            ends.append((sizes[-1], heights[-1]))
        self.segments.set_segments(segments)
        gone = [end for end in ends if end[0] < self.SIZES[0]]
        self.ends.set_data(*zip(*ends, strict=True))
        self.off.set_data([self.SIZES[0]] * len(gone), [y for _, y in gone])
        for artist in (self.segments, self.ends, self.off):
            artist.set_visible(trace.has(Stage.BACKWARD))


def _columns(parameter):
    """Return the column of each factor: those that gradients share in columns of their own, then the last."""
    *shared, _ = CHAIN[parameter]
    return [*shared, "last"]


def arithmetic(trace):
    """Write what the stage computes, with the numbers put in."""
    return "\n".join(_ARITHMETIC[trace.stage](trace))


def _forward_lines(trace):
    p, f = trace.params, trace.gradients.trace
    for i, w, a, b, z, out in ((1, p.w1, f.x, p.b1, f.z1, f.a1), (2, p.w2, f.a1, p.b2, f.z2, f.a2)):
        source = "x" if i == 1 else "a₁"
        yield (
            f"{indexed(f'z{i}')} = {indexed(f'w{i}')} · {source} + {indexed(f'b{i}')} = {num(w, DIGITS)} · "
            f"{signed(a, DIGITS)} {plus(b, DIGITS)} = {num(z, DIGITS)},   "
            f"{indexed(f'a{i}')} = σ({num(z, DIGITS)}) = {num(out, DIGITS)}"
        )


def _error_lines(trace):
    g = trace.gradients
    T, a2 = num(g.target, DIGITS), num(g.trace.a2, DIGITS)
    yield f"E = ½ (T − a₂)² = ½ · ({T} − {a2})² = {num(g.E, DIGITS)}"


def _backward_lines(trace):
    g = trace.gradients
    for parameter in ("w2", "w1"):
        symbols = " · ".join(partial(name) for name in CHAIN[parameter])
        values = " · ".join(signed(value, DIGITS) for _, value in g.factors(parameter))
        yield f"∂E/∂{indexed(parameter)} = {symbols} = {values} = {num(getattr(g, parameter), DIGITS)}"


def _update_lines(trace):
    alpha = num(trace.learning_rate, DIGITS)
    for pair in (("w2", "b2"), ("w1", "b1")):
        yield ",     ".join(
            f"{indexed(name)} ← {num(getattr(trace.params, name), DIGITS)} − {alpha} · "
            f"{signed(getattr(trace.gradients, name), DIGITS)} = {num(getattr(trace.new_params, name), DIGITS)}"
            for name in pair
        )


_ARITHMETIC = {
    Stage.FORWARD: _forward_lines,
    Stage.ERROR: _error_lines,
    Stage.BACKWARD: _backward_lines,
    Stage.UPDATE: _update_lines,
}


def _say_forward(trace):
    f = trace.gradients.trace
    return (
        f"Forward: x = {num(f.x, DIGITS)} goes in, a₁ = {num(f.a1, DIGITS)} comes out of the first neuron, "
        f"a₂ = {num(f.a2, DIGITS)} out of the second. No parameter has changed."
    )


def _say_error(trace):
    g = trace.gradients
    side = "above" if g.dE_da2 > 0 else "below" if g.dE_da2 < 0 else "equal to"
    return (
        f"The output a₂ = {num(g.trace.a2, DIGITS)} is {side} the target T = {num(g.target, DIGITS)}. "
        f"The error is E = {num(g.E, DIGITS)}."
    )


def _say_backward(trace):
    g = trace.gradients
    if shared(g) == 0:
        return f"Backward: {_all_zero(g)}"
    most, least = _largest_and_smallest(g)
    return (
        f"Backward: {_gradient(g, most)} is the largest gradient and {_gradient(g, least)} the smallest. {_why(g)} "
        "No parameter has changed yet."
    )


def _say_update(trace):
    g = trace.gradients
    if trace.learning_rate == 0:
        return f"Update: α is 0, so nothing moves. The error stays at {num(g.E, DIGITS)}."
    if shared(g) == 0:
        return f"Update: nothing moves. {_all_zero(g)}"
    most, least = _largest_and_smallest(g)
    way = "falls" if trace.new_E < g.E else "rises"
    return (
        f"Update: {indexed(most)} moves most, by {num(trace.step(most), DIGITS)}, and {indexed(least)} least, by "
        f"{num(trace.step(least), DIGITS)}. {_why(g)} The error {way} from {num(g.E, DIGITS)} to "
        f"{num(trace.new_E, DIGITS)}."
    )


_SENTENCES = {
    Stage.FORWARD: _say_forward,
    Stage.ERROR: _say_error,
    Stage.BACKWARD: _say_backward,
    Stage.UPDATE: _say_update,
}


def shared(gradients):
    """Return the product of the two factors that all four gradients have, ∂E/∂z2."""
    return gradients.dE_da2 * gradients.da2_dz2


def _all_zero(gradients):
    name = "dE_da2" if gradients.dE_da2 == 0 else "da2_dz2"
    why = "a₂ equals T" if gradients.dE_da2 == 0 else "the second neuron is saturated"
    return f"{sentence(why)}, so {partial(name)} is 0, and with it all four gradients."


def _largest_and_smallest(gradients):
    order = sorted(ROWS, key=lambda name: abs(getattr(gradients, name)))
    return order[-1], order[0]


def _gradient(gradients, name):
    return f"∂E/∂{indexed(name)} = {num(getattr(gradients, name), DIGITS)}"


def _why(gradients):
    """Say what the four gradients share, and what each has besides."""
    rest = [f"{num(getattr(gradients, name) / shared(gradients), DIGITS)} for {indexed(name)}" for name in ROWS]
    return (
        f"All four share ∂E/∂a₂ · ∂a₂/∂z₂ = {num(shared(gradients), DIGITS)}; times it comes "
        f"{', '.join(rest[:-1])} and {rest[-1]}."
    )
