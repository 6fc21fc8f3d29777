"""What a moved control does to a demo that runs: it shows the start at once, and runs when the control is still."""

import asyncio

import pytest
from demos import LIVE, another

from nbhelpers.explorable import demo, live
from nbhelpers.explorable.image import QUICK, SHARP


@pytest.fixture(params=LIVE, ids=lambda make: make.__name__)
def it(request):
    """Return each of them, with a control at one of its ends."""
    it = request.param(n_epochs=12)
    name, low, _ = another(it)
    yield it.set(**{name: low})
    it.close()


@pytest.fixture(autouse=True)
def never_still(monkeypatch):
    monkeypatch.setattr(live, "STILL", 60)
    monkeypatch.setattr(live, "DURATION", 0.01)


def test_while_it_is_dragged_there_is_only_the_start(it, monkeypatch):
    name, low, high = another(it)

    async def session():
        for value in (high, low, high):
            it.controls[name].value = value
            await asyncio.sleep(0.05)
            assert it._play.value
            assert it.trace.n_epochs == 0
        it.pause()
        monkeypatch.setattr(live, "STILL", 0)
        it.play()
        while it._play.value:
            await asyncio.sleep(0.001)
        assert it.trace.n_epochs == 12

    asyncio.run(session())


def test_what_is_about_to_run_is_not_at_rest_until_it_is_stopped(it, monkeypatch):
    monkeypatch.setattr(demo, "REST", 0.01)
    name, _, high = another(it)

    async def session():
        it.controls[name].value = high
        await asyncio.sleep(0.05)
        assert it.image.value == it.image.encode(QUICK)
        assert "status" not in it._sentence.value
        it.pause()
        await asyncio.sleep(0.1)
        assert it.image.value == it.image.encode(SHARP)
        assert 'role="status"' in it._sentence.value

    asyncio.run(session())


def test_where_there_is_nothing_to_run_nothing_is_started(it):
    name, _, high = another(it)
    it.set(n_epochs=0)

    async def session():
        it.controls[name].value = high
        assert not it._play.value
        assert len(asyncio.all_tasks()) == 1

    asyncio.run(session())
    assert it.values[name] == high
