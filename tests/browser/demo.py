"""A demo on the page: what a test moves in it, and what it shows when it is at rest."""

import re
from dataclasses import dataclass, field

PATIENCE = 20_000
"""Milliseconds within which the page has to answer, also on a machine with other work."""

# The state of a demo counts once it has been redrawn (each redraw gives the picture another address than `left`)
# and is at rest: the sentence is a live region again and the picture has its full density. The digest is of the
# PNG itself.
AT_REST = """async (demo, [left, patience]) => {
    const end = performance.now() + patience;
    while (performance.now() < end) {
        const code = demo.querySelector('code'), sentence = demo.querySelector('[role="status"]');
        const picture = demo.querySelector('img.widget-image'), width = parseFloat(picture?.style.width);
        if (code && sentence && picture.src !== left && picture.complete && picture.naturalWidth >= 2 * width) {
            const png = await (await fetch(picture.src)).arrayBuffer();
            const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', png));
            return {call: code.textContent, sentence: sentence.textContent, picture: digest.join(),
                    name: picture.title, density: picture.naturalWidth / width, address: picture.src};
        }
        await new Promise(resolve => setTimeout(resolve, 20));
    }
    return null;
}"""

WATCH = """demo => {
    const call = () => demo.querySelector('code')?.textContent;
    demo.watcher?.disconnect();
    demo.calls = [call()];
    demo.watcher = new MutationObserver(() => call() && call() !== demo.calls.at(-1) && demo.calls.push(call()));
    demo.watcher.observe(demo, {subtree: true, childList: true, characterData: true});
}"""


class NothingHappened(AssertionError):
    """The page did not answer in time."""


@dataclass(frozen=True)
class State:
    """What a demo at rest shows.

    `picture` is a digest of the PNG, `name` what a screen reader calls it, `density` its pixels for each one on
    the page.
    """

    call: str
    sentence: str
    picture: str
    name: str
    density: float
    address: str = field(compare=False, repr=False)


class Demo:
    """One demo on the page, found by the output it stands in."""

    def __init__(self, page, output):
        self.page, self.output = page, output

    def state(self, after=None):
        """Wait until the demo is at rest and return what it shows.

        With `after`, a state as this method returns it, wait until it has been redrawn since then.
        """
        state = self.output.evaluate(AT_REST, [after and after.address, PATIENCE])
        if state is None:
            raise NothingHappened(f"not redrawn, or not at rest: {self.output.inner_text()}")
        return State(**state)

    def watch(self):
        """Write down each call that appears under the sentence from now on, however short it stands there."""
        self.output.evaluate(WATCH)

    def calls(self, at_least=1):
        """Return the calls written down, the first being the one at the start; wait until there are so many."""
        enough = "([demo, n]) => demo.calls.length >= n && demo.calls"
        return self.page.wait_for_function(enough, arg=[self.output.element_handle(), at_least]).json_value()

    def sliders(self):
        """Return the sliders a reader can see and move."""
        handles = self.output.locator(".noUi-target:not([disabled]) .noUi-handle")
        return [Slider(self.page, handle) for handle in handles.all() if handle.is_visible()]

    def drop_downs(self):
        """Return the drop-down lists."""
        return self.output.locator("select").all()

    def button(self, name):
        """Return the button with this text on it."""
        return self.output.locator("button", has_text=re.compile(f"^{name}$"))

    def pause(self):
        """Press Pause, unless the last step has been reached and it is gone."""
        pause = self.button("Pause")
        if pause.count():
            pause.dispatch_event("click")
        self.button("Play").wait_for()

    def has_steps(self):
        """Tell whether there is a Play button."""
        return self.button("Play").count() == 1

    def is_playing(self):
        """Tell whether the Play button offers to pause."""
        return self.button("Pause").count() == 1


class Slider:
    """One slider of a demo."""

    def __init__(self, page, handle):
        self.page, self.handle = page, handle
        self.row = handle.locator("xpath=ancestor::*[contains(@class, 'widget-inline-hbox')]")
        self.label = self.row.locator(".widget-label").inner_text()

    def press(self, key=None):
        """Press a key on it; without one, the arrow that moves it by one step away from a full end."""
        self.handle.focus()
        self.page.keyboard.press(key or ("ArrowLeft" if self._share() == 1 else "ArrowRight"))

    def drag(self):
        """Move it with the mouse by a few steps, towards the farther end."""
        self.handle.scroll_into_view_if_needed()
        box = self.handle.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + (80 if self._share() < 0.5 else -80), y, steps=4)
        self.page.mouse.up()

    def _share(self):
        """Return how far along its track the handle is, 0 to 1."""
        low, now, high = (float(self.handle.get_attribute(f"aria-value{end}")) for end in ("min", "now", "max"))
        return (now - low) / (high - low)
