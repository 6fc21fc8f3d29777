"""What this kernel has seen of one student, and the tally of it.

One module-level object, `_RECORD`, outlives a call. It is there because a check takes the answer and nothing
else, so there is nowhere else to keep what happened. It lives as long as the kernel; nothing
is written to disk and nothing is sent. Entries are kept by name: running a cell again replaces its entry.
"""

from dataclasses import dataclass, field

from nbhelpers.exercises.cards import card


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
    held = {question.misconception for question in wrong} | {_behind(exercise) for exercise in exercises}
    lines = [
        f"“{q.misconception}”" + (f": run {q.see}" if q.see else "")
        for q in questions
        if q.misconception and q.misconception in held
    ]
    return "\n".join(lines) or "Nothing so far."


def _behind(exercise):
    """Return the misconception behind an exercise's latest mistake, or None."""
    outcome = _RECORD.outcomes.get(exercise.name)
    if outcome is None:
        return None
    return outcome.misconception


def _listed(heading, names):
    return heading + ", ".join(names) + "." if names else ""
