"""A view as a still picture."""

from nbhelpers.figure.png import png


class Picture:
    """A still picture that says in words what it shows.

    Parameters
    ----------
    view : object
        With `figure` and `describe(trace)`, drawn from `trace`.
    trace : object
        What it was drawn from.

    Attributes
    ----------
    png : bytes
        The picture, sharp on a 2x screen.
    text : str
        What it shows.

    """

    def __init__(self, view, trace):
        self.png, self.text, self._width = png(view.figure), view.describe(trace), int(view.figure.bbox.width)

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"image/png": self.png, "text/plain": self.text}, {"image/png": {"width": self._width}}
