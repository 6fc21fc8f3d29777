"""Which numbers and lists are taken, and what a refusal shows. What is refused is in `test_refusals.py`."""

import numpy as np
import pytest

from nbhelpers import arguments


@pytest.mark.parametrize("value", [3, 3.0, np.float32(3), np.float64(3), np.int64(3)])
def test_numbers_of_all_kinds_are_taken(value):
    assert arguments.number("a", value, 0, 3, above=2) == 3.0
    assert arguments.count("n", value) == 3
    assert type(arguments.real("a", value)) is type(arguments.real("a", np.array(value))) is float


@pytest.mark.parametrize("value", [[1, 2], (1.0, 2.0), np.array([1, 2], dtype=np.float32), range(1, 3)])
def test_lists_of_numbers_are_copied_and_frozen(value):
    x, z = arguments.vectors(x=value, z=(3, 4))
    assert (x.tolist(), z.tolist()) == ([1, 2], [3, 4])
    assert (x.dtype, x.flags.writeable) == (float, False)


def test_a_refusal_shows_the_bound_and_cuts_what_is_long():
    with pytest.raises(ValueError, match=r"^a: expected a finite number not above 2, got 3$"):
        arguments.number("a", 3, high=2)
    with pytest.raises(ValueError, match=r"^a: expected a finite number not below 0\.5, got 0$"):
        arguments.number("a", 0, low=0.5)
    assert str(arguments.invalid_argument("x", "less", "y" * 78)) == f"x: expected less, got '{'y' * 78}'"
    assert str(arguments.invalid_argument("x", "less", "y" * 79)) == f"x: expected less, got '{'y' * 76}…"
