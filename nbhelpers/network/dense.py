"""A dense network of any depth: its weights, biases and activations, how it starts, and which samples suit it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike

from nbhelpers import arguments
from nbhelpers.activations import ELEMENTWISE

HIDDEN = ELEMENTWISE
"""What a hidden layer may use: every activation that takes its inputs one by one."""

MATCHING = MappingProxyType(
    {"linear": "half squared error", "sigmoid": "binary cross-entropy", "softmax": "cross-entropy"}
)
"""What an output layer may use, and its matching loss: the one whose gradient in z is a − T."""

LOSSES = ("matching", "squared")
"""The loss that matches the output, or half the squared error with any output, as the notes have it."""

NORMAL_STD = 0.1
"""Standard deviation of the "normal" start: small, and the same for every width, which is its weakness."""

MOST_WEIGHTS = 10_000_000
"""The most weights there may be in all layers together: twenty times what networks for 28 × 28 pixels have."""

MOST_CLASSES = 1000
"""The most classes there may be: as many as ImageNet has."""

SUM_TOLERANCE = 1e-9
"""How far a row of probabilities may be from adding up to 1: room for rounding, not for mistakes."""

Samples = tuple[np.ndarray, np.ndarray]
"""Inputs x, (m, n_in), and targets T, (m, n_out): a row for each sample."""


def _normal(rng: np.random.Generator, n_in: int, n_out: int) -> np.ndarray:
    return rng.normal(0, NORMAL_STD, size=(n_in, n_out))


def _xavier(rng: np.random.Generator, n_in: int, n_out: int) -> np.ndarray:
    bound = np.sqrt(6 / (n_in + n_out))  # variance 2 / (n_in + n_out): equation 16 of the paper
    return rng.uniform(-bound, bound, size=(n_in, n_out))


def _he(rng: np.random.Generator, n_in: int, n_out: int) -> np.ndarray:
    return rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out))  # equation 10 of the paper


INITS = MappingProxyType({"normal": _normal, "xavier": _xavier, "he": _he})
"""How weights are drawn. Xavier: Glorot and Bengio (2010). He: He, Zhang, Ren and Sun (2015)."""


@dataclass(frozen=True, eq=False)
class Network:
    """Layers one after the other, each connected to all of the one before: z = a W + b, then a = f(z)."""

    weights: tuple[np.ndarray, ...]  # (n_in, n_out) each; read-only copies of what was given
    biases: tuple[np.ndarray, ...]  # (n_out,) each; likewise
    activations: tuple[str, ...]  # one for each layer: the hidden ones from `HIDDEN`, the last from `MATCHING`
    loss: str = "matching"  # one of `LOSSES`

    def __post_init__(self) -> None:
        weights = [_matrix(f"weights[{i}]", w) for i, w in enumerate(_listed("weights", self.weights))]
        given = _listed("biases", self.biases, len(weights))
        biases = [arguments.vector(f"biases[{i}]", b) for i, b in enumerate(given)]
        activations = _listed("activations", self.activations, len(weights))
        for i, name in enumerate(activations):
            arguments.one_of(f"activations[{i}]", name, HIDDEN if i < len(weights) - 1 else MATCHING)
        arguments.one_of("loss", self.loss, LOSSES)
        for i, (w, b) in enumerate(zip(weights, biases, strict=True)):
            if i and len(w) != len(biases[i - 1]):
                n_in = len(biases[i - 1])
                raise ValueError(f"weights[{i}]: expected {n_in} rows, one for each unit before, got {len(w)}")
            if len(b) != w.shape[1]:
                raise ValueError(f"biases[{i}]: expected {w.shape[1]} numbers, one for each unit, got {len(b)}")
        vars(self).update(weights=tuple(weights), biases=tuple(biases), activations=activations)

    @classmethod
    def create(
        cls, layer_sizes: Sequence[int], *, hidden: str, output: str, init: str, seed: int, loss: str = "matching"
    ) -> Self:
        """Make a network with random weights and zero biases; one seed, one start.

        `layer_sizes` are the number of inputs and of units in each layer. `hidden` is the activation of all hidden
        layers, from `HIDDEN`, `output` that of the last, from `MATCHING`; `init` is one of `INITS`.
        """
        sizes = _listed("layer_sizes", layer_sizes)
        if len(sizes) < 2:
            raise arguments.invalid_argument("layer_sizes", "at least two whole numbers not below 1", layer_sizes)
        sizes = tuple(arguments.count(f"layer_sizes[{i}]", size, 1) for i, size in enumerate(sizes))
        if sum(n_in * n_out for n_in, n_out in pairwise(sizes)) > MOST_WEIGHTS:
            raise arguments.invalid_argument(
                "layer_sizes", f"layers with {MOST_WEIGHTS:,} weights at most", layer_sizes
            )
        arguments.one_of("hidden", hidden, HIDDEN)
        arguments.one_of("output", output, MATCHING)
        arguments.one_of("init", init, INITS)
        arguments.one_of("loss", loss, LOSSES)
        rng = np.random.default_rng(arguments.count("seed", seed))
        weights = [arguments.frozen(INITS[init](rng, *shape)) for shape in pairwise(sizes)]
        biases = [arguments.frozen(np.zeros(size)) for size in sizes[1:]]
        return cls._unchecked(weights, biases, (hidden,) * (len(sizes) - 2) + (output,), loss)

    @property
    def layer_sizes(self) -> tuple[int, ...]:
        """How many inputs, then how many units in each layer."""
        return (len(self.weights[0]), *(len(b) for b in self.biases))

    @property
    def n_parameters(self) -> int:
        """How many weights and biases there are in all."""
        return sum(array.size for array in self.weights + self.biases)

    @property
    def loss_name(self) -> str:
        """What E is: "half squared error", "binary cross-entropy" or "cross-entropy"."""
        return MATCHING["linear" if self.loss == "squared" else self.activations[-1]]

    def with_parameters(self, weights: Iterable[np.ndarray], biases: Iterable[np.ndarray]) -> Self:
        """Return the same network with other numbers: arrays of the same shapes, not checked and not copied."""
        return self._unchecked(weights, biases, self.activations, self.loss)

    @classmethod
    def _unchecked(cls, weights: Iterable, biases: Iterable, activations: tuple[str, ...], loss: str) -> Self:
        network = object.__new__(cls)
        vars(network).update(weights=tuple(weights), biases=tuple(biases), activations=activations, loss=loss)
        return network


def one_hot(labels: ArrayLike, n_classes: int) -> np.ndarray:
    """Turn class numbers, (m,), into rows with a 1 in the column of the class and 0 elsewhere, (m, n_classes).

    Class numbers start at 0; there are at most 1000 classes.
    """
    n_classes = arguments.count("n_classes", n_classes, 1, MOST_CLASSES)
    return arguments.frozen(np.eye(n_classes)[class_numbers("labels", labels, n_classes)])  # (m, n_classes)


def class_numbers(name: str, labels: Any, n_classes: int) -> np.ndarray:
    """Return class numbers, from 0 to the number of classes − 1, as an array of int, (m,)."""
    numbers = arguments.vector(name, labels)
    if np.any((numbers < 0) | (numbers >= n_classes) | (numbers != np.floor(numbers))):
        raise arguments.invalid_argument(name, f"whole numbers from 0 to {n_classes - 1}", labels)
    return numbers.astype(int)


def checked_inputs(network: Any, x: Any) -> np.ndarray:
    """Return inputs of a network, (m, n_in), as a new read-only float array."""
    arguments.instance("network", network, Network)
    return _matrix("x", x, network.layer_sizes[0], "input")


def checked_samples(network: Any, x: Any, target: Any) -> Samples:
    """Return inputs, (m, n_in), and targets, (m, n_out), of a network as new read-only float arrays.

    With a cross-entropy targets have to be from 0 to 1; with that of softmax each row has to add up to 1.
    """
    x = checked_inputs(network, x)
    target = _matrix("target", target, network.layer_sizes[-1], "output")
    if len(target) != len(x):
        raise ValueError(f"target: expected as many rows as x, which has {len(x)}, got {len(target)}")
    if network.loss_name != "half squared error" and (target.min() < 0 or target.max() > 1):
        raise ValueError(f"target: expected numbers from 0 to 1, got {target.min():g} to {target.max():g}")
    if network.loss_name == "cross-entropy":
        sums = target.sum(axis=1)  # (m,)
        worst = sums[np.abs(sums - 1).argmax()]
        if abs(worst - 1) > SUM_TOLERANCE:
            raise ValueError(f"target: expected rows that add up to 1, as from one_hot, got {worst:g}")
    return x, target


def checked_set(name: str, value: Any, network: Network) -> Samples:
    """Return a pair of inputs and targets as `checked_samples` does; an error also names the data set."""
    if not isinstance(value, list | tuple) or len(value) != 2:
        raise arguments.invalid_argument(name, "a pair, x and target", value)
    try:
        return checked_samples(network, *value)
    except ValueError as error:
        raise ValueError(f"{name}.{error}") from None


def _matrix(name: str, value: Any, n_columns: int | None = None, column: str = "") -> np.ndarray:
    """Return a non-empty table of finite numbers, (m, n), as a new read-only float array.

    If `n_columns` is given, n has to equal it; the message then says what a `column` stands for.
    """
    expected = "finite numbers in rows and columns"
    if n_columns is not None:
        expected = f"finite numbers of shape (m, {n_columns}), a row for each sample and a column for each {column}"
    result = arguments.array(name, value, expected)
    if result.ndim != 2 or result.size == 0 or n_columns not in (None, result.shape[1]):
        raise ValueError(f"{name}: expected {expected}, got shape {result.shape}")
    if not np.isfinite(result).all():
        raise arguments.invalid_argument(name, expected, value)
    return arguments.frozen(result)


def _listed(name: str, value: Any, n: int | None = None) -> tuple[Any, ...]:
    """Return a list, tuple or array as a tuple, of `n` entries if that is given."""
    expected = "a non-empty list" if n is None else f"a list of {n}, one for each layer"
    is_list = isinstance(value, list | tuple) or (isinstance(value, np.ndarray) and value.ndim > 0)
    if not is_list or len(value) == 0 or n not in (None, len(value)):
        raise arguments.invalid_argument(name, expected, value)
    return tuple(value)
