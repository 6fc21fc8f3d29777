"""Softmax: scores into probabilities, with its Jacobian, and beside it the formula as it is written."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from nbhelpers import arguments
from nbhelpers.arguments import frozen

AGREES = 1e-9
"""How near the formula as written must come to the probabilities, to count as working."""


@dataclass(frozen=True, eq=False)
class SoftmaxTrace:
    """Scores and what becomes of them. Arrays are read-only."""

    logits: np.ndarray  # (n,), the scores z
    temperature: float  # τ
    probabilities: np.ndarray  # (n,), their softmax p
    jacobian: np.ndarray  # (n, n), ∂p_i/∂z_j: row i holds the slopes of p_i
    # (n,), e^(z_i / τ) / Σ_j e^(z_j / τ) computed as it is written. Where an e^z overflows there are NaN, or zeros
    # if only the sum does; where all e^z are too small for a float it is 0 / 0, NaN as well.
    naive: np.ndarray

    @property
    def naive_works(self) -> bool:
        """Whether the formula as written gives the probabilities."""
        return bool(np.allclose(self.naive, self.probabilities, rtol=0, atol=AGREES))  # never with a NaN


def softmax_trace(logits: ArrayLike, *, temperature: float = 1.0) -> SoftmaxTrace:
    """Turn scores, (n,), into probabilities, by softmax and by its formula as it is written."""
    z = arguments.vector("logits", logits)
    p, jacobian = softmax(z, temperature), softmax_jacobian(z, temperature)
    with np.errstate(all="ignore"):
        e = np.exp(z / np.float64(temperature))
        naive = e / e.sum()
    return SoftmaxTrace(z, float(temperature), *map(frozen, (p, jacobian, naive)))


def softmax(z: ArrayLike, temperature: float = 1.0) -> np.ndarray:
    """Turn scores into probabilities: p_i = e^(z_i / τ) / Σ_j e^(z_j / τ), τ the temperature.

    `z` is an array, (..., n), as is the result; each row of the last axis is taken by itself, and one with a NaN or
    +∞ gives NaN. The temperature is above 0: below 1 it sharpens the differences, above 1 it evens them out.

    The largest score is subtracted first. That divides numerator and denominator by the same number, so it changes
    nothing but the overflow (Goodfellow et al., section 4.1).
    """
    z = numbers(z)
    if z.ndim == 0 or z.shape[-1] == 0:
        raise arguments.invalid_argument("z", "at least one score in each row", z.tolist())
    tau = np.float64(arguments.number("temperature", temperature, above=0))
    with np.errstate(over="ignore", under="ignore", invalid="ignore"):
        e = np.exp((z - z.max(axis=-1, keepdims=True)) / tau)  # of what is ≤ 0: no overflow
        return (e / e.sum(axis=-1, keepdims=True)).astype(z.dtype)


def softmax_jacobian(z: ArrayLike, temperature: float = 1.0) -> np.ndarray:
    """Return the slope of every probability in every score, (..., n, n): ∂p_i/∂z_j = p_i (δ_ij − p_j) / τ.

    The scores, (..., n), are as for `softmax`. Row i holds the slopes of p_i; rows and columns sum to 0.
    """
    p = softmax(z, temperature)
    diagonal = np.arange(p.shape[-1])
    with np.errstate(over="ignore", under="ignore", invalid="ignore"):
        jacobian = 0 - p[..., :, None] * p[..., None, :]  # (..., n, n); 0 − rather than −: no −0.0
        # 1 − p_i is the sum of the others, which keeps its digits where p_i rounds to 1.
        jacobian[..., diagonal, diagonal] = 0
        jacobian[..., diagonal, diagonal] = 0 - jacobian.sum(axis=-1)
        return (jacobian / np.float64(temperature)).astype(p.dtype)


def quick_softmax(z: np.ndarray) -> np.ndarray:
    """Compute the softmax of each row of an array, (m, n), unchecked."""
    e = np.exp(z - z.max(axis=1, keepdims=True))  # (m, n) − (m, 1): the largest becomes 0
    return e / e.sum(axis=1, keepdims=True)


def numbers(z: ArrayLike) -> np.ndarray:
    """Return numbers as a float array; float32 stays float32."""
    if isinstance(z, np.ndarray | np.floating) and z.dtype.kind == "f":
        return np.asarray(z)
    return arguments.array("z", z)
