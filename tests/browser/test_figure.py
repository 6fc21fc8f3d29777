"""The picture when its kernel is gone, when it is there twice, when the page turns dark, and when it is broken."""

import pytest

from nbhelpers import style

from .conftest import DESK, FEW, NOTEBOOKS, PLAYER, TRAINER, committed_pictures, switched_off
from .demo import Demo
from .lab import Lab
from .test_interruptions import complaints, everything_works, start

pytestmark = pytest.mark.browser

# ipywidgets itself marks what is cut off from its kernel.
ALONE = """() => [...document.querySelectorAll('.nbhelpers-demo')].every(({classList}) =>
    classList.contains('nbhelpers-alone') && classList.contains('jupyter-widgets-disconnected'))"""

STILLS = """n => [...document.querySelectorAll('.nbhelpers-demo img.nbhelpers-still')].filter(
    still => still.checkVisibility()).length === n"""

FAULT = """() => {
    const canvas = document.querySelector('.nbhelpers-figure canvas');
    return [canvas.checkVisibility(), canvas.nextElementSibling.innerText];
}"""

CUT_SHORT = """
picture = next(it for it in __import__('ipywidgets').widgets.widget._instances.values() if hasattr(it, 'moving'))
picture.moving = picture.moving[:-8]
"""


@pytest.fixture
def lab(few):
    """Return a notebook that was run; each test leaves it so."""
    yield few
    assert not complaints(few)


def test_after_a_restart_a_move_is_told_that_nobody_answers(lab):
    start(lab, PLAYER, "Play")
    start(lab, TRAINER, "Start")
    lab.command("notebook:restart-kernel")
    lab.page.locator(".jp-Dialog .jp-mod-accept").click()
    lab.done()
    lab.listen()
    assert lab.widgets() == 0  # nothing of the old kernel is left
    for demo in lab.demos():
        demo.sliders()[0].press()
    lab.page.wait_for_function(ALONE, timeout=2000)
    assert lab.page.locator(".nbhelpers-demo > [inert] button").count()
    notices = lab.page.locator(".nbhelpers-demo .nbhelpers-notice").all_text_contents()
    assert len(notices) == len(FEW)
    assert all(notice.startswith("The kernel does not answer, so nothing here follows") for notice in notices)
    everything_works(lab)
    assert not lab.page.locator(".nbhelpers-alone, .jupyter-widgets-disconnected").count()


def test_two_views_of_one_demo_follow_each_other(lab):
    lab.run_cell(1 + PLAYER, "demo = explore_descent()\ndisplay(demo)\ndemo")
    outputs = lab.cell(1 + PLAYER).locator(".jp-OutputArea-output:has(canvas)")
    outputs.nth(1).wait_for()
    one, other = (Demo(lab.page, outputs.nth(i)) for i in range(2))
    assert one.state() == other.state()
    for here, there in ((one, other), (other, one)):
        before, seen = here.state(), there.state()
        here.sliders()[0].press()
        after = here.state(after=before)
        assert there.state(after=seen) == after != before
    lab.run_cell(1 + PLAYER, FEW[PLAYER])
    everything_works(lab)


def test_a_demo_that_plays_turns_dark_with_the_page(lab):
    player = start(lab, PLAYER, "Play")
    for theme, paper in {"Dark": style.DARK[style.PAPER], "Light": style.PAPER}.items():
        lab.take_theme(theme)
        assert lab.papers() == [paper]
        player.grow(1)
        assert lab.papers() == [paper]
    player.press("Reset")
    player.button("Play").wait_for()


def test_a_picture_that_cannot_be_drawn_says_so_and_recovers(lab):
    demo = lab.demos()[0]
    before = demo.state()
    lab.execute(CUT_SHORT)  # what else cannot be drawn: `test_canvas`
    demo.output.get_by_text("incomplete").wait_for()
    is_visible, fault = lab.page.evaluate(FAULT)
    assert fault.startswith("This picture cannot be drawn. ")
    assert not is_visible
    demo.sliders()[0].press()
    demo.output.locator("canvas").wait_for()
    assert demo.state(after=before).sentence != before.sentence
    assert lab.page.evaluate(FAULT) == [True, ""]


@pytest.mark.parametrize("extension", ["anywidget", "@jupyter-widgets/jupyterlab-manager"])
def test_without_what_shows_widgets_every_picture_is_there_before_a_cell_has_run_and_after(
    extension, browser, server
):
    path = NOTEBOOKS[1]  # the first lesson
    with switched_off(server, extension), browser.new_context(viewport=DESK) as context:
        lab = Lab(context.new_page(), server, path)
        committed = committed_pictures(path, has_run=False)
        assert lab.pictures(committed) == committed
        lab.listen()
        lab.page.evaluate("probe.runAll")
        if extension == "anywidget":
            lab.page.wait_for_function(
                "n => document.querySelectorAll('img.nbhelpers-still').length === n", arg=lab.n_demos
            )
            assert all(still.is_visible() for still in lab.page.locator("img.nbhelpers-still").all())
        else:
            assert lab.pictures(committed_pictures(path)) == committed_pictures(path)
            assert "Error displaying widget" not in " ".join(lab.texts())
        assert not lab.page.locator("input[type=range]").count()
        assert not lab.texts("error")
        lab.shut_down()
