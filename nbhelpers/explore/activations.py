"""Demos of the activation functions: one by one, in a layer, softmax, and all of them in training."""

from collections.abc import Iterator
from functools import partial
from typing import Annotated, Any, NamedTuple

from nbhelpers import activations
from nbhelpers.activations import ACTIVATIONS, ELEMENTWISE, LEAK
from nbhelpers.datasets import planar, split
from nbhelpers.explore.choices import BATCH, TRAINING, WIDTH, Activation, Init, PlanarData, Seed
from nbhelpers.explore.controls import dropdown, int_slider, log_slider, slider
from nbhelpers.explore.demo import StillPicture, demo
from nbhelpers.network import Race, race
from nbhelpers.views.activation_race import ActivationRaceView
from nbhelpers.views.activations import LOOKS, ActivationView, CostsView, LayerView, SoftmaxView
from nbhelpers.views.text import indexed

RACE_EPOCHS = 400
_OVERLAYS = {
    "nothing": "none",
    "the smooth ones": "smooth",
    "the straight ones": "straight",
    "all of them": "all",
}


class Compared(NamedTuple):
    """The function looked at, and those drawn beside it."""

    chosen: activations.Look
    others: tuple[activations.Look, ...]


def _group(overlay):
    """Return the names of the functions that are drawn beside the one chosen."""
    return ELEMENTWISE if overlay == "all" else [name for name in LOOKS if ACTIVATIONS[name].group == overlay]


def _without_leak(activation, overlay, **_):
    return () if "leaky_relu" in (activation, *_group(overlay)) else ("slope",)


@demo(ActivationView, disabled=_without_leak)
def explore_activation(
    *,
    activation: Activation = "sigmoid",
    z: Annotated[float, slider("input z", -6, 6, 0.05)] = 1.0,
    overlay: Annotated[str, dropdown("drawn beside it", _OVERLAYS)] = "none",
    slope: Annotated[float, slider("slope of leaky ReLU below 0", 0, 0.5, 0.01)] = LEAK,
) -> Compared:
    """Look at an activation function and its slope, alone or beside others: smooth, straight or all."""
    others = (activations.look(name, z, slope=slope) for name in _group(overlay) if name != activation)
    return Compared(activations.look(activation, z, slope=slope), tuple(others))


@demo(LayerView)
def explore_layer_outputs(
    *,
    activation: Activation = "sigmoid",
    weight_scale: Annotated[float, slider("scale of the weights", 0, 5, 0.05)] = 1.0,
    bias: Annotated[float, slider("bias", -3, 3, 0.05)] = 0.0,
    seed: Seed = 0,
) -> activations.LayerOutputs:
    """Send normally distributed numbers through a layer of units and measure what comes out.

    The scale of the weights is the standard deviation of z, the bias its mean.
    """
    return activations.layer_outputs(activation, weight_scale=weight_scale, bias=bias, seed=seed)


def _score(i):
    return slider(f"score {indexed(f'z{i}')}", -5, 5, 0.01)


def _beyond(n_scores, **_):
    return ("z1", "z2", "z3", "z4", "z5")[n_scores:]


@demo(SoftmaxView, disabled=_beyond)
def explore_softmax(
    *,
    n_scores: Annotated[int, int_slider("number of scores", 2, 5)] = 3,
    z1: Annotated[float, _score(1)] = 1.6,
    z2: Annotated[float, _score(2)] = 0.55,
    z3: Annotated[float, _score(3)] = 0.98,
    z4: Annotated[float, _score(4)] = 0.0,
    z5: Annotated[float, _score(5)] = 0.0,
    temperature: Annotated[float, log_slider("temperature τ", -1, 1)] = 1.0,
    shift: Annotated[int, int_slider("added to all scores", -1000, 1000, 50)] = 0,
) -> activations.SoftmaxTrace:
    """Turn scores into probabilities."""
    scores = [z + shift for z in (z1, z2, z3, z4, z5)]
    return activations.softmax_trace(scores[:n_scores], temperature=temperature)


@demo(partial(ActivationRaceView, max_epochs=RACE_EPOCHS), run=TRAINING)
def explore_activation_race(
    *,
    data: PlanarData = "circle",
    depth: Annotated[int, int_slider("hidden layers", 1, 5)] = 3,
    init: Init = "xavier",
    learning_rate: Annotated[float, slider("learning rate α", 0, 1, 0.01)] = 0.2,
    seed: Seed = 0,
    n_epochs: Annotated[int, int_slider("epochs", 0, RACE_EPOCHS, 50)] = 200,
) -> Iterator[Race]:
    """Train the same network, of layers of 8 units, with each of the activations in its hidden layers."""
    sizes = [2, *[WIDTH] * depth, 1]
    how: dict[str, Any] = {"init": init, "learning_rate": learning_rate, "seed": seed, "n_epochs": n_epochs}
    return race(*split(planar(data)), layer_sizes=sizes, activations=list(LOOKS), batch_size=BATCH, **how)


def show_costs() -> StillPicture:
    """Measure how long a call of each activation takes on this machine, and show it as a still picture."""
    costs = {name: activations.relative_cost(name) for name in ACTIVATIONS}
    return StillPicture(CostsView(costs), costs)
