"""Words that nobody reads: shown next to the model answer after the commit, and judged by who wrote them."""

import ipywidgets as widgets
import pytest
from test_predictions import everything_sent

from nbhelpers.exercises import record
from nbhelpers.exercises.writing import LONGEST, WrittenQuestion

MODEL = "Because w & b <i>still</i> grow."
QUESTION = WrittenQuestion("Why *not* stop?", MODEL, name="why", misconception="flat is done", see="explore_fit()")


@pytest.fixture
def asked():
    return QUESTION.predict()


def state():
    """Return what the recall and the tally say now."""
    (*_, predictions), _, (*_, another_look), _ = record.tally([QUESTION], []).parts
    return repr(QUESTION.recall()), predictions, another_look


def test_the_model_answer_is_sent_with_the_commit_and_not_before(asked):
    bundle = asked._repr_mimebundle_()
    assert bundle["text/plain"] == "Predict. Why *not* stop?"
    assert r"Why \*not\* stop?" in bundle["text/markdown"]
    assert MODEL not in str(bundle) + everything_sent(asked)
    assert state()[0].startswith("… You have not committed")
    asked.choose(" They <b>grow</b>\nslowly. ").button.click()
    assert asked.committed
    assert asked.control.disabled
    for part in ('role="status" aria-live="polite"', "They &lt;b&gt;grow&lt;/b&gt;\nslowly.\n", "&lt;i&gt;still"):
        assert part in asked.reveal.value
    with pytest.raises(ValueError, match="option"):
        asked.choose("More.")


def test_the_reader_says_whether_it_agrees_and_may_think_again(asked):
    with pytest.raises(ValueError, match="agrees"):
        asked.judge(True)
    asked.choose("They grow.").commit()
    asked.commit()
    *_, same, other = asked.children
    assert len(asked.children) == 6
    assert state() == (
        f"… You wrote: They grow.\nDoes it agree with the model answer? Say so below the question.\n"
        f"A model answer: {MODEL}",
        "0 right, 0 not as predicted, 1 not committed, of 1.",
        "Nothing so far.",
    )
    other.click()
    assert state() == (
        f"✗ You wrote: They grow.\nYou found that it differs.\nA model answer: {MODEL}",
        "0 right, 1 not as predicted, 0 not committed, of 1. Not as predicted: why.",
        "“flat is done”: run explore_fit()",
    )
    same.click()
    assert state() == (
        f"✓ You wrote: They grow.\nYou found that it agrees.\nA model answer: {MODEL}",
        "1 right, 0 not as predicted, 0 not committed, of 1.",
        "Nothing so far.",
    )
    assert "You found that it agrees." in asked.reveal.value
    with pytest.raises(ValueError, match="agrees"):
        asked.judge(None)


@pytest.mark.parametrize("agrees", [None, True, False])
def test_a_second_run_of_the_cell_keeps_words_and_verdict_also_after_a_restart(asked, agrees, stored):
    asked.choose("They grow.").commit()
    if agrees is not None:
        asked.judge(agrees)
    before, again = state(), QUESTION.predict()
    assert state() == before
    assert (again.chosen, again.committed, again.right) == ("They grow.", True, agrees)
    record.start_afresh()
    restored = QUESTION.predict()
    assert state() == before
    assert (restored.chosen, restored.committed, restored.right) == ("They grow.", True, agrees)
    assert all(button.layout.display is None for button in restored.verdicts)
    restored.judge(not agrees)  # a verdict on the words said first holds for them
    restored.children[-1].click()
    assert all(button.layout.display == "none" for button in restored.verdicts)
    restored.choose("They do not.").commit()
    restored.judge(True)
    assert state()[0].startswith(
        "✓ You wrote: They do not.\nYou found that it agrees.\nAt first you said: They grow.\n"
    )
    assert state()[1].startswith("1 right" if not agrees else "0 right, 1 not as predicted")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Write a sentence or two first."),
        (" \n\t", "Write a sentence or two first."),
        ("<" * (LONGEST + 1), "Your answer has 1,001 characters. Say it in at most 1,000."),
        ("é" * 10**6, "Your answer has 1,000,000 characters."),
    ],
)
def test_nothing_and_too_much_cannot_be_committed(asked, typed, said):
    asked.control.value = typed
    asked.commit()
    assert not asked.committed
    assert said in asked.reveal.value
    assert len(asked.reveal.value) < 200
    assert not asked.button.disabled


def test_whatever_is_typed_can_be_sent_and_nothing_is_left_behind():
    before = len(widgets.widget._instances)
    for typed in ("x" * LONGEST, "</div><script>", "\ud83d half a character", "\x00", "٣ ← → 🙂"):
        asked = QUESTION.predict()
        asked.control.value = typed
        asked.commit()
        assert asked.committed
        assert "<script>" not in asked.reveal.value
        assert asked.reveal.value.encode("utf-8")
        record.start_afresh()
        asked.close()
    assert len(widgets.widget._instances) == before


@pytest.mark.parametrize(("name", "text"), [("question", ""), ("because", " "), ("because", None)])
def test_a_question_without_words_is_refused(name, text):
    with pytest.raises(ValueError, match=f"^{name}: expected a text that is not empty"):
        WrittenQuestion(**{"question": "Q?", "because": "B."} | {name: text})
    with pytest.raises(ValueError, match="option"):
        QUESTION.predict().choose(3)
