"""The seven activation functions, and what lesson 04 draws and prints of them.

`kind` is what an activation is, `functions` the seven, `shares` softmax with its formulas that fail. `look` is one
function at one place with its tangent, `layer` what a whole layer of units gives, `measures` every function
measured beside what is claimed of it.
"""

from nbhelpers.activations.functions import ACTIVATIONS, ELEMENTWISE, LEAK, choose, leaky_relu
from nbhelpers.activations.kind import Activation, Range, Softmax
from nbhelpers.activations.layer import LayerOutputs, layer_outputs
from nbhelpers.activations.look import FLAT, Z_RANGE, Look, Tangent, flat_intervals, look
from nbhelpers.activations.measures import CLAIMS, REACH, Claim, Measures, measure, relative_cost
from nbhelpers.activations.shares import SoftmaxTrace, softmax, softmax_jacobian, softmax_trace

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
    "Softmax",
    "SoftmaxTrace",
    "Tangent",
    "choose",
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
