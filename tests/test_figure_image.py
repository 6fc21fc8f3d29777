"""How a demo's picture is drawn: quick while a control moves, sharp at rest, whole from any thread."""

import asyncio
import io
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image

from nbhelpers import explore
from nbhelpers.explorable import demo
from nbhelpers.explorable.image import QUICK


def test_picture_sharpens_and_sentence_is_read_out_at_rest(monkeypatch):
    monkeypatch.setattr(demo, "REST", 0.01)

    async def session():
        it = explore.explore_fit()
        it.controls["w"].value = 1.5
        assert Image.open(io.BytesIO(it.image.value)).width == 1200
        assert 'aria-live="off"' in it._sentence.value
        await asyncio.sleep(0.05)
        assert Image.open(io.BytesIO(it.image.value)).width == 2400
        assert 'role="status" aria-live="polite"' in it._sentence.value
        assert it.image.tooltip == it.text

    asyncio.run(session())


@pytest.mark.parametrize(("since", "rest"), [(0.01, 0.2), (0.25, 0.375), (0.6, 0.2), (60, 0.2)])
def test_moves_that_a_slow_link_holds_apart_are_no_rest(since, rest):
    """A dragged slider sends a value each time the last one is answered, on Binder every 0.2 s or so."""

    async def session():
        it, loop = explore.explore_fit().set(w=1.0), asyncio.get_running_loop()  # all that stands still is drawn
        it._moved, now = time.monotonic() - since, loop.time()
        it.controls["w"].value = 1.5
        it.close()
        assert rest <= it._timer.when() - now < rest + 0.2  # the move itself takes a part of it

    asyncio.run(session())


def test_a_quick_picture_is_drawn_from_what_stands_still():
    """A change of the moving artists draws no background, a change of the data draws it once."""
    it = explore.explore_descent()
    drawn, draw = [], it.view.figure.draw
    it.view.figure.draw = lambda renderer: (drawn.append(1), draw(renderer))
    it.set(learning_rate=0.5)
    it.set(learning_rate=0.6)
    first = len(drawn)
    it.set(data="noisy")
    assert (first <= 1, len(drawn) - first) == (True, 1)


def test_drawn_from_two_threads_at_once_a_picture_is_whole():
    """Kernels with subshells hand the widgets' messages to a thread of their own."""
    it, beside = explore.explore_descent(), explore.explore_backprop()
    whole, seen = it.png, []

    def quick():
        for _ in range(20):
            it.image.redraw(QUICK)

    def sharp():
        for _ in range(10):
            it.image._kept.clear()
            seen.append(it.png)

    def another():
        for _ in range(10):
            beside.png  # noqa: B018  (all pictures share a renderer)

    with ThreadPoolExecutor() as pool:
        for job in [pool.submit(quick), pool.submit(sharp), pool.submit(another)]:
            job.result()
    assert set(seen) == {whole}


def test_pictures_are_small():
    assert len(explore.explore_descent().image.encode(scale=1)) < 60_000
