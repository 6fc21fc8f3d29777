"""What a lesson asks and says: the text file beside this one that has its name.

Below the line "== predictions" stand its `questions`; below "== exercises" what each exercise says, with an empty
line between two. The first line of each: name | title. Then "=" and what a right answer is told; "-" and a slip, as
`slips` takes it; "*" and a factor, with what leads on if it is missing; "<" and ">" with what else is said of a
number that is too small or too large. A line that begins with no such sign continues the one before.
"""

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from nbhelpers.exercises import parts_of
from nbhelpers.exercises.prediction import questions
from nbhelpers.exercises.relations import Factor


class Said(NamedTuple):
    """The words of one exercise."""

    heading: tuple  # its name, its title, and what a right answer is told
    slips: list  # "name: message" or "name [misconception]: message"
    reasons: dict  # by the name of a factor, what leads on if it is missing
    sizes: dict  # `too_small` and `too_large`, or neither

    def factor(self, name, value):
        """Return a factor of the right answer, given its name and its value, a function of the inputs."""
        return Factor(name, value, self.reasons[name])


@cache
def lesson_text(name):
    """Return a lesson's predictions and what its exercises say, both by name."""
    text = files(__package__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    _, predictions, exercises = re.split(r"^== \w+\n\n", text, flags=re.MULTILINE)
    said = map(_said, exercises.strip().split("\n\n"))
    return questions(predictions), {it.heading[0]: it for it in said}


def _said(text):
    """Return what one exercise says."""
    header, parts = parts_of(text)
    marked = {sign: [it[2:] for it in parts if it[0] == sign] for sign in "=-*<>"}
    (correct,) = marked["="]
    reasons = dict(it.split(": ", 1) for it in marked["*"])
    sizes = {name: marked[sign][0] for name, sign in (("too_small", "<"), ("too_large", ">")) if marked[sign]}
    return Said((*header, correct), marked["-"], reasons, sizes)
