// Holds part 3 of the module unittest.mock in Toy.

/// Part 3 of the source of the module `unittest.mock`.
let bundledUnittestMockPart3 = #"""
class _MagicMixin:
    def __init__(self, /, *args, **kw):
        self._set_magics(kw.get("spec_set", kw.get("spec", args[0] if args else None)))
        super().__init__(*args, **kw)

    def _set_magics(self, spec):
        wanted = _all_magics - _NOT_CONFIGURED
        if spec is not None:
            names = set(spec) if _is_list(spec) else set(dir(spec))
            wanted &= names
        for name in wanted:
            setattr(type(self), name, _MagicProxy(name))


class _MagicProxy:
    """Makes the mock of a magic method when it is first used."""

    def __init__(self, name):
        self.name = name

    def __get__(self, obj, kind=None):
        if obj is None:
            return self
        known = obj._mock_children.get(self.name)
        if known is not None:
            return known
        name = self.name
        answer = _magic_result(obj, name)
        mock = obj._get_child_mock(name=name, _new_name=name, _new_parent=obj, parent=obj)
        obj._mock_children[name] = mock
        if answer is not _missing:
            if name in _RESULTS:
                mock.return_value = _RESULTS[name]
            elif name in ("__str__", "__sizeof__", "__fspath__"):
                mock.return_value = answer()
            else:
                mock.side_effect = answer
        return mock


class NonCallableMagicMock(_MagicMixin, NonCallableMock):
    pass


class MagicMock(_MagicMixin, Mock):
    pass


class AsyncMock(_MagicMixin, Mock):
    def __init__(self, /, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.__dict__["await_count"] = 0
        self.__dict__["await_args"] = None
        self.__dict__["await_args_list"] = _CallList()

    def __call__(self, /, *args, **kwargs):
        self._record_call(args, kwargs)
        return self._execute(args, kwargs)

    async def _execute(self, args, kwargs):
        entry = _Call((args, kwargs), two=True)
        self.__dict__["await_count"] += 1
        self.__dict__["await_args"] = entry
        self.__dict__["await_args_list"].append(entry)
        try:
            result = self._answer(args, kwargs)
        except StopIteration:
            raise StopAsyncIteration from None
        return await result if inspect.iscoroutine(result) else result

    def assert_awaited(self):
        if self.await_count == 0:
            raise AssertionError(f"Expected {self._mock_label()} to have been awaited.")

    def assert_awaited_once(self):
        if self.await_count != 1:
            raise AssertionError(f"Expected {self._mock_label()} to have been awaited once. Awaited {self.await_count} times.")

    def assert_awaited_with(self, /, *args, **kwargs):
        expected = self._format_mock_call_signature(args, kwargs)
        if self.await_args is None:
            raise AssertionError(f"Expected await: {expected}\nNot awaited")
        if _Call((args, kwargs), two=True) != self.await_args:
            raise AssertionError("expected await not found.\nExpected: %s\nActual: %s" % (
                expected, self._format_mock_call_signature(*self.await_args)))

    def assert_awaited_once_with(self, /, *args, **kwargs):
        if self.await_count != 1:
            raise AssertionError(f"Expected {self._mock_label()} to have been awaited once. Awaited {self.await_count} times.")
        return self.assert_awaited_with(*args, **kwargs)

    def assert_not_awaited(self):
        if self.await_count != 0:
            raise AssertionError(f"Expected {self._mock_label()} to not have been awaited. Awaited {self.await_count} times.")


class PropertyMock(Mock):
    def _get_child_mock(self, /, **kwargs):
        return MagicMock(**kwargs)

    def __get__(self, obj, obj_type=None):
        return self()

    def __set__(self, obj, value):
        self(value)


def _import(target):
    parts = target.split(".")
    path = parts.pop(0)
    thing = __import__(path)
    for part in parts:
        path += ".%s" % part
        try:
            thing = getattr(thing, part)
        except AttributeError:
            __import__(path)
            thing = getattr(thing, part)
    return thing


class _patch:
    attribute_name = None

    def __init__(self, getter, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs):
        if new_callable is not None and (new is not DEFAULT or autospec is not None):
            raise ValueError("Cannot use '%s' and 'new_callable' together" % ("new" if new is not DEFAULT else "autospec"))
        self.getter, self.attribute, self.new, self.new_callable = getter, attribute, new, new_callable
        self.spec, self.create, self.spec_set, self.autospec, self.kwargs = spec, create, spec_set, autospec, kwargs
        self.additional_patchers = []
        self.has_local = False

    def copy(self):
        patcher = _patch(self.getter, self.attribute, self.new, self.spec, self.create, self.spec_set, self.autospec, self.new_callable, self.kwargs)
        patcher.attribute_name = self.attribute_name
        patcher.additional_patchers = [p.copy() for p in self.additional_patchers]
        return patcher

    def __call__(self, func):
        if isinstance(func, type):
            for name in dir(func):
                if name.startswith(patch.TEST_PREFIX) and hasattr(getattr(func, name), "__call__"):
                    setattr(func, name, self.copy()(getattr(func, name)))
            return func
        if hasattr(func, "patchings"):
            func.patchings.append(self)
            return func
        if inspect.iscoroutinefunction(func):
            @wraps(func)
            async def patched(*args, **keywargs):
                with _Patchings(patched, args, keywargs) as (newargs, newkeywargs):
                    return await func(*newargs, **newkeywargs)
        else:
            @wraps(func)
            def patched(*args, **keywargs):
                with _Patchings(patched, args, keywargs) as (newargs, newkeywargs):
                    return func(*newargs, **newkeywargs)
        patched.patchings = [self]
        return patched

    def get_original(self):
        target, name = self.target, self.attribute
        try:
            return target.__dict__[name], True
        except (AttributeError, KeyError):
            original = getattr(target, name, DEFAULT)
        if name in dir(builtins) and isinstance(target, ModuleType):
            self.create = True
        if not self.create and original is DEFAULT:
            raise AttributeError("%s does not have the attribute %r" % (target, name))
        return original, False

    def __enter__(self):
        self.target = self.getter()
        original, local = self.get_original()
        new = self._replacement(original) if self.new is DEFAULT else self.new
        self.temp_original, self.is_local = original, local
        self.is_started = True
        setattr(self.target, self.attribute, new)
        if self.attribute_name is not None:
            extra = {self.attribute_name: new} if self.new is DEFAULT else {}
            for patcher in self.additional_patchers:
                result = patcher.__enter__()
                if patcher.new is DEFAULT:
                    extra.update(result)
            return extra
        return new

    def _replacement(self, original):
        spec, spec_set = self.spec, self.spec_set
        if self.autospec:
            target = original if self.autospec is True else self.autospec
            if target is DEFAULT:
                raise TypeError("Can't use 'autospec' with create=True")
            return create_autospec(target, spec_set=bool(spec_set), _name=self.attribute, **self.kwargs)
        spec = original if spec is True else spec
        spec_set = original if spec_set is True else spec_set
        options = {"name": self.attribute}
        if spec is not None:
            options["spec"] = spec
        if spec_set is not None:
            options["spec_set"] = spec_set
        kind = self.new_callable
        if kind is None:
            kind = AsyncMock if inspect.iscoroutinefunction(original) else MagicMock
            model = spec if spec is not None else spec_set
            if model is not None and not callable(model) and not _is_list(model):
                kind = NonCallableMagicMock
        elif not (isinstance(kind, type) and issubclass(kind, NonCallableMock)):
            options.pop("name")
        options.update(self.kwargs)
        new = kind(**options)
        if isinstance(spec if spec is not None else spec_set, type) and isinstance(new, NonCallableMock):
            new.return_value = type(new).__mro__[1](**{"spec" if spec is not None else "spec_set": original}, name=None, _new_parent=new,
                                                    _new_name="()")
        return new

    def __exit__(self, *exc_info):
        if not getattr(self, "is_started", False):
            return
        self.is_started = False
        if self.is_local and self.temp_original is not DEFAULT:
            setattr(self.target, self.attribute, self.temp_original)
        else:
            delattr(self.target, self.attribute)
            if not self.create and not hasattr(self.target, self.attribute):
                setattr(self.target, self.attribute, self.temp_original)
        for patcher in reversed(self.additional_patchers):
            patcher.__exit__(*exc_info)

    def start(self):
        result = self.__enter__()
        _active.append(self)
        return result

    def stop(self):
        try:
            _active.remove(self)
        except ValueError:
            return None
        return self.__exit__(None, None, None)


_active = []


class _Patchings:
    def __init__(self, patched, args, kwargs):
        self.patched, self.args, self.kwargs = patched, args, kwargs

    def __enter__(self):
        from contextlib import ExitStack
        self.stack = ExitStack()
        extra, kwargs = [], dict(self.kwargs)
        for patching in self.patched.patchings:
            value = self.stack.enter_context(patching)
            if patching.attribute_name is not None:
                kwargs.update(value)
            elif patching.new is DEFAULT:
                extra.append(value)
        return self.args + tuple(extra), kwargs

    def __exit__(self, *details):
        return self.stack.__exit__(*details)


def _get_target(target):
    try:
        target, attribute = target.rsplit(".", 1)
    except (TypeError, ValueError, AttributeError):
        raise TypeError(f"Need a valid target to patch. You supplied: {target!r}") from None
    return partial(_import, target), attribute


def patch(target, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, **kwargs):
    getter, attribute = _get_target(target)
    return _patch(getter, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs)


def _patch_object(target, attribute, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, **kwargs):
    if type(target) is str:
        raise TypeError(f"{target!r} must be the actual object to be patched, not a str")
    return _patch(lambda: target, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs)


def _patch_multiple(target, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, **kwargs):
    getter = partial(_import, target) if type(target) is str else lambda: target
    if not kwargs:
        raise ValueError("Must supply at least one keyword argument with patch.multiple")
    patchers = []
    for attribute, new in kwargs.items():
        patcher = _patch(getter, attribute, new, spec, create, spec_set, autospec, new_callable, {})
        patcher.attribute_name = attribute
        patchers.append(patcher)
    patchers[0].additional_patchers = patchers[1:]
    return patchers[0]


class _patch_dict:
    def __init__(self, in_dict, values=(), clear=False, **kwargs):
        self.in_dict, self.clear = in_dict, clear
        self.values = dict(values)
        self.values.update(kwargs)
        self._original = None

    def __call__(self, func):
        if isinstance(func, type):
            for name in dir(func):
                if name.startswith(patch.TEST_PREFIX) and callable(getattr(func, name)):
                    setattr(func, name, _patch_dict(self.in_dict, self.values, self.clear)(getattr(func, name)))
            return func

        @wraps(func)
        def inner(*args, **kw):
            with self:
                return func(*args, **kw)
        return inner

    def __enter__(self):
        if isinstance(self.in_dict, str):
            self.in_dict = _import(self.in_dict)
        self._original = dict(self.in_dict)
        if self.clear:
            self.in_dict.clear()
        self.in_dict.update(self.values)
        return self.in_dict

    def __exit__(self, *args):
        if self._original is not None:
            self.in_dict.clear()
            self.in_dict.update(self._original)
        return False

    def start(self):
        result = self.__enter__()
        _active.append(self)
        return result

    def stop(self):
        try:
            _active.remove(self)
        except ValueError:
            return None
        return self.__exit__(None, None, None)


def _stopall():
    for patcher in reversed(_active[:]):
        patcher.stop()


patch.object = _patch_object
patch.dict = _patch_dict
patch.multiple = _patch_multiple
patch.stopall = _stopall
patch.TEST_PREFIX = "test"


def create_autospec(spec, spec_set=False, instance=False, _parent=None, _name=None, *, unsafe=False, **kwargs):
    if _is_list(spec):
        spec = type(spec)
    is_type = isinstance(spec, type)
    is_function = isinstance(spec, (FunctionType, MethodType))
    options = {"spec_set" if spec_set else "spec": spec}
    if spec is None:
        options = {}
    if unsafe:
        options["unsafe"] = True
    options.update(kwargs)
    kind = MagicMock
    if inspect.iscoroutinefunction(spec):
        kind = AsyncMock
    elif not callable(spec) or is_type and instance and "__call__" not in {n for c in spec.__mro__[:-1] for n in c.__dict__}:
        kind = NonCallableMagicMock
    name = options.pop("name", _name)
    new_name = name if _parent is not None else ""
    mock = kind(parent=_parent, _new_parent=_parent, _new_name=new_name, name=name, **options)
    if is_type:
        mock.__dict__["_spec_signature"] = _signature_of(spec, instance)
    if is_type and not instance and "return_value" not in kwargs:
        mock.return_value = create_autospec(spec, spec_set, instance=True, _name="()", _parent=mock)
    if not is_function:
        for entry in dir(spec):
            if entry in _MAGICS or entry.startswith("__"):
                continue
            try:
                original = getattr(spec, entry)
            except AttributeError:
                continue
            child_options = {"spec_set" if spec_set else "spec": original}
            if isinstance(original, (FunctionType, MethodType)):
                eat = is_type and isinstance(original, FunctionType) and not isinstance(inspect.getattr_static(spec, entry), staticmethod)
                child_kind = AsyncMock if inspect.iscoroutinefunction(original) else MagicMock
                child = child_kind(parent=mock, name=entry, _new_name=entry, _new_parent=mock, _eat_self=eat and instance or eat, **child_options)
                mock._mock_children[entry] = child
            else:
                mock._mock_children[entry] = _SpecState(original, spec_set, mock, entry, instance)
        return mock
    return _as_function(mock, spec) if isinstance(spec, FunctionType) and _parent is None else mock


def _as_function(mock, original):
    signature = mock.__dict__.get("_spec_signature")

    def funcopy(*args, **kwargs):
        if signature is not None:
            signature.bind(*args, **kwargs)
        return mock(*args, **kwargs)
    funcopy.__name__, funcopy.__doc__, funcopy.__module__ = original.__name__, original.__doc__, original.__module__
    funcopy.__qualname__ = getattr(original, "__qualname__", original.__name__)
    funcopy.mock = mock
    mock.__dict__["_mock_delegate"] = None
    view = _FunctionView(funcopy, mock)
    return view.function


class _FunctionView:
    """Gives a function the attributes of its mock, as they are when they are asked for."""

    def __init__(self, function, mock):
        self.function = function
        for name in ("assert_called_with", "assert_not_called", "assert_called", "assert_called_once", "assert_called_once_with",
                     "assert_has_calls", "assert_any_call"):
            setattr(function, name, getattr(mock, name))
        function.called, function.call_count, function.call_args = False, 0, None
        function.call_args_list, function.method_calls, function.mock_calls = mock.call_args_list, mock.method_calls, mock.mock_calls
        function.return_value, function.side_effect = mock.return_value, mock.side_effect
        function._mock_children = mock._mock_children

        def reset_mock():
            mock.reset_mock()
            function.called, function.call_count, function.call_args = False, 0, None
            function.call_args_list, function.method_calls, function.mock_calls = mock.call_args_list, mock.method_calls, mock.mock_calls
        function.reset_mock = reset_mock
        mock.__dict__["_mock_delegate"] = function


def mock_open(mock=None, read_data=""):
    empty = b"" if isinstance(read_data, bytes) else ""
    import io

    def fresh():
        return io.BytesIO(read_data) if isinstance(read_data, bytes) else io.StringIO(read_data)
    state = [fresh()]
    if mock is None:
        mock = MagicMock(name="open")
    handle = MagicMock()
    handle.__enter__.return_value = handle

    def read(*args, **kwargs):
        return state[0].read(*args, **kwargs) if handle.read._mock_return_value is DEFAULT else handle.read.return_value

    def readline(*args, **kwargs):
        return state[0].readline(*args, **kwargs) if handle.readline._mock_return_value is DEFAULT else handle.readline.return_value

    def readlines(*args, **kwargs):
        return state[0].readlines(*args, **kwargs) if handle.readlines._mock_return_value is DEFAULT else handle.readlines.return_value

    def following():
        line = state[0].readline()
        if line == empty:
            raise StopIteration
        return line

    def lines():
        while True:
            line = state[0].readline()
            if line == empty:
                return
            yield line
    handle.write.return_value = None
    handle.read.side_effect = read
    handle.readline.side_effect = readline
    handle.readlines.side_effect = readlines
    handle.__iter__.side_effect = lines
    handle.__next__.side_effect = following

    def restart(*args, **kwargs):
        state[0] = fresh()
        return DEFAULT
    mock.side_effect = restart
    mock.return_value = handle
    return mock


def seal(mock):
    mock = _extract(mock)
    mock.__dict__["_mock_sealed"] = True
    for name, child in list(mock._mock_children.items()):
        if isinstance(child, NonCallableMock) and child._mock_new_parent is mock:
            seal(child)
    result = mock._mock_return_value
    if isinstance(result, NonCallableMock) and result._mock_new_parent is mock:
        seal(result)
"""#
