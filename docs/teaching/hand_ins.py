"""Read what a class has handed in, and trust none of it: any file may be damaged, and any text may say anything.

What cannot be used becomes a `Note` that says why, so nothing is dropped in silence. Students' code is never run.
"""

import json
import os
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from nbhelpers import numerals
from nbhelpers.exercises.outcome import Status
from nbhelpers.exercises.prediction import NumberQuestion

FORMAT, VERSION = "nbhelpers hand-in", 1
LARGEST = 1_000_000
"""Bytes of a file. A lesson takes a hundredth of it."""

AGREES = {True: "Own answer agrees", False: "Own answer differs", None: "Not compared with the model answer"}
"""What is shown of an answer in words, by what the student found."""

_HARMFUL = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
"""Control characters, those that reverse the direction of what follows, and halves of characters."""


class Lesson(NamedTuple):
    """What the course asks in one notebook, by its name in `nbhelpers.exercises`."""

    name: str
    title: str
    questions: dict
    exercises: dict

    def confronted(self, belief):
        """Return the question that a misconception belongs to; `StopIteration` if the lesson has no such."""
        return next(question for question in self.questions.values() if question.misconception == belief)


class Note(NamedTuple):
    """Why a file, or a part of it, is not counted. Only the reason is in our own words."""

    reason: str
    path: str
    detail: str = ""


class UnusableError(Exception):
    """A file that cannot be used: the reason, and a detail in the student's words."""


@dataclass(frozen=True)
class HandIn:
    """One student's work on one lesson, as far as the lesson knows it."""

    path: str
    name: str
    lesson: Lesson
    age: tuple  # the later, the greater
    answers: dict = field(default_factory=dict)  # from the name of a committed prediction to (what, whether right)
    states: dict = field(default_factory=dict)  # from the name of an exercise to its `Status`
    slips: list = field(default_factory=list)  # (name of the exercise, name of the mistake), each once
    beliefs: set = field(default_factory=set)  # the misconceptions that came up
    texts: list = field(default_factory=list)  # (name, text) of what the student wrote: answers in words, and code

    @property
    def key(self):
        """What the hand-ins of one student have in common, however the name is typed."""
        return unicodedata.normalize("NFKC", self.name).casefold()

    @property
    def n_right(self):
        """How many predictions were right at first."""
        return sum(right is True for _, right in self.answers.values())

    @property
    def n_done(self):
        """How many exercises are done."""
        return sum(state is Status.CORRECT for state in self.states.values())


def plain(text, longest=100):
    """Return a text on one line, cut if it is long, without what could harm a page or a terminal."""
    return " ".join(kept(text, longest).split())


def kept(text, longest=10_000):
    """Return the same of a text that keeps its lines."""
    return _HARMFUL.sub("\ufffd", text[:longest].replace("\r\n", "\n")) + "…" * (len(text) > longest)


def in_digits(number):
    """Return a number as a text, the same for all who mean the same."""
    return f"{number:.10g}"


def collect(folder, lessons):
    """Return the hand-ins below a folder that count, by lesson and name, and notes on all that does not count."""
    notes, found, order = [], defaultdict(list), [*lessons]
    for path in _files(folder, notes):
        relative = plain(str(path.relative_to(folder)), 300)
        try:
            hand_in = _read(path, relative, _data(path, folder), lessons, notes)
        except UnusableError as error:
            notes.append(Note(error.args[0], relative, *error.args[1:]))
        else:
            found[order.index(hand_in.lesson.name), hand_in.key].append(hand_in)
    for again in found.values():
        again.sort(key=lambda hand_in: hand_in.age)
        notes += (Note("replaced by a newer one of the same name", it.path, again[-1].path) for it in again[:-1])
    return [again[-1] for _, again in sorted(found.items())], sorted(notes)


def _files(folder, notes):
    """Yield the files that may be hand-ins; folders that are not read get a note."""

    def skip(path, reason):
        notes.append(Note(reason, plain(os.path.relpath(path, folder), 300)))

    for here, folders, names in os.walk(folder, onerror=lambda e: skip(e.filename, "a folder that cannot be read")):
        for name in folders:
            if Path(here, name).is_symlink():
                skip(Path(here, name), "a link to a folder, which is not followed")
        yield from (Path(here, name) for name in names if name.lower().endswith(".json"))


def _data(path, folder):
    """Return what the file holds."""
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder)):
        raise UnusableError("a link that leads out of the folder")
    try:
        if not path.is_file():  # a pipe would make us wait
            raise UnusableError("not a file")
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise UnusableError("larger than 1 MB")
        return json.loads(content)
    except OSError:
        raise UnusableError("a file that cannot be read") from None
    except (ValueError, RecursionError):
        raise UnusableError("damaged: it is not JSON") from None


def _read(path, relative, data, lessons, notes):
    """Return the `HandIn` of what a file holds."""
    kind = data.get("format") if isinstance(data, dict) else None
    if kind != FORMAT:
        progress = kind == "nbhelpers progress"
        raise UnusableError("a student's own progress file" if progress else "not a hand-in")
    if data.get("version") != VERSION:
        raise UnusableError("written by another version of the course", _quoted(data.get("version")))
    if (lesson := data.get("lesson")) not in [*lessons]:
        raise UnusableError("of a lesson that is not in this course", _quoted(lesson))
    try:
        name, age = plain(data["name"]), (date.fromisoformat(data["on"]), path.stat().st_mtime, relative)
        predictions, exercises = data["predictions"].items(), data["exercises"].items()
    except (OSError, LookupError, TypeError, ValueError, AttributeError):
        raise UnusableError("damaged: the name, the date, the predictions or the exercises") from None
    if not name:
        raise UnusableError("without a name")
    hand_in = HandIn(relative, name, lessons[lesson], age)
    _enter(hand_in, predictions, hand_in.lesson.questions, _enter_prediction, notes)
    _enter(hand_in, exercises, hand_in.lesson.exercises, _enter_exercise, notes)
    return hand_in


def _enter(hand_in, given, known, enter, notes):
    """Enter what is given for each question or each exercise; what the lesson does not know gets a note."""
    for name, entry in given:
        try:
            if entry is not None:
                enter(hand_in, known[name], entry)
        except (LookupError, TypeError, ValueError, AttributeError, StopIteration):  # of any form but the one
            what = "an answer or a mistake" if name in known else "a prediction or an exercise"
            said = [*entry.values()][:4] if isinstance(entry, dict) else [entry]
            detail = f"{plain(name)}: {', '.join(map(_quoted, said))}"
            notes.append(Note(f"{what} that the lesson does not know", hand_in.path, detail))


def _enter_prediction(hand_in, question, entry):
    """Enter what was committed first, in the words of the course, and whether it was right."""
    if (text := entry["first"]) is None:
        return
    if question.options:
        right, shown = question.is_right(text), question.options[question.options.index(text)]
    elif isinstance(question, NumberQuestion):
        right = question.is_right(text)
        shown = in_digits(question.answer if right else numerals.number(text))
    else:
        right, shown = entry["first_right"], AGREES[entry["first_right"]]
        hand_in.texts.append((question.name, kept(text)))
    hand_in.answers[question.name] = shown, right
    if right is False and question.misconception:
        hand_in.beliefs.add(question.misconception)


def _enter_exercise(hand_in, exercise, entry):
    """Enter how far an exercise is, and the first and the last mistake with what is believed behind them."""
    hand_in.states[exercise.name] = Status(entry["status"])
    hand_in.slips.extend({(exercise.name, plain(slip, 300)) for slip in _both(entry, "mistake")})
    if entry["code"]:
        hand_in.texts.append((exercise.name, kept(entry["code"])))
    for belief in _both(entry, "misconception"):
        hand_in.beliefs.add(hand_in.lesson.confronted(belief).misconception)


def _both(entry, what):
    return [it for it in (entry[f"first_{what}"], entry[what]) if it is not None]


def _quoted(value):
    return f"“{plain(str(value) if isinstance(value, str | int | float | None) else type(value).__name__)}”"
