"""What each view is tried on: the usual traces, the extremes of its controls, and what goes wrong."""

from drawable import (
    ON_TARGET,
    SATURATED,
    batched,
    chained,
    flowing,
    glanced,
    iterated,
    looked,
    outputs,
    plane_view,
    played,
    probed,
    raced,
    rates_view,
    read,
    run,
    scaled,
    shared,
    started,
    starts_view,
    swept,
    trained,
    walk,
)

from nbhelpers import backprop
from nbhelpers.activations import ELEMENTWISE
from nbhelpers.backprop import Stage
from nbhelpers.views.activations import ActivationRaceView, ActivationView, LayerView, SoftmaxView
from nbhelpers.views.backprop import BackpropView, NeuronsView
from nbhelpers.views.chain import ChainView
from nbhelpers.views.descent import DescentView, FitView, ScalesView, StepsView
from nbhelpers.views.digit import DigitView
from nbhelpers.views.digits import DigitsView
from nbhelpers.views.flow import FlowView
from nbhelpers.views.playground import PlaygroundView
from nbhelpers.views.race import RaceView
from nbhelpers.views.training import GradientCheckView, SamplesView, TrainingView

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
    "learning rates": (rates_view, [swept(), swept(learning_rate=2, n_steps=20), swept(n_steps=0)]),
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
    "neurons": (NeuronsView, [*(iterated(stage=stage) for stage in Stage), iterated(SATURATED)]),
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
    "starts": (starts_view, [started(), started(0), started(9, 1), started(3, 8, 1e6)]),
    "playground": (
        PlaygroundView,
        [
            played(),
            played(n_epochs=0, layers=""),
            played(layers="8, 8, 8, 8, 8, 8", layer=6, unit=8),
            played(data="xor", noise=0.5, activation="step", share=0.9),
            played(learning_rate=10.0, activation="linear", n_epochs=9),
            played(earlier=[(1, "learning_rate", 5.0)]),
        ],
    ),
    "samples": (SamplesView, [batched(), batched(0), batched(1000, "w1"), batched(20, "w2", 0)]),
}
"""For each view traces of different pictures, the first one the usual; they are drawn in this order."""
