"""Small networks on points of the plane: the training playground, and one network from many random starts."""

from typing import NamedTuple

from nbhelpers.datasets import planar, split
from nbhelpers.explore.adjustable import Adjustable
from nbhelpers.explore.choices import ACTIVATION, BATCH, INIT, PLANE, RATES, SEED
from nbhelpers.explore.controls import choice, layer_list, layer_sizes, stages, whole
from nbhelpers.explore.demo import demo
from nbhelpers.explore.live import Live
from nbhelpers.network import Network, Session, session, starts
from nbhelpers.views.playground import MOST, PlaygroundView
from nbhelpers.views.starts import StartsView

BATCHES = (1, 2, 5, 10, 25, 50, 125)
TENTHS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5)
SHARES = (0.1, 0.3, 0.5, 0.7, 0.9)
N_STARTS = 20
_LAYERS = {"output": 0} | {f"hidden layer {i}": i for i in range(1, MOST[0])}


class Scene(NamedTuple):
    """What the playground shows: the controls' values, the training, and what was changed on the way."""

    values: dict
    session: Session
    earlier: tuple

    @property
    def n_epochs(self):
        """How many epochs are done."""
        return self.session.n_epochs

    @property
    def diverged(self):
        """Whether the last epoch diverged."""
        return self.session.diverged


_CONTROLS = {
    "data": PLANE,
    "noise": (stages, "noise", TENTHS),
    "share": (stages, "share for training", SHARES),
    "layers": (layer_list, "hidden layers", MOST[0] - 1, MOST[1]),
    "activation": ACTIVATION,
    "init": INIT,
    "learning_rate": (stages, "learning rate α", RATES),
    "batch_size": (stages, "batch size", BATCHES),
    "seed": SEED,
    "n_epochs": (whole, "epochs", 0, 2000, 50),
    "layer": (choice, "show large", _LAYERS),
    "unit": (whole, "unit shown large", 1, MOST[1]),
}


def _idle(layers, layer, **_):
    n_hidden = len(layer_sizes(layers))
    without = () if n_hidden else ("activation",)
    return without if 0 < layer <= n_hidden else (*without, "unit")


def _play(values, earlier):
    """Yield the start and each epoch, without an end; sent other values and changes, go on with those."""
    now = _rules(values, earlier, 0)
    run = session(_network(**values), *_data(values, now), seed=values["seed"], **_pace(now))
    step = next(run)
    while True:
        sent = yield Scene(values, step, earlier)
        if sent:
            values, earlier = sent
        else:
            step = next(run)
        before, now = now, _rules(values, earlier, step.n_epochs)
        if now != before:
            samples = zip(("data_train", "data_test"), _data(values, now), strict=True)
            step = run.send(_pace(now) | dict(samples))


def _rules(values, earlier, epoch):
    """Return the settings in force after so many epochs: the first later change says what it was before."""
    rules = {name: values[name] for name in ("learning_rate", "batch_size", "noise")}
    return rules | {name: value for until, name, value in reversed(earlier) if epoch < until}


def _pace(rules):
    return {"learning_rate": rules["learning_rate"], "batch_size": rules["batch_size"]}


def _data(values, rules):
    return split(planar(values["data"], noise=rules["noise"]), share=values["share"])


def _network(layers, activation, init, seed, **_):
    sizes = [2, *layer_sizes(layers), 1]
    return Network.create(sizes, hidden=activation, output="sigmoid", init=init, seed=seed)


@demo(
    PlaygroundView,
    Adjustable,
    controls=_CONTROLS,
    begin=_play,
    length="n_epochs",
    idle=_idle,
    ruling=("learning_rate", "batch_size", "noise"),
    showing=("layer", "unit"),
)
def playground(
    *,
    data="circle",
    noise=0.1,
    share=0.5,
    layers="4, 2",
    activation="tanh",
    init="xavier",
    learning_rate=0.1,
    batch_size=10,
    seed=0,
    n_epochs=200,
    layer=0,
    unit=1,
    earlier=(),
):
    """Train a small network on 250 points of the plane in two classes, and look into it.

    What of the data is not for training is held out. The activation is that of the hidden layers; the output is
    sigmoid. `layer` and `unit` say which unit is shown large, in which hidden layer, 0 for the output. `earlier`
    lists what α, batch size and noise were before, see `Adjustable`.
    """


@demo(
    StartsView,
    Live,
    controls={
        "data": PLANE,
        "units": (whole, "hidden units", 1, 8),
        "activation": ACTIVATION,
        "init": INIT,
        "learning_rate": (stages, "learning rate α", RATES[3:-2]),  # 0.01 to 2
        "n_epochs": (whole, "epochs", 0, 300, 50),
    },
    length="n_epochs",
)
def explore_starts(*, data="xor", units=3, activation="relu", init="he", learning_rate=0.1, n_epochs=150):
    """Train the same small network, with one hidden layer, from twenty random starts."""
    how = {"activation": activation, "init": init, "learning_rate": learning_rate, "n_epochs": n_epochs}
    return starts(*split(planar(data)), n_starts=N_STARTS, layer_sizes=[2, units, 1], batch_size=BATCH, **how)
