"""The seven activation functions, and what lesson 04 draws and prints of them.

`functions` holds all that is known of each, `softmax` the one that takes rows, beside the formula that overflows.
`look` is one function at one place with its tangent, or a whole layer of units; `measures`, what is claimed.
"""

from nbhelpers.activations.functions import ACTIVATIONS, CLAIMS, ELEMENTWISE, LEAK, Activation, leaky_relu
from nbhelpers.activations.look import LayerOutputs, Look, flat_intervals, layer_outputs, look
from nbhelpers.activations.measures import measure, relative_cost
from nbhelpers.activations.softmax import SoftmaxTrace, softmax, softmax_jacobian, softmax_trace

__all__ = [
    "ACTIVATIONS",
    "CLAIMS",
    "ELEMENTWISE",
    "LEAK",
    "Activation",
    "LayerOutputs",
    "Look",
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
