"""Formulas on paper: the colours that the page reads are no LaTeX."""

import nbformat
from nbconvert.exporters import LatexExporter
from nbconvert.nbconvertapp import NbConvertApp
from shipped import LESSONS, read

from nbhelpers import style


def test_colours_of_formulas_become_latex_in_what_nbconvert_makes_of_an_installed_course():
    app = NbConvertApp()
    app.load_config_file()  # what this environment has installed
    exporter = LatexExporter(config=app.config)
    exporter.raw_template = "((*- for cell in nb.cells -*))((( cell.source )))((*- endfor -*))"  # needs no pandoc
    cells = [cell for cell in read(LESSONS[1]).cells if cell.cell_type == "markdown"]
    text, _ = exporter.from_notebook_node(nbformat.v4.new_notebook(cells=cells))
    color = style.ERROR.strip("#")
    assert rf"\color{{#{color}}}" in "".join(cell.source for cell in cells)
    assert rf"\color[HTML]{{{color.upper()}}}" in text
    assert r"\color{#" not in text
