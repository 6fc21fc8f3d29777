"""What is known of one student, from here and from before, and the tally of a lesson.

One module-level object, `_RECORD`, outlives a call. It is there because a check takes the answer and nothing
else, so there is nowhere else to keep what happened. What it knows is in its `Store`, which has it from a file and
keeps it there; nothing is sent. Entries are kept by name: running a cell again adds to its entry.
"""

import importlib
from dataclasses import dataclass, field, replace
from functools import cached_property

from nbhelpers.exercises import entries
from nbhelpers.exercises.outcome import Cards, Status
from nbhelpers.exercises.store import FILE, Store

LESSONS = (
    "start_here",
    "gradient_descent",
    "backpropagation",
    "vanishing_gradients",
    "activation_functions",
    "training_playground",
)
"""The modules of the course in order; the notebook of each has its number and its name."""

IN_MEMORY = "What you answer stays in this kernel until it is restarted."


def notebook_of(lesson):
    """Return the name of a lesson's notebook, without its ending."""
    return f"{LESSONS.index(lesson):02}_{lesson}"


def title_of(lesson):
    """Return a lesson's number and title."""
    return f"{LESSONS.index(lesson)} · {lesson.replace('_', ' ').capitalize()}"


def modules():
    """Return the modules of all lessons, by name. It loads them, which takes a moment."""
    return {name: importlib.import_module(f"nbhelpers.exercises.{name}") for name in LESSONS}


def _known():
    """Return the names of all questions and exercises of the course, each with its kind."""
    found = {("predictions", name) for module in modules().values() for name in module.QUESTIONS}
    return found | {("exercises", name) for module in modules().values() for name in module.CATALOGUE}


@dataclass
class _Record:
    store: Store = field(default_factory=lambda: Store(_known))
    # name of a question answered in this kernel -> its text, and the day
    answered: dict = field(default_factory=dict)
    told: str = ""  # the trouble that was told last


_RECORD = _Record()


def start_afresh():
    """Know nothing, as a new kernel does before it looks into the file."""
    _RECORD.__init__()


def note_answer(question, text, right):
    """Keep an answer to a question that has a name; return why it is not stored, or ""."""
    if not entries.is_name(question.name):
        return ""
    _RECORD.answered[question.name] = question.question, entries.today()
    _RECORD.store.add("predictions", question.name, entries.of_answer(text, right))
    return _trouble_once()


def note_outcome(outcome, code):
    """Keep the outcome of a try, and return it with what else there is to say, such as when it was done before."""
    if outcome.status is Status.NOT_ATTEMPTED or not entries.is_name(outcome.exercise):
        return outcome  # a stub does not undo what was done
    entry = _RECORD.store.add("exercises", outcome.exercise, entries.of_try(outcome, code))
    said = [outcome.message]
    if outcome and entry and entry["done_on"] != entries.today():
        said.append(f"Done {entries.day_in_words(entry['done_on'])}.")
    return replace(outcome, message="\n".join(filter(None, (*said, _trouble_once()))))


def _trouble_once():
    """Return why the last answer is not stored, if that was not said yet."""
    trouble, told = _RECORD.store.trouble, _RECORD.told
    _RECORD.told = trouble
    return f"{trouble} {IN_MEMORY}" if trouble and trouble != told else ""


def is_remembered(question):
    """Return whether what is known of a question is from another kernel or from another day."""
    return question.name not in _RECORD.answered or _RECORD.answered[question.name][1] != entries.today()


def answer_to(question, known=None):
    """Return the entry of a question, or None; `known` are all entries, if they have been read already."""
    entry = (known or _RECORD.store.all())["predictions"].get(question.name)
    text, _ = _RECORD.answered.get(question.name, (question.question, None))
    if entry is None or text != question.question or question.problem_with(entry["last"]):
        return None  # another question had this name, or other options
    return entry


def memory_of(entry):
    """Say what else is known of an answer: its day, if that is not today, and what was said first."""
    day = f"Answered {entries.day_in_words(entry['last_on'])}." if entry["last_on"] != entries.today() else ""
    first = f"At first you said: {entry['first']}" if entry["first"] != entry["last"] else ""
    return "\n".join(filter(None, (day, first)))


def everything(names=None):
    """Return all entries by kind and name, or those with these names."""
    known = _RECORD.store.all()
    return known if names is None else entries.without(known, lambda kind, name: name not in names)


def forget(names=None):
    """Forget the questions and exercises with these names, by default all; return why that failed, or ""."""
    _RECORD.store.forget(lambda kind, name: names is None or name in names)
    for name in set(_RECORD.answered) if names is None else names:
        _RECORD.answered.pop(name, None)
    return _RECORD.store.trouble


@dataclass(frozen=True)
class Standing:
    """Where a student stands in a lesson: its questions and exercises, and the entries of those that have one."""

    questions: tuple
    exercises: tuple
    answers: dict
    tries: dict

    @cached_property
    def committed(self):
        """The questions that count as answered: one in words does once its reader has judged it."""
        return [it for it in self.questions if self._said(it, "first_right") is not None]

    @cached_property
    def wrong(self):
        """Those whose first answer was not right."""
        return [it for it in self.committed if not self._said(it, "first_right")]

    @cached_property
    def done(self):
        """The exercises whose last try was correct."""
        correct = {name for name, entry in self.tries.items() if entry["last"]["status"] == "correct"}
        return [it for it in self.exercises if it.name in correct]

    @cached_property
    def open(self):
        """The others."""
        return [it for it in self.exercises if it not in self.done]

    @property
    def left(self):
        """What is open, in words; "" if nothing is."""
        n = len(self.questions) - len(self.committed)
        predictions = [entries.number_of("predictions", n)] if n else []
        return ", ".join([*predictions, *(it.name for it in self.open)])

    def __str__(self):
        n_right = len(self.committed) - len(self.wrong)
        return (
            f"{len(self.committed)} of {len(self.questions)} predictions, {n_right} right; "
            f"{len(self.done)} of {len(self.exercises)} exercises"
        )

    @cached_property
    def another_look(self):
        """Each misconception that is held, once, in the lesson's order, with the demo that shows otherwise."""
        held = {it.misconception for it in self.questions if self._said(it, "last_right") is False}
        held |= {entry["last"]["misconception"] for entry in self.tries.values()}
        return [
            f"“{q.misconception}”" + (f": run {q.see}" if q.see else "")
            for q in self.questions
            if q.misconception and q.misconception in held
        ]

    @cached_property
    def last_day(self):
        """The day of the last answer or try, unless the clock was wrong then; "" if there is none."""
        days = [*map(entries.last_day, (*self.answers.values(), *self.tries.values()))]
        return max((day for day in days if day <= entries.today()), default=min(days, default=""))

    def _said(self, question, field):
        return self.answers.get(question.name, {}).get(field)


def standing(questions, exercises):
    """Return the `Standing` of a lesson, given its questions and exercises."""
    known, questions, exercises = _RECORD.store.all(), tuple(questions), tuple(exercises)
    answers = {it.name: answer_to(it, known) for it in questions}
    return Standing(
        questions,
        exercises,
        {name: entry for name, entry in answers.items() if entry},
        {it.name: known["exercises"][it.name] for it in exercises if it.name in known["exercises"]},
    )


def tally(questions, exercises):
    """Take stock of a lesson, given its questions and exercises: cards on both, and on what to look at again."""
    it = standing(questions, exercises)
    predictions = (
        f"{len(it.committed) - len(it.wrong)} right, {len(it.wrong)} not as predicted, "
        f"{len(it.questions) - len(it.committed)} not committed, of {len(it.questions)}."
    )
    done = f"{len(it.done)} done of {len(it.exercises)}."
    return Cards(
        (
            ("told", "Predictions.", predictions + _listed(" Not as predicted: ", it.wrong)),
            ("good", "Exercises.", done + _listed(" Open: ", it.open)),
            ("again", "Worth another look.", "\n".join(it.another_look) or "Nothing so far."),
            ("open", "Private.", private()),
        )
    )


def private():
    """Say what is stored and where, and what can be done with it."""
    store = _RECORD.store
    if store.trouble:
        where = f"{store.trouble} {IN_MEMORY} Nothing is sent."
    elif store.path:
        where = f"Your answers are kept in {FILE} beside this notebook, and nothing is sent."
    else:
        beside = f"kept in {FILE} beside it, and nothing is sent. Here, nothing is stored."
        where = f"If you open this notebook in JupyterLab, your answers are {beside}"
    more = 'lesson.forget() starts anew; lesson.hand_in("your name") makes a file for your teacher.'
    return " ".join(filter(None, (store.notice, where, more)))


def _listed(heading, named):
    return heading + ", ".join(it.name for it in named) + "." if named else ""
