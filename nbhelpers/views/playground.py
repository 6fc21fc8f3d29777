"""Networks in training on points of the plane: what each unit answers, the losses, the gradient of each layer."""

from itertools import pairwise

import numpy as np
from matplotlib.colors import to_rgba

from nbhelpers import style
from nbhelpers.figure.widget import Handle
from nbhelpers.views import panels
from nbhelpers.views.parts import (
    TextLine,
    Trail,
    View,
    adjust,
    curve,
    frame,
    labels,
    place,
    place_points,
    segments,
    write,
)
from nbhelpers.views.text import counted, indexed, kind, network_name, num, percent, plus, sentence
from nbhelpers.views.tiles import Tiles

STUCK = 0.8
"""A fraction of right answers below which a network counts as stuck. On XOR, one line gets about 0.75 right."""

# In inches:
_MAP = (8.5, 3.0, 3.24)  # lower left corner and side of the large map
_LEFT, _RIGHT, _MIDDLE = 0.9, 7.3, 4.55  # the columns of the inputs and of the output; the middle of them all
_TALLEST, _LARGEST, _GAP = 3.5, 0.75, 0.08  # a column of units, a unit's map, between two of them
_PER_ROW, _SIDE, _PITCH, _ROW = 10, 1.05, 1.17, 1.55  # the maps of many starts

_THINNEST, _WIDEST, _HEAVY = 0.3, 6.0, 4.0  # points, the latter for weights of this size and more
_WIDTHS = 24  # from thin to wide; lines that look alike are one path, or a deep network would be slow
_FAINTEST = 0.2  # of full colour, so that many small weights do not bury the maps


class PlaygroundView(View):
    """The network as maps with the large map over the data; below, loss, accuracy and gradients."""

    def __init__(self, most_layers):
        with self.page(7.0) as page:
            self.network = _Network(page, most_layers)
            self.data = _Data(place(page, *_MAP, _MAP[2]))
            loss, right, layers = (place(page, left, 0.65, 3.0, 1.15) for left in (0.85, 4.75, 8.75))
            loss.set(title="loss E", xlabel="epoch", ylim=(0, 1))
            right.set(title="right answers", xlabel="epoch", ylim=(0, 1.05), yticks=(0, 0.5, 1))
            panels.layer_axes(layers, most_layers, (1e-7, 1e1), every=2, title="gradient ∂E/∂w  (log scale)")
            self.loss, self.right = _Pair(loss, lambda value: num(value, 3)), _Pair(right, percent)
            self.gradient = panels.LayerTrail(layers, style.GRADIENT)
        self.handles = [Handle(("layer", "unit"), self.network.units, self.network.at)]

    def update(self, trace):
        now = trace.history
        layer, unit = _opened(trace)
        self.network.update(now.network, layer, unit)
        self.data.update(now, _unit_name(now.network, layer, unit))
        self.loss.update(trace, now.loss, now.loss_test)
        self.right.update(trace, now.accuracy_train, now.accuracy)
        self.gradient.update(now.gradient_rms)
        name, alpha, batch = _setting(trace)
        self.headline.set_text(
            f"{name.replace(' network', '')}, {alpha}, batch {batch}: {_so_far(trace)}, "  # the longest just fits
            f"held out {percent(now.accuracy[-1])}"
        )

    def describe(self, trace):
        """Say how well it does on both sets, what holds it up, what was changed, and what is shown large."""
        now = trace.history
        name, alpha, batch = _setting(trace)
        return (
            f"{name}, {alpha}, batches of {batch}: after {_so_far(trace)} {percent(now.accuracy[-1])} right "
            f"on held-out points, E = {num(now.loss_test[-1], 3)}. On the {len(now.data_train[0])} training points "
            f"E = {num(now.loss[-1], 3)}, {percent(now.accuracy_train[-1])} right. {_diagnosis(now)}"
            f"{_history(trace)} {_missing(trace)}{written_out(now.network, *_opened(trace))}."
        )


class _Network:
    """The units as maps, the weights as lines by width and sign; one unit framed, shown large and written out.

    What leads to that unit has its full colour, any other line the paler the thinner it is.
    """

    def __init__(self, page, most_layers):
        self._sizes = None
        self.inputs, self.units = (Tiles(page, [], _LARGEST, frame=style.QUIET) for _ in range(2))
        self.large = Tiles(page, [_MAP[:2]], _MAP[2], frame=style.QUIET)
        self.edges = segments(page, style.MODEL, 1, zorder=2, capstyle="butt")
        self._lines = np.empty((0, 3, 2))  # from, to, and NaN, where one ends that is drawn with others
        self.frame = frame(page, (0, 0), 0, color=style.INK, lw=3, zorder=4, animated=True)
        top = _MIDDLE + _TALLEST / 2 + 0.1
        self.heads = [TextLine(page, 0, top, style.QUIET) for _ in range(most_layers + 1)]
        self.names = [TextLine(page, 0, 0) for _ in range(2)]
        self.formula = TextLine(page, 0.3, 2.44, size=12, align="left")

    def update(self, network, layer, unit):
        """Draw the network; the unit, counted from 0, of the layer, from 1, is shown large."""
        if network.layer_sizes != self._sizes:
            self._arrange(network.layer_sizes)
        names = network.activations
        _, *answers = panels.outputs(network, panels.FINE)
        small = [a[:, 1::3, 1::3] for a in answers]  # every third point, which is just the middle of three
        self.units.show(np.concatenate(list(map(panels.scaled, small, names))))  # (n, 33, 33)
        large = panels.scaled(answers[layer - 1][[unit]], names[layer - 1])  # (1, 99, 99)
        self.large.show(panels.UNDER_POINTS * large)
        self._draw_weights(network, layer, unit)
        self.frame.set_xy(self.units.places[self._units.index((layer, unit))] - 0.03)
        self.formula.set_text(written_out(network, layer, unit))

    def _draw_weights(self, network, layer, unit):
        """Draw the lines that look alike at once, thin ones first, those to the unit shown large last."""
        weights = np.concatenate([w.ravel() for w in network.weights])
        ends = ((i, j) for i, w in enumerate(network.weights, start=1) for _, j in np.ndindex(w.shape))
        leads_there = [end == (layer, unit) for end in ends]
        strength = np.rint(_WIDTHS * np.minimum(np.abs(weights), _HEAVY) / _HEAVY)
        # Every look that there is, a column each, in order; and which of them each weight has.
        looks, which = np.unique([leads_there, strength, weights < 0], axis=1, return_inverse=True)
        self.edges.set_segments([self._lines[which.ravel() == i].reshape(-1, 2) for i in range(looks.shape[1])])
        is_opened, strength, is_negative = looks
        strength = strength / _WIDTHS  # 0 to 1
        self.edges.set_linewidths(_THINNEST + (_WIDEST - _THINNEST) * strength)
        opacity = np.where(is_opened, 1, _FAINTEST + (1 - _FAINTEST) * strength)
        self.edges.set_color(list(map(to_rgba, np.where(is_negative, style.ERROR, style.MODEL), opacity)))
        self.edges.set_linestyle([(0, (2, 0.7)) if negative else "-" for negative in is_negative])

    def _arrange(self, sizes):
        """Place units, weights and words of a network of this shape."""
        self._sizes = sizes
        columns = np.linspace(_LEFT, _RIGHT, len(sizes))
        pitch = min(_TALLEST / max(sizes), _LARGEST + _GAP)
        side = self.inputs.side = self.units.side = pitch - _GAP
        self.frame.set(width=side + 0.06, height=side + 0.06)
        rows = [_MIDDLE + pitch * ((n - 1) / 2 - np.arange(n)) for n in sizes]
        centres = [np.column_stack([np.full(len(y), x), y]) for x, y in zip(columns, rows, strict=True)]
        self.inputs.places, self.units.places = centres[0] - side / 2, np.concatenate(centres[1:]) - side / 2
        inputs = panels.grid(panels.COARSE).T.reshape(2, panels.COARSE, panels.COARSE)
        self.inputs.show(panels.scaled(inputs, "linear"))
        half, end = np.array([side / 2, 0]), (np.nan, np.nan)
        self._units = [(layer, unit) for layer, n in enumerate(sizes[1:], start=1) for unit in range(n)]
        pairs = [(a, b) for before, after in pairwise(centres) for a in before for b in after]
        self._lines = np.array([(a + half, b - half, end) for a, b in pairs])
        write(self.heads, ["inputs", *(f"layer {i}" for i in range(1, len(sizes) - 1)), "output"])
        for head, x in zip(self.heads, columns, strict=False):
            head.set_x(x)
        write(self.names, ["x₁", "x₂"])
        for name, y in zip(self.names, rows[0], strict=True):
            name.set_position((_LEFT - side / 2 - 0.2, y))

    def at(self, x, y, now):
        """Return the values of the controls `layer` and `unit` for the unit nearest to a point of the page."""
        layer, unit = self._units[self.units.nearest(x, y)]
        return (layer, unit + 1) if layer < len(self._sizes) - 1 else (0, now["unit"])  # the output


class _Data:
    """The points of both sets over the large map."""

    def __init__(self, ax):
        ticks = range(-2, 3)
        ax.set(xlim=(-panels.REACH, panels.REACH), ylim=(-panels.REACH, panels.REACH), xticks=ticks, yticks=ticks)
        ax.text(1.02, 0, "x₁", transform=ax.transAxes, va="center", size=13)
        ax.set_ylabel("x₂", labelpad=-4)
        ax.grid(False)
        ax.tick_params(length=3.5)
        ax.patch.set_visible(False)
        self.title = TextLine(ax, 0, 1.02, size=14, align="left", va="baseline", transform=ax.transAxes)
        key = {"transform": ax.transAxes, "size": 13, "color": style.QUIET, "ha": "right"}
        ax.text(1, -0.135, "■● training   □○ held out", **key)
        classes = [("s", style.ERROR), ("o", style.MODEL)]
        looks = [(marker, color, style.PAPER) for marker, color in classes]
        looks += [(marker, style.PAPER, color) for marker, color in classes]
        self.points = [curve(ax, m, mfc=fill, mec=edge, ms=5.5, zorder=5) for m, fill, edge in looks]

    def update(self, now, shown):
        """Place the points; title the map."""
        sets = [(x, target[:, 0] == each) for x, target in (now.data_train, now.data_test) for each in (0, 1)]
        for points, (x, chosen) in zip(self.points, sets, strict=True):
            place_points(points, x[chosen])
        self.title.set_text(sentence(shown))


class _Pair:
    """A number for the training points and for those held out, epoch by epoch."""

    def __init__(self, ax, written):
        self.ax, self._written = ax, written
        colors = style.MODEL, style.TARGET
        self.trails = [Trail(ax, color, lw=2, ls=ls) for color, ls in zip(colors, ("-", "--"), strict=True)]
        self.names = labels(ax, 1, 1.28, 0.2, colors, align="right")  # above the axes, where no curve is

    def update(self, trace, trained, held_out):
        """Draw both; the axis ends where the run is to end."""
        length = max(trace.values["n_epochs"], trace.n_epochs, 1)
        adjust(self.ax, xlim=(-0.02 * length, 1.02 * length))
        for trail, values in zip(self.trails, (trained, held_out), strict=True):
            trail.update(values)
        write(self.names, [f"training {self._written(trained[-1])}", f"held out {self._written(held_out[-1])}"])


def _opened(trace):
    """Return the layer, from 1, and the unit, from 0, that is asked for; the output if there is no such layer."""
    sizes, layer = trace.history.network.layer_sizes, trace.values["layer"]
    if not 0 < layer < len(sizes):
        layer = len(sizes) - 1
    return layer, min(trace.values["unit"], sizes[layer]) - 1


def _unit_name(network, layer, unit):
    """Name a unit: `the output`, `unit 2 of layer 1`."""
    return "the output" if layer == len(network.weights) else f"unit {unit + 1} of layer {layer}"


def written_out(network, layer, unit):
    """Write a unit as the formula it is: tanh(0.52 x₁ − 1.3 x₂ + 0.1)."""
    weights, bias = network.weights[layer - 1][:, unit], network.biases[layer - 1][unit]
    letter, activation = "x" if layer == 1 else "a", network.activations[layer - 1]
    terms = [f"{plus(w, 2)} {indexed(f'{letter}{i}')}" for i, w in enumerate(weights, start=1)]
    terms[0] = f"{num(weights[0], 2)} {indexed(f'{letter}1')}"
    inside = " ".join([*terms, plus(bias, 2)])
    f = {"sigmoid": "σ", "linear": ""}.get(activation, kind(activation))
    return f"{sentence(_unit_name(network, layer, unit))} is {f'{f}({inside})' if f else inside}"


def _setting(trace):
    """Write what is being trained, and how: network and data, learning rate, batch size."""
    values = trace.values
    name = f"{network_name(trace.history.network)} on {values['data']}"
    return name, f"α = {num(values['learning_rate'])}", values["batch_size"]


def _so_far(trace):
    """Write how many epochs are done, and of how many if there are more to come."""
    length = trace.values["n_epochs"]
    before_the_end = f"{trace.n_epochs} of " if trace.n_epochs < length else ""
    return before_the_end + counted(max(trace.n_epochs, length), "epoch")


def _diagnosis(now):
    """Say in one sentence what is going on."""
    first, last = now.gradient_rms[[0, -1]]
    hidden = now.network.activations[:-1]
    if now.diverged:
        return "It diverged: a number became too large. This is the last state before; a smaller α goes on from it."
    if now.n_epochs == 0:
        return "It has not learned anything yet."
    if set(hidden) <= {"linear"}:
        return "Nothing in it bends, so its decision boundary is a straight line."
    if first == 0:
        return "No gradient at all reaches the first layer, so it stays as it is."
    if len(hidden) > 1 and first < last / 50:
        return f"The first layer's gradient is 1/{round(last / first):,} of the last's: it hardly moves."
    if now.loss[-1] > 0.95 * panels.GUESSING:
        return f"E is still about {num(panels.GUESSING, 3)}, the loss of always answering one half."
    if now.loss_test[-1] > 1.5 * now.loss[-1] + 0.05:
        return "It does better on what it has seen than on the rest: it has begun to memorise its points."
    return f"Every layer learns: the first layer's gradient is {num(first / last, 2)} times the last's."


def _history(trace):
    """Say what was changed on the way."""
    names = {"learning_rate": "α was", "batch_size": "a batch was", "noise": "the noise was"}
    said = [f"until epoch {epoch} {names[name]} {num(value)}" for epoch, name, value in trace.earlier]
    return f" {sentence(', '.join(said))}." if said else ""


def _missing(trace):
    """Say that the layer asked for is not there, if so."""
    layer = trace.values["layer"]
    return f"There is no hidden layer {layer}. " if layer >= len(trace.history.network.weights) else ""


class StartsView(View):
    """A map for each start, in rows of ten, with its accuracy under it; stuck ones have a dotted frame."""

    def __init__(self, n_starts):
        down, across = np.divmod(np.arange(n_starts), _PER_ROW)
        height = 0.75 + _ROW * (down[-1] + 1)
        with self.page(height) as page:
            corners = np.column_stack([0.22 + _PITCH * across, height - 0.65 - _SIDE - _ROW * down])
            self.maps = Tiles(page, corners, _SIDE)
            self.frames = [frame(page, corner - 0.03, _SIDE + 0.06, zorder=4, animated=True) for corner in corners]
            self.names = [TextLine(page, x + _SIDE / 2, y - 0.2) for x, y in corners]

    def update(self, trace):
        self.maps.show(panels.small_maps(trace.runners))
        accuracy = _accuracy(trace)
        for edge, is_stuck in zip(self.frames, accuracy < STUCK, strict=True):
            edge.set(linestyle=":" if is_stuck else "-", linewidth=3 if is_stuck else 1.2)
            edge.set_edgecolor(style.TARGET if is_stuck else style.QUIET)
        write(self.names, [f"{seed}: {percent(each)}" for seed, each in enumerate(accuracy)])
        self.headline.set_text(_stuck(trace, accuracy))

    def describe(self, trace):
        """Say how many got stuck, and how the others fare."""
        accuracy, losses = _accuracy(trace), [each.loss[-1] for each in trace.runners]
        return (
            f"{_stuck(trace, accuracy)}. The best gets {percent(accuracy.max())} of the held-out points right, the "
            f"worst {percent(accuracy.min())}; the middle one has E = {num(np.median(losses), 3)}."
        )


def _accuracy(trace):
    return np.array([each.accuracy[-1] for each in trace.runners])


def _stuck(trace, accuracy):
    n_starts, n_epochs = counted(len(accuracy), "start"), counted(trace.n_epochs, "epoch")
    return (
        f"{network_name(trace.runners[0].network)}, {n_starts}, {n_epochs}: "
        f"{np.count_nonzero(accuracy < STUCK)} stuck below {percent(STUCK)} right"
    )
