"""A network drawn as what each unit answers over the plane, and each weight as a line by width and sign."""

from functools import lru_cache
from itertools import pairwise

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.patches import Rectangle

from nbhelpers import style
from nbhelpers.activations import ACTIVATIONS
from nbhelpers.network import core
from nbhelpers.views.parts import ANIMATED, Line
from nbhelpers.views.text import indexed, kind, num, plus, sentence
from nbhelpers.views.tiles import Tiles

REACH = 2.0
"""The maps show both inputs from −2 to 2."""

_TALLEST, _LARGEST, _GAP = 3.5, 0.75, 0.08  # inches: a column of units, a unit's map, between two of them
FINE, COARSE = 99, 33
"""Points along a side of the large map, and of the small ones."""

_SOFT = 0.65  # of full colour in the large map, so that the points on it stand out
_WIDEST, _HEAVY = 6.0, 4.0  # points, for weights of this size and more


def outputs(network, n):
    """Return what every unit answers on a grid of the plane, inputs among them.

    Parameters
    ----------
    network : Network
        With two inputs.
    n : int
        Points along a side.

    Returns
    -------
    list of ndarray, (n, n, n_l)
        For the inputs and each layer; first row x2 = 2, first column x1 = −2.

    """
    _, a = core.forward_pass(network, _grid(n), core.quick)
    return [each.reshape(n, n, -1) for each in a]


@lru_cache
def _grid(n):
    along = REACH * (2 * (np.arange(n) + 0.5) / n - 1)
    return np.stack(np.meshgrid(along, -along), axis=-1).reshape(-1, 2)  # (n², 2)


def scaled(a, name):
    """Bring answers (n, n, n_l) to −1 … 1: a sigmoid's by 2a − 1, any other's by its largest size on the plane."""
    if name == "sigmoid":
        return 2 * a - 1
    largest = np.abs(a).max(axis=(0, 1))  # (n_l,)
    return a / np.where((largest > 0) & np.isfinite(largest), largest, 1)


class NetworkMaps:
    """The network from left to right; one of its units framed, shown large and written out.

    Parameters
    ----------
    ax : Axes
        The whole page in inches.
    left, right, middle : float
        Where the inputs and the output are, and the middle of the columns, in inches.
    large : (float, float, float)
        Lower left corner and side of the large map.
    formula : (float, float)
        Where the framed unit is written out.
    most : (int, int)
        Layers after the inputs, and units in a layer.

    """

    def __init__(self, ax, left, right, middle, large, formula, most):
        self.axes, self._span, self._middle = ax, (left, right), middle
        self._sizes = None
        self.tiles = Tiles(ax, [], _LARGEST, frame=style.QUIET)
        self.large = Tiles(ax, [large[:2]], large[2], frame=style.QUIET)
        self.edges = LineCollection([], zorder=2, capstyle="butt", **ANIMATED)
        ax.add_collection(self.edges)
        frame = {"fill": False, "zorder": 4, **ANIMATED}
        self.frame = Rectangle((0, 0), 0, 0, lw=3, ec=style.INK, **frame)
        ax.add_patch(self.frame)
        self.heads = [Line(ax, 0, middle + _TALLEST / 2 + 0.1, style.QUIET, size=12) for _ in range(most[0] + 1)]
        self.inputs = [Line(ax, 0, 0, style.INK) for _ in range(2)]
        self.formula = Line(ax, *formula, size=12, align="left")

    def update(self, network, opened):
        """Draw the network; `opened` is the layer, from 1, and the unit, from 0, that is shown large."""
        if network.layer_sizes != self._sizes:
            self._arrange(network.layer_sizes)
        names = ("linear", *network.activations)
        answers = outputs(network, FINE)
        # Every third point, which is just the middle of three.
        small = [scaled(a[1::3, 1::3], name) for a, name in zip(answers, names, strict=True)]
        units = np.concatenate(small, axis=2).transpose(2, 0, 1)  # (n, 33, 33)
        self.tiles.show(units)
        layer, unit = opened
        large = scaled(answers[layer][..., [unit]], names[layer])  # (99, 99, 1)
        self.large.show(_SOFT * large[..., 0])
        weights = np.concatenate([w.ravel() for w in network.weights])
        self.edges.set_linewidths(0.3 + (_WIDEST - 0.3) * np.minimum(np.abs(weights), _HEAVY) / _HEAVY)
        self.edges.set_color(np.where(weights >= 0, style.MODEL, style.ERROR))
        self.edges.set_linestyle(["-" if w >= 0 else (0, (2, 0.7)) for w in weights])
        x, y = self._corners[sum(network.layer_sizes[:layer]) + unit]
        self.frame.set_bounds(x - 0.03, y - 0.03, self.tiles.side + 0.06, self.tiles.side + 0.06)
        self.formula.set_text(written_out(network, layer, unit))

    def _arrange(self, sizes):
        """Place units, weights and words of a network of this shape."""
        self._sizes = sizes
        columns = np.linspace(*self._span, len(sizes))
        pitch = min(_TALLEST / max(sizes), _LARGEST + _GAP)
        side = self.tiles.side = pitch - _GAP
        rows = [self._middle + pitch * ((n - 1) / 2 - np.arange(n)) for n in sizes]
        centres = [np.column_stack([np.full(len(y), x), y]) for x, y in zip(columns, rows, strict=True)]
        self._corners = np.concatenate(centres) - side / 2
        self.tiles.places = self._corners
        half = np.array([side / 2, 0])
        self.edges.set_segments(
            [(a + half, b - half) for before, after in pairwise(centres) for a in before for b in after]
        )
        names = ["inputs", *(f"layer {i}" for i in range(1, len(sizes) - 1)), "output"]
        for head, x, name in zip(self.heads, columns, names, strict=False):
            head.set_position((x, head.get_position()[1]))
            head.set_text(name)
        for head in self.heads[len(sizes) :]:
            head.set_text("")
        for i, line in enumerate(self.inputs):
            line.set_position((self._span[0] - side / 2 - 0.2, rows[0][i]))
            line.set_text(indexed(f"x{i + 1}"))

    def boxes(self):
        """Return where the units are that can be shown large, without the inputs; see `Tiles.boxes`."""
        return self.tiles.boxes()[self._sizes[0] :]

    def at(self, x, y, now):
        """Return the values of the controls `layer` and `unit` for the unit nearest to a point of the page."""
        centres = self._corners[self._sizes[0] :] + self.tiles.side / 2
        unit = int(np.hypot(*(centres - (x, y)).T).argmin())
        for layer, size in enumerate(self._sizes[1:-1], start=1):
            if unit < size:
                return layer, unit + 1
            unit -= size
        return 0, now["unit"]  # the output


def unit_name(network, layer, unit):
    """Name a unit: `the output`, `unit 2 of layer 1`."""
    last = layer == len(network.weights)
    return "the output" if last else f"unit {unit + 1} of layer {layer}"


def written_out(network, layer, unit):
    """Write a unit as the formula it is: tanh(0.52 x₁ − 1.3 x₂ + 0.1)."""
    weights, bias = network.weights[layer - 1][:, unit], network.biases[layer - 1][unit]
    into = "x" if layer == 1 else "a"
    terms = [f"{plus(w, 2)} {indexed(f'{into}{i}')}" for i, w in enumerate(weights, start=1)]
    name = network.activations[layer - 1]
    f = {"sigmoid": "σ", "linear": ""}.get(name, kind(ACTIVATIONS[name].name))
    first = f"{num(weights[0], 2)} {indexed(f'{into}1')}"
    inside = " ".join([first, *terms[1:], plus(bias, 2)])
    said = unit_name(network, layer, unit)
    return f"{sentence(said)} is {f}({inside})" if f else f"{sentence(said)} is {inside}"
