"""The same descent for the three usual costs: sum, mean and half the mean of the squared errors."""

from nbhelpers import style
from nbhelpers.views.descent import frame_bowl
from nbhelpers.views.panels import BowlPanel
from nbhelpers.views.parts import new_figure
from nbhelpers.views.text import counted, num, sentence

_TITLES = {
    "sum": "sum: J = Σ (z − wx)²",
    "mean": "mean: J = 1/m · Σ (z − wx)²",
    "half_mean": "half of it: J = 1/2m · Σ (z − wx)²",
}


class ScalesView:
    """Three bowls of one shape, each with its own scale on the J axis and its own path."""

    def __init__(self):
        with new_figure(4.2, ncols=3) as (self.figure, axes):
            self.bowls = [
                BowlPanel(ax, title, label_color=style.INK)
                for ax, title in zip(axes, _TITLES.values(), strict=True)
            ]

    def update(self, trace):
        """Move each path to its run."""
        for bowl, run in zip(self.bowls, trace, strict=True):
            n = run.n_finite
            frame_bowl(bowl, run)
            bowl.update(run.w[:n], run.cost[:n], run.gradient[n - 1])
            bowl.label.set_text(f"α = {num(run.learning_rate)}, w = {num(run.w[-1], 4)}")

    def describe(self, trace):
        """Say where each run ends, and its threshold."""
        where = "; ".join(
            f"{name}: w = {num(run.w[-1])} with factor {num(run.factor)}, diverges above α = "
            f"{num(run.critical_learning_rate)}"
            for name, run in zip(("sum", "mean", "half the mean"), trace, strict=True)
        )
        same = len({num(run.factor) for run in trace}) == 1
        verdict = "One path three times" if same else "Three paths"
        return f"{verdict} after {counted(trace[0].n_steps, 'step')}. {sentence(where)}."
