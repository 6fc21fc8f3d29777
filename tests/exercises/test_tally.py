"""The tally tells what stands in the kernel's record, each thing once, and forgets what was mended."""

import numpy as np
from shipped import PATHS, opening
from test_store import right_update, wrong_update

from nbhelpers.exercises import backpropagation, record, start_here
from nbhelpers.exercises import gradient_descent as lesson

FRESH = """\
Predictions. 0 right, 0 not as predicted, 8 not committed, of 8.
Exercises. 0 done of 7. Open: cost, gradient, update, descent, stable_rate, one_step_rate, repair.
Worth another look. Nothing so far.
Private. If you open this notebook in JupyterLab, your answers are kept in progress.json beside it, \
and nothing is sent. Here, nothing is stored. \
lesson.forget() starts anew; lesson.hand_in("your name") makes a file for your teacher."""


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
    tally = repr(lesson.tally())
    assert "1 right, 1 not as predicted, 6 not committed, of 8. Not as predicted: overshoot.\n" in tally
    assert "look. “overshooting means diverging”: run explore_descent(learning_rate=1.2)\n" in tally


def test_an_exercise_points_at_its_misconception_until_it_is_done():
    for _ in range(2):
        lesson.check_update(wrong_update)
    assert repr(lesson.tally()).count("the step is α") == 1
    assert lesson.check_update(right_update)
    assert "another look. Nothing so far." in repr(lesson.tally())
    assert "Exercises. 1 done of 7. Open: cost, gradient, descent" in repr(lesson.tally())


def test_a_misconception_held_twice_is_named_once():
    lesson.predict_step().choose(0).commit()
    lesson.check_update(wrong_update)
    assert repr(lesson.tally()).count("the step is α") == 1


def test_running_a_cell_again_keeps_the_answer_and_grades_the_exercise_anew():
    lesson.predict_step().choose(0).commit()
    before = repr(lesson.tally())
    lesson.predict_step()
    assert repr(lesson.tally()) == before != FRESH
    assert lesson.check_cost(lambda w, x, z: np.sum((z - w * x) ** 2))
    lesson.check_cost(lambda w, x, z: 0)
    assert "Exercises. 0 done of 7." in repr(lesson.tally())
    lesson.forget(sure=True)
    assert repr(lesson.tally()) == FRESH


def test_all_done():
    do_all(lesson)
    assert "Predictions. 8 right, 0 not as predicted, 0 not committed, of 8.\n" in repr(lesson.tally())
    assert "Exercises. 7 done of 7.\n" in repr(lesson.tally())


def do_all(module):
    """Answer all predictions of a lesson, and solve all its exercises."""
    for question in module.QUESTIONS.values():
        record.note_answer(question, question.meant(getattr(question, "answer", "Words.")), True)
    for exercise in module.CATALOGUE.values():
        assert exercise.check(exercise.reference)


def test_the_course_says_where_i_was_what_is_open_and_where_to_go_on(stored, it_is):
    it_is("2026-11-29")
    assert "\nGo on. Open in 1 · Gradient descent: 8 predictions, cost, gradient, " in repr(start_here.course())
    start_here.check_best_w(2)
    it_is("2027-01-01")  # the clock was wrong
    lesson.predict_step().choose(0).commit()
    it_is("2026-12-01")
    backpropagation.predict_largest().choose(backpropagation.QUESTIONS["largest"].answer).commit()
    lesson.check_update(wrong_update)
    it_is("2026-12-02")
    said, page = repr(start_here.course()), start_here.course()._repr_html_()
    for line in (
        "The lessons.\n0 · Start here: 0 of 1 predictions, 0 right; 1 of 1 exercises.\n",
        "\n1 · Gradient descent: 1 of 8 predictions, 0 right; 0 of 7 exercises.\n",
        "\n2 · Backpropagation: 1 of 9 predictions, 1 right; 0 of 8 exercises.\n",
        "\nWorth another look.\n1 · Gradient descent: “the step is α”: run explore_descent(",
        "\nGo on. You were at 2 · Backpropagation on Tuesday. Open in 2 · Backpropagation: 8 predictions, forw",
        "\nGo to 2 · Backpropagation\nPrivate. Your answers are kept in progress.json ",
    ):
        assert line in said
    assert '<a href="02_backpropagation.ipynb">Go to 2 · Backpropagation</a>' in page
    assert page.count("<a ") == 1
    do_all(backpropagation)
    said = repr(start_here.course())
    assert "You were at 2 · Backpropagation today. Open in 3 · Vanishing gradients: 11 predictions, sig" in said
    for module in record.modules().values():
        do_all(module)
    assert "\nGo on. You were at 5 · Training playground today. All is done.\n" in repr(start_here.course())
    assert "<a " not in start_here.course()._repr_html_()


def test_the_notebooks_of_the_course_are_there_under_its_titles():
    titles = [opening(path)[0].replace("The training", "Training") for path in PATHS]
    assert [record.title_of(name) for name in record.LESSONS] == titles
    assert [record.notebook_of(name) for name in record.LESSONS] == [path.stem for path in PATHS]
