"""A prediction reveals its answer after the commit and not before, and accepts what a reader may well type."""

import ipywidgets as widgets
import pytest

from nbhelpers.exercises import gradient_descent as lesson
from nbhelpers.exercises.prediction import NumberQuestion, Question

SECRET = "Because it is so & <b>no other way</b>."
OPTIONS = ["Left, z < 1.", "Right, z > 1.", "Nowhere."]


@pytest.fixture
def asked():
    return Question("Which *way* for z < 1?", SECRET, OPTIONS, 1, name="way").predict()


def everything_sent(widget):
    """Return the state of a widget and of all it holds, as the browser gets it."""
    states = [str(widget.get_state())]
    for child in getattr(widget, "children", ()):
        states.append(everything_sent(child))
    return "\n".join(states)


@pytest.mark.parametrize("choice", [1, "Right, z > 1."])
def test_a_choice_is_committed_once_and_only_then_answered(asked, choice):
    assert isinstance(asked, widgets.VBox)
    assert (asked.chosen, asked.right, asked.committed) == (None, None, False)
    asked.commit()
    assert "Choose first." in asked.reveal.value
    assert asked.choose(choice) is asked
    assert (asked.committed, asked.button.disabled, asked.control.disabled) == (False, False, False)
    assert "Because" not in asked.reveal.value
    before = asked._repr_mimebundle_()["text/plain"]
    asked.button.click()
    assert (asked.committed, asked.right, asked.control.disabled) == (True, True, True)
    revealed = asked.reveal.value
    for part in ('role="status" aria-live="polite"', "✓ You predicted:", "Right, z &gt; 1.", "&amp; &lt;b&gt;no"):
        assert part in revealed
    with pytest.raises(ValueError, match="option"):
        asked.choose(0)
    asked.control.value = OPTIONS[0]
    asked.commit()
    assert (asked.reveal.value, asked.right) == (revealed, True)
    assert asked._repr_mimebundle_()["text/plain"] == before
    assert before.splitlines()[1] == "  ( ) Left, z < 1."


def test_a_wrong_choice_stands_next_to_the_answer(asked):
    asked.choose(0).commit()
    assert asked.right is False
    for part in ("✗ You predicted:", "Left", "What happens:", "Right"):
        assert part in asked.reveal.value


@pytest.mark.parametrize("choice", [3, -1, 0.5, "Up", True, None])
def test_an_unknown_option_is_refused(asked, choice):
    with pytest.raises(ValueError, match="option"):
        asked.choose(choice)


@pytest.mark.parametrize("question", lesson.QUESTIONS.values(), ids=lesson.QUESTIONS)
def test_the_answer_is_not_given_away(question):
    prediction = question.predict()
    bundle = prediction._repr_mimebundle_()
    assert {"text/plain", "text/markdown", "application/vnd.jupyter.widget-view+json"} <= set(bundle)
    seen = str(bundle) + everything_sent(prediction)
    assert question.because not in seen
    assert question.question in bundle["text/plain"]
    for option in question.options:
        assert option in bundle["text/plain"]
    if not question.options:
        assert question.answer_text.rstrip(".") not in seen
    assert "<!--" not in seen


def test_text_is_escaped(asked):
    assert "z &lt; 1?" in asked.children[0].value
    assert r"\*way\*" in asked._repr_mimebundle_()["text/markdown"]


@pytest.mark.parametrize(
    ("typed", "right"),
    [("1.775", True), ("1,775", True), (" 1.78 ", True), ("1.77", True), ("1.8", False), ("−1.775", False)],
)
def test_numbers(typed, right):
    prediction = lesson.predict_w3()
    prediction.control.value = typed
    prediction.commit()
    assert prediction.committed
    assert prediction.right is right
    assert "1.775" in prediction.reveal.value


@pytest.mark.parametrize("typed", ["", "two", "nan", "inf", "1e999", "<script>"])
def test_what_is_no_number_cannot_be_committed(typed):
    prediction = NumberQuestion("How many?", "So.", 2).predict()
    prediction.control.value = typed
    prediction.commit()
    assert not prediction.committed
    assert not prediction.button.disabled  # it says why, when it is pressed
    assert ("is not a number: write it as in" if typed else "Enter a number first.") in prediction.reveal.value
    assert "<script>" not in prediction.reveal.value


def test_further_numbers_are_accepted_within_the_tolerance():
    def is_right(number):
        prediction = NumberQuestion("How much?", "So.", 0, accept=(5,), tolerance=0.1).predict().choose(number)
        prediction.commit()
        return prediction.right

    assert [number for number in (-0.2, -0.1, 0, 0.1, 0.2, 4.95, 5.1, 5.2) if is_right(number)] == [
        -0.1,
        0,
        0.1,
        4.95,
        5.1,
    ]


REFUSED = {
    Question: {
        "question": (" ", None),
        "because": ("",),
        "options": ([], ["only one"], "ab", ["a", "a"], ["a", 1]),
        "answer": (3, -1, "Nowhere."),
    },
    NumberQuestion: {"answer": (float("nan"),), "tolerance": (-1,), "accept": (("x",),)},
}


@pytest.mark.parametrize("kind", REFUSED)
def test_bad_arguments_are_refused(kind):
    given = {"question": "Q?", "because": "B.", "answer": 1} | ({"options": OPTIONS} if kind is Question else {})
    for name, values in REFUSED[kind].items():
        for value in values:
            with pytest.raises(ValueError, match=f"^{name}: expected"):
                kind(**given | {name: value})


def test_recall_before_and_after_the_commit():
    question = Question("Q?", "So.", ["<i>a</i>", "b"], 1, name="q")
    fresh = "… You have not committed to a prediction. Do so above, then run this cell again."
    assert repr(question.recall()) == fresh
    prediction = question.predict()
    prediction.choose(0)
    assert repr(question.recall()) == fresh
    prediction.commit()
    assert repr(question.recall()) == "✗ You predicted: <i>a</i>\nNot so.\nWhat happens: b So."
    assert "&lt;i&gt;a" in question.recall()._repr_html_()
    again = question.predict()  # as Run All does
    assert (again.committed, again.right, again.chosen) == (True, False, "<i>a</i>")
    assert again.reveal.value == prediction.reveal.value
    other = Question("Another?", "So.", ["<i>a</i>", "b"], 1, name="q").predict()
    assert not other.committed


def test_enter_commits_a_number_and_asks_for_one():
    prediction = NumberQuestion("How many?", "So.", 2).predict()
    enter = {"content": {"data": {"method": "custom", "content": {"event": "submit"}}}, "buffers": []}
    prediction.control._handle_msg(enter)
    assert "Enter a number first." in prediction.reveal.value
    prediction.control.value = "4/2"
    prediction.control._handle_msg(enter)
    assert (prediction.committed, prediction.right) == (True, True)
