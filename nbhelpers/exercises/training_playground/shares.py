"""The exercise of lesson 05 on softmax with cross-entropy: what goes back into the scores."""

import math

import numpy as np

from nbhelpers.activations import ACTIVATIONS, softmax
from nbhelpers.exercises.exercise import Mistake
from nbhelpers.exercises.training_playground.written import WrittenOut
from nbhelpers.gradcheck import numerical_gradient
from nbhelpers.network import Network, loss, one_hot

TINY = 2.0**-20
"""For the finite differences: 1000 + TINY has no rounding error."""


def _delta(z, target):
    return (softmax(z) - target) / len(z)


def _measured(z, target):
    """Return ∂E/∂z by central differences of the library's loss, for a layer that hands its input on as z."""
    n = z.shape[1]
    network = Network([np.eye(n)], [np.zeros(n)], ("softmax",))
    return numerical_gradient(lambda moved: loss(network, moved, target), z, TINY)


def _plain(z, axis=1):
    """Return softmax as the formula says it; scores like 1000 overflow."""
    e = np.exp(z)
    return e / np.sum(e, axis=axis, keepdims=True)


def _shifted(z, axis=1):
    """Return softmax with the largest score subtracted; axis None is over all entries."""
    return _plain(z - np.max(z, axis=axis, keepdims=True), axis)


def _top(a):
    """Return 1 at the largest of each row."""
    return one_hot(np.argmax(a, axis=1), a.shape[1])


def _twice(name, formula, message, axis=1):
    """Return a slip as two mistakes: made on shares that survive large scores, and on shares that do not."""
    both = f"{message} A second thing: scores like 1000 give you NaN. Subtract the largest score of each row first."
    return (
        Mistake(name, lambda z, target: formula(_shifted(z, axis), target), message),
        Mistake(f"{name}, overflow", lambda z, target: formula(_plain(z, axis), target), both),
    )


OUTPUT_DELTA = WrittenOut(
    name="output_delta",
    title="What goes back from softmax",
    reference=_delta,
    oracle=_measured,
    correct="Your gradient agrees with the library and with finite differences, also for scores around 1000.",
    cases=(
        (np.array([[0.0, 0.0], [0.0, math.log(3)]]), one_hot([0, 1], 2)),
        (np.array([[0.2, -1.1, 0.9, 1.6], [1.3, 0.4, -0.6, 0.1], [-0.5, 0.7, 0.3, -1.4]]), one_hot([2, 0, 3], 4)),
        (
            np.array([[1000.0, 1001.25, 999.5], [0.5, -0.25, 1.25], [-1000.5, -1000.0, -1001.0], [2.0, 0.5, 1.0]]),
            one_hot([0, 1, 1, 2], 3),
        ),
    ),
    mistakes=(
        Mistake(
            "overflow",
            lambda z, target: (_plain(z) - target) / len(z),
            "For ordinary scores it is right. For scores like 1000 or −1000 you get NaN: e^1000 is too large for a "
            "float, and e^−1000 becomes 0. Subtract the largest score of each row first, which changes no share.",
        ),
        Mistake(
            "largest of all subtracted",
            lambda z, target: (_plain(z - np.max(z)) - target) / len(z),
            "You subtracted the largest of all scores. In a row far below it every e^z becomes 0, and 0/0 is NaN: "
            "each row needs its own.",
        ),
        Mistake(
            "largest of each column subtracted",
            lambda z, target: (_plain(z - np.max(z, axis=0)) - target) / len(z),
            "You subtracted the largest score of each column. That shifts the scores of one sample by different "
            "amounts: which axis runs along a row?",
        ),
        *_twice(
            "not divided by m",
            lambda a, target: a - target,
            "This is what each sample alone would send back. E is the mean over the samples: what does that do to "
            "its slope?",
        ),
        *_twice(
            "divided by the number of classes",
            lambda a, target: (a - target) / a.shape[1],
            "You divided by the number of classes. E is a sum over the classes, and a mean over the samples.",
        ),
        *_twice(
            "divided by the number of entries",
            lambda a, target: (a - target) / a.size,
            "You divided by the number of entries, as np.mean does. E is a sum over the classes, and a mean over "
            "the samples only.",
        ),
        *_twice(
            "sign reversed",
            lambda a, target: (target - a) / len(a),
            "The sizes are right, the signs are reversed. Raising the score of a wrong class makes E larger.",
        ),
        *_twice(
            "sign reversed, not divided by m",
            lambda a, target: target - a,
            "Two things are not right: the signs are reversed, and E is the mean over the samples.",
        ),
        *_twice(
            "brackets missing",
            lambda a, target: a - target / len(a),
            "Python divides before it subtracts: only the target is divided by m.",
        ),
        *_twice(
            "only the shares divided",
            lambda a, target: a / len(a) - target,
            "Only the probabilities are divided by m. Divide the whole difference.",
        ),
        *_twice(
            "target forgotten",
            lambda a, target: a / len(a),
            "These are the shares, divided by m. The target does not count in it.",
        ),
        *_twice("the shares", lambda a, target: a, "These are the shares. How far are they from the target?"),
        *_twice(
            "factor 2 too many",
            lambda a, target: 2 * (a - target) / len(a),
            "There is a factor 2 too many. It comes from a square, and cross-entropy has none.",
        ),
        *_twice(
            "times the slope",
            lambda a, target: (a - target) * a * (1 - a) / len(a),
            "There is a factor a(1 − a) too many. In a − T the slope of softmax is already in it: that is why "
            "cross-entropy goes with it.",
        ),
        *_twice(
            "times the slope, not divided by m",
            lambda a, target: (a - target) * a * (1 - a),
            "Two things are not right: there is a factor a(1 − a) too many, because in a − T the slope of softmax "
            "is already included, and E is the mean over the samples.",
        ),
        *_twice(
            "only the right class",
            lambda a, target: (a - target) * target / len(a),
            "The right class is right, the others get 0. Raising the score of a wrong class takes share from the "
            "right one: E does depend on it.",
        ),
        *_twice(
            "stopped at the shares",
            lambda a, target: -target / a / len(a),
            "This is ∂E/∂a, the slope at the shares. From the shares back to the scores there is still softmax.",
        ),
        *_twice(
            "answer instead of shares",
            lambda a, target: (_top(a) - target) / len(a),
            "You took 1 for the largest share and 0 for the others. How sure the network is counts too.",
        ),
        *_twice(
            "sizes alone",
            lambda a, target: np.abs(a - target) / len(a),
            "The sizes are right. The sign says which way the score should go.",
        ),
        *_twice(
            "the error itself",
            lambda a, target: -np.sum(target * np.log(a)) / len(a),
            "This is E. Its slope in each score is wanted.",
        ),
        *_twice(
            "added up over the samples",
            lambda a, target: np.sum((a - target) / len(a), axis=0),
            "You added up over the samples. That is the gradient of the biases; here each sample keeps its row.",
        ),
        *_twice(
            "softmax along the samples",
            lambda a, target: (a - target) / a.shape[0],
            "Your shares add up to 1 in each column. The shares of one sample, a row, are to do so: which axis is "
            "that?",
            axis=0,
        ),
        *_twice(
            "softmax along the samples, not divided by m",
            lambda a, target: a - target,
            "Two things are not right: your shares add up to 1 in each column and not in each row, and E is the "
            "mean over the samples.",
            axis=0,
        ),
        *_twice(
            "softmax over everything",
            lambda a, target: (a - target) / a.shape[0],
            "Your shares add up to 1 over the whole matrix. Those of each sample, a row, are to do so.",
            axis=None,
        ),
        *_twice(
            "softmax over everything, not divided by m",
            lambda a, target: a - target,
            "Two things are not right: your shares add up to 1 over the whole matrix and not in each row, and E is "
            "the mean over the samples.",
            axis=None,
        ),
        *_twice(
            "transposed",
            lambda a, target: (a - target).T / len(a),
            "Rows and columns have changed places. Each sample is a row.",
        ),
        *_twice(
            "slope without the target",
            lambda a, target: a * (1 - a) / len(a),
            "This is a(1 − a) / m, and the target does not count in it. How far are the shares from the target?",
        ),
        Mistake(
            "one number",
            lambda z, target: 0.0,
            "Your result is one number, 0. In each row the shares add up to 1 and so does the target: taken "
            "together, nothing is left. Keep an entry for each score of each sample.",
        ),
        Mistake(
            "cut off",
            lambda z, target: (_plain(np.clip(z, -100, 100)) - target) / len(z),
            "You cut the scores off so that e^z does not overflow. Then scores beyond the bound all count alike. "
            "What can be subtracted from all scores of a row without changing its shares?",
        ),
        Mistake(
            "NaN replaced by 0",
            lambda z, target: (np.nan_to_num(_plain(z)) - target) / len(z),
            "You put 0 where NaN came out. The shares of such a row are not 0: they overflowed on the way. What "
            "can be subtracted from all scores of a row without changing its shares?",
        ),
        Mistake(
            "softmax forgotten",
            lambda z, target: (z - target) / len(z),
            "You subtracted the target from the scores themselves. What does softmax make of them first?",
        ),
        Mistake(
            "softmax forgotten, not divided by m",
            lambda z, target: z - target,
            "Two things are not right: the target is subtracted from the scores and not from their shares, and E "
            "is the mean over the samples.",
        ),
        Mistake(
            "sigmoid of each",
            lambda z, target: (ACTIVATIONS["sigmoid"].f(z) - target) / len(z),
            "You took the sigmoid of each score. Then no score counts for the others, and a row does not add up to "
            "1.",
        ),
        Mistake(
            "sigmoid of each, not divided by m",
            lambda z, target: ACTIVATIONS["sigmoid"].f(z) - target,
            "Two things are not right: sigmoids of the single scores are no shares, and E is the mean over the "
            "samples.",
        ),
        Mistake(
            "shares of the sum forgotten",
            lambda z, target: (np.exp(z) - target) / len(z),
            "You took e^z without dividing it by its row's sum. What makes them shares?",
        ),
        Mistake(
            "shares of the sum forgotten, shifted",
            lambda z, target: (np.exp(z - np.max(z, axis=1, keepdims=True)) - target) / len(z),
            "You subtracted the largest score and took e^z. Shares add up to 1 in each row: what is missing?",
        ),
    ),
)
