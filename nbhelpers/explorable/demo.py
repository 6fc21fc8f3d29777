"""An interactive picture is a widget: controls, a figure and a sentence, all drawn from one trace.

    controls --values--> compute(**values) --trace--> view.update(trace) --> picture
                                                  --> view.describe(trace) --> sentence

Nothing flows back. Controls are bound with ``observe``, which lets an exception through to whoever looks for it.
"""

import asyncio
import contextlib
import math
import time
from html import escape

import ipywidgets as widgets

from nbhelpers import cells
from nbhelpers.explorable.controls import accept
from nbhelpers.explorable.image import QUICK, SHARP, FigureImage
from nbhelpers.explorable.playing import Playing
from nbhelpers.explorable.turns import in_turn

REST = 0.2
"""Seconds without a change after which the picture is drawn sharp and the sentence is read out."""


class Explorable(Playing, widgets.VBox):
    """A demo: move a control, and picture and sentence follow.

    Parameters
    ----------
    name : str
        The function that makes this demo, for the call that reproduces its state.
    compute : callable
        Takes the controls' values by name, returns a frozen trace.
    view : callable
        Takes the first trace, returns an object with `figure`, `update(trace)` and `describe(trace)`.
    controls : dict of str to widget
        From `slider`, `log_slider`, `whole`, `stages` and `choice`.
    values : dict of str to value
        The state to start in, and to return to on Reset.
    step : str, optional
        The whole-number or list control that Step and Play move on, place by place.
    idle : callable, optional
        Takes the values by name, returns the names of the controls that change nothing now; those are greyed out.

    Attributes
    ----------
    controls, trace, view, image
        As above; `trace` is the one that everything on screen was drawn from.

    Raises
    ------
    ValueError
        If a value is outside its control's range.

    """

    _timer = None
    _moved = -math.inf  # when it was redrawn last
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
        self.view = view(self.trace)
        self.image = FigureImage(self.view.figure)
        self._sentence = widgets.HTML()
        wrap = widgets.Layout(flex_flow="row wrap", align_items="center")
        rows = [widgets.HBox([*controls.values(), *self._buttons()], layout=wrap), self.image, self._sentence]
        super().__init__(rows, layout=widgets.Layout(overflow="hidden"))
        self._show(SHARP)
        self._quiet = False
        for control in controls.values():
            control.observe(self._changed, "value")
        cells.keep(self)

    # --- what the reader and the tests use -------------------------------------------------------------------

    @property
    def values(self):
        """The controls' values by name."""
        return {name: plain(control.value) for name, control in self.controls.items()}

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
        return self.image.encode(SHARP)

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
        if self._timer:
            self._timer.cancel()
        for row in self.children:
            cells.free(row)
        self.layout.close()
        super().close()

    def _repr_mimebundle_(self, **kwargs):
        data = super()._repr_mimebundle_(**kwargs) or {}
        data |= {"image/png": self.png, "text/plain": self.text}
        return data, {"image/png": {"width": self.image.size[0]}}

    # --- wiring ----------------------------------------------------------------------------------------------

    def _state(self):
        """Return the keywords of the call that makes this demo in its current state."""
        return self.values

    def _accept(self, values):
        for name in values:
            if name not in self.controls:
                raise ValueError(f"{name}: expected one of {', '.join(self.controls)}")
        return {name: accept(name, self.controls[name], value) for name, value in values.items()}

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
        if not self._quiet and self._makes_sense(change):
            self._refresh()

    def _makes_sense(self, change):
        """Take in what the reader did to a control; if it cannot be, put back what was there and say why."""
        name = self._name_of(change.owner)
        new, old = plain(change.new), plain(change.old)
        try:
            value = accept(name, change.owner, new)
        except ValueError as error:
            self._assign({name: change.old})
            self._notice = f"{error}. Nothing has changed."
            self._say(self.text)
            return False
        self._notice = ""
        if value != new:
            self._assign({name: value})
        return value != old

    def _name_of(self, control):
        return next(name for name, each in self.controls.items() if each is control)

    def _refresh(self):
        with self._fault_said():
            self.trace = self._compute(**self.values)
            self._show()

    def _show(self, scale=QUICK):
        """Draw the trace and say what it shows."""
        self.view.update(self.trace)
        self.image.redraw(scale)
        idle = self._idle(**self.values)
        for name, control in self.controls.items():
            control.disabled = name in idle
        self._say(self.text, live=False)
        self._rest_later()

    @contextlib.contextmanager
    def _fault_said(self):
        """Stop and tell the reader of an exception in plain words, and let it through to whoever looks for it."""
        try:
            yield
        except Exception as error:
            self.pause()
            self._say(f"This state could not be drawn ({type(error).__name__}: {error}). Press Reset to go on.")
            raise

    def _say(self, text, live=True):
        region = 'role="status" aria-live="polite"' if live else 'aria-live="off"'
        size = "font-size:var(--jp-content-font-size1,1.1em)"  # as large as the lesson's own text
        said = f"{self._notice} {text}".strip()
        self._sentence.value = (
            f'<div {region} style="max-width:1200px;line-height:1.5;{size}">{escape(said)}</div>'
            f"<code>{escape(self.call)}</code>"
        )

    def _rest_later(self):
        """When the controls have been still for a moment, sharpen the picture and let the sentence be read out.

        Over a slow link a dragged slider sends a value each time the last one is answered: that is no rest.
        """
        now = time.monotonic()
        since, self._moved = now - self._moved, now
        rest = max(REST, 1.5 * since) if since < 2 * REST else REST
        if self._timer:
            self._timer.cancel()
        with contextlib.suppress(RuntimeError):  # no event loop outside a kernel: `png` is sharp on demand
            self._timer = asyncio.get_running_loop().call_later(rest, self._rest)

    @in_turn
    def _rest(self):
        with self.image.hold_sync():
            self.image.redraw(SHARP)
            self.image.tooltip = self.text  # the picture's accessible name
        self._say(self.text)


def plain(value):
    """Return 0.2 for the 0.19999999999999996 that a slider sends back."""
    return float(f"{value:.10g}") if isinstance(value, float) else value
