// Holds the module typing in Toy.

/// The source of the module `typing`.
let bundledTyping = #"""
import sys
from abc import ABCMeta, abstractmethod
import collections
import _collections_abc
from types import GenericAlias, FunctionType

TYPE_CHECKING = False


class _Special:
    """A form such as Any or Optional: can be subscripted, has a name."""

    def __init__(self, name, origin=None):
        self._name = name
        self.__origin__ = origin
        self.__name__ = self.__qualname__ = name

    def __repr__(self):
        return "typing." + self._name

    def __getitem__(self, item):
        if not isinstance(item, tuple):
            item = (item,)
        if self._name == "Optional":
            return Union[item[0], None]
        if self._name == "Union":
            return _make_union(item)
        if self._name == "Annotated":
            return item[0]
        return _Alias(self, item)

    def __call__(self, *args, **kwds):
        if self.__origin__ is not None:
            return self.__origin__(*args, **kwds)
        raise TypeError("Cannot instantiate %r" % self)

    def __mro_entries__(self, bases):
        if self.__origin__ is not None:
            return (self.__origin__,)
        if self._name in ("Any", "NamedTuple", "TypedDict"):
            return ()
        raise TypeError("Cannot subclass %r" % self)

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __instancecheck__(self, obj):
        if self.__origin__ is not None:
            return isinstance(obj, self.__origin__)
        raise TypeError("%r cannot be used with isinstance()" % self)

    def __subclasscheck__(self, cls):
        if self.__origin__ is not None:
            return issubclass(cls, self.__origin__)
        raise TypeError("%r cannot be used with issubclass()" % self)

    def __hash__(self):
        return hash(self._name)


def _show(item):
    if item is ...:
        return "..."
    if item is type(None):
        return "None"
    if isinstance(item, (list, tuple)):
        return "[%s]" % ", ".join(map(_show, item))
    if isinstance(item, type) and not isinstance(item, GenericAlias):
        if item.__module__ == "builtins":
            return item.__qualname__
        return "%s.%s" % (item.__module__, item.__qualname__)
    if isinstance(item, FunctionType):
        return item.__name__
    return repr(item)


class _Alias:
    def __init__(self, origin, args):
        self._form = origin
        inner = getattr(origin, "__origin__", None)
        self.__origin__ = inner if isinstance(origin, _Special) and inner is not None else origin
        self.__args__ = tuple(type(None) if a is None else a for a in args)
        found = []
        for a in self.__args__:
            for v in (a,) if isinstance(a, TypeVar) else getattr(a, "__parameters__", ()):
                if v not in found:
                    found.append(v)
        self.__parameters__ = tuple(found)

    def __repr__(self):
        form = self._form
        if form is Union:
            if len(self.__args__) == 2 and type(None) in self.__args__:
                return "typing.Optional[%s]" % _show([a for a in self.__args__ if a is not type(None)][0])
        if form is Callable and len(self.__args__) > 1:
            parameters = self.__args__[0]
            return "typing.Callable[%s, %s]" % (_show(parameters), _show(self.__args__[1]))
        name = repr(form) if isinstance(form, _Special) else _show(form)
        if form is Literal:
            return "%s[%s]" % (name, ", ".join(map(repr, self.__args__)))
        return "%s[%s]" % (name, ", ".join(map(_show, self.__args__)) or "()")

    def __getitem__(self, item):
        if not isinstance(item, tuple):
            item = (item,)
        mapping = dict(zip(self.__parameters__, item))
        return _Alias(self._form, [mapping.get(a, a) if isinstance(a, TypeVar) else a for a in self.__args__])

    def __call__(self, *args, **kwds):
        result = self.__origin__(*args, **kwds)
        try:
            result.__orig_class__ = self
        except AttributeError:
            pass
        return result

    def __mro_entries__(self, bases):
        form = self._form
        if isinstance(form, _Special):
            if form.__origin__ is not None:
                return (form.__origin__,)
            return (Generic,) if form in (Protocol,) else ()
        if form is Generic and any(b is not self and isinstance(b, _Alias) and isinstance(b._form, type) for b in bases):
            return () if any(isinstance(b, _Alias) and b is not self for b in bases[bases.index(self) + 1:]) else (Generic,)
        return (form,)

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return getattr(self.__origin__, name)

    def __eq__(self, other):
        if not isinstance(other, _Alias) or self._form is not other._form:
            return NotImplemented
        if self._form is Union:
            return set(self.__args__) == set(other.__args__)
        return self.__args__ == other.__args__

    def __hash__(self):
        if self._form is Union:
            return hash((Union, frozenset(self.__args__)))
        return hash((self._form, self.__args__))

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __instancecheck__(self, obj):
        if self._form is Union:
            return isinstance(obj, self.__args__)
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __subclasscheck__(self, cls):
        if self._form is Union:
            return issubclass(cls, self.__args__)
        raise TypeError("Subscripted generics cannot be used with class and instance checks")


def _make_union(items):
    flat = []
    for item in items:
        if item is None:
            item = type(None)
        for part in item.__args__ if isinstance(item, _Alias) and item._form is Union else (item,):
            if part not in flat:
                flat.append(part)
    return flat[0] if len(flat) == 1 else _Alias(Union, flat)


class TypeVar:
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        self.__name__ = name
        self.__constraints__ = constraints
        self.__bound__ = bound
        self.__covariant__ = covariant
        self.__contravariant__ = contravariant

    def __repr__(self):
        return ("+" if self.__covariant__ else "-" if self.__contravariant__ else "~") + self.__name__

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class ParamSpec(TypeVar):
    args = property(lambda self: self)
    kwargs = property(lambda self: self)


class TypeVarTuple:
    def __init__(self, name):
        self.__name__ = name

    def __iter__(self):
        yield self

    def __repr__(self):
        return self.__name__


class ForwardRef:
    def __init__(self, arg):
        self.__forward_arg__ = arg

    def __repr__(self):
        return "ForwardRef(%r)" % self.__forward_arg__


for _name in ("Any", "NoReturn", "Never", "Self", "LiteralString", "ClassVar", "Final", "Optional", "Union", "Literal", "Annotated",
              "Concatenate", "TypeAlias", "TypeGuard", "Required", "NotRequired", "Unpack"):
    globals()[_name] = _Special(_name)
for _name, _origin in (("List", list), ("Dict", dict), ("Set", set), ("FrozenSet", frozenset), ("Tuple", tuple), ("Type", type),
                       ("Deque", collections.deque), ("DefaultDict", collections.defaultdict), ("OrderedDict", collections.OrderedDict),
                       ("Counter", collections.Counter), ("ChainMap", collections.ChainMap)):
    globals()[_name] = _Special(_name, _origin)
for _name in ("Awaitable", "Coroutine", "AsyncIterable", "AsyncIterator", "AsyncGenerator", "Hashable", "Iterable", "Iterator",
              "Generator", "Reversible", "Sized", "Container", "Callable", "Collection", "MutableSet", "Mapping",
              "MutableMapping", "MappingView", "KeysView", "ItemsView", "ValuesView", "Sequence", "MutableSequence", "ByteString"):
    globals()[_name] = _Special(_name, getattr(_collections_abc, _name))
AbstractSet = _Special("AbstractSet", _collections_abc.Set)
Text = str
AnyStr = TypeVar("AnyStr", bytes, str)
T = TypeVar("T")
KT = TypeVar("KT")
VT = TypeVar("VT")


class Generic:
    __slots__ = ()
    _is_protocol = False

    @classmethod
    def __class_getitem__(cls, item):
        if not isinstance(item, tuple):
            item = (item,)
        return _Alias(cls, item)

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        found = []
        for base in cls.__dict__.get("__orig_bases__", ()):
            for v in getattr(base, "__parameters__", ()):
                if v not in found:
                    found.append(v)
        cls.__parameters__ = tuple(found)


class _ProtocolMeta(ABCMeta):
    def __instancecheck__(cls, instance):
        if cls.__dict__.get("_is_protocol") and cls is not Protocol:
            if not getattr(cls, "_is_runtime", False):
                raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
            return all(hasattr(instance, name) for name in _members(cls))
        return super().__instancecheck__(instance)

    def __subclasscheck__(cls, subclass):
        if cls.__dict__.get("_is_protocol") and cls is not Protocol and getattr(cls, "_is_runtime", False):
            return all(hasattr(subclass, name) for name in _members(cls))
        return super().__subclasscheck__(subclass)


def _members(cls):
    names = set()
    for base in cls.__mro__[:-1]:
        if base in (Generic, Protocol):
            continue
        for name in list(base.__dict__) + list(base.__dict__.get("__annotations__", ())):
            if name not in ("__module__", "__doc__", "__dict__", "__weakref__", "__abstractmethods__", "_is_protocol", "_is_runtime",
                            "__parameters__", "__orig_bases__", "__init__", "__qualname__", "__annotations__", "_abc_registry",
                            "__slots__", "__hash__", "__class_getitem__", "__subclasshook__", "__init_subclass__", "__new__"):
                names.add(name)
    return names


def _no_init(self, *args, **kwargs):
    if type(self).__dict__.get("_is_protocol"):
        raise TypeError("Protocols cannot be instantiated")


class Protocol(Generic, metaclass=_ProtocolMeta):
    __slots__ = ()
    _is_protocol = True

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        cls._is_protocol = Protocol in cls.__bases__
        if cls._is_protocol and "__init__" not in cls.__dict__:
            cls.__init__ = _no_init
        elif not cls._is_protocol and cls.__init__ is _no_init:
            cls.__init__ = object.__init__


for _name in ("SupportsInt", "SupportsFloat", "SupportsIndex", "SupportsAbs", "SupportsRound", "SupportsComplex", "SupportsBytes"):
    def _body(namespace, _method="__%s__" % _name[8:].lower()):
        namespace[_method] = lambda self: None
    _space = {"__module__": "typing"}
    _body(_space)
    globals()[_name] = _ProtocolMeta(_name, (Protocol,), _space)
    globals()[_name]._is_runtime = True


def runtime_checkable(cls):
    cls._is_runtime = True
    return cls


runtime = runtime_checkable


def cast(typ, val):
    return val


def overload(func):
    def dummy(*args, **kwds):
        raise NotImplementedError("You should not call an overloaded function. A series of @overload-decorated functions outside a stub module should always be followed by an implementation that is not @overload-ed.")
    return dummy


def final(f):
    try:
        f.__final__ = True
    except (AttributeError, TypeError):
        pass
    return f


def no_type_check(arg):
    return arg


def assert_never(arg):
    raise AssertionError("Expected code to be unreachable, but got: %r" % (arg,))


def assert_type(val, typ):
    return val


def reveal_type(obj):
    print("Runtime type is %r" % type(obj).__name__, file=sys.stderr)
    return obj


def dataclass_transform(**options):
    return lambda cls: cls


def get_origin(tp):
    if isinstance(tp, _Alias):
        return tp.__origin__
    if isinstance(tp, GenericAlias):
        return tp.__origin__
    return Generic if tp is Generic else None


def get_args(tp):
    return getattr(tp, "__args__", ())


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    hints = {}
    sources = reversed(obj.__mro__) if isinstance(obj, type) else (obj,)
    for source in sources:
        space = globalns
        if space is None:
            space = getattr(source, "__globals__", None) or getattr(sys.modules.get(getattr(source, "__module__", None)), "__dict__", {})
        own = source.__dict__.get("__annotations__", {}) if isinstance(source, type) else getattr(source, "__annotations__", {})
        for name, value in own.items():
            if isinstance(value, str):
                value = eval(value, dict(space), localns)
            hints[name] = type(None) if value is None else value
    return hints


class NewType:
    def __init__(self, name, tp):
        self.__name__ = self.__qualname__ = name
        self.__supertype__ = tp
        self.__module__ = sys._getframe(1).f_globals.get("__name__", "__main__")

    def __call__(self, x):
        return x

    def __repr__(self):
        return "%s.%s" % (self.__module__, self.__qualname__)

    def __or__(self, other):
        return Union[self, other]


class _NamedTupleMeta(type):
    def __new__(cls, name, bases, namespace):
        annotations = namespace.get("__annotations__", {})
        defaults = []
        for field in annotations:
            if field in namespace:
                defaults.append(namespace[field])
            elif defaults:
                raise TypeError("Non-default namedtuple field %s cannot follow default field%s %s" % (field, "", ""))
        result = collections.namedtuple(name, list(annotations), defaults=defaults, module=namespace["__module__"])
        result.__annotations__ = dict(annotations)
        for key, value in namespace.items():
            if key in ("__new__", "__init__", "__slots__", "__getnewargs__", "_fields", "_field_defaults", "_make", "_replace", "_asdict"):
                raise AttributeError("Cannot overwrite NamedTuple attribute " + key)
            if key not in annotations and key not in ("__module__", "__qualname__", "__annotations__", "__orig_bases__", "__classcell__"):
                setattr(result, key, value)
        if "__qualname__" in namespace:
            result.__qualname__ = namespace["__qualname__"]
        return result


class _NamedTupleForm:
    def __call__(self, typename, fields=(), /, **kwargs):
        fields = list(fields) or list(kwargs.items())
        result = collections.namedtuple(typename, [name for name, _ in fields], module=sys._getframe(1).f_globals.get("__name__", "__main__"))
        result.__annotations__ = dict(fields)
        return result

    def __mro_entries__(self, bases):
        return (_NamedTupleBase,)


_NamedTupleBase = type.__new__(_NamedTupleMeta, "NamedTuple", (), {})
NamedTuple = _NamedTupleForm()


class _TypedDictMeta(type):
    def __new__(cls, name, bases, namespace, total=True):
        result = type.__new__(cls, name, (dict,), namespace)
        annotations = {}
        for base in bases:
            annotations.update(base.__dict__.get("__annotations__", {}))
        annotations.update(namespace.get("__annotations__", {}))
        result.__annotations__ = annotations
        result.__total__ = total
        result.__required_keys__ = frozenset(annotations if total else ())
        result.__optional_keys__ = frozenset(() if total else annotations)
        return result

    def __call__(cls, *args, **kwargs):
        return dict(*args, **kwargs)

    def __instancecheck__(cls, instance):
        raise TypeError("TypedDict does not support instance and class checks")


class _TypedDictForm:
    def __call__(self, typename, fields=None, /, *, total=True, **kwargs):
        return _TypedDictMeta(typename, (), {"__annotations__": dict(fields or kwargs), "__module__": "__main__"}, total=total)

    def __mro_entries__(self, bases):
        return (_TypedDictBase,)


_TypedDictBase = type.__new__(_TypedDictMeta, "TypedDict", (dict,), {})
TypedDict = _TypedDictForm()


class IO(Generic):
    pass


class TextIO(IO):
    pass


class BinaryIO(IO):
    pass


Pattern = _Special("Pattern")
Match = _Special("Match")
ContextManager = _Special("ContextManager")
AsyncContextManager = _Special("AsyncContextManager")
"""#
