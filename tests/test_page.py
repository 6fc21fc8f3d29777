"""What passes between a demo and its page: its pictures, whole from any thread, and what they keep."""

import gc
from concurrent.futures import ThreadPoolExecutor

import ipywidgets as widgets
import pytest
from demos import picture
from matplotlib.backends.backend_agg import RendererAgg

from nbhelpers import datasets, descent, explore


def test_drawn_from_two_threads_at_once_a_picture_is_whole():
    """Kernels with subshells hand the widgets' messages to a thread of their own."""
    it, beside = explore.explore_descent(), explore.explore_backprop()
    whole = {picture(it), picture(beside)}

    def draw(one):
        found = set()
        for _ in range(5):
            one.view.figure.stale = True
            one.picture.redraw()
            found.add(picture(one))
        return found

    with ThreadPoolExecutor() as pool:
        jobs = [pool.submit(draw, one) for one in (it, it, beside)]
        assert it.png  # the same figure at another density
        assert set().union(*(job.result() for job in jobs)) == whole


def test_asked_whether_it_is_there_the_kernel_answers(sent):
    it = explore.explore_fit()
    sent.clear()
    it.picture._handle_msg({"content": {"data": {"method": "custom", "content": "are you there"}}, "buffers": []})
    assert sent == [(it.picture, "here")]


def n_pages():
    """Return how many renderers there are that hold the pixels of a page."""
    return sum(bool(vars(one)) for one in gc.get_objects() if type(one) is RendererAgg)


def test_what_is_hidden_is_not_recorded_and_the_pixels_of_a_page_8_mb_are_not_kept():
    artists = explore.explore_descent().picture._artists
    assert not all(artist.get_visible() for artist in artists)
    assert not any(artist.stale for artist in artists)
    it = explore.explore_fit()
    kept = n_pages()
    assert it.png
    assert n_pages() == kept


def test_a_still_picture_carries_words_and_leaves_no_widget():
    count = len(widgets.widget._instances)
    run = descent.descend(*datasets.LINES["walkthrough"], start=0.2, learning_rate=0.4, n_steps=3)
    data, _ = explore.show_steps(run)._repr_mimebundle_()
    assert data["image/png"].startswith(b"\x89PNG")
    first, numbers = data["text/plain"].split("\n")  # a folded output shows the first line
    assert first == "The start and the first 3 steps on the curve:"
    assert numbers.startswith("w = 0.2, J = 2.025; w = 1.1, J = 0.50625")
    assert len(widgets.widget._instances) == count
    short = descent.descend(*datasets.LINES["walkthrough"], start=0.2, learning_rate=0.4, n_steps=2)
    with pytest.raises(ValueError, match="trace: expected at least 3 steps, got 2"):
        explore.show_steps(short)
