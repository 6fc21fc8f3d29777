"""Every public function of the pure modules answers odd arguments with a ValueError that names one, or works.

Nothing else may come: no other error, no warning, no long wait, and nothing that the call was given is changed.
First each argument in turn is each of the odd values; then Hypothesis replaces several at once and makes up its
own. With ODD_EXAMPLES=2000 it tries so many for each function, where 60 are the rule.
"""

import importlib
import inspect
import os
import re
import signal
from contextlib import contextmanager

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from odd_values import MAKERS, ODD, Odd, snapshot
from pure_calls import CALLS, MODULES, UNCHECKED, VALUES, follow, public, sensible

EXAMPLES = int(os.environ.get("ODD_EXAMPLES", "60"))
SECONDS = 10
"""How long a call may take. Far more than any needs, for a busy machine; a hang takes for ever."""

ROOM = 2**31
"""How many bytes more than now the process may ask for: what wants more is an absurd size that was let in."""

NOT_FINITE = {"range", "low", "high", "mean_factor", "naive", "gain"}
"""Results that may be infinite or NaN for sensible arguments too; their documentation says when."""

THE_HOUSE_OWN = {"arguments": {"name", "low", "high", "above", "expected", "cls", "names"}}
"""Arguments that only the house's code gives, never a reader."""

PARTNERS = {"x": {"target"}, "layer_sizes": {"data_train"}, "n_classes": {"labels"}, "weights": {"biases"}}
"""What a refusal may name instead: it no longer fits to the other."""

NEVER_REFUSES = {"arguments.invalid_argument", "arguments.is_number"}
"""One makes the refusal, and returns it; the other answers yes or no."""

each_call = pytest.mark.parametrize("call", CALLS, ids=lambda call: call.name)


class TookTooLongError(BaseException):
    """Not an Exception, so that no `except Exception` swallows it."""


@contextmanager
def in_time():
    """Interrupt what takes longer than it may, where the system can."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def interrupt(*_):
        raise TookTooLongError

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@pytest.fixture(scope="module", autouse=True)
def limited_memory():
    """Let no call have the memory that an absurd size would take, where the system can."""
    resource = pytest.importorskip("resource") if os.name == "posix" else None
    statm = "/proc/self/statm"
    if resource is None or not os.path.exists(statm):  # noqa: PTH110
        yield
        return
    before = resource.getrlimit(resource.RLIMIT_AS)
    with open(statm, encoding="utf-8") as file:  # noqa: PTH123
        size = int(file.read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (size + ROOM, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_AS, before)


def replaceable(call):
    return [name for name in call.parameters if name not in THE_HOUSE_OWN.get(call.module, ())]


def called(values):
    """Return what the argument is called that a function of `arguments` is to check."""
    return [values["name"]] if {"name", "value"} <= set(values) else []


def attempt(function, values, odd):
    """Call a function, look at all that it gives, and return whether it refused; only a fit refusal is caught."""
    before, settings_before = snapshot(list(values.values())), np.geterr()
    refusal = None
    with in_time():
        try:
            list(follow(function(**values)))
        except ValueError as error:
            refusal = str(error)
        except Exception:
            if "f" not in odd or not callable(values["f"]):  # what a caller's own function raises is the caller's
                raise
    assert snapshot(list(values.values())) == before, "an argument has been changed"
    assert np.geterr() == settings_before
    if refusal is not None:
        fit = odd.union(called(values), *(PARTNERS.get(name, ()) for name in odd))
        names = "|".join(map(re.escape, fit))
        complaint = refusal.split(", got ")[0]
        assert re.search(rf"\b({names})\b", complaint), f"names none of {sorted(odd)}: {refusal}"
    return refusal is not None


def test_all_that_is_public_is_tried():
    tried = {call.name for call in CALLS} | UNCHECKED
    for module in MODULES:
        for name, it in public(module).items():
            if inspect.isfunction(it) and inspect.signature(it).parameters:
                assert f"{module}.{name}" in tried
    assert {"network.Network", "network.Network.create", "network.Run.use", "backprop.TwoNeurons"} <= tried
    assert {"activations.ACTIVATIONS.relu.df", "backprop.Gradients.factors", "descent.descend_plane"} <= tried
    assert set(VALUES) == set(MODULES) == {call.module for call in CALLS} | {"style"}


@pytest.mark.parametrize("name", sorted(UNCHECKED))
def test_what_is_left_out_says_so(name):
    module, *path = name.split(".")
    it = importlib.import_module(f"nbhelpers.{module}")
    for key in ["Activation"] if "ACTIVATIONS" in path else path:
        it = getattr(it, key)
    assert re.search("unchecked|not checked|`df` raises ``TypeError``", inspect.getdoc(it))


@each_call
def test_sensible_arguments_are_taken(call, counted):
    for seed in range(20):
        function, values = sensible(call, seed)
        before = snapshot(list(values.values()))
        ours = [given for given in values.values() if isinstance(given, np.ndarray)]
        for name, value in follow(function(**values)):
            if name not in NOT_FINITE and isinstance(value, float | np.ndarray):
                assert np.isfinite(np.asarray(value, dtype=float)).all(), name
            assert not any(np.shares_memory(value, given) for given in ours if isinstance(value, np.ndarray)), name
        assert snapshot(list(values.values())) == before
        counted[f"sensible arguments to {call.module}"] += 1


@each_call
def test_each_argument_odd(call, counted):
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
            counted[f"odd arguments to {call.module}"] += 1
    assert refused or call.name in NEVER_REFUSES


@each_call
@settings(max_examples=EXAMPLES, deadline=None, derandomize=True, database=None)
@given(data=st.data())
def test_several_arguments_odd(call, data, counted):
    names = data.draw(st.lists(st.sampled_from(replaceable(call)), min_size=1, max_size=3, unique=True))
    function, values = sensible(call, data.draw(st.integers(0, 1000)))
    values |= {name: data.draw(ODD).value for name in names}
    attempt(function, values, set(names))
    counted[f"odd arguments to {call.module}"] += 1
