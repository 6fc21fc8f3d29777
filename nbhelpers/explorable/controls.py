"""The controls of a demo, and what each accepts."""

import ipywidgets as widgets

from nbhelpers import arguments

_LAYOUT = widgets.Layout
_STYLE = {"description_width": "initial"}


def slider(label, low, high, step, digits=2):
    """Return a slider for a number from `low` to `high`."""
    return widgets.FloatSlider(
        description=label,
        min=low,
        max=high,
        value=low,
        step=step,
        readout_format=f".{digits}f",
        style=_STYLE,
        layout=_LAYOUT(width="380px", max_width="98%"),
    )


def whole(label, low, high):
    """Return a slider for a whole number from `low` to `high`."""
    layout = _LAYOUT(width="380px", max_width="98%")
    return widgets.IntSlider(description=label, min=low, max=high, value=low, style=_STYLE, layout=layout)


def choice(label, options):
    """Return a drop-down list; `options` maps what the reader sees to the value."""
    layout = _LAYOUT(width="max-content", max_width="98%")
    return widgets.Dropdown(description=label, options=list(options.items()), style=_STYLE, layout=layout)


def accept(name, control, value):
    """Return `value` as the control holds it.

    Raises
    ------
    ValueError
        If the control cannot take it; the message names the control, its range and the value.

    """
    if isinstance(control, widgets.IntSlider):
        return arguments.count(name, value, control.min, control.max)
    if isinstance(control, widgets.FloatSlider):
        return arguments.number(name, value, control.min, control.max)
    allowed = [option for _, option in control.options]
    if not any(type(value) is type(option) and value == option for option in allowed):
        raise arguments.refuse(name, "one of " + ", ".join(map(repr, allowed)), value)
    return value
