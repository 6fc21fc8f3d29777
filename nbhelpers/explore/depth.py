"""Demos of vanishing gradients: a chain of equal neurons, and dense networks at the start and in training."""

from nbhelpers.activations import ACTIVATIONS
from nbhelpers.explorable import Explorable, choice, slider, whole
from nbhelpers.network import HIDDEN, INITS, chain_gradient, compare_flows
from nbhelpers.views.chain import ChainView
from nbhelpers.views.flow import NAMES, FlowView

_ACTIVATIONS = {ACTIVATIONS[name].title: name for name in HIDDEN}
_INITS = {NAMES[name]: name for name in INITS}


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

    Raises
    ------
    ValueError
        If an argument is outside its range.

    """
    controls = {
        "n_layers": whole("number of layers", 1, 30),
        "weight": slider("weight w", -10, 10, 0.05),
        "bias": slider("bias b", -5, 5, 0.05),
        "activation": choice("activation", _ACTIVATIONS),
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

    Raises
    ------
    ValueError
        If an argument is outside its range.

    """
    controls = {
        "depth": whole("hidden layers", 2, 11),
        "width": whole("units in each", 2, 32),
        "activation": choice("activation", _ACTIVATIONS),
        "init": choice("initialisation", _INITS),
        "seed": whole("seed", 0, 20),
    }
    values = {"depth": depth, "width": width, "activation": activation, "init": init, "seed": seed}
    return Explorable("explore_gradient_flow", compare_flows, FlowView, controls, values)
