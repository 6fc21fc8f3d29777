"""A dense network of any depth, written out: make it, send samples through, differentiate, train, and look inside.

`dense` holds the network and its random starts, `passes` one pass forward and back, `core` the few lines of
algorithm that passes and training share, `training` the epochs. `chain` and `flow` measure vanishing gradients, in
a chain of single neurons and in any network; `race` trains networks side by side, `session` one that may change on
the way, `starts` one from many seeds. `samples` checks the data, `answers` says which class a network takes for
which.
"""

from nbhelpers.network.answers import Answers, answers
from nbhelpers.network.chain import ChainTrace, chain_gradient
from nbhelpers.network.dense import FITTING, HIDDEN, INITS, LOSSES, NORMAL_STD, Network
from nbhelpers.network.flow import Flow, FlowComparison, compare_flows, gradient_flow
from nbhelpers.network.passes import ForwardTrace, Gradients, accuracy, backward, forward, loss
from nbhelpers.network.race import Race, Runner, race
from nbhelpers.network.samples import one_hot
from nbhelpers.network.session import Session, session
from nbhelpers.network.starts import Starts, starts
from nbhelpers.network.training import Epoch, Training, train

__all__ = [
    "FITTING",
    "HIDDEN",
    "INITS",
    "LOSSES",
    "NORMAL_STD",
    "Answers",
    "ChainTrace",
    "Epoch",
    "Flow",
    "FlowComparison",
    "ForwardTrace",
    "Gradients",
    "Network",
    "Race",
    "Runner",
    "Session",
    "Starts",
    "Training",
    "accuracy",
    "answers",
    "backward",
    "chain_gradient",
    "compare_flows",
    "forward",
    "gradient_flow",
    "loss",
    "one_hot",
    "race",
    "session",
    "starts",
    "train",
]
