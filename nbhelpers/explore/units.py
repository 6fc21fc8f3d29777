"""Demos of the activation functions: one by one, in a layer, softmax, and all of them in training."""

from typing import NamedTuple

from nbhelpers.activations import (
    ACTIVATIONS,
    ELEMENTWISE,
    LEAK,
    Look,
    layer_outputs,
    look,
    relative_cost,
    softmax_trace,
)
from nbhelpers.datasets import PLANAR, planar, split
from nbhelpers.explorable import Explorable, Live, Picture, choice, log_slider, slider, whole
from nbhelpers.explore.choices import ACTIVATION_CHOICES, BATCH, INIT_CHOICES, WIDTH
from nbhelpers.network import race
from nbhelpers.views.activation import ActivationView
from nbhelpers.views.activation_race import ActivationRaceView
from nbhelpers.views.costs import CostsView
from nbhelpers.views.layer import LayerView
from nbhelpers.views.softmax import SoftmaxView
from nbhelpers.views.text import sub

_GROUPS = {
    "none": (),
    "smooth": ("sigmoid", "tanh"),
    "straight": ("relu", "leaky_relu", "linear", "step"),
    "all": ELEMENTWISE,
}
_OVERLAYS = {"nothing": "none", "the smooth ones": "smooth", "the straight ones": "straight", "all six": "all"}


class Looks(NamedTuple):
    """The function looked at, and those drawn beside it."""

    chosen: Look
    others: tuple[Look, ...]


def explore_activation(*, activation="sigmoid", z=1.0, overlay="none", slope=LEAK):
    """Look at an activation function and its slope, alone or beside others.

    Parameters
    ----------
    activation : str
        "sigmoid", "tanh", "relu", "step", "linear" or "leaky_relu".
    z : float
        Where to look, −6 to 6.
    overlay : str
        What to draw beside it: "none", "smooth" (sigmoid, tanh), "straight" (the other four) or "all".
    slope : float
        Of leaky ReLU below 0, 0 to 0.5.

    Returns
    -------
    Explorable

    """

    def compute(activation, z, overlay, slope):
        others = (look(name, z, slope=slope) for name in _GROUPS[overlay] if name != activation)
        return Looks(look(activation, z, slope=slope), tuple(others))

    def idle(activation, overlay, **_):
        return () if "leaky_relu" in (activation, *_GROUPS[overlay]) else ("slope",)

    controls = {
        "activation": choice("activation", ACTIVATION_CHOICES),
        "z": slider("input z", -6, 6, 0.05),
        "overlay": choice("drawn beside it", _OVERLAYS),
        "slope": slider("slope of leaky ReLU below 0", 0, 0.5, 0.01),
    }
    values = {"activation": activation, "z": z, "overlay": overlay, "slope": slope}
    return Explorable("explore_activation", compute, ActivationView, controls, values, idle=idle)


def explore_layer_outputs(*, activation="sigmoid", weight_scale=1.0, bias=0.0, seed=0):
    """Send normally distributed numbers through a layer of units and measure what comes out.

    Parameters
    ----------
    activation : str
        "sigmoid", "tanh", "relu", "step", "linear" or "leaky_relu".
    weight_scale : float
        Standard deviation of z, 0 to 5.
    bias : float
        Mean of z, −3 to 3.
    seed : int
        Of the numbers, 0 to 20.

    Returns
    -------
    Explorable

    """

    def compute(activation, **how):
        return layer_outputs(activation, **how)

    controls = {
        "activation": choice("activation", ACTIVATION_CHOICES),
        "weight_scale": slider("scale of the weights", 0, 5, 0.05),
        "bias": slider("bias", -3, 3, 0.05),
        "seed": whole("seed", 0, 20),
    }
    values = {"activation": activation, "weight_scale": weight_scale, "bias": bias, "seed": seed}
    return Explorable("explore_layer_outputs", compute, LayerView, controls, values)


def explore_softmax(*, n_scores=3, z1=1.6, z2=0.55, z3=0.98, z4=0.0, z5=0.0, temperature=1.0, shift=0):
    """Turn scores into shares.

    Parameters
    ----------
    n_scores : int
        How many scores there are, 2 to 5.
    z1, z2, z3, z4, z5 : float
        The scores, −5 to 5.
    temperature : float
        What all scores are divided by, 0.1 to 10.
    shift : int
        What is added to all scores, −1000 to 1000.

    Returns
    -------
    Explorable

    """
    names = [f"z{i}" for i in range(1, 6)]

    def compute(n_scores, temperature, shift, **scores):
        return softmax_trace([scores[name] + shift for name in names[:n_scores]], temperature=temperature)

    def idle(n_scores, **_):
        return names[n_scores:]

    controls = {"n_scores": whole("number of scores", 2, 5)}
    controls |= {name: slider(f"score {sub('z', int(name[1]))}", -5, 5, 0.01) for name in names}
    controls["temperature"] = log_slider("temperature T", -1, 1)
    controls["shift"] = whole("added to all scores", -1000, 1000, 50)
    values = {"n_scores": n_scores, "z1": z1, "z2": z2, "z3": z3, "z4": z4, "z5": z5}
    values |= {"temperature": temperature, "shift": shift}
    return Explorable("explore_softmax", compute, SoftmaxView, controls, values, idle=idle)


def explore_activation_race(*, data="circle", depth=3, init="xavier", learning_rate=0.2, seed=0, n_epochs=200):
    """Train the same network with each of the six activations in its hidden layers.

    Parameters
    ----------
    data : str
        "circle", "xor", "moons" or "spirals".
    depth : int
        Hidden layers of 8 units, 1 to 5.
    init : str
        "normal", "xavier" or "he".
    learning_rate : float
        α, 0 to 1.
    seed : int
        Of weights and batches, 0 to 20.
    n_epochs : int
        Length of the race, 0 to 400.

    Returns
    -------
    Live

    """

    def begin(data, depth, **how):
        sizes = [2, *[WIDTH] * depth, 1]
        return race(*split(planar(data)), layer_sizes=sizes, activations=ELEMENTWISE, batch_size=BATCH, **how)

    controls = {
        "data": choice("data", {name: name for name in PLANAR}),
        "depth": whole("hidden layers", 1, 5),
        "init": choice("initialisation", INIT_CHOICES),
        "learning_rate": slider("learning rate α", 0, 1, 0.01),
        "seed": whole("seed", 0, 20),
        "n_epochs": whole("epochs", 0, 400, 50),
    }
    values = {"data": data, "depth": depth, "init": init, "learning_rate": learning_rate}
    values |= {"seed": seed, "n_epochs": n_epochs}
    return Live("explore_activation_race", begin, ActivationRaceView, controls, values, length="n_epochs")


def show_costs():
    """Measure how long a call of each activation takes on this machine, and show it as a still picture.

    Returns
    -------
    Picture

    """
    costs = {name: relative_cost(name) for name in ACTIVATIONS}
    return Picture(CostsView(costs), costs)
