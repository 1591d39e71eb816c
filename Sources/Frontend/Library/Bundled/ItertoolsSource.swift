// Holds the module itertools in Toy.

/// The source of the module `itertools`.
let bundledItertools = #"""
from _itertools import *
from _itertools import repeat, chain
from _operator import index as _index

_MISSING = object()


class groupby:
    def __init__(self, iterable=_MISSING, key=None):
        if iterable is _MISSING:
            raise TypeError("groupby() missing required argument 'iterable' (pos 1)")
        self._iterator = iter(iterable)
        self._key = key
        self._wanted = self._current = self._value = object()
        self._group = None

    def __iter__(self):
        return self

    def _advance(self):
        value = next(self._iterator)
        self._value = value
        self._current = value if self._key is None else self._key(value)

    def __next__(self):
        self._group = object()
        while self._current == self._wanted:
            self._advance()
        self._wanted = self._current
        return self._current, self._members(self._wanted, self._group)

    def _members(self, wanted, group):
        while self._group is group and self._current == wanted:
            yield self._value
            try:
                self._advance()
            except StopIteration:
                self._current = self._wanted = object()
                self._iterator = iter(())
                return


class _tee:
    __module__ = "itertools"

    def __init__(self, iterator, link):
        self._iterator = iterator
        self._link = link

    def __iter__(self):
        return self

    def __next__(self):
        link = self._link
        if link[1] is None:
            link[0] = next(self._iterator)
            link[1] = [None, None]
        value, self._link = link
        return value

    def __copy__(self):
        return _tee(self._iterator, self._link)


def tee(iterable, n=2, /):
    n = _index(n)
    if n < 0:
        raise ValueError("n must be >= 0")
    if isinstance(iterable, _tee):
        return tuple(iterable.__copy__() for _ in range(n))
    iterator = iter(iterable)
    link = [None, None]
    return tuple(_tee(iterator, link) for _ in range(n))
"""#
