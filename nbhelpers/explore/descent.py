"""Demos of gradient descent on z = 2x."""

from functools import partial
from typing import Annotated

import numpy as np

from nbhelpers import descent
from nbhelpers.datasets import LINES
from nbhelpers.explore.controls import dropdown, int_slider, slider
from nbhelpers.explore.demo import StillPicture, demo
from nbhelpers.explore.runs import Steps
from nbhelpers.views.descent import DescentView, FitView, LearningRatesView, PlaneView, ScalesView, StepsView

MOST_STEPS = 20
HIGHEST_RATE = 2
STEPS = partial(Steps, control="n_steps")

Rate = Annotated[float, slider("learning rate α", 0, HIGHEST_RATE, 0.01)]
Start = Annotated[float, slider("start w₀", -1, 5, 0.05)]
NSteps = Annotated[int, int_slider("number of steps", 0, MOST_STEPS)]

_DATA = {
    "x from −0.5 to 0.5": "walkthrough",
    "x from 1 to 5": "one_to_five",
    "x from −1 to 1, with noise": "noisy",
}
_SCALES = {"the same α": False, "α, m·α and 2m·α": True}
_BOWLS = {
    "x from −0.25 to 0.25": "narrow",
    "x from −0.5 to 0.5": "walkthrough",
    "x from −1.5 to 1.5": "stretched",
}
_CRITICAL = descent.critical_learning_rate(LINES["walkthrough"][0])


@demo(FitView)
def explore_fit(*, w: Annotated[float, slider("weight w", -1, 5, 0.01)] = 0.2) -> descent.DescentTrace:
    """Fit the line by hand: choose w, see the errors and the cost."""
    return descent.descend(*LINES["walkthrough"], start=w, learning_rate=0, n_steps=0)


@demo(partial(DescentView, n_steps=MOST_STEPS), run=STEPS)
def explore_descent(
    *,
    learning_rate: Rate = 0.4,
    start: Start = 0.2,
    n_steps: NSteps = 4,
    data: Annotated[str, dropdown("data", _DATA)] = "walkthrough",
) -> descent.DescentTrace:
    """Watch gradient descent find w, step by step."""
    return descent.descend(*LINES[data], start=start, learning_rate=learning_rate, n_steps=n_steps)


@demo(partial(LearningRatesView, _CRITICAL, highest=HIGHEST_RATE), run=STEPS)
def explore_learning_rates(
    *, learning_rate: Rate = 0.4, start: Start = 0.2, n_steps: NSteps = 10
) -> descent.SweepTrace:
    """See where descent ends for every learning rate at once."""
    run = descent.descend(*LINES["walkthrough"], start=start, learning_rate=learning_rate, n_steps=n_steps)
    return descent.sweep(run, np.linspace(0, HIGHEST_RATE, 401))


@demo(ScalesView, run=STEPS)
def explore_cost_scales(
    *,
    learning_rate: Rate = 0.4,
    start: Start = 0.2,
    n_steps: NSteps = 5,
    rescale: Annotated[bool, dropdown("learning rates", _SCALES)] = False,
) -> tuple[descent.DescentTrace, ...]:
    """Compare the sum, the mean and half the mean of the squared errors as cost.

    With `rescale`, α is multiplied by m for the mean and by 2m for half the mean.
    """
    how = {"start": start, "learning_rate": learning_rate}
    return descent.compare_scales(*LINES["walkthrough"], **how, n_steps=n_steps, rescale=rescale)


@demo(partial(PlaneView, n_steps=MOST_STEPS), run=STEPS)
def explore_two_parameters(
    *,
    learning_rate: Annotated[float, slider("learning rate α", 0, 0.25, 0.005, 3)] = 0.18,
    start_w: Annotated[float, slider("start w₀", -1, 5, 0.05)] = 0.2,
    start_b: Annotated[float, slider("start b₀", -3, 3, 0.05)] = 2.5,
    n_steps: NSteps = 10,
    data: Annotated[str, dropdown("data", _BOWLS)] = "walkthrough",
) -> descent.PlaneTrace:
    """Follow gradient descent on slope and intercept over the contours of the cost.

    The narrower the data, the longer the valley: across it the cost is 32 times as curved as along it for "narrow",
    8 times for "walkthrough", and 1.125 times, nearly round, for "stretched".
    """
    start = {"start_w": start_w, "start_b": start_b}
    return descent.descend_plane(*LINES[data], **start, learning_rate=learning_rate, n_steps=n_steps)


def show_steps(trace: descent.DescentTrace) -> StillPicture:
    """Show the start and the first three steps of a run side by side, as a still picture.

    The run has at least three steps, and does not overflow in them.
    """
    if trace.n_finite < 4:
        raise ValueError(f"trace: expected at least 3 steps, got {trace.n_finite - 1}")
    return StillPicture(StepsView(), trace)
