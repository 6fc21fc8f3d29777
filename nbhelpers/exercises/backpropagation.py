"""Lesson 2, backpropagation: its predictions, its exercises and its tally.

In the notebook: ``from nbhelpers.exercises import backpropagation as lesson``, then ``lesson.predict_largest()``
before a demo, ``lesson.recall_largest()`` after it, ``lesson.check_forward(my_forward)`` below an exercise, and at
the end ``lesson.tally()``. ``lesson.NEW_NUMBERS`` is the example for the reader's own step.

Where nothing else is said, the network is the walkthrough's, with α = 0.4.
"""

import numpy as np

from nbhelpers import backprop
from nbhelpers.backprop import PARAMETERS, WALKTHROUGH, TwoNeurons
from nbhelpers.exercises.backward_pass import (
    E_SLOPE,
    ERROR_SLOPE,
    FORWARD,
    GRADIENTS,
    NEW_NUMBERS,
    ONE_STEP,
    POINTS,
    SECOND,
    SIGMOID_SLOPE,
    backward,
    point,
    step,
)
from nbhelpers.exercises.checks import FunctionExercise, ValueExercise
from nbhelpers.exercises.prediction import questions
from nbhelpers.exercises.recognition import slips
from nbhelpers.exercises.record import Catalogue, offered
from nbhelpers.exercises.relations import SIGN, TIMES_M, TWICE
from nbhelpers.gradcheck import numerical_gradient

QUESTIONS = questions("""
largest | the first weight counts most | explore_backprop(stage="backward")
    The error is to be sent back to w₁ = 0.15, b₁ = 0.40, w₂ = 0.45 and b₂ = 0.65, with x = 0.1. Which of the four
    gradients will be the largest?
    - ∂E/∂w₁: the first weight acts on everything that follows.
    - ∂E/∂b₁: it acts on everything that follows, and it is not multiplied by the small x.
    - ∂E/∂w₂: the second weight is closer to the error.
    + ∂E/∂b₂: it is just as close to the error, and it is not multiplied by an input.
    = All four share δ₂ = 0.0948. After that, b₂ has only a factor 1, w₂ has a₁ = 0.602, and w₁ and b₁ have w₂ ·
      σ′(z₁) = 0.108.

is_update | backpropagation is the update | explore_backprop(stage="backward")
    Backpropagation has been run once on this network. What has changed in the network?
    - All four parameters: each is now a little better.
    - Only w₂ and b₂: the first neuron comes next.
    - The outputs a₁ and a₂: the error has been sent back through them.
    + Nothing: neither a parameter nor an output.
    = Backpropagation computes the four gradients and no more. Changing the parameters with them is the update,
      which is a step of gradient descent.

which_w2 | w₁ is updated with the new w₂ | explore_backprop(stage="update")
    w₂ has just been updated from 0.45 to 0.4272, and now it is w₁'s turn in the same step. Which w₂ belongs in
    ∂E/∂w₁?
    - The new one, 0.4272: it is the better value.
    + The old one, 0.45: the step began there.
    - Their mean, 0.4386.
    - Either: ∂E/∂w₁ does not depend on w₂.
    = All four gradients are slopes of E at the same point, the old one. With the new w₂, their factors would come
      from two different points.

far_off | a larger error means larger gradients | explore_backprop(b2=6, stage="backward")
    b₂ is raised from 0.65 to 6, so a₂ becomes 0.998 while T stays 0.25, and the loss grows from 0.108 to 0.280.
    What happens to the four gradients?
    - All become larger: there is more error to send back.
    + All become smaller, by the same factor.
    - Only those of w₂ and b₂ change: b₂ belongs to the second neuron.
    - None changes: b₂ appears in none of the four formulas.
    = All four share −(T − a₂), which is now 1.6 times as large, and a₂(1 − a₂), which is now 108 times smaller. So
      all are 67 times smaller: a saturated neuron hardly learns, however wrong it is.

target_reached | each weight has a best value of its own | explore_backprop(T=0.7153, stage="backward")
    T is set equal to the network's own output a₂. What happens to learning?
    - It goes on: the weights are not at their best values yet.
    - The second neuron stops, the first goes on.
    + It stops: all four gradients are 0.
    - It gets faster: the target is near.
    = All four gradients share the factor −(T − a₂), which is now 0. Nothing moves, because the answer is already
      right.

stops_first | small steps never arrive | explore_training()
    The step with α = 0.4 is repeated until E is below 0.001, for at most 1000 epochs. The first step takes E from
    0.1082 to 0.1033. What ends the training?
    + E falls below 0.001, after fewer than 100 epochs.
    - E falls below 0.001, after 100 epochs or more.
    - The 1000 epochs are used up, with E still above 0.001.
    - E reaches 0.
    = Each step is small, but 81 of them take a₂ from 0.715 to 0.294, where E is only 0.00096.

one_epoch | each sample makes an update of its own | explore_samples(n_epochs=1)
    There are six samples now, and E is the mean of their losses. How many updates does gradient descent on E make
    in one epoch?
    + One, with the mean of the six gradients.
    - Six: each sample makes its own.
    - 24: each sample makes one for each parameter.
    - As many as it takes until E is small enough.
    = The gradients of all six are taken at the same parameters and averaged; then all four parameters move once.

flat_curve | a flat curve is the end of learning | explore_samples(n_epochs=200)
    After 30 epochs E has hardly changed for a while, and the mean gradient of b₂ is close to 0. Has this network
    learned all that it can? Say in a sentence or two what will happen if the training goes on, and why.
    = It will go on learning. Three samples pull b₂ down and three pull it up, so the mean of their gradients is
      close to 0, but w₁ and w₂ still grow a little with every epoch. Once they are large enough, the output begins
      to follow x, and E falls quickly.

epsilon | a smaller ε always measures better | explore_gradient_check(epsilon=1e-12)
    A gradient is measured by finite differences, and ε is made ten times smaller again and again, from 0.1 on.
    What happens to the difference between the measured and the exact gradient?
    - It shrinks every time: a smaller ε measures better.
    + It shrinks at first, and then grows again.
    - It stays the same: a slope does not depend on ε.
    - It grows every time: less is left to measure.
    = It shrinks like ε² until, below about 10⁻⁵, rounding takes over: two nearly equal losses are subtracted, and
      few of their digits are left.
""")
"""The predictions by name, in the notebook's order."""


def _after_one_step(name, title, correct, example, parameter, slips=()):
    """Return the exercise that asks for one parameter after one step."""
    inputs, place = (*point(example), example.learning_rate), PARAMETERS.index(parameter)
    return ValueExercise(
        name,
        title,
        correct,
        ONE_STEP.reference(*inputs)[place],
        slips,
        oracle=lambda: ONE_STEP.oracle(*inputs)[place],
        decimals=4,
        entry_of=(ONE_STEP, inputs, place),
    )


LAST_B1 = _after_one_step(
    "last_b1",
    "The last step",
    "The bias goes down a little: its gradient is positive, and α takes less than half of it.",
    WALKTHROUGH,
    "b1",
)


def _new_w1(**other):
    """Return w₁ after one step with other numbers in the place of some of the new ones."""
    example = NEW_NUMBERS._replace(**other)
    return step()(*point(example), example.learning_rate)[0]


NEW_W1 = _after_one_step(
    "new_w1",
    "New numbers: w₁",
    "Five factors, from the loss back to the first weight, all of them at the old point.",
    NEW_NUMBERS,
    "w1",
    slips(
        """
        worked example's α: You took the learning rate of the worked example. What is it here?
        worked example's x: You took the input of the worked example. What is it here?
        worked example's T: You took the target of the worked example. What is it here?
        """,
        {
            "worked example's α": _new_w1(learning_rate=WALKTHROUGH.learning_rate),
            "worked example's x": step()(*point(NEW_NUMBERS._replace(x=WALKTHROUGH.x)), NEW_NUMBERS.learning_rate)[
                0
            ],
            "worked example's T": _new_w1(target=WALKTHROUGH.target),
        },
    ),
)

MEASURED = FunctionExercise(
    "measured",
    "A slope by measuring",
    "Your slope is that of the straight line through both points.",
    lambda E_plus, E_minus, epsilon: (E_plus - E_minus) / (2 * epsilon),
    (
        (0.1177, 0.0988, 0.1),
        (0.312947, 0.523618, 0.253),
        (0.0463817, 0.0214579, 0.0137),
        (0.0812643, 0.271935, 0.4171),
    ),
    slips(
        """
        divided by ε: You divided by ε. How far apart are the two points at which E was measured?
        reversed: The size is right, the sign is reversed. If E grows to the right, its slope is positive.
        not divided: This is how much E changes. A slope is the change per unit of distance.
        half of the difference: You halved the difference. Where does ε come in?
        brackets missing below: Python works from left to right: / 2 * epsilon divides by 2, and then multiplies by
            ε.
        brackets missing above: Python divides before it subtracts, so only one of the two errors is divided.
        mean instead of difference: This is the mean of the two errors. A slope comes from their difference.
        sum instead of difference: You added the two errors. A slope comes from their difference.
        multiplied by 2ε: You multiplied by 2ε. A slope is the change per unit of distance: what has to be done with
            the distance?
        all brackets missing: Python divides and multiplies before it subtracts. The difference belongs in brackets,
            and so does 2ε.
        """,
        {
            "divided by ε": TWICE,
            "reversed": SIGN,
            "not divided": lambda E_plus, E_minus, epsilon: E_plus - E_minus,
            "half of the difference": lambda E_plus, E_minus, epsilon: (E_plus - E_minus) / 2,
            "brackets missing below": lambda E_plus, E_minus, epsilon: (E_plus - E_minus) / 2 * epsilon,
            "brackets missing above": lambda E_plus, E_minus, epsilon: E_plus - E_minus / (2 * epsilon),
            "mean instead of difference": lambda E_plus, E_minus, epsilon: (E_plus + E_minus) / 2,
            "sum instead of difference": lambda E_plus, E_minus, epsilon: (E_plus + E_minus) / (2 * epsilon),
            "multiplied by 2ε": lambda E_plus, E_minus, epsilon: (E_plus - E_minus) * 2 * epsilon,
            "all brackets missing": lambda E_plus, E_minus, epsilon: E_plus - E_minus / 2 * epsilon,
        },
    ),
    oracle=lambda E_plus, E_minus, epsilon: np.polyfit([-epsilon, epsilon], [E_minus, E_plus], 1)[0],
)


def _mean_gradient(w1, b1, w2, b2, x, T):
    """Return the mean of ∂E/∂b₂ over the samples."""
    return backprop.mean_gradients(TwoNeurons(w1, b1, w2, b2), x, T).b2


def _measured_mean(w1, b1, w2, b2, x, T):
    return numerical_gradient(lambda b: backprop.mean_loss(TwoNeurons(w1, b1, w2, b), x, T), b2)


def _mean(**functions):
    """Return the mean of ∂E/∂b₂ with these functions in each sample's backward pass."""
    return lambda *inputs: np.mean(backward(*inputs, **functions)[3])


def _too_early(*inputs):
    """Return the mean of ∂E/∂a₂ times the mean of σ′(z₂)."""
    return np.mean(E_SLOPE.value(*inputs)) * np.mean(SECOND.value(*inputs))


MEAN_GRADIENT = FunctionExercise(
    "mean_gradient",
    "The mean over the samples",
    "Your mean agrees with the library, and with the measured slope of the mean loss.",
    _mean_gradient,
    (
        (*POINTS[0][:4], np.array([0.1, 1.5]), np.array([0.25, 0.9])),
        (*POINTS[1][:4], np.array([-1.2, 0.3, 1.9]), np.array([0.05, 0.13, 0.08])),
        (*POINTS[2][:4], np.array([0.4, -0.8, 1.1, 2.0]), np.array([0.1, 0.3, 0.05, 0.2])),
        (*POINTS[3][:4], np.array([-2, -1.3, 0.2, 0.9, 1.4, 2.5]), np.array([0.9, 0.6, 0.8, 0.95, 0.7, 0.85])),
    ),
    slips(
        """
        sum for mean: You added up the samples' gradients. The error is the mean over the samples, so with more
            samples its slope should not grow.
        the mean sample: You averaged x and T first, and took one gradient there. That is a sample which is not in
            the data: first the gradients, then the mean.
        the error itself: This is the mean loss itself. Its slope is wanted: how it changes when b₂ changes.
        only the last sample: Only the last sample counts in your result. Does the loop keep what it had before?
        only the first sample: Only the first sample counts in your result. Is return inside the loop?
        σ′(z₂) forgotten [a larger error means larger gradients]: You averaged the slopes at a₂. On the way to b₂
            each sample also passes the second sigmoid.
        averaged too early: You averaged each factor by itself. Each sample's error has to meet its own σ′ before
            the mean.
        the gradient of w₂: This is the mean of ∂E/∂w₂. The bias has a different last factor.
        brackets of 1 − a₂: Python multiplies before it subtracts: a2 * 1 - a2 is not a2 * (1 - a2).
        """,
        {
            "sum for mean": TIMES_M,
            "the mean sample": lambda *it: backward(*it[:4], np.mean(it[4]), np.mean(it[5]))[3],
            "the error itself": lambda *inputs: np.mean(E_SLOPE.value(*inputs) ** 2) / 2,
            "only the last sample": lambda *inputs: backward(*inputs)[3][-1],
            "only the first sample": lambda *inputs: backward(*inputs)[3][0],
            "σ′(z₂) forgotten": _mean(second=lambda z, a: 1.0),
            "averaged too early": _too_early,
            "the gradient of w₂": lambda *inputs: np.mean(backward(*inputs)[2]),
            "brackets of 1 − a₂": _mean(e_slope=lambda a2, T: (a2 - T) * a2 - a2, second=lambda z, a: 1.0),
        },
    ),
    oracle=_measured_mean,
    formula=_mean(),
    inner=(
        (FORWARD, "Look at the forward pass.", lambda forward: _mean(forward=forward)),
        (ERROR_SLOPE, "Look at ∂E/∂a₂ of each sample.", lambda slope: _mean(e_slope=slope)),
        (SIGMOID_SLOPE, "Look at σ′(z₂) of each sample.", lambda slope: _mean(second=slope)),
    ),
)


CATALOGUE = Catalogue(FORWARD, ERROR_SLOPE, LAST_B1, NEW_W1, GRADIENTS, ONE_STEP, MEASURED, MEAN_GRADIENT)
"""The exercises by name, in the notebook's order, each with the slips that it knows."""

globals().update(offered(QUESTIONS, CATALOGUE))

# An earlier name, which gave the answer away; it still works in a copy of the lesson.
predict_saturation, recall_saturation = QUESTIONS["far_off"].predict, QUESTIONS["far_off"].recall
