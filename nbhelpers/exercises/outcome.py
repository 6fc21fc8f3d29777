"""What a check answers: not attempted yet, not yet, or correct, and why."""

from dataclasses import dataclass
from enum import StrEnum

from nbhelpers.exercises.cards import card


class Status(StrEnum):
    """The three things a check can say."""

    NOT_ATTEMPTED = "not attempted yet"
    NOT_YET = "not yet"
    CORRECT = "correct"


_LOOKS = {
    Status.NOT_ATTEMPTED: ("open", "… Not attempted yet."),
    Status.NOT_YET: ("again", "✗ Not yet."),
    Status.CORRECT: ("good", "✓ Correct."),
}


@dataclass(frozen=True, repr=False)
class Outcome:
    """The answer of one check. True in an ``if`` only when correct."""

    status: Status
    message: str  # plain text; may quote what the student wrote
    mistake: str | None = None  # the name of the known mistake that the answer fits
    exercise: str = ""  # its name
    misconception: str | None = None  # the belief behind the mistake

    def __bool__(self):
        return self.status is Status.CORRECT

    def __repr__(self):
        return f"{_LOOKS[self.status][1]} {self.message}"

    def _repr_html_(self):
        return card(*_LOOKS[self.status], self.message)
