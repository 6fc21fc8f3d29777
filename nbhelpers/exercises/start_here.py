"""The start page, to try out how a notebook works: its one exercise is about the demo `explore_fit`."""

from nbhelpers import descent
from nbhelpers.datasets import LINES
from nbhelpers.exercises.course import Catalogue, offered
from nbhelpers.exercises.lesson_text import lesson_text

QUESTIONS, SAID = lesson_text("start_here")

BEST_W = SAID["best_w"].exercise(2.0, oracle=lambda: descent.best_weight(*LINES["walkthrough"]))

CATALOGUE = Catalogue(BEST_W)
"""The exercises by name, each with the slips that it knows."""

globals().update(offered(__name__, QUESTIONS, CATALOGUE))
