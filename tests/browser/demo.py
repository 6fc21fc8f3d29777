"""A demo on the page: what a test moves in it, and what it shows when it is at rest."""

import re
from dataclasses import dataclass

from nbhelpers import explore

PATIENCE = 90_000
"""Milliseconds within which the page has to answer, also on a machine with other work."""

HINT = r"( (Drag|Click) .+ in the picture to change .+\.)?"
"""Of what can be grabbed: the picture's name ends with it."""

PLACE = """({type, value, max, options, selectedIndex}) =>
    options ? ['list', selectedIndex, options.length - 1] : [type, Number(value), Number(max)]"""

CELLS = """[...document.querySelectorAll('.jp-NotebookPanel .jp-Notebook-cell')].map(
    cell => cell.className.match(/jp-\\w+Cell/)[0])"""

KEYS = {"range": ("ArrowRight", "ArrowLeft"), "list": ("ArrowDown", "ArrowUp")}
"""What moves a control on and back."""


@dataclass(frozen=True)
class State:
    """What a demo at rest shows.

    `name` is what a screen reader calls the picture, `picture` a digest of its pixels, `bar` what the progress bar
    says.
    """

    call: str
    notice: str
    sentence: str
    name: str
    picture: str
    bar: str

    def __post_init__(self):
        """Hold what holds of every state of every demo."""
        assert self.sentence or self.notice, self
        assert re.fullmatch(re.escape(self.sentence) + HINT, self.name), self


class Demo:
    """One demo on the page, found by the output it stands in."""

    def __init__(self, page, output):
        self.page, self.output = page, output

    def shows(self, text):
        """Wait until its call has this text in it."""
        self.output.locator("code", has_text=text).wait_for()

    def state(self):
        """Wait until the demo is at rest and return what it shows."""
        state = self.output.evaluate("probe.atRest", PATIENCE)
        assert state, f"not at rest: {self.output.inner_text()}"
        return State(**state)

    def draws(self):
        """Return how often it has been drawn so far, at rest or not."""
        return self.output.locator("canvas").evaluate("canvas => canvas.draws")

    def watch(self):
        """Write down each call that appears under the sentence from now on, however short it stands there."""
        self.output.evaluate("probe.watch")

    def calls(self, n=0):
        """Return the calls written down, that at the start being the first; wait until there are so many."""
        asked = [self.output.element_handle(), n]
        return self.page.wait_for_function("probe.calls", arg=asked).json_value()

    def controls(self):
        """Return all that a reader can see and move."""
        rows = self.output.locator(".nbhelpers-control:not(:has(:disabled))").all()
        return [Control(self.page, row) for row in rows if row.is_visible()]

    def control(self, label):
        """Return the control with this label."""
        label = self.page.get_by_text(label, exact=True)
        return Control(self.page, self.output.locator(".nbhelpers-control").filter(has=label))

    def button(self, name):
        """Return the button with this text on it."""
        return self.output.locator("button", has_text=re.compile(f"^{name}$"))

    def press(self, name, key=None):
        """Press a button: with a key, if one is given, else from afar, which saves the time of scrolling there."""
        if key:
            self.button(name).focus()
            self.page.keyboard.press(key)
        else:
            self.button(name).dispatch_event("click")

    def keeps_keys(self):
        """Press what the notebook has commands on, on every control and button; assert that none is carried out."""
        cells, first = self.page.evaluate(CELLS), self.state()
        for part in self.output.locator("input[type=range]:enabled, select:enabled, button").all():
            part.focus()
            for key in ("x", "d", "d", "m", "a", "b", "0", "0", "Escape", "i", "i"):
                self.page.keyboard.press(key)
        assert self.page.locator(".jp-Dialog").count() == 0
        assert self.page.evaluate(CELLS) == cells
        self.state()  # a choice that waits for its turn would be sent after Reset
        self.press("Reset")
        assert self.state() == first


class Control:
    """A slider with its number, a list, or a box to write in."""

    def __init__(self, page, row):
        self.page = page
        self.label = row.locator("label").inner_text()
        self.handle, self.box = row.locator("input, select").first, row.locator("input[type=text]")

    def text(self):
        """Return what it says of where it is."""
        return self.handle.evaluate("it => it.ariaValueText ?? it.selectedOptions[0].text")

    def move(self):
        """Move it by one place, away from a full end, or write something else in it, by keyboard."""
        kind, at, last = self.handle.evaluate(PLACE)
        if kind == "text":
            self.type("3")
        else:
            self.press(KEYS[kind][at == last])

    def press(self, key):
        """Press a key on it."""
        self.handle.focus()
        self.page.keyboard.press(key)

    def drag(self):
        """Drag the handle of a slider by a few places, towards the farther end; then take the mouse away."""
        _, at, last = self.handle.evaluate(PLACE)
        self.handle.scroll_into_view_if_needed()
        box = self.handle.bounding_box()
        x, y = box["x"] + 8 + at / last * (box["width"] - 16), box["y"] + box["height"] / 2
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + (80 if at < last / 2 else -80), y, steps=4)
        self.page.mouse.up()
        self.page.mouse.move(0, 0)  # or what scrolls under it would light up

    def type(self, text, key="Enter"):
        """Write in its box, and press this key there."""
        self.box.fill(text)
        self.box.press(key)


def twin(call):
    """Make the demo that a call makes."""
    return eval(call, vars(explore))


def values(call):
    """Return the values in a call by name, as text."""
    return dict(re.findall(r"(\w+)=([^,)]+)", call))


def counts(calls, name):
    """Return the whole number that this keyword has in each call."""
    return [int(values(call)[name]) for call in calls]
