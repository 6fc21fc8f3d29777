"""A page with nothing but a figure on it: `figure.js` with a model of its own, and Agg to compare with."""

import base64
import zlib
from contextlib import contextmanager
from functools import reduce

import matplotlib
import numpy as np
from matplotlib.backends.backend_agg import RendererAgg

from nbhelpers.figure.png import moving_artists
from nbhelpers.figure.recorder import DPI
from nbhelpers.figure.widget import FigureWidget

# A model as anywidget's is, whose messages to a kernel are kept in `sent`.
STAGE = """
const decode = text => new DataView(Uint8Array.from(atob(text), c => c.charCodeAt(0)).buffer);
const listeners = {};
window.sent = [];
window.state = {grabbed: []};
window.model = {
  get: name => state[name],
  set: (name, value) => { state[name] = value; },
  save_changes: () => sent.push(state.grabbed),
  send: content => sent.push(content),
  on: (name, listener) => (listeners[name] ??= []).push(listener),
};
window.change = changes => {
  for (const name of ['scene', 'moving']) if (name in changes) changes[name] = decode(changes[name]);
  Object.assign(state, changes);
  for (const name in changes) (listeners[`change:${name}`] ?? []).forEach(listener => listener());
};
window.answer = () => listeners['msg:custom'].forEach(listener => listener());
window.pixels = async () => {
  await new Promise(resolve => setTimeout(resolve));
  const canvas = document.querySelector('canvas'), {width, height} = canvas;
  const {data} = canvas.getContext('2d').getImageData(0, 0, width, height);
  const packed = new Blob([data]).stream().pipeThrough(new CompressionStream('deflate'));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  let text = '';
  for (let i = 0; i < bytes.length; i += 32768) text += String.fromCharCode(...bytes.subarray(i, i + 32768));
  return [width, height, btoa(text)];
};
"""


class Stage:
    """A page that shows one figure at a time."""

    def __init__(self, page):
        self.page = page
        self.wrong = []
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.emulate_media(media="print")  # without rings

    def show(self, widget):
        """Show a figure anew."""
        demo = "<div class='nbhelpers-demo'><div id='el'></div><input></div>"
        self.page.set_content(f"<body style='margin: 0; background: white; color: black'>{demo}</body>")
        script = STAGE + FigureWidget._esm.replace("export default {render};", "window.figure = {render};")
        self.page.add_script_tag(content=f"{{{script}}}")
        self.change(widget, "size", "dark", "glyphs", "scene", "moving", "sentence", "call", "notice", "hint")
        self.page.evaluate("void figure.render({model, el: document.getElementById('el')})")
        self.page.wait_for_function("document.querySelector('canvas').width !== 300")  # what a canvas has by itself

    def change(self, widget, *names):
        """Send traits of a figure."""
        state = {name: getattr(widget, name) for name in names}
        for name, value in state.items():
            if isinstance(value, bytes):
                state[name] = base64.b64encode(value).decode()
        self.page.evaluate("state => change(state)", state)

    def pixels(self):
        """Return the canvas, (height, width, 3) bytes."""
        width, height, packed = self.page.evaluate("pixels()")
        data = zlib.decompress(base64.b64decode(packed))
        return np.frombuffer(data, np.uint8).reshape(height, width, 4)[..., :3]


class Agg:
    """Draws a figure as Matplotlib's own renderer does, what stands still once."""

    def __init__(self, figure, scale):
        self.figure, self._scale, self._moving, self._still = figure, scale, moving_artists(figure), None

    def pixels(self):
        """Return the figure as it is now, (height, width, 3) bytes."""
        with matplotlib.rc_context({"text.hinting": "none"}), self._density():  # as the browser draws letters
            width, height = (round(length) for length in self.figure.bbox.size)
            renderer = RendererAgg(width, height, self.figure.dpi)
            page = np.asarray(renderer.buffer_rgba())
            if self._still is None:
                self.figure.draw(renderer)
                self._still = page.copy()
            page[:] = self._still
            for artist in self._moving:
                artist.draw(renderer)
        return page[..., :3].copy()

    @contextmanager
    def _density(self):
        stale = self.figure.stale
        self.figure.set_dpi(self._scale * DPI)
        yield
        self.figure.set_dpi(DPI)
        self.figure.stale = stale


SLACK = 24
"""Of 255: by how much a colour may lie beside those around it, as letters come out a little lighter."""

BLOT = 5, 14
LINE = 40, 130
"""Sides of squares, for one pixel of the page, and how many pixels not alike make them unlike."""


def unlike(one, other, scale):
    """Say whether there is a square in which two pictures are unlike.

    A pixel is alike if its colour lies among those that the other picture has within a pixel of the page, because
    lines may be half a pixel beside each other. In a square that is unlike many are not alike, in either picture.
    Whatever is missing, or of another colour, or under what it should be over, makes such squares: small ones if it
    has an area, large ones if it is a line. The edges of what is there make none.
    """
    assert one.shape == other.shape
    strange = [_strangers(*pair, scale) for pair in ((one, other), (other, one))]
    squares = (BLOT, (LINE[0] * scale, LINE[1] * scale**2))
    return any(_is_crowded(each, *square) for each in strange for square in squares)


def _strangers(one, other, reach):
    """Return where a pixel is not alike."""
    low, high = (_around(pick, other, reach).astype(np.int16) for pick in (np.minimum, np.maximum))
    return ((one < low - SLACK) | (one > high + SLACK)).any(axis=2)


def _around(pick, picture, reach):
    """Return what is picked of each pixel and those around it."""
    height, width, _ = picture.shape
    padded = np.pad(picture, ((reach, reach), (reach, reach), (0, 0)), mode="edge")
    rows = reduce(pick, [padded[down : down + height] for down in range(2 * reach + 1)])
    return reduce(pick, [rows[:, right : right + width] for right in range(2 * reach + 1)])


def _is_crowded(strange, side, most):
    """Say whether a square has so many strange pixels or more."""
    sums = np.pad(strange, ((1, 0), (1, 0))).cumsum(axis=0, dtype=np.int32).cumsum(axis=1)
    inside = sums[side:, side:] - sums[:-side, side:] - sums[side:, :-side] + sums[:-side, :-side]
    return bool((inside >= most).any())
