"""A figure as the bytes of a PNG, drawn by Agg: for GitHub, for paper, and before anything has run."""

import contextlib
import io
from threading import RLock

from matplotlib.backends.backend_agg import RendererAgg

from nbhelpers.figure.recorder import DPI

LOCK = RLock()
"""Held while something is drawn: kernels may use several threads, and all figures share Matplotlib's fonts."""


def png(figure, scale=2):
    """Return the figure as it is now, on light paper, with so many pixels for one of the page."""
    from PIL import Image  # not needed before, and by most kernels only for the pictures that their cells show

    with LOCK, _density(figure, scale):
        width, height = (round(scale * DPI * inches) for inches in figure.get_size_inches())
        renderer = RendererAgg(width, height, scale * DPI)
        figure.draw(renderer)
        for artist in moving_artists(figure):
            artist.draw(renderer)
        page = Image.frombuffer("RGBA", (width, height), renderer.buffer_rgba()).convert("RGB")
    # A palette halves the bytes. Of the colours that are there most, so that those of `style` stay what they are.
    frequent = sorted(page.getcolors(width * height), reverse=True)[:256]
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for _, color in frequent for part in color])
    buffer = io.BytesIO()
    page.quantize(palette=palette, dither=Image.Dither.NONE).save(buffer, "png", compress_level=8)
    return buffer.getvalue()


def moving_artists(figure):
    """Return the artists that are drawn over what stands still, the lowest first."""
    moving = figure.findobj(lambda artist: artist.get_animated())
    return sorted(moving, key=lambda artist: artist.zorder)


@contextlib.contextmanager
def _density(figure, scale):
    """Change the density for once; what the page shows does not become stale by it."""
    stale = figure.stale
    figure.set_dpi(scale * DPI)
    try:
        yield
    finally:
        figure.set_dpi(DPI)
        figure.stale = stale
