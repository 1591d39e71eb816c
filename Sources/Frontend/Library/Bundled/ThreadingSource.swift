// Holds the module threading in Toy.

/// The source of the module `threading`.
let bundledThreading = #"""
import sys as _sys
import time as _time

__all__ = [
    "get_ident", "active_count", "Condition", "current_thread", "enumerate", "main_thread", "TIMEOUT_MAX", "Event", "Lock", "RLock",
    "Semaphore", "BoundedSemaphore", "Thread", "Barrier", "BrokenBarrierError", "Timer", "ThreadError", "local", "excepthook",
    "ExceptHookArgs", "get_native_id", "stack_size", "settrace", "setprofile",
]

TIMEOUT_MAX = 9223372036.0
ThreadError = RuntimeError
_count = 0
_idents = 0


def _stuck(what):
    raise RuntimeError("%s waits for a thread that cannot go on: threads run one after the other" % what)


class Lock:
    _owner = None

    def acquire(self, blocking=True, timeout=-1):
        if self._owner is not None:
            if not blocking:
                return False
            if timeout >= 0:
                _time.sleep(timeout)
                return False
            _stuck("Lock.acquire()")
        self._owner = _current
        return True

    def release(self):
        if self._owner is None:
            raise RuntimeError("release unlocked lock")
        self._owner = None

    def locked(self):
        return self._owner is not None

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *details):
        self.release()

    def __repr__(self):
        return "<%s _thread.lock object at 0x%x>" % ("locked" if self.locked() else "unlocked", id(self))


class RLock:
    _owner = None
    _depth = 0

    def acquire(self, blocking=True, timeout=-1):
        if self._owner is not None and self._owner is not _current:
            if not blocking:
                return False
            _stuck("RLock.acquire()")
        self._owner = _current
        self._depth += 1
        return True

    def release(self):
        if self._owner is not _current:
            raise RuntimeError("cannot release un-acquired lock")
        self._depth -= 1
        if not self._depth:
            self._owner = None

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *details):
        self.release()


class Condition:
    def __init__(self, lock=None):
        self._lock = lock or RLock()
        self.acquire, self.release = self._lock.acquire, self._lock.release

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *details):
        return self._lock.__exit__(*details)

    def wait(self, timeout=None):
        if timeout is None:
            _stuck("Condition.wait()")
        _time.sleep(timeout)
        return False

    def wait_for(self, predicate, timeout=None):
        result = predicate()
        if not result:
            self.wait(timeout)
            result = predicate()
        return result

    def notify(self, n=1):
        pass

    def notify_all(self):
        pass


class Semaphore:
    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._value = value

    def acquire(self, blocking=True, timeout=None):
        if not self._value:
            if not blocking:
                return False
            if timeout is None:
                _stuck("Semaphore.acquire()")
            _time.sleep(timeout)
            return False
        self._value -= 1
        return True

    def release(self, n=1):
        self._value += n

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *details):
        self.release()


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        super().__init__(value)
        self._bound = value

    def release(self, n=1):
        if self._value + n > self._bound:
            raise ValueError("Semaphore released too many times")
        self._value += n


class Event:
    def __init__(self):
        self._flag = False

    def is_set(self):
        return self._flag

    isSet = is_set

    def set(self):
        self._flag = True

    def clear(self):
        self._flag = False

    def wait(self, timeout=None):
        if not self._flag:
            if timeout is None:
                _stuck("Event.wait()")
            _time.sleep(timeout)
        return self._flag


class BrokenBarrierError(RuntimeError):
    pass


class Barrier:
    def __init__(self, parties, action=None, timeout=None):
        self.parties, self._action, self.n_waiting, self.broken = parties, action, 0, False

    def wait(self, timeout=None):
        if self.parties > 1:
            _stuck("Barrier.wait()")
        if self._action:
            self._action()
        return 0


class local:
    def __init__(self):
        object.__setattr__(self, "_spaces", {})

    def __getattribute__(self, name):
        space = object.__getattribute__(self, "_spaces").setdefault(_current, {})
        if name == "__dict__":
            return space
        if name in space:
            return space[name]
        return object.__getattribute__(self, name)

    def __setattr__(self, name, value):
        object.__getattribute__(self, "_spaces").setdefault(_current, {})[name] = value

    def __delattr__(self, name):
        try:
            del object.__getattribute__(self, "_spaces").setdefault(_current, {})[name]
        except KeyError:
            raise AttributeError(name) from None


class ExceptHookArgs(tuple):
    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    thread = property(lambda self: self[3])


def excepthook(args, /):
    import traceback
    if args.exc_type is SystemExit:
        return
    _sys.stdout.flush()
    _sys.stderr.write("Exception in thread %s:\n" % args.thread.name + "".join(traceback.format_exception(args.exc_value)))


class Thread:
    """A thread of control. It runs to its end when it is started."""

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        global _count
        if name is None:
            _count += 1
            name = "Thread-%d" % _count
            if target is not None:
                try:
                    name += " (%s)" % target.__name__
                except AttributeError:
                    pass
        self._name = str(name)
        self._target, self._args, self._kwargs = target, args, kwargs or {}
        self._daemonic = _current._daemonic if daemon is None and _current is not None else bool(daemon)
        self._started = self._alive = False
        self._ident = None

    def start(self):
        global _current, _idents
        if not hasattr(self, "_started"):
            raise RuntimeError("thread.__init__() not called")
        if self._started:
            raise RuntimeError("threads can only be started once")
        self._started = self._alive = True
        _idents += 1
        self._ident = 140000000000000 + _idents * 8392704
        outer, _current = _current, self
        try:
            self.run()
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            excepthook(ExceptHookArgs((type(error), error, error.__traceback__, self)))
        finally:
            _current = outer
            self._alive = False

    def run(self):
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            del self._target, self._args, self._kwargs

    def join(self, timeout=None):
        if not self._started:
            raise RuntimeError("cannot join thread before it is started")
        if self is _current:
            raise RuntimeError("cannot join current thread")

    def is_alive(self):
        return self._alive

    @property
    def name(self):
        return self._name

    @name.setter
    def name(self, value):
        self._name = str(value)

    def getName(self):
        return self._name

    def setName(self, value):
        self._name = str(value)

    @property
    def ident(self):
        return self._ident

    native_id = ident

    @property
    def daemon(self):
        return self._daemonic

    @daemon.setter
    def daemon(self, value):
        if self._started:
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemonic = bool(value)

    def isDaemon(self):
        return self._daemonic

    def setDaemon(self, value):
        self.daemon = value

    def __repr__(self):
        status = "started" if self._alive else "stopped" if self._started else "initial"
        if self._daemonic:
            status += " daemon"
        if self._ident is not None:
            status += " %s" % self._ident
        return "<%s(%s, %s)>" % (type(self).__name__, self._name, status)


class Timer(Thread):
    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__()
        self.interval, self.function = interval, function
        self.args, self.kwargs = args or [], kwargs or {}
        self.finished = Event()

    def cancel(self):
        self.finished.set()

    def run(self):
        self.finished.wait(self.interval)
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)
        self.finished.set()


class _MainThread(Thread):
    pass


_current = None
_main = _current = _MainThread(name="MainThread", daemon=False)
_main._started = _main._alive = True
_main._ident = 140000000000000


def current_thread():
    return _current


currentThread = current_thread


def main_thread():
    return _main


def get_ident():
    return _current._ident


get_native_id = get_ident


def enumerate():
    return [_main] if _current is _main else [_main, _current]


def active_count():
    return len(enumerate())


activeCount = active_count


def stack_size(size=0):
    return 0


def settrace(function):
    pass


setprofile = settrace
"""#
