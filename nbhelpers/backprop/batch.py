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
    """Some epochs of batch gradient descent, and what the next update would be made of. Arrays are read-only.

    Attributes
    ----------
    run : TrainingTrace
        The training so far.
    parameter : str
        The parameter whose gradients are listed.
    each : ndarray, (m,)
        Its gradient for each sample, at the parameters reached.
    mean : float
        Their mean: the gradient of the mean squared error.
    curve_x, curve_a2 : ndarray, (k,)
        The output at the parameters reached, over a range of inputs.

    """

    run: TrainingTrace
    parameter: str
    each: np.ndarray
    mean: float
    curve_x: np.ndarray
    curve_a2: np.ndarray


def train_batch(params, x, target, *, learning_rate, n_epochs, parameter):
    """Train for so many epochs, each one pass over all samples and one update, and take the gradients there.

    Parameters
    ----------
    params : TwoNeurons
        The start.
    x, target : sequence of float, (m,)
        The samples.
    learning_rate : float
        α, at least 0.
    n_epochs : int
        Epochs to do; fewer are done if an update changes nothing any more.
    parameter : str
        One of "w1", "b1", "w2", "b2".

    Returns
    -------
    Batch

    Raises
    ------
    ValueError
        If an argument is out of range, not finite or empty, or `x` and `target` differ in length.

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
