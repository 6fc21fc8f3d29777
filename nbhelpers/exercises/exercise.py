"""An exercise as data: the right answer, the inputs it is tried on, and the mistakes it is known to draw."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from numbers import Real

import numpy as np

from nbhelpers.exercises import record
from nbhelpers.exercises.attempt import attempt
from nbhelpers.exercises.diagnosis import (
    agree,
    common_factor,
    entries_agree,
    printed_instead,
    problem_with_form,
    problem_with_value,
)
from nbhelpers.exercises.outcome import Outcome, Status
from nbhelpers.exercises.reading import Problem, read, shown

MEASURED = 1e-4
"""Relative tolerance towards the oracle: finite differences carry fewer digits than the library."""


@dataclass(frozen=True, eq=False)
class Mistake:
    """One known mistake. An answer is recognised by agreeing with this wrong answer on every input."""

    name: str
    answer: Callable | Real  # the wrong answer, of the same signature as the reference
    message: str  # what was done, and a nudge towards why it is not right
    misconception: str | None = None  # the belief behind it, in the words of the prediction that confronts it


@dataclass(frozen=True, eq=False, repr=False)
class Exercise:
    """One exercise and its check."""

    name: str  # the check is called ``check_<name>``
    title: str
    # the right answer, usually the library's function; a number where the student's answer is one
    reference: Callable | Real
    correct: str  # what a right answer is told
    # The arguments of each trial. The first is the one a student can follow by hand. No expected number should be
    # near 0, where rounding would look like a mistake.
    cases: tuple = ((),)
    mistakes: tuple = ()  # each a `Mistake`
    # the right answer found another way (finite differences for a derivative), which must agree too
    oracle: Callable | None = None
    tolerance: float = 1e-5  # relative: 1e-5 accepts single precision and refuses an error in the fourth digit
    entries: tuple = ()  # what the entries of a list are called, if each is to be judged by itself

    def __repr__(self):
        return f"{self.title}: {type(self).__name__} with check_{self.name}"

    def check(self, answer):
        """Compare an answer with the reference, and return the `Outcome`: what is right or what is not, and why.

        The answer is the student's own function, by its name alone, or the value, where the exercise asks for one.
        Whatever it does, nothing is raised.
        """
        with np.errstate(all="ignore"):  # a wrong answer may be infinite
            outcome = self._judge(answer)
        record.note_outcome(outcome)
        return outcome

    @property
    def wants_value(self):
        """Whether the student answers with a number instead of a function."""
        return not callable(self.reference)

    def expected(self, case):
        """Return the right answer for one case, as a float or an array."""
        return read(self.reference if self.wants_value else self.reference(*case))

    def _judge(self, answer):
        if problem := self._misuse(answer):
            return self._say(problem)
        results = []
        for case in self.cases:
            result = self._attempt(answer, case)
            if result.problem:
                return self._say(self._problem(result, case), case, printed=result.printed)
            results.append(result)
        wrong = [i for i, case in enumerate(self.cases) if not self._accepts(results[i].value, case)]
        if not wrong:
            return Outcome(Status.CORRECT, self.correct, exercise=self.name)
        first, values = wrong[0], [result.value for result in results]
        problem = self._diagnose(values, first, len(wrong))
        return self._say(problem, self.cases[first], values[first], results[first].printed)

    def _misuse(self, answer):
        """Return the problem if the check was given something of the wrong kind to check."""
        if answer is ... or (self.wants_value and answer is None):
            message = "Replace the dots with your own answer, then run the cell again."
            return Problem(None, message, attempted=False)
        if not (self.wants_value or callable(answer)):
            call = f"check_{self.name}(my_function)"
            message = f"Give the check the function itself: its name alone, without brackets after it. {call}"
            return Problem("value, not a function", message)
        return None

    def _attempt(self, answer, case):
        return attempt((lambda: answer) if self.wants_value else answer, case)

    def _accepts(self, value, case):
        if not agree(value, self.expected(case), self.tolerance):
            return False
        return self.oracle is None or agree(value, read(self.oracle(*case)), max(MEASURED, self.tolerance))

    def _problem(self, result, case):
        """Return the result's problem, or that the answer was printed instead of returned."""
        if self.wants_value and result.problem.mistake == "text":
            return Problem("text", "The answer is text. Put the number there, without quotes.")
        if result.problem.mistake == "return forgotten" and printed_instead(result.printed, self.expected(case)):
            message = "Your function prints the answer but does not return it. Write return instead of print."
            return Problem("print instead of return", message)
        return result.problem

    def _diagnose(self, values, first, n_wrong):
        """Name the likely cause: a known mistake, else the form, else what the numbers have in common."""
        expected = [self.expected(case) for case in self.cases]
        for mistake in self.mistakes:
            wrong_values = [self._attempt(mistake.answer, case).value for case in self.cases]
            pairs = zip(values, wrong_values, strict=True)
            if all(agree(got, wrong, self._tolerance_towards(wrong)) for got, wrong in pairs):
                return Problem(mistake.name, mistake.message)
        if self.wants_value:
            return problem_with_value(values[0], expected[0]) or Problem(None, "That is not the number.")
        if problem := problem_with_form(values[first], expected[first]):
            return problem
        if self.entries and (problem := self._diagnose_entries(values, expected)):
            return problem
        if n_wrong < len(values):
            right = len(values) - n_wrong
            return Problem(None, f"It is right on {right} of {len(values)} inputs, but not on this one:")
        return Problem(None, common_factor(values, expected) or "The numbers differ.")

    def _diagnose_entries(self, values, expected):
        """Say which entries of a list are right, and name the likely cause where the last is not."""
        right = self._entries_agree(values, expected)
        if not right.any():
            return None
        last = np.flatnonzero(~right)[-1]
        listed = ", ".join(name for name, is_right in zip(self.entries, right, strict=True) if is_right)
        said = f"Right already: {listed}. Now look at {self.entries[last]}."
        for mistake in self.mistakes:
            wrong_values = [self._attempt(mistake.answer, case).value for case in self.cases]
            if self._entries_agree(values, wrong_values)[last]:
                return Problem(mistake.name, f"{said} {mistake.message}")
        return Problem(None, said)

    def _entries_agree(self, values, others):
        """Tell of each entry whether it agrees on every input; a list of another length agrees in none."""
        pairs = list(zip(values, others, strict=True))
        if any(np.shape(got) != np.shape(other) for got, other in pairs):
            return np.zeros(len(self.entries), dtype=bool)
        return np.all([entries_agree(*pair, self.tolerance) for pair in pairs], axis=0)

    def _tolerance_towards(self, wrong):
        """Return the relative tolerance towards a wrong answer: a rounded value is off by its last decimal."""
        if not self.wants_value or np.ndim(wrong) or not wrong:
            return self.tolerance
        return self.tolerance * max(1.0, abs(self.reference / wrong))

    def _say(self, problem, case=(), got=None, printed=""):
        """Return the outcome of an answer that is not correct: likely cause, input, expected, got."""
        lines = [problem.message]
        if case:  # a value exercise has no inputs, and what is expected there would be the solution
            lines.append("Tried with: " + ", ".join(self._inputs(case)))
            lines.append(f"Expected: {shown(self.expected(case))}")
        if got is not None:
            lines.append(f"Got: {shown(got)}")
        if printed.strip():
            lines.append(f"Printed: {printed.strip()[:200]}")
        status = Status.NOT_YET if problem.attempted else Status.NOT_ATTEMPTED
        message = "\n".join(lines if problem.attempted else lines[:1])
        believed = next((it.misconception for it in self.mistakes if it.name == problem.mistake), None)
        return Outcome(status, message, problem.mistake, self.name, believed)

    def _inputs(self, case):
        names = inspect.signature(self.reference).parameters
        # the library's function may have further, optional parameters
        return [f"{name} = {shown(read(value))}" for name, value in zip(names, case, strict=False)]
