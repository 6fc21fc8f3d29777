"""The gradients of backpropagation held against finite differences of the error."""

from dataclasses import dataclass

import numpy as np

from nbhelpers import arguments
from nbhelpers.backprop.chain import PARAMETERS, backward, half_square, outputs
from nbhelpers.gradcheck import GradientCheck, check_gradient

OFFSETS = arguments.frozen(np.linspace(-1.2, 1.2, 49))
EPSILONS = arguments.frozen(10.0 ** np.arange(0, -12.01, -0.5))


@dataclass(frozen=True, eq=False)
class Probe:
    """A gradient check of one parameter set, with the error along one parameter. Arrays are read-only.

    Attributes
    ----------
    check : GradientCheck
        All four gradients, in the order of `PARAMETERS`.
    parameter : str
        The parameter looked at.
    E : float
        The error where the gradients are taken.
    ends : tuple of float
        The error with that parameter raised by ε, and lowered by ε.
    offsets, along : ndarray, (k,)
        Changes of that parameter, and the error with each.

    """

    check: GradientCheck
    parameter: str
    E: float
    ends: tuple[float, float]
    offsets: np.ndarray
    along: np.ndarray


def probe(params, x, target, *, epsilon, parameter):
    """Check the four gradients with finite differences, and follow the error along one parameter.

    Parameters
    ----------
    params : TwoNeurons
        Where to take the gradients.
    x, target : float
        The sample.
    epsilon : float
        Half the distance between the two points of each difference, above 0.
    parameter : str
        One of "w1", "b1", "w2", "b2".

    Returns
    -------
    Probe

    Raises
    ------
    ValueError
        If a number is not finite, ε is not above 0, or `parameter` is none of the four.

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
