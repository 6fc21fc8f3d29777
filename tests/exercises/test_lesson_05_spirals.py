"""Lesson 05, the open task: settings that train a network on the spirals, and what is said of others."""

import ast
import math
from fractions import Fraction

import numpy as np
import pytest
from test_attempts import Hostile
from wrong_answers import raiser

from nbhelpers import network
from nbhelpers.activations import ACTIVATIONS
from nbhelpers.exercises import spirals
from nbhelpers.exercises import training_playground as lesson
from nbhelpers.exercises.outcome import Status
from nbhelpers.exercises.spirals import EXAMPLE, Settings, read_settings


def settings(*values):
    return Settings(*values)._asdict()


GOOD = settings([8, 8], "leaky_relu", "xavier", 0.2, 25, 1000)
RIGHT = [
    settings((8.0, np.int64(8)), "Leaky ReLU", " Xavier", Fraction(1, 5), np.float64(25), 1000.0),
    dict(reversed(GOOD.items())),
    settings([8] * 4, "tanh", "he", 0.05, 15, 500),
    settings(np.array([8, 8]), "ReLU", "xavier", 0.05, 10, 1000),
    settings([8, 8], "tanh", "xavier", 0.8, 42, 1000),
]
QUICK = settings([8, 8], "tanh", "xavier", 0.1, 25, 3)  # far from enough


def test_the_open_task_tells_what_it_saw():
    outcome = lesson.check_spirals(GOOD)
    run = spirals.trained(read_settings(GOOD))
    assert run.right_held_out == network.accuracy(run.end, *spirals.HELD_OUT) >= 0.93
    assert f"{100 * run.right_held_out:.3g} % of the held-out points" in outcome.message
    assert f"E went from {run.losses[0]:.3g} to {run.losses[-1]:.3g}" in outcome.message
    assert "5,000 updates" in outcome.message
    assert run.n_updates == 5 * 1000
    assert lesson.check_spirals(GOOD).message == outcome.message


def test_settings_may_come_in_any_sensible_form():
    assert all(map(lesson.check_spirals, RIGHT))


def test_blanks_are_not_attempted_yet():
    for given in (None, ..., settings(*[...] * 6), GOOD | {"init": ...}):
        outcome = lesson.check_spirals(given)
        assert outcome.status is Status.NOT_ATTEMPTED
        assert "Replace the dots" in outcome.message
    assert outcome.message.endswith("values: init.")


def test_the_example_of_the_statement_is_not_enough():
    assert "52.8 % of the held-out points" in lesson.check_spirals(ast.literal_eval(EXAMPLE)).message


def test_the_points_are_those_of_the_lesson():
    assert len(spirals.TRAIN.x) == len(spirals.HELD_OUT.x) == 125
    both = np.concatenate([spirals.TRAIN.x, spirals.HELD_OUT.x])
    assert len(np.unique(both, axis=0)) == 250


def test_the_numbers_in_the_findings():
    assert round(spirals.GUESSED, 2) == 0.69
    line = spirals.trained(Settings((), "tanh", "xavier", 0.1, 125, 1000))
    assert line.losses[-1] == pytest.approx(spirals.LINE, abs=1e-4)
    assert round(spirals.LINE, 2) == 0.61
    assert ACTIVATIONS["sigmoid"].df(0) == 1 / 4
    deep = spirals.trained(Settings((8,) * 6, "sigmoid", "xavier", 0.1, 10, 2))
    message = lesson.check_spirals(settings([8] * 6, "sigmoid", "xavier", 0.1, 10, 2)).message
    assert f"was 1/{1 / deep.arriving:,.0f} of the last's" in message
    few = lesson.check_spirals(settings([8], "tanh", "xavier", 0.2, 25, 2)).message
    assert "33 weights and biases" in few
    assert len(spirals.trained(read_settings(QUICK)).losses) == 4


def test_every_finding_leads_on_and_the_last_holds_always():
    findings = lesson.CATALOGUE["spirals"].mistakes
    assert findings[-1].holds(None)
    for finding in findings:
        message = lesson.check_spirals(finding.answer).message
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


@pytest.mark.parametrize("name", REFUSED)
def test_an_entry_out_of_range_is_named(name):
    for outcome in (lesson.check_spirals(GOOD | {name: value}) for value in REFUSED[name]):
        assert (outcome.status, outcome.mistake) == (Status.NOT_YET, "entry refused")
        assert outcome.message.startswith(f"{name} is to be ")
        assert " Yours is " in outcome.message
        assert len(outcome.message) < 250


def test_how_numbers_are_written():
    assert "without quotes" in lesson.check_spirals(GOOD | {"learning_rate": "0.1"}).message
    assert "after a point" in lesson.check_spirals(GOOD | {"learning_rate": (0, 1)}).message
    assert "function or a class" in lesson.check_spirals(lambda: GOOD).message


def test_missing_and_unknown_entries_are_named():
    without = {name: value for name, value in GOOD.items() if name != "learning_rate"}
    assert "Missing: learning_rate." in lesson.check_spirals(without).message
    both = lesson.check_spirals(without | {"alpha": 0.1})
    assert both.mistake == "entry missing"
    assert "Missing: learning_rate. Not known: 'alpha'." in both.message
    assert lesson.check_spirals(GOOD | {"alpha": 0.1}).mistake == "entry unknown"
    assert lesson.check_spirals({}).mistake == "entry missing"


class HostileDict(Hostile, dict):
    __contains__ = __getitem__ = get = keys = Hostile._refuse


def test_the_open_task_answers_whatever_comes():
    itself = dict(GOOD)
    itself["layers"] = itself
    odd = [HostileDict(GOOD), GOOD | {"layers": HostileDict()}, GOOD | {"init": HostileDict()}, itself, HostileDict]
    for given in (*odd, 3, "relu", [8, 8], {1}, math.nan, object(), list(GOOD.items()), np.zeros(3)):
        outcome = lesson.check_spirals(given)
        assert outcome.status is Status.NOT_YET
        assert outcome.message
    assert lesson.check_spirals("relu").mistake == "no dict"


def test_a_batch_of_more_than_all_points_is_all_of_them():
    ends = [lesson.check_spirals(QUICK | {"batch_size": size}).message for size in (125, 10**6, 1e300)]
    assert len(set(ends)) == 1
    assert "In 3 updates" in ends[0]


def test_a_training_that_is_stopped_is_said_to_be(monkeypatch):
    monkeypatch.setattr(spirals, "trained", raiser(KeyboardInterrupt))
    outcome = lesson.check_spirals(GOOD)
    assert outcome.mistake == "stopped"
    assert "The training was stopped" in outcome.message
