"""A prediction, an answer in words and an exercise: by keyboard, and spoken. A second run is silent."""

import pytest

from .conftest import opened_cells

STUB = "def my_error_slope(a2, T):\n    raise NotImplementedError"
CELLS = ("explore_fit()", "lesson.predict_largest()", "lesson.predict_flat_curve()", STUB)
CELLS += ("lesson.check_error_slope(my_error_slope)",)
DEMO, OPTIONS, WORDS, EXERCISE, CHECK = range(1, 1 + len(CELLS))


@pytest.fixture(scope="module")
def lab(browser, server):
    with opened_cells(browser, server, "questions", CELLS) as lab:
        yield lab
        assert not lab.complaints()


def test_a_prediction_by_keyboard(lab):
    output = lab.output(OPTIONS)
    options, commit = output.locator("input[type=radio]"), output.locator("button", has_text="Commit")
    assert "What happens" not in output.inner_text()
    options.first.focus()
    lab.page.keyboard.press("ArrowUp")  # which goes round, and does not leave the question
    assert options.last.is_checked()
    lab.page.keyboard.press("ArrowDown")
    lab.page.keyboard.press("ArrowDown")
    assert options.nth(1).is_checked()
    commit.and_(output.locator(":enabled")).wait_for()
    lab.page.keyboard.press("Tab")  # for which the options are one place
    assert commit.evaluate("button => button === document.activeElement")
    lab.page.keyboard.press("Space")
    reveal = output.locator('[role="status"]')
    reveal.get_by_text("What happens:").wait_for()
    assert "You predicted:" in reveal.inner_text()
    lab.page.locator("#nbhelpers-voice[role=status]").get_by_text("What happens:").wait_for(state="attached")
    for part in (options.first, commit):
        part.and_(output.locator(":disabled")).wait_for()


def test_an_answer_in_words_by_keyboard(lab):
    output = lab.output(WORDS)
    box, reveal = output.locator("textarea"), output.locator('[role="status"]')
    for words, said in (("", "Write a sentence or two first."), ("They still grow.", "A model answer:")):
        assert "model answer" not in output.inner_text()
        box.fill(words)
        output.locator("button", has_text="Commit").press("Space")
        reveal.get_by_text(said).wait_for()
    assert words in reveal.inner_text()
    output.locator("button", has_text="Mine agrees").press("Space")
    reveal.get_by_text("You found that it agrees.").wait_for()


def test_an_exercise_and_a_second_run_that_is_silent_and_leaves_nothing_behind(lab):
    assert "Not attempted yet." in lab.output(CHECK).inner_text()
    lab.run_cell(EXERCISE, STUB.replace("raise NotImplementedError", "return a2 - T"))
    lab.run_cell(CHECK)
    lab.output(CHECK).get_by_text("✓ Correct.").wait_for()
    n_widgets, (announced, *_) = lab.widgets(), lab.said()
    lab.run_all()
    assert set(lab.said()) <= {announced, ""}
    assert lab.pictures() == [place == DEMO for place in range(1 + len(CELLS))]
    assert lab.widgets() == n_widgets
    assert lab.runs() == 0
