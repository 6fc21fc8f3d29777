"""Wrong answers to the checks, as students write them and by breaking solutions; and how much a check knew.

The breaking knows nothing of how a check recognises slips: it changes the source of a solution.
"""

import ast
import linecache
import re
import sys
import textwrap
from itertools import count
from pathlib import Path

import numpy as np
from shipped import exercises, read

from nbhelpers.exercises import record
from nbhelpers.exercises.checks import NOTHING_KNOWN
from nbhelpers.exercises.values import NOT_THE_NUMBER, OpenTask

sys.path.append(str(Path(__file__).parents[1] / "mutation"))
from breakage import mutants

LESSONS = record.modules().values()
EXERCISES = {name: exercise for lesson in LESSONS for name, exercise in lesson.CATALOGUE.items()}
CLOSED = {name: exercise for name, exercise in EXERCISES.items() if not isinstance(exercise, OpenTask)}

_CELLS = count()
KINDS = "named", "pointed at", "generic", "accepted"


def run(source, names):
    """Run a cell behind those before, as IPython does, so that tracebacks know its lines; return all names."""
    cell, names = f"<cell {next(_CELLS)}>", dict(names)
    linecache.cache[cell] = len(source), None, source.splitlines(keepends=True), cell
    exec(compile(source, cell, "exec"), names)
    return names


def raiser(error):
    """Return a function that raises this, whatever it is given."""

    def answer(*_):
        raise error

    return answer


def kind(outcome):
    """Return how much a check knew of an answer: one of `KINDS`."""
    if outcome:
        return "accepted"
    first, second = f"{outcome.message}\n".splitlines()[:2] if "\n" in outcome.message else (outcome.message, "")
    if outcome.mistake == "raises an exception":
        return "generic" if second.startswith("Python's own words") else "named"
    if outcome.mistake:
        return "named"
    return "generic" if first in (NOTHING_KNOWN, NOT_THE_NUMBER) else "pointed at"


def students():
    """Yield the answers that students write, for each check "common" and "further" ones, as functions or values."""
    for path in sorted(Path(__file__).parent.glob("students_*.txt")):
        names, sections = _written(path)
        for section in sections:
            header, _, answers = section.partition("\n")
            often, name, takes = re.fullmatch(r"(\w+) (\w+)\((.*)\)", header).groups()
            bodies = filter(None, (part.strip("\n") for part in answers.split("\n\n")))
            yield name, often, [_answer(takes, body, names) for body in bodies]


def _written(path):
    """Return the names that the notebook defines before its exercises, and the answers to each check as text."""
    _, notebook, *sections = re.split(r"^== (?=\w)", path.read_text("utf-8"), flags=re.M)
    return run(notebook.partition("\n")[2], {}), sections


def _answer(takes, body, names):
    """Return an answer as a function with this body, or as a value where a function is not asked for."""
    if not takes:
        return eval(body, names)
    is_one = "\n" not in body and not re.match(r"(return|for|if|print|w = w|w -=)", body)
    lines = f"return {body}" if is_one else body
    return run(f"def answer({takes}):\n{textwrap.indent(lines, '    ')}\n", names)["answer"]


def solved(path):
    """Return what a notebook's solutions define, and (exercise, function, source) of each."""
    names, found = _written(Path(__file__).with_name(f"students_{path.stem[:2]}.txt"))[0], []
    for _, check, solution in exercises(read(path)):
        names = run(solution, names)
        name, answer = re.fullmatch(r"lesson\.check_(\w+)\((\w+)\)", check.source).groups()
        source = next((it for it in ast.parse(solution).body if getattr(it, "name", "") == answer), None)
        if source:
            found.append((name, answer, ast.unparse(source)))
    return names, found


def broken(source):
    """Return the sources of all functions that differ from this one in one place, each once."""
    found = {mutant.source for mutant in (*mutants(source), *mutants(source, _further))}
    return sorted({ast.unparse(ast.parse(it)) for it in found} - {ast.unparse(ast.parse(source))})


def _further(tree):
    """Yield what students do beside a wrong operator: another name, a term dropped, a loop left too early."""
    places = [node for node in ast.walk(tree.body[0]) if isinstance(node, ast.expr | ast.stmt)]
    given = [it.arg for it in tree.body[0].args.args]
    stored = [it.id for it in places if isinstance(it, ast.Name) and isinstance(it.ctx, ast.Store)]
    for node in places:
        for new in _instead(node, dict.fromkeys([*given, *stored])):
            code = ast.unparse(ast.fix_missing_locations(new))
            is_part = isinstance(node, ast.expr)
            yield node, f"({code})" if is_part else textwrap.indent(code, node.col_offset * " ").lstrip()


def _instead(node, names):
    """Yield nodes to put in the place of one."""
    match node:
        case ast.Name(id=name, ctx=ast.Load()) if name in names:
            yield from (ast.Name(other, ast.Load()) for other in names if other != name)
        case ast.BinOp(left=left, right=right):
            yield from (left, right)
            if isinstance(node.op, ast.Sub | ast.Div):
                yield ast.BinOp(right, node.op, left)
            if isinstance(right, ast.BinOp):  # the brackets left out
                yield ast.BinOp(ast.BinOp(left, node.op, right.left), right.op, right.right)
        case ast.AugAssign(target=target, value=value):
            yield ast.Assign([target], value)
        case ast.Return(value=ast.expr() as value):
            yield ast.Return(ast.UnaryOp(ast.USub(), value))
            yield ast.Expr(ast.Call(ast.Name("print", ast.Load()), [value], []))
        case ast.For(iter=ast.Call(func=ast.Name(id="range"), args=[last])):
            shorter = ast.BinOp(last, ast.Sub(), ast.Constant(1))
            for args in ([ast.Constant(1), last], [shorter]):
                call = ast.Call(ast.Name("range", ast.Load()), args, [])
                yield ast.For(node.target, call, node.body, [])
    if isinstance(node, ast.FunctionDef):
        yield from _returns_early(node)


def _returns_early(function):
    """Yield a function with its last line inside its loop, and with a line of the loop before it or behind."""
    *before, last = function.body
    for i, loop in enumerate(before):
        if isinstance(loop, ast.For):
            yield _of(function, [*before[:i], ast.For(loop.target, loop.iter, [*loop.body, last], []), last])
            if len(loop.body) > 1:
                once, *rest = loop.body
                yield _of(
                    function, [*before[:i], once, ast.For(loop.target, loop.iter, rest, []), *before[i + 1 :], last]
                )
                yield _of(function, [*before[:i], ast.For(loop.target, loop.iter, [once], []), *rest, last])


def _of(function, body):
    return ast.FunctionDef(function.name, function.args, body, [], type_params=[])


def fresh(case, rng):
    """Return other inputs of the kind of these: labels and orders in another order, numbers of another size."""

    def other(value):
        if callable(value):
            return value
        if isinstance(value, list):
            return [other(each) for each in value]
        if isinstance(value, int):
            return value + int(rng.integers(1, 4))
        if np.ndim(value) and np.isin(value, np.arange(12)).all():
            return rng.permuted(value, axis=-1) if value.dtype.kind == "i" else rng.permutation(value)
        if np.ndim(value) and np.all((value >= 0) & (value <= 1)):  # outputs of a sigmoid stay such
            return value * rng.uniform(0.6, 1, np.shape(value))
        return value * rng.uniform(0.6, 1.4, np.shape(value)) + rng.uniform(0.01, 0.3, np.shape(value))

    return {name: other(value) for name, value in case.items()}
