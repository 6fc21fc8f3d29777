"""Turn a lesson into a handout: what is printed, with its formulas as the browser sets them, and the printing."""

import re
import shutil
import subprocess
import sys

import nbformat
from deck import HINTS, unfolded

BROWSERS = (
    *("chromium", "chromium-browser", "google-chrome", "chrome", "msedge"),
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",  # these are on no PATH
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
NO_BROWSER = "Handouts are printed by Chromium, Chrome or Edge, and none of them was found: please install one."
NO_FORMULAS = "The formulas of the handouts need math-core: please run `pip install math-core` in this environment."
UNLIKE = {
    r"\\color\{#(\w+)\}": r"\\color[HTML]{\1}",  # LaTeX's way to write what all browsers read
    r"\\\\\[\w+\]": r"\\\\",  # how far apart lines are
}
"""What MathJax reads and math-core does not, as a pattern, and what it reads instead."""

OPTIONS = [
    "--headless",
    "--no-sandbox",  # Chromium's own needs rights that containers do not give; the pages are ours
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--no-pdf-header-footer",
]


def to_paper(notebook):
    """Return a copy of a student copy without hints and without links to notebooks, its formulas as MathML.

    MathML is typeset by the browser itself: with no script, no fonts of its own and no internet.
    """
    copy = nbformat.from_dict(notebook)
    copy.cells = [cell for cell in copy.cells if not cell.source.startswith(HINTS)]
    for cell in copy.cells:
        if cell.cell_type == "markdown":
            text = re.sub(r"\[([^]]+)\]\(\w+\.ipynb\)", r"\1", unfolded(cell.source))
            cell.source = re.sub(r"(\$\$?)(.+?)\1", lambda found: mathml(found[2], found[1]), text, flags=re.DOTALL)
    return copy


def mathml(latex, dollars):
    """Return a formula as MathML."""
    try:
        from math_core import LatexToMathML
    except ImportError:
        sys.exit(NO_FORMULAS)
    for pattern, instead in UNLIKE.items():
        latex = re.sub(pattern, instead, latex)
    return LatexToMathML().convert_with_local_state(latex, displaystyle=dollars == "$$")


def find_browser():
    """Return the path of a browser that prints without a window, or exit and say that there is none."""
    return next(filter(None, map(shutil.which, BROWSERS)), None) or sys.exit(NO_BROWSER)


def print_page(browser, page, target):
    """Have a browser print a page of HTML into a PDF; both are absolute paths."""
    own = f"--user-data-dir={page.parent / 'browser'}"  # nothing of the one that may be running
    command = [browser, *OPTIONS, own, f"--print-to-pdf={target}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
