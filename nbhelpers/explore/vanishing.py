"""Demos of vanishing gradients: a chain of equal neurons, and dense networks at the start and in training."""

from collections.abc import Iterator
from functools import partial
from typing import Annotated, Any

from nbhelpers.datasets import planar, split
from nbhelpers.explore.choices import BATCH, TRAINING, WIDTH, Activation, Init, Rival, Seed
from nbhelpers.explore.controls import int_slider, slider
from nbhelpers.explore.demo import StillPicture, demo
from nbhelpers.network import ChainTrace, FlowComparison, Race, chain_gradient, compare_flows, race
from nbhelpers.views.vanishing import ChainView, ErrorSlopesView, FlowView, RaceView

CIRCLE = split(planar("circle"))

MOST_NEURONS = 30
MOST_HIDDEN = 11
RACE_DEPTH, RACE_EPOCHS = 8, 600


@demo(partial(ChainView, most=MOST_NEURONS))
def explore_chain_gradient(
    *,
    n_layers: Annotated[int, int_slider("number of layers", 1, MOST_NEURONS)] = 10,
    weight: Annotated[float, slider("weight w", -10, 10, 0.05)] = 1.0,
    bias: Annotated[float, slider("bias b", -5, 5, 0.05)] = 0.0,
    activation: Activation = "sigmoid",
    x: Annotated[float, slider("input x", -2, 2, 0.05)] = 0.5,
) -> ChainTrace:
    """Follow a gradient back through a chain of equal neurons."""
    return chain_gradient(n_layers=n_layers, weight=weight, bias=bias, activation=activation, x=x)


@demo(partial(FlowView, most=MOST_HIDDEN + 1))
def explore_gradient_flow(
    *,
    depth: Annotated[int, int_slider("hidden layers", 2, MOST_HIDDEN)] = 10,
    width: Annotated[int, int_slider("units in each layer", 2, 32)] = 16,
    activation: Activation = "sigmoid",
    init: Init = "xavier",
    seed: Seed = 1,
) -> FlowComparison:
    """See how activations and gradients fare in a dense network before any training."""
    return compare_flows(depth=depth, width=width, activation=activation, init=init, seed=seed)


@demo(partial(RaceView, max_epochs=RACE_EPOCHS, most_layers=RACE_DEPTH + 1), run=TRAINING)
def explore_training_race(
    *,
    depth: Annotated[int, int_slider("hidden layers", 1, RACE_DEPTH)] = 5,
    activation: Activation = "sigmoid",
    rival: Rival = "relu",
    init: Init = "xavier",
    learning_rate: Annotated[float, slider("learning rate α", 0, 1, 0.01)] = 0.2,
    seed: Seed = 0,
    n_epochs: Annotated[int, int_slider("epochs", 0, RACE_EPOCHS, 50)] = 300,
) -> Iterator[Race]:
    """Train two networks side by side that differ only in their activation; each hidden layer has 8 units."""
    sizes, names = [2, *[WIDTH] * depth, 1], (activation, rival)
    how: dict[str, Any] = {"init": init, "learning_rate": learning_rate, "seed": seed, "n_epochs": n_epochs}
    return race(*CIRCLE, layer_sizes=sizes, activations=names, batch_size=BATCH, **how)


def show_error_slopes() -> StillPicture:
    """Show how steep the squared error and the cross-entropy are in z for a sigmoid output, as a still picture."""
    return StillPicture(ErrorSlopesView(), None)
