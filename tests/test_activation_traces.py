"""What lesson 04 draws and prints of the seven activations: against closed forms and plain loops."""

import dataclasses
import math

import numpy as np
import pytest
from on_paper import LAYER

from nbhelpers import activations
from nbhelpers.activations import (
    ACTIVATIONS,
    ELEMENTWISE,
    layer_outputs,
    look,
    measure,
    relative_cost,
    softmax_trace,
)

NOT_NAMES = ["softmax", "ReLU", "", None, 3, ["relu"]]

NOT_SLOPES = [-0.1, 1.1, math.nan, "0.1", None, True]


def arrays_of(trace):
    """Return the arrays of a trace by name."""
    fields = {field.name: getattr(trace, field.name) for field in dataclasses.fields(trace)}
    return {name: value for name, value in fields.items() if isinstance(value, np.ndarray)}


def same(one, other):
    """Tell whether two traces hold the same."""
    values = [[getattr(trace, field.name) for field in dataclasses.fields(trace)] for trace in (one, other)]
    return all(
        np.array_equal(a, b, equal_nan=True) if isinstance(a, np.ndarray) else a == b
        for a, b in zip(*values, strict=True)
    )


def calls():
    """Return a call of each function that makes a trace."""
    return [
        *(lambda n=n: look(n, -1.3) for n in ELEMENTWISE),
        *(lambda n=n: layer_outputs(n, **LAYER) for n in ELEMENTWISE),
        lambda: softmax_trace([1.6, 0.55, 0.98], temperature=0.7),
        lambda: softmax_trace([1000, -1000, 3]),
        *(lambda n=n: measure(n) for n in ACTIVATIONS),
    ]


def test_all_that_is_exported_exists_in_alphabetical_order_of_kinds():
    assert all(hasattr(activations, name) for name in activations.__all__)
    assert {"LEAK", "Range", "Softmax", "leaky_relu", "softmax_jacobian"} <= {*activations.__all__}


def test_the_same_call_gives_the_same_trace_and_nothing_in_it_can_be_changed():
    for call in calls():
        trace = call()
        assert same(trace, call())
        with pytest.raises(dataclasses.FrozenInstanceError):
            trace.name = "other"
        assert not any(array.flags.writeable for array in arrays_of(trace).values())


def test_nothing_warns_not_even_of_an_underflow():
    with np.errstate(all="raise"):
        for call in calls():
            call()
        for name in ELEMENTWISE:
            for z in (-6, -1e-300, 0, 5e-324, 6):
                look(name, z, slope=1e-300)
            for scale in (0, 1e-300, 1, 1e6):
                for bias in (-1e6, -700, 0, 1e6):
                    layer_outputs(name, weight_scale=scale, bias=bias, seed=0, slope=1e-10)
            measure(name, slope=0)
        for temperature in (1e-300, 1e-3, 1, 1e300):
            for logits in ([1e308, -1e308], [0.0], [0, 0], [-745.0, -746], [5e-324, 1e308, -1e308]):
                assert np.isfinite(softmax_trace(logits, temperature=temperature).probabilities).all()
        relative_cost("sigmoid", repeats=1)


def test_numbers_are_plain_python_numbers():
    for call in calls():
        trace = call()
        for field in dataclasses.fields(trace):
            assert type(getattr(trace, field.name)).__module__ != "numpy" or field.name in arrays_of(trace)


@pytest.mark.parametrize("name", NOT_NAMES, ids=repr)
def test_other_names_are_refused(name):
    for call in (lambda: look(name, 0), lambda: layer_outputs(name, **LAYER)):
        with pytest.raises(ValueError, match=r"^name: expected one of sigmoid, tanh, relu, step, linear, leaky"):
            call()
    for call in (measure, relative_cost):
        if name != "softmax":
            with pytest.raises(ValueError, match=r"^name: expected one of sigmoid, tanh, relu, softmax, step"):
                call(name)


@pytest.mark.parametrize("slope", NOT_SLOPES, ids=repr)
@pytest.mark.parametrize("name", ["relu", "leaky_relu"])
def test_other_slopes_are_refused_even_where_they_do_not_matter(name, slope):
    calls = (
        lambda: look(name, 0, slope=slope),
        lambda: layer_outputs(name, **LAYER, slope=slope),
        lambda: measure(name, slope=slope),
    )
    for call in calls:
        with pytest.raises(ValueError, match=r"^slope: expected a finite number from 0 to 1, got"):
            call()
