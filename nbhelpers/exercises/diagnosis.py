"""Whether a number or a list is the wanted one: near, printed, of the right form. Values come from `read`."""

import re

import numpy as np

from nbhelpers.exercises import paragraphs
from nbhelpers.exercises.reading import Problem

_NUMBER = re.compile(r"[-+]?[0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?")


def near(got, wanted, tolerance):
    """Return whether two numbers, or two arrays of one shape, are equal within the tolerance.

    The tolerance is relative to the largest wanted entry, so that one entry near 0 is not held to more digits
    than single precision has. Infinite equals infinite, and NaN equals NaN.
    """
    if got is None or np.shape(got) != np.shape(wanted):
        return False
    return bool(np.all(within(got, wanted, margin(wanted, tolerance))))


def margin(wanted, tolerance):
    """Return how far a number may be from the entries of a value."""
    sizes = np.abs(wanted)
    return tolerance * np.max(sizes, initial=0, where=np.isfinite(sizes)) + 1e-9


def within(got, wanted, by):
    """Return for each number whether it differs from the wanted one by at most `by`."""
    with np.errstate(invalid="ignore"):  # infinite less infinite
        return (got == wanted) | (np.abs(got - wanted) <= by) | (np.isnan(got) & np.isnan(wanted))


def printed_instead(printed, wanted):
    """Return whether the right number (or the last of the right list) stands in what was printed."""
    last = np.ravel(wanted)[-1:]
    return any(np.allclose(float(number), last, rtol=5e-3) for number in _NUMBER.findall(printed))


WRONG_SHAPE = "wrong shape"
_OF_FORM = paragraphs("""
    list for number: The result is a list. One number is wanted: is a sum missing, or a bracket too many?
    number for list: The result is one number. A list of them is wanted.
    wrong shape: The result has the shape {}, but {} is wanted.
    not a number: The result is NaN, which is not a number. It comes from 0/0, from infinity minus infinity, or from
        a root or logarithm of a negative number.
    infinite: The result is infinite. It comes from a division by 0, or from growth without end.
""")


def problem_with_form(got, wanted):
    """Return the problem if the answer is not of the wanted kind or not finite, else None."""
    shapes = np.shape(got), np.shape(wanted)
    problems = {
        "list for number": shapes[0] and not shapes[1],
        "number for list": shapes[1] and not shapes[0],
        WRONG_SHAPE: shapes[0] != shapes[1],
        "not a number": np.isnan(got).any(),
        "infinite": np.isinf(got).any(),
    }
    found = next((name for name, holds in problems.items() if holds), None)
    return found and Problem(found, _OF_FORM[found].format(*shapes))
