"""The notebooks as data, for the tests that read or change them."""

import re
from pathlib import Path

import nbformat

FOLDER = Path(__file__).parents[1] / "notebooks"
PATHS = sorted(FOLDER.glob("*.ipynb"))
START, *LESSONS = PATHS
"""The start page, and the lessons in their order."""


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


def text_of(cell):
    """Return the plain text that a cell put out."""
    parts = [output.get("text") or output.get("data", {}).get("text/plain", "") for output in cell.outputs]
    return "\n".join(parts)
