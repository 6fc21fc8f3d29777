"""A lesson over a slow link, as on Binder: a slider leaves no queue behind it, and the buttons answer."""

from dataclasses import replace

import pytest

from .conftest import opened_calls
from .link import slow_link

pytestmark = pytest.mark.browser

DELAY = 0.1  # seconds, each way
N_PRESSES = 80
PATIENCE = 3_000  # milliseconds; answering press by press would take five times as long

SHOWN = "([demo, text]) => demo.querySelector('code').textContent.includes(text)"


@pytest.fixture(scope="module")
def link(server):
    """Put the slow link before the server."""
    with slow_link(int(server.address.rsplit(":", 1)[1]), DELAY) as link:
        yield link


@pytest.fixture(scope="module")
def lab(browser, server, link):
    """Open two demos over the link and run them."""
    far = replace(server, address=f"http://127.0.0.1:{link.port}")
    with opened_calls(browser, far, "far", ["explore_chain_gradient()", "explore_training_race()"]) as lab:
        lab.page.set_default_timeout(30_000)
        yield lab
        assert not lab.complaints()


def test_a_dragged_slider_leaves_no_queue(lab, link):
    demo, _ = lab.demos()
    slider = demo.slider("weight w")
    slider.press("Home")
    lab.page.wait_for_function(SHOWN, arg=[demo.output.element_handle(), "weight=-10.0,"])
    sent = link.n_bytes
    for _ in range(N_PRESSES):
        slider.press("ArrowRight")
    lab.page.wait_for_function(SHOWN, arg=[demo.output.element_handle(), "weight=-6.0,"], timeout=PATIENCE)
    assert link.n_bytes - sent < N_PRESSES * 20_000  # most of the presses needed no picture


def test_buttons_answer_while_it_trains(lab):
    lab.let_runs_last(seconds=20)
    _, demo = lab.demos()
    before = demo.state()
    demo.watch()
    demo.press("Start")
    demo.grow(3)
    demo.press("Stop")
    demo.button("Start").wait_for(timeout=PATIENCE)
    assert demo.state(after=before).call != before.call
    demo.press("Start")
    demo.button("Stop").wait_for(timeout=PATIENCE)
    demo.press("Reset")
    demo.button("Start").wait_for(timeout=PATIENCE)
    demo.returns_to(before)
