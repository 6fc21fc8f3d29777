"""Each lesson played through: with the solutions instead of the stubs, and with a wrong answer to each exercise.

Without a kernel: how a cell's outcome is shown is what the notebooks' own outputs hold. That every known mistake is
named is in `exercises/test_all_lessons.py`.
"""

import ast
import importlib
import re

import numpy as np
import pytest
from shipped import PATHS, code_cells, exercises, read, tags

LESSONS = {
    "00_start_here": "start_here",
    "01_gradient_descent": "gradient_descent",
    "02_backpropagation": "backpropagation",
    "03_vanishing_gradients": "vanishing_gradients",
    "04_activation_functions": "activation_functions",
    "05_training_playground": "training_playground",
}

each_lesson = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)


def lesson_of(path):
    """Return the exercises' module of a notebook."""
    return importlib.import_module(f"nbhelpers.exercises.{LESSONS[path.stem]}")


def run(source, names):
    """Run a cell on these names; return what its last line gives, as the notebook would show it."""
    *lines, last = ast.parse(source).body
    if not isinstance(last, ast.Expr):
        exec(source, names)
        return ""
    exec(compile(ast.Module(lines, []), "cell", "exec"), names)
    return repr(eval(compile(ast.Expression(last.value), "cell", "eval"), names))


@each_lesson
def test_every_solution_is_correct_and_a_wrong_answer_is_named(path):
    notebook, lesson, names = read(path), lesson_of(path), {}
    found = exercises(notebook)
    for stub, _, solution in found:
        stub.source = solution
    done = []
    with np.errstate(all="warn"):
        for cell in code_cells(notebook):
            if not {"explore", "predict"} & set(tags(cell)) and "lesson.recall_" not in cell.source:
                said = run(cell.source, names)
                done += [said[:9]] if "check" in tags(cell) else []
        assert done == ["✓ Correct"] * len(lesson.CATALOGUE)
        for _, check, _ in found:
            name, answer = re.fullmatch(r"lesson\.check_(\w+)\((\w+)\)", check.source).groups()
            mistake = lesson.CATALOGUE[name].mistakes[0]
            said = run(check.source, names | {answer: mistake.answer})
            assert said.startswith("✗ Not yet")
            assert mistake.message in said


@each_lesson
def test_every_check_of_the_lesson_stands_in_the_notebook(path):
    lesson = lesson_of(path)
    source = "\n".join(cell.source for cell in code_cells(read(path)))
    assert re.findall(r"lesson\.check_(\w+)\(", source) == list(lesson.CATALOGUE)
    assert sorted(re.findall(r"lesson\.predict_(\w+)\(\)", source)) == sorted(lesson.QUESTIONS)
    assert sorted(re.findall(r"lesson\.recall_(\w+)\(\)", source)) == sorted(lesson.QUESTIONS)
