"""Places where a picture can be grabbed. Moving one is the same as moving a control, and nothing else."""

import numpy as np


class Handle:
    """What can be taken hold of: the point `at` of a line, or all of an artist `within`.

    An artist that has `boxes` is clicked instead. The controls named take the coordinates "x", "y" or "xy" of the
    artist's axes; or `moves` is a function of x, y and the controls' present values by name, which returns the new.
    """

    def __init__(self, controls, artist, moves, *, at=-1, within=None):
        self.controls = (controls,) if isinstance(controls, str) else controls
        self.is_clicked = hasattr(artist, "boxes")
        self._artist, self._at, self._within = artist, at, within
        self._moves = moves if callable(moves) else _COORDINATES[moves]

    def values(self, x, y, now):
        """Return what the controls are asked for, by name, when it is moved to this pixel of the page."""
        with np.errstate(all="ignore"):
            values = self._moves(*self._artist.axes.transData.inverted().transform((x, y)), now)
        return dict(zip(self.controls, np.atleast_1d(values).tolist(), strict=True))

    def places(self):
        """Yield its point, and the box (left, bottom, right, top) around what can be taken, in pixels."""
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
