"""Gradient descent on a line fit.

`line` holds the cost, its gradient and what a learning rate does; `run` the runs on w; `plane` the same for the two
parameters w and b.
"""

from nbhelpers.descent.line import (
    COST_SCALES,
    SLOW_FACTOR,
    Regime,
    best_weight,
    cost,
    cost_gradient,
    critical_learning_rate,
    regime,
)
from nbhelpers.descent.run import DescentTrace, ScalesTrace, SweepTrace, compare_scales, descend, sweep

__all__ = [
    "COST_SCALES",
    "SLOW_FACTOR",
    "DescentTrace",
    "Regime",
    "ScalesTrace",
    "SweepTrace",
    "best_weight",
    "compare_scales",
    "cost",
    "cost_gradient",
    "critical_learning_rate",
    "descend",
    "regime",
    "sweep",
]
