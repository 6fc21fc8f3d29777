"""What demos of several lessons let the reader choose from, and the networks they train."""

from functools import partial
from typing import Annotated

from nbhelpers.activations import ELEMENTWISE
from nbhelpers.datasets import PLANAR
from nbhelpers.explore.controls import dropdown, int_slider
from nbhelpers.explore.runs import Training
from nbhelpers.network import INITS
from nbhelpers.views.text import INIT_NAMES, kind

_ACTIVATIONS = {kind(name): name for name in ELEMENTWISE}
Activation = Annotated[str, dropdown("activation", _ACTIVATIONS)]
Rival = Annotated[str, dropdown("rival's activation", _ACTIVATIONS)]
Init = Annotated[str, dropdown("initialisation", {INIT_NAMES[name]: name for name in INITS})]
PlanarData = Annotated[str, dropdown("data", {name: name for name in PLANAR})]
Seed = Annotated[int, int_slider("seed", 0, 20)]

TRAINING = partial(Training, control="n_epochs")

WIDTH, BATCH = 8, 10
"""Units in each hidden layer, and samples in a mini-batch."""
