"""What any demo does on the page: it is grabbed, played, trained, typed on, and reached by keyboard.

`test_lesson` moves every control of every demo. What a demo computes and says is asked of the package itself.
"""

from .conftest import FEW, PLAYER, TRAINER
from .demo import counts, twin, values


def test_what_is_grabbed_moves_its_controls_and_all_else_follows(few):
    """As it does in a twin: by what is dragged in the first demo, and what is clicked in the last."""
    for demo in (few.demos()[PLAYER], few.demos()[TRAINER]):
        first = before = demo.state()
        it = twin(before.call)
        assert it.picture.handles
        for index, handle in enumerate(it.picture.handles):
            it.picture.grabbed = [index, *grab(few.page.mouse, demo, it, handle)]
            after = demo.state()
            assert (after.call, after.sentence) == (it.call, it.text)
            assert (after.picture != before.picture) == (after.call != before.call)
            for name in handle.controls:
                assert demo.control(it.controls[name].description).text() == it.controls[name].text
            before = after
        assert before.call != first.call
        demo.press("Reset")
        assert demo.state() == first
        it.close()


def grab(mouse, demo, it, handle):
    """Drag a handle by some pixels, or click it; return where it is then in the picture."""
    right, down = (0, 0) if handle.is_clicked else (37, 23)
    (x, y), _ = next(handle.places())
    width, height = it.picture.size
    canvas = demo.output.locator("canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    scale = box["width"] / width
    left, top = box["x"] + x * scale, box["y"] + (height - y) * scale  # the page counts downwards
    mouse.move(left, top)
    assert canvas.evaluate("canvas => canvas.style.cursor") == ("pointer" if handle.is_clicked else "grab")
    mouse.down()
    mouse.move(left + right, top + down, steps=4)
    mouse.up()
    mouse.move(0, 0)  # or what lies under it would light up
    return x + right / scale, height - y + down / scale


def test_it_steps_plays_takes_what_is_changed_pauses_and_ends_by_itself(few):
    """By keyboard. What comes of it is asked of the kernel, in `test_runs`."""
    demo = few.demos()[PLAYER]
    first = demo.state()
    demo.press("Step", "Space")
    stepped = demo.state()
    assert values(stepped.call) == values(first.call) | {"n_steps": str(1 + int(values(first.call)["n_steps"]))}
    assert stepped.picture != first.picture
    few.let_runs_last(40, step=2)  # with 20 steps to go, some are left when Pause is pressed
    demo.control("number of steps").press("Home")
    demo.state()
    demo.watch()
    demo.press("Play", "Enter")
    demo.calls(2)
    rate = demo.control("learning rate α")
    rate.move()
    demo.shows(f"learning_rate={rate.text()},")
    demo.calls(len(demo.calls()) + 1)
    demo.press("Pause", "Space")
    paused = demo.state()
    assert few.runs() == 0
    steps = counts([*demo.calls(), paused.call], "n_steps")
    assert steps == sorted(steps)  # and no start from the first
    few.let_runs_last(0.2, step=0.05)
    demo.press("Play", "Space")
    demo.shows("n_steps=20,")  # by itself; its button says Play until the kernel has answered
    demo.state()  # or Reset might come first: a kernel may handle two widgets' messages in two threads
    demo.press("Reset", "Enter")
    assert demo.state() == first
    few.let_runs_last(0.2)


def test_a_training_takes_what_is_changed_stops_and_goes_on(few):
    """What comes of it is asked of the kernel, in `test_playground`."""
    demo = few.demos()[TRAINER]
    few.let_runs_last(40)
    finished = demo.state()
    demo.watch()
    demo.press("Start")
    demo.calls(4)
    for label, name in (("learning rate α", "learning_rate"), ("seed", "seed")):
        control = demo.control(label)
        control.move()
        demo.shows(f"{name}={control.text()},")
        demo.calls(len(demo.calls()) + 3)
    demo.press("Stop")
    (at,) = counts([demo.state().call], "n_epochs")
    assert few.runs() == 0
    assert 0 < at < int(values(finished.call)["n_epochs"])
    demo.watch()
    demo.press("Start")
    assert min(counts(demo.calls(3)[1:], "n_epochs")) > at
    demo.press("Reset")
    assert demo.state() == finished
    few.let_runs_last(0.2)


def test_by_keyboard_alone_each_place_is_named_and_seen_and_the_keys_of_a_slider_move_it(few):
    few.let_runs_last(seconds=0.2)
    for demo in few.demos():
        places = demo.output.evaluate("probe.places")
        demo.output.locator("select, input").first.focus()
        seen = []
        while (name := demo.output.evaluate("probe.focus")) is not None and len(seen) <= len(places):
            seen.append(name)
            few.page.keyboard.press("Tab")
        assert seen == places
    slider = few.demos()[PLAYER].control("learning rate α")
    low, *up = [press_and_read(slider, key) for key in ("Home", "PageUp", "ArrowRight", "ArrowUp")]
    high, *down = [press_and_read(slider, key) for key in ("End", "PageDown", "ArrowLeft", "ArrowDown")]
    assert [low, *up] == sorted({low, *up})
    assert [*down[::-1], high] == sorted({*down, high})
    demo = few.demos()[PLAYER]
    demo.state()  # a place that waits for its turn would be sent after Reset
    demo.press("Reset")


def press_and_read(slider, key):
    """Press a key on a slider; return where it is, after a look at what is said of it."""
    slider.press(key)
    said, shown, value = slider.handle.evaluate(
        "handle => [handle.ariaValueText, handle.nextElementSibling.value, Number(handle.value)]"
    )
    assert said == shown
    return value


def test_a_typed_number_counts_with_enter_tab_and_a_click_elsewhere(few):
    demo = few.demos()[PLAYER]
    first = demo.state()
    rate, start = demo.control("learning rate α"), demo.control("start w₀")
    for slider, text, key, shown, said in (
        (rate, "1,2", "Enter", "1.20", "learning_rate=1.2,"),
        (rate, "1/110", "Tab", "0.009090909091", "learning_rate=0.009090909091,"),
        (start, "−0,33", "Shift+Tab", "−0.33", "start=-0.33,"),
        (start, "10⁻²", None, "0.01", "start=0.01,"),
    ):
        slider.box.fill(text)
        if key:
            slider.box.press(key)
        else:
            demo.output.locator("canvas").click(position={"x": 5, "y": 5})
        assert said in demo.state().call
        assert slider.box.input_value() == shown == slider.handle.get_attribute("aria-valuetext")
    rate.handle.press("1")  # as in a spreadsheet
    few.page.keyboard.type(".5")
    few.page.keyboard.press("Enter")
    state = demo.state()
    assert "learning_rate=1.5," in state.call
    rate.type("0.7", "Escape")
    assert rate.box.input_value() == "1.50"
    for text in ("2x", "7", "about 1", ""):
        rate.type(text)
        words = demo.output.get_by_text("got 7.0. Nothing" if text == "7" else f"“{text}” is not a number")
        words.wait_for()  # the answer to this text, and not that to the one before
        assert "Nothing has changed." in words.inner_text()
        assert rate.box.input_value() == "1.50"
        assert demo.state() == state
    rate.press("Home")
    assert "learning_rate=0.0," in demo.state().call
    assert words.count() == 0
    demo.press("Reset")
    assert demo.state() == first


def test_the_state_that_code_asks_for_stands_on_the_page_even_between_two_steps(few):
    for asked, state in zip(FEW, few.states, strict=True):
        it = twin(asked)
        assert (state.call, state.sentence) == (it.call, it.text)
        it.close()


def test_keys_on_a_control_never_reach_the_notebook(few):
    few.let_runs_last(seconds=0.2)
    for demo in few.demos():
        demo.keeps_keys()


def test_commands_with_ctrl_on_a_control_are_the_notebooks(few):
    few.page.evaluate("jupyterapp.shell.currentWidget.context.model.dirty = true")
    few.demos()[PLAYER].control("learning rate α").press("ControlOrMeta+s")
    few.page.wait_for_function("!jupyterapp.shell.currentWidget.context.model.dirty")
