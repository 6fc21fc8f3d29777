"""What every test gets: strict floating point, a seeded generator, and a tally printed at the end of the run."""

import asyncio
import selectors
import time
from collections import Counter
from types import SimpleNamespace

import ipywidgets as widgets
import numpy as np
import pytest

BY_NOTEBOOK = "tests/browser/test_lesson.py"
"""The file that takes longest: each of its notebooks is opened by itself."""

FIRST = (BY_NOTEBOOK, "tests/browser/", "notebooks/")
"""What takes longest comes first. A worker keeps its JupyterLab and its browser until it has no such test left."""

ONE_BY_ONE = ("test_hostile_demos.py", "test_settings.py")
"""Files with few tests that take long: they fill up what is left at the end of a run with two workers."""

COUNTED = pytest.StashKey[Counter]()


def pytest_configure(config):
    config.stash[COUNTED] = Counter()


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: [not item.nodeid.startswith(start) for start in FIRST])


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """With ``-n 2``, give each worker whole files, in that order."""
    from xdist.scheduler import LoadFileScheduling

    class ByFile(LoadFileScheduling):
        def _split_scope(self, nodeid):
            file, _, test = nodeid.partition("::")
            if file == BY_NOTEBOOK:
                return test.partition("[")[2]
            return nodeid if file.endswith(ONE_BY_ONE) else file

    config.option.loadscopereorder = False
    return ByFile(config, log)


def pytest_sessionfinish(session):
    if hasattr(session.config, "workeroutput"):  # of xdist's workers; what they counted is added up
        session.config.workeroutput["counted"] = dict(session.config.stash[COUNTED])


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node, error):
    node.config.stash[COUNTED].update(getattr(node, "workeroutput", {}).get("counted", {}))


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
def strictest_floating_point():
    """Make NumPy raise for an underflow too."""
    with np.errstate(all="raise"):
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
