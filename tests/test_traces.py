"""Records of results cannot be changed after the fact, and say when two of them are equal."""

import importlib
import pkgutil
from dataclasses import FrozenInstanceError, fields, is_dataclass
from functools import cached_property

import numpy as np
import pytest

import nbhelpers
from nbhelpers import activations, backprop, descent, network
from nbhelpers.backprop import shown
from nbhelpers.datasets import LINES, SIX, digits, perturbed, planar, split
from nbhelpers.descent import plane

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


def _examples():
    """Make every kind of record, from whole numbers where they may be."""
    neurons, line = backprop.TwoNeurons(1, 0, -1, 0), ([1, 2, 3], [2, 4, 7])
    moons = planar("moons", n_samples=12)
    net = network.Network.create([2, 3, 1], hidden="tanh", output="sigmoid", init="xavier", seed=0)
    classes = network.Network.create([2, 3], hidden="tanh", output="softmax", init="xavier", seed=0)
    how = {"learning_rate": 1, "batch_size": 5}
    many = how | {"n_epochs": 1, "layer_sizes": [2, 3, 1], "init": "he"}
    run = descent.descend(*line, start=0, learning_rate=0, n_steps=2, cost_scale=1)
    yield run, descent.sweep(run, [0, 1]), descent.compare_scales(*line, start=0, learning_rate=0, n_steps=2)
    yield plane.descend(*line, start_w=0, start_b=0, learning_rate=0, n_steps=2)
    yield backprop.forward(neurons, 1), backprop.backward(neurons, 1, 0), backprop.random_start(1)
    yield backprop.mean_gradients(neurons, *line), backprop.iterate(neurons, 1, 0, learning_rate=1)
    for samples in (line, (1, 0)):
        yield backprop.train(neurons, *samples, learning_rate=1, max_epochs=2, tolerance=1)
    yield shown.train_batch(neurons, *line, learning_rate=1, n_epochs=1, parameter="w1")
    yield shown.probe(neurons, 1, 0, epsilon=1, parameter="b2")
    yield network.predictions(classes, moons.x, [0, 1] * 6)
    yield network.chain_gradient(4, weight=1, bias=0, activation="tanh", x=1)
    yield network.forward(net, moons.x), network.backward(net, *moons), network.gradient_flow(net, *moons)
    yield network.compare_flows(depth=2, width=3, activation="relu", init="he", seed=0)
    yield tuple(network.train(net, *moons, **how, n_epochs=1, seed=0))
    yield network.Run(net, moons, moons, seed=0).epoch(**how)
    yield tuple(network.race(moons, moons, activations=["relu", "tanh"], seed=0, **many))
    for name in activations.ELEMENTWISE:
        yield activations.look(name, 1), activations.layer_outputs(name, weight_scale=1, bias=0, seed=0, n=3)
    yield tuple(map(activations.measure, activations.ACTIVATIONS)), tuple(activations.ACTIVATIONS.values())
    yield activations.softmax_trace([1, 2], temperature=1)
    yield digits(), perturbed(digits().x[0]), moons, split(moons), tuple(LINES.values()), SIX


def _parts(it, name=""):
    """Yield all that a record holds or works out, with its name."""
    yield name, it
    if isinstance(it, tuple):
        for i, part in enumerate(it):
            yield from _parts(part, f"{name}[{i}]")
    elif is_dataclass(it):
        properties = [key for key, value in vars(type(it)).items() if isinstance(value, property | cached_property)]
        for key in [field.name for field in fields(it)] + properties:
            if not key.startswith("_"):
                yield from _parts(getattr(it, key), f"{name}.{key}")


EXAMPLES = list(_examples())


def test_there_is_an_example_of_every_record():
    made = {type(it) for it in EXAMPLES for _, it in _parts(it)}
    assert [name for name, record in RECORDS.items() if record not in made] == []


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda it: type(it[0] if isinstance(it, tuple) else it).__name__)
def test_a_record_holds_plain_numbers_and_arrays_that_cannot_be_changed(example):
    for name, it in _parts(example):
        assert not isinstance(it, np.generic), name  # prints as np.float64(…)
        if isinstance(it, np.ndarray):
            assert not it.flags.writeable, name
        if is_dataclass(it):
            for field in fields(it):
                if field.type in (float, int, bool):
                    assert type(getattr(it, field.name)) is field.type, f"{name}.{field.name}"
