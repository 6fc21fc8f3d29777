"""The seven activation functions, and what lesson 04 draws and prints of them.

`functions` holds all that is known of each, `softmax` the one that takes rows, beside formulas that fail. `look` is
one function at one place with its tangent, or a whole layer of units; `measures` measures what is claimed.
"""

from nbhelpers.activations.functions import (
    ACTIVATIONS,
    CLAIMS,
    ELEMENTWISE,
    LEAK,
    Activation,
    Claim,
    Range,
    leaky_relu,
)
from nbhelpers.activations.look import (
    FLAT,
    Z_RANGE,
    LayerOutputs,
    Look,
    flat_intervals,
    layer_outputs,
    look,
)
from nbhelpers.activations.measures import REACH, Measures, measure, relative_cost
from nbhelpers.activations.softmax import SoftmaxTrace, softmax, softmax_jacobian, softmax_trace

__all__ = [
    "ACTIVATIONS",
    "CLAIMS",
    "ELEMENTWISE",
    "FLAT",
    "LEAK",
    "REACH",
    "Z_RANGE",
    "Activation",
    "Claim",
    "LayerOutputs",
    "Look",
    "Measures",
    "Range",
    "SoftmaxTrace",
    "flat_intervals",
    "layer_outputs",
    "leaky_relu",
    "look",
    "measure",
    "relative_cost",
    "softmax",
    "softmax_jacobian",
    "softmax_trace",
]
