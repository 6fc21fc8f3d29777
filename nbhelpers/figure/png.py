"""A figure as the bytes of a PNG, drawn by Agg: for GitHub, for paper, and before anything has run."""

import contextlib
import ctypes
import io

import numpy as np
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.text import Text
from PIL import Image

from nbhelpers.figure import LOCK, our_settings
from nbhelpers.figure.recorder import DPI

_KINDS = 1 << 18  # of colours: 6 bits for each of 3 channels


def png(figure, scale=2):
    """Return the figure as it is now, on light paper, with `scale` pixels, each way, for one of the page."""
    buffer = io.BytesIO()
    with LOCK, our_settings():
        _with_palette(_page(figure, scale)).save(buffer, "png", compress_level=9)
    with contextlib.suppress(AttributeError, OSError, TypeError):  # where the C library is another than glibc
        ctypes.CDLL(None).malloc_trim(0)  # or the kernel keeps the memory that the pixels took
    return buffer.getvalue()


def _page(figure, scale):
    """Return what Agg draws, in all its colours; what the page shows does not become stale by it."""
    width, height = (round(scale * DPI * inches) for inches in figure.get_size_inches())
    renderer, was_stale = RendererAgg(width, height, scale * DPI), figure.stale
    figure.set_dpi(scale * DPI)
    try:
        figure.draw(renderer)
        for artist in moving_artists(figure):
            stale = artist.stale
            artist.draw(renderer)
            artist.stale = stale
    finally:
        figure.set_dpi(DPI)
        figure.stale = was_stale
    for text in figure.findobj(Text):
        text._renderer = None  # else it keeps the one that drew it last
    return _emptied(renderer)


def _emptied(renderer):
    """Return the pixels and empty the renderer.

    Matplotlib's parser of formulas keeps the frames that called it, and with them the renderer.
    """
    page = Image.frombuffer("RGBA", (renderer.width, renderer.height), renderer.buffer_rgba()).convert("RGB")
    vars(renderer).clear()
    return page


def _with_palette(page):
    """Return the page in its 256 most frequent colours, which halves the bytes: those of `style` stay exact.

    Colours that differ only in the last two bits of their channels are of one kind, and become the most frequent
    of that kind.
    """
    times, colors = zip(*page.getcolors(1 << 16), strict=True)  # some 4,000 are there
    colors = np.array(colors)
    kinds, rarest_first = _kind(colors), np.argsort(times)
    shown = np.zeros((_KINDS, 3), int)
    shown[kinds[rarest_first]] = colors[rarest_first]  # of several for one kind, the last stays
    n_pixels = np.bincount(kinds, weights=times, minlength=_KINDS)
    palette = shown[np.argsort(n_pixels)[::-1][:256]]
    there, nearest = np.flatnonzero(n_pixels), np.zeros(_KINDS, np.uint8)
    nearest[there] = ((shown[there, None] - palette) ** 2).sum(axis=2).argmin(axis=1)
    picture = Image.fromarray(nearest[_kind(np.asarray(page).astype(np.uint32))])
    picture.putpalette(palette.astype(np.uint8).tobytes())
    return picture


def _kind(rgb):
    """Return one number from the top six bits of each channel of colours (…, 3)."""
    return (rgb[..., 0] >> 2) << 12 | (rgb[..., 1] >> 2) << 6 | rgb[..., 2] >> 2


def moving_artists(figure):
    """Return the artists that are drawn over what stands still, the lowest first."""
    with our_settings():  # an axis makes its ticks when it is asked for them
        moving = figure.findobj(lambda artist: artist.get_animated())
    return sorted(moving, key=lambda artist: artist.zorder)
