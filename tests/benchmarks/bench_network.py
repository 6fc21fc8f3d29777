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
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

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
    images = [(each.x, one_hot(each.label, 10)) for each in split(digits(), train_fraction=0.75, seed=0)]
    small = {"hidden": "tanh", "output": "sigmoid", "init": "xavier", "seed": 1}
    large = Network.create([64, 64, 10], hidden="relu", output="softmax", init="he", seed=1)
    return [
        Case(Network.create([2, 4, 2, 1], **small), *planar, 0.1, 10, 20),
        Case(Network.create([2, 8, 8, 8, 1], **small), *planar, 0.1, 30, 20),
        *(Case(large, *images, 0.5, batch_size, 5) for batch_size in (10, 32, 200)),
    ]


@dataclass(frozen=True)
class Contender:
    """One who does epochs of a case: `run` the next ones, in a call; `accuracy` is that on the held-out samples."""

    title: str
    run: Callable[[], None]
    accuracy: Callable[[], float]
    epochs_per_call: int = 1

    def turn(self, n_epochs):
        """Return the seconds of each of some epochs; of those that are done in one call their mean."""
        seconds = []
        while len(seconds) < n_epochs:
            start = time.perf_counter()
            self.run()
            seconds += [(time.perf_counter() - start) / self.epochs_per_call] * self.epochs_per_call
        return seconds


def ours(case):
    """`nbhelpers.network.train`: shuffles, updates, the loss over all samples, a frozen copy of the network."""
    options = {"learning_rate": case.learning_rate, "batch_size": case.batch_size, "seed": 0}
    epochs = train(case.network, *case.data_train, n_epochs=10**9, **options)
    last = [next(epochs)]  # the start

    def run():
        last[0] = next(epochs)

    yield Contender("`nbhelpers.network`", run, lambda: accuracy(last[0].network, *case.data_test))


def scikit_learn(case):
    """`MLPClassifier`, plain SGD, by `partial_fit`, an epoch for each call, whose loss is the mean of the batches'.

    And by `fit`, all epochs of a turn in one call, from a start of its own, with nothing to see on the way.
    """
    (x, target), (x_test, target_test), n = case.data_train, case.data_test, case.epochs_per_turn
    x_and_label = x, labels(target)

    def model(**options):
        options |= {"solver": "sgd", "alpha": 0, "momentum": 0, "random_state": 0, "batch_size": case.batch_size}
        options |= {"activation": case.network.activations[0], "learning_rate_init": case.learning_rate}
        return sys.modules["sklearn.neural_network"].MLPClassifier(case.network.layer_sizes[1:-1], **options)

    def fit():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that it has not converged
            whole.fit(*x_and_label)
        if whole.n_iter_ != n:
            raise RuntimeError(f"fit stopped after {whole.n_iter_} of {n} epochs")

    def right(one):
        return partial(one.score, x_test, labels(target_test))

    single, whole = model(max_iter=1), model(max_iter=n, tol=0, n_iter_no_change=10**9, warm_start=True)
    single.partial_fit(*x_and_label, classes=np.unique(x_and_label[1]))
    single.coefs_ = [w.copy() for w in case.network.weights]
    single.intercepts_ = [b.copy() for b in case.network.biases]
    yield Contender("scikit-learn, `partial_fit`", partial(single.partial_fit, *x_and_label), right(single))
    yield Contender("scikit-learn, `fit`", fit, right(whole), n)


def pytorch(case):
    """The usual loop: permutation, batches, SGD, then the loss over all samples; on one thread and on many."""
    default = sys.modules["torch"].get_num_threads()
    for title, n_threads in (("1 thread", 1), ("threads by default", default)):
        yield Contender(f"PyTorch, {title}", *_pytorch(case, n_threads))


def _pytorch(case, n_threads):
    """Return what does an epoch on so many threads, and what tells the accuracy."""
    torch = sys.modules["torch"]
    torch.manual_seed(0)
    hidden = {"tanh": torch.nn.Tanh, "relu": torch.nn.ReLU}[case.network.activations[0]]
    layers = []
    for w, b in zip(case.network.weights, case.network.biases, strict=True):
        linear = torch.nn.Linear(*w.shape, dtype=torch.float64)
        with torch.no_grad():
            linear.weight.copy_(torch.tensor(w.T))
            linear.bias.copy_(torch.tensor(b))
        layers += [linear, hidden()]
    model = torch.nn.Sequential(*layers[:-1])  # the output's sigmoid or softmax is part of the loss
    optimizer = torch.optim.SGD(model.parameters(), lr=case.learning_rate)
    one_output = case.network.layer_sizes[-1] == 1
    loss = torch.nn.BCEWithLogitsLoss() if one_output else torch.nn.CrossEntropyLoss()
    x, target = case.data_train
    all_x, all_targets = torch.tensor(x), torch.tensor(target if one_output else labels(target))

    def epoch():
        torch.set_num_threads(n_threads)
        order = torch.randperm(len(all_x))
        batches = (each[order].split(case.batch_size) for each in (all_x, all_targets))
        for x, target in zip(*batches, strict=True):
            optimizer.zero_grad()
            loss(model(x), target).backward()
            optimizer.step()
        with torch.no_grad():
            loss(model(all_x), all_targets).item()

    def right():
        x, target = case.data_test
        with torch.no_grad():
            z = model(torch.tensor(x)).numpy()
        return float(np.mean((z.argmax(axis=1) if z.shape[1] > 1 else z[:, 0] >= 0) == labels(target)))

    return epoch, right


def labels(target):
    """Return the class of each sample as a whole number."""
    return (target.argmax(axis=1) if target.shape[1] > 1 else target[:, 0]).astype(int)


def installed():
    """Return those whose package is installed, ours first, and say which is not."""
    result = [ours]
    for module, contenders in (("sklearn.neural_network", scikit_learn), ("torch", pytorch)):
        try:
            importlib.import_module(module)
            result.append(contenders)
        except ImportError:
            print(f"{module} is not installed and left out.\n")
    return result


def measure(case, makers, rounds):
    """Let the contenders take turns, print a table."""
    contenders = [one for make in makers for one in make(case)]
    seconds = [[] for _ in contenders]
    for index in range(WARM_UP + rounds):
        for one, so_far in zip(contenders, seconds, strict=True):
            turn = one.turn(case.epochs_per_turn)
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
    makers = installed()
    packages = {"sklearn": "scikit-learn", "torch": "torch"}
    print(describe("numpy", *(package for module, package in packages.items() if module in sys.modules)))
    if "torch" in sys.modules:
        print(f"\nPyTorch takes {sys.modules['torch'].get_num_threads()} threads by default.")
    for case in cases():
        measure(case, makers, rounds)


if __name__ == "__main__":
    main()
