"""The exercise of lesson 05 on wrong answers: which class is taken for which."""

import numpy as np

from nbhelpers.exercises.exercise import Mistake
from nbhelpers.exercises.training_playground.written import WrittenOut
from nbhelpers.network import one_hot


def _confusion(labels, answers, n_classes):
    return one_hot(labels, n_classes).T @ one_hot(answers, n_classes)  # (n, m) @ (m, n) → (n, n)


def _counted(labels, answers, n_classes):
    """Count pair by pair."""
    pairs = list(zip(labels.tolist(), answers.tolist(), strict=True))
    return [[pairs.count((label, answer)) for answer in range(n_classes)] for label in range(n_classes)]


def _of(then):
    """Return a function that does this with the right matrix and the number of classes."""
    return lambda labels, answers, n_classes: then(_confusion(labels, answers, n_classes), n_classes)


def _size(labels, answers):
    return max(np.max(labels), np.max(answers)) + 1


CONFUSION = WrittenOut(
    name="confusion",
    title="Which is taken for which",
    reference=_confusion,
    oracle=_counted,
    correct="Your counts agree with counting pair by pair. What is right stands on the diagonal.",
    cases=(
        (np.array([0, 1, 1, 2, 1]), np.array([0, 2, 2, 2, 1]), 3),
        (np.array([1, 0, 0, 1, 0, 0, 0]), np.array([1, 1, 0, 0, 1, 0, 1]), 2),
        (np.array([3, 0, 2, 2, 0, 3, 3, 1, 2]), np.array([1, 0, 2, 0, 2, 1, 3, 1, 0]), 5),
    ),
    mistakes=(
        Mistake(
            "transposed",
            _of(lambda counts, n: counts.T),
            "Rows and columns have changed places. A row is what the sample is, a column what was answered.",
        ),
        Mistake(
            "set instead of counted",
            _of(lambda counts, n: np.minimum(counts, 1)),
            "A pair that occurs several times counts once in your matrix. (In NumPy, counts[labels, answers] += 1 "
            "adds only once to each place, however often it is named.)",
        ),
        Mistake(
            "only right ones",
            _of(lambda counts, n: counts * np.eye(n)),
            "You counted the right answers only. The wrong ones are what the matrix is for: where do they go?",
        ),
        Mistake(
            "only wrong ones",
            _of(lambda counts, n: counts * (1 - np.eye(n))),
            "You counted only the wrong answers. The right ones belong in the matrix too, on the diagonal.",
        ),
        Mistake(
            "shares of the rows",
            _of(lambda counts, n: counts / counts.sum(axis=1, keepdims=True)),
            "You divided each row by its sum. Counts are wanted, not shares.",
        ),
        Mistake(
            "shares of the rows, none as 0",
            _of(lambda counts, n: counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)),
            "You divided each row by its sum. Counts are wanted, not shares.",
        ),
        Mistake(
            "shares of the columns",
            _of(lambda counts, n: counts / counts.sum(axis=0)),
            "You divided each column by its sum. Counts are wanted, not shares.",
        ),
        Mistake(
            "shares of the columns, none as 0",
            _of(lambda counts, n: counts / np.maximum(counts.sum(axis=0), 1)),
            "You divided each column by its sum. Counts are wanted, not shares.",
        ),
        Mistake(
            "divided by the wrong sums",
            _of(lambda counts, n: counts / counts.sum(axis=1)),
            "You divided by the sums of the rows, and each column by one of them. Counts are wanted, not shares.",
        ),
        Mistake(
            "in per cent",
            _of(lambda counts, n: 100 * counts / counts.sum()),
            "You made per cent of the counts. They are wanted as they are.",
        ),
        Mistake(
            "shares of all",
            _of(lambda counts, n: counts / counts.sum()),
            "You divided by the number of samples. Counts are wanted, not shares.",
        ),
        Mistake(
            "counted from 1",
            _of(lambda counts, n: np.roll(counts, (-1, -1), axis=(0, 1))),
            "Each count stands one place too far up and left, and class 0 at the end. Classes are counted from 0, "
            "as Python counts rows.",
        ),
        Mistake(
            "a row and a column too many",
            _of(lambda counts, n: np.pad(counts, (0, 1))),
            "There is a row and a column too many. Classes are counted from 0: what is the number of the last one?",
        ),
        Mistake(
            "a row and a column too many in front",
            _of(lambda counts, n: np.pad(counts, (1, 0))),
            "There is a row and a column too many, the first ones. Classes are counted from 0, as Python counts "
            "rows.",
        ),
        Mistake(
            "up to the largest class",
            lambda labels, answers, n_classes: _confusion(labels, answers, _size(labels, answers)),
            "Your matrix ends at the largest class that occurs. A class that no sample has gets a row and a column "
            "too: n_classes of them.",
        ),
        Mistake(
            "each with each",
            _of(lambda counts, n: np.outer(counts.sum(axis=1), counts.sum(axis=0))),
            "You put every label together with every answer. Only the label and the answer of the same sample make "
            "a pair.",
        ),
        Mistake(
            "both ways",
            _of(lambda counts, n: counts + counts.T),
            "Each sample counts twice in your matrix, once with row and column exchanged. What it is gives the "
            "row, what was answered gives the column.",
        ),
        Mistake(
            "only the last sample",
            lambda labels, answers, n_classes: _confusion(labels[-1:], answers[-1:], n_classes),
            "Only the last sample counts in your result. Is the matrix made anew inside the loop?",
        ),
        Mistake(
            "only the first sample",
            lambda labels, answers, n_classes: _confusion(labels[:1], answers[:1], n_classes),
            "Only the first sample counts in your result. Does return stand inside the loop?",
        ),
        Mistake(
            "last sample missing",
            lambda labels, answers, n_classes: _confusion(labels[:-1], answers[:-1], n_classes),
            "The last sample is missing. Does the loop stop one step too early?",
        ),
        Mistake(
            "first sample missing",
            lambda labels, answers, n_classes: _confusion(labels[1:], answers[1:], n_classes),
            "The first sample is missing. Python counts them from 0.",
        ),
        Mistake(
            "nothing counted",
            _of(lambda counts, n: np.zeros((n, n))),
            "The shape is right, and all is 0. Where does a sample go?",
        ),
        Mistake(
            "all rows alike",
            _of(lambda counts, n: np.tile(counts.sum(axis=0), (n, 1))),
            "All your rows are alike. [[0] * n] * n repeats one and the same row, and counts[:, answer] += 1 adds "
            "to a whole column.",
        ),
        Mistake(
            "all columns alike",
            _of(lambda counts, n: np.tile(counts.sum(axis=1)[:, None], (1, n))),
            "All your columns are alike: counts[label] += 1 adds to a whole row. Only one entry of it should grow.",
        ),
        Mistake(
            "one too many everywhere",
            _of(lambda counts, n: counts + 1),
            "Every count is one too many. With what does your matrix begin?",
        ),
        Mistake(
            "the diagonal",
            _of(lambda counts, n: np.diag(counts)),
            "This is how many of each class are right, the diagonal. The matrix has the wrong ones too.",
        ),
        Mistake(
            "how many right",
            _of(lambda counts, n: np.trace(counts)),
            "This is how many are right in all, the sum of the diagonal. The matrix says for which class.",
        ),
        Mistake(
            "share right",
            _of(lambda counts, n: np.trace(counts) / counts.sum()),
            "This is the share of right answers. The matrix says which class was taken for which.",
        ),
        Mistake(
            "how often each class occurs",
            _of(lambda counts, n: counts.sum(axis=1)),
            "This is how often each class occurs. What was answered, each time?",
        ),
        Mistake(
            "how often each answer occurs",
            _of(lambda counts, n: counts.sum(axis=0)),
            "This is how often each answer occurs. What was it really, each time?",
        ),
        Mistake(
            "all in one list",
            _of(lambda counts, n: counts.ravel()),
            "The counts are right, but they stand in one long list. A row for each class is wanted.",
        ),
    ),
)
