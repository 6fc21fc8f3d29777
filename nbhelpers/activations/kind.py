"""What an activation function is: one frozen object each, and the numbers that all of them take."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from nbhelpers import arguments

SMOOTH = "no kink: smooth everywhere"


class Range(NamedTuple):
    """Where the outputs lie.

    Attributes
    ----------
    low, high : float
        The bounds; may be infinite.
    text : str
        The set as it is written: a round bracket is a bound that is only approached, a square one is reached.
        In floating point the approached one is reached too, once the rest is too small for a float.

    """

    low: float
    high: float
    text: str


@dataclass(frozen=True)
class Activation:
    """An activation function and what there is to say of it.

    Attributes
    ----------
    name, title : str
        The key in `ACTIVATIONS`, and the name as a reader sees it.
    f, df : callable
        The function and its derivative, of a number, list or array; ``ValueError`` for what is not numbers.
    range : Range
        Where the outputs lie.
    f_latex, df_latex : str
        Both formulas, for MathJax and for Matplotlib alike.
    kinks : tuple of float
        Where f has no derivative in the strict sense.
    at_kink : str
        What df says there, in words.
    elementwise : bool
        Whether each output depends on its own input only. False for softmax alone.

    """

    name: str
    title: str
    f: Callable = field(repr=False)
    df: Callable = field(repr=False)
    range: Range
    f_latex: str = field(repr=False)
    df_latex: str = field(repr=False)
    kinks: tuple[float, ...] = ()
    at_kink: str = SMOOTH
    elementwise: bool = True


@dataclass(frozen=True)
class Softmax(Activation):
    """The activation whose outputs all depend on all inputs: it has a Jacobian in place of a derivative.

    Attributes
    ----------
    jacobian : callable
        See `softmax_jacobian`. `df` raises ``TypeError`` and points here.

    """

    jacobian: Callable = field(repr=False, kw_only=True)


def numbers(z):
    """Return `z` as a float array (float32 stays float32), else raise ``ValueError``."""
    if isinstance(z, (np.ndarray, np.floating)) and z.dtype.kind == "f":
        return np.asarray(z)
    return arguments.array("z", z)
