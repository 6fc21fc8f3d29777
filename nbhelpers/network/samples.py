"""What goes into a network and what should come out: checked arrays, one row for each sample."""

import numpy as np

from nbhelpers import arguments

SUM_TOLERANCE = 1e-9
"""How far a row of shares may be from adding up to 1: room for rounding, not for mistakes."""

MOST_CLASSES = 1000
"""As many as ImageNet has."""


def matrix(name, value, n_columns=None, column="column"):
    """Return a new read-only float array of two dimensions; else raise ``ValueError``.

    Parameters
    ----------
    name : str
        What the argument is called.
    value : array_like, (m, n)
        Finite numbers, at least one row and one column.
    n_columns : int, optional
        The n that is asked for.
    column : str
        What a column stands for, for the message.

    Returns
    -------
    ndarray, (m, n)

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
    """Return inputs and targets as read-only float arrays that fit the network and each other.

    Returns
    -------
    x : ndarray, (m, n_in)
    target : ndarray, (m, n_out)

    Raises
    ------
    ValueError
        If one is not finite numbers of its shape, their rows differ in number, or cross-entropy is the loss
        and a target is not from 0 to 1, or with softmax a row of them does not add up to 1.

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
    """Return inputs and targets as `pair` does; a refusal says of which set."""
    if not isinstance(value, list | tuple) or len(value) != 2:
        raise arguments.refuse(name, "a pair, x and target", value)
    try:
        return pair(network, *value)
    except ValueError as error:
        raise ValueError(f"{name}.{error}") from None


def one_hot(labels, n_classes):
    """Turn class numbers into rows with a 1 in the column of the class and 0 elsewhere.

    Parameters
    ----------
    labels : sequence of int, (m,)
        From 0 to `n_classes` − 1.
    n_classes : int
        From 1 to 1000.

    Returns
    -------
    ndarray, (m, n_classes)

    Raises
    ------
    ValueError
        If `labels` is empty or has something else than such whole numbers, or `n_classes` is none.

    """
    n_classes = arguments.count("n_classes", n_classes, 1, MOST_CLASSES)
    return arguments.frozen(np.eye(n_classes)[classes("labels", labels, n_classes)])  # (m, n_classes)


def classes(name, labels, n_classes):
    """Return class numbers as an array of int, (m,), if each is from 0 to `n_classes` − 1; else ``ValueError``."""
    numbers = arguments.vector(name, labels)
    if np.any((numbers < 0) | (numbers >= n_classes) | (numbers != np.floor(numbers))):
        raise arguments.refuse(name, f"whole numbers from 0 to {n_classes - 1}", labels)
    return numbers.astype(int)
