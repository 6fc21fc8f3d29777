"""The notebooks as data, for the tests that read or change them."""

import importlib
import re
import tomllib
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "notebooks"
PATHS = sorted(FOLDER.glob("*.ipynb"))
START, *LESSONS = PATHS
"""The start page, and the lessons in their order."""

PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

NUMBER = re.compile(r"(?<![\w.])\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\w.])\d+\.\d+")
"""A number in prose that has a decimal point or thousands."""

each_notebook = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)


def read(path):
    """Return a notebook."""
    return nbformat.read(path, as_version=4)


def prose(notebook):
    """Return the text of a notebook."""
    return "\n\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")


def opening(path):
    """Return what a notebook says of itself in its first cell: its title, its question and the time it takes."""
    text = read(path).cells[0].source
    title, question = re.match(r"# (.+)\n\n\*\*(.+)\*\*", text).groups()
    return title, question, re.search(r"\*\*Time:\*\* (.+?)\.", text)[1]


def tags(cell):
    """Return a cell's tags."""
    return cell.metadata.get("tags", [])


def code_cells(notebook):
    """Return the cells that hold code."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def is_folded(cell):
    """Say whether a cell opens with its output folded, because it answers a question."""
    return cell.metadata.get("jupyter", {}).get("outputs_hidden", False)


def exercises(notebook):
    """Return each check as (its exercise's stub cell, its own cell, the exercise's solution), in order.

    An exercise with several blanks has a check for each.
    """
    found, stub, checks = [], None, []
    for cell in notebook.cells:
        if "exercise" in tags(cell):
            stub, checks = cell, []
        elif "check" in tags(cell):
            checks.append(cell)
        elif "solution" in tags(cell):
            code = re.search(r"```python\n(.*?)```", cell.source, re.DOTALL)[1]
            found += [(stub, check, code) for check in checks]
    return found


def rows(text):
    """Return the cells of a Markdown table, without its head."""
    lines = re.findall(r"^\|(.*)\|$", text, re.MULTILINE)
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)] for line in lines[2:]]


def lesson_of(name):
    """Return the exercises' module of a notebook."""
    return importlib.import_module(f"nbhelpers.exercises.{name.partition('_')[2]}")


def value(text):
    """Read a number as it is written in prose."""
    return float(text.replace(",", ""))


def matches(text, number):
    """Say whether a number, rounded to the digits written, is the one in the text."""
    digits = len(text.partition(".")[2])
    return abs(abs(number) - value(text)) <= 0.5000001 * 10**-digits


def text_of(cell):
    """Return the plain text that a cell put out."""
    parts = [output.get("text") or output.get("data", {}).get("text/plain", "") for output in cell.outputs]
    return "\n".join(parts)
