"""The activations as on paper, one number at a time."""

import math

import pytest

from nbhelpers.activations import ELEMENTWISE

# As on paper, one number at a time.
F = {
    "sigmoid": lambda z: 1 / (1 + math.exp(-z)),
    "tanh": lambda z: (math.exp(z) - math.exp(-z)) / (math.exp(z) + math.exp(-z)),
    "relu": lambda z: max(0.0, z),
    "step": lambda z: 1.0 if z >= 0 else 0.0,
    "linear": lambda z: z,
    "leaky_relu": lambda z: z if z > 0 else 0.01 * z,
}

DF = {
    "sigmoid": lambda z: 1 / (4 * math.cosh(z / 2) ** 2),
    "tanh": lambda z: 1 / math.cosh(z) ** 2,
    "relu": lambda z: 1.0 if z > 0 else 0.0,
    "step": lambda z: 0.0,
    "linear": lambda z: 1.0,
    "leaky_relu": lambda z: 1.0 if z > 0 else 0.01,
}

MEAN_OF_RELU = 1 / math.sqrt(2 * math.pi)

EACH = pytest.mark.parametrize("name", ELEMENTWISE)

LAYER = {"weight_scale": 1.5, "bias": -0.3, "seed": 7}
