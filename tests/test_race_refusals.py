"""What a race refuses, by name and before it begins."""

import math

import numpy as np
import pytest
from races import TRAIN, TRAINING, start

BAD_NUMBERS = [math.nan, math.inf, -math.inf, "1", None, True, [1], -1, 10**400, 1j]


@pytest.fixture(autouse=True)
def the_strictest_floating_point():
    with np.errstate(all="raise"):
        yield


@pytest.mark.parametrize("name", ["activations", "init"])
def test_bad_names(name):
    known = "one of sigmoid, tanh, " if name == "activations" else "one of normal, xavier, he, "
    for bad in ("", "softmax", "Relu", None, 1, True):
        for i, two in enumerate(
            [(bad, "relu"), ("relu", bad)] if name == "activations" else [(bad, "he"), ("he", bad)]
        ):
            with pytest.raises(ValueError, match=rf"^{name}\[{i}\]: expected {known}"):
                start(**{name: two})
    expected = "one or more" if name == "activations" else "2"
    for bad in [(), "relu", None, 3] if name == "activations" else [(), ("he",), ["he"] * 3]:
        with pytest.raises(ValueError, match=rf"^{name}: expected {expected} of "):
            start(**{name: bad})
    for bad in ("", "He", None, 2, {"he": 1}):
        with pytest.raises(ValueError, match=r"^init: expected one of normal, xavier, he, got "):
            start(init=bad)


@pytest.mark.parametrize("name", TRAINING)
def test_bad_numbers_are_refused_at_the_call(name):
    for bad in BAD_NUMBERS + [0.5] * (name != "learning_rate"):
        with pytest.raises(ValueError, match=rf"^{name}: expected a "):
            start(**{name: bad})


def test_bad_sizes():
    for bad in ([], [2], "251", None, 3):
        with pytest.raises(ValueError, match=r"^layer_sizes: expected "):
            start(layer_sizes=bad)
    with pytest.raises(ValueError, match=r"^layer_sizes\[1\]: expected a whole number"):
        start(layer_sizes=(2, 0, 1))


@pytest.mark.parametrize("name", ["data_train", "data_test"])
def test_bad_data(name):
    for bad in (None, "xy", TRAIN.x, (), (TRAIN.x,), (*TRAIN, 1), 3):
        with pytest.raises(ValueError, match=rf"^{name}: expected a pair, x and target, got "):
            start(**{name: bad})
    for x in (None, "x", [], [1, 2], TRAIN.x[:, :1], np.full((40, 2), np.nan)):
        with pytest.raises(ValueError, match=rf"^{name}\.x: expected finite numbers of shape "):
            start(**{name: (x, TRAIN.target)})
    for target in (TRAIN.target[:, 0], TRAIN.target[1:], TRAIN.target * 2, [["1"]] * 40):
        with pytest.raises(ValueError, match=rf"^{name}\.target: expected "):
            start(**{name: (TRAIN.x, target)})
