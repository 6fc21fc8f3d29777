"""Backpropagation through two sigmoid neurons: `chain` is one pass forward and back, `training` repeats it.

For the pictures, `iteration` is one round of a training in four stages, `probe` a gradient check with the error
along one parameter, and `batch` a training on several samples with the gradient of each.
"""

from nbhelpers.backprop.batch import Batch, train_batch
from nbhelpers.backprop.chain import (
    CHAIN,
    PARAMETERS,
    WALKTHROUGH,
    Example,
    ForwardTrace,
    Gradients,
    TwoNeurons,
    backward,
    error,
    forward,
    random_start,
)
from nbhelpers.backprop.iteration import Iteration, Stage, iterate
from nbhelpers.backprop.probe import Probe, probe
from nbhelpers.backprop.training import (
    MeanGradients,
    StoppedBy,
    TrainingTrace,
    mean_gradients,
    mean_squared_error,
    train,
    update,
)

__all__ = [
    "CHAIN",
    "PARAMETERS",
    "WALKTHROUGH",
    "Batch",
    "Example",
    "ForwardTrace",
    "Gradients",
    "Iteration",
    "MeanGradients",
    "Probe",
    "Stage",
    "StoppedBy",
    "TrainingTrace",
    "TwoNeurons",
    "backward",
    "error",
    "forward",
    "iterate",
    "mean_gradients",
    "mean_squared_error",
    "probe",
    "random_start",
    "train",
    "train_batch",
    "update",
]
