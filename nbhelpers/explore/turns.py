"""Where a demo's work is done: one thread at a time, and a run only where an event loop is running."""

import asyncio
from functools import wraps

from nbhelpers.figure.png import LOCK


def in_turn(method):
    """Let one thread at a time into the demos: a kernel may hand widgets' messages to a thread of their own."""

    @wraps(method)
    def alone(self, *args, **kwargs):
        with LOCK:
            return method(self, *args, **kwargs)

    return alone


def in_kernel():
    """Say whether there is an event loop to run in."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True
