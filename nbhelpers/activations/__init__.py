"""The seven activation functions, and what lesson 04 draws and prints of them.

`functions` holds all that is known of each; `measures` one at one place with its tangent, a whole layer of units,
softmax beside the formula that overflows, and each function measured. Layers that use them are in `network`,
and their pictures in `views`.
"""

from nbhelpers.activations.functions import ACTIVATIONS, ELEMENTWISE, LEAK, leaky_relu, softmax, softmax_jacobian
from nbhelpers.activations.measures import (
    LayerOutputs,
    Look,
    SoftmaxTrace,
    flat_intervals,
    layer_outputs,
    look,
    measure,
    relative_cost,
    softmax_trace,
)
