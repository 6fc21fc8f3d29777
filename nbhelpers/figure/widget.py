"""A Matplotlib figure as a widget that the browser draws and that can be grabbed, with sentence and call under it.

What stands still is sent once; a move sends the artists marked ``animated=True``, and the words, in one message.
"""

import contextlib
import math
from pathlib import Path

import anywidget
import numpy as np
import traitlets

from nbhelpers import style
from nbhelpers.figure import LOCK, our_settings
from nbhelpers.figure.png import moving_artists
from nbhelpers.figure.recorder import DPI, Glyphs, Recorder


class Handle:
    """What can be taken hold of: the point `at` of a line, by itself or by all of the artist `within`.

    An artist that has `boxes` is clicked instead. Either does what moving `controls` does, and nothing else: they
    take the coordinates "x", "y" or "xy" of the artist's axes, or what `moves` makes of x, y and the present values
    of the controls by name.
    """

    def __init__(self, controls, artist, moves, *, at=-1, within=None):
        self.controls = (controls,) if isinstance(controls, str) else controls
        self.is_clicked = hasattr(artist, "boxes")
        self._artist, self._at, self._within = artist, at, within
        self._moves = moves if callable(moves) else _COORDINATES[moves]

    def values(self, x, y, now):
        """Return what the controls are asked for, by name, when it is moved to this pixel, y upwards."""
        with np.errstate(all="ignore"):
            values = self._moves(*self._artist.axes.transData.inverted().transform((x, y)), now)
        return dict(zip(self.controls, np.atleast_1d(values).tolist(), strict=True))

    def places(self):
        """Yield its point, and the box (left, bottom, right, top) around what can be taken: pixels, y upwards."""
        if self.is_clicked:
            for left, bottom, right, top in self._artist.boxes():
                yield ((left + right) / 2, (bottom + top) / 2), (left, bottom, right, top)
            return
        points = self._artist.get_xydata()
        if not self._artist.get_visible() or not len(points) or not np.isfinite(points[self._at]).all():
            return
        (left, bottom), (right, top) = self._artist.axes.bbox.get_points()
        x, y = np.clip(self._artist.get_transform().transform(points[self._at]), (left, bottom), (right, top))
        yield (x, y), self._within.get_window_extent().extents if self._within else (x, y, x, y)


_COORDINATES = {"x": lambda x, y, _: x, "y": lambda x, y, _: y, "xy": lambda x, y, _: (x, y)}


class FigureWidget(anywidget.AnyWidget):
    """A figure on the page, which follows its theme, and what is said of it.

    The moving artists are those marked ``animated=True`` when this is made. When anything else of the figure
    changes (a limit, another curve in the background), Matplotlib marks the figure stale and all of it is sent
    anew. An inch of the figure is 100 pixels of the page. Where it can be grabbed is said by `handles`.
    """

    # As text, because given a path anywidget would keep every widget for as long as the kernel lives. And both
    # files as one text, because a module that comes from the kernel cannot import another.
    _esm = "\n".join(
        Path(__file__).with_name(name).read_text(encoding="utf-8") for name in ("player.js", "figure.js")
    )

    known_glyphs = Glyphs()  # of all figures

    size = traitlets.Tuple().tag(sync=True)
    dark = traitlets.Dict().tag(sync=True)  # light colour -> dark colour
    glyphs = traitlets.List().tag(sync=True)
    scene = traitlets.Bytes().tag(sync=True)
    moving = traitlets.Bytes().tag(sync=True)
    sentence = traitlets.Unicode().tag(sync=True)  # what it shows
    call = traitlets.Unicode().tag(sync=True)  # what makes it again
    notice = traitlets.Unicode().tag(sync=True)  # what the reader has to know besides
    hint = traitlets.Unicode().tag(sync=True)  # what can be grabbed
    grabbed = traitlets.List().tag(sync=True, echo_update=False)  # a handle, where it was moved to, when

    def __init__(self, figure, handles=(), hint=""):
        self.figure, self.handles = figure, handles
        self._artists, self._parts = moving_artists(figure), {}  # and each one's part of the display list
        size = tuple(round(DPI * inches) for inches in figure.get_size_inches())
        self._recorder = Recorder(*size, self.known_glyphs)
        dark = {int(light[1:], 16): int(dark[1:], 16) for light, dark in style.DARK.items()}
        super().__init__(size=size, dark=dark, hint=hint)
        self.on_msg(lambda *_: self.send("here"))  # the page asks whether the kernel is there

    def set_state(self, sync_data):
        """Take in what the front end sends: what was grabbed, and nothing else."""
        super().set_state({name: value for name, value in sync_data.items() if name == "grabbed"})

    def wanted(self, now):
        """Return the values of controls that what was grabbed asks for, by name; none if that is no handle.

        `now` are the controls' present values by name.
        """
        with contextlib.suppress(TypeError, ValueError, IndexError, OverflowError):  # whatever a front end may send
            index, x, y, *_ = self.grabbed
            if all(isinstance(number, int | float) and math.isfinite(number) for number in (x, y)) and index >= 0:
                return self.handles[index].values(x, self.size[1] - y, now)
        return {}

    def redraw(self, **words):
        """Send the figure as it is now, and what is said of it, in one message."""
        with LOCK, self.hold_sync():
            if self.figure.stale or not self.scene:
                with our_settings():
                    self.scene = self._recorder.record(self.figure.draw)
                self._parts.clear()
            for artist in self._artists:
                if artist.stale or artist not in self._parts:
                    self._parts[artist] = self._recorder.part(artist.draw)
                    artist.stale = False  # the draw of a hidden artist leaves it stale
            self.moving = self._recorder.joined([*self._parts.values(), self._recorder.part(self._note_handles)])
            self.figure.stale = False
            known = self.known_glyphs.outlines
            if len(self.glyphs) != len(known):
                self.glyphs = list(known)
            self.say(**words)

    def say(self, **words):
        """Say this of the figure as it is."""
        with self.hold_sync():
            for name, text in words.items():
                setattr(self, name, text)

    def _note_handles(self, recorder):
        for index, handle in enumerate(self.handles):
            for anchor, box in handle.places():
                recorder.handle(index, handle.is_clicked, anchor, box)
