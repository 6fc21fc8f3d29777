"""What readers do in the middle of a run: restart, interrupt, close, come back, open a second tab.

Nothing hangs, nothing raises, and after Run All everything works.
"""

import re
import time
from dataclasses import replace

import nbformat
import pytest

from .conftest import NOTEBOOKS
from .lab import HAS_KERNEL, Lab

pytestmark = pytest.mark.browser

DEMOS = ("explore_descent(", "explore_training(", "playground(")
PLAYER, STILL, TRAINER = range(len(DEMOS))
PATIENCE = 60_000


@pytest.fixture
def lab(request, browser, server):
    """Open a notebook of its own for each test, and run it."""
    path = server.log.parent / "notebooks" / f"{request.node.name}.ipynb"
    nbformat.write(few_demos(), path)
    with browser.new_context(viewport={"width": 1500, "height": 1000}) as context:
        lab = Lab(context.new_page(), server, path)
        lab.run_all()
        lab.listen_to_kernel()
        yield lab
        assert not complaints(lab)
        lab.command("kernelmenu:shutdown")
        lab.done()


def few_demos():
    """Return a notebook with some demos of the lessons, as they are committed."""
    lessons = [nbformat.read(path, as_version=4) for path in NOTEBOOKS]
    names = ", ".join(name.rstrip("(") for name in DEMOS)
    cells = [cell for lesson in lessons for cell in lesson.cells if cell.cell_type == "code"]
    firsts = [next(cell for cell in cells if cell.source.startswith(name)) for name in DEMOS]
    notebook = nbformat.v4.new_notebook(metadata=lessons[0].metadata)
    notebook.cells = [nbformat.v4.new_code_cell(f"from nbhelpers.explore import {names}"), *firsts]
    return notebook


def test_restart_while_one_plays_and_one_trains(lab):
    start(lab, PLAYER, "Play")
    start(lab, TRAINER, "Start")
    lab.command("notebook:restart-kernel")
    lab.page.locator(".jp-Dialog .jp-mod-accept").click()
    lab.done()
    lab.listen_to_kernel()
    assert lab.widgets() == 0  # nothing of the old kernel is left
    everything_works(lab)


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
    lab.page.wait_for_function(HAS_KERNEL, timeout=PATIENCE)
    lab.listen_to_kernel()
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
    lab.listen_to_kernel()
    everything_works(lab)


def test_two_tabs_on_one_kernel(lab, server):
    lab.command("docmanager:save")
    lab.done()
    elsewhere = replace(server, page="lab/workspaces/elsewhere/tree/{path.name}?reset")
    path = server.log.parent / "notebooks" / lab.page.evaluate("jupyterapp.shell.currentWidget.context.path")
    other = Lab(lab.page.context.new_page(), elsewhere, path)
    other.listen_to_kernel()
    in_time(lambda: len(other.demos()) == len(DEMOS))
    for one, two in ((lab, other), (other, lab)):
        for here, there in zip(one.demos(), two.demos(), strict=True):
            before, seen = here.state(), there.state()
            here.sliders()[0].press()
            assert here.state(after=before) == there.state(after=seen)
    there = other.demos()[TRAINER]
    start(lab, TRAINER, "Start")
    there.button("Stop").click()
    lab.demos()[TRAINER].button("Start").wait_for(timeout=PATIENCE)
    assert lab.runs() == 0
    assert not complaints(other)
    start(other, TRAINER, "Start")
    other.page.close()
    in_time(lambda: lab.runs() == 0)
    everything_works(lab)


def complaints(lab):
    """Return what went wrong.

    But for what a kernel says whose page still has widgets of the kernel before it, and of its debugger.
    """
    return [complaint for complaint in lab.complaints() if not re.match(r"No such comm|\d\.\d\ds - ", complaint)]


def start(lab, place, name):
    """Press Play or Start on a demo, wait until it moves; return it."""
    demo = lab.demos()[place]
    demo.watch()
    demo.button(name).click()
    demo.calls(at_least=3)
    return demo


def everything_works(lab):
    """Run all cells anew; say whether every demo answers its first slider with another picture and sentence."""
    lab.run_all()
    lab.let_runs_last(0.1)
    assert len(lab.demos()) == len(DEMOS)
    for demo in lab.demos():
        before = demo.state()
        demo.sliders()[0].press()
        after = demo.state(after=before)
        assert before.picture != after.picture
        assert before.sentence != after.sentence


def in_time(said):
    """Ask until something is so."""
    end = time.monotonic() + PATIENCE / 1000
    while not said():
        assert time.monotonic() < end
        time.sleep(0.1)
