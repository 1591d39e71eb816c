// Holds the second part of the module threading in Toy: threads.

let bundledThreadingPart2 = #"""


class local:
    def __new__(cls, /, *args, **kwargs):
        self = object.__new__(cls)
        object.__setattr__(self, "_spaces", {_current: {}})
        object.__setattr__(self, "_made", (args, kwargs))
        return self

    def __init__(self, /, *args, **kwargs):
        pass

    def __getattribute__(self, name):
        spaces = object.__getattribute__(self, "_spaces")
        space = spaces.get(_current)
        if space is None:
            space = spaces[_current] = {}
            # Each thread that uses the object initializes it for itself.
            args, kwargs = object.__getattribute__(self, "_made")
            type(self).__init__(self, *args, **kwargs)
        if name == "__dict__":
            return space
        if name in space:
            return space[name]
        try:
            return object.__getattribute__(self, name)
        except AttributeError:
            if type(self) is not local:
                raise
            raise AttributeError(f"'_thread._local' object has no attribute {name!r}", name=name, obj=self) from None

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
    """A thread of control."""

    _initialized = False
    _strand = 0
    _ticket = _sent = None
    _woken = True

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        global _count
        if group is not None:
            raise AssertionError("group argument must be None for now")
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
        self._started = self._running = False
        self._ident = None
        self._joiners = _deque()
        self._initialized = True

    def start(self):
        global _idents
        if not self._initialized:
            raise RuntimeError("thread.__init__() not called")
        if self._started:
            raise RuntimeError("threads can only be started once")
        self._strand = _strands.spawn(self._bootstrap)
        self._started = self._running = True
        _idents += 1
        self._ident = 140000000000000 + _idents * 8392704
        _alive[self] = self._ident
        _strands.hooks(_sleep, _breathe)
        _ready.appendleft(_current)
        _go_to(self)

    def _bootstrap(self):
        global _current, _turn
        _turn = _time.monotonic()
        try:
            try:
                self.run()
            except Exception as error:
                # As text, the traceback begins with the program's own code.
                excepthook(ExceptHookArgs((type(error), error, error.__traceback__, self)))
        except SystemExit:
            pass
        except BaseException as error:
            _main._sent = error
            _wake(_main)
        self._running = False
        del _alive[self]
        while self._joiners:
            _wake(self._joiners.popleft())
        thread = _next()
        if thread is None:
            _main._sent = _main._sent or RuntimeError("all threads wait for one another")
            _main._ticket = None
            thread = _main
        _current = thread
        return thread._strand

    def run(self):
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            del self._target, self._args, self._kwargs

    def join(self, timeout=None):
        if not self._initialized:
            raise RuntimeError("Thread.__init__() not called")
        if not self._started:
            raise RuntimeError("cannot join thread before it is started")
        if self is _current:
            raise RuntimeError("cannot join current thread")
        if self._running:
            _wait_in(self._joiners, _deadline(None if timeout is None else max(timeout, 0)))

    def is_alive(self):
        if self._running and self is not _current:
            _breathe()
        return self._running

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
        status = "started" if self._running else "stopped" if self._started else "initial"
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
_main._started = _main._running = True
_main._ident = 140000000000000
_alive[_main] = _main._ident


def _shutdown():
    for thread in list(_alive):
        if thread is not _current and not thread._daemonic and thread._running:
            thread.join()


def current_thread():
    return _current


currentThread = current_thread


def main_thread():
    return _main


def get_ident():
    return _current._ident


get_native_id = get_ident


def enumerate():
    return list(_alive)


def active_count():
    return len(_alive)


activeCount = active_count


def stack_size(size=0):
    return 0


def settrace(function):
    pass


setprofile = settrace
"""#
