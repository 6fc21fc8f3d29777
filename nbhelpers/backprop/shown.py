"""What two demos show of backpropagation: a gradient check, and the gradients of several samples in a training."""

import sys
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from nbhelpers import arguments, backprop
from nbhelpers.backprop import PARAMETERS, TwoNeurons
from nbhelpers.gradcheck import numerical_gradient, relative_errors

INPUTS = arguments.frozen(np.linspace(-2.4, 2.4, 61))
OFFSETS = arguments.frozen(np.linspace(-1.2, 1.2, 49))
EPSILONS = arguments.frozen(10.0 ** np.arange(0, -12.01, -0.5))


@dataclass(frozen=True, eq=False)
class Batch:
    """Some epochs of batch gradient descent, and what the next update would be made of. Arrays are read-only."""

    run: backprop.TrainingTrace  # the training so far
    parameter: str  # the one whose gradients are listed
    each: np.ndarray  # (m,), its gradient for each sample, at the parameters reached
    mean: float  # the mean of these: the gradient of the mean loss
    curve_x: np.ndarray  # (k,), a range of inputs
    curve_a2: np.ndarray  # (k,), the output for each, at the parameters reached


@dataclass(frozen=True, eq=False)
class Probe:
    """The gradients checked by finite differences, and E along one parameter. Arrays are read-only."""

    parameter: str  # the one that is moved
    epsilon: float  # the ε chosen
    E: float  # where the gradients are taken
    exact: np.ndarray  # (4,), the gradients of backpropagation, in the order of `PARAMETERS`
    measured: np.ndarray  # (4,), the gradients measured with ε
    relative_error: np.ndarray  # (4,), |measured − exact| / max(|measured|, |exact|)
    epsilons: np.ndarray  # (k,), many ε
    relative_errors: np.ndarray  # (k, 4), the relative error with each
    ends: tuple[float, float]  # E with that parameter raised by ε, and lowered by ε
    offsets: np.ndarray  # (n,), changes of that parameter
    along: np.ndarray  # (n,), E with each


def train_batch(
    params: TwoNeurons, x: ArrayLike, target: ArrayLike, *, learning_rate: float, n_epochs: int, parameter: str
) -> Batch:
    """Train on several samples, (m,), and take the gradient of each with the parameters reached.

    Fewer epochs are done if an update no longer changes anything, or would be too large for a float. `parameter` is
    "w1", "b1", "w2" or "b2".
    """
    arguments.one_of("parameter", parameter, PARAMETERS)
    x, target = arguments.vectors(x=x, target=target)
    n_epochs = arguments.count("n_epochs", n_epochs, 0, backprop.MOST_EPOCHS)
    never = sys.float_info.min  # no tolerance ends this run
    run = backprop.train(params, x, target, learning_rate=learning_rate, max_epochs=n_epochs, tolerance=never)
    reached = run.at(run.n_epochs)
    gradients = backprop.mean_gradients(reached, run.x, run.target)
    each = np.array([getattr(sample, parameter) for sample in gradients.samples])
    a2 = np.array([backprop.forward(reached, value).a2 for value in INPUTS.tolist()])
    return Batch(
        run, parameter, arguments.frozen(each), getattr(gradients, parameter), INPUTS, arguments.frozen(a2)
    )


def probe(params: TwoNeurons, x: float, target: float, *, epsilon: float, parameter: str) -> Probe:
    """Check the four gradients with finite differences, and follow E along one parameter.

    `epsilon`, above 0, is half the distance between the two points of each difference; `parameter` is "w1", "b1",
    "w2" or "b2".
    """
    arguments.one_of("parameter", parameter, PARAMETERS)
    gradients = backprop.backward(params, x, target)
    point, exact = (np.array([getattr(each, name) for name in PARAMETERS]) for each in (params, gradients))
    direction = np.array([float(name == parameter) for name in PARAMETERS])

    def E(p):
        w1, b1, w2, b2 = p.tolist()
        return backprop.half_square(gradients.target - backprop.outputs(w1, b1, w2, b2, gradients.trace.x)[3])

    measured = numerical_gradient(E, point, epsilon)
    many = np.array([numerical_gradient(E, point, each) for each in EPSILONS.tolist()])  # (k, 4)
    along = np.array([E(point + offset * direction) for offset in OFFSETS])
    arrays = exact, measured, relative_errors(measured, exact), relative_errors(many, exact), along
    exact, measured, error, errors, along = map(arguments.frozen, arrays)
    ends = E(point + epsilon * direction), E(point - epsilon * direction)
    return Probe(
        parameter, float(epsilon), gradients.E, exact, measured, error, EPSILONS, errors, ends, OFFSETS, along
    )
