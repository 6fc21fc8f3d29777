"""Demos of backpropagation through two neurons."""

from functools import partial
from typing import Annotated

from nbhelpers import backprop
from nbhelpers.backprop import WALKTHROUGH
from nbhelpers.backprop.shown import Batch, Probe, probe, train_batch
from nbhelpers.datasets import SIX
from nbhelpers.explore.controls import dropdown, int_slider, log_slider, select_slider, slider
from nbhelpers.explore.demo import StillPicture, demo
from nbhelpers.explore.runs import Steps
from nbhelpers.views.backprop import BackpropView, NeuronsView
from nbhelpers.views.text import indexed
from nbhelpers.views.training import GradientCheckView, SamplesView, TrainingView

MOST_EPOCHS = 2000
EPOCHS = (0, 1, 2, 3, 5, 10, 20, 30, 50, 100, 200, 500, 1000)
_PARAMS = WALKTHROUGH.params
_STARTS = {"the worked example": "notes"} | {f"random, seed {seed}": seed for seed in range(1, 13)}

Rate = Annotated[float, slider("learning rate α", 0, 5, 0.01)]
Start = Annotated[str | int, dropdown("start", _STARTS)]
_NAMES = {indexed(name): name for name in backprop.PARAMETERS}


@demo(BackpropView, run=partial(Steps, control="stage"))
def explore_backprop(
    *,
    x: Annotated[float, slider("input x", -2, 2, 0.01)] = WALKTHROUGH.x,
    w1: Annotated[float, slider("weight w₁", -4, 4, 0.01)] = _PARAMS.w1,
    b1: Annotated[float, slider("bias b₁", -4, 4, 0.01)] = _PARAMS.b1,
    w2: Annotated[float, slider("weight w₂", -4, 4, 0.01)] = _PARAMS.w2,
    b2: Annotated[float, slider("bias b₂", -8, 8, 0.01)] = _PARAMS.b2,
    T: Annotated[float, slider("target T", 0, 1, 0.01)] = WALKTHROUGH.target,
    learning_rate: Rate = WALKTHROUGH.learning_rate,
    stage: Annotated[str, select_slider("stage", [stage.value for stage in backprop.Stage])] = "update",
) -> backprop.Iteration:
    """Walk through one iteration of backpropagation: forward, error, backward, update."""
    return backprop.iterate(backprop.TwoNeurons(w1, b1, w2, b2), x, T, learning_rate=learning_rate, stage=stage)


@demo(TrainingView)
def explore_training(
    *,
    learning_rate: Rate = WALKTHROUGH.learning_rate,
    max_epochs: Annotated[int, int_slider("maximum epochs", 0, MOST_EPOCHS, 50)] = WALKTHROUGH.max_epochs,
    tolerance: Annotated[float, log_slider("tolerance", -6, -1)] = WALKTHROUGH.tolerance,
    start: Start = "notes",
) -> backprop.TrainingTrace:
    """Repeat the iteration until the loss is small enough or the epochs are used up.

    It starts from the parameters of the worked example, or from random ones with a seed.
    """
    how = {"learning_rate": learning_rate, "tolerance": tolerance}
    return backprop.train(_start(start), WALKTHROUGH.x, WALKTHROUGH.target, **how, max_epochs=max_epochs)


@demo(GradientCheckView)
def explore_gradient_check(
    *,
    epsilon: Annotated[float, log_slider("step ε", -12, 0)] = 1e-3,
    parameter: Annotated[str, dropdown("parameter", _NAMES)] = "w2",
    start: Start = "notes",
) -> Probe:
    """Check the gradients against finite differences, and see where the differences themselves fail.

    ε is half the distance between the two points of a difference.
    """
    return probe(_start(start), WALKTHROUGH.x, WALKTHROUGH.target, epsilon=epsilon, parameter=parameter)


@demo(SamplesView, run=partial(Steps, control="n_epochs"))
def explore_samples(
    *,
    learning_rate: Rate = 2.0,
    n_epochs: Annotated[int, select_slider("epochs", EPOCHS)] = 1,
    parameter: Annotated[str, dropdown("gradient of", _NAMES)] = "b2",
) -> Batch:
    """Train on six samples: one epoch is one pass over all of them and one update with the mean gradient."""
    return train_batch(_PARAMS, *SIX, learning_rate=learning_rate, n_epochs=n_epochs, parameter=parameter)


def show_neurons(trace: backprop.Iteration) -> StillPicture:
    """Show the two neurons with the numbers of an iteration, as far as its stage, as a still picture."""
    return StillPicture(NeuronsView(backward=trace.has(backprop.Stage.BACKWARD)), trace)


def _start(name: str | int) -> backprop.TwoNeurons:
    return backprop.random_start(name) if isinstance(name, int) else _PARAMS
