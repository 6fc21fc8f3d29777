"""Records what Matplotlib draws as a display list: numbers that say what to draw, which `player.js` plays.

A list is an array of 32-bit floats: its version and its length, then one operation after the other, each a number
from `Op` and what it needs. Lengths are pixels of the page, from the upper left corner. A colour is two numbers,
0xRRGGBB and its opacity, so that the page can put that of a dark paper in its place.
"""

from array import array
from enum import IntEnum
from functools import lru_cache

import numpy as np
from matplotlib import font_manager
from matplotlib.backend_bases import RendererBase
from matplotlib.ft2font import Kerning, LoadFlags
from matplotlib.path import Path
from matplotlib.textpath import text_to_path
from matplotlib.transforms import Affine2D

VERSION = 2
DPI = 100

_FAR = 1e7  # pixels; what lies farther off is not drawn, and the browser's 32-bit floats hold the rest
_CAPS = ("butt", "round", "projecting")
_JOINS = ("miter", "round", "bevel")
_NOTHING = (0, 0)  # no colour
_EM = 100.0  # pixels to the em when an outline is read


class Op(IntEnum):
    """The operations of a display list, each with the numbers that follow it, as `player.js` reads them.

    A colour is two numbers. A path of n is n bytes, Matplotlib's codes, up to a whole number of floats, and then n
    points (x, y). `snap` is what `_snap` returns.
    """

    STYLE = 1  # colour of lines, colour of what they enclose, width, cap, join, n; n numbers: offset and dashes
    CLIP = 2  # 0 for none, or 1, left, top, width, height
    PATH = 3  # snap, n; a path of n
    MARKERS = 4  # snap, n, k; a path of n around (0, 0), and k points where it is drawn
    TEXT = 5  # x, y, size, angle in radians, n; n numbers: those of glyphs, and −1 with a kern in em before some
    IMAGES = 6  # n, columns, rows, k; n times left, top, width, height; k colours; a byte for each pixel says which
    HANDLE = 7  # index, is clicked, x, y, left, top, right, bottom


class Glyphs:
    """Outlines of characters, each read once for all figures: a text is the numbers of its characters."""

    def __init__(self):
        self.outlines = []  # by number: (advance in em, path as SVG has it)
        self._numbers = {}  # (font file, character) -> number
        self._steps = {}  # (font file, a character and the one before it) -> its part of a line, its advance
        self.layout = lru_cache(4096)(self._layout)  # a line is measured, then drawn, and many stay as they are

    def _layout(self, text, prop):
        """Return a line as a display list has it, and how long it is in em.

        The line is the number of each character; before one that kerning moves, −1 and by how much.
        """
        font = _font(prop)
        line, length, last = [], 0.0, ""
        for character in text:
            key = font.fname, last + character
            part, advance = self._steps.get(key) or self._steps.setdefault(key, self._step(font, *key))
            line += part
            length += advance
            last = character
        return line, length

    def _step(self, font, name, pair):
        font.set_size(_EM, 72)
        number = self._number(font, name, pair[-1])
        advance = self.outlines[number][0]
        kern = 0
        if len(pair) == 2:
            left, right = (font.get_char_index(ord(character)) for character in pair)
            kern = font.get_kerning(left, right, Kerning.UNFITTED) / 64 / _EM
        return ((-1, kern, number), kern + advance) if kern else ((number,), advance)

    def _number(self, font, name, character):
        if (name, character) not in self._numbers:
            advance = font.load_char(ord(character), flags=LoadFlags.NO_HINTING).linearHoriAdvance / 65536 / _EM
            self._numbers[name, character] = len(self.outlines)
            self.outlines.append((round(advance, 4), _svg(*font.get_path())))
        return self._numbers[name, character]


@lru_cache(64)
def _font(prop):
    return font_manager.get_font(font_manager.findfont(prop))


def _svg(vertices, codes):
    """Write an outline as the path data of SVG, in hundredths of an em, downwards."""
    letters = {Path.MOVETO: "M", Path.LINETO: "L", Path.CURVE3: "Q", Path.CURVE4: "C", Path.CLOSEPOLY: "Z"}
    n_points = {Path.CURVE3: 2, Path.CURVE4: 3, Path.CLOSEPOLY: 0}
    parts, i = [], 0
    while i < len(codes):
        n = n_points.get(codes[i], 1)
        points = " ".join(f"{x:.1f} {-y:.1f}" for x, y in vertices[i : i + n])
        parts.append(letters[codes[i]] + points)
        i += max(n, 1)
    return "".join(parts)


class Recorder(RendererBase):
    """A Matplotlib renderer that keeps a display list for a page of so many pixels.

    `glyphs` are the outlines that the page knows, to which new ones are added.
    """

    def __init__(self, width, height, glyphs):
        super().__init__()
        self.width, self.height, self.dpi, self._glyphs = width, height, DPI, glyphs

    def record(self, draw):
        """Return as bytes the display list of what this function of a renderer draws."""
        return self.joined([self.part(draw)])

    def part(self, draw):
        """Return as bytes the operations that draw this; they may stand anywhere in a list."""
        self._list, self._style, self._clip = array("f"), None, None
        draw(self)
        return self._list.tobytes()

    @staticmethod
    def joined(parts):
        """Return the display list of these parts."""
        operations = b"".join(parts)
        return array("f", (VERSION, 2 + len(operations) // 4)).tobytes() + operations

    def handle(self, index, is_clicked, anchor, box):
        """Note where a handle is: its point, and the box (left, bottom, right, top) of where it can be taken."""
        (x, y), (left, bottom, right, top) = anchor, box
        top, bottom = self.height - top, self.height - bottom
        self._list.extend((Op.HANDLE, index, is_clicked, x, self.height - y, left, top, right, bottom))

    # --- what Matplotlib asks of a renderer ------------------------------------------------------------------

    def get_canvas_width_height(self):
        """Return the size of the page in pixels."""
        return self.width, self.height

    def points_to_pixels(self, points):
        """Return how long a length in points is."""
        return points * self.dpi / 72

    def draw_path(self, gc, path, transform, rgbFace=None):
        """Draw lines and curves, and fill what they enclose."""
        self._prepare(gc, rgbFace)
        # Like Agg, which begins the dashes of a line where it enters the page.
        clip = (-1, -1, self.width + 1, self.height + 1) if rgbFace is None else None
        simplify = path.should_simplify and rgbFace is None
        with np.errstate(all="ignore"):
            path = path.cleaned(transform, remove_nans=True, clip=clip, curves=True, simplify=simplify)
        self._add_path(_snap(gc), path)

    def draw_markers(self, gc, marker_path, marker_trans, path, trans, rgbFace=None):
        """Draw a path at each of some points."""
        points = self._place(trans.transform(path.vertices))
        points = points[np.isfinite(points).all(axis=1)]
        if not len(points):
            return
        self._prepare(gc, rgbFace)
        marker = marker_path.cleaned(marker_trans, curves=True)
        self._list.extend((Op.MARKERS, _snap(gc), len(marker.vertices), len(points)))
        self._add(marker.codes, marker.vertices * (1, -1))
        self._list.frombytes(points.astype(np.float32).tobytes())

    def draw_image(self, gc, x, y, im, transform=None):
        """Refuse an image that may have any colours; views have `draw_images`."""
        raise NotImplementedError("an image of any colours")

    def draw_images(self, gc, places, images, colors):
        """Draw images (n, rows, columns), top row first; each number says which of up to 256 colours, bytes (k, 4).

        Each place is left, bottom, width and height.
        """
        n, rows, columns = images.shape
        self._prepare(gc, None)
        self._list.extend((Op.IMAGES, n, columns, rows, len(colors)))
        for left, bottom, width, height in places:
            self._list.extend((left, self.height - bottom - height, width, height))
        for r, g, b, a in colors.tolist():
            self._list.extend((r << 16 | g << 8 | b, a / 255))
        self._list.frombytes(images.astype(np.uint8).tobytes() + bytes(-images.size % 4))

    def draw_text(self, gc, x, y, s, prop, angle, ismath=False, mtext=None):
        """Draw a line of text whose baseline begins at this point."""
        if ismath:
            self._draw_formula(gc, x, y, s, prop, angle)
            return
        if not (abs(x) < _FAR and abs(y) < _FAR):
            return
        line, _ = self._glyphs.layout(s, prop)
        self._prepare(gc, gc.get_rgb(), stroked=False)
        size = self.points_to_pixels(prop.get_size_in_points())
        self._list.extend((Op.TEXT, x, y, size, np.deg2rad(angle), len(line), *line))

    def get_text_width_height_descent(self, s, prop, ismath):
        """Measure a line of text: as wide as its characters, as high as every line in this font."""
        if ismath:
            return tuple(self.points_to_pixels(length) for length in _formula(prop, s)[1])
        size = self.points_to_pixels(prop.get_size_in_points())
        return self._glyphs.layout(s, prop)[1] * size, 0.99 * size, 0.21 * size

    # --- parts of these --------------------------------------------------------------------------------------

    def _draw_formula(self, gc, x, y, s, prop, angle):
        path, _ = _formula(prop, s)
        scale = self.points_to_pixels(prop.get_size_in_points()) / text_to_path.FONT_SCALE
        place = Affine2D().scale(scale).rotate_deg(angle).translate(x, self.height - y)
        self._prepare(gc, gc.get_rgb(), stroked=False)
        self._add_path(0, path.transformed(place))

    def _prepare(self, gc, face, *, stroked=True):
        """Set clip and style, where they differ from those before."""
        if gc.get_hatch() or gc.get_clip_path()[0]:
            raise NotImplementedError("a hatch" if gc.get_hatch() else "a clip that is no rectangle")
        box = gc.get_clip_rectangle()
        clip = (0,) if box is None else (1, box.x0, self.height - box.y1, box.width, box.height)
        if clip != self._clip:
            self._clip = clip
            self._list.extend((Op.CLIP, *clip))
        width = self.points_to_pixels(gc.get_linewidth())
        stroke = _color(gc.get_rgb(), gc) if stroked and width > 0 else _NOTHING
        offset, dashes = gc.get_dashes()
        dashes = () if dashes is None else (self.points_to_pixels(offset), *map(self.points_to_pixels, dashes))
        ends = _CAPS.index(gc.get_capstyle()), _JOINS.index(gc.get_joinstyle())
        style = *stroke, *_color(face, gc), width, *ends, len(dashes), *dashes
        if style != self._style:
            self._style = style
            self._list.extend((Op.STYLE, *style))

    def _place(self, points):
        """Return points (n, 2) as the page counts them; NaN for what it cannot hold."""
        with np.errstate(all="ignore"):
            points = np.array(points, dtype=float).reshape(-1, 2)
            points[:, 1] = self.height - points[:, 1]
            points[~(np.abs(points) < _FAR)] = np.nan
        return points

    def _add_path(self, snap, path):
        self._list.extend((Op.PATH, snap, len(path.vertices)))
        self._add(path.codes, self._place(path.vertices))

    def _add(self, codes, vertices):
        """Add a path: a byte for each code, then the vertices."""
        self._list.frombytes(codes.tobytes() + bytes(-len(codes) % 4))
        self._list.frombytes(vertices.astype(np.float32).tobytes())


def _snap(gc):
    """Return whether a path moves onto whole pixels: 0 never, 1 always, 2 if all of it is upright or level."""
    snap = gc.get_snap()
    return 2 if snap is None else int(snap)


def _color(color, gc):
    """Return a colour as a display list has it: 0xRRGGBB and its opacity."""
    if color is None:
        return _NOTHING
    opacity = gc.get_alpha() if gc.get_forced_alpha() or len(color) == 3 else color[3]
    r, g, b = (round(255 * part) for part in color[:3])
    return (r << 16 | g << 8 | b), float(opacity)


@lru_cache(256)
def _formula(prop, text):
    """Return the outline of a formula, and its width, height and descent in points."""
    path = Path(*text_to_path.get_text_path(prop, text, ismath=True))
    return path, text_to_path.get_text_width_height_descent(text, prop, ismath=True)
