"""What a lesson offers by name; and the tally of the whole course, which the start page shows."""

from functools import partial
from html import escape

from nbhelpers.exercises import entries, record
from nbhelpers.exercises.forgetting import forget
from nbhelpers.exercises.hand_in import hand_in
from nbhelpers.exercises.outcome import Cards


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


def offered(module, questions, catalogue):
    """Return a lesson's functions by name: predict_, recall_ and check_ of each, and what concerns all of them.

    The start page, which is the first, has the tally of the course besides, and forgets all of it.
    """
    lesson, everything = module.rpartition(".")[2], (questions.values(), catalogue.values())
    is_first = lesson == record.LESSONS[0]
    found = {f"predict_{name}": question.predict for name, question in questions.items()}
    found |= {f"recall_{name}": question.recall for name, question in questions.items()}
    found |= {f"check_{name}": exercise.check for name, exercise in catalogue.items()}
    found["tally"] = partial(record.tally, *everything)
    found["hand_in"] = partial(hand_in, lesson, *everything)
    found["forget"] = partial(forget, None if is_first else {*questions, *catalogue})
    return found | ({"course": course} if is_first else {})


def course():
    """Take stock of the whole course: where you were, what is open, what is worth another look, and where to go on.

    It loads all lessons, which takes a moment.
    """
    modules = record.modules().items()
    lessons = {name: record.standing(it.QUESTIONS.values(), it.CATALOGUE.values()) for name, it in modules}
    looks = [f"\n{record.title_of(name)}: {look}" for name, it in lessons.items() for look in it.another_look]
    return Cards(
        (
            ("told", "The lessons.", "".join(f"\n{record.title_of(name)}: {it}." for name, it in lessons.items())),
            ("again", "Worth another look.", "".join(looks) or "Nothing so far."),
            ("good", "Go on.", *_way_on(lessons)),
            ("open", "Private.", record.private()),
        )
    )


def _way_on(lessons):
    """Return what to say of where the student was and what is open, and a link to go on, as address and words."""
    first, *names = lessons
    started = [name for name in names if lessons[name].last_day]
    last = max(started, key=lambda name: (lessons[name].last_day, names.index(name)), default=first)
    at = names.index(last) if started else 0
    open_ones = [name for name in names[at:] + names[:at] if lessons[name].left]
    day = lessons[last].last_day
    said = [f"You were at {record.title_of(last)} {entries.day_in_words(day)}."] if day else []
    if not open_ones:
        return (" ".join([*said, "All is done."]),)
    next_one = open_ones[0]
    said.append(f"Open in {record.title_of(next_one)}: {lessons[next_one].left}.\n")
    return " ".join(said), (f"{record.notebook_of(next_one)}.ipynb", f"Go to {record.title_of(next_one)}")
