// Holds the module unittest.signals in Toy.

/// The source of the module `unittest.signals`.
let bundledUnittestSignals = #"""
from functools import wraps
import weakref

__unittest = True

_results = weakref.WeakKeyDictionary()


def registerResult(result):
    _results[result] = 1


def removeResult(result):
    return bool(_results.pop(result, None))


def installHandler():
    pass


def removeHandler(method=None):
    if method is None:
        return None

    @wraps(method)
    def inner(*args, **kwargs):
        return method(*args, **kwargs)
    return inner
"""#
