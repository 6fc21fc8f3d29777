"""The settings that every picture is drawn with, whatever the reader has told Matplotlib."""

import matplotlib

from nbhelpers import style

_OF_THE_PROGRAM = ("backend", "interactive", "toolbar", "webagg", "figure.max_open_warning")  # and of no picture
_SETTINGS = {
    name: value for name, value in matplotlib.rcParamsDefault.items() if not name.startswith(_OF_THE_PROGRAM)
} | style.RC


def house():
    """Return a context in which these hold; after it the reader's own do."""
    return matplotlib.rc_context(_SETTINGS)
