"""A Matplotlib figure that the browser draws: recorded by the kernel, played by `figure.js`, grabbed by the reader.

Which colours a picture has is said in `style`, what it shows in `views`.
"""

import importlib
import logging

# Matplotlib is first loaded here, and warns on stderr if it has to look for fonts for long or cannot keep what it
# found: in a lesson's first cells that looks like an error, and helps nobody.
_log = logging.getLogger("matplotlib")
_level = _log.level
_log.setLevel(logging.ERROR)
importlib.import_module("matplotlib.font_manager")
_log.setLevel(_level)
