"""The tally tells what stands in the kernel's record, each thing once, and forgets what was mended."""

import numpy as np

from nbhelpers.exercises import gradient_descent as lesson

FRESH = """\
Predictions. 0 right, 0 not as predicted, 8 not committed, of 8.
Exercises. 0 done of 7. Open: cost, gradient, update, descent, stable_rate, one_step_rate, repair.
Worth another look. Nothing so far.
Private. This tally lives in the kernel; nothing is stored or sent."""


def wrong_update(w, gradient, learning_rate):
    return w - learning_rate


def right_update(w, gradient, learning_rate):
    return w - learning_rate * gradient


def test_fresh():
    assert repr(lesson.tally()) == FRESH
    for heading in ("Predictions.", "Exercises.", "Worth another look."):
        assert f"<strong>{heading}</strong>" in lesson.tally()._repr_html_()


def test_asking_and_stubs_change_nothing():
    for question in lesson.QUESTIONS.values():
        question.predict()
    lesson.check_one_step_rate(...)
    assert repr(lesson.tally()) == FRESH


def test_a_right_and_a_wrong_prediction():
    for name, choice in (("step", 1), ("overshoot", 0)):
        lesson.QUESTIONS[name].predict().choose(choice).commit()
    tally = lesson.tally()
    assert tally.predictions == "1 right, 1 not as predicted, 6 not committed, of 8. Not as predicted: overshoot."
    assert tally.another_look == "“overshooting means diverging”: run explore_descent(learning_rate=1.2)"


def test_an_exercise_points_at_its_misconception_until_it_is_done():
    for _ in range(2):
        lesson.check_update(wrong_update)
    assert lesson.tally().another_look.count("the step is α") == 1
    assert lesson.check_update(right_update)
    assert lesson.tally().another_look == "Nothing so far."
    assert lesson.tally().exercises.startswith("1 done of 7. Open: cost, gradient, descent")


def test_a_misconception_held_twice_is_named_once():
    lesson.predict_step().choose(0).commit()
    lesson.check_update(wrong_update)
    assert lesson.tally().another_look.count("the step is α") == 1


def test_running_a_cell_again_keeps_the_answer_and_grades_the_exercise_anew():
    lesson.predict_step().choose(0).commit()
    before = repr(lesson.tally())
    lesson.predict_step()
    assert repr(lesson.tally()) == before != FRESH
    assert lesson.check_cost(lambda w, x, z: np.sum((z - w * x) ** 2))
    lesson.check_cost(lambda w, x, z: 0)
    assert lesson.tally().exercises.startswith("0 done of 7.")


def test_all_done():
    for question in lesson.QUESTIONS.values():
        question.predict().choose(question.answer).commit()
    for exercise in lesson.CATALOGUE.values():
        exercise.check(exercise.reference)
    assert lesson.tally().predictions == "8 right, 0 not as predicted, 0 not committed, of 8."
    assert lesson.tally().exercises == "7 done of 7."
