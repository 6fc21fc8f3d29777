"""The learning loop: commit to a prediction by keyboard, do an exercise and have it checked."""

import json
import re

import pytest

pytestmark = pytest.mark.browser

CONFUSION = """def {name}(labels, answers, n_classes):
    counts = np.zeros((n_classes, n_classes))
    for label, answer in zip(labels, answers):
        counts[label, answer] += 1
    return counts"""

ANSWERS = {  # notebook -> the check of one of its exercises, and a right answer
    "00_start_here": ("check_best_w", "{name} = 2"),
    "01_gradient_descent": (
        "check_update",
        "def {name}(w, gradient, learning_rate):\n    return w - learning_rate * gradient",
    ),
    "02_backpropagation": (
        "check_error_slope",
        "def {name}(a2, T):\n    return a2 - T",
    ),
    "04_activation_functions": ("check_tanh_slope", "def {name}(z):\n    return 1 - np.tanh(z) ** 2"),
    "05_training_playground": ("check_confusion", CONFUSION),
    "03_vanishing_gradients": ("check_he_std", "def {name}(n_in):\n    return np.sqrt(2 / n_in)"),
}


@pytest.fixture
def cells(notebook):
    """Return the notebook's cells, each with its place, tags and source."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    tags = [cell["metadata"].get("tags", []) for cell in cells]
    return list(zip(range(len(cells)), tags, ("".join(cell["source"]) for cell in cells), strict=True))


def test_a_prediction_by_keyboard(lab, cells):
    output = first_prediction(lab, cells)
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
    assert options.first.is_disabled()
    assert commit.is_disabled()


def first_prediction(lab, cells):
    """Return the output of the first cell that asks a question with options."""
    asked = [lab.output(place) for place, tags, _ in cells if "predict" in tags]
    return next(output for output in asked if output.locator("input[type=radio]").count())


def test_an_exercise(lab, notebook, cells):
    check, answer = ANSWERS[notebook.stem]
    (at,) = [place for place, tags, source in cells if "check" in tags and f"{check}(" in source]
    name = re.search(rf"{check}\((\w+)\)", cells[at][2])[1]
    stub = max(place for place, tags, _ in cells[:at] if "exercise" in tags)
    verdict = lab.output(at)
    assert "Not attempted yet." in verdict.inner_text()

    lab.run_cell(stub, answer.format(name=name))
    lab.run_cell(at)
    verdict.get_by_text("✓ Correct.").wait_for()
