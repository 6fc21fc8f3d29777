"""What passes between a demo and its page: its pictures, whole from any thread, and what they keep."""

import gc
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import ipywidgets as widgets
import pytest
from demos import Lock, picture
from matplotlib.backends.backend_agg import RendererAgg
from words import words

from nbhelpers import datasets, descent, explore
from nbhelpers.backprop import WALKTHROUGH, iterate
from nbhelpers.figure import png, widget
from nbhelpers.views.activations import CostsView
from nbhelpers.views.backprop import NeuronsView
from nbhelpers.views.text import kind, num


@pytest.mark.parametrize("meanwhile", ["the same", "another", "a still"])
def test_what_another_thread_wants_to_draw_waits_until_this_one_is_done_and_both_are_whole(meanwhile, monkeypatch):
    """Kernels with subshells hand the widgets' messages to a thread of their own."""
    it, beside, inside, wanted = explore.explore_descent(), explore.explore_backprop(), Event(), Event()
    whole, draw, order = (picture(it), picture(beside), it.png), it.view.figure.draw, []
    lock = Lock(png.LOCK, wanted)
    for module in (png, widget):
        monkeypatch.setattr(module, "LOCK", lock)

    def slowly(renderer):
        inside.set()
        assert wanted.wait(60)
        draw(renderer)
        order.append("here")

    def there():
        assert inside.wait(60)
        monkeypatch.setattr(it.view.figure, "draw", draw)
        one = beside if meanwhile == "another" else it
        one.view.figure.stale = True
        assert it.png if meanwhile == "a still" else one.picture.redraw() is None
        order.append("there")

    monkeypatch.setattr(it.view.figure, "draw", slowly)
    with ThreadPoolExecutor() as pool:
        job = pool.submit(there)
        it.view.figure.stale = True
        it.picture.redraw()
        job.result()
    assert order == ["here", "there"]
    assert (picture(it), picture(beside), it.png) == whole


def test_asked_whether_it_is_there_the_kernel_answers(sent):
    it = explore.explore_fit()
    sent.clear()
    it.picture._handle_msg({"content": {"data": {"method": "custom", "content": "are you there"}}, "buffers": []})
    assert sent == [(it.picture, "here")]


def n_pages():
    """Return how many renderers there are that hold the pixels of a page."""
    return sum(bool(vars(one)) for one in gc.get_objects() if type(one) is RendererAgg)


def test_what_is_hidden_does_not_stay_stale_and_the_pixels_of_a_page_8_mb_are_not_kept():
    artists = explore.explore_descent().picture._artists
    assert not all(artist.get_visible() for artist in artists)
    assert not any(artist.stale for artist in artists)
    it = explore.explore_fit()
    gc.collect()
    kept = n_pages()
    assert it.png
    gc.collect()
    assert n_pages() <= kept


def test_a_still_picture_leaves_no_widget_and_wants_enough_steps():
    count = len(widgets.widget._instances)
    run = descent.descend(*datasets.LINES["walkthrough"], start=0.2, learning_rate=0.4, n_steps=3)
    data, _ = explore.show_steps(run)._repr_mimebundle_()
    assert data["image/png"].startswith(b"\x89PNG")
    assert len(widgets.widget._instances) == count
    short = descent.descend(*datasets.LINES["walkthrough"], start=0.2, learning_rate=0.4, n_steps=2)
    with pytest.raises(ValueError, match="trace: expected at least 3 steps, got 2"):
        explore.show_steps(short)


def test_the_other_still_pictures_hold_the_numbers_that_they_are_given():
    costs = {"linear": 1.0, "tanh": 7.25, "softmax": 3.5}
    (ax,) = CostsView(costs).figure.axes
    assert [bar.get_width() for bar in ax.patches] == list(costs.values())
    assert [text.get_text().strip() for text in ax.texts] == ["1 ×", "7.2 ×", "3.5 ×"]
    assert [label.get_text() for label in ax.get_yticklabels()] == [kind(name) for name in costs]
    view = NeuronsView(backward=False)
    trace = iterate(*WALKTHROUGH[:3], learning_rate=0.4, stage="forward")
    view.update(trace)
    found = {num(getattr(trace.gradients.trace, name), 4) for name in ("z1", "a1", "z2", "a2")}
    assert found <= {text.get_text() for text in words(view.figure)}
    assert not view.diagram.numbers["E"].get_text()
