"""A demo that runs, in the browser: start it, move a slider meanwhile, stop it, see the curves stay, go on."""

import re
from itertools import pairwise

import demos
import pytest
from shipped import code_cells, read

from .conftest import NOTEBOOKS

pytestmark = pytest.mark.browser

RUNNING = [make.__name__ for make in demos.RUNNING]

(PLAYGROUND,) = (path for path in NOTEBOOKS if path.stem == "05_training_playground")


@pytest.fixture
def runners(lab, notebook):
    """Return the demos of a notebook that have a Start button, each as its cell made it."""
    lab.let_runs_last(seconds=4)
    runners = [demo for demo in lab.reset() if demo.has("Start")]
    cells = code_cells(read(notebook))
    assert len(runners) == sum(demos.called(cell.source) in RUNNING for cell in cells)
    return runners


def test_start_move_stop_and_go_on(lab, runners):
    for demo in runners:
        finished = demo.state()
        demo.watch()
        demo.press("Start")
        grow(demo, 4)
        demo.slider("seed", "hidden units").press()  # a new run begins, with the slider's new value
        grow(demo, 4)
        epochs = lengths(demo)
        assert any(later < earlier for earlier, later in pairwise(epochs))
        demo.press("Stop")
        demo.button("Start").wait_for()
        stopped = demo.state(after=finished)
        assert not lab.moves(seconds=0.5)
        at = length(stopped.call)
        assert 0 < at < length(finished.call)

        demo.press("Start")
        grow(demo, 2)
        assert min(lengths(demo)[-2:]) > at
        demo.press("Stop")
        demo.button("Start").wait_for()
        demo.press("Reset")
        assert demo.at(finished.call) == finished


@pytest.mark.parametrize("notebook", [PLAYGROUND], indirect=True, ids=lambda path: path.stem)
def test_the_playground_takes_another_learning_rate_without_a_new_start(lab):
    lab.let_runs_last(seconds=30)
    demo = lab.reset()[0]
    before = demo.state()
    demo.slider("epochs").press("End")
    assert "n_epochs=200," in demo.state(after=before).call  # more epochs do not start it by themselves
    demo.watch()
    demo.press("Start")
    grow(demo, 3)
    rate = demo.slider("learning rate α")
    for _ in range(5):
        rate.press("ArrowLeft")
        grow(demo, 1)
    demo.press("Stop")
    demo.button("Start").wait_for()
    rates = [re.search(r"learning_rate=([\d.]+)", call)[1] for call in demo.calls()]
    assert len(set(rates)) == 6
    epochs = lengths(demo)[1:]
    assert epochs == sorted(epochs)
    demo.state()


def grow(demo, n):
    """Wait until the call under the sentence has changed so often."""
    demo.calls(at_least=len(demo.calls()) + n)


def length(call):
    return int(re.search(r"n_epochs=(\d+)", call)[1])


def lengths(demo):
    return [length(call) for call in demo.calls()]
