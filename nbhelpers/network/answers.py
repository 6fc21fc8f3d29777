"""What a network answers to samples of known classes: how sure it is, and what it takes for what."""

from dataclasses import dataclass

import numpy as np

from nbhelpers import arguments
from nbhelpers.arguments import frozen
from nbhelpers.network.dense import Network
from nbhelpers.network.passes import forward
from nbhelpers.network.samples import classes


@dataclass(frozen=True, eq=False)
class Answers:
    """The answers to m samples of k classes. Arrays are read-only.

    Attributes
    ----------
    share : ndarray, (m, k)
        The network's output: how much of 1 each class gets.
    answer : ndarray of int, (m,)
        The class of the largest share, the first of them if there are several.
    label : ndarray of int, (m,)
        The class that it is.
    confusion : ndarray of int, (k, k)
        How many samples of the row's class were answered with the column's.
    worst : ndarray of int
        Which samples were answered wrongly, the most confident answer first; among equals the earlier sample.

    """

    share: np.ndarray
    answer: np.ndarray
    label: np.ndarray
    confusion: np.ndarray
    worst: np.ndarray

    @property
    def accuracy(self):
        """Share of right answers, from 0 to 1."""
        return (len(self.label) - len(self.worst)) / len(self.label)

    @property
    def confidence(self):
        """Share that each answer got: ndarray, (m,)."""
        return frozen(self.share.max(axis=1))

    @property
    def mix_up(self):
        """The most frequent mistake: what it is, what was answered, how often. None where all is right."""
        wrong = self.confusion - np.diag(np.diag(self.confusion))  # (k, k)
        label, answer = np.unravel_index(wrong.argmax(), wrong.shape)  # the first of several
        times = int(wrong[label, answer])
        return (int(label), int(answer), times) if times else None


def answers(network, x, label):
    """Ask a network for the classes of samples, and compare with what they are.

    Parameters
    ----------
    network : Network
        With a softmax output of k units.
    x : array_like, (m, n_in)
        The samples.
    label : sequence of int, (m,)
        Their classes, from 0 to k − 1.

    Returns
    -------
    Answers

    Raises
    ------
    ValueError
        If an argument is none of those.

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
