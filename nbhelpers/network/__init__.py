"""A dense network of any depth, written out: make it, send samples through, derive, train, and look inside.

`dense` holds the network and its random starts, `passes` one pass there and back, `core` the few lines of algorithm
that passes and training share, `training` the epochs. `chain` and `flow` measure vanishing gradients, in a chain of
single neurons and in any network; `race` trains two networks side by side. `samples` checks the data.
"""

from nbhelpers.network.chain import ChainTrace, chain_gradient
from nbhelpers.network.dense import FITTING, HIDDEN, INITS, LOSSES, NORMAL_STD, Network
from nbhelpers.network.flow import Flow, FlowComparison, compare_flows, gradient_flow
from nbhelpers.network.passes import ForwardTrace, Gradients, accuracy, backward, forward, loss
from nbhelpers.network.race import Race, Runner, race
from nbhelpers.network.samples import one_hot
from nbhelpers.network.training import Epoch, Training, train

__all__ = [
    "FITTING",
    "HIDDEN",
    "INITS",
    "LOSSES",
    "NORMAL_STD",
    "ChainTrace",
    "Epoch",
    "Flow",
    "FlowComparison",
    "ForwardTrace",
    "Gradients",
    "Network",
    "Race",
    "Runner",
    "Training",
    "accuracy",
    "backward",
    "chain_gradient",
    "compare_flows",
    "forward",
    "gradient_flow",
    "loss",
    "one_hot",
    "race",
    "train",
]
