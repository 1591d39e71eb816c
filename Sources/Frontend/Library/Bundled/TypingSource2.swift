// Holds the second part of the module typing in Toy: protocols, introspection, named tuples and typed dicts.

let typingClasses = #"""


class _ProtocolMeta(ABCMeta):
    def __instancecheck__(cls, instance):
        if cls.__dict__.get("_is_protocol") and cls is not Protocol:
            if not getattr(cls, "_is_runtime", False):
                raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
            if cls in type(instance).__mro__:
                return True
            return all(hasattr(instance, name) for name in _members(cls))
        return super().__instancecheck__(instance)

    def __subclasscheck__(cls, subclass):
        if cls.__dict__.get("_is_protocol") and cls is not Protocol:
            if not isinstance(subclass, type):
                raise TypeError("issubclass() arg 1 must be a class")
            if not getattr(cls, "_is_runtime", False):
                raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
            if not all(callable(getattr(cls, name, None)) for name in _members(cls)):
                raise TypeError("Protocols with non-method members don't support issubclass()")
            return super().__subclasscheck__(subclass) or all(hasattr(subclass, name) for name in _members(cls))
        return super().__subclasscheck__(subclass)


def _members(cls):
    names = set()
    for base in cls.__mro__[:-1]:
        if base in (Generic, Protocol):
            continue
        for name in list(base.__dict__) + list(base.__dict__.get("__annotations__", ())):
            if name not in ("__module__", "__doc__", "__dict__", "__weakref__", "__abstractmethods__", "_is_protocol", "_is_runtime",
                            "__parameters__", "__orig_bases__", "__init__", "__qualname__", "__annotations__", "_abc_impl",
                            "__slots__", "__hash__", "__class_getitem__", "__subclasshook__", "__init_subclass__", "__new__"):
                names.add(name)
    return names


def _no_init(self, *args, **kwargs):
    cls = type(self)
    if cls._is_protocol:
        raise TypeError("Protocols cannot be instantiated")
    if cls.__init__ is not _no_init:
        return
    # A protocol's __init__ hides those of the classes behind it: the first real one takes its place.
    for base in cls.__mro__:
        init = base.__dict__.get("__init__", _no_init)
        if init is not _no_init:
            cls.__init__ = init
            break
    cls.__init__(self, *args, **kwargs)


class Protocol(Generic, metaclass=_ProtocolMeta):
    __slots__ = ()
    _is_protocol = True

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        cls._is_protocol = Protocol in cls.__bases__
        if cls._is_protocol:
            for base in cls.__bases__:
                if base not in (object, Generic, Protocol) and base.__module__ not in ("collections.abc", "contextlib", "typing") \
                        and not getattr(base, "_is_protocol", False):
                    raise TypeError("Protocols can only inherit from other protocols, got %r" % (base,))
        if cls._is_protocol and "__init__" not in cls.__dict__:
            cls.__init__ = _no_init


for _name in ("SupportsInt", "SupportsFloat", "SupportsIndex", "SupportsAbs", "SupportsRound", "SupportsComplex", "SupportsBytes"):
    def _body(namespace, _method="__%s__" % _name[8:].lower()):
        namespace[_method] = lambda self: None
    _space = {"__module__": "typing"}
    _body(_space)
    globals()[_name] = _ProtocolMeta(_name, (Protocol,), _space)
    globals()[_name]._is_runtime = True


def runtime_checkable(cls):
    if not (isinstance(cls, type) and issubclass(cls, Generic)) or not cls._is_protocol:
        raise TypeError("@runtime_checkable can be only applied to protocol classes, got %r" % (cls,))
    cls._is_runtime = True
    return cls


runtime = runtime_checkable


def cast(typ, val):
    return val


_overloads = {}


def overload(func):
    inner = getattr(func, "__func__", func)
    try:
        _overloads.setdefault((inner.__module__, inner.__qualname__), {})[inner.__code__.co_firstlineno] = func
    except AttributeError:
        pass
    return _overload_dummy


def _overload_dummy(*args, **kwds):
    raise NotImplementedError(
        "You should not call an overloaded function. A series of @overload-decorated functions outside a stub module should always be followed by an implementation that is not @overload-ed.")


def get_overloads(func):
    inner = getattr(func, "__func__", func)
    return list(_overloads.get((inner.__module__, inner.__qualname__), {}).values())


def clear_overloads():
    _overloads.clear()


def final(f):
    try:
        f.__final__ = True
    except (AttributeError, TypeError):
        pass
    return f


def no_type_check(arg):
    arg.__no_type_check__ = True
    return arg


def no_type_check_decorator(decorator):
    def wrapped(*args, **kwds):
        return no_type_check(decorator(*args, **kwds))
    return wrapped


def assert_never(arg):
    text = repr(arg)
    raise AssertionError("Expected code to be unreachable, but got: " + (text[:100] + "..." if len(text) > 100 else text))


def assert_type(val, typ):
    return val


def reveal_type(obj):
    print("Runtime type is %r" % type(obj).__name__, file=sys.stderr)
    return obj


def dataclass_transform(*, eq_default=True, order_default=False, kw_only_default=False, field_specifiers=(), **kwargs):
    def decorate(cls_or_fn):
        cls_or_fn.__dataclass_transform__ = {"eq_default": eq_default, "order_default": order_default,
                                             "kw_only_default": kw_only_default, "field_specifiers": field_specifiers, "kwargs": kwargs}
        return cls_or_fn
    return decorate


def get_origin(tp):
    if isinstance(tp, _Annotated):
        return Annotated
    if isinstance(tp, UnionType):
        return UnionType
    if isinstance(tp, (_Alias, _Special, GenericAlias, _Part)):
        return getattr(tp, "__origin__", None)
    return Generic if tp is Generic else None


def get_args(tp):
    if isinstance(tp, _Annotated):
        return (tp.__origin__,) + tp.__metadata__
    if not isinstance(tp, (_Alias, GenericAlias, UnionType)):
        return ()
    args = tp.__args__
    if get_origin(tp) is _collections_abc.Callable and not _has_open_parameters(args) and not isinstance(args[0], list):
        return (list(args[:-1]), args[-1])
    return args


def _resolve(value, space, local, extras):
    """A type with the names in strings looked up, and, unless extras are wanted, without annotations."""
    if value is None:
        return _NONE
    if isinstance(value, str):
        value = ForwardRef(value)
    if isinstance(value, ForwardRef):
        return _resolve(eval(value.__forward_arg__, space, local), space, local, extras)
    if isinstance(value, _Annotated) and not extras:
        return _resolve(value.__origin__, space, local, extras)
    if isinstance(value, (_Alias, GenericAlias)) and not (isinstance(value, _Alias) and value._form is Literal):
        if not extras and isinstance(value, _Alias) and value._form in (Required, NotRequired):
            return _resolve(value.__args__[0], space, local, extras)
        args = tuple(_resolve(a, space, local, extras) if a is not ... else a for a in value.__args__)
        if args != value.__args__:
            return value._with(args) if isinstance(value, _Alias) else GenericAlias(value.__origin__, args)
    return value


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    if getattr(obj, "__no_type_check__", None):
        return {}
    hints = {}
    if not isinstance(obj, type) and getattr(obj, "__annotations__", None) is None:
        raise TypeError("%r is not a module, class, method, or function." % (obj,))
    for source in reversed(obj.__mro__) if isinstance(obj, type) else (obj,):
        inner = source
        while hasattr(inner, "__wrapped__"):
            inner = inner.__wrapped__
        space = globalns
        if space is None:
            space = getattr(inner, "__globals__", None) or getattr(sys.modules.get(getattr(inner, "__module__", None)), "__dict__", {})
        local = localns if localns is not None else dict(vars(source)) if isinstance(source, type) else None
        own = source.__dict__.get("__annotations__", {}) if isinstance(source, type) else source.__annotations__
        for name, value in own.items():
            hints[name] = _resolve(value, dict(space), local, include_extras)
    return hints


def is_typeddict(tp):
    return isinstance(tp, _TypedDictMeta) and tp is not _TypedDictBase


class NewType(_Form):
    def __init__(self, name, tp):
        self.__qualname__ = name
        self.__name__ = name.rpartition(".")[-1]
        self.__supertype__ = tp
        self.__module__ = sys._getframe(1).f_globals.get("__name__", "__main__")

    def __call__(self, x):
        return x

    def __repr__(self):
        return "%s.%s" % (self.__module__, self.__qualname__)

    def __mro_entries__(self, bases):
        name = self.__name__
        raise TypeError("Cannot subclass an instance of NewType. Perhaps you were looking for: `Sub = NewType('Sub', %s)`" % name)


_NAMED_TUPLE_FIXED = ("__new__", "__init__", "__slots__", "__getnewargs__", "_fields", "_field_defaults", "_field_types", "_make",
                      "_replace", "_asdict", "_source")


class _NamedTupleMeta(type):
    def __new__(cls, name, bases, namespace):
        annotations = {key: _convert(value) for key, value in namespace.get("__annotations__", {}).items()}
        defaults = [key for key in annotations if key in namespace]
        for field in annotations:
            if field not in namespace and any(annotations and list(annotations).index(d) < list(annotations).index(field) for d in defaults):
                raise TypeError("Non-default namedtuple field %s cannot follow default field%s %s" % (
                    field, "s" if len(defaults) > 1 else "", ", ".join(d for d in defaults if list(annotations).index(d) < list(annotations).index(field))))
        result = collections.namedtuple(name, list(annotations), defaults=[namespace[d] for d in defaults], module=namespace["__module__"])
        result.__annotations__ = annotations
        result.__new__.__annotations__ = annotations
        if Generic in bases:
            result.__class_getitem__ = classmethod(lambda kind, item: _Alias(kind, map(_convert, _tuple(item))))
        for key, value in namespace.items():
            if key in _NAMED_TUPLE_FIXED:
                raise AttributeError("Cannot overwrite NamedTuple attribute " + key)
            if key not in annotations and key not in ("__module__", "__qualname__", "__annotations__", "__orig_bases__", "__classcell__"):
                setattr(result, key, value)
        if "__qualname__" in namespace:
            result.__qualname__ = namespace["__qualname__"]
        return result


class _NamedTupleForm:
    def __call__(self, typename, fields=None, /, **kwargs):
        fields = list(kwargs.items()) if fields is None else list(fields)
        result = collections.namedtuple(typename, [name for name, _ in fields], module=sys._getframe(1).f_globals.get("__name__", "__main__"))
        result.__annotations__ = {name: _convert(kind) for name, kind in fields}
        return result

    def __mro_entries__(self, bases):
        return (_NamedTupleBase,)

    def __repr__(self):
        return "<function NamedTuple>"


_NamedTupleBase = type.__new__(_NamedTupleMeta, "NamedTuple", (), {})
NamedTuple = _NamedTupleForm()


class _TypedDictMeta(type):
    def __new__(cls, name, bases, namespace, total=True):
        for base in bases:
            if type(base) is not _TypedDictMeta and base is not Generic:
                raise TypeError("cannot inherit from both a TypedDict type and a non-TypedDict base class")
        result = type.__new__(cls, name, (dict,), namespace)
        annotations, required, optional = {}, set(), set()
        for base in bases:
            annotations.update(base.__dict__.get("__annotations__", {}))
            required.update(base.__dict__.get("__required_keys__", ()))
            optional.update(base.__dict__.get("__optional_keys__", ()))
        for key, value in namespace.get("__annotations__", {}).items():
            value = ForwardRef(value, module=result.__module__) if isinstance(value, str) else _convert(value)
            annotations[key] = value
            form = getattr(value.__origin__ if isinstance(value, _Annotated) else value, "_form", None)
            (required if form is Required or total and form is not NotRequired else optional).add(key)
        result.__annotations__ = annotations
        result.__total__ = total
        result.__required_keys__ = frozenset(required)
        result.__optional_keys__ = frozenset(optional)
        return result

    def __call__(cls, *args, **kwargs):
        return dict(*args, **kwargs)

    def __instancecheck__(cls, instance):
        raise TypeError("TypedDict does not support instance and class checks")

    __subclasscheck__ = __instancecheck__


class _TypedDictForm:
    def __call__(self, typename, fields=None, /, *, total=True, **kwargs):
        module = sys._getframe(1).f_globals.get("__name__", "__main__")
        return _TypedDictMeta(typename, (), {"__annotations__": dict(fields or kwargs), "__module__": module}, total=total)

    def __mro_entries__(self, bases):
        return (_TypedDictBase,)


_TypedDictBase = type.__new__(_TypedDictMeta, "TypedDict", (dict,), {})
TypedDict = _TypedDictForm()


class IO(Generic[AnyStr]):
    pass


class TextIO(IO[str]):
    pass


class BinaryIO(IO[bytes]):
    pass
"""#
