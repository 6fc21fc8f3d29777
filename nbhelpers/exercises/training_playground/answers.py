"""The exercise of lesson 05 on yes and no: the share of right answers."""

import numpy as np

from nbhelpers.exercises.exercise import Mistake
from nbhelpers.exercises.training_playground.written import WrittenOut


def _column(*numbers):
    return np.array(numbers, dtype=float)[:, None]  # (m,) → (m, 1)


def _right(a, target):
    return (a >= 0.5) == (target == 1)


def _one_by_one(a, target):
    """Count right answers in a loop."""
    n_right = 0
    for output, wanted in zip(a[:, 0], target[:, 0], strict=True):
        answer = 1.0 if output >= 0.5 else 0.0
        n_right += answer == wanted
    return n_right / len(a)


ACCURACY = WrittenOut(
    name="accuracy",
    title="The share of right answers",
    reference=lambda a, target: np.mean(_right(a, target)),
    oracle=_one_by_one,
    correct="Your share agrees with counting one by one, also where an output is exactly ½.",
    cases=(
        (_column(0.9, 0.2, 0.6, 0.4, 0.7), _column(1, 0, 0, 1, 1)),
        (_column(0.5, 0.5, 0.1, 0.95), _column(1, 1, 0, 1)),
        (_column(0.5, 0.3, 0.8, 1.0, 0.05, 0.0, 0.55), _column(0, 1, 1, 1, 0, 1, 0)),
        (_column(0.45, 0.0, 0.35), _column(0, 0, 1)),
    ),
    mistakes=(
        Mistake(
            "½ counted as no",
            lambda a, target: np.mean((a > 0.5) == (target == 1)),
            "It is right except where an output is exactly ½: half or more means yes. (np.round is no help there. "
            "It rounds a half to the nearest even number, here to 0.)",
        ),
        Mistake(
            "not rounded",
            lambda a, target: np.mean(a == target),
            "You compared the outputs themselves with the targets. An output of 0.9 is not 1, but it says yes: "
            "what does each output answer?",
        ),
        Mistake(
            "cut off to whole numbers",
            lambda a, target: np.mean(a.astype(int) == target),
            "You cut the outputs off to whole numbers: 0.9 becomes 0. From which output on is the answer yes?",
        ),
        Mistake(
            "above 0 is yes",
            lambda a, target: np.mean((a > 0) == (target == 1)),
            "You took every output above 0 for a yes. A sigmoid is always above 0: from which output on is it yes?",
        ),
        Mistake(
            "mean of the outputs",
            lambda a, target: np.mean(a),
            "This is the mean of the outputs. The targets do not count in it.",
        ),
        Mistake(
            "share of yes",
            lambda a, target: np.mean(a >= 0.5),
            "This is how often the network says yes. How often is it right?",
        ),
        Mistake(
            "share of yes in the target",
            lambda a, target: np.mean(target),
            "This is how often the target is yes. The outputs do not count in it.",
        ),
        Mistake(
            "how many say yes",
            lambda a, target: 1 - abs(np.mean(a >= 0.5) - np.mean(target)),
            "You compared how often output and target say yes. Both can say it equally often, but for different "
            "samples.",
        ),
        Mistake(
            "the count",
            lambda a, target: np.sum(_right(a, target)),
            "This is the number of right answers. A share is from 0 to 1: a number of how many?",
        ),
        Mistake(
            "in per cent",
            lambda a, target: 100 * np.mean(_right(a, target)),
            "The digits are right. A share from 0 to 1 is wanted, not per cent.",
        ),
        Mistake(
            "share of wrong answers",
            lambda a, target: 1 - np.mean(_right(a, target)),
            "This is the share of wrong answers. The rest is what is wanted.",
        ),
        Mistake(
            "count of wrong answers",
            lambda a, target: np.sum(~_right(a, target)),
            "This is the number of wrong answers. The share of right ones is wanted.",
        ),
        Mistake(
            "only yes counted",
            lambda a, target: np.mean((a >= 0.5) & (target == 1)),
            "You counted the samples where both say yes. A no in the right place is a right answer too.",
        ),
        Mistake(
            "only no counted",
            lambda a, target: np.mean((a < 0.5) & (target == 0)),
            "You counted the samples where both say no. A yes in the right place is a right answer too.",
        ),
        Mistake(
            "of those answered yes",
            lambda a, target: np.mean(target[a >= 0.5]),
            "This is the share of right answers among those that say yes. All samples are to count.",
        ),
        Mistake(
            "of those that are yes",
            lambda a, target: np.mean(a[target == 1] >= 0.5),
            "This is the share of right answers where the target is yes. All samples are to count.",
        ),
        Mistake(
            "how close",
            lambda a, target: 1 - np.mean(np.abs(a - target)),
            "You measured how close the outputs are. An answer is right or wrong: 0.6 and 0.9 say the same.",
        ),
        Mistake(
            "mean distance",
            lambda a, target: np.mean(np.abs(a - target)),
            "This is the mean distance from the targets. It falls when the network gets better; the share of right "
            "answers grows.",
        ),
        Mistake(
            "mean squared distance",
            lambda a, target: np.mean((a - target) ** 2),
            "This is the mean squared distance, an error. It falls when the network gets better; the share of "
            "right answers grows.",
        ),
        Mistake(
            "every answer with every target",
            lambda a, target: np.mean(_right(a, target.T)),
            "You compared every answer with every target. A column (m, 1) and a row of m numbers make a whole "
            "(m, m) matrix: bring both into one shape.",
        ),
        Mistake(
            "one by one",
            lambda a, target: _right(a, target).astype(float),
            "These are the samples one by one, 1 for right and 0 for wrong. How do they become one share?",
        ),
        Mistake(
            "only the first sample",
            lambda a, target: float(_right(a, target)[0, 0]),
            "Only the first sample counts in your result. Does return stand inside the loop?",
        ),
        Mistake(
            "only the first sample, divided",
            lambda a, target: float(_right(a, target)[0, 0]) / len(a),
            "Only the first sample counts in your result, divided by all. Does return stand inside the loop?",
        ),
        Mistake(
            "only the last sample",
            lambda a, target: float(_right(a, target)[-1, 0]),
            "Only the last sample counts in your result. Does the loop keep what it had before?",
        ),
        Mistake(
            "only the last sample, divided",
            lambda a, target: float(_right(a, target)[-1, 0]) / len(a),
            "Only the last sample counts in your result, divided by all. Does the loop keep what it had before?",
        ),
    ),
)
