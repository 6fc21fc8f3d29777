"""Dense networks of any depth, written out: make one, send samples through, differentiate, train, and look inside.

`dense` holds the network, its random starts (small normal, Xavier's, He's), and the checks of samples; `passes` one
pass forward and back, and what a network predicts; `training` the epochs and the record of them; `vanishing` what
becomes of gradients, in a chain of single neurons and in any network. Lesson 2's two neurons are in `backprop`, and
pictures in `views`.
"""

from nbhelpers.network.dense import HIDDEN, INITS, LOSSES, MATCHING, NORMAL_STD, Network, one_hot
from nbhelpers.network.passes import Predictions, accuracy, backward, forward, loss, predictions
from nbhelpers.network.training import History, Race, Run, State, race, train
from nbhelpers.network.vanishing import ChainTrace, FlowComparison, chain_gradient, compare_flows, gradient_flow
