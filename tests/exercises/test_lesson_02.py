"""Lesson 02: what the checks take as right is the library's, parts are judged one by one, the predictions hold."""

import math
from dataclasses import replace

import numpy as np
import pytest

from nbhelpers import backprop
from nbhelpers.backprop import PARAMETERS, WALKTHROUGH, StoppedBy, sigmoid
from nbhelpers.datasets import SIX
from nbhelpers.exercises import backpropagation as lesson
from nbhelpers.gradcheck import numerical_gradient

START, X, T = WALKTHROUGH.params, WALKTHROUGH.x, WALKTHROUGH.target
VALUES = {"last_b1": (WALKTHROUGH, "b1"), "new_w1": (lesson.NEW_NUMBERS, "w1")}
gradients, one_step = (lesson.CATALOGUE[name].reference for name in ("gradients", "one_step"))
(with_new_w2,) = (it.answer for it in lesson.CATALOGUE["one_step"].mistakes if it.name == "new w₂ used")


def four(params=START, target=T):
    found = backprop.backward(params, X, target)
    return np.array([getattr(found, p) for p in PARAMETERS])


def test_the_first_case_is_the_worked_example_and_in_the_others_the_gradients_are_even():
    exercise = lesson.CATALOGUE["gradients"]
    first, *others = (exercise.expected(case) for case in exercise.cases)
    assert first == pytest.approx(four())
    assert np.min(np.abs(others)) > 1e-2


@pytest.mark.parametrize("name", VALUES)
def test_a_value_is_the_librarys_and_like_no_mistake_at_the_decimals_asked_for(name):
    exercise, (example, parameter) = lesson.CATALOGUE[name], VALUES[name]
    found = backprop.backward(example.params, example.x, example.target)
    new = backprop.update(example.params, found, example.learning_rate)
    assert exercise.reference == pytest.approx(getattr(new, parameter), rel=1e-14)
    answers = [exercise.reference, *(mistake.answer for mistake in exercise.mistakes)]
    assert len({round(answer, exercise.decimals) for answer in answers}) == len(answers)


def test_the_new_w2_is_told_from_the_old():
    assert lesson.check_last_b1(0.3959)
    assert lesson.check_last_b1(0.3961).mistake == "new w₂ used"


def one_wrong(place, how):
    """Return the gradients with one entry computed in another way, from x, a₁, w₂ and the four right ones."""

    def answer(w1, b1, w2, b2, x, T):
        found = gradients(w1, b1, w2, b2, x, T)
        found[place] = how(x, sigmoid(w1 * x + b1), w2, *found)
        return found

    return answer


def stepped(gradients, rates=(1, 1, 1, 1)):
    """Return the step along these gradients, each with this share of the learning rate."""
    return lambda *a: [p - r * a[6] * g for p, r, g in zip(a[:4], rates, gradients(*a[:6]), strict=True)]


@pytest.mark.parametrize(
    ("place", "how", "mistake"),
    [
        (0, lambda x, a1, w2, dw1, db1, dw2, db2: db1, "the factor x missing"),
        (0, lambda x, a1, w2, dw1, db1, dw2, db2: dw1 / w2, "the factor w₂ missing"),
        (0, lambda x, a1, w2, dw1, db1, dw2, db2: dw2, "∂E/∂w₂ instead of ∂E/∂w₁"),
        (1, lambda x, a1, w2, dw1, db1, dw2, db2: dw1, "bias treated like a weight"),
        (1, lambda x, a1, w2, dw1, db1, dw2, db2: db1 / (a1 * (1 - a1)), "the factor σ′(z₁) missing"),
        (2, lambda x, a1, w2, dw1, db1, dw2, db2: db2 * x, "x instead of the factor a₁"),
        (3, lambda x, a1, w2, dw1, db1, dw2, db2: dw2, "bias treated like a weight"),
        (3, lambda x, a1, w2, dw1, db1, dw2, db2: 7 * db2 - 3 * dw1, None),
    ],
)
def test_of_four_entries_the_right_ones_are_listed_and_the_slip_in_the_other_is_named(place, how, mistake):
    right = [name for i, name in enumerate(("w₁", "b₁", "w₂", "b₂")) if i != place]
    for check, answer, before, called in (
        (lesson.check_gradients, one_wrong(place, how), "∂E/∂", mistake),
        (lesson.check_one_step, stepped(one_wrong(place, how)), "", mistake and f"gradients: {mistake}"),
    ):
        outcome = check(answer)
        assert outcome.message.startswith(f"Right already: {', '.join(before + name for name in right)}. Now ")
        if mistake != "∂E/∂w₂ instead of ∂E/∂w₁" or before:  # in a step the order is no slip
            assert outcome.mistake == called


def test_the_new_w2_in_w1_alone_is_recognised_and_of_several_slips_the_last():
    def early(*a):
        return [with_new_w2(*a)[0], *one_step(*a)[1:]]

    assert lesson.check_one_step(early).mistake == "new w₂ used"
    outcome = lesson.check_one_step(stepped(one_wrong(0, lambda *a: a[4]), rates=(1, 1, -1, 1)))
    assert outcome.message.startswith("Right already: b₁, b₂. Now look at w₂. The step has the right length")


def test_gradients_that_have_nothing_in_common_with_the_right_ones_but_a_factor_are_pointed_at():
    off = lesson.check_gradients(lambda *a: [math.exp(a[4]) * g for g in gradients(*a)])
    assert off.message.startswith("On each input all entries are off by one and the same factor.")
    assert "Your result is 0 on every input." in lesson.check_gradients(lambda *a: [0, 0, 0, 0]).message


def right(name):
    return lesson.QUESTIONS[name].answer_text


def test_b2_has_the_largest_gradient():
    found = backprop.backward(START, X, T)
    assert PARAMETERS[np.argmax(np.abs(four()))] == "b2"
    assert right("largest").startswith("∂E/∂b₂")
    assert found.dE_da2 * found.da2_dz2 == pytest.approx(0.0948, abs=5e-5)
    assert found.dz2_dw2 == pytest.approx(0.602, abs=5e-4)
    assert found.dz2_da1 * found.da1_dz1 == pytest.approx(0.108, abs=5e-4)
    assert [found.b2 / found.w1, found.w2 / found.w1] == pytest.approx([93, 56], abs=0.5)
    assert found.da1_dz1 / backprop.backward(replace(START, b1=6), X, T).da1_dz1 == pytest.approx(100, rel=0.02)


def test_backpropagation_changes_nothing_and_the_old_w2_belongs_to_the_step():
    network = replace(START)
    new = backprop.update(network, backprop.backward(network, X, T), 0.4)
    assert network == START
    assert right("is_update").startswith("Nothing")
    assert new.w2 == pytest.approx(0.4272, abs=5e-5)
    assert (new.w2 + START.w2) / 2 == pytest.approx(0.4386, abs=5e-5)
    assert (START.w1 - new.w1) / 0.4 == pytest.approx(four()[0])
    assert right("which_w2").startswith("The old one, 0.45:")
    mixed = [getattr(START, p) for p in PARAMETERS]
    for _ in range(100):
        mixed = with_new_w2(*mixed, X, T, 0.4)
    assert backprop.error(backprop.forward(backprop.TwoNeurons(*mixed), X).a2, T) < 0.001  # it still learns


def test_a_saturated_neuron_hardly_learns():
    usual, full = (backprop.backward(params, X, T) for params in (START, replace(START, b2=6)))
    assert [full.trace.a2, usual.E, full.E] == pytest.approx([0.998, 0.108, 0.280], abs=5e-4)
    assert full.dE_da2 / usual.dE_da2 == pytest.approx(1.6, abs=0.05)
    assert usual.da2_dz2 / full.da2_dz2 == pytest.approx(108, abs=0.5)
    assert four() / four(replace(START, b2=6)) == pytest.approx(np.full(4, 67), abs=0.5)
    assert right("far_off").startswith("All become smaller")


def test_at_the_target_nothing_moves():
    a2 = backprop.forward(START, X).a2
    assert a2 == pytest.approx(0.7153, abs=5e-5)
    assert not np.any(four(target=a2))
    assert backprop.update(START, backprop.backward(START, X, a2), 0.4) == START
    assert right("target_reached").startswith("It stops")


def test_the_tolerance_ends_the_training():
    run = backprop.train(START, X, T, learning_rate=0.4, max_epochs=1000, tolerance=0.001)
    assert run.stopped_by is StoppedBy.TOLERANCE
    assert run.n_epochs == 81
    assert run.error[:2] == pytest.approx([0.1082, 0.1033], abs=5e-5)
    assert run.error[-1] == pytest.approx(0.00096, abs=5e-6)
    assert run.a2[[0, -1]] == pytest.approx([0.715, 0.294], abs=5e-4)
    assert right("stops_first") == "E falls below 0.001, after fewer than 100 epochs."
    assert run.error[20::20] / run.error[:61:20] == pytest.approx(np.full(4, 1 / 3), abs=0.07)
    moved = dict(zip(PARAMETERS, np.abs(run.params[-1] - run.params[0]), strict=True))
    assert moved["w1"] + moved["b1"] < 0.02 * (moved["w2"] + moved["b2"])
    slow = backprop.train(START, X, T, learning_rate=0.1, max_epochs=200, tolerance=0.001)
    assert slow.stopped_by is StoppedBy.MAX_EPOCHS


def test_epsilon_is_best_in_the_middle():
    def off(epsilon):
        measured = numerical_gradient(
            lambda v: backprop.error(backprop.forward(backprop.TwoNeurons(*v), X).a2, T),
            [getattr(START, p) for p in PARAMETERS],
            epsilon,
        )
        return np.abs(measured - four()).max()

    large, small = [off(10.0**-k) for k in range(1, 5)], [off(10.0**-k) for k in (6, 8, 10, 12)]
    assert np.divide(large[:-1], large[1:]) == pytest.approx(np.full(3, 100), rel=0.02)
    assert small == sorted(small)
    assert off(1e-3) < 5e-8  # so the two columns agree to seven decimals
    assert min(large + small) > off(1e-5)
    assert right("epsilon") == "It shrinks at first, and then grows again."


def test_an_epoch_makes_one_update_with_the_mean():
    run = backprop.train(START, *SIX, learning_rate=0.4, max_epochs=1, tolerance=1e-9)
    new = backprop.update(START, backprop.mean_gradients(START, *SIX), 0.4)
    assert run.params[1] == pytest.approx([getattr(new, p) for p in PARAMETERS], rel=1e-14)
    assert (len(run.x), right("one_epoch")[:4]) == (6, "One,")


def test_on_the_plateau_the_weights_still_grow():
    """As the model answer says, and the lesson below it."""
    run = backprop.train(START, *SIX, learning_rate=2, max_epochs=200, tolerance=1e-12)
    flat = backprop.mean_gradients(run.at(30), *SIX)
    assert [sample.b2 > 0 for sample in flat.samples] == [True] * 3 + [False] * 3
    assert flat.b2 < min(abs(sample.b2) for sample in flat.samples) / 7
    assert (np.diff(run.w1[20:101]) > 0).all()
    assert (np.diff(run.w2[20:101]) > 0).all()
    assert run.error[[20, 40, 200]] == pytest.approx([0.0224, 0.0213, 0.0011], abs=5e-5)
    assert run.a2[15] == pytest.approx(np.full(6, np.mean(SIX.T)), abs=0.03)  # in the middle of the targets
    assert lesson.QUESTIONS["flat_curve"].because.startswith("It will go on learning. Three samples pull b₂ down")
