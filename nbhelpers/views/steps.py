"""The first steps of a run side by side, as a still picture."""

from nbhelpers import style
from nbhelpers.views.descent import frame_bowl
from nbhelpers.views.panels import BowlPanel
from nbhelpers.views.parts import new_figure
from nbhelpers.views.text import counted, num


class StepsView:
    """The path on J(w) at the start and after each of the first steps, one panel for each."""

    def __init__(self, n_panels=4):
        with new_figure(3.6, gap=0.3, ncols=n_panels, sharey=True) as (self.figure, axes):
            titles = ["start"] + [f"after {counted(i, 'step')}" for i in range(1, n_panels)]
            self.bowls = [BowlPanel(ax, title, style.INK) for ax, title in zip(axes, titles, strict=True)]
            for ax in axes[1:]:
                ax.set_ylabel("")

    def update(self, trace):
        """Draw the trace up to each panel's step."""
        for i, bowl in enumerate(self.bowls):
            frame_bowl(bowl, trace)
            bowl.update(trace.w[: i + 1], trace.cost[: i + 1], trace.gradient[i])
            bowl.label.set_text(f"w = {num(trace.w[i])}, J = {num(trace.cost[i], 4)}")

    def describe(self, trace):
        """List w and J at each panel's step."""
        pairs = [f"w = {num(w)}, J = {num(J)}" for w, J in zip(trace.w, trace.cost, strict=True)]
        return "Step by step: " + "; ".join(pairs[: len(self.bowls)]) + "."
