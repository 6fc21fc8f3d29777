"""That an activation which is added stands wherever the others do: in formulas, pictures, demos and tests."""

import inspect

import demos
import on_paper
import pytest
import test_activation_measures
import test_activations

from nbhelpers.activations import ACTIVATIONS, CLAIMS, ELEMENTWISE
from nbhelpers.explore import explore_activation
from nbhelpers.network import core
from nbhelpers.views.activation import LOOKS

CHOOSING = [make for make in demos.ALL if "activation" in inspect.signature(make).parameters]
COUNTED = {6: "six", 7: "seven", 8: "eight", 9: "nine"}

each = pytest.mark.parametrize("name", ACTIVATIONS)
each_elementwise = pytest.mark.parametrize("name", ELEMENTWISE)


@each
def test_it_has_a_title_of_its_own(name):
    others = [other for key, other in ACTIVATIONS.items() if key != name]
    assert ACTIVATIONS[name].title.strip()
    assert ACTIVATIONS[name].title not in [other.title for other in others]


@each
def test_networks_have_a_quick_form_of_it(name):
    assert name in core.QUICK


@each
def test_something_is_claimed_and_measured_of_it(name):
    assert name in CLAIMS
    assert name in [expected.name for expected in test_activation_measures.CLOSED_FORMS]


@each_elementwise
def test_it_is_derived_in_a_second_way_and_written_on_paper(name):
    assert name in test_activations.EXPRESSIONS
    assert name in on_paper.F
    assert name in on_paper.DF


@each_elementwise
def test_pictures_have_a_look_for_it_that_no_other_has(name):
    assert set(LOOKS[name]) == {"color", "ls"}
    for key in LOOKS[name]:
        assert LOOKS[name][key] not in [look[key] for other, look in LOOKS.items() if other != name]


def test_each_is_drawn_beside_the_others_in_one_of_the_groups():
    it = explore_activation(activation="linear")
    groups = {value: label for label, value in it.controls["overlay"].options}
    drawn = [look.name for group in groups if group != "all" for look in it.set(overlay=group).trace.others]
    assert sorted([*drawn, "linear"]) == sorted(ELEMENTWISE)
    assert groups["all"] == f"all {COUNTED[len(ELEMENTWISE)]}"


@demos.each(CHOOSING)
@each_elementwise
def test_a_demo_that_offers_it_says_so(make, name):
    assert f'"{name}"' in inspect.getdoc(make), f"the docstring of {make.__name__} lists the activations"
