"""One iteration of training in its four stages: forward, error, backward, update."""

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
    """One iteration."""

    stage: Stage  # how far the reader has followed it; all of it is computed in any case
    params: TwoNeurons  # before the update
    learning_rate: float  # α
    gradients: Gradients  # at `params`; holds the forward pass and the error too
    new_params: TwoNeurons  # after the update
    new_E: float  # the error on the same sample after the update

    def has(self, stage):
        """Say whether the reader has come as far as this stage."""
        order = list(Stage)
        return order.index(self.stage) >= order.index(arguments.one_of("stage", stage, order))

    def step(self, parameter):
        """Return how far a parameter moves: −α times its gradient."""
        return -self.learning_rate * getattr(self.gradients, arguments.one_of("parameter", parameter, PARAMETERS))


def iterate(params, x, target, *, learning_rate, stage=Stage.UPDATE):
    """Do one iteration on one sample, followed as far as a stage, and return the `Iteration`."""
    arguments.one_of("stage", stage, list(Stage))
    gradients = backward(params, x, target)
    new = update(params, gradients, learning_rate)
    new_E = error(forward(new, x).a2, target)
    return Iteration(Stage(stage), params, float(learning_rate), gradients, new, new_E)
