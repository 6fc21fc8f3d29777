"""Exercises of lesson 01 on one w: the cost, its slope, one step. A new mistake is one entry in a list."""

import numpy as np

from nbhelpers import descent
from nbhelpers.datasets import LINES
from nbhelpers.exercises.exercise import Exercise, Mistake
from nbhelpers.gradcheck import numerical_gradient

WALKTHROUGH = tuple(LINES["walkthrough"])


def _scattered(seed, m):
    """Return m points off any line through the origin, rounded so that a student can follow the numbers."""
    rng = np.random.default_rng(seed)
    x = rng.uniform(0.2, 1.6, m).round(2) * rng.choice([-1, 1, 1], m)
    return x, (1.5 * x + rng.normal(0.4, 0.5, m)).round(2)


DATA = tuple(_scattered(seed, m) for seed, m in ((1, 3), (2, 4), (3, 6)))


def _squares_added_up(w, x, z):
    """Return the cost, by hand."""
    return sum((zi - w * xi) ** 2 for xi, zi in zip(x, z, strict=True))


def measured_gradient(w, x, z):
    """Return the cost's slope by central differences."""
    return numerical_gradient(lambda v: descent.cost(v, x, z), w)


COST = Exercise(
    name="cost",
    title="The cost",
    reference=descent.cost,
    oracle=_squares_added_up,
    correct="Your cost agrees with the library and with squares added up one by one, on every input.",
    cases=((0.2, *WALKTHROUGH), *((w, *data) for w, data in zip((-1.3, 0.7, 3.1), DATA, strict=True))),
    mistakes=(
        Mistake(
            "mean for sum",
            lambda w, x, z: np.mean((z - w * x) ** 2),
            "You divided by the number of points. Many books use that cost, but here J is the sum.",
            "mean or sum makes no difference to α",
        ),
        Mistake(
            "half of the sum",
            lambda w, x, z: np.sum((z - w * x) ** 2) / 2,
            "Your result is half of the cost. Other books put ½ in front of the sum, but here there is no factor.",
        ),
        Mistake(
            "residual not squared",
            lambda w, x, z: np.sum(z - w * x),
            "You added up the errors themselves. Those above the line and those below it cancel.",
        ),
        Mistake(
            "squared too late",
            lambda w, x, z: np.sum(z - w * x) ** 2,
            "You added up first and squared afterwards. By then errors above and below the line have cancelled.",
        ),
        Mistake(
            "absolute value",
            lambda w, x, z: np.sum(np.abs(z - w * x)),
            "You added up the sizes of the errors. They do not cancel, but they are not squared either.",
        ),
        Mistake(
            "root taken",
            lambda w, x, z: np.sqrt(np.sum((z - w * x) ** 2)),
            "You took a square root at the end. J is the sum of the squares itself.",
        ),
        Mistake(
            "sum forgotten",
            lambda w, x, z: (z - w * x) ** 2,
            "These are the squared errors, one for each point. How do they become one number?",
        ),
        Mistake(
            "added, not subtracted",
            lambda w, x, z: np.sum((z + w * x) ** 2),
            "You added the prediction to the target. An error is the difference of the two.",
        ),
        Mistake(
            "w forgotten",
            lambda w, x, z: np.sum((z - x) ** 2),
            "Your result does not depend on w. What does the model predict for x?",
        ),
    ),
)

GRADIENT = Exercise(
    name="gradient",
    title="The slope of the cost",
    reference=descent.cost_gradient,
    oracle=measured_gradient,
    correct="Your slope agrees with the library and with finite differences, on every input.",
    cases=COST.cases,
    mistakes=(
        Mistake(
            "sign reversed",
            lambda w, x, z: 2 * np.sum(x * (z - w * x)),
            "The size is right, the sign is reversed. Left of the bottom the cost falls, so its slope "
            "is negative there. What does the chain rule say about the inner −w·x?",
        ),
        Mistake(
            "factor 2 forgotten",
            lambda w, x, z: -np.sum(x * (z - w * x)),
            "You are short of a factor 2. What is the derivative of a square?",
        ),
        Mistake(
            "sign and factor 2",
            lambda w, x, z: np.sum(x * (z - w * x)),
            "Two things are missing: the 2 from the square, and the sign from the inner −w·x.",
        ),
        Mistake(
            "mean for sum",
            lambda w, x, z: -2 * np.mean(x * (z - w * x)),
            "You divided by the number of points. This is the slope of the mean, but here J is the sum.",
            "mean or sum makes no difference to α",
        ),
        Mistake(
            "x forgotten",
            lambda w, x, z: -2 * np.sum(z - w * x),
            "The inner derivative is missing: when w grows by 1, the prediction w·x does not grow by 1.",
        ),
        Mistake(
            "still squared",
            lambda w, x, z: -2 * np.sum(x * (z - w * x) ** 2),
            "The error is still squared. Taking the derivative of a square lowers the power by one.",
        ),
        Mistake(
            "the cost itself",
            descent.cost,
            "This is the cost itself. How fast does it change when w changes?",
            "the cost itself says which way to go",
        ),
        Mistake(
            "sum forgotten",
            lambda w, x, z: -2 * x * (z - w * x),
            "These are the slopes that the single points contribute. How do they become the slope of the sum?",
        ),
        Mistake(
            "summed too early",
            lambda w, x, z: -2 * np.sum(x) * np.sum(z - w * x),
            "You added up the x and the errors separately. Multiply each error by its own x before you add up.",
        ),
    ),
)

UPDATE = Exercise(
    name="update",
    title="One step",
    reference=lambda w, gradient, learning_rate: w - learning_rate * gradient,
    correct="Your step goes against the slope, and it is α times as long as the slope is steep.",
    cases=((0.2, -2.25, 0.4), (3.0, 1.25, 0.8), (-1.7, -4.6, 0.05), (0.6, 2.9, 1.3)),
    mistakes=(
        Mistake(
            "wrong direction",
            lambda w, gradient, learning_rate: w + learning_rate * gradient,
            "The step has the right length and goes uphill. The slope points to where the cost grows.",
        ),
        Mistake(
            "α forgotten",
            lambda w, gradient, learning_rate: w - gradient,
            "You took the whole slope as the step. Where does the learning rate come in?",
        ),
        Mistake(
            "the step is α",
            lambda w, gradient, learning_rate: w - learning_rate * np.sign(gradient),
            "The direction is right, but every step is exactly α long. A steep slope should make a longer step.",
            "the step is α",
        ),
        Mistake(
            "slope forgotten",
            lambda w, gradient, learning_rate: w - learning_rate,
            "You subtracted α alone, so w always goes left by the same amount. Where does the slope come in?",
            "the step is α",
        ),
        Mistake(
            "step without w",
            lambda w, gradient, learning_rate: -learning_rate * gradient,
            "This is the step alone. Where are you after it?",
        ),
        Mistake(
            "divided by α",
            lambda w, gradient, learning_rate: w - gradient / learning_rate,
            "You divided by α, so a smaller learning rate would make a longer step.",
        ),
        Mistake(
            "w multiplied",
            lambda w, gradient, learning_rate: w * (1 - learning_rate * gradient),
            "Your step also depends on how large w itself is. Only the slope and α make the step.",
        ),
    ),
)
