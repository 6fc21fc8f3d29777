"""A demo that runs, in the browser: start it, move a slider meanwhile, stop it, see the curves stay, go on."""

import re
from itertools import pairwise

import demos
import pytest
from shipped import code_cells, read

pytestmark = pytest.mark.browser

RUNNING = [make.__name__ for make in demos.RUNNING]


@pytest.fixture
def runners(lab, notebook):
    """Return the demos of a notebook that have a Start button, each as its cell made it."""
    lab.let_runs_last(seconds=4)
    runners = [demo for demo in lab.reset() if demo.button("Start").count()]
    cells = code_cells(read(notebook))
    assert len(runners) == sum(demos.called(cell.source) in RUNNING for cell in cells)
    return runners


def test_start_move_stop_and_go_on(lab, runners):
    for demo in runners:
        finished = demo.state()
        demo.watch()
        demo.button("Start").click()
        grow(demo, 4)
        slider = next(slider for slider in demo.sliders() if slider.label in ("seed", "hidden units"))
        slider.press()  # a new run begins, with the slider's new value
        grow(demo, 4)
        epochs = lengths(demo)
        assert any(later < earlier for earlier, later in pairwise(epochs))
        demo.button("Stop").click()
        demo.button("Start").wait_for()
        stopped = demo.state(after=finished)
        lab.page.wait_for_timeout(500)
        assert demo.state() == stopped
        at = length(stopped.call)
        assert 0 < at < length(finished.call)

        demo.button("Start").click()
        grow(demo, 2)
        assert min(lengths(demo)[-2:]) > at
        demo.button("Stop").click()
        demo.button("Start").wait_for()
        stopped = demo.state()
        demo.button("Reset").click()
        assert demo.state(after=stopped) == finished


def grow(demo, n):
    """Wait until the call under the sentence has changed so often."""
    demo.calls(at_least=len(demo.calls()) + n)


def length(call):
    return int(re.search(r"n_epochs=(\d+)", call)[1])


def lengths(demo):
    return [length(call) for call in demo.calls()]
