// Holds the first part of the module threading in Toy: how threads take turns, and locks.

/// The source of the module `threading`.
let bundledThreading = #"""
import sys as _sys
import time as _time
import heapq as _heapq
import _strands
from collections import deque as _deque

__all__ = [
    "get_ident", "active_count", "Condition", "current_thread", "enumerate", "main_thread", "TIMEOUT_MAX", "Event", "Lock", "RLock",
    "Semaphore", "BoundedSemaphore", "Thread", "Barrier", "BrokenBarrierError", "Timer", "ThreadError", "local", "excepthook",
    "ExceptHookArgs", "get_native_id", "stack_size", "settrace", "setprofile",
]

TIMEOUT_MAX = 9223372036.0
ThreadError = RuntimeError
_count = 0
_idents = 0
# Threads that may go on, those that wait for a time, and those that have not ended.
_ready = _deque()
_sleepers = []
_alive = {}
_serial = 0
_turn = 0.0


def _next():
    while True:
        if _sleepers:
            now = _time.monotonic()
            while _sleepers and _sleepers[0][0] <= now:
                _, _, thread, ticket = _heapq.heappop(_sleepers)
                if thread._ticket is ticket:
                    thread._ticket, thread._woken = None, False
                    _ready.append(thread)
        if _ready:
            return _ready.popleft()
        while _sleepers and _sleepers[0][2]._ticket is not _sleepers[0][3]:
            _heapq.heappop(_sleepers)
        if not _sleepers:
            return None
        _strands.sleep(max(_sleepers[0][0] - now, 0))


def _go_to(thread):
    # Lets another thread run; goes on when this one is chosen again.
    global _current, _turn
    me = _current
    if thread is not me:
        _current = thread
        _strands.switch(thread._strand)
        if me._sent is not None:
            error, me._sent = me._sent, None
            raise error
    _turn = _time.monotonic()


def _block(deadline=None):
    # Waits until the thread is woken; False if that did not happen in time.
    global _serial
    me = _current
    me._ticket = ticket = object()
    me._woken = True
    if deadline is not None:
        _serial += 1
        _heapq.heappush(_sleepers, (deadline, _serial, me, ticket))
    thread = _next()
    if thread is None:
        me._ticket = None
        raise RuntimeError("all threads wait for one another")
    _go_to(thread)
    return me._woken


def _wake(thread):
    if thread._ticket is not None:
        thread._ticket = None
        _ready.append(thread)
    # Its time may have run out meanwhile: it was woken nevertheless.
    thread._woken = True


def _deadline(timeout):
    return None if timeout is None else _time.monotonic() + timeout


def _sleep(seconds):
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    if len(_alive) < 2:
        return _strands.sleep(seconds)
    _sys.stdout.flush()
    _block(_time.monotonic() + seconds)


def _breathe():
    # Whoever asks for something time and again lets the others run now and then.
    if len(_alive) > 1 and _time.monotonic() - _turn > 0.005:
        _block(_time.monotonic())


def _wait_in(line, deadline):
    # Waits in a line of threads; whoever wakes a thread takes it out.
    me = _current
    line.append(me)
    try:
        woken = _block(deadline)
    except BaseException:
        if me in line:
            line.remove(me)
        raise
    if not woken:
        line.remove(me)
    return woken


def _wait_until_free(lock, timeout):
    """Waits in the lock's line until nobody owns it; False if that took too long."""
    deadline = _time.monotonic() + timeout if timeout >= 0 else None
    if not lock._line:
        lock._line = _deque()
    while lock._owner is not None:
        if not _wait_in(lock._line, deadline):
            return False
    return True


class Lock:
    _owner = None
    _line = ()

    def acquire(self, blocking=True, timeout=-1):
        if self._owner is not None:
            if not blocking:
                if timeout != -1:
                    raise ValueError("can't specify a timeout for a non-blocking call")
                _breathe()
                return False
            if timeout < 0 and timeout != -1:
                raise ValueError("timeout value must be a non-negative number")
            if not _wait_until_free(self, timeout):
                return False
        self._owner = _current
        return True

    def release(self):
        if self._owner is None:
            raise RuntimeError("release unlocked lock")
        self._owner = None
        if self._line:
            _wake(self._line.popleft())

    def locked(self):
        return self._owner is not None

    acquire_lock, release_lock, locked_lock = acquire, release, locked

    def _is_owned(self):
        return self._owner is not None

    def _release_save(self):
        self.release()

    def _acquire_restore(self, state):
        self.acquire()

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *details):
        self.release()

    def __repr__(self):
        return "<%s _thread.lock object at 0x%x>" % ("locked" if self.locked() else "unlocked", id(self))


class RLock:
    _owner = None
    _depth = 0
    _line = ()

    def acquire(self, blocking=True, timeout=-1):
        if self._owner is not None and self._owner is not _current:
            if not blocking:
                _breathe()
                return False
            if not _wait_until_free(self, timeout):
                return False
        self._owner = _current
        self._depth += 1
        return True

    def release(self):
        if self._owner is not _current:
            raise RuntimeError("cannot release un-acquired lock")
        self._depth -= 1
        if not self._depth:
            self._owner = None
            if self._line:
                _wake(self._line.popleft())

    def _is_owned(self):
        return self._owner is _current

    def _release_save(self):
        depth, self._depth = self._depth, 1
        self.release()
        return depth

    def _acquire_restore(self, depth):
        self.acquire()
        self._depth = depth

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *details):
        self.release()

    def __repr__(self):
        return "<%s _thread.RLock object owner=%d count=%d at 0x%x>" % (
            "locked" if self._depth else "unlocked", self._owner._ident if self._owner else 0, self._depth, id(self))


class Condition:
    def __init__(self, lock=None):
        self._lock = lock if lock is not None else RLock()
        self.acquire, self.release = self._lock.acquire, self._lock.release
        self._waiters = _deque()

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *details):
        return self._lock.__exit__(*details)

    def __repr__(self):
        return "<Condition(%s, %d)>" % (self._lock, len(self._waiters))

    def wait(self, timeout=None):
        if not self._lock._is_owned():
            raise RuntimeError("cannot wait on un-acquired lock")
        state = self._lock._release_save()
        try:
            return _wait_in(self._waiters, _deadline(timeout))
        finally:
            self._lock._acquire_restore(state)

    def wait_for(self, predicate, timeout=None):
        deadline = _deadline(timeout)
        result = predicate()
        while not result:
            left = None
            if deadline is not None:
                left = deadline - _time.monotonic()
                if left <= 0:
                    break
            self.wait(left)
            result = predicate()
        return result

    def notify(self, n=1):
        if not self._lock._is_owned():
            raise RuntimeError("cannot notify on un-acquired lock")
        while n > 0 and self._waiters:
            _wake(self._waiters.popleft())
            n -= 1

    def notify_all(self):
        self.notify(len(self._waiters))

    notifyAll = notify_all


class Semaphore:
    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._value = value
        self._line = _deque()

    def acquire(self, blocking=True, timeout=None):
        if not blocking and timeout is not None:
            raise ValueError("can't specify timeout for non-blocking acquire")
        deadline = _deadline(timeout)
        while not self._value:
            if not blocking:
                _breathe()
                return False
            if not _wait_in(self._line, deadline):
                return False
        self._value -= 1
        return True

    __enter__ = acquire

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be one or more")
        self._value += n
        while n and self._line:
            _wake(self._line.popleft())
            n -= 1

    def __exit__(self, *details):
        self.release()


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        super().__init__(value)
        self._initial_value = value

    def release(self, n=1):
        if self._value + n > self._initial_value:
            raise ValueError("Semaphore released too many times")
        super().release(n)


class Event:
    def __init__(self):
        self._flag = False
        self._line = _deque()

    def __repr__(self):
        return "<threading.Event at 0x%x: %s>" % (id(self), "set" if self._flag else "unset")

    def is_set(self):
        if not self._flag:
            _breathe()
        return self._flag

    isSet = is_set

    def set(self):
        self._flag = True
        while self._line:
            _wake(self._line.popleft())

    def clear(self):
        self._flag = False

    def wait(self, timeout=None):
        if self._flag:
            return True
        return _wait_in(self._line, _deadline(timeout))


class BrokenBarrierError(RuntimeError):
    pass


class Barrier:
    def __init__(self, parties, action=None, timeout=None):
        self._parties, self._action, self._timeout = parties, action, timeout
        self._line, self._broken = _deque(), False

    parties = property(lambda self: self._parties)
    n_waiting = property(lambda self: len(self._line))
    broken = property(lambda self: self._broken)

    def wait(self, timeout=None):
        if self._broken:
            raise BrokenBarrierError
        index = len(self._line)
        if index + 1 < self._parties:
            if not _wait_in(self._line, _deadline(self._timeout if timeout is None else timeout)):
                self.abort()
            if self._broken:
                raise BrokenBarrierError
            return index
        if self._action:
            try:
                self._action()
            except:
                self.abort()
                raise
        self._wake_all()
        return index

    def _wake_all(self):
        while self._line:
            _wake(self._line.popleft())

    def reset(self):
        if self._line:
            self.abort()
        self._broken = False

    def abort(self):
        self._broken = True
        self._wake_all()
"""# + bundledThreadingPart2
