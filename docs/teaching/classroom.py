"""Make one page, and a table for a grade book, of what a class has handed in."""

import argparse
import csv
import io
import re
import sys
import textwrap
from collections import Counter, defaultdict
from dataclasses import dataclass
from html import escape
from pathlib import Path

import jinja2
import matplotlib
import nbformat
from deck import module_of
from hand_ins import AGREES, Lesson, collect, in_digits
from markupsafe import Markup
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from nbhelpers import style
from nbhelpers.exercises.outcome import Status
from nbhelpers.exercises.prediction import NumberQuestion
from nbhelpers.exercises.recognition import AND
from nbhelpers.figure import our_settings

COLUMNS = "name,lesson,predictions right,predictions committed,predictions in all,exercises done,exercises in all"

ACROSS, TRACK, BAR, LINE, SPACE = 4.8, 3.7, 0.17, 0.25, 0.34
"""Lengths in a chart, in inches: its width, a full bar, the bar's height, a line of text, and a row without it."""

SHOWN = 8
"""How many slips of a lesson, or misconceptions, are in sight; the others are folded."""

LETTERS = 42
"""So many letters fit on a line of a chart, in the widest font that a browser may take."""


def main(notebooks, arguments):
    """Read the hand-ins of a class that was given these notebooks, and write what was asked for."""
    parser = argparse.ArgumentParser("copies.py class", description="Make one page of what a class has handed in.")
    parser.add_argument("folder", metavar="FOLDER", type=Path, help="its *.json are read, and those below it")
    parser.add_argument("--names", action="store_true", help="show the students' names, words and code, too")
    parser.add_argument("--csv", metavar="FILE", help="write a table for a grade book, too; - for standard output")
    parser.add_argument("--to", metavar="PAGE", help="the page; by default class.html beside the folder")
    given = parser.parse_args(arguments)
    if not given.folder.is_dir():
        sys.exit(f"{given.folder} is not a folder.")
    hand_ins, notes = collect(given.folder, lessons_of(notebooks))
    for reason, found in grouped(notes, lambda note: note.reason).items():
        places = (f"{note.path} {note.detail}" for note in found)
        print(f"{len(found)} × {reason}:", *places, sep="\n    ", file=sys.stderr)
    if not hand_ins:
        sys.exit(f"{given.folder} has no hand-in that can be read.")
    page = given.to or given.folder.resolve().parent / "class.html"
    write(page, page_of(hand_ins, notes, given.names).encode())
    if given.csv == "-":
        sys.stdout.buffer.write(table_of(hand_ins).encode())
    elif given.csv:
        write(given.csv, table_of(hand_ins).encode("utf-8-sig"))  # or Excel takes it for another encoding
    print(f"{len(hand_ins)} hand-ins in {page}", file=sys.stderr)


def lessons_of(paths):
    """Return each `Lesson` by its name, given the paths of notebooks; what is no lesson is left out."""
    lessons = {}
    for notebook in (nbformat.read(path, as_version=4) for path in paths):
        if module := module_of(notebook):
            name = module.__name__.rpartition(".")[2]
            title = notebook.cells[0].source.partition("\n")[0].strip("# ")
            lessons[name] = Lesson(name, title, module.QUESTIONS, module.CATALOGUE)
    return lessons


def grouped(things, key):
    """Return lists of things by what they have in common."""
    groups = defaultdict(list)
    for thing in things:
        groups[key(thing)].append(thing)
    return groups


def write(path, content):
    """Write a file, or say in a sentence why that cannot be."""
    if Path(path).suffix.lower() == ".json":
        sys.exit(f"{path} may be a hand-in: choose a name that does not end in .json.")
    try:
        Path(path).write_bytes(content)
    except OSError as error:
        sys.exit(f"{path} cannot be written: {error.strerror}.")


def table_of(hand_ins):
    """Return the table for a grade book, as CSV; no cell of it is a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(COLUMNS.split(","))
    for it in hand_ins:
        n_questions, n_exercises = len(it.lesson.questions), len(it.lesson.exercises)
        name = f"'{it.name}" if it.key[0] in "=+-@" else it.name
        writer.writerow([name, it.lesson.name, it.n_right, len(it.answers), n_questions, it.n_done, n_exercises])
    return text.getvalue()


def page_of(hand_ins, notes, names):
    """Return the page."""
    loader = jinja2.FileSystemLoader(Path(__file__).parent)
    environment = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    lessons = [LessonSummary(works) for works in grouped(hand_ins, lambda it: it.lesson.name).values()]
    with our_settings(), matplotlib.rc_context({"svg.fonttype": "none"}):
        return environment.get_template("class.html.j2").render(
            lessons=lessons,
            beliefs=sorted((row for lesson in lessons for row in lesson.beliefs()), key=lambda row: -row.n),
            students=sorted(grouped(hand_ins, lambda it: it.key).items()),
            n_hand_ins=len(hand_ins),
            notes=grouped(notes, lambda note: note.reason),
            names=names,
            bars=bars,
            shade=shade,
            n_shown=SHOWN,
            style=style,
        )


class LessonSummary:
    """What a class has made of a lesson."""

    def __init__(self, works):
        self.works, self.lesson, self.n = works, works[0].lesson, len(works)

    def chosen(self, question):
        """Return a row for each answer to a prediction: the options, or else the commonest."""
        counts = Counter(it.answers[question.name][0] for it in self.works if question.name in it.answers)
        right, shown = question.answer_text, question.options or AGREES.values()
        if isinstance(question, NumberQuestion):
            right = in_digits(question.answer)
            shown = dict.fromkeys([right, *(number for number, _ in counts.most_common(5))])
        rows = [Row(text, counts.pop(text, 0), self.n, text == right) for text in shown]
        return rows + ([Row("Other numbers", counts.total(), self.n)] if counts else [])

    def progress(self):
        """Return a row for each exercise."""
        counts = Counter(state for it in self.works for state in it.states.items())
        return [
            Row(exercise.title, counts[name, Status.CORRECT], self.n, tried=counts[name, Status.NOT_YET])
            for name, exercise in self.lesson.exercises.items()
        ]

    def slips(self):
        """Return the slips to show, and more: (how many students, exercise, slip, what they were told), by number.

        One that the lesson does not list is not to show, because an edited file may say anything there.
        """
        counts, exercises = Counter(slip for it in self.works for slip in it.slips), self.lesson.exercises
        told = {name: {slip.name: slip.message for slip in exercises[name].mistakes} for name, _ in counts}
        rows, listed = [], []
        for (name, slip), n in counts.most_common():
            messages = [told[name].get(one, "") for one in slip.split(AND)]
            rows.append((n, exercises[name].title, slip, " ".join(messages)))
            listed += [rows[-1]] if all(messages) else []
        return listed[:SHOWN], [row for row in rows if row not in listed[:SHOWN]]

    def beliefs(self):
        """Return a row for each misconception that came up."""
        counts = Counter(belief for it in self.works for belief in it.beliefs)
        return [Row(f"“{it}”", n, self.n, question=self.lesson.confronted(it)) for it, n in counts.items()]


@dataclass(frozen=True)
class Row:
    """A bar and the words above it."""

    text: str
    n: int
    of: int
    right: bool = False  # the right answer
    tried: int | None = None  # how many more have tried, if that matters
    question: object = None  # which a misconception belongs to

    def __str__(self):
        more = "" if self.tried is None else f", and {self.tried} tried"
        return f"{'Right: ' if self.right else ''}{self.text} {self.n} of {self.of}{more}."


def bars(rows):
    """Return a chart of rows as SVG in the page's colours; its alternative text has the numbers."""
    labels = [textwrap.wrap(f"✓ {row.text}" if row.right else row.text, LETTERS) for row in rows]
    y = sum(LINE * len(lines) + SPACE for lines in labels)
    figure = Figure(figsize=(ACROSS, y), dpi=100)
    figure.patch.set_visible(False)
    inches = {"transform": figure.dpi_scale_trans}
    for row, lines in zip(rows, labels, strict=True):
        for line in lines:
            y -= LINE
            weight = "bold" if row.right else "normal"
            figure.text(0, y + 0.08, line, weight=weight, parse_math=False, **inches)
        strong = style.GRADIENT if row.right or row.tried is not None else style.QUIET
        parts = [(0, row.of, {"color": style.FAINT}), (0, row.n, {"color": strong})]
        if row.tried:
            parts.append((row.n, row.tried, {"fill": False, "edgecolor": strong, "linewidth": 1.5}))
        for start, n, look in parts:
            place = TRACK * start / row.of, y - BAR
            figure.add_artist(Rectangle(place, TRACK * n / row.of, BAR, **look, **inches))
        figure.text(TRACK + 0.12, y - BAR + 0.02, f"{row.n} · {row.n / row.of:.0%}", **inches)
        y -= SPACE
    file = io.StringIO()
    figure.savefig(file, format="svg", metadata=dict.fromkeys(("Creator", "Date", "Format", "Type")))
    # an id may be on a page only once, and each chart has the same
    drawn = re.sub(r'^.*?<svg | id="\w+"', "", file.getvalue(), flags=re.DOTALL)
    drawn = re.sub("#[0-9a-f]{6}", lambda color: shade(color[0]), drawn)
    return Markup(f'<svg role="img" aria-label="{escape(" ".join(map(str, rows)))}" {drawn}')


def shade(color):
    """Return a colour of `style` by the page's name for it, so that it can be another on a dark page."""
    return f"var(--c{color[1:]})"
