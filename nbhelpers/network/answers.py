"""What a network answers to samples of known classes: how sure it is, and which class it takes for which."""

from dataclasses import dataclass

import numpy as np

from nbhelpers import arguments
from nbhelpers.arguments import frozen
from nbhelpers.network.dense import Network
from nbhelpers.network.passes import forward
from nbhelpers.network.samples import classes


@dataclass(frozen=True, eq=False)
class Answers:
    """The answers to m samples of k classes. Arrays are read-only."""

    share: np.ndarray  # (m, k), the network's output: how much of 1 each class gets
    answer: np.ndarray  # (m,), int: the class of the largest share, the first of them if there are several
    label: np.ndarray  # (m,), int: the class that it is
    confusion: np.ndarray  # (k, k), int: how many samples of the row's class were answered with the column's
    # int: which samples were answered wrongly, the most confident answer first; among equals the earlier sample
    worst: np.ndarray

    @property
    def accuracy(self):
        """Share of right answers, from 0 to 1."""
        return (len(self.label) - len(self.worst)) / len(self.label)

    @property
    def confidence(self):
        """Share that each answer got, (m,)."""
        return frozen(self.share.max(axis=1))

    @property
    def mix_up(self):
        """The most frequent mistake as (label, answer, how often); None where all is right."""
        wrong = self.confusion - np.diag(np.diag(self.confusion))  # (k, k)
        label, answer = np.unravel_index(wrong.argmax(), wrong.shape)  # the first of several
        times = int(wrong[label, answer])
        return (int(label), int(answer), times) if times else None


def answers(network, x, label):
    """Ask a network for the classes of samples, and compare with what they are.

    The network has a softmax output of k units; `x` is (m, n_in), and the labels, (m,), are from 0 to k − 1.
    Returns `Answers`.
    """
    arguments.instance("network", network, Network)
    if network.activations[-1] != "softmax":
        raise ValueError(f"network: expected a softmax output, got {network.activations[-1]}")
    share = forward(network, x).output
    label = classes("label", label, share.shape[1])
    if len(label) != len(share):
        raise ValueError(f"label: expected one for each row of x, which has {len(share)}, got {len(label)}")
    answer = share.argmax(axis=1)  # (m, k) → (m,)
    confusion = np.zeros((share.shape[1],) * 2, int)
    np.add.at(confusion, (label, answer), 1)
    wrong = np.flatnonzero(answer != label)
    worst = wrong[np.argsort(-share[wrong, answer[wrong]], kind="stable")]
    return Answers(share, frozen(answer), frozen(label), frozen(confusion), frozen(worst))
