"""What every test gets: strict floating point and a seeded generator."""

import numpy as np
import pytest


@pytest.fixture(autouse=True)
def strict_floating_point():
    """Make NumPy raise where it would warn, so that no overflow or division goes unseen."""
    with np.errstate(all="raise", under="ignore"):
        yield


@pytest.fixture
def rng():
    """Return the generator that random tests draw from, the same in every run."""
    return np.random.default_rng(20260)
