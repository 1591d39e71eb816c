// Holds part 2 of the module unittest.mock in Toy.

/// Part 2 of the source of the module `unittest.mock`.
let bundledUnittestMockPart2 = #"""
def _signature_of(spec, as_instance, eat_self=False):
    """The signature with which a call of a mock with this spec must agree, or None."""
    try:
        if isinstance(spec, type):
            if as_instance:
                target = spec.__call__ if "__call__" in {n for c in spec.__mro__[:-1] for n in c.__dict__} else None
                skip = True
            else:
                target, skip = spec.__init__, True
                if target is object.__init__:
                    target, skip = (lambda: None), False
        elif isinstance(spec, (FunctionType, MethodType)):
            target, skip = spec, eat_self and isinstance(spec, FunctionType)
        else:
            return None
        if target is None:
            return None
        signature = inspect.signature(target)
        if skip and not isinstance(target, MethodType):
            parameters = list(signature.parameters.values())
            signature = signature.replace(parameters=parameters[1:])
        return signature
    except (TypeError, ValueError):
        return None


class NonCallableMock:
    def __new__(cls, /, *args, **kw):
        return object.__new__(type(cls.__name__, (cls,), {"__doc__": cls.__doc__, "__module__": cls.__module__}))

    def __init__(self, spec=None, wraps=None, name=None, spec_set=None, parent=None, _spec_state=None, _new_name="", _new_parent=None,
                 _spec_as_instance=False, _eat_self=None, unsafe=False, **kwargs):
        own = self.__dict__
        own["_mock_parent"] = parent
        own["_mock_name"] = name
        own["_mock_new_name"] = _new_name
        own["_mock_new_parent"] = parent if _new_parent is None else _new_parent
        own["_mock_sealed"] = False
        own["_mock_children"] = {}
        own["_mock_wraps"] = wraps
        own["_mock_delegate"] = None
        own["_mock_unsafe"] = unsafe
        own["_mock_return_value"] = DEFAULT
        own["_mock_side_effect"] = None
        own["_mock_called"] = False
        own["_mock_call_args"] = None
        own["_mock_call_count"] = 0
        own["_mock_call_args_list"] = _CallList()
        own["_mock_mock_calls"] = _CallList()
        own["method_calls"] = _CallList()
        if spec_set is not None:
            spec = spec_set
        self._mock_add_spec(spec, spec_set is not None, _spec_as_instance, bool(_eat_self))
        if kwargs:
            self.configure_mock(**kwargs)

    def _mock_add_spec(self, spec, spec_set, as_instance=False, eat_self=False):
        own = self.__dict__
        names = cls = signature = None
        if spec is not None:
            if isinstance(spec, NonCallableMock):
                raise InvalidSpecError(f"Cannot spec a Mock object. [object={spec!r}]")
            if _is_list(spec):
                names = list(spec)
            else:
                cls = spec if isinstance(spec, type) else type(spec)
                signature = _signature_of(spec, as_instance, eat_self)
                names = dir(spec)
        own["_spec_class"], own["_spec_set"], own["_spec_signature"], own["_mock_methods"] = cls, spec_set, signature, names

    def mock_add_spec(self, spec, spec_set=False):
        self._mock_add_spec(spec, spec_set)

    def attach_mock(self, mock, attribute):
        inner = _extract(mock)
        inner._mock_parent = inner._mock_new_parent = None
        inner._mock_name, inner._mock_new_name = "", None
        setattr(self, attribute, mock)

    def _shared(name):
        key = "_mock_" + name

        def get(self):
            delegate = self.__dict__["_mock_delegate"]
            return self.__dict__[key] if delegate is None else getattr(delegate, name)

        def set(self, value):
            delegate = self.__dict__["_mock_delegate"]
            if delegate is None:
                self.__dict__[key] = value
            else:
                setattr(delegate, name, value)
        return property(get, set)

    called = _shared("called")
    call_count = _shared("call_count")
    call_args = _shared("call_args")
    call_args_list = _shared("call_args_list")
    mock_calls = _shared("mock_calls")
    del _shared

    @property
    def return_value(self):
        delegate = self.__dict__["_mock_delegate"]
        value = self._mock_return_value if delegate is None else delegate.return_value
        if value is DEFAULT:
            value = self.return_value = self._get_child_mock(_new_parent=self, _new_name="()")
        return value

    @return_value.setter
    def return_value(self, value):
        delegate = self.__dict__["_mock_delegate"]
        if delegate is not None:
            delegate.return_value = value
        else:
            self.__dict__["_mock_return_value"] = value
            _check_and_set_parent(self, value, None, "()")

    @property
    def __class__(self):
        return type(self) if self.__dict__.get("_spec_class") is None else self.__dict__["_spec_class"]

    @property
    def side_effect(self):
        delegate = self.__dict__["_mock_delegate"]
        if delegate is None:
            return self.__dict__["_mock_side_effect"]
        return delegate.side_effect

    @side_effect.setter
    def side_effect(self, value):
        if value is not None and not _is_exception(value) and not callable(value):
            try:
                value = iter(value)
            except TypeError:
                pass
        delegate = self.__dict__["_mock_delegate"]
        if delegate is None:
            self.__dict__["_mock_side_effect"] = value
        else:
            delegate.side_effect = value

    def reset_mock(self, visited=None, *, return_value=False, side_effect=False):
        visited = [] if visited is None else visited
        if id(self) in visited:
            return
        visited.append(id(self))
        self.called = False
        self.call_args = None
        self.call_count = 0
        self.mock_calls = _CallList()
        self.call_args_list = _CallList()
        self.method_calls = _CallList()
        if return_value:
            self.__dict__["_mock_return_value"] = DEFAULT
        if side_effect:
            self.__dict__["_mock_side_effect"] = None
        for child in self._mock_children.values():
            if child is not _deleted and not isinstance(child, _SpecState):
                child.reset_mock(visited, return_value=return_value, side_effect=side_effect)
        result = self._mock_return_value
        if isinstance(result, NonCallableMock) and result is not self:
            result.reset_mock(visited)

    def configure_mock(self, /, **kwargs):
        for path, value in sorted(kwargs.items(), key=lambda entry: entry[0].count(".")):
            *parents, last = path.split(".")
            target = self
            for name in parents:
                target = getattr(target, name)
            setattr(target, last, value)

    def __getattr__(self, name):
        own = self.__dict__
        if name in ("_mock_methods", "_mock_unsafe", "_mock_children") or "_mock_children" not in own:
            raise AttributeError(name)
        methods = own["_mock_methods"]
        if methods is not None:
            if name not in methods or name in _all_magics:
                raise AttributeError("Mock object has no attribute %r" % name)
        elif name in _all_magics:
            raise AttributeError(name)
        if not own["_mock_unsafe"] and (methods is None or name not in methods):
            if name.startswith(("assert", "assret", "asert", "aseert", "assrt")) or name in ("called_once", "called_once_with"):
                raise AttributeError(f"{name!r} is not a valid assertion. Use a spec for the mock if {name!r} is meant to be an attribute.")
        result = own["_mock_children"].get(name)
        if result is _deleted:
            raise AttributeError(name)
        if result is None:
            wraps = None if own["_mock_wraps"] is None else getattr(own["_mock_wraps"], name)
            result = self._get_child_mock(parent=self, name=name, wraps=wraps, _new_name=name, _new_parent=self)
            own["_mock_children"][name] = result
        elif isinstance(result, _SpecState):
            result = create_autospec(result.spec, result.spec_set, result.instance, result.parent, result.name)
            own["_mock_children"][name] = result
        return result

    def _extract_mock_name(self):
        names = [self._mock_new_name]
        parent = self._mock_new_parent
        last = self
        dot = "." if names != ["()"] else ""
        while parent is not None:
            last = parent
            names.append((parent._mock_new_name or "") + dot)
            dot = "" if parent._mock_new_name == "()" else "."
            parent = parent._mock_new_parent
        names.reverse()
        first = last._mock_name or "mock"
        if len(names) > 1 and names[1] not in ("()", "()."):
            first += "."
        names[0] = first
        return "".join(name or "" for name in names)

    def __repr__(self):
        name = self._extract_mock_name()
        shown = "" if name in ("mock", "mock.") else " name=%r" % name
        spec = ""
        if self._spec_class is not None:
            spec = (" spec_set=%r" if self._spec_set else " spec=%r") % self._spec_class.__name__
        return "<%s%s%s id='%s'>" % (type(self).__name__, shown, spec, id(self))

    def __dir__(self):
        if not FILTER_DIR:
            return object.__dir__(self)
        names = list(self._mock_methods or [])
        from_type = [name for name in dir(type(self)) if not name.startswith("_")]
        own = [name for name in self.__dict__ if not name.startswith("_") or name.startswith("__")]
        children = [name for name, value in self._mock_children.items() if value is not _deleted]
        return sorted(set(names + from_type + own + children))

    def __setattr__(self, name, value):
        own = self.__dict__
        if name in _properties:
            return object.__setattr__(self, name, value)
        if own.get("_spec_set") and own.get("_mock_methods") is not None and name not in own["_mock_methods"] and name not in own:
            raise AttributeError("Mock object has no attribute '%s'" % name)
        if name == "__class__":
            own["_spec_class"] = value
            return
        if name in _all_magics:
            if own["_mock_methods"] is not None and name not in own["_mock_methods"]:
                raise AttributeError("Mock object has no attribute '%s'" % name)
            if not isinstance(value, NonCallableMock):
                function = value
                setattr(type(self), name, (lambda self, *args, **kw: function(self, *args, **kw)) if isinstance(value, FunctionType) else
                        (lambda self, *args, **kw: function(*args, **kw)) if callable(value) else value)
                own["_mock_children"][name] = value
                return
            _check_and_set_parent(self, value, None, name)
            setattr(type(self), name, lambda self, *args, **kw: value(*args, **kw))
            own["_mock_children"][name] = value
            return
        if _check_and_set_parent(self, value, name, name):
            own["_mock_children"][name] = value
        if own.get("_mock_sealed") and name not in own and not hasattr(self, name):
            raise AttributeError(f"Cannot set {self._extract_mock_name()}.{name}")
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        if name in _all_magics and name in type(self).__dict__:
            delattr(type(self), name)
            if name not in self.__dict__:
                return
        known = self._mock_children.get(name, _missing)
        if name in self.__dict__:
            object.__delattr__(self, name)
        elif known is _deleted:
            raise AttributeError(name)
        if known is not _missing:
            del self._mock_children[name]
        self._mock_children[name] = _deleted

    def _format_mock_call_signature(self, args, kwargs):
        return _format_call_signature(self._mock_name or "mock", args, kwargs)

    def _call_matcher(self, entry):
        signature = self.__dict__.get("_spec_signature")
        if signature is None or not isinstance(entry, tuple) or len(entry) < 2:
            return entry
        name, (args, kwargs) = (entry[0], entry[1:]) if len(entry) > 2 else ("", entry)
        try:
            bound = signature.bind(*args, **kwargs)
        except TypeError as error:
            return error.with_traceback(None)
        return _Call((name, bound.args, bound.kwargs))

    def _mock_label(self):
        return self._mock_name or "mock"

    def assert_not_called(self):
        if self.call_count:
            raise AssertionError("Expected '%s' to not have been called. Called %s times.%s" % (
                self._mock_label(), self.call_count, self._calls_repr()))

    def assert_called(self):
        if not self.call_count:
            raise AssertionError("Expected '%s' to have been called." % self._mock_label())

    def assert_called_once(self):
        if self.call_count != 1:
            raise AssertionError("Expected '%s' to have been called once. Called %s times.%s" % (
                self._mock_label(), self.call_count, self._calls_repr()))

    def assert_called_with(self, /, *args, **kwargs):
        expected = self._format_mock_call_signature(args, kwargs)
        if self.call_args is None:
            raise AssertionError("expected call not found.\nExpected: %s\nActual: %s" % (expected, "not called."))
        wanted = self._call_matcher(_Call((args, kwargs), two=True))
        if wanted != self._call_matcher(self.call_args):
            actual = self._format_mock_call_signature(*self.call_args)
            cause = wanted if isinstance(wanted, Exception) else None
            raise AssertionError("expected call not found.\nExpected: %s\nActual: %s" % (expected, actual)) from cause

    def assert_called_once_with(self, /, *args, **kwargs):
        if self.call_count != 1:
            raise AssertionError("Expected '%s' to be called once. Called %s times.%s" % (
                self._mock_label(), self.call_count, self._calls_repr()))
        return self.assert_called_with(*args, **kwargs)

    def assert_has_calls(self, calls, any_order=False):
        expected = [self._call_matcher(entry) for entry in calls]
        cause = next((entry for entry in expected if isinstance(entry, Exception)), None)
        made = _CallList(self._call_matcher(entry) for entry in self.mock_calls)
        if not any_order:
            if expected not in made:
                problem = "Calls not found." if cause is None else "Error processing expected calls.\nErrors: {}".format(
                    [entry if isinstance(entry, Exception) else None for entry in expected])
                raise AssertionError(f"{problem}\nExpected: {_CallList(calls)}{self._calls_repr(prefix='Actual')}") from cause
            return
        rest = list(made)
        missing = []
        for entry in expected:
            try:
                rest.remove(entry)
            except ValueError:
                missing.append(entry)
        if missing:
            raise AssertionError("%r does not contain all of %r in its call list, found %r instead" % (
                self._mock_label(), tuple(missing), made)) from cause

    def assert_any_call(self, /, *args, **kwargs):
        expected = self._call_matcher(_Call((args, kwargs), two=True))
        if isinstance(expected, Exception) or expected not in [self._call_matcher(entry) for entry in self.call_args_list]:
            cause = expected if isinstance(expected, Exception) else None
            raise AssertionError("%s call not found" % self._format_mock_call_signature(args, kwargs)) from cause

    def _calls_repr(self, prefix="Calls"):
        if not self.mock_calls:
            return ""
        text = repr(self.mock_calls)
        return f"\n{prefix}: {text}" + ("" if prefix == "Actual" else ".")

    def _get_child_mock(self, /, **kw):
        if self.__dict__["_mock_sealed"]:
            name = "()" if "name" not in kw else ".%s" % kw["name"]
            raise AttributeError(self._extract_mock_name() + name)
        kind = type(self).__mro__[1]
        if issubclass(kind, AsyncMock):
            return (AsyncMock if kw.get("_new_name") != "()" else MagicMock)(**kw)
        if not issubclass(kind, CallableMixin):
            kind = MagicMock if issubclass(kind, NonCallableMagicMock) else Mock
        elif issubclass(kind, PropertyMock):
            kind = MagicMock
        return kind(**kw)


_properties = {"called", "call_count", "call_args", "call_args_list", "mock_calls", "return_value", "side_effect", "method_calls"}
_all_magics = _MAGICS


class _SpecState:
    def __init__(self, spec, spec_set=False, parent=None, name=None, instance=False):
        self.spec, self.spec_set, self.parent, self.name, self.instance = spec, spec_set, parent, name, instance


def _extract(mock):
    return mock.mock if isinstance(mock, FunctionType) and hasattr(mock, "mock") else mock


def _check_and_set_parent(parent, value, name, new_name):
    value = _extract(value)
    if type(value).__mro__[-2] is not NonCallableMock:
        return False
    if value._mock_name or value._mock_new_name or value._mock_parent is not None or value._mock_new_parent is not None:
        return False
    ancestor = parent
    while ancestor is not None:
        if ancestor is value:
            return False
        ancestor = ancestor._mock_new_parent
    if new_name:
        value.__dict__["_mock_new_parent"] = parent
        value.__dict__["_mock_new_name"] = new_name
    if name:
        value.__dict__["_mock_parent"] = parent
        value.__dict__["_mock_name"] = name
    return True


class CallableMixin:
    def __init__(self, spec=None, side_effect=None, return_value=DEFAULT, wraps=None, name=None, spec_set=None, parent=None, _spec_state=None,
                 _new_name="", _new_parent=None, **kwargs):
        super().__init__(spec, wraps, name, spec_set, parent, _spec_state, _new_name, _new_parent, **kwargs)
        if return_value is not DEFAULT:
            self.return_value = return_value
        self.side_effect = side_effect

    def __call__(self, /, *args, **kwargs):
        signature = self.__dict__.get("_spec_signature")
        if signature is not None:
            signature.bind(*args, **kwargs)
        self._record_call(args, kwargs)
        return self._answer(args, kwargs)

    def _record_call(self, args, kwargs):
        self.called = True
        self.call_count += 1
        entry = _Call((args, kwargs), two=True)
        self.call_args = entry
        self.call_args_list.append(entry)
        methods = self._mock_parent is not None
        method_name = self._mock_name
        new_name = self._mock_new_name
        is_call = new_name == "()"
        self.mock_calls.append(_Call(("", args, kwargs)))
        parent = self._mock_new_parent
        while parent is not None:
            if methods:
                parent.method_calls.append(_Call((method_name, args, kwargs)))
                methods = parent._mock_parent is not None
                if methods:
                    method_name = parent._mock_name + "." + method_name
            parent.mock_calls.append(_Call((new_name, args, kwargs)))
            if parent._mock_new_name:
                new_name = parent._mock_new_name + ("" if is_call else ".") + new_name
                is_call = parent._mock_new_name == "()"
            parent = parent._mock_new_parent

    def _answer(self, args, kwargs):
        effect = self.side_effect
        if effect is not None:
            if _is_exception(effect):
                raise effect
            result = next(effect) if not callable(effect) else effect(*args, **kwargs)
            if not callable(effect) and _is_exception(result):
                raise result
            if result is not DEFAULT:
                return result
        if self._mock_return_value is not DEFAULT:
            return self.return_value
        if self._mock_delegate is not None and self._mock_delegate.return_value is not DEFAULT:
            return self._mock_delegate.return_value
        if self._mock_wraps is not None:
            return self._mock_wraps(*args, **kwargs)
        return self.return_value


class Mock(CallableMixin, NonCallableMock):
    pass
"""#
