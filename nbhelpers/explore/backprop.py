"""Demos of backpropagation through two neurons."""

from functools import partial

from nbhelpers.backprop import (
    PARAMETERS,
    WALKTHROUGH,
    Iteration,
    Stage,
    TrainingTrace,
    TwoNeurons,
    iterate,
    random_start,
    train,
)
from nbhelpers.backprop.shown import Batch, Probe, probe, train_batch
from nbhelpers.datasets import SIX
from nbhelpers.explore.controls import dropdown, int_slider, log_slider, select_slider, slider
from nbhelpers.explore.demo import Picture, demo
from nbhelpers.explore.runs import Steps
from nbhelpers.views.backprop import BackpropView, NeuronsView
from nbhelpers.views.text import indexed
from nbhelpers.views.training import GradientCheckView, SamplesView, TrainingView

EPOCHS = (0, 1, 2, 3, 5, 10, 20, 30, 50, 100, 200, 500, 1000)
_PARAMS = WALKTHROUGH.params
_RATE = slider("learning rate α", 0, 5, 0.01)
_START = dropdown("start", {"the notes' start": "notes"} | {f"random, seed {seed}": seed for seed in range(1, 13)})
_NAMES = {indexed(name): name for name in PARAMETERS}


@demo(
    BackpropView,
    controls={
        "x": slider("input x", -2, 2, 0.01),
        "w1": slider("weight w₁", -4, 4, 0.01),
        "b1": slider("bias b₁", -4, 4, 0.01),
        "w2": slider("weight w₂", -4, 4, 0.01),
        "b2": slider("bias b₂", -8, 8, 0.01),
        "T": slider("target T", 0, 1, 0.01),
        "learning_rate": _RATE,
        "stage": select_slider("stage", [stage.value for stage in Stage]),
    },
    run=partial(Steps, control="stage"),
)
def explore_backprop(
    *,
    x: float = WALKTHROUGH.x,
    w1: float = _PARAMS.w1,
    b1: float = _PARAMS.b1,
    w2: float = _PARAMS.w2,
    b2: float = _PARAMS.b2,
    T: float = WALKTHROUGH.target,
    learning_rate: float = WALKTHROUGH.learning_rate,
    stage: str = "update",
) -> Iteration:
    """Walk through one iteration of backpropagation: forward, error, backward, update."""
    return iterate(TwoNeurons(w1, b1, w2, b2), x, T, learning_rate=learning_rate, stage=stage)


@demo(
    TrainingView,
    controls={
        "learning_rate": _RATE,
        "max_epochs": int_slider("maximum epochs", 0, 2000, 50),
        "tolerance": log_slider("tolerance", -6, -1),
        "start": _START,
    },
)
def explore_training(
    *,
    learning_rate: float = WALKTHROUGH.learning_rate,
    max_epochs: int = WALKTHROUGH.max_epochs,
    tolerance: float = WALKTHROUGH.tolerance,
    start: str | int = "notes",
) -> TrainingTrace:
    """Repeat the iteration until the error is small enough or the epochs are used up.

    It starts from the parameters of the worked example, or from random ones with a seed.
    """
    how = {"learning_rate": learning_rate, "tolerance": tolerance}
    return train(_start(start), WALKTHROUGH.x, WALKTHROUGH.target, **how, max_epochs=max_epochs)


@demo(
    GradientCheckView,
    controls={
        "epsilon": log_slider("step ε", -12, 0),
        "parameter": dropdown("parameter", _NAMES),
        "start": _START,
    },
)
def explore_gradient_check(*, epsilon: float = 1e-3, parameter: str = "w2", start: str | int = "notes") -> Probe:
    """Check the gradients against finite differences, and see where the differences themselves fail.

    ε is half the distance between the two points of a difference.
    """
    return probe(_start(start), WALKTHROUGH.x, WALKTHROUGH.target, epsilon=epsilon, parameter=parameter)


@demo(
    SamplesView,
    controls={
        "learning_rate": _RATE,
        "n_epochs": select_slider("epochs", EPOCHS),
        "parameter": dropdown("gradient of", _NAMES),
    },
    run=partial(Steps, control="n_epochs"),
)
def explore_samples(*, learning_rate: float = 2.0, n_epochs: int = 1, parameter: str = "b2") -> Batch:
    """Train on six samples: one epoch is one pass over all of them and one update with the mean gradient."""
    return train_batch(_PARAMS, *SIX, learning_rate=learning_rate, n_epochs=n_epochs, parameter=parameter)


def show_neurons(trace: Iteration) -> Picture:
    """Show the two neurons with the numbers of an iteration, as far as its stage, as a still picture.

    Returns
    -------
    Picture

    """
    view = NeuronsView()
    view.update(trace)
    return Picture(view, trace)


def _start(name: str | int) -> TwoNeurons:
    return random_start(name) if isinstance(name, int) else _PARAMS
