"""Demos of vanishing gradients: a chain of equal neurons, and dense networks at the start and in training."""

from collections.abc import Iterator
from typing import Any

from nbhelpers.datasets import planar, split
from nbhelpers.explore.choices import ACTIVATION, BATCH, INIT, RIVAL, SEED, TRAINING, WIDTH
from nbhelpers.explore.controls import int_slider, slider
from nbhelpers.explore.demo import demo
from nbhelpers.network import ChainTrace, FlowComparison, Race, chain_gradient, compare_flows, race
from nbhelpers.views.chain import ChainView
from nbhelpers.views.flow import FlowView
from nbhelpers.views.race import RaceView

CIRCLE = split(planar("circle"))


@demo(
    ChainView,
    controls={
        "n_layers": int_slider("number of layers", 1, 30),
        "weight": slider("weight w", -10, 10, 0.05),
        "bias": slider("bias b", -5, 5, 0.05),
        "activation": ACTIVATION,
        "x": slider("input x", -2, 2, 0.05),
    },
)
def explore_chain_gradient(
    *,
    n_layers: int = 10,
    weight: float = 1.0,
    bias: float = 0.0,
    activation: str = "sigmoid",
    x: float = 0.5,
) -> ChainTrace:
    """Follow a gradient back through a chain of equal neurons."""
    return chain_gradient(n_layers=n_layers, weight=weight, bias=bias, activation=activation, x=x)


@demo(
    FlowView,
    controls={
        "depth": int_slider("hidden layers", 2, 11),
        "width": int_slider("units in each layer", 2, 32),
        "activation": ACTIVATION,
        "init": INIT,
        "seed": SEED,
    },
)
def explore_gradient_flow(
    *,
    depth: int = 10,
    width: int = 16,
    activation: str = "sigmoid",
    init: str = "xavier",
    seed: int = 1,
) -> FlowComparison:
    """See how activations and gradients fare in a dense network before any training."""
    return compare_flows(depth=depth, width=width, activation=activation, init=init, seed=seed)


@demo(
    RaceView,
    controls={
        "depth": int_slider("hidden layers", 1, 8),
        "activation": ACTIVATION,
        "rival": RIVAL,
        "init": INIT,
        "learning_rate": slider("learning rate α", 0, 1, 0.01),
        "seed": SEED,
        "n_epochs": int_slider("epochs", 0, 600, 50),
    },
    run=TRAINING,
)
def explore_training_race(
    *,
    depth: int = 5,
    activation: str = "sigmoid",
    rival: str = "relu",
    init: str = "xavier",
    learning_rate: float = 0.2,
    seed: int = 0,
    n_epochs: int = 300,
) -> Iterator[Race]:
    """Train two networks side by side that differ only in their activation; each hidden layer has 8 units."""
    sizes, names = [2, *[WIDTH] * depth, 1], (activation, rival)
    how: dict[str, Any] = {"init": init, "learning_rate": learning_rate, "seed": seed, "n_epochs": n_epochs}
    return race(*CIRCLE, layer_sizes=sizes, activations=names, batch_size=BATCH, **how)
