"""One iteration of backpropagation through two neurons: the diagram, and the four products as table and bars."""

from functools import partial

import numpy as np
from matplotlib.patches import Circle, FancyArrowPatch, FancyBboxPatch

from nbhelpers import style
from nbhelpers.backprop import CHAIN, PARAMETERS, Stage
from nbhelpers.views.parts import ANIMATED, EdgeMarks, TextLine, View, curve, drawing, place, segments
from nbhelpers.views.text import derivative, indexed, num, plus, sentence, signed

ROWS = ("w2", "b2", "w1", "b1")
"""The parameters in the order in which the error reaches them: one row each, for its gradient."""

_DIGITS = 4  # of every number in these pictures, so that all of them agree
_num, _signed = partial(num, digits=_DIGITS), partial(signed, digits=_DIGITS)
_LONGEST = 108  # characters of arithmetic that there is room for in a line
_LEAST = 1e-3  # smaller ones are written as powers of ten where there is no room for their zeros

# Lengths in inches of the page. The line x → neuron 1 → neuron 2 → E:
_HEIGHT, _LINE, _LANE = 3.2, 1.95, 0.6  # of the diagram, of that line, of the backward pass below it
_X, _FIRST, _SECOND, _ERROR = 0.62, 4.05, 8.05, 11.2
_HALF = 0.95  # half the width of a neuron
_BACK = {  # each factor that is passed on: from where to where its arrow goes, and what the product is then
    "dE_da2": (_ERROR, _SECOND + _HALF, "∂E/∂a₂"),
    "da2_dz2": (_SECOND + _HALF, _SECOND - _HALF, "∂E/∂z₂"),
    "dz2_da1": (_SECOND - _HALF, _FIRST + _HALF, "∂E/∂a₁"),
    "da1_dz1": (_FIRST + _HALF, _FIRST - _HALF, "∂E/∂z₁"),
}
_VALUES = {"z1": _FIRST - 0.5, "a1": _FIRST + 0.5, "z2": _SECOND - 0.5, "a2": _SECOND + 0.5, "E": _ERROR}
_PLACES = {  # of every number: x, y and the size of its type
    "x": (_X, _LINE, 14),
    **{name: (x, _LINE - 0.16, 14) for name, x in _VALUES.items()},
    "T": (_ERROR, 2.98, 14),
    "w1": (2.06, _LINE + 0.24, 13),
    "b1": (_FIRST - 0.5, 2.98, 13),
    "w2": (6.05, _LINE + 0.24, 13),
    "b2": (_SECOND - 0.5, 2.98, 13),
    "dz1_dw1": (2.06, _LINE + 0.57, 12),  # the last factor of each gradient, at its parameter
    "dz1_db1": (_FIRST + 1.15, 2.98, 12),
    "dz2_dw2": (6.05, _LINE + 0.57, 12),
    "dz2_db2": (_SECOND + 1.15, 2.98, 12),
    **{name: ((left + right) / 2, _LANE + 0.3, 12) for name, (right, left, _) in _BACK.items()},
    **{product: (left, _LANE - 0.32, 12) for _, left, product in _BACK.values()},
}
_COLORS = {"T": style.TARGET, "E": style.ERROR} | style.FACTORS
_COLUMNS = {"dE_da2": 1.75, "da2_dz2": 3.0, "dz2_da1": 4.0, "da1_dz1": 5.0, "last factor": 6.0, "product": 7.05}


class NeuronsView(View):
    """The network alone, with its numbers and the arithmetic of the stage."""

    def __init__(self, backward=True):
        """Make the page, with room for the backward pass or without."""
        below = 0 if backward else _LINE - 0.6
        with self.page(_HEIGHT + 0.8 - below) as page:
            self.diagram = _Diagram(drawing(page, 0, -below, style.WIDTH, _HEIGHT))

    def update(self, trace):
        self.diagram.update(trace)
        lines, _ = _STAGES[trace.stage]
        self.headline.set_text("\n".join(lines(trace)))

    def describe(self, trace):
        """Say what the stage has found; at the update, what moved most and why."""
        _, say = _STAGES[trace.stage]
        return say(trace)


class BackpropView(NeuronsView):
    """The network with its numbers; below it each gradient as a product, in a table and as a bar."""

    def __init__(self):
        bottom, rows = 0.62, 2.0
        top = bottom + rows + 0.45
        with self.page(top + _HEIGHT + 0.8) as page:
            self.diagram = _Diagram(drawing(page, 0, top, style.WIDTH, _HEIGHT))
            self.table = _Table(drawing(page, 0, bottom, 7.9, rows + 0.4), rows)
            self.bars = _Bars(place(page, 8.15, bottom, 3.6, rows))

    def update(self, trace):
        super().update(trace)
        self.table.update(trace)
        self.bars.update(trace)


class _Diagram:
    """The chain x → z1 | a1 → z2 | a2 → E with its parameters; below it, right to left, the backward pass.

    What stands still is drawn once; the numbers follow the iteration, as far as its stage.
    """

    def __init__(self, ax):
        self.ax = ax
        self._draw_neurons()
        self._draw_edges()
        self.numbers = {
            name: TextLine(ax, x, y, _COLORS.get(name, style.INK), size=size)
            for name, (x, y, size) in _PLACES.items()
        }
        line = {"lw": 3, "ms": 11, "markevery": [1], **ANIMATED}
        self.arrows = [
            ax.plot([right, left + 0.1], [_LANE] * 2, "<-", color=style.FACTORS[name], **line)[0]
            for name, (right, left, _) in _BACK.items()
        ]

    def update(self, trace):
        written = _written(trace)
        for name, line in self.numbers.items():
            line.set_text(written.get(name, ""))
        for arrow in self.arrows:
            arrow.set_visible(trace.has(Stage.BACKWARD))

    def _draw_neurons(self):
        look = {"facecolor": style.PAPER, "edgecolor": style.INK, "lw": 1.8, "zorder": 3}
        self.ax.add_patch(Circle((_X, _LINE), 0.42, **look))
        names = {"size": 12, "color": style.QUIET, "ha": "center", "va": "center_baseline", "zorder": 5}
        for middle in (_FIRST, _SECOND):
            self._box(middle, _HALF, 0.3, **look)
            self.ax.plot([middle] * 2, [_LINE - 0.42, _LINE + 0.42], color=style.QUIET, lw=1, zorder=4)
            self.ax.text(middle, _LINE, "σ", bbox={"fc": style.PAPER, "ec": "none", "pad": 1.5}, **names)
        self._box(_ERROR, 0.55, 0.1, **look | {"edgecolor": style.ERROR})
        self.ax.text(_X, _LINE + 0.6, "x", **names)
        for name, x in _VALUES.items():
            self.ax.text(x, _LINE + 0.2, indexed(name), **names)

    def _box(self, middle, half, rounding, **look):
        form = f"round,pad=0,rounding_size={rounding}"
        self.ax.add_patch(FancyBboxPatch((middle - half, _LINE - 0.42), 2 * half, 0.84, form, **look))

    def _draw_edges(self):
        edges = [((x, 2.82), (x, _LINE + 0.42)) for x in (_PLACES["b1"][0], _PLACES["b2"][0], _ERROR)]
        ends = [_X + 0.42, _FIRST - _HALF, _FIRST + _HALF, _SECOND - _HALF, _SECOND + _HALF, _ERROR - 0.55]
        edges += [((left, _LINE), (right, _LINE)) for left, right in zip(ends[::2], ends[1::2], strict=True)]
        look = {"arrowstyle": "-|>", "mutation_scale": 14, "shrinkA": 0, "shrinkB": 0, "lw": 1.6, "zorder": 2}
        for start, end in edges:
            self.ax.add_patch(FancyArrowPatch(start, end, color=style.QUIET, **look))


class _Table:
    """A row for each gradient: its factors in their colours, and their product."""

    def __init__(self, ax, height):
        for column, x in _COLUMNS.items():
            head = derivative(column) if column in style.FACTORS else column
            color = style.FACTORS.get(column, style.QUIET)
            ax.text(x, height + 0.2, head, size=12, color=color, ha="center", va="center")
        self.cells = {}
        for row, parameter in enumerate(ROWS):
            y = height * (1 - (row + 0.5) / len(ROWS))
            ax.text(0.2, y, f"∂E/∂{indexed(parameter)}", size=13, va="center_baseline")
            *shared, last = CHAIN[parameter]
            columns = {name: name for name in shared} | {last: "last factor", "product": "product"}
            for name, column in columns.items():
                self.cells[parameter, name] = TextLine(ax, _COLUMNS[column], y, _COLORS.get(name, style.INK))

    def update(self, trace):
        for (parameter, name), text in self.cells.items():
            if name == "product":
                text.set_text(f"= {num(getattr(trace.gradients, parameter), _DIGITS, _LEAST)}")
            else:
                sign = "= " if name == "dE_da2" else "· "
                text.set_text(sign + signed(getattr(trace.gradients, name), _DIGITS, _LEAST))
            text.set_visible(trace.has(Stage.BACKWARD))


class _Bars:
    """A row for each gradient: a staircase from 1, on which each factor leads to the product so far."""

    SIZES = (1e-5, 10.0)

    def __init__(self, ax):
        ax.set(xscale="log", xlim=self.SIZES, ylim=(len(ROWS) - 0.5, -0.5))
        ax.set_title("size of each product (log scale)", size=13)
        ax.set_yticks(range(len(ROWS)), [""] * len(ROWS))  # the table's rows
        ax.minorticks_off()
        ax.axvline(1, color=style.QUIET, lw=1)
        colors = [style.FACTORS[name] for parameter in ROWS for name in CHAIN[parameter]]
        self.segments = segments(ax, colors, lw=5, capstyle="butt", zorder=3)
        self.ends = curve(ax, "o", ms=9, color=style.INK, mec=style.PAPER, zorder=4)
        self.edge = EdgeMarks(ax, style.INK, ms=10)

    def update(self, trace):
        bars, ends = [], np.empty((0, 2))
        for row, parameter in enumerate(ROWS if trace.has(Stage.BACKWARD) else ()):
            sizes = [1.0, *np.cumprod([abs(value) for _, value in trace.gradients.factors(parameter)])]
            heights = row + 0.14 * (np.arange(len(sizes) - 1) - (len(sizes) - 2) / 2)  # a staircase
            shown = np.clip(sizes, self.SIZES[0] / 10, self.SIZES[1] * 10)
            bars += [[(a, y), (b, y)] for a, b, y in zip(shown, shown[1:], heights, strict=False)]
            ends = np.vstack([ends, (sizes[-1], heights[-1])])
        self.segments.set_segments(bars)
        self.ends.set_data(*ends.T)
        self.edge.update(*ends.T)


def _written(trace):
    """Write every number that the stage has found, by its name in the diagram."""
    forward, g = trace.gradients.trace, trace.gradients
    written = {"x": _num(forward.x), "T": f"T = {_num(g.target)}"}
    written |= {name: num(getattr(forward, name), _DIGITS, _LEAST) for name in ("z1", "a1", "z2", "a2")}
    for name in PARAMETERS:
        new = f" → {_num(getattr(trace.new_params, name))}" if trace.has(Stage.UPDATE) else ""
        written[name] = f"{indexed(name)} = {_num(getattr(trace.params, name))}{new}"
    if trace.has(Stage.ERROR):
        written["E"] = _num(g.E)
    if trace.has(Stage.BACKWARD):
        written |= {name: f"{derivative(name)} = {_num(getattr(g, name))}" for name in style.FACTORS}
        products = np.cumprod([getattr(g, name) for name in _BACK])
        names = [product for *_, product in _BACK.values()]
        written |= {name: f"{name} = {_num(size)}" for name, size in zip(names, products, strict=True)}
    return written


def _forward_lines(trace):
    p, f = trace.params, trace.gradients.trace
    for i, w, a, b, z, out in ((1, p.w1, f.x, p.b1, f.z1, f.a1), (2, p.w2, f.a1, p.b2, f.z2, f.a2)):
        source = "x" if i == 1 else "a₁"
        yield (
            f"{indexed(f'z{i}')} = {indexed(f'w{i}')} · {source} + {indexed(f'b{i}')} = {_num(w)} · "
            f"{_signed(a)} {plus(b, _DIGITS)} = {_num(z)},   {indexed(f'a{i}')} = σ({_num(z)}) = {_num(out)}"
        )


def _error_lines(trace):
    g = trace.gradients
    yield f"E = ½ (T − a₂)² = ½ · ({_num(g.target)} − {_num(g.trace.a2)})² = {_num(g.E)}"


def _backward_lines(trace):
    for parameter in ("w2", "w1"):
        factors = trace.gradients.factors(parameter)
        symbols = " · ".join(derivative(name) for name, _ in factors)
        values = " · ".join(_signed(value) for _, value in factors)
        rule = f"∂E/∂{indexed(parameter)} = {symbols}"
        numbers = f" = {values} = {_num(getattr(trace.gradients, parameter))}"
        yield rule + ("\n" if len(rule + numbers) > _LONGEST else "") + numbers


def _update_lines(trace):
    def line(name):
        old, slope, new = (getattr(each, name) for each in (trace.params, trace.gradients, trace.new_params))
        return f"{indexed(name)} ← {_num(old)} − {_num(trace.learning_rate)} · {_signed(slope)} = {_num(new)}"

    yield f"{line('w2')},     {line('b2')}"
    yield f"{line('w1')},     {line('b1')}"


def _say_forward(trace):
    f = trace.gradients.trace
    return (
        f"Forward: x = {_num(f.x)} goes in, a₁ = {_num(f.a1)} comes out of the first neuron, "
        f"a₂ = {_num(f.a2)} out of the second. No parameter has changed."
    )


def _say_error(trace):
    g = trace.gradients
    side = "above" if g.dE_da2 > 0 else "below" if g.dE_da2 < 0 else "equal to"
    output = f"The output a₂ = {_num(g.trace.a2)} is {side} the target T = {_num(g.target)}."
    return f"{output} The loss is E = {_num(g.E)}."


def _say_backward(trace):
    g = trace.gradients
    if _shared(g) == 0:
        return f"Backward: {_all_zero(g)}"
    least, most = (f"∂E/∂{indexed(name)} = {_num(getattr(g, name))}" for name in _extremes(g))
    return (
        f"Backward: {most} is the largest gradient and {least} the smallest. {_why(g)} "
        "No parameter has changed yet."
    )


def _say_update(trace):
    g = trace.gradients
    if trace.learning_rate == 0:
        return f"Update: α is 0, so nothing moves. The loss stays at {_num(g.E)}."
    if _shared(g) == 0:
        return f"Update: nothing moves. {_all_zero(g)}"
    least, most = _extremes(g)
    way = "falls" if trace.new_E < g.E else "rises"
    return (
        f"Update: {indexed(most)} moves most, by {_num(trace.step(most))}, and {indexed(least)} least, by "
        f"{_num(trace.step(least))}. {_why(g)} The loss {way} from {_num(g.E)} to {_num(trace.new_E)}."
    )


_STAGES = {
    Stage.FORWARD: (_forward_lines, _say_forward),
    Stage.ERROR: (_error_lines, _say_error),
    Stage.BACKWARD: (_backward_lines, _say_backward),
    Stage.UPDATE: (_update_lines, _say_update),
}
"""What a stage computes, with the numbers put in, line by line; and what it has found, in a sentence."""


def _shared(gradients):
    """Return the product of the two factors that all four gradients have, ∂E/∂z2."""
    return gradients.dE_da2 * gradients.da2_dz2


def _all_zero(gradients):
    name = "dE_da2" if gradients.dE_da2 == 0 else "da2_dz2"
    why = "a₂ equals T" if gradients.dE_da2 == 0 else "the second neuron is saturated"
    return f"{sentence(why)}, so {derivative(name)} is 0, and with it all four gradients."


def _extremes(gradients):
    """Return the parameters with the smallest and the largest gradient."""
    least, *_, most = sorted(ROWS, key=lambda name: abs(getattr(gradients, name)))
    return least, most


def _why(gradients):
    """Say what the four gradients share, and what factor of its own each has."""
    shared = _shared(gradients)
    *rest, last = (f"{_num(getattr(gradients, name) / shared)} for {indexed(name)}" for name in ROWS)
    return f"All four share ∂E/∂a₂ · ∂a₂/∂z₂ = {_num(shared)}, times {', '.join(rest)} and {last}."
