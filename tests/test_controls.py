"""What a control takes."""

import math

import numpy as np
import pytest

from nbhelpers.explorable import choice, log_slider, slider, stages, whole
from nbhelpers.explorable.controls import accept, nearest


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
    for control in (stages("place", options), choice("place", {str(option): option for option in options})):
        if taken is None:
            with pytest.raises(ValueError, match=r"^place: expected one of "):
                accept("place", control, value)
        else:
            got = accept("place", control, value)
            assert (type(got), got) == (type(taken), taken)


@pytest.mark.parametrize(
    ("control", "asked", "got"),
    [
        (slider("x", -1, 2, 0.05), 0.31, 0.3),
        (slider("x", -1, 2, 0.05), 7, 2),
        (whole("n", 1, 9, 2), 4.2, 5),
        (whole("n", 1, 9, 2), -math.inf, 1),
        (log_slider("ε", -3, 0), 0.11, 0.1),
        (log_slider("ε", -3, 0), -4, 0.001),
        (choice("k", {"one": 1, "two": 2}), 2, 2),
    ],
    ids=str,
)
def test_a_hand_in_the_picture_sets_a_control_to_its_nearest_place(control, asked, got):
    assert nearest(control, asked) == pytest.approx(got)
    assert type(accept("it", control, nearest(control, asked))) is type(control.value)
