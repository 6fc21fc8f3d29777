"""What readers do in the middle of a run: interrupt, restart, open a second tab, close it.

Nothing hangs, nothing raises, and after Run All everything works. And what is seen where widgets cannot be.
"""

import json
import re
from contextlib import contextmanager
from dataclasses import replace

import psutil
import pytest
from shipped import START

from .conftest import DESK, FEW, PLAYER, TRAINER, committed_pictures
from .demo import Demo
from .lab import Lab

N_PRESSES = 40

# ipywidgets itself marks what is cut off from its kernel.
ALONE = """() => [...document.querySelectorAll('.nbhelpers-demo')].every(({classList}) =>
    classList.contains('nbhelpers-alone') && classList.contains('jupyter-widgets-disconnected'))"""


@pytest.fixture
def lab(few_opened):
    """Return a notebook that was run; each test leaves it so."""
    yield few_opened
    assert not complaints(few_opened)


def test_a_demo_that_trains_turns_dark_with_the_page(lab):
    trainer = start(lab, TRAINER, "Start")
    for theme in ("Dark", "Light"):
        lab.take_theme(theme)
        trainer.calls(len(trainer.calls()) + 1)
    trainer.press("Reset")
    assert trainer.state() == lab.states[TRAINER]


def test_a_slider_that_is_dragged_while_the_kernel_is_held_up_leaves_no_queue(lab):
    """As over a slow link: a value is sent when the one before is answered, and no button waits for a queue."""
    demo = lab.demos()[PLAYER]
    demo.control("learning rate α").press("Home")
    demo.state()
    drawn, kernel = demo.draws(), psutil.Process(lab.ask("__import__('os').getpid()"))
    kernel.suspend()
    try:
        for _ in range(N_PRESSES):
            lab.page.keyboard.press("ArrowRight")
    finally:
        kernel.resume()
    demo.shows(lab.states[PLAYER].call)  # where α is so many places from its end
    assert demo.state() == lab.states[PLAYER]
    assert demo.draws() - drawn == 2  # for the first value and the last


def test_interrupt_while_one_trains(lab):
    trainer = start(lab, TRAINER, "Start")
    with lab.page.expect_response(lambda answer: "/interrupt" in answer.url):  # or it would hit what is run next
        lab.page.locator("[data-command='notebook:interrupt-kernel']").first.click()
    lab.let_runs_last(0.1)  # it may go on, but ends
    lab.rest()
    trainer.button("Start").wait_for()
    everything_works(lab)


def test_after_a_restart_a_move_is_told_that_nobody_answers(lab):
    start(lab, PLAYER, "Play")
    start(lab, TRAINER, "Start")
    lab.command("notebook:restart-kernel")
    lab.page.locator(".jp-Dialog .jp-mod-accept").click()
    lab.done()
    lab.listen()
    assert lab.widgets() == 0  # nothing of the old kernel is left
    for demo in lab.demos():
        demo.controls()[0].move()
    lab.page.wait_for_function(ALONE)
    assert lab.page.locator(".nbhelpers-demo > [inert] button").count()
    notices = lab.page.locator(".nbhelpers-demo .nbhelpers-notice").all_text_contents()
    assert len(notices) == len(FEW)
    assert all(notice.startswith("The kernel does not answer, so nothing here follows") for notice in notices)
    everything_works(lab)
    assert not lab.page.locator(".nbhelpers-alone, .jupyter-widgets-disconnected").count()


def test_two_views_of_one_demo_and_two_tabs_on_one_kernel_follow_each_other(lab, server):
    lab.run_cell(1 + PLAYER, "demo = explore_descent()\ndisplay(demo)\ndemo")
    outputs = lab.cell(1 + PLAYER).locator(".jp-OutputArea-output:has(canvas)")
    outputs.nth(1).wait_for()
    follow_each_other(*(Demo(lab.page, outputs.nth(i)) for i in range(2)))
    lab.run_cell(1 + PLAYER, FEW[PLAYER])
    outputs.nth(1).wait_for(state="detached")
    everything_works(lab)

    lab.command("docmanager:save")
    lab.done()
    elsewhere = replace(server, page="lab/workspaces/elsewhere/tree/{path.name}?reset")
    path = server.home / "notebooks" / lab.page.evaluate("jupyterapp.shell.currentWidget.context.path")
    other = Lab(lab.page.context.new_page(), elsewhere, path)
    other.listen()
    other.page.wait_for_function("probe.allThere", arg=other.n_demos)
    for one, two in zip(lab.demos(), other.demos(), strict=True):
        follow_each_other(one, two)
    start(lab, TRAINER, "Start")
    other.demos()[TRAINER].press("Stop")
    lab.demos()[TRAINER].button("Start").wait_for()
    assert lab.runs() == 0
    assert not complaints(other)
    start(other, TRAINER, "Start")
    other.page.close()
    lab.let_runs_last(0.1)
    lab.rest()
    everything_works(lab)


def follow_each_other(one, other):
    for here, there in ((one, other), (other, one)):
        before = here.state()
        here.controls()[0].move()
        after = here.state()
        there.shows(after.call)
        assert there.state() == after != before


@pytest.mark.parametrize("extension", ["anywidget", "@jupyter-widgets/jupyterlab-manager"])
def test_without_what_shows_widgets_every_picture_is_there_before_a_cell_has_run_and_after(
    extension, browser, server
):
    with switched_off(server, extension), browser.new_context(viewport=DESK) as context:
        lab = Lab(context.new_page(), server, START)
        committed = committed_pictures(START, has_run=False)
        assert lab.pictures(committed) == committed
        lab.listen()
        lab.page.evaluate("probe.runAll")
        if extension == "anywidget":
            stills = lab.page.locator("img.nbhelpers-still:visible")
            stills.nth(lab.n_demos - 1).wait_for()
            assert stills.count() == lab.n_demos
        else:
            assert lab.pictures(committed_pictures(START)) == committed_pictures(START)
            assert "Error displaying widget" not in " ".join(lab.texts())
        assert not lab.page.locator("input[type=range]").count()
        assert not lab.texts("error")
        lab.shut_down()


@contextmanager
def switched_off(server, extension):
    """Let the pages that are opened meanwhile do without an extension."""
    path = server.home / "config" / "labconfig" / "page_config.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"disabledExtensions": {extension: True}}), encoding="utf-8")
    try:
        yield
    finally:
        path.unlink()


def complaints(lab):
    """Return what went wrong.

    But for what a kernel says whose page still has widgets of the kernel before it, and of its debugger.
    """
    expected = re.compile(r"No such comm|\d\.\d\ds - ")
    return [complaint for complaint in lab.complaints() if not expected.match(complaint)]


def start(lab, place, name):
    """Press Play or Start on a demo, wait until it moves, and long before its end return it."""
    lab.let_runs_last(60)
    demo = lab.demos()[place]
    demo.watch()
    demo.press(name)
    demo.calls(3)
    return demo


def everything_works(lab):
    """Run all cells anew; assert that every demo answers its first slider with another picture and sentence."""
    lab.run_all()
    lab.let_runs_last(0.1)
    assert len(lab.states) == len(FEW)
    for demo in lab.demos():
        demo.controls()[0].move()
    for demo, before in zip(lab.demos(), lab.states, strict=True):
        after = demo.state()
        assert before.picture != after.picture
        assert before.sentence != after.sentence
    for demo in lab.demos():
        demo.press("Reset")
