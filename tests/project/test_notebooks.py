"""What every notebook keeps to, as it is committed."""

import ast
import math
import re
from itertools import pairwise

import demos
from shipped import LESSONS, PATHS, ROOT, code_cells, each_notebook, exercises, prose, read, tags, text_of

from nbhelpers import style

CALL = re.compile(r"\b(?:explore_\w+|playground)\([^()\n…`]*(?:\([^()]*\)[^()\n…`]*)*\)")
TAGS = {"setup", "predict", "explore", "exercise", "check", "solution"}

WIDGET = "application/vnd.jupyter.widget-view+json"


@each_notebook
def test_was_run_from_top_to_bottom_in_a_fresh_kernel_and_is_kept_as_it_came_out(path):
    """Nothing in it differs from run to run, so that a commit shows what has changed: see `.ci/outputs.py`."""
    assert path.stat().st_size < 1_000_000
    notebook = read(path)
    assert "widgets" not in notebook.metadata  # no widget state
    assert notebook.metadata.kernelspec.name == "python3"
    assert notebook.metadata.language_info.name == "python"  # without it JupyterLite asks for a kernel
    assert "version" not in notebook.metadata.language_info
    assert not any("execution" in cell.metadata for cell in notebook.cells)
    cells = code_cells(notebook)
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    outputs = [output for cell in cells for output in cell.outputs]
    assert not [output for output in outputs if output.output_type == "error" or output.get("name") == "stderr"]
    widgets = [output.data for output in outputs if WIDGET in output.get("data", {})]
    assert {data[WIDGET]["model_id"] for data in widgets} == {"0" * 32}
    assert all("image/png" in data or "text/markdown" in data for data in widgets)  # to see where no kernel runs
    assert not re.search(r" at 0x[0-9a-f]+>", "\n".join(map(text_of, cells)))


@each_notebook
def test_cells_are_short_and_tagged_for_what_they_hold_and_the_prose_is_calm(path):
    notebook = read(path)
    assert not re.search(r"(?<![!=<>])!(?!\[|=)", prose(notebook))
    assert all(set(tags(cell)) <= TAGS for cell in notebook.cells)
    cells = code_cells(notebook)
    assert [tags(cell) for cell in cells[:2]] == [["setup"], ["setup"]]
    for cell in cells:
        most = 5 if "setup" in tags(cell) else 1 if "explore" in tags(cell) else 12
        assert len([line for line in cell.source.splitlines() if line.strip()]) <= most
        assert not re.search(r"^\s*(%|!)|import \*", cell.source, re.MULTILINE)
        assert bool(demos.called(cell.source)) == ("explore" in tags(cell))
        for tag in ("predict", "check"):
            assert (f"lesson.{tag}_" in cell.source) == (tag in tags(cell))


@each_notebook
def test_exercises_are_stubs_that_say_what_to_do_with_hints_before_their_solutions(path):
    found, cells = exercises(read(path)), read(path).cells
    assert found
    for stub, check, solution in found:
        assert "NotImplementedError" in stub.source or "= ..." in stub.source
        assert "Not attempted yet" in text_of(check)
        assert len(solution.splitlines()) <= 12
        ast.parse(solution)
    for hints, solution in pairwise(cells):
        if "solution" in tags(solution):
            assert hints.source.count("<details>") == hints.source.count("</details>") == 3
            assert solution.source.startswith("<details><summary>Solution</summary>")
    for tag in ("predict", "check") if path in LESSONS else ():  # a lesson has enough to do
        assert sum(tag in tags(cell) for cell in cells) >= 5


def test_calls_in_lessons_questions_and_guides_are_taken():
    made_once = {make.__name__: demos.quickly(make) for make in demos.ALL}
    paths = [*PATHS, *ROOT.glob("docs/**/*.md"), *ROOT.glob("nbhelpers/exercises/*.txt")]
    texts = [path.read_text(encoding="utf-8").replace('\\"', '"') for path in paths]
    calls = {call for text in texts for call in CALL.findall(text)}
    assert len(calls) > 70
    for call in calls:
        name, arguments = call.split("(", 1)
        it = made_once[name]
        for keyword, value in eval(f"dict({arguments}").items():
            if keyword == "earlier":
                it.run.accept_earlier(value, math.inf)
            else:
                it.controls[keyword].accept(keyword, value)
    for it in made_once.values():
        it.close()


def test_a_factor_has_the_same_colour_in_the_formulas_as_in_the_pictures():
    # \color{#...}, which LaTeX does not know: its \color[HTML]{...} is read neither by KaTeX nor by MathJax 2
    text = "".join(prose(read(path)) for path in PATHS)
    derivatives = re.findall(r"\\color\{(#\w+)\}\{\\dfrac\{\\partial (\w+)\}\{\\partial (\w+)\}\}", text)
    found = {re.sub(r"([a-z])_(\d)", r"\1\2", f"d{of}_d{by}"): color for color, of, by in derivatives}
    assert found == style.FACTORS
    assert set(re.findall(r"\\color\{(#\w+)\}", text)) == set(style.FACTORS.values())
