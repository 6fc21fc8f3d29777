"""An outcome says its verdict in words, a sign and a colour, and quotes nobody's HTML."""

import dataclasses

import pytest

from nbhelpers.exercises.outcome import Outcome, Status


@pytest.mark.parametrize(
    ("status", "text", "truth"),
    [
        (Status.NOT_ATTEMPTED, "… Not attempted yet. Hm.", False),
        (Status.NOT_YET, "✗ Not yet. Hm.", False),
        (Status.CORRECT, "✓ Correct. Hm.", True),
    ],
)
def test_says_the_verdict(status, text, truth):
    outcome = Outcome(status, "Hm.")
    assert repr(outcome) == str(outcome) == text
    assert bool(outcome) is truth
    for part in text.split(" Hm."):
        assert part in outcome._repr_html_()


def test_each_verdict_has_its_own_colour():
    edges = {Outcome(status, "")._repr_html_().split("solid ")[1][:7] for status in Status}
    assert len(edges) == 3


def test_student_text_is_escaped():
    html = Outcome(Status.NOT_YET, "<script>alert('x')</script>\n<b>")._repr_html_()
    assert "<script" not in html
    assert "<b>" not in html
    assert "&lt;script&gt;" in html


def test_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Outcome(Status.NOT_YET, "").status = Status.CORRECT
