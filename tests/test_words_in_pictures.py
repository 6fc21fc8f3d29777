"""Where words stand in the pictures: none on another, none cut off, and each at what it names."""

from itertools import combinations

import demos
import numpy as np
import pytest
from matplotlib import rc_context
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text

from nbhelpers.activations import ELEMENTWISE
from nbhelpers.explore import explore_activation, explore_learning_rates
from nbhelpers.figure.recorder import DPI, Glyphs, Recorder
from nbhelpers.views.parts import Line
from nbhelpers.views.text import kind

TOUCHING = 4
"""Pixels by which the boxes of two texts may overlap: a box has room for letters that the text has not."""


@pytest.mark.parametrize("font", [{"size": 12}, {"size": 16, "weight": "bold"}])
def test_a_text_is_as_large_on_the_page_as_agg_would_draw_it(font):
    font, sizes = FontProperties(**font), []
    with rc_context({"text.hinting": "none"}):
        for renderer in (Recorder(200, 200, Glyphs()), RendererAgg(200, 200, DPI)):
            texts = ["diverges", "0.25 − σ(w·x)", "∂J/∂w = −1.35"]
            sizes.append([renderer.get_text_width_height_descent(text, font, ismath=False) for text in texts])
            sizes[-1].append([renderer.get_text_width_height_descent("$w_{1}$", font, ismath=True)[0], 0, 0])
    np.testing.assert_allclose(*sizes, atol=3)  # versions of Matplotlib differ in the space between letters


@pytest.mark.parametrize("state", [{}, {"start": 5}, {"start": -1, "n_steps": 11}, {"n_steps": 1}, {"n_steps": 20}])
def test_the_name_of_a_narrow_zone_makes_way_for_the_curve(state):
    view = explore_learning_rates(**state).view
    renderer = measuring(view.figure)
    for panel in (view.w, view.cost):
        points = panel.ax.transData.transform(np.nan_to_num(panel.trail.line.get_xydata(), nan=-1))
        assert len(panel.upright) == 2
        for *_, name in panel.upright:
            box = name.get_window_extent(renderer)
            assert not any(box.contains(*point) for point in points), name.get_text()


@pytest.mark.parametrize("overlay", ["none", "smooth", "straight", "all"])
@pytest.mark.parametrize("activation", ["sigmoid", "relu"])
def test_several_curves_bear_their_names(activation, overlay):
    view = explore_activation(activation=activation, overlay=overlay).view
    curves = [name for name, (curve, _) in view.curves.items() if curve.get_visible()]
    named = [text.get_text() for _, text in view.key.values() if text.get_visible()]
    assert named == ([kind(name) for name in ELEMENTWISE if name in curves] if len(curves) > 1 else [])
    for name, (dash, text) in view.key.items():
        assert dash.get_color() == text.get_color() == view.curves[name][0].get_color()


def measuring(figure):
    """Return what measures text as the page shows it."""
    return Recorder(*figure.bbox.size, Glyphs())


def words(figure):
    """Return every text that can be seen, with its box (left, bottom, right, top) in pixels."""
    beyond = {label for ax in figure.axes for axis in (ax.xaxis, ax.yaxis) for label in _beyond(axis)}
    texts = [text for text in figure.findobj(Text) if text.get_text().strip() and text.get_visible()]
    renderer = measuring(figure)
    return [(text, _box(text, renderer)) for text in texts if text not in beyond]


def _beyond(axis):
    """Return the labels of the ticks that Matplotlib keeps beyond an axis's limits, or on an axis switched off."""
    low, high = sorted(axis.get_view_interval())
    ticks = axis.get_major_ticks() + axis.get_minor_ticks()
    off = not axis.axes.axison
    return [tick.label1 for tick in ticks if off or not low <= tick.get_loc() * (1 + 1e-12) <= high * (1 + 1e-9)]


def _box(text, renderer):
    left, bottom, right, top = text.get_window_extent(renderer).extents
    if isinstance(text, Line):  # without what hangs below the last line: most are numbers
        bottom += 0.2 * renderer.points_to_pixels(text.get_size())
    return left, bottom, right, top


def faults(figure):
    """Return which texts stand on one another, and which run off the page."""
    found, (width, height) = words(figure), figure.bbox.size
    off = [
        text.get_text()
        for text, (left, bottom, right, top) in found
        if min(left, bottom) < -1 or right > width + 1 or top > height + 1
    ]
    return off + [
        (one.get_text(), other.get_text())
        for (one, a), (other, b) in combinations(found, 2)
        if min(min(a[i + 2], b[i + 2]) - max(a[i], b[i]) for i in (0, 1)) > TOUCHING
    ]


def states(controls):
    """Return changes to make one after the other: each control to its ends or places, every two to their ends."""
    one = [
        {name: value}
        for name, control in controls.items()
        for value in (control.values if control.kind == "list" else demos.ends(control))
    ]
    ends = {name: demos.ends(control) for name, control in controls.items()}
    if "n_epochs" in ends:
        ends["n_epochs"] = 0, 2  # a whole training would take long, and moves no word
    return one + demos.pairs_of_ends(ends)


@demos.each(demos.ALL)
def test_no_word_stands_on_another_or_runs_off_the_page(make):
    demo = demos.quickly(make)
    first = demo.values
    for state in [{}, *states(demo.controls)]:
        demo.set(**first | state)
        assert demo.picture.sentence.endswith(".")
        assert faults(demo.view.figure) == [], state


def test_words_on_words_and_off_the_page_are_found():
    figure = Figure(figsize=(4, 1), dpi=100)
    figure.text(0.1, 0.5, "one")
    figure.text(0.12, 0.5, "other")
    figure.text(0.6, 0.1, "at its place")
    figure.text(0.7, 0.8, "longer than the page")
    assert faults(figure) == ["longer than the page", ("one", "other")]
