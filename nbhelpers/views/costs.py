"""What a call of each activation costs, as bars."""

from nbhelpers import style
from nbhelpers.views.activation import LOOKS
from nbhelpers.views.parts import new_figure
from nbhelpers.views.text import kind, num


class CostsView:
    """A bar for each function: the time of a call, relative to linear. A still picture: nothing here moves."""

    def __init__(self, costs):
        with new_figure(2.9, ncols=1) as (self.figure, (ax,)):
            ax.set_title("time of a call on 100,000 numbers, relative to linear")
            ax.set_xlim(0, 1.12 * max(costs.values()))
            ax.set_yticks(range(len(costs)), [kind(name) for name in costs])
            ax.invert_yaxis()
            for row, (name, cost) in enumerate(costs.items()):
                color = LOOKS.get(name, {"color": style.TARGET})["color"]
                ax.barh(row, cost, height=0.6, color=color)
                ax.text(cost, row, f"  {num(cost, 2)} ×", va="center_baseline", size=12)
        self.figure.subplots_adjust(left=1.3 / style.WIDTH, bottom=0.4 / 2.9)

    def describe(self, costs):
        """Say what is measured; the numbers are this machine's, so they stand in the picture alone."""
        names = ", ".join(kind(name) for name in costs)
        return f"The time of a call of {names}, relative to linear, measured on the machine that ran this cell."
