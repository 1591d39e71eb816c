// Continues the module asyncio in Toy.

let bundledAsyncioPart3 = #"""
class TaskGroup:
    def __init__(self):
        self._tasks = set()
        self._errors = []
        self._aborting = False
        self._waiter = None
        self._base = None

    async def __aenter__(self):
        self._parent = current_task()
        self._entered = True
        return self

    def create_task(self, coro, *, name=None, context=None):
        task = get_running_loop().create_task(coro, name=name)
        task.add_done_callback(self._on_done)
        self._tasks.add(task)
        return task

    def _abort(self):
        self._aborting = True
        for task in self._tasks:
            if not task.done():
                task.cancel()

    def _on_done(self, task):
        self._tasks.discard(task)
        if self._waiter is not None and not self._tasks:
            _set_unless_done(self._waiter, True)
        if task.cancelled() or task._exception is None:
            return
        self._errors.append(task._exception)
        if not self._aborting:
            self._abort()
            if self._waiter is None:
                self._cancelled_parent = True
                self._parent.cancel()
            else:
                # The request counts, although the parent goes on.
                self._parent._cancels += 1

    _cancelled_parent = False

    async def __aexit__(self, kind, value, trace):
        if kind is not None and not self._aborting:
            self._abort()
        pending = value if kind is CancelledError and not self._cancelled_parent else None
        if self._cancelled_parent:
            self._parent.uncancel()
        while self._tasks:
            self._waiter = get_running_loop().create_future()
            try:
                await self._waiter
            except CancelledError as error:
                if not self._aborting:
                    pending = error
                    self._abort()
            self._waiter = None
        if pending is not None and not self._errors:
            raise pending
        if kind is not None and kind is not CancelledError:
            self._errors.append(value)
        if self._errors:
            raise BaseExceptionGroup("unhandled errors in a TaskGroup", self._errors) from None


def coroutine(function):
    return _types.coroutine(function)
"""#
