"""Small data sets, the same on every machine."""

from nbhelpers.datasets.digits import Digits, digits
from nbhelpers.datasets.perturb import perturbed
from nbhelpers.datasets.planar import PLANAR, REACH, TURNS, Planar, planar
from nbhelpers.datasets.points import LINES, SIX, Points, Samples
from nbhelpers.datasets.split import split

__all__ = [
    "LINES",
    "PLANAR",
    "REACH",
    "SIX",
    "TURNS",
    "Digits",
    "Planar",
    "Points",
    "Samples",
    "digits",
    "perturbed",
    "planar",
    "split",
]
