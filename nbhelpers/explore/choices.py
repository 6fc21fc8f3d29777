"""What several demos let the reader choose from, and the network they all train."""

from nbhelpers.activations import ELEMENTWISE
from nbhelpers.datasets import PLANAR
from nbhelpers.explore.controls import choice, whole
from nbhelpers.network import INITS
from nbhelpers.views.flow import NAMES
from nbhelpers.views.text import kind

_ACTIVATIONS = {kind(name): name for name in ELEMENTWISE}
ACTIVATION = (choice, "activation", _ACTIVATIONS)
RIVAL = (choice, "rival's activation", _ACTIVATIONS)
INIT = (choice, "initialisation", {NAMES[name]: name for name in INITS})
PLANE = (choice, "data", {name: name for name in PLANAR})
SEED = (whole, "seed", 0, 20)

WIDTH, BATCH = 8, 10
"""Units in each hidden layer, and samples in a mini-batch."""

RATES = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
"""Learning rates, where the slider need not take any other."""
