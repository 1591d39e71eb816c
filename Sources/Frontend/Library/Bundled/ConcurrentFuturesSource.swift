// Holds the module concurrent.futures in Toy.

/// The source of the module `concurrent.futures`.
let bundledConcurrentFutures = #"""
import time as _time

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
        if self._state == "CANCELLED":
            raise CancelledError()
        if self._state != "FINISHED":
            if timeout is not None:
                _time.sleep(timeout)
                raise TimeoutError()
            raise RuntimeError("Future.result() waits for a thread that cannot go on: threads run one after the other")

    def add_done_callback(self, fn):
        if self.done():
            fn(self)
        else:
            self._callbacks.append(fn)

    def _notify(self):
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


class Executor:
    """Runs each call to its end when it is submitted."""

    _closed = False

    def __init__(self, max_workers=None, *args, **kwargs):
        if max_workers is not None and max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        self._max_workers = max_workers

    def submit(self, fn, /, *args, **kwargs):
        if self._closed:
            raise RuntimeError("cannot schedule new futures after shutdown")
        future = Future()
        future.set_running_or_notify_cancel()
        try:
            result = fn(*args, **kwargs)
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            future.set_exception(error)
        else:
            future.set_result(result)
        return future

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        futures = [self.submit(fn, *args) for args in zip(*iterables)]
        return (future.result() for future in futures)

    def shutdown(self, wait=True, *, cancel_futures=False):
        self._closed = True

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.shutdown()
        return False


class ThreadPoolExecutor(Executor):
    pass


class ProcessPoolExecutor(Executor):
    pass


def as_completed(fs, timeout=None):
    yield from list(dict.fromkeys(fs))


class DoneAndNotDoneFutures(tuple):
    done = property(lambda self: self[0])
    not_done = property(lambda self: self[1])


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    fs = set(fs)
    done = {future for future in fs if future.done()}
    return DoneAndNotDoneFutures((done, fs - done))
"""#
