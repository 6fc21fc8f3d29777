r"""What `jupyter nbconvert --to pdf` needs: the colours of formulas as LaTeX knows them.

Notebooks say `\color{#d14000}`, which every page that shows them understands, VS Code's among them; LaTeX wants
`\color[HTML]{D14000}`, which not all of those do. `jupyter_nbconvert_config.json` switches this on.
"""

import re

from nbconvert.preprocessors import Preprocessor


class FormulaColors(Preprocessor):
    """Rewrites the colours in the text cells of a notebook that becomes LaTeX."""

    def preprocess_cell(self, cell, resources, index):
        """Return the cell and the resources, as nbconvert wants them."""
        if cell.cell_type == "markdown":
            cell.source = re.sub(r"\\color\{#(\w{6})\}", _in_latex, cell.source)
        return cell, resources


def _in_latex(match):
    return rf"\color[HTML]{{{match[1].upper()}}}"
