"""What a lesson offers by name, and its catalogue as a teacher reads it."""

from functools import partial
from html import escape

from nbhelpers.exercises import record


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
    return found | {"tally": partial(record.tally, questions.values(), catalogue.values())}
