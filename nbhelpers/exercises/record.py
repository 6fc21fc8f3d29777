"""What this kernel has seen of one student, and the tally of it; and what a lesson offers by name.

One module-level object, `_RECORD`, outlives a call. It is there because a check takes the answer and nothing
else, so there is nowhere else to keep what happened. It lives as long as the kernel; nothing
is written to disk and nothing is sent. Entries are kept by name: running a cell again replaces its entry.
"""

from dataclasses import dataclass, field
from functools import partial
from html import escape

from nbhelpers.exercises.outcome import card


@dataclass
class _Record:
    predictions: dict = field(default_factory=dict)
    outcomes: dict = field(default_factory=dict)


_RECORD = _Record()


def note_prediction(name, prediction):
    """Keep the prediction that now stands on the page under this name."""
    _RECORD.predictions[name] = prediction


def note_outcome(outcome):
    """Keep the latest outcome of its exercise."""
    _RECORD.outcomes[outcome.exercise] = outcome


def prediction(name):
    """Return the prediction with this name, or None if its cell has not been run."""
    return _RECORD.predictions.get(name)


def forget():
    """Start afresh, as a new kernel does."""
    _RECORD.predictions.clear()
    _RECORD.outcomes.clear()


def tally(questions, exercises):
    """Take stock of a lesson, given its questions and exercises, and return the `Tally`."""
    questions, exercises = tuple(questions), tuple(exercises)
    asked = [(question, prediction(question.name)) for question in questions]
    committed = [(question, given) for question, given in asked if given is not None and given.right is not None]
    wrong = [question for question, given in committed if not given.right]
    done = [e for e in exercises if _RECORD.outcomes.get(e.name)]
    return Tally(
        f"{len(committed) - len(wrong)} right, {len(wrong)} not as predicted, "
        f"{len(questions) - len(committed)} not committed, of {len(questions)}."
        + _listed(" Not as predicted: ", [q.name for q in wrong]),
        f"{len(done)} done of {len(exercises)}." + _listed(" Open: ", [e.name for e in exercises if e not in done]),
        _another_look(wrong, questions, exercises),
    )


@dataclass(frozen=True, repr=False)
class Tally:
    """A lesson's state in three sentences: the predictions, the exercises, and what is worth another look."""

    predictions: str
    exercises: str
    another_look: str

    def __repr__(self):
        return "\n".join(f"{heading} {text}" for _, heading, text in self._parts())

    def _repr_html_(self):
        return "".join(card(*part) for part in self._parts())

    def _parts(self):
        return (
            ("told", "Predictions.", self.predictions),
            ("good", "Exercises.", self.exercises),
            ("again", "Worth another look.", self.another_look),
            ("open", "Private.", "This tally lives in the kernel; nothing is stored or sent."),
        )


def _another_look(wrong, questions, exercises):
    """Name each misconception once, in the lesson's order, with the demo that shows otherwise."""
    latest = [_RECORD.outcomes[exercise.name] for exercise in exercises if exercise.name in _RECORD.outcomes]
    held = {it.misconception for it in (*wrong, *latest)}
    lines = [
        f"“{q.misconception}”" + (f": run {q.see}" if q.see else "")
        for q in questions
        if q.misconception and q.misconception in held
    ]
    return "\n".join(lines) or "Nothing so far."


def _listed(heading, names):
    return heading + ", ".join(names) + "." if names else ""


class Catalogue(dict):
    """The exercises of a lesson by name. Shown, it lists the slips that each check knows, and what it says to them.

    That gives answers away: it is meant for teachers.
    """

    def __init__(self, *exercises):
        super().__init__((exercise.name, exercise) for exercise in exercises)

    def __repr__(self):
        return "\n\n".join(
            "\n".join(
                [f"{exercise.title} (check_{name}): {len(exercise.mistakes)} slips"]
                + [f"  {slip.name}: {slip.message}" for slip in exercise.mistakes]
            )
            for name, exercise in self.items()
        )

    def _repr_html_(self):
        return f'<pre style="white-space: pre-wrap">{escape(repr(self))}</pre>'


def offered(questions, catalogue):
    """Return a lesson's functions by name: predict_, recall_ and check_ of each, and tally."""
    found = {f"predict_{name}": question.predict for name, question in questions.items()}
    found |= {f"recall_{name}": question.recall for name, question in questions.items()}
    found |= {f"check_{name}": exercise.check for name, exercise in catalogue.items()}
    return found | {"tally": partial(tally, questions.values(), catalogue.values())}
