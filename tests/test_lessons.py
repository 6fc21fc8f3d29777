"""Each lesson played through: with the solutions instead of the stubs, and with every known wrong answer."""

import importlib
import re

import nbformat
import pytest
from nbclient import NotebookClient
from shipped import PATHS, code_cells, exercises, read, tags, text_of

LESSONS = {
    "00_start_here": "start_here",
    "01_gradient_descent": "gradient_descent",
    "02_backpropagation": "backpropagation",
    "03_vanishing_gradients": "vanishing_gradients",
    "04_activation_functions": "activation_functions",
    "05_training_playground": "training_playground",
}


def run(cells):
    """Run code cells in a fresh kernel; return them with their outputs."""
    notebook = nbformat.v4.new_notebook(cells=cells)
    NotebookClient(notebook, timeout=60, kernel_name="python3").execute()
    return notebook.cells


def catalogue(path):
    """Return a lesson's exercises by name."""
    return importlib.import_module(f"nbhelpers.exercises.{LESSONS[path.stem]}").CATALOGUE


each_lesson = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)


@each_lesson
def test_every_solution_is_correct(path):
    notebook = read(path)
    for stub, _, solution in exercises(notebook):
        stub.source = solution
    done = [cell for cell in run(code_cells(notebook)) if "lesson.check_" in cell.source]
    assert len(done) == len(catalogue(path))
    assert [text_of(cell)[:9] for cell in done] == ["✓ Correct"] * len(done)


@each_lesson
def test_every_known_mistake_is_named(path):
    notebook = read(path)
    setup = [cell for cell in notebook.cells if "setup" in tags(cell)]
    cells, expected = list(setup), []
    for _, check, _ in exercises(notebook):
        name, answer = re.fullmatch(r"lesson\.check_(\w+)\((\w+)\)", check.source).groups()
        for i, mistake in enumerate(catalogue(path)[name].mistakes):
            wrong = f"{answer} = lesson.CATALOGUE[{name!r}].mistakes[{i}].answer"
            cells += [nbformat.v4.new_code_cell(wrong), nbformat.v4.new_code_cell(check.source)]
            expected.append(mistake.message)
    outputs = [text_of(cell) for cell in run(cells)[len(setup) + 1 :: 2]]
    assert len(outputs) == len(expected) >= 3 * len(catalogue(path))
    for output, message in zip(outputs, expected, strict=True):
        assert output.startswith("✗ Not yet")
        assert message in output


@each_lesson
def test_every_check_of_the_lesson_stands_in_the_notebook(path):
    lesson = importlib.import_module(f"nbhelpers.exercises.{LESSONS[path.stem]}")
    source = "\n".join(cell.source for cell in code_cells(read(path)))
    assert re.findall(r"lesson\.check_(\w+)\(", source) == list(lesson.CATALOGUE)
    assert sorted(re.findall(r"lesson\.predict_(\w+)\(\)", source)) == sorted(lesson.QUESTIONS)
    assert sorted(re.findall(r"lesson\.recall_(\w+)\(\)", source)) == sorted(lesson.QUESTIONS)
