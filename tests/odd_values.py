"""Values that no function expects, or that one in a hundred does: material for the tests of refusals."""

import collections
import copy
import datetime
import decimal
import enum
import fractions
import types
from dataclasses import dataclass
from itertools import count

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st


def examples(few):
    """Return how many examples to try: these few, always the same, or in a search 20 times as many new ones."""
    return few if settings().derandomize else 20 * few


class Refuses:
    """Fails in whatever it is asked: to be compared, counted, turned into a number or an array, or shown."""

    def _fail(self, *_args, **_kwargs):
        raise RuntimeError("not with me")

    __repr__ = __str__ = __float__ = __int__ = __index__ = __array__ = __len__ = __iter__ = __getitem__ = _fail
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __bool__ = __hash__ = __call__ = _fail


class Series:
    """Looks like an array, as a table's column or another library's tensor does, and cannot become one."""

    shape, ndim, dtype = (3,), 1, np.dtype(float)

    def __len__(self):
        return 3

    def __array__(self, dtype=None, copy=None):
        raise NotImplementedError("move it to the host first")


class Column(Series):
    """Becomes an array without complaint."""

    def __array__(self, dtype=None, copy=None):
        return np.array([1.0, 2.0, 3.0], dtype)


def nested(depth):
    """Return a list in a list in a list …."""
    return [] if depth == 0 else [nested(depth - 1)]


def objects(*values):
    """Return an array of objects."""
    array = np.empty(len(values), dtype=object)
    for i, value in enumerate(values):  # one by one: none is asked whether it is a sequence
        array[i] = value
    return array


_TINY, _HUGE = 5e-324, 1.7976931348623157e308
_NUMBERS = [0, 1, -1, 2, 7, 1.5, -0.0, 0.5, 1e-9, 1e-300, _TINY, -_TINY, 1e15, 1e154, 1e300, -1e300, _HUGE, -_HUGE]
_NUMBERS += [1 - 2**-53, 1 + 2**-52, 2**53 + 1, -(2**63), float("nan"), float("inf"), -float("inf")]
_NUMBERS += [10**8 + 1, 10**9, 10**12, 2**63, 2**64, 10**400, 10**5000, -(10**12), -(10**400)]  # too many

_SINGLES = [None, True, False, Ellipsis, 1j, complex("nan"), "", "1", "nan", "relu", "w1", "ﷺ\0", "x" * 10_000]
_SINGLES += [b"1", bytearray(b"12"), slice(3), int, len, range(3), range(0), range(10**12), np.float64, np]
_SINGLES += [fractions.Fraction(1, 3), fractions.Fraction(10**400), decimal.Decimal("1.5"), decimal.Decimal("sNaN")]
_SINGLES += [enum.IntEnum("Level", "ONE").ONE, datetime.date(2020, 1, 1), ValueError("x")]

_SCALARS = [np.True_, np.False_, np.int8(-128), np.uint8(255), np.uint64(2**64 - 1), np.int64(-(2**63))]
_SCALARS += [np.float16("inf"), np.float32(0.1), np.float32(3e38), np.float64("nan"), np.float64(2)]
_SCALARS += [np.longdouble("1e4000"), np.longdouble(1), np.complex128(1j), np.str_("1"), np.bytes_(b"1")]
_SCALARS += [np.datetime64("2020-01-01"), np.datetime64("NaT", "D"), np.timedelta64(3, "s"), np.void(b"12")]

_LISTS = [[], (), {}, set(), {1, 2}, {"x": 1}, {0: [1.0], 1: [2.0]}, collections.deque([1, 2]), nested(100), [[]]]
_LISTS += [[[1, 2], [3]], [[1], 2], [1, [2, [3]]], [None, 1], ["1", "2"], ["relu", "tanh"], [True, False], [1.5, 2]]
_LISTS += [[1.0, float("nan")], [float("inf"), 1.0], [-0.0, _TINY], [0, 0, 0], [1e300, -1e300, 1e200], [-1, 2]]
_LISTS += [[_HUGE, -_HUGE], [1e-200, 2e-200], [1.0, 1.0 + 2**-52], [10**400, 1], [10**12, 1], [10**9] * 3]
_LISTS += [[1j, 2], (1, 2), ([[1.0, 2.0]], [[1.0]]), ([[1.0, 2.0]], None), (None, None), Refuses(), Series()]
_LISTS += [[fractions.Fraction(1, 3), decimal.Decimal(2)], Column(), object(), [Refuses(), 1.0], [Series()]]
_LISTS += [[np.array([1, 2]), np.array([3])], types.SimpleNamespace(weights=1, layer_sizes=(2, 3)), []]
_LISTS[-1].append(_LISTS[-1])  # a list that holds itself

_ARRAYS = [np.empty(0), np.empty((0, 3)), np.empty((0, 64)), np.empty((3, 0)), np.array(1.5), np.array("relu")]
_ARRAYS += [np.array(None), np.array([True, False]), np.array(["1", "2"]), np.array([1 + 2j])]
_ARRAYS += [np.array(["2020-01-01"], dtype="datetime64[D]"), np.array([(1, 2.0)], dtype=[("a", int), ("b", float)])]
_ARRAYS += [np.array([1.0, np.nan, np.inf]), np.array([3e38, -3e38, 1], np.float32)]
_ARRAYS += [np.array([65504, -65504, 6e-8], np.float16), np.array([["1e4000", "1"]], np.longdouble)]
_ARRAYS += [np.array([2**64 - 1, 0], np.uint64), np.array([127, -128], np.int8), np.arange(3.0).astype(">f8")]
_ARRAYS += [np.arange(8.0).reshape(2, 2, 2), np.full((2, 2), 1e300), np.full((1, 2), -0.0), np.full(64, 2.0)]
_ARRAYS += [np.full((2, 64), np.nan), np.zeros((1, 2)).view(np.matrix), objects(1, 2.5), objects(None, "a")]
_ARRAYS += [np.ma.array([1.0, 2.0, 3.0], mask=[False, True, False]), objects(Refuses(), 1), objects([1], [1, 2])]

_MAKERS = [  # what can be read once only, or would lose its layout in a copy
    lambda: (i for i in (1, 2, 3)),
    lambda: iter([1, 2, 3]),
    count,
    lambda: map(float, "12"),
    lambda: memoryview(b"12"),
    lambda: np.arange(6.0)[::-2],
    lambda: np.asfortranarray(np.arange(6.0).reshape(2, 3)),
    lambda: np.broadcast_to(np.float64(1), (2, 2)),
    lambda: np.frombuffer(bytes(24)),  # read-only
]

MAKERS = [lambda value=value: value for value in (*_NUMBERS, *_SINGLES, *_SCALARS)]
MAKERS += [lambda value=value: copy.deepcopy(value) for value in (*_LISTS, *_ARRAYS)] + _MAKERS
"""Functions that make the odd values, each anew: what is drawn once, as from a generator, is gone."""


@dataclass(repr=False)
class Odd:
    """An odd value that can be shown in a message."""

    value: object

    def __repr__(self):
        try:
            return repr(self.value)[:300]
        except Exception as error:
            return f"<{type(self.value).__name__}: no repr, {type(error).__name__}>"


_floats = st.floats() | st.integers(-100, 100)
_arrays = st.lists(st.floats(), max_size=8).map(np.array)
_leaves = st.integers(0, len(MAKERS) - 1).map(lambda i: MAKERS[i]()) | _floats
ODD = st.builds(Odd, _leaves | _arrays | st.lists(_leaves | st.lists(_floats, max_size=3), max_size=4))
"""Odd values, and numbers of every size alone, in lists and in arrays; each as an `Odd`, which can be shown."""


def snapshot(value):
    """Return what can be compared with a later snapshot of the same value, to see whether it has been changed."""
    if isinstance(value, np.ndarray):
        flags = value.flags.writeable
        held = [id(each) for each in value.flat] if value.dtype == object else value.tobytes()
        return (value.dtype, value.shape, flags, held)
    if isinstance(value, list | tuple | collections.deque):
        return (type(value), [(id(each), each is value or snapshot(each)) for each in value])
    if isinstance(value, dict):
        return (dict, [(id(key), id(each), snapshot(each)) for key, each in value.items()])
    if isinstance(value, types.GeneratorType):
        return value.gi_frame is not None and value.gi_frame.f_lasti
    if isinstance(value, count):
        return repr(value)
    return copy.copy(vars(value)) if isinstance(value, types.SimpleNamespace) else id(value)
