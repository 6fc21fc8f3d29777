"""Traces for each view to draw: the usual ones, the extremes of its controls, and what goes wrong."""

import io

import numpy as np

from nbhelpers import backprop, descent, network
from nbhelpers.activations import ELEMENTWISE, layer_outputs, look, softmax_trace
from nbhelpers.backprop import WALKTHROUGH, Stage
from nbhelpers.datasets import LINES, SIX, digits, perturbed, planar, split
from nbhelpers.descent import plane
from nbhelpers.explore.digits import Glance, Reading
from nbhelpers.explore.units import Looks
from nbhelpers.views.activation import ActivationView
from nbhelpers.views.activation_race import ActivationRaceView
from nbhelpers.views.backprop import BackpropView
from nbhelpers.views.chain import ChainView
from nbhelpers.views.descent import DescentView, FitView
from nbhelpers.views.digit import DigitView
from nbhelpers.views.digits import DigitsView
from nbhelpers.views.flow import FlowView
from nbhelpers.views.gradient_check import GradientCheckView
from nbhelpers.views.layer import LayerView
from nbhelpers.views.learning_rates import LearningRatesView
from nbhelpers.views.plane import PlaneView
from nbhelpers.views.race import RaceView
from nbhelpers.views.samples import SamplesView
from nbhelpers.views.scales import ScalesView
from nbhelpers.views.softmax import SoftmaxView
from nbhelpers.views.steps import StepsView
from nbhelpers.views.training import TrainingView

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


def plane_view(trace):
    return PlaneView(trace, data=[LINES["walkthrough"], LINES["stretched"]])


def iterated(params=WALKTHROUGH.params, x=0.1, target=0.25, learning_rate=0.4, stage="update"):
    return backprop.iterate(params, x, target, learning_rate=learning_rate, stage=stage)


def trained(params=WALKTHROUGH.params, learning_rate=0.4, max_epochs=1000, tolerance=0.001):
    how = {"learning_rate": learning_rate, "max_epochs": max_epochs, "tolerance": tolerance}
    return backprop.train(params, 0.1, 0.25, **how)


def probed(epsilon=1e-3, parameter="w2", params=WALKTHROUGH.params):
    return backprop.probe(params, 0.1, 0.25, epsilon=epsilon, parameter=parameter)


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
    return backprop.train_batch(
        WALKTHROUGH.params, *SIX, learning_rate=learning_rate, n_epochs=n_epochs, parameter=parameter
    )


def read(n_epochs=1, layers=(8,), activation="relu", learning_rate=0.5):
    start = network.Network.create([64, *layers, 10], hidden=activation, output="softmax", init="he", seed=0)
    samples = [(each.x, network.one_hot(each.label, 10)) for each in DIGITS]
    run = network.session(start, *samples, learning_rate=learning_rate, batch_size=50, seed=0)
    now = next(now for now in run if now.n_epochs == n_epochs or now.diverged)
    return Reading(now, network.answers(now.network, *DIGITS[1]))


READER = read(6).session.network


def glanced(sample=0, shift_right=0, shift_down=0, noise=0.0, ink=1.0):
    how = {"shift_right": shift_right, "shift_down": shift_down, "noise": noise, "ink": ink}
    written = DIGITS[1].x[sample]
    seen = perturbed(written, **how)
    before, now = network.forward(READER, [written, seen]).output
    return Glance({"sample": sample} | how, int(DIGITS[1].label[sample]), written, seen, before, now)


VIEWS = {
    "fit": (FitView, [run(n_steps=0), run(n_steps=0, start=-1), run(n_steps=0, start=5), run(n_steps=0, start=2)]),
    "descent": (
        DescentView,
        [
            run(),
            run(n_steps=0),
            run(n_steps=20),
            run(0.8),
            run(2, 20, -1),
            run(data="one_to_five", n_steps=20),
            run(data="noisy"),
        ],
    ),
    "learning rates": (LearningRatesView, [swept(), swept(learning_rate=2, n_steps=20), swept(n_steps=0)]),
    "scales": (ScalesView, [scaled(), scaled(rescale=True), scaled(learning_rate=2, n_steps=20)]),
    "plane": (plane_view, [walk(), walk(data="stretched"), walk(0.25, 20), walk(0, 0), walk(0.1, 20, 5, -3)]),
    "steps": (StepsView, [run(), run(0.8), run(1.2, start=4)]),
    "backprop": (
        BackpropView,
        [
            *(iterated(stage=stage) for stage in Stage),
            iterated(learning_rate=0),
            iterated(target=ON_TARGET),
            iterated(target=ON_TARGET, stage="backward"),
            iterated(SATURATED),
            iterated(backprop.TwoNeurons(0, 0, -4, 3), x=0, target=1, learning_rate=5),
        ],
    ),
    "training": (
        TrainingView,
        [
            trained(),
            trained(max_epochs=20),
            trained(max_epochs=0),
            trained(learning_rate=0),
            trained(learning_rate=5, tolerance=1e-6),
            trained(backprop.random_start(3)),
            trained(backprop.TwoNeurons(1e300, 1e300, 1e300, 1e308), learning_rate=1e308),
        ],
    ),
    "gradient check": (
        GradientCheckView,
        [probed(), probed(1.0), probed(1e-12, "b1"), probed(1e-6, "w1", SATURATED)],
    ),
    "chain": (
        ChainView,
        [
            chained(),
            chained(1),
            chained(30, weight=10),
            chained(30, weight=-10, activation="linear"),
            chained(20, weight=0.5, activation="relu"),
            chained(5, bias=-5, activation="relu"),
            chained(activation="step"),
            chained(weight=0),
        ],
    ),
    "flow": (
        FlowView,
        [flowing(), flowing(2, 2), flowing(11, 32, "relu", "he"), flowing(activation="step"), flowing(seed=4)],
    ),
    "race": (
        RaceView,
        [
            raced(),
            raced(0),
            raced(40, 8),
            raced(5, 1, ("step", "tanh")),
            raced(20, 3, ("linear", "relu"), 1e6),
        ],
    ),
    "activation": (
        ActivationView,
        [
            looked(),
            looked("relu", 0.0, ()),
            looked("leaky_relu", -3.0, ELEMENTWISE, 0.2),
            looked("step", 0.0),
            looked("tanh", 5.0, ("sigmoid",)),
            looked("linear", -6.0),
        ],
    ),
    "layer": (
        LayerView,
        [outputs(), outputs("relu", 1.0, -1.0), outputs("linear", 5.0, 3.0), outputs("tanh", 0.0), outputs("step")],
    ),
    "softmax": (
        SoftmaxView,
        [
            shared([1.6, 0.55, 0.98]),
            shared([0, 0]),
            shared([1001.6, 1000.5, 1001, 999, 1000]),
            shared([-1000, -999, -1001]),
            shared([3, 1, -2, 0], 0.1),
        ],
    ),
    "activation race": (
        ActivationRaceView,
        [raced(3, 1, ELEMENTWISE), raced(0, 2, ELEMENTWISE), raced(9, 3, ELEMENTWISE)],
    ),
    "digits": (
        DigitsView,
        [
            read(),
            read(0),
            read(5, (32, 16)),
            read(3, ()),
            read(2, (8,), "step"),
            read(2, (1,), "tanh", 10.0),
            read(2, (64,), "relu", 1e200),
        ],
    ),
    "digit": (
        DigitView,
        [
            glanced(),
            glanced(3, shift_right=3, shift_down=-3),
            glanced(3, noise=1.0, ink=1.5),
            glanced(12, ink=0.0),
            glanced(5, ink=0.99),
        ],
    ),
    "samples": (SamplesView, [batched(), batched(0), batched(1000, "w1"), batched(20, "w2", 0)]),
}


def pixels(figure):
    """Return a full draw of everything, the moving artists too, in a layout that does not depend on the past."""
    figure.set_layout_engine("none")
    buffer = io.BytesIO()
    figure.savefig(buffer, format="rgba", dpi=50)
    return np.frombuffer(buffer.getvalue(), np.uint8)
