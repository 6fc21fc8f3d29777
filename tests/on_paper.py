"""The activations as on paper, by which what the package computes is judged. One that is added needs an entry."""

import math
from dataclasses import dataclass

import pytest
import sympy

from nbhelpers.activations import ELEMENTWISE

Z = sympy.Symbol("z", real=True)


@dataclass(frozen=True)
class Paper:
    """What is known of a function without computing it as the package does."""

    f: sympy.Expr
    df: sympy.Expr  # as differentiated by hand, so that no digits cancel; at a kink as the package promises
    flat: tuple  # where in −6 … 6 the slope is below 0.01, solved by hand
    zeros: float = 0  # probability that f(z) is exactly 0 for standard normal z
    falls: bool = False  # whether f falls anywhere


def _split_at_0(below, above, at_0=None):
    return sympy.Piecewise((above, Z > 0), (below if at_0 is None else at_0, sympy.Eq(Z, 0)), (below, True))


_SIGMOID, _TANH = 2 * math.acosh(5), math.acosh(10)  # 1 / (4 cosh² (z/2)) = 0.01 and 1 / cosh² z = 0.01
PAPER = {
    "sigmoid": Paper(1 / (1 + sympy.exp(-Z)), 1 / (4 * sympy.cosh(Z / 2) ** 2), ((-6, -_SIGMOID), (_SIGMOID, 6))),
    "tanh": Paper(sympy.tanh(Z), 1 / sympy.cosh(Z) ** 2, ((-6, -_TANH), (_TANH, 6))),
    "relu": Paper(_split_at_0(0, Z), _split_at_0(0, 1), ((-6, 0),), zeros=0.5),
    "step": Paper(_split_at_0(0, 1, at_0=1), sympy.Integer(0), ((-6, 6),), zeros=0.5),
    "linear": Paper(Z, sympy.Integer(1), ()),
    "leaky_relu": Paper(_split_at_0(Z / 100, Z), _split_at_0(sympy.Float("0.01"), 1), ()),
}

F, DF = ({name: sympy.lambdify(Z, getattr(on, of), "math") for name, on in PAPER.items()} for of in ("f", "df"))
"""The function and its slope, of one float at a time."""

EACH = pytest.mark.parametrize("name", ELEMENTWISE)
