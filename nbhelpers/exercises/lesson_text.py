"""What a lesson asks and says: the text file beside this one that has its name.

Its questions follow the line "== predictions", and what each exercise says follows "== exercises"; an empty line
divides them. A line that begins with no sign continues the one before.

A question begins, not indented, with: name | misconception | the call of the demo that shows the answer, on as many
lines as that takes. Then what is asked, and its options, a line each with "-" in front, or "+" for the right one;
or "#" and the number, "or" another that is accepted; or neither, if it is answered in words. Last "=" and the
reason.

An exercise begins with: name | title. Then "=" and what a right answer is told; "-" and a slip, as `slips`
takes it; "*" and a factor, with what leads on if it is missing; "<" and ">" with what else is said of a number that
is too small or too large.
"""

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from nbhelpers import numerals
from nbhelpers.exercises.checks import FunctionExercise
from nbhelpers.exercises.prediction import NumberQuestion, Question
from nbhelpers.exercises.recognition import Slip
from nbhelpers.exercises.relations import Factor
from nbhelpers.exercises.values import ValueExercise
from nbhelpers.exercises.writing import WrittenQuestion


class Said(NamedTuple):
    """The words of one exercise."""

    heading: tuple  # its name, its title, and what a right answer is told
    slips: list  # "name: message" or "name [misconception]: message"
    reasons: dict  # by the name of a factor, what leads on if it is missing
    sizes: dict  # `too_small` and `too_large`, or neither

    def factor(self, name, value):
        """Return a factor of the right answer, given its name and its value, a function of the inputs."""
        return Factor(name, value, self.reasons[name])

    def exercise(self, reference, *cases, wrong=None, **further):
        """Return the exercise that says this: a `FunctionExercise` if the reference is one, else a `ValueExercise`.

        `wrong` is as for `slips`, the rest as for these two.
        """
        kind = FunctionExercise if callable(reference) else ValueExercise
        return kind(*self.heading, reference, *cases, slips(self.slips, wrong), **self.sizes, **further)


@cache
def lesson_text(name):
    """Return a lesson's predictions and what its exercises say, both by name."""
    text = files(__package__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    _, *halves = re.split(r"^== \w+$", text, flags=re.MULTILINE)
    predictions, exercises = (map(_parts, half.strip().split("\n\n")) for half in halves)
    questions = [_question(*parts) for parts in predictions]
    said = [_said(*parts) for parts in exercises]
    return {question.name: question for question in questions}, {each.heading[0]: each for each in said}


def _parts(paragraph):
    """Return the fields of what is not indented, and the indented lines with those that continue them."""
    lines = paragraph.splitlines()
    parts = []
    for line in (line.strip() for line in lines if line[0] == " "):
        if not parts or line[:2] in {f"{sign} " for sign in "-+#=*<>"}:
            parts.append(line)
        else:
            parts[-1] += f" {line}"
    header = " ".join(line for line in lines if line[0] != " ")
    return [field.strip() or None for field in header.split("|")], parts


def _question(header, parts):
    asked, *answers, because = parts
    words = dict(zip(("name", "misconception", "see"), header, strict=True))
    words |= {"question": asked, "because": because[2:]}
    if not answers:
        return WrittenQuestion(**words)
    if answers[0][0] == "#":
        right, *further = map(float, answers[0][2:].split(" or "))
        return NumberQuestion(answer=right, accept=tuple(further), **words)
    right = [answer[0] for answer in answers].index("+")
    return Question(options=[answer[2:] for answer in answers], answer=right, **words)


def _said(header, parts):
    marked = {sign: [part[2:] for part in parts if part[0] == sign] for sign in "=-*<>"}
    (correct,) = marked["="]
    reasons = dict(part.split(": ", 1) for part in marked["*"])
    sizes = {name: marked[sign][0] for name, sign in (("too_small", "<"), ("too_large", ">")) if marked[sign]}
    return Said((*header, correct), marked["-"], reasons, sizes)


def slips(words, wrong=None):
    """Return the slips of an exercise, given what is said to each.

    The words are "name: message" or "name [misconception]: message". What a slip gives stands in `wrong` by its
    name, unless this is a number, or the name of a relation, or two such names joined by "&".
    """
    found = []
    wrong = wrong or {}
    for text in words:
        name, _, message = text.partition(": ")
        name, _, misconception = name.rstrip("]").partition(" [")
        found.append(Slip(name, wrong.get(name, _number_or_name(name)), message, misconception or None))
    if unknown := wrong.keys() - {slip.name for slip in found}:
        raise KeyError(f"no words for {unknown}")
    return tuple(found)


def _number_or_name(text):
    try:
        return numerals.number(text)
    except ValueError:
        return text
