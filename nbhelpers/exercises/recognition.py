"""Which slip, or which two, a wrong answer comes from: all slips of one exercise, tried on all its cases."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, partial
from numbers import Real

import numpy as np

from nbhelpers.exercises import relations
from nbhelpers.exercises.relations import Relation


@dataclass(frozen=True, eq=False)
class Slip:
    """A wrong answer that is known, by hand or from a relation, and what a student is told who gives it."""

    name: str
    answer: (
        Callable | Real | Relation
    )  # a function of the inputs, a number, or a relation to be told in other words
    message: str  # what was done, and a question or a fact that leads on
    misconception: str | None = None  # the belief behind it, in the words of the prediction that confronts it


@dataclass(frozen=True, eq=False)
class Known:
    """A slip with its values on all cases."""

    slip: Slip
    wrong: Callable  # from the inputs, a dict, to the wrong value
    values: tuple
    relation: Relation | None


@dataclass(frozen=True, eq=False)
class Knowledge:
    """The slips of one exercise: its entries, and what the relations make of its right answer."""

    right: Callable  # from the inputs, a dict, to the right value
    cases: tuple  # the inputs of each
    entries: tuple
    factors: tuple
    same: Callable  # whether a student's value is this one

    @cached_property
    def expected(self):
        """The right values."""
        return tuple(map(_plain, map(self.right, self.cases)))

    @cached_property
    def known(self):
        """The slips, entries first, each with other values than all before it."""
        found = [self._entry(slip) for slip in self.entries]
        for relation in self._relations:
            wrong = relation.of(self.right)
            values = _values(wrong, self.cases)
            if values is None or not _tells(values) or _equal(values, self.expected):
                continue
            twin = next((i for i, known in enumerate(found) if _equal(known.values, values)), None)
            if twin is None:
                found.append(Known(_told(relation), wrong, values, relation))
            elif (first := found[twin].relation) and first.name == relation.name and first.about:
                both = replace(first, about=f"{first.about} or {relation.about}")
                if found[twin].slip.answer is first:
                    found[twin] = Known(_told(both), wrong, values, both)
        return tuple(found)

    def one(self, gots):
        """Return the slip that gives these values on every case, or None."""
        return next((known for known in self.known if self._fits(gots, known.values)), None)

    def two(self, gots):
        """Return the names and messages of two slips that together give these values on every case, or None."""
        last = len(self.cases) - 1  # the first case, the notebook's, tells least
        for known, relation, value in self._pairs:
            if self.same(gots[last], value):
                values = _values(relation.of(known.wrong), self.cases)
                if values is not None and self._fits(gots, values):
                    return known.slip, _told(relation)
        return None

    @cached_property
    def _relations(self):
        """All relations that this exercise can have; changes of the result first."""
        of_factors = [it for factor in self.factors for it in relations.of_factor(factor, self.cases[0])]
        of_inputs = relations.of_inputs(self.cases[0]) if self.cases[0] else ()
        return (*of_factors, *relations.OUTPUTS, *of_inputs)

    @cached_property
    def _places(self):
        return {id(relation): i for i, relation in enumerate(self._relations)}

    @cached_property
    def _pairs(self):
        """Each two slips with their value in the last case, those that change only the result first."""
        found, inputs = [], self.cases[-1]
        for by_output in (True, False):
            for i, relation in enumerate(self._relations):
                if not relation.often or relation.is_output != by_output:
                    continue
                for known in self.known:
                    if not self._combine(known, i, relation):
                        continue
                    inner = (lambda _, value=known.values[-1]: value) if by_output else known.wrong
                    values = _values(relation.of(inner), (inputs,))
                    if values is not None:
                        found.append((known, relation, values[0]))
        return found

    def _combine(self, known, place, relation):
        """Tell whether this pair is tried: each two relations once, and not after rounding."""
        other = known.relation
        if other is None or id(other) not in self._places:
            return True
        if not other.often or (other.is_output and not relation.is_output):
            return False
        return self._places[id(other)] < place

    def _entry(self, slip):
        """Return an entry as a `Known`."""
        answer = slip.answer
        if isinstance(answer, Relation):
            wrong, relation = answer.of(self.right), answer
        else:
            wrong, relation = partial(_by_position, answer), None
        return Known(slip, wrong, _values(wrong, self.cases), relation)

    def _fits(self, gots, values):
        return all(self.same(got, value) for got, value in zip(gots, values, strict=True))


def _told(relation):
    """Return a relation as a slip."""
    return Slip(relation.name.format(relation.about), relation, relation.message.format(relation.about))


def _by_position(answer, inputs):
    """Call an answer with the inputs by position, without what is said of factors; a number is its own answer."""
    if not callable(answer):
        return answer
    return answer(*(value for name, value in inputs.items() if isinstance(name, str)))


def _plain(value):
    return float(value) if np.ndim(value) == 0 else np.asarray(value, dtype=float)


def _values(wrong, cases):
    """Return what a wrong function gives for each case; None if it cannot be computed for one."""
    try:
        return tuple(_plain(wrong(inputs)) for inputs in cases)
    except (ArithmeticError, ValueError, TypeError, IndexError, AttributeError):
        return None


def _tells(values):
    """Tell whether values say anything: they are numbers, and not 0 in every case."""
    return not any(np.isnan(value).any() for value in values) and any(np.any(value) for value in values)


def _equal(values, others):
    """Tell whether two slips give the same on every case, but for the last digits."""
    for one, other in zip(values, others, strict=True):
        if np.shape(one) != np.shape(other):
            return False
        with np.errstate(invalid="ignore"):
            near = (one == other) | (np.abs(one - other) <= 1e-9 * np.abs(one))
        if not np.all(near):
            return False
    return True
