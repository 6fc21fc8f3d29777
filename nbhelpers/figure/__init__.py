"""How a Matplotlib figure comes onto the page, where the browser draws it and the reader can grab it.

`recorder` writes down what Matplotlib draws, `widget` sends it and hears what is grabbed, `figure.js` receives it,
has `player.js` draw it, and adds the words, the handles and the theme. `png` draws the still picture. Only what
holds for every figure belongs here: what a picture shows is in `views`, and its colours are in `style`.
"""

import logging
from threading import RLock

from nbhelpers import style

LOCK = RLock()
"""Held by whatever acts on a demo or draws: kernels may use several threads, and all figures share Matplotlib's
fonts.
"""

# Matplotlib is first loaded here, and warns on stderr if it has to look for fonts for long or cannot keep what it
# found: in a lesson's first cells that looks like an error, and helps nobody.
_log = logging.getLogger("matplotlib")
_level = _log.level
_log.setLevel(logging.ERROR)
import matplotlib.font_manager  # noqa: E402

_log.setLevel(_level)

_OF_THE_PROGRAM = ("backend", "interactive", "toolbar", "webagg", "figure.max_open_warning")  # and of no picture
_SETTINGS = {
    name: value for name, value in matplotlib.rcParamsDefault.items() if not name.startswith(_OF_THE_PROGRAM)
} | style.RC


def our_settings():
    """Return a context in which our settings hold, whatever the reader's are; afterwards theirs apply again."""
    return matplotlib.rc_context(_SETTINGS)
