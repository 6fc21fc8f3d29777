from pathlib import Path

import nbformat
from nbconvert.exporters import LatexExporter
from nbconvert.nbconvertapp import NbConvertApp

LESSON = Path(__file__).parents[1] / "notebooks" / "02_backpropagation.ipynb"


def test_colours_of_formulas_become_latex_in_what_nbconvert_makes_of_an_installed_course():
    app = NbConvertApp()
    app.load_config_file()  # what this environment has installed
    exporter = LatexExporter(config=app.config)
    exporter.raw_template = "((*- for cell in nb.cells -*))((( cell.source )))((*- endfor -*))"  # needs no pandoc
    cells = [cell for cell in nbformat.read(LESSON, 4).cells if cell.cell_type == "markdown"]
    text, _ = exporter.from_notebook_node(nbformat.v4.new_notebook(cells=cells))
    assert r"\color{#d14000}" in "".join(cell.source for cell in cells)
    assert r"\color[HTML]{D14000}" in text
    assert r"\color{#" not in text
