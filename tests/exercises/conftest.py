"""What every test of exercises gets."""

import pytest

from nbhelpers.exercises import entries, record, store


@pytest.fixture(autouse=True)
def fresh_record(monkeypatch):
    """Begin and end with nothing committed and nothing solved, and store nothing."""
    monkeypatch.setenv(store.SETTING, "off")
    record.start_afresh()
    yield
    record.start_afresh()


@pytest.fixture
def stored(monkeypatch, tmp_path):
    """Store answers in a folder of its own, and return the file."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(store.SETTING, "on")
    return tmp_path / store.FILE


@pytest.fixture
def it_is(monkeypatch):
    """Return a function that makes it another day, and restarts the kernel."""

    def it_is(day):
        monkeypatch.setattr(entries, "today", lambda: day)
        record.start_afresh()

    return it_is
