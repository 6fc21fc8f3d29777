"""Lesson 1, gradient descent: what its exercises compute, and what it offers.

Where no data is named, it is the walkthrough's: five points, S = Σx² = 0.625.
"""

import numpy as np

from nbhelpers import descent
from nbhelpers.datasets import LINES
from nbhelpers.exercises.course import Catalogue, offered
from nbhelpers.exercises.lesson_text import lesson_text
from nbhelpers.gradcheck import numerical_gradient

QUESTIONS, SAID = lesson_text("gradient_descent")

WALKTHROUGH = tuple(LINES["walkthrough"])


def _scattered(seed, m):
    """Return m points off any line through the origin, with two decimals."""
    rng = np.random.default_rng(seed)
    x = rng.uniform(0.2, 1.6, m).round(2) * rng.choice([-1, 1, 1], m)
    return x, (1.5 * x + rng.normal(0.4, 0.5, m)).round(2)


DATA = tuple(_scattered(seed, m) for seed, m in ((1, 3), (2, 4), (3, 6)))


def _measured_gradient(w, x, z):
    """Return the cost's slope by central differences."""
    return numerical_gradient(lambda v: descent.cost(v, x, z), w)


COST = SAID["cost"].exercise(
    descent.cost,
    ((0.2, *WALKTHROUGH), *((w, *data) for w, data in zip((-1.3, 0.7, 3.1), DATA, strict=True))),
    wrong={
        "error not squared": lambda w, x, z: np.sum(z - w * x),
        "absolute value": lambda w, x, z: np.sum(np.abs(z - w * x)),
        "doubled, not squared": lambda w, x, z: np.sum(2 * (z - w * x)),
        "squares subtracted": lambda w, x, z: np.sum(z**2 - (w * x) ** 2),
        "w before x": lambda w, x, z: np.sum(((z - w) * x) ** 2),
    },
    oracle=lambda w, x, z: sum((zi - w * xi) ** 2 for xi, zi in zip(x, z, strict=True)),
    formula=lambda w, x, z: np.sum((z - w * x) ** 2),
)

GRADIENT = SAID["gradient"].exercise(
    descent.cost_gradient,
    COST.cases,
    wrong={
        "the cost itself": COST.formula,
        "formula for z = 2x": lambda w, x, z: 2 * np.sum(x**2) * (w - 2),
        "w before x": lambda w, x, z: -2 * np.sum(x * (z - w) * x),
        "brackets missing": lambda w, x, z: -2 * np.sum(x * z - w * x),
    },
    oracle=_measured_gradient,
    factors=(
        SAID["gradient"].factor("the factor 2", lambda w, x, z: 2.0),
        SAID["gradient"].factor("the factor x", lambda w, x, z: x),
        SAID["gradient"].factor("the error", lambda w, x, z: z - w * x),
    ),
    built=lambda two, x, error: -np.sum(two * x * error),
)

UPDATE = SAID["update"].exercise(
    lambda w, gradient, learning_rate: w - learning_rate * gradient,
    ((0.2, -2.25, 0.4), (3.137, 1.273, 0.43), (-1.719, -4.637, 0.0573), (0.613, 2.918, 1.291)),
    wrong={
        "w multiplied": lambda w, gradient, learning_rate: w * (1 - learning_rate * gradient),
        "subtracted first": lambda w, gradient, learning_rate: (w - learning_rate) * gradient,
    },
)


def _descent(slope=lambda w, x, z: -2 * (x @ (z - w * x)), step=UPDATE.reference):
    """Return a descent that takes this slope and makes this step of it."""

    def descend(x, z, start, learning_rate, n_steps):
        w = [start]
        for _ in range(n_steps):
            w.append(step(w[-1], slope(w[-1], x, z), learning_rate))
        return np.array(w)

    return descend


def _with_one_slope(multiples):
    """Return a descent whose slope is taken at the start alone, given by how much of the first step w has moved."""

    def descend(x, z, start, learning_rate, n_steps):
        return start - learning_rate * descent.cost_gradient(start, x, z) * multiples(np.arange(n_steps + 1))

    return descend


def _run(x, z, start, learning_rate, n_steps):
    """Return every w of the library's run."""
    return descent.descend(x, z, start=start, learning_rate=learning_rate, n_steps=n_steps).w


A_RUN = {
    "inner": (
        (GRADIENT, "Look at the slope in each step.", lambda slope: _descent(slope=slope)),
        (UPDATE, "Look at the step from one w to the next.", lambda step: _descent(step=step)),
    ),
    "oracle": _descent(slope=_measured_gradient),
    "formula": _descent(),
}
WRONG_RUNS = {
    "slope taken once": _with_one_slope(lambda step: step),
    "costs returned": lambda x, z, *run: descent.cost(_run(x, z, *run), x, z),
}

DESCENT = SAID["descent"].exercise(
    _run,
    (
        (*WALKTHROUGH, 0.2, 0.4, 4),
        (*WALKTHROUGH, 5.57, 1.43, 3),
        (*DATA[0], -0.53, 0.137, 2),
        (*DATA[1], 1.91, 0.043, 6),
    ),
    wrong=WRONG_RUNS | {"always from the start": _with_one_slope(np.sign)},
    **A_RUN,
)

REPAIR = SAID["repair"].exercise(
    _run,
    DESCENT.cases,
    wrong=WRONG_RUNS | {"as given": _with_one_slope(lambda step: -step)},
    **A_RUN,
)

STABLE_RATE = SAID["stable_rate"].exercise(
    descent.critical_learning_rate,
    ((WALKTHROUGH[0],), *((x,) for x, _ in DATA)),
    wrong={
        "x not squared": lambda x: 1 / np.sum(x),
        "sizes added up": lambda x: 1 / np.sum(np.abs(x)),
    },
    oracle=lambda x: 2 / numerical_gradient(lambda w: descent.cost_gradient(w, x, 2 * x), 0.0),  # 2 / J''
    formula=lambda x: 1 / np.sum(x**2),
)

ONE_STEP_RATE = SAID["one_step_rate"].exercise(1 / 110, decimals=4)

CATALOGUE = Catalogue(COST, GRADIENT, UPDATE, DESCENT, STABLE_RATE, ONE_STEP_RATE, REPAIR)
"""The exercises by name, in the notebook's order, each with the slips that it knows."""

globals().update(offered(__name__, QUESTIONS, CATALOGUE))

# Earlier names, which gave the answers away; they still work in a copy of the lesson.
predict_bounce, recall_bounce = QUESTIONS["still_larger"].predict, QUESTIONS["still_larger"].recall
predict_zigzag, recall_zigzag = QUESTIONS["two_parameters"].predict, QUESTIONS["two_parameters"].recall
