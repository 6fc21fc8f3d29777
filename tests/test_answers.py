"""What a network answers: every number anew by loops, ties and order, and what is refused."""

import math

import numpy as np
import pytest

from nbhelpers.network import Answers, Network, accuracy, answers, forward, one_hot

BAD_LABELS = [None, "012", [], [0, 1], [0, 1, 2, 3.5, 1], [0, 1, 2, 3, 1, 0], [[0, 1, 2, 3, 1]], [math.nan] * 5]
BAD_LABELS += [[0, 1, 2, 4, 1], [0, 1, -1, 2, 3], [True] * 5, ["0"] * 5, [math.inf] * 5]


@pytest.fixture(autouse=True)
def the_strictest_floating_point():
    with np.errstate(all="raise"):
        yield


def make(n_classes=4, output="softmax", seed=3):
    return Network.create([3, 5, n_classes], hidden="tanh", output=output, init="he", seed=seed)


def asked(rng, n_samples=40, n_classes=4, seed=3):
    """Return a network, samples and their labels."""
    return make(n_classes, seed=seed), rng.normal(size=(n_samples, 3)), rng.integers(n_classes, size=n_samples)


def passing(shares):
    """Return a network whose shares are those of the sample itself, which holds their logarithms."""
    n = len(shares[0])
    network = Network([np.eye(n)], [np.zeros(n)], ["softmax"])
    return network, np.log(shares)


@pytest.mark.parametrize("seed", range(5))
def test_every_number_by_loops(rng, seed):
    network, x, label = asked(rng, seed=seed)
    said = answers(network, x, label)
    assert isinstance(said, Answers)
    expected = [forward(network, [row]).output[0] for row in x]
    assert said.share == pytest.approx(np.array(expected), rel=1e-12)
    confusion = [[0] * 4 for _ in range(4)]
    wrong = []
    for i, row in enumerate(expected):
        best = max(range(4), key=lambda k, row=row: (row[k], -k))
        assert said.answer[i] == best
        confusion[label[i]][best] += 1
        if best != label[i]:
            wrong.append((-row[best], i))
    assert said.confusion.tolist() == confusion
    assert said.worst.tolist() == [i for _, i in sorted(wrong)]
    assert said.label.tolist() == label.tolist()
    assert said.confidence.tolist() == [max(row) for row in said.share]


def test_the_accuracy_is_that_of_the_network(rng):
    network, x, label = asked(rng)
    said = answers(network, x, label)
    assert said.accuracy == accuracy(network, x, one_hot(label, 4))
    assert 0 < said.accuracy < 1
    assert said.accuracy == np.trace(said.confusion) / 40


def test_the_worst_are_in_order_of_confidence_and_among_equals_of_place():
    shares = [[0.6, 0.4], [0.9, 0.1], [0.3, 0.7], [0.9, 0.1], [0.2, 0.8]]
    said = answers(*passing(shares), [1, 1, 0, 1, 1])
    assert said.worst.tolist() == [1, 3, 2, 0]
    assert said.accuracy == 0.2


def test_many_equals_stay_in_their_order_too():  # a sort that is not stable keeps that of a few
    said = answers(*passing([[0.6, 0.4], [0.9, 0.1]] * 50), [1] * 100)
    assert said.worst.tolist() == [*range(1, 100, 2), *range(0, 100, 2)]


def test_of_equal_shares_the_first_is_the_answer():
    said = answers(*passing([[0.2, 0.4, 0.4]]), [2])
    assert said.answer.tolist() == [1]
    assert said.confusion.tolist() == [[0, 0, 0], [0, 0, 0], [0, 1, 0]]


def test_the_most_frequent_mistake():
    sure = np.eye(3) * 0.97 + 0.01
    label, answer = [0, 1, 1, 2, 2, 2, 2, 2], [0, 1, 0, 2, 0, 2, 0, 1]
    assert answers(*passing(sure[answer]), label).mix_up == (2, 0, 2)
    assert answers(*passing(sure[[1, 0]]), [0, 1]).mix_up == (0, 1, 1)  # the first of equals
    right = answers(*passing(sure[[0, 1, 2]]), [0, 1, 2])
    assert (right.mix_up, right.worst.tolist(), right.accuracy) == (None, [], 1)


def test_read_only_whole_numbers(rng):
    network, x, label = asked(rng)
    said = answers(network, x, label.astype(float))
    label[:] = 0  # the caller's own
    assert said.label.any()
    for name in ("share", "answer", "label", "confusion", "worst"):
        array = getattr(said, name)
        assert array.dtype == (float if name == "share" else int)
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0
    with pytest.raises(AttributeError):
        said.share = None


@pytest.mark.parametrize("output", ["sigmoid", "linear"])
def test_only_shares_are_answers(output):
    with pytest.raises(ValueError, match=f"^network: expected a softmax output, got {output}$"):
        answers(make(output=output), np.zeros((5, 3)), [0] * 5)


@pytest.mark.parametrize("bad", BAD_LABELS, ids=repr)
def test_bad_labels(bad):
    with pytest.raises(ValueError, match=r"^label: expected "):
        answers(make(), np.zeros((5, 3)), bad)


@pytest.mark.parametrize("bad", [None, "x", [], [1, 2, 3], np.zeros((5, 2)), np.full((5, 3), np.nan)], ids=repr)
def test_bad_samples(bad):
    with pytest.raises(ValueError, match=r"^x: expected finite numbers of shape "):
        answers(make(), bad, [0] * 5)
