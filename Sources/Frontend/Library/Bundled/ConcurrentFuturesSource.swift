// Holds the module concurrent.futures in Toy.

/// The source of the module `concurrent.futures`.
let bundledConcurrentFutures = #"""
import threading as _threading
import time as _time
from collections import deque as _deque

__all__ = [
    "FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED", "CancelledError", "TimeoutError", "BrokenExecutor", "Future", "Executor",
    "wait", "as_completed", "ProcessPoolExecutor", "ThreadPoolExecutor",
]

FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED = "FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED"
TimeoutError = TimeoutError


class Error(Exception):
    pass


class CancelledError(Error):
    pass


class InvalidStateError(Error):
    pass


class BrokenExecutor(RuntimeError):
    pass


class Future:
    def __init__(self):
        self._state, self._result, self._exception, self._callbacks = "PENDING", None, None, []
        self._line = []

    def cancel(self):
        if self._state != "PENDING":
            return False
        self._state = "CANCELLED"
        self._notify()
        return True

    def cancelled(self):
        return self._state == "CANCELLED"

    def running(self):
        return self._state == "RUNNING"

    def done(self):
        return self._state in ("CANCELLED", "FINISHED")

    def result(self, timeout=None):
        self._check(timeout)
        if self._exception is not None:
            raise self._exception
        return self._result

    def exception(self, timeout=None):
        self._check(timeout)
        return self._exception

    def _check(self, timeout):
        if not self.done() and not _wait_for_any([self], timeout):
            raise TimeoutError()
        if self._state == "CANCELLED":
            raise CancelledError()

    def add_done_callback(self, fn):
        if self.done():
            fn(self)
        else:
            self._callbacks.append(fn)

    def _notify(self):
        line, self._line = self._line, []
        for thread in line:
            _threading._wake(thread)
        for fn in self._callbacks:
            fn(self)

    def set_running_or_notify_cancel(self):
        if self._state == "CANCELLED":
            return False
        self._state = "RUNNING"
        return True

    def set_result(self, result):
        if self.done():
            raise InvalidStateError("%s: %r" % (self._state, self))
        self._result, self._state = result, "FINISHED"
        self._notify()

    def set_exception(self, exception):
        self._exception, self._state = exception, "FINISHED"
        self._notify()

    def __repr__(self):
        state = self._state.lower()
        if self._state == "FINISHED":
            what = "raised %s" % type(self._exception).__name__ if self._exception is not None else "returned %s" % type(self._result).__name__
            return "<Future at 0x%x state=%s %s>" % (id(self), state, what)
        return "<Future at 0x%x state=%s>" % (id(self), state)


def _wait_for_any(futures, timeout):
    # Waits until one of the futures is done; whether one is in the end.
    deadline = None if timeout is None else _time.monotonic() + timeout
    while not any(future.done() for future in futures):
        for future in futures:
            future._line.append(_threading._current)
        woken = _threading._block(deadline)
        for future in futures:
            if _threading._current in future._line:
                future._line.remove(_threading._current)
        if not woken:
            break
    return any(future.done() for future in futures)


class Executor:
    _closed = False

    def __init__(self, max_workers=None, *args, **kwargs):
        if max_workers is not None and max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        self._max_workers = max_workers

    def submit(self, fn, /, *args, **kwargs):
        if self._closed:
            raise RuntimeError("cannot schedule new futures after shutdown")
        future = Future()
        self._begin(future, fn, args, kwargs)
        return future

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        futures = [self.submit(fn, *args) for args in zip(*iterables)]

        def results():
            futures.reverse()
            try:
                while futures:
                    yield futures.pop().result()
            finally:
                for future in futures:
                    future.cancel()
        return results()

    def shutdown(self, wait=True, *, cancel_futures=False):
        self._closed = True

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.shutdown()
        return False


def _run(future, fn, args, kwargs):
    if not future.set_running_or_notify_cancel():
        return
    try:
        result = fn(*args, **kwargs)
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        future.set_exception(error)
    else:
        future.set_result(result)


_executors = 0


class ThreadPoolExecutor(Executor):
    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        global _executors
        super().__init__(5 if max_workers is None else max_workers)
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._thread_name_prefix = thread_name_prefix or "ThreadPoolExecutor-%d" % _executors
        _executors += 1
        self._initializer, self._initargs = initializer, initargs
        self._work, self._idle, self._threads = _deque(), _deque(), []

    def _begin(self, *work):
        self._work.append(work)
        if self._idle:
            _threading._wake(self._idle.popleft())
        elif len(self._threads) < self._max_workers:
            thread = _threading.Thread(target=self._serve, name="%s_%d" % (self._thread_name_prefix, len(self._threads)))
            self._threads.append(thread)
            thread.start()

    def _serve(self):
        if self._initializer is not None:
            self._initializer(*self._initargs)
        while True:
            while self._work:
                _run(*self._work.popleft())
            if self._closed:
                return
            _threading._wait_in(self._idle, None)

    def shutdown(self, wait=True, *, cancel_futures=False):
        self._closed = True
        if cancel_futures:
            for future, *_ in self._work:
                future.cancel()
        while self._idle:
            _threading._wake(self._idle.popleft())
        if wait:
            for thread in self._threads:
                thread.join()


class ProcessPoolExecutor(Executor):
    """Runs each call to its end when it is submitted."""

    def _begin(self, *work):
        _run(*work)


def as_completed(fs, timeout=None):
    deadline = None if timeout is None else _time.monotonic() + timeout
    left = list(dict.fromkeys(fs))
    count = len(left)
    order = []
    for future in left:
        future.add_done_callback(order.append)
    while left:
        if not order and not _wait_for_any(left, None if deadline is None else max(deadline - _time.monotonic(), 0)):
            raise TimeoutError("%d (of %d) futures unfinished" % (len(left), count))
        future = order.pop(0)
        left.remove(future)
        yield future


class DoneAndNotDoneFutures(tuple):
    done = property(lambda self: self[0])
    not_done = property(lambda self: self[1])


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    deadline = None if timeout is None else _time.monotonic() + timeout
    fs = set(fs)
    while True:
        done = {future for future in fs if future.done()}
        failed = any(not future.cancelled() and future._exception is not None for future in done)
        left = fs - done
        if not left or done and return_when == FIRST_COMPLETED or failed and return_when == FIRST_EXCEPTION:
            break
        if not _wait_for_any(left, None if deadline is None else max(deadline - _time.monotonic(), 0)):
            break
    return DoneAndNotDoneFutures((done, left))
"""#
