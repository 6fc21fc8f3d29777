"""Exercises of lesson 01 on a whole run: the loop, a loop to repair, and how large α may be."""

import numpy as np

from nbhelpers import descent
from nbhelpers.datasets import LINES
from nbhelpers.exercises.exercise import Exercise, Mistake
from nbhelpers.exercises.gradient_descent.formulas import DATA, WALKTHROUGH, measured_gradient
from nbhelpers.gradcheck import numerical_gradient


def _descent(slope=descent.cost_gradient, step=lambda rate, slope: -rate * slope):
    """Return a descent that takes this slope and makes this step of it."""

    def descend(x, z, start, learning_rate, n_steps):
        w = [start]
        for _ in range(n_steps):
            w.append(w[-1] + step(learning_rate, slope(w[-1], x, z)))
        return w

    return descend


def _frozen_descent(sign):
    """Return a descent that takes the slope once, at the start, and moves with this sign."""

    def descend(x, z, start, learning_rate, n_steps):
        return start + sign * learning_rate * descent.cost_gradient(start, x, z) * np.arange(n_steps + 1)

    return descend


def _run(x, z, start, learning_rate, n_steps):
    """Return every w of the library's run."""
    return descent.descend(x, z, start=start, learning_rate=learning_rate, n_steps=n_steps).w


UPHILL = "Each step goes uphill: w moves away from the bottom. Look at the sign in the update."

DESCENT = Exercise(
    name="descent",
    title="The whole loop",
    reference=_run,
    oracle=_descent(slope=measured_gradient),
    correct="Every w of your run agrees with the library's, and with a run on measured slopes.",
    cases=(
        (*WALKTHROUGH, 0.2, 0.4, 4),
        (*WALKTHROUGH, 3.5, 1.2, 3),
        (*DATA[0], -0.5, 0.13, 1),
        (*DATA[1], 1.9, 0.04, 6),
    ),
    mistakes=(
        Mistake(
            "only the last w",
            lambda *run: _run(*run)[-1],
            "You returned only where the run ends. Keep every w along the way in a list.",
        ),
        Mistake(
            "start missing",
            lambda *run: _run(*run)[1:],
            "The steps are right, but the list begins after the first one. The start belongs in it too.",
        ),
        Mistake(
            "one step too few",
            lambda *run: _run(*run)[:-1],
            "The run stops one step too early. With n steps there are n + 1 values of w, because the start "
            "counts too.",
        ),
        Mistake(
            "one step too many",
            lambda x, z, start, rate, n_steps: _run(x, z, start, rate, n_steps + 1),
            "The run takes one step too many. How often does your loop run for n_steps = 1?",
        ),
        Mistake("wrong direction", _descent(step=lambda rate, slope: rate * slope), UPHILL),
        Mistake(
            "α forgotten",
            _descent(step=lambda rate, slope: -slope),
            "Each step is the whole slope. Where does the learning rate come in?",
        ),
        Mistake(
            "the step is α",
            _descent(step=lambda rate, slope: -rate * np.sign(slope)),
            "Every step is exactly α long. The step should shrink as the slope flattens.",
            "the step is α",
        ),
        Mistake(
            "cost instead of slope",
            _descent(slope=descent.cost),
            "You subtracted the cost instead of its slope. The cost is never negative, so this w never goes right.",
            "the cost itself says which way to go",
        ),
        Mistake(
            "factor 2 forgotten",
            _descent(slope=lambda w, x, z: descent.cost_gradient(w, x, z) / 2),
            "Each step is half as long as it should be. Is the 2 of the slope there?",
        ),
        Mistake(
            "mean for sum",
            _descent(slope=lambda w, x, z: descent.cost_gradient(w, x, z) / len(x)),
            "You took the slope of the mean. It is smaller than that of the sum, so each step is too short here.",
            "mean or sum makes no difference to α",
        ),
        Mistake(
            "slope taken once",
            _frozen_descent(-1),
            "All your steps are equally long: the slope is taken once, at the start. It changes with every w.",
            "all steps are equally long",
        ),
        Mistake(
            "costs returned",
            lambda x, z, *run: descent.cost(_run(x, z, *run), x, z),
            "These are the costs along the way. The exercise asks for the values of w.",
        ),
    ),
)

REPAIR = Exercise(
    name="repair",
    title="Repair a loop",
    reference=_run,
    oracle=DESCENT.oracle,
    correct="Both bugs are fixed: the run agrees with the library's on every input.",
    cases=DESCENT.cases,
    mistakes=(
        Mistake(
            "as given",
            _frozen_descent(+1),
            "This still does what the given code did. Two things are odd: w moves away from the bottom, and its "
            "steps never shrink.",
        ),
        Mistake(
            "slope taken once",
            _frozen_descent(-1),
            "The direction is right now. But all steps are equally long: which line has to run again for every w?",
            "all steps are equally long",
        ),
        Mistake(
            "wrong direction",
            _descent(step=lambda rate, slope: rate * slope),
            "The slope is now taken at every w, but w still moves away from the bottom. Look at the update.",
        ),
        *(m for m in DESCENT.mistakes if m.name not in ("slope taken once", "wrong direction")),
    ),
)

STABLE_RATE = Exercise(
    name="stable_rate",
    title="The largest stable learning rate",
    reference=descent.critical_learning_rate,
    oracle=lambda x: 2 / numerical_gradient(lambda w: descent.cost_gradient(w, x, 2 * x), 0.0),  # 2 / J''
    correct="Your limit agrees with the library and with the measured curvature, on every input.",
    cases=((WALKTHROUGH[0],), (LINES["one_to_five"].x,), *((x,) for x, _ in DATA)),
    mistakes=(
        Mistake(
            "lands in one step",
            lambda x: 1 / (2 * np.sum(x**2)),
            "With this α the run lands on the bottom in one step. A run may overshoot and still converge: "
            "how far can α go?",
            "overshooting means diverging",
        ),
        Mistake(
            "twice the limit",
            lambda x: 2 / np.sum(x**2),
            "This is twice the limit. Is the 2 of the slope in your factor?",
        ),
        Mistake(
            "mean for sum",
            lambda x: 1 / np.mean(x**2),
            "This is the limit for the mean of the squares. Here the cost is the sum, so the limit is lower.",
            "mean or sum makes no difference to α",
        ),
        Mistake(
            "x not squared",
            lambda x: 1 / np.sum(np.abs(x)),
            "You added up the sizes of the x. Each x enters the slope twice: once from the model, once "
            "from the chain rule.",
        ),
        Mistake(
            "squared too late",
            lambda x: 1 / np.float64(np.sum(x)) ** 2,
            "You added up first and squared afterwards. Points on both sides of 0 cancel that way.",
        ),
        Mistake(
            "not inverted",
            lambda x: np.sum(x**2),
            "This is S. A larger S means a steeper cost. What must α do?",
        ),
        Mistake(
            "the same for all data",
            lambda x: 1.6,
            "1.6 is the limit for the points of the walkthrough only. It has to be computed from the given x.",
            "a good α is good for all data",
        ),
    ),
)

ONE_STEP_RATE = Exercise(
    name="one_step_rate",
    title="A learning rate for other data",
    reference=1 / 110,
    correct="Here S = 55, so 1 − 2αS is 0: the run lands on 2 in one step.",
    tolerance=2e-3,  # 0.0091 is near enough
    mistakes=(
        Mistake(
            "the limit",
            1 / 55,
            "With this α the run bounces for ever: 1 − 2αS is −1. What must it be to land on the bottom at once?",
        ),
        Mistake(
            "walkthrough's α",
            0.8,
            "0.8 lands in one step for the points of the walkthrough. These points lie further out: what is S now?",
            "a good α is good for all data",
        ),
        Mistake(
            "mean for sum",
            1 / 22,
            "This α would suit the mean of the squares. Here the cost is their sum.",
            "mean or sum makes no difference to α",
        ),
        Mistake("not inverted", 110, "This is 2S. Look at 1 − 2αS once more: which α makes it 0?"),
    ),
)
