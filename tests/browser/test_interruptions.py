"""What readers do in the middle of a run: interrupt, close, come back, open a second tab; `test_figure` restarts.

Nothing hangs, nothing raises, and after Run All everything works.
"""

import re
import time
from dataclasses import replace

import pytest

from .conftest import FEW, TRAINER
from .lab import Lab

pytestmark = pytest.mark.browser

PATIENCE = 60_000


@pytest.fixture
def lab(few):
    """Return a notebook that was run; each test leaves it so."""
    yield few
    assert not complaints(few)


def test_interrupt_while_one_trains(lab):
    trainer = start(lab, TRAINER, "Start")
    lab.page.locator("[data-command='notebook:interrupt-kernel']").first.click()
    in_time(lambda: lab.runs() == 0)
    trainer.button("Start").wait_for(timeout=PATIENCE)
    everything_works(lab)


def test_the_notebook_is_closed_while_one_trains(lab):
    start(lab, TRAINER, "Start")
    lab.command("docmanager:save")
    lab.done()
    name = lab.page.evaluate("jupyterapp.shell.currentWidget.context.path")
    lab.command("application:close")
    lab.page.locator(".jp-NotebookPanel").wait_for(state="detached", timeout=PATIENCE)
    lab.command("docmanager:open", path=name)
    lab.page.locator(".jp-NotebookPanel .jp-CodeCell").first.wait_for(timeout=PATIENCE)
    lab.page.wait_for_function("probe.hasKernel", timeout=PATIENCE)
    lab.listen()
    in_time(lambda: lab.runs() == 0)
    in_time(lambda: lab.pictures() == [0, 1, 1, 1])
    everything_works(lab)


def test_the_kernel_is_shut_down_while_one_trains(lab):
    start(lab, TRAINER, "Start")
    lab.command("kernelmenu:shutdown")
    lab.done()
    assert lab.pictures() == [0, 1, 1, 1]
    lab.command("kernelmenu:change")
    lab.page.locator(".jp-Dialog .jp-mod-accept").click()
    lab.done()
    lab.listen()
    everything_works(lab)


def test_two_tabs_on_one_kernel(lab, server):
    lab.command("docmanager:save")
    lab.done()
    elsewhere = replace(server, page="lab/workspaces/elsewhere/tree/{path.name}?reset")
    path = server.home / "notebooks" / lab.page.evaluate("jupyterapp.shell.currentWidget.context.path")
    other = Lab(lab.page.context.new_page(), elsewhere, path, n_demos=len(FEW))
    other.listen()
    in_time(lambda: len(other.demos()) == len(FEW))
    for one, two in ((lab, other), (other, lab)):
        for here, there in zip(one.demos(), two.demos(), strict=True):
            before, seen = here.state(), there.state()
            here.sliders()[0].press()
            assert here.state(after=before) == there.state(after=seen)
    there = other.demos()[TRAINER]
    start(lab, TRAINER, "Start")
    there.press("Stop")
    lab.demos()[TRAINER].button("Start").wait_for(timeout=PATIENCE)
    assert lab.runs() == 0
    assert not complaints(other)
    start(other, TRAINER, "Start")
    other.page.close()
    in_time(lambda: lab.runs() == 0)
    everything_works(lab)


def complaints(lab):
    """Return what went wrong.

    But for what a kernel says whose page still has widgets of the kernel before it, and of its debugger; and for
    what a server says that was writing to a page just as that was closed.
    """
    expected = re.compile(r"No such comm|\d\.\d\ds - |.*(WebSocket|Stream)ClosedError", re.DOTALL)
    return [complaint for complaint in lab.complaints() if not expected.match(complaint)]


def start(lab, place, name):
    """Press Play or Start on a demo, wait until it moves; return it."""
    demo = lab.demos()[place]
    demo.watch()
    demo.press(name)
    demo.calls(at_least=3)
    return demo


def everything_works(lab):
    """Run all cells anew; say whether every demo answers its first slider with another picture and sentence."""
    lab.run_all()
    lab.let_runs_last(0.1)
    before = [demo.state() for demo in lab.demos()]
    assert len(before) == len(FEW)
    for demo in lab.demos():
        demo.sliders()[0].press()
    for demo, state in zip(lab.demos(), before, strict=True):
        after = demo.state(after=state)
        assert state.picture != after.picture
        assert state.sentence != after.sentence
    lab.let_runs_last(4)


def in_time(said):
    """Ask until something is so."""
    end = time.monotonic() + PATIENCE / 1000
    while not said():
        assert time.monotonic() < end
        time.sleep(0.1)
