// Holds the module multiprocessing in Toy, whose processes are threads.

/// The source of the module `multiprocessing`.
let bundledMultiprocessing = #"""
import itertools as _itertools
import os as _os
import queue as _queue
import sys as _sys
import threading as _threading
import time as _time
from threading import Barrier, BoundedSemaphore, Condition, Event, Lock, RLock, Semaphore

__all__ = [
    "Array", "AuthenticationError", "Barrier", "BoundedSemaphore", "BufferTooShort", "Condition", "Event", "JoinableQueue", "Lock",
    "Manager", "Pipe", "Pool", "Process", "ProcessError", "Queue", "RLock", "RawArray", "RawValue", "Semaphore", "SimpleQueue",
    "TimeoutError", "Value", "active_children", "cpu_count", "current_process", "freeze_support", "get_all_start_methods", "get_context",
    "get_start_method", "parent_process", "set_start_method",
]


class ProcessError(Exception):
    pass


class BufferTooShort(ProcessError):
    pass


class TimeoutError(ProcessError):
    pass


class AuthenticationError(ProcessError):
    pass


_numbers, _pids = _itertools.count(1), _itertools.count(_os.getpid() + 1)
_local = _threading.local()
_children = []


class Process:
    """Work that is done in a thread of this process."""

    def __init__(self, group=None, target=None, name=None, args=(), kwargs={}, *, daemon=None):
        if group is not None:
            raise AssertionError("group argument must be None for now")
        self._target, self._args, self._kwargs = target, tuple(args), dict(kwargs)
        self._number = next(_numbers)
        self.name = name or f"{type(self).__name__}-{self._number}"
        self.daemon = bool(daemon)
        self._thread = self._pid = self._code = None

    def run(self):
        if self._target:
            self._target(*self._args, **self._kwargs)

    def start(self):
        if self._thread is not None:
            raise AssertionError("cannot start a process twice")
        self._pid = next(_pids)
        _children.append(self)
        self._thread = _threading.Thread(target=self._bootstrap, name="MainThread", daemon=self.daemon)
        self._thread.start()
        _time.sleep(0)

    def _bootstrap(self):
        _local.process = self
        try:
            self.run()
            self._code = 0
        except SystemExit as e:
            self._code = e.code if isinstance(e.code, int) else 0 if e.code is None else 1
            if self._code == 1 and not isinstance(e.code, int):
                print(e.code, file=_sys.stderr)
        except BaseException:
            import traceback
            self._code = 1
            print(f"Process {self.name}:", file=_sys.stderr)
            traceback.print_exc()
        finally:
            if self in _children:
                _children.remove(self)

    def join(self, timeout=None):
        if self._thread is None:
            raise AssertionError("can only join a started process")
        self._thread.join(timeout)

    def is_alive(self):
        return self._thread is not None and self._thread.is_alive()

    def terminate(self):
        raise NotImplementedError("processes that are terminated")

    kill = terminate

    def close(self):
        if self.is_alive():
            raise ValueError("Cannot close a process while it is still running. You should first call join() or terminate().")

    @property
    def pid(self):
        return self._pid

    ident = pid

    @property
    def exitcode(self):
        return self._code if not self.is_alive() else None

    def __repr__(self):
        if self._thread is None:
            state = "initial"
        elif self.is_alive():
            state = "started"
        else:
            state = f"stopped exitcode={self._code}"
        pid = "" if self._pid is None else f" pid={self._pid}"
        return f"<{type(self).__name__} name={self.name!r}{pid} parent={_os.getpid()} {state}{' daemon' if self.daemon else ''}>"


class _MainProcess(Process):
    def __init__(self):
        self.name, self.daemon, self._pid, self._thread, self._code = "MainProcess", False, _os.getpid(), _threading.main_thread(), None


_main = _MainProcess()


def current_process():
    return getattr(_local, "process", _main)


def parent_process():
    return None if current_process() is _main else _main


def active_children():
    return list(_children)


def cpu_count():
    return _os.cpu_count()


def freeze_support():
    pass


def get_start_method(allow_none=False):
    return "fork"


def get_all_start_methods():
    return ["fork", "spawn", "forkserver"]


def set_start_method(method, force=False):
    if method not in get_all_start_methods():
        raise ValueError("cannot find context for %r" % method)


def get_context(method=None):
    return _sys.modules[__name__]


class Queue(_queue.Queue):
    def close(self):
        pass

    def join_thread(self):
        pass

    def cancel_join_thread(self):
        pass


class JoinableQueue(Queue):
    pass


class SimpleQueue(Queue):
    pass


class _Connection:
    def __init__(self, incoming, outgoing):
        self._incoming, self._outgoing, self.closed = incoming, outgoing, False

    def send(self, obj):
        if self.closed:
            raise OSError("handle is closed")
        self._outgoing.put(obj)

    def recv(self):
        if self.closed:
            raise OSError("handle is closed")
        item = self._incoming.get()
        if item is _end:
            raise EOFError
        return item

    send_bytes, recv_bytes = send, recv

    def poll(self, timeout=0.0):
        deadline = None if timeout is None else _time.monotonic() + timeout
        while self._incoming.empty():
            if deadline is not None and _time.monotonic() >= deadline:
                return False
            _time.sleep(0.001)
        return True

    def close(self):
        if not self.closed:
            self.closed = True
            self._outgoing.put(_end)

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.close()


_end = object()


def Pipe(duplex=True):
    a, b = _queue.Queue(), _queue.Queue()
    return _Connection(a, b), _Connection(b, a)


class _Shared:
    def __init__(self, lock):
        self._lock = RLock() if lock is True or lock is None else lock

    def get_lock(self):
        return self._lock

    def acquire(self, *args):
        return self._lock.acquire(*args)

    def release(self):
        self._lock.release()

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *details):
        return self._lock.__exit__(*details)


def _kind(typecode):
    import ctypes
    names = {"c": "c_char", "u": "c_wchar", "b": "c_byte", "B": "c_ubyte", "h": "c_short", "H": "c_ushort", "i": "c_int", "I": "c_uint",
             "l": "c_long", "L": "c_ulong", "q": "c_longlong", "Q": "c_ulonglong", "f": "c_float", "d": "c_double"}
    return getattr(ctypes, names[typecode]) if isinstance(typecode, str) else typecode


class Synchronized(_Shared):
    def __init__(self, obj, lock=None):
        super().__init__(lock)
        self._obj = obj

    def get_obj(self):
        return self._obj

    @property
    def value(self):
        return self._obj.value

    @value.setter
    def value(self, value):
        self._obj.value = value

    def __repr__(self):
        return f"<Synchronized wrapper for {self._obj!r}>"


class SynchronizedArray(Synchronized):
    def __len__(self):
        return len(self._obj)

    def __getitem__(self, i):
        return self._obj[i]

    def __setitem__(self, i, value):
        self._obj[i] = value

    def __iter__(self):
        return iter(self._obj)


def RawValue(typecode, *args):
    return _kind(typecode)(*args)


def RawArray(typecode, size_or_initializer):
    if isinstance(size_or_initializer, int):
        return (_kind(typecode) * size_or_initializer)()
    return (_kind(typecode) * len(size_or_initializer))(*size_or_initializer)


def Value(typecode, *args, lock=True):
    value = RawValue(typecode, *args)
    return value if lock is False else Synchronized(value, lock)


def Array(typecode, size_or_initializer, *, lock=True):
    array = RawArray(typecode, size_or_initializer)
    return array if lock is False else SynchronizedArray(array, lock)


class _Manager:
    Queue, JoinableQueue, Lock, RLock, Event = Queue, JoinableQueue, staticmethod(Lock), staticmethod(RLock), Event
    Semaphore, BoundedSemaphore, Condition, Barrier = Semaphore, BoundedSemaphore, Condition, Barrier

    def dict(self, *args, **kwargs):
        return dict(*args, **kwargs)

    def list(self, *args):
        return list(*args)

    def Value(self, typecode, value, lock=True):
        return Namespace(value=value)

    def Array(self, typecode, sequence, lock=True):
        return list(sequence)

    def Namespace(self, **kwargs):
        return Namespace(**kwargs)

    def start(self, *args):
        pass

    def shutdown(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.shutdown()


class Namespace:
    def __init__(self, /, **kwargs):
        self.__dict__.update(kwargs)

    def __repr__(self):
        items = [f"{name}={value!r}" for name, value in sorted(self.__dict__.items()) if not name.startswith("_")]
        return f"Namespace({', '.join(items)})"


def Manager():
    return _Manager()


class AsyncResult:
    def __init__(self, call, callback=None, error_callback=None):
        self._value = self._error = None
        try:
            self._value = call()
        except Exception as e:
            self._error = e
            if error_callback:
                error_callback(e)
        else:
            if callback:
                callback(self._value)

    def get(self, timeout=None):
        if self._error is not None:
            raise self._error
        return self._value

    def wait(self, timeout=None):
        pass

    def ready(self):
        return True

    def successful(self):
        return self._error is None


class Pool:
    """Does the work of a pool of processes, one piece after the other."""

    def __init__(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None, context=None):
        if processes is None:
            processes = cpu_count() or 1
        if processes < 1:
            raise ValueError("Number of processes must be at least 1")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._processes, self._state = processes, "RUN"
        for _ in range(processes):
            next(_numbers)
        if initializer is not None:
            initializer(*initargs)

    def _check(self):
        if self._state != "RUN":
            raise ValueError("Pool not running")

    def apply(self, func, args=(), kwds={}):
        self._check()
        return func(*args, **kwds)

    def apply_async(self, func, args=(), kwds={}, callback=None, error_callback=None):
        self._check()
        return AsyncResult(lambda: func(*args, **kwds), callback, error_callback)

    def map(self, func, iterable, chunksize=None):
        self._check()
        return [func(item) for item in iterable]

    def map_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        self._check()
        return AsyncResult(lambda: [func(item) for item in iterable], callback, error_callback)

    def starmap(self, func, iterable, chunksize=None):
        self._check()
        return [func(*items) for items in iterable]

    def starmap_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        self._check()
        return AsyncResult(lambda: [func(*items) for items in iterable], callback, error_callback)

    def imap(self, func, iterable, chunksize=1):
        self._check()
        return iter([func(item) for item in iterable])

    imap_unordered = imap

    def close(self):
        if self._state == "RUN":
            self._state = "CLOSE"

    def terminate(self):
        self._state = "TERMINATE"

    def join(self):
        if self._state == "RUN":
            raise ValueError("Pool is still running")

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *details):
        self.terminate()

    def __repr__(self):
        return f"<multiprocessing.pool.Pool state={self._state} pool_size={self._processes}>"
"""#
