"""Arguments are refused in one form: name, what was expected, what came."""

import math

import numpy as np
import pytest

from nbhelpers import arguments


@pytest.mark.parametrize("value", [3, 3.0, np.float32(3), np.int64(3)])
def test_numbers_of_all_kinds_are_taken(value):
    assert arguments.number("a", value, 0, 3, above=2) == 3.0
    assert arguments.count("n", value) == 3
    assert type(arguments.real("a", value)) is type(arguments.real("a", np.array(value))) is float


@pytest.mark.parametrize("value", [[1, 2], (1.0, 2.0), np.array([1, 2], dtype=np.float32), range(1, 3)])
def test_lists_of_numbers_are_copied_and_frozen(value):
    result = arguments.vector("x", value)
    assert result.tolist() == [1, 2]
    assert result.dtype == float
    with pytest.raises(ValueError, match="read-only"):
        result[0] = 5
    x, z = arguments.vectors(x=value, z=(3, 4))
    assert (x.tolist(), z.tolist()) == ([1, 2], [3, 4])


def test_an_answer_is_no_number_however_deep_it_lies():
    for bad in ([1, True], (0.5, np.False_), [[1, 2], [3, True]], [np.array([True]), [1]], [np.array(1), True]):
        with pytest.raises(
            ValueError, match=r"^a: expected a number, or a list or array of numbers with rows of one"
        ):
            arguments.array("a", bad)


@pytest.mark.parametrize(
    ("bounds", "value", "expected"),
    [
        ({"low": 0, "high": 2}, 3, "a finite number from 0 to 2"),
        ({"high": 2}, 3, "a finite number not above 2"),
        ({"low": 0.5}, 0, "a finite number not below 0.5"),
        ({"low": 0, "high": 1_000_000}, -1, "a finite number from 0 to 1,000,000"),
        ({"above": 0}, 0, "a number above 0"),
        ({"above": 0}, -1, "a number above 0"),
        ({"above": 0}, math.inf, "a finite number"),
    ],
)
def test_the_range_stands_in_the_message(bounds, value, expected):
    with pytest.raises(ValueError, match=f"^a: expected {expected}, got {value}$"):
        arguments.number("a", value, **bounds)


def test_a_long_value_is_cut_short():
    assert str(arguments.invalid_argument("x", "less", "y" * 78)) == f"x: expected less, got '{'y' * 78}'"
    assert str(arguments.invalid_argument("x", "less", "y" * 79)) == f"x: expected less, got '{'y' * 76}…"
