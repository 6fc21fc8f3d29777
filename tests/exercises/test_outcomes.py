"""An outcome says its verdict in words, a sign and a colour, and quotes nobody's HTML."""

from nbhelpers.exercises.outcome import EDGES, Outcome, Status

VERDICTS = {
    Status.NOT_ATTEMPTED: ("… Not attempted yet.", EDGES["open"]),
    Status.NOT_YET: ("✗ Not yet.", EDGES["again"]),
    Status.CORRECT: ("✓ Correct.", EDGES["good"]),
}


def test_an_outcome_says_its_verdict_and_quotes_no_html():
    assert len(set(EDGES.values())) == len(EDGES)
    for status, (verdict, edge) in VERDICTS.items():
        outcome = Outcome(status, "<script>alert('x')</script>\n<b>")
        assert repr(outcome).startswith(verdict)
        assert bool(outcome) is (status is Status.CORRECT)
        html = outcome._repr_html_()
        assert f"solid {edge}" in html
        assert verdict in html
        assert "&lt;script&gt;" in html
        assert "<script" not in html
        assert "<b>" not in html
