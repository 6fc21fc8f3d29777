"""Runs of gradient descent on w, each recorded as a frozen trace."""

from dataclasses import dataclass

import numpy as np

from nbhelpers import arguments
from nbhelpers.descent.line import (
    COST_SCALES,
    best_weight,
    cost,
    cost_gradient,
    critical_learning_rate,
    positive_scale,
    regime,
)

MOST_STEPS = 1_000_000
"""Of a run. A picture shows a hundred; a million take seconds."""


@dataclass(frozen=True, eq=False)
class DescentTrace:
    """One run of gradient descent on w. Arrays are read-only.

    From the step at which a number becomes too large for a float, entries are infinite or NaN; `n_finite` counts
    those before it.
    """

    x: np.ndarray  # (m,), the data
    z: np.ndarray  # (m,)
    start: float  # w0
    learning_rate: float  # α
    cost_scale: float  # the factor in front of the sum: 1 for the sum, 1/m for the mean
    w: np.ndarray  # (n_steps + 1,), w_i
    cost: np.ndarray  # (n_steps + 1,), J(w_i)
    gradient: np.ndarray  # (n_steps + 1,), dJ/dw at w_i

    @property
    def n_steps(self):
        """Steps taken."""
        return len(self.w) - 1

    @property
    def n_finite(self):
        """How many entries come before the first overflow; at least 1 unless the start itself overflows."""
        return count_finite(self.w, self.cost, self.gradient)

    @property
    def best_w(self):
        """The w with the least cost, w* = Σ x_i z_i / Σ x_i²."""
        return best_weight(self.x, self.z)

    @property
    def factor(self):
        """What each step multiplies w − w* by: 1 − 2αS, with S = Σ x_i² (times the cost's scale)."""
        return 1 - 2 * self.learning_rate / self.critical_learning_rate

    @property
    def critical_learning_rate(self):
        """The learning rate above which this run diverges."""
        return critical_learning_rate(self.x, self.cost_scale)

    @property
    def regime(self):
        """The regime of this run's learning rate."""
        return regime(self.learning_rate, self.critical_learning_rate)


@dataclass(frozen=True, eq=False)
class ScalesTrace:
    """The same descent for the three cost conventions."""

    runs: tuple  # three `DescentTrace`: for the sum, the mean and half the mean, as in `COST_SCALES`


@dataclass(frozen=True, eq=False)
class SweepTrace:
    """Where descent ends for every learning rate. Arrays are read-only."""

    learning_rates: np.ndarray  # (k,), each α
    w: np.ndarray  # (k,), w after the last step with each; infinite or NaN after an overflow
    cost: np.ndarray  # (k,), J after the last step with each
    chosen: DescentTrace  # the whole run for one learning rate


def descend(x, z, *, start, learning_rate, n_steps, cost_scale=1.0):
    """Run gradient descent on the slope of a line: w_{i+1} = w_i − α · dJ/dw(w_i).

    The data, `x` and `z`, are arrays of one length, (m,), in which not every x is 0. `cost_scale` is the factor in
    front of the sum of squares, above 0. α may be any number from 0: a run that diverges is recorded until its
    numbers overflow. At most a million steps are taken. Returns `DescentTrace`.
    """
    x, z = arguments.vectors(x=x, z=z)
    start, learning_rate = (
        arguments.number("start", start),
        arguments.number("learning_rate", learning_rate, 0),
    )
    n_steps, cost_scale = arguments.count("n_steps", n_steps, 0, MOST_STEPS), positive_scale(cost_scale)
    critical_learning_rate(x, cost_scale)

    w = np.empty(n_steps + 1)
    w[0] = start
    with np.errstate(over="ignore", invalid="ignore"):
        for i in range(n_steps):
            w[i + 1] = w[i] - learning_rate * cost_scale * cost_gradient(w[i], x, z)
        J, gradient = cost_scale * cost(w, x, z), cost_scale * cost_gradient(w, x, z)
    return DescentTrace(x, z, start, learning_rate, cost_scale, *map(arguments.frozen, (w, J, gradient)))


def compare_scales(x, z, *, start, learning_rate, n_steps, rescale=False):
    """Run the same descent with the sum, the mean and half the mean of the squared errors.

    With `rescale`, α is multiplied by m for the mean and by 2m for half the mean, which undoes the convention. The
    other arguments are those of `descend`. Returns `ScalesTrace`.
    """
    learning_rate, rescale = arguments.number("learning_rate", learning_rate, 0), arguments.flag("rescale", rescale)
    x, z = arguments.vectors(x=x, z=z)
    scales = [scale(len(x)) for scale in COST_SCALES.values()]
    return ScalesTrace(
        tuple(
            descend(
                x,
                z,
                start=start,
                n_steps=n_steps,
                cost_scale=scale,
                learning_rate=learning_rate / scale if rescale else learning_rate,
            )
            for scale in scales
        )
    )


def sweep(chosen, learning_rates):
    """Repeat a run with other learning rates, (k,), all at once.

    Data, start, cost scale and number of steps are those of the run, a `DescentTrace`. Returns `SweepTrace`.
    """
    arguments.instance("chosen", chosen, DescentTrace)
    learning_rates = arguments.vector("learning_rates", learning_rates)
    w = np.full(len(learning_rates), chosen.start)  # (k,): one run for each learning rate
    with np.errstate(over="ignore", invalid="ignore"):
        for _ in range(chosen.n_steps):
            w = w - learning_rates * chosen.cost_scale * cost_gradient(w, chosen.x, chosen.z)
        J = chosen.cost_scale * cost(w, chosen.x, chosen.z)
    return SweepTrace(learning_rates, *map(arguments.frozen, (w, J)), chosen)


def count_finite(*arrays):
    """Count the leading entries at which every array is finite."""
    finite = np.logical_and.reduce([np.isfinite(a) for a in arrays])
    return int(len(finite) if finite.all() else finite.argmin())
