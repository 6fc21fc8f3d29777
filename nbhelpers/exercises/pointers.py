"""What is known of a wrong answer that no slip explains: from its code, and from its numbers."""

import builtins
import dis
from types import CodeType, FunctionType

import numpy as np

from nbhelpers.exercises.attempt import attempt
from nbhelpers.exercises.reading import Problem, shown

NUMBERS = int, float, np.float64, np.int64, np.ndarray, list, tuple
"""Types of what a function may take from outside instead of from its brackets."""


def _reached(function):
    """Yield a function and those that it calls by name, as far as they are the student's own."""
    waiting, seen = [function], []
    while waiting and len(seen) < 20:
        it = waiting.pop()
        if type(it) is not FunctionType or any(it is other for other in seen):
            continue
        if it is not function and it.__globals__ is not function.__globals__:
            continue
        seen.append(it)
        yield it
        waiting += [it.__globals__[name] for name in _named(it.__code__, "LOAD_GLOBAL") if name in it.__globals__]


def _named(code, how):
    """Yield the names that code, and code within it, loads in this way."""
    for step in dis.get_instructions(code):
        if step.opname.startswith(how):
            yield from step.argval if isinstance(step.argval, tuple) else (step.argval,)
    for part in code.co_consts:
        if isinstance(part, CodeType):
            yield from _named(part, how)


def from_outside(function):
    """Return the numbers and arrays that a function reads from the notebook, not from its brackets, by name."""
    found = {}
    for it in _reached(function):
        for name in _named(it.__code__, ("LOAD_GLOBAL", "LOAD_NAME")):
            if type(it.__globals__.get(name)) in NUMBERS and not hasattr(builtins, name):
                found[name] = it.__globals__[name]
    return found


def comes_from_outside(names):
    """Say that names come from outside a function; an empty text if there are none."""
    if not names:
        return ""
    told = f"{listed(sorted(names))} {'comes' if len(names) == 1 else 'come'} from outside the function"
    return f"{told}, from the notebook. Use what is given in the brackets after def, and compute the rest from it."


def unused(function, idle=()):
    """Say which names in its brackets, or made in it, a function never uses; an empty text if there are none.

    Those at the places in `idle` need not be used.
    """
    if type(function) is not FunctionType:
        return ""
    code = function.__code__
    used = set(_named(code, ("LOAD_FAST", "LOAD_DEREF", "LOAD_CLOSURE")))
    used |= {code.co_varnames[i] for i in idle if i < code.co_argcount}
    names = [it for it in (*code.co_varnames, *code.co_cellvars) if it not in used and not it.startswith("_")]
    given = [it for it in names if it in code.co_varnames[: code.co_argcount]]
    if given:
        return f"{listed(given)} in the brackets after def {_is_or_are(given)} never used."
    return f"{listed(names)} {_is_or_are(names)} computed, but never used." if names else ""


def right_without(function, idle, cases, accepts):
    """Tell whether a function is right if the inputs that do not matter, at the places in `idle`, are 0."""
    cases = [
        tuple(np.zeros_like(it)[()] if i in idle else it for i, it in enumerate(case)) for case in cases if idle
    ]
    return bool(cases) and all(
        accepts(i, attempt(function, case, lenient=True).value) for i, case in enumerate(cases)
    )


def rounds(function):
    """Tell whether a function rounds: by a name, or by //."""
    for it in _reached(function):
        called = set(_named(it.__code__, ("LOAD_GLOBAL", "LOAD_ATTR", "LOAD_METHOD")))
        if called & {"round", "around", "floor", "trunc", "int"}:
            return True
        if any(step.argrepr in ("//", "//=") for step in dis.get_instructions(it.__code__)):
            return True
    return False


def close(gots, wanteds):
    """Tell whether results are as near to the right ones as rounding on the way leaves them."""
    pairs = list(zip(gots, wanteds, strict=True))
    shaped = all(np.shape(got) == np.shape(wanted) for got, wanted in pairs)
    return shaped and all(np.allclose(got, wanted, rtol=0.05, atol=0.05) for got, wanted in pairs)


def listed(names):
    """Return names as they are read out: x, y and z."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def right_inputs(right, cases):
    """Say on which inputs an answer is right, given for each whether it is; an empty text if on none."""
    if not any(right):
        return ""
    told = f"It is right on {sum(right)} of {len(right)} inputs"
    for name in (it for it, value in cases[0].items() if not callable(value)):
        values = [case[name] for case in cases]
        for word, holds in (("above 0", np.greater), ("below 0", np.less)):
            if all(np.all(holds(value, 0)) == fine for value, fine in zip(values, right, strict=True)):
                return f"{told}, those with {name} {word}, but not on this one:"
    return f"{told}, but not on this one:"


def right_parts(exercise, gots):
    """Return where a list of different things is to be mended first, what is right, and what each entry is.

    The place is None, and what is right an empty text, if none is right, or if it is no such list.
    """
    names = exercise.parts
    if not names or np.ndim(gots[0]) != 1 or len(set(map(np.shape, gots))) > 1:
        return None, "", []
    found = _parts_found(gots, exercise.wanted[0], names)
    wrong = [i for i, pair in enumerate(zip(names, found, strict=False)) if pair[0] != pair[1]]
    if len(found) != len(names) or len(wrong) == len(names):
        return None, "", found
    place = wrong[exercise.mended_first]
    fine = ", ".join(name for i, name in enumerate(names) if i not in wrong)
    return place, f"Right already: {fine}. Now look at {names[place]}. ", found


def by_parts(exercise, gots):
    """Judge a list of different things one by one; return None if none of them is right."""
    place, said, found = right_parts(exercise, gots)
    if None not in found and 0 < len(set(found)) == len(found):
        return _not_as_listed(found, exercise.parts)
    if place is None:
        return None
    known = exercise.knowledge.of_part([got[place] for got in gots], place)
    if known and (known.special or not found[place]):
        return Problem(known.slip.name, f"{said}{known.slip.message}", misconception=known.slip.misconception)
    if found[place]:
        mistake = f"{found[place]} instead of {exercise.parts[place]}"
        return Problem(mistake, f"{said}You have {found[place]} in its place.")
    return Problem(None, said.rstrip())


def _parts_found(gots, wanteds, names):
    """Return of each entry which of the wanted things it is on every input, or None."""
    columns, found = dict(zip(names, zip(*wanteds, strict=True), strict=True)), []
    for i, entry in enumerate(zip(*gots, strict=True)):
        fits = [name for name, wanted in columns.items() if all(map(_near, entry, wanted))]
        found.append(names[i] if i < len(names) and names[i] in fits else next(iter(fits), None))
    return found


def _not_as_listed(found, names):
    """Return the problem with the right things in another order, or with some of them."""
    if missing := [name for name in names if name not in found]:
        told = f"{listed(found)} {_is_or_are(found)} right, but {listed(missing)} {_is_or_are(missing)} missing."
        return Problem("parts missing", told)
    return Problem("another order", f"The numbers are right, but their order is not. Wanted: {', '.join(names)}.")


def right_entries(gots, wanteds, same):
    """Say which entries are right, and where the rest begins; an empty text if none is."""
    if any(np.ndim(it) == 0 for it in gots):
        return ""
    one, more = ("entry", "entries") if np.ndim(gots[0]) == 1 else ("row", "rows")
    got, wanted = next(pair for pair in zip(gots, wanteds, strict=True) if not same(*pair))
    first, last = _n_right(got, wanted), _n_right(got[::-1], wanted[::-1])
    if len(got) != len(wanted):
        what = "list" if one == "entry" else "matrix"
        told = f"Your {what} has {_counted(len(got), one, more)}, and {len(wanted)} are wanted."
        return f"{told} {_so_far(first, one, more) if first else _so_far(last, one, more, 'last')}".rstrip()
    if first:
        return f"{_so_far(first, one, more)} {one.capitalize()} {first + 1} is the first that differs."
    wrong = sum(not _near(*pair) for pair in zip(got, wanted, strict=True))
    if wrong == len(got):
        return _right_within(got, wanted)
    return f"Of the {len(got)} {more} {_counted(len(got) - wrong, 'is', 'are')} right. The first differs already."


def _right_within(got, wanted):
    """Say how many entries of a matrix are right that has no right row; an empty text if none is."""
    if np.ndim(got) < 2 or got.shape != wanted.shape or not got.any():
        return ""
    n_right = np.count_nonzero(np.isclose(got, wanted))
    return f"No row is right as a whole, but {n_right} of the {got.size} entries are." if n_right else ""


def _is_or_are(names):
    return "is" if len(names) == 1 else "are"


def _n_right(got, wanted):
    """Return how many entries are right before the first that is not, or before one of the lists ends."""
    return next((i for i, pair in enumerate(zip(got, wanted)) if not _near(*pair)), min(len(got), len(wanted)))  # noqa: B905


def _so_far(n, one, more, side="first"):
    if not n:
        return ""
    return f"The {side} {one} is right." if n == 1 else f"The {side} {n} {more} are right."


def _counted(n, one, more):
    return f"{n} {one if n == 1 else more}"


def _near(got, wanted):
    return np.shape(got) == np.shape(wanted) and bool(np.allclose(got, wanted, rtol=1e-5, atol=1e-9))


def _sum(got, wanteds):
    """Say whether entries add up as they should, if the right ones have the same sum on every input; else ""."""
    sums = [np.sum(it) for it in wanteds]
    if np.shape(got) != np.shape(wanteds[0]) or np.ndim(got) != 1 or len(sums) < 2 or np.ptp(sums) > 1e-9:
        return ""
    if abs(np.sum(got) - sums[0]) < 1e-5:
        return f"The entries add up to {shown(sums[0])}, as they should, but they are shared out differently."
    return f"The entries should add up to {shown(sums[0])}, and yours add up to {shown(np.sum(got))}."


def in_common(gots, wanteds):
    """Say what wrong numbers have in common with the right ones: ratio, difference, closeness or sum, or ""."""
    return _on_every_input(gots, wanteds) or _sum(gots[0], wanteds)


def _on_every_input(gots, wanteds):
    if len(gots) < 2 or any(np.shape(got) != np.shape(wanted) for got, wanted in zip(gots, wanteds, strict=True)):
        return ""
    got, wanted = (np.concatenate([np.ravel(it) for it in them]) for them in (gots, wanteds))
    if not np.any(got):
        return "Your result is 0 on every input. Which line should change that?"
    if not np.all(np.isfinite(got)) or np.any(wanted == 0):
        return ""
    ratio, difference = got / wanted, got - wanted
    if np.ptp(ratio) <= 1e-5 * abs(ratio[0]) and ratio[0] != 0:
        return (
            f"On every input your result is {shown(ratio[0])} times the right one: is a factor or a sign missing?"
        )
    if np.ptp(difference) <= 1e-5 * abs(difference[0]):
        size, more = shown(abs(difference[0])), "more" if difference[0] > 0 else "less"
        return f"On every input your result is {size} {more} than the right one."
    if all(np.size(it) > 2 and np.ptp(it) <= 1e-5 * np.max(np.abs(it)) for it in map(np.divide, gots, wanteds)):
        return "On each input all entries are off by one and the same factor. Look at what they have in common."
    if np.max(np.abs(ratio - 1)) < 0.01:
        return (
            "Your results are close on every input, but not equal. Is something rounded, or measured, on the way?"
        )
    if np.all(ratio < 0):
        return "On every input the sign is wrong, and the size as well."
    return ""
