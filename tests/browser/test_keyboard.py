"""Every demo by keyboard alone: where Tab goes, what is said there and shown, and what the keys of a slider do."""

from itertools import pairwise

import pytest

pytestmark = pytest.mark.browser

# What a reader sees of a demo's controls and buttons, in the order of the page, as the names of the places where
# Tab should stop. A number beside a slider can be typed over.
PLACES = """demo => {
    const parts = [...demo.querySelectorAll('.nbhelpers-control, button')];
    const there = parts.filter(part => part.offsetParent && !part.matches(':disabled, :has(:disabled)'));
    return there.flatMap(part => {
        const label = (part.querySelector('label') ?? part).innerText.trim();
        return part.querySelector('[type="range"] + [type="text"]') ? [label, `${label}, as a number`] : [label];
    });
}"""

# Whether one can see that the element has the focus: something of its edges or its ground is other than without.
SEEN = """async () => {
    const element = document.activeElement, settle = () => Promise.allSettled(
        document.getAnimations().map(animation => animation.finished));
    const look = () => [element, element.parentElement].map(part => {
        const {outlineStyle, outlineWidth, boxShadow, borderColor, backgroundColor} = getComputedStyle(part);
        return [outlineStyle !== 'none' && outlineWidth, boxShadow, borderColor, backgroundColor].join();
    }).join();
    await settle();
    const focused = look();
    element.blur();
    await settle();
    const other = look() !== focused;
    element.focus();
    return other;
}"""

VALUE = """handle => {
    return [handle.ariaValueText, handle.nextElementSibling.value, Number(handle.value)];
}"""

HAS_FOCUS = "demo => demo.contains(document.activeElement)"
FIRST = "select, input"
ENOUGH = 60
"""Places in one demo; after so many, Tab is caught in it."""


class Focus:
    """What has the focus, as a screen reader is told."""

    def __init__(self, lab):
        self._session, self._page = lab.page.context.new_cdp_session(lab.page), lab.page

    def name(self):
        """Return the accessible name."""
        element = self._session.send("Runtime.evaluate", {"expression": "document.activeElement"})["result"]
        asked = {"objectId": element["objectId"], "fetchRelatives": False}
        (node, *_) = self._session.send("Accessibility.getPartialAXTree", asked)["nodes"]
        return node.get("name", {}).get("value", "").strip()

    def is_seen(self):
        """Tell whether it looks other than without the focus."""
        return self._page.evaluate(SEEN)


def test_tab_goes_through_a_demo_in_order(lab):
    focus = Focus(lab)
    for demo in lab.reset():
        places = demo.output.evaluate(PLACES)
        demo.output.locator(FIRST).first.focus()
        names, unseen = [], []
        while demo.output.evaluate(HAS_FOCUS) and len(names) < ENOUGH:
            names.append(focus.name())
            unseen += [] if focus.is_seen() else names[-1:]
            lab.page.keyboard.press("Tab")
        assert names == places
        assert not unseen


def test_sliders(lab):
    lab.let_runs_last(seconds=0.2)
    for demo in lab.reset():
        handle = demo.sliders()[0].handle
        up = [press_and_read(lab, handle, key) for key in ("Home", "PageUp", "ArrowRight", "ArrowUp")]
        down = [press_and_read(lab, handle, key) for key in ("End", "PageDown", "ArrowLeft", "ArrowDown")]
        low, high = up[0], down[0]
        assert all(before < after or before == high for before, after in pairwise(up))
        assert all(before > after or before == low for before, after in pairwise(down))
        assert low < high


def press_and_read(lab, handle, key):
    """Press a key on a slider; return where it is, after a look at what is said of it."""
    handle.focus()
    lab.page.keyboard.press(key)
    said, shown, value = handle.evaluate(VALUE)
    assert said == shown
    return value
