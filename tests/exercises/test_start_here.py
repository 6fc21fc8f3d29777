"""The start page: its prediction holds, and so does what it says of wrong answers."""

import numpy as np
import pytest

from nbhelpers import descent, explore
from nbhelpers.datasets import LINES
from nbhelpers.exercises import start_here as lesson

X, Z = LINES["walkthrough"]


def test_the_cost_falls_to_0_and_rises_again():
    cost = np.array([descent.cost(w, X, Z) for w in np.linspace(0.2, 5, 481)])
    bottom = np.argmin(cost)
    assert cost[bottom] == pytest.approx(0, abs=1e-12)
    assert np.all(np.diff(cost[: bottom + 1]) < 0)
    assert np.all(np.diff(cost[bottom:]) > 0)
    assert lesson.QUESTIONS["larger_w"].answer_text == "It falls to 0 and then rises again."


def test_the_slider_starts_and_ends_where_the_texts_say():
    slider = explore.explore_fit().controls["w"]
    assert (slider.value, slider.values[-1]) == (0.2, 5)
    values = {mistake.name: mistake.answer for mistake in lesson.CATALOGUE["best_w"].mistakes}
    assert (slider.value, slider.values[-1]) == (values["0.2"], values["5"])
    slopes = Z[X != 0] / X[X != 0]
    assert np.allclose(1 / slopes, values["one over the result"])
    assert values["sign reversed"] < 0 < values["1"] < np.min(slopes)


def test_the_demo_answers_the_question():
    assert "J falls to the left" in eval(lesson.QUESTIONS["larger_w"].see, vars(explore).copy()).text
