"""What a wrong answer can have to do with the right one, whatever the exercise is.

A `Relation` makes a wrong function of the right one. Both take the inputs as a dict from name to value, in which a
`Factor` may stand as well, with what is done to its value. A relation changes what comes out, or what goes in, and
each is a slip that students make anywhere: a sign, a 2, the first term alone, one input instead of another. Two of
them in a row are a relation again. Where one cannot be meant, its wrong function raises a bare ``ValueError``.

The words hold for an answer with a second slip too: they say what was done, and ask.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import permutations

import numpy as np

from nbhelpers.exercises import paragraphs

WORDS = paragraphs("""
    sign reversed: The sign is reversed. On which side of 0 should the result lie, and where does a minus come in?
    factor 2 too many: There is a factor 2 too many, or a ½ missing. Where does the 2 come from?
    factor 2 missing: A factor 2 is missing, or there is a ½ too many. Where should the 2 come from?
    divided by m: You divided by the number of {points}. Is the mean wanted here, or the sum?
    divided by 2m: You divided by twice the number of {points}. Some books do, but which factor stands in front
        here?
    times m: Your result is multiplied by the number of {points}. Was a division by it left out?
    one over the result: You returned one over the result. What belongs in the numerator, and what in the
        denominator?
    root taken: You took a square root at the end. Does the formula have one?
    result squared: You squared the result. Does the formula do so?
    sign lost: You returned the size without the sign. When is the result below 0?
    1 minus the result: You returned 1 minus the result. Which of the two is asked for?
    per cent: You gave per cent. A fraction is wanted, such as 0.25.
    1 too many: There is 1 too many. What do you add that should not be there?
    1 too few: There is 1 too few. What is left out?
    rounded: You rounded. Return the number with all its digits: it is rounded where it is printed, not here.
    cut off: You cut digits off. Return the number with all its digits.

    only the last entry: You returned the last entry alone. The earlier ones are wanted too: keep each in a list.
    only the first entry: You returned the first entry alone. Where do the others come from?
    only one step: The list ends after the first step. Which lines belong inside the loop, and does return stand
        behind it?
    first entry missing: The first entry is missing: the list begins with the second. What belongs in front?
    last entry missing: The last entry is missing. How often does your loop run?
    order reversed: The order is reversed. Which entry comes first?
    differences: You kept what each step adds. The values themselves are wanted: where are you after each step?
    rows and columns swapped: Rows and columns are swapped. What does one row stand for?
    added up: You added the entries up. Each of them is wanted.
    averaged: You took the mean of the entries. Each of them is wanted.
    divided by the length: You divided by the root of the sum of the squares. Which sum does the formula have?

    last not taken: There are several values, and the last of them is wanted. Return that one alone.
    not added up: There are several values. How do they become one number?
    mean not taken: There are several values, and their mean is wanted.
    largest not taken: There are several values, and the largest of them is wanted.

    {} left out, as if it were 0: It comes out as if {0} were 0. Where does {0} come in?
    {} left out, as if it were 1: It comes out as if {0} were 1. Where does {0} come in?
    {} with the other sign: The sign of {} is reversed. Look at it once more.
    {} squared: You have the square of {}. Does it come in once too often?
    one over {}: You have one over {}. Do you divide where you should multiply, or the other way round?
    size of {} lost: Only the sign of {} comes in. What about its size?
    sign of {} lost: You took {} without its sign. What if it is below 0?
    twice {}: You have twice {}. Where does the 2 come from?
    half of {}: You have half of {}. Is a 2 missing?
    1 − {}: You have 1 − {} there. Is the 1 wanted?
    {} itself: You have {0} itself, as it is given. What has to be done with {0}?
    mean of {}: You have the mean of {}. What has to be done with its entries first?
    {} + 1: It comes out as if {0} were 1 more. If you have a loop, how often does it run for {0} = 1?
    {} − 1: It comes out as if {0} were 1 less. If you have a loop, how often does it run for {0} = 1?
    {} as in the notebook: It is right for one {0} only, the notebook's. Use the {0} that the brackets after def
        give you.
    {} instead of {}: You have {} where {} belongs. Which of them is wanted there?
    divided by {}: Your result is divided by {0}. Does the formula divide by {0}?
    multiplied by {}: Your result is multiplied by {0}. Does the formula multiply by {0}?
    {} and {} swapped: You have {} and {} in each other's place. In which order does the def line name them?

    first term only: Only the first term has been counted. Does return stand inside the loop?
    last term only: Only the last term has been counted. Does each round add to the total, or replace it?
    first term left out: The first term is left out. Where does your loop begin?
    last term left out: The last term is left out. Where does your loop end?
    added up too early: You added up first and computed with the sums. What has to be done with each entry before
        it is added?
""")
"""What a student is told, by the relation's name; {} is an input."""


@dataclass(frozen=True, eq=False)
class Relation:
    """One relation. Its name is one of `WORDS`, unless it has other words; `about` are the inputs that it names."""

    wrong: Callable  # from the right function and the inputs: the wrong value
    name: str = ""
    about: tuple = ()
    words: str = ""
    change: Callable | None = None  # if only the result is changed: what is made of it and the inputs
    dims: int = 0  # the least number of dimensions of the result: 1 for a list, 2 for a table
    often: bool = True  # whether it is often made together with another slip of the inputs
    special: bool = False  # whether it speaks of something that only this exercise has

    def of(self, right):
        """Return the wrong function of the inputs."""
        return partial(self.wrong, right)

    @property
    def called(self):
        """Its name in the exercise."""
        return self.name.format(*self.about)

    def message(self, points):
        """Return what a student is told; `points` is what m counts, in words."""
        return (self.words or WORDS[self.name]).format(*self.about, points=points)


def _output(name, change, about=(), **further):
    """Return a relation that changes the result alone."""

    def wrong(right, inputs):
        return change(np.asarray(right(inputs), dtype=float), inputs)

    return Relation(wrong, name, about, change=change, **further)


def points_in(inputs):
    """Return the name of the first array among the inputs, and m, the number of its entries; 1 if there is none."""
    return next(((name, len(value)) for name, value in inputs.items() if np.ndim(value)), ("", 1))


def _m(inputs):
    return points_in(inputs)[1]


_OF_ANY = {
    "sign reversed": lambda v, _: -v,
    "factor 2 too many": lambda v, _: 2 * v,
    "factor 2 missing": lambda v, _: v / 2,
    "divided by m": lambda v, inputs: v / _m(inputs),
    "divided by 2m": lambda v, inputs: v / (2 * _m(inputs)),
    "times m": lambda v, inputs: v * _m(inputs),
    "one over the result": lambda v, _: 1 / v,
    "root taken": lambda v, _: np.sqrt(v),
    "result squared": lambda v, _: v**2,
    "sign lost": lambda v, _: np.abs(v),
    "1 minus the result": lambda v, _: 1 - v,
    "per cent": lambda v, _: 100 * v,
    "1 too many": lambda v, _: v + 1,
    "1 too few": lambda v, _: v - 1,
}


def _of_list(name, change, dims=1):
    """Return a relation that holds of lists alone."""

    def changed_list(value, inputs):
        if np.ndim(value) < dims or len(value) < 2:
            raise ValueError
        return change(value)

    return _output(name, changed_list, dims=dims)


OUTPUTS = (
    *(_output(name, change) for name, change in _OF_ANY.items()),
    _of_list("only the last entry", lambda v: v[-1]),
    _of_list("only the first entry", lambda v: v[0]),
    _of_list("only one step", lambda v: v[:2]),
    _of_list("first entry missing", lambda v: v[1:]),
    _of_list("last entry missing", lambda v: v[:-1]),
    _of_list("order reversed", lambda v: v[::-1]),
    _of_list("differences", lambda v: np.concatenate([v[:1], np.diff(v, axis=0)])),
    _of_list("rows and columns swapped", lambda v: np.swapaxes(v, 0, 1), dims=2),
    _of_list("added up", lambda v: v.sum(axis=0)),
    _of_list("averaged", lambda v: v.mean(axis=0)),
    _of_list("divided by the length", lambda v: v / np.sqrt(np.sum(v**2, axis=0))),
)
"""Relations between what came out and what should have. The first that fits counts."""

ROUNDINGS = (
    *(_output("rounded", lambda v, _, k=k: np.round(v, k), often=False) for k in range(5)),
    *(_output("cut off", lambda v, _, k=k: np.trunc(v * 10**k) / 10**k, often=False) for k in range(5)),
)
"""Relations of what a function rounds at its end; a number that is rounded is judged by its decimals."""

NOT_TAKEN = "last not taken"
COLLECTED = {
    NOT_TAKEN: lambda got, axis: got[-1],
    "not added up": np.sum,
    "mean not taken": np.mean,
    "largest not taken": np.max,
}
"""What was left out at the end, where a list came and one number is wanted."""


def changed(which, change, *also, **further):
    """Return a relation that changes one input; the change may be given other inputs, which are named too."""

    def wrong(right, inputs):
        return right(inputs | {which: change(inputs[which], *(inputs[name] for name in also))})

    return Relation(wrong, **further)


_OFTEN = {
    "{} left out, as if it were 0": np.zeros_like,
    "{} left out, as if it were 1": np.ones_like,
    "{} with the other sign": np.negative,
    "sign of {} lost": np.abs,
}
_SELDOM = {
    "{} squared": np.square,
    "one over {}": lambda v: 1 / v,
    "size of {} lost": np.sign,
    "twice {}": lambda v: 2 * v,
    "half of {}": lambda v: v / 2,
    "1 − {}": lambda v: 1 - v,
}
_OF_COUNT = {"{} + 1": lambda v: v + 1, "{} − 1": lambda v: v - 1}


def _of_one_input(name, value):
    """Yield the relations that change one input, given its value in the first case."""
    often, seldom = (_OF_COUNT, {}) if isinstance(value, int) else (_OFTEN, _SELDOM)
    fixed = {"{} as in the notebook": lambda given: value}
    for called, change in (often | seldom | fixed).items():
        yield changed(name, change, name=called, about=(name,), often=called in often)

    def itself(right, inputs):
        if np.ndim(inputs[name]) > np.ndim(right(inputs)):
            raise ValueError
        return inputs[name]

    def averaged(right, inputs):
        if np.ndim(right(inputs)):
            raise ValueError
        return np.mean(inputs[name])

    yield Relation(itself, "{} itself", (name,), often=False)
    if np.ndim(value) == 1:
        yield Relation(averaged, "mean of {}", (name,), often=False)
    if isinstance(value, float):
        yield _output("divided by {}", lambda v, inputs: v / inputs[name], (name,))
        yield _output("multiplied by {}", lambda v, inputs: v * inputs[name], (name,))


def _of_two_inputs(one, other, alike):
    """Yield the relations between two inputs; only those that are alike are swapped, and once for both orders."""
    yield changed(other, lambda _, taken: taken, one, name="{} instead of {}", about=(one, other), often=False)
    if alike and one < other:

        def swapped(right, inputs):
            return right(inputs | {one: inputs[other], other: inputs[one]})

        yield Relation(swapped, "{} and {} swapped", (one, other))


def _all_arrays(name, change):
    """Return a relation that changes all arrays among the inputs, as a loop does that leaves points out."""

    def wrong(right, inputs):
        arrays = {name: change(value) for name, value in inputs.items() if np.ndim(value)}
        if not arrays:
            raise ValueError
        return right(inputs | arrays)

    return Relation(wrong, name)


_TERMS = {
    "first term only": lambda v: v[:1],
    "last term only": lambda v: v[-1:],
    "first term left out": lambda v: v[1:],
    "last term left out": lambda v: v[:-1],
}
_OF_ARRAYS = tuple(
    _all_arrays(name, change)
    for name, change in (_TERMS | {"added up too early": lambda v: v.sum(axis=0, keepdims=True)}).items()
)


def of_inputs(first):
    """Return all relations on the inputs, given those of the first case."""
    found = [relation for name, value in first.items() for relation in _of_one_input(name, value)]
    for one, other in permutations(first, 2):
        alike = type(first[one]) is type(first[other]) and np.shape(first[one]) == np.shape(first[other])
        found += _of_two_inputs(one, other, alike)
    return (*found, *_OF_ARRAYS)


def both(first, second):
    """Return the relation that is two in a row."""
    return Relation(lambda right, inputs: second.wrong(first.of(right), inputs))


@dataclass(frozen=True)
class Factor:
    """A named part of the right answer; missing, it is 1."""

    name: str  # as the message calls it, such as "the factor x"
    value: Callable  # of the inputs, by position
    why: str  # what leads on if it is missing


def product_of(factors, built):
    """Return the right answer as a function of the inputs, made by a function of the factors."""

    def right(inputs):
        given = by_position(inputs)
        return built(*(inputs.get(factor, lambda value: value)(factor.value(*given)) for factor in factors))

    return right


def by_position(inputs):
    """Return the inputs in their order, without what is said of factors."""
    return [value for name, value in inputs.items() if isinstance(name, str)]


def of_factor(factor, inputs):
    """Yield the relations that get one factor wrong; the inputs are given by name."""
    of = factor.name
    called = of[0].upper() + of[1:]

    def got_wrong(name, words, change, **further):
        def wrong(right, inputs):
            return right(inputs | {factor: lambda value: change(value, inputs)})

        return Relation(wrong, name, words=f"{words} {factor.why}", **further)

    yield got_wrong(f"{of} missing", f"{called} is missing.", lambda v, _: np.ones_like(v), special=True)
    yield got_wrong(f"{of} squared", f"{called} is squared.", lambda v, _: np.square(v), special=True)
    yield got_wrong(f"one over {of}", f"You have one over {of}.", lambda v, _: 1 / v, often=False, special=True)
    for name in inputs:
        words = f"You have {name} where {of} belongs."
        taken = lambda v, inputs, name=name: inputs[name] + 0 * v  # noqa: E731 — in the factor's shape
        yield got_wrong(f"{name} instead of {of}", words, taken, often=False)


def of_terms(factors):
    """Yield the relations that leave terms out, where the factors make a sum of products."""
    for name, change in _TERMS.items() if factors else ():
        some = dict.fromkeys(factors, lambda value, change=change: change(value) if np.ndim(value) else value)
        yield Relation(lambda right, inputs, some=some: right(inputs | some), name)


def instead(factor, value):
    """Return the relation that has another value, a function of the inputs, in the place of a factor."""
    return Relation(lambda right, inputs: right(inputs | {factor: lambda _: value(*by_position(inputs))}))
