"""The numbers of the teacher's guides, computed by the package: each by the name it has in its guide."""

import numpy as np

from nbhelpers import activations, backprop, datasets, descent, gradcheck, network
from nbhelpers.exercises import training_playground, vanishing_gradients

STANDING = "At the whiteboard"
PARAMETERS, LOWERED = "w1 b1 w2 b2", str.maketrans("12", "₁₂")


def fit_board():
    """Lesson 1: the walkthrough, and the runs of its further exercises."""
    run = descent.descend(*datasets.LINES["walkthrough"], start=0.2, learning_rate=0.4, n_steps=3)
    own = descent.descend(np.array([-1, 0, 1]), np.array([-3, 0, 3]), start=1, learning_rate=0.125, n_steps=2)
    wide = descent.descend(np.array([-1, 0, 1]), np.array([-3, 0, 3]), start=1, learning_rate=0.6, n_steps=1)
    unknown = descent.descend(*datasets.LINES["walkthrough"], start=6, learning_rate=0.4, n_steps=60)
    x, z = np.array([1, 2]), np.array([1, 3])
    return {
        STANDING: {
            "S": run.x @ run.x,
            "slope at w₀": run.gradient[0],
            "slope at w₁": run.gradient[1],
            **{f"w{name}": w for name, w in zip("₁₂₃", run.w[1:], strict=True)},
            "J(w₀)": run.cost[0],
            "J(w₁)": run.cost[1],
            "factor": run.factor,
            "limit": run.critical_learning_rate,
            "the distances": np.abs(run.w - 2),
        },
        1: {"S": own.x @ own.x, "dJ/dw": own.gradient[0], "w₁": own.w[1], "w₂": own.w[2]},
        2: {"one step": own.critical_learning_rate / 2, "limit": own.critical_learning_rate, "factor": wide.factor},
        3: {"factor": unknown.factor, "w₃": unknown.w[3], "end": unknown.w[-1]},
        4: {"w": descent.best_weight(x, z), "J(1.4)": descent.cost(1.4, x, z)},
        5: dict(zip(("tried before", "α"), halved_until_it_falls(*datasets.LINES["walkthrough"]), strict=True)),
    }


def halved_until_it_falls(x, z, w=0.2, learning_rate=10.0, n_steps=20):
    """Return the learning rates that were too large, and the one that is left."""
    refused = []
    for _ in range(n_steps):
        after = w - learning_rate * descent.cost_gradient(w, x, z)
        if descent.cost(after, x, z) < descent.cost(w, x, z):
            w = after
        elif descent.cost(w, x, z) > 1e-12:
            refused.append(learning_rate)
            learning_rate /= 2
    return [*refused, descent.critical_learning_rate(x)], learning_rate


def chain_board():
    """Lesson 2: one iteration of the walkthrough, and of the network without a calculator."""
    start = backprop.WALKTHROUGH.params
    g = backprop.backward(start, backprop.WALKTHROUGH.x, backprop.WALKTHROUGH.target)
    easy = backprop.TwoNeurons(w1=2, b1=-1, w2=4, b2=-2)
    h = backprop.backward(easy, 0.5, 1)
    after = backprop.update(easy, h, 8)
    three = network.chain_gradient(3, weight=4, bias=-2, activation="sigmoid", x=0.5)
    both = [backprop.backward(easy, 0.5, target) for target in (1, 0)]

    def error_of(a2):
        return backprop.error(a2[0], 1)

    one_side = (error_of([0.6]) - error_of([0.5])) / 0.1
    return {
        STANDING: factors(g) | named(g, mark="∂E/∂") | named(backprop.update(start, g, 0.4), mark="new "),
        1: named(h.trace, "a1 a2") | {"E": h.E} | named(h, mark="∂E/∂"),
        2: named(after) | {"wrong b₁": -1 - 8 * h.b2 * after.w2 * h.da1_dz1},
        3: {"∂E/∂b₁": -(1 - 0.5) * three.gradient[0]},
        4: {
            "E": np.mean([each.E for each in both]),
            "∂E/∂b₂": backprop.mean_gradients(easy, np.array([0.5, 0.5]), np.array([1.0, 0.0])).b2,
        },
        5: {"both sides": gradcheck.numerical_gradient(error_of, np.array([0.5]), 0.1)[0], "one side": one_side},
    }


def factors(g):
    """Return what the way forward computes, and the factors of the way back; a sum has the gradient of its bias."""
    slopes = {"∂E/∂a₂": g.dE_da2, "∂a₂/∂z₂": g.da2_dz2, "∂a₁/∂z₁": g.da1_dz1}
    return named(g.trace, "z1 a1 z2 a2") | {"E": g.E} | slopes | {"δ₁": g.b1, "δ₂": g.b2}


def named(numbers, names=PARAMETERS, mark=""):
    """Return some of the numbers by the names that the guide gives them, with a mark in front."""
    return {mark + name.translate(LOWERED): getattr(numbers, name) for name in names.split()}


def depth_board():
    """Lesson 3: what depth and inputs do, chains, and gains by the rough formula."""
    g = backprop.backward(backprop.WALKTHROUGH.params, backprop.WALKTHROUGH.x, backprop.WALKTHROUGH.target)
    sigmoid, tanh = activations.ACTIVATIONS["sigmoid"], activations.ACTIVATIONS["tanh"]
    he = vanishing_gradients.CATALOGUE["he_std"].reference
    return {
        STANDING: {
            "all": g.w2 / g.w1,
            "depth": g.b2 / g.b1,
            "inputs": g.trace.a1 / g.trace.x,
            "depth · inputs": g.w2 / g.w1,
            "σ′(0)": sigmoid.df(0.0),
            "σ′(2)": sigmoid.df(2.0),
            "ten sigmoids, w = 1": arriving(10, "sigmoid", 1),
            "ten sigmoids, w = 4, b = −2": arriving(10, "sigmoid", 4, -2),
            "ten ReLU, w = 0.5": arriving(10, "relu", 0.5),
            "twenty ReLU, w = 2": arriving(20, "relu", 2),
            "sigmoid, Xavier": np.sqrt(32) * he(32) / np.sqrt(2) * sigmoid.df(0.0),
            "ReLU, He": np.sqrt(32) * he(32) * np.sqrt(np.mean(activations.ACTIVATIONS["relu"].df([-1.0, 1.0]))),
        },
        1: {"fraction": arriving(5, "sigmoid", 1, -0.5)},
        2: {"slope": tanh.df(np.arctanh(0.5)), "w": 1 / tanh.df(np.arctanh(0.5))},
        3: {f"{n} steps with {w}": arriving(n + 1, "relu", w) for w, n in ((0.9, 6), (0.9, 7), (1.1, 7), (1.1, 8))},
        4: {"He": he(50), "gain": np.sqrt(50) * he(50) * tanh.df(0.0)},
        5: {"deviation": 1 / (np.sqrt(64) * sigmoid.df(0.0)), "Xavier": he(64) / np.sqrt(2)},
    }


def arriving(n_layers, activation, weight, bias=0):
    """Return the share of the last neuron's gradient that arrives at the first."""
    gradient = network.chain_gradient(n_layers, weight=weight, bias=bias, activation=activation, x=0.5).gradient
    return gradient[0] / gradient[-1]


def units_board():
    """Lesson 4: two linear layers, the slopes far out, and softmax."""
    sigmoid, tanh = activations.ACTIVATIONS["sigmoid"], activations.ACTIVATIONS["tanh"]
    scores, easy = np.array([1.6, 0.55, 0.98]), np.log([1.0, 2.0, 5.0])
    at_0, at_1 = (3 * (2 * x + 1) - 1 for x in (0, 1))
    column = activations.softmax_jacobian(easy)[:, 0]
    return {
        STANDING: {"w": at_1 - at_0, "b": at_0, "σ′(3)": sigmoid.df(3.0), "tanh′(3)": tanh.df(3.0)}
        | dict(zip(("e^1.6", "e^0.55", "e^0.98"), np.exp(scores), strict=True))
        | {"sum": np.exp(scores).sum(), "slide's p₁": scores[0] / scores.sum()}
        | probabilities(scores),
        1: probabilities(easy),
        2: {"p₃": activations.softmax(easy / 0.5)[2], "before": activations.softmax(easy)[2]},
        3: dict(zip(("∂p₁/∂z₁", "∂p₂/∂z₁", "∂p₃/∂z₁"), column, strict=True)),
        4: {"p₁": activations.softmax(np.array([2, 2 - np.log(3)]))[0]},
        5: {"what a linear one says": 1 + 1},
    }


def probabilities(scores):
    """Return the softmax of three scores by name."""
    return dict(zip(("p₁", "p₂", "p₃"), activations.softmax(scores), strict=True))


def training_board():
    """Lesson 5: counts, and what one answer sends back."""
    a, target = np.array([[0.5], [0.25], [0.8]]), np.array([[1], [0], [1]])
    squared = backprop.backward(backprop.TwoNeurons(w1=0, b1=0, w2=0, b2=np.log(9)), 0.5, 0)
    named = {f"{what} for a = 0.9, T = {T}": sent_back(0.9, T)[what] for T in (0, 1) for what in ("E", "∂E/∂z")}
    W, delta, a_before = np.array([[2.0], [-1.0]]), np.array([[0.3], [-0.1]]), np.array([[0.5, -1.0], [0.2, 0.4]])
    back = (delta @ W.T)[0]
    return {
        STANDING: named
        | {"first weight": (a_before.T @ delta)[0, 0]}
        | {"back to the first unit": back[0], "back to the second unit": back[1]}
        | {"2-4-2-1": n_parameters(2, 4, 2, 1), "64-64-10": n_parameters(64, 64, 10)}
        | {"batches in an epoch": n_updates(125, 10, 1), "updates in 50 epochs": n_updates(125, 10, 50)}
        | {"the same with ½ (T − a)²": squared.b2}
        | {"E of a network that says ½ to everything": sent_back(0.5, 1)["E"]},
        1: {"3-5-5-2": n_parameters(3, 5, 5, 2), "64-10": n_parameters(64, 10)},
        2: {"batches": n_updates(1348, 32, 1), "last batch": 1348 % 32, "updates": n_updates(1348, 32, 40)},
        3: read_matrix([0] * 50 + [1] * 50, [0] * 40 + [1] * 10 + [0] * 5 + [1] * 45),
        4: {"E": np.mean([sent_back(*each)["E"] for each in zip(a[:, 0], target[:, 0], strict=True)])}
        | {f"to {i}": (a_i - T_i) / 3 for i, (a_i, T_i) in enumerate(zip(a[:, 0], target[:, 0], strict=True), 1)},
        5: {"without": n_parameters(64, 10), "with": n_parameters(64, 64, 10)},
    }


def n_updates(n_samples, batch_size, n_epochs):
    """Count how often a training asks for a gradient."""
    asked = []
    orders = [range(n_samples)] * n_epochs
    training_playground.CATALOGUE["training_loop"].reference(
        0.0, lambda w, batch: asked.append(batch) or 0.0, orders, batch_size, 0.1
    )
    return len(asked)


def n_parameters(*sizes):
    """Count the weights and biases of a network."""
    net = network.Network.create(list(sizes), hidden="relu", output="linear", init="he", seed=0)
    return sum(each.size for each in (*net.weights, *net.biases))


def sent_back(a, target):
    """Return the error of one sigmoid unit that puts out `a`, and what goes back to its sum."""
    unit = network.Network([[[0.0]]], [[np.log(a / (1 - a))]], ["sigmoid"])
    sample = np.array([[1.0]]), np.array([[float(target)]])
    return {"E": network.loss(unit, *sample), "∂E/∂z": network.backward(unit, *sample).biases[0][0]}


def read_matrix(labels, answers):
    """Return the shares that can be read from a confusion matrix of two classes."""
    counts = training_playground.CATALOGUE["confusion"].reference(np.array(labels), np.array(answers), 2)
    return {
        "right": np.trace(counts) / counts.sum(),
        "found": counts[0, 0] / counts[0].sum(),
        "says 1 and right": counts[1, 1] / counts[:, 1].sum(),
    }


BOARDS = {
    "01_gradient_descent": fit_board,
    "02_backpropagation": chain_board,
    "03_vanishing_gradients": depth_board,
    "04_activation_functions": units_board,
    "05_training_playground": training_board,
}
