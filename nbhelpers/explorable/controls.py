"""The controls of a demo, and what each accepts."""

import math

import ipywidgets as widgets

from nbhelpers import arguments

_LAYOUT = widgets.Layout
_STYLE = {"description_width": "initial"}


class Held:
    """A control of which the front end can set what the reader sets, and nothing else: its range is the demo's."""

    def set_state(self, sync_data):
        """Take in what the front end sends."""
        super().set_state({name: sync_data[name] for name in ("value", "index") if name in sync_data})


class _FloatSlider(Held, widgets.FloatSlider):
    pass


class _FloatLogSlider(Held, widgets.FloatLogSlider):
    pass


class _IntSlider(Held, widgets.IntSlider):
    pass


class _SelectionSlider(Held, widgets.SelectionSlider):
    pass


class _Dropdown(Held, widgets.Dropdown):
    pass


def slider(label, low, high, step, digits=2):
    """Return a slider for a number from `low` to `high`."""
    return _FloatSlider(
        description=label,
        min=low,
        max=high,
        value=low,
        step=step,
        readout_format=f".{digits}f",
        style=_STYLE,
        layout=_LAYOUT(width="380px", max_width="98%"),
    )


def log_slider(label, low, high, digits=0):
    """Return a slider for a number from 10^`low` to 10^`high`, ten places for each power of ten."""
    return _FloatLogSlider(
        description=label,
        min=low,
        max=high,
        value=10.0**low,
        step=0.1,
        readout_format=f".{digits + 1}g",
        style=_STYLE,
        layout=_LAYOUT(width="380px", max_width="98%"),
    )


def whole(label, low, high, step=1):
    """Return a slider for a whole number from `low` to `high`."""
    layout = _LAYOUT(width="380px", max_width="98%")
    return _IntSlider(description=label, min=low, max=high, value=low, step=step, style=_STYLE, layout=layout)


def stages(label, names):
    """Return a slider through a few names in their order."""
    layout = _LAYOUT(width="380px", max_width="98%")
    options = [(str(name), name) for name in names]
    return _SelectionSlider(description=label, options=options, style=_STYLE, layout=layout)


def choice(label, options):
    """Return a drop-down list; `options` maps what the reader sees to the value."""
    layout = _LAYOUT(width="max-content", max_width="98%", margin="2px 16px 2px 2px")  # as far as after a slider
    return _Dropdown(description=label, options=list(options.items()), style=_STYLE, layout=layout)


class LayerList(Held, widgets.Text):
    """A box for the sizes of hidden layers, such as "4, 2"; empty where there is none. See `layer_list`."""

    most, widest = 0, 0

    def accept(self, name, value):
        """Return the text for a list of sizes, or for a text that lists them; else raise ``ValueError``."""
        expected = f"up to {self.most} whole numbers from 1 to {self.widest}, such as 4, 2"
        if not isinstance(value, str | list | tuple):  # bytes would be numbers, and an iterator may never end
            raise arguments.refuse(name, expected, value)
        try:
            sizes = layer_sizes(value) if isinstance(value, str) else value
            sizes = [arguments.count(name, size, 1, self.widest) for size in sizes]
        except (TypeError, ValueError):
            raise arguments.refuse(name, expected, value) from None
        if len(sizes) > self.most:
            raise arguments.refuse(name, expected, value)
        return ", ".join(map(str, sizes))


def layer_list(label, most, widest):
    """Return a box for the sizes of up to so many layers; what is typed counts when Enter is pressed."""
    layout = _LAYOUT(width="260px", max_width="98%")
    box = LayerList(description=label, continuous_update=False, style=_STYLE, layout=layout)
    box.placeholder = "no hidden layer"
    box.most, box.widest = most, widest
    return box


def layer_sizes(text):
    """Return the numbers that a text lists: [4, 2] for "4, 2"."""
    return [int(size) for size in text.split(",")] if text.strip() else []


def places(control):
    """Return every value that a whole-number slider or a list can take, first to last."""
    if isinstance(control, widgets.IntSlider):
        return range(control.min, control.max + 1, control.step)
    return [value for _, value in control.options]


def accept(name, control, value):
    """Return `value` as the control holds it.

    Raises
    ------
    ValueError
        If the control cannot take it; the message names the control, its range and the value.

    """
    if isinstance(control, widgets.IntSlider):
        return arguments.count(name, value, control.min, control.max)
    if isinstance(control, LayerList):
        return control.accept(name, value)
    if isinstance(control, widgets.FloatSlider):
        return arguments.number(name, value, control.min, control.max)
    if isinstance(control, widgets.FloatLogSlider):
        return arguments.number(name, value, control.base**control.min, control.base**control.max)
    allowed = places(control)
    for option in allowed:
        if _is_option(value, option):
            return option
    raise arguments.refuse(name, "one of " + ", ".join(map(repr, allowed)), value)


def nearest(control, value):
    """Return the place of a slider that is nearest to a number, as the reader's hand could set it."""
    if not hasattr(control, "min"):
        return value
    logarithmic = isinstance(control, widgets.FloatLogSlider)
    exact = math.log10(max(value, 1e-300)) if logarithmic else value
    place = min(max(control.min, exact), control.max)  # in this order, which makes the least of what is no number
    place = control.min + round((place - control.min) / control.step) * control.step
    place = round(min(place, control.max), 10)  # 0.3, not 0.30000000000000004
    return control.base**place if logarithmic else place


def _is_option(value, option):
    """Say whether a value is this option of a list: 1 is 1.0, but True is no number and "1" is none either."""
    if isinstance(option, bool | str):
        return type(value) is type(option) and value == option
    return arguments.is_number(value) and bool(value == option)
