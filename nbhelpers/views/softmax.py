"""Softmax: scores become shares that add up to 1, and each score acts on all of them."""

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_rgba

from nbhelpers import style
from nbhelpers.figure.handles import Handle
from nbhelpers.views.parts import ANIMATED, Line, curve, headline, new_figure
from nbhelpers.views.text import num, signed, sub

MOST = 5
_STEEPEST = 0.25  # no slope is steeper at temperature 1, and from here on all have the same shade
_SOFT = 0.56  # of full colour, in that shade: the number on it has to be read


class SoftmaxView:
    """The shares as bars, beside what the formula gives as it is written; the Jacobian as a map with numbers."""

    def __init__(self):
        with new_figure(4.8, headline=True, ncols=2, gap=1.2) as (self.figure, (left, right)):
            left.set(title="the shares", ylabel="softmax(z)", ylim=(0, 1.32), xlim=(0.4, MOST + 0.6))
            left.set_xticks(range(1, MOST + 1), [sub("z", i) for i in range(1, MOST + 1)])
            bar = {"lw": 44, "color": style.MODEL, "solid_capstyle": "butt", "zorder": 2}
            self.bars = [left.plot([i, i], [0, 0], **bar, **ANIMATED)[0] for i in range(1, MOST + 1)]
            self.shares = [Line(left, i, 0) for i in range(1, MOST + 1)]
            self.naive = curve(left, "D", ms=10, color=style.ERROR, mec=style.PAPER, zorder=4)
            self.naive_name = Line(left, 0.5, 1.23, style.ERROR, align="left")
            right.set(title="the Jacobian ∂pᵢ/∂zⱼ", xlabel="score that is raised, j", ylabel="share that moves, i")
            ticks = range(MOST), [str(i) for i in range(1, MOST + 1)]
            right.set_xticks(*ticks)
            right.set_yticks(*ticks)
            right.set(xlim=(-0.5, MOST - 0.5), ylim=(MOST - 0.5, -0.5))  # as a matrix is written
            corners = np.array([(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)])
            cells = [corners + (j, i) for i in range(MOST) for j in range(MOST)]  # noqa: RUF005  (a sum)
            self.map = PolyCollection(cells, linewidths=0, zorder=2, **ANIMATED)
            right.add_collection(self.map)
            self.slopes = [[Line(right, j, i, size=12) for j in range(MOST)] for i in range(MOST)]
            self.arithmetic = headline(self.figure)
        self.handles = [
            Handle(name, bar, lambda _, p, now, i=i, name=name: now[name] + self._change(i, p), within=bar)
            for i, (name, bar) in enumerate(zip(("z1", "z2", "z3", "z4", "z5"), self.bars, strict=True))
        ]
        right.grid(False)

    def _change(self, i, p):
        """Return by how much score i has to change for its probability to be `p`, while the others stay."""
        wanted, now = np.clip((p, self._trace.probabilities[i]), 1e-9, 1 - 1e-9)
        return self._trace.temperature * np.log(wanted / (1 - wanted) * (1 - now) / now)

    def update(self, trace):
        """Move everything to the scores of the trace."""
        n, self._trace = len(trace.logits), trace
        for i in range(MOST):
            share = trace.probabilities[i] if i < n else 0
            self.bars[i].set_ydata([0, share])
            self.bars[i].set_visible(i < n)
            self.shares[i].set_text(num(share, 3) if i < n else "")
            self.shares[i].set_position((i + 1, share + 0.08))  # above the marker of the formula
        finite = np.flatnonzero(np.isfinite(trace.naive))
        self.naive.set_data(finite + 1, trace.naive[finite])
        verdict = "" if trace.naive_works else " fails: " + _listed(trace.naive)
        self.naive_name.set_text(f"◆ the formula as written{verdict}")
        padded = np.zeros((MOST, MOST))
        padded[:n, :n] = trace.jacobian
        shades = _SOFT * np.clip(padded.ravel() / _STEEPEST, -1, 1)
        self.map.set_facecolor([to_rgba(style.MODEL if shade > 0 else style.ERROR, abs(shade)) for shade in shades])
        for i, row in enumerate(self.slopes):
            for j, text in enumerate(row):
                text.set_text(num(trace.jacobian[i, j], 2) if max(i, j) < n else "")
        self.arithmetic.set_text(_arithmetic(trace))

    def describe(self, trace):
        """Say the shares, their sum, what raising the first score does, and how the formula as written fares."""
        listed = ", ".join(num(share, 3) for share in trace.probabilities)
        others = trace.jacobian[1:, 0]
        written = "gives the same" if trace.naive_works else f"gives {_listed(trace.naive)}"
        return (
            f"Softmax of ({_scores(trace)}) at temperature {num(trace.temperature, 3)} is ({listed}), which adds "
            f"up to {num(trace.probabilities.sum(), 3)}. Raising z₁ a little raises p₁ at the rate "
            f"{num(trace.jacobian[0, 0], 3)} and lowers the others at {num(-others.sum(), 3)} in all. The formula "
            f"as written {written}."
        )


def _scores(trace):
    return ", ".join(num(score) for score in trace.logits)


def _listed(values):
    return ", ".join("NaN" if np.isnan(value) else num(value, 2) for value in values)


def _arithmetic(trace):
    """Write the first share with its numbers."""
    T = "" if trace.temperature == 1 else f" / {num(trace.temperature, 3)}"
    added = " + ".join(f"e^{signed(score)}" for score in trace.logits)
    top = f"e^{signed(trace.logits[0])}"
    if T:
        return f"p₁ = e^(z₁{T}) / Σ e^(z{T}) = {num(trace.probabilities[0], 4)}"
    return f"p₁ = {top} / ({added}) = {num(trace.probabilities[0], 4)}"
