"""The gradients of backpropagation checked against finite differences of the error."""

from dataclasses import dataclass

import numpy as np

from nbhelpers import arguments
from nbhelpers.backprop.chain import PARAMETERS, backward, half_square, outputs
from nbhelpers.gradcheck import GradientCheck, check_gradient

OFFSETS = arguments.frozen(np.linspace(-1.2, 1.2, 49))
EPSILONS = arguments.frozen(10.0 ** np.arange(0, -12.01, -0.5))


@dataclass(frozen=True, eq=False)
class Probe:
    """A gradient check of one parameter set, with the error along one parameter. Arrays are read-only."""

    check: GradientCheck  # all four gradients, in the order of `PARAMETERS`
    parameter: str  # the one that is moved
    E: float  # where the gradients are taken
    ends: tuple[float, float]  # E with that parameter raised by ε, and lowered by ε
    offsets: np.ndarray  # (k,), changes of that parameter
    along: np.ndarray  # (k,), E with each


def probe(params, x, target, *, epsilon, parameter):
    """Check the four gradients with finite differences, and follow the error along one parameter.

    `epsilon`, above 0, is half the distance between the two points of each difference; `parameter` is "w1", "b1",
    "w2" or "b2". Returns `Probe`.
    """
    arguments.one_of("parameter", parameter, PARAMETERS)
    gradients = backward(params, x, target)
    point = np.array([getattr(params, name) for name in PARAMETERS])
    direction = np.array([float(name == parameter) for name in PARAMETERS])

    def E(p):
        return half_square(float(target) - outputs(*p.tolist(), float(x))[3])

    check = check_gradient(
        E, point, [getattr(gradients, name) for name in PARAMETERS], epsilon=epsilon, epsilons=EPSILONS
    )
    ends = E(point + epsilon * direction), E(point - epsilon * direction)
    along = np.array([E(point + offset * direction) for offset in OFFSETS])
    return Probe(check, parameter, gradients.E, ends, OFFSETS, arguments.frozen(along))
