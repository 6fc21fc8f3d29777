"""Read what a class has handed in, and trust none of it: any file may be damaged, and any text may say anything.

What cannot be used becomes a `Note` that says why, so nothing is dropped in silence. Students' code is never run.
"""

import json
import os
import re
import unicodedata
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from nbhelpers import numerals
from nbhelpers.exercises import entries, hand_in, store
from nbhelpers.exercises.outcome import Status
from nbhelpers.exercises.prediction import NumberQuestion

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
class Work:
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
        return _visible(unicodedata.normalize("NFKC", self.name).casefold())

    @property
    def n_right(self):
        """How many predictions were right at first."""
        return sum(right is True for _, right in self.answers.values())

    @property
    def n_done(self):
        """How many exercises are done."""
        return sum(state is Status.CORRECT for state in self.states.values())


def plain(text, longest=hand_in.LONGEST_NAME):
    """Return a text on one line, cut if it is long, without what could harm a page or a terminal."""
    return " ".join(kept(text, longest).split())


def kept(text, longest=10_000):
    """Do the same, but keep the line breaks."""
    return _HARMFUL.sub("\ufffd", text[:longest].replace("\r\n", "\n")) + "…" * (len(text) > longest)


def _visible(text):
    """Return a text without what takes no space, such as a mark of the direction."""
    return "".join(it for it in text if unicodedata.category(it) != "Cf").strip()


def in_digits(number):
    """Return a number as a text, the same for all who mean the same."""
    return f"{number:.10g}"


def collect(folder, lessons):
    """Return each `Work` below a folder that counts, by lesson and name, and notes on all that does not count."""
    notes, found, order = [], defaultdict(list), [*lessons]
    for path in _files(folder, notes):
        relative = plain(str(path.relative_to(folder)), 300)
        try:
            work = _read(path, relative, _data(path, folder), lessons, notes)
        except UnusableError as error:
            notes.append(Note(error.args[0], relative, *error.args[1:]))
        else:
            found[order.index(work.lesson.name), work.key].append(work)
    for again in found.values():
        again.sort(key=lambda work: work.age)
        notes += (Note("replaced by a newer one of the same name", it.path, again[-1].path) for it in again[:-1])
    return [again[-1] for _, again in sorted(found.items())], sorted(notes)


def _files(folder, notes):
    """Yield the files that may be hand-ins; folders that are not read get a note."""

    def skip(path, reason):
        notes.append(Note(reason, plain(os.path.relpath(path, folder), 300)))

    for here, folders, names in os.walk(folder, onerror=lambda e: skip(e.filename, "a folder that cannot be read")):
        for name in folders:
            with suppress(OSError):  # of a path that is too long, which os.walk cannot read either
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
    """Return the `Work` that a file holds; what the lesson does not know gets one note of each kind."""
    kind = data.get("format") if isinstance(data, dict) else None
    if kind != hand_in.HEADER["format"]:
        progress = kind == store.HEADER["format"]
        raise UnusableError("a student's own progress file" if progress else "not a hand-in")
    if data.get("version") != hand_in.HEADER["version"]:
        raise UnusableError("written by another version of the course", _quoted(data.get("version")))
    if (lesson := data.get("lesson")) not in [*lessons]:
        raise UnusableError("of a lesson that is not in this course", _quoted(lesson))
    try:
        name, age = plain(data["name"]), (date.fromisoformat(data["on"]), path.stat().st_mtime, relative)
        predictions, exercises = data["predictions"].items(), data["exercises"].items()
    except (OSError, LookupError, TypeError, ValueError, AttributeError):
        raise UnusableError("damaged: the name, the date, the predictions or the exercises") from None
    work = Work(relative, name, lessons[lesson], age)
    if not work.key:
        raise UnusableError("without a name")
    unknown = defaultdict(list)
    _enter(work, predictions, work.lesson.questions, _enter_prediction, unknown)
    _enter(work, exercises, work.lesson.exercises, _enter_exercise, unknown)
    for what, details in unknown.items():
        more = f"; and {len(details) - 3} more" if len(details) > 3 else ""
        notes.append(Note(f"with {what} that the lesson does not know", relative, "; ".join(details[:3]) + more))
    return work


def _enter(work, given, known, enter, unknown):
    """Enter what is given for each question or each exercise, or add it to what is unknown."""
    for name, entry in given:
        try:
            if entry is not None:
                enter(work, known[name], entry)
        except (LookupError, TypeError, ValueError, AttributeError, StopIteration):  # of any form but the one
            what = "answers or mistakes" if name in known else "predictions or exercises"
            said = [*entry.values()][:4] if isinstance(entry, dict) else [entry]
            unknown[what].append(f"{plain(name)}: {', '.join(map(_quoted, said))}")


def _enter_prediction(work, question, entry):
    """Enter what was committed first, in the words of the course, and whether it was right."""
    if entry["first"] is None:
        return
    text = entries.cut(entry["first"])
    if question.options:
        right, shown = question.is_right(text), question.options[question.options.index(text)]
    elif isinstance(question, NumberQuestion):
        right = question.is_right(text)
        shown = in_digits(question.answer if right else numerals.number(text))
    else:
        right, shown = entry["first_right"], AGREES[entry["first_right"]]
        work.texts.append((question.name, kept(text)))
    work.answers[question.name] = shown, right
    if right is False and question.misconception:
        work.beliefs.add(question.misconception)


def _enter_exercise(work, exercise, entry):
    """Enter how far an exercise is, and the first and the last mistake with what is believed behind them."""
    work.states[exercise.name] = Status(entry["status"])
    slips = [(exercise.name, plain(slip, entries.LONGEST_NAME)) for slip in _both(entry, "mistake")]
    work.slips.extend(dict.fromkeys(slips))  # in order
    if entry["code"]:
        work.texts.append((exercise.name, kept(entry["code"])))
    for belief in _both(entry, "misconception"):
        work.beliefs.add(work.lesson.confronted(belief).misconception)


def _both(entry, what):
    return [it for it in (entry[f"first_{what}"], entry[what]) if it is not None]


def _quoted(value):
    return f"“{plain(str(value) if isinstance(value, str | int | float | None) else type(value).__name__)}”"
