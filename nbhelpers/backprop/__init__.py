"""Backpropagation through two sigmoid neurons: `chain` is one pass there and back, `training` repeats it."""

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
    "Example",
    "ForwardTrace",
    "Gradients",
    "MeanGradients",
    "StoppedBy",
    "TrainingTrace",
    "TwoNeurons",
    "backward",
    "error",
    "forward",
    "mean_gradients",
    "mean_squared_error",
    "random_start",
    "train",
    "update",
]
