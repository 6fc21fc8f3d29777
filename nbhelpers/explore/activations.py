"""Demos of the activation functions: one by one, in a layer, softmax, and all of them in training."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from nbhelpers.activations import (
    ACTIVATIONS,
    ELEMENTWISE,
    LEAK,
    LayerOutputs,
    Look,
    SoftmaxTrace,
    layer_outputs,
    look,
    relative_cost,
    softmax_trace,
)
from nbhelpers.datasets import planar, split
from nbhelpers.explore.choices import ACTIVATION, BATCH, INIT, PLANE, SEED, TRAINING, WIDTH
from nbhelpers.explore.controls import dropdown, int_slider, log_slider, slider
from nbhelpers.explore.demo import Picture, demo
from nbhelpers.network import Race, race
from nbhelpers.views.activation import LOOKS, ActivationView
from nbhelpers.views.activation_race import ActivationRaceView
from nbhelpers.views.costs import CostsView
from nbhelpers.views.layer import LayerView
from nbhelpers.views.softmax import SoftmaxView
from nbhelpers.views.text import sub

_COUNT = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")[len(ELEMENTWISE)]
_OVERLAYS = {
    "nothing": "none",
    "the smooth ones": "smooth",
    "the straight ones": "straight",
    f"all {_COUNT}": "all",
}


class Looks(NamedTuple):
    """The function looked at, and those drawn beside it."""

    chosen: Look
    others: tuple[Look, ...]


def _group(overlay):
    """Return the names of the functions that are drawn beside the one chosen."""
    return ELEMENTWISE if overlay == "all" else [name for name in LOOKS if ACTIVATIONS[name].group == overlay]


def _without_leak(activation, overlay, **_):
    return () if "leaky_relu" in (activation, *_group(overlay)) else ("slope",)


@demo(
    ActivationView,
    controls={
        "activation": ACTIVATION,
        "z": slider("input z", -6, 6, 0.05),
        "overlay": dropdown("drawn beside it", _OVERLAYS),
        "slope": slider("slope of leaky ReLU below 0", 0, 0.5, 0.01),
    },
    disabled=_without_leak,
)
def explore_activation(
    *, activation: str = "sigmoid", z: float = 1.0, overlay: str = "none", slope: float = LEAK
) -> Looks:
    """Look at an activation function and its slope, alone or beside others: smooth, straight or all."""
    others = (look(name, z, slope=slope) for name in _group(overlay) if name != activation)
    return Looks(look(activation, z, slope=slope), tuple(others))


@demo(
    LayerView,
    controls={
        "activation": ACTIVATION,
        "weight_scale": slider("scale of the weights", 0, 5, 0.05),
        "bias": slider("bias", -3, 3, 0.05),
        "seed": SEED,
    },
)
def explore_layer_outputs(
    *, activation: str = "sigmoid", weight_scale: float = 1.0, bias: float = 0.0, seed: int = 0
) -> LayerOutputs:
    """Send normally distributed numbers through a layer of units and measure what comes out.

    The scale of the weights is the standard deviation of z, the bias its mean.
    """
    return layer_outputs(activation, weight_scale=weight_scale, bias=bias, seed=seed)


_SCORES = [f"z{i}" for i in range(1, 6)]


def _beyond(n_scores, **_):
    return _SCORES[n_scores:]


@demo(
    SoftmaxView,
    controls={"n_scores": int_slider("number of scores", 2, 5)}
    | {name: slider(f"score {sub('z', int(name[1]))}", -5, 5, 0.01) for name in _SCORES}
    | {
        "temperature": log_slider("temperature T", -1, 1),
        "shift": int_slider("added to all scores", -1000, 1000, 50),
    },
    disabled=_beyond,
)
def explore_softmax(
    *,
    n_scores: int = 3,
    z1: float = 1.6,
    z2: float = 0.55,
    z3: float = 0.98,
    z4: float = 0.0,
    z5: float = 0.0,
    temperature: float = 1.0,
    shift: int = 0,
) -> SoftmaxTrace:
    """Turn scores into shares."""
    scores = [z + shift for z in (z1, z2, z3, z4, z5)]
    return softmax_trace(scores[:n_scores], temperature=temperature)


@demo(
    ActivationRaceView,
    controls={
        "data": PLANE,
        "depth": int_slider("hidden layers", 1, 5),
        "init": INIT,
        "learning_rate": slider("learning rate α", 0, 1, 0.01),
        "seed": SEED,
        "n_epochs": int_slider("epochs", 0, 400, 50),
    },
    run=TRAINING,
)
def explore_activation_race(
    *,
    data: str = "circle",
    depth: int = 3,
    init: str = "xavier",
    learning_rate: float = 0.2,
    seed: int = 0,
    n_epochs: int = 200,
) -> Iterator[Race]:
    """Train the same network, of layers of 8 units, with each of the activations in its hidden layers."""
    sizes = [2, *[WIDTH] * depth, 1]
    how: dict[str, Any] = {"init": init, "learning_rate": learning_rate, "seed": seed, "n_epochs": n_epochs}
    return race(*split(planar(data)), layer_sizes=sizes, activations=ELEMENTWISE, batch_size=BATCH, **how)


def show_costs() -> Picture:
    """Measure how long a call of each activation takes on this machine, and show it as a still picture.

    Returns
    -------
    Picture

    """
    costs = {name: relative_cost(name) for name in ACTIVATIONS}
    return Picture(CostsView(costs), costs)
