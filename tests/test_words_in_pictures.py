"""Where words stand in the pictures: none on another, none cut off, and each at what it names."""

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure

from nbhelpers.activations import ELEMENTWISE
from nbhelpers.explorable.image import Renderer
from nbhelpers.explore import explore_activation, explore_learning_rates
from nbhelpers.views.text import kind


def ink(renderer):
    """Return rows and columns of the first and the last pixel that something was drawn on."""
    drawn = np.asarray(renderer.buffer_rgba())[..., 3] > 0
    return [edge for axis in (0, 1) for edge in np.flatnonzero(drawn.any(axis=1 - axis))[[0, -1]]]


@pytest.mark.parametrize("rotation", [0, 90])
@pytest.mark.parametrize("how", [{"ha": "center", "va": "top"}, {"ha": "left", "va": "bottom"}])
def test_remembered_text_stands_where_agg_puts_it(rotation, how):
    figure = Figure(figsize=(2, 2), dpi=100)
    FigureCanvasAgg(figure)
    text = figure.text(0.5, 0.5, "diverges", size=12, rotation=rotation, **how)
    edges = []
    for kind_of_renderer in (RendererAgg, Renderer):
        renderer = kind_of_renderer(200, 200, 100)
        text.draw(renderer)
        edges.append(ink(renderer))
    np.testing.assert_allclose(*edges, atol=2)


@pytest.mark.parametrize("state", [{}, {"start": 5}, {"start": -1, "n_steps": 11}, {"n_steps": 1}, {"n_steps": 20}])
def test_the_name_of_a_narrow_zone_makes_way_for_the_curve(state):
    view = explore_learning_rates(**state).view
    renderer = view.figure.canvas.get_renderer()
    for panel in (view.w, view.cost):
        points = panel.ax.transData.transform(np.nan_to_num(panel.curve.get_xydata(), nan=-1))
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
