"""An exercise on small matrices: what was tried, expected and got is written out, entry by entry."""

import inspect
from dataclasses import replace

import numpy as np

from nbhelpers.exercises.exercise import Exercise
from nbhelpers.exercises.reading import read, shown

MOST = 42
"""A matrix with more entries than this is told by its shape."""

_ADVICE = {
    "broadcast": "The two shapes do not fit. keepdims=True keeps an axis, and [:, None] makes a column of a list.",
    "ambiguous": "One if or and cannot answer for a whole array. Compare arrays with == or >=, or go through them "
    "in a loop.",
    "as a data type": "A shape stands in brackets of its own: np.zeros((3, 4)).",
    "True or False": "In NumPy .astype(float) makes 1 and 0 of True and False.",
}
"""What helps against a mistake with arrays, by a word of its message."""


class WrittenOut(Exercise):
    """An `Exercise` whose messages show matrices with their entries."""

    def _attempt(self, answer, case):
        """Call the answer; where a number is wanted, an array with one entry is one."""
        result = super()._attempt(answer, case)
        if np.size(result.value) == 1 and np.ndim(result.value) and not np.ndim(self.expected(case)):
            result = replace(result, value=float(result.value.item()))
        return result

    def _problem(self, result, case):
        problem = super()._problem(result, case)
        advice = [text for word, text in _ADVICE.items() if word in problem.message]
        return problem._replace(message=" ".join([problem.message, *advice]))

    def _say(self, problem, case=(), got=None, printed=""):
        lines = [problem.message]
        if case:
            lines += ["Tried with: " + ", ".join(self._inputs(case)), f"Expected: {_written(self.expected(case))}"]
        if got is not None:
            lines.append(f"Got: {_written(got)}")
        if problem.attempted:
            problem = problem._replace(message="\n".join(lines))
        return super()._say(problem, printed=printed)

    def _inputs(self, case):
        names = inspect.signature(self.reference).parameters
        texts = [str(value) if callable(value) else _written(read(value)) for value in case]
        return [f"{name} = {text}" for name, text in zip(names, texts, strict=True)]


def _written(value):
    """Return a number, a list or a small matrix as the text a student reads."""
    if np.ndim(value) < 2 or np.size(value) > MOST:
        return shown(value)
    return "[" + ", ".join(_written(row) for row in value) + "]"
