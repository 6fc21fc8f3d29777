"""Records of results cannot be changed after the fact, and say when two of them are equal."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import FrozenInstanceError, fields, is_dataclass
from functools import cached_property
from itertools import islice

import numpy as np
import pytest
from pure_calls import CALLS, sensible

import nbhelpers
from nbhelpers import activations

PURE = ("descent", "backprop", "network", "activations", "gradcheck")
OF_PLAIN_NUMBERS = {
    "backprop.TwoNeurons",
    "backprop.ForwardTrace",
    "backprop.Gradients",
    "backprop.Iteration",
    "backprop.MeanGradients",
    "activations.functions.Activation",
    "activations.measures.Measures",
}
"""Equal if their fields are. The others hold arrays, of which `==` is no answer: each is equal to itself alone."""


def _records():
    """Return the dataclasses of the pure modules, by name."""
    found = {}
    for info in pkgutil.walk_packages(nbhelpers.__path__, "nbhelpers."):
        if info.name.split(".")[1] in PURE:
            own = [
                it
                for it in vars(importlib.import_module(info.name)).values()
                if isinstance(it, type) and is_dataclass(it)
            ]
            found |= {f"{it.__module__}.{it.__qualname__}".removeprefix("nbhelpers."): it for it in own}
    return found


RECORDS = _records()


def test_the_records_are_found():
    assert len(RECORDS) > 20
    assert set(RECORDS) >= OF_PLAIN_NUMBERS


@pytest.mark.parametrize("name", RECORDS)
def test_a_record_is_frozen(name):
    with pytest.raises(FrozenInstanceError):
        setattr(object.__new__(RECORDS[name]), fields(RECORDS[name])[0].name, 1)


@pytest.mark.parametrize("name", RECORDS)
def test_a_record_of_arrays_is_equal_to_itself_alone(name):
    assert (RECORDS[name].__eq__ is object.__eq__) == (name not in OF_PLAIN_NUMBERS)


def _results(call):
    """Yield what a function gives for sensible arguments, and for whole numbers where it takes them."""
    for seed in range(4):
        function, values = sensible(call, seed)
        whole = {name: round(value) for name, value in values.items() if type(value) is float}
        for changes in ({}, *({name: value} for name, value in whole.items())):
            with suppress(ValueError):
                result = function(**values | changes)
                yield from islice(result, 3) if isinstance(result, Iterator) else [result]


def _parts(it, name=""):
    """Yield all that a record holds or works out, with its name."""
    yield name, it
    if isinstance(it, tuple):
        for i, part in enumerate(it):
            yield from _parts(part, f"{name}[{i}]")
    elif is_dataclass(it):
        members = inspect.getmembers(type(it))
        properties = [key for key, value in members if isinstance(value, property | cached_property)]
        for key in [field.name for field in fields(it)] + properties:
            if not key.startswith("_"):
                yield from _parts(getattr(it, key), f"{name}.{key}")


CALLS_OF_RECORDS = [call for call in CALLS if call.module.split(".")[0] in (*PURE, "datasets")]


@pytest.mark.parametrize("call", CALLS_OF_RECORDS, ids=lambda call: call.name)
def test_a_record_holds_plain_numbers_and_arrays_that_cannot_be_changed(call):
    for result in _results(call):
        for name, it in _parts(result) if isinstance(result, tuple) or is_dataclass(result) else ():
            assert not isinstance(it, np.generic), name  # prints as np.float64(…)
            if isinstance(it, np.ndarray):
                assert not it.flags.writeable, name
            if is_dataclass(it):
                for field in fields(it):
                    if field.type in (float, int, bool):
                        assert type(getattr(it, field.name)) is field.type, f"{name}.{field.name}"


def test_some_function_makes_every_record():
    made = {type(it) for call in CALLS_OF_RECORDS for result in _results(call) for _, it in _parts(result)}
    made |= {type(it) for activation in activations.ACTIVATIONS.values() for _, it in _parts(activation)}
    assert [name for name, record in RECORDS.items() if record not in made] == []
