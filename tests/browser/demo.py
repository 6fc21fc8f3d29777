"""A demo on the page: what a test moves in it, and what it shows when it is at rest."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from nbhelpers import explore

PATIENCE = 20_000
"""Milliseconds within which the page has to answer, also on a machine with other work."""

HINT = r"( (Drag|Click) .+ in the picture to change .+\.)?"
"""Of what can be grabbed: the picture's name ends with it."""


@dataclass(frozen=True)
class State:
    """What a demo at rest shows.

    `name` is what a screen reader calls the picture, `picture` a digest of its pixels, `bar` what the progress bar
    says, `density` how many pixels the canvas has for one of the screen, `is_drawn` whether it shows more than its
    ground, `draws` how often it has been drawn on so far.
    """

    call: str
    notice: str
    sentence: str
    name: str
    picture: str
    bar: str
    density: float
    is_drawn: bool
    draws: int = field(compare=False, repr=False)

    def __post_init__(self):
        """Hold what holds of every state of every demo."""
        assert self.is_drawn, self
        assert abs(self.density - 1) < 0.002, self  # a pixel, at most, is rounded
        assert self.sentence or self.notice, self
        assert re.fullmatch(re.escape(self.sentence) + HINT, self.name), self


class Demo:
    """One demo on the page, found by the output it stands in."""

    def __init__(self, page, output):
        self.page, self.output = page, output

    def state(self, after=None):
        """Wait until the demo is at rest and return what it shows.

        With `after`, a state as this method returns it, wait until it has been redrawn since then.
        """
        before = after and {"draws": after.draws, "bar": after.bar}
        state = self.output.evaluate("probe.atRest", [before, PATIENCE])
        assert state, f"not drawn again, or not at rest: {self.output.inner_text()}"
        return State(**state)

    def returns_to(self, first):
        """Wait until it is at rest and shows all that it did in this state."""
        self.output.get_by_text(first.call, exact=True).wait_for()
        state = self.state()
        while state != first:  # the same call can stand there before, with other epochs to come
            state = self.state(after=state)

    def draws(self):
        """Return how often it has been drawn so far, at rest or not."""
        return self.output.locator("canvas").evaluate("canvas => canvas.draws")

    def watch(self):
        """Write down each call that appears under the sentence from now on, however short it stands there."""
        self.output.evaluate("probe.watch")

    def calls(self, at_least=1):
        """Return the calls written down, the first being the one at the start; wait until there are so many."""
        asked = [self.output.element_handle(), at_least]
        return self.page.wait_for_function("probe.calls", arg=asked).json_value()

    def grow(self, n):
        """Wait until the call under the sentence has changed so often."""
        self.calls(at_least=len(self.calls()) + n)

    def lengths(self):
        """Return how many epochs the run had in each call written down."""
        return [length(call) for call in self.calls()]

    def controls(self):
        """Return all that a reader can see and move."""
        fields = self.output.locator(".nbhelpers-wide :is(select, input):enabled").all()
        return [*self.sliders(), *(Field(self.page, each) for each in fields)]

    def sliders(self):
        """Return the sliders a reader can see and move."""
        handles = self.output.locator("input[type=range]:enabled")
        return [Slider(self.page, handle) for handle in handles.all() if handle.is_visible()]

    def slider(self, *labels):
        """Return the slider with one of these labels."""
        (slider,) = [slider for slider in self.sliders() if slider.label in labels]
        return slider

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

    def has(self, name):
        """Tell whether there is a button with this text on it."""
        return self.button(name).count() == 1


class Slider:
    """One slider of a demo."""

    def __init__(self, page, handle):
        self.page, self.handle = page, handle
        self.row = handle.locator("xpath=..")
        self.label = self.row.locator("label").inner_text()
        self.box = self.row.locator("input[type=text]")

    def moves(self):
        """Return what a reader can do to it."""
        return [self.press, self.drag]

    def press(self, key=None):
        """Press a key on it; without one, the arrow that moves it by one step away from a full end."""
        self.handle.focus()
        self.page.keyboard.press(key or ("ArrowLeft" if self._share() == 1 else "ArrowRight"))

    def drag(self):
        """Move it with the mouse by a few steps, towards the farther end; then take the mouse off the notebook.

        Where another demo has changed its height meanwhile, the mouse misses the handle: then once more.
        """
        before = self._share()
        for _ in range(5):
            self.handle.scroll_into_view_if_needed()
            box = self.handle.bounding_box()
            x, y = box["x"] + 8 + before * (box["width"] - 16), box["y"] + box["height"] / 2
            self.page.mouse.move(x, y)
            self.page.mouse.down()
            self.page.mouse.move(x + (80 if before < 0.5 else -80), y, steps=4)
            self.page.mouse.up()
            if self._share() != before:
                break
        self.page.mouse.move(0, 0)  # or what scrolls under it would light up

    def _share(self):
        """Return how far along its track the handle is, 0 to 1."""
        return self.handle.evaluate("({value, max}) => value / max")

    def type(self, text, key="Enter"):
        """Write in its box, and press this key there."""
        self.box.fill(text)
        self.box.press(key)


class Field:
    """A drop-down list of a demo, or a list of layers that is written."""

    label = "a list"

    def __init__(self, page, element):
        self.page, self.element = page, element

    def moves(self):
        """Return what a reader can do to it."""
        return [self.press]

    def press(self):
        """Choose a neighbour, or write something else, by keyboard."""
        self.element.focus()
        last = self.element.evaluate(
            "({selectedIndex, options}) => options && selectedIndex === options.length - 1"
        )
        if last is None:
            self.page.keyboard.press("ControlOrMeta+a")
            self.page.keyboard.type("3")
            self.page.keyboard.press("Enter")
        else:
            self.page.keyboard.press("ArrowUp" if last else "ArrowDown")


def alike(before, after):
    """Return in which parts two states are the same by the code too, as where α changes before the update."""
    one, other = (eval(state.call, vars(explore)) for state in (before, after))
    seen = {"sentence": one.text == other.text, "picture": one.png == other.png}
    return {part for part, is_same in seen.items() if is_same}


def length(call):
    """Return how many epochs a call names."""
    return int(re.search(r"n_epochs=(\d+)", call)[1])


def values(call):
    """Return the values in a call by name, as text."""
    return dict(re.findall(r"(\w+)=([^,)]+)", call))


def counted(calls):
    """Return the name of the value that moves on with each call, all others staying; else None."""
    states = [values(call) for call in calls]
    names = {name for before, after in pairwise(states) for name in before if before[name] != after[name]}
    if len(names) != 1:
        return None
    (name,) = names
    return name if moves_on([state[name] for state in states]) else None


def moves_on(places):
    """Say whether numbers go up, or names are never the same twice."""
    if all(place.isdigit() for place in places):
        return all(before < after for before, after in pairwise(map(int, places)))
    return len(set(places)) == len(places)
