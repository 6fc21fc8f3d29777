"""What a control takes, from code, from a hand in the picture and as it is typed."""

import math
import random

import numpy as np
import pytest
from demos import type_on

from nbhelpers import explore, numerals
from nbhelpers.explore.controls import dropdown, int_slider, layer_list, log_slider, select_slider, slider


@pytest.mark.parametrize(
    ("options", "value", "taken"),
    [
        ((0.5, 1.0), 1, 1.0),
        ((0.5, 1.0), np.int64(1), 1.0),
        ((1, 2), 2.0, 2),
        ((1, 2), True, None),
        ((0.5, 1.0), True, None),
        ((1, 2), "1", None),
        (("notes", 1), 1.0, 1),
        (("one", "two"), 1.0, None),
        ((False, True), 1, None),
        ((False, True), True, True),
    ],
    ids=str,
)
def test_a_list_takes_a_number_however_it_is_written_and_no_answer_for_it(options, value, taken):
    named = {str(option): option for option in options}
    for control in (select_slider("place", options).make(), dropdown("place", named).make()):
        if taken is None:
            with pytest.raises(ValueError, match=r"^place: expected one of "):
                control.accept("place", value)
        else:
            got = control.accept("place", value)
            assert (type(got), got) == (type(taken), taken)


@pytest.mark.parametrize(
    ("control", "asked", "got"),
    [
        (slider("x", -1, 2, 0.05).make(), 0.31, 0.3),
        (slider("x", -1, 2, 0.05).make(), 7, 2),
        (int_slider("n", 1, 9, 2).make(), 4.2, 5),
        (int_slider("n", 1, 9, 2).make(), -math.inf, 1),
        (log_slider("ε", -3, 0).make(), 0.11, 0.1),
        (log_slider("ε", -3, 0).make(), -4, 0.001),
        (dropdown("k", {"one": 1, "two": 2}).make(), 2, 2),
    ],
    ids=lambda each: getattr(each, "description", str(each)),
)
def test_a_hand_in_the_picture_sets_a_control_to_its_nearest_place(control, asked, got):
    assert control.nearest(asked) == pytest.approx(got)
    assert type(control.accept("it", control.nearest(asked))) is type(control.value)


RATE, EPOCHS = slider("α", -2, 2, 0.01).make(), int_slider("epochs", 0, 2000, 50).make()
EPSILON = log_slider("ε", -12, 2).make()
BATCH, LAYERS = select_slider("batch", [1, 10, 250]).make(), layer_list("layers", 3, 8).make()
STAGE = select_slider("stage", ["forward", "error"]).make()
MEANT = [  # a control, what is typed, and the number that is meant
    (RATE, "0.8|0,8| .8|+0.80|4/5|0.8 |8e-1|8·10⁻¹|8 * 10^-1|8E-1", 0.8),
    (RATE, "-1.57|−1.57|− 1,57|-157/100", -1.57),
    (RATE, "1/110|1 / 110|0.009090909091", pytest.approx(1 / 110)),
    (RATE, "1,775", 1.775),  # there is no 1775 on this slider
    (RATE, "0,125", 0.125),
    (EPSILON, "1e-5|10⁻⁵|10^-5|10**−5|0.00001|1·10⁻⁵|1/100000", 1e-5),
    (EPOCHS, "1250|1 250|1250.0|1.25e3|2500/2", 1250),
    (EPOCHS, "20", 20),  # between two places
    (BATCH, "10|10,0|1e1|20/2| 10 ", 10),
    (LAYERS, "4, 2|4,2|4.0 , 2", "4, 2"),
]
NO_NUMBERS = (
    "|-|2x|w = 0.8|about 1|1..2|0.5.|1/0|1/2/3|inf|nan|1e400|0x1|1_0|½|5 %|1 2|--1|10⁻|e5|1e|.|/|1,2,3|<b>1</b>"
)


@pytest.mark.parametrize(("control", "texts", "value"), MEANT)
def test_a_number_is_taken_as_people_write_it(control, texts, value):
    for text in texts.split("|"):
        control.value = control.values[0]
        assert type_on(control, text) == ""
        assert control.value == value
        assert type(control.value) is type(control.values[0])


@pytest.mark.parametrize("control", [RATE, EPOCHS, EPSILON, BATCH, STAGE], ids=lambda each: each.description)
def test_what_is_no_number_changes_nothing_and_says_why(control):
    for text in [*NO_NUMBERS.split("|"), "9" * 400]:
        control.value = kept = control.values[-1]
        said = type_on(control, text)
        assert said.endswith(". Nothing has changed.")
        assert "is no number: write it as in 0.8, 1/110 or 1e-5" in said or ": expected " in said
        assert control.value == kept


def test_two_numbers_that_could_be_meant_are_asked_for():
    EPOCHS.value = 50
    assert (
        type_on(EPOCHS, "1,000") == "“1,000” could be 1 or 1000: write it without the comma. Nothing has changed."
    )
    assert EPOCHS.value == 50
    for text in ("3", "-0.1", "1e9"):
        said = type_on(RATE, text)
        assert (said == "") == (text == "-0.1")
        assert said == "" or said.startswith("α: expected a finite number from -2 to 2, got ")


def test_whatever_is_typed_the_number_meant_is_taken_or_none():
    """A seeded search: what Python itself reads as this number, dressed as people dress it, and with junk in it."""
    draw = random.Random(1)
    for _ in range(2000):
        value = draw.choice(
            [draw.uniform(-2, 2), draw.randint(-2, 2), draw.uniform(-1, 1) * 10 ** draw.randint(-9, 0)]
        )
        text = draw.choice(["{}", "{:.3f}", "{:.2e}", "{:+}"]).format(value)
        meant = float(text)
        for old, new in (("-", "−"), (".", ","), ("e", " · 10^"), ("e", "E")):
            text = text.replace(old, new) if draw.random() < 0.4 else text
        assert numerals.number(f" {text} ", lambda number: -2 <= number <= 2) == pytest.approx(meant, rel=1e-15), (
            text
        )
        at = draw.randrange(len(text) + 1)
        broken = text[:at] + draw.choice("x%=?_$°ab") + text[at:]
        with pytest.raises(ValueError, match="is no number"):
            numerals.number(broken)


def test_what_code_asks_for_stands_there():
    it = explore.explore_descent(data="one_to_five", learning_rate=1 / 110)
    rate = it.controls["learning_rate"]
    assert (rate.text, rate.value) == ("0.009090909091", 0.009090909091)
    assert 0 < rate.at < 1
    last = len(rate.values) - 1
    for at, text in ((40, "0.40"), (0, "0.00"), (last, "2.00")):
        rate.set_state({"at": at})
        assert (rate.text, rate.value, rate.at) == (text, float(text), at)
    for junk in (-1, last + 1, 1.0, True, None):
        rate.set_state({"at": junk})
        assert rate.at == last
    with pytest.raises(ValueError, match=r"^learning rate α: expected a finite number from 0 to 2, got 7"):
        rate.value = 7
    assert rate.value == 2
