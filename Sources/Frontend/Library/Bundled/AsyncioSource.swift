// Holds the module asyncio in Toy.

/// The source of the module `asyncio`.
let bundledAsyncio = [bundledAsyncioPart1, bundledAsyncioPart2, bundledAsyncioPart3].joined(separator: "\n")

private let bundledAsyncioPart1 = #"""
import heapq as _heapq
import time as _time
from collections import deque as _deque
import types as _types

__all__ = [
    "run", "sleep", "gather", "create_task", "wait_for", "wait", "shield", "as_completed", "Task", "Future", "Event", "Lock",
    "Semaphore", "BoundedSemaphore", "Condition", "Queue", "LifoQueue", "PriorityQueue", "QueueEmpty", "QueueFull", "CancelledError",
    "TimeoutError", "InvalidStateError", "get_event_loop", "get_running_loop", "new_event_loop", "set_event_loop", "current_task",
    "all_tasks", "ensure_future", "iscoroutine", "iscoroutinefunction", "isfuture", "FIRST_COMPLETED", "FIRST_EXCEPTION",
    "ALL_COMPLETED", "timeout", "TaskGroup", "Runner", "to_thread", "AbstractEventLoop",
]

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"
TimeoutError = TimeoutError


class CancelledError(BaseException):
    pass


class InvalidStateError(Exception):
    pass


class QueueEmpty(Exception):
    pass


class QueueFull(Exception):
    pass


for _class in (CancelledError, InvalidStateError):
    _class.__module__ = "asyncio.exceptions"
for _class in (QueueEmpty, QueueFull):
    _class.__module__ = "asyncio.queues"

_running = None
_current = {}


class Handle:
    def __init__(self, callback, args, when=0):
        self._callback, self._args, self._cancelled, self._when = callback, args, False, when

    def cancel(self):
        self._cancelled = True

    def cancelled(self):
        return self._cancelled

    def when(self):
        return self._when

    def __lt__(self, other):
        return self._when < other._when


class AbstractEventLoop:
    pass


class _Loop(AbstractEventLoop):
    def __init__(self):
        self._ready = _deque()
        self._timers = []
        self._count = 0
        self._stopping = False
        self._closed = False
        self._tasks = []
        self._handler = None
        self._generators = []

    def __repr__(self):
        return "<_UnixSelectorEventLoop running=%s closed=%s debug=False>" % (_running is self, self._closed)

    def time(self):
        return _time.monotonic()

    def call_soon(self, callback, *args, context=None):
        handle = Handle(callback, args)
        self._ready.append(handle)
        return handle

    call_soon_threadsafe = call_soon

    def call_later(self, delay, callback, *args, context=None):
        return self.call_at(self.time() + delay, callback, *args)

    def call_at(self, when, callback, *args, context=None):
        handle = Handle(callback, args, when)
        self._count += 1
        _heapq.heappush(self._timers, (when, self._count, handle))
        return handle

    def create_future(self):
        return Future(loop=self)

    def create_task(self, coro, *, name=None, context=None):
        return Task(coro, loop=self, name=name)

    async def run_in_executor(self, executor, func, *args):
        return func(*args)

    def is_running(self):
        return _running is self

    def is_closed(self):
        return self._closed

    def stop(self):
        self._stopping = True

    def close(self):
        self._closed = True

    def get_debug(self):
        return False

    def set_debug(self, enabled):
        pass

    def set_exception_handler(self, handler):
        self._handler = handler

    def call_exception_handler(self, context):
        if self._handler is not None:
            self._handler(self, context)

    async def shutdown_asyncgens(self):
        pass

    def _run_once(self):
        timers = self._timers
        while timers and timers[0][2]._cancelled:
            _heapq.heappop(timers)
        if not self._ready:
            if not timers:
                raise RuntimeError("Event loop has nothing left to do")
            delay = timers[0][0] - self.time()
            if delay > 0:
                _time.sleep(delay)
        if timers:
            end = self.time() + 1e-9
            while timers and timers[0][0] <= end:
                handle = _heapq.heappop(timers)[2]
                if not handle._cancelled:
                    self._ready.append(handle)
        for _ in range(len(self._ready)):
            handle = self._ready.popleft()
            if not handle._cancelled:
                handle._callback(*handle._args)

    def _enter(self):
        global _running
        if self._closed:
            raise RuntimeError("Event loop is closed")
        if _running is not None:
            raise RuntimeError("This event loop is already running" if _running is self else "Cannot run the event loop while another loop is running")
        _running = self

    def run_forever(self):
        global _running
        self._enter()
        try:
            while not self._stopping:
                self._run_once()
        finally:
            self._stopping = False
            _running = None

    def run_until_complete(self, future):
        global _running
        if self._closed:
            raise RuntimeError("Event loop is closed")
        future = ensure_future(future, loop=self)
        self._enter()
        try:
            while not future.done():
                self._run_once()
        except BaseException:
            if future.done() and not future.cancelled():
                future.exception()
            raise
        finally:
            _running = None
        return future.result()


_Loop.__name__ = _Loop.__qualname__ = "_UnixSelectorEventLoop"


class Future:
    _state = "PENDING"

    def __init__(self, *, loop=None):
        self._loop = loop if loop is not None else get_event_loop()
        self._callbacks = []
        self._result = None
        self._exception = None
        self._message = None

    def done(self):
        return self._state != "PENDING"

    def cancelled(self):
        return self._state == "CANCELLED"

    def get_loop(self):
        return self._loop

    def cancel(self, msg=None):
        if self._state != "PENDING":
            return False
        self._state = "CANCELLED"
        self._message = msg
        self._schedule()
        return True

    def _cancelled_error(self):
        return CancelledError() if self._message is None else CancelledError(self._message)

    def result(self):
        if self._state == "CANCELLED":
            raise self._cancelled_error()
        if self._state == "PENDING":
            raise InvalidStateError("Result is not ready." if type(self) is Future else "Result is not set.")
        if self._exception is not None:
            raise self._exception.with_traceback(self._exception.__traceback__)
        return self._result

    def exception(self):
        if self._state == "CANCELLED":
            raise self._cancelled_error()
        if self._state == "PENDING":
            raise InvalidStateError("Exception is not set.")
        return self._exception

    def set_result(self, result):
        if self._state != "PENDING":
            raise InvalidStateError("invalid state")
        self._result = result
        self._state = "FINISHED"
        self._schedule()

    def set_exception(self, exception):
        if self._state != "PENDING":
            raise InvalidStateError("invalid state")
        if isinstance(exception, type):
            exception = exception()
        if type(exception) is StopIteration:
            raise TypeError("StopIteration interacts badly with generators and cannot be raised into a Future")
        self._exception = exception
        self._state = "FINISHED"
        self._schedule()

    def add_done_callback(self, callback, *, context=None):
        if self._state != "PENDING":
            self._loop.call_soon(callback, self)
        else:
            self._callbacks.append(callback)

    def remove_done_callback(self, callback):
        before = len(self._callbacks)
        self._callbacks = [known for known in self._callbacks if known != callback]
        return before - len(self._callbacks)

    def _schedule(self):
        callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            self._loop.call_soon(callback, self)

    def __await__(self):
        if self._state == "PENDING":
            yield self
        if self._state == "PENDING":
            raise RuntimeError("await wasn't used with future")
        return self.result()

    __iter__ = __await__

    def _info(self):
        if self._state == "FINISHED":
            return "finished exception=%r" % self._exception if self._exception is not None else "finished result=%r" % (self._result,)
        return self._state.lower()

    def __repr__(self):
        return "<Future %s>" % self._info()


_task_count = 0


class Task(Future):
    def __init__(self, coro, *, loop=None, name=None, context=None):
        global _task_count
        super().__init__(loop=loop)
        if not iscoroutine(coro):
            raise TypeError("a coroutine was expected, got %r" % (coro,))
        # Tasks that are given names count as well.
        _task_count += 1
        if name is None:
            name = "Task-%d" % _task_count
        self._name = str(name)
        self._coro = coro
        self._waiting = None
        self._must_cancel = False
        self._cancels = 0
        self._loop._tasks.append(self)
        self._loop.call_soon(self._step)

    def get_name(self):
        return self._name

    def set_name(self, value):
        self._name = str(value)

    def get_coro(self):
        return self._coro

    def set_result(self, result):
        raise RuntimeError("Task does not support set_result operation")

    def set_exception(self, exception):
        raise RuntimeError("Task does not support set_exception operation")

    def cancelling(self):
        return self._cancels

    def uncancel(self):
        if self._cancels > 0:
            self._cancels -= 1
        return self._cancels

    def cancel(self, msg=None):
        if self.done():
            return False
        self._cancels += 1
        if self._waiting is not None and self._waiting.cancel(msg):
            return True
        self._must_cancel = True
        self._message = msg
        return True

    def _finish(self):
        try:
            self._loop._tasks.remove(self)
        except ValueError:
            pass

    def _step(self, exc=None):
        if self.done():
            return
        if self._must_cancel:
            if not isinstance(exc, CancelledError):
                exc = self._cancelled_error()
            self._must_cancel = False
        self._waiting = None
        previous = _current.get(self._loop)
        _current[self._loop] = self
        try:
            if exc is None:
                result = self._coro.send(None)
            else:
                result = self._coro.throw(exc)
        except StopIteration as stop:
            if self._must_cancel:
                self._must_cancel = False
                Future.cancel(self, self._message)
            else:
                Future.set_result(self, stop.value)
            self._finish()
        except CancelledError as error:
            self._message = error.args[0] if error.args else None
            Future.cancel(self, self._message)
            self._finish()
        except (KeyboardInterrupt, SystemExit) as error:
            Future.set_exception(self, error)
            self._finish()
            raise
        except BaseException as error:
            Future.set_exception(self, error)
            self._finish()
        else:
            if isinstance(result, Future):
                if result is self:
                    self._loop.call_soon(self._step, RuntimeError("Task cannot await on itself: %r" % self))
                else:
                    result.add_done_callback(self._wakeup)
                    self._waiting = result
                    if self._must_cancel and result.cancel(self._message):
                        self._must_cancel = False
            elif result is None:
                self._loop.call_soon(self._step)
            else:
                self._loop.call_soon(self._step, RuntimeError("Task got bad yield: %r" % (result,)))
        finally:
            if previous is None:
                _current.pop(self._loop, None)
            else:
                _current[self._loop] = previous

    def _wakeup(self, future):
        if future._state == "CANCELLED":
            self._step(future._cancelled_error())
        elif future._exception is not None:
            self._step(future._exception)
        else:
            self._step()

    def __repr__(self):
        code = getattr(self._coro, "cr_code", None) or getattr(self._coro, "gi_code", None)
        frame = getattr(self._coro, "cr_frame", None) or getattr(self._coro, "gi_frame", None)
        name = getattr(self._coro, "__qualname__", "?")
        if code is None:
            place = "%s()" % name
        elif frame is None:
            place = "%s() done, defined at %s:%d" % (name, code.co_filename, code.co_firstlineno)
        else:
            place = "%s() running at %s:%d" % (name, code.co_filename, frame.f_lineno)
        state, _, outcome = self._info().partition(" ")
        if self._must_cancel or state == "pending" and self._cancels:
            state = "cancelling"
        text = "<Task %s name=%r coro=<%s>" % (state, self._name, place)
        if self._waiting is not None and not self.done():
            waiting = repr(self._waiting)
            text += " wait_for=" + (waiting if self._waiting.done() else waiting[:-1] + " cb=[Task.task_wakeup()]>")
        return text + (" " + outcome if outcome else "") + ">"


for _class in (Future, Task):
    _class.__module__ = "_asyncio"

_loop = None


def get_running_loop():
    if _running is None:
        raise RuntimeError("no running event loop")
    return _running


def get_event_loop():
    global _loop
    if _running is not None:
        return _running
    if _loop is None:
        _loop = _Loop()
    return _loop


def new_event_loop():
    return _Loop()


def set_event_loop(loop):
    global _loop
    _loop = loop


def iscoroutine(value):
    return isinstance(value, (_types.CoroutineType, _types.GeneratorType)) and not isinstance(value, type)


def iscoroutinefunction(function):
    code = getattr(getattr(function, "__func__", function), "__code__", None)
    return code is not None and bool(code.co_flags & 0x80)


def isfuture(value):
    return isinstance(value, Future)


def ensure_future(value, *, loop=None):
    if isinstance(value, Future):
        return value
    if iscoroutine(value):
        return (loop or get_event_loop()).create_task(value)
    if hasattr(value, "__await__"):
        async def wrap():
            return await value
        return (loop or get_event_loop()).create_task(wrap())
    raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")


def create_task(coro, *, name=None, context=None):
    return get_running_loop().create_task(coro, name=name)


def current_task(loop=None):
    return _current.get(loop or get_running_loop())


def all_tasks(loop=None):
    return {task for task in (loop or get_running_loop())._tasks if not task.done()}


class Runner:
    def __init__(self, *, debug=None, loop_factory=None):
        self._loop = None
        self._factory = loop_factory

    def __enter__(self):
        self.get_loop()
        return self

    def __exit__(self, *details):
        self.close()

    def get_loop(self):
        if self._loop is None:
            self._loop = (self._factory or new_event_loop)()
        return self._loop

    def run(self, coro, *, context=None):
        if not iscoroutine(coro):
            raise ValueError("a coroutine was expected, got {!r}".format(coro))
        if _running is not None:
            raise RuntimeError("Runner.run() cannot be called from a running event loop")
        return self.get_loop().run_until_complete(coro)

    def close(self):
        loop, self._loop = self._loop, None
        if loop is None:
            return
        rest = [task for task in loop._tasks if not task.done()]
        for task in rest:
            task.cancel()
        if rest:
            loop.run_until_complete(gather(*rest, return_exceptions=True, _loop=loop))
        loop.close()


def run(main, *, debug=None):
    if _running is not None:
        raise RuntimeError("asyncio.run() cannot be called from a running event loop")
    with Runner() as runner:
        return runner.run(main)


class _Yield:
    def __await__(self):
        yield


def _yield_once():
    return _Yield()


"""#
