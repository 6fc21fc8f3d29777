"""One iteration of training seen from outside: the pass there, the error, the pass back, the update."""

from dataclasses import dataclass
from enum import StrEnum

from nbhelpers import arguments
from nbhelpers.backprop.chain import PARAMETERS, Gradients, TwoNeurons, backward, error, forward
from nbhelpers.backprop.training import update


class Stage(StrEnum):
    """The four parts of an iteration, in their order."""

    FORWARD = "forward"
    ERROR = "error"
    BACKWARD = "backward"
    UPDATE = "update"


@dataclass(frozen=True)
class Iteration:
    """One iteration.

    Attributes
    ----------
    stage : Stage
        How far the reader has followed it; all of it is computed in any case.
    params, new_params : TwoNeurons
        Before and after the update.
    learning_rate : float
        α.
    gradients : Gradients
        At `params`; holds the forward pass and the error too.
    new_E : float
        The error on the same sample after the update.

    """

    stage: Stage
    params: TwoNeurons
    learning_rate: float
    gradients: Gradients
    new_params: TwoNeurons
    new_E: float

    def has(self, stage):
        """Say whether the reader has come as far as this stage; ``ValueError`` if it is none of the four."""
        order = list(Stage)
        return order.index(self.stage) >= order.index(arguments.one_of("stage", stage, order))

    def step(self, parameter):
        """Return how far a parameter moves: −α times its gradient; ``ValueError`` if it is none of the four."""
        return -self.learning_rate * getattr(self.gradients, arguments.one_of("parameter", parameter, PARAMETERS))


def iterate(params, x, target, *, learning_rate, stage=Stage.UPDATE):
    """Do one iteration on one sample.

    Parameters
    ----------
    params : TwoNeurons
        The parameters before it.
    x, target : float
        The input, and the T that a2 should be.
    learning_rate : float
        α, at least 0.
    stage : Stage or str
        How far to follow it.

    Returns
    -------
    Iteration

    Raises
    ------
    ValueError
        If a number is out of range or not finite, or `stage` is none of the four.

    """
    arguments.one_of("stage", stage, list(Stage))
    gradients = backward(params, x, target)
    new = update(params, gradients, learning_rate)
    new_E = error(forward(new, x).a2, target)
    return Iteration(Stage(stage), params, float(learning_rate), gradients, new, new_E)
