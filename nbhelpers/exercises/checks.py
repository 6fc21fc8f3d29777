"""The exercises and their checks: what all kinds share, and the kind that asks for a function."""

import inspect
import warnings
from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass, replace
from functools import cached_property
from itertools import product

import numpy as np

from nbhelpers.exercises import diagnosis, pointers, record
from nbhelpers.exercises.attempt import attempt, source_of
from nbhelpers.exercises.errors import RAISES
from nbhelpers.exercises.outcome import Outcome, Status
from nbhelpers.exercises.reading import NO_RETURN, TRUTH, Problem, read, shown
from nbhelpers.exercises.recognition import Knowledge, Known, Slip, problem_of, problem_of_two
from nbhelpers.exercises.relations import COLLECTED, NOT_TAKEN, ROUNDINGS, WORDS, product_of

MEASURED = 1e-4
"""Relative tolerance towards an oracle: finite differences carry fewer digits than the library."""

SINGLE = 1e-5
"""Relative tolerance of a function's results: single precision passes, an error in the fourth digit does not."""

DOTS = Problem(None, "Replace the dots with your own answer, then run the cell again.", attempted=False)
NOTHING_KNOWN = "The numbers differ."


@dataclass(frozen=True, eq=False, repr=False)
class Exercise:
    """What all kinds share; each judges answers in its own way (`_judge`)."""

    name: str  # the check is called ``check_<name>``
    title: str
    correct: str  # what a student with the right answer is told

    @property
    def mistakes(self):
        """All slips that are recognised, with their wrong answers."""
        by_name = {known.slip.name: known for known in reversed(self.knowledge.known)}  # there are five "rounded"
        return tuple(replace(known.slip, answer=self._answer_of(known)) for known in reversed(by_name.values()))

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
        """Return the outcome of an answer with this problem, None if it is right; `lines` are said besides."""
        if problem and not problem.attempted:
            return Outcome(Status.NOT_ATTEMPTED, problem.message, exercise=self.name)
        message = "\n".join(filter(None, (problem.message if problem else self.correct, *lines)))
        if not problem:
            return Outcome(Status.CORRECT, message, exercise=self.name)
        return Outcome(Status.NOT_YET, message, problem.mistake, self.name, problem.misconception)


@dataclass(frozen=True, eq=False, repr=False)
class FunctionExercise(Exercise):
    """An exercise that asks for a function."""

    reference: Callable  # the right function, usually the library's
    # The inputs of each case. The first can be followed by hand. The others have no small integers, no number
    # twice and no result near 0, so that every slip gives other numbers.
    cases: tuple
    slips: tuple = ()  # each a `Slip` that no relation recognises or that needs words of its own
    _: KW_ONLY
    oracle: Callable | None = None  # the right answer found another way, which must agree too
    formula: Callable | None = None  # the reference without its checks of arguments, if that is slow
    factors: tuple = ()  # named parts of the answer, each a slip if it is missing: `Factor`s,
    built: Callable | None = None  # and what makes the answer of them
    # for each exercise that this one is made of: the exercise, words that say where to look, and a function that
    # makes this one's answer of an answer to that
    inner: tuple = ()
    parts: tuple = ()  # the names of the entries, if the result is a list of different things,
    mended_first: int = 0  # and which of the wrong ones is looked at first: 0, or -1 for the last

    @cached_property
    def knowledge(self):
        """The slips that are recognised."""
        formula = self.formula or self.reference
        right = product_of(self.factors, self.built) if self.built else lambda inputs: formula(*inputs.values())
        cases = tuple(map(self.by_name, self.cases))
        inner = tuple(known for parts in self.inner for known in self._slips_inside(*parts))
        return Knowledge(right, cases, self.slips, SINGLE, self.factors, inner)

    def _slips_inside(self, exercise, where, made):
        """Yield what goes wrong in an exercise that this one is made of, as it shows in this one's result."""

        def inside(slip, wrong, special=False):
            """Return what is `Known` of the inner exercise as known of this; `wrong` takes the inputs of both."""

            def wrong_here(outer):
                return made(lambda *inner: wrong(exercise.by_name(inner), outer))(*outer.values())

            named = replace(slip, name=f"{exercise.name}: {slip.name}", message=f"{where} {slip.message}")
            return Known(named, wrong_here, special=special)

        for known in exercise.knowledge.known:
            # rounding inside hardly shows in the result; what the code calls says more of it
            if known.relation not in ROUNDINGS:
                yield inside(known.slip, lambda inner, outer, known=known: known.wrong(inner), known.special)
        inner, outer = exercise.by_name(exercise.cases[0]), self.by_name(self.cases[0])
        of_inner = [name for name in inner if isinstance(inner[name], float)]
        of_outer = [name for name in outer if name not in inner and isinstance(outer[name], float | np.ndarray)]
        right = exercise.knowledge.right
        for name, other in product(of_inner, of_outer):
            slip = Slip(f"{other} instead of {name}", None, WORDS["{} instead of {}"].format(other, name))
            yield inside(slip, lambda inner, outer, name=name, other=other: right(inner | {name: outer[other]}))

    @cached_property
    def names(self):
        """The names of the inputs; the library's function may have further, optional ones."""
        return tuple(inspect.signature(self.reference).parameters)[: len(self.cases[0])]

    @cached_property
    def wanted(self):
        """The right value of each case."""
        return [self.expected(case) for case in self.cases]

    @cached_property
    def measured(self):
        """What the oracle gives for each case; `wanted` if there is none."""
        return [read(self.oracle(*case)).value for case in self.cases] if self.oracle else self.wanted

    def _answer_of(self, known):
        return lambda *case: known.wrong(self.by_name(case))

    def by_name(self, case):
        """Return inputs as a dict."""
        return dict(zip(self.names, case, strict=True))

    def expected(self, case):
        """Return the right answer for one case, as a float or an array."""
        return read(self.reference(*case)).value

    def are_right(self, gots):
        """Return for the value of each case whether it agrees with the library and with the oracle."""
        return [
            diagnosis.near(got, wanted, SINGLE) and diagnosis.near(got, measured, MEASURED)
            for got, wanted, measured in zip(gots, self.wanted, self.measured, strict=True)
        ]

    def _judge(self, answer):
        if answer is ...:
            return self._say(DOTS)
        if not callable(answer):
            call = f"check_{self.name}(my_function)"
            message = f"Give the check the function itself: its name alone, without brackets after it. {call}"
            return self._say(Problem("value, not a function", message))
        results = self._results(answer)
        failed = [place for place, result in enumerate(results) if result.problem]
        if failed:
            return self._failed(answer, results, failed[0])
        gots = list(map(fitting, results, self.wanted))
        right = self.are_right(gots)
        if all(right):
            return self._say(None)
        first = right.index(False)
        problem = self._diagnose(answer, gots, right, results[first].form)
        return self._say(problem, *self._tried(first, gots[first], results[first].printed))

    def _results(self, answer):
        """Call the answer on the cases, up to one that fails.

        After a missing return it goes on, because it may be missing on one branch only.
        """
        results = []
        for case in self.cases:
            results.append(attempt(answer, case))
            if results[-1].problem not in (None, NO_RETURN):
                break
        return results

    def _failed(self, answer, results, first):
        """Return the outcome of a function that gave no value."""
        problem, printed = results[first].problem, results[first].printed
        if problem == NO_RETURN:
            if diagnosis.printed_instead(printed, self.wanted[first]):
                message = "Your function prints the answer but does not return it. Write return instead of print."
                problem = Problem("print instead of return", message)
            elif not all(result.problem for result in results):
                message = "On this input your function ends without return."
                more = "Is an else missing, or a return behind if?"
                problem = Problem("return on one branch only", f"{message} {more}")
        outside = pointers.from_outside(answer) if problem.mistake == RAISES else ""
        return self._say(problem, outside, *self._tried(first, None, printed))

    def _diagnose(self, answer, gots, right, form):
        """Return what is the matter: a slip or two, what the code says, the form, or else what is known."""
        outside = pointers.from_outside(answer)
        if known := self.knowledge.one(gots):
            return problem_of(known.slip, outside, pointers.right_parts(self, gots).said)
        if outside and any(right):
            return Problem("name from outside", f"It is right for the notebook's numbers only. {outside}")
        first = right.index(False)
        by_parts = pointers.by_parts(self, gots)
        return (
            self._by_kind(form, gots[first], self.wanted[first])
            or self._not_collected(gots)
            or (by_parts if by_parts and by_parts.mistake else None)
            or problem_of_two(self.knowledge.two(gots))
            or pointers.by_code(answer, self, gots)
            or by_parts
            or self._by_shape(gots, first)
            or self._otherwise(answer, gots, right)
        )

    def _by_kind(self, form, got, wanted):
        """Return what is wrong with the kind of a result, or None."""
        if form == "truths" and np.ndim(got) == np.ndim(wanted):
            more = " In NumPy .astype(float) makes 1 and 0 of True and False." if np.ndim(got) else ""
            return TRUTH._replace(message=TRUTH.message + more)
        if form == "one at a time" and not np.ndim(wanted):
            message = "The result makes its values one at a time (yield, map or zip do this). Use return."
            return Problem("yields", message)
        return None

    def _not_collected(self, gots):
        """Return what was left out at the end, if there are several values where one is wanted."""
        pairs = zip(gots, self.wanted, strict=True)
        if not all(np.size(got) and np.ndim(got) > np.ndim(wanted) for got, wanted in pairs):
            return None
        collected = {
            Slip(name, None, WORDS[name]): [_as_number(take(got, axis=0)) for got in gots]
            for name, take in COLLECTED.items()
        }
        for slip, values in collected.items():
            if all(self.are_right(values)):
                return problem_of(slip)
        for slip, values in collected.items():
            # the last of several values may be any slip at all, and so may two that a comma has made of one
            usual = slip.name != NOT_TAKEN and any(map(np.ndim, self.cases[0]))
            if usual and (known := self.knowledge.one(values)):
                return problem_of_two((slip, known.slip))
        return None

    def _by_shape(self, gots, first):
        """Return what is wrong with the shape of the first wrong result, or that it is not finite, or None."""
        problem = diagnosis.problem_with_form(gots[first], self.wanted[first])
        shaped = problem and problem.mistake == diagnosis.WRONG_SHAPE
        more = shaped and pointers.right_entries(gots, self.wanted)
        return problem._replace(message=more) if more else problem

    def _otherwise(self, answer, gots, right):
        """Return what is known of an answer that no slip explains."""
        entries = pointers.right_entries(gots, self.wanted)
        inputs = pointers.right_inputs(right, self.knowledge.cases)
        by_numbers = (
            pointers.always_the_same(gots)
            or f"{inputs} {entries}".strip()
            or pointers.on_every_input(gots, self.wanted)
            or pointers.sums_up(gots[0], self.wanted)
            or pointers.alone(answer, self)
            or pointers.signs(gots, self.wanted)
        )
        by_code = pointers.unused(answer, self.knowledge.idle)
        message = " ".join(filter(None, (by_code, by_numbers))) or NOTHING_KNOWN
        return Problem("never used" if by_code else None, message)

    def _tried(self, place, got, printed):
        """Return the lines that say what was tried, expected, got and printed."""
        given = (str(value) if callable(value) else shown(read(value).value) for value in self.cases[place])
        yield "Tried with: " + ", ".join(map(" = ".join, zip(self.names, given, strict=True)))
        yield f"Expected: {shown(self.wanted[place])}"
        if got is not None:
            yield f"Got: {shown(got)}"
        if printed.strip():
            yield f"Printed: {printed.strip()[:200]}"


def fitting(result, wanted):
    """Return a result in the wanted form where the two say the same: an array of one number is that number."""
    return _as_number(result.value) if np.ndim(wanted) == 0 and result.form != "one at a time" else result.value


def _as_number(value):
    return float(np.ravel(value)[0]) if np.size(value) == 1 else value
