"""The exercises that ask for no function: for a number, or for something that can be right in many ways."""

from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass
from decimal import Decimal
from functools import cached_property
from numbers import Real

import numpy as np

from nbhelpers.exercises import diagnosis
from nbhelpers.exercises.attempt import attempt
from nbhelpers.exercises.checks import DOTS, Exercise, fitting
from nbhelpers.exercises.reading import TEXT, TRUTH, Problem, Reading, shown
from nbhelpers.exercises.recognition import Knowledge, Slip, problem_of, problem_of_two

NOT_THE_NUMBER = "That is not the number."


@dataclass(frozen=True, eq=False, repr=False)
class ValueExercise(Exercise):
    """An exercise that asks for a number."""

    reference: Real
    slips: tuple = ()  # each a `Slip` whose answer is a number, a relation or a relation's name
    _: KW_ONLY
    oracle: Callable | None = None  # without arguments: the number found another way
    decimals: int | None = None  # how many are asked for; None for a number that has only a few
    too_small: str = ""  # what else to tell a student whose number is too small
    too_large: str = ""
    # if the number is an entry of a function's result: the exercise that asks for the function, inputs, and place
    entry_of: tuple = ()
    cases = ((),)  # one, without inputs

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
        result = attempt(lambda: answer, ())
        if result.problem == TEXT:
            return self._say(TEXT._replace(message="The answer is text. Put the number there, without quotes."))
        if result.problem:
            return self._say(result.problem)
        got = fitting(result, self.expected())
        decimals = () if self.decimals is None else range(self.decimals, 13)  # that many, or more
        if np.ndim(got) == 0 and _is_one_of(got, self.reference, *(round(self.reference, n) for n in decimals)):
            return self._say(None)
        return self._say(self._diagnose(got, result.form), f"Got: {shown(got)}")

    def _diagnose(self, got, form):
        """Return what is the matter: the form, the decimals, a slip or two, or else what is known."""
        if form == "truths":
            return TRUTH
        if np.ndim(got):
            comma = np.shape(got) == (2,) and np.all(got == np.round(got))
            message = "One number is wanted, and a comma makes two of it. Write the decimals after a point."
            return Problem("list for number", message if comma else "One number is wanted, without a list.")
        if problem := diagnosis.problem_with_form(got, self.reference):
            return problem
        slips = {known.slip: known.values[0] for known in self.knowledge.known}
        slip = next((slip for slip, value in slips.items() if _is_one_of(got, value)), None)
        if not slip and _lacks_decimals(got, self.reference):
            message = "Nearly. Give more decimals: round, do not cut off, and keep all digits in between."
            return Problem("too few decimals", message)
        if not slip and _n_digits(got) > 1:  # a slip's number may be rounded as well
            rounded = {slip: [round(value, n) for n in range(8)] for slip, value in slips.items()}
            slip = next((slip for slip, values in rounded.items() if _is_one_of(got, *values)), None)
        if slip:
            return problem_of(slip)
        found = self.knowledge.two([got]) if _n_digits(got) > 3 else None
        return problem_of_two(found) or self._by_size(got)

    def _by_size(self, got):
        """Return what is known of a number that no slip explains."""
        if got * self.reference < 0:
            return Problem(None, f"{NOT_THE_NUMBER} Its sign is the other one.")
        size = "small" if got < self.reference else "large"
        if told := self.too_small if size == "small" else self.too_large:
            return Problem(f"too {size}", told)
        if self.decimals and abs(got - self.reference) < 10 ** (1 - self.decimals):
            return Problem(None, f"{NOT_THE_NUMBER} It is close: keep all digits in between, and round at the end.")
        return Problem(None, f"{NOT_THE_NUMBER} It is too {size}.")


def _is_one_of(got, *values):
    """Return whether a number is one of these, but for the last digits."""
    return any(abs(got - value) <= 1e-6 * abs(value) for value in values)


def _lacks_decimals(got, value):
    """Return whether this is the value, rounded or cut off: only then are more decimals wanted."""
    shorter = (each for n in range(1, 13) for each in (round(value, n), np.trunc(value * 10.0**n) / 10.0**n))
    return bool(got) and got != round(value) and _is_one_of(got, *shorter)


def _n_digits(number):
    """Return how many significant digits a number has, as it is written."""
    return len(Decimal(repr(float(number))).normalize().as_tuple().digits)


@dataclass(frozen=True, eq=False)
class Finding(Slip):
    """Why what was made falls short; `answer` is an example to which it applies."""

    holds: Callable = lambda made: True  # whether it applies, if none before it does
    tells: Callable = lambda made: ""  # what was measured, one more sentence or none


@dataclass(frozen=True, eq=False, repr=False)
class OpenTask(Exercise):
    """An exercise with many right answers: what is made of the answer is measured."""

    reference: object  # an answer that is right
    make: Callable  # from an answer to what is measured; raises `UnreadableError` if nothing can be made of it
    good: Callable  # whether that is good enough
    goal: str  # what is good enough, in words
    mistakes: tuple = ()  # each a `Finding`; the last holds for all that is left

    def _judge(self, answer):
        result = attempt(self.make, (answer,), Reading)
        if result.problem:
            return self._say(result.problem)
        made = result.value
        if self.good(made):
            return self._say(None, str(made))
        found = next(finding for finding in self.mistakes if finding.holds(made))
        return self._say(problem_of(found), found.tells(made), self.goal, str(made))
