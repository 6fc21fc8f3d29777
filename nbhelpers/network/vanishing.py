"""How gradients vanish or explode on their way back: in a chain of equal neurons, and in any network.

The chain is the smallest network in which they do:

    z_1 = w x + b,   a_l = f(z_l),   z_(l+1) = w a_l + b

∂a_n/∂z_l, the gradient of the chain's output, is also that of the bias of layer l. At the end it is f′(z_n), and
each layer before multiplies it by its own factor ∂z_(l+1)/∂z_l = w f′(z_l). See Bengio, Simard and Frasconi,
"Learning long-term dependencies with gradient descent is difficult" (1994): there it is one neuron, run n times.

A flow is measured in any network: activations forward, gradients back, layer by layer. Its quantities are those of
Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks" (2010), figures 6
and 7, each as one number for a layer. All are root mean squares (rms) or standard deviations, not sums or norms,
so that wide and narrow layers can be compared.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike

from nbhelpers import arguments
from nbhelpers.activations import ACTIVATIONS
from nbhelpers.arguments import frozen
from nbhelpers.network.dense import HIDDEN, INITS, Network, checked_samples
from nbhelpers.network.passes import Gradients, gradients, quick

LONGEST = 10_000
"""The most layers that a chain may have."""

SETTLE = 300
"""Layers after which a chain is taken to have settled. Most need a few dozen."""

DEEPEST, WIDEST = 100, 300
"""The most hidden layers, and the most units in each, of the networks that are compared."""

N_SAMPLES = 200


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

    n_layers = property(lambda self: len(self.z))

    @property
    def mean_factor(self) -> float:
        """Geometric mean of the |factor| that the gradient passed through; NaN for a single layer."""
        if self.n_layers == 1:
            return float("nan")
        with np.errstate(divide="ignore", under="ignore"):
            return float(np.exp(np.mean(np.log(np.abs(self.factor[:-1])))))  # log 0 = −∞, and back: 0


def chain_gradient(n_layers: int, *, weight: float, bias: float, activation: str, x: float) -> ChainTrace:
    """Send a number through a chain of equal neurons, and the gradient of the output back to each of them.

    There are 1 to 10,000 layers. The activation is one of `HIDDEN`; at its kinks it has the slope of `ACTIVATIONS`.
    """
    n = arguments.count("n_layers", n_layers, 1, LONGEST)
    w, b, x = (arguments.number(k, v) for k, v in (("weight", weight), ("bias", bias), ("x", x)))
    function = ACTIVATIONS[arguments.one_of("activation", activation, HIDDEN)]
    f, df = function.f, function.df
    with np.errstate(all="ignore"):
        each = [w * x + b]
        for _ in range(n - 1):
            each.append(w * f(each[-1]) + b)
        z = np.array(each)
        slope = df(z)
        factor = w * slope
        # From the output back: f′(z_n), then times the factor of layer n − 1, n − 2, …, 1.
        gradient = np.cumprod(np.append(slope[-1:], factor[-2::-1]))[::-1].copy()
        settled = _settled_factor(w, b, f, df, z[-1])
        predicted = abs(slope[-1]) * settled ** np.arange(n)[::-1]
    z, a, factor, gradient, predicted = map(frozen, (z, f(z), factor, gradient, predicted))
    return ChainTrace(w, b, x, activation, z, a, factor, gradient, settled, predicted)


def _settled_factor(w: float, b: float, f: Callable, df: Callable, z: float) -> float:
    """Follow the chain on from a layer until z comes back after one layer or two, and measure two factors there.

    With an f that never falls, z ↦ w f(z) + b never falls or never rises, and z settles at a point, between two, or
    goes off to infinity, where the slope no longer changes. With any other f it may wander for ever; then two
    layers far down stand for the others.
    """
    z = float(z)
    following = w * f(z) + b
    for _ in range(SETTLE // 2):
        before, z = z, w * f(following) + b
        following = w * f(z) + b
        if abs(z - before) <= 1e-14 * max(1, abs(z)):
            break
    return float(abs(w) * np.sqrt(abs(df(z) * df(following))))


@dataclass(frozen=True, eq=False)
class Flow:
    """One number for each of L layers. Arrays are read-only and (L,); entry 0 is the layer next to the input."""

    gradients: Gradients  # the pass that was measured; what is asked of it is computed when it is asked

    @cached_property
    def gradient_rms(self) -> np.ndarray:
        """Root mean square of ∂E/∂w over the weights of a layer.

        Times α it is how far a typical weight moves, whereas the norm, which is this times √(number of weights),
        grows with the layer whether or not its weights learn.
        """
        return _each_rms(self.gradients.weights)

    @cached_property
    def delta_rms(self) -> np.ndarray:
        """Root mean square of ∂E_i/∂z over samples and units, E_i being the loss of one sample."""
        m = len(self.gradients.target)
        return _each_rms(m * delta for delta in self.gradients.delta)  # E is the mean of m losses

    @cached_property
    def activation_std(self) -> np.ndarray:
        """Standard deviation of the activations over the samples: root mean square of that of each unit.

        Where it is near 0, the layer says the same whatever the input.
        """
        return _each_rms(a - a.mean(axis=0) for a in self.gradients.trace.a)

    @cached_property
    def gain(self) -> float:
        """Geometric mean of what `delta_rms` is multiplied by from one hidden layer to the one before.

        Below 1 gradients vanish, above it they explode. The output layer is left out because its units are of
        another kind. NaN with fewer than two hidden layers, or when nothing reaches the last.
        """
        hidden = self.delta_rms[:-1]
        if len(hidden) < 2 or hidden[-1] == 0:
            return float("nan")
        with np.errstate(all="ignore"):
            return float((hidden[0] / hidden[-1]) ** (1 / (len(hidden) - 1)))


def gradient_flow(network: Network, x: ArrayLike, target: ArrayLike) -> Flow:
    """Measure one forward and one backward pass with samples as for `loss`."""
    x, target = checked_samples(network, x, target)
    # The quick functions suffice: what they lose at a saturated unit is nothing beside the others.
    return Flow(gradients(network, x, target, quick(network)))


@dataclass(frozen=True, eq=False)
class FlowComparison:
    """The same network with each initialisation, before any training."""

    depth: int  # number of hidden layers
    width: int  # units in each
    activation: str  # of the hidden layers
    init: str  # the initialisation chosen
    flows: dict[str, Flow]  # one for each of `INITS`, from the same seed and with the same samples


def compare_flows(*, depth: int, width: int, activation: str, init: str, seed: int) -> FlowComparison:
    """Measure a network with one sigmoid output at the start, with each initialisation.

    There are 1 to 100 hidden layers of 2 to 300 units, and as many inputs as units in a layer. `init` is the
    initialisation chosen. The samples are drawn from a standard normal distribution, as scaled data are; the
    target is whether the first two inputs have the same sign. The seed is that of weights and samples.
    """
    depth, width = arguments.count("depth", depth, 1, DEEPEST), arguments.count("width", width, 2, WIDEST)
    arguments.one_of("activation", activation, HIDDEN)
    arguments.one_of("init", init, INITS)
    x = frozen(np.random.default_rng(arguments.count("seed", seed)).standard_normal((N_SAMPLES, width)))
    target = frozen((x[:, :1] * x[:, 1:2] > 0).astype(float))  # (m, 1)
    sizes = [width] * (depth + 1) + [1]
    networks = {i: Network.create(sizes, hidden=activation, output="sigmoid", init=i, seed=seed) for i in INITS}
    flows = {name: gradient_flow(network, x, target) for name, network in networks.items()}
    return FlowComparison(depth, width, activation, init, flows)


def _each_rms(arrays: Iterable[np.ndarray]) -> np.ndarray:
    """Return the root mean square of each array."""
    with np.errstate(all="ignore"):
        return frozen(np.array([_rms(array) for array in arrays]))


def _rms(array: np.ndarray) -> float:
    """Return √(mean of squares); where the square of a tiny gradient would be lost, scaled by the largest entry."""
    flat = array.ravel()
    plain = np.sqrt(flat.dot(flat) / flat.size)
    if 1e-100 < plain < 1e100:
        return plain
    largest = np.abs(array).max()
    return largest * np.sqrt(np.mean((array / largest) ** 2)) if 0 < largest < np.inf else largest
