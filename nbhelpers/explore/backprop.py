"""Demos of backpropagation through two neurons."""

from nbhelpers.backprop import (
    PARAMETERS,
    WALKTHROUGH,
    Stage,
    TwoNeurons,
    iterate,
    random_start,
    train,
)
from nbhelpers.backprop.shown import probe, train_batch
from nbhelpers.datasets import SIX
from nbhelpers.explore.controls import choice, log_slider, slider, stages, whole
from nbhelpers.explore.demo import Picture, demo
from nbhelpers.views.backprop import BackpropView, NeuronsView
from nbhelpers.views.gradient_check import GradientCheckView
from nbhelpers.views.samples import SamplesView
from nbhelpers.views.text import indexed
from nbhelpers.views.training import TrainingView

EPOCHS = (0, 1, 2, 3, 5, 10, 20, 30, 50, 100, 200, 500, 1000)
_PARAMS = WALKTHROUGH.params
_RATE = (slider, "learning rate α", 0, 5, 0.01)
_START = (choice, "start", {"the notes' start": "notes"} | {f"random, seed {seed}": seed for seed in range(1, 13)})
_NAMES = {indexed(name): name for name in PARAMETERS}


@demo(
    BackpropView,
    controls={
        "x": (slider, "input x", -2, 2, 0.01),
        "w1": (slider, "weight w₁", -4, 4, 0.01),
        "b1": (slider, "bias b₁", -4, 4, 0.01),
        "w2": (slider, "weight w₂", -4, 4, 0.01),
        "b2": (slider, "bias b₂", -8, 8, 0.01),
        "T": (slider, "target T", 0, 1, 0.01),
        "learning_rate": _RATE,
        "stage": (stages, "stage", [stage.value for stage in Stage]),
    },
    step="stage",
)
def explore_backprop(
    *,
    x=WALKTHROUGH.x,
    w1=_PARAMS.w1,
    b1=_PARAMS.b1,
    w2=_PARAMS.w2,
    b2=_PARAMS.b2,
    T=WALKTHROUGH.target,
    learning_rate=WALKTHROUGH.learning_rate,
    stage="update",
):
    """Walk through one iteration of backpropagation: forward, error, backward, update."""
    return iterate(TwoNeurons(w1, b1, w2, b2), x, T, learning_rate=learning_rate, stage=stage)


@demo(
    TrainingView,
    controls={
        "learning_rate": _RATE,
        "max_epochs": (whole, "maximum epochs", 0, 2000, 50),
        "tolerance": (log_slider, "tolerance", -6, -1),
        "start": _START,
    },
)
def explore_training(
    *,
    learning_rate=WALKTHROUGH.learning_rate,
    max_epochs=WALKTHROUGH.max_epochs,
    tolerance=WALKTHROUGH.tolerance,
    start="notes",
):
    """Repeat the iteration until the error is small enough or the epochs are used up.

    It starts from the parameters of the worked example, or from random ones with a seed.
    """
    how = {"learning_rate": learning_rate, "max_epochs": max_epochs, "tolerance": tolerance}
    return train(_start(start), WALKTHROUGH.x, WALKTHROUGH.target, **how)


@demo(
    GradientCheckView,
    controls={
        "epsilon": (log_slider, "step ε", -12, 0),
        "parameter": (choice, "parameter", _NAMES),
        "start": _START,
    },
)
def explore_gradient_check(*, epsilon=1e-3, parameter="w2", start="notes"):
    """Check the gradients against finite differences, and see where the differences themselves fail.

    ε is half the distance between the two points of a difference.
    """
    return probe(_start(start), WALKTHROUGH.x, WALKTHROUGH.target, epsilon=epsilon, parameter=parameter)


@demo(
    SamplesView,
    controls={
        "learning_rate": _RATE,
        "n_epochs": (stages, "epochs", EPOCHS),
        "parameter": (choice, "gradient of", _NAMES),
    },
    step="n_epochs",
)
def explore_samples(*, learning_rate=2.0, n_epochs=1, parameter="b2"):
    """Train on six samples: one epoch is one pass over all of them and one update with the mean gradient."""
    return train_batch(_PARAMS, *SIX, learning_rate=learning_rate, n_epochs=n_epochs, parameter=parameter)


def show_neurons(trace):
    """Show the two neurons with the numbers of an iteration, as far as its stage, as a still picture.

    Parameters
    ----------
    trace : Iteration
        From `backprop.iterate`.

    Returns
    -------
    Picture

    """
    view = NeuronsView()
    view.update(trace)
    return Picture(view, trace)


def _start(name):
    return _PARAMS if name == "notes" else random_start(name)
