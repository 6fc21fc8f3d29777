"""What one student costs a server: resident memory of a kernel with all demos of a notebook open.

Run by hand, where nbhelpers is installed: ``python tests/benchmarks/memory.py``. Prints Markdown.
"""

import nbformat
from frontend import NOTEBOOKS, kernel
from machine import describe

MOST = 150
"""Megabytes that a kernel may take."""

RESIDENT = "__import__('ipywidgets') and __import__('psutil').Process().memory_info().rss"


def measure(path):
    """Return the resident memory of a kernel, in MB, before the first cell and after the last."""
    with kernel(path.parent) as page:
        before = page.ask(RESIDENT)
        page.run_all(nbformat.read(path, as_version=4))
        return before / 1e6, page.ask(RESIDENT) / 1e6


def main():
    """Measure each notebook, print a table."""
    print(describe("numpy", "matplotlib", "ipywidgets"), end="\n\n")
    print("| notebook, all cells run | at the start, MB | at the end, MB |\n|---|--:|--:|")
    worst = 0
    for path in NOTEBOOKS:
        before, after = measure(path)
        worst = max(worst, after)
        print(f"| {path.stem} | {before:.0f} | {after:.0f} |")
    print(f"\n{'Within' if worst <= MOST else 'Above'} the {MOST} MB that one student may cost.")


if __name__ == "__main__":
    main()
