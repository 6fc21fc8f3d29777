"""What a control takes, from code, from a hand in the picture and as it is typed."""

import math
import random

import numpy as np
import pytest
from demos import type_on

from nbhelpers import explore, numerals
from nbhelpers.explore.controls import dropdown, int_slider, layer_list, log_slider, select_slider, slider

LISTS = [  # options, what is asked for, and what is taken
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
]


def test_a_list_takes_a_number_however_it_is_written_and_no_answer_for_it():
    for options, value, taken in LISTS:
        for control in (select_slider("place", options), dropdown("place", {str(each): each for each in options})):
            if taken is None:
                with pytest.raises(ValueError, match=r"^place: expected one of "):
                    control.make().accept("place", value)
            else:
                got = control.make().accept("place", value)
                assert (type(got), got) == (type(taken), taken)
    as_shown = [each.kind for each in (RATE, STAGE, dropdown("data", {"xor": "xor"}).make(), LAYERS)]
    assert as_shown == ["slider", "slider", "list", "text"]


RATE, EPOCHS = slider("α", -2, 2, 0.01).make(), int_slider("epochs", 0, 2000, 50).make()
EPSILON = log_slider("ε", -12, 2).make()
BATCH, LAYERS = select_slider("batch", [1, 10, 250]).make(), layer_list("layers", 3, 8).make()
STAGE = select_slider("stage", ["forward", "error"]).make()


@pytest.mark.parametrize(
    ("control", "asked", "got"),
    [
        (RATE, 0.312, 0.31),
        (RATE, 7, 2),
        (EPOCHS, 76, 100),
        (EPOCHS, -math.inf, 0),
        (EPSILON, 0.1125, 0.1258925412),  # nearer than 0.1 by their ratio, though not by their difference
        (EPSILON, -4, 1e-12),
        (STAGE, "error", "error"),
    ],
    ids=lambda each: getattr(each, "description", str(each)),
)
def test_a_hand_in_the_picture_sets_a_control_to_its_nearest_place(control, asked, got):
    assert control.nearest(asked) == got
    assert type(control.accept("it", control.nearest(asked))) is type(control.value)


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
    (LAYERS, "4, 2|4,2|4.0 , 2| 4,2 ", "4, 2"),
    (LAYERS, "|  ", ""),
]
NO_NUMBERS = (
    "|-|2x|w = 0.8|about 1|1..2|0.5.|1/0|1/2/3|inf|nan|1e400|0x1|1_0|½|5 %|1 2|--1|10⁻|e5|1e|.|/|1,2,3|<b>1</b>"
)
NO_LAYERS = "0|9|-2|4,, 2|4.5|four|4 2|1,1,1,1|<b>|²|٣, x|" + "9" * 400
REASONS = (
    "is not a number: write it as in 0.8, 1/110 or 1e-5",
    ": expected ",
    "could be 1 or 1000: write it without",
)


def test_a_number_is_taken_as_people_write_it_and_what_is_none_changes_nothing_and_says_why():
    assert (RATE.labels[0], EPSILON.labels[0]) == ("−2.00", "1e−12")  # as the page writes them
    for control, texts, value in MEANT:
        for text in texts.split("|"):
            control.value = control.values[0]
            assert type_on(control, text) == "", text
            assert control.value == value, text
            assert type(control.value) is type(control.values[0])
    wrong = [(control, text) for control in (RATE, EPOCHS, EPSILON, BATCH, STAGE) for text in NO_NUMBERS.split("|")]
    wrong += [(LAYERS, text) for text in NO_LAYERS.split("|")]
    wrong += [(RATE, "9" * 400), (EPOCHS, "1,000"), (RATE, "3"), (RATE, "1e9")]
    for control, text in wrong:
        control.value = kept = control.values[-1]
        said = type_on(control, text)
        assert said.endswith(". Nothing has changed."), text
        assert any(reason in said for reason in REASONS), text
        assert control.value == kept
    assert said == "α: expected a finite number from -2 to 2, got 1000000000.0. Nothing has changed."


def test_whatever_is_typed_the_number_meant_is_taken_or_none():
    """A seeded search: what Python itself reads as this number, dressed as people dress it, and with junk in it."""
    draw = random.Random(1)
    for _ in range(2000):
        small = draw.uniform(-1, 1) * 10 ** draw.randint(-9, 0)
        value = draw.choice([draw.uniform(-2, 2), draw.randint(-2, 2), small])
        text = draw.choice(["{}", "{:.3f}", "{:.2e}", "{:+}"]).format(value)
        meant = float(text)
        for old, new in (("-", "−"), (".", ","), ("e", " · 10^"), ("e", "E")):
            text = text.replace(old, new) if draw.random() < 0.4 else text
        found = numerals.number(f" {text} ", lambda number: -2 <= number <= 2)
        assert found == pytest.approx(meant, rel=1e-15), text
        at = draw.randrange(len(text) + 1)
        broken = text[:at] + draw.choice("x%=?_$°ab") + text[at:]
        with pytest.raises(ValueError, match="is not a number"):
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
    with pytest.raises(ValueError, match=r"^learning rate α: expected a finite number from 0 to 2, got 7"):
        rate.value = 7
    assert rate.value == 2
