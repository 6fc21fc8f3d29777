"""Traces for the views to draw, as `VIEWS` in `view_cases.py` and the tests of single views ask for them."""

from functools import partial

import numpy as np

from nbhelpers import backprop, descent, network
from nbhelpers.activations import layer_outputs, look, softmax_trace
from nbhelpers.backprop import WALKTHROUGH
from nbhelpers.backprop.shown import probe, train_batch
from nbhelpers.datasets import LINES, SIX, digits, perturbed, planar, split
from nbhelpers.descent import plane
from nbhelpers.explore import playground
from nbhelpers.explore.activations import Looks
from nbhelpers.explore.playground import Glance, Reading
from nbhelpers.figure.png import moving_artists
from nbhelpers.figure.recorder import Recorder
from nbhelpers.figure.widget import FigureWidget
from nbhelpers.views.descent import LearningRatesView, PlaneView
from nbhelpers.views.starts import StartsView

SATURATED = backprop.TwoNeurons(0.15, 0.4, 4, 8)

CIRCLE = split(planar("circle"))

DIGITS = split(digits(), share=0.75)

ON_TARGET = backprop.forward(WALKTHROUGH.params, WALKTHROUGH.x).a2


def run(learning_rate=0.4, n_steps=4, start=0.2, data="walkthrough"):
    return descent.descend(*LINES[data], start=start, learning_rate=learning_rate, n_steps=n_steps)


def walk(learning_rate=0.18, n_steps=6, start_w=0.2, start_b=2.5, data="walkthrough"):
    return plane.descend(
        *LINES[data], start_w=start_w, start_b=start_b, learning_rate=learning_rate, n_steps=n_steps
    )


def swept(**values):
    return descent.sweep(run(**values), np.linspace(0, 2, 41))


def scaled(rescale=False, **values):
    values = {"start": 0.2, "learning_rate": 0.4, "n_steps": 4} | values
    return descent.compare_scales(*LINES["walkthrough"], **values, rescale=rescale)


rates_view = partial(LearningRatesView, descent.critical_learning_rate(LINES["walkthrough"][0]))
plane_view = partial(PlaneView, data=[LINES["walkthrough"], LINES["stretched"]])
starts_view = partial(StartsView, n_starts=4)


def shown(view, trace):
    """Return a view that shows this trace."""
    it = view()
    it.update(trace)
    return it


def iterated(params=WALKTHROUGH.params, x=0.1, target=0.25, learning_rate=0.4, stage="update"):
    return backprop.iterate(params, x, target, learning_rate=learning_rate, stage=stage)


def trained(params=WALKTHROUGH.params, learning_rate=0.4, max_epochs=1000, tolerance=0.001):
    how = {"learning_rate": learning_rate, "max_epochs": max_epochs, "tolerance": tolerance}
    return backprop.train(params, 0.1, 0.25, **how)


def probed(epsilon=1e-3, parameter="w2", params=WALKTHROUGH.params):
    return probe(params, 0.1, 0.25, epsilon=epsilon, parameter=parameter)


def chained(n_layers=10, weight=1.0, bias=0.0, activation="sigmoid", x=0.5):
    return network.chain_gradient(n_layers, weight=weight, bias=bias, activation=activation, x=x)


def flowing(depth=5, width=8, activation="sigmoid", init="xavier", seed=1):
    return network.compare_flows(depth=depth, width=width, activation=activation, init=init, seed=seed)


def raced(n_epochs=3, depth=2, activations=("sigmoid", "relu"), learning_rate=0.2):
    how = {"learning_rate": learning_rate, "n_epochs": n_epochs, "batch_size": 25, "seed": 0}
    *_, last = network.race(*CIRCLE, layer_sizes=[2, *[4] * depth, 1], activations=activations, **how)
    return last


def looked(name="sigmoid", z=1.0, others=(), slope=0.01):
    return Looks(look(name, z, slope=slope), tuple(look(other, z, slope=slope) for other in others))


def outputs(name="sigmoid", weight_scale=1.0, bias=0.0, seed=0):
    return layer_outputs(name, weight_scale=weight_scale, bias=bias, seed=seed)


def shared(scores, temperature=1.0):
    return softmax_trace(scores, temperature=temperature)


def batched(n_epochs=1, parameter="b2", learning_rate=2.0):
    return train_batch(
        WALKTHROUGH.params, *SIX, learning_rate=learning_rate, n_epochs=n_epochs, parameter=parameter
    )


def read(n_epochs=1, layers=(8,), activation="relu", learning_rate=0.5):
    start = network.Network.create([64, *layers, 10], hidden=activation, output="softmax", init="he", seed=0)
    samples = [(each.x, network.one_hot(each.label, 10)) for each in DIGITS]
    run = network.Run(start, *samples, seed=0)
    while run.history.n_epochs < n_epochs and not run.history.diverged:
        run.epoch(learning_rate, batch_size=50)
    now = run.history
    return Reading({"unit": 1}, now, network.predictions(now.network, *DIGITS[1]))


READER = read(6).session.network


def glanced(sample=0, shift_right=0, shift_down=0, noise=0.0, ink=1.0):
    how = {"shift_right": shift_right, "shift_down": shift_down, "noise": noise, "ink": ink}
    written = DIGITS[1].x[sample]
    seen = perturbed(written, **how)
    before, now = network.forward(READER, [written, seen]).output
    return Glance({"sample": sample} | how, int(DIGITS[1].label[sample]), written, seen, before, now)


def started(n_epochs=2, units=3, learning_rate=0.1):
    how = {"activations": ["relu"] * 4, "init": "he", "learning_rate": learning_rate, "n_epochs": n_epochs}
    *_, last = network.race(*CIRCLE, layer_sizes=[2, units, 1], batch_size=25, seed=[0, 1, 2, 3], **how)
    return last


def played(**values):
    demo = playground(**{"n_epochs": 2} | values)
    demo.close()
    return demo.trace


def drawn(figure):
    """Return the display list of everything, the moving artists too."""
    size = (round(pixels) for pixels in figure.bbox.size)
    moving = (artist.draw for artist in moving_artists(figure))
    return Recorder(*size, FigureWidget.known_glyphs).record(figure.draw, *moving)
