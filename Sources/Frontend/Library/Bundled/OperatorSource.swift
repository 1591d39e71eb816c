// Holds the module operator in Toy.

/// The source of the module `operator`.
let bundledOperator = #"""
from _operator import *
from _operator import itemgetter, attrgetter, methodcaller


__all__ = [
    "abs", "add", "and_", "attrgetter", "call", "concat", "contains", "countOf", "delitem", "eq", "floordiv", "ge", "getitem", "gt",
    "iadd", "iand", "iconcat", "ifloordiv", "ilshift", "imatmul", "imod", "imul", "index", "indexOf", "inv", "invert", "ior", "ipow",
    "irshift", "is_", "is_not", "isub", "itemgetter", "itruediv", "ixor", "le", "length_hint", "lshift", "lt", "matmul",
    "methodcaller", "mod", "mul", "ne", "neg", "not_", "or_", "pos", "pow", "rshift", "setitem", "sub", "truediv", "truth", "xor"]


def _require_sequence(a):
    if not hasattr(a, "__getitem__"):
        raise TypeError("'%s' object can't be concatenated" % type(a).__name__)


def concat(a, b):
    _require_sequence(a)
    return a + b


def iadd(a, b):
    a += b
    return a


def isub(a, b):
    a -= b
    return a


def imul(a, b):
    a *= b
    return a


def itruediv(a, b):
    a /= b
    return a


def ifloordiv(a, b):
    a //= b
    return a


def imod(a, b):
    a %= b
    return a


def ipow(a, b):
    a **= b
    return a


def iand(a, b):
    a &= b
    return a


def ior(a, b):
    a |= b
    return a


def ixor(a, b):
    a ^= b
    return a


def ilshift(a, b):
    a <<= b
    return a


def irshift(a, b):
    a >>= b
    return a


def imatmul(a, b):
    a @= b
    return a


def iconcat(a, b):
    _require_sequence(a)
    a += b
    return a


def call(function, /, *args, **keywords):
    return function(*args, **keywords)


def length_hint(value, default=0):
    if not isinstance(default, int):
        raise TypeError("'%s' object cannot be interpreted as an integer" % type(default).__name__)
    try:
        return len(value)
    except TypeError:
        hint = getattr(type(value), "__length_hint__", None)
    if hint is None:
        return default
    try:
        result = hint(value)
    except TypeError:
        return default
    if result is NotImplemented:
        return default
    if not isinstance(result, int):
        raise TypeError("__length_hint__ must be an integer, not %s" % type(result).__name__)
    if result < 0:
        raise ValueError("__length_hint__() should return >= 0")
    return result


def countOf(items, wanted):
    return sum(1 for item in items if item is wanted or item == wanted)


def indexOf(items, wanted):
    for i, item in enumerate(items):
        if item is wanted or item == wanted:
            return i
    raise ValueError("sequence.index(x): x not in sequence")


for _name in __all__:
    if _name not in ("attrgetter", "countOf", "indexOf", "is_", "is_not", "itemgetter", "length_hint", "methodcaller", "truth"):
        globals()["__%s__" % _name.rstrip("_")] = globals()[_name]
del _name
"""#
