"""Training on several samples, with the gradients of each at the point where it has come to."""

import sys
from dataclasses import dataclass

import numpy as np

from nbhelpers import arguments
from nbhelpers.backprop.chain import PARAMETERS, forward
from nbhelpers.backprop.training import MOST_EPOCHS, TrainingTrace, mean_gradients, train

CURVE = arguments.frozen(np.linspace(-2.4, 2.4, 61))


@dataclass(frozen=True, eq=False)
class Batch:
    """Some epochs of batch gradient descent, and what the next update would be made of. Arrays are read-only."""

    run: TrainingTrace  # the training so far
    parameter: str  # the one whose gradients are listed
    each: np.ndarray  # (m,), its gradient for each sample, at the parameters reached
    mean: float  # the mean of these: the gradient of the mean squared error
    curve_x: np.ndarray  # (k,), a range of inputs
    curve_a2: np.ndarray  # (k,), the output for each, at the parameters reached


def train_batch(params, x, target, *, learning_rate, n_epochs, parameter):
    """Train on several samples, and take the gradient of each with the parameters reached.

    `x` and `target` are arrays of one length, (m,). Each epoch is one pass over all samples and one update; fewer
    epochs are done if an update no longer changes anything. `parameter` is "w1", "b1", "w2" or "b2". Returns
    `Batch`.
    """
    arguments.one_of("parameter", parameter, PARAMETERS)
    n_epochs = arguments.count("n_epochs", n_epochs, 0, MOST_EPOCHS)
    never = sys.float_info.min  # no tolerance ends this run
    run = train(params, x, target, learning_rate=learning_rate, max_epochs=n_epochs, tolerance=never)
    reached = run.at(run.n_epochs)
    gradients = mean_gradients(reached, run.x, run.target)
    each = np.array([getattr(sample, parameter) for sample in gradients.samples])
    a2 = np.array([forward(reached, value).a2 for value in CURVE.tolist()])
    return Batch(run, parameter, arguments.frozen(each), getattr(gradients, parameter), CURVE, arguments.frozen(a2))
