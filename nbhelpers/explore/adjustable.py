"""A run that is changed on the way: it goes on with what the reader sets."""

from nbhelpers import arguments, cells
from nbhelpers.explore.live import Live
from nbhelpers.explore.turns import in_kernel, in_turn


class Adjustable(Live):
    """A demo that runs, some of whose controls do not end the run. All others begin it anew, and say so.

    What was changed on the way is part of the state: ``earlier=[(120, "learning_rate", 0.5)]`` in the call says
    that the learning rate was 0.5 until epoch 120, and what its control says from there on.

    Parameters
    ----------
    name, view, controls, values, length
        As for `Live`. `values` may also hold `earlier`, what ruling controls were before: a sequence of (int, str,
        value), until which epoch, which control, its value then.
    begin : callable
        Takes the controls' values by name, and `earlier`. Returns an endless generator of traces: the start, then
        one for each step. It can be sent another such pair, and returns the trace of the same epoch with it. Every
        trace has `n_epochs`, `diverged` and `earlier`.
    ruling : sequence of str
        The controls that change the run on the way.
    showing : sequence of str
        Those that only change what is shown of it.
    options
        As for `Explorable`.

    """

    def __init__(self, name, begin, view, controls, values, length, *, ruling, showing, **options):
        self._ruling, self._on_the_way = ruling, {*ruling, *showing, length}
        self.controls, values = controls, dict(values)
        try:
            self._earlier = self._first = self._accept_earlier(values.pop("earlier", ()))
        except ValueError:
            for control in controls.values():
                cells.free(control)
            raise
        super().__init__(name, begin, view, controls, values, length, **options)

    @property
    def is_finished(self):
        """Whether there is nothing left to run."""
        return self.trace.n_epochs >= self.values[self._step] or self.trace.diverged

    @in_turn
    def set(self, **values):
        """Stop, change controls together and show the finished run, the same from its start to its end."""
        values = self._accept(values)
        self._earlier = ()
        return super().set(**values)

    @in_turn
    def reset(self):
        """Stop, and return to the state the demo was made in."""
        self.pause()
        self._assign(self._initial)
        self._earlier, self._notice = self._first, ""
        self._refresh()
        return self

    def _state(self):
        """Return the keywords, with what was changed on the way."""
        earlier = {"earlier": list(self.trace.earlier)} if self.trace.earlier else {}
        return super()._state() | earlier

    def _accept_earlier(self, earlier):
        """Return what was changed on the way, in its order; else raise ``ValueError``."""
        expected = 'a list of changes such as (120, "learning_rate", 0.5)'
        if not isinstance(earlier, list | tuple):
            raise arguments.refuse("earlier", expected, earlier)
        changes = []
        for i, change in enumerate(earlier):
            place = f"earlier[{i}]"
            if not isinstance(change, list | tuple) or len(change) != 3:
                raise arguments.refuse(place, 'a change such as (120, "learning_rate", 0.5)', change)
            epoch, name, value = change
            if not isinstance(name, str) or name not in self._ruling:
                raise arguments.refuse(f"{place}[1]", f"one of {', '.join(self._ruling)}", name)
            epoch = arguments.count(f"{place}[0]", epoch, 1)
            changes.append((epoch, name, self.controls[name].accept(f"{place}[2]", value)))
        return tuple(sorted(changes, key=lambda change: change[0]))

    def _finish(self, **values):
        self._coming = self._begin(values, self._earlier)
        trace = next(self._coming)
        while trace.n_epochs < values[self._step] and not trace.diverged:
            trace = next(self._coming)
        return trace

    def _restart(self, notice=""):
        self._notice, self._earlier = notice, ()
        self._coming = self._begin(self.values, ())
        self.trace = next(self._coming)

    @in_turn
    def _changed(self, change):
        if self._quiet:
            return
        self._notice = ""
        name = self._name_of(change.owner)
        if name in self._on_the_way:
            with self._fault_said():
                self._earlier = self._remember(name, change.old)
                self.trace = self._coming.send((self.values, self._earlier))
                self._show()
        elif in_kernel():
            self._begin_again(notice=f"New {change.owner.description}: training began again.")
        else:
            self._earlier = ()
            self._refresh()

    def _remember(self, name, old):
        """Return the changes on the way with one more: what this control was until now."""
        now, earlier = self.trace.n_epochs, self.trace.earlier
        if name not in self._ruling or now == 0:
            return earlier
        again = [change for change in earlier if change[:2] == (now, name)]  # moved before since the last epoch
        if not again:
            return (*earlier, (now, name, old))
        taken_back = again[0][2] == self.values[name]
        return tuple(change for change in earlier if change != again[0]) if taken_back else earlier
