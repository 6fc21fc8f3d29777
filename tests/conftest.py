"""What every test gets: strict floating point, a seeded generator, one profile of Hypothesis, and a tally."""

import asyncio
import selectors
import time
from collections import Counter
from types import SimpleNamespace

import ipywidgets as widgets
import numpy as np
import pytest
from hypothesis import settings

settings.register_profile("tests", derandomize=True, deadline=None, database=None)
settings.register_profile("search", derandomize=False, deadline=None, database=None)
settings.load_profile("tests")  # and another with --hypothesis-profile=search

BY_NOTEBOOK = "tests/browser/test_lesson.py"
"""The file that takes longest: each of its notebooks is opened by itself."""

FIRST = (BY_NOTEBOOK, "tests/browser/", "notebooks/")
"""What takes longest comes first. A worker keeps its JupyterLab and its browser until it has no such test left."""

ONE_BY_ONE = ("test_hostile_demos.py", "test_settings.py")
"""Files with few tests that take long: they fill up what is left at the end of a run with two workers."""


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


def pytest_terminal_summary(terminalreporter):
    ended = [report for report in terminalreporter.stats.get("", ()) if report.when == "teardown"]
    for what, times in sorted(each for report in ended for each in report.user_properties):
        terminalreporter.write_line(f"{what}: {times:,}")


@pytest.fixture
def counted(record_property):
    """Return the tally of what a test has tried, by what it is, which stands at the end: `counted["…"] += 1`."""
    counted = Counter()
    yield counted
    for what, times in counted.items():
        record_property(what, times)


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
