"""The main picture of each lesson with one slider, drawn in four ways, and two floors below which nobody gets.

Imported by the cells that `bench_browser.py` writes. Each function returns, or shows, what its cell is to show.
"""

from collections.abc import Iterator
from functools import partial
from unittest import mock

import ipywidgets as widgets
import matplotlib.pyplot as plt

from nbhelpers import explore
from nbhelpers.figure.png import png
from nbhelpers.views import parts
from nbhelpers.views.activations import ActivationView
from nbhelpers.views.backprop import BackpropView
from nbhelpers.views.descent import DescentView
from nbhelpers.views.playground import PlaygroundView
from nbhelpers.views.vanishing import FlowView

MAIN = {
    "explore_descent": ("learning_rate", DescentView),
    "explore_backprop": ("w1", BackpropView),
    "explore_gradient_flow": ("width", partial(FlowView, 12)),
    "explore_activation": ("z", ActivationView),
    "playground": ("seed", partial(PlaygroundView, 7)),
}
"""Each lesson's main demo -> the control that is moved, and its view."""

N_READY = 30
"""Ready-made pictures, at most, that the second floor takes turns with."""


class Picture:
    """What a demo computes and draws, without the demo, for others to show in their way."""

    def __init__(self, name):
        self.moving, self._view = MAIN[name]
        original = demo(name)
        self._values, control, self._compute = original.values, original.controls[self.moving], original.compute
        self.slider = widgets.SelectionSlider(options=control.values, value=control.value)

    def trace(self, value):
        """Return what there is to draw with the slider there."""
        found = self._compute(**self._values | {self.moving: value})
        return next(found) if isinstance(found, Iterator) else found  # of a training, its start

    def draw(self):
        """Return a view on a new pyplot figure, with nothing held back for blitting."""
        with mock.patch.object(parts, "Figure", plt.figure):
            view = self._view()
            view.update(self.trace(self.slider.value))
        for artist in view.figure.findobj(lambda artist: artist.get_animated()):
            artist.set_animated(False)
        return view


def demo(name):
    """Return a lesson's main demo; the playground with nothing to train, so that a move is one picture."""
    return getattr(explore, name)(**{"n_epochs": 0} if name == "playground" else {})


def interact(name):
    """Draw a new figure for each move, as the usual callback of `interact` does."""
    picture = Picture(name)

    def show(value):
        picture.draw()
        plt.show()

    widgets.interact(show, value=picture.slider)


def ipympl(name):
    """Move the artists on ipympl's canvas."""
    picture = Picture(name)
    view = _on_ipympl(picture)
    picture.slider.observe(lambda change: _move(view, picture, change.new), "value")
    return widgets.VBox([picture.slider, view.figure.canvas])


def mpl_interactions(name):
    """Let mpl-interactions call back and redraw, on ipympl's canvas."""
    from mpl_interactions.controller import Controls

    picture = Picture(name)
    view, slider = _on_ipympl(picture), picture.slider
    controls = Controls(use_ipywidgets=True, **{picture.moving: slider.options})
    controls.register_callback(lambda **values: _move(view, picture, values[picture.moving]), [picture.moving])
    return widgets.VBox([controls.vbox, view.figure.canvas])


def _on_ipympl(picture):
    plt.ioff()  # ipympl would show the figure a second time
    view = picture.draw()
    view.figure.canvas.header_visible = False
    return view


def _move(view, picture, value):
    view.update(picture.trace(value))
    view.figure.canvas.draw_idle()


def label():
    """Change a label and draw nothing: what a message there and back costs."""
    slider, said = _slider(), widgets.Label("0")
    slider.observe(lambda change: setattr(said, "value", str(change.new)), "value")
    return widgets.VBox([slider, said])


def ready_made(name):
    """Take turns with PNGs of this demo made before: what sending, decoding and painting pixels costs."""
    original = demo(name)
    slider, moved = _slider(), original.controls[MAIN[name][0]]
    ready = []
    for value in moved.values[:: -(-len(moved.values) // N_READY)]:
        moved.value = value
        ready.append(png(original.view.figure, scale=1))
    picture = widgets.Image(format="png", value=ready[0], layout=widgets.Layout(width="1200px", max_width="100%"))
    slider.observe(lambda change: setattr(picture, "value", ready[change.new % len(ready)]), "value")
    return widgets.VBox([slider, picture])


def _slider():
    layout = widgets.Layout(width="380px")
    return widgets.IntSlider(0, 0, 200, description="floor", layout=layout)
