"""What every notebook keeps to, as it is committed."""

import ast
import re
from itertools import pairwise

import pytest
from shipped import FOLDER, LESSONS, PATHS, code_cells, exercises, is_demo, read, tags, text_of

from nbhelpers import style

TAGS = {"setup", "predict", "explore", "exercise", "check", "solution"}

WIDGET = "application/vnd.jupyter.widget-view+json"

each_notebook = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)


def lines(cell):
    """Return a cell's lines that are not empty."""
    return [line for line in cell.source.splitlines() if line.strip()]


def test_there_are_notebooks():
    assert PATHS


@each_notebook
def test_was_run_from_top_to_bottom_in_a_fresh_kernel(path):
    counts = [cell.execution_count for cell in code_cells(read(path))]
    assert counts == list(range(1, len(counts) + 1))


@each_notebook
def test_is_small_and_holds_no_widget_state(path):
    assert path.stat().st_size < 1_000_000
    notebook = read(path)
    assert "widgets" not in notebook.metadata
    assert notebook.metadata.kernelspec.name == "python3"
    assert notebook.metadata.language_info.name == "python"  # without it JupyterLite asks for a kernel


@each_notebook
def test_outputs_are_whole(path):
    for cell in code_cells(read(path)):
        for output in cell.outputs:
            assert output.output_type != "error"
            assert output.get("name") != "stderr"
            data = output.get("data", {})
            if WIDGET in data:  # something to see where no kernel runs
                assert "image/png" in data or "text/markdown" in data
            assert not re.search(r" at 0x[0-9a-f]+>", data.get("text/plain", ""))


@each_notebook
def test_holds_nothing_that_differs_from_run_to_run(path):
    """So that a commit shows what has changed; `.ci/outputs.py` sees to it."""
    notebook = read(path)
    assert "version" not in notebook.metadata.language_info
    assert not any("execution" in cell.metadata for cell in notebook.cells)
    data = [output.get("data", {}) for cell in code_cells(notebook) for output in cell.outputs]
    ids = {each[WIDGET]["model_id"] for each in data if WIDGET in each}
    assert ids == {"0" * 32}


@each_notebook
def test_cells_are_short_and_tagged(path):
    notebook = read(path)
    for cell in notebook.cells:
        assert set(tags(cell)) <= TAGS
    cells = code_cells(notebook)
    assert [tags(cell) for cell in cells[:2]] == [["setup"], ["setup"]]
    assert all(len(lines(cell)) <= 5 for cell in cells[:2])
    for cell in cells:
        assert len(lines(cell)) <= (1 if "explore" in tags(cell) else 12)
        assert not any("nbval" in tag.lower() for tag in tags(cell))
        assert not re.search(r"^\s*(%|!)|import \*", cell.source, re.MULTILINE)


@each_notebook
def test_every_demo_stands_in_an_explore_cell_and_every_question_in_a_predict_cell(path):
    for cell in code_cells(read(path)):
        assert (is_demo(cell.source)) == ("explore" in tags(cell))
        assert ("lesson.predict_" in cell.source) == ("predict" in tags(cell))
        assert ("lesson.check_" in cell.source) == ("check" in tags(cell))


@each_notebook
def test_a_prediction_stands_before_the_demo_that_answers_it(path):
    """Between a question and its recall stands what shows the answer."""
    sources = [cell.source for cell in code_cells(read(path))]
    asked = [re.search(r"lesson\.predict_(\w+)", source) for source in sources]
    assert any(asked)
    for i, match in enumerate(asked):
        if match:
            recall = sources.index(f"lesson.recall_{match[1]}()")
            between = [s for s in sources[i + 1 : recall] if "predict" not in s and "recall" not in s]
            assert between, match[1]


@each_notebook
def test_exercises_are_stubs_that_say_what_to_do(path):
    found = exercises(read(path))
    assert found
    for stub, check, solution in found:
        assert "NotImplementedError" in stub.source or "= ..." in stub.source
        assert "Not attempted yet" in text_of(check)
        assert len(solution.splitlines()) <= 12
        ast.parse(solution)


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_a_lesson_has_enough_to_do(path):
    cells = code_cells(read(path))
    for tag in ("predict", "check"):
        assert sum(tag in tags(cell) for cell in cells) >= 5


@each_notebook
def test_every_exercise_has_hints_before_its_solution(path):
    cells = read(path).cells
    for hints, solution in pairwise(cells):
        if "solution" in tags(solution):
            assert hints.source.count("<details>") == hints.source.count("</details>") == 3
            assert solution.source.startswith("<details><summary>Solution</summary>")


@each_notebook
def test_links_lead_somewhere(path):
    for cell in read(path).cells:
        for target in re.findall(r"\]\(([^)]+)\)", cell.source) if cell.cell_type == "markdown" else []:
            assert target.startswith("https://") or (FOLDER / target).exists(), target


def test_a_factor_has_the_same_colour_in_the_formulas_as_in_the_pictures():
    # \color{#...}, which LaTeX does not know: its \color[HTML]{...} is read neither by KaTeX nor by MathJax 2
    prose = "\n".join(cell.source for cell in read(FOLDER / "02_backpropagation.ipynb").cells)
    derivatives = re.findall(r"\\color\{(#\w+)\}\{\\dfrac\{\\partial (\w+)\}\{\\partial (\w+)\}\}", prose)
    found = {re.sub(r"([a-z])_(\d)", r"\1\2", f"d{of}_d{by}"): color for color, of, by in derivatives}
    assert found == style.FACTORS
    assert set(re.findall(r"\\color\{(#\w+)\}", prose)) == set(style.FACTORS.values())


@each_notebook
def test_prose_is_calm(path):
    prose = [cell.source for cell in read(path).cells if cell.cell_type == "markdown"]
    assert not [text for text in prose if re.search(r"(?<![!=<>])!(?!\[|=)", text)]
