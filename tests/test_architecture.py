"""The house's order: who may import whom, what an import costs, how large a file may be."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from shipped import ROOT

import nbhelpers

PACKAGE = Path(nbhelpers.__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))
BESIDE = sorted(path for folder in ("tests", ".ci", "docs") for path in (ROOT / folder).rglob("*.py"))
BESIDE += [ROOT / ".ci" / "site"]  # Python without an ending
SCRIPTS = sorted(PACKAGE.rglob("*.js"))
MATHS = {"numpy", "arguments"}
PURE = MATHS | {"activations", "descent", "backprop", "network", "gradcheck", "datasets"}
MAY_IMPORT = {
    "__init__": {"environment"},
    "environment": {"packaging", "pip"},
    "arguments": {"numpy"},
    "activations": MATHS,
    "descent": MATHS,
    "backprop": MATHS | {"activations", "gradcheck"},
    "network": MATHS | {"activations"},
    "gradcheck": MATHS,
    "datasets": MATHS,
    "style": set(),
    "figure": {"numpy", "matplotlib", "style", "anywidget", "traitlets", "PIL"},
    "views": PURE | {"matplotlib", "style", "figure"},
    "cells": {"IPython"},
    "numerals": set(),
    "explore": PURE | {"views"},
    "explore, the machine": MATHS | {"numerals", "cells", "anywidget", "traitlets", "ipywidgets", "figure"},
    "server": set(),
    "latex": {"nbconvert"},
    "exercises": PURE | {"ipywidgets", "cells", "environment", "numerals"},
}

MACHINE = {"demo.py", "controls.py", "runs.py"}
"""The files of `explore` that know no lesson."""


def module_of(path):
    """Return the name in the table that a file belongs to."""
    first, *rest = path.relative_to(PACKAGE).parts
    is_machine = first == "explore" and rest[-1] in MACHINE
    return "explore, the machine" if is_machine else first.removesuffix(".py")


def imported(path):
    """Return what a file imports: packages by name, parts of this package by theirs. Standard library left out."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            part = node.module == "nbhelpers"
            names |= {f"nbhelpers.{alias.name}" for alias in node.names} if part else {node.module}
    parts = {name.split(".")[1] if name.startswith("nbhelpers.") else name.split(".")[0] for name in names}
    return parts - set(sys.stdlib_module_names)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_only_go_up_the_table_and_none_uses_pyplot_threads_or_output_widgets(path):
    module = module_of(path)
    assert imported(path) <= MAY_IMPORT[module] | {module.partition(",")[0]}
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"pyplot|interact\(|interactive_output|widgets\.Output|Thread\(", text)


@pytest.mark.parametrize("path", [*FILES, *BESIDE, *SCRIPTS], ids=lambda path: "/".join(path.parts[-3:]))
def test_a_file_is_short_and_its_functions_too(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 400
    for node in ast.walk(ast.parse("" if path in SCRIPTS else text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            documented = ast.get_docstring(node, clean=False) or ""
            length = node.end_lineno - node.lineno + 1 - len(documented.splitlines())
            assert length <= 40, node.name


def loaded_by(*modules):
    """Return what a fresh interpreter has loaded after importing modules, warnings being errors."""
    code = f"import {', '.join(modules)}, sys; print(*sys.modules)"
    command = [sys.executable, "-W", "error", "-c", code]
    return set(subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout.split())


def test_a_part_loads_no_more_than_it_needs():
    """The maths loads NumPy and the standard library alone."""
    maths = loaded_by(*(f"nbhelpers.{module}" for module in PURE - {"numpy"}))
    packages = {name.partition(".")[0] for name in maths - loaded_by("numpy.random")}
    assert packages - sys.stdlib_module_names <= {"nbhelpers", "numpy"}
    parts = {name for name in loaded_by("nbhelpers.server") if name.startswith("nbhelpers")}
    assert parts == {"nbhelpers", "nbhelpers.server"}
    assert "matplotlib" not in loaded_by("nbhelpers.exercises.gradient_descent")
