// Holds the module heapq in Toy.

/// The source of the module `heapq`.
let bundledHeapq = #"""
from _heapq import heappush, heappop, heapify, heapreplace, heappushpop

__all__ = ["heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest", "heappushpop"]


def nsmallest(n, iterable, key=None):
    return sorted(iterable, key=key)[:n if n >= 0 else 0]


def nlargest(n, iterable, key=None):
    return sorted(iterable, key=key, reverse=True)[:n if n >= 0 else 0]


class _Reversed:
    __slots__ = ("value",)

    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        return other.value < self.value

    def __eq__(self, other):
        return self.value == other.value


def merge(*iterables, key=None, reverse=False):
    wrap = _Reversed if reverse else (lambda value: value)
    heap = []
    for order, iterable in enumerate(iterables):
        iterator = iter(iterable)
        for value in iterator:
            heap.append([wrap(value if key is None else key(value)), order, value, iterator])
            break
    heapify(heap)
    while heap:
        entry = heap[0]
        yield entry[2]
        for value in entry[3]:
            heapreplace(heap, [wrap(value if key is None else key(value)), entry[1], value, entry[3]])
            break
        else:
            heappop(heap)
"""#
