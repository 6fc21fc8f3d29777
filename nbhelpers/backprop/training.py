"""Repeat backpropagation and update until the error is small enough, on one sample or on many.

With many samples the error is the mean of the samples' errors, its gradient the mean of their gradients, and
an epoch is one pass over all samples followed by one update (batch gradient descent).
"""

import math
from dataclasses import dataclass
from enum import StrEnum
from numbers import Real

import numpy as np

from nbhelpers import arguments
from nbhelpers.backprop.chain import (
    PARAMETERS,
    Gradients,
    TwoNeurons,
    backward,
    half_square,
    outputs,
    sigmoid,
)

MOST_EPOCHS = 1_000_000
"""Each is recorded, so that longer runs would fill the memory; a thousand are enough for the lessons."""


class StoppedBy(StrEnum):
    """What ended a training: the error fell below the tolerance, or one of three reasons why it never did."""

    TOLERANCE = "tolerance"
    MAX_EPOCHS = "max_epochs"
    STANDSTILL = "standstill"
    NOT_FINITE = "not finite"


@dataclass(frozen=True)
class MeanGradients:
    """The gradients over a data set: each the mean of the samples' gradients.

    `E`, `w1`, `b1`, `w2` and `b2` are the means over the samples of the error and of ∂E/∂w1 and so on.
    """

    samples: tuple[Gradients, ...]  # one backward pass for each sample

    E = property(lambda self: self._mean("E"))
    w1 = property(lambda self: self._mean("w1"))
    b1 = property(lambda self: self._mean("b1"))
    w2 = property(lambda self: self._mean("w2"))
    b2 = property(lambda self: self._mean("b2"))

    def _mean(self, name):
        return sum(getattr(sample, name) for sample in self.samples) / len(self.samples)


@dataclass(frozen=True, eq=False)
class TrainingTrace:
    """One training. Arrays are read-only; entry 0 is the start, entry i the state after i epochs.

    `w1`, `b1`, `w2` and `b2` are the columns of `params`, (n_epochs + 1,) each.
    """

    x: float | np.ndarray  # the sample, or (m,) for several
    target: float | np.ndarray  # likewise
    learning_rate: float  # α
    max_epochs: int  # as asked for
    tolerance: float
    params: np.ndarray  # (n_epochs + 1, 4), in the order of `PARAMETERS`
    error: np.ndarray  # (n_epochs + 1,), E, or its mean over the samples
    a2: np.ndarray  # (n_epochs + 1,), or (n_epochs + 1, m) for several samples
    stopped_by: StoppedBy  # what ended the run

    w1 = property(lambda self: self.params[:, 0])
    b1 = property(lambda self: self.params[:, 1])
    w2 = property(lambda self: self.params[:, 2])
    b2 = property(lambda self: self.params[:, 3])

    @property
    def n_epochs(self):
        """Epochs done."""
        return len(self.error) - 1

    def at(self, epoch):
        """Return the `TwoNeurons` after so many epochs."""
        return TwoNeurons(*self.params[arguments.count("epoch", epoch, 0, self.n_epochs)])


def update(params, gradients, learning_rate):
    """Take one step of gradient descent, p − α · ∂E/∂p, for all four parameters at once from their old values.

    `gradients` are `Gradients` or `MeanGradients` at these values. A step after which a parameter would be too
    large for a float is refused. Returns `TwoNeurons`.
    """
    arguments.instance("params", params, TwoNeurons)
    arguments.instance("gradients", gradients, Gradients, MeanGradients)
    rate = arguments.number("learning_rate", learning_rate, 0)
    new = [getattr(params, name) - rate * getattr(gradients, name) for name in PARAMETERS]
    if not all(map(math.isfinite, new)):
        raise arguments.refuse("learning_rate", "a step after which every parameter fits a float", learning_rate)
    return TwoNeurons(*new)


def mean_squared_error(params, x, target):
    """Return the mean over the samples of E = ½ (T − a2)²: half of what is elsewhere called the MSE.

    `x` and `target` are arrays of one length, (m,).
    """
    return mean_gradients(params, x, target).E


def mean_gradients(params, x, target):
    """Return the gradients of the `mean_squared_error` as `MeanGradients`.

    The derivative of a mean is the mean of the derivatives. `x` and `target` are arrays of one length, (m,).
    """
    arguments.instance("params", params, TwoNeurons)
    x, target = arguments.vectors(x=x, target=target)
    return MeanGradients(tuple(backward(params, *sample) for sample in zip(x, target, strict=True)))


def train(params, x, target, *, learning_rate, max_epochs, tolerance):
    """Repeat forward, error, backward and update until E < tolerance or the epochs are used up.

    E is compared before the first epoch too: a start that is good enough takes no epoch. The run also ends when an
    update changes no parameter even in its last digit (it would stand still for ever, as with α = 0), and before an
    update that is too large for a float.

    `x` and `target` are numbers, for one sample, or arrays of one length, (m,). The tolerance is above 0, and there
    are at most a million epochs. Returns `TrainingTrace`.
    """
    arguments.instance("params", params, TwoNeurons)
    single = isinstance(x, Real)
    if single:
        x, target = arguments.number("x", x), arguments.number("target", target)
    else:
        x, target = arguments.vectors(x=x, target=target)
    learning_rate = arguments.number("learning_rate", learning_rate, 0)
    max_epochs = arguments.count("max_epochs", max_epochs, 0, MOST_EPOCHS)
    if arguments.number("tolerance", tolerance) <= 0:
        raise arguments.refuse("tolerance", "a number above 0", tolerance)

    samples = [(x, target)] if single else list(zip(x.tolist(), target.tolist(), strict=True))
    start = tuple(getattr(params, name) for name in PARAMETERS)
    *columns, stopped_by = _descend(start, samples, learning_rate, max_epochs, tolerance)
    path, errors, a2 = (arguments.frozen(np.array(column)) for column in columns)
    if single:
        a2 = a2[:, 0]
    return TrainingTrace(x, target, learning_rate, max_epochs, float(tolerance), path, errors, a2, stopped_by)


def _descend(params, samples, learning_rate, max_epochs, tolerance):
    """Train a tuple of four floats; list parameters, errors and outputs, and say what ended it."""
    path, errors, a2 = [], [], []
    while True:
        error, gradient, outs = _mean_pass(*params, samples)
        path.append(params)
        errors.append(error)
        a2.append(outs)
        if error < tolerance:
            return path, errors, a2, StoppedBy.TOLERANCE
        if len(errors) > max_epochs:
            return path, errors, a2, StoppedBy.MAX_EPOCHS
        old, params = params, _step(*params, *gradient, learning_rate)
        if not all(map(math.isfinite, params)):
            return path, errors, a2, StoppedBy.NOT_FINITE
        if params == old:
            return path, errors, a2, StoppedBy.STANDSTILL


def _step(w1, b1, w2, b2, dE_dw1, dE_db1, dE_dw2, dE_db2, learning_rate):
    return (
        w1 - learning_rate * dE_dw1,
        b1 - learning_rate * dE_db1,
        w2 - learning_rate * dE_dw2,
        b2 - learning_rate * dE_db2,
    )


def _mean_pass(w1, b1, w2, b2, samples):
    """Return mean error, mean gradients and all outputs: as `backward`, shared factors multiplied once."""
    E = dE_dw1 = dE_db1 = dE_dw2 = dE_db2 = 0.0
    outs = []
    for x, target in samples:
        z1, a1, z2, a2 = outputs(w1, b1, w2, b2, x)
        dE_dz2 = (a2 - target) * (a2 * sigmoid(-z2))
        dE_dz1 = dE_dz2 * w2 * (a1 * sigmoid(-z1))
        E += half_square(target - a2)
        dE_dw1 += dE_dz1 * x
        dE_db1 += dE_dz1
        dE_dw2 += dE_dz2 * a1
        dE_db2 += dE_dz2
        outs.append(a2)
    m = len(samples)
    return E / m, (dE_dw1 / m, dE_db1 / m, dE_dw2 / m, dE_db2 / m), outs
