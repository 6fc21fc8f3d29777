"""A network in training on points of the plane: what each unit sees, the losses, and the gradient of each layer."""

import numpy as np

from nbhelpers import style
from nbhelpers.figure.widget import Handle
from nbhelpers.views.network_maps import REACH, NetworkMaps, unit_name, written_out
from nbhelpers.views.parts import LayerTrail, Line, Trail, curve, headline, label, layer_axes, new_page, place
from nbhelpers.views.text import counted, kind, num, percent, sentence

MOST = (7, 8)
"""Layers after the inputs, and units in a layer, that there is room for."""

_HEIGHT = 7.0
_MAP = (8.5, 3.0, 3.24)  # lower left corner and side, inches


class PlaygroundView:
    """The network as maps with the large map over the data; below, loss, accuracy and gradients."""

    def __init__(self):
        with new_page(_HEIGHT) as page:
            self.figure = page.figure
            self.network = NetworkMaps(page, 0.9, 7.3, 4.55, _MAP, (0.3, 2.4), MOST)
            self.data = _Data(place(page, _MAP[0], _MAP[1], _MAP[2], _MAP[2]))
            loss, right, layers = (place(page, left, 0.65, 3.0, 1.15) for left in (0.85, 4.75, 8.75))
            loss.set(title="loss E", xlabel="epoch", ylim=(0, 1))
            right.set(title="right answers", xlabel="epoch", ylim=(0, 1.05), yticks=(0, 0.5, 1))
            layers.set_title("gradient ∂E/∂w  (log scale)")
            layer_axes(layers, MOST[0], (1e-7, 1e1), every=2)
            self.loss = _Pair(loss, lambda value: num(value, 3))
            self.right = _Pair(right, percent)
            self.gradient = LayerTrail(layers, style.GRADIENT)
            self.verdict = headline(self.figure)
        self.handles = [Handle(("layer", "unit"), self.network, self.network.at)]

    def update(self, trace):
        """Move everything to the state of the trace."""
        now = trace.session
        layer, unit = opened(trace)
        self.network.update(now.network, (layer, unit))
        self.data.update(now, unit_name(now.network, layer, unit))
        self.loss.update(trace, now.loss, now.loss_test)
        self.right.update(trace, now.accuracy_train, now.accuracy)
        self.gradient.update(now.gradient_rms)
        self.verdict.set_text(_headline(trace))

    def describe(self, trace):
        """Say how well it does on both sets, what holds it up, what was changed, and what is shown large."""
        now, shown = trace.session, written_out(trace.session.network, *opened(trace))
        return (
            f"{_verdict(trace)}, E = {num(now.loss_test[-1], 3)}. On the {len(now.data_train[0])} training points "
            f"E = {num(now.loss[-1], 3)}, {percent(now.accuracy_train[-1])} right. {_diagnosis(now)}"
            f"{_history(trace)} {_missing(trace)}{shown}."
        )


class _Data:
    """The points of both sets over the large map."""

    def __init__(self, ax):
        self.ax = ax
        ax.set(xlim=(-REACH, REACH), ylim=(-REACH, REACH), xticks=range(-2, 3), yticks=range(-2, 3))
        ax.text(1.02, 0, "x₁", transform=ax.transAxes, va="center", size=13)
        ax.set_ylabel("x₂", labelpad=-4)
        ax.grid(False)
        ax.tick_params(length=3.5)
        ax.patch.set_visible(False)
        self.title = Line(ax, 0, 1.02, size=14, align="left", va="baseline", transform=ax.transAxes)
        key = {"transform": ax.transAxes, "size": 12, "color": style.QUIET, "ha": "right"}
        ax.text(1, -0.145, "■● training   □○ held out", **key)
        looks = [("s", style.ERROR), ("o", style.MODEL)]  # by class
        trained = [{"marker": marker, "mfc": color, "mec": style.PAPER} for marker, color in looks]
        held_out = [{"marker": marker, "mfc": style.PAPER, "mec": color} for marker, color in looks]
        self.points = [curve(ax, ls="", ms=5.5, zorder=5, **look) for look in trained + held_out]

    def update(self, now, shown):
        """Place the points; title the map."""
        sets = [(x, target[:, 0] == each) for x, target in (now.data_train, now.data_test) for each in (0, 1)]
        for points, (x, chosen) in zip(self.points, sets, strict=True):
            if not np.array_equal(points.get_xydata(), x[chosen]):  # a line that was given data is drawn anew
                points.set_data(*x[chosen].T)
        self.title.set_text(sentence(shown))


class _Pair:
    """A number for the training points and for those held out, epoch by epoch."""

    def __init__(self, ax, written):
        self.ax, self._written = ax, written
        looks = [{"color": style.MODEL}, {"color": style.TARGET, "ls": "--"}]
        self.trails = [Trail(ax, lw=2, **look) for look in looks]
        heights = (1.3, 1.08)  # above the axes, where no curve is
        self.names = [label(ax, 1, y, look["color"], align="right") for y, look in zip(heights, looks, strict=True)]

    def update(self, trace, *values):
        """Draw both; the axis ends where the run is to end."""
        length = max(trace.values["n_epochs"], trace.n_epochs, 1)
        if self.ax.get_xlim()[1] != 1.02 * length:
            self.ax.set_xlim(-0.02 * length, 1.02 * length)
        parts = self.trails, self.names, values, ("training", "held out")
        for trail, name, each, said in zip(*parts, strict=True):
            trail.update(each)
            name.set_text(f"{said} {self._written(each[-1])}")


def opened(trace):
    """Return the layer, from 1, and the unit, from 0, that is asked for; the output if there is no such layer."""
    sizes = trace.session.network.layer_sizes
    layer = trace.values["layer"]
    if not 0 < layer < len(sizes):
        layer = len(sizes) - 1
    return layer, min(trace.values["unit"], sizes[layer]) - 1


def _setting(trace):
    """Write what is being trained, and how."""
    network, values = trace.session.network, trace.values
    sizes = "-".join(map(str, network.layer_sizes))
    name = f"{kind(values['activation'])} " if len(network.weights) > 1 else ""
    return f"{sizes} {name}network on {values['data']}, α = {num(values['learning_rate'])}"


def _verdict(trace):
    right = percent(trace.session.accuracy[-1])
    how = f"batches of {trace.values['batch_size']}"
    return f"{_setting(trace)}, {how}: after {_so_far(trace)} {right} right on held-out points"


def _headline(trace):
    right = percent(trace.session.accuracy[-1])
    setting = _setting(trace).replace(" network", "")  # so that the longest fits
    return f"{setting}, batch {trace.values['batch_size']}: {_so_far(trace)}, held out {right}"


def _so_far(trace):
    """Write how many epochs are done, and of how many if there are more to come."""
    length = trace.values["n_epochs"]
    before_the_end = f"{trace.n_epochs} of " if trace.n_epochs < length else ""
    return before_the_end + counted(max(trace.n_epochs, length), "epoch")


def _diagnosis(now):
    """Say in one sentence what is going on."""
    first, last = now.gradient_rms[[0, -1]]
    hidden = now.network.activations[:-1]
    guess = np.log(2)  # E of a network that answers one half everywhere
    if now.diverged:
        return "It diverged: a number became too large. Here is the last state before; a smaller α goes on from it."
    if now.n_epochs == 0:
        return "It has not learned anything yet."
    if set(hidden) <= {"linear"}:
        return "Nothing in it bends, so all it can draw is a straight border."
    if first == 0:
        return "No gradient at all reaches the first layer: whatever it gives, it keeps."
    if len(hidden) > 1 and first < last / 50:
        return f"The first layer's gradient is 1/{round(last / first):,} of the last's: it hardly moves."
    if now.loss[-1] > 0.95 * guess:
        return f"E is still about {num(guess, 3)}, that of a network which says one half to everything."
    if now.loss_test[-1] > 1.5 * now.loss[-1] + 0.05:
        return "It does better on what it has seen than on the rest: it has begun to learn its points by heart."
    return f"Every layer learns: the first layer's gradient is {num(first / last, 2)} times the last's."


def _missing(trace):
    """Say that the layer asked for is not there, if so."""
    layer = trace.values["layer"]
    return f"There is no hidden layer {layer}. " if layer >= len(trace.session.network.weights) else ""


def _history(trace):
    """Say what was changed on the way."""
    names = {"learning_rate": "α was", "batch_size": "a batch was", "noise": "the noise was"}
    said = [f"until epoch {epoch} {names[name]} {num(value)}" for epoch, name, value in trace.earlier]
    if not said:
        return ""
    text = ", ".join(said)
    return f" {sentence(text)}."
