"""That an activation which is added stands wherever the others do: in formulas, pictures, demos and tests."""

import on_paper

from nbhelpers.activations import ACTIVATIONS, ELEMENTWISE
from nbhelpers.explore import explore_activation
from nbhelpers.views.activations import LOOKS


def test_each_is_written_on_paper_and_can_be_told_from_the_others():
    assert set(on_paper.PAPER) == set(ELEMENTWISE) == set(LOOKS)
    assert all(each.title.strip() for each in ACTIVATIONS.values())
    assert len({each.title for each in ACTIVATIONS.values()}) == len(ACTIVATIONS)
    elementwise = [ACTIVATIONS[name] for name in ELEMENTWISE]
    assert sorted(each.row for each in elementwise) == list(range(1, len(elementwise) + 1))
    for looks in zip(*(look.values() for look in LOOKS.values()), strict=True):
        assert len(set(looks)) == len(LOOKS)


def test_each_is_drawn_beside_the_others_in_one_of_the_groups():
    it = explore_activation(activation="linear")
    groups = it.controls["overlay"].values
    drawn = [look.name for group in groups if group != "all" for look in it.set(overlay=group).trace.others]
    assert sorted([*drawn, "linear"]) == sorted(ELEMENTWISE)
