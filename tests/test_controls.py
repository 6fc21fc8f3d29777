"""What a control takes."""

import numpy as np
import pytest

from nbhelpers.explorable import choice, stages
from nbhelpers.explorable.controls import accept


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
