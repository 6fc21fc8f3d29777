"""The open task of lesson 05: settings with which a network tells the two spirals apart.

There is no one right answer. The check trains a network with the student's settings, and if it falls short, the
first `Finding` that holds says why.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

from nbhelpers.exercises.attempt import attempt
from nbhelpers.exercises.exercise import Exercise, Mistake
from nbhelpers.exercises.outcome import Outcome, Status
from nbhelpers.exercises.reading import Problem, UnreadableError
from nbhelpers.exercises.training_playground import predictions
from nbhelpers.exercises.training_playground.running import figures, trained, trained_slowly
from nbhelpers.exercises.training_playground.settings import read_settings

WANTED = 0.85
"""The share of the held-out points that is to be right."""

GUESSED = math.log(2)
"""E of a network that says ½ to every point."""

NOT_LEFT = GUESSED - 0.015
"""With E above it, the network has learned next to nothing."""

LINE = 0.6077
"""E of the best straight line."""

ENOUGH = 50
"""Weights and biases. Of the many networks tried with fewer, none came through."""


@dataclass(frozen=True, eq=False)
class Finding(Mistake):
    """Why a training fell short; `answer` is an example, settings to which it applies."""

    # whether it applies to a `Run` that fell short and to which no finding before it applies
    holds: Callable = lambda run: True
    tells: Callable = lambda run: ""  # what was measured of the run, one more sentence or none


class OpenTask(Exercise):
    """An exercise whose answer is a dict of settings. `reference` is one of many that are right."""

    @property
    def wants_value(self):
        """False: settings are not compared with other settings."""
        return False

    def expected(self, case):
        """Return E and the share right on the held-out points, after training with these settings."""
        return figures(trained(read_settings(*case)).end)

    def _judge(self, answer):
        runs = []
        result = attempt(lambda given: runs.append(_run(given)) or 0.0, (answer,))
        if result.problem:
            return self._say(result.problem)
        (run,) = runs
        if run.right_held_out >= WANTED:
            return Outcome(Status.CORRECT, f"{self.correct}\n{run}", exercise=self.name)
        finding = next(finding for finding in self.mistakes if finding.holds(run))
        wanted = f"Wanted: {100 * WANTED:g} % of the held-out points right."
        lines = (finding.message, finding.tells(run), wanted, str(run))
        return self._say(Problem(finding.name, "\n".join(filter(None, lines))))


def _run(given):
    try:
        return trained(read_settings(given))
    except KeyboardInterrupt:
        message = "The training was stopped. With fewer epochs or larger batches it takes less time."
        raise UnreadableError("stopped", message) from None


def _settings(layers, activation, init, learning_rate, batch_size, n_epochs):
    names = ("layers", "activation", "init", "learning_rate", "batch_size", "n_epochs")
    return dict(zip(names, (layers, activation, init, learning_rate, batch_size, n_epochs), strict=True))


SPIRALS = OpenTask(
    name="spirals",
    title="Tell the spirals apart",
    reference=_settings([8, 8], "leaky_relu", "xavier", 0.2, 25, 1000),
    oracle=lambda given: figures(trained_slowly(read_settings(given))),
    correct="Your network tells the spirals apart, at points that it has not seen.",
    cases=((_settings([8, 8], "leaky_relu", "xavier", 0.2, 25, 1000),),),
    mistakes=(
        Finding(
            "diverged",
            _settings([8, 8, 8], "leaky_relu", "xavier", 1000, 10, 20),
            "It diverged: a number became too large for a float. The steps are too long. Try a smaller α.",
            holds=lambda run: run.diverged,
        ),
        Finding(
            "α is 0",
            _settings([8, 8], "tanh", "xavier", 0, 25, 20),
            "With α = 0 no step has a length: the weights stay as they were drawn.",
            holds=lambda run: run.settings.learning_rate == 0,
        ),
        Finding(
            "no hidden layer",
            _settings([], "tanh", "xavier", 0.1, 25, 50),
            "Without a hidden layer the network is one sigmoid unit, and its boundary a straight line. What could "
            "bend it?",
            predictions.NO_HIDDEN_LAYER.misconception,
            holds=lambda run: not run.settings.layers,
        ),
        Finding(
            "linear layers",
            _settings([8, 8], "linear", "xavier", 0.1, 25, 100),
            "Linear layers in a row are one linear layer. However many there are, the boundary is a straight line: "
            "which activation bends it?",
            holds=lambda run: run.settings.activation == "linear",
        ),
        Finding(
            "binary step",
            _settings([8, 8], "step", "xavier", 0.1, 25, 100),
            "The slope of the binary step is 0 wherever it exists: only the output layer learns. Which activation "
            "lets a gradient through?",
            holds=lambda run: run.settings.activation == "step",
        ),
        Finding(
            "dead units",
            _settings([8, 8, 8], "relu", "he", 10, 25, 50),
            "Nothing reaches the first layer any more: its gradient is exactly 0. ReLU units that give 0 for every "
            "point pass nothing back. Long steps or an unlucky start bring them there: what could prevent it?",
            holds=lambda run: run.settings.activation == "relu" and run.cut_off,
        ),
        Finding(
            "steps too long",
            _settings([8, 8], "tanh", "xavier", 100, 25, 50),
            "E ended above 0.69, which is what guessing gives. The steps are too long. Try a smaller α.",
            holds=lambda run: run.losses[-1] > max(0.75, 1.1 * run.lowest),
        ),
        Finding(
            "narrow layer",
            _settings([8, 1, 8], "tanh", "xavier", 0.1, 25, 200),
            "One of the first two layers has 1 or 2 units. All that the layers behind it can learn of a point "
            "comes through it, and that is very little. (The two inputs and the output are not in the list.)",
            holds=lambda run: min(run.settings.layers[:2]) <= 2,
        ),
        Finding(
            "too few units",
            _settings([8], "tanh", "xavier", 0.2, 25, 500),
            "There are too few units: with so few weights and biases the boundary cannot follow two arms. Wider, "
            "or one layer more?",
            holds=lambda run: run.end.n_parameters < ENOUGH,
            tells=lambda run: f"Your network has {run.end.n_parameters} weights and biases.",
        ),
        Finding(
            "gradient lost",
            _settings([8] * 6, "sigmoid", "xavier", 0.1, 10, 200),
            "E is stuck at about 0.69, which is what guessing gives. The gradient is lost on its way back to the "
            "first layer. Which activation lets more of it through, and are so many layers needed?",
            predictions.DEEP.misconception,
            holds=lambda run: run.lowest > NOT_LEFT and run.arriving < 0.05,
            tells=lambda run: f"At the start the gradient of the first layer was {_part(run.arriving)} the last's.",
        ),
        Finding(
            "start too small",
            _settings([8] * 4, "tanh", "normal", 0.1, 25, 200),
            "E is stuck at about 0.69, which is what guessing gives. The weights start so small that each layer "
            "gives less than it takes in, until all points look alike. Which init starts with larger ones?",
            holds=lambda run: run.lowest > NOT_LEFT and run.spread < 0.05 and run.settings.init == "normal",
            tells=lambda run: f"At the start the last hidden layer's outputs scatter by {run.spread:.1g}.",
        ),
        Finding(
            "learned by heart",
            _settings([8, 8], "tanh", "he", 0.05, 10, 1000),
            "It has learned the training points, but between them its boundary does not follow the spirals. "
            "Networks that err as little on the training points can differ there: try other widths, another "
            "activation, or other batches.",
            predictions.BY_HEART.misconception,
            holds=lambda run: run.right >= 0.95,
        ),
        Finding(
            "E jumps",
            _settings([8, 8, 8], "tanh", "he", 0.5, 25, 150),
            "E jumps up and down: it has been lower than it is in the end. Shorter steps or larger batches are "
            "calmer.",
            holds=lambda run: run.losses[-1] > 1.2 * run.lowest,
        ),
        Finding(
            "no better than guessing",
            _settings([8] * 4, "leaky_relu", "xavier", 2, 10, 100),
            "E went up and down, and ended where guessing ends, at about 0.69. The steps are too long: try a "
            "smaller α.",
            holds=lambda run: run.losses[-1] > NOT_LEFT and run.rises,
        ),
        Finding(
            "sigmoid",
            _settings([8, 8], "sigmoid", "xavier", 0.5, 10, 500),
            "The slope of the sigmoid is at most ¼, so the layers in front learn slowly. Which activation lets "
            "more of the gradient through?",
            holds=lambda run: run.settings.activation == "sigmoid",
        ),
        Finding(
            "hardly moved",
            _settings([8, 8], "tanh", "xavier", 0.0001, 25, 100),
            "E has not come far: the steps are too short, or too few. A larger α makes them longer. Smaller "
            "batches and more epochs make more of them.",
            holds=lambda run: run.lowest > NOT_LEFT or run.lowest > 0.95 * run.losses[0],
        ),
        Finding(
            "like a straight line",
            _settings([8, 8], "tanh", "xavier", 0.03, 25, 100),
            "E is not below 0.61, which a straight line reaches. The boundary has only begun to bend: a larger α, "
            "smaller batches or more epochs take it further.",
            holds=lambda run: run.lowest > LINE,
        ),
        Finding(
            "still falling",
            _settings([8, 8, 8], "tanh", "xavier", 0.1, 25, 300),
            "E is still falling. More updates take it further: more epochs, or smaller batches. A larger α makes "
            "each of them longer.",
            holds=lambda run: run.falls,
        ),
        Finding(
            "plateau",
            _settings([8, 8, 8], "relu", "xavier", 0.02, 10, 300),
            "E hardly falls any more, and is still high. It may fall again after many more updates. Another α, "
            "smaller batches, another init or another activation can get it past such a plateau.",
        ),
    ),
)


def _part(share):
    """Return a share as it is read: 1/3,400 of, or 0."""
    if share == 0:
        return "0, that of"
    return f"1/{1 / share:,.0f} of" if share > 1e-9 else f"{share:.0e} times"
