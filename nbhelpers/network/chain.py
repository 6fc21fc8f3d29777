"""A chain of equal neurons, the smallest network in which gradients vanish or explode.

    z_1 = w x + b,   a_l = f(z_l),   z_(l+1) = w a_l + b

∂a_n/∂z_l, the gradient of the chain's output, is also that of the bias of layer l. At the end it is f′(z_n), and
each layer before multiplies it by its own factor ∂z_(l+1)/∂z_l = w f′(z_l). See Bengio, Simard and Frasconi,
"Learning long-term dependencies with gradient descent is difficult" (1994): there it is one neuron, run n times.
"""

from dataclasses import dataclass

import numpy as np

from nbhelpers import arguments
from nbhelpers.activations import ACTIVATIONS
from nbhelpers.network.dense import HIDDEN

LONGEST = 10_000
SETTLE = 300
"""Layers after which a chain is taken to have settled. Most need a few dozen."""


@dataclass(frozen=True, eq=False)
class ChainTrace:
    """The chain and its gradient. Arrays are read-only and (n,); entry 0 is the layer next to the input."""

    weight: float  # w
    bias: float  # b
    x: float  # the input
    activation: str  # f, by its name
    z: np.ndarray  # pre-activation of each layer
    a: np.ndarray  # activation of each layer
    factor: np.ndarray  # w f′(z_l); the gradient has passed through all but the last of them
    gradient: np.ndarray  # ∂a_n/∂z_l
    # |w f′(z)| where the chain would settle if it went on for ever; if it then alternates between two z, the
    # geometric mean of both
    settled_factor: float
    # what |gradient| would be if every layer had `settled_factor`: a straight line on a logarithmic axis, from
    # |f′(z_n)| at the last layer
    predicted: np.ndarray
    # what |gradient| cannot exceed: s (|w| s)^(n − l), s being the largest slope of f, ¼ for the sigmoid
    bound: np.ndarray

    @property
    def n_layers(self):
        """How many neurons there are."""
        return len(self.z)

    @property
    def mean_factor(self):
        """Geometric mean of the |factor| that the gradient passed through; NaN for a single layer."""
        if self.n_layers == 1:
            return float("nan")
        with np.errstate(divide="ignore", under="ignore"):
            return float(np.exp(np.mean(np.log(np.abs(self.factor[:-1])))))  # log 0 = −∞, and back: 0


def chain_gradient(n_layers, *, weight, bias, activation, x):
    """Send a number through a chain of equal neurons, and the gradient of the output back to each of them.

    There are 1 to 10,000 layers; the activation is one of `HIDDEN` and has the slope at its kinks that
    `ACTIVATIONS` says. Returns `ChainTrace`.
    """
    n = arguments.count("n_layers", n_layers, 1, LONGEST)
    w, b, x = (arguments.number(k, v) for k, v in (("weight", weight), ("bias", bias), ("x", x)))
    f, df = ACTIVATIONS[arguments.one_of("activation", activation, HIDDEN)].f, ACTIVATIONS[activation].df
    back = np.arange(n)[::-1]  # n − l: how many layers come after each
    with np.errstate(all="ignore"):
        z = np.array(_pre_activations(w, b, f, w * x + b, n))
        slope = df(z)
        factor = w * slope
        # From the output back: f′(z_n), then times the factor of layer n − 1, n − 2, …, 1.
        gradient = np.cumprod(np.append(slope[-1:], factor[-2::-1]))[::-1]
        settled = _settled_factor(w, b, f, df, z[-1])
        predicted = abs(slope[-1]) * settled**back
        steepest = df(ACTIVATIONS[activation].steepest_at)
        bound = steepest * (abs(w) * steepest) ** back
    arrays = (z, f(z), factor, gradient.copy())
    return ChainTrace(
        w, b, x, activation, *map(arguments.frozen, arrays), settled, *map(arguments.frozen, (predicted, bound))
    )


def _pre_activations(w, b, f, z, n):
    """List z of `n` layers, the first given."""
    result = [float(z)]
    while len(result) < n:
        result.append(w * f(result[-1]) + b)
    return result


def _settled_factor(w, b, f, df, z):
    """Follow the chain on from a layer until z comes back after one layer or two, and measure two factors there.

    If f never falls, z ↦ w f(z) + b never falls or never rises, and z settles at a point, between two, or goes off
    to infinity, where the slope no longer changes. If it does, z may wander for ever; then two layers far down
    stand for the others.
    """
    z = float(z)
    following = w * f(z) + b
    for _ in range(SETTLE // 2):
        before, z = z, w * f(following) + b
        following = w * f(z) + b
        if abs(z - before) <= 1e-14 * max(1, abs(z)):
            break
    return float(abs(w) * np.sqrt(abs(df(z) * df(following))))
