"""The exercise of lesson 05 on targets for several classes: a class as a row."""

import numpy as np

from nbhelpers.exercises.exercise import Mistake
from nbhelpers.exercises.training_playground.written import WrittenOut
from nbhelpers.network import one_hot


def _rows(labels, n_classes):
    """Write the rows out."""
    return [[float(column == label) for column in range(n_classes)] for label in labels]


def _everywhere(labels, n_classes):
    """Return rows that all have a 1 for every label."""
    return np.tile(one_hot(labels, n_classes).max(axis=0), (len(labels), 1))


ONE_HOT = WrittenOut(
    name="one_hot",
    title="A class as a row",
    reference=lambda labels, n_classes: one_hot(labels, n_classes),
    oracle=_rows,
    correct="Your rows agree with the library, also where no sample has the last class.",
    cases=(
        (np.array([2, 0, 1]), 3),
        (np.array([1, 3, 1, 0, 2]), 6),
        (np.array([0, 0, 1, 0]), 2),
        (np.array([4, 1]), 5),
    ),
    mistakes=(
        Mistake(
            "transposed",
            lambda labels, n_classes: one_hot(labels, n_classes).T,
            "Rows and columns have changed places. Each sample is a row.",
        ),
        Mistake(
            "label instead of 1",
            lambda labels, n_classes: one_hot(labels, n_classes) * labels[:, None],
            "The places are right, but they hold the label. Put 1 there, the probability that is wanted.",
        ),
        Mistake(
            "counted from 1",
            lambda labels, n_classes: np.roll(one_hot(labels, n_classes), -1, axis=1),
            "Each 1 stands one place too far left, and that of class 0 in the last column. Classes are counted "
            "from 0, as Python counts columns.",
        ),
        Mistake(
            "counted from 1, class 0 lost",
            lambda labels, n_classes: np.eye(n_classes, k=-1)[labels],
            "Each 1 stands one place too far left, and class 0 has none. Classes are counted from 0, as Python "
            "counts columns.",
        ),
        Mistake(
            "one place too far right",
            lambda labels, n_classes: np.roll(one_hot(labels, n_classes), 1, axis=1),
            "Each 1 stands one place too far right. Classes are counted from 0, as Python counts columns.",
        ),
        Mistake(
            "last class lost",
            lambda labels, n_classes: np.eye(n_classes, k=1)[labels],
            "Each 1 stands one place too far right, and the last class has none. Classes are counted from 0, as "
            "Python counts columns.",
        ),
        Mistake(
            "a column too many",
            lambda labels, n_classes: np.eye(n_classes + 1)[labels],
            "There is a column too many. Classes are counted from 0: what is the number of the last one?",
        ),
        Mistake(
            "a column too many in front",
            lambda labels, n_classes: np.eye(n_classes + 1)[labels + 1],
            "There is a column too many, the first. Classes are counted from 0, as Python counts columns.",
        ),
        Mistake(
            "columns up to the largest label",
            lambda labels, n_classes: np.eye(np.max(labels) + 1)[labels],
            "You made columns up to the largest label that occurs. A class that no sample here has needs its "
            "column too, as the network has an output for it.",
        ),
        Mistake(
            "columns for the labels that occur",
            lambda labels, n_classes: (labels[:, None] == np.unique(labels)).astype(float),
            "You made a column for each label that occurs. A class that no sample here has needs its column too, "
            "as the network has an output for it.",
        ),
        Mistake(
            "labels returned",
            lambda labels, n_classes: labels,
            "These are the labels as they came. Each is to become a row.",
        ),
        Mistake(
            "labels in a column",
            lambda labels, n_classes: labels[:, None],
            "These are the labels, one below the other. Each is to become a row with a place for every class.",
        ),
        Mistake(
            "0 and 1 changed",
            lambda labels, n_classes: 1 - one_hot(labels, n_classes),
            "0 and 1 have changed places. The class gets the 1.",
        ),
        Mistake(
            "−1 instead of 0",
            lambda labels, n_classes: 2 * one_hot(labels, n_classes) - 1,
            "You put −1 where 0 belongs. A row is to add up to 1, as shares do.",
        ),
        Mistake(
            "the same row for all",
            _everywhere,
            "All your rows are alike, with a 1 for every label that occurs. [[0] * n] * m repeats one and the same "
            "row, and rows[:, labels] = 1 sets whole columns: each sample needs a row, and a place, of its own.",
        ),
        Mistake(
            "earlier ones kept",
            lambda labels, n_classes: np.maximum.accumulate(one_hot(labels, n_classes)),
            "Your rows keep the ones of the rows before. Is the row of zeros made once, before the loop?",
        ),
        Mistake(
            "only the first row",
            lambda labels, n_classes: one_hot(labels, n_classes) * (np.arange(len(labels)) == 0)[:, None],
            "Only the first row has its 1. Does return stand inside the loop?",
        ),
        Mistake(
            "only the last row",
            lambda labels, n_classes: one_hot(labels, n_classes)[-1],
            "This is the row of the last sample. Where are the others kept?",
        ),
        Mistake(
            "added up",
            lambda labels, n_classes: one_hot(labels, n_classes).sum(axis=0),
            "This is how often each class occurs. Each sample is to have a row of its own.",
        ),
        Mistake(
            "all in one list",
            lambda labels, n_classes: one_hot(labels, n_classes).ravel(),
            "The numbers are right, but they stand in one long list. Each sample is to have a row of its own.",
        ),
        Mistake(
            "the rows of the classes",
            lambda labels, n_classes: np.eye(n_classes),
            "These are the rows of the classes, each once and in order. Which of them belongs to each sample?",
        ),
        Mistake(
            "nothing but zeros",
            lambda labels, n_classes: np.zeros((len(labels), n_classes)),
            "The shape is right, and all is 0. Where does the 1 go?",
        ),
        Mistake(
            "nothing but ones",
            lambda labels, n_classes: np.ones((len(labels), n_classes)),
            "The shape is right, and all is 1. One place in each row is to have the 1.",
        ),
        Mistake(
            "ones up to the class",
            lambda labels, n_classes: (np.arange(n_classes) <= labels[:, None]).astype(float),
            "Your ones go on up to the class. Only its own place is to have one.",
        ),
        Mistake(
            "columns from the right",
            lambda labels, n_classes: one_hot(labels, n_classes)[:, ::-1],
            "You counted the columns from the right. Class 0 is the first column.",
        ),
        Mistake(
            "rows from the last",
            lambda labels, n_classes: one_hot(labels, n_classes)[::-1],
            "The last sample has come first. Row i belongs to labels[i].",
        ),
    ),
)
