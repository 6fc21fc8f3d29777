"""What an activation function is: one frozen object each, and the numbers that all of them take."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from nbhelpers import arguments


class Range(NamedTuple):
    """Where the outputs lie."""

    low: float  # may be infinite, as may the other
    high: float
    # The set as it is written: a round bracket is a bound that is only approached, a square one is reached. In
    # floating point the approached one is reached too, once the rest is too small for a float.
    text: str


@dataclass(frozen=True)
class Activation:
    """An activation function and what is known of it."""

    name: str  # the key in `ACTIVATIONS`
    title: str  # the name as a reader sees it
    f: Callable = field(repr=False)  # of a number, list or array
    df: Callable = field(repr=False)  # its derivative, likewise
    range: Range  # where the outputs lie
    # where f has no derivative in the strict sense; by convention df is the slope on the left, and 0 for the step
    kinks: tuple[float, ...] = ()
    elementwise: bool = True  # whether each output depends on its own input only; False for softmax alone


@dataclass(frozen=True)
class Softmax(Activation):
    """The activation whose outputs all depend on all inputs: it has a Jacobian instead of a derivative.

    Its `df` raises ``TypeError``, and points to the Jacobian.
    """

    jacobian: Callable = field(repr=False, kw_only=True)  # see `softmax_jacobian`


def numbers(z):
    """Return numbers as a float array; float32 stays float32."""
    if isinstance(z, (np.ndarray, np.floating)) and z.dtype.kind == "f":
        return np.asarray(z)
    return arguments.array("z", z)
