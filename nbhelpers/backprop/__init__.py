"""Backpropagation through two sigmoid neurons in a chain: x → (w1, b1) → a1 → (w2, b2) → a2, target T.

    z1 = w1·x + b1,   a1 = σ(z1),   z2 = w2·a1 + b2,   a2 = σ(z2),   E = ½ (T − a2)²

Each gradient is a product of named factors (the chain rule), with σ′(z) = σ(z) (1 − σ(z)). Method: Rumelhart,
Hinton and Williams, "Learning representations by back-propagating errors" (1986).

With many samples the error is the mean of the samples' errors, its gradient the mean of their gradients, and
an epoch is one pass over all samples followed by one update (batch gradient descent).

Everything is done with plain floats, which for four parameters is many times faster than arrays and reads like the
formulas. What two demos show of it is in `shown`: a gradient check, and a training on several samples. Larger
networks are in `network`, and pictures in `views`.
"""

import math
from dataclasses import dataclass
from enum import StrEnum
from numbers import Real
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from nbhelpers import arguments

PARAMETERS = ("w1", "b1", "w2", "b2")
"""The order in which the four stand in every array."""

CHAIN = {
    "w1": ("dE_da2", "da2_dz2", "dz2_da1", "da1_dz1", "dz1_dw1"),
    "b1": ("dE_da2", "da2_dz2", "dz2_da1", "da1_dz1", "dz1_db1"),
    "w2": ("dE_da2", "da2_dz2", "dz2_dw2"),
    "b2": ("dE_da2", "da2_dz2", "dz2_db2"),
}
"""The chain rule: which factors lead from the error back to each parameter, in order."""

MOST_EPOCHS = 1_000_000
"""Each is recorded, so that longer runs would fill the memory; the lessons offer two thousand at most."""


@dataclass(frozen=True)
class TwoNeurons:
    """The four parameters of the chain: weight and bias of the first and of the second neuron."""

    w1: float
    b1: float
    w2: float
    b2: float

    def __post_init__(self) -> None:
        for name in PARAMETERS:
            object.__setattr__(self, name, arguments.number(name, getattr(self, name)))


class Example(NamedTuple):
    """A start, one sample, and how to train on it: the arguments of `train` by their names."""

    params: TwoNeurons
    x: float
    target: float
    learning_rate: float
    max_epochs: int
    tolerance: float


_PARAMS = TwoNeurons(w1=0.15, b1=0.40, w2=0.45, b2=0.65)
WALKTHROUGH = Example(_PARAMS, x=0.1, target=0.25, learning_rate=0.4, max_epochs=1000, tolerance=0.001)
"""The notes' worked example."""


@dataclass(frozen=True)
class ForwardTrace:
    """One forward pass."""

    x: float  # the input
    z1: float  # weighted sum of the first neuron
    a1: float  # its output
    z2: float  # weighted sum of the second neuron
    a2: float  # its output, that of the chain


class _PerParameter:
    """Something for each parameter, by its name."""

    w1 = property(lambda self: self._of("w1"))
    b1 = property(lambda self: self._of("b1"))
    w2 = property(lambda self: self._of("w2"))
    b2 = property(lambda self: self._of("b2"))


@dataclass(frozen=True)
class Gradients(_PerParameter):
    """One backward pass: every factor of the chain rule, and the four gradients as their products.

    `w1`, `b1`, `w2` and `b2` are ∂E/∂w1 and so on: the products of the factors named in `CHAIN`.
    """

    trace: ForwardTrace  # the forward pass that it belongs to
    target: float  # T
    E: float  # ½ (T − a2)²
    dE_da2: float  # −(T − a2)
    da2_dz2: float  # σ′(z2)
    dz2_dw2: float  # a1
    dz2_db2: float  # 1
    dz2_da1: float  # w2
    da1_dz1: float  # σ′(z1)
    dz1_dw1: float  # x
    dz1_db1: float  # 1

    def factors(self, parameter: str) -> tuple[tuple[str, float], ...]:
        """Return the factors of one parameter's gradient, from the error back, each as (name, value)."""
        names = CHAIN[arguments.one_of("parameter", parameter, PARAMETERS)]
        return tuple((name, getattr(self, name)) for name in names)

    def _of(self, parameter: str) -> float:
        return math.prod(getattr(self, name) for name in CHAIN[parameter])


@dataclass(frozen=True)
class MeanGradients(_PerParameter):
    """The gradients over a data set.

    `E`, `w1`, `b1`, `w2` and `b2` are the means over the samples of the error and of ∂E/∂w1 and so on.
    """

    samples: tuple[Gradients, ...]  # one backward pass for each sample

    E = property(lambda self: self._of("E"))

    def _of(self, name: str) -> float:
        return sum(getattr(sample, name) for sample in self.samples) / len(self.samples)


class Stage(StrEnum):
    """The four parts of an iteration, in their order."""

    FORWARD = "forward"
    ERROR = "error"
    BACKWARD = "backward"
    UPDATE = "update"


@dataclass(frozen=True)
class Iteration:
    """One iteration of training."""

    stage: Stage  # how far the reader has followed it; all of it is computed in any case
    params: TwoNeurons  # before the update
    learning_rate: float  # α
    gradients: Gradients  # at `params`; holds the forward pass and the error too
    new_params: TwoNeurons  # after the update
    new_E: float  # the error on the same sample after the update

    def has(self, stage: str) -> bool:
        """Return whether the reader has come as far as this stage."""
        order: list[str] = list(Stage)
        return order.index(self.stage) >= order.index(arguments.one_of("stage", stage, order))

    def step(self, parameter: str) -> float:
        """Return how far a parameter moves: −α times its gradient."""
        return -self.learning_rate * getattr(self.gradients, arguments.one_of("parameter", parameter, PARAMETERS))


class StoppedBy(StrEnum):
    """What ended a training: the error fell below the tolerance, or one of three reasons why it never did."""

    TOLERANCE = "tolerance"
    MAX_EPOCHS = "max_epochs"
    STANDSTILL = "standstill"
    NOT_FINITE = "not finite"


@dataclass(frozen=True, eq=False)
class TrainingTrace(_PerParameter):
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

    n_epochs = property(lambda self: len(self.error) - 1)  # epochs done

    def at(self, epoch: int) -> TwoNeurons:
        """Return the parameters after so many epochs."""
        return TwoNeurons(*self.params[arguments.count("epoch", epoch, 0, self.n_epochs)])

    def _of(self, name: str) -> np.ndarray:
        return self.params[:, PARAMETERS.index(name)]


def forward(params: TwoNeurons, x: float) -> ForwardTrace:
    """Send one input through the chain."""
    return _forward(arguments.instance("params", params, TwoNeurons), arguments.number("x", x))


def error(a2: float, target: float) -> float:
    """Return the error of one output, E = ½ (T − a2)²: with the ½, ∂E/∂a2 is −(T − a2), without a factor 2."""
    return half_square(arguments.number("target", target) - arguments.number("a2", a2))


def backward(params: TwoNeurons, x: float, target: float) -> Gradients:
    """Send one input through the chain and its error back to every parameter."""
    arguments.instance("params", params, TwoNeurons)
    return _backward(params, arguments.number("x", x), arguments.number("target", target))


def update(params: TwoNeurons, gradients: Gradients | MeanGradients, learning_rate: float) -> TwoNeurons:
    """Take one step of gradient descent, p − α · ∂E/∂p, for all four parameters at once from their old values.

    A step after which a parameter would be too large for a float is refused.
    """
    arguments.instance("params", params, TwoNeurons)
    arguments.instance("gradients", gradients, Gradients, MeanGradients)
    rate = arguments.number("learning_rate", learning_rate, 0)
    new = [getattr(params, name) - rate * getattr(gradients, name) for name in PARAMETERS]
    if not all(map(math.isfinite, new)):
        raise arguments.invalid_argument(
            "learning_rate", "a step after which every parameter fits a float", learning_rate
        )
    return TwoNeurons(*new)


def iterate(
    params: TwoNeurons, x: float, target: float, *, learning_rate: float, stage: str = Stage.UPDATE
) -> Iteration:
    """Do one iteration on one sample, followed as far as a stage."""
    arguments.one_of("stage", stage, list(Stage))
    gradients = backward(params, x, target)
    new = update(params, gradients, learning_rate)
    new_E = error(forward(new, x).a2, target)
    return Iteration(Stage(stage), params, float(learning_rate), gradients, new, new_E)


def random_start(seed: int) -> TwoNeurons:
    """Draw the parameters uniformly from −1 to 1, where no sigmoid starts saturated; one seed, one start."""
    return TwoNeurons(*np.random.default_rng(arguments.count("seed", seed)).uniform(-1, 1, size=4))


def mean_loss(params: TwoNeurons, x: ArrayLike, target: ArrayLike) -> float:
    """Return the mean over the samples, (m,), of E = ½ (T − a2)²: half of the mean squared error."""
    return mean_gradients(params, x, target).E


def mean_gradients(params: TwoNeurons, x: ArrayLike, target: ArrayLike) -> MeanGradients:
    """Return the gradients of the `mean_loss`: the derivative of a mean is the mean of the derivatives."""
    arguments.instance("params", params, TwoNeurons)
    samples = zip(*(values.tolist() for values in arguments.vectors(x=x, target=target)), strict=True)
    return MeanGradients(tuple(_backward(params, *sample) for sample in samples))


def train(
    params: TwoNeurons,
    x: float | ArrayLike,
    target: float | ArrayLike,
    *,
    learning_rate: float,
    max_epochs: int,
    tolerance: float,
) -> TrainingTrace:
    """Repeat forward, error, backward and update until E < tolerance or the epochs are used up.

    E is compared before the first epoch too: a start that is good enough takes no epoch. The run also ends when an
    update changes no parameter even in its last digit (it would stand still for ever, as with α = 0), and before an
    update that is too large for a float.

    `x` and `target` are numbers, for one sample, or arrays of one length, (m,).
    """
    arguments.instance("params", params, TwoNeurons)
    single = isinstance(x, Real)
    if single:
        x, target = arguments.number("x", x), arguments.number("target", target)
        samples = [(x, target)]
    else:
        x, target = arguments.vectors(x=x, target=target)
        samples = list(zip(x.tolist(), target.tolist(), strict=True))
    rate = arguments.number("learning_rate", learning_rate, 0)
    max_epochs = arguments.count("max_epochs", max_epochs, 0, MOST_EPOCHS)
    tolerance = arguments.number("tolerance", tolerance, above=0)
    start = tuple(getattr(params, name) for name in PARAMETERS)
    *columns, stopped_by = _descend(start, samples, rate, max_epochs, tolerance)
    path, errors, a2 = (arguments.frozen(np.array(column)) for column in columns)
    if single:
        a2 = a2[:, 0]
    return TrainingTrace(x, target, rate, max_epochs, tolerance, path, errors, a2, stopped_by)


def sigmoid(z: float) -> float:
    """Compute σ(z) = 1 / (1 + e^−z) of a plain float, unchecked; no finite z overflows.

    1 − σ(z) is best computed as σ(−z): equal, but it keeps its digits where σ(z) rounds to 1.
    """
    if z >= 0:
        return 1 / (1 + math.exp(-z))
    e = math.exp(z)  # the same σ; here e^−z could overflow
    return e / (1 + e)


def outputs(w1: float, b1: float, w2: float, b2: float, x: float) -> tuple[float, float, float, float]:
    """Compute z1, a1, z2 and a2 from plain floats, unchecked."""
    z1 = w1 * x + b1
    a1 = sigmoid(z1)
    z2 = w2 * a1 + b2
    return z1, a1, z2, sigmoid(z2)


def half_square(difference: float) -> float:
    """Compute ½ d² of a plain float, unchecked; infinite when too large, where ``**`` would raise."""
    return 0.5 * difference * difference


def _forward(params, x):
    return ForwardTrace(x, *outputs(params.w1, params.b1, params.w2, params.b2, x))


def _backward(params, x, target):
    trace = _forward(params, x)
    return Gradients(
        trace,
        target,
        E=half_square(target - trace.a2),
        dE_da2=trace.a2 - target,  # −(T − a2), which would give −0.0 where both are equal
        da2_dz2=trace.a2 * sigmoid(-trace.z2),  # a2 (1 − a2), see `sigmoid`
        dz2_dw2=trace.a1,
        dz2_db2=1.0,
        dz2_da1=params.w2,
        da1_dz1=trace.a1 * sigmoid(-trace.z1),
        dz1_dw1=x,
        dz1_db1=1.0,
    )


def _descend(params, samples, learning_rate, max_epochs, tolerance):
    """Train a tuple of four floats; list parameters, errors and outputs, and say what ended it."""
    path, errors, a2 = [], [], []
    while True:
        error, gradient, outs = _mean_pass(samples, *params)
        path.append(params)
        errors.append(error)
        a2.append(outs)
        if error < tolerance:
            return path, errors, a2, StoppedBy.TOLERANCE
        if len(errors) > max_epochs:
            return path, errors, a2, StoppedBy.MAX_EPOCHS
        old, params = params, tuple([p - learning_rate * g for p, g in zip(params, gradient, strict=True)])
        if not all(map(math.isfinite, params)):
            return path, errors, a2, StoppedBy.NOT_FINITE
        if params == old:
            return path, errors, a2, StoppedBy.STANDSTILL


def _mean_pass(samples, w1, b1, w2, b2):
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
