"""All the ways to break a source in one place.

Wording is left alone, that is strings and what is raised, and so are annotations and the `strict` of `zip`, which
holds lengths that are equal by construction.
"""

import ast
from typing import NamedTuple

_SWAPS = """
Add Sub, Sub Add, Mult Div, Div Mult, FloorDiv Div, Mod FloorDiv, Pow Mult, BitAnd BitOr, And Or, Or And, Is IsNot,
IsNot Is, In NotIn, NotIn In, Eq NotEq, NotEq Eq, Lt LtE GtE, LtE Lt Gt, Gt GtE LtE, GtE Gt Lt
"""
SWAPS = {getattr(ast, old): [getattr(ast, each) for each in new] for old, *new in map(str.split, _SWAPS.split(","))}
"""What may stand in the place of each operator."""


class Mutant(NamedTuple):
    """A source broken in one place: the line, the code there as it was and as it is, and all of the source."""

    line: int
    old: str
    new: str
    source: str


def mutants(source, changes=None):
    """Yield every mutant of a source; `changes` gives the nodes of its tree to break, each with the new code."""
    whole = source.encode()  # `ast` counts columns in bytes
    lines = whole.splitlines(keepends=True)
    starts = [sum(map(len, lines[:i])) for i in range(len(lines))]
    for node, new in (changes or _changes)(ast.parse(source)):
        first, last = starts[node.lineno - 1] + node.col_offset, starts[node.end_lineno - 1] + node.end_col_offset
        changed = whole[:first] + new.encode() + whole[last:]
        yield Mutant(node.lineno, whole[first:last].decode(), new, changed.decode())


def _changes(tree):
    """Yield each node that may be broken, with the code to put in its place."""
    for node in _nodes(tree):
        for new in (*_values(node), *_statements(node)):
            yield node, new
        if isinstance(node, ast.If | ast.While):
            yield node.test, f"(not {ast.unparse(node.test)})"
        for decorator in getattr(node, "decorator_list", []):
            yield decorator, "(lambda it: it)"


def _nodes(tree):
    """Walk through all that may be broken."""
    for name, value in ast.iter_fields(tree):
        for node in value if isinstance(value, list) else [value]:
            wording = isinstance(node, ast.JoinedStr)
            if isinstance(node, ast.AST) and not wording and name not in ("annotation", "returns"):
                yield node
                if not isinstance(node, ast.Raise) and getattr(node, "arg", "") != "strict":
                    yield from _nodes(node)


def _values(node):
    """Yield the code of each mutant of a constant, an operator, a condition or a call."""
    match node:
        case ast.Constant(value=bool() | int() | float() as value):
            yield str(_other(value))
        case ast.UnaryOp():
            yield f"({ast.unparse(node.operand)})"
        case ast.BinOp() if not any(isinstance(side, ast.JoinedStr) for side in (node.left, node.right)):
            yield from (_changed(node, op=op()) for op in SWAPS.get(type(node.op), []))
        case ast.BoolOp():
            yield _changed(node, op=SWAPS[type(node.op)][0]())
            yield from (_changed(node, values=_without(node.values, i)) for i in range(len(node.values)))
        case ast.Compare(ops=ops):
            for i, old in enumerate(ops):
                yield from (_changed(node, ops=[*ops[:i], op(), *ops[i + 1 :]]) for op in SWAPS[type(old)])
        case ast.IfExp():
            yield from (f"({ast.unparse(part)})" for part in (node.body, node.orelse))
        case ast.Call():
            yield from _calls(node, node.args, node.keywords)


def _other(value):
    """Return another constant of that kind."""
    if isinstance(value, bool):
        return not value
    return value + 1 if isinstance(value, int) else 2 * value or 1.0


def _calls(node, args, keywords):
    """Yield the code of each mutant of a call: an argument left out, two swapped, or the only one in its place."""
    for i, keyword in enumerate(keywords):
        if keyword.arg != "strict":
            yield _changed(node, keywords=_without(keywords, i))
    if len(args) > 1 and not any(isinstance(arg, ast.Starred) for arg in args):
        yield _changed(node, args=args[:-1])
        for i in range(len(args) - 1):
            yield _changed(node, args=[*args[:i], args[i + 1], args[i], *args[i + 2 :]])
    elif len(args) == 1 and not isinstance(args[0], ast.Starred | ast.GeneratorExp):
        yield f"({ast.unparse(args[0])})"


def _statements(node):
    """Yield the code of each mutant of a statement: left out, the other way round, or with nothing to return."""
    match node:
        case ast.Expr(value=ast.Constant()):  # a docstring
            return
        case ast.Expr() | ast.Raise() | ast.Continue() | ast.Break():
            yield "pass"
        case ast.AugAssign():
            yield "pass"
            yield from (_changed(node, op=op()) for op in SWAPS.get(type(node.op), []))
        case ast.Assign(targets=[target], value=value):
            old, new = ({it.id for it in ast.walk(part) if isinstance(it, ast.Name)} for part in (value, target))
            if old & new or not isinstance(target, ast.Name | ast.Tuple):
                yield "pass"  # x = f(x) or x[0] = …: without it there still is an x
        case ast.Return(value=ast.expr()):
            yield "return None"


def _changed(node, **fields):
    """Return the code of a node with other fields; of an expression in brackets, as it may stand within more."""
    kept = {name: getattr(node, name) for name in node._fields if hasattr(node, name)}
    text = ast.unparse(type(node)(**kept | fields))
    return f"({text})" if isinstance(node, ast.expr) else text


def _without(values, i):
    return values[:i] + values[i + 1 :]
