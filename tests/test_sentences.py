"""What a demo says of a state, or writes in its picture: a row for each thing that it may have to say."""

import inspect
from functools import cache

import demos
import pytest
from words import words

from nbhelpers import explore
from nbhelpers.backprop import TwoNeurons, iterate, train
from nbhelpers.datasets import LINES
from nbhelpers.descent import descend

DESCENT, SCALES, PLANE = explore.explore_descent, explore.explore_cost_scales, explore.explore_two_parameters
BACKPROP, TRAINING, CHECK = explore.explore_backprop, explore.explore_training, explore.explore_gradient_check
CHAIN, FLOW, RACE = explore.explore_chain_gradient, explore.explore_gradient_flow, explore.explore_training_race
FUNCTION, LAYER, PLAY = explore.explore_activation, explore.explore_layer_outputs, explore.playground
DIGITS, DIGIT = explore.explore_digits, explore.explore_digit

SMALL = {"layers": "20", "n_epochs": 3}
BLIND = SMALL | {"layers": "8, 8, 8, 8", "activation": "sigmoid"}
WILD = SMALL | {"layers": "64, 64, 64, 64", "activation": "linear", "learning_rate": 2.0}
MOVED = {"sample": 7, "shift_right": 2}
SATURATED = TwoNeurons(w1=0, b1=0, w2=0, b2=1000)
ROWS = [
    (explore.explore_fit, {"w": 2}, "The tangent is level: this is the bottom."),
    (explore.explore_fit, {"w": 2.5}, "so J falls to the left."),
    (DESCENT, {"learning_rate": 0}, "α = 0 takes no step at all."),
    (DESCENT, {"learning_rate": 1.7, "n_steps": 12, "start": 2}, "The start is already at w = 2"),
    (DESCENT, {"learning_rate": 0.75, "n_steps": 7}, ": below this axis"),
    (DESCENT, {"learning_rate": 2, "n_steps": 20}, ": above this axis"),
    (DESCENT, {"learning_rate": 1.7, "n_steps": 12}, "outside the picture."),
    (SCALES, {}, "Three paths after 5 steps."),
    (SCALES, {"rescale": True}, "One path three times after 5 steps."),
    (PLANE, {"learning_rate": 0.25, "start_w": 0.2, "start_b": 0}, "never changes sides"),
    (PLANE, {"learning_rate": 0.25, "start_w": 2, "start_b": 0}, "starts at the bottom"),
    (PLANE, {"learning_rate": 0.25, "start_w": 2, "start_b": 1}, "diverges"),
    (PLANE, {"learning_rate": 0.19, "start_w": 2, "start_b": 1, "data": "stretched"}, "changes sides"),
    (PLANE, {"learning_rate": 0}, "takes no step"),
    (BACKPROP, {"learning_rate": 0}, "α is 0, so nothing moves."),
    (BACKPROP, {"w2": 0, "b2": 0, "T": 0.5}, "A₂ equals T, so ∂E/∂a₂ is 0"),
    (BACKPROP, {"w2": 0, "b2": 0, "T": 0.5, "stage": "error"}, "is equal to the target"),
    (TRAINING, {}, "tolerance after 81 epochs"),
    (TRAINING, {"max_epochs": 20}, "number of epochs, 20"),
    (TRAINING, {"learning_rate": 0}, "At a standstill after 0 epochs"),
    (CHECK, {"epsilon": 1e-5}, "Neither the bend of the curve nor rounding does much harm here."),
    (CHECK, {"epsilon": 0.5}, "ε is so large that the curve bends"),
    (CHECK, {"epsilon": 1e-12}, "ε is so small that the two values of E differ only in their last digits"),
    (explore.explore_samples, {}, "4 of 6 samples pull b₂ down."),
    (explore.explore_samples, {"parameter": "w1"}, "1 of 6 samples pulls w₁ down."),
    (CHAIN, {}, "it vanishes, since each layer multiplies it by 0.2262"),
    (CHAIN, {"weight": 4, "bias": -2}, "much of it arrives, since each layer multiplies it by 1 "),
    (CHAIN, {"n_layers": 20, "weight": 2, "activation": "relu"}, "524288 at the first: it explodes"),
    (CHAIN, {"bias": -5, "activation": "relu"}, "a factor of exactly 0"),
    (CHAIN, {"n_layers": 1}, "its gradient is f′(z) = 0.235."),
    (FLOW, {"depth": 3, "activation": "relu"}, "0.702 per layer, gradients come"),
    (FLOW, {"activation": "relu"}, "0.66 per layer, gradients vanish"),
    (FLOW, {"activation": "step"}, "Xavier start: nothing comes back from the output."),
    (RACE, {"n_epochs": 1}, "E ≤ 0.3 not reached"),
    (RACE, {"n_epochs": 8}, "E ≤ 0.3 after 4 epochs, but above it again now"),
    (RACE, {"n_epochs": 20}, "E ≤ 0.3 after 4 epochs, and for good after 20;"),
    (RACE, {"n_epochs": 20, "learning_rate": 1, "rival": "linear", "depth": 8, "init": "he"}, "it diverged after "),
    (FUNCTION, {"activation": "relu", "z": -1}, "flat here: none of a gradient gets through."),
    (FUNCTION, {"activation": "sigmoid", "z": 5.5}, "flat here: hardly any of a gradient gets through."),
    (LAYER, {"weight_scale": 0.05}, "tallest bar 51.7 %"),
    (LAYER, {"activation": "relu", "seed": 1, "weight_scale": 1.1}, "1 output lies outside the picture."),
    (LAYER, {"activation": "relu", "weight_scale": 5}, "outputs lie outside the picture."),
    (PLAY, {"n_epochs": 0}, "It has not learned anything yet."),
    (PLAY, {"activation": "linear"}, "so its decision boundary is a straight line."),
    (PLAY, {"activation": "step"}, "No gradient at all reaches the first layer"),
    (PLAY, {"layers": "8, 8, 8, 8, 8", "activation": "sigmoid", "n_epochs": 1}, "of the last's: it hardly moves."),
    (PLAY, {"data": "spirals", "n_epochs": 2}, "E is still about 0.693"),
    (PLAY, {"layers": "8, 8", "train_fraction": 0.1, "noise": 0.5}, "it has begun to memorise its points."),
    (PLAY, {}, "Every layer learns: the first layer's gradient is "),
    (DIGITS, SMALL | {"n_epochs": 0}, "anything yet (a tenth for each would be E = ln 10 = 2.3)."),
    (DIGITS, SMALL | {"n_epochs": 1}, "After 1 epoch the 64-20-10 ReLU network has"),
    (DIGITS, BLIND, "about the same probabilities, whatever it sees"),
    (DIGITS, BLIND, "first layer's gradient is 1/"),
    (DIGITS, SMALL | {"learning_rate": 10.0}, "No gradient at all reaches the first layer."),
    (DIGITS, WILD, "It diverged in epoch 1: a number"),
    (DIGITS, SMALL | {"activation": "linear", "learning_rate": 0.1}, "Nothing in it bends"),
    (DIGITS, SMALL | {"layers": ""}, "the 64-10 network without hidden layers has"),
    (DIGITS, SMALL | {"layers": ""}, "With no hidden layer each digit has one picture of weights"),
    (DIGITS, SMALL | {"activation": "tanh", "learning_rate": 2.0}, "It is often sure and wrong"),
    (DIGITS, SMALL | {"activation": "step"}, "No gradient gets through a step"),
    (DIGITS, SMALL | {"learning_rate": 0.02}, "Every layer learns: the first layer's gradient is 0."),
    (DIGITS, {"layers": "64", "n_epochs": 30}, "It does better on what it has seen: its loss on the rest is "),
    (DIGIT, {}, "digit 0 is a 1, as it was written. The network says 1 with 99.9 %; next comes 2 with "),
    (DIGIT, MOVED, "is a 6, moved 2 pixels right. The network says 1 with 98.4 %; before it said 6 with "),
    (DIGIT, MOVED, "6 with 100 %: it has changed its mind. The probability that rose most is that of 1, by "),
    (DIGIT, MOVED, "that of 1, by 98.4 points to 98.4 %; then 2, by 0.75 points to 0.75 %."),
    (DIGIT, {"shift_right": -1, "shift_down": 1}, ", moved 1 pixel left and 1 pixel down."),
    (DIGIT, {"shift_down": -3, "noise": 0.01}, ", moved 3 pixels up, with noise of 0.01."),
    (DIGIT, {"noise": 0.01, "ink": 0.5}, ", with noise of 0.01, with 0.5 times the ink."),
    (DIGIT, {"noise": 0.01}, "it keeps its mind. No probability rose by 0.05 points or more."),
]

HUGE = {"learning_rate": 1e300, "max_epochs": 5, "tolerance": 1e-3}
BEYOND = [
    (DESCENT, descend(*LINES["walkthrough"], start=0, learning_rate=2, n_steps=3000), "numbers are too large"),
    (BACKPROP, iterate(SATURATED, 1, 0, learning_rate=1), "The second neuron is saturated, so ∂a₂/∂z₂ is 0"),
    (BACKPROP, iterate(TwoNeurons(0, 0, 4, -2), 2, 0.45, learning_rate=9), "The loss rises from "),
    (TRAINING, train(TwoNeurons(0, 0, 1, 0), 1e300, 0.25, **HUGE), "the numbers are too large for the computer"),
]
"""What no control can reach, and other callers of the maths can."""

made = cache(demos.quickly)


@pytest.mark.parametrize(("make", "values", "said"), ROWS)
def test_what_becomes_of_it_is_said(make, values, said):
    asked = inspect.signature(make).parameters.items()
    it = made(make).set(**{name: each.default for name, each in asked if name != "earlier"} | values)
    assert said in "\n".join([it.text, *(text.get_text() for text in words(it.view.figure))])
    assert make is not PLANE or ("diverges" in it.text) == ("diverges" in said)


@pytest.mark.parametrize(("make", "trace", "said"), BEYOND)
def test_what_no_control_can_reach_is_said_too(make, trace, said):
    assert said in made(make).view.describe(trace)
