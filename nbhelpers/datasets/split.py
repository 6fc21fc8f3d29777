"""Split a data set into samples to train on and samples to test on."""

import numpy as np

from nbhelpers import arguments
from nbhelpers.arguments import frozen
from nbhelpers.datasets.digits import Digits
from nbhelpers.datasets.planar import Planar


def split(data, *, share=0.5, seed=0):
    """Split a set into two, to train on and to test on, with the classes in proportion in both.

    The set is a `Planar` or `Digits`, and so are both parts, which are shuffled and read-only; together they hold
    each sample once. The share is that for training: share · n samples, rounded, and of each class as many to
    within one. A share that leaves one of the two parts empty is refused.
    """
    if not isinstance(data, Planar | Digits):
        raise arguments.refuse("data", "a Planar, as from planar, or Digits, as from digits", data)
    share = arguments.number("share", share, 0, 1)
    rng = np.random.default_rng(arguments.count("seed", seed))
    label = data[1].ravel()  # the target, (n, 1), or the label, (n,)
    n = len(label)
    order = rng.permutation(n)
    order = order[np.argsort(label[order], kind="stable")]  # shuffled within each class
    chosen = np.diff(np.floor(share * np.arange(n + 1) + 0.5)) > 0  # evenly spread, so in proportion: (n,)
    if chosen.all() or not chosen.any():
        raise arguments.refuse("share", f"a share that leaves some of {n} samples to each side", share)
    parts = (rng.permutation(order[chosen]), rng.permutation(order[~chosen]))
    return tuple(type(data)(*(frozen(array[part]) for array in data)) for part in parts)
