"""Two networks in training, side by side: loss, held-out accuracy, and how far each layer has moved."""

from nbhelpers import style
from nbhelpers.views.parts import LayerTrail, Trail, headline, label, layer_axes, new_figure
from nbhelpers.views.text import counted, kind, num, percent, sentence

GOAL = 0.3
"""The loss that both are timed to: well below the 0.69 of a network that only guesses."""

_LOOKS = (
    {"color": style.ERROR, "ls": "-", "marker": "o", "sign": "●"},
    {"color": style.MODEL, "ls": "--", "marker": "s", "sign": "■"},
)


class RaceView:
    """Loss and accuracy of both against the epoch; the way of each layer's weights from their start."""

    def __init__(self, max_epochs=600, most_layers=9):
        with new_figure(4.5, headline=True, ncols=3) as (self.figure, (left, middle, right)):
            for ax in (left, middle):
                ax.set(xlabel="epoch", xlim=(-0.02 * max_epochs, 1.02 * max_epochs))
            left.set(title="training loss", ylabel="E", ylim=(0, 1))
            left.axhline(GOAL, color=style.TARGET, lw=1.5, ls=":", zorder=1)
            middle.set(title="right answers on held-out data", ylabel="share", ylim=(0, 1.02))
            right.set(title="how far each layer has moved", ylabel="‖W − W₀‖ / ‖W₀‖  (log scale)")
            layer_axes(right, most_layers, (1e-5, 1e2), every=1)
            self.runners = [_Runner(left, middle, right, i) for i in range(2)]
            self.verdict = headline(self.figure)

    def update(self, trace):
        """Draw both runs as far as they have come."""
        for lines, runner in zip(self.runners, trace.runners, strict=True):
            lines.update(runner)
        standings = "   ".join(map(_standing, trace.runners))
        self.verdict.set_text(f"After {counted(trace.n_epochs, 'epoch')}:  {standings}")

    def describe(self, trace):
        """Say for both the loss and the accuracy, when the goal was reached, and how first and last layer moved."""
        return f"After {counted(trace.n_epochs, 'epoch')}. " + " ".join(map(_report, trace.runners))


class _Runner:
    """What is drawn of one of the two, in all three panels."""

    def __init__(self, loss, accuracy, layers, place):
        look = dict(_LOOKS[place])
        self.sign, marker, color = look.pop("sign"), look.pop("marker"), look["color"]
        self.loss, self.accuracy = (
            Trail(ax, color, end=10, marker=marker, ls=look["ls"]) for ax in (loss, accuracy)
        )
        self.layers = LayerTrail(layers, color, marker, ls=look["ls"])
        self.name = label(loss, 0.97, 0.94 - 0.08 * place, color, align="right")

    def update(self, runner):
        self.loss.update(runner.loss)
        self.accuracy.update(runner.accuracy)
        self.layers.update(runner.moved)
        self.name.set_text(f"{self.sign} {kind(runner.activation)}")


def _standing(runner):
    return f"{kind(runner.activation)}: E = {num(runner.loss[-1], 3)}, {percent(runner.accuracy[-1])} right"


def _report(runner):
    name = kind(runner.activation)
    first = runner.epochs_to(GOAL)
    reached = f"E ≤ {GOAL} after {counted(first, 'epoch')}" if first is not None else f"E ≤ {GOAL} not reached"
    if runner.diverged:
        reached = f"it diverged after {counted(runner.n_epochs, 'epoch')}"
    moved = runner.moved
    return (
        f"{sentence(name)}: E = {num(runner.loss[-1], 3)}, {percent(runner.accuracy[-1])} of the "
        f"held-out data right, {reached}; the first layer has moved by {num(moved[0], 2)} of its size, the last by "
        f"{num(moved[-1], 2)}."
    )
