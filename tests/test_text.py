"""How numbers and names are written for readers."""

import inspect
import re

import demos
import pytest
from matplotlib.text import Text

from nbhelpers.views.text import counted, indexed, num, percent, plus, signed


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (-0.0, "0"),
        (1.775, "1.775"),
        (-2.25, "−2.25"),
        (1.94375, "1.9438"),
        (0.8, "0.8"),
        (100, "100"),
        (123456.7, "123457"),
        (3.8e7, "3.8·10⁷"),
        (-7.193e19, "−7.193·10¹⁹"),
        (0.00009, "9·10⁻⁵"),
        (9.99999, "10"),
        (float("inf"), "∞"),
        (float("-inf"), "−∞"),
        (float("nan"), "no number"),
    ],
)
def test_numbers_are_written_for_readers(value, text):
    assert num(value) == text


def test_other_ways_to_write_a_number():
    assert (signed(-2), signed(2), plus(-0.5), plus(0.5), percent(0.775)) == (
        "(−2)",
        "2",
        "− 0.5",
        "+ 0.5",
        "77.5 %",
    )
    assert indexed("w12") == "w₁₂"


@pytest.mark.parametrize(("n", "said"), [(0, "0 epochs"), (1, "1 epoch"), (2, "2 epochs")])
def test_one_is_no_plural(n, said):
    assert counted(n, "epoch") == said


def counts(make):
    """Return the arguments of a demo that say how often something is done."""
    return {"n_steps", "n_epochs", "max_epochs"} & set(inspect.signature(make).parameters)


@demos.each([make for make in demos.ALL if counts(make)])
def test_nothing_is_said_to_have_happened_1_times(make):
    it = make(**dict.fromkeys(counts(make), 1))
    said = [it.text, *(text.get_text() for text in it.view.figure.findobj(Text))]
    it.close()
    assert not [line for line in said if re.search(r"(?<![\d.,·])1 (?!times)\w+s\b", line)]
