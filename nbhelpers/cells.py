"""Run a cell again, and the demo it made before is freed.

ipywidgets keeps every widget alive until it is closed, so without this each Run All would leave another set of
figures behind. A demo or a question belongs to the notebook cell that made it; the next run of that cell closes it.
"""

import re

from IPython import get_ipython

VIEW = "application/vnd.jupyter.widget-view+json"
"""The kind of output that shows a widget."""

_OUTPUT = re.compile(r"_{1,3}|_?\d+")
_made = {}  # cell -> (which run of the cell, the widgets it made); the one thing here that outlives a call


def keep(widget):
    """Note which cell made a widget, and close what an earlier run of that cell made."""
    shell = get_ipython()
    if shell is None:
        return
    cell = cell_id() or shell.history_manager.input_hist_raw[-1]  # its text, where the front end sends no id
    run = shell.execution_count
    earlier_run, widgets = _made.get(cell, (run, []))
    if earlier_run != run:
        for earlier in widgets:
            earlier.close()
            _forget(shell, earlier)
        widgets = []
    _made[cell] = run, [*widgets, widget]


def free(widget):
    """Close a widget with its children, layout and style, which outlive it otherwise."""
    for child in getattr(widget, "children", ()):
        free(child)
    for part in (widget.layout, getattr(widget, "style", None)):
        if part is not None:
            part.close()
    widget.close()


def _forget(shell, value):
    """Take a value out of IPython's history of outputs (Out[5], _5, _, __, ___), which would keep its figure.

    Names that the reader gave it stay.
    """
    if not hasattr(shell, "displayhook"):
        return
    for names in (shell.user_ns, shell.user_ns_hidden, shell.user_ns["_oh"]):
        for name in [name for name, kept in names.items() if kept is value and _OUTPUT.fullmatch(str(name))]:
            del names[name]
    for name in ("_", "__", "___"):
        if getattr(shell.displayhook, name) is value:
            setattr(shell.displayhook, name, None)


def cell_id():
    """Return the front end's id of the cell that runs now, or None where it sends none or there is no front end."""
    shell = get_ipython()
    parent = shell.get_parent() if hasattr(shell, "get_parent") else {}
    return parent.get("metadata", {}).get("cellId")
