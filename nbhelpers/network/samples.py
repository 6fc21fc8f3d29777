"""What goes into a network and what should come out: checked arrays, one row for each sample."""

import numpy as np

from nbhelpers import arguments

SUM_TOLERANCE = 1e-9
"""How far a row of shares may be from adding up to 1: room for rounding, not for mistakes."""

MOST_CLASSES = 1000
"""As many as ImageNet has."""


def matrix(name, value, n_columns=None, column="column"):
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
        raise arguments.refuse(name, expected, value)
    return arguments.frozen(result)


def pair(network, x, target):
    """Return inputs, (m, n_in), and targets, (m, n_out), of a network as new read-only float arrays.

    With a cross-entropy targets have to be from 0 to 1; with that of softmax each row has to add up to 1.
    """
    x = matrix("x", x, network.layer_sizes[0], "input")
    target = matrix("target", target, network.layer_sizes[-1], "output")
    if len(target) != len(x):
        raise ValueError(f"target: expected as many rows as x, which has {len(x)}, got {len(target)}")
    if network.error != "half squared error" and (target.min() < 0 or target.max() > 1):
        raise ValueError(f"target: expected numbers from 0 to 1, got {target.min():g} to {target.max():g}")
    if network.error == "cross-entropy":
        sums = target.sum(axis=1)  # (m,)
        worst = sums[np.abs(sums - 1).argmax()]
        if abs(worst - 1) > SUM_TOLERANCE:
            raise ValueError(f"target: expected rows that add up to 1, as from one_hot, got {worst:g}")
    return x, target


def data_pair(name, value, network):
    """Return inputs and targets as `pair` does; an error also names the data set."""
    if not isinstance(value, list | tuple) or len(value) != 2:
        raise arguments.refuse(name, "a pair, x and target", value)
    try:
        return pair(network, *value)
    except ValueError as error:
        raise ValueError(f"{name}.{error}") from None


def one_hot(labels, n_classes):
    """Turn class numbers, (m,), into rows with a 1 in the column of the class and 0 elsewhere, (m, n_classes).

    Class numbers start at 0; there are at most 1000 classes.
    """
    n_classes = arguments.count("n_classes", n_classes, 1, MOST_CLASSES)
    return arguments.frozen(np.eye(n_classes)[classes("labels", labels, n_classes)])  # (m, n_classes)


def classes(name, labels, n_classes):
    """Return class numbers, from 0 to the number of classes − 1, as an array of int, (m,)."""
    numbers = arguments.vector(name, labels)
    if np.any((numbers < 0) | (numbers >= n_classes) | (numbers != np.floor(numbers))):
        raise arguments.refuse(name, f"whole numbers from 0 to {n_classes - 1}", labels)
    return numbers.astype(int)
