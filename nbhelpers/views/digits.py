"""A network that learns to read digits: its losses, what it takes for what, its mistakes, its first weights."""

import numpy as np
from matplotlib.patches import Rectangle

from nbhelpers import style
from nbhelpers.figure.widget import Handle
from nbhelpers.views.confusion import CLASSES, Confusion
from nbhelpers.views.parts import ANIMATED, Line, curve, headline, new_page, place, separate_labels
from nbhelpers.views.text import counted, kind, num, percent
from nbhelpers.views.tiles import INKED, Tiles

MOST_EPOCHS = 60
GUESS = np.log(CLASSES)
"""E of a network that gives every digit the same share."""

_HEIGHT = 7.4
_SIDE = 8  # pixels along a side of a digit
_LOSSES = (1e-4, 20)
_MISTAKES, _UNITS = 8, 16  # pictures that there is room for
_FOOT = 2.9  # inches from below to the confusion matrix


class DigitsView:
    """Loss and held-out accuracy; the confusion matrix; the worst mistakes; below, the first layer's weights."""

    def __init__(self):
        with new_page(_HEIGHT) as page:
            self.figure = page.figure
            loss = place(page, 0.85, _FOOT + 2.2, 2.3, 1.2)
            loss.set(title="loss E  (log scale)", yscale="log", ylim=_LOSSES, yticks=[1e-3, 1e-2, 1e-1, GUESS])
            loss.set_yticklabels(["0.001", "0.01", "0.1", "ln 10"])
            loss.minorticks_off()
            loss.axhline(GUESS, color=style.QUIET, lw=1.2, ls=":", zorder=1)
            right = place(page, 0.85, _FOOT + 0.15, 2.3, 1.2)
            right.set(title="right answers, held out", ylim=(0, 1.05), yticks=[0, 0.5, 1], xlabel="epoch")
            right.set_yticklabels(["0 %", "50 %", "100 %"])
            self.curves = _Curves(loss, right)
            self.confusion = Confusion(page, 4.75, _FOOT)
            self.mistakes = _Mistakes(page, 8.72, _FOOT)
            self.weights = _Weights(page)
            self.verdict = headline(self.figure)
        self.handles = [Handle("unit", self.weights.tiles, self.weights.at)]

    def update(self, trace):
        """Move everything to the state of the trace."""
        self.curves.update(trace.session)
        self.confusion.update(trace.answers.confusion)
        self.mistakes.update(trace)
        self.weights.update(trace.session.network, trace.values["unit"])
        self.verdict.set_text(_verdict(trace))

    def describe(self, trace):
        """Say how well the network reads both sets, what it takes for what most often, and what holds it up."""
        now = trace.session
        return (
            f"{_when(now)} the {_name(now.network)} has {percent(now.accuracy[-1])} of the "
            f"{len(trace.answers.label)} held-out digits right, E = {num(now.loss_test[-1], 3)}, and "
            f"{percent(now.accuracy_train[-1])} of the {len(now.data_train[0]):,} that it trains on, E = "
            f"{num(now.loss[-1], 3)}.{_most_frequent(trace.answers)} {_diagnosis(trace)} "
            f"{_shown_large(now.network, trace.values['unit'])}"
        )


class _Curves:
    """Loss of both sets and held-out accuracy, epoch by epoch, named at their ends."""

    def __init__(self, loss, right):
        for ax in (loss, right):
            ax.set(xlim=(-1, MOST_EPOCHS + 1), xticks=range(0, MOST_EPOCHS + 1, 20))
        trained, held_out = {"color": style.MODEL}, {"color": style.TARGET, "ls": "--"}
        panels = [(loss, trained, "o"), (loss, held_out, "s"), (right, held_out, "s")]
        self.lines = [curve(ax, lw=2.2, zorder=3, **look) for ax, look, _ in panels]
        end = {"ms": 6, "mec": style.PAPER, "zorder": 4}
        self.ends = [curve(ax, m, color=look["color"], **end) for ax, look, m in panels]
        beside = MOST_EPOCHS + 3
        self.names = [Line(ax, beside, 0, look["color"], size=12, align="left") for ax, look, _ in panels]
        self.names[0].set_text("training")
        self.names[1].set_text("held out")

    def update(self, now):
        values = [np.clip(each, *_LOSSES) for each in (now.loss, now.loss_test)] + [now.accuracy]
        for line, end, each in zip(self.lines, self.ends, values, strict=True):
            line.set_data(np.arange(len(each)), each)
            end.set_data([len(each) - 1], each[-1:])
        apart = separate_labels(np.log10([values[0][-1], values[1][-1]]), 0.75)
        apart -= max(apart.max() - np.log10(_LOSSES[1]), 0)  # both within the panel
        for name, y in zip(self.names, [*10**apart, values[2][-1]], strict=True):
            name.set_y(y)
        self.names[2].set_text(percent(now.accuracy[-1]))


class _Mistakes:
    """The digits answered wrongly with the most confidence, as pictures with what was said."""

    def __init__(self, ax, left, bottom):
        ax.text(left, bottom + 3.54, "most confident mistakes", size=14, color=style.INK)
        side, column, row = 0.64, 1.64, 0.92
        places = [(left + column * (i % 2), bottom + 2.76 - row * (i // 2)) for i in range(_MISTAKES)]
        for x, y in places:
            corners = [x, x + side, x + side, x, x], [y, y, y + side, y + side, y]
            ax.plot(*corners, color=style.FAINT, lw=2, zorder=1)
        self.tiles = Tiles(ax, places, side, INKED)
        self.names = [
            [Line(ax, x + side + 0.1, y + up, size=12, align="left") for up in (0.45, 0.19)] for x, y in places
        ]

    def update(self, trace):
        answers, x = trace.answers, trace.session.data_test[0]
        worst = answers.confident_errors[:_MISTAKES]
        self.tiles.show(x[worst].reshape(-1, _SIDE, _SIDE))
        for i, name in enumerate(self.names):
            said = _said(answers, worst[i]) if i < len(worst) else ("", "")
            for line, text in zip(name, said, strict=True):
                line.set_text(text)


class _Weights:
    """Weights into units of the first layer as pictures, one of them large; a negative weight has a hole."""

    _LARGE = (6.75, 0.2, 1.76)  # lower left corner and side, inches

    def __init__(self, ax):
        self.title = Line(ax, 0.3, 2.2, size=14, align="left")
        side, column, row = 0.62, 0.76, 0.95
        places = [(0.3 + column * (i % 8), 1.15 - row * (i // 8)) for i in range(_UNITS)]
        self.tiles = Tiles(ax, places, side, frame=style.FAINT)
        self.names = [Line(ax, x + side / 2, y + side + 0.13, style.QUIET, size=12) for x, y in places]
        self.large = Tiles(ax, [self._LARGE[:2]], self._LARGE[2], frame=style.QUIET)
        self.large_names = [Line(ax, 8.75, y, size=13, align="left") for y in (1.75, 1.4, 1.05)]
        self.frame = Rectangle(
            (0, 0), side + 0.06, side + 0.06, fill=False, lw=2.5, ec=style.INK, zorder=4, **ANIMATED
        )
        ax.add_patch(self.frame)
        self._centres = np.array([_centres(*place, side) for place in places])  # (16, 64, 2)
        holes = {"mew": 0, "color": style.PAPER, "zorder": 4, **ANIMATED}
        self.holes = [ax.plot([], [], "s", ms=ms, **holes)[0] for ms in (1.5, 4)]

    def at(self, x, y, _):
        """Return which unit's picture is nearest to a point of the page, from 1."""
        middles = np.array(self.tiles.places) + self.tiles.side / 2
        return int(np.hypot(*(middles - (x, y)).T).argmin()) + 1

    def update(self, network, unit):
        weights = network.weights[0]
        first = weights.T[:_UNITS]  # (n, 64)
        largest = np.abs(weights).max() or 1.0
        self.tiles.show((first / largest).reshape(-1, _SIDE, _SIDE))
        shown = _unit(network, unit)
        large = weights[:, shown]
        self.large.show((large / largest).reshape(_SIDE, _SIDE))
        self.holes[0].set_data(*self._centres[: len(first)][first < 0].T)
        self.holes[1].set_data(*_centres(*self._LARGE)[large < 0].T)
        names = range(CLASSES) if len(network.weights) == 1 else range(1, len(first) + 1)
        names = [*map(str, names), *[""] * _UNITS][:_UNITS]
        for line, text in zip(self.names, names, strict=True):
            line.set_text(text)
        self.frame.set_visible(shown < len(first))
        if shown < len(first):
            self.frame.set_xy(np.array(self.tiles.places[shown]) - 0.03)
        texts = (
            _unit_name(network, shown),
            f"largest weight {num(large.max(), 3)}",
            f"smallest {num(large.min(), 3)}",
        )
        for line, text in zip(self.large_names, texts, strict=True):
            line.set_text(text)
        self.title.set_text(_weights_title(network.weights, len(first), largest))


def _centres(left, bottom, side):
    """Return the middles of the squares of a picture, (64, 2), the first that of the upper left."""
    along = side * (np.arange(_SIDE) + 0.5) / _SIDE
    across, up = np.meshgrid(left + along, bottom + along[::-1])
    return np.column_stack([across.ravel(), up.ravel()])


def _unit(network, unit):
    """Return the place of the unit that is shown large: the last if there are not so many."""
    return min(unit, network.layer_sizes[1]) - 1


def _unit_name(network, place):
    return f"digit {place}" if len(network.weights) == 1 else f"unit {place + 1} of {network.layer_sizes[1]}"


def _shown_large(network, unit):
    """Say what is shown large."""
    shown = _unit(network, unit)
    weights = network.weights[0][:, shown]
    return (
        f"Shown large is {_unit_name(network, shown)}: its weights go from {num(weights.min(), 3)} "
        f"to {num(weights.max(), 3)}."
    )


def _said(answers, i):
    return f"{answers.label[i]}, said {answers.predicted[i]}", f"({percent(answers.confidence[i])})"


def _weights_title(weights, n_shown, largest):
    n_units = weights[0].shape[1]
    if len(weights) == 1:
        which = "each digit's probability"
    elif n_shown < n_units:
        which = f"the first {n_shown} of {n_units} units"
    else:
        which = f"all {n_units} units" if n_units > 1 else "the one unit"
    scale = f"full colour ±{num(largest, 2)}"
    return f"weights from the pixels to {which}: blue above 0, orange with a hole below 0, {scale}"


def _verdict(trace):
    now = trace.session
    return (
        f"{_when(now)}: {percent(now.accuracy[-1])} of {len(trace.answers.label)} held-out digits "
        f"right, E = {num(now.loss_test[-1], 3)}"
    )


def _when(now):
    return f"After {counted(now.n_epochs, 'epoch')}"


def _name(network):
    sizes = "-".join(map(str, network.layer_sizes))
    hidden = network.activations[:-1]
    return f"{sizes} {kind(hidden[0])} network" if hidden else f"{sizes} network without hidden layers"


def _most_frequent(answers):
    if not answers.mix_up:
        return ""
    label, answer, times = answers.mix_up
    often = "once" if times == 1 else f"{times} times"
    return f" Its most frequent mistake: {label} taken for {answer} ({often})."


def _diagnosis(trace):
    """Say in one sentence what is going on."""
    now = trace.session
    first, last = now.gradient_rms[[0, -1]]
    hidden = now.network.activations[:-1]
    seen, unseen = now.loss[-1], now.loss_test[-1]
    if now.diverged:
        return f"It diverged in epoch {now.n_epochs}: a number became too large. This is the last state before."
    tenth = f"a tenth for each would be E = ln 10 = {num(GUESS, 3)}"
    if now.n_epochs == 0:
        return f"It has not learned anything yet ({tenth})."
    if np.ptp(trace.answers.probability, axis=0).max() < 0.1:
        same = f"It gives every digit about the same probabilities, whatever it sees ({tenth})."
        return f"{same} {_ratio(first, last)}"
    if not hidden:
        return "With no hidden layer each digit has one picture of weights, and the best match wins."
    if set(hidden) == {"linear"}:
        return "Nothing in it bends: all its layers together are no more than one."
    if unseen > GUESS:
        return f"It is often sure and wrong ({tenth})."
    if set(hidden) == {"step"}:
        return "No gradient gets through a step: only the last layer learns."
    if first < last / 20:
        return _ratio(first, last)
    if unseen > 1.5 * seen + 0.03:
        return (
            f"It does better on what it has seen: its loss on the rest is {num(unseen / seen, 2)} times as large."
        )
    return f"Every layer learns: the first layer's gradient is {num(first / last, 2)} times the last's."


def _ratio(first, last):
    """Say how much of the last layer's gradient reaches the first."""
    if first == 0:
        return "No gradient at all reaches the first layer."
    with np.errstate(all="ignore"):
        return f"The first layer's gradient is 1/{num(last / first, 3)} of the last's."
