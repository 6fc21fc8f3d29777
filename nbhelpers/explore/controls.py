"""The controls of a demo: what each accepts, and at which of its places it stands. `control.js` shows them.

ipywidgets' own sliders move a value between two steps onto one of them, in the browser; they lose what is typed
without Enter, take the beginning of a text for a number, and have no name for those who cannot see them. These keep
what code asks for, and what a reader types is read here.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import anywidget
import numpy as np
import traitlets

from nbhelpers import arguments, numerals


class Control(anywidget.AnyWidget):
    """A control with places in a row; `values` are those of all places, first to last."""

    # As text, because given a path anywidget would keep every widget for as long as the kernel lives.
    _esm = Path(__file__).with_name("control.js").read_text(encoding="utf-8")

    value = traitlets.Any()  # not sent to the page; one that the control does not accept is refused

    kind = traitlets.Unicode().tag(sync=True)  # slider, list or text
    description = traitlets.Unicode().tag(sync=True)
    labels: traitlets.List = traitlets.List().tag(sync=True)  # how each place is written
    is_number = traitlets.Bool(True).tag(sync=True)  # of a slider: whether a number can be typed beside it
    disabled = traitlets.Bool(False).tag(sync=True)
    at = traitlets.Any().tag(sync=True)  # the place; between two of them, a fraction
    text = traitlets.Unicode().tag(sync=True)  # how the value is written

    def __init__(self, label, values, labels, *, kind="slider", **state):
        self.values = tuple(values)
        super().__init__(description=label, labels=labels, kind=kind, value=self.values[0], **state)
        self.on_msg(self._typed)

    def accept(self, name, value):
        """Return `value` as the control holds it; else raise ``ValueError`` with this name and what it takes."""
        for option in self.values:
            if _is_option(value, option):
                return option
        raise arguments.invalid_argument(name, "one of " + ", ".join(map(repr, self.values)), value)

    def read(self, text):
        """Return the value that a typed text means; else raise ``ValueError``."""
        return numerals.number(text, self._takes)

    def nearest(self, value):
        """Return the value nearest to this one that a hand could set; if values need not be numbers, this one."""
        return value

    def set_state(self, sync_data):
        """Take in the place that the front end sends, and nothing else."""
        at = sync_data.get("at")
        if type(at) is int and 0 <= at < len(self.values) and not self.disabled and self.kind != "text":
            super().set_state({"at": at, "text": self.labels[at]})
            self.value = self.values[at]

    @traitlets.validate("value")
    def _accepted(self, proposal):
        return self.accept(self.description, proposal.value)

    @traitlets.observe("value")
    def _stand(self, _):
        with self.hold_sync():
            self.at, self.text = self._place(self.value)

    def _place(self, value):
        at = self.values.index(value)
        return at, self.labels[at]

    def _takes(self, value):
        try:
            self.accept(self.description, value)
        except ValueError:
            return False
        return True

    def _typed(self, _, content, __):
        """Read what was typed; answer with what has to be said of it."""
        said, typed = "", content.get("typed") if isinstance(content, dict) else None
        if not isinstance(typed, str):
            return
        try:
            value = self.accept(self.description, self.read(typed))
        except ValueError as error:
            said = f"{str(error).rstrip('.')}. Nothing has changed."
        else:
            self.value = value
        self.send({"said": said})


class Slider(Control):
    """A slider for numbers, also for those between its places."""

    def __init__(self, label, values, labels, *, is_whole=False, is_logarithmic=False):
        self._is_whole, self._scale = is_whole, math.log10 if is_logarithmic else float
        super().__init__(label, values, labels)

    def accept(self, name, value):
        """See `Control.accept`."""
        ends = self.values[0], self.values[-1]
        if self._is_whole:
            return arguments.count(name, value, *ends)
        return float(f"{arguments.number(name, value, *ends):.10g}")  # 0.2 for 0.19999999999999996

    def nearest(self, value):
        """See `Control.nearest`."""
        low, *_, high = self.values
        wanted = self._scale(min(max(low, value), high))  # in this order: NaN becomes the least
        return min(self.values, key=lambda place: abs(self._scale(place) - wanted))

    def _place(self, value):
        if value in self.values:
            return super()._place(value)
        return float(np.interp(value, self.values, range(len(self.values)))), _written(f"{value:.10g}")


class LayerList(Control):
    """A box for the sizes of hidden layers, such as "4, 2"; empty where there is none."""

    def __init__(self, label, most, widest):
        self.most, self.widest = most, widest
        super().__init__(label, [""], [""], kind="text")

    def accept(self, name, value):
        """Return the text for a list of sizes, or for a text that lists them; else raise ``ValueError``."""
        expected = f"up to {self.most} whole numbers from 1 to {self.widest}, such as 4, 2"
        if not isinstance(value, str | list | tuple):  # bytes would be numbers, and an iterator may never end
            raise arguments.invalid_argument(name, expected, value)
        try:
            sizes = [numerals.number(size) for size in _listed(value)] if isinstance(value, str) else value
            sizes = [arguments.count(name, size, 1, self.widest) for size in sizes]
        except (TypeError, ValueError):
            raise arguments.invalid_argument(name, expected, value) from None
        if len(sizes) > self.most:
            raise arguments.invalid_argument(name, expected, value)
        return ", ".join(map(str, sizes))

    def read(self, text):
        """Return the text: it is a list of numbers."""
        return text

    def _place(self, value):
        return 0, value


class Declared(NamedTuple):
    """A control that a demo is going to have."""

    accepts: str  # what it is and takes, as the help of the demo says it
    make: Callable[[], Control]


def slider(label: str, low: float, high: float, step: float, digits: int = 2) -> Declared:
    """Declare a slider for a number from `low` to `high`.

    A hand moves it by `step`; code and typing may set any number between. `digits` are the decimals shown.
    """

    def make():
        values = [float(round(low + i * step, 10)) for i in range(round((high - low) / step) + 1)]
        return Slider(label, values, [_written(f"{value:.{digits}f}") for value in values])

    return Declared(f"{label}: {low} to {high}", make)


def log_slider(label: str, low: int, high: int) -> Declared:
    """Declare a slider for a number from 10^`low` to 10^`high`, ten places for each power of ten."""

    def make():
        values = [float(f"{10 ** (i / 10):.10g}") for i in range(10 * low, 10 * high + 1)]
        return Slider(label, values, [_written(f"{value:.2g}") for value in values], is_logarithmic=True)

    return Declared(f"{label}: {10.0**low:g} to {10.0**high:g}", make)


def int_slider(label: str, low: int, high: int, step: int = 1) -> Declared:
    """Declare a slider for a whole number from `low` to `high`."""
    values = range(low, high + 1, step)
    labels = [_written(str(value)) for value in values]
    return Declared(f"{label}: {low} to {high}", lambda: Slider(label, values, labels, is_whole=True))


def select_slider(label: str, values: Sequence) -> Declared:
    """Declare a slider through a few names or numbers in their order."""
    labels, is_number = list(map(str, values)), all(map(arguments.is_number, values))
    return Declared(f"{label}: {_listing(values)}", lambda: Control(label, values, labels, is_number=is_number))


def dropdown(label: str, options: Mapping[str, object]) -> Declared:
    """Declare a drop-down list; `options` maps what the reader sees to the value."""
    values, labels = options.values(), list(options)
    return Declared(f"{label}: {_listing(values)}", lambda: Control(label, values, labels, kind="list"))


def layer_list(label: str, most: int, widest: int) -> Declared:
    """Declare a box for the sizes of up to so many layers."""
    accepts = f'{label}: up to {most} of up to {widest} units, such as "4, 2"; "" for none'
    return Declared(accepts, lambda: LayerList(label, most, widest))


def layer_sizes(text: str) -> list[int]:
    """Return the numbers that a text lists: [4, 2] for "4, 2"."""
    return [int(size) for size in _listed(text)]


def _listed(text):
    return text.split(",") if text.strip() else []


def _listing(values):
    return ", ".join(f'"{value}"' if isinstance(value, str) else str(value) for value in values)


def _written(number):
    """Write a number as the page does: with a true minus sign, and 1e−5 for 1e-05."""
    return number.replace("e-0", "e-").replace("-", "−")


def _is_option(value, option):
    """Return whether a value is this option of a list: 1 is 1.0, but True is not a number and neither is "1"."""
    if isinstance(option, bool | str):
        return type(value) is type(option) and value == option
    return arguments.is_number(value) and bool(value == option)
