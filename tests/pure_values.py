"""Sensible values for the arguments of the pure modules, by their names."""

import numpy as np

from nbhelpers import activations, backprop, datasets, descent, network


def _name(rng, names):
    return str(rng.choice(list(names)))


def _plain(rng):
    """Return values for the names that mean the same everywhere."""
    return {
        "seed": int(rng.integers(100)),
        "slope": float(rng.uniform(0, 1)),
        "learning_rate": float(rng.uniform(0, 0.5)),
        "n_steps": int(rng.integers(0, 6)),
        "n_epochs": int(rng.integers(0, 4)),
        "batch_size": int(rng.integers(1, 9)),
        "epsilon": float(10 ** rng.uniform(-7, -2)),
        "epsilons": [1e-2, 1e-4, 1e-6],
    }


def _activations(rng):
    return _plain(rng) | {
        "name": _name(rng, activations.ELEMENTWISE),
        "z": [float(rng.uniform(-6, 6)), rng.normal(size=(2, 3)).tolist(), rng.normal(size=4)][rng.integers(3)],
        "temperature": float(rng.uniform(0.1, 5)),
        "logits": rng.normal(size=3).tolist(),
        "weight_scale": float(rng.uniform(0, 4)),
        "bias": float(rng.normal()),
        "n": int(rng.integers(1, 50)),
        "repeats": 1,
        "activation": activations.ACTIVATIONS[_name(rng, activations.ELEMENTWISE)],
    }


def _arguments(rng):
    return {
        "name": "n",
        "value": float(rng.normal()),
        "low": -100.0,
        "high": 100.0,
        "above": -100.0,
        "expected": "a number",
        "got": 3,
        "array": rng.normal(size=3),
        "cls": float,
        "names": ("relu", "tanh"),
    }


def _line(rng):
    x, z = rng.uniform(-2, 2, size=(2, 4))
    chosen = descent.descend(x, z, start=0.1, learning_rate=0.1, n_steps=3)
    return _plain(rng) | {
        "x": x.tolist(),
        "z": z,
        "w": float(rng.normal()) if rng.integers(2) else rng.normal(size=3),
        "cost_scale": float(rng.uniform(0.1, 1)),
        "critical": float(rng.uniform(0.1, 2)),
        "start": float(rng.normal()),
        "start_w": float(rng.normal()),
        "start_b": float(rng.normal()),
        "rescale": bool(rng.integers(2)),
        "chosen": chosen,
        "learning_rates": rng.uniform(0, 1, size=5),
    }


def _backprop(rng):
    params = backprop.random_start(int(rng.integers(100)))
    x, target = float(rng.normal()), float(rng.uniform())
    gradients = backprop.backward(params, x, target)
    training = {"learning_rate": 0.4, "max_epochs": 5, "tolerance": 1e-6}
    return _plain(rng) | {
        "params": params,
        "x": x,
        "target": target,
        "a2": float(rng.uniform()),
        "gradients": gradients,
        "parameter": _name(rng, backprop.PARAMETERS),
        "stage": _name(rng, backprop.Stage),
        "max_epochs": int(rng.integers(0, 6)),
        "tolerance": float(rng.uniform(1e-6, 0.1)),
        "epoch": int(rng.integers(0, 6)),
        **{name: float(rng.normal()) for name in backprop.PARAMETERS},
        "Gradients": gradients,
        "Iteration": backprop.iterate(params, x, target, learning_rate=0.4),
        "TrainingTrace": backprop.train(params, x, target, **training),
    }


def _datasets(rng):
    return _plain(rng) | {
        "name": _name(rng, datasets.PLANAR),
        "n_samples": int(rng.integers(2, 40)),
        "noise": float(rng.uniform(0, 0.5)),
        "image": rng.uniform(0, 1, size=(64,) if rng.integers(2) else (2, 64)),
        "shift_right": int(rng.integers(-8, 9)),
        "shift_down": int(rng.integers(-8, 9)),
        "ink": float(rng.uniform(0, 2)),
        "data": datasets.planar("moons", n_samples=20),
        "train_fraction": float(rng.uniform(0.1, 0.9)),
    }


def _square(p):
    with np.errstate(all="ignore"):
        return float((p**2).sum())


def _gradcheck(rng):
    point = rng.normal(size=3)
    exact = 2 * point
    return _plain(rng) | {"f": _square, "point": point, "exact": exact, "a": point, "b": exact}


def _network(rng):
    output = _name(rng, ["sigmoid", "softmax"])
    how = {"hidden": "tanh", "output": output, "init": "xavier", "seed": int(rng.integers(100))}
    made = network.Network.create([2, 3, 2], **how)
    labels, x = rng.integers(0, 2, size=6), rng.normal(size=(6, 2))
    target = np.eye(2)[labels]
    options = {"learning_rate": 0.1, "n_epochs": 1, "batch_size": 3, "seed": 0}
    *_, raced = network.race((x, target), (x, target), layer_sizes=[2, 3, 2], **options)
    return {
        **_plain(rng),
        **how,
        "network": made,
        "x": x,
        "target": target.tolist(),
        "label": labels,
        "labels": labels.tolist(),
        "n_classes": int(rng.integers(2, 5)),
        "data_train": (x, target),
        "data_test": (x[:3], target[:3]),
        "layer_sizes": [2, int(rng.integers(1, 5)), 2],
        "activation": _name(rng, network.HIDDEN),
        "activations": tuple(rng.choice(list(network.HIDDEN), size=2).tolist()),
        "init": _name(rng, network.INITS),
        "depth": int(rng.integers(1, 4)),
        "width": int(rng.integers(2, 5)),
        "n_layers": int(rng.integers(1, 6)),
        "weight": float(rng.normal()),
        "bias": float(rng.normal()),
        "weights": [w.copy() for w in made.weights],
        "biases": [b.copy() for b in made.biases],
        "loss": "matching",
        "Network": made,
        "History": raced.runners[0],
        "Run": network.Run(made, (x, target), (x, target), seed=0),
    }


VALUES = {
    "activations": _activations,
    "arguments": _arguments,
    "backprop": _backprop,
    "backprop.shown": _backprop,
    "datasets": _datasets,
    "descent": _line,
    "gradcheck": _gradcheck,
    "network": _network,
}
"""Sensible values by the names of the arguments, for each module; classes that have methods are there too."""

_samples = {"x": lambda rng: rng.normal(size=3), "target": lambda rng: rng.uniform(size=3).tolist()}
_rows = {"z": lambda rng: rng.normal(size=(2, 3))}
OTHERWISE = {
    "activations.look": {"z": lambda rng: float(rng.uniform(-6, 6))},
    "activations.softmax": _rows,
    "activations.softmax_jacobian": _rows,
    "activations.ACTIVATIONS.softmax.f": _rows,
    "activations.ACTIVATIONS.softmax.jacobian": _rows,
    "arguments.count": {"value": lambda rng: int(rng.integers(9))},
    "arguments.array": {"value": lambda rng: rng.normal(size=(2, 3)).tolist()},
    "arguments.one_of": {"value": lambda rng: "relu"},
    "arguments.vector": {"value": lambda rng: rng.normal(size=3).tolist()},
    "arguments.vectors": dict.fromkeys("xz", lambda rng: rng.normal(size=3).tolist()),
    "backprop.mean_gradients": _samples,
    "backprop.mean_loss": _samples,
    "backprop.shown.train_batch": _samples,
    "network.Network": {"activations": lambda rng: ("tanh", _name(rng, network.MATCHING))},
    "network.History.epochs_to": {"loss": lambda rng: float(rng.uniform(0, 2))},
    "network.chain_gradient": {"x": lambda rng: float(rng.normal())},
    "network.predictions": {
        "network": lambda rng: network.Network.create([2, 2], hidden="tanh", output="softmax", init="he", seed=1)
    },
}
"""Where an argument of one function means something else than its name does elsewhere."""
