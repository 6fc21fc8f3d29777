"""An interactive picture is a widget: controls, a figure and a sentence, all drawn from one trace.

    controls --values--> compute(**values) --trace--> view.update(trace) --> picture
                                                  --> view.describe(trace) --> sentence

Nothing flows back. Controls are bound with ``observe``, which lets an exception through to whoever looks for it.
"""

import contextlib
import functools
import inspect

import ipywidgets as widgets

from nbhelpers import cells
from nbhelpers.explore.controls import layer_list, log_slider, slider, whole
from nbhelpers.explore.playing import Playing
from nbhelpers.explore.turns import in_turn
from nbhelpers.figure.png import png
from nbhelpers.figure.widget import FigureWidget


class Explorable(Playing, widgets.VBox):
    """A demo: move a control, and picture and sentence follow.

    Parameters
    ----------
    name : str
        The function that makes this demo, for the call that reproduces its state.
    compute : callable
        Takes the controls' values by name, returns a frozen trace.
    view : callable
        Returns an object with `figure`, `update(trace)` and `describe(trace)`.
    controls : dict of str to widget
        From `slider`, `log_slider`, `whole`, `stages`, `choice` and `layer_list`.
    values : dict of str to value
        The state to start in, and to return to on Reset.
    step : str, optional
        The whole-number or list control that Step and Play move on, place by place.
    idle : callable, optional
        Takes the values by name, returns the names of the controls that change nothing now; those are greyed out.

    Attributes
    ----------
    controls, trace, view, picture
        As above; `trace` is the one that everything on screen was drawn from.

    Raises
    ------
    ValueError
        If a value is outside its control's range.

    """

    _notice = ""  # what the reader has to know beside what the picture shows

    def __init__(self, name, compute, view, controls, values, step=None, idle=lambda **values: ()):
        self.name, self.controls = name, controls
        self._compute, self._step, self._idle = compute, step, idle
        self._quiet = True
        try:
            self._initial = self._accept(values)
        except ValueError:
            for control in controls.values():
                cells.free(control)
            raise
        self._assign(self._initial)
        self.trace = compute(**self.values)
        self.view = view()
        self.picture = FigureWidget(self.view.figure, getattr(self.view, "handles", ()), self._hint())
        self.picture.observe(self._grabbed, "grabbed")
        self._still = widgets.Image(layout=widgets.Layout(width="1200px", max_width="100%", height="auto"))
        self._still.add_class("nbhelpers-still")  # which `figure.js` hides: it is for pages that cannot load that
        row = widgets.Box(list(controls.values()), layout=widgets.Layout(flex_flow="row wrap"))
        row.add_class("nbhelpers-controls")  # which `control.js` makes a grid
        wrap = widgets.Layout(flex_flow="row wrap", align_items="center")
        rows = [row, widgets.HBox(self._buttons(), layout=wrap), self.picture, self._still]
        super().__init__(rows, layout=widgets.Layout(overflow="hidden"))
        self.add_class("nbhelpers-demo")
        self._show()
        self._quiet = False
        for control in controls.values():
            control.observe(self._changed, "value")
        cells.keep(self)

    # --- what the reader and the tests use -------------------------------------------------------------------

    @property
    def values(self):
        """The controls' values by name."""
        return {name: control.value for name, control in self.controls.items()}

    @property
    def text(self):
        """What the picture shows, in a sentence or two."""
        return self.view.describe(self.trace)

    @property
    def call(self):
        """The call that makes this demo in its current state."""
        return f"{self.name}({', '.join(f'{name}={value!r}' for name, value in self._state().items())})"

    @property
    def png(self):
        """The current picture as the bytes of a PNG, sharp on a 2x screen."""
        return png(self.view.figure)

    @in_turn
    def set(self, **values):
        """Change controls together and redraw once; return the demo.

        Raises
        ------
        ValueError
            If a name is no control's or a value is out of its range; then nothing has changed.

        """
        self._assign(self._accept(values))
        self._notice = ""
        self._refresh()
        return self

    @in_turn
    def reset(self):
        """Stop playing and return to the state the demo was made in."""
        self.pause()
        return self.set(**self._initial)

    @in_turn
    def close(self):
        """Stop playing and free the widgets."""
        if self.comm is None:  # closed before, or refused while it was being made
            return
        self.pause()
        for row in self.children:
            cells.free(row)
        self.layout.close()
        super().close()

    _ipython_display_ = None  # ipywidgets 7 has it, and IPython would ask it first

    def _repr_mimebundle_(self, **kwargs):
        self._still.value = picture = self.png
        data = {cells.VIEW: self.get_view_spec(), "image/png": picture, "text/plain": self.text}
        return data, {"image/png": {"width": self.picture.size[0]}}

    # --- wiring ----------------------------------------------------------------------------------------------

    def _state(self):
        """Return the keywords of the call that makes this demo in its current state."""
        return self.values

    def _accept(self, values):
        for name in values:
            if name not in self.controls:
                raise ValueError(f"{name}: expected one of {', '.join(self.controls)}")
        return {name: self.controls[name].accept(name, value) for name, value in values.items()}

    def _assign(self, values):
        """Give the controls their values without a redraw for each."""
        quiet, self._quiet = self._quiet, True
        try:
            for name, value in values.items():
                self.controls[name].value = value
        finally:
            self._quiet = quiet

    @in_turn
    def _changed(self, change):
        if not self._quiet:
            self._notice = ""
            self._refresh()

    @in_turn
    def _grabbed(self, _):
        """Move the controls as if the reader had: all but one in silence, so that there is one redraw."""
        now = self.values
        wanted = {name: self.controls[name].nearest(value) for name, value in self.picture.wanted(now).items()}
        *others, last = [name for name, value in wanted.items() if value != now[name]] or [None]
        self._assign({name: wanted[name] for name in others})
        if last:
            self.controls[last].value = wanted[last]

    def _hint(self):
        """Say what can be grabbed in the picture."""
        said = []
        for is_clicked, how in ((False, "Drag the rings"), (True, "Click a unit")):
            handles = [handle for handle in getattr(self.view, "handles", ()) if handle.is_clicked is is_clicked]
            names = dict.fromkeys(self.controls[name].description for handle in handles for name in handle.controls)
            said += [f"{how} in the picture to change {', '.join(names)}."] if names else []
        return " ".join(said)

    def _name_of(self, control):
        return next(name for name, each in self.controls.items() if each is control)

    def _refresh(self):
        with self._fault_said():
            self.trace = self._compute(**self.values)
            self._show()

    def _show(self):
        """Draw the trace and say what it shows."""
        self.view.update(self.trace)
        idle = self._idle(**self.values)
        for name, control in self.controls.items():
            control.disabled = name in idle
        self.picture.redraw(sentence=self.text, call=self.call, notice=self._notice)

    @contextlib.contextmanager
    def _fault_said(self):
        """Stop and tell the reader of an exception in plain words, and let it through to whoever looks for it."""
        try:
            yield
        except Exception as error:
            self.pause()
            said = f"This state could not be drawn ({type(error).__name__}: {error}). Press Reset to go on."
            self.picture.say(sentence="", call=self.call, notice=said)
            raise


def demo(view, kind=Explorable, *, controls, begin=None, **options):
    """Return a decorator that turns a function from values to a trace into the one that makes its demo.

    The function's keywords and their defaults are those of the demo. `controls` says for each keyword which
    function of `controls` makes its control and with what: ``{"w": (slider, "slope w", -1, 5, 0.01)}``. With
    `begin`, that is what computes, and the function only says what the keywords are. The rest is as for `kind`.
    """

    def declare(compute):
        signature = inspect.signature(compute)

        @functools.wraps(compute)
        def make(**values):
            asked = signature.bind(**values)
            asked.apply_defaults()
            return kind(compute.__name__, begin or compute, view, _made(controls), asked.arguments, **options)

        make.__doc__ = _documented(compute.__doc__, controls, kind)
        return make

    return declare


def _made(controls):
    """Return the controls that a declaration describes."""
    return {name: factory(*what) for name, (factory, *what) in controls.items()}


def _documented(summary, controls, kind):
    keywords = [f"{name}\n    {_accepted(*control)}" for name, control in controls.items()]
    returned = f"Returns\n-------\n{kind.__name__}\n"
    return "\n".join([inspect.cleandoc(summary), "", "Parameters", "----------", *keywords, "", returned])


def _accepted(factory, label, *what):
    """Say what a control of this kind takes."""
    if factory in (slider, whole):
        return f"{label}: {what[0]} to {what[1]}"
    if factory is log_slider:
        return f"{label}: {10.0 ** what[0]:g} to {10.0 ** what[1]:g}"
    if factory is layer_list:
        return f'{label}: up to {what[0]} of up to {what[1]} units, such as "4, 2"; "" for none'
    values = what[0].values() if isinstance(what[0], dict) else what[0]
    return f"{label}: " + ", ".join(f'"{value}"' if isinstance(value, str) else str(value) for value in values)


class Picture:
    """A still picture that says in words what it shows.

    Parameters
    ----------
    view : object
        With `figure` and `describe(trace)`, drawn from `trace`.
    trace : object
        What it was drawn from.

    Attributes
    ----------
    png : bytes
        The picture, sharp on a 2x screen.
    text : str
        What it shows.

    """

    def __init__(self, view, trace):
        self.png, self.text, self._width = png(view.figure), view.describe(trace), int(view.figure.bbox.width)

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"image/png": self.png, "text/plain": self.text}, {"image/png": {"width": self._width}}
