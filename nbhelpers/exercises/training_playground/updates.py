"""The exercise of lesson 05 that counts the updates of a training."""

import math

from nbhelpers.exercises.exercise import Exercise, Mistake


def _batches(n_samples, batch_size):
    """Count the batches of one epoch."""
    return math.ceil(n_samples / batch_size)


def _by_dealing(n_samples, batch_size, n_epochs):
    """Deal the samples into batches, epoch after epoch, and count."""
    n_updates = 0
    for _ in range(n_epochs):
        left = list(range(n_samples))
        while left:
            del left[:batch_size]
            n_updates += 1
    return n_updates


COUNT_UPDATES = Exercise(
    name="count_updates",
    title="How often the weights move",
    reference=lambda n_samples, batch_size, n_epochs: _batches(n_samples, batch_size) * n_epochs,
    oracle=_by_dealing,
    correct="Your count agrees with dealing the samples out, also where the last batch is smaller or the only one.",
    cases=((10, 4, 3), (12, 4, 5), (23, 6, 10), (6, 10, 4), (8, 8, 7), (1797, 32, 2)),
    mistakes=(
        Mistake(
            "rounded down",
            lambda n_samples, batch_size, n_epochs: n_samples // batch_size * n_epochs,
            "You rounded down, so the samples that are left over are never used. They make a last, smaller batch.",
        ),
        Mistake(
            "rounded down, but at least 1",
            lambda n_samples, batch_size, n_epochs: max(1, n_samples // batch_size) * n_epochs,
            "You rounded down, except where that gives 0. What becomes of the samples that are left over?",
        ),
        Mistake(
            "not rounded",
            lambda n_samples, batch_size, n_epochs: n_samples / batch_size * n_epochs,
            "You did not round. A smaller batch is an update like any other: there are no half updates.",
        ),
        Mistake(
            "rounded to the nearest",
            lambda n_samples, batch_size, n_epochs: round(n_samples / batch_size) * n_epochs,
            "You rounded to the nearest whole number. Even a single sample that is left over makes a batch.",
        ),
        Mistake(
            "rounded up at the end",
            lambda n_samples, batch_size, n_epochs: math.ceil(n_samples / batch_size * n_epochs),
            "You rounded up once, at the very end. Each epoch deals all samples anew, and has a last batch itself.",
        ),
        Mistake(
            "rounded down at the end",
            lambda n_samples, batch_size, n_epochs: n_samples * n_epochs // batch_size,
            "You rounded once, at the very end, and down. Each epoch ends with a batch of what is left over.",
        ),
        Mistake(
            "always one more",
            lambda n_samples, batch_size, n_epochs: (n_samples // batch_size + 1) * n_epochs,
            "You always count one batch more. What if nothing is left over?",
        ),
        Mistake(
            "always one fewer",
            lambda n_samples, batch_size, n_epochs: (_batches(n_samples, batch_size) - 1) * n_epochs,
            "You count one batch too few in each epoch. Where does your count begin?",
        ),
        Mistake(
            "one more in all",
            lambda n_samples, batch_size, n_epochs: n_samples // batch_size * n_epochs + 1,
            "You rounded down, and added one update in all. How many epochs end with a smaller batch, and what if "
            "nothing is left over?",
        ),
        Mistake(
            "smaller batch once in all",
            lambda n_samples, batch_size, n_epochs: (
                n_samples // batch_size * n_epochs + (n_samples % batch_size > 0)
            ),
            "You counted the smaller batch once. How many epochs end with one?",
        ),
        Mistake(
            "each one left over by itself",
            lambda n_samples, batch_size, n_epochs: sum(divmod(n_samples, batch_size)) * n_epochs,
            "Each sample that is left over makes an update of its own in your count. Together they are one batch.",
        ),
        Mistake(
            "epochs forgotten",
            lambda n_samples, batch_size, n_epochs: _batches(n_samples, batch_size),
            "These are the updates of one epoch. How many epochs are there?",
        ),
        Mistake(
            "epochs forgotten, rounded down",
            lambda n_samples, batch_size, n_epochs: n_samples // batch_size,
            "Two things are missing: the samples that are left over, and the number of epochs.",
        ),
        Mistake(
            "epochs forgotten, not rounded",
            lambda n_samples, batch_size, n_epochs: n_samples / batch_size,
            "Two things are missing: batches come whole, and there are several epochs.",
        ),
        Mistake(
            "epochs added",
            lambda n_samples, batch_size, n_epochs: _batches(n_samples, batch_size) + n_epochs,
            "You added the epochs. Each of them goes through all batches.",
        ),
        Mistake(
            "divided by the epochs",
            lambda n_samples, batch_size, n_epochs: _batches(n_samples, batch_size) / n_epochs,
            "You divided by the epochs. More epochs make more updates.",
        ),
        Mistake(
            "one for each sample",
            lambda n_samples, batch_size, n_epochs: n_samples * n_epochs,
            "You counted one update for each sample. A batch takes the mean over its samples, and then moves once.",
        ),
        Mistake(
            "one for each epoch",
            lambda n_samples, batch_size, n_epochs: n_epochs,
            "You counted one update for each epoch. The weights move after every batch.",
        ),
        Mistake(
            "as many as a batch has samples",
            lambda n_samples, batch_size, n_epochs: batch_size * n_epochs,
            "You multiplied the epochs by the batch size. How many batches of that size does an epoch need?",
        ),
        Mistake(
            "all multiplied",
            lambda n_samples, batch_size, n_epochs: n_samples * batch_size * n_epochs,
            "You multiplied by the batch size. Larger batches make fewer updates.",
        ),
        Mistake(
            "upside down",
            lambda n_samples, batch_size, n_epochs: math.ceil(batch_size / n_samples) * n_epochs,
            "You divided the batch size by the number of samples. The fraction is upside down.",
        ),
    ),
)
