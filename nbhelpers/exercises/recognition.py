"""Which slip, or which two, a wrong answer comes from: all slips of one exercise, tried on all its cases."""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import compress
from numbers import Real

import numpy as np

from nbhelpers.exercises import relations
from nbhelpers.exercises.diagnosis import margin, near, within
from nbhelpers.exercises.reading import Problem, UnreadableError
from nbhelpers.exercises.relations import Relation, by_position


@dataclass(frozen=True, eq=False)
class Slip:
    """A wrong answer that is known, by hand or from a relation, and what a student is told who gives it."""

    name: str
    # what it gives: a function of the inputs, a number, or a relation, also by its name; None if nothing gives it;
    # in `spirals` a tuple of what a `Finding` is made of
    answer: Callable | Real | Relation | str | tuple | None
    message: str  # what was done, and a question or a fact that leads on
    misconception: str | None = None  # the belief behind it, in the words of the prediction that confronts it


NOT_FINITE = Slip("not finite", None, "On other inputs the result is not finite: is a power of e too large there?")
"""What else is wrong with results of which some are infinite or NaN, in an exercise without an entry `OVERFLOW`."""

OVERFLOW = "overflow"
"""The name of an entry whose results are infinite or NaN on some inputs."""


@dataclass(frozen=True, eq=False)
class Known:
    """A slip and how it comes about."""

    slip: Slip
    wrong: Callable  # from the inputs, a dict, to the wrong value
    relation: Relation | None = None
    often: bool = False  # whether it is often made together with another slip of the inputs
    special: bool = True  # whether it speaks of something that only this exercise has
    values: tuple | None = None  # what it gives on all cases


class _Table:
    """Items by the values that they give, in rows: those whose values have the same shapes are compared at once."""

    def __init__(self, pairs):
        alike = defaultdict(lambda: ([], []))
        for values, item in pairs:
            rows, items = alike[tuple(map(np.shape, values))]
            rows.append(_flat(values))
            items.append(item)
        self._alike = {shapes: (np.array(rows), items) for shapes, (rows, items) in alike.items()}

    def find(self, values, tolerance):
        """Yield what has these values, in order."""
        rows, items = self._alike.get(tuple(map(np.shape, values)), ((), ()))
        if items:
            by = np.concatenate([np.full(np.size(value), margin(value, tolerance)) for value in values])
            yield from compress(items, within(rows, _flat(values), by).all(axis=1))


def _flat(values):
    """Return all numbers of some values in a row."""
    return np.concatenate([np.ravel(value) for value in values])


def _key(values):
    """Return a key that values almost always share if they are equal but for the last digits."""
    return (*map(np.shape, values), np.float32(np.round(_flat(values), 12) + 0.0).tobytes())


@dataclass(frozen=True, eq=False)
class Knowledge:
    """The slips of one exercise: its entries, and what the relations make of its right answer."""

    right: Callable  # from the inputs, a dict, to the right value
    cases: tuple  # the inputs of each
    entries: tuple
    tolerance: float  # relative, within which a value is that of a slip
    factors: tuple = ()
    inner: tuple = ()  # `Known`s of what the right answer is made of

    @cached_property
    def wanted(self):
        """The right values."""
        return values_of(self.right, self.cases)

    @cached_property
    def known(self):
        """The slips, entries first, each with other values than all before it."""
        found = []
        places = {_key(self.wanted): None}  # which slip gives these values: its place, or None for the right answer
        for possible in self._possible():
            values = values_of(possible.wrong, self.cases)
            is_entry = len(found) < len(self.entries)
            if not is_entry and (values is None or not _tells(values, possible.relation)):
                continue
            place = places.setdefault(_key(values), len(found))
            if is_entry or place == len(found):
                found.append(replace(possible, values=values))
            elif place is not None and possible.relation is not None:
                found[place] = self._of_both(found[place], possible.relation)
        return tuple(found)

    def _possible(self):
        """Yield all that may be known: entries, then what is special to a part of the answer, then the rest."""
        yield from map(self._entry, self.entries)
        yield from (known for known in self.inner if known.special)
        for relation in self._relations:
            yield Known(self._told(relation), relation.of(self.right), relation, relation.often, relation.special)
        yield from (known for known in self.inner if not known.special)

    def one(self, gots):
        """Return the slip that gives these values on every case, or None."""
        return next(self._singles.find(gots, self.tolerance), None)

    @cached_property
    def idle(self):
        """The places of the inputs that do not matter."""
        without = (relations.changed(name, np.zeros_like).of(self.right) for name in self.cases[0])
        values = [values_of(function, self.cases) for function in without]
        return [place for place, each in enumerate(values) if each and self._are_near(self.wanted, each)]

    def two(self, gots):
        """Return two slips that together give these values on every case where they are finite, or None."""
        fine = _are_finite(gots)
        if not all(fine) and (found := self._where_finite(gots, fine)):
            return found
        if not fine[-1] or sum(fine) < min(2, len(fine)):
            return None
        # The last case, which tells more than the first, says which pairs are worth trying on all of them. Those
        # that divide or multiply the result by an input come last, because they say least of where the slip is.
        pairs = [*self._with_output_changed(gots[-1]), *self._with_input_changed.find(gots[-1:], self.tolerance)]
        for known, relation in sorted(pairs, key=lambda pair: bool(pair[1].change and pair[1].about)):
            values = values_of(relation.of(known.wrong), self.cases)
            if values and _tells_much([*compress(values, fine)]) and self._are_near(gots, values, fine):
                return known.slip, self._told(relation)
        return None

    def of_part(self, values, place):
        """Return the slip that gives these values at one place of a list on every case, or None."""
        shapes = [*map(np.shape, self.wanted)]
        alike = (known for known in self.known if [*map(np.shape, known.values)] == shapes)
        table = _Table((tuple(value[place] for value in known.values), known) for known in alike)
        return next(table.find(values, self.tolerance), None)

    def of_entry(self, inputs, place, decimals):
        """Yield what is special to this answer, as slips of one entry, unless one before is the same, rounded."""
        taken = {round(self.right(inputs)[place], decimals)}
        for known in filter(lambda known: known.special, self.known):
            values = values_of(lambda given, wrong=known.wrong: wrong(given)[place], (inputs,))
            if values and round(values[0], decimals) not in taken:
                taken.add(round(values[0], decimals))
                yield replace(known.slip, answer=values[0])

    def _where_finite(self, gots, fine):
        """Return the slip that gives the finite values, and what is wrong with the others; None without either."""
        slip = None
        other = NOT_FINITE if sum(fine) > 1 else None
        for known in reversed(self.known):  # of several the first
            if any(fine) and self._are_near(gots, known.values, fine):
                slip = known.slip
            if known.slip.name == OVERFLOW and _are_finite(known.values) == fine:
                other = known.slip
        return (slip, other) if slip and other else None

    def _are_near(self, gots, values, where=None):
        pairs = zip(gots, values, strict=True)
        return all(near(*pair, self.tolerance) for pair in (compress(pairs, where) if where else pairs))

    @cached_property
    def _singles(self):
        return _Table((known.values, known) for known in self.known)

    @cached_property
    def _relations(self):
        """All relations that this exercise can have; those that change a factor or the result first."""
        first = self.cases[0]
        own = [relation for factor in self.factors for relation in relations.of_factor(factor, first)]
        of_inputs = (*relations.ROUNDINGS, *relations.of_inputs(first)) if first else ()
        return (*own, *relations.of_terms(self.factors), *relations.OUTPUTS, *of_inputs)

    @cached_property
    def _stacks(self):
        """The slips whose results may be changed as well, by the shape of their last value, and these values."""
        alike = defaultdict(list)
        for known in self.known:
            plain = (known.special or known.relation) and known.relation not in relations.ROUNDINGS
            if plain and np.ndim(known.values[-1]) <= np.ndim(self.wanted[-1]):  # no list where a number is wanted
                alike[np.shape(known.values[-1])].append(known)
        return {
            shape: (slips, np.stack([known.values[-1] for known in slips], axis=-1))
            for shape, slips in alike.items()
        }

    def _with_output_changed(self, got):
        """Yield each slip and the change of its result that together give this in the last case.

        Slips whose results have one shape are changed at one stroke, because there are hundreds of them.
        """
        changes = [relation for relation in self._relations if relation.change and relation.often]
        for shape, (slips, values) in self._stacks.items():
            for relation in changes:
                made = values_of(partial(relation.change, values), self.cases[-1:])
                if relation.dims > len(shape) or not made or np.shape(made[0])[:-1] != np.shape(got):
                    continue
                fits = within(np.moveaxis(made[0], -1, 0), got, margin(got, self.tolerance))
                for known in compress(slips, fits.reshape(len(slips), -1).all(axis=1)):
                    of_list = relation.dims and known.relation and known.relation.dims
                    if known.relation is not relation and not of_list:
                        yield known, relation

    @cached_property
    def _with_input_changed(self):
        """Pairs of a slip that is no change of the result, and of an input changed as well, by the last value."""
        changes = [relation for relation in self._relations if not relation.change and relation.often]
        places = {relation: place for place, relation in enumerate(changes)}
        pairs = []
        for known in self.known:
            if known.often and not (known.relation and known.relation.change):
                for relation in changes[: places.get(known.relation)]:  # of two relations, each pair once
                    if values := values_of(relation.of(known.wrong), self.cases[-1:]):
                        pairs.append((values, (known, relation)))
        return _Table(pairs)

    def _entry(self, slip):
        """Return an entry as a `Known`."""
        answer = self._of_name(slip.answer) if isinstance(slip.answer, str) else slip.answer
        if isinstance(answer, Relation):
            return Known(slip, answer.of(self.right), answer, often=True)
        wrong = (lambda inputs: answer(*by_position(inputs))) if callable(answer) else lambda inputs: answer
        return Known(slip, wrong, often=True)

    def _told(self, relation):
        """Return a relation as a slip."""
        name, _ = relations.points_in(self.cases[0])
        points = f"{'entries in' if np.ndim(self.cases[0].get(name)) == 1 else 'rows of'} {name}"
        return Slip(relation.called, relation, relation.message(points))

    def _of_both(self, known, relation):
        """Return a slip that also stands for another relation: of which input it is, the values cannot tell."""
        first = known.relation
        if known.slip.answer is not first or first.name != relation.name or len(first.about) != 1:
            return known
        both = replace(first, about=(f"{first.about[0]} or {relation.about[0]}",))
        return replace(known, slip=self._told(both), relation=both)

    def _of_name(self, name):
        """Return the relation with this name, or those with two names joined by "&"."""
        by_name = {relation.called: relation for relation in reversed(self._relations)}
        first, *second = (by_name[one] for one in name.split(" & "))
        return relations.both(first, *second) if second else first


def values_of(function, cases):
    """Return what a function of the inputs gives for each case; None if it cannot be computed for one."""
    try:
        with np.errstate(all="ignore"):  # a wrong answer may be infinite
            return tuple(_plain(function(inputs)) for inputs in cases)
    except (ArithmeticError, ValueError, TypeError, IndexError, AttributeError, UnreadableError):
        return None


def _plain(value):
    return float(value) if np.ndim(value) == 0 else np.asarray(value, dtype=float)


def _are_finite(values):
    return [bool(np.isfinite(value).all()) for value in values]


def _tells(values, relation=None):
    """Return whether values say anything: they are numbers, not all 0, and not all alike if the slip is rare."""
    numbers = _flat(values)
    if np.isnan(numbers).any() or not numbers.any():
        return False
    return relation is None or relation.often or not _are_alike(values)


def _tells_much(values):
    """Return whether values say enough for two slips at once: they are finite, and not the same in every case."""
    return all(_are_finite(values)) and _tells(values) and not _are_alike(values)


def _are_alike(values):
    return len(values) > 1 and all(near(values[0], value, 1e-9) for value in values[1:])


def problem_of(slip, more="", before=""):
    """Return the problem of a slip, with more words behind it and before it."""
    return Problem(slip.name, f"{before}{slip.message} {more}".rstrip(), misconception=slip.misconception)


AND = ", and "
"""What is between the names of two slips that were made at once."""


def problem_of_two(found):
    """Return the problem of two slips at once, or None if none were found."""
    if not found:
        return None
    first, second = found
    also = second.message
    if re.match(r"(?!Python)([A-Z][a-z]+|A) ", also):  # no name
        also = also[0].lower() + also[1:]
    believed = first.misconception or second.misconception
    message = f"Two things at once. {first.message} Besides, {also}"
    return Problem(first.name + AND + second.name, message, misconception=believed)
