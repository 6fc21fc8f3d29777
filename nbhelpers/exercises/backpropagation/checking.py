"""Exercises of lesson 02 beyond the single pass: a slope measured by differences, and a mean over samples."""

import numpy as np

from nbhelpers.backprop import TwoNeurons, backward, mean_gradients, mean_loss
from nbhelpers.exercises.backpropagation.formulas import POINTS, WALK
from nbhelpers.exercises.backpropagation.slips import FLAT_SECOND
from nbhelpers.exercises.exercise import Exercise, Mistake
from nbhelpers.gradcheck import numerical_gradient

MEASURED = Exercise(
    name="measured",
    title="A slope by measuring",
    reference=lambda E_plus, E_minus, epsilon: (E_plus - E_minus) / (2 * epsilon),
    oracle=lambda E_plus, E_minus, epsilon: np.polyfit([-epsilon, epsilon], [E_minus, E_plus], 1)[0],
    correct="Your slope is that of the straight line through both points.",
    cases=((0.1177, 0.0988, 0.1), (0.31, 0.52, 0.25), (0.046, 0.021, 0.01), (0.08, 0.27, 0.4)),
    mistakes=(
        Mistake(
            "divided by ε",
            lambda E_plus, E_minus, epsilon: (E_plus - E_minus) / epsilon,
            "You divided by ε. How far apart are the two points at which E was measured?",
        ),
        Mistake(
            "reversed",
            lambda E_plus, E_minus, epsilon: (E_minus - E_plus) / (2 * epsilon),
            "The size is right, the sign is reversed. If E grows to the right, its slope is positive.",
        ),
        Mistake(
            "reversed, divided by ε",
            lambda E_plus, E_minus, epsilon: (E_minus - E_plus) / epsilon,
            "Two things are not right: the order of the difference, and how far apart the two points are.",
        ),
        Mistake(
            "not divided",
            lambda E_plus, E_minus, epsilon: E_plus - E_minus,
            "This is how much E changes. A slope is the change per unit of distance.",
        ),
        Mistake(
            "half of the difference",
            lambda E_plus, E_minus, epsilon: (E_plus - E_minus) / 2,
            "You halved the difference. Where does ε come in?",
        ),
        Mistake(
            "brackets missing below",
            lambda E_plus, E_minus, epsilon: (E_plus - E_minus) / 2 * epsilon,
            "Python works from left to right: / 2 * epsilon divides by 2, and then multiplies by ε.",
        ),
        Mistake(
            "brackets missing above",
            lambda E_plus, E_minus, epsilon: E_plus - E_minus / (2 * epsilon),
            "Python divides before it subtracts, so only one of the two errors is divided.",
        ),
        Mistake(
            "mean instead of difference",
            lambda E_plus, E_minus, epsilon: (E_plus + E_minus) / 2,
            "This is the mean of the two errors. A slope comes from their difference.",
        ),
        Mistake(
            "sum instead of difference",
            lambda E_plus, E_minus, epsilon: (E_plus + E_minus) / (2 * epsilon),
            "You added the two errors. A slope comes from their difference.",
        ),
    ),
)


def _mean_gradient(w1, b1, w2, b2, x, T):
    """Return the mean of ∂E/∂b2 over the samples."""
    return mean_gradients(TwoNeurons(w1, b1, w2, b2), x, T).b2


def _measured(w1, b1, w2, b2, x, T):
    return numerical_gradient(lambda b: mean_loss(TwoNeurons(w1, b1, w2, b), x, T), b2)


def _each(of=lambda sample: sample.b2, then=np.mean):
    """Return a function that takes this of each sample's backward pass, and then does that with the list."""

    def answer(w1, b1, w2, b2, x, T):
        return then([of(sample) for sample in mean_gradients(TwoNeurons(w1, b1, w2, b2), x, T).samples])

    return answer


def _too_early(*inputs):
    """Return the mean of ∂E/∂a2 times the mean of σ′(z2)."""
    return _each(lambda sample: sample.dE_da2)(*inputs) * _each(lambda sample: sample.da2_dz2)(*inputs)


MEAN_GRADIENT = Exercise(
    name="mean_gradient",
    title="The mean over the samples",
    reference=_mean_gradient,
    oracle=_measured,
    correct="Your mean agrees with the library, and with the measured slope of the mean loss.",
    cases=(
        (*WALK, np.array([0.1, 1.5]), np.array([0.25, 0.9])),
        (*POINTS[1][:4], np.array([-1.2, 0.3, 1.9]), np.array([0.15, 0.7, 0.95])),
        (*POINTS[2][:4], np.array([0.4, -0.8, 1.1, 2.0]), np.array([0.1, 0.3, 0.05, 0.2])),
        (*POINTS[3][:4], np.array([-2, -1.3, 0.2, 0.9, 1.4, 2.5]), np.array([0.9, 0.6, 0.8, 0.95, 0.7, 0.85])),
    ),
    mistakes=(
        Mistake(
            "sum for mean",
            _each(then=np.sum),
            "You added up the samples' gradients. The error is the mean over the samples, so with more samples its "
            "slope should not grow.",
        ),
        Mistake(
            "mean forgotten",
            _each(then=np.array),
            "These are the gradients that each sample gives. How do they become one number?",
        ),
        Mistake(
            "the mean sample",
            lambda w1, b1, w2, b2, x, T: backward(TwoNeurons(w1, b1, w2, b2), np.mean(x), np.mean(T)).b2,
            "You averaged x and T first, and took one gradient there. That is a sample which is not in the data: "
            "first the gradients, then the mean.",
        ),
        Mistake(
            "only the last sample",
            _each(then=lambda values: values[-1]),
            "Only the last sample counts in your result. Does the loop keep what it had before?",
        ),
        Mistake(
            "only the first sample",
            _each(then=lambda values: values[0]),
            "Only the first sample counts in your result. Is return inside the loop?",
        ),
        Mistake(
            "factor 2 too many",
            _each(then=lambda values: 2 * np.mean(values)),
            "There is a factor 2 too many. What does the ½ in E do to the derivative of the square?",
        ),
        Mistake(
            "divided by 2m",
            _each(then=lambda values: np.mean(values) / 2),
            "Your result is half of the mean. The ½ in E has already cancelled the 2 of the square.",
        ),
        Mistake(
            "sign reversed",
            _each(then=lambda values: -np.mean(values)),
            "The size is right, the sign is reversed. Where the outputs are too high, raising b₂ makes the "
            "error larger.",
        ),
        Mistake(
            "σ′(z₂) forgotten",
            _each(lambda sample: sample.dE_da2),
            "You averaged the slopes at a₂. On the way to b₂ each sample also passes the second sigmoid.",
            FLAT_SECOND.misconception,
        ),
        Mistake(
            "averaged too early",
            _too_early,
            "You averaged each factor by itself. Each sample's error has to meet its own σ′ before the mean.",
        ),
        Mistake(
            "the gradient of w₂",
            _each(lambda sample: sample.w2),
            "This is the mean of ∂E/∂w₂. The bias has a different last factor.",
        ),
        Mistake(
            "the error itself",
            _each(lambda sample: sample.E),
            "This is the mean loss itself. Its slope is wanted: how it changes when b₂ changes.",
        ),
    ),
)
