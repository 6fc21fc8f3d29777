"""What stands in a picture to be read: its words, where each is, and which are in one another's way."""

from itertools import combinations

from matplotlib.text import Text

from nbhelpers.figure.recorder import Glyphs, Recorder
from nbhelpers.views.parts import TextLine

TOUCHING = 4
"""Pixels by which the boxes of two texts may overlap: a box has room for letters that the text has not."""


def words(parent):
    """Return the texts within an artist that say something."""
    return [text for text in parent.findobj(Text) if text.get_visible() and text.get_text().strip()]


def measuring(figure):
    """Return what measures text as the page shows it."""
    return Recorder(*figure.bbox.size, Glyphs())


def placed(figure):
    """Return every text that can be seen, with its box (left, bottom, right, top) in pixels."""
    beyond = {label for ax in figure.axes for axis in (ax.xaxis, ax.yaxis) for label in _beyond(axis)}
    renderer = measuring(figure)
    return [(text, _box(text, renderer)) for text in words(figure) if text not in beyond]


def _beyond(axis):
    """Return the labels of the ticks that Matplotlib keeps beyond an axis's limits, or on an axis switched off."""
    low, high = sorted(axis.get_view_interval())
    ticks = axis.get_major_ticks() + axis.get_minor_ticks()
    off = not axis.axes.axison
    return [tick.label1 for tick in ticks if off or not low <= tick.get_loc() * (1 + 1e-12) <= high * (1 + 1e-9)]


def _box(text, renderer):
    left, bottom, right, top = text.get_window_extent(renderer).extents
    if isinstance(text, TextLine):  # without what hangs below the last line: most are numbers
        bottom += 0.2 * renderer.points_to_pixels(text.get_size())
    return left, bottom, right, top


def faults(figure):
    """Return which texts stand on one another, and which run off the page."""
    found, (width, height) = placed(figure), figure.bbox.size
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
