"""Demos of vanishing gradients: a chain of equal neurons, and dense networks at the start and in training."""

from nbhelpers.datasets import planar, split
from nbhelpers.explorable import Explorable, Live, choice, slider, whole
from nbhelpers.explore.choices import ACTIVATION_CHOICES, BATCH, INIT_CHOICES, WIDTH
from nbhelpers.network import chain_gradient, compare_flows, race
from nbhelpers.views.chain import ChainView
from nbhelpers.views.flow import FlowView
from nbhelpers.views.race import RaceView

CIRCLE = split(planar("circle"))


def explore_chain_gradient(*, n_layers=10, weight=1.0, bias=0.0, activation="sigmoid", x=0.5):
    """Follow a gradient back through a chain of equal neurons.

    Parameters
    ----------
    n_layers : int
        Neurons in the chain, 1 to 30.
    weight, bias : float
        The w of every neuron, −10 to 10, and its b, −5 to 5.
    activation : str
        "sigmoid", "tanh", "relu", "leaky_relu", "linear" or "step".
    x : float
        The input, −2 to 2.

    Returns
    -------
    Explorable

    """
    controls = {
        "n_layers": whole("number of layers", 1, 30),
        "weight": slider("weight w", -10, 10, 0.05),
        "bias": slider("bias b", -5, 5, 0.05),
        "activation": choice("activation", ACTIVATION_CHOICES),
        "x": slider("input x", -2, 2, 0.05),
    }
    values = {"n_layers": n_layers, "weight": weight, "bias": bias, "activation": activation, "x": x}
    return Explorable("explore_chain_gradient", chain_gradient, ChainView, controls, values)


def explore_gradient_flow(*, depth=10, width=16, activation="sigmoid", init="xavier", seed=1):
    """See how activations and gradients fare in a dense network before any training.

    Parameters
    ----------
    depth, width : int
        Hidden layers, 2 to 11, and units in each, 2 to 32.
    activation : str
        Of the hidden layers: "sigmoid", "tanh", "relu", "leaky_relu", "linear" or "step".
    init : str
        "normal", "xavier" or "he".
    seed : int
        Of the weights, 0 to 20.

    Returns
    -------
    Explorable

    """
    controls = {
        "depth": whole("hidden layers", 2, 11),
        "width": whole("units in each layer", 2, 32),
        "activation": choice("activation", ACTIVATION_CHOICES),
        "init": choice("initialisation", INIT_CHOICES),
        "seed": whole("seed", 0, 20),
    }
    values = {"depth": depth, "width": width, "activation": activation, "init": init, "seed": seed}
    return Explorable("explore_gradient_flow", compare_flows, FlowView, controls, values)


def explore_training_race(
    *,
    depth=5,
    activation="sigmoid",
    rival="relu",
    init="xavier",
    learning_rate=0.2,
    seed=0,
    n_epochs=300,
):
    """Train two networks side by side that differ only in their activation.

    Parameters
    ----------
    depth : int
        Hidden layers of 8 units, 1 to 8.
    activation, rival : str
        Of the hidden layers of the two: "sigmoid", "tanh", "relu", "leaky_relu", "linear" or "step".
    init : str
        "normal", "xavier" or "he".
    learning_rate : float
        α, 0 to 1.
    seed : int
        Of weights and batches, 0 to 20.
    n_epochs : int
        Length of the race, 0 to 600.

    Returns
    -------
    Live

    """

    def begin(depth, activation, rival, **how):
        sizes, names = [2, *[WIDTH] * depth, 1], (activation, rival)
        return race(*CIRCLE, layer_sizes=sizes, activations=names, batch_size=BATCH, **how)

    controls = {
        "depth": whole("hidden layers", 1, 8),
        "activation": choice("activation", ACTIVATION_CHOICES),
        "rival": choice("rival's activation", ACTIVATION_CHOICES),
        "init": choice("initialisation", INIT_CHOICES),
        "learning_rate": slider("learning rate α", 0, 1, 0.01),
        "seed": whole("seed", 0, 20),
        "n_epochs": whole("epochs", 0, 600, 50),
    }
    values = {"depth": depth, "activation": activation, "rival": rival, "init": init}
    values |= {"learning_rate": learning_rate, "seed": seed, "n_epochs": n_epochs}
    return Live("explore_training_race", begin, RaceView, controls, values, length="n_epochs")
