"""Lesson 01: the loop to repair at every stage, the limit of α, and the numbers in the predictions."""

import numpy as np
import pytest

from nbhelpers import descent
from nbhelpers.datasets import LINES
from nbhelpers.exercises import gradient_descent as lesson

WALKTHROUGH = LINES["walkthrough"]


def loop(sign, slope_once):
    """Return the loop with a step in this direction, along the slope at the start or along that of each w."""

    def answer(x, z, start, learning_rate, n_steps):
        w = [start]
        for i in range(n_steps):
            if i == 0 or not slope_once:
                gradient = -2 * np.sum(x * (z - w[-1] * x))
            w.append(w[-1] + sign * learning_rate * gradient)
        return w

    return answer


def test_the_loop_to_repair_is_recognised_at_every_stage():
    assert lesson.check_repair(loop(+1, slope_once=True)).mistake == "as given"
    assert lesson.check_repair(loop(-1, slope_once=True)).mistake == "slope taken once"
    assert lesson.check_repair(loop(+1, slope_once=False)).mistake == "learning_rate with the other sign"
    assert lesson.check_repair(loop(-1, slope_once=False))


def test_the_stable_rate_is_the_limit_on_both_sides():
    x, z = WALKTHROUGH
    limit = lesson.CATALOGUE["stable_rate"].expected((x,))
    for rate, converges in ((0.99 * limit, True), (1.01 * limit, False)):
        w = descent.descend(x, z, start=0.2, learning_rate=rate, n_steps=50).w
        assert (abs(w[-1] - 2) < abs(w[0] - 2)) == converges


def run(rate, n_steps=3, data="walkthrough", **kwargs):
    return descent.descend(*LINES[data], start=0.2, learning_rate=rate, n_steps=n_steps, **kwargs)


def test_the_numbers_in_the_predictions_are_the_librarys():
    q = lesson.QUESTIONS
    assert run(0.4).gradient[0] == pytest.approx(-2.25)
    assert run(0.4).w[1] - 0.2 == pytest.approx(0.9)
    assert run(0.4).w[3] == pytest.approx(q["w3"].answer)
    assert run(1.2).w[1] == pytest.approx(2.9)
    assert run(1.2).factor == pytest.approx(-run(0.4).factor) == pytest.approx(-0.5)
    assert run(1.6).w == pytest.approx([0.2, 3.8, 0.2, 3.8])
    assert run(0.4, data="one_to_five").factor == pytest.approx(-43)
    assert run(0.4, cost_scale=1 / 5).factor == pytest.approx(0.9)
    assert run(2.0, cost_scale=1 / 5).factor == pytest.approx(0.5)
    assert run(0.4).cost[0] == pytest.approx(2.025)
    assert run(1.2).w[:3] - 2 == pytest.approx([-1.8, 0.9, -0.45])


def test_the_valley_is_steep_across_and_flat_along_and_one_rate_cannot_suit_both():
    narrow = LINES["narrow"]
    valley = descent.descend_plane(*narrow, start_w=0.2, start_b=2.5, learning_rate=0.18, n_steps=10)
    assert valley.factors == pytest.approx((-0.8, 0.944), abs=5e-4)
    assert 1 / descent.curvatures(narrow.x)[0] == pytest.approx(0.2)
    assert np.divide(*descent.curvatures(narrow.x)) == pytest.approx(32)
    assert valley.zigzags
    left_along, left_across = abs(valley.w[-1] - 2) / 1.8, abs(valley.b[-1]) / 2.5
    assert left_along > 5 * left_across  # 56 % and 11 %: along the valley α is far too small
    round_one = descent.descend_plane(*LINES["stretched"], start_w=0.2, start_b=2.5, learning_rate=0.1, n_steps=2)
    assert max(map(abs, round_one.factors)) == pytest.approx(0.125)


def test_names_of_predictions_that_gave_the_answer_away_still_work():
    assert lesson.predict_bounce == lesson.predict_still_larger
    assert lesson.recall_zigzag == lesson.recall_two_parameters


def test_w_minus_cost_goes_left():
    x, z = WALKTHROUGH
    assert 0.2 - 0.4 * descent.cost(0.2, x, z) < 0.2
