"""Runs answers as students write them, in a notebook's own names, and tells how much a check knew about each."""

import ast
import linecache
import textwrap
from itertools import count

import numpy as np

from nbhelpers.exercises.checks import NOT_THE_NUMBER, NOTHING_KNOWN

_CELLS = count()


def paragraphs(text):
    """Return the answers in a text, which stand an empty line apart."""
    return [part.strip("\n") for part in text.split("\n\n") if part.strip()]


def is_expression(body):
    """Tell whether an answer is one expression, so that `return` is left out."""
    try:
        ast.parse(body, mode="eval")
    except SyntaxError:
        return False
    return not body.startswith("print(")


def function(takes, body, notebook):
    """Return the function with this body, defined in a cell of the notebook."""
    lines = f"return {body}" if is_expression(body) else body
    return run(f"def answer({takes}):\n{textwrap.indent(lines, '    ')}\n", notebook)["answer"]


def run(source, notebook=""):
    """Run a cell behind those before, as IPython does, so that tracebacks know its lines; return the names."""
    name, names = f"<cell {next(_CELLS)}>", {}
    exec(notebook, names)
    linecache.cache[name] = len(source), None, source.splitlines(keepends=True), name
    exec(compile(source, name, "exec"), names)
    return names


def verdict(outcome):
    """Return how much the check knew: "accepted", "named", "pointed at" or "generic"."""
    if outcome:
        return "accepted"
    first = outcome.message.splitlines()[0]
    if outcome.mistake == "raises an exception":
        return "generic" if outcome.message.splitlines()[1].startswith("Python's own words") else "named"
    if outcome.mistake:
        return "named"
    return "generic" if first in (NOTHING_KNOWN, NOT_THE_NUMBER) else "pointed at"


def answers(lesson_answers, takes, name, notebook):
    """Yield the answers to one check: each as text, and as the function or the value."""
    for body in paragraphs(lesson_answers.get(name, "")):
        yield body, function(takes[name], body, notebook) if name in takes else eval(body, {"np": np})
