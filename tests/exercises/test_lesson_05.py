"""Lesson 05: each correct variant is accepted, each slip recognised; the open task answers whatever comes."""

import ast
import math
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest

from nbhelpers import network
from nbhelpers.activations import ACTIVATIONS, softmax
from nbhelpers.exercises import training_playground as lesson
from nbhelpers.exercises.outcome import Status
from nbhelpers.exercises.training_playground import running, spirals
from nbhelpers.exercises.training_playground.settings import EXAMPLE, Settings, read_settings

NAMES = ("layers", "activation", "init", "learning_rate", "batch_size", "n_epochs")


def settings(*values, **changes):
    return dict(zip(NAMES, values, strict=True)) | changes


GOOD = settings([8, 8], "leaky_relu", "xavier", 0.2, 25, 1000)
QUICK = settings([8, 8], "tanh", "xavier", 0.1, 25, 3)  # far from enough


def in_single(function):
    return lambda *inputs: function(*(np.asarray(value, dtype=np.float32) for value in inputs))


def parameters_in_full(sizes):
    n = 0
    for i in range(1, len(sizes)):
        n += sizes[i - 1] * sizes[i]
        n += sizes[i]
    return n


def parameters_taken_apart(sizes):
    n = 0
    while len(sizes) > 1:
        n += (sizes.pop(0) + 1) * sizes[0]
    return n


def updates_one_by_one(samples, batch, epochs):
    n = 0
    for _ in range(epochs):
        used = 0
        while used < samples:
            used += batch
            n += 1
    return n


def updates_by_if(samples, batch, epochs):
    whole, rest = divmod(samples, batch)
    return (whole + 1) * epochs if rest else whole * epochs


def accuracy_in_full(a, target):
    right = 0
    for i in range(len(a)):
        answer = 1 if a[i] >= 0.5 else 0
        if answer == target[i]:
            right += 1
    return right / len(a)


def accuracy_of_rows(a, target):
    right = 0
    for output, wanted in zip(a, target, strict=True):
        right += (output >= 0.5) == wanted  # each an array with one entry
    return right / len(a)


def accuracy_in_place(a, target):
    a[a >= 0.5] = 1
    a[a < 0.5] = 0
    return np.mean(a == target)


def one_hot_in_full(labels, n):
    rows = []
    for label in labels:
        row = [0] * n
        row[label] = 1
        rows.append(row)
    return rows


def one_hot_by_places(labels, n):
    rows = np.zeros((len(labels), n))
    rows[np.arange(len(labels)), labels] = 1
    return rows


def delta_in_full(z, target):
    result = []
    for scores, wanted in zip(z, target, strict=True):
        top = max(scores)
        powers = [math.exp(score - top) for score in scores]
        total = sum(powers)
        result.append([(power / total - T) / len(z) for power, T in zip(powers, wanted, strict=True)])
    return result


def delta_in_place(z, target):
    z -= z.max(axis=1, keepdims=True)
    np.exp(z, out=z)
    z /= z.sum(axis=1, keepdims=True)
    z -= target
    z /= len(z)
    return z


def confusion_in_full(labels, answers, n):
    counts = [[0] * n for _ in range(n)]
    for label, answer in zip(labels, answers, strict=True):
        counts[label][answer] += 1
    return counts


def confusion_at_once(labels, answers, n):
    counts = np.zeros((n, n), dtype=int)
    np.add.at(counts, (labels, answers), 1)
    return counts


CORRECT = {
    "count_parameters": [
        *(parameters_in_full, parameters_taken_apart),
        lambda sizes: sum((a + 1) * b for a, b in pairwise(sizes)),
        lambda sizes: np.dot(sizes[:-1], sizes[1:]) + sum(sizes[1:]),
        lambda sizes: float(np.sum((np.array(sizes[:-1]) + 1) * np.array(sizes[1:]))),
    ],
    "count_updates": [
        *(updates_one_by_one, updates_by_if),
        lambda n, batch, epochs: math.ceil(n / batch) * epochs,
        lambda n, batch, epochs: -(-n // batch) * epochs,
        lambda n, batch, epochs: len(range(0, n, batch)) * epochs,
        lambda n, batch, epochs: Fraction(math.ceil(n / batch) * epochs),
        in_single(lambda n, batch, epochs: np.ceil(n / batch) * epochs),
    ],
    "accuracy": [
        *(accuracy_in_full, accuracy_of_rows, accuracy_in_place),
        lambda a, target: np.mean((a >= 0.5) == target),
        lambda a, target: 1 - np.mean(np.abs((a >= 0.5) - target)),
        lambda a, target: np.count_nonzero(np.floor(a + 0.5) == target) / a.size,
        lambda a, target: np.mean((a >= 0.5) == (target >= 0.5), axis=0),
        in_single(lambda a, target: np.mean(np.where(a < 0.5, 0, 1) == target)),
    ],
    "spirals": [
        GOOD,
        settings((8.0, np.int64(8)), "Leaky ReLU", " Xavier", Fraction(1, 5), np.float64(25), 1000.0),
        dict(reversed(GOOD.items())),
        settings([8] * 4, "tanh", "he", 0.05, 15, 500),
        settings(np.array([8, 8]), "ReLU", "xavier", 0.05, 10, 1000),
        settings([8, 8], "tanh", "xavier", 0.8, 42, 1000),
    ],
    "one_hot": [
        *(one_hot_in_full, one_hot_by_places),
        lambda labels, n: np.eye(n)[labels],
        lambda labels, n: [[1 if column == label else 0 for column in range(n)] for label in labels],
        lambda labels, n: 1 * (labels[:, None] == np.arange(n)),
        lambda labels, n: np.eye(n, dtype=np.float32)[labels],
    ],
    "output_delta": [
        *(delta_in_full, delta_in_place),
        lambda z, target: (softmax(z) - target) / len(z),
        lambda z, target: softmax(z - 1) / len(z) - target / len(z),
        lambda z, target: np.array([(softmax(row) - T) / len(z) for row, T in zip(z, target, strict=True)]),
        lambda z, target: -1 / z.shape[0] * (target - softmax(z)),
        in_single(lambda z, target: (softmax(z) - target) / len(z)),
    ],
    "confusion": [
        *(confusion_in_full, confusion_at_once),
        lambda labels, answers, n: np.bincount(labels * n + answers, minlength=n * n).reshape(n, n),
        lambda labels, answers, n: [[sum((labels == i) & (answers == j)) for j in range(n)] for i in range(n)],
        lambda labels, answers, n: np.eye(n)[labels].T @ np.eye(n)[answers],
    ],
}
assert set(CORRECT) == set(lesson.CATALOGUE)
VARIANTS = [pytest.param(name, answer) for name, answers in CORRECT.items() for answer in answers]
FUNCTIONS = [name for name in CORRECT if name != "spirals"]


def check(name, answer):
    return getattr(lesson, f"check_{name}")(answer)


@pytest.mark.parametrize(("name", "answer"), VARIANTS)
def test_each_correct_variant_is_accepted(name, answer):
    outcome = check(name, answer)
    assert outcome, outcome


def parameters_with_return_in_the_loop(sizes):
    n = 0
    for n_in, n_out in pairwise(sizes):
        n += (n_in + 1) * n_out
        return n
    return None


def one_hot_of_one_row(labels, n):
    rows = [[0] * n] * len(labels)
    for i, label in enumerate(labels):
        rows[i][label] = 1
    return rows


def one_hot_columns(labels, n):
    rows = np.zeros((len(labels), n))
    rows[:, labels] = 1
    return rows


def confusion_by_places(labels, answers, n):
    counts = np.zeros((n, n))
    counts[labels, answers] += 1
    return counts


def plain(z, axis=1):
    return np.exp(z) / np.sum(np.exp(z), axis=axis, keepdims=True)


@pytest.mark.parametrize(
    ("name", "answer", "mistake"),
    [
        ("count_parameters", parameters_with_return_in_the_loop, "only the first pair"),
        ("count_parameters", lambda s: sum(s[i - 1] * s[i] + s[i] for i in range(len(s))), "last with the first"),
        ("count_parameters", lambda s: sum(s[i] * s[i + 1] for i in range(len(s))), "raises an exception"),
        ("count_parameters", lambda s: np.prod(s), "all sizes multiplied"),
        ("count_updates", lambda n, batch, epochs: int(n / batch) * epochs, "rounded down"),
        ("count_updates", lambda n, batch, epochs: math.ceil(n * epochs / batch), "rounded up at the end"),
        ("count_updates", lambda n, batch, epochs: len(range(0, n + 1, batch)) * epochs, "always one more"),
        ("accuracy", lambda a, target: np.mean(np.round(a) == target), "½ counted as no"),
        ("accuracy", lambda a, target: np.mean((a >= 0.5) == target.ravel()), "every answer with every target"),
        ("accuracy", lambda a, target: np.mean(a.astype(int) == target), "cut off to whole numbers"),
        ("accuracy", lambda a, target: (a >= 0.5) == target, "truth value"),
        ("accuracy", lambda a, target: 1 if a >= 0.5 else 0, "raises an exception"),
        ("one_hot", one_hot_of_one_row, "the same row for all"),
        ("one_hot", one_hot_columns, "the same row for all"),
        ("one_hot", lambda labels, n: np.eye(n)[:, labels], "transposed"),
        ("one_hot", lambda labels, n: np.eye(labels.max() + 1)[labels], "columns up to the largest label"),
        ("one_hot", lambda labels, n: np.zeros(len(labels), n), "raises an exception"),
        ("one_hot", lambda labels, n: np.eye(n)[labels][:, None], "wrong shape"),
        ("output_delta", lambda z, target: (plain(z) - target) / len(z), "overflow"),
        ("output_delta", lambda z, target: plain(z) - target, "not divided by m, overflow"),
        ("output_delta", lambda z, target: softmax(z) - target, "not divided by m"),
        ("output_delta", lambda z, target: (softmax(z.T).T - target) / len(z), "softmax along the samples"),
        ("output_delta", lambda z, target: (plain(z - z.max()) - target) / len(z), "largest of all subtracted"),
        ("output_delta", lambda z, target: (plain(z, None) - target) / len(z), "softmax over everything, overflow"),
        ("output_delta", lambda z, target: np.mean(softmax(z) - target, axis=0), "added up over the samples"),
        ("output_delta", lambda z, target: z / np.sum(z, axis=1), "raises an exception"),
        ("confusion", confusion_by_places, "set in place of counted"),
        ("confusion", lambda labels, answers, n: np.mean(labels == answers), "share right"),
        ("confusion", lambda labels, answers, n: confusion_in_full(answers, labels, n), "transposed"),
        ("confusion", lambda labels, answers, n: np.eye(n)[labels] @ np.eye(n)[answers].T, "wrong shape"),
        ("spirals", GOOD | {"learning_rate": 0}, "α is 0"),
        ("spirals", GOOD | {"layers": [2, 8, 8, 1], "n_epochs": 10}, "narrow layer"),
        ("spirals", GOOD | {"learning_rate": 1e308}, "diverged"),
    ],
)
def test_slips_as_a_student_writes_them_are_recognised(name, answer, mistake):
    outcome = check(name, answer)
    assert outcome.status is Status.NOT_YET
    assert outcome.mistake == mistake


def stub(*_):
    raise NotImplementedError


def failing(*_):
    return 1 / 0


@pytest.mark.parametrize("name", FUNCTIONS)
def test_what_is_no_answer_is_said_to_be_none(name):
    assert check(name, stub).status is Status.NOT_ATTEMPTED
    for answer, mistake in (
        (lambda *_: None, "return forgotten"),
        (failing, "raises an exception"),
        (lambda: 0, "wrong number of arguments"),
        (None, "value, not a function"),
        (lambda *_: "0.5", "text"),
        (lambda *_: np.zeros((3, 3, 3)), "list for number" if name[:5] in ("count", "accur") else "wrong shape"),
    ):
        outcome = check(name, answer)
        assert (outcome.status, outcome.mistake) == (Status.NOT_YET, mistake)


def test_matrices_are_written_out():
    message = check("output_delta", lambda z, target: 3 * (softmax(z) - target)).message
    assert "z = [[0, 0], [0, 1.09861]], target = [[1, 0], [0, 1]]" in message
    assert "Expected: [[-0.25, 0.25], [0.125, -0.125]]\nGot: [[-1.5, 1.5], [0.75, -0.75]]" in message
    assert "Got: an array of shape (50, 2)" in check("one_hot", lambda labels, n: np.zeros((50, 2))).message


def test_trouble_with_arrays_comes_with_advice():
    for name, answer, advice in (
        ("accuracy", lambda a, target: 1 if a >= 0.5 else 0, "cannot answer for a whole array"),
        ("accuracy", lambda a, target: (a >= 0.5) == target, ".astype(float)"),
        ("one_hot", lambda labels, n: np.zeros(len(labels), n), "brackets of its own"),
        ("output_delta", lambda z, target: z / np.sum(z, axis=1), "keepdims=True"),
    ):
        assert advice in check(name, answer).message


def test_the_examples_of_the_statements():
    answer = {name: lesson.CATALOGUE[name].reference for name in FUNCTIONS}
    assert answer["count_parameters"]([2, 4, 2, 1]) == 25
    assert answer["count_updates"](250, 100, 2) == 6
    assert answer["accuracy"](np.array([[0.8], [0.3], [0.6]]), np.array([[1], [1], [0]])) == pytest.approx(1 / 3)
    assert np.array_equal(answer["one_hot"](np.array([1, 0]), 3), [[0, 1, 0], [1, 0, 0]])
    assert answer["output_delta"](np.zeros((1, 2)), np.array([[1, 0]])) == pytest.approx(np.array([[-0.5, 0.5]]))
    counts = answer["confusion"](np.array([0, 0, 1]), np.array([0, 1, 1]), 2)
    assert np.array_equal(counts, [[1, 1], [0, 1]])
    message = check("spirals", settings([4], "sigmoid", "normal", 0.1, 25, 100)).message
    assert "52.8 % of the held-out points" in message
    assert not check("spirals", ast.literal_eval(EXAMPLE))


def test_the_answers_are_the_librarys():
    rng = np.random.default_rng(0)
    for sizes in ([2, 1], [64, 20, 10]):
        made = network.Network.create(sizes, hidden="tanh", output="softmax", init="he", seed=0)
        assert lesson.CATALOGUE["count_parameters"].reference(sizes) == made.n_parameters
    labels = rng.integers(4, size=9)
    made = network.Network.create([3, 5, 4], hidden="tanh", output="softmax", init="he", seed=0)
    target = network.one_hot(labels, 4)
    gradients = network.backward(made, rng.normal(size=(9, 3)), target)
    delta = lesson.CATALOGUE["output_delta"].reference(gradients.trace.z[-1], target)
    assert delta == pytest.approx(gradients.delta[-1], rel=1e-12, abs=1e-15)
    one = network.Network.create([3, 5, 1], hidden="tanh", output="sigmoid", init="he", seed=0)
    x, yes = rng.normal(size=(40, 3)), rng.integers(2, size=(40, 1)).astype(float)
    share = lesson.CATALOGUE["accuracy"].reference(network.forward(one, x).output, yes)
    assert share == network.accuracy(one, x, yes)


def test_naive_softmax_fails_where_it_overflows_and_nowhere_else():
    exercise = lesson.CATALOGUE["output_delta"]
    with np.errstate(all="ignore"):
        nan = [bool(np.isnan(plain(z)).any()) for z, _ in exercise.cases]
    assert nan == [False, False, True]


def test_the_open_task_tells_what_it_saw():
    outcome = check("spirals", GOOD)
    run = running.trained(read_settings(GOOD))
    assert run.right_held_out == network.accuracy(run.end, *running.HELD_OUT) >= 0.93
    assert f"{100 * run.right_held_out:.3g} % of the held-out points" in outcome.message
    assert f"E went from {run.losses[0]:.3g} to {run.losses[-1]:.3g}" in outcome.message
    assert "5,000 updates" in outcome.message
    assert run.n_updates == lesson.CATALOGUE["count_updates"].reference(125, 25, 1000)
    assert check("spirals", GOOD).message == outcome.message


def test_the_training_is_the_one_written_out():
    for given in (QUICK, settings([4], "relu", "he", 0.1, 200, 20)):
        run = running.trained(read_settings(given))
        slow = running.figures(running.trained_slowly(read_settings(given)))
        assert running.figures(run.end) == pytest.approx(slow, rel=1e-9)
        assert run.losses[-1] == pytest.approx(slow[0], rel=1e-9)


def test_the_points_are_those_of_the_lesson():
    assert len(running.TRAIN.x) == len(running.HELD_OUT.x) == 125
    both = np.concatenate([running.TRAIN.x, running.HELD_OUT.x])
    assert len(np.unique(both, axis=0)) == 250


def test_the_numbers_in_the_findings():
    assert round(spirals.GUESSED, 2) == 0.69
    line = running.trained(Settings((), "tanh", "xavier", 0.1, 125, 1000))
    assert line.losses[-1] == pytest.approx(spirals.LINE, abs=1e-4)
    assert round(spirals.LINE, 2) == 0.61
    assert ACTIVATIONS["sigmoid"].df(0) == 1 / 4
    deep = running.trained(Settings((8,) * 6, "sigmoid", "xavier", 0.1, 10, 2))
    message = check("spirals", settings([8] * 6, "sigmoid", "xavier", 0.1, 10, 2)).message
    assert f"was 1/{1 / deep.arriving:,.0f} of the last's" in message
    few = check("spirals", settings([8], "tanh", "xavier", 0.2, 25, 2)).message
    assert "33 weights and biases" in few
    assert len(running.trained(read_settings(QUICK)).losses) == 4


def test_every_finding_leads_on_and_the_last_holds_always():
    findings = lesson.CATALOGUE["spirals"].mistakes
    assert findings[-1].holds(None)
    for finding in findings:
        message = check("spirals", finding.answer).message
        assert "Wanted: 85 % of the held-out points right.\nGot: " in message
        assert "nan" not in message


REFUSED = {
    "layers": [
        8,
        "8, 8",
        [9],
        [0],
        [8.5],
        [8] * 7,
        [[8], [8]],
        [True],
        None,
        {8},
        [math.nan],
        np.eye(2),
        [10**400],
    ],
    "activation": ["softmax", "tan", 5, None, ["relu"], "", np.tanh],
    "init": ["random", 0, None],
    "learning_rate": ["0.1", (0, 1), None, math.nan, math.inf, -0.1, True, [0.1], 1j, 10**400],
    "batch_size": [0, 4, 7.5, "all", None, math.nan, 10**400],
    "n_epochs": [0, 1001, 0.5, "10", None, math.inf, True],
}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in REFUSED.items() for value in values])
def test_an_entry_out_of_range_is_named(name, value):
    outcome = check("spirals", GOOD | {name: value})
    assert (outcome.status, outcome.mistake) == (Status.NOT_YET, "entry refused")
    assert outcome.message.startswith(f"{name} is to be ")
    assert " Yours is " in outcome.message
    assert len(outcome.message) < 250


def test_how_numbers_are_written():
    assert "without quotes" in check("spirals", GOOD | {"learning_rate": "0.1"}).message
    assert "after a point" in check("spirals", GOOD | {"learning_rate": (0, 1)}).message
    assert "function or a class" in check("spirals", lambda: GOOD).message


def test_missing_and_unknown_entries_are_named():
    without = {name: value for name, value in GOOD.items() if name != "learning_rate"}
    assert "Missing: learning_rate." in check("spirals", without).message
    both = check("spirals", without | {"alpha": 0.1})
    assert both.mistake == "entry missing"
    assert "Missing: learning_rate. Not known: 'alpha'." in both.message
    assert check("spirals", GOOD | {"alpha": 0.1}).mistake == "entry unknown"
    assert check("spirals", {}).mistake == "entry missing"


def test_blanks_are_not_attempted_yet():
    blanks = settings(*[...] * 6)
    for given in (None, ..., blanks, GOOD | {"init": ...}):
        outcome = check("spirals", given)
        assert outcome.status is Status.NOT_ATTEMPTED
        assert "in place of the dots" in outcome.message
    assert check("spirals", GOOD | {"init": ...}).message.endswith("dots: init.")


class Hostile(dict):
    """Raises from every method that a check might be tempted to call."""

    def _refuse(self, *_args, **_kwargs):
        raise SystemExit("no")

    __repr__ = __str__ = __contains__ = __getitem__ = __iter__ = __len__ = __eq__ = get = keys = _refuse
    __hash__ = None


def test_the_open_task_answers_whatever_comes():
    itself = dict(GOOD)
    itself["layers"] = itself
    odd = [Hostile(GOOD), GOOD | {"layers": Hostile()}, GOOD | {"init": Hostile()}, itself, Hostile]
    for given in (*odd, 3, "relu", [8, 8], {1}, math.nan, object(), list(GOOD.items()), np.zeros(3)):
        outcome = check("spirals", given)
        assert outcome.status is Status.NOT_YET
        assert outcome.message
    assert check("spirals", "relu").mistake == "no dict"


def test_a_batch_of_more_than_all_points_is_all_of_them():
    ends = [check("spirals", QUICK | {"batch_size": size}).message for size in (125, 10**6, 1e300)]
    assert len(set(ends)) == 1
    assert "In 3 updates" in ends[0]


def test_a_training_that_is_stopped_is_said_to_be(monkeypatch):
    def stopped(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(spirals, "trained", stopped)
    outcome = check("spirals", GOOD)
    assert outcome.mistake == "stopped"
    assert "The training was stopped" in outcome.message


def test_what_is_given_stays_as_it_is():
    given = settings([8, 8], "Tanh", "xavier", 0.1, 25, 2)
    check("spirals", given)
    assert given == settings([8, 8], "Tanh", "xavier", 0.1, 25, 2)


def test_messages_are_calm():
    for exercise in lesson.CATALOGUE.values():
        for text in (exercise.correct, *(mistake.message for mistake in exercise.mistakes)):
            assert "!" not in text
            assert text[0].isupper() or text[0] == "0"
            assert text[-1] in ".?)"
