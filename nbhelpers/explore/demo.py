"""An interactive picture is a widget: controls, and a figure and a sentence made from one trace.

    controls --values--> compute(**values) --trace--> view.update(trace) --> picture
                                                  --> view.describe(trace) --> sentence

Nothing flows back from the picture to the trace: what is grabbed moves a control, as a hand on it would. Controls
are bound with ``observe``, which lets an exception through to whoever looks for it. `demo` declares a demo; what
goes on by itself is in `runs`.
"""

import contextlib
import functools
import inspect
from collections.abc import Callable, Iterable
from typing import Any, ParamSpec, get_type_hints

import ipywidgets as widgets

from nbhelpers import cells
from nbhelpers.explore.runs import AtOnce, locked
from nbhelpers.figure.png import png
from nbhelpers.figure.widget import FigureWidget

P = ParamSpec("P")


class Explorable(widgets.VBox):
    """A demo: move a control, and picture and sentence follow. Made by a function that `demo` decorates."""

    notice = ""  # what the reader has to know besides what the picture shows
    _is_quiet = False  # while the program moves the controls, not the reader

    def __init__(self, name, compute, view, controls, values, run, disabled):
        self.name, self.compute, self.controls, self._disabled = name, compute, controls, disabled
        self.run = run(self)
        try:
            self._first = self._accepted({name: value for name, value in values.items() if name != "earlier"})
            self._first_earlier = ()
            if "earlier" in values:
                self._first_earlier = self.run.accept_earlier(values["earlier"], self._first[self.run.control])
        except ValueError:
            for widget in (*controls.values(), *self.run.widgets):
                cells.free(widget)
            raise
        self._assign(self._first)
        self.run.earlier = self._first_earlier
        self.trace = self.run.finish()
        self.view = view()
        self.picture = FigureWidget(self.view.figure, self.view.handles, self._hint())
        super().__init__(self._rows(), layout=widgets.Layout(overflow="hidden"))
        self.add_class("nbhelpers-demo")
        self.run.show()
        self.picture.observe(self._grabbed, "grabbed")
        for control in controls.values():
            control.observe(self._changed, "value")
        cells.keep(self)

    # --- what the reader and the tests use -------------------------------------------------------------------

    @property
    def values(self) -> dict[str, Any]:
        """The controls' values by name."""
        return {name: control.value for name, control in self.controls.items()}

    @property
    def text(self) -> str:
        """What the picture shows, in a sentence or two."""
        return self.view.describe(self.trace)

    @property
    def call(self) -> str:
        """The call that makes this demo in its current state."""
        values = self.values | self.run.state()
        return f"{self.name}({', '.join(f'{name}={value!r}' for name, value in values.items())})"

    @property
    def png(self) -> bytes:
        """The current picture as the bytes of a PNG, sharp on a 2x screen."""
        return png(self.view.figure)

    @locked
    def set(self, **values: Any) -> "Explorable":
        """Change controls together and redraw once; return the demo.

        A training is done anew to its end, without what was changed on its way. If one is refused, nothing has
        changed, and what plays goes on.
        """
        return self._set(self._accepted(values))

    @locked
    def reset(self) -> "Explorable":
        """Stop playing and return to the state the demo was made in."""
        self.run.turn(False)
        return self._set(self._first, self._first_earlier)

    @locked
    def step(self) -> "Explorable":
        """Take one more step; after the last, start again at the first; return the demo."""
        self.run.step()
        return self

    @locked
    def play(self) -> None:
        """Press the button that makes it go on by itself to the end; from there, it begins again.

        There is a ``RuntimeError`` if no event loop is running, as outside a notebook.
        """
        self.run.play()

    @locked
    def pause(self) -> None:
        """Stop, if it goes on by itself."""
        self.run.turn(False)

    @locked
    def close(self) -> None:
        """Stop playing and free the widgets."""
        if self.comm is None:  # closed before, or refused while it was being made
            return
        self.run.turn(False)
        for row in self.children:
            cells.free(row)
        self.layout.close()
        super().close()

    _ipython_display_ = None  # ipywidgets 7 has it, and IPython would ask it first

    def _repr_mimebundle_(self, **kwargs):
        self._still.value = still = self.png
        data = {cells.VIEW: self.get_view_spec(), "image/png": still, "text/plain": self.text}
        return data, {"image/png": {"width": self.picture.size[0]}}

    # --- what its run uses -----------------------------------------------------------------------------------

    def draw(self) -> None:
        """Draw the trace and say what it shows."""
        self.view.update(self.trace)
        disabled = self._disabled(**self.values)
        for name, control in self.controls.items():
            control.disabled = name in disabled
        self.picture.redraw(sentence=self.text, call=self.call, notice=self.notice)

    @contextlib.contextmanager
    def fault_said(self):
        """Stop and tell the reader of an exception in a sentence, and let it through to whoever looks for it."""
        try:
            yield
        except Exception as error:
            self.run.turn(False)
            said = f"This state could not be drawn ({type(error).__name__}: {error}). Press Reset to go on."
            self.picture.say(sentence="", call=self.call, notice=said)
            raise

    # --- wiring ----------------------------------------------------------------------------------------------

    def _rows(self):
        controls = widgets.Box(list(self.controls.values()), layout=widgets.Layout(flex_flow="row wrap"))
        controls.add_class("nbhelpers-controls")  # which `control.js` makes a grid
        buttons = widgets.HBox(self.run.widgets, layout=widgets.Layout(flex_flow="row wrap", align_items="center"))
        self._still = widgets.Image(layout=widgets.Layout(width="1200px", max_width="100%", height="auto"))
        self._still.add_class("nbhelpers-still")  # `figure.js` hides it: it is for pages that cannot load that
        return [controls, buttons, self.picture, self._still]

    def _accepted(self, values):
        for name in values:
            if name not in self.controls:
                raise ValueError(f"{name}: expected one of {', '.join(self.controls)}")
        return {name: self.controls[name].accept(name, value) for name, value in values.items()}

    def _assign(self, values):
        """Give the controls their values without a redraw for each."""
        self._is_quiet = True
        try:
            for name, value in values.items():
                self.controls[name].value = value
        finally:
            self._is_quiet = False

    def _set(self, values, earlier=()):
        self._assign(values)
        self.run.earlier = earlier
        self.notice = ""
        self.run.rest()
        return self

    @locked
    def _changed(self, change):
        if not self._is_quiet:
            name = next(name for name, control in self.controls.items() if control is change.owner)
            self._moved(name, change.old)

    @locked
    def _grabbed(self, _):
        """Move the controls of the handle that was grabbed, as if the reader had, and redraw once for all."""
        before = self.values
        wanted = self.picture.wanted(before)
        self._assign({name: self.controls[name].nearest(value) for name, value in wanted.items()})
        moved = [name for name, value in self.values.items() if value != before[name]]
        if moved:
            self._moved(moved[-1], before[moved[-1]])

    def _moved(self, name, old):
        self.notice = ""
        self.run.moved(name, old)

    def _hint(self):
        """Say what can be grabbed in the picture."""
        said = []
        for is_clicked, how in ((False, "Drag the rings"), (True, "Click a unit")):
            handles = [handle for handle in self.view.handles if handle.is_clicked is is_clicked]
            names = dict.fromkeys(self.controls[name].description for handle in handles for name in handle.controls)
            said += [f"{how} in the picture to change {', '.join(names)}."] if names else []
        return " ".join(said)


def demo(
    view: Callable,
    *,
    run: Callable = AtOnce,
    disabled: Callable[..., Iterable[str]] = lambda **values: (),
) -> Callable[[Callable[P, object]], Callable[P, Explorable]]:
    """Return a decorator that turns a function from values to a trace into the one that makes its demo.

    The function's keywords and their defaults are those of the demo; the type of each says which control it has:
    ``w: Annotated[float, slider("weight w", -1, 5, 0.01)] = 0.2``. `view` makes a `View` of `views.parts`.

    What can be played has a `run`: `Steps` or `Training` of `runs`, with the name of the control that says how far.
    `disabled` takes the values by name, and returns the names of the controls that change nothing now.
    """

    def declare(compute: Callable[P, object]) -> Callable[P, Explorable]:
        asked = inspect.signature(compute)
        controls = {
            name: each.annotation.__metadata__[0] for name, each in asked.parameters.items() if name != "earlier"
        }

        @functools.wraps(compute)
        def make(*args: P.args, **values: P.kwargs) -> Explorable:
            state = asked.bind(*args, **values)
            state.apply_defaults()
            made = {name: control.make() for name, control in controls.items()}
            return Explorable(compute.__name__, compute, view, made, state.arguments, run, disabled)

        make.__doc__ = _documented(compute.__doc__, controls)
        make.__signature__ = _plain(compute, asked)  # type: ignore[attr-defined]  # which `inspect` looks for
        return make

    return declare


def _plain(compute, asked):
    """Return the signature without what its types say of the controls."""
    types = get_type_hints(compute)
    parameters = [each.replace(annotation=types[name]) for name, each in asked.parameters.items()]
    return asked.replace(parameters=parameters, return_annotation=Explorable)


def _documented(summary, controls):
    keywords = [f"{name}\n    {control.accepts}" for name, control in controls.items()]
    return "\n".join([inspect.cleandoc(summary), "", "Parameters", "----------", *keywords, ""])


class StillPicture:
    """The still picture of a trace, with a text that says what it shows."""

    def __init__(self, view, trace):
        view.update(trace)
        self.png, self.text, self._width = png(view.figure), view.describe(trace), int(view.figure.bbox.width)

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"image/png": self.png, "text/plain": self.text}, {"image/png": {"width": self._width}}
