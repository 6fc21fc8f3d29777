"""What every test gets: strict floating point, a seeded generator, and a tally printed at the end of the run."""

import asyncio
import selectors
import time
from collections import Counter
from types import SimpleNamespace

import ipywidgets as widgets
import numpy as np
import pytest

COUNTED = pytest.StashKey[Counter]()


def pytest_configure(config):
    config.stash[COUNTED] = Counter()


def pytest_terminal_summary(terminalreporter, config):
    for what, times in sorted(config.stash[COUNTED].items()):
        terminalreporter.write_line(f"{what}: {times:,}")


@pytest.fixture(scope="session")
def counted(request):
    """Return the tally of what tests have tried, by what it is: `counted["…"] += 1`."""
    return request.config.stash[COUNTED]


@pytest.fixture(autouse=True)
def strict_floating_point():
    """Make NumPy raise where it would warn, so that no overflow or division goes unseen."""
    with np.errstate(all="raise", under="ignore"):
        yield


@pytest.fixture
def sent(monkeypatch):
    """Return the list of the messages to the page: (the widget, the names of what changed, or a custom content)."""
    said, send = [], widgets.Widget._send

    def noted(it, message, buffers=None):
        names = {*message.get("state", ()), *(path[0] for path in message.get("buffer_paths", ()))}
        said.append((it, message.get("content", names)))
        send(it, message, buffers)

    monkeypatch.setattr(widgets.Widget, "_send", noted)
    return said


@pytest.fixture
def clock(monkeypatch):
    """Return a clock with its time `now`, which passes only while all wait, and then at once.

    ``clock.run(coroutine)`` runs on it, as asyncio.run does.
    """
    clock = SimpleNamespace(now=time.monotonic())

    class Waiting(selectors.DefaultSelector):
        def select(self, timeout=None):
            ready = super().select(None if timeout is None else 0)
            clock.now += 0 if ready or timeout is None else timeout
            return ready

    def run(coroutine):
        with asyncio.Runner(loop_factory=lambda: asyncio.SelectorEventLoop(Waiting())) as runner:
            return runner.run(coroutine)

    for name in ("monotonic", "perf_counter"):
        monkeypatch.setattr(time, name, lambda: clock.now)
    clock.run = run
    return clock


@pytest.fixture
def rng():
    """Return the generator that random tests draw from, the same in every run."""
    return np.random.default_rng(20260)
