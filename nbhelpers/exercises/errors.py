"""What an exception in a student's code comes from, in words, and the line where it happened."""

import ast
import builtins
import linecache
import math
import os
import re
from pathlib import Path
from types import FrameType
from typing import NamedTuple

import numpy as np

from nbhelpers.exercises import paragraphs
from nbhelpers.exercises.reading import Problem

RAISES = "raises an exception"

_PACKAGES = (
    *(str(Path(file).parent) for file in (np.__file__, os.__file__)),
    str(Path(__file__).parents[1]),
    "<frozen",
)
"""Where the files are that no student has written."""

_CAUSES = paragraphs(r"""
    UnboundLocalError: A name is used before it has been given a value.
    ZeroDivisionError: Something is divided by zero.
    OverflowError: A number becomes too large to be held, as e^1000 does.
    RecursionError: Something calls or holds itself without end.
    MemoryError: It asks for more memory than there is.
    SystemExit: Leave the function with return, not with exit.
    KeyError: A dict is asked for a name that it does not have.
    IndexError ^axis: The array has no such axis.
    IndexError out of (range|bounds): A list is asked for a place that it does not have.
    TypeError for \^|bitwise_xor: In Python ^ is not a power: write ** for it.
    TypeError length-1|0-dimensional|size-1|size 1: One number is wanted there, and an array came. The functions of
        math take one number; those of NumPy, such as np.exp, take whole arrays.
    TypeError NoneType: One of its parts is None: does a function that you call lack its return?
    TypeError '(builtin_function_or_method|method|function|type|(numpy.)?ufunc)'|from function: A function stands
        where its result should: is a pair of brackets missing after its name, as in x.sum()?
    TypeError by non-int of type|can only concatenate|operand.*'(list|tuple)': A whole list stands where one number
        should. Take one of its entries, as in w[-1], or make an array of it with np.array.
    TypeError not iterable|has no len|not subscriptable|over a 0-d|invalid index to scalar|unsized: One number is
        treated like a list. What is given there is a number, not a list or an array.
    TypeError cannot unpack: One value stands where two names expect two. Is enumerate(…) or zip(…) missing?
    TypeError as an integer|indices must be|only integers: A whole number is wanted there.
    IndexError only integers: A whole number is wanted there.
    IndexError invalid index to scalar: One number is treated like a list. It has no entries.
    TypeError required|positional|takes no arg: A function is called with other values than its def line names.
    TypeError 'str'|must be str: There is text in quotes where a number should be, or the other way round.
    TypeError data type: A shape stands in brackets of its own: np.zeros((3, 4)).
    TypeError: Two things are put together that do not fit, such as a list and a number.
    ValueError ambiguous: One if or and cannot answer for a whole array. Compare arrays with == or >=, or go through
        them in a loop.
    ValueError broadcast: The two shapes do not fit. keepdims=True keeps an axis, and [:, None] makes a column of a
        list.
    ValueError enough dimensions: One of the two is a number, not an array. Write * there, because @ is for arrays.
    ValueError mismatch|not aligned: The two shapes do not fit. Which axes should be multiplied with each other?
    ValueError math domain: A root or a logarithm of a negative number has no value.
    ValueError inhomogeneous|with a sequence: A list stands where one number should. Is it the entry w[-1] you want?
    ValueError reshape: The array has more numbers than the new shape has places, or fewer.
    ValueError both or neither: np.where takes three things: the condition, the values where it is true, and those
        elsewhere.
    ValueError unpack: There are not as many names on the left of = as values on its right.
    AttributeError '(int|float|numpy.float64)' object: What is given there is one number, so it has no such part.
    AttributeError ndarray.*'append': An array does not grow. Begin with a list, as in w = [start].
    AttributeError NoneType: A name is None: what gave it its value returns nothing, as append does.
    AttributeError module: That module has no function of this name. Is it one of np, or is it spelled otherwise?
""")
"""What an exception comes from, by its kind and by what its text has in it. The first that fits counts."""


class _Place(NamedTuple):
    """Where an exception was raised in the student's own code."""

    frame: FrameType
    number: int
    line: str
    part: str  # that failed; "" if it is not within one line


def problem_of_error(error):
    """Return the `Problem` of an exception. It may be of the student's own class, so only its type is trusted."""
    kind, text, place = type(error), _text(error), _where(error)
    words = _cause(kind, text or "", place)
    at = f" in line {place.number}" if place else ""
    line = f": {shortened(place.line)}" if place and place.line else "."
    name = shortened(kind.__name__)
    own = "one whose message cannot be shown" if text is None else f"{name}: {text}" if text else name
    lines = (f"It stops with an error{at}{line}", words, f"Python's own words: {own}")
    return Problem(RAISES, "\n".join(filter(None, lines)))


def shortened(text, longest=120):
    """Return a plain str, at most this long, whatever subclass of str came."""
    plain = str.__getitem__(text, slice(longest + 1))
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"


def _text(error):
    try:
        return shortened(str(error))
    except BaseException:  # the error's own text is student code
        return None


def _cause(kind, text, place):
    if issubclass(kind, NameError) and not issubclass(kind, UnboundLocalError):
        return _unknown_name(text)
    if issubclass(kind, TypeError) and "not callable" in text:
        return _called_like_a_function(place)
    for known, words in _CAUSES.items():
        name, _, part = known.partition(" ")
        if issubclass(kind, getattr(builtins, name)) and re.search(part, text):
            return words
    return ""


def _unknown_name(text):
    """Say what to do about a name that Python does not know."""
    name = (re.findall(r"'(\w+)'", text) or [""])[0]
    if name and hasattr(np, name):
        return f"A name is used that Python does not know. Write np. before it: np.{name}"
    return "A name is used that Python does not know. Use the names in the brackets after def, and those above."


def _called_like_a_function(place):
    """Say why something that is no function is called: a name that hides a function, or an operator left out."""
    name = place and _called_name(place.part)
    if not name:
        return "A number is called like a function. Is an operator such as * missing before a bracket?"
    code = place.frame.f_code
    given = name in code.co_varnames[: code.co_argcount]
    known = any(hasattr(module, name) for module in (builtins, np, math))
    if not given and (known or (name not in place.frame.f_locals and len(name) > 2)):
        return f"The name {name} holds a number or an array, which hides the function {name}. Use another name."
    return f"{name}(…) calls {name} like a function. Is an operator such as * missing before the bracket?"


def _called_name(part):
    """Return the name that is called in this piece of code, or None if what is called has none."""
    try:
        call = ast.parse(part.strip(), mode="eval").body
    except (SyntaxError, ValueError):
        return None
    return call.func.id if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) else None


def _where(error):
    """Return the innermost place in the student's own code, or None."""
    try:
        found, step = None, BaseException.__traceback__.__get__(error)
        while step is not None:
            if not step.tb_frame.f_code.co_filename.startswith(_PACKAGES):
                found = step
            step = step.tb_next
        return found and _place(found)
    except BaseException:  # a traceback may be anything at all
        return None


def _place(step):
    code = step.tb_frame.f_code
    line = linecache.getline(code.co_filename, step.tb_lineno)
    _, end, first, last = list(code.co_positions())[step.tb_lasti // 2]
    one = end == step.tb_lineno and first is not None
    part = line.encode()[first:last].decode(errors="ignore") if one else ""
    return _Place(step.tb_frame, step.tb_lineno, line.strip(), part)
