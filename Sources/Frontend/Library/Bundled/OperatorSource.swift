// Holds the module operator in Toy.

/// The source of the module `operator`.
let bundledOperator = #"""
from _operator import *
from _operator import itemgetter, attrgetter, methodcaller


def _in_place(name, plain):
    def function(a, b):
        return plain(a, b)
    return function


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
    a += b
    return a


def call(function, /, *args, **keywords):
    return function(*args, **keywords)


def length_hint(value, default=0):
    try:
        return len(value)
    except TypeError:
        hint = getattr(type(value), "__length_hint__", None)
        result = NotImplemented if hint is None else hint(value)
        return default if result is NotImplemented else result


def countOf(items, wanted):
    return sum(1 for item in items if item is wanted or item == wanted)


def indexOf(items, wanted):
    for i, item in enumerate(items):
        if item is wanted or item == wanted:
            return i
    raise ValueError("sequence.index(x): x not in sequence")
"""#
