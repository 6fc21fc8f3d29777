"""How long one epoch of training takes, beside scikit-learn and PyTorch on the CPU: same network, data and batches.

Run by hand, where nbhelpers, scikit-learn and torch are installed (one that is not is left out):
``python tests/benchmarks/bench_network.py [rounds]``. The contenders take turns, so that whatever else the machine
does hits all alike. Prints Markdown.
"""

import importlib
import statistics
import sys
import time
import warnings
from dataclasses import dataclass

import numpy as np
from machine import describe

from nbhelpers.datasets import digits, split
from nbhelpers.network import Network, accuracy, one_hot, train

N_SAMPLES, WARM_UP = 250, 2


@dataclass(frozen=True, eq=False)
class Case:
    """What all contenders do: a network as it starts, the samples, how it learns, and epochs in a turn."""

    network: Network
    data_train: tuple[np.ndarray, np.ndarray]
    data_test: tuple[np.ndarray, np.ndarray]
    learning_rate: float
    batch_size: int
    epochs_per_turn: int

    @property
    def title(self):
        """The case in a few words."""
        sizes = "-".join(map(str, self.network.layer_sizes))
        functions = f"{self.network.activations[0]} and {self.network.activations[-1]} output"
        return f"{sizes}, {functions}, {len(self.data_train[0])} samples in batches of {self.batch_size}"


def cases():
    """Return them all: two small networks, and the digits in batches of three sizes."""
    rng = np.random.default_rng(1)
    x = rng.normal(size=(N_SAMPLES, 2)), rng.normal(size=(N_SAMPLES, 2))
    planar = [(each, (each.prod(axis=1, keepdims=True) > 0).astype(float)) for each in x]
    images = [(each.x, one_hot(each.label, 10)) for each in split(digits(), share=0.75, seed=0)]
    small = {"hidden": "tanh", "output": "sigmoid", "init": "xavier", "seed": 1}
    large = Network.create([64, 64, 10], hidden="relu", output="softmax", init="he", seed=1)
    return [
        Case(Network.create([2, 4, 2, 1], **small), *planar, 0.1, 10, 20),
        Case(Network.create([2, 8, 8, 8, 1], **small), *planar, 0.1, 30, 20),
        *(Case(large, *images, 0.5, batch_size, 5) for batch_size in (10, 32, 200)),
    ]


class Contender:
    """One who does epochs of a case: `epoch` does the next, `accuracy` is that on the held-out samples."""

    def __init__(self, case):
        self.case = case

    def turn(self):
        """Return the seconds of each of some epochs."""
        seconds = []
        for _ in range(self.case.epochs_per_turn):
            start = time.perf_counter()
            self.epoch()
            seconds.append(time.perf_counter() - start)
        return seconds


class Ours(Contender):
    """`nbhelpers.network.train`: shuffles, updates, the loss over all samples, a frozen copy of the network."""

    title = "`nbhelpers.network`"

    def __init__(self, case):
        super().__init__(case)
        options = {"learning_rate": case.learning_rate, "batch_size": case.batch_size, "seed": 0}
        self.epochs = train(case.network, *case.data_train, n_epochs=10**9, **options)
        self.epoch()  # the start

    def epoch(self):
        """Do the next."""
        self.last = next(self.epochs)

    def accuracy(self):
        """Return the share of right answers."""
        return accuracy(self.last.network, *self.case.data_test)


class ScikitLearn(Contender):
    """`MLPClassifier`, plain SGD, an epoch for each call of `partial_fit`; its loss is the mean of the batches'."""

    title = "scikit-learn, `partial_fit`"

    def __init__(self, case):
        super().__init__(case)
        self.x, self.label = case.data_train[0], labels(case.data_train[1])
        self.model = self.make(max_iter=1)
        self.model.partial_fit(self.x, self.label, classes=np.unique(self.label))
        self.model.coefs_ = [w.copy() for w in case.network.weights]
        self.model.intercepts_ = [b.copy() for b in case.network.biases]

    def make(self, **options):
        """Return the model with what all contenders share."""
        neural_network = importlib.import_module("sklearn.neural_network")
        return neural_network.MLPClassifier(
            self.case.network.layer_sizes[1:-1],
            activation=self.case.network.activations[0],
            solver="sgd",
            alpha=0,
            momentum=0,
            batch_size=self.case.batch_size,
            learning_rate_init=self.case.learning_rate,
            random_state=0,
            **options,
        )

    def epoch(self):
        """Do the next."""
        self.model.partial_fit(self.x, self.label)

    def accuracy(self):
        """Return the share of right answers."""
        return self.model.score(self.case.data_test[0], labels(self.case.data_test[1]))


class ScikitLearnFit(ScikitLearn):
    """The same by `fit`, all epochs of a turn in one call: nothing to see on the way; has its own start."""

    title = "scikit-learn, `fit`"

    def __init__(self, case):
        Contender.__init__(self, case)
        self.x, self.label = case.data_train[0], labels(case.data_train[1])
        self.model = self.make(max_iter=case.epochs_per_turn, tol=0, n_iter_no_change=10**9, warm_start=True)

    def turn(self):
        """Return the mean seconds of an epoch, that many times."""
        start, n_epochs = time.perf_counter(), self.case.epochs_per_turn
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that it has not converged
            self.model.fit(self.x, self.label)
        seconds = (time.perf_counter() - start) / n_epochs
        if self.model.n_iter_ != n_epochs:
            raise RuntimeError(f"fit stopped after {self.model.n_iter_} of {n_epochs} epochs")
        return [seconds] * n_epochs


class PyTorch(Contender):
    """The usual loop: permutation, batches, SGD, then the loss over all samples. As many threads as it likes."""

    title = "PyTorch, threads by default"

    def __init__(self, case):
        super().__init__(case)
        self.torch = torch = importlib.import_module("torch")
        torch.manual_seed(0)
        hidden = {"tanh": torch.nn.Tanh, "relu": torch.nn.ReLU}[case.network.activations[0]]
        layers = []
        for w, b in zip(case.network.weights, case.network.biases, strict=True):
            linear = torch.nn.Linear(*w.shape, dtype=torch.float64)
            with torch.no_grad():
                linear.weight.copy_(torch.tensor(w.T))
                linear.bias.copy_(torch.tensor(b))
            layers += [linear, hidden()]
        self.model = torch.nn.Sequential(*layers[:-1])  # the output's sigmoid or softmax is part of the loss
        self.optimizer = torch.optim.SGD(self.model.parameters(), lr=case.learning_rate)
        one_output = case.network.layer_sizes[-1] == 1
        self.loss = torch.nn.BCEWithLogitsLoss() if one_output else torch.nn.CrossEntropyLoss()
        x, target = case.data_train
        self.x, self.target = torch.tensor(x), torch.tensor(target if one_output else labels(target))

    def epoch(self):
        """Do the next."""
        order, size = self.torch.randperm(len(self.x)), self.case.batch_size
        x, target = self.x[order], self.target[order]
        for batch in (slice(first, first + size) for first in range(0, len(x), size)):
            self.optimizer.zero_grad()
            self.loss(self.model(x[batch]), target[batch]).backward()
            self.optimizer.step()
        with self.torch.no_grad():
            return self.loss(self.model(self.x), self.target).item()

    def accuracy(self):
        """Return the share of right answers."""
        x, target = self.case.data_test
        with self.torch.no_grad():
            z = self.model(self.torch.tensor(x)).numpy()
        return float(np.mean((z.argmax(axis=1) if z.shape[1] > 1 else z[:, 0] >= 0) == labels(target)))


class PyTorchOneThread(PyTorch):
    """The same on one thread."""

    title = "PyTorch, 1 thread"

    def turn(self):
        """Return the seconds of each of some epochs."""
        before = self.torch.get_num_threads()
        self.torch.set_num_threads(1)
        try:
            return super().turn()
        finally:
            self.torch.set_num_threads(before)


def labels(target):
    """Return the class of each sample as a whole number."""
    return (target.argmax(axis=1) if target.shape[1] > 1 else target[:, 0]).astype(int)


def installed():
    """Return the classes of those contenders that are installed, ours first, and say which are not."""
    result = [Ours]
    for package, classes in (("sklearn", [ScikitLearn, ScikitLearnFit]), ("torch", [PyTorchOneThread, PyTorch])):
        try:
            importlib.import_module(package)
        except ImportError:
            print(f"{package} is not installed and left out.\n")
        else:
            result += classes
    return result


def measure(case, classes, rounds):
    """Let the contenders take turns, print a table."""
    contenders = [make(case) for make in classes]
    seconds = [[] for _ in contenders]
    for index in range(WARM_UP + rounds):
        for one, so_far in zip(contenders, seconds, strict=True):
            turn = one.turn()
            if index >= WARM_UP:
                so_far += turn
    n_epochs = case.epochs_per_turn * (WARM_UP + rounds)
    print(f"\n{case.title}, α = {case.learning_rate}:\n")
    print(f"| one epoch | median, ms | p95, ms | beside ours | held-out accuracy after {n_epochs} epochs |")
    print("|---|--:|--:|--:|--:|")
    ours = statistics.median(seconds[0])
    for one, times in zip(contenders, seconds, strict=True):
        median, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
        row = f"{median * 1e3:.2f} | {p95 * 1e3:.2f} | {median / ours:.1f} × | {one.accuracy():.1%}"
        print(f"| {one.title} | {row} |")


def main():
    """Measure every case, say with what."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 25
    classes = installed()
    packages = {"sklearn": "scikit-learn", "torch": "torch"}
    print(describe("numpy", *(package for module, package in packages.items() if module in sys.modules)))
    if "torch" in sys.modules:
        print(f"\nPyTorch takes {sys.modules['torch'].get_num_threads()} threads by default.")
    for case in cases():
        measure(case, classes, rounds)


if __name__ == "__main__":
    main()
