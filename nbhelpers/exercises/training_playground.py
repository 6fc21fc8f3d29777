"""Lesson 5, the training playground: its predictions, its exercises and its tally.

In the notebook: ``from nbhelpers.exercises import training_playground as lesson``. Then
``lesson.predict_units()`` stands before the demo, ``lesson.recall_units()`` after it,
``lesson.check_one_hot(my_one_hot)`` below an exercise and ``lesson.tally()`` at the end.

What a training consists of is asked in `training`, the settings of one in `spirals`; here, what is counted.
"""

import math
from itertools import pairwise

import numpy as np

from nbhelpers.exercises.checks import FunctionExercise
from nbhelpers.exercises.prediction import questions
from nbhelpers.exercises.recognition import slips
from nbhelpers.exercises.record import Catalogue, offered
from nbhelpers.exercises.relations import Factor, changed, instead
from nbhelpers.exercises.spirals import SPIRALS
from nbhelpers.exercises.training import ONE_HOT, OUTPUT_DELTA, TRAINING_LOOP
from nbhelpers.network import Network, one_hot

QUESTIONS = questions("""
no_hidden_layer | training for longer always helps | playground(layers="")
    A disc of one class lies inside a ring of the other. A network without any hidden layer, one sigmoid of a
    weighted sum, is trained on 125 points. What share of many new points does it get right?
    + About a half: as good as tossing a coin.
    - About 70 %.
    - About 90 %.
    - Nearly all, if it is trained for long enough.
    = Its decision boundary is a straight line, and because the ring surrounds the disc evenly, training leaves that
      line in the middle. On 10,000 new points 49 to 52 % are right with ten seeds, however long it trains. Even the
      best of all lines gets only 66 %.

units | a curved boundary needs many units | playground(layers="3", n_epochs=300)
    Now one hidden layer of tanh units. How many units does the network need to fence in the disc?
    - 1
    - 2
    + 3
    - 8
    = Each unit draws one straight line, and three lines make a triangle. With one unit 63 to 73 % of the held-out
      points are right, with two 82 to 86 %, with three 96 to 98 %, for five seeds each.

deep | a larger network learns at least as well | playground(layers="8, 8, 8, 8, 8, 8", \
activation="sigmoid", n_epochs=250)
    Six hidden layers of eight sigmoid units each, with the Xavier start, learn disc and ring for 250 epochs. What
    do the maps of the sixth layer look like?
    - Like those of the first: straight boundaries.
    - Curved boundaries around the disc, each finer than the one before.
    + Each in one flat colour.
    - Each with noise of its own.
    = Each layer passes on less of what tells one point from another. With five seeds the outputs of a unit scatter
      by about 0.1 in the first layer and by less than 0.0001 in the sixth. About half of the points are right.

by_heart | a lower training loss means a better network | playground(data="moons", noise=0.4, \
train_fraction=0.1, layers="8, 8", learning_rate=0.2, n_epochs=2000)
    Two moons with much noise: 25 points to learn from, 225 held out. A network with two layers of eight units
    trains for 2000 epochs, until it has all 25 right. What share of the held-out points is right?
    - Nearly all: what it has learned holds for all points.
    + About three quarters, and less than after 30 epochs.
    - About three quarters, and more than after 30 epochs.
    - About a half: it has learned nothing that helps elsewhere.
    = After 30 epochs 80 % of the held-out points are right, after 2000 only 76 to 79 %, with five seeds. By then
      its decision boundary bends around single points that the noise has put on the wrong side.

reading | real data need a large network | explore_digits()
    A network with one layer of 64 ReLU units learns from 1,348 handwritten digits for 40 epochs. What share of 449
    digits that it has never seen does it read correctly?
    - About 60 %
    - About 80 %
    + About 98 %
    - All of them
    = With ten seeds it is 97.3 to 98.4 %. The held-out digits come from the same hands as those it learned from,
      which makes it easier.

mix_up | another start makes other mistakes | explore_digits(seed=1)
    Five networks that differ only in their random start read the same held-out pictures. How many different
    pictures do they misread, all five taken together?
    - About five times as many as one network misreads: each has weaknesses of its own.
    - About three times as many as one network misreads.
    + Only a few more than one network misreads.
    = Each of them misreads 9 pictures, and together they misread no more than 12. Seven of these fool all five:
      some digits are written so that 8 × 8 pixels do not tell enough.

shift | it has learned what a digit is | explore_digit(sample=7, shift_right=1)
    All held-out digits are moved to the right by one pixel, and the network is not trained any further. What share
    of them does it read correctly now?
    - As many as before: a 3 is a 3 wherever it stands.
    - About 90 %
    + About a half
    - One in ten, as by guessing
    = Over ten seeds the median falls from 98 % to 48 %, and after one more pixel to about 10 %. For the network
      every pixel has weights of its own, and they were learned for digits in the middle.

large_rate | a smaller α repairs what a large one did | playground(learning_rate=0.1, \
n_epochs=200, earlier=[(50, "learning_rate", 10.0)])
    The 2-4-2-1 tanh network is trained with α = 10, a hundred times a value that works well. After 50 epochs α is
    set to 0.1, and training goes on. What happens?
    - The numbers run off to infinity within a few epochs, as in lesson 1.
    - It jumps about at first, and learns well as soon as α is small.
    + It ends up at about half right, and stays there with the small α too.
    - It learns faster all the time, because larger steps arrive sooner.
    = A few large steps make the weights so large that the units sit on the flat ends of tanh. With α = 0.1 there is
      hardly a gradient left to follow: 500 epochs later not one of five seeds is above 80 %.

starts | gradient descent always finds the best weights | explore_starts()
    Twenty networks 2-3-1 with ReLU units learn XOR, for which three units are just enough. They differ only in
    their random start. How many of them are still below 80 % right after 150 epochs?
    - None: gradient descent finds the way from anywhere.
    - 1 or 2
    + About 8
    - All 20
    = With seeds 0 to 19 eight get stuck at 69 to 75 %. In a large part of the plane all three of their units are
      off, so points of both classes get one answer there. Another 2000 epochs change little.
""")
"""The predictions by name, in the notebook's order."""


def _column(*numbers):
    return np.array(numbers, dtype=float)[:, None]  # (m,) → (m, 1)


def _sums(inputs, units):
    return sum(a * b for a, b in zip(inputs, units, strict=True))


def _made(sizes):
    """Count the numbers in the library's network."""
    network = Network.create(list(sizes), hidden="tanh", output="sigmoid", init="normal", seed=0)
    return sum(array.size for array in network.weights + network.biases)


INPUTS = Factor(
    "the factor n_in + 1",
    lambda sizes: np.array(sizes[:-1]) + 1,
    "A unit has a weight for each unit of the layer before, and a bias.",
)
UNITS = Factor(
    "the factor n_out", lambda sizes: np.array(sizes[1:]), "How many units are there that have these weights?"
)

COUNT_PARAMETERS = FunctionExercise(
    "count_parameters",
    "How many numbers are learned",
    "Your count is that of the library's networks, with and without hidden layers.",
    lambda sizes: sum((n_in + 1) * n_out for n_in, n_out in pairwise(sizes)),
    (([2, 3, 1],), ([3, 5],), ([6, 1, 7, 2, 5],), ([64, 32, 10],), ([4, 7, 9, 3],)),
    slips(
        """
        biases forgotten: You counted the weights. What else does each unit learn?
        bias on the wrong side: You gave the inputs a bias and the last layer none. To which side of a layer do its
            biases belong, to what it takes in or to what it gives?
        bias for the inputs too: You gave a bias to the inputs as well. They are handed in as they are: nothing is
            added to them.
        no bias at the output: The units of the last layer have no bias in your count. They compute z = aW + b like
            all the others.
        one bias for each layer: You counted one bias for each layer. Do all units of a layer share one?
        units counted: These are the units, inputs among them. What is learned sits on the connections between them.
        all sizes multiplied: You multiplied all sizes with each other. A weight connects two layers; pairs add up.
        added instead of multiplied: You added the sizes of two layers. How many connections are there, if each unit
            of one has a line to each unit of the other?
        last with the first: One pair is too many: the last layer with the inputs. In Python sizes[-1] is the last
            entry. Where does your loop begin?
        """,
        {
            "biases forgotten": instead(INPUTS, lambda sizes: np.array(sizes[:-1])),
            "bias on the wrong side": lambda sizes: sum(a * (b + 1) for a, b in pairwise(sizes)),
            "bias for the inputs too": lambda sizes: sum(a * b for a, b in pairwise(sizes)) + sum(sizes),
            "no bias at the output": lambda sizes: sum(a * b for a, b in pairwise(sizes)) + sum(sizes[1:-1]),
            "one bias for each layer": lambda sizes: sum(a * b + 1 for a, b in pairwise(sizes)),
            "units counted": sum,
            "all sizes multiplied": math.prod,
            "added instead of multiplied": lambda sizes: sum(a + b for a, b in pairwise(sizes)),
            "last with the first": changed("sizes", lambda sizes: [sizes[-1], *sizes]),
        },
    ),
    oracle=_made,
    factors=(INPUTS, UNITS),
    built=_sums,
)


def _right(a, target):
    return (a >= 0.5) == (target == 1)


def _share_right(a, target):
    right = _right(a, target)
    return np.sum(right) / right.size


def _one_by_one(a, target):
    """Count right answers in a loop."""
    n_right = 0
    for output, wanted in zip(a[:, 0], target[:, 0], strict=True):
        answer = 1.0 if output >= 0.5 else 0.0
        n_right += answer == wanted
    return n_right / len(a)


ACCURACY = FunctionExercise(
    "accuracy",
    "The share of right answers",
    "Your share agrees with counting one by one, also where an output is exactly ½.",
    _share_right,
    (
        (_column(0.9, 0.2, 0.7, 0.4, 0.6), _column(1, 0, 0, 1, 0)),
        (_column(0.5, 0.5, 0.1, 0.95), _column(1, 1, 0, 1)),
        (_column(0.5, 0.3, 0.8, 1.0, 0.05, 0.0, 0.55), _column(0, 0, 1, 1, 0, 1, 0)),
        (_column(0.45, 0.0, 0.35), _column(1, 0, 0)),
    ),
    slips(
        """
        ½ counted as no: It is right except where an output is exactly ½: half or more means yes. (np.round is no
            help there. It rounds a half to the nearest even number, here to 0.)
        not rounded: You compared the outputs themselves with the targets. An output of 0.9 is not 1, but it says
            yes: what does each output answer?
        cut off to whole numbers: You cut the outputs off to whole numbers: 0.9 becomes 0. From which output on is
            the answer yes?
        above 0 is yes: You took every output above 0 for a yes. A sigmoid is always above 0: from which output on
            is it yes?
        share of yes: This is how often the network says yes. How often is it right?
        only yes counted: You counted the samples where both say yes. A no in the right place is a right answer too.
        all at once: This is 1 only if all answers are right, and otherwise 0. How large a share of them is right?
        mean distance: This is the mean distance from the targets. It falls when the network gets better; the share
            of right answers grows.
        mean squared distance: This is the mean squared distance, an error. It falls when the network gets better;
            the share of right answers grows.
        every answer with every target: You compared every answer with every target. A column (m, 1) and a row of m
            numbers make a whole (m, m) matrix: bring both into one shape.
        """,
        {
            "½ counted as no": lambda a, target: np.mean((a > 0.5) == (target == 1)),
            "not rounded": lambda a, target: np.mean(a == target),
            "cut off to whole numbers": lambda a, target: np.mean(a.astype(int) == target),
            "above 0 is yes": lambda a, target: np.mean((a > 0) == (target == 1)),
            "share of yes": changed("target", np.ones_like),
            "only yes counted": lambda a, target: np.mean((a >= 0.5) & (target == 1)),
            "all at once": lambda a, target: float(np.all(_right(a, target))),
            "mean distance": lambda a, target: np.mean(np.abs(a - target)),
            "mean squared distance": lambda a, target: np.mean((a - target) ** 2),
            "every answer with every target": changed("target", np.transpose),
        },
    ),
    oracle=_one_by_one,
)


def _confusion(labels, answers, n_classes):
    return one_hot(labels, n_classes).T @ one_hot(answers, n_classes)  # (n, m) @ (m, n) → (n, n)


def _counted(labels, answers, n_classes):
    """Count pair by pair."""
    pairs = list(zip(labels.tolist(), answers.tolist(), strict=True))
    return [[pairs.count((label, answer)) for answer in range(n_classes)] for label in range(n_classes)]


def _then(change):
    """Return a function that does this with the right matrix."""
    return lambda *it: change(_confusion(*it))


CONFUSION = FunctionExercise(
    "confusion",
    "Which is taken for which",
    "Your counts agree with counting pair by pair. What is right stands on the diagonal.",
    _confusion,
    (
        (np.array([0, 1, 1, 2, 1]), np.array([0, 2, 2, 2, 1]), 3),
        (np.array([1, 0, 0, 1, 0, 0, 0]), np.array([0, 1, 0, 1, 1, 0, 1]), 2),
        (np.array([3, 0, 2, 2, 0, 3, 3, 1, 2]), np.array([1, 0, 2, 0, 2, 1, 3, 1, 0]), 5),
    ),
    slips(
        """
        set instead of counted: A pair that occurs several times counts once in your matrix. (In NumPy,
            counts[labels, answers] += 1 adds only once to each place, however often it is named.)
        only right ones: You counted the right answers only. The wrong ones are what the matrix is for: where do
            they go?
        only wrong ones: You counted only the wrong answers. The right ones belong in the matrix too, on the
            diagonal.
        shares of the rows: You divided each row by its sum. Counts are wanted, not shares.
        counted from 1: Each count stands one place too far up and left, and class 0 at the end. Classes are counted
            from 0, as Python counts rows.
        up to the largest class: Your matrix ends at the largest class that occurs. A class that no sample has gets
            a row and a column too: n_classes of them.
        each with each: You put every label together with every answer. Only the label and the answer of the same
            sample make a pair.
        all rows alike: All your rows are alike. [[0] * n] * n repeats one and the same row, and counts[:, answer]
            += 1 adds to a whole column.
        all columns alike: All your columns are alike: counts[label] += 1 adds to a whole row. Only one entry of it
            should grow.
        share right: This is the share of right answers. The matrix says which class was taken for which.
        """,
        {
            "set instead of counted": _then(lambda counts: np.minimum(counts, 1)),
            "only right ones": _then(lambda counts: counts * np.eye(len(counts))),
            "only wrong ones": _then(lambda counts: counts * (1 - np.eye(len(counts)))),
            "shares of the rows": _then(lambda counts: counts / counts.sum(axis=1, keepdims=True)),
            "counted from 1": _then(lambda counts: np.roll(counts, (-1, -1), axis=(0, 1))),
            "up to the largest class": lambda labels, answers, n_classes: _confusion(
                labels, answers, max(*labels, *answers) + 1
            ),
            "each with each": _then(lambda counts: np.outer(counts.sum(axis=1), counts.sum(axis=0))),
            "all rows alike": _then(lambda counts: np.tile(counts.sum(axis=0), (len(counts), 1))),
            "all columns alike": _then(lambda counts: np.tile(counts.sum(axis=1), (len(counts), 1)).T),
            "share right": _then(lambda counts: np.trace(counts) / counts.sum()),
        },
    ),
    oracle=_counted,
)

CATALOGUE = Catalogue(TRAINING_LOOP, SPIRALS, COUNT_PARAMETERS, ACCURACY, CONFUSION, ONE_HOT, OUTPUT_DELTA)
"""The exercises by name, in the notebook's order, each with the slips that it knows."""

globals().update(offered(QUESTIONS, CATALOGUE))
