"""What is known of a wrong answer that no slip explains: from its code, and from its numbers."""

import ast
import builtins
import dis
import inspect
import re
import textwrap
from dataclasses import is_dataclass
from types import CodeType, FunctionType
from typing import NamedTuple

import numpy as np

from nbhelpers.exercises.attempt import attempt
from nbhelpers.exercises.diagnosis import near
from nbhelpers.exercises.reading import Problem, shown
from nbhelpers.exercises.recognition import problem_of

NUMBERS = {int, float, np.float64, np.int64, np.ndarray, list, tuple}
"""Types of what a function may take from outside instead of from its brackets."""


def _reached(function):
    """Yield a function and those that it calls by name, as far as they are the student's own."""
    waiting, seen = [function], []
    while waiting and len(seen) < 20:
        called = waiting.pop()
        if type(called) is not FunctionType or called in seen or called.__globals__ is not function.__globals__:
            continue
        seen.append(called)
        yield called
        names = _named(called.__code__, "LOAD_GLOBAL")
        waiting += [called.__globals__[name] for name in names if name in called.__globals__]


def _named(code, how):
    """Yield the names that code, and code within it, loads in this way."""
    for step in dis.get_instructions(code):
        if step.opname.startswith(how):
            yield step.argval
    for part in code.co_consts:
        if isinstance(part, CodeType):
            yield from _named(part, how)


def from_outside(function):
    """Say which data a function reads from the notebook, not from its brackets; an empty text if there is none."""
    names = {
        name
        for called in _reached(function)
        for name in _named(called.__code__, ("LOAD_GLOBAL", "LOAD_NAME"))
        if _is_data(called.__globals__.get(name)) and not hasattr(builtins, name)
    }
    if not names:
        return ""
    told = f"{listed(sorted(names))} {'comes' if len(names) == 1 else 'come'} from outside the function"
    return f"{told}, from the notebook. Use what is given in the brackets after def, and compute the rest from it."


def _is_data(value):
    """Return whether this is of `NUMBERS`, a tuple with names, or a dict or record of numbers and words only."""
    parts = value if type(value) is dict else {}
    if is_dataclass(type(value)):
        parts = getattr(value, "__dict__", {})
    holds_only_data = {type(part) for part in parts.values()} <= NUMBERS | {str}
    return type(value) in NUMBERS or issubclass(type(value), tuple) or (bool(parts) and holds_only_data)


def unused(function, idle=()):
    """Say which names in its brackets, or made in it, a function never uses; an empty text if there are none.

    Those at the places in `idle` need not be used.
    """
    tree = _written(function)
    if not tree:
        return ""
    given = [argument.arg for argument in tree.args.args]
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    used = {name.id for name in names if isinstance(name.ctx, ast.Load)}
    used |= {given[place] for place in idle if place < len(given)}
    if left := [name for name in given if name not in used]:
        return f"{listed(left)} in the brackets after def {_is_or_are(left)} never used."
    used |= _by_the_way(tree)
    made = dict.fromkeys(name.id for name in names if isinstance(name.ctx, ast.Store) and name.id[0] != "_")
    left = [name for name in made if name not in used]
    return f"{listed(left)} {_is_or_are(left)} computed, but never used." if left else ""


def _written(function):
    """Return a function as the tree of its source; None if there is no such thing."""
    try:
        code = function.__code__
        tree = ast.parse(textwrap.dedent(inspect.getsource(code)))
    except (OSError, SyntaxError, AttributeError, TypeError):
        return None
    takes = list(code.co_varnames[: code.co_argcount])  # of several on one line, the one that takes the same
    found = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.Lambda))
    return next((node for node in found if [argument.arg for argument in node.args.args] == takes), None)


def _by_the_way(tree):
    """Return the names that need not be used: of several made at once, and those that only count."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            found += [target for target in node.targets if isinstance(target, ast.Tuple)]
        elif isinstance(node, ast.For | ast.comprehension):
            through = ast.unparse(node.iter)
            if through.startswith("enumerate(") and isinstance(node.target, ast.Tuple):
                found.append(node.target.elts[0])
            elif re.fullmatch(r"range\([^,]*\)", through):
                found.append(node.target)
    return {name.id for target in found for name in ast.walk(target) if isinstance(name, ast.Name)}


def by_code(answer, exercise, gots):
    """Return what its code says of a wrong answer, or what a further call says; None if that is nothing."""
    if outside := from_outside(answer):
        return Problem("name from outside", outside)
    if _differs(answer, exercise.cases[0], gots[0]):
        message = "It gives something else each time on the same input. Does it draw a random number?"
        return Problem("random", message)
    if _rounds(answer) and (_close(gots, exercise.wanted) or not any(map(np.any, gots))):
        message = "Something is rounded, or cut to a whole number, on the way. Keep all digits until the end."
        return Problem("rounded on the way", message)
    if _right_without(answer, exercise):
        names = listed([exercise.names[i] for i in exercise.knowledge.idle])
        message = f"It would be right if {names} were 0: something comes in that does not belong there."
        return Problem("what does not belong there", message)
    return None


def _right_without(function, exercise):
    """Return whether a function is right if the inputs that do not matter are 0."""
    idle = exercise.knowledge.idle
    if not idle:
        return False
    cases = ([np.zeros_like(v)[()] if i in idle else v for i, v in enumerate(case)] for case in exercise.cases)
    return all(exercise.are_right([attempt(function, case).value for case in cases]))


def _differs(function, case, got):
    """Return whether a function gives something else when it is called once more."""
    again = attempt(function, case).value
    return np.size(again) == np.size(got) and again is not None and not near(np.ravel(again), np.ravel(got), 1e-9)


def _rounds(function):
    """Return whether a function rounds: by a name, or by //."""
    for called in _reached(function):
        names = set(_named(called.__code__, ("LOAD_GLOBAL", "LOAD_ATTR", "LOAD_METHOD")))
        signs = {step.argrepr for step in dis.get_instructions(called.__code__)}
        if names & {"round", "around", "floor", "trunc", "int"} or signs & {"//", "//="}:
            return True
    return False


def _close(gots, wanteds):
    """Return whether results are as near to the right ones as rounding on the way leaves them."""
    pairs = list(zip(gots, wanteds, strict=True))
    shaped = all(np.shape(got) == np.shape(wanted) for got, wanted in pairs)
    return shaped and all(np.allclose(got, wanted, rtol=0.05, atol=0.05) for got, wanted in pairs)


def listed(names):
    """Return names as they are read out: x, y and z."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def always_the_same(gots):
    """Say that the result is one number whatever comes in, or 0 everywhere; else an empty text."""
    got = np.concatenate([*map(np.ravel, gots)])
    if len(gots) < 2 or not got.size or np.ptp(got) or (got.any() and any(map(np.ndim, gots))):
        return ""
    return f"Your result is {shown(got[0])} on every input. Which line should change that?"


def right_inputs(right, cases):
    """Say on which inputs an answer is right, given for each whether it is; an empty text if on none."""
    if not any(right):
        return ""
    told = f"It is right on {sum(right)} of {len(right)} inputs"
    for name in cases[0]:
        values = [case[name] for case in cases]
        if callable(values[0]):
            continue
        for word, holds in (("above 0", np.greater), ("below 0", np.less)):
            if all(np.all(holds(value, 0)) == fine for value, fine in zip(values, right, strict=True)):
                return f"{told}, those with {name} {word}, but not on this one."
    return f"{told}, but not on this one."


class Parts(NamedTuple):
    """What is right in a list of different things."""

    place: int | None = None  # where it is to be mended first; None if nothing is right, or if it is no such list
    said: str = ""  # what is right, and where to look, if there is such a place
    found: tuple = ()  # which of the things each entry is, by name; None for one that is none of them


def right_parts(exercise, gots):
    """Return the `Parts` of a list of different things, given what came out on each input."""
    names = exercise.parts
    if not names or np.ndim(gots[0]) != 1 or len(set(map(np.shape, gots))) > 1:
        return Parts()
    columns = dict(zip(names, zip(*exercise.wanted, strict=True), strict=True))
    found = []
    for i, entry in enumerate(zip(*gots, strict=True)):
        fits = [name for name, wanted in columns.items() if all(map(_near, entry, wanted))]
        found.append(names[i] if i < len(names) and names[i] in fits else next(iter(fits), None))
    wrong = [i for i, pair in enumerate(zip(names, found, strict=False)) if pair[0] != pair[1]]
    if len(found) != len(names) or len(wrong) == len(names):
        return Parts(found=found)
    place = wrong[exercise.mended_first]
    fine = ", ".join(name for i, name in enumerate(names) if i not in wrong)
    return Parts(place, f"Right already: {fine}. Now look at {names[place]}. ", found)


def by_parts(exercise, gots):
    """Judge a list of different things one by one; return None if none of them is right."""
    place, said, found = right_parts(exercise, gots)
    names = exercise.parts
    if None not in found and 0 < len(set(found)) == len(found):
        if missing := [name for name in names if name not in found]:
            fine = f"{listed(found)} {_is_or_are(found)} right"
            return Problem("parts missing", f"{fine}, but {listed(missing)} {_is_or_are(missing)} missing.")
        told = f"The numbers are right, but their order is not. Wanted: {', '.join(names)}."
        return Problem("another order", told)
    if place is None:
        return None
    known = exercise.knowledge.of_part([got[place] for got in gots], place)
    if known and (known.special or not found[place]):
        return problem_of(known.slip, before=said)
    if found[place]:
        return Problem(f"{found[place]} instead of {names[place]}", f"{said}You have {found[place]} in its place.")
    return Problem(None, said.rstrip())


def right_entries(gots, wanteds):
    """Say which entries are right, and where the rest begins; an empty text if none is."""
    if any(np.ndim(got) == 0 for got in gots):
        return ""
    got, wanted = next(pair for pair in zip(gots, wanteds, strict=True) if not _near(*pair))
    one, more, whole = ("entry", "entries", "list") if np.ndim(gots[0]) == 1 else ("row", "rows", "matrix")
    fine = [*map(_near, got, wanted)]
    first = [*fine, False].index(False)
    if len(got) != len(wanted):
        last = [*map(_near, got[::-1], wanted[::-1]), False].index(False)
        told = f"Your {whole} has {_counted(len(got), one, more)}, and {len(wanted)} are wanted. "
        return (told + (_so_far("first", first, one, more) or _so_far("last", last, one, more))).rstrip()
    if first:
        return f"{_so_far('first', first, one, more)} {one.capitalize()} {first + 1} is the first that differs."
    if any(fine):
        return f"Of the {len(got)} {more} {_counted(sum(fine), 'is', 'are')} right. The first differs already."
    n_right = np.count_nonzero(np.isclose(got, wanted)) if got.any() and got.shape == wanted.shape else 0
    return f"No row is right as a whole, but {n_right} of the {got.size} entries are." if n_right else ""


def _is_or_are(names):
    return "is" if len(names) == 1 else "are"


def _so_far(side, n, one, more):
    if not n:
        return ""
    return f"The {side} {one} is right." if n == 1 else f"The {side} {n} {more} are right."


def _counted(n, one, more):
    return f"{n} {one if n == 1 else more}"


def _near(got, wanted):
    return near(got, wanted, 1e-5)


def sums_up(got, wanteds):
    """Say how entries add up, if the right ones have the same sum on every input; else an empty text."""
    sums = [np.sum(wanted) for wanted in wanteds]
    if np.shape(got) != np.shape(wanteds[0]) or np.ndim(got) != 1 or len(sums) < 2 or np.ptp(sums) > 1e-9:
        return ""
    if abs(np.sum(got) - sums[0]) < 1e-5:
        return f"The entries add up to {shown(sums[0])}, as they should, but they are shared out differently."
    return f"The entries should add up to {shown(sums[0])}, and yours add up to {shown(np.sum(got))}."


def on_every_input(gots, wanteds):
    """Say what wrong numbers have in common with the right ones: ratio, difference, closeness or sign; else ""."""
    if len(gots) < 2 or any(np.shape(got) != np.shape(wanted) for got, wanted in zip(gots, wanteds, strict=True)):
        return ""
    got, wanted = (np.concatenate([*map(np.ravel, values)]) for values in (gots, wanteds))
    if not np.all(np.isfinite(got)) or np.any(wanted == 0):
        return ""
    ratio, difference = got / wanted, got - wanted
    if _is_constant(ratio) and ratio[0] != 0:
        told = f"On every input your result is {shown(ratio[0])} times the right one"
        return f"{told}: is a factor or a sign missing?"
    if _is_constant(difference):
        size, more = shown(abs(difference[0])), "more" if difference[0] > 0 else "less"
        return f"On every input your result is {size} {more} than the right one."
    if all(np.size(ratios) > 2 and _is_constant(ratios) for ratios in map(np.divide, gots, wanteds)):
        return "On each input all entries are off by one and the same factor. Look at what they have in common."
    if np.max(np.abs(ratio - 1)) < 0.01:
        close = "Your results are close on every input, but not equal."
        return f"{close} Is something rounded, or measured, on the way?"
    return "On every input the sign is wrong, and the size as well." if np.all(ratio < 0) else ""


def _is_constant(numbers):
    return np.ptp(numbers) <= 1e-5 * np.max(np.abs(numbers))


def alone(answer, exercise):
    """Say what an answer makes of arrays that have one entry each; an empty text if that says nothing."""
    case = exercise.by_name(exercise.cases[0])
    first = {name: value[:1] for name, value in case.items() if isinstance(value, np.ndarray)}
    if len({value.shape for value in first.values()}) != 1:
        return ""
    inputs = tuple((case | first).values())
    wanted, got = (attempt(function, inputs).value for function in (exercise.reference, answer))
    if not isinstance(got, float) or not isinstance(wanted, float):
        return ""
    given = listed([f"{name} = {shown(value)}" for name, value in first.items()])
    if _near(got, wanted):
        return f"With {given} alone your result is right. What has to be done if there are more?"
    return f"Begin with {given} alone: yours gives {shown(got)} there, and {shown(wanted)} is right."


def signs(gots, wanteds):
    """Say that the signs of numbers are right, if the right ones differ in theirs; else an empty text."""
    fine = all(np.array_equal(np.sign(got), np.sign(wanted)) for got, wanted in zip(gots, wanteds, strict=True))
    both = {np.sign(number) for wanted in wanteds for number in np.ravel(wanted)} >= {-1, 1}
    return "The sign is right on every input, but the size is not." if fine and both else ""
