"""The three kinds of exercises and their checks: a function, a number, or anything that will do."""

import inspect
import warnings
from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass, replace
from functools import cached_property
from itertools import count, product
from numbers import Real

import numpy as np

from nbhelpers.exercises import diagnosis, pointers, record
from nbhelpers.exercises.attempt import attempt, source_of
from nbhelpers.exercises.outcome import Outcome, Status
from nbhelpers.exercises.reading import TRUTH, Problem, read, shown
from nbhelpers.exercises.recognition import Knowledge, Known, Slip, problem_of, problem_of_two
from nbhelpers.exercises.relations import COLLECTED, ROUNDINGS, WORDS, product_of

MEASURED = 1e-4
"""Relative tolerance towards an oracle: finite differences carry fewer digits than the library."""

SINGLE = 1e-5
"""Relative tolerance of a function's results: single precision passes, an error in the fourth digit does not."""

DOTS = Problem(None, "Replace the dots with your own answer, then run the cell again.", attempted=False)
NOTHING_KNOWN = "The numbers differ."
NOT_THE_NUMBER = "That is not the number."


@dataclass(frozen=True, eq=False, repr=False)
class _Exercise:
    """What all kinds share."""

    name: str  # the check is called ``check_<name>``
    title: str
    correct: str  # what a right answer is told

    def __repr__(self):
        return f"{self.title}: {type(self).__name__} with check_{self.name}"

    def check(self, answer):
        """Compare an answer with what is wanted, and return the `Outcome`: what is right or what is not, and why.

        The answer is the student's own function, by its name alone, or the value, where the exercise asks for one.
        Whatever it does, nothing is raised.
        """
        try:
            # a wrong answer may be infinite, or the mean of nothing
            with np.errstate(all="ignore"), warnings.catch_warnings(action="ignore"):
                outcome = self._judge(answer)
        except KeyboardInterrupt:  # the Stop button, while no code of the student's was running
            outcome = self._say(Problem("stopped", "The check was stopped before it came to an end. Run it again."))
        return record.note_outcome(outcome, source_of(answer))

    def _say(self, problem, *lines):
        """Return the outcome of an answer that is not right."""
        if not problem.attempted:
            return Outcome(Status.NOT_ATTEMPTED, problem.message, exercise=self.name)
        message = "\n".join([problem.message, *filter(None, lines)])
        return Outcome(Status.NOT_YET, message, problem.mistake, self.name, problem.misconception)


class _WithSlips(_Exercise):
    """What the two kinds share whose slips are recognised."""

    @property
    def mistakes(self):
        """All slips that are recognised, with their wrong answers."""
        known = {it.slip.name: it for it in reversed(self.knowledge.known)}  # "rounded" comes more than once
        return tuple(replace(it.slip, answer=self._answer_of(it)) for it in reversed(known.values()))


@dataclass(frozen=True, eq=False, repr=False)
class FunctionExercise(_WithSlips):
    """An exercise that asks for a function."""

    reference: Callable  # the right function, usually the library's
    # The inputs of each trial. The first can be followed by hand. The others have no small integers, no number
    # twice and no result near 0, so that every slip gives other numbers.
    cases: tuple
    slips: tuple = ()  # each a `Slip`, that no relation recognises or that needs words of its own
    _: KW_ONLY
    oracle: Callable | None = None  # the right answer found another way, which must agree too
    formula: Callable | None = None  # the reference without its checks of arguments, if that is slow
    factors: tuple = ()  # if the answer is a product: its `Factor`s,
    built: Callable | None = None  # and what makes the answer of them
    # exercises that this one is made of, with where to look, and what makes this one's answer of its own
    inner: tuple = ()
    parts: tuple = ()  # the names of the entries, if the result is a list of different things,
    mended_first: int = 0  # and which of the wrong ones is looked at first: 0, or -1 for the last

    @cached_property
    def knowledge(self):
        """The slips that are recognised."""
        by_position = self.formula or self.reference
        right = product_of(self.factors, self.built) if self.built else lambda inputs: by_position(*inputs.values())
        cases = tuple(map(self.by_name, self.cases))
        inner = tuple(known for it in self.inner for known in self._slips_inside(*it))
        return Knowledge(right, cases, self.slips, SINGLE, self.factors, inner)

    def _slips_inside(self, exercise, where, made):
        """Yield what goes wrong in an exercise that this one is made of, as it shows in this one's result."""

        def inside(slip, wrong, special=False):
            """Return a slip with its wrong function of the exercise's inputs and of these."""
            slip = replace(slip, name=f"{exercise.name}: {slip.name}", message=f"{where} {slip.message}")
            mine = lambda it: made(lambda *inner: wrong(exercise.by_name(inner), it))(*it.values())  # noqa: E731
            return Known(slip, mine, special=special)

        # rounding inside hardly shows in the result; what the code calls says more of it
        for known in (it for it in exercise.knowledge.known if it.relation not in ROUNDINGS):
            yield inside(known.slip, lambda inner, it, known=known: known.wrong(inner), known.special)
        inner, outer = exercise.by_name(exercise.cases[0]), self.by_name(self.cases[0])
        of_inner = [name for name in inner if isinstance(inner[name], float)]
        of_outer = [name for name in outer if name not in inner and isinstance(outer[name], float | np.ndarray)]
        right = exercise.knowledge.right
        for name, other in product(of_inner, of_outer):
            slip = Slip(f"{other} instead of {name}", None, WORDS["{} instead of {}"].format(other, name))
            yield inside(slip, lambda inner, it, name=name, other=other: right(inner | {name: it[other]}))

    @cached_property
    def names(self):
        """The names of the inputs; the library's function may have further, optional ones."""
        return tuple(inspect.signature(self.reference).parameters)[: len(self.cases[0])]

    @cached_property
    def wanted(self):
        """The right values, and the same by the oracle."""
        values = [read(self.reference(*case)) for case in self.cases]
        return values, [read(self.oracle(*case)) for case in self.cases] if self.oracle else values

    def _answer_of(self, known):
        return lambda *case: known.wrong(self.by_name(case))

    def by_name(self, case):
        """Return inputs as a dict."""
        return dict(zip(self.names, case, strict=True))

    def expected(self, case):
        """Return the right answer for one case, as a float or an array."""
        return read(self.reference(*case))

    def _judge(self, answer):
        if answer is ...:
            return self._say(DOTS)
        if not callable(answer):
            call = f"check_{self.name}(my_function)"
            message = f"Give the check the function itself: its name alone, without brackets after it. {call}"
            return self._say(Problem("value, not a function", message))
        results = self._results(answer)
        failed = [i for i, result in enumerate(results) if result.problem]
        if failed:
            return self._failed(answer, results, failed[0])
        gots = [_fitting(result, wanted) for result, wanted in zip(results, self.wanted[0], strict=True)]
        right = [self.accepts(i, got) for i, got in enumerate(gots)]
        if all(right):
            return Outcome(Status.CORRECT, self.correct, exercise=self.name)
        first = right.index(False)
        problem = self._diagnose(answer, gots, right, results[first].form)
        return self._say(problem, *self._tried(first, gots[first], results[first].printed))

    def _results(self, answer):
        """Call the answer on the cases, up to one that fails; but one that returns nothing may do so only here."""
        results = []
        for case in self.cases:
            results.append(attempt(answer, case, lenient=True))
            if results[-1].problem and results[-1].problem.mistake != "return forgotten":
                break
        return results

    def accepts(self, i, got):
        """Tell whether this is right in one case: it agrees with the library and with the oracle."""
        values, measured = self.wanted
        return diagnosis.near(got, values[i], SINGLE) and diagnosis.near(got, measured[i], MEASURED)

    def _failed(self, answer, results, first):
        """Return the outcome of a function that gave no value."""
        problem, printed = results[first].problem, results[first].printed
        if problem.mistake == "return forgotten":
            if diagnosis.printed_instead(printed, self.wanted[0][first]):
                message = "Your function prints the answer but does not return it. Write return instead of print."
                problem = Problem("print instead of return", message)
            elif not all(result.problem for result in results):
                message = (
                    "On this input your function ends without return. Is an else missing, or a return behind if?"
                )
                problem = Problem("return on one branch only", message)
        outside = pointers.from_outside(answer) if problem.mistake == "raises an exception" else ()
        return self._say(problem, pointers.comes_from_outside(outside), *self._tried(first, None, printed))

    def _diagnose(self, answer, gots, right, form):
        """Return what is the matter: a slip or two, what the code says, the form, or else what is known."""
        outside = pointers.from_outside(answer)
        if known := self.knowledge.one(gots):
            more = pointers.comes_from_outside(outside)
            return problem_of(known.slip, more, pointers.right_parts(self, gots)[1])
        if outside and any(right):
            message = f"It is right for the notebook's numbers only. {pointers.comes_from_outside(outside)}"
            return Problem("name from outside", message)
        first, by_parts = right.index(False), pointers.by_parts(self, gots)
        return (
            self._by_kind(form, gots[first], self.wanted[0][first])
            or self._not_collected(gots)
            or (by_parts if by_parts and by_parts.mistake else None)
            or problem_of_two(self.knowledge.two(gots))
            or pointers.by_code(answer, self, gots)
            or by_parts
            or self._by_shape(gots, first)
            or self._otherwise(answer, gots, right)
        )

    def _not_collected(self, gots):
        """Return what was left out at the end, if a list came where one number is wanted."""
        pairs = zip(gots, self.wanted[0], strict=True)
        if not all(np.size(got) and np.ndim(got) > np.ndim(wanted) for got, wanted in pairs):
            return None
        collected = [
            (Slip(name, None, WORDS[name]), [_as_number(take(got, axis=0)) for got in gots])
            for name, take in COLLECTED.items()
        ]
        for slip, values in collected:
            if all(map(self.accepts, count(), values)):
                return problem_of(slip)
        known = ((slip, self.knowledge.one(values)) for slip, values in collected)
        return problem_of_two(next(((slip, found.slip) for slip, found in known if found), None))

    def _by_kind(self, form, got, wanted):
        """Return what is wrong with the kind of a result, or None."""
        if form == "truths" and np.ndim(got) == np.ndim(wanted):
            more = " In NumPy .astype(float) makes 1 and 0 of True and False." if np.ndim(got) else ""
            return Problem("truth value", TRUTH + more)
        if form == "one at a time" and not np.ndim(wanted):
            message = "The result makes its values one at a time (yield, map or zip do this). Use return."
            return Problem("yields", message)
        return None

    def _by_shape(self, gots, first):
        """Return what is wrong with the shape of the first wrong result, or that it is not finite, or None."""
        problem = diagnosis.problem_with_form(gots[first], self.wanted[0][first])
        shaped = problem and problem.mistake == "wrong shape"
        more = shaped and pointers.right_entries(gots, self.wanted[0])
        return problem._replace(message=more) if more else problem

    def _otherwise(self, answer, gots, right):
        """Return what is known of an answer that no slip explains."""
        wanted = self.wanted[0]
        by_numbers = (
            pointers.right_inputs(right, self.knowledge.cases)
            or pointers.right_entries(gots, wanted)
            or pointers.in_common(gots, wanted)
            or pointers.alone(answer, self)
            or pointers.signs(gots, wanted)
        )
        by_code = pointers.unused(answer, self.knowledge.idle)
        return Problem(None, " ".join(filter(None, (by_code, by_numbers))) or NOTHING_KNOWN)

    def _tried(self, i, got, printed):
        """Return the lines that say what was tried, expected, got and printed."""
        given = (str(value) if callable(value) else shown(read(value)) for value in self.cases[i])
        yield "Tried with: " + ", ".join(map(" = ".join, zip(self.names, given, strict=True)))
        yield f"Expected: {shown(self.wanted[0][i])}"
        if got is not None:
            yield f"Got: {shown(got)}"
        if printed.strip():
            yield f"Printed: {printed.strip()[:200]}"


@dataclass(frozen=True, eq=False, repr=False)
class ValueExercise(_WithSlips):
    """An exercise that asks for a number."""

    reference: Real
    slips: tuple = ()  # each a `Slip` whose answer is a number or a relation
    _: KW_ONLY
    oracle: Callable | None = None  # without arguments: the number found another way
    decimals: int | None = None  # how many are asked for; None for a number that has only a few
    too_small: str = ""  # what else to tell a student whose number is too small
    too_large: str = ""
    # if the number is an entry of a function's result: the exercise that asks for the function, inputs, and place
    entry_of: tuple = ()
    cases = ((),)

    @cached_property
    def knowledge(self):
        """The slips that are recognised."""
        slips = self.slips
        if self.entry_of:
            function, case, place = self.entry_of
            slips += tuple(function.knowledge.of_entry(function.by_name(case), place, self.decimals))
        return Knowledge(lambda inputs: self.reference, ({},), slips, 1e-6)

    def _answer_of(self, known):
        return known.values[0]

    def expected(self, case=()):
        """Return the number."""
        return float(self.reference)

    def _judge(self, answer):
        if answer is ... or answer is None:
            return self._say(DOTS)
        result = attempt(lambda: answer, (), lenient=True)
        if result.problem:
            text = Problem("text", "The answer is text. Put the number there, without quotes.")
            return self._say(text if result.problem.mistake == "text" else result.problem)
        got = _fitting(result, self.expected())
        if np.ndim(got) == 0 and self._accepts(got):
            return Outcome(Status.CORRECT, self.correct, exercise=self.name)
        return self._say(self._diagnose(got, result.form), f"Got: {shown(got)}")

    def _accepts(self, got):
        """Tell whether this is the number, or its rounding to as many decimals as are asked for, or more."""
        decimals = () if self.decimals is None else range(self.decimals, 13)
        return any(
            diagnosis.is_same(got, it) for it in (self.reference, *(round(self.reference, k) for k in decimals))
        )

    def _diagnose(self, got, form):
        """Return what is the matter: the form, the decimals, a slip or two, or else what is known."""
        if form == "truths":
            return Problem("truth value", TRUTH)
        if np.ndim(got):
            comma = np.shape(got) == (2,) and np.all(got == np.round(got))
            message = "One number is wanted, and a comma makes two of it. Write the decimals after a point."
            return Problem("list for number", message if comma else "One number is wanted, without a list.")
        if problem := diagnosis.problem_with_form(got, self.reference):
            return problem
        known = next((it for it in self.knowledge.known if diagnosis.is_same(got, it.values[0])), None)
        if not known and diagnosis.lacks_decimals(got, self.reference):
            message = "Nearly. Give more decimals: round, do not cut off, and keep all digits in between."
            return Problem("too few decimals", message)
        rounded = (it for it in self.knowledge.known if diagnosis.is_rounding_of(got, it.values[0]))
        if known := known or next(rounded, None):
            return problem_of(known.slip)
        found = self.knowledge.two([got]) if diagnosis.n_digits(got) > 3 else None
        return problem_of_two(found) or self._by_size(got)

    def _by_size(self, got):
        """Return what is known of a number that no slip explains."""
        if got * self.reference < 0:
            return Problem(None, f"{NOT_THE_NUMBER} Its sign is the other one.")
        small = got < self.reference
        if told := self.too_small if small else self.too_large:
            return Problem("too small" if small else "too large", told)
        if self.decimals and abs(got - self.reference) < 10 ** (1 - self.decimals):
            return Problem(None, f"{NOT_THE_NUMBER} It is close: keep all digits in between, and round at the end.")
        return Problem(None, f"{NOT_THE_NUMBER} It is too {'small' if small else 'large'}.")


@dataclass(frozen=True, eq=False)
class Finding(Slip):
    """Why what was made falls short; `answer` is an example to which it applies."""

    holds: Callable = lambda made: True  # whether it applies, if none before it does
    tells: Callable = lambda made: ""  # what was measured, one more sentence or none


@dataclass(frozen=True, eq=False, repr=False)
class OpenTask(_Exercise):
    """An exercise with many right answers: what is made of the answer is measured."""

    reference: object  # an answer that is right
    made: Callable  # from an answer to what is made of it; raises `UnreadableError` if it cannot be
    good: Callable  # whether that is good enough
    wanted: str  # what is good enough, in words
    mistakes: tuple = ()  # each a `Finding`; the last holds for all that is left

    def _judge(self, answer):
        made = []
        result = attempt(lambda given: made.append(self.made(given)) or 0.0, (answer,))
        if result.problem:
            return self._say(result.problem)
        if self.good(made[0]):
            return Outcome(Status.CORRECT, f"{self.correct}\n{made[0]}", exercise=self.name)
        found = next(finding for finding in self.mistakes if finding.holds(made[0]))
        lines = (found.tells(made[0]), self.wanted, str(made[0]))
        return self._say(problem_of(found), *lines)


def _fitting(result, wanted):
    """Return a result in the wanted form where the two say the same: an array of one number is that number."""
    return _as_number(result.value) if np.ndim(wanted) == 0 and result.form != "one at a time" else result.value


def _as_number(value):
    return float(np.ravel(value)[0]) if np.size(value) == 1 else value
