"""What was answered in JupyterLab is there after a restart, and the course tally links to the next lesson."""

import json

import pytest
from shipped import START, read

from .conftest import DESK, jupyter
from .lab import Lab
from .test_interruptions import complaints

FIRST, SECOND = (
    "It falls all the way: the larger w, the better the line.",
    "It stays the same: only the line moves.",
)


@pytest.fixture
def lab(browser, tmp_path):
    """Open the start page where answers are stored, as by default."""
    stored = jupyter(tmp_path, "jupyterlab", "LabApp", progress="")
    with stored as server, browser.new_context(viewport=DESK) as context:
        lab = Lab(context.new_page(), server, server.home / "notebooks" / START.name)
        lab.file = server.home / "notebooks" / "progress.json"
        yield lab
        lab.shut_down()


def place(source):
    """Return the place of the cell with this source."""
    return [cell.source for cell in read(START).cells].index(source)


def output(lab, source):
    return lab.output(place(source))


def test_a_student_comes_back_answers_again_hands_in_and_starts_anew(lab):
    lab.listen()
    lab.run_all()
    answers_are_there_after_a_restart(lab)
    hands_in_and_forgets(lab)
    assert not complaints(lab)
    the_tally_of_the_course_leads_on(lab)


def answers_are_there_after_a_restart(lab):
    assert not lab.file.exists()
    asked = output(lab, "lesson.predict_larger_w()")
    asked.get_by_text(FIRST).click()
    asked.get_by_role("button", name="Commit").click()
    asked.get_by_text("What happens:").wait_for()
    lab.run_cell(place("my_w = ..."), "my_w = 2")
    lab.run_cell(place("lesson.check_best_w(my_w)"))
    output(lab, "lesson.check_best_w(my_w)").get_by_text("✓ Correct.").wait_for()
    kept = json.loads(lab.file.read_text(encoding="utf-8"))
    assert (kept["predictions"]["larger_w"]["first"], kept["exercises"]["best_w"]["code"]) == (FIRST, "2")
    assert "Your answers are kept in progress.json" in run(lab, "lesson.tally()", "1 done of 1.")

    lab.command("notebook:restart-kernel")
    lab.page.locator(".jp-Dialog .jp-mod-accept").click()
    lab.done()
    lab.run_all()
    again = asked.get_by_role("button", name="Answer again")
    again.wait_for()
    assert asked.locator("input[type=radio]:checked").count() == 1
    assert f"You predicted: {FIRST}" in asked.inner_text()
    again.click()
    again.wait_for(state="detached")
    asked.get_by_text(SECOND).click()
    asked.get_by_role("button", name="Commit").click()
    asked.get_by_text(f"At first you said: {FIRST}").wait_for()
    assert "0 right, 1 not as predicted" in run(lab, "lesson.tally()", "1 done of 1.")


def hands_in_and_forgets(lab):
    last = place("lesson.course()")
    lab.run_cell(last, 'lesson.hand_in("Ada Lovelace")')
    shown = lab.output(last)
    shown.get_by_text("To hand in.").wait_for()
    shown.get_by_role("button", name="Write the file").click()
    shown.get_by_text("Written.").wait_for()
    written = json.loads(lab.file.with_name("hand-in 00_start_here Ada Lovelace.json").read_text(encoding="utf-8"))
    assert (written["predictions"]["larger_w"]["last"], written["exercises"]["best_w"]["code"]) == (SECOND, "2")
    lab.run_cell(last, "lesson.forget()")
    shown.get_by_text("in the whole course: 1 prediction, 1 exercise?").wait_for()
    shown.get_by_role("button", name="Forget").click()
    shown.get_by_text("Forgotten.").wait_for()
    assert not lab.file.exists()


def the_tally_of_the_course_leads_on(lab):
    last = place("lesson.course()")
    lab.run_cell(last, "lesson.course()")
    lab.output(last).get_by_role("link", name="Go to 1 · Gradient descent").click()
    lab.page.wait_for_function("jupyterapp.shell.currentWidget?.context?.path === '01_gradient_descent.ipynb'")


def run(lab, source, said):
    """Run the cell with this source, wait until it says something, and return all it says."""
    lab.run_cell(place(source))
    shown = output(lab, source)
    shown.get_by_text(said).wait_for()
    return shown.inner_text()
