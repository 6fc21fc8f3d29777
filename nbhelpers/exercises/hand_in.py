"""A lesson handed in: its student sees what the file will hold before it is written."""

import json
import platform
import re
import unicodedata
from contextlib import suppress
from html import escape
from itertools import count, starmap
from pathlib import Path

from nbhelpers import arguments
from nbhelpers.environment import version
from nbhelpers.exercises import entries, record
from nbhelpers.exercises.forgetting import Confirmation
from nbhelpers.exercises.outcome import Cards
from nbhelpers.exercises.store import encoded, put

HEADER = {"format": "nbhelpers hand-in", "version": 1}
PACKAGES = ("nbhelpers", "numpy", "matplotlib", "ipywidgets")

LONGEST_NAME = 100
"""Characters of a student's name."""


class HandIn(Confirmation):
    """Shows what is to be handed in; `write` writes it into a file."""

    def __init__(self, lesson, standing, name):
        self.stem = f"hand-in {record.notebook_of(lesson)} {_for_a_file(name)}"
        self.content = HEADER | {"name": name, "lesson": lesson, "on": entries.today()} | _content(standing)
        tried = [(task, it["code"]) for task, it in self.content["exercises"].items() if it["code"]]
        codes = "".join(f"<p>{escape(task)}</p><pre>{escape(code)}</pre>" for task, code in tried)
        more = f"<details><summary>The code of your exercises</summary>{codes}</details>" if codes else ""
        call = f"lesson.hand_in({name!r}).write() writes this into a file, with the code of your exercises."
        super().__init__(_cards(self.content), call, {"Write the file": self.write}, more)

    def write(self):
        """Write the file beside the notebook, over an earlier one of the same student, and say its name."""
        try:
            names = (f"{self.stem}{f' {i}' if i > 1 else ''}.json" for i in count(1))
            path = next(path for path in map(Path.cwd().joinpath, names) if self._may_replace(path))
            put(path, encoded(self.content))
        except OSError as error:
            return self.answer("again", "Not written.", f"{error.strerror or type(error).__name__}.")
        return self.answer("good", "Written.", f"{path.name}, beside this notebook. Nothing is sent.")

    def _may_replace(self, path):
        """Return whether there is no such file, or a hand-in of this student for this lesson."""
        if not path.exists():
            return True
        with suppress(OSError, ValueError, TypeError, KeyError, RecursionError):
            earlier = json.loads(path.read_text(encoding="utf-8"))
            return all(earlier[field] == self.content[field] for field in ("format", "name", "lesson"))
        return False


def hand_in(lesson, questions, exercises, name):
    """Show what is to be handed in under your name, and ask whether to write it into a file."""
    if not isinstance(name, str) or not name.strip() or len(name) > LONGEST_NAME:
        raise arguments.invalid_argument("name", f"your name, a text of at most {LONGEST_NAME} characters", name)
    return HandIn(lesson, record.standing(questions, exercises), _spaced(name))


def _spaced(name):
    """Return a name as it is kept: the same, however its accents and spaces are typed."""
    return entries.cut(" ".join(unicodedata.normalize("NFC", name).split()))


def _for_a_file(name):
    """Return a name as part of a file's name: no separators, and not too many bytes."""
    plain = re.sub(r"[^\w .-]", "_", name)
    return plain.encode()[:150].decode(errors="ignore").strip(" .")


def _content(standing):
    """Return what the file says of each question and exercise of the lesson, and of the versions."""
    nothing = entries.of_answer("", None) | dict.fromkeys(("first", "last"))
    answers = {it.name: standing.answers.get(it.name, nothing) for it in standing.questions}
    fields = ("first", "first_right", "last", "last_right")
    return {
        "predictions": {name: {field: said[field] for field in fields} for name, said in answers.items()},
        "exercises": {it.name: _exercise(standing.tries.get(it.name)) for it in standing.exercises},
        "versions": {"python": platform.python_version()} | {it: version(it) or "unknown" for it in PACKAGES},
    }


def _exercise(entry):
    if entry is None:
        fields = ("mistake", "misconception", "first_mistake", "first_misconception", "done_on", "code")
        return {"status": "not attempted yet", "tries": 0} | dict.fromkeys(fields)
    last = {field: entry["last"][field] for field in ("status", "mistake", "misconception")}
    first = {f"first_{field}": entry["first"][field] for field in ("mistake", "misconception")}
    return last | first | {field: entry[field] for field in ("tries", "done_on", "code")}


def _cards(content):
    """Return cards that say what the file holds."""
    versions = ", ".join(f"{name} {version}" for name, version in content["versions"].items())
    return Cards(
        (
            ("open", "To hand in.", f"{content['name']}, {content['lesson']}, {content['on']}; {versions}."),
            ("told", "Predictions.", "".join(starmap(_prediction_in_words, content["predictions"].items()))),
            ("good", "Exercises.", "".join(starmap(_exercise_in_words, content["exercises"].items()))),
        )
    )


def _prediction_in_words(name, said):
    if said["first"] is None:
        return f"\n{name}: not committed"
    verdicts = {True: "right", False: "not right", None: "not judged"}
    last = f"; then: {said['last']} ({verdicts[said['last_right']]})" if said["last"] != said["first"] else ""
    return f"\n{name}: {said['first']} ({verdicts[said['first_right']]}){last}"


def _exercise_in_words(name, tried):
    """Return a line, such as: update: not yet, slope forgotten (the step is α), tries: 2."""
    parts = [tried["status"]]
    for field, before in (("mistake", ""), ("first_mistake", "at first ")):
        belief = tried[field.replace("mistake", "misconception")]
        if tried[field]:
            parts.append(f"{before}{tried[field]}" + (f" ({belief})" if belief else ""))
    parts += [f"done {entries.day_in_words(tried['done_on'])}"] if tried["done_on"] else []
    tries = [f"tries: {tried['tries']}"] if tried["tries"] else []
    return f"\n{name}: {', '.join([*parts, *tries])}"
