"""How long one epoch of training takes, beside scikit-learn and PyTorch on the CPU: same network, data and batches.

Run by hand, where nbhelpers, scikit-learn and torch are installed (one that is not is left out):
``python tests/benchmarks/bench_network.py [rounds]``. The contenders take turns, so that whatever else the machine
does hits all alike. Prints Markdown.
"""

import importlib
import os
import platform
import statistics
import sys
import time
import warnings
from datetime import date

import numpy as np

from nbhelpers.network import Network, train

SIZES = [2, 8, 8, 8, 1]
N_SAMPLES, BATCH_SIZE, LEARNING_RATE = 250, 30, 0.1
EPOCHS_PER_TURN, WARM_UP = 20, 2
RNG = np.random.default_rng(1)
X = RNG.normal(size=(N_SAMPLES, SIZES[0]))
TARGET = (X.prod(axis=1, keepdims=True) > 0).astype(float)
NETWORK = Network.create(SIZES, hidden="tanh", output="sigmoid", init="xavier", seed=1)


class Ours:
    """`nbhelpers.network.train`: shuffles, updates, the loss over all samples, a frozen copy of the network."""

    title = "nbhelpers.network"

    def __init__(self):
        options = {"learning_rate": LEARNING_RATE, "batch_size": BATCH_SIZE, "seed": 0}
        self.epochs = train(NETWORK, X, TARGET, n_epochs=10**9, **options)
        next(self.epochs)  # the start

    def turn(self):
        """Return the seconds of each of some epochs, and the loss after them."""
        seconds = []
        for _ in range(EPOCHS_PER_TURN):
            start = time.perf_counter()
            epoch = next(self.epochs)
            seconds.append(time.perf_counter() - start)
        return seconds, epoch.loss


class ScikitLearn:
    """`MLPClassifier`, plain SGD, an epoch for each call of `partial_fit`; its loss is the mean of the batches'."""

    title = "scikit-learn, `partial_fit`"

    def __init__(self):
        self.model = self.make(max_iter=1)
        self.model.partial_fit(X, TARGET.ravel(), classes=[0, 1])
        self.model.coefs_ = [w.copy() for w in NETWORK.weights]
        self.model.intercepts_ = [b.copy() for b in NETWORK.biases]

    def make(self, **options):
        """Return the model with what all contenders share."""
        neural_network = importlib.import_module("sklearn.neural_network")
        return neural_network.MLPClassifier(
            SIZES[1:-1],
            activation="tanh",
            solver="sgd",
            alpha=0,
            momentum=0,
            batch_size=BATCH_SIZE,
            learning_rate_init=LEARNING_RATE,
            random_state=0,
            **options,
        )

    def turn(self):
        """Return the seconds of each of some epochs, and the loss after them."""
        seconds = []
        for _ in range(EPOCHS_PER_TURN):
            start = time.perf_counter()
            self.model.partial_fit(X, TARGET.ravel())
            seconds.append(time.perf_counter() - start)
        return seconds, self.model.loss_


class ScikitLearnFit(ScikitLearn):
    """The same by `fit`, all epochs of a turn in one call: nothing to see on the way; has its own start."""

    title = "scikit-learn, `fit`"

    def __init__(self):
        self.model = self.make(max_iter=EPOCHS_PER_TURN, tol=0, n_iter_no_change=EPOCHS_PER_TURN, warm_start=True)

    def turn(self):
        """Return the mean seconds of an epoch, that many times, and the loss after them."""
        start = time.perf_counter()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that it has not converged
            self.model.fit(X, TARGET.ravel())
        return [(time.perf_counter() - start) / EPOCHS_PER_TURN] * EPOCHS_PER_TURN, self.model.loss_


class PyTorch:
    """The usual loop: permutation, batches, SGD, then the loss over all samples. One thread, which is its best."""

    title = "PyTorch"

    def __init__(self):
        self.torch = torch = importlib.import_module("torch")
        torch.set_num_threads(1)
        torch.manual_seed(0)
        layers = []
        for w, b in zip(NETWORK.weights, NETWORK.biases, strict=True):
            linear = torch.nn.Linear(*w.shape, dtype=torch.float64)
            with torch.no_grad():
                linear.weight.copy_(torch.tensor(w.T))
                linear.bias.copy_(torch.tensor(b))
            layers += [linear, torch.nn.Tanh()]
        self.model = torch.nn.Sequential(*layers[:-1])  # the sigmoid is part of the loss
        self.optimizer = torch.optim.SGD(self.model.parameters(), lr=LEARNING_RATE)
        self.loss = torch.nn.BCEWithLogitsLoss()
        self.x, self.target = torch.tensor(X), torch.tensor(TARGET)

    def turn(self):
        """Return the seconds of each of some epochs, and the loss after them."""
        seconds = []
        for _ in range(EPOCHS_PER_TURN):
            start = time.perf_counter()
            loss = self.epoch()
            seconds.append(time.perf_counter() - start)
        return seconds, loss

    def epoch(self):
        """Do one epoch and return the loss after it."""
        order = self.torch.randperm(N_SAMPLES)
        x, target = self.x[order], self.target[order]
        for batch in (slice(first, first + BATCH_SIZE) for first in range(0, N_SAMPLES, BATCH_SIZE)):
            self.optimizer.zero_grad()
            self.loss(self.model(x[batch]), target[batch]).backward()
            self.optimizer.step()
        with self.torch.no_grad():
            return self.loss(self.model(self.x), self.target).item()


def contenders():
    """Return those that are installed, ours first, and say which are not."""
    result = [Ours()]
    for package, classes in (("sklearn", [ScikitLearn, ScikitLearnFit]), ("torch", [PyTorch])):
        try:
            importlib.import_module(package)
        except ImportError:
            print(f"{package} is not installed and left out.\n")
        else:
            result += [make() for make in classes]
    return result


def main():
    """Measure in turns, print a table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 25
    all_of_them = contenders()
    seconds = {one.title: [] for one in all_of_them}
    losses = {}
    for index in range(WARM_UP + rounds):
        for one in all_of_them:
            turn, losses[one.title] = one.turn()
            if index >= WARM_UP:
                seconds[one.title] += turn
    versions = [f"numpy {np.__version__}"]
    versions += [f"{name} {sys.modules[name].__version__}" for name in ("sklearn", "torch") if name in sys.modules]
    print(f"{date.today()}, {os.cpu_count()} cores, Python {platform.python_version()}, {', '.join(versions)}")
    print(
        f"\n{N_SAMPLES} samples, batches of {BATCH_SIZE}, {'-'.join(map(str, SIZES))}, tanh and sigmoid output.\n"
    )
    n_epochs = EPOCHS_PER_TURN * (WARM_UP + rounds)
    print(f"| one epoch | median, ms | p95, ms | beside ours | E after {n_epochs} epochs |\n|---|--:|--:|--:|--:|")
    ours = statistics.median(seconds[all_of_them[0].title])
    for title, times in seconds.items():
        median, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
        print(f"| {title} | {median * 1e3:.2f} | {p95 * 1e3:.2f} | {median / ours:.1f} × | {losses[title]:.4f} |")


if __name__ == "__main__":
    main()
