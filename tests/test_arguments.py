"""Arguments are refused in one form: name, what was expected, what came."""

import math

import numpy as np
import pytest

from nbhelpers import arguments


@pytest.mark.parametrize("value", [3, 3.0, np.float32(3), np.int64(3)])
def test_numbers_of_all_kinds_are_taken(value):
    assert arguments.number("a", value, 0, 3) == 3.0
    assert arguments.count("n", value) == 3


@pytest.mark.parametrize(
    "value", [math.nan, math.inf, "3", None, True, np.bool_(True), [3], 3j, 10**400, np.array([3])]
)
def test_what_is_no_finite_number_is_refused(value):
    for accept, kind in ((arguments.number, "a finite number"), (arguments.count, "a whole number")):
        with pytest.raises(ValueError, match=rf"^a: expected {kind}, got "):
            accept("a", value, -math.inf)


def test_the_range_stands_in_the_message():
    with pytest.raises(ValueError, match=r"^a: expected a finite number from 0 to 2, got 3$"):
        arguments.number("a", 3, 0, 2)
    with pytest.raises(ValueError, match=r"^a: expected a finite number not above 2, got 3$"):
        arguments.number("a", 3, high=2)
    with pytest.raises(ValueError, match=r"^n: expected a whole number not below 0, got -1$"):
        arguments.count("n", -1)
    with pytest.raises(ValueError, match=r"^n: expected a whole number not below 0, got 1.5$"):
        arguments.count("n", 1.5)


@pytest.mark.parametrize("value", [[1, 2], (1.0, 2.0), np.array([1, 2], dtype=np.float32), range(1, 3)])
def test_lists_of_numbers_are_copied_and_frozen(value):
    result = arguments.vector("x", value)
    assert result.tolist() == [1, 2]
    assert result.dtype == float
    with pytest.raises(ValueError, match="read-only"):
        result[0] = 5


@pytest.mark.parametrize(
    "value",
    [
        [],
        [math.nan],
        [math.inf],
        "12",
        ["1", "2"],
        b"12",
        None,
        3,
        [[1], [2]],
        [[1], 2],
        [True],
        [1, True],
        [1j],
        [None],
    ],
)
def test_what_is_no_list_of_finite_numbers_is_refused(value):
    with pytest.raises(ValueError, match=r"^x: expected a non-empty list of finite numbers, got "):
        arguments.vector("x", value)


@pytest.mark.parametrize(
    "value", [[1, True], (0.5, np.False_), [[1, 2], [3, True]], [np.array([True]), [1]], [np.array(1), True]]
)
def test_an_answer_among_numbers_is_no_number(value):
    with pytest.raises(ValueError, match=r"^a: expected a number, or a list or array of numbers"):
        arguments.array("a", value)


def test_one_number_is_taken_as_a_plain_float():
    for value in (3, 3.0, np.float32(3), np.array(3), np.float64(3)):
        assert type(arguments.real("a", value)) is float


def test_vectors_have_to_be_of_one_length():
    x, z = arguments.vectors(x=[1, 2], z=(3, 4))
    assert (x.tolist(), z.tolist()) == ([1, 2], [3, 4])
    with pytest.raises(ValueError, match=r"^z: expected as many values as x, which has 2, got 1$"):
        arguments.vectors(x=[1, 2], z=[3])
    with pytest.raises(ValueError, match=r"^x: expected a non-empty list of finite numbers"):
        arguments.vectors(x=[], z=[3])


def test_a_long_value_is_cut_short():
    assert str(arguments.refuse("x", "less", "y" * 78)) == f"x: expected less, got '{'y' * 78}'"
    assert str(arguments.refuse("x", "less", "y" * 79)) == f"x: expected less, got '{'y' * 76}…"
