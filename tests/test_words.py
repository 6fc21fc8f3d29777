"""How numbers, names and words are written for readers, and where words stand in a picture."""

import numpy as np
import pytest
from matplotlib import rc_context
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties
from words import measuring

from nbhelpers.activations import ELEMENTWISE
from nbhelpers.explore import explore_activation, explore_learning_rates
from nbhelpers.figure.recorder import DPI, Glyphs, Recorder
from nbhelpers.views.parts import separate_labels
from nbhelpers.views.text import counted, indexed, kind, num, percent, plus, signed

INFINITY, NO_NUMBER = float("inf"), float("nan")
WRITTEN = {0: "0", 1.775: "1.775", -2.25: "−2.25", 1.94375: "1.9438", 0.8: "0.8", 100: "100"}
WRITTEN |= {123456.7: "123457", 3.8e7: "3.8·10⁷", -7.193e19: "−7.193·10¹⁹", 0.00009: "9·10⁻⁵", 9.99999: "10"}
WRITTEN |= {INFINITY: "∞", -INFINITY: "−∞", NO_NUMBER: "not a number"}


def test_numbers_are_written_for_readers():
    assert {value: num(value) for value in WRITTEN} == WRITTEN
    assert num(-0.0) == "0"
    written = signed(-2), signed(2), plus(-0.5), plus(0.5), percent(0.775)
    assert written == ("(−2)", "2", "− 0.5", "+ 0.5", "77.5 %")
    assert indexed("w12") == "w₁₂"
    assert [counted(n, "epoch") for n in (0, 1, 2)] == ["0 epochs", "1 epoch", "2 epochs"]


@pytest.mark.parametrize("font", [{"size": 12}, {"size": 16, "weight": "bold"}])
def test_a_text_is_as_large_on_the_page_as_agg_would_draw_it(font):
    font, sizes = FontProperties(**font), []
    with rc_context({"text.hinting": "none"}):
        for renderer in (Recorder(200, 200, Glyphs()), RendererAgg(200, 200, DPI)):
            texts = ["diverges", "0.25 − σ(w·x)", "∂J/∂w = −1.35"]
            sizes.append([renderer.get_text_width_height_descent(text, font, ismath=False) for text in texts])
            sizes[-1].append([renderer.get_text_width_height_descent("$w_{1}$", font, ismath=True)[0], 0, 0])
    np.testing.assert_allclose(*sizes, atol=3)  # versions of Matplotlib differ in the space between letters


@pytest.mark.parametrize("values", [[0, 0, 0, 0], [3, -1, 0.1, 0], [1, 0, -1, 2], [0.1, 0.2, 5, 5.1]])
def test_labels_are_moved_apart_and_keep_their_order(values):
    moved = separate_labels(values, 0.5)
    order = np.argsort(values, kind="stable")
    assert (np.diff(moved[order]) >= 0.5 - 1e-12).all()
    if np.diff(np.sort(values)).min() >= 0.5:
        assert moved == pytest.approx(values)


def test_the_names_of_the_zones_are_written_where_no_curve_can_come():
    ax = explore_learning_rates().view.w.trail.ax
    boxes = {text.get_text(): text.get_window_extent(measuring(ax.figure)) for text in ax.texts}
    assert list(boxes) == ["slow", "steady", "overshoots", "diverges"]
    assert all(box.y0 > ax.bbox.y1 and box.width > box.height for box in boxes.values())


def test_several_curves_bear_their_names():
    it = explore_activation(activation="relu")
    for overlay in ("none", "smooth", "straight", "all"):
        view = it.set(overlay=overlay).view
        curves = [name for name, (curve, _) in view.curves.items() if curve.get_visible()]
        named = [text.get_text() for _, text in view.key.values() if text.get_visible()]
        assert named == ([kind(name) for name in ELEMENTWISE if name in curves] if len(curves) > 1 else [])
        for name, (dash, text) in view.key.items():
            assert dash.get_color() == text.get_color() == view.curves[name][0].get_color()
