"""A dense network of any depth: its weights, biases and activations, and how it starts."""

from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

import numpy as np

from nbhelpers import arguments
from nbhelpers.activations import ELEMENTWISE
from nbhelpers.network.samples import matrix

HIDDEN = ELEMENTWISE
"""What a hidden layer may use: every activation that takes its inputs one by one."""

FITTING = MappingProxyType(
    {"linear": "half squared error", "sigmoid": "binary cross-entropy", "softmax": "cross-entropy"}
)
"""What an output layer may use, and the error that fits it: the one whose gradient in z is a − T."""

LOSSES = ("fitting", "squared")
"""The error that fits the output, or half the squared error with any output, as the notes have it."""

NORMAL_STD = 0.1
"""Standard deviation of the "normal" start: small, and the same for every width, which is its weakness."""


def _normal(rng, n_in, n_out):
    return rng.normal(0, NORMAL_STD, size=(n_in, n_out))


def _xavier(rng, n_in, n_out):
    bound = np.sqrt(6 / (n_in + n_out))  # variance 2 / (n_in + n_out): equation 16 of the paper
    return rng.uniform(-bound, bound, size=(n_in, n_out))


def _he(rng, n_in, n_out):
    return rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out))  # equation 10 of the paper


MOST_WEIGHTS = 10_000_000
"""Of all layers together. Twenty times what the usual networks for images of 28 × 28 pixels have."""


INITS = MappingProxyType({"normal": _normal, "xavier": _xavier, "he": _he})
"""How weights are drawn. Xavier: Glorot and Bengio (2010). He: He, Zhang, Ren and Sun (2015)."""


@dataclass(frozen=True, eq=False)
class Network:
    """Layers one after the other, each connected to all of the one before: z = a W + b, then a = f(z)."""

    weights: tuple[np.ndarray, ...]  # (n_in, n_out) each; read-only copies of what was given
    biases: tuple[np.ndarray, ...]  # (n_out,) each; likewise
    activations: tuple[str, ...]  # one for each layer: the hidden ones from `HIDDEN`, the last from `FITTING`
    loss: str = "fitting"  # one of `LOSSES`

    def __post_init__(self):
        weights = tuple(matrix(f"weights[{i}]", w) for i, w in enumerate(_listed("weights", self.weights)))
        biases = _listed("biases", self.biases, len(weights))
        biases = tuple(arguments.vector(f"biases[{i}]", b) for i, b in enumerate(biases))
        activations = _listed("activations", self.activations, len(weights))
        *hidden, output = activations
        for i, name in enumerate(hidden):
            arguments.one_of(f"activations[{i}]", name, HIDDEN)
        arguments.one_of(f"activations[{len(hidden)}]", output, FITTING)
        arguments.one_of("loss", self.loss, LOSSES)
        for i, (w, b) in enumerate(zip(weights, biases, strict=True)):
            if i and len(w) != weights[i - 1].shape[1]:
                n_in = weights[i - 1].shape[1]
                raise ValueError(f"weights[{i}]: expected {n_in} rows, one for each unit before, got {len(w)}")
            if len(b) != w.shape[1]:
                raise ValueError(f"biases[{i}]: expected {w.shape[1]} numbers, one for each unit, got {len(b)}")
        self._set(weights=weights, biases=biases, activations=activations)

    @classmethod
    def create(cls, layer_sizes, *, hidden, output, init, seed, loss="fitting"):
        """Make a network with random weights and zero biases; one seed, one start.

        Parameters
        ----------
        layer_sizes : sequence of int
            How many inputs, then how many units in each layer; with at most `MOST_WEIGHTS` weights in all.
        hidden, output : str
            Activations: of all hidden layers, from `HIDDEN`, and of the last one, from `FITTING`.
        init : str
            How the weights are drawn, one of `INITS`: "normal", "xavier" or "he".
        loss : str
            One of `LOSSES`.

        """
        sizes = _listed("layer_sizes", layer_sizes)
        if len(sizes) < 2:
            raise arguments.refuse("layer_sizes", "at least two whole numbers not below 1", layer_sizes)
        sizes = [arguments.count(f"layer_sizes[{i}]", size, 1) for i, size in enumerate(sizes)]
        if sum(n_in * n_out for n_in, n_out in pairwise(sizes)) > MOST_WEIGHTS:
            raise arguments.refuse("layer_sizes", f"layers with {MOST_WEIGHTS:,} weights at most", layer_sizes)
        arguments.one_of("hidden", hidden, HIDDEN)
        arguments.one_of("output", output, FITTING)
        arguments.one_of("init", init, INITS)
        arguments.one_of("loss", loss, LOSSES)
        rng = np.random.default_rng(arguments.count("seed", seed))
        weights = [arguments.frozen(INITS[init](rng, *shape)) for shape in pairwise(sizes)]
        biases = [arguments.frozen(np.zeros(size)) for size in sizes[1:]]
        return cls._unchecked(weights, biases, (hidden,) * (len(sizes) - 2) + (output,), loss)

    @property
    def layer_sizes(self):
        """How many inputs, then how many units in each layer: tuple of int."""
        return (len(self.weights[0]), *(len(b) for b in self.biases))

    @property
    def n_parameters(self):
        """How many weights and biases there are in all."""
        return sum(array.size for array in self.weights + self.biases)

    @property
    def error(self):
        """What E is: "half squared error", "binary cross-entropy" or "cross-entropy"."""
        return FITTING["linear" if self.loss == "squared" else self.activations[-1]]

    def with_parameters(self, weights, biases):
        """Return the same network with other numbers, unchecked: read-only arrays of the same shapes."""
        return self._unchecked(weights, biases, self.activations, self.loss)

    @classmethod
    def _unchecked(cls, weights, biases, activations, loss):
        network = object.__new__(cls)
        network._set(weights=tuple(weights), biases=tuple(biases), activations=activations, loss=loss)
        return network

    def _set(self, **values):
        for name, value in values.items():
            object.__setattr__(self, name, value)


def _listed(name, value, n=None):
    """Return a list, tuple or array as a tuple, of `n` entries if that is given."""
    expected = "a non-empty list" if n is None else f"a list of {n}, one for each layer"
    if not isinstance(value, list | tuple | np.ndarray) or (isinstance(value, np.ndarray) and value.ndim == 0):
        raise arguments.refuse(name, expected, value)
    result = tuple(value)
    if not result or n not in (None, len(result)):
        raise arguments.refuse(name, expected, value)
    return result
