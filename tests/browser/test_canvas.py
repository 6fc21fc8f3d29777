"""What the browser draws is what Matplotlib draws; what is grabbed asks for what it should; faults are words."""

import demos
import numpy as np
import pytest

from nbhelpers import explore, style
from nbhelpers.figure.recorder import VERSION

from .stage import Agg, Stage, unlike


@pytest.fixture(scope="module")
def stage(request, browser):
    """Return a page with nothing on it, of a density if one is given; assert that nothing went wrong there."""
    scale = getattr(request, "param", 1)
    with browser.new_context(viewport={"width": 1200, "height": 900}, device_scale_factor=scale) as context:
        stage = Stage(context.new_page())
        stage.scale = scale
        yield stage
        assert stage.wrong == []


def states(it):
    """Return its first state, and some in which every two controls are at both of their ends."""
    short = {"n_epochs": (0, 3)} if hasattr(it.run, "is_finished") else {}
    return [{}, *demos.pairs_of_ends({name: demos.ends(control) for name, control in it.controls.items()} | short)]


@demos.each(demos.ALL)
def test_a_demo_is_drawn_as_by_agg_at_the_ends_of_its_controls(make, stage):
    it = demos.quickly(make)
    first, scene, wrong = it.values, it.picture.scene, []
    stage.show(it.picture)
    agg = Agg(it.view.figure, stage.scale)
    for state in states(it):
        it.set(**first | state)
        if it.picture.scene != scene:
            scene, agg = it.picture.scene, Agg(it.view.figure, stage.scale)
        stage.change(it.picture, "glyphs", "scene", "moving")
        wrong += [state] if unlike(stage.pixels(), agg.pixels(), stage.scale) else []
    it.close()
    assert not wrong


@pytest.mark.parametrize("stage", [1, 2], indirect=True)
def test_the_comparison_holds_at_each_density_and_sees_what_is_missing_recoloured_or_hidden(stage):
    it = explore.explore_descent()
    stage.show(it.picture)
    seen = stage.pixels()
    assert not unlike(seen, Agg(it.view.figure, stage.scale).pixels(), stage.scale)
    data, cost, _ = it.view.figure.axes
    for artist, name, value in (
        (data.lines[0], "visible", False),
        (data.lines[1], "color", style.VIOLET),
        (cost.lines[0], "color", style.VIOLET),
        (cost.texts[0], "visible", False),
        (data.lines[0], "zorder", 9),
    ):
        before = getattr(artist, f"get_{name}")()
        artist.set(**{name: value})
        assert unlike(seen, Agg(it.view.figure, stage.scale).pixels(), stage.scale), (artist, name)
        artist.set(**{name: before})
    it.close()


def test_handles_have_rings_and_a_dark_page_dark_colours_and_in_print_there_are_neither(stage):
    it = explore.explore_descent()
    stage.show(it.picture)
    light = stage.pixels()
    red = "document.querySelector('canvas').getContext('2d').getImageData({:.0f}, {:.0f}, 1, 1).data[0]".format
    ((x, y), _), *_ = it.picture.handles[0].places()
    y = it.picture.size[1] - y
    stage.page.emulate_media(media="screen")
    stage.page.wait_for_function(f"{red(x - 12, y)} !== {light[round(y), round(x - 12), 0]}")
    rows, columns = np.nonzero((stage.pixels() != light).any(axis=2))
    assert np.hypot(columns - x, rows - y).max() < 15  # around what can be grabbed alone
    stage.page.mouse.move(x, y)
    assert np.count_nonzero((stage.pixels() != light).any(axis=2)) > len(rows)  # wider while it is pointed at
    stage.page.mouse.move(0, 0)
    stage.page.evaluate("document.body.style.color = 'white'")
    stage.page.wait_for_function(f"{red(0, 0)} < 50")
    dark = stage.pixels()
    for role in (style.PAPER, style.INK, style.MODEL, style.ERROR, style.FAINT):
        where = (light == _rgb(role)).all(axis=2)
        colors, times = np.unique(dark[where], axis=0, return_counts=True)
        assert tuple(colors[times.argmax()]) == _rgb(style.DARK[role]), role
    stage.page.emulate_media(media="print")
    stage.page.wait_for_function(f"{red(0, 0)} > 200")
    assert not unlike(stage.pixels(), light, stage.scale)


def _rgb(color):
    return tuple(int(color[i : i + 2], 16) for i in (1, 3, 5))


GRAB = """([type, x, y, right, end, button]) => {
    const canvas = document.querySelector('canvas'), {left, top} = canvas.getBoundingClientRect();
    canvas.setPointerCapture = () => {};
    const send = (name, x, y) => canvas.dispatchEvent(new PointerEvent(name,
        {pointerType: type, clientX: left + x, clientY: top + y, pointerId: 7, button, bubbles: true,
         cancelable: true}));
    sent.length = 0;
    send('pointerdown', x, y);
    send('pointermove', x + right, y);
    send(end, x + right, y);
    send('pointermove', x + 2 * right, y);
    return [...sent];
}"""


def test_a_handle_is_taken_by_mouse_pen_and_finger_from_as_far_as_each_can_aim(stage):
    it = explore.explore_descent()
    stage.show(it.picture)
    ((x, y), _), *_ = it.picture.handles[0].places()
    y = it.picture.size[1] - y
    for kind, aim, end in (("mouse", 14, "pointerup"), ("pen", 18, "pointercancel"), ("touch", 28, "pointerup")):
        taken = stage.page.evaluate(GRAB, [kind, x + aim - 1, y, 40, end, 0])
        assert [each[:3] for each in taken] == [[0, pytest.approx(x + 40, abs=0.01), pytest.approx(y, abs=0.01)]]
        assert stage.page.evaluate(GRAB, [kind, x - aim - 1, y, 40, end, 0]) == []
        assert stage.page.evaluate(GRAB, [kind, x, y, 40, end, 2]) == []  # the right button is the browser's
    touch = """([x, y]) => { const event = new Event('touchstart', {cancelable: true});
        event.touches = [{clientX: x, clientY: y}];
        return document.querySelector('canvas').dispatchEvent(event); }"""
    assert stage.page.evaluate(touch, [x, y]) is False  # the page stays where it is
    assert stage.page.evaluate(touch, [x + 100, y]) is True


def test_what_cannot_be_played_is_said_and_the_next_list_is_drawn(stage):
    it = explore.explore_fit()
    stage.show(it.picture)
    right, good = stage.pixels(), it.picture.moving
    other = np.frombuffer(good, np.float32).copy()
    other[0] = 99
    unknown = np.array([VERSION, 3, 42], np.float32)
    for bad, why in (
        (good[:400], "incomplete"),
        (b"", "incomplete"),
        (other.tobytes(), "version"),
        (unknown.tobytes(), "42"),
    ):
        it.picture.moving = bad
        stage.change(it.picture, "moving")
        said = stage.page.locator("p").first
        said.get_by_text("This picture cannot be drawn").wait_for()
        assert why in said.inner_text()
        assert not stage.page.locator("canvas").is_visible()
        it.picture.moving = good
        stage.change(it.picture, "moving")
        stage.page.locator("canvas").wait_for()
        assert np.array_equal(stage.pixels(), right)


def test_words_are_set_as_text(stage):
    it = explore.explore_fit()
    it.picture.say(sentence="<b>bold</b>", call="<script>1</script>", notice="<img src=x>")
    stage.show(it.picture)
    assert stage.page.locator("#el b, #el script, #el img").count() == 0
    assert "<b>bold</b>" in stage.page.locator("#el").inner_text()


def test_a_kernel_that_is_busy_is_said_to_be_silent_until_it_answers_and_leaves_the_controls_as_they_are(browser):
    with browser.new_context() as context:
        stage, it = Stage(context.new_page()), explore.explore_fit()
        page, control = stage.page, stage.page.locator("input")
        page.clock.install(time=0)
        page.clock.pause_at(3_600_000)
        stage.show(it.picture)

        def seen():
            is_pale, is_inert = page.locator(".nbhelpers-alone").count(), control.evaluate("it => it.inert")
            return is_pale, page.locator(".nbhelpers-notice").inner_text()[:28], is_inert

        for _ in range(2):
            control.press("1")
            page.clock.run_for(1700)
            assert seen() == (0, "", False)
            page.clock.run_for(200)
            assert seen() == (1, "The kernel does not answer, ", False)
            assert page.evaluate("sent.at(-1)") == "are you there"
            page.evaluate("answer()")
            assert seen() == (0, "", False)
        assert stage.wrong == []


def test_a_sentence_is_spoken_when_all_is_still_and_only_then(browser):
    """Also over a slow link, where a slider that is dragged sends a value each time the last one is answered."""
    with browser.new_context() as context:
        stage, it = Stage(context.new_page()), explore.explore_fit()
        clock, voice = stage.page.clock, stage.page.locator("[role=status]")
        clock.install(time=0)
        clock.pause_at(3_600_000)
        stage.show(it.picture)

        def said_at_last(pause):
            """Return what is spoken while the words change eight times, and what then."""
            heard = []
            for n in range(8):
                it.picture.say(sentence=f"The {n}th, {pause} ms apart.")
                stage.change(it.picture, "sentence")
                clock.run_for(pause)
                heard.append(voice.text_content())
            clock.run_for(500)
            assert stage.page.locator("canvas").get_attribute("aria-label").startswith(it.picture.sentence)
            return set(heard), voice.text_content()

        assert said_at_last(pause=100) == ({""}, "The 7th, 100 ms apart.")
        assert said_at_last(pause=300) == ({"The 0th, 300 ms apart."}, "The 7th, 300 ms apart.")
