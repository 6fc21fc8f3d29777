"""What passes between a demo's picture and the page: its messages, whole from any thread, and what is grabbed."""

import contextlib
import itertools
from concurrent.futures import ThreadPoolExecutor

import demos
import hostile
from demos import picture, shown
from traitlets import TraitError

from nbhelpers import explore

FAR = (0, 10**4, 1e308, -1e308)  # pixels, where no page is


def grab(it, *where):
    """Tell the picture, as the page does, which handle was moved to which pixel."""
    it.picture.set_state({"grabbed": list(where)})


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


@demos.each(demos.ALL)
def test_a_handle_is_where_its_controls_are_and_moves_nothing_else(make, sent):
    it = demos.quickly(make)
    first, page = it.values, it.picture
    assert bool(page.hint) == bool(page.handles)
    for index, handle in enumerate(page.handles):
        for (x, y), _ in list(handle.places())[:3]:  # of many units to click on
            if not handle.is_clicked:
                grab(it, index, x, page.size[1] - y)
                assert it.values == first
            sent.clear()
            away = 0 if handle.is_clicked else 40
            grab(it, index, x + away, page.size[1] - y - away)
            changed = {name for name, value in it.values.items() if value != first[name]}
            assert changed <= set(handle.controls)
            drawn = [names & {"moving", "scene"} for widget, names in sent if widget is page]
            assert drawn == [{"moving"}] * bool(changed)
            assert shown(it) == shown(it.set(**it.values))
            it.set(**first)
        for where in itertools.product(FAR, FAR):
            grab(it, index, *where)
            assert it.values == {name: it.controls[name].accept(name, value) for name, value in it.values.items()}
        it.set(**first)
    it.close()


def test_junk_from_the_page_changes_nothing(sent):
    it = explore.explore_two_parameters()
    before, state = shown(it), it.picture.get_state()
    sent.clear()
    for grabbed in hostile.NO_GRAB:
        with contextlib.suppress(TraitError):  # which ipywidgets refuses it with
            it.picture.set_state({"grabbed": grabbed})
    it.picture.set_state(dict.fromkeys(state.keys() - {"grabbed"}, "junk") | {"speed": 3})
    assert all(names == {"grabbed"} for _, names in sent)
    assert shown(it) == before
    assert it.picture.get_state() == state | {"grabbed": it.picture.grabbed}


def test_asked_whether_it_is_there_the_kernel_answers(sent):
    it = explore.explore_fit()
    sent.clear()
    it.picture._handle_msg({"content": {"data": {"method": "custom", "content": "are you there"}}, "buffers": []})
    assert sent == [(it.picture, "here")]
