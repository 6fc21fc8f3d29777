"""A training race: networks that differ in their activation learn the same data side by side.

Each runner keeps its losses and accuracies in two lists that grow. What is yielded after an epoch only remembers
how far they had come, and makes arrays when it is asked for them: an epoch that nobody looks at costs little more
than its training.
"""

from dataclasses import dataclass, field
from itertools import islice, zip_longest

import numpy as np

from nbhelpers import arguments
from nbhelpers.activations import ACTIVATIONS
from nbhelpers.network import core
from nbhelpers.network.dense import HIDDEN, INITS, Network
from nbhelpers.network.flow import gradient_flow
from nbhelpers.network.passes import forward, share_right
from nbhelpers.network.samples import data_pair
from nbhelpers.network.training import train


@dataclass(frozen=True, eq=False)
class Runner:
    """One of the networks as it was after an epoch. Arrays are read-only, and made anew each time."""

    activation: str  # of its hidden layers
    network: Network  # as it was then; if the run diverged, the last one that was finite
    n_epochs: int  # done: those of the race, unless the run diverged
    diverged: bool  # whether a number became too large for a float: the runner then stays at its last finite state
    _record: "_Record" = field(repr=False)

    @property
    def start(self):
        """The network before the first epoch."""
        return self._record.start

    @property
    def loss(self):
        """E over the training samples at the start and after each epoch, (n_epochs + 1,)."""
        return arguments.frozen(np.array(self._record.loss[: self.n_epochs + 1]))

    @property
    def accuracy(self):
        """Share of right answers on the held-out samples at the start and after each epoch, (n_epochs + 1,)."""
        return arguments.frozen(np.array(self._record.accuracy[: self.n_epochs + 1]))

    @property
    def moved(self):
        """How far the weights of each layer are from their start, (L,): ‖W − W0‖ / ‖W0‖, Frobenius norms.

        Entry 0 is the layer next to the input. Biases, which start at 0, are left out.
        """
        with np.errstate(all="ignore"):
            moved = [
                _norm(w - w0) / _norm(w0) for w, w0 in zip(self.network.weights, self.start.weights, strict=True)
            ]
        return arguments.frozen(np.array(moved))

    @property
    def gradient_rms(self):
        """Root mean square of ∂E/∂w in each layer over the training samples, (L,), as in `Flow`."""
        return gradient_flow(self.network, *self._record.data_train).gradient_rms

    @property
    def dead(self):
        """Share of the hidden units whose slope is exactly 0 for every training sample.

        No gradient gets through them, so nothing can bring them back.
        """
        z = forward(self.network, self._record.data_train[0]).z[:-1]  # of each hidden layer (m, n_l)
        df = ACTIVATIONS[self.activation].df
        units = np.concatenate([np.any(df(each) != 0, axis=0) for each in z])  # (n_units,): alive for some sample
        return float(np.mean(~units))

    def epochs_to(self, loss):
        """Return the first epoch after which the training loss was at or below a value, or None."""
        goal = arguments.number("loss", loss)
        so_far = islice(self._record.loss, self.n_epochs + 1)
        return next((epoch for epoch, reached in enumerate(so_far) if reached <= goal), None)


@dataclass(frozen=True, eq=False)
class Race:
    """All networks after an epoch."""

    n_epochs: int  # done; 0 is the start
    runners: tuple[Runner, ...]  # in the order of the activations asked for

    @property
    def diverged(self):
        """Whether all have, so that no epoch follows."""
        return all(runner.diverged for runner in self.runners)


def race(
    data_train,
    data_test,
    *,
    layer_sizes,
    activations=("sigmoid", "relu"),
    init="xavier",
    learning_rate,
    n_epochs,
    batch_size,
    seed,
):
    """Train networks side by side: an iterator that does an epoch of each whenever it is asked for one.

    It yields `Race`: first the start, then the state after each epoch. The networks differ in the activation of
    their hidden layers, and in `init` if several are given; the output of all is sigmoid, the loss binary
    cross-entropy. The one seed gives all the same mini-batches and, with one init, the same weights to start from.
    With "he" and "normal" these are the same normal draws times their standard deviation; "xavier" draws from a
    uniform distribution, so other numbers. Each run is the one that `train` alone would do.

    A network that diverges stays at its last finite state while the others go on; when all have diverged, the race
    is over. Arguments are checked now, not when the first epoch is asked for.

    `data_train` and `data_test` are pairs of x, (m, n_in), and target, (m, n_out), from 0 to 1; a `Planar` is such
    a pair. `activations` are one or more of `HIDDEN`. `init` is one of `INITS`, or a list with one for each
    network. The other arguments are those of `Network.create` and `train`.
    """
    names = _each_of("activations", activations, HIDDEN)
    if not isinstance(init, list | tuple):
        init = [arguments.one_of("init", init, INITS)] * len(names)
    inits = _each_of("init", init, INITS, len(names))
    each = zip(names, inits, strict=True)
    starts = [Network.create(layer_sizes, hidden=f, output="sigmoid", init=i, seed=seed) for f, i in each]
    data_train = data_pair("data_train", data_train, starts[0])
    data_test = data_pair("data_test", data_test, starts[0])
    options = {"learning_rate": learning_rate, "n_epochs": n_epochs, "batch_size": batch_size, "seed": seed}
    trainings = [train(start, *data_train, **options) for start in starts]
    return _race(trainings, [_Record(*one, data_train, data_test) for one in zip(names, starts, strict=True)])


def _race(trainings, records):
    """Yield the start and each epoch of all; a training that has ended early gives None from then on."""
    runners = (None,) * len(records)
    for n_epochs, epochs in enumerate(zip_longest(*trainings)):
        now = zip(records, epochs, runners, strict=True)
        runners = tuple(runner if epoch is None else record.after(epoch) for record, epoch, runner in now)
        yield Race(n_epochs, runners)


class _Record:
    """What one runner has done so far: two lists that all its views share."""

    def __init__(self, activation, start, data_train, data_test):
        self.activation = activation
        self.start = start
        self.data_train = data_train
        self.data_test = data_test
        self.functions = [core.quick(name) for name in start.activations]
        self.loss, self.accuracy = [], []

    def after(self, epoch):
        """Take down an epoch, and return a view of all up to it."""
        if not (epoch.diverged and self.loss):  # the loss of an epoch that diverged is that before it
            self.loss.append(epoch.loss)
            self.accuracy.append(self._accuracy(epoch.network))
        return Runner(self.activation, epoch.network, len(self.loss) - 1, epoch.diverged, self)

    def _accuracy(self, network):
        """Return what `accuracy` would, without checking the samples again."""
        with np.errstate(all="ignore"):
            _, a = core.forward_pass(network.weights, network.biases, self.functions, self.data_test[0])
        return share_right(network, a[-1], self.data_test[1])


def _each_of(name, value, names, n=None):
    """Return the list if each of its entries (n of them, if that is given) is one of the names."""
    if not isinstance(value, list | tuple) or len(value) != (n or max(len(value), 1)):
        raise arguments.refuse(name, f"{n or 'one or more'} of {', '.join(names)}", value)
    return [arguments.one_of(f"{name}[{i}]", each, names) for i, each in enumerate(value)]


def _norm(array):
    """Return √(Σ w²) without squaring: weights of a run about to diverge have squares too large for a float."""
    return float(np.hypot.reduce(array.ravel()))
