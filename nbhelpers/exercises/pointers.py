"""What is known of a wrong answer that no slip explains: from its code, and from its numbers."""

import ast
import builtins
import dis
import inspect
import re
import textwrap
from itertools import count
from types import CodeType, FunctionType

import numpy as np

from nbhelpers.exercises.attempt import attempt
from nbhelpers.exercises.diagnosis import near
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
    tree = _written(function)
    if not tree:
        return ""
    names, given = [it for it in ast.walk(tree) if isinstance(it, ast.Name)], [it.arg for it in tree.args.args]
    used = {it.id for it in names if isinstance(it.ctx, ast.Load)} | {given[i] for i in idle if i < len(given)}
    if left := [it for it in given if it not in used]:
        return f"{listed(left)} in the brackets after def {_is_or_are(left)} never used."
    made = dict.fromkeys(it.id for it in names if isinstance(it.ctx, ast.Store) and not it.id.startswith("_"))
    left = [it for it in made if it not in used and it not in _by_the_way(tree)]
    return f"{listed(left)} {_is_or_are(left)} computed, but never used." if left else ""


def _written(function):
    """Return a function as the tree of its source; None if there is no such thing."""
    try:
        code = function.__code__
        tree = ast.parse(textwrap.dedent(inspect.getsource(code)))
    except (OSError, SyntaxError, AttributeError, TypeError):
        return None
    found = (it for it in ast.walk(tree) if isinstance(it, ast.FunctionDef | ast.Lambda))
    return next(
        (it for it in found if [each.arg for each in it.args.args] == [*code.co_varnames[: code.co_argcount]]), None
    )


def _by_the_way(tree):
    """Return the names that need not be used: of several made at once, and those that only count."""
    found = []
    for it in ast.walk(tree):
        if isinstance(it, ast.Assign):
            found += [target for target in it.targets if isinstance(target, ast.Tuple)]
        elif isinstance(it, ast.For | ast.comprehension):
            through = ast.unparse(it.iter)
            if through.startswith("enumerate(") and isinstance(it.target, ast.Tuple):
                found.append(it.target.elts[0])
            elif re.fullmatch(r"range\([^,]*\)", through):
                found.append(it.target)
    return {name.id for target in found for name in ast.walk(target) if isinstance(name, ast.Name)}


def by_code(answer, exercise, gots):
    """Return what its code says of a wrong answer, or what a further call says; None if that is nothing."""
    if outside := from_outside(answer):
        return Problem("name from outside", comes_from_outside(outside))
    if _differs(answer, exercise.cases[0], gots[0]):
        return Problem("random", "It gives something else each time on the same input. Does it draw a random number?")
    if _rounds(answer) and (_close(gots, exercise.wanted[0]) or not any(map(np.any, gots))):
        message = "Something is rounded, or cut to a whole number, on the way. Keep all digits until the end."
        return Problem("rounded on the way", message)
    if _right_without(answer, exercise):
        names = listed([exercise.names[i] for i in exercise.knowledge.idle])
        message = f"It would be right if {names} were 0: something comes in that does not belong there."
        return Problem("what does not belong there", message)
    return None


def _right_without(function, exercise):
    """Tell whether a function is right if the inputs that do not matter are 0."""
    idle = exercise.knowledge.idle
    cases = (
        tuple(np.zeros_like(it)[()] if i in idle else it for i, it in enumerate(case)) for case in exercise.cases
    )
    values = (attempt(function, case, lenient=True).value for case in cases)
    return bool(idle) and all(map(exercise.accepts, count(), values))


def _differs(function, case, got):
    """Tell whether a function gives something else when it is called once more."""
    again = attempt(function, case, lenient=True).value
    return np.size(again) == np.size(got) and again is not None and not near(np.ravel(again), np.ravel(got), 1e-9)


def _rounds(function):
    """Tell whether a function rounds: by a name, or by //."""
    for it in _reached(function):
        called = set(_named(it.__code__, ("LOAD_GLOBAL", "LOAD_ATTR", "LOAD_METHOD")))
        if called & {"round", "around", "floor", "trunc", "int"}:
            return True
        if any(step.argrepr in ("//", "//=") for step in dis.get_instructions(it.__code__)):
            return True
    return False


def _close(gots, wanteds):
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
    columns, found = dict(zip(names, zip(*exercise.wanted[0], strict=True), strict=True)), []
    for i, entry in enumerate(zip(*gots, strict=True)):
        fits = [name for name, wanted in columns.items() if all(map(_near, entry, wanted))]
        found.append(names[i] if i < len(names) and names[i] in fits else next(iter(fits), None))
    wrong = [i for i, pair in enumerate(zip(names, found, strict=False)) if pair[0] != pair[1]]
    if len(found) != len(names) or len(wrong) == len(names):
        return None, "", found
    place = wrong[exercise.mended_first]
    fine = ", ".join(name for i, name in enumerate(names) if i not in wrong)
    return place, f"Right already: {fine}. Now look at {names[place]}. ", found


def by_parts(exercise, gots):
    """Judge a list of different things one by one; return None if none of them is right."""
    (place, said, found), names = right_parts(exercise, gots), exercise.parts
    if None not in found and 0 < len(set(found)) == len(found):
        if missing := [name for name in names if name not in found]:
            told = (
                f"{listed(found)} {_is_or_are(found)} right, but {listed(missing)} {_is_or_are(missing)} missing."
            )
            return Problem("parts missing", told)
        return Problem(
            "another order", f"The numbers are right, but their order is not. Wanted: {', '.join(names)}."
        )
    if place is None:
        return None
    known = exercise.knowledge.of_part([got[place] for got in gots], place)
    if known and (known.special or not found[place]):
        return Problem(known.slip.name, f"{said}{known.slip.message}", misconception=known.slip.misconception)
    if found[place]:
        return Problem(f"{found[place]} instead of {names[place]}", f"{said}You have {found[place]} in its place.")
    return Problem(None, said.rstrip())


def right_entries(gots, wanteds):
    """Say which entries are right, and where the rest begins; an empty text if none is."""
    if any(np.ndim(it) == 0 for it in gots):
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


def in_common(gots, wanteds):
    """Say what wrong numbers have in common with the right ones: ratio, difference, closeness or sum, or ""."""
    return _on_every_input(gots, wanteds) or _sum(gots[0], wanteds)


def _sum(got, wanteds):
    """Say whether entries add up as they should, if the right ones have the same sum on every input; else ""."""
    sums = [np.sum(it) for it in wanteds]
    if np.shape(got) != np.shape(wanteds[0]) or np.ndim(got) != 1 or len(sums) < 2 or np.ptp(sums) > 1e-9:
        return ""
    if abs(np.sum(got) - sums[0]) < 1e-5:
        return f"The entries add up to {shown(sums[0])}, as they should, but they are shared out differently."
    return f"The entries should add up to {shown(sums[0])}, and yours add up to {shown(np.sum(got))}."


def _on_every_input(gots, wanteds):
    if len(gots) < 2 or any(np.shape(got) != np.shape(wanted) for got, wanted in zip(gots, wanteds, strict=True)):
        return ""
    got, wanted = (np.concatenate([*map(np.ravel, them)]) for them in (gots, wanteds))
    if not np.any(got):
        return "Your result is 0 on every input. Which line should change that?"
    if not np.all(np.isfinite(got)) or np.any(wanted == 0):
        return ""
    ratio, difference = got / wanted, got - wanted
    if _is_constant(ratio) and ratio[0] != 0:
        told = f"On every input your result is {shown(ratio[0])} times the right one"
        return f"{told}: is a factor or a sign missing?"
    if _is_constant(difference):
        size, more = shown(abs(difference[0])), "more" if difference[0] > 0 else "less"
        return f"On every input your result is {size} {more} than the right one."
    if all(np.size(it) > 2 and _is_constant(it) for it in map(np.divide, gots, wanteds)):
        return "On each input all entries are off by one and the same factor. Look at what they have in common."
    if np.max(np.abs(ratio - 1)) < 0.01:
        return (
            "Your results are close on every input, but not equal. Is something rounded, or measured, on the way?"
        )
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
    wanted, got = (attempt(function, inputs, lenient=True).value for function in (exercise.reference, answer))
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
