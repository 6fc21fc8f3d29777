"""Exercises of lesson 02 that fade the worked example: its last step blank, then two, then new numbers."""

from nbhelpers.backprop import PARAMETERS, WALKTHROUGH, Example, TwoNeurons, error, forward
from nbhelpers.exercises.backpropagation import slips
from nbhelpers.exercises.exercise import Exercise, Mistake
from nbhelpers.gradcheck import numerical_gradient

NEW_NUMBERS = Example(
    TwoNeurons(w1=-0.6, b1=0.3, w2=1.4, b2=-0.5),
    x=0.8,
    target=0.9,
    learning_rate=2.0,
    max_epochs=1,
    tolerance=0.001,
)
"""One step by hand. With these, no slip can be taken for another, or for the right answer, at four decimals."""

SLIPS = {
    "w1": (*slips.STEPS, *slips.SHARED, slips.NEW_W2, *slips.FIRST, *slips.WEIGHTS),
    "b1": (*slips.STEPS, *slips.SHARED, slips.NEW_W2, *slips.FIRST, *slips.BIASES),
    "w2": (*slips.STEPS, *slips.SHARED, *slips.WEIGHTS),
    "b2": (*slips.STEPS, *slips.SHARED, *slips.BIASES),
}
"""For each parameter, the slips that change its new value."""


def measured_gradients(w1, b1, w2, b2, x, T):
    """Return the four gradients by central differences."""
    return numerical_gradient(lambda v: error(forward(TwoNeurons(*v), x).a2, T), [w1, b1, w2, b2])


def measured_step(w1, b1, w2, b2, x, T, learning_rate):
    """Return the four parameters after one step along the measured gradients."""
    return [w1, b1, w2, b2] - learning_rate * measured_gradients(w1, b1, w2, b2, x, T)


def _told_apart(example, parameter):
    """Return the slips to look for; in the walkthrough α · a₁ is near σ′(z₁), and two cannot be told apart."""
    alike = (slips.SLOPE_CUT_SHORT,) if example is WALKTHROUGH else ()
    return [slip for slip in SLIPS[parameter] if slip not in alike]


def _value(name, parameter, example, *, title, correct, decimals=4, further=()):
    """Return the exercise that asks for one parameter after one step, to so many decimals."""
    old = [getattr(example.params, p) for p in PARAMETERS]
    reference = slips.value_with(slips.NONE, example, parameter)
    place = PARAMETERS.index(parameter)
    return Exercise(
        name=name,
        title=title,
        reference=reference,
        oracle=lambda: measured_step(*old, example.x, example.target, example.learning_rate)[place],
        correct=correct,
        tolerance=0.6 * 10**-decimals / abs(reference),  # a little over half a unit of the last decimal
        mistakes=(
            *slips.mistakes(
                _told_apart(example, parameter), lambda slip: slips.value_with(slip, example, parameter)
            ),
            *further,
        ),
    )


LAST_B1 = _value(
    "last_b1",
    "b1",
    WALKTHROUGH,
    title="The last step",
    correct="The bias goes down a little: its gradient is positive, and α takes less than half of it.",
)

TWO_W1 = _value(
    "two_w1",
    "w1",
    WALKTHROUGH,
    title="The last two steps: w₁",
    correct="The weight hardly moves: x = 0.1 makes its gradient ten times smaller than the bias's.",
    decimals=5,
    further=(
        Mistake(
            "four decimals",
            0.1496,
            "With four decimals the old and the new w₂ give the same number here. Give five.",
        ),
    ),
)

TWO_B1 = _value(
    "two_b1",
    "b1",
    WALKTHROUGH,
    title="The last two steps: b₁",
    correct="The bias shares every factor with w₁ but the last, which is 1.",
)

NEW_W2 = _value(
    "new_w2",
    "w2",
    NEW_NUMBERS,
    title="New numbers: w₂",
    correct="The output was too low and a₁ is positive, so the weight goes up.",
)

NEW_B2 = _value(
    "new_b2",
    "b2",
    NEW_NUMBERS,
    title="New numbers: b₂",
    correct="The bias goes up too, and further than w₂: its last factor is 1.",
)

NEW_W1 = _value(
    "new_w1",
    "w1",
    NEW_NUMBERS,
    title="New numbers: w₁",
    correct="Five factors, from the error back to the first weight, all of them at the old point.",
)

NEW_B1 = _value(
    "new_b1",
    "b1",
    NEW_NUMBERS,
    title="New numbers: b₁",
    correct="The same five factors as for w₁, with 1 instead of x.",
)
