"""What the playground draws: maps, formulas, weights, the large map and its frame, the colours."""

import numpy as np
import pytest
from matplotlib.colors import to_hex

from nbhelpers import style
from nbhelpers.activations import ACTIVATIONS
from nbhelpers.explore import playground
from nbhelpers.network import Network, forward
from nbhelpers.views.network_maps import COARSE, FINE, outputs, scaled, written_out
from nbhelpers.views.tiles import SIGNED


@pytest.fixture
def it():
    return playground(n_epochs=12)


def test_the_maps_show_what_the_units_answer():
    network = Network.create([2, 3, 2, 1], hidden="tanh", output="sigmoid", init="xavier", seed=4)
    maps = outputs(network, FINE)
    assert [each.shape for each in maps] == [(FINE, FINE, n) for n in (2, 3, 2, 1)]
    row, column = 20, 75
    x = np.array([[-2 + 4 * (column + 0.5) / FINE, 2 - 4 * (row + 0.5) / FINE]])
    assert maps[0][row, column] == pytest.approx(x[0])
    for each, a in zip(maps[1:], forward(network, x).a, strict=True):
        assert each[row, column] == pytest.approx(a[0])
    for each, smaller in zip(maps, outputs(network, COARSE), strict=True):
        np.testing.assert_allclose(smaller, each[1::3, 1::3])  # the same places


def test_maps_go_from_the_least_to_the_most_that_a_unit_can_answer():
    network = Network.create([2, 3, 2, 1], hidden="relu", output="sigmoid", init="he", seed=4)
    _, first, _, last = outputs(network, COARSE)
    assert scaled(last, "sigmoid") == pytest.approx(2 * last - 1)
    assert scaled(first, "relu").max(axis=(0, 1)) == pytest.approx(1)
    assert scaled(first, "relu") * first.max(axis=(0, 1)) == pytest.approx(first)
    assert not scaled(np.zeros((2, 2, 1)), "relu").any()


@pytest.mark.parametrize("hidden", ["tanh", "sigmoid", "relu", "leaky_relu", "linear", "step"])
def test_a_unit_is_written_out_as_what_it_computes(hidden):
    network = Network.create([2, 3, 2, 1], hidden=hidden, output="sigmoid", init="he", seed=4)
    said = written_out(network, 2, 1)
    assert said.startswith("Unit 2 of layer 2 is ")
    numbers = said.replace("− ", "-").replace("+ ", "").replace("−", "-").split("is ")[1]
    inside = numbers[numbers.find("(") + 1 :].rstrip(")")
    terms = inside.replace(" a₁", "").replace(" a₂", "").replace(" a₃", "").split()
    weights = [*network.weights[1][:, 1], network.biases[1][1]]
    assert [float(term) for term in terms] == pytest.approx(weights, rel=0.06, abs=1e-9)
    f = {"sigmoid": "σ", "linear": ""}.get(hidden)
    assert numbers.startswith(ACTIVATIONS[hidden].title.lower()[:4] if f is None and hidden != "relu" else f or "")


def test_the_weights_are_drawn_by_width_and_sign(it):
    it.set(layers="4, 2")
    weights = np.concatenate([w.ravel() for w in it.trace.session.network.weights])
    widths, colors = it.view.network.edges.get_linewidths(), it.view.network.edges.get_colors()
    assert np.array_equal(np.argsort(widths), np.argsort(np.minimum(np.abs(weights), 4)))
    assert [to_hex(color) for color in colors] == [style.MODEL if w > 0 else style.ERROR for w in weights]


def test_large_map_and_frame_follow_the_unit_asked_for(it):
    it.set(layers="4, 2", layer=1, unit=3)
    assert "Unit 3 of layer 1" in it.text
    assert it.view.data.title.get_text() == "Unit 3 of layer 1"
    x, y = it.view.network._corners[2 + 2]
    assert it.view.network.frame.get_xy() == pytest.approx((x - 0.03, y - 0.03))
    assert "There is no hidden layer 6. The output is σ(" in it.set(layer=6).text
    assert it.controls["unit"].disabled
    assert "Unit 4 of layer 1" in it.set(layer=1, unit=8).text  # nor such a unit


def test_the_colours_run_from_orange_over_the_bare_paper_to_blue():
    orange, blue = (list(bytes.fromhex(role.removeprefix("#"))) for role in (style.ERROR, style.MODEL))
    shades, middle = SIGNED.colors, len(SIGNED.colors) // 2
    assert shades[:middle, :3].tolist() == [orange] * middle
    assert shades[middle:, :3].tolist() == [blue] * (middle + 1)
    assert shades[[0, middle, -1], 3].tolist() == [255, 0, 255]
    assert (np.diff(shades[:, 3].astype(int)) * np.sign(np.arange(2 * middle) - middle + 0.5) > 0).all()
