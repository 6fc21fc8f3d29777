"""Turn a lesson into slides: what is shown, where a slide begins, and what waits for a key."""

import importlib
import re
from math import ceil

import nbformat
from nbformat.v4 import new_markdown_cell

SKIPPED = {"setup", "check", "solution"}
HINTS = "<details><summary>Hint"
FOLDED = re.compile(r"<details><summary><strong>(.+?)</strong></summary>\n\n(.+?)\n\n</details>", re.DOTALL)
"""What a notebook folds because it answers a prediction: its heading and its text."""

ASKED = "### Predict"
HEIGHT = 21
"""Lines of text that fit on a slide; the page shrinks a slide that turns out longer."""

WIDTH = 105
"""Characters in a line of text."""

CODE = 0.8
"""Height of a line of code, in lines of text."""

PICTURE = 15
"""Height of a picture with its sentence, in lines of text."""


def to_slides(notebook):
    """Return a copy of a lesson that holds what is shown, each cell with its slide type."""
    copy = nbformat.from_dict(notebook)
    filled, cells = 0, []
    for i, (cell, begins) in enumerate(shown(notebook)):
        height = height_of(cell)
        if begins == "-" and (not cells or filled + height > HEIGHT or cells[-1].source.startswith(ASKED)):
            begins = "subslide"  # what follows a question may answer it
        filled = height if begins in ("slide", "subslide") else filled + height
        cell.id = f"slide-{i}"
        cell.metadata["slideshow"] = {"slide_type": begins}
        cells.append(cell)
    copy.cells = cells
    return copy


def shown(notebook):
    """Yield each cell to show with its slide type; that is "-" for what stays with the cell before."""
    module = module_of(notebook)
    for cell in notebook.cells:
        tags = set(cell.metadata.get("tags", []))
        asked = re.match(r"lesson\.(predict|recall)_(\w+)\(\)", cell.source)
        if tags & SKIPPED or cell.source.startswith((HINTS, "lesson.tally", "lesson.course")):
            continue
        if asked:
            yield from asked_cells(*asked.groups(), module.QUESTIONS)
        elif cell.cell_type == "markdown":
            answer, *others = pieces(unfolded(cell.source).replace(".ipynb)", ".slides.html)"))
            yield (answer[0], "fragment") if FOLDED.match(cell.source) else answer
            yield from others
        else:
            yield nbformat.from_dict(cell), "subslide" if "explore" in tags else "-"


def unfolded(text):
    """Return Markdown with what it folds in sight, behind its heading."""
    return FOLDED.sub(r"**\1.** \2", text)


def module_of(notebook):
    """Return the module of a lesson, which its setup cell names; None for another notebook."""
    source = "\n".join(cell.source for cell in notebook.cells)
    named = re.search(r"from nbhelpers\.exercises import (\w+) as lesson", source)
    return named and importlib.import_module(f"nbhelpers.exercises.{named[1]}")


def asked_cells(verb, name, questions):
    """Yield a question with its options, and after the demo the question again with its answer at the next key."""
    question = questions[name]
    options = [f"- {option}" for option in getattr(question, "options", [])] if verb == "predict" else []
    heading = ASKED if verb == "predict" else "### What happens"
    yield new_markdown_cell("\n\n".join([heading, question.question, "\n".join(options)]).strip()), "subslide"
    if verb == "recall":
        yield new_markdown_cell(f"**{question.answer_text}** {question.because}"), "fragment"


def pieces(text):
    """Yield a Markdown cell in pieces that fit on a slide, cut at headings and between paragraphs."""
    for part in re.split(r"\n(?=#+ )", text):
        if part.startswith("### Where you stand"):  # a cell that only runs follows
            continue
        begins = "slide" if re.match("##? ", part) else "subslide" if part.startswith("###") else "-"
        held = []
        for paragraph in paragraphs(part):
            if held and lines_of("\n\n".join([*held, paragraph])) > HEIGHT:
                yield new_markdown_cell("\n\n".join(held)), begins
                begins, held = "subslide", []
            held.append(paragraph)
        yield new_markdown_cell("\n\n".join(held)), begins


def paragraphs(text):
    """Return what stands between blank lines; code and formulas stay in one piece."""
    parts = []
    for part in re.split(r"\n{2,}", text.strip("\n")):
        if parts and any(parts[-1].count(fence) % 2 for fence in ("```", "$$")):
            parts[-1] += f"\n\n{part}"
        else:
            parts.append(part)
    return parts


def height_of(cell):
    """Estimate how many lines of text a cell takes."""
    if cell.cell_type == "markdown":
        return lines_of(cell.source)
    height = CODE * (len(cell.source.splitlines()) + 1)
    for output in cell.outputs:
        data = output.get("data", {})
        text = output.get("text") or data.get("text/plain", "")
        height += PICTURE if "image/png" in data else CODE * len(text.splitlines())
    return height


def lines_of(markdown):
    """Estimate how many lines Markdown takes: headings and formulas are higher, paragraphs stand apart."""
    height = 0.6 * len(paragraphs(markdown))
    for line in markdown.splitlines():
        tall = 2 if line.startswith("#") else 2.5 if "\\frac" in line or "\\dfrac" in line else 1
        height += tall * ceil(len(line) / WIDTH)
    return height
