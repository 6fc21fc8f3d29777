"""What a wrong answer can have to do with the right one, whatever the exercise is.

A `Relation` makes a wrong function of the right one. Both take the inputs as a dict from name to value. It changes
what comes out (`OUTPUTS`) or what goes in (`of_inputs`), and each is a slip that students make anywhere: a sign, a 2,
the first term alone, one input instead of another. Two of them in a row are a relation again.

The messages hold for an answer with a second slip too: they say what was done, and ask.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import permutations

import numpy as np


@dataclass(frozen=True, eq=False)
class Relation:
    """One relation. Name and message have {} where they speak of `about`, an input or two that cannot be told apart."""

    name: str
    message: str
    wrong: Callable  # from the right function and the inputs: the wrong value
    about: str = ""
    is_output: bool = False  # whether the value alone is changed
    often: bool = True  # whether it is often made together with another slip

    def of(self, right):
        """Return the wrong function of the inputs."""
        return partial(self.wrong, right)


def _output(name, message, change, *, often=True):
    """Return a relation that changes the value; the change is given the value and the number of points."""
    return Relation(
        name, message, lambda right, inputs: change(right(inputs), _n_points(inputs)), is_output=True, often=often
    )


def _n_points(inputs):
    """Return m, the number of entries of the first array; 1 if there is none."""
    return next((len(value) for value in inputs.values() if np.ndim(value)), 1)


def _of_list(name, message, change):
    """Return a relation that holds of lists alone."""

    def changed(value, m):
        if np.ndim(value) == 0 or len(value) < 2:
            raise ValueError
        return change(value)

    return _output(name, message, changed)


SIGN = _output(
    "sign reversed",
    "The sign is reversed. On which side of 0 should the result lie, and where does a minus come in?",
    lambda v, m: -v,
)
TWICE = _output("factor 2 too many", "There is a factor 2 too many. Where does it come from?", lambda v, m: 2 * v)
HALF = _output(
    "factor 2 missing",
    "A factor 2 is missing, or there is a ½ too many. Where should the 2 come from?",
    lambda v, m: v / 2,
)
OVER_M = _output(
    "divided by m",
    "You divided by the number of points. Is the mean wanted here, or the sum?",
    lambda v, m: v / m,
)
OVER_2M = _output(
    "divided by 2m",
    "You divided by twice the number of points. Some books do, but which factor stands in front here?",
    lambda v, m: v / (2 * m),
)
TIMES_M = _output(
    "times m",
    "Your result is multiplied by the number of points. Was a division by it left out?",
    lambda v, m: v * m,
)
INVERSE = _output(
    "one over the result",
    "You returned one over the result. What belongs in the numerator, and what in the denominator?",
    lambda v, m: 1 / v,
)
ROOT = _output(
    "root taken", "You took a square root at the end. Does the formula have one?", lambda v, m: np.sqrt(v)
)
SQUARED = _output("result squared", "You squared the result. Does the formula do so?", lambda v, m: v**2)
ABSOLUTE = _output(
    "sign lost", "You returned the size without the sign. When is the result below 0?", lambda v, m: np.abs(v)
)
COMPLEMENT = _output(
    "1 minus the result", "You returned 1 minus the result. Which of the two is asked for?", lambda v, m: 1 - v
)
PERCENT = _output("per cent", "You gave per cent. A fraction is wanted, such as 0.25.", lambda v, m: 100 * v)
ONE_MORE = _output(
    "1 too many", "There is 1 too many. What do you add that should not be there?", lambda v, m: v + 1
)
ONE_LESS = _output("1 too few", "There is 1 too few. What is left out?", lambda v, m: v - 1)
LAST_ONLY = _of_list(
    "only the last entry",
    "You returned the last entry alone. The earlier ones are wanted too: keep each in a list.",
    lambda v: v[-1],
)
FIRST_ONLY = _of_list(
    "only the first entry", "You returned the first entry alone. Where do the others come from?", lambda v: v[0]
)
FIRST_TWO = _of_list(
    "only one step",
    "The list ends after the first step. Which lines belong inside the loop, and does return stand behind it?",
    lambda v: v[:2],
)
FIRST_MISSING = _of_list(
    "first entry missing",
    "The first entry is missing: the list begins with the second. What belongs in front?",
    lambda v: v[1:],
)
LAST_MISSING = _of_list(
    "last entry missing", "The last entry is missing. How often does your loop run?", lambda v: v[:-1]
)
REVERSED = _of_list("order reversed", "The order is reversed. Which entry comes first?", lambda v: v[::-1])
STEPS = _of_list(
    "differences",
    "You kept what each step adds. The values themselves are wanted: where are you after each step?",
    lambda v: np.concatenate([v[:1], np.diff(v, axis=0)]),
)
TRANSPOSED = _of_list(
    "rows and columns swapped", "Rows and columns are swapped. What does one row stand for?", np.transpose
)
ADDED_UP = _of_list("added up", "You added the entries up. Each of them is wanted.", lambda v: v.sum(axis=0))
AVERAGED = _of_list("averaged", "You took the mean of the entries. Each is wanted.", lambda v: v.mean(axis=0))

_TO_ROUND = "Return the number with all its digits: it is rounded where it is printed, not here."
ROUNDED = tuple(
    _output(f"rounded to {k} decimals", f"You rounded. {_TO_ROUND}", lambda v, m, k=k: np.round(v, k), often=False)
    for k in range(5)
)
CUT_OFF = tuple(
    _output(
        f"cut off after {k} decimals",
        f"You cut digits off. {_TO_ROUND}",
        lambda v, m, k=k: np.trunc(v * 10**k) / 10**k,
        often=False,
    )
    for k in range(5)
)

OUTPUTS = (
    SIGN, TWICE, HALF, OVER_M, OVER_2M, TIMES_M, INVERSE, ROOT, SQUARED, ABSOLUTE, COMPLEMENT, PERCENT, ONE_MORE,
    ONE_LESS, LAST_ONLY, FIRST_ONLY, FIRST_TWO, FIRST_MISSING, LAST_MISSING, REVERSED, STEPS, TRANSPOSED, ADDED_UP,
    AVERAGED, *ROUNDED, *CUT_OFF,
)  # fmt: skip
"""Relations between what came out and what should have. The first that fits counts."""

COLLECTED = (
    (
        "not added up",
        "There is one value for each point. How do they become one number?",
        lambda v: np.sum(v, axis=0),
    ),
    (
        "mean not taken",
        "There is one value for each point, and their mean is wanted.",
        lambda v: np.mean(v, axis=0),
    ),
    (
        "largest not taken",
        "There are several values, and the largest of them is wanted.",
        lambda v: np.max(v, axis=0),
    ),
)
"""What was left out at the end, where a list came and one number is wanted."""


def changed(name, change, *also):
    """Return a relation without words that changes one input; the change may be given further inputs."""

    def wrong(right, inputs):
        return right(inputs | {name: change(inputs[name], *(inputs[it] for it in also))})

    return Relation("", "", wrong)


_OF_ONE = (
    (
        "{} left out, as if it were 0",
        "Your result is the right one for {} = 0. Where does it come in?",
        np.zeros_like,
    ),
    (
        "{} left out, as if it were 1",
        "Your result is the right one for {} = 1. Where does it come in?",
        np.ones_like,
    ),
    ("{} with the other sign", "The sign of {} is reversed. Look at it once more.", np.negative),
    ("{} squared", "You have the square of {}. Does it come in once too often?", np.square),
    (
        "one over {}",
        "You have one over {}. Do you divide where you should multiply, or the other way round?",
        lambda v: 1 / v,
    ),
    ("size of {} lost", "Only the sign of {} comes in. What about its size?", np.sign),
    ("sign of {} lost", "You took {} without its sign. What if it is below 0?", np.abs),
    ("twice {}", "You have twice {}. Where does the 2 come from?", lambda v: 2 * v),
    ("half of {}", "You have half of {}. Is a 2 missing?", lambda v: v / 2),
    ("1 − {}", "You have 1 − {} there. Is the 1 wanted?", lambda v: 1 - v),
)
_OF_COUNT = (
    (
        "{} + 1",
        "Your result is the right one for {0} + 1. How often does your loop run for {0} = 1?",
        lambda v: v + 1,
    ),
    (
        "{} − 1",
        "Your result is the right one for {0} − 1. How often does your loop run for {0} = 1?",
        lambda v: v - 1,
    ),
)


def of_one_input(name, value):
    """Return the relations that change one input, given its value in the first case."""
    known = _OF_COUNT if isinstance(value, int) else _OF_ONE
    for called, message, change in known:
        yield Relation(called, message, changed(name, change).wrong, name)
    yield Relation(
        "{} always as in the notebook",
        "Your result is right for one {0} only, the notebook's. Use the {0} that is given in the brackets after def.",
        changed(name, lambda given: value).wrong,
        name,
        often=False,
    )


def of_two_inputs(one, other):
    """Return the relations between two inputs of the same kind."""
    return (
        Relation(
            f"{one} instead of {other}",
            f"You have {one} where {other} belongs. Which of them is wanted there?",
            changed(other, lambda _, instead: instead, one).wrong,
        ),
        Relation(
            f"{one} and {other} swapped",
            f"{one} and {other} have changed places. In which order does the def line name them?",
            lambda right, inputs: right(inputs | {one: inputs[other], other: inputs[one]}),
        ),
    )


def _all_arrays(name, message, change):
    """Return a relation that changes all arrays among the inputs, as a loop does that leaves points out."""

    def wrong(right, inputs):
        changed_ones = {name: change(value) for name, value in inputs.items() if np.ndim(value)}
        if not changed_ones:
            raise ValueError
        return right(inputs | changed_ones)

    return Relation(name, message, wrong)


FIRST_TERM = _all_arrays(
    "first term only", "Only the first term has been counted. Does return stand inside the loop?", lambda v: v[:1]
)
LAST_TERM = _all_arrays(
    "last term only",
    "Only the last term has been counted. Does each round add to the total, or replace it?",
    lambda v: v[-1:],
)
ADDED_FIRST = _all_arrays(
    "added up too early",
    "You added up first and computed with the sums. What has to be done with each entry before it is added?",
    lambda v: v.sum(axis=0, keepdims=True),
)
OF_ARRAYS = (
    FIRST_TERM,
    LAST_TERM,
    _all_arrays("first term left out", "The first term is left out. Where does your loop begin?", lambda v: v[1:]),
    _all_arrays("last term left out", "The last term is left out. Where does your loop end?", lambda v: v[:-1]),
    ADDED_FIRST,
)
"""Relations that concern a sum over all points."""


def of_inputs(first):
    """Return all relations on the inputs, given those of the first case."""
    found = [relation for name, value in first.items() for relation in of_one_input(name, value)]
    for one, other in permutations(first, 2):
        if type(first[one]) is type(first[other]) and np.shape(first[one]) == np.shape(first[other]):
            relations = of_two_inputs(one, other)
            found += relations if one < other else relations[:1]
    return (*found, *OF_ARRAYS)


@dataclass(frozen=True)
class Factor:
    """A named part of the right answer, one of those that are multiplied."""

    name: str  # as the message calls it, such as "σ′(z₂)"
    value: Callable  # of the inputs, by position
    why: str  # what leads on if it is missing


def product_of(factors, built):
    """Return the right answer as a function of the inputs, made by a function of the factors."""

    def right(inputs):
        given = [value for name, value in inputs.items() if isinstance(name, str)]
        return built(*(inputs.get(factor, _same)(factor.value(*given)) for factor in factors))

    return right


def of_factor(factor, inputs):
    """Return the relations that get one factor wrong; the inputs are given by name."""
    called = factor.name[0].upper() + factor.name[1:]
    yield Relation(
        f"{factor.name} missing",
        f"{called} is missing. {factor.why}",
        lambda right, it: right(it | {factor: np.ones_like}),
    )
    yield Relation(
        f"{factor.name} squared",
        f"{called} comes in twice. How often does the chain rule bring it in?",
        lambda right, it: right(it | {factor: np.square}),
    )
    for name in inputs:
        yield Relation(
            f"{name} instead of {factor.name}",
            f"You have {name} where {factor.name} belongs. {factor.why}",
            lambda right, it, name=name: right(it | {factor: lambda value: it[name] + 0 * value}),
            often=False,
        )


def instead(factor, value):
    """Return the relation that has another value, a function of the inputs, in the place of a factor."""

    def wrong(right, inputs):
        given = [it for name, it in inputs.items() if isinstance(name, str)]
        return right(inputs | {factor: lambda _: value(*given)})

    return Relation("", "", wrong)


def _same(value):
    return value
