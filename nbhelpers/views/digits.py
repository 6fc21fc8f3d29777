"""Handwritten digits: a network that learns to read them, one digit spoiled under its eyes, and many on a sheet."""

from itertools import chain

import numpy as np
from matplotlib.colors import to_rgba

from nbhelpers import style
from nbhelpers.datasets import SIDE
from nbhelpers.figure.widget import Handle
from nbhelpers.views.parts import (
    TextGrid,
    TextLine,
    Trail,
    View,
    curve,
    frame,
    heads,
    place,
    segments,
    separate_labels,
    write,
)
from nbhelpers.views.text import counted, network_name, num, percent, sentence
from nbhelpers.views.tiles import INKED, Tiles

CLASSES = 10
GUESS = np.log(CLASSES)
"""E of a network that gives every digit the same probability."""

_LOSSES = (1e-4, 20)
_PERCENT = {"yticks": [0, 0.5, 1], "yticklabels": ["0 %", "50 %", "100 %"]}
_PALE = to_rgba(style.QUIET, 0.35)
_SOFT = 0.5  # of full colour at most in the confusion matrix, so that ink can be read on it


class DigitsView(View):
    """Loss and held-out accuracy; the confusion matrix; the most confident errors; the first layer's weights."""

    def __init__(self, most_epochs):
        with self.page(7.4) as page:
            self.curves = _Curves(page, most_epochs)
            self.confusion = _Confusion(page, 4.75, 2.9)
            self.errors = _ConfidentErrors(page, 8.72, 2.9)
            self.weights = _Weights(page)
        self.handles = [Handle("unit", self.weights.tiles, lambda x, y, _: self.weights.tiles.nearest(x, y) + 1)]

    def update(self, trace):
        now = trace.history
        self.curves.update(now)
        self.confusion.update(trace.predictions.confusion)
        self.errors.update(trace.predictions, now.data_test[0])
        self.weights.update(now.network, _shown(trace))
        self.headline.set_text(
            f"After {counted(now.n_epochs, 'epoch')}: {percent(now.accuracy[-1])} of {len(now.data_test[0])} "
            f"held-out digits right, E = {num(now.loss_test[-1], 3)}"
        )

    def describe(self, trace):
        """Say how well the network reads both sets, what it takes for what most often, and what holds it up."""
        now, shown = trace.history, _shown(trace)
        weights = now.network.weights[0][:, shown]
        without = "" if len(now.network.weights) > 1 else " without hidden layers"
        return (
            f"After {counted(now.n_epochs, 'epoch')} the {network_name(now.network)}{without} has "
            f"{percent(now.accuracy[-1])} of the {len(now.data_test[0])} held-out digits right, "
            f"E = {num(now.loss_test[-1], 3)}, and {percent(now.accuracy_train[-1])} of the "
            f"{len(now.data_train[0]):,} that it trains on, E = {num(now.loss[-1], 3)}."
            f"{_most_frequent(trace.predictions)} {_diagnosis(trace)} "
            f"Shown large is {_unit_name(now.network, shown)}: "
            f"its weights go from {num(weights.min(), 3)} to {num(weights.max(), 3)}."
        )


class _Curves:
    """Loss of both sets and held-out accuracy, epoch by epoch, named at their ends."""

    def __init__(self, page, most_epochs):
        epochs = {"xlim": (-1, most_epochs + 1), "xticks": range(0, most_epochs + 1, 20)}
        loss, right = (place(page, 0.85, bottom, 2.3, 1.2, **epochs) for bottom in (5.1, 3.05))
        loss.set(title="loss E  (log scale)", yscale="log", ylim=_LOSSES)
        loss.set(yticks=[1e-3, 1e-2, 1e-1, GUESS], yticklabels=["0.001", "0.01", "0.1", "ln 10"])
        loss.minorticks_off()
        loss.axhline(GUESS, color=style.QUIET, lw=1.2, ls=":", zorder=1)
        right.set(title="right answers, held out", ylim=(0, 1.05), xlabel="epoch", **_PERCENT)
        trained = {"color": style.MODEL, "marker": "o"}
        held_out = {"color": style.TARGET, "marker": "s", "ls": "--"}
        panels = [(loss, trained), (loss, held_out), (right, held_out)]
        self.trails = [Trail(ax, lw=2.2, end=6, **look) for ax, look in panels]
        self.names = [TextLine(ax, most_epochs + 3, 0, look["color"], size=12, align="left") for ax, look in panels]

    def update(self, now):
        values = (now.loss, now.loss_test, now.accuracy)
        for trail, each in zip(self.trails, values, strict=True):
            trail.update(each)
        lowest, highest = np.log10(_LOSSES)
        apart = separate_labels(np.clip(np.log10([now.loss[-1], now.loss_test[-1]]), lowest, highest), 0.75)
        apart -= max(apart.max() - highest, 0)  # both within the panel
        for name, y in zip(self.names, [*10**apart, now.accuracy[-1]], strict=True):
            name.set_y(y)
        write(self.names, ["training", "held out", percent(now.accuracy[-1])])


class _Confusion:
    """What is taken for what: a row for what a digit is, a column for what the network says.

    Right answers are framed blue cells, mistakes orange ones without a frame.
    """

    _CELL = 0.34  # inches

    def __init__(self, page, left, bottom):
        side = CLASSES * self._CELL
        self.tiles = Tiles(page, [(left, bottom)], side)
        centres = self._CELL * (np.arange(CLASSES) + 0.5)
        rows, columns = bottom + side - centres, left + centres
        quiet = {"size": 13, "color": style.QUIET, "ha": "center"}
        for digit, row in enumerate(rows):
            heads(page, {str(digit): left - 0.16}, row)
        heads(page, {str(digit): x for digit, x in enumerate(columns)}, bottom + side + 0.13)
        page.text(left - 0.44, bottom + side / 2, "it is", rotation=90, va="center", **quiet)
        page.text(left + side / 2, bottom + side + 0.35, "it says", va="center_baseline", **quiet)
        self.counts = TextGrid(page, columns, rows, size=12)
        edges = self._CELL * np.arange(CLASSES + 1)
        across = [[(left, bottom + y), (left + side, bottom + y)] for y in edges]
        upright = [[(left + x, bottom), (left + x, bottom + side)] for x in edges]
        segments(page, style.PAPER, lw=3, zorder=4).set_segments(across + upright)
        inner = 0.42 * self._CELL * np.array([(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)])
        frames = [inner + centre for centre in zip(columns, rows, strict=True)]
        segments(page, style.MODEL, lw=1.5, zorder=5).set_segments(frames)

    def update(self, confusion):
        """Show these counts, (10, 10)."""
        fraction = confusion / np.maximum(confusion.sum(axis=1, keepdims=True), 1)  # of the row
        sign = np.where(np.eye(CLASSES, dtype=bool), 1, -1)
        self.tiles.show(_SOFT * sign * np.sqrt(fraction))  # the root, so that a single mistake can be seen
        rows = enumerate(confusion.tolist())
        self.counts.write([[str(n) if n or i == j else "" for j, n in enumerate(row)] for i, row in rows])


class _ConfidentErrors:
    """The digits answered wrongly with the most confidence, as pictures with what was said."""

    _N = 8  # that there is room for

    def __init__(self, page, left, bottom):
        page.text(left, bottom + 3.54, "most confident mistakes", size=14, color=style.INK)
        side, column, row = 0.64, 1.64, 0.92
        places = [(left + column * (i % 2), bottom + 2.76 - row * (i // 2)) for i in range(self._N)]
        self.tiles = _framed(page, places, side)
        self.names = [
            TextLine(page, x + side + 0.1, y + up, size=12, align="left") for x, y in places for up in (0.45, 0.19)
        ]

    def update(self, told, x):
        errors, confidence = told.confident_errors[: self._N], told.confidence
        self.tiles.show(x[errors].reshape(-1, SIDE, SIDE))
        said = [(f"{told.label[i]}, said {told.predicted[i]}", f"({percent(confidence[i])})") for i in errors]
        write(self.names, chain.from_iterable(said))


class _Weights:
    """Weights into units of the first layer as pictures, one of them large; a negative weight has a hole."""

    _N = 16  # pictures that there is room for
    _LARGE = (6.75, 0.2, 1.76)  # lower left corner and side, inches

    def __init__(self, page):
        self.title = TextLine(page, 0.3, 2.2, size=14, align="left")
        side, column, row = 0.62, 0.76, 0.95
        places = [(0.3 + column * (i % 8), 1.15 - row * (i // 8)) for i in range(self._N)]
        self.tiles = Tiles(page, places, side, frame=style.FAINT)
        self.names = [TextLine(page, x + side / 2, y + side + 0.13, style.QUIET, size=12) for x, y in places]
        self.large = Tiles(page, [self._LARGE[:2]], self._LARGE[2], frame=style.QUIET)
        self.large_names = [TextLine(page, 8.75, y, align="left") for y in (1.75, 1.4, 1.05)]
        self.frame = frame(page, (0, 0), side + 0.06, color=style.INK, lw=2.5, zorder=4, animated=True)
        self.holes = [curve(page, "s", ms=ms, mew=0, color=style.PAPER, zorder=4) for ms in (1.5, 4)]

    def update(self, network, shown):
        weights = network.weights[0].T.reshape(-1, SIDE, SIDE)
        first, large = weights[: self._N], weights[[shown]]
        largest = np.abs(weights).max() or 1.0
        for tiles, holes, each in zip((self.tiles, self.large), self.holes, (first, large), strict=True):
            tiles.show(each / largest)
            holes.set_data(*tiles.pixels(each < 0).T)
        start = 0 if len(network.weights) == 1 else 1  # digits, or units
        write(self.names, map(str, range(start, start + len(first))))
        self.frame.set(visible=shown < len(first), xy=self.tiles.places[min(shown, self._N - 1)] - 0.03)
        sizes = f"largest weight {num(large.max(), 3)}", f"smallest {num(large.min(), 3)}"
        write(self.large_names, [_unit_name(network, shown), *sizes])
        which = _which_units(network, len(first))
        scale = f"blue above 0, orange with a hole below 0, full colour ±{num(largest, 2)}"
        self.title.set_text(f"weights from the pixels to {which}: {scale}")


def _shown(trace):
    """Return the place of the unit that is shown large: the last if there are not so many."""
    return min(trace.values["unit"], trace.history.network.layer_sizes[1]) - 1


def _unit_name(network, place):
    return f"digit {place}" if len(network.weights) == 1 else f"unit {place + 1} of {network.layer_sizes[1]}"


def _which_units(network, n_shown):
    n_units = network.layer_sizes[1]
    if len(network.weights) == 1:
        return "each digit's probability"
    if n_shown < n_units:
        return f"the first {n_shown} of {n_units} units"
    return f"all {n_units} units" if n_units > 1 else "the one unit"


def _most_frequent(predictions):
    if not predictions.mix_up:
        return ""
    label, predicted, times = predictions.mix_up
    often = "once" if times == 1 else f"{times} times"
    return f" Its most frequent mistake: {label} taken for {predicted} ({often})."


def _diagnosis(trace):
    """Say in one sentence what is going on."""
    now = trace.history
    first, last = now.gradient_rms[[0, -1]]
    hidden = set(now.network.activations[:-1])
    seen, unseen = now.loss[-1], now.loss_test[-1]
    tenth = f"a tenth for each would be E = ln 10 = {num(GUESS, 3)}"
    if now.diverged:
        return f"It diverged in epoch {now.n_epochs}: a number became too large. This is the last state before."
    if now.n_epochs == 0:
        return f"It has not learned anything yet ({tenth})."
    if np.ptp(trace.predictions.probability, axis=0).max() < 0.1:
        same = f"It gives every digit about the same probabilities, whatever it sees ({tenth})."
        return f"{same} {_ratio(first, last)}"
    if not hidden:
        return "With no hidden layer each digit has one picture of weights, and the best match wins."
    if hidden == {"linear"}:
        return "Nothing in it bends: all its layers together are no more than one."
    if unseen > GUESS:
        return f"It is often sure and wrong ({tenth})."
    if hidden == {"step"}:
        return "No gradient gets through a step: only the last layer learns."
    if first < last / 20:
        return _ratio(first, last)
    if unseen > 1.5 * seen + 0.03:
        times = num(unseen / seen, 2)
        return f"It does better on what it has seen: its loss on the rest is {times} times as large."
    return f"Every layer learns: the first layer's gradient is {num(first / last, 2)} times the last's."


def _ratio(first, last):
    """Say how much of the last layer's gradient reaches the first."""
    if first == 0:
        return "No gradient at all reaches the first layer."
    with np.errstate(all="ignore"):
        return f"The first layer's gradient is 1/{num(last / first, 3)} of the last's."


class DigitView(View):
    """The digit before and now; ten bars for its probabilities now, behind each a pale one for that before."""

    def __init__(self):
        with self.page(4.6) as page:
            self.before, self.now = _framed(page, [(0.3, 1.14)], 1.6), _framed(page, [(2.5, 0.5)], 2.88)
            for x, y, title in ((0.3, 2.88, "as it was written"), (2.5, 3.52, "as the network sees it")):
                page.text(x, y, title, size=14, color=style.INK)
            arrow = {"arrowstyle": "->", "color": style.QUIET, "lw": 2}
            page.annotate("", (2.4, 1.94), (2.0, 1.94), arrowprops=arrow)
            self.probabilities = _Probabilities(place(page, 6.3, 0.6, 5.5, 2.3))

    def update(self, trace):
        self.before.show(trace.written.reshape(SIDE, SIDE))
        self.now.show(trace.seen.reshape(SIDE, SIDE))
        self.probabilities.update(trace)
        before, now = trace.before.argmax(), trace.now.argmax()
        changed = f", no longer {before} ({percent(trace.before[before])})" if now != before else ""
        verdict = "right" if now == trace.label else "wrong"
        says = f"The network says {now} ({percent(trace.now[now])}){changed}: {verdict}"
        self.headline.set_text(f"{sentence(_a(trace.label))}. {says}")

    def describe(self, trace):
        """Say what the digit is, what was done to it, what the network says, and what rose most."""
        return f"Held-out digit {trace.values['sample']} is {_a(trace.label)}, {_done(trace)}. {_answer(trace)}"


def _framed(page, places, side):
    """Return pictures of ink on paper, each in a frame."""
    for corner in places:
        frame(page, corner, side)
    return Tiles(page, places, side, INKED)


class _Probabilities:
    """The bars and their numbers; a frame around those of the right answer."""

    def __init__(self, ax):
        ax.set(xlim=(-0.6, CLASSES - 0.4), ylim=(0, 1), xticks=range(CLASSES), **_PERCENT)
        ax.tick_params(axis="x", labelsize=15, length=0)
        ax.grid(False, axis="x")
        ax.text(-0.6, 1.41, "probability of each digit, %", size=14, color=style.INK)
        ax.text(CLASSES - 0.4, 1.41, "framed: what it is", size=13, color=style.QUIET, ha="right")
        bars = {"capstyle": "butt", "zorder": 3}
        self.bars = {"before": segments(ax, _PALE, lw=31, **bars), "now": segments(ax, style.MODEL, lw=19, **bars)}
        self.edges = segments(ax, style.QUIET, lw=2, **bars)  # along the top of the pale bars
        self.numbers = {}
        for name, y, color in (("before", 1.11, style.QUIET), ("now", 1.25, style.MODEL)):
            heads(ax, {name: -0.72}, y, align="right", color=color)
            self.numbers[name] = TextGrid(ax, range(CLASSES), [y], color=color, size=12)
        self.frame = frame(ax, (0, 0), 0.94, 1.34, style.INK, zorder=5, clip_on=False, animated=True)

    def update(self, trace):
        for name, values in (("before", trace.before), ("now", trace.now)):
            self.bars[name].set_segments([[(i, 0), (i, each)] for i, each in enumerate(values)])
            self.numbers[name].write([map(_short, values)])
        tops = [(i, each) for i, each in enumerate(trace.before) if each >= 0.01]
        self.edges.set_segments([[(i - 0.393, each), (i + 0.393, each)] for i, each in tops])
        self.frame.set_x(trace.label - 0.47)


def _a(label):
    return f"an {label}" if label == 8 else f"a {label}"


def _short(probability):
    """Write a percentage into a narrow column: 98.7, 100, 0."""
    return f"{100 * probability:.1f}".removesuffix(".0")


def _done(trace):
    """Say what was done to the digit."""
    right, down, noise, ink = (trace.values[name] for name in ("shift_right", "shift_down", "noise", "ink"))
    ways = (right, "right"), (-right, "left"), (down, "down"), (-down, "up")
    moved = " and ".join(f"{counted(shift, 'pixel')} {way}" for shift, way in ways if shift > 0)
    done = {
        f"moved {moved}": moved,
        f"with noise of {num(noise)}": noise,
        f"with {num(ink)} times the ink": ink != 1,
    }
    return ", ".join(said for said, is_so in done.items() if is_so) or "as it was written"


def _answer(trace):
    """Say what the network answers now, whether that is something else than before, and what rose most."""
    before, now = trace.before.argmax(), trace.now.argmax()
    says = f"The network says {now} with {percent(trace.now[now])}"
    if np.array_equal(trace.seen, trace.written):
        second = np.argsort(-trace.now)[1]
        return f"{says}; next comes {second} with {percent(trace.now[second])}."
    mind = "it has changed its mind" if now != before else "it keeps its mind"
    return f"{says}; before it said {before} with {percent(trace.before[before])}: {mind}. {_risen(trace)}"


def _risen(trace):
    """Say which probabilities rose most, and by how much."""
    rise = trace.now - trace.before
    most = [i for i in np.argsort(-rise)[:2] if rise[i] >= 0.0005]  # half of the last digit shown
    if not most:
        return "No probability rose by 0.05 points or more."
    by_how_much = [f"{i}, by {num(100 * rise[i], 3)} points to {percent(trace.now[i])}" for i in most]
    return f"The probability that rose most is that of {'; then '.join(by_how_much)}."


class SheetView(View):
    """Digits in rows of ten, each with what it is."""

    def __init__(self, trace):
        down, across = np.divmod(np.arange(len(trace.label)), 10)
        side, height = 0.88, 0.6 + 1.32 * (down[-1] + 1)  # inches
        with self.page(height) as page:
            places = np.column_stack([0.3 + 1.165 * across, height - 0.58 - side - 1.32 * down])
            _framed(page, places, side).show(trace.x.reshape(-1, SIDE, SIDE))
            for (x, y), label in zip(places, trace.label, strict=True):
                page.text(x + side / 2, y - 0.15, str(label), size=14, ha="center", va="center_baseline")
        n_digits = counted(len(trace.label), "handwritten digit")
        self.headline.set_text(f"{n_digits}, 8 × 8 pixels each, and what they are")

    def describe(self, trace):
        """Say what the digits are."""
        return f"Handwritten digits of 8 × 8 pixels, row by row: {', '.join(map(str, trace.label))}."
