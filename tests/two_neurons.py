"""The worked example of two neurons, and trainings of it."""

from nbhelpers.backprop import PARAMETERS, WALKTHROUGH, train

PARAMS, X, T, ALPHA, MAX_EPOCHS, TOLERANCE = WALKTHROUGH

SAMPLES = ([0.1, -0.7, 1.5], [0.25, 0.6, 0.4])


def values(of):
    """List the four numbers, of parameters or gradients."""
    return [getattr(of, name) for name in PARAMETERS]


def run(x=X, target=T, start=PARAMS, **changes):
    """Train as in the worked example, but for the changes."""
    usual = {"learning_rate": ALPHA, "max_epochs": MAX_EPOCHS, "tolerance": TOLERANCE}
    return train(start, x, target, **(usual | changes))
