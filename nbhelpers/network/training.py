"""Training by mini-batch gradient descent, one epoch at a time, and the record of what it did.

`train` gives the state after each epoch. A `Run` also measures each on held-out samples, and gives the `History`;
its samples, learning rate and batch size may change on the way. `race` does several runs side by side.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import isfinite

import numpy as np
from numpy.typing import ArrayLike

from nbhelpers import arguments
from nbhelpers.activations import ACTIVATIONS
from nbhelpers.network import passes
from nbhelpers.network.dense import HIDDEN, Network, Samples, checked_samples, checked_set
from nbhelpers.network.vanishing import gradient_flow


@dataclass(frozen=True, eq=False)
class State:
    """The state after an epoch."""

    index: int  # how many epochs are done; 0 is the start
    network: Network  # as it is then
    loss: float  # E over all samples, not the mean of what the batches had on the way
    # Whether a number became too large for a float in this epoch: `network` and `loss` are then the last that were
    # finite. (A start whose loss is infinite counts as diverged, and keeps that loss.)
    diverged: bool = False


def train(
    network: Network,
    x: ArrayLike,
    target: ArrayLike,
    *,
    learning_rate: float,
    n_epochs: int,
    batch_size: int,
    seed: int,
) -> Iterator[State]:
    """Train by gradient descent on shuffled batches: an iterator that does an epoch each time it is asked for one.

    It yields the start, then the state after each epoch; an epoch that diverges is the last. Each epoch deals the
    samples, x, (m, n_in), and target, (m, n_out), anew into batches; the last may be smaller. After each batch all
    weights and biases move at once by −α times the gradient of the mean loss of that batch. The seed is that of the
    shuffling; one seed, one training. Arguments are checked now, not when the first epoch is asked for.
    """
    samples = checked_samples(network, x, target)
    trainer = Trainer(network, samples, arguments.count("seed", seed))
    return _states(trainer, *_checked_pace(learning_rate, n_epochs, batch_size))


def _states(trainer: "Trainer", learning_rate: float, n_epochs: int, batch_size: int) -> Iterator[State]:
    """Yield the start and each epoch. No np.errstate around a yield: it would hold for the caller too."""
    yield trainer.state
    while trainer.state.index < n_epochs and not trainer.state.diverged:
        yield trainer.epoch(learning_rate, batch_size)


def _checked_pace(learning_rate: float, n_epochs: int, batch_size: int) -> tuple[float, int, int]:
    return (
        arguments.number("learning_rate", learning_rate, 0),
        arguments.count("n_epochs", n_epochs),
        arguments.count("batch_size", batch_size, 1),
    )


class Trainer:
    """The numbers of a network in training, unchecked. It starts from a network, which stays as it is."""

    # Most of the time that a small batch takes goes into starting NumPy's operations, not into the numbers. So the
    # two passes of `passes` are here once more, the same sums in fewer operations:
    #
    # - A layer is one matrix, its biases below its weights, and what it takes in has a 1 at the end of each row.
    #   One product then gives z, biases and all, and one the gradient of both.
    # - The matrices of all layers lie in one array, their gradients in a second: an update is one line.

    state: State  # what it has reached
    output: np.ndarray  # (m, n_out), what the network gave for all samples when E was measured

    def __init__(self, network: Network, samples: Samples, seed: int) -> None:
        self._functions = passes.quick(network)
        layers = [np.vstack(layer) for layer in zip(network.weights, network.biases, strict=True)]
        ends = np.cumsum([layer.size for layer in layers]).tolist()
        self._places = [slice(end - layer.size, end) for layer, end in zip(layers, ends, strict=True)]
        self._shapes = [layer.shape for layer in layers]
        self._parameters = np.concatenate([layer.ravel() for layer in layers])
        self._gradient = np.empty(self._parameters.shape)
        self._layers, self._gradients = self._views(self._parameters), self._views(self._gradient)
        self._network = network.with_parameters(*_parts(self._layers))  # its numbers change with the parameters
        self._finite = self._parameters.copy()  # as they were at the end of the last epoch that did not diverge
        self._rng = np.random.default_rng(seed)
        self._keep(samples)
        loss = self._measure()
        self.state = State(0, network, loss, diverged=not isfinite(loss))

    def use(self, samples: Samples) -> None:
        """Learn from other samples from now on."""
        self._keep(samples)
        self.state = replace(self.state, loss=self._measure(), diverged=False)

    def epoch(self, learning_rate: float, batch_size: int) -> State:
        """Do one epoch; after one that diverged, start from the last finite state once more."""
        self._descend(self._rng.permutation(len(self._x)), learning_rate, batch_size)
        loss, index = self._measure(), self.state.index + 1
        if isfinite(loss) and np.isfinite(self._parameters).all():
            self._finite = arguments.frozen(self._parameters.copy())
            self.state = State(index, self._network.with_parameters(*_parts(self._views(self._finite))), loss)
        else:
            self._parameters[:] = self._finite
            self.state = replace(self.state, index=index, diverged=True)
        return self.state

    def _keep(self, samples: Samples) -> None:
        """Keep the samples, and make room for T and what each layer takes in, (m, n_in + 1), in shuffled order."""
        self._x, self._target = samples
        self._inputs = [np.ones((len(self._x), len(layer))) for layer in self._layers]
        self._shuffled = np.empty(self._target.shape)
        self._batches: dict[int, list[_Batch]] = {}

    def _batches_of(self, size: int) -> list["_Batch"]:
        """Return all batches of a size; those of the last size asked for are kept."""
        if size not in self._batches:
            cuts = [slice(first, first + size) for first in range(0, len(self._x), size)]
            batches = [_Batch([each[cut] for each in self._inputs], self._shuffled[cut]) for cut in cuts]
            self._batches = {size: batches}
        return self._batches[size]

    def _measure(self) -> float:
        """Compute E over all samples, and keep what the network gives for them."""
        z, a = passes.forward_pass(self._network, self._x, self._functions)
        self.output = a[-1]
        return passes.mean_loss(self._network, z[-1], a[-1], self._target)

    @np.errstate(all="ignore")
    def _descend(self, order: np.ndarray, learning_rate: float, batch_size: int) -> None:
        """Do one update for each batch of the samples in that order."""
        self._inputs[0][:, :-1] = self._x.take(order, axis=0)  # the 1s in the last column stay
        self._shuffled[:] = self._target.take(order, axis=0)
        rate = np.array(learning_rate)  # NumPy takes an array in half the time of a number
        for batch in self._batches_of(batch_size):
            self._differentiate(batch)
            self._gradient *= rate
            self._parameters -= self._gradient

    def _differentiate(self, batch: "_Batch") -> None:
        """Write the gradient of a batch into `_gradient`.

        What the first layer takes in is in place already; what the others take in is computed on the way.
        """
        z: list[np.ndarray] = []
        a: list[np.ndarray] = []  # without x, unlike that of `forward_pass`
        for layer, (f, _) in enumerate(self._functions):
            if layer:
                batch.room[layer][:] = a[-1]
            z.append(batch.inputs[layer].dot(self._layers[layer]))  # (m, n_in + 1) @ (n_in + 1, n_out) → (m, n_out)
            a.append(f(z[-1]))
        delta = passes.output_delta(self._network, self._functions, z[-1], a[-1], batch.target)
        for layer in reversed(range(len(z))):
            batch.transposed[layer].dot(delta, out=self._gradients[layer])  # (n_in + 1, m) @ (m, n_out)
            if layer:
                delta = delta.dot(self._network.weights[layer].T)  # (m, n_out) @ (n_out, n_in) → (m, n_in)
                delta *= self._functions[layer - 1][1](z[layer - 1], a[layer - 1])

    def _views(self, flat: np.ndarray) -> list[np.ndarray]:
        """Cut a flat array into the matrix of each layer, (n_in + 1, n_out), without copying."""
        return [flat[place].reshape(shape) for place, shape in zip(self._places, self._shapes, strict=True)]


class _Batch:
    """The places of a batch in a trainer's arrays, made once for many epochs; lists have one for each layer."""

    def __init__(self, inputs: list[np.ndarray], target: np.ndarray) -> None:
        self.inputs = inputs  # what a layer takes in, and a 1: (m, n_in + 1)
        self.room = [each[:, :-1] for each in inputs]  # the same without the 1s
        self.transposed = [each.T for each in inputs]
        self.target = target


def _parts(layers: list[np.ndarray]) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Return the weights and the biases of each layer, without copying."""
    return [layer[:-1] for layer in layers], [layer[-1] for layer in layers]


@dataclass(frozen=True, eq=False)
class History:
    """A training up to an epoch. Arrays are read-only; those of epochs, (n_epochs + 1,), begin with the start."""

    start: Network  # as it was before the first epoch
    network: Network  # as it is now; if the last epoch diverged, the last finite state
    # whether a number became too large for a float in the last epoch (in a `Race`: in the one after it, which is
    # not recorded), and nothing has been changed since
    diverged: bool
    data_train: Samples  # those it learns from now
    data_test: Samples  # those held out
    measured: np.ndarray  # (4, n_epochs + 1), the next four

    loss = property(lambda self: self.measured[0])  # E over the training samples
    loss_test = property(lambda self: self.measured[1])  # E over the held-out samples
    accuracy_train = property(lambda self: self.measured[2])  # fraction of the training samples that is right
    accuracy = property(lambda self: self.measured[3])  # the same of the held-out samples
    n_epochs = property(lambda self: len(self.loss) - 1)  # recorded; 0 is the start
    activation = property(lambda self: self.network.activations[0])  # of the hidden layers, or else of the output

    @property
    def moved(self) -> np.ndarray:
        """How far the weights of each layer are from their start, (L,): ‖W − W0‖ / ‖W0‖, Frobenius norms.

        Entry 0 is the layer next to the input. Biases, which start at 0, are left out.
        """
        pairs = zip(self.network.weights, self.start.weights, strict=True)
        with np.errstate(all="ignore"):
            return arguments.frozen(np.array([_norm(w - w0) / _norm(w0) for w, w0 in pairs]))

    @cached_property
    def gradient_rms(self) -> np.ndarray:
        """Root mean square of ∂E/∂w in each layer over the training samples, (L,), as in `Flow`."""
        return gradient_flow(self.network, *self.data_train).gradient_rms

    @property
    def dead(self) -> float:
        """Fraction of the hidden units whose slope is exactly 0 for every training sample.

        No gradient gets through them, so their own weights stay as they are; only a change in earlier layers, or
        other samples, could revive them.
        """
        z = passes.forward(self.network, self.data_train[0]).z[:-1]  # of each hidden layer (m, n_l)
        df = ACTIVATIONS[self.activation].df
        dead = [unit for each in z for unit in np.all(df(each) == 0, axis=0)]
        return float(np.mean(dead)) if dead else 0.0

    def epochs_to(self, loss: float) -> int | None:
        """Return the first epoch after which the training loss was at or below a value, or None."""
        reached = np.flatnonzero(self.loss <= arguments.number("loss", loss))
        return int(reached[0]) if len(reached) else None


class Run:
    """A training that is watched, without an end. It starts from a network with a sigmoid or softmax output.

    The samples are pairs of x, (m, n_in), and target, (m, n_out), as for `loss`, and are copied.
    """

    history: History  # what it has done so far

    def __init__(self, network: Network, data_train: Samples, data_test: Samples, *, seed: int) -> None:
        passes.check_predicts(network)
        data = checked_set("data_train", data_train, network), checked_set("data_test", data_test, network)
        self._trainer = Trainer(network, data[0], arguments.count("seed", seed))
        self.history = History(network, network, False, *data, np.empty((4, 0)))
        self._record(self.history.measured)

    def epoch(self, learning_rate: float, batch_size: int) -> History:
        """Do one epoch as `train` does, its arguments not checked; return the history with it.

        After an epoch that diverged the next starts from the last finite state.
        """
        self._trainer.epoch(learning_rate, batch_size)
        return self._record(self.history.measured)

    def use(self, data_train: Samples, data_test: Samples) -> History:
        """Go on with other samples: what was measured last is measured anew. Return the history with that."""
        now = self.history
        train = checked_set("data_train", data_train, now.start)
        test = checked_set("data_test", data_test, now.start)
        self._trainer.use(train)
        self.history = replace(now, data_train=train, data_test=test)
        return self._record(now.measured[:, :-1])

    def _record(self, before: np.ndarray) -> History:
        """Record the present state behind what was measured before, (4, n)."""
        now, state = self.history, self._trainer.state
        stays = state.diverged and before.size > 0  # the last finite state, which has been measured
        values = before[:, -1] if stays else self._measured()
        measured = arguments.frozen(np.column_stack([before, values]))
        self.history = replace(now, network=state.network, diverged=state.diverged, measured=measured)
        return self.history

    def _measured(self) -> tuple[float, ...]:
        """Return the loss and the accuracy of both sets, in the order of a history's rows."""
        network, (x, target) = self._trainer.state.network, self.history.data_test
        z, a = passes.forward_pass(network, x, passes.quick(network))
        return (
            self._trainer.state.loss,
            passes.mean_loss(network, z[-1], a[-1], target),
            passes.fraction_right(network, self._trainer.output, self.history.data_train[1]),
            passes.fraction_right(network, a[-1], target),
        )


@dataclass(frozen=True, eq=False)
class Race:
    """Several trainings after an epoch.

    One that diverged stays at its last finite state, and its own `n_epochs` no longer grows.
    """

    n_epochs: int  # done; 0 is the start
    runners: tuple[History, ...]

    diverged = property(lambda self: all(runner.diverged for runner in self.runners))  # so that no epoch follows


def race(
    data_train: Samples,
    data_test: Samples,
    *,
    layer_sizes: Sequence[int],
    activations: Sequence[str] = ("sigmoid", "relu"),
    init: str = "xavier",
    learning_rate: float,
    n_epochs: int,
    batch_size: int,
    seed: int | Sequence[int],
) -> Iterator[Race]:
    """Train networks side by side, each as `train` would alone: an iterator that does an epoch of each when asked.

    It yields the start, then the state after each epoch, until all have diverged. There is a network for each of
    `activations`, those of the hidden layers; the output of all is sigmoid. The seed is the same for all, or there
    is a list with one for each; one seed gives the same weights to start from and the same mini-batches. Arguments
    are checked now, not when the first epoch is asked for.
    """
    if not isinstance(activations, list | tuple) or not activations:
        raise arguments.invalid_argument("activations", f"one or more of {', '.join(HIDDEN)}", activations)
    seeds = seed if isinstance(seed, list | tuple) else [seed] * len(activations)
    if len(seeds) != len(activations):
        raise arguments.invalid_argument("seed", f"one value, or a list of {len(activations)}", seed)
    runs = []
    for i, (name, own) in enumerate(zip(activations, seeds, strict=True)):
        arguments.one_of(f"activations[{i}]", name, HIDDEN)
        arguments.count("seed" if own is seed else f"seed[{i}]", own)
        network = Network.create(layer_sizes, hidden=name, output="sigmoid", init=init, seed=own)
        runs.append(Run(network, data_train, data_test, seed=own))
    return _rounds(runs, *_checked_pace(learning_rate, n_epochs, batch_size))


def _rounds(runs: list[Run], learning_rate: float, n_epochs: int, batch_size: int) -> Iterator[Race]:
    state = Race(0, tuple(run.history for run in runs))
    yield state
    while state.n_epochs < n_epochs and not state.diverged:
        runners = list(state.runners)
        for i, run in enumerate(runs):
            if not runners[i].diverged:
                now = run.epoch(learning_rate, batch_size)
                # An epoch that diverged is not recorded, as no other follows it.
                runners[i] = replace(runners[i], diverged=True) if now.diverged else now
        state = Race(state.n_epochs + 1, tuple(runners))
        yield state


def _norm(values: np.ndarray) -> float:
    """Return √(Σ w²) without squaring: weights of a run about to diverge have squares too large for a float."""
    return float(np.hypot.reduce(values.ravel()))
