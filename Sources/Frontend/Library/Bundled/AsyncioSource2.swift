// Continues the module asyncio in Toy.

let bundledAsyncioPart2 = #"""
async def sleep(delay, result=None):
    if delay <= 0:
        await _yield_once()
        return result
    loop = get_running_loop()
    future = loop.create_future()
    handle = loop.call_later(delay, _set_unless_done, future, result)
    try:
        return await future
    finally:
        handle.cancel()


def _set_unless_done(future, result):
    if not future.done():
        future.set_result(result)


class _GatheringFuture(Future):
    _children = ()
    _cancel_asked = False

    def cancel(self, msg=None):
        if self.done():
            return False
        asked = False
        for child in self._children:
            if child.cancel(msg):
                asked = True
        if asked:
            self._cancel_asked = True
        return asked


def gather(*awaitables, return_exceptions=False, _loop=None):
    loop = _loop or (_running if _running is not None else get_event_loop())
    outer = _GatheringFuture(loop=loop)
    if not awaitables:
        outer.set_result([])
        return outer
    made = {}
    children = []
    for awaitable in awaitables:
        if id(awaitable) not in made:
            made[id(awaitable)] = ensure_future(awaitable, loop=loop)
        children.append(made[id(awaitable)])
    outer._children = children
    left = len(made)

    def finished(future):
        nonlocal left
        left -= 1
        if outer.done():
            if not future.cancelled():
                future.exception()
            return
        if not return_exceptions:
            if future.cancelled():
                outer.set_exception(future._cancelled_error())
                return
            if future._exception is not None:
                outer.set_exception(future._exception)
                return
        if left == 0:
            results = []
            for child in children:
                if child.cancelled():
                    results.append(child._cancelled_error())
                else:
                    results.append(child._exception if child._exception is not None else child._result)
            if outer._cancel_asked:
                outer.set_exception(CancelledError())
            else:
                outer.set_result(results)

    for child in made.values():
        child.add_done_callback(finished)
    return outer


def shield(awaitable):
    inner = ensure_future(awaitable)
    if inner.done():
        return inner
    outer = inner._loop.create_future()

    def finished(future):
        if outer.cancelled():
            return
        if future.cancelled():
            outer.cancel()
        elif future._exception is not None:
            outer.set_exception(future._exception)
        else:
            outer.set_result(future._result)

    inner.add_done_callback(finished)
    return outer


async def wait(tasks, *, timeout=None, return_when=ALL_COMPLETED):
    tasks = set(tasks)
    if not tasks:
        raise ValueError("Set of Tasks/Futures is empty.")
    if any(iscoroutine(task) for task in tasks):
        raise TypeError("Passing coroutines is forbidden, use tasks explicitly.")
    loop = get_running_loop()
    waiter = loop.create_future()

    def enough():
        if all(task.done() for task in tasks):
            return True
        if return_when == FIRST_COMPLETED:
            return any(task.done() for task in tasks)
        if return_when == FIRST_EXCEPTION:
            return any(task.done() and not task.cancelled() and task._exception is not None for task in tasks)
        return False

    def finished(future):
        if enough():
            _set_unless_done(waiter, None)

    if not enough():
        handle = None if timeout is None else loop.call_later(timeout, _set_unless_done, waiter, None)
        for task in tasks:
            task.add_done_callback(finished)
        try:
            await waiter
        finally:
            if handle is not None:
                handle.cancel()
            for task in tasks:
                task.remove_done_callback(finished)
    done = {task for task in tasks if task.done()}
    return done, tasks - done


async def wait_for(awaitable, timeout):
    if timeout is None:
        return await awaitable
    loop = get_running_loop()
    task = ensure_future(awaitable, loop=loop)
    if timeout <= 0 and not task.done():
        task.cancel()
        try:
            await task
        except CancelledError:
            raise TimeoutError() from None
    waiter = loop.create_future()
    handle = loop.call_later(timeout, _set_unless_done, waiter, None)

    def finished(future):
        _set_unless_done(waiter, None)

    task.add_done_callback(finished)
    try:
        try:
            await waiter
        except CancelledError:
            if task.done():
                return task.result()
            task.remove_done_callback(finished)
            task.cancel()
            try:
                await task
            except CancelledError:
                pass
            raise
        if task.done():
            return task.result()
        task.remove_done_callback(finished)
        task.cancel()
        try:
            await task
        except CancelledError as error:
            raise TimeoutError() from error
        return task.result()
    finally:
        handle.cancel()


def as_completed(awaitables, *, timeout=None):
    loop = get_event_loop()
    tasks = [ensure_future(awaitable, loop=loop) for awaitable in set(awaitables)]
    finished = _deque()
    waiters = _deque()

    def done(future):
        if waiters:
            _set_unless_done(waiters.popleft(), future)
        else:
            finished.append(future)

    async def one():
        if finished:
            future = finished.popleft()
        else:
            waiter = loop.create_future()
            waiters.append(waiter)
            if timeout is None:
                future = await waiter
            else:
                future = await wait_for(waiter, timeout)
        return future.result()

    for task in tasks:
        task.add_done_callback(done)
    for _ in tasks:
        yield one()


async def to_thread(func, /, *args, **kwargs):
    await _yield_once()
    return func(*args, **kwargs)


class _Lockable:
    async def __aenter__(self):
        await self.acquire()

    async def __aexit__(self, *details):
        self.release()


def _wake(waiters):
    for waiter in waiters:
        if not waiter.done():
            waiter.set_result(True)
            return


async def _queue_up(waiters):
    waiter = get_running_loop().create_future()
    waiters.append(waiter)
    try:
        await waiter
    finally:
        waiters.remove(waiter)


class Lock(_Lockable):
    def __init__(self):
        self._waiters = _deque()
        self._locked = False

    def locked(self):
        return self._locked

    async def acquire(self):
        if not self._locked and all(waiter.cancelled() for waiter in self._waiters):
            self._locked = True
            return True
        try:
            await _queue_up(self._waiters)
        except CancelledError:
            if not self._locked:
                _wake(self._waiters)
            raise
        self._locked = True
        return True

    def release(self):
        if not self._locked:
            raise RuntimeError("Lock is not acquired.")
        self._locked = False
        _wake(self._waiters)

    def __repr__(self):
        return "<asyncio.locks.Lock object at 0x%x [%s]>" % (id(self), "locked" if self._locked else "unlocked")


class Event:
    def __init__(self):
        self._waiters = _deque()
        self._value = False

    def is_set(self):
        return self._value

    def set(self):
        if not self._value:
            self._value = True
            for waiter in self._waiters:
                if not waiter.done():
                    waiter.set_result(True)

    def clear(self):
        self._value = False

    async def wait(self):
        if not self._value:
            await _queue_up(self._waiters)
        return True


class Condition(_Lockable):
    def __init__(self, lock=None):
        self._lock = lock or Lock()
        self.locked, self.acquire, self.release = self._lock.locked, self._lock.acquire, self._lock.release
        self._waiters = _deque()

    async def wait(self):
        if not self.locked():
            raise RuntimeError("cannot wait on un-acquired lock")
        self.release()
        try:
            await _queue_up(self._waiters)
            return True
        finally:
            await self.acquire()

    async def wait_for(self, predicate):
        result = predicate()
        while not result:
            await self.wait()
            result = predicate()
        return result

    def notify(self, n=1):
        if not self.locked():
            raise RuntimeError("cannot notify on un-acquired lock")
        for waiter in list(self._waiters):
            if n <= 0:
                break
            if not waiter.done():
                waiter.set_result(False)
                n -= 1

    def notify_all(self):
        self.notify(len(self._waiters))


class Semaphore(_Lockable):
    def __init__(self, value=1):
        if value < 0:
            raise ValueError("Semaphore initial value must be >= 0")
        self._value = value
        self._waiters = _deque()

    def locked(self):
        return self._value == 0 or any(not waiter.cancelled() for waiter in self._waiters)

    async def acquire(self):
        if not self.locked():
            self._value -= 1
            return True
        waiter = get_running_loop().create_future()
        self._waiters.append(waiter)
        try:
            try:
                await waiter
            finally:
                self._waiters.remove(waiter)
        except CancelledError:
            if waiter.done() and not waiter.cancelled():
                self._value += 1
                self._wake_next()
            raise
        if self._value > 0:
            self._wake_next()
        return True

    def release(self):
        self._value += 1
        self._wake_next()

    def _wake_next(self):
        for waiter in self._waiters:
            if not waiter.done():
                self._value -= 1
                waiter.set_result(True)
                return


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        super().__init__(value)
        self._bound = value

    def release(self):
        if self._value >= self._bound:
            raise ValueError("BoundedSemaphore released too many times")
        super().release()


class Queue:
    def __init__(self, maxsize=0):
        self._maxsize = maxsize
        self._getters = _deque()
        self._putters = _deque()
        self._unfinished = 0
        self._finished = Event()
        self._finished.set()
        self._init(maxsize)

    def _init(self, maxsize):
        self._queue = _deque()

    def _get(self):
        return self._queue.popleft()

    def _put(self, item):
        self._queue.append(item)

    def qsize(self):
        return len(self._queue)

    @property
    def maxsize(self):
        return self._maxsize

    def empty(self):
        return not self._queue

    def full(self):
        return 0 < self._maxsize <= self.qsize()

    async def put(self, item):
        while self.full():
            await _queue_up(self._putters)
        return self.put_nowait(item)

    def put_nowait(self, item):
        if self.full():
            raise QueueFull
        self._put(item)
        self._unfinished += 1
        self._finished.clear()
        _wake(self._getters)

    async def get(self):
        while self.empty():
            await _queue_up(self._getters)
        return self.get_nowait()

    def get_nowait(self):
        if self.empty():
            raise QueueEmpty
        item = self._get()
        _wake(self._putters)
        return item

    def task_done(self):
        if self._unfinished <= 0:
            raise ValueError("task_done() called too many times")
        self._unfinished -= 1
        if self._unfinished == 0:
            self._finished.set()

    async def join(self):
        if self._unfinished > 0:
            await self._finished.wait()


class PriorityQueue(Queue):
    def _init(self, maxsize):
        self._queue = []

    def _put(self, item):
        _heapq.heappush(self._queue, item)

    def _get(self):
        return _heapq.heappop(self._queue)


class LifoQueue(Queue):
    def _init(self, maxsize):
        self._queue = []

    def _put(self, item):
        self._queue.append(item)

    def _get(self):
        return self._queue.pop()


class Timeout:
    def __init__(self, when):
        self._when = when
        self._handle = None
        self._expired = False

    def when(self):
        return self._when

    def expired(self):
        return self._expired

    def reschedule(self, when):
        self._when = when
        if self._handle is not None:
            self._handle.cancel()
        self._handle = None if when is None else get_running_loop().call_at(when, self._on_timeout)

    def _on_timeout(self):
        self._expired = True
        self._task.cancel()

    async def __aenter__(self):
        self._task = current_task()
        self.reschedule(self._when)
        return self

    async def __aexit__(self, kind, value, trace):
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None
        if self._expired and self._task.uncancel() <= 0 and kind is CancelledError:
            raise TimeoutError from value


def timeout(delay):
    return Timeout(None if delay is None else get_running_loop().time() + delay)


def timeout_at(when):
    return Timeout(when)


"""#
