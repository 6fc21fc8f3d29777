"""What one student costs a server: resident memory of a kernel with all demos of a notebook open.

Run by hand, where nbhelpers is installed: ``python tests/benchmarks/memory.py``. Prints Markdown.
"""

import os
import platform
from datetime import date
from pathlib import Path

import nbformat
from nbclient import NotebookClient

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
MOST = 200
"""Megabytes that a kernel may take."""

BEFORE = "import psutil, ipywidgets; psutil.Process().memory_info().rss"
AFTER = "psutil.Process().memory_info().rss"


def measure(path):
    """Return the resident memory of a kernel, in MB, before the first cell and after the last."""
    notebook = nbformat.read(path, as_version=4)
    notebook.cells = [nbformat.v4.new_code_cell(BEFORE), *notebook.cells, nbformat.v4.new_code_cell(AFTER)]
    NotebookClient(notebook, timeout=300, kernel_name="python3").execute()
    code = [notebook.cells[0], notebook.cells[-1]]
    return [int(cell.outputs[0].data["text/plain"]) / 1e6 for cell in code]


def main():
    """Measure each notebook, print a table."""
    print(f"{date.today()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    print("| notebook, all cells run | at the start, MB | at the end, MB |\n|---|--:|--:|")
    worst = 0
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        before, after = measure(path)
        worst = max(worst, after)
        print(f"| {path.stem} | {before:.0f} | {after:.0f} |")
    print(f"\n{'Within' if worst <= MOST else 'Above'} the {MOST} MB that one student may cost.")


if __name__ == "__main__":
    main()
