"""The pictures: artists made once, moved by ``update(trace)``, put into words by ``describe(trace)``."""

import nbhelpers.figure  # noqa: F401  (first, because it keeps Matplotlib silent while that is loaded)
