"""The notebooks as data, for the tests that read or change them."""

import re
from pathlib import Path

import nbformat

FOLDER = Path(__file__).parents[1] / "notebooks"
PATHS = sorted(FOLDER.glob("*.ipynb"))


def read(path):
    """Return a notebook."""
    return nbformat.read(path, as_version=4)


def tags(cell):
    """Return a cell's tags."""
    return cell.metadata.get("tags", [])


def code_cells(notebook):
    """Return the cells that hold code."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def exercises(notebook):
    """Return each exercise as (its stub cell, its check cell, its solution's code), in order."""
    found, stub, check = [], None, None
    for cell in notebook.cells:
        if "exercise" in tags(cell):
            stub = cell
        elif "check" in tags(cell):
            check = cell
        elif "solution" in tags(cell):
            code = re.search(r"```python\n(.*?)```", cell.source, re.DOTALL)[1]
            found.append((stub, check, code))
    return found


def text_of(cell):
    """Return the plain text that a cell put out."""
    parts = [output.get("text") or output.get("data", {}).get("text/plain", "") for output in cell.outputs]
    return "\n".join(parts)
