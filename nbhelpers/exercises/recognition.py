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
    answer: Callable | Real | Relation | str  # a function of the inputs, a number, or a relation, also by its name
    message: str  # what was done, and a question or a fact that leads on
    misconception: str | None = None  # the belief behind it, in the words of the prediction that confronts it


NOT_FINITE = Slip("not finite", None, "On other inputs the result is not finite: is a power of e too large there?")
"""What else is wrong with results of which some are infinite or NaN."""


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
    """Items by the values that they give: those whose values have the same shapes stand side by side."""

    def __init__(self, pairs):
        alike = defaultdict(list)
        for values, item in pairs:
            alike[tuple(map(np.shape, values))].append((_flat(values), item))
        self._alike = {shapes: (np.array([row for row, _ in them]), them) for shapes, them in alike.items()}

    def find(self, values, tolerance):
        """Yield what has these values, in order."""
        rows, them = self._alike.get(tuple(map(np.shape, values)), ((), ()))
        if them:
            by = np.concatenate([np.full(np.size(it), margin(it, tolerance)) for it in values])
            yield from (item for _, item in compress(them, within(rows, _flat(values), by).all(axis=1)))


def _flat(values):
    """Return all numbers of some values in a row."""
    return np.concatenate([np.ravel(value) for value in values])


def _key(values):
    """Return what values have in common that are equal but for the last digits."""
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
        found, places = [], {_key(self.wanted): None}
        for it in self._possible():
            values = values_of(it.wrong, self.cases)
            is_entry = len(found) < len(self.entries)
            if not is_entry and (values is None or not _tells(values)):
                continue
            place = places.setdefault(_key(values), len(found))
            if is_entry or place == len(found):
                found.append(replace(it, values=values))
            elif place is not None and it.relation is not None:
                found[place] = self._of_both(found[place], it.relation)
        return tuple(found)

    def _possible(self):
        """Yield all that may be known: entries, then what is special to a part of the answer, then the rest."""
        yield from map(self._entry, self.entries)
        yield from (it for it in self.inner if it.special)
        for relation in self._relations:
            yield Known(self._told(relation), relation.of(self.right), relation, relation.often, relation.special)
        yield from (it for it in self.inner if not it.special)

    def one(self, gots):
        """Return the slip that gives these values on every case, or None."""
        return next(self._singles.find(gots, self.tolerance), None)

    @cached_property
    def idle(self):
        """The places of the inputs that do not matter."""
        without = [relations.changed(name, np.zeros_like).of(self.right) for name in self.cases[0]]
        values = [values_of(it, self.cases) for it in without]
        return [i for i, it in enumerate(values) if it and self._are_near(self.wanted, it)]

    def two(self, gots):
        """Return two slips that together give these values on every case where they are finite, or None."""
        fine = _are_finite(gots)
        if not all(fine) and (found := self._where_finite(gots, fine)):
            return found
        if not fine[-1] or sum(fine) < min(2, len(fine)):
            return None
        outputs, inputs = self._with_outputs(gots[-1]), self._with_inputs.find(gots[-1:], self.tolerance)
        for known, relation in sorted([*outputs, *inputs], key=lambda pair: bool(pair[1].change and pair[1].about)):
            values = values_of(relation.of(known.wrong), self.cases)
            if values and _tells_much([*compress(values, fine)]) and self._are_near(gots, values, fine):
                return known.slip, self._told(relation)
        return None

    def of_part(self, values, place):
        """Return the slip that gives these values at one place of a list on every case, or None."""
        shapes = [*map(np.shape, self.wanted)]
        alike = (it for it in self.known if [*map(np.shape, it.values)] == shapes)
        table = _Table((tuple(value[place] for value in it.values), it) for it in alike)
        return next(table.find(values, self.tolerance), None)

    def of_entry(self, inputs, place, decimals):
        """Yield what is special to this answer, as slips of one entry, unless one before is the same, rounded."""
        taken = {round(self.right(inputs)[place], decimals)}
        for known in (it for it in self.known if it.special):
            values = values_of(lambda it, wrong=known.wrong: wrong(it)[place], (inputs,))
            if values and round(values[0], decimals) not in taken:
                taken.add(round(values[0], decimals))
                yield replace(known.slip, answer=values[0])

    def _where_finite(self, gots, fine):
        """Return the slip that gives the finite values, and what is wrong with the others; None without either."""
        overflows = (it for it in self.known if it.slip.name == "overflow" and _are_finite(it.values) == fine)
        other = next((it.slip for it in overflows), NOT_FINITE if sum(fine) > 1 else None)
        known = next((it for it in self.known if any(fine) and self._are_near(gots, it.values, fine)), None)
        return (known.slip, other) if known and other else None

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
        own = [it for factor in self.factors for it in relations.of_factor(factor, first)]
        of_inputs = (*relations.ROUNDINGS, *relations.of_inputs(first)) if first else ()
        return (*own, *relations.of_terms(self.factors), *relations.OUTPUTS, *of_inputs)

    @cached_property
    def _alike(self):
        """The slips whose results may be changed as well, by the shape of their last value."""
        found, most = defaultdict(list), np.ndim(self.wanted[-1])  # no list where a number is wanted
        for known in self.known:
            plain = (known.special or known.relation) and known.relation not in relations.ROUNDINGS
            if plain and np.ndim(known.values[-1]) <= most:
                found[np.shape(known.values[-1])].append(known)
        return {shape: (them, np.stack([it.values[-1] for it in them], axis=-1)) for shape, them in found.items()}

    def _with_outputs(self, got):
        """Yield each slip and the change of its result that together give this in the last case.

        The last case tells more than the first. Slips whose results have one shape are changed at one stroke.
        """
        for shape, (them, values) in self._alike.items():
            for relation in (it for it in self._relations if it.change and it.often and it.dims <= len(shape)):
                made = values_of(partial(relation.change, values), self.cases[-1:])
                if made and np.shape(made[0])[:-1] == np.shape(got):
                    fits = within(np.moveaxis(made[0], -1, 0), got, margin(got, self.tolerance))
                    for known in compress(them, fits.reshape(len(them), -1).all(axis=1)):
                        of_list = relation.dims and known.relation and known.relation.dims
                        if known.relation is not relation and not of_list:
                            yield known, relation

    @cached_property
    def _with_inputs(self):
        """Each slip that is no change of the result, of inputs that are changed as well, by its last value."""
        inputs = [it for it in self._relations if not it.change and it.often]
        places, pairs = {it: i for i, it in enumerate(inputs)}, []
        for known in (it for it in self.known if it.often and not (it.relation and it.relation.change)):
            for relation in inputs[: places.get(known.relation)]:
                values = values_of(relation.of(known.wrong), self.cases[-1:])
                if values:
                    pairs.append((values, (known, relation)))
        return _Table(pairs)

    def _entry(self, slip):
        """Return an entry as a `Known`."""
        answer = self._of_name(slip.answer) if isinstance(slip.answer, str) else slip.answer
        if isinstance(answer, Relation):
            return Known(slip, answer.of(self.right), answer, often=True)
        return Known(slip, lambda it: answer(*by_position(it)) if callable(answer) else answer, often=True)

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
        first, *second = ({it.called: it for it in reversed(self._relations)}[it] for it in name.split(" & "))
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


def _tells(values):
    """Tell whether values say anything: they are numbers, and not 0 in every case."""
    return not any(np.isnan(value).any() for value in values) and any(np.any(value) for value in values)


def _tells_much(values):
    """Tell whether values say enough for two slips at once: they are finite, and not the same in every case."""
    alike = len(values) > 1 and all(near(values[0], value, 1e-9) for value in values[1:])
    return all(_are_finite(values)) and _tells(values) and not alike


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
