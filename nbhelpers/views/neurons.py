"""Two neurons in a chain as a diagram: values on the way there, factors of the chain rule on the way back."""

from matplotlib.patches import Circle, FancyArrowPatch, FancyBboxPatch

from nbhelpers import style
from nbhelpers.backprop import Stage
from nbhelpers.views.parts import ANIMATED, Line
from nbhelpers.views.text import indexed, num, partial

DIGITS = 4
"""Significant digits of every number in the pictures of lesson 02, so that all of them agree."""

LEAST = 1e-3
"""Smaller ones are written as powers of ten where there is no room for their zeros."""

HEIGHT = 3.2
_LINE = 1.95  # height of the line x → neuron 1 → neuron 2 → E; all lengths in inches of the page
_X, _FIRST, _SECOND, _ERROR = 0.62, 4.05, 8.05, 11.2
_HALF = 0.95  # half the width of a neuron
_LANE = 0.6  # height of the way back
_BACK = {  # each factor of the way back: from where to where its arrow goes
    "dE_da2": (_ERROR, _SECOND + _HALF),
    "da2_dz2": (_SECOND + _HALF, _SECOND - _HALF),
    "dz2_da1": (_SECOND - _HALF, _FIRST + _HALF),
    "da1_dz1": (_FIRST + _HALF, _FIRST - _HALF),
}
_SIDE = {  # the last factor of each gradient, at its parameter
    "dz1_dw1": (2.06, _LINE + 0.57),
    "dz1_db1": (_FIRST + 1.15, 2.98),
    "dz2_dw2": (6.05, _LINE + 0.57),
    "dz2_db2": (_SECOND + 1.15, 2.98),
}
_PARAMETERS = {
    "w1": (2.06, _LINE + 0.24),
    "b1": (_FIRST - 0.5, 2.98),
    "w2": (6.05, _LINE + 0.24),
    "b2": (_SECOND - 0.5, 2.98),
}
_SENT_BACK = {"dE_da2": "∂E/∂a₂", "da2_dz2": "∂E/∂z₂", "dz2_da1": "∂E/∂a₁", "da1_dz1": "∂E/∂z₁"}


class NeuronsDiagram:
    """The chain x → z1 | a1 → z2 | a2 → E with its parameters; below it, right to left, the way of the error back.

    Everything that stands still is drawn once; the numbers are texts that follow the iteration, and those of a
    stage that the reader has not reached are hidden.
    """

    def __init__(self, ax):
        self.ax = ax
        self._draw_chain()
        self.x = Line(self.ax, _X, _LINE, size=14)
        self.values = {name: Line(self.ax, *at, size=14) for name, at in self._places_of_values().items()}
        self.parameters = {name: Line(self.ax, *at, size=13) for name, at in _PARAMETERS.items()}
        self.target = Line(self.ax, _ERROR, 2.98, style.TARGET, size=14)
        self.E = Line(self.ax, _ERROR, _LINE - 0.16, style.ERROR, size=14)
        self.factors = {name: self._factor(name) for name in style.FACTORS}
        self.arrows = {name: self._arrow(ends, style.FACTORS[name]) for name, ends in _BACK.items()}
        self.sent_back = {name: Line(self.ax, left, _LANE - 0.32, size=12) for name, (_, left) in _BACK.items()}

    def update(self, trace):
        """Put in the numbers of an iteration, as far as its stage."""
        forward, gradients = trace.gradients.trace, trace.gradients
        self.x.set_text(num(forward.x, DIGITS))
        for name, text in self.values.items():
            text.set_text(num(getattr(forward, name), DIGITS, LEAST))
        for name, text in self.parameters.items():
            text.set_text(f"{indexed(name)} = {_change(trace, name)}")
        self.target.set_text(f"T = {num(gradients.target, DIGITS)}")
        self.E.set_text(num(gradients.E, DIGITS))
        self.E.set_visible(trace.has(Stage.ERROR))
        product = 1.0
        for name in style.FACTORS:
            self.factors[name].set_text(f"{partial(name)} = {num(getattr(gradients, name), DIGITS)}")
            self.factors[name].set_visible(trace.has(Stage.BACKWARD))
        for name in _BACK:
            product *= getattr(gradients, name)
            self.sent_back[name].set_text(f"{_SENT_BACK[name]} = {num(product, DIGITS)}")
            self.sent_back[name].set_visible(trace.has(Stage.BACKWARD))
            self.arrows[name].set_visible(trace.has(Stage.BACKWARD))

    def _draw_chain(self):
        """Draw what stands still: nodes, edges, names."""
        still = {"facecolor": style.PAPER, "edgecolor": style.INK, "lw": 1.8, "zorder": 3}
        self.ax.add_patch(Circle((_X, _LINE), 0.42, **still))
        for middle in (_FIRST, _SECOND):
            corner = (middle - _HALF, _LINE - 0.42)
            self.ax.add_patch(FancyBboxPatch(corner, 2 * _HALF, 0.84, "round,pad=0,rounding_size=0.3", **still))
            self.ax.plot([middle] * 2, [_LINE - 0.42, _LINE + 0.42], color=style.QUIET, lw=1, zorder=4)
        error = still | {"edgecolor": style.ERROR}
        self.ax.add_patch(
            FancyBboxPatch((_ERROR - 0.55, _LINE - 0.42), 1.1, 0.84, "round,pad=0,rounding_size=0.1", **error)
        )
        ends = [_X + 0.42, _FIRST - _HALF, _FIRST + _HALF, _SECOND - _HALF, _SECOND + _HALF, _ERROR - 0.55]
        for left, right in zip(ends[::2], ends[1::2], strict=True):
            self._edge((left, _LINE), (right, _LINE))
        for x in (_PARAMETERS["b1"][0], _PARAMETERS["b2"][0], _ERROR):
            self._edge((x, 2.82), (x, _LINE + 0.42))
        names = {"x": (_X, _LINE + 0.6), "E": (_ERROR, _LINE + 0.2)}
        names |= {indexed(name): (x, _LINE + 0.2) for name, (x, _) in self._places_of_values().items()}
        still = {"size": 12, "color": style.QUIET, "ha": "center", "va": "center_baseline", "zorder": 5}
        for name, (x, y) in names.items():
            self.ax.text(x, y, name, **still)
        for middle in (_FIRST, _SECOND):
            self.ax.text(middle, _LINE, "σ", bbox={"fc": style.PAPER, "ec": "none", "pad": 1.5}, **still)

    def _places_of_values(self):
        y = _LINE - 0.16
        return {
            "z1": (_FIRST - 0.5, y),
            "a1": (_FIRST + 0.5, y),
            "z2": (_SECOND - 0.5, y),
            "a2": (_SECOND + 0.5, y),
        }

    def _edge(self, start, end):
        arrow = {"arrowstyle": "-|>", "mutation_scale": 14, "shrinkA": 0, "shrinkB": 0}
        self.ax.add_patch(FancyArrowPatch(start, end, color=style.QUIET, lw=1.6, zorder=2, **arrow))

    def _arrow(self, ends, color):
        right, left = ends
        line = {"lw": 3, "ms": 11, "markevery": [1], "color": color}
        return self.ax.plot([right, left + 0.1], [_LANE] * 2, "<-", **line, **ANIMATED)[0]

    def _factor(self, name):
        if name in _SIDE:
            return Line(self.ax, *_SIDE[name], style.FACTORS[name], size=12)
        right, left = _BACK[name]
        return Line(self.ax, (left + right) / 2, _LANE + 0.3, style.FACTORS[name], size=12)


def _change(trace, name):
    """Write a parameter, and once it is updated its new value behind an arrow."""
    old = num(getattr(trace.params, name), DIGITS)
    return f"{old} → {num(getattr(trace.new_params, name), DIGITS)}" if trace.has(Stage.UPDATE) else old
