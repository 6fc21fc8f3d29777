"""Every public function of the pure modules gives records that last, and answers odd arguments by name, or works.

Of sensible arguments come plain numbers, and arrays that cannot be changed. Of odd ones comes a ValueError that
names one, or a result: no other error, no warning, no long wait, and nothing that the call was given is changed.
First each argument in turn is each of the odd values; then Hypothesis replaces several at once and makes up its
own: 60 for each function, or, with ``--hypothesis-profile=search``, 20 times as many.
"""

import re
import signal
import sys
from contextlib import suppress
from dataclasses import FrozenInstanceError, fields, is_dataclass
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from odd_values import MAKERS, ODD, Odd, examples, snapshot
from pure_calls import CALLS, follow, sensible

LINUX = sys.platform == "linux"

SECONDS = 10
"""How long a call may compute. Far more than any needs; a hang takes for ever."""

ROOM = 2**31
"""How many bytes more than now the process may ask for: what wants more is an absurd size that was let in."""

NOT_FINITE = {"range", "low", "high", "mean_factor", "naive", "gain"}
"""Results that may be infinite or NaN for sensible arguments too; their documentation says when."""

THE_HOUSE_OWN = {"arguments": {"name", "low", "high", "above", "expected", "cls", "names"}}
"""Arguments that only the package's own code passes, never a reader."""

PARTNERS = {"x": {"target"}, "layer_sizes": {"data_train"}, "n_classes": {"labels"}, "weights": {"biases"}}
"""What a refusal may name instead, which the odd value no longer fits."""

NEVER_REFUSES = {"arguments.invalid_argument", "arguments.is_number"}
"""One makes the refusal, and returns it; the other answers yes or no."""

each_call = pytest.mark.parametrize("call", CALLS, ids=lambda call: call.name)


class TookTooLongError(BaseException):
    """Not an Exception, so that no `except Exception` swallows it."""


def interrupt(*_):
    raise TookTooLongError


def wake(seconds):
    """Interrupt this process when it has computed for so long, where the system can; 0 is never."""
    if LINUX:
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds)


@pytest.fixture(scope="module", autouse=True)
def limits():
    """Let no call have the memory that an absurd size would take, nor endless time, where the system can."""
    if not LINUX:
        yield
        return
    import resource

    size = int(Path("/proc/self/statm").read_text(encoding="utf-8").split()[0]) * resource.getpagesize()
    handler, memory = signal.signal(signal.SIGVTALRM, interrupt), resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (size + ROOM, memory[1]))
    yield
    resource.setrlimit(resource.RLIMIT_AS, memory)
    signal.signal(signal.SIGVTALRM, handler)


def replaceable(call):
    return [name for name in call.parameters if name not in THE_HOUSE_OWN.get(call.module, ())]


def attempt(function, values, odd):
    """Call a function, look at all that it gives, and return whether it refused; only a fit refusal is caught."""
    before, settings_before = snapshot(list(values.values())), np.geterr()
    refusal = None
    wake(SECONDS)
    try:
        list(follow(function(**values)))
    except ValueError as error:
        refusal = str(error)
    except Exception:
        if "f" not in odd or not callable(values["f"]):  # what a caller's own function raises is the caller's
            raise
    finally:
        wake(0)
    assert snapshot(list(values.values())) == before, "an argument has been changed"
    assert np.geterr() == settings_before
    if refusal is not None:
        fit = odd.union(*(PARTNERS.get(name, ()) for name in odd))
        if {"name", "value"} <= set(values):  # a check, told what the argument is called
            fit |= {values["name"]}
        named = re.search(rf"\b({'|'.join(map(re.escape, fit))})\b", refusal.split(", got ")[0])
        assert named, f"names none of {sorted(odd)}: {refusal}"
    return refusal is not None


def lasts(name, it, ours):
    """Assert that a part of a result is plain, cannot be changed, and is nobody else's."""
    assert not isinstance(it, np.generic), name  # prints as np.float64(…)
    if isinstance(it, np.ndarray):
        assert not any(np.shares_memory(it, given) for given in ours), name
        assert not (name and it.flags.writeable), name  # an array that is the whole result is the caller's
    if is_dataclass(it):
        with pytest.raises(FrozenInstanceError):
            setattr(it, fields(it)[0].name, 1)
        for field in fields(it):
            if field.type in (float, int, bool):
                assert type(getattr(it, field.name)) is field.type, f"{name}.{field.name}"
        of_arrays = any(isinstance(part, np.ndarray) for _, part in follow(it))
        assert (type(it).__eq__ is object.__eq__) == of_arrays, name  # of arrays `==` is no answer


@each_call
def test_sensible_arguments_are_taken_and_what_comes_of_them_lasts(call):
    for seed in range(20):
        function, values = sensible(call, seed)
        before = snapshot(list(values.values()))
        ours = [given for given in values.values() if isinstance(given, np.ndarray)]
        for name, it in follow(function(**values)):
            lasts(name, it, ours)
            if name not in NOT_FINITE and isinstance(it, float | np.ndarray):
                assert np.isfinite(np.asarray(it, dtype=float)).all(), name
        assert snapshot(list(values.values())) == before
        for name, value in values.items() if seed < 4 else ():
            if type(value) is float:  # a whole number may come where a float is meant
                with suppress(ValueError):
                    for part, it in follow(function(**values | {name: round(value)})):
                        lasts(part, it, ours)


@each_call
def test_each_argument_odd(call):
    refused = 0
    for name in replaceable(call):
        for i, make in enumerate(MAKERS):
            function, values = sensible(call, i % 7)
            values[name] = make()
            try:
                refused += attempt(function, values, {name})
            except (Exception, TookTooLongError) as error:
                error.add_note(f"with {name} = {Odd(values[name])!r}")
                raise
    assert refused or call.name in NEVER_REFUSES


@each_call
@settings(max_examples=examples(60))
@given(data=st.data())
def test_several_arguments_odd(call, data):
    names = data.draw(st.lists(st.sampled_from(replaceable(call)), min_size=1, max_size=3, unique=True))
    function, values = sensible(call, data.draw(st.integers(0, 19)))
    values |= {name: data.draw(ODD).value for name in names}
    attempt(function, values, set(names))
