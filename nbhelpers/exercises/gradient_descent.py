"""Lesson 1, gradient descent: its predictions, its exercises and its tally.

In the notebook: ``from nbhelpers.exercises import gradient_descent as lesson``, then ``lesson.predict_step()``
before a demo, ``lesson.recall_step()`` after it, ``lesson.check_cost(my_cost)`` below an exercise, and at the end
``lesson.tally()``.

Where no data is named, it is the walkthrough's: five points, S = Σx² = 0.625.
"""

import numpy as np

from nbhelpers import descent
from nbhelpers.datasets import LINES
from nbhelpers.exercises.checks import FunctionExercise, ValueExercise
from nbhelpers.exercises.prediction import questions
from nbhelpers.exercises.recognition import slips
from nbhelpers.exercises.record import Catalogue, offered
from nbhelpers.exercises.relations import ADDED_FIRST, HALF, INVERSE, OVER_M, SIGN, TIMES_M, TWICE, Factor, changed
from nbhelpers.gradcheck import numerical_gradient

QUESTIONS = questions("""
step | the step is α | explore_descent(learning_rate=0.4, n_steps=1)
    Descent starts at w₀ = 0.2, where the slope of the cost is −2.25, with the learning rate α = 0.4. How far does w
    move in the first step?
    - By 0.4: the step is the learning rate.
    + By 0.9: the step is the learning rate times the slope.
    - By 2.25: the step is the slope.
    - By 1.8: one step goes all the way to 2.
    = The step is α times the slope, 0.4 · 2.25 = 0.9, so it shrinks by itself as the curve flattens.

cost_as_guide | the cost itself says which way to go | explore_descent(start=0.2)
    Someone subtracts the cost instead of its slope: w − α·J. They also start at w₀ = 0.2 with α = 0.4, and J is
    2.025 there. Where does w go?
    - To the right, towards 2, as with the slope.
    - To the right at first, then past 2 and back.
    + To the left, away from 2.
    - Nowhere: w stays at 0.2.
    = J is never negative, so w − α·J never goes right: the cost says how bad w is, but only its slope says which
      way is down.

w3 | all steps are equally long | explore_descent(learning_rate=0.4, n_steps=3)
    The run starts at w₀ = 0.2 with α = 0.4, and two steps take it to w₂ = 1.55. What will w₃ be?
    # 1.775 or 1.78
    = Every step halves the distance to 2: it was 0.45 at w₂, so it is 0.225 at w₃.

overshoot | overshooting means diverging | explore_descent(learning_rate=1.2)
    With α = 1.2 the first step jumps past the bottom, from 0.2 to 2.9. What happens after that?
    - It diverges: once a run has jumped past 2, it gets further and further away.
    - It bounces between 0.2 and 2.9 for ever.
    - It still converges, but far more slowly than with α = 0.4.
    + It still converges, and as fast as with α = 0.4.
    = Each step takes w to the other side of 2 and halves the distance, from 1.8 to 0.9 to 0.45; with α = 0.4 the
      distance halves as well, on the same side.

still_larger | more steps always help | explore_descent(learning_rate=1.6)
    Now α = 1.6, and the first step goes from 0.2 to 3.8. What happens after that?
    + It jumps back and forth between 3.8 and 0.2 for ever.
    - It settles at 2, after many more steps.
    - It gets further away from 2 with every step.
    - It comes to rest at 3.8.
    = The factor is 1 − 2 · 1.6 · 0.625 = −1, so each step changes sides and keeps the distance: 1.6 is the limit
      between converging and diverging.

absolute | a good α is good for all data | explore_descent(data="one_to_five")
    α = 0.4 worked well. Take the same line z = 2x and the same α, but the points x = 1, 2, 3, 4, 5. What happens?
    - The same as before: α = 0.4 is a good learning rate.
    - It converges faster, because the points carry more information.
    - It converges more slowly, because the points are further out.
    + It diverges.
    = Now S = 55, so each step multiplies the distance by 1 − 2 · 0.4 · 55 = −43: whether an α is small depends on
      the data.

two_parameters | the slope points at the bottom | explore_two_parameters(data="narrow", learning_rate=0.18)
    Fit w and b together with α = 0.18, just below the limit of 0.2. The cost is a long valley, 32 times as curved
    across (in b) as along (in w). Which path does the run take?
    - Straight to the bottom: the slope points there.
    - In a circle around the bottom.
    + From side to side across the valley, and only slowly along it.
    - Out of the valley: it diverges.
    = Each step multiplies the distance to the bottom by −0.8 across the valley and by 0.944 along it, so b changes
      sides every time while w creeps.

mean_or_sum | mean or sum makes no difference to α | explore_cost_scales(learning_rate=0.4)
    Divide the cost by 5, the number of points, so that it is the mean instead of the sum. Start and α = 0.4 stay
    the same. What changes?
    - Nothing: the same w is best, so the steps are the same.
    + The same w is best, but each step covers a tenth of the way instead of a half.
    - Another w is best.
    - It diverges.
    = The slope is divided by 5 as well, which has the same effect as α/5: the factor is 0.9, and α = 2 brings back
      0.5.
""")
"""The predictions by name, in the notebook's order."""

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


COST = FunctionExercise(
    "cost",
    "The cost",
    "Your cost agrees with the library and with squares added up one by one, on every input.",
    descent.cost,
    ((0.2, *WALKTHROUGH), *((w, *data) for w, data in zip((-1.3, 0.7, 3.1), DATA, strict=True))),
    slips(
        """
        mean for sum [mean or sum makes no difference to α]: You divided by the number of points. Many books use
            that cost, but here J is the sum.
        half of the sum: You have half of the sum. Other books put ½ in front, but here there is no factor.
        error not squared: You added up the errors themselves. Those above the line and below it cancel.
        squared too late: You added up first and squared afterwards. By then errors above and below the line have
            cancelled.
        absolute value: You added up the sizes of the errors. They cannot cancel, but they are not squared.
        doubled, not squared: You multiplied the errors by 2. To square one is to multiply it by itself: ** 2.
        squares subtracted: You squared z and w·x and then subtracted. Take the difference first: is (5 − 3)² the
            same as 5² − 3²?
        w before x: You took w from z and then multiplied by x. The model is w·x: what has to be done first?
        added, not subtracted: You added the prediction to the target. An error is the difference of the two.
        """,
        {
            "mean for sum": OVER_M,
            "half of the sum": HALF,
            "error not squared": lambda w, x, z: np.sum(z - w * x),
            "squared too late": ADDED_FIRST,
            "absolute value": lambda w, x, z: np.sum(np.abs(z - w * x)),
            "doubled, not squared": lambda w, x, z: np.sum(2 * (z - w * x)),
            "squares subtracted": lambda w, x, z: np.sum(z**2 - (w * x) ** 2),
            "w before x": lambda w, x, z: np.sum(((z - w) * x) ** 2),
            "added, not subtracted": changed("w", np.negative),
        },
    ),
    oracle=lambda w, x, z: sum((zi - w * xi) ** 2 for xi, zi in zip(x, z, strict=True)),
    formula=lambda w, x, z: np.sum((z - w * x) ** 2),
)

GRADIENT = FunctionExercise(
    "gradient",
    "The slope of the cost",
    "Your slope agrees with the library and with finite differences, on every input.",
    descent.cost_gradient,
    COST.cases,
    slips(
        """
        sign reversed: The sign is reversed. Left of the bottom the cost falls, so its slope is negative there.
            What does the chain rule say about the inner −w·x?
        mean for sum [mean or sum makes no difference to α]: You divided by the number of points. This is the slope
            of the mean, but here J is the sum.
        the cost itself [the cost itself says which way to go]: This is the cost itself. How fast does it change
            when w changes?
        summed too early: You added up the x and the errors separately. Multiply each error by its own x before you
            add up.
        formula for z = 2x: This is the formula for points with z = 2x. These need not lie on a line: where does z
            come in?
        w before x: You took w from z and then multiplied by x. The error is z − w·x: what has to be done first?
        brackets missing: You multiplied z by x, but not w·x. Put the whole error into brackets before you multiply
            it by x.
        """,
        {
            "sign reversed": SIGN,
            "mean for sum": OVER_M,
            "the cost itself": COST.formula,
            "summed too early": ADDED_FIRST,
            "formula for z = 2x": lambda w, x, z: 2 * np.sum(x**2) * (w - 2),
            "w before x": lambda w, x, z: -2 * np.sum(x * (z - w) * x),
            "brackets missing": lambda w, x, z: -2 * np.sum(x * z - w * x),
        },
    ),
    oracle=_measured_gradient,
    factors=(
        Factor("the factor 2", lambda w, x, z: 2.0, "What is the derivative of a square?"),
        Factor("the factor x", lambda w, x, z: x, "When w grows by 1, by how much does the prediction w·x grow?"),
        Factor(
            "the error", lambda w, x, z: z - w * x, "Taking the derivative of a square lowers the power by one."
        ),
    ),
    built=lambda two, x, error: -np.sum(two * x * error),
)

UPDATE = FunctionExercise(
    "update",
    "One step",
    "Your step goes against the slope, and it is α times as long as the slope is steep.",
    lambda w, gradient, learning_rate: w - learning_rate * gradient,
    ((0.2, -2.25, 0.4), (3.137, 1.273, 0.43), (-1.719, -4.637, 0.0573), (0.613, 2.918, 1.291)),
    slips(
        """
        wrong direction: The step goes uphill, because the slope points to where the cost grows. Which sign turns
            it round?
        α forgotten: You took the whole slope as the step. Where does the learning rate come in?
        the step is α [the step is α]: The direction is right, but every step is exactly α long. A steep slope
            should make a longer step.
        slope forgotten [the step is α]: You subtracted α alone, so w always goes left by the same amount. Where
            does the slope come in?
        step without w: This is the step alone. Where are you after it?
        divided by α: You divided by α, so a smaller learning rate would make a longer step.
        w multiplied: Your step also depends on how large w itself is. Only the slope and α make the step.
        subtracted first: You subtracted α from w and then multiplied. Only α is multiplied by the slope: are the
            brackets wanted?
        """,
        {
            "wrong direction": changed("learning_rate", np.negative),
            "α forgotten": changed("learning_rate", np.ones_like),
            "the step is α": changed("gradient", np.sign),
            "slope forgotten": changed("gradient", np.ones_like),
            "step without w": changed("w", np.zeros_like),
            "divided by α": changed("learning_rate", lambda rate: 1 / rate),
            "w multiplied": lambda w, gradient, learning_rate: w * (1 - learning_rate * gradient),
            "subtracted first": lambda w, gradient, learning_rate: (w - learning_rate) * gradient,
        },
    ),
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


IN_EACH_STEP = (
    (GRADIENT, "Look at the slope in each step.", lambda slope: _descent(slope=slope)),
    (UPDATE, "Look at the step from one w to the next.", lambda step: _descent(step=step)),
)
"""What a run is made of."""

DESCENT = FunctionExercise(
    "descent",
    "The whole loop",
    "Every w of your run agrees with the library's, and with a run on measured slopes.",
    _run,
    (
        (*WALKTHROUGH, 0.2, 0.4, 4),
        (*WALKTHROUGH, 5.57, 1.43, 3),
        (*DATA[0], -0.53, 0.137, 2),
        (*DATA[1], 1.91, 0.043, 6),
    ),
    slips(
        """
        wrong direction: Each step goes uphill, so w moves away from the bottom. Look at two signs: that of the
            slope, and that in the update.
        slope taken once [all steps are equally long]: All your steps are equally long: the slope is taken once, at
            the start. It changes with every w.
        costs returned: These are the costs along the way. The exercise asks for the values of w.
        always from the start: Every step begins at the start again. At which w do you stand after one step?
        """,
        {
            "wrong direction": changed("learning_rate", np.negative),
            "slope taken once": _with_one_slope(lambda step: step),
            "costs returned": lambda x, z, *run: descent.cost(_run(x, z, *run), x, z),
            "always from the start": _with_one_slope(np.sign),
        },
    ),
    inner=IN_EACH_STEP,
    oracle=_descent(slope=_measured_gradient),
    formula=_descent(),
)

REPAIR = FunctionExercise(
    "repair",
    "Repair a loop",
    "Both bugs are fixed: the run agrees with the library's on every input.",
    _run,
    DESCENT.cases,
    slips(
        """
        as given: This still does what the given code did. Two things are odd: w moves away from the bottom, and
            its steps never shrink.
        slope taken once [all steps are equally long]: The direction is right now. But all steps are equally long:
            which line has to run again for every w?
        costs returned: These are the costs along the way. The exercise asks for the values of w.
        wrong direction: The slope is now taken at every w, but w still moves away from the bottom. Look at the
            update.
        """,
        {
            "costs returned": lambda x, z, *run: descent.cost(_run(x, z, *run), x, z),
            "as given": _with_one_slope(lambda step: -step),
            "slope taken once": _with_one_slope(lambda step: step),
            "wrong direction": changed("learning_rate", np.negative),
        },
    ),
    inner=IN_EACH_STEP,
    oracle=DESCENT.oracle,
    formula=_descent(),
)

STABLE_RATE = FunctionExercise(
    "stable_rate",
    "The largest stable learning rate",
    "Your limit agrees with the library and with the measured curvature, on every input.",
    descent.critical_learning_rate,
    ((WALKTHROUGH[0],), *((x,) for x, _ in DATA)),
    slips(
        """
        lands in one step [overshooting means diverging]: With this α the run lands on the bottom in one step. A
            run may overshoot and still converge: how far can α go?
        mean for sum [mean or sum makes no difference to α]: This is the limit for the mean of the squares. Here
            the cost is the sum, so the limit is lower.
        x not squared: You added up the x themselves. Each x enters the slope twice: once from the model, once from
            the chain rule.
        sizes added up: You added up the sizes of the x, not their squares. Where does each x enter the slope
            twice?
        not inverted: This is S. A larger S means a steeper cost. What must α do?
        the same for all data [a good α is good for all data]: 1.6 is the limit for the points of the walkthrough
            only. It has to be computed from the given x.
        """,
        {
            "lands in one step": HALF,
            "mean for sum": TIMES_M,
            "x not squared": lambda x: 1 / np.sum(x),
            "sizes added up": lambda x: 1 / np.sum(np.abs(x)),
            "not inverted": INVERSE,
            "the same for all data": 1.6,
        },
    ),
    oracle=lambda x: 2 / numerical_gradient(lambda w: descent.cost_gradient(w, x, 2 * x), 0.0),  # 2 / J''
    formula=lambda x: 1 / np.sum(x**2),
)

ONE_STEP_RATE = ValueExercise(
    "one_step_rate",
    "A learning rate for other data",
    "Here S = 55, so 1 − 2αS is 0: the run lands on 2 in one step.",
    1 / 110,
    slips(
        """
        the limit: With this α the run bounces for ever: 1 − 2αS is −1. What must it be to land on the bottom at
            once?
        walkthrough's α [a good α is good for all data]: 0.8 lands in one step for the points of the walkthrough.
            These points lie further out: what is S now?
        α as before [a good α is good for all data]: 0.4 is the α of the walkthrough. With these points it
            diverges: what is S now?
        mean for sum [mean or sum makes no difference to α]: This α would suit the mean of the squares. Here the
            cost is their sum.
        not inverted: This is 2S. Look at 1 − 2αS once more: which α makes it 0?
        S itself: This is S. Put it into 1 − 2αS: which α makes that 0?
        x not squared: You added up the x themselves. S is the sum of their squares.
        """,
        {
            "the limit": TWICE,
            "walkthrough's α": 0.8,
            "α as before": 0.4,
            "mean for sum": 1 / 22,
            "not inverted": INVERSE,
            "S itself": 55,
            "x not squared": 1 / 30,
        },
    ),
    decimals=4,
    too_small="With so small an α the first step ends before 2.",
    too_large="With so large an α the first step jumps past 2.",
)

CATALOGUE = Catalogue(COST, GRADIENT, UPDATE, DESCENT, STABLE_RATE, ONE_STEP_RATE, REPAIR)
"""The exercises by name, in the notebook's order, each with the slips that it knows."""

globals().update(offered(QUESTIONS, CATALOGUE))

# Earlier names, which gave the answers away; they still work in a copy of the lesson.
predict_bounce, recall_bounce = QUESTIONS["still_larger"].predict, QUESTIONS["still_larger"].recall
predict_zigzag, recall_zigzag = QUESTIONS["two_parameters"].predict, QUESTIONS["two_parameters"].recall
