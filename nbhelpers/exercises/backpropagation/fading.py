"""Exercises of lesson 02 that fade the worked example: its last step blank, then one parameter of new numbers."""

from nbhelpers.backprop import PARAMETERS, WALKTHROUGH, Example, TwoNeurons, error, forward
from nbhelpers.exercises.backpropagation import slips
from nbhelpers.exercises.exercise import Exercise
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

DECIMALS = 4
"""That an answer is asked for with."""

BEFORE = (*slips.STEPS, *slips.SHARED, slips.NEW_W2, *slips.FIRST)
"""The slips that change a parameter of the first neuron before its own factor comes, x or 1."""


def measured_gradients(w1, b1, w2, b2, x, T):
    """Return the four gradients by central differences."""
    return numerical_gradient(lambda v: error(forward(TwoNeurons(*v), x).a2, T), [w1, b1, w2, b2])


def measured_step(w1, b1, w2, b2, x, T, learning_rate):
    """Return the four parameters after one step along the measured gradients."""
    return [w1, b1, w2, b2] - learning_rate * measured_gradients(w1, b1, w2, b2, x, T)


def _value(name, parameter, example, drawn, *, title, correct):
    """Return the exercise that asks for one parameter after one step, which draws these slips."""
    old = [getattr(example.params, p) for p in PARAMETERS]
    reference = slips.value_with(slips.NONE, example, parameter)
    place = PARAMETERS.index(parameter)
    return Exercise(
        name=name,
        title=title,
        reference=reference,
        oracle=lambda: measured_step(*old, example.x, example.target, example.learning_rate)[place],
        correct=correct,
        tolerance=0.6 * 10**-DECIMALS / abs(reference),  # a little over half a unit of the last decimal
        mistakes=slips.mistakes(drawn, lambda slip: slips.value_with(slip, example, parameter)),
    )


LAST_B1 = _value(
    "last_b1",
    "b1",
    WALKTHROUGH,
    # α · a₁ is near σ′(z₁) here, so that one of the slips cannot be told from another
    [slip for slip in (*BEFORE, *slips.BIASES) if slip is not slips.SLOPE_CUT_SHORT],
    title="The last step",
    correct="The bias goes down a little: its gradient is positive, and α takes less than half of it.",
)

NEW_W1 = _value(
    "new_w1",
    "w1",
    NEW_NUMBERS,
    (*BEFORE, *slips.WEIGHTS),
    title="New numbers: w₁",
    correct="Five factors, from the loss back to the first weight, all of them at the old point.",
)
