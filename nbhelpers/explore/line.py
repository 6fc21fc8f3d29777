"""Demos of gradient descent on z = 2x."""

import numpy as np

from nbhelpers.datasets import LINES
from nbhelpers.descent import compare_scales, descend, plane, sweep
from nbhelpers.explorable import Explorable, Picture, choice, slider, whole
from nbhelpers.views.descent import DescentView, FitView
from nbhelpers.views.learning_rates import LearningRatesView
from nbhelpers.views.plane import PlaneView
from nbhelpers.views.scales import ScalesView
from nbhelpers.views.steps import StepsView

MAX_STEPS = 20
_DATA = {
    "x from −0.5 to 0.5": "walkthrough",
    "x from 1 to 5": "one_to_five",
    "x from −1 to 1, with noise": "noisy",
}


def explore_fit(*, w=0.2):
    """Fit the line by hand: choose w, see the errors and the cost.

    Parameters
    ----------
    w : float
        Slope of the line, −1 to 5.

    Returns
    -------
    Explorable

    """

    def compute(w):
        return descend(*LINES["walkthrough"], start=w, learning_rate=0, n_steps=0)

    return Explorable("explore_fit", compute, FitView, {"w": slider("slope w", -1, 5, 0.01)}, {"w": w})


def explore_descent(*, learning_rate=0.4, start=0.2, n_steps=4, data="walkthrough"):
    """Watch gradient descent find w, step by step.

    Parameters
    ----------
    learning_rate : float
        α, 0 to 2.
    start : float
        w0, −1 to 5.
    n_steps : int
        Steps taken, 0 to 20.
    data : str
        "walkthrough", "one_to_five" or "noisy".

    Returns
    -------
    Explorable

    """

    def compute(learning_rate, start, n_steps, data):
        return descend(*LINES[data], start=start, learning_rate=learning_rate, n_steps=n_steps)

    controls = {
        "learning_rate": slider("learning rate α", 0, 2, 0.01),
        "start": slider("start w₀", -1, 5, 0.05),
        "n_steps": whole("number of steps", 0, MAX_STEPS),
        "data": choice("data", _DATA),
    }
    values = {"learning_rate": learning_rate, "start": start, "n_steps": n_steps, "data": data}
    return Explorable("explore_descent", compute, DescentView, controls, values, step="n_steps")


def explore_learning_rates(*, learning_rate=0.4, start=0.2, n_steps=10):
    """See where descent ends for every learning rate at once.

    Parameters
    ----------
    learning_rate : float
        α, 0 to 2.
    start : float
        w0, −1 to 5.
    n_steps : int
        Steps taken, 0 to 20.

    Returns
    -------
    Explorable

    """
    learning_rates = np.linspace(0, 2, 401)

    def compute(learning_rate, start, n_steps):
        run = descend(*LINES["walkthrough"], start=start, learning_rate=learning_rate, n_steps=n_steps)
        return sweep(run, learning_rates)

    controls = {
        "learning_rate": slider("learning rate α", 0, 2, 0.01),
        "start": slider("start w₀", -1, 5, 0.05),
        "n_steps": whole("number of steps", 0, MAX_STEPS),
    }
    values = {"learning_rate": learning_rate, "start": start, "n_steps": n_steps}
    return Explorable("explore_learning_rates", compute, LearningRatesView, controls, values, step="n_steps")


def explore_cost_scales(*, learning_rate=0.4, start=0.2, n_steps=5, rescale=False):
    """Compare the sum, the mean and half the mean of the squared errors as cost.

    Parameters
    ----------
    learning_rate : float
        α, 0 to 2.
    start : float
        w0, −1 to 5.
    n_steps : int
        Steps taken, 0 to 20.
    rescale : bool
        Whether to multiply α by m for the mean and by 2m for half the mean.

    Returns
    -------
    Explorable

    """

    def compute(**values):
        return compare_scales(*LINES["walkthrough"], **values)

    controls = {
        "learning_rate": slider("learning rate α", 0, 2, 0.01),
        "start": slider("start w₀", -1, 5, 0.05),
        "n_steps": whole("number of steps", 0, MAX_STEPS),
        "rescale": choice("learning rates", {"the same α": False, "α, m·α and 2m·α": True}),
    }
    values = {"learning_rate": learning_rate, "start": start, "n_steps": n_steps, "rescale": rescale}
    return Explorable("explore_cost_scales", compute, ScalesView, controls, values, step="n_steps")


def explore_two_parameters(*, learning_rate=0.18, start_w=0.2, start_b=2.5, n_steps=10, data="walkthrough"):
    """Follow gradient descent on slope and intercept over the contours of the cost.

    Parameters
    ----------
    learning_rate : float
        α, 0 to 0.25.
    start_w, start_b : float
        Where to start: −1 to 5 and −3 to 3.
    n_steps : int
        Steps taken, 0 to 20.
    data : str
        "walkthrough", a stretched bowl in which the path zigzags, or "stretched", a nearly round one.

    Returns
    -------
    Explorable

    """
    bowls = {"x from −0.5 to 0.5": "walkthrough", "x from −1.5 to 1.5": "stretched"}

    def compute(data, **values):
        return plane.descend(*LINES[data], **values)

    def view(trace):
        return PlaneView(trace, data=[LINES[name] for name in bowls.values()], n_steps=MAX_STEPS)

    controls = {
        "learning_rate": slider("learning rate α", 0, 0.25, 0.005, digits=3),
        "start_w": slider("start w₀", -1, 5, 0.05),
        "start_b": slider("start b₀", -3, 3, 0.05),
        "n_steps": whole("number of steps", 0, MAX_STEPS),
        "data": choice("data", bowls),
    }
    values = {
        "learning_rate": learning_rate,
        "start_w": start_w,
        "start_b": start_b,
        "n_steps": n_steps,
        "data": data,
    }
    return Explorable("explore_two_parameters", compute, view, controls, values, step="n_steps")


def show_steps(trace):
    """Show the start and the first three steps of a run side by side, as a still picture.

    Parameters
    ----------
    trace : DescentTrace
        A run of at least three steps that does not overflow in them.

    Returns
    -------
    Picture

    """
    if trace.n_finite < 4:
        raise ValueError(f"trace: expected at least 3 steps, got {trace.n_finite - 1}")
    return Picture(StepsView(trace), trace)
