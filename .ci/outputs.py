"""Run notebooks anew, each in a fresh kernel, and keep their outputs: `outputs.py [NOTEBOOK...]`, by default all.

What differs from run to run is left out, so that a commit shows what has changed: the times, the ids of widgets
(their state is not saved either) and the version of Python.
"""

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

FOLDER = Path(__file__).parents[1] / "notebooks"
WIDGET = "application/vnd.jupyter.widget-view+json"
OPTIONS = {"record_timing": False, "store_widget_state": False, "coalesce_streams": True}


def run(path):
    """Execute a notebook and write it back."""
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, **OPTIONS, resources={"metadata": {"path": path.parent}}).execute()
    tidy(notebook)
    nbformat.write(notebook, path)


def tidy(notebook):
    """Leave out what differs from run to run."""
    notebook.metadata.language_info.pop("version", None)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        for output in cell.get("outputs", []):
            if view := output.get("data", {}).get(WIDGET):
                view["model_id"] = "0" * 32


def main(names):
    """Run the notebooks of these names, or all."""
    for path in map(Path, names) if names else sorted(FOLDER.glob("*.ipynb")):
        run(path)
        print(path.name)


if __name__ == "__main__":
    main(sys.argv[1:])
