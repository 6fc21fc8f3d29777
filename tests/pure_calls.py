"""Every public function of the pure modules, discovered automatically, and sensible arguments for each.

A new function needs nothing here if its arguments have names that are already in use; otherwise a test says which
name has no value yet. Functions whose docstring says that they are unchecked are skipped.
"""

import importlib
import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from functools import cache, cached_property
from itertools import islice

import numpy as np
import pure_values

from nbhelpers.activations import ACTIVATIONS

MODULES = ("activations", "arguments", "backprop", "backprop.shown", "datasets", "descent", "gradcheck", "network")

PROPERTY = property | cached_property

PASSED_ON = {"arguments.vectors": ("x", "z")}
"""What a function takes under any name."""


@dataclass(frozen=True)
class Call:
    """Something public that can be called."""

    name: str  # with its module, "network.train"
    parameters: tuple[str, ...]  # the names of its arguments
    bind: Callable  # takes a seed, and returns the function

    @property
    def module(self):
        """The module it is public in."""
        return max((module for module in MODULES if self.name.startswith(module + ".")), key=len)


def calls():
    """Yield every public function, checked constructor and method of the pure modules."""
    for module in MODULES:
        loaded = importlib.import_module(f"nbhelpers.{module}")
        for name, it in vars(loaded).items():
            if not name.startswith("_") and getattr(it, "__module__", "").startswith(loaded.__name__):
                yield from _calls(f"{module}.{name}", it)
    for name, each in ACTIVATIONS.items():
        for key in ("f", "df") if each.elementwise else ("f", "jacobian"):
            yield from _call(f"activations.ACTIVATIONS.{name}.{key}", getattr(each, key))


def _calls(name, it):
    if not inspect.isclass(it):
        if inspect.isfunction(it) or hasattr(it, "__wrapped__"):
            yield from _call(name, it)
    elif not issubclass(it, Enum | tuple):  # an Enum and a NamedTuple are Python's own matter
        if hasattr(it, "__post_init__") or not is_dataclass(it):  # records of results are made by functions
            yield from _call(name, it)
        for key, method in vars(it).items():
            if not key.startswith("_") and isinstance(method, classmethod):
                yield from _call(f"{name}.{key}", getattr(it, key))
            elif not key.startswith("_") and inspect.isfunction(method):
                yield from _call(f"{name}.{key}", method, it.__name__)


def _call(name, function, of=None):
    """Yield the call of a function, or of a method of an object at hand, if there is anything to check."""
    parameters = inspect.signature(function).parameters.items()
    named = [key for key, each in parameters if "VAR" not in each.kind.name and key != "self"]
    named += PASSED_ON.get(name, ())
    if named and not re.search("unchecked|not checked", inspect.getdoc(function) or ""):
        path = name.rpartition(".")[0]
        bind = (lambda seed: getattr(_value(path, of, seed), function.__name__)) if of else (lambda seed: function)
        yield Call(name, tuple(named), bind)


@cache
def _value(path, argument, seed):
    return pure_values.sensible(path, argument, np.random.default_rng([seed, *argument.encode()]))


def sensible(call, seed):
    """Return the function of a call, and a sensible value for each of its arguments: the same each time."""
    return call.bind(seed), {name: _value(call.name, name, seed) for name in call.parameters}


def follow(result, name=""):
    """Yield a result and whatever hangs on it, with its name; of an iterator the first three."""
    yield name, result
    if is_dataclass(result):
        names = [field.name for field in fields(result)]
        names += [key for key, each in inspect.getmembers(type(result)) if isinstance(each, PROPERTY)]
        for each in names:
            if not each.startswith("_"):
                yield from follow(getattr(result, each), each)
    elif isinstance(result, Iterator | list | tuple | Mapping):
        entries = result.values() if isinstance(result, Mapping) else result
        for each in islice(entries, 3) if isinstance(result, Iterator) else entries:
            yield from follow(each, name or "entry")


CALLS = list(calls())
