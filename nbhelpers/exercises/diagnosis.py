"""What a wrong number or list has to do with the right one. All values come from `read`: plain and safe."""

import re
from decimal import Decimal

import numpy as np

from nbhelpers.exercises.reading import Problem

_NUMBER = re.compile(r"[-+]?[0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?")


def agree(got, wanted, tolerance):
    """Tell whether two numbers, or two arrays of one shape, are equal within the tolerance.

    The tolerance is relative to the largest wanted entry, so that one entry near 0 is not held to more digits
    than single precision has. Infinite equals infinite.
    """
    if got is None or wanted is None or np.shape(got) != np.shape(wanted):
        return False
    return bool(entries_agree(got, wanted, tolerance).all())


def entries_agree(got, wanted, tolerance):
    """Tell it of each entry of two arrays of one shape."""
    sizes = np.abs(wanted)
    scale = np.max(sizes, initial=0, where=np.isfinite(sizes))
    return np.isclose(got, wanted, rtol=0, atol=tolerance * scale + 1e-9, equal_nan=True)


def printed_instead(printed, wanted):
    """Tell whether the right number (or the last of the right list) stands in what was printed."""
    last = np.ravel(wanted)[-1:]
    return any(np.allclose(float(number), last, rtol=5e-3) for number in _NUMBER.findall(printed))


def problem_with_form(got, wanted):
    """Return the problem if the answer is not of the wanted kind or not finite, else None."""
    if np.ndim(got) and not np.ndim(wanted):
        return Problem(
            "list for number",
            "The result is a list. One number is wanted: is a sum missing, or a bracket too many?",
        )
    if np.ndim(wanted) and not np.ndim(got):
        return Problem("number for list", "The result is one number. A list of them is wanted.")
    if np.shape(got) != np.shape(wanted):
        message = f"The result has the shape {np.shape(got)}, but {np.shape(wanted)} is wanted."
        return Problem("wrong shape", message)
    if np.isnan(got).any():
        return Problem(
            "not a number",
            "The result is NaN, which is not a number. It comes from 0/0, from infinity minus infinity, or from a "
            "root or logarithm of a negative number.",
        )
    if np.isinf(got).any():
        return Problem(
            "infinite", "The result is infinite. It comes from a division by 0, or from growth without end."
        )
    return None


def is_same(got, value):
    """Tell whether two numbers are equal but for the last digits."""
    return abs(got - value) <= 1e-6 * abs(value)


def is_rounding_of(got, value):
    """Tell whether this is the number of a slip, or its rounding to two digits or more."""
    return is_same(got, value) or (n_digits(got) > 1 and any(is_same(got, round(value, k)) for k in range(8)))


def lacks_decimals(got, value):
    """Tell whether this is the value, rounded or cut off: only then are more decimals wanted."""
    if not got or got == round(value):
        return False
    cut_off = (np.trunc(value * 10.0**k) / 10.0**k for k in range(1, 13))
    return any(is_same(got, round(value, k)) for k in range(1, 13)) or any(is_same(got, it) for it in cut_off)


def n_digits(number):
    """Return how many significant digits a number has, as it is written."""
    return len(Decimal(repr(float(number))).normalize().as_tuple().digits)
