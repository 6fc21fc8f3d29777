"""Each lesson played through with the solutions instead of the stubs, and what it offers all used.

Without a kernel, and no more of a lesson than its solutions need: all of it runs against the notebook's outputs.
"""

from symtable import symtable

import numpy as np
from shipped import code_cells, each_notebook, exercises, lesson_of, read


def made(source):
    """Return the names that a cell defines."""
    symbols = symtable(source, "cell", "exec").get_symbols()
    return {it.get_name() for it in symbols if it.is_assigned() or it.is_imported()}


def used(source):
    """Return the names that a cell and its functions read, but for what is local to a function."""
    tables = [symtable(source, "cell", "exec")]
    for table in tables:
        tables += table.get_children()
    symbols = [it for table in tables for it in table.get_symbols()]
    return {it.get_name() for it in symbols if it.is_referenced() and it.is_global()}


def needed(sources, wanted):
    """Return these cells and those before them that define what they read, in order."""
    found, missing = [], set()
    for source in reversed(sources):
        if source in wanted or made(source) & missing:
            missing = (missing | used(source)) - made(source)
            found = [source, *found]
    return found


@each_notebook
def test_every_solution_is_correct_and_overwrites_nothing_that_the_lesson_needs(path):
    notebook, names, said = read(path), {}, []
    cells, found = code_cells(notebook), exercises(notebook)
    reads = set().union(*(used(cell.source) for cell in cells))
    for stub, _, solution in found:
        assert not (made(solution) - made(stub.source)) & reads
        stub.source = solution
    checks = [check.source for _, check, _ in found]
    with np.errstate(all="warn"):
        for source in needed([cell.source for cell in cells], {*checks, *(stub.source for stub, *_ in found)}):
            if source in checks:
                said.append(repr(eval(source, names)))
            else:
                exec(source, names)
    assert [text[:9] for text in said] == ["✓ Correct"] * len(lesson_of(path.stem).CATALOGUE)


@each_notebook
def test_all_checks_and_predictions_stand_in_the_notebook_and_each_prediction_is_recalled(path):
    lesson, cells = lesson_of(path.stem), [cell.source for cell in code_cells(read(path))]
    asked = [cell for cell in cells if cell.startswith("lesson.")]
    checks = [cell.partition("(")[0] for cell in asked if cell.startswith("lesson.check_")]
    assert checks == [f"lesson.check_{name}" for name in lesson.CATALOGUE]
    for verb in ("predict", "recall"):
        names = [cell for cell in asked if cell.startswith(f"lesson.{verb}_")]
        assert sorted(names) == sorted(f"lesson.{verb}_{name}()" for name in lesson.QUESTIONS)
