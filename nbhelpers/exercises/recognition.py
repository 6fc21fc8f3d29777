"""Which slip, or which two, a wrong answer comes from: all slips of one exercise, tried on all its cases."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import compress
from numbers import Real

import numpy as np

from nbhelpers.exercises import relations
from nbhelpers.exercises.reading import Problem, UnreadableError
from nbhelpers.exercises.relations import Relation, by_position


@dataclass(frozen=True, eq=False)
class Slip:
    """A wrong answer that is known, by hand or from a relation, and what a student is told who gives it."""

    name: str
    answer: Callable | Real | Relation | str  # a function of the inputs, a number, or a relation, also by its name
    message: str  # what was done, and a question or a fact that leads on
    misconception: str | None = None  # the belief behind it, in the words of the prediction that confronts it


NOT_FINITE = Slip("not finite", None, "On other inputs the result is not finite: is a power of e too large there?")
"""What else is wrong with results of which some are infinite or NaN."""


@dataclass(frozen=True, eq=False)
class Known:
    """A slip with its values on all cases."""

    slip: Slip
    wrong: Callable  # from the inputs, a dict, to the wrong value
    values: tuple
    relation: Relation | None
    often: bool = True  # whether it is often made together with another slip of the inputs
    special: bool = True  # whether it speaks of something that only this exercise has


class _Table:
    """Values that are looked up: what was entered, by what it gives on some cases."""

    def __init__(self):
        self._rows = {}  # by the shapes of the values: all numbers, beside each the largest's size, and the item

    def enter(self, values, item):
        """Enter what gives these values."""
        flat, scale = _flat(values)
        group = self._rows.setdefault(tuple(map(np.shape, values)), ([], [], []))
        for column, entry in zip(group, (flat, scale, item), strict=True):
            column.append(entry)

    def find(self, values, tolerance, least=1e-9):
        """Yield what was entered with these values, in order; the tolerance is relative to a case's largest."""
        flats, scales, items = self._rows.get(tuple(map(np.shape, values)), ((), (), ()))
        if items:
            flats, wanted = np.array(flats), _flat(values)[0]
            with np.errstate(invalid="ignore"):  # infinite less infinite
                near = (flats == wanted) | (np.abs(flats - wanted) <= tolerance * np.array(scales) + least)
                near |= np.isnan(flats) & np.isnan(wanted)
            yield from (items[i] for i in np.flatnonzero(near.all(axis=1)))


@dataclass(frozen=True, eq=False)
class Knowledge:
    """The slips of one exercise: its entries, and what the relations make of its right answer."""

    right: Callable  # from the inputs, a dict, to the right value
    cases: tuple  # the inputs of each
    entries: tuple
    tolerance: float  # relative, within which a value is that of a slip
    factors: tuple = ()
    inner: tuple = ()  # `Known`s of what the right answer is made of, and the wrong functions that come of them

    @cached_property
    def known(self):
        """The slips, entries first, each with other values than all before it."""
        found, table = [], _Table()
        table.enter(values_of(self.right, self.cases), None)
        for known in map(self._entry, self.entries):
            table.enter(known.values, len(found))
            found.append(known)
        for slip, wrong, relation, special in self._further():
            values = values_of(wrong, self.cases)
            if values is None or not _tells(values):
                continue
            twins = list(table.find(values, 1e-9, 1e-12))
            if not twins:
                table.enter(values, len(found))
                often = relation is not None and relation.often
                found.append(Known(slip, wrong, values, relation, often, special))
            elif twins[0] is not None and relation is not None:
                found[twins[0]] = _of_both(found[twins[0]], relation)
        return tuple(found)

    def _further(self):
        """Yield what may be known beside the entries: what is special to a part of the answer, then the rest."""
        for special in (True, False):
            if not special:
                yield from ((_told(it), it.of(self.right), it, it.special) for it in self._relations)
            yield from ((slip, wrong, None, special) for slip, wrong, first in self.inner if first == special)

    def one(self, gots):
        """Return the slip that gives these values on every case, or None."""
        return next(self._singles.find(gots, self.tolerance), None)

    @cached_property
    def idle(self):
        """The places of the inputs that do not matter."""
        wanted, left_out = values_of(self.right, self.cases), relations.changed
        without = [left_out(name, np.zeros_like).of(self.right) for name in self.cases[0]]
        values = [values_of(it, self.cases) for it in without]
        return [i for i, it in enumerate(values) if it and all(map(partial(_near, self.tolerance), it, wanted))]

    def two(self, gots):
        """Return two slips that together give these values on every case where they are finite, or None."""
        fine = [bool(np.isfinite(got).all()) for got in gots]
        if not all(fine) and (found := self._beside_overflow(gots, fine) or self._one_where_finite(gots)):
            return found
        if not fine[-1] or sum(fine) < min(2, len(fine)):
            return None
        for pairs in (self._with_outputs, self._with_inputs):  # the first are the quicker ones
            for known, relation in pairs.find(gots[-1:], self.tolerance):
                values = values_of(relation.of(known.wrong), self.cases)
                if values is None or not _tells_much([*compress(values, fine)]):
                    continue
                if self._are_near(gots, values, fine):
                    return known.slip, _told(relation)
        return None

    def of_part(self, values, place):
        """Return the slip that gives these values at one place of a list on every case, or None."""
        table, shapes = _Table(), [np.shape(value) for value in values_of(self.right, self.cases)]
        for known in self.known:
            if [np.shape(value) for value in known.values] == shapes:
                table.enter(tuple(value[place] for value in known.values), known)
        return next(table.find(values, self.tolerance), None)

    def of_entry(self, inputs, place, decimals):
        """Yield what is special to this answer, as slips of one entry, unless one before is the same, rounded."""
        taken = {round(self.right(inputs)[place], decimals)}
        for known in (it for it in self.known if it.special):
            values = values_of(lambda it, wrong=known.wrong: wrong(it)[place], (inputs,))
            if values and round(values[0], decimals) not in taken:
                taken.add(round(values[0], decimals))
                yield replace(known.slip, answer=values[0])

    def _beside_overflow(self, gots, fine):
        """Return the slip that gives the finite values, and the exercise's own "overflow"."""
        overflows = (it for it in self.known if [bool(np.isfinite(value).all()) for value in it.values] == fine)
        overflows = (it for it in overflows if it.slip.name == "overflow")
        other = next(overflows, None) if any(fine) else None
        known = next((it for it in self.known if other and self._are_near(gots, it.values, fine)), None)
        return (known.slip, other.slip) if known else None

    def _are_near(self, gots, values, where):
        return all(_near(self.tolerance, *pair) for pair in compress(zip(gots, values, strict=True), where))

    @cached_property
    def _singles(self):
        table = _Table()
        for known in self.known:
            table.enter(known.values, known)
        return table

    @cached_property
    def _relations(self):
        """All relations that this exercise can have; those that change a factor or the result first."""
        first = self.cases[0]
        of_factors = [it for factor in self.factors for it in relations.of_factor(factor, first)]
        of_factors += relations.of_terms(self.factors)
        of_inputs = (*relations.ROUNDINGS, *relations.of_inputs(first)) if first else ()
        return (*of_factors, *relations.OUTPUTS, *of_inputs)

    @cached_property
    def _with_outputs(self):
        """Each slip and a change of the result, by its value in the last case, which tells more than the first."""
        table, outputs = _Table(), [it for it in self._relations if it.is_output and it.often]
        for known in (it for it in self.known if it.relation not in relations.ROUNDINGS):
            if np.ndim(known.values[-1]) > np.ndim(self.right(self.cases[-1])):  # a list, where a number is wanted
                continue
            stops = outputs.index(known.relation) if known.relation in outputs else len(outputs)
            for relation in outputs[:stops] if known.special or known.relation else ():
                values = values_of(relation.of(lambda _, value=known.values[-1]: value), self.cases[-1:])
                if values is not None:
                    table.enter(values, (known, relation))
        return table

    @cached_property
    def _with_inputs(self):
        """Each slip that is no change of the result, of inputs that are changed as well."""
        table, inputs = _Table(), [it for it in self._relations if not it.is_output and it.often]
        for known in self.known:
            stops = inputs.index(known.relation) if known.relation in inputs else len(inputs)
            by_output = known.relation is not None and known.relation.is_output
            for relation in inputs[:stops] if known.often and not by_output else ():
                values = values_of(relation.of(known.wrong), self.cases[-1:])
                if values is not None:
                    table.enter(values, (known, relation))
        return table

    def _one_where_finite(self, gots):
        """Return the slip that gives those of the values that are finite, and `NOT_FINITE`; None without either."""
        pairs = [pair for pair in zip(self.cases, gots, strict=True) if np.isfinite(pair[1]).all()]
        if len(pairs) < 2:
            return None
        cases, finite = zip(*pairs, strict=True)
        known = replace(self, cases=cases).one(finite)
        return (known.slip, NOT_FINITE) if known else None

    def _entry(self, slip):
        """Return an entry as a `Known`."""
        answer = self._of_name(slip.answer) if isinstance(slip.answer, str) else slip.answer
        if isinstance(answer, Relation):
            wrong, relation = answer.of(self.right), answer
        else:
            wrong = (lambda it: answer(*by_position(it))) if callable(answer) else (lambda it: answer)
            relation = None
        return Known(slip, wrong, values_of(wrong, self.cases), relation)

    def _of_name(self, name):
        """Return the relation with this name, or those with two names joined by "&"."""
        first, *second = ({it.called: it for it in reversed(self._relations)}[it] for it in name.split(" & "))
        return relations.both(first, *second) if second else first


def values_of(function, cases):
    """Return what a function of the inputs gives for each case; None if it cannot be computed for one."""
    try:
        with np.errstate(all="ignore"):  # a wrong answer may be infinite
            return tuple(_plain(function(inputs)) for inputs in cases)
    except (ArithmeticError, ValueError, TypeError, IndexError, AttributeError, UnreadableError):
        return None


def _told(relation):
    """Return a relation as a slip."""
    return Slip(relation.called, relation, relation.message)


def _of_both(known, relation):
    """Return a slip that also stands for another relation: of which input it is, the values cannot tell."""
    first = known.relation
    if known.slip.answer is not first or first.name != relation.name or len(first.about) != 1:
        return known
    both = replace(first, about=(f"{first.about[0]} or {relation.about[0]}",))
    return replace(known, slip=_told(both), relation=both)


def _plain(value):
    return float(value) if np.ndim(value) == 0 else np.asarray(value, dtype=float)


def _flat(values):
    """Return all numbers of some values in a row, and beside each the size of the largest of its value."""
    flat = [np.ravel(value) for value in values]
    scales = [np.full(len(it), np.max(np.abs(it), initial=0, where=np.isfinite(it))) for it in flat]
    return np.concatenate(flat), np.concatenate(scales)


def _near(tolerance, got, value):
    table = _Table()
    table.enter((value,), True)
    return next(table.find((got,), tolerance), False)


def _tells(values):
    """Tell whether values say anything: they are numbers, and not 0 in every case."""
    return not any(np.isnan(value).any() for value in values) and any(np.any(value) for value in values)


def _tells_much(values):
    """Tell whether values say enough for two slips at once: they are finite, and not the same in every case."""
    finite = all(np.isfinite(value).all() for value in values)
    return (
        finite
        and _tells(values)
        and (len(values) == 1 or any(not _near(1e-9, values[0], value) for value in values[1:]))
    )


def problem_of(slip, more="", before=""):
    """Return the problem of a slip, with more words behind it and before it."""
    return Problem(slip.name, f"{before}{slip.message} {more}".rstrip(), misconception=slip.misconception)


def problem_of_two(found):
    """Return the problem of two slips at once, or None if none were found."""
    if not found:
        return None
    first, second = found
    message = f"Two things at once. {first.message} And the second: {second.message}"
    believed = first.misconception or second.misconception
    return Problem(f"{first.name}, and {second.name}", message, misconception=believed)
