"""Demos of backpropagation through two neurons."""

from nbhelpers.backprop import (
    PARAMETERS,
    WALKTHROUGH,
    Stage,
    TwoNeurons,
    iterate,
    probe,
    random_start,
    train,
    train_batch,
)
from nbhelpers.datasets import SIX
from nbhelpers.explorable import Explorable, Picture, choice, log_slider, slider, stages, whole
from nbhelpers.views.backprop import BackpropView, NeuronsView
from nbhelpers.views.gradient_check import GradientCheckView
from nbhelpers.views.samples import SamplesView
from nbhelpers.views.text import indexed
from nbhelpers.views.training import TrainingView

EPOCHS = (0, 1, 2, 3, 5, 10, 20, 30, 50, 100, 200, 500, 1000)
_PARAMS = WALKTHROUGH.params
_STARTS = {"the notes' start": "notes"} | {f"random, seed {seed}": seed for seed in range(1, 13)}
_NAMES = {indexed(name): name for name in PARAMETERS}


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
    """Walk through one iteration of backpropagation: forward, error, backward, update.

    Parameters
    ----------
    x : float
        The input, −2 to 2.
    w1, b1, w2, b2 : float
        The parameters: the first three −4 to 4, b2 −8 to 8.
    T : float
        The target, 0 to 1.
    learning_rate : float
        α, 0 to 5.
    stage : str
        "forward", "error", "backward" or "update".

    Returns
    -------
    Explorable

    """

    def compute(x, w1, b1, w2, b2, T, learning_rate, stage):
        return iterate(TwoNeurons(w1, b1, w2, b2), x, T, learning_rate=learning_rate, stage=stage)

    controls = {
        "x": slider("input x", -2, 2, 0.01),
        "w1": slider("weight w₁", -4, 4, 0.01),
        "b1": slider("bias b₁", -4, 4, 0.01),
        "w2": slider("weight w₂", -4, 4, 0.01),
        "b2": slider("bias b₂", -8, 8, 0.01),
        "T": slider("target T", 0, 1, 0.01),
        "learning_rate": slider("learning rate α", 0, 5, 0.01),
        "stage": stages("stage", [stage.value for stage in Stage]),
    }
    values = {
        "x": x,
        "w1": w1,
        "b1": b1,
        "w2": w2,
        "b2": b2,
        "T": T,
        "learning_rate": learning_rate,
        "stage": stage,
    }
    return Explorable("explore_backprop", compute, BackpropView, controls, values, step="stage")


def explore_training(
    *,
    learning_rate=WALKTHROUGH.learning_rate,
    max_epochs=WALKTHROUGH.max_epochs,
    tolerance=WALKTHROUGH.tolerance,
    start="notes",
):
    """Repeat the iteration until the error is small enough or the epochs are used up.

    Parameters
    ----------
    learning_rate : float
        α, 0 to 5.
    max_epochs : int
        The most epochs to do, 0 to 2000.
    tolerance : float
        The error below which the training is done, 1e-6 to 0.1.
    start : str or int
        "notes" for the parameters of the worked example, or a seed from 1 to 12 for a random start.

    Returns
    -------
    Explorable

    """

    def compute(start, **how):
        return train(_start(start), WALKTHROUGH.x, WALKTHROUGH.target, **how)

    controls = {
        "learning_rate": slider("learning rate α", 0, 5, 0.01),
        "max_epochs": whole("maximum epochs", 0, 2000, 50),
        "tolerance": log_slider("tolerance", -6, -1),
        "start": choice("start", _STARTS),
    }
    values = {"learning_rate": learning_rate, "max_epochs": max_epochs, "tolerance": tolerance, "start": start}
    return Explorable("explore_training", compute, TrainingView, controls, values)


def explore_gradient_check(*, epsilon=1e-3, parameter="w2", start="notes"):
    """Check the gradients against finite differences, and see where the differences themselves fail.

    Parameters
    ----------
    epsilon : float
        Half the distance between the two points of a difference, 1e-12 to 1.
    parameter : str
        "w1", "b1", "w2" or "b2".
    start : str or int
        "notes" for the parameters of the worked example, or a seed from 1 to 12 for others.

    Returns
    -------
    Explorable

    """

    def compute(start, **what):
        return probe(_start(start), WALKTHROUGH.x, WALKTHROUGH.target, **what)

    controls = {
        "epsilon": log_slider("step ε", -12, 0),
        "parameter": choice("parameter", _NAMES),
        "start": choice("start", _STARTS),
    }
    values = {"epsilon": epsilon, "parameter": parameter, "start": start}
    return Explorable("explore_gradient_check", compute, GradientCheckView, controls, values)


def explore_samples(*, learning_rate=2.0, n_epochs=1, parameter="b2"):
    """Train on six samples: one epoch is one pass over all of them and one update with the mean gradient.

    Parameters
    ----------
    learning_rate : float
        α, 0 to 5.
    n_epochs : int
        Epochs done: 0, 1, 2, 3, 5, 10, 20, 30, 50, 100, 200, 500 or 1000.
    parameter : str
        Whose gradients to show: "w1", "b1", "w2" or "b2".

    Returns
    -------
    Explorable

    """

    def compute(**values):
        return train_batch(_PARAMS, *SIX, **values)

    controls = {
        "learning_rate": slider("learning rate α", 0, 5, 0.01),
        "n_epochs": stages("epochs", EPOCHS),
        "parameter": choice("gradient of", _NAMES),
    }
    values = {"learning_rate": learning_rate, "n_epochs": n_epochs, "parameter": parameter}
    return Explorable("explore_samples", compute, SamplesView, controls, values, step="n_epochs")


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
    return Picture(NeuronsView(trace), trace)


def _start(name):
    return _PARAMS if name == "notes" else random_start(name)
