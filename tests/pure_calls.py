"""Every public function of the pure modules, found by itself, and sensible arguments for each, by their names.

A new function is found. It needs nothing here if its arguments have the names that the house uses; else a test
says which name has no value yet.
"""

import importlib
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from functools import cached_property
from itertools import islice

import numpy as np
from pure_values import OTHERWISE, VALUES

from nbhelpers import activations

MODULES = (
    "activations",
    "arguments",
    "backprop",
    "backprop.shown",
    "datasets",
    "descent",
    "gradcheck",
    "network",
    "style",
)

UNCHECKED = {
    "arguments.frozen",
    "backprop.half_square",
    "backprop.outputs",
    "backprop.sigmoid",
    "gradcheck.relative_errors",
    "network.Network.with_parameters",
    "network.Run.epoch",
    "activations.ACTIVATIONS.softmax.df",
}
"""Left out: their documentation says that they check nothing, or what they always raise."""


@dataclass(frozen=True)
class Call:
    """Something public that can be called."""

    name: str  # with its module, "network.train"
    parameters: tuple[str, ...]  # the names of its arguments
    bind: Callable  # takes the values at hand, by their names, and returns the function

    @property
    def module(self):
        """The module it is public in."""
        return max((module for module in MODULES if self.name.startswith(module + ".")), key=len)


def public(module):
    """Return what a module or its parts offer, by name: functions and classes without underscore."""
    loaded = importlib.import_module(f"nbhelpers.{module}")
    own = {name: it for name, it in vars(loaded).items() if not name.startswith("_")}
    return {name: it for name, it in own.items() if getattr(it, "__module__", "").startswith(loaded.__name__)}


def calls():
    """Return every public function, checked constructor and method of the pure modules."""
    found = [
        call for module in MODULES for name, it in public(module).items() for call in _calls(f"{module}.{name}", it)
    ]
    for activation in activations.ACTIVATIONS.values():
        given = {field.name: getattr(activation, field.name) for field in fields(activation)}
        path = f"activations.ACTIVATIONS.{activation.name}"
        found += [_call(f"{path}.{name}", it) for name, it in given.items() if callable(it)]
    return [call for call in found if call.parameters and call.name not in UNCHECKED]


def _calls(name, it):
    if inspect.isfunction(it) or hasattr(it, "__wrapped__"):
        return [_call(name, it)]
    if not inspect.isclass(it) or issubclass(it, Enum | tuple):  # an Enum and a NamedTuple are Python's own matter
        return []
    made = [_call(name, it)] if _checks(it) else []
    return made + [call for key, method in vars(it).items() if (call := _method(name, it, key, method))]


def _checks(cls):
    """Say whether a constructor checks what it is given. Records of results do not: functions make them."""
    return hasattr(cls, "__post_init__") or not is_dataclass(cls)


def _method(path, cls, name, method):
    if name.startswith("_") or isinstance(method, PROPERTY) or not inspect.isroutine(method):
        return None
    if isinstance(method, classmethod):
        return _call(f"{path}.{name}", getattr(cls, name))
    parameters = tuple(inspect.signature(method).parameters)[1:]
    return Call(f"{path}.{name}", parameters, lambda values: getattr(values[cls.__name__], name))


def _call(name, function):
    parameters = inspect.signature(function).parameters
    named = [key for key, each in parameters.items() if "VAR" not in each.kind.name]
    return Call(name, (*named, *PASSED_ON.get(name, ())), lambda values: function)


PROPERTY = property | cached_property

PASSED_ON = {"arguments.vectors": ("x", "z")}
"""What a function takes under any name."""


def sensible(call, seed):
    """Return the function of a call, and a sensible value for each of its arguments."""
    rng = np.random.default_rng(seed)
    values = VALUES[call.module](rng) | {name: make(rng) for name, make in OTHERWISE.get(call.name, {}).items()}
    missing = set(call.parameters) - set(values)
    assert not missing, f"{call.name}: no sensible values yet for {missing}: add them to VALUES or OTHERWISE"
    return call.bind(values), {name: values[name] for name in call.parameters}


def follow(result, name="result"):
    """Yield whatever hangs on a result, with its name: fields, properties, entries, the first of an iterator."""
    if is_dataclass(result) and not isinstance(result, type):
        names = [field.name for field in fields(result) if not field.name.startswith("_")]
        names += [key for key, each in inspect.getmembers(type(result)) if isinstance(each, PROPERTY)]
        for each in names:
            yield from follow(getattr(result, each), each)
    elif isinstance(result, Iterator):
        yield from (each for state in islice(result, 3) for each in follow(state, name))
    elif isinstance(result, list | tuple):
        yield from (each for entry in result for each in follow(entry, name))
    else:
        yield name, result


CALLS = calls()
