"""A Matplotlib figure as a PNG that is replaced in place, fast enough to follow a slider.

A full draw of a three-panel figure takes three frames of a 60 Hz screen. So everything that stands still is drawn
once and kept as pixels; a change restores those pixels and draws only the artists marked ``animated=True``.
"""

import io
import zlib
from itertools import combinations, product
from threading import RLock

import ipywidgets as widgets
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.colors import to_rgb
from PIL import Image
from traitlets import Unicode

from nbhelpers import style

QUICK, SHARP = 1, 2
"""Pixels of the PNG per pixel on the page: while a slider moves, and at rest (sharp on a 2x screen)."""


class FigureImage(widgets.Image):
    """A figure shown as a PNG widget.

    The moving artists are those marked ``animated=True`` when this is made. When anything else of the figure
    changes (a limit, another curve in the background), Matplotlib marks the figure stale and the kept background
    is drawn anew.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        Its size in inches times 100 is the size on the page in pixels.

    """

    # All pictures share a renderer, and kernels may hand widgets' messages to a thread of their own.
    lock = RLock()

    # ipywidgets sets the tooltip, our accessible name, only on widgets that have a description.
    description = Unicode("").tag(sync=True)

    def __init__(self, figure):
        self.figure = figure
        FigureCanvasAgg(figure)
        moving = figure.findobj(lambda artist: artist.get_animated())
        self._moving = sorted(moving, key=lambda artist: artist.zorder)
        self._palette = house_palette()
        self._kept = {}  # scale -> the pixels of all that stands still, packed if sharp
        self.size = width, _ = tuple(int(pixels) for pixels in np.round(figure.get_size_inches() * 100))
        layout = widgets.Layout(width=f"{width}px", max_width="100%", height="auto", object_fit="contain")
        super().__init__(format="png", layout=layout)

    def redraw(self, scale=QUICK):
        """Replace the picture by one of the figure as it is now."""
        self.value = self.encode(scale)

    def encode(self, scale=SHARP):
        """Return the figure as it is now as the bytes of a PNG."""
        with self.lock:
            page = self._pixels(scale)
            picture = Image.frombytes("RGB", page.shape[1::-1], page, "raw", "RGBX")  # a tenth of convert's time
        picture = picture.quantize(palette=self._palette, dither=Image.Dither.NONE)
        buffer = io.BytesIO()
        picture.save(buffer, "png", compress_level=6 if scale == SHARP else 1)  # at rest there is time to be small
        return buffer.getvalue()

    def _pixels(self, scale):
        """Draw the moving artists over the kept background; return an array (height, width, 4) of bytes."""
        if self.figure.stale:
            self._kept.clear()
        self.figure.set_dpi(100 * scale)
        width, height = (scale * pixels for pixels in self.size)
        renderer = Renderer.shared(width, height, 100 * scale)
        page = np.asarray(renderer.buffer_rgba())[-height:]  # a view: what is drawn appears in it
        if scale in self._kept:
            self._restore(page, scale)
        else:
            page[:] = 0
            self.figure.draw(renderer)
            self._kept[scale] = page.copy() if scale == QUICK else zlib.compress(page, 1)
        for artist in self._moving:
            artist.draw(renderer)
        self.figure.stale = False
        return page

    def _restore(self, page, scale):
        """Put back all that stands still. At rest there is time to unpack it: it is a hundred times as small."""
        kept = self._kept[scale]
        page[:] = kept if scale == QUICK else np.frombuffer(zlib.decompress(kept), np.uint8).reshape(page.shape)


class Renderer(RendererAgg):
    """Agg that remembers the pixels of characters and lines: rasterising text would be most of a move's cost."""

    MOST_PIXELS = 4_000_000  # of remembered lines; a page of them is some 600,000 at rest

    _shared = {}  # noqa: RUF012  (dpi -> renderer; one for all pictures, as each would be up to 13 MB)

    @classmethod
    def shared(cls, width, height, dpi):
        """Return the renderer of this density. It is at least so high; pictures are drawn at its lower edge."""
        known = cls._shared.get(dpi)
        if known is None or known.width != width or known.height < height:
            known = cls._shared[dpi] = cls(width, height, dpi)
        return known

    def __init__(self, width, height, dpi):
        super().__init__(width, height, dpi)
        self._heights = {}  # font -> (height, descent)
        self._glyphs = {}  # (font, character) -> (pixels, advance)
        self._lines = {}  # (font, line) -> (pixels, advance)
        self._n_pixels = 0

    def draw_text(self, gc, x, y, s, prop, angle, ismath=False, mtext=None):
        """Draw a line of text as Agg does, from remembered pixels; `x` and `y` are where its baseline begins."""
        if ismath or angle not in (0, 90):
            super().draw_text(gc, x, y, s, prop, angle, ismath, mtext)
            return
        pixels, _ = self._line(s, prop)
        left, bottom = -2, len(pixels) // 4
        if angle:  # a quarter turn to the left around that point
            left, bottom = bottom - len(pixels), 2
            pixels = np.ascontiguousarray(np.rot90(pixels))
        self._renderer.draw_text_image(pixels, round(x) + left, round(y) + bottom, 0, gc)

    def get_text_width_height_descent(self, s, prop, ismath):
        """Measure a line of text: as wide as its characters, as high as every line in this font."""
        if ismath:
            return super().get_text_width_height_descent(s, prop, ismath)
        font = hash(prop)
        if font not in self._heights:
            self._heights[font] = super().get_text_width_height_descent("lp", prop, ismath)[1:]
        return self._line(s, prop)[1], *self._heights[font]

    def _line(self, line, prop):
        """Return a line's coverage (height, width) as bytes, its baseline a quarter up, and its advance."""
        key, known = (hash(prop), line), self._lines
        if key not in known:
            if self._n_pixels >= self.MOST_PIXELS:
                known.clear()
                self._n_pixels = 0
            known[key] = self._join([self._glyph(character, prop) for character in line])
            self._n_pixels += known[key][0].size
        return known[key]

    def _join(self, glyphs):
        ends = np.cumsum([0.0, *(advance for _, advance in glyphs)])
        height = len(glyphs[0][0]) if glyphs else 1
        line = np.zeros((height, round(ends[-1]) + 12), np.uint8)
        for (pixels, _), x in zip(glyphs, ends, strict=False):
            place = line[:, round(x) : round(x) + pixels.shape[1]]
            np.maximum(place, pixels, out=place)
        return line, ends[-1]

    def _glyph(self, character, prop):
        """Return a character's coverage (height, width) as bytes, and its advance."""
        key = (hash(prop), character)
        if key not in self._glyphs:
            advance = super().get_text_width_height_descent(character * 16, prop, ismath=False)[0] / 16
            height = 4 * (round(prop.get_size_in_points() * self.dpi / 72) // 2)
            pad = RendererAgg(round(advance) + 6, height, self.dpi)
            pad.draw_text(pad.new_gc(), 2, height - height // 4, character, prop, 0)
            self._glyphs[key] = np.asarray(pad.buffer_rgba())[..., 3].copy(), advance
        return self._glyphs[key]


def house_palette():
    """Return the 256 colours of every picture: the roles', and what antialiasing makes of them on their grounds.

    Encoding indices into a fixed palette takes a quarter of the time of full colour and half the bytes, and at
    rest nobody can tell the two apart.
    """
    inks = [style.INK, style.QUIET, style.MODEL, style.ERROR, style.GRADIENT, style.TARGET]
    factors = [color for color in dict.fromkeys(style.FACTORS.values()) if color not in inks]
    zones = [style.GOOD_ZONE, style.MIXED_ZONE, style.BAD_ZONE]
    blends = [(ink, style.PAPER, 17) for ink in inks + factors]
    blends += [(ink, zone, 4) for ink, zone in product(inks, zones)]
    colors = [style.PAPER, style.FAINT, *zones]
    mixed = [np.linspace(to_rgb(a), to_rgb(b), n, endpoint=False) for a, b, n in blends]
    mixed += [np.array([(np.array(to_rgb(a)) + to_rgb(b)) / 2]) for a, b in combinations(inks[2:], 2)]
    rgb = np.concatenate([[to_rgb(color) for color in colors], *mixed])[:256]  # (≤ 256, 3)
    palette = Image.new("P", (1, 1))
    palette.putpalette(np.round(255 * rgb).astype(np.uint8).tobytes())
    return palette
