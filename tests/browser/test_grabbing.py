"""What can be grabbed in a picture, grabbed: control, picture, sentence and call agree with a demo made there."""

import pytest

from nbhelpers import explore

pytestmark = pytest.mark.browser

RIGHT, DOWN = 37, 23  # pixels of the page that everything is dragged by
OUTSIDE = 2000


def test_every_handle_moves_its_controls_and_all_else_follows(lab):
    for demo in lab.reset():
        state = demo.state()
        twin = eval(state.call, vars(explore))
        assert state.name.startswith(state.sentence)
        assert bool(twin.picture.handles) == ("in the picture to change" in state.name)
        for index, handle in enumerate(twin.picture.handles):
            for way in ((0, 0),) if handle.is_clicked else ((RIGHT, DOWN), (OUTSIDE, -OUTSIDE)):
                state = follows(lab, demo, state, twin, index, way)
        twin.close()


def follows(lab, demo, before, twin, index, way):
    """Drag a handle on the page and do the same to the twin; return the state, after a look at all of it."""
    places = list(twin.picture.handles[index].places())
    if not places:  # such as the bar of a score that is not there
        return before
    (x, y), _ = places[-1]
    y = twin.picture.size[1] - y  # downwards, as the page counts
    canvas = demo.output.locator("canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    scale = box["width"] / twin.picture.size[0]
    at = box["x"] + x * scale, box["y"] + y * scale
    lab.page.mouse.move(*at)
    assert canvas.evaluate("canvas => canvas.style.cursor") == ("pointer" if way == (0, 0) else "grab")
    lab.page.mouse.down()
    lab.page.mouse.move(at[0] + way[0], at[1] + way[1], steps=4)
    lab.page.mouse.up()
    names, call = twin.picture.handles[index].controls, twin.call
    twin.picture.grabbed = [index, x + way[0] / scale, y + way[1] / scale]
    if twin.call == call:  # it was there already
        return before
    state = demo.state(after=before)
    while state.call != twin.call:
        state = demo.state(after=state)  # the last of several moves
    assert state.sentence == twin.text
    assert state.picture != before.picture
    for name in names:
        control = twin.controls[name]
        row = demo.output.locator(".nbhelpers-control", has_text=control.description)
        if control.kind == "slider":
            assert row.locator("input[type=text]").input_value() == control.text
    return state
