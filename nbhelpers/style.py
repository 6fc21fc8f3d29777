"""One look for every picture: a colour for each role, quiet axes, type that reads from the back row.

Colours are the Okabe-Ito palette (Okabe and Ito, "Color Universal Design", 2008), darkened where a line or a word
in it would be too pale on white, and moved until every two of them stay apart for every eye: `tests/test_style.py`
measures it. A role keeps its colour in every notebook, and is never told by colour alone: data are dots, models
solid lines, errors dotted, slopes dashed.
"""

PAPER = "#ffffff"
INK = "#1f2328"
QUIET = "#4e5356"
FAINT = "#e4e7eb"

DATA = INK
MODEL = "#0a73b1"  # w, and everything the model says
ERROR = "#d14000"  # residuals, cost and loss; also sigmoid, negative weights, class 0, and the first of two runs
GRADIENT = "#186e4d"  # slopes and steps along them
TARGET = "#894378"  # what is to be reached; limits that are not to be crossed
VIOLET = "#7900f2"  # tanh, and the slope of the first neuron

FACTORS = {
    "dE_da2": ERROR,
    "da2_dz2": "#508134",
    "dz2_dw2": "#763629",  # a1
    "dz2_db2": QUIET,  # 1
    "dz2_da1": MODEL,  # w2
    "da1_dz1": VIOLET,
    "dz1_dw1": "#c800a1",  # x
    "dz1_db1": QUIET,  # 1
}
"""The factors of the chain rule through two neurons, by the names that `backprop.Gradients` gives them."""

GOOD_ZONE = "#e3f1ec"
MIXED_ZONE = "#fdf1d6"
BAD_ZONE = "#f9e0d9"

DARK = {
    PAPER: "#111111",  # JupyterLab's dark page
    INK: "#eceef0",
    QUIET: "#a6a9ad",
    FAINT: "#2b2e32",
    MODEL: "#62a0d5",
    ERROR: "#fa5003",
    GRADIENT: "#3ad194",
    TARGET: "#f8b1e2",
    VIOLET: "#946cf0",
    FACTORS["da2_dz2"]: "#a9da60",
    FACTORS["dz2_dw2"]: "#b2796d",
    FACTORS["dz1_dw1"]: "#d552a3",
    GOOD_ZONE: "#1d3229",
    MIXED_ZONE: "#3c2d0e",
    BAD_ZONE: "#3d1a14",
}
"""What the browser draws instead of each colour where the page is dark: the same hue, under the same tests."""

WIDTH = 12.0
"""Width of every figure in inches; at 100 dots per inch the 1200 pixels of a notebook's column."""

RC = {
    "figure.facecolor": PAPER,
    "font.family": "DejaVu Sans",
    "font.size": 13,
    "text.color": INK,
    "axes.facecolor": PAPER,
    "axes.edgecolor": QUIET,
    "axes.labelcolor": INK,
    "axes.labelsize": 13,
    "axes.titlesize": 14,
    "axes.titlelocation": "left",
    "axes.titlepad": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "lines.solid_capstyle": "round",
}
"""Matplotlib settings in force while a figure is built or drawn; never set globally."""
