"""A lesson over a slow link, as on Binder: a slider leaves no queue behind it, and the buttons answer."""

from dataclasses import replace

import pytest

from .conftest import NOTEBOOKS
from .lab import Lab
from .link import slow_link
from .test_live import grow

pytestmark = pytest.mark.browser

DELAY = 0.1  # seconds, each way
N_PRESSES = 80
PATIENCE = 3_000  # milliseconds; answering press by press would take five times as long

SHOWN = "([demo, text]) => demo.querySelector('code').textContent.includes(text)"

(LESSON,) = (path for path in NOTEBOOKS if path.stem == "03_vanishing_gradients")


@pytest.fixture(scope="module")
def link(server):
    """Put the slow link before the server."""
    with slow_link(int(server.address.rsplit(":", 1)[1]), DELAY) as link:
        yield link


@pytest.fixture(scope="module")
def lab(browser, server, link):
    """Open a lesson over the link and run it."""
    with browser.new_context(viewport={"width": 1500, "height": 1000}) as context:
        lab = Lab(context.new_page(), replace(server, address=f"http://127.0.0.1:{link.port}"), LESSON)
        lab.page.set_default_timeout(30_000)
        lab.run_all()
        lab.listen_to_kernel()
        yield lab
        assert not lab.complaints()


@pytest.fixture
def demos(lab):
    """Return the demos by the name of their function."""
    return {demo.state().call.split("(")[0]: demo for demo in lab.demos()}


def test_a_dragged_slider_leaves_no_queue(lab, link, demos):
    demo = demos["explore_chain_gradient"]
    slider = demo.slider("weight w")
    slider.press("Home")
    lab.page.wait_for_function(SHOWN, arg=[demo.output.element_handle(), "weight=-10.0,"])
    sent = link.n_bytes
    for _ in range(N_PRESSES):
        slider.press("ArrowRight")
    lab.page.wait_for_function(SHOWN, arg=[demo.output.element_handle(), "weight=-6.0,"], timeout=PATIENCE)
    assert link.n_bytes - sent < N_PRESSES * 20_000  # most of the presses needed no picture


def test_buttons_answer_while_it_trains(lab, demos):
    lab.let_runs_last(seconds=20)
    demo = demos["explore_training_race"]
    before = demo.state()
    demo.watch()
    demo.press("Start")
    grow(demo, 3)
    demo.press("Stop")
    demo.button("Start").wait_for(timeout=PATIENCE)
    assert demo.state(after=before).call != before.call
    demo.press("Start")
    demo.button("Stop").wait_for(timeout=PATIENCE)
    demo.press("Reset")
    demo.button("Start").wait_for(timeout=PATIENCE)
    assert demo.at(before.call) == before
