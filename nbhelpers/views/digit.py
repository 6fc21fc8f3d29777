"""One handwritten digit, as it was and as a network sees it, with the network's shares; and many on a sheet."""

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgba

from nbhelpers import style
from nbhelpers.views.parts import ANIMATED, Line, curve, headline, new_page, place
from nbhelpers.views.text import counted, num, percent
from nbhelpers.views.tiles import INKED, Tiles

_HEIGHT = 4.6
_SIDE = 8  # pixels along a side of a digit
_CLASSES = 10
_ROWS = {"now": 1.25, "before": 1.11}  # heights of the numbers above the bars
_IN_A_ROW = 10  # digits of a sheet
_PALE = to_rgba(style.QUIET, 0.35)


class DigitView:
    """The digit before and now; ten bars for the shares now, behind each a pale one for the share before."""

    def __init__(self):
        with new_page(_HEIGHT) as page:
            self.figure = page.figure
            self.before = _Picture(page, 0.3, 1.14, 1.6, "as it was written")
            self.now = _Picture(page, 2.5, 0.5, 2.88, "as the network sees it")
            arrow = {"arrowstyle": "->", "color": style.QUIET, "lw": 2}
            page.annotate("", (2.4, 1.94), (2.0, 1.94), arrowprops=arrow)
            self.shares = _Shares(place(page, 6.3, 0.6, 5.5, 2.3))
            self.verdict = headline(self.figure)

    def update(self, trace):
        """Move everything to the state of the trace."""
        self.before.update(trace.written)
        self.now.update(trace.seen)
        self.shares.update(trace)
        self.verdict.set_text(_verdict(trace))

    def describe(self, trace):
        """Say what the digit is, what was done to it, what the network says, and which shares rose most."""
        return f"Held-out digit {trace.values['sample']} is {_a(trace.label)}{_done(trace)}. {_answer(trace)}"


class _Picture:
    """A large picture of a digit in a frame."""

    def __init__(self, ax, left, bottom, side, title):
        self.tiles = Tiles(ax, [(left, bottom)], side, INKED)
        _frame(ax, left, bottom, side)
        ax.text(left, bottom + side + 0.14, title, size=14, color=style.INK)

    def update(self, image):
        self.tiles.show(image.reshape(_SIDE, _SIDE))


class _Shares:
    """The bars and their numbers; a frame around those of the right answer."""

    def __init__(self, ax):
        ax.set(xlim=(-0.6, _CLASSES - 0.4), ylim=(0, 1), xticks=range(_CLASSES), yticks=[0, 0.5, 1])
        ax.set_yticklabels(["0 %", "50 %", "100 %"])
        ax.tick_params(axis="x", labelsize=15, length=0)
        ax.grid(False, axis="x")
        ax.text(-0.6, 1.41, "probability of each digit, %", size=14, color=style.INK)
        ax.text(_CLASSES - 0.4, 1.41, "framed: what it is", size=12, color=style.QUIET, ha="right")
        looks = {"before": (_PALE, 31), "now": (style.MODEL, 19)}  # points wide
        self.bars = {name: self._lines(ax, color, width) for name, (color, width) in looks.items()}
        self.edges = self._lines(ax, style.QUIET, 2)  # along the top of the pale bars
        self.numbers = {}
        for name, color in (("before", style.QUIET), ("now", style.MODEL)):
            ax.text(-0.72, _ROWS[name], name, size=12, color=color, ha="right", va="center_baseline")
            self.numbers[name] = [Line(ax, i, _ROWS[name], color, size=12) for i in range(_CLASSES)]
        self.frame = curve(ax, color=style.INK, lw=2, clip_on=False, zorder=5)

    def update(self, trace):
        shares = {"before": trace.before, "now": trace.now}
        places = range(_CLASSES)
        for name, share in shares.items():
            self.bars[name].set_segments([[(i, 0), (i, each)] for i, each in zip(places, share, strict=True)])
            for line, each in zip(self.numbers[name], share, strict=True):
                line.set_text(_short(each))
        tops = [(i, each) for i, each in zip(places, trace.before, strict=True) if each >= 0.01]
        self.edges.set_segments([[(i - 0.393, each), (i + 0.393, each)] for i, each in tops])
        left, right = trace.label - 0.47, trace.label + 0.47
        self.frame.set_data([left, right, right, left, left], [0, 0, 1.34, 1.34, 0])

    @staticmethod
    def _lines(ax, color, width):
        lines = LineCollection([], colors=color, linewidths=width, capstyle="butt", zorder=3, **ANIMATED)
        ax.add_collection(lines)
        return lines


class SheetView:
    """Digits in rows of ten, each with what it is."""

    def __init__(self, trace):
        n_rows = -(-len(trace.label) // _IN_A_ROW)
        side, column, row = 0.88, 1.165, 1.32
        height = 0.6 + row * n_rows
        with new_page(height) as page:
            self.figure = page.figure
            places = [divmod(i, _IN_A_ROW) for i in range(len(trace.label))]
            places = [(0.3 + column * j, height - 0.58 - side - row * i) for i, j in places]
            tiles = Tiles(page, places, side, INKED)
            tiles.show(trace.x.reshape(-1, _SIDE, _SIDE))
            for (x, y), label in zip(places, trace.label, strict=True):
                _frame(page, x, y, side)
                page.text(x + side / 2, y - 0.15, str(label), size=14, ha="center", va="center_baseline")
            n_digits = counted(len(trace.label), "handwritten digit")
            headline(self.figure).set_text(f"{n_digits}, 8 × 8 pixels each, and what they are")

    def describe(self, trace):
        """Say what the digits are."""
        return f"Handwritten digits of 8 × 8 pixels, row by row: {', '.join(map(str, trace.label))}."


def _frame(ax, left, bottom, side):
    right, top = left + side, bottom + side
    ax.plot([left, right, right, left, left], [bottom, bottom, top, top, bottom], color=style.FAINT, lw=2, zorder=1)


def _a(label):
    return f"an {label}" if label == 8 else f"a {label}"


def _short(share):
    """Write a percentage into a narrow column: 98.7, 100, 0."""
    return f"{100 * share:.1f}".removesuffix(".0")


def _verdict(trace):
    before, now = trace.before.argmax(), trace.now.argmax()
    changed = f", no longer {before} ({percent(trace.before[before])})" if now != before else ""
    right = "right" if now == trace.label else "wrong"
    return f"{_a(trace.label).capitalize()}. The network says {now} ({percent(trace.now[now])}){changed}: {right}"


def _done(trace):
    """Say what was done to the digit."""
    values, done = trace.values, []
    ways = ("shift_right", "right", "left"), ("shift_down", "down", "up")
    moved = [_pixels(values[name], plus, minus) for name, plus, minus in ways if values[name]]
    if moved:
        done.append(f"moved {' and '.join(moved)}")
    if values["noise"]:
        done.append(f"with noise of {num(values['noise'])}")
    if values["ink"] != 1:
        done.append(f"with {num(values['ink'])} times the ink")
    return ", " + ", ".join(done or ["as it was written"])


def _pixels(shift, plus, minus):
    return f"{counted(abs(shift), 'pixel')} {plus if shift > 0 else minus}"


def _answer(trace):
    """Say what the network answers now, whether that is something else than before, and which shares rose most."""
    before, now = trace.before.argmax(), trace.now.argmax()
    says = f"The network says {now} with {percent(trace.now[now])}"
    if np.array_equal(trace.seen, trace.written):
        second = np.argsort(-trace.now)[1]
        return f"{says}; next comes {second} with {percent(trace.now[second])}."
    mind = "it has changed its mind" if now != before else "it keeps its mind"
    return f"{says}; before it said {before} with {percent(trace.before[before])}: {mind}. {_risen(trace)}"


def _risen(trace):
    """Say which shares rose most, and by how much."""
    rise = trace.now - trace.before
    most = [i for i in np.argsort(-rise)[:2] if rise[i] >= 0.0005]  # half of the last digit shown
    if not most:
        return "No probability rose by 0.05 points or more."
    first, *others = (f"{i}, by {num(100 * rise[i], 3)} points to {percent(trace.now[i])}" for i in most)
    then = "".join(f"; then {other}" for other in others)
    return f"The probability that rose most is that of {first}{then}."
