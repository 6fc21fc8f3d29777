"""How a demo is declared: a function from values to a trace, decorated with its view and its controls."""

import functools
import inspect

from nbhelpers.explorable.controls import layer_list, log_slider, slider, whole
from nbhelpers.explorable.demo import Explorable


def demo(view, kind=Explorable, *, controls, begin=None, **options):
    """Return a decorator that turns a function from values to a trace into the one that makes its demo.

    The function's keywords and their defaults are those of the demo. `controls` says for each keyword which
    function of `controls` makes its control and with what: ``{"w": (slider, "slope w", -1, 5, 0.01)}``. With
    `begin`, that is what computes, and the function only says what the keywords are. The rest is as for `kind`.
    """

    def declare(compute):
        signature = inspect.signature(compute)

        @functools.wraps(compute)
        def make(**values):
            asked = signature.bind(**values)
            asked.apply_defaults()
            return kind(compute.__name__, begin or compute, view, _made(controls), asked.arguments, **options)

        make.__doc__ = _documented(compute.__doc__, controls, kind)
        return make

    return declare


def _made(controls):
    """Return the controls that a declaration describes."""
    return {name: factory(*what) for name, (factory, *what) in controls.items()}


def _documented(summary, controls, kind):
    keywords = [f"{name}\n    {_accepted(*control)}" for name, control in controls.items()]
    returned = f"Returns\n-------\n{kind.__name__}\n"
    return "\n".join([inspect.cleandoc(summary), "", "Parameters", "----------", *keywords, "", returned])


def _accepted(factory, label, *what):
    """Say what a control of this kind takes."""
    if factory in (slider, whole):
        return f"{label}: {what[0]} to {what[1]}"
    if factory is log_slider:
        return f"{label}: {10.0 ** what[0]:g} to {10.0 ** what[1]:g}"
    if factory is layer_list:
        return f'{label}: up to {what[0]} of up to {what[1]} units, such as "4, 2"; "" for none'
    values = what[0].values() if isinstance(what[0], dict) else what[0]
    return f"{label}: " + ", ".join(f'"{value}"' if isinstance(value, str) else str(value) for value in values)
