// Holds the module queue in Toy.

/// The source of the module `queue`.
let bundledQueue = #"""
import heapq as _heapq
import threading as _threading
import time as _time
from collections import deque as _deque

__all__ = ["Empty", "Full", "Queue", "PriorityQueue", "LifoQueue", "SimpleQueue"]


class Empty(Exception):
    pass


class Full(Exception):
    pass


Empty.__module__ = "_queue"


class Queue:
    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self.unfinished_tasks = 0
        self._getters, self._putters, self._joiners = _deque(), _deque(), _deque()
        self._init(maxsize)

    def _init(self, maxsize):
        self.queue = _deque()

    def _qsize(self):
        return len(self.queue)

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.popleft()

    def qsize(self):
        _threading._breathe()
        return self._qsize()

    def empty(self):
        _threading._breathe()
        return not self._qsize()

    def full(self):
        _threading._breathe()
        return 0 < self.maxsize <= self._qsize()

    def put(self, item, block=True, timeout=None):
        if 0 < self.maxsize <= self._qsize():
            _wait(self._putters, lambda: self._qsize() < self.maxsize, block, timeout, Full)
        self._put(item)
        self.unfinished_tasks += 1
        if self._getters:
            _threading._wake(self._getters.popleft())

    def get(self, block=True, timeout=None):
        if not self._qsize():
            _wait(self._getters, self._qsize, block, timeout, Empty)
        item = self._get()
        if self._putters:
            _threading._wake(self._putters.popleft())
        return item

    def put_nowait(self, item):
        return self.put(item, False)

    def get_nowait(self):
        return self.get(False)

    def task_done(self):
        if self.unfinished_tasks <= 0:
            raise ValueError("task_done() called too many times")
        self.unfinished_tasks -= 1
        if not self.unfinished_tasks:
            while self._joiners:
                _threading._wake(self._joiners.popleft())

    def join(self):
        while self.unfinished_tasks:
            _threading._wait_in(self._joiners, None)


def _wait(line, is_ready, block, timeout, error):
    if not block:
        _threading._breathe()
        if is_ready():
            return
        raise error
    if timeout is not None and timeout < 0:
        raise ValueError("'timeout' must be a non-negative number")
    deadline = None if timeout is None else _time.monotonic() + timeout
    while not is_ready():
        if not _threading._wait_in(line, deadline):
            raise error


class PriorityQueue(Queue):
    def _init(self, maxsize):
        self.queue = []

    def _put(self, item):
        _heapq.heappush(self.queue, item)

    def _get(self):
        return _heapq.heappop(self.queue)


class LifoQueue(Queue):
    def _init(self, maxsize):
        self.queue = []

    def _get(self):
        return self.queue.pop()


class SimpleQueue(Queue):
    def __init__(self):
        super().__init__()
"""#
