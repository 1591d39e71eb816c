// Holds the first part of the module typing in Toy: forms, aliases and type variables.

/// The source of the module `typing`.
let bundledTyping = typingForms + typingClasses

private let typingForms = #"""
import sys
from abc import ABCMeta, abstractmethod
import collections
import contextlib
import _collections_abc
import re as _re
from types import GenericAlias, FunctionType, UnionType

TYPE_CHECKING = False
_NONE = type(None)


def _show(item):
    if item is ...:
        return "..."
    if isinstance(item, GenericAlias):
        return repr(item)
    if isinstance(item, type):
        return item.__qualname__ if item.__module__ == "builtins" else "%s.%s" % (item.__module__, item.__qualname__)
    if isinstance(item, list):
        return "[%s]" % ", ".join(map(_show, item))
    return item.__name__ if isinstance(item, FunctionType) else repr(item)


def _convert(item):
    """What stands for a type inside brackets: None and strings are taken for what they name."""
    if item is None:
        return _NONE
    return ForwardRef(item) if isinstance(item, str) else item


def _tuple(item):
    return item if isinstance(item, tuple) else (item,)


def _parameters(args):
    found = []
    for item in args:
        if isinstance(item, (list, tuple)):
            own = _parameters(item)
        elif hasattr(type(item), "__typing_subst__"):
            own = (item,)
        else:
            own = () if isinstance(item, type) and not isinstance(item, GenericAlias) else getattr(item, "__parameters__", ())
        found.extend(p for p in own if p not in found)
    return tuple(found)


def _check_count(what, actual, expected):
    if not expected:
        raise TypeError("%r is not a generic class" % (what,))
    if actual != expected:
        raise TypeError("Too %s arguments for %r; actual %d, expected %d" % ("many" if actual > expected else "few", what, actual, expected))


class _Form:
    """What special forms and aliases have in common."""

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class _Special(_Form):
    """A form such as Any or Optional, or a class under its old name such as List."""

    def __init__(self, name, origin=None, count=None, makes=True):
        self._name = name
        self._count = count
        self._makes = makes
        if origin is not None:
            self.__origin__ = origin
        self.__name__ = self.__qualname__ = name

    def __repr__(self):
        return "typing." + self._name

    def __reduce__(self):
        return self._name

    def __getitem__(self, item):
        special = _SUBSCRIPTS.get(self._name)
        if special is not None:
            return special(item)
        args = tuple(map(_convert, _tuple(item)))
        if self._count is not None:
            _check_count(self, len(args), self._count)
        elif self._name in _SINGLE and len(args) != 1:
            raise TypeError("typing.%s accepts only single type. Got %s." % (self._name, item))
        elif self._name in _BARE:
            raise TypeError("%r is not subscriptable" % self)
        return _Alias(self, args)

    def __call__(self, *args, **kwds):
        origin = getattr(self, "__origin__", None)
        if origin is None:
            raise TypeError("Any cannot be instantiated" if self._name == "Any" else "Cannot instantiate %r" % self)
        if not self._makes:
            raise TypeError("Type %s cannot be instantiated; use %s() instead" % (self._name, origin.__name__))
        return origin(*args, **kwds)

    def __mro_entries__(self, bases):
        origin = getattr(self, "__origin__", None)
        if origin is None:
            if self._name == "Any":
                return ()
            raise TypeError("Cannot subclass %r" % self)
        following = bases[bases.index(self) + 1:]
        plain = any(isinstance(b, (_Alias, _Special)) or isinstance(b, type) and issubclass(b, Generic) for b in following)
        return (() if origin in bases else (origin,)) + (() if plain else (Generic,))

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        origin = getattr(self, "__origin__", None)
        if origin is None:
            raise TypeError("%r cannot be used with is%s()" % (self, "subclass" if isinstance(cls, type) else "instance"))
        return issubclass(cls, origin)

    def __hash__(self):
        return hash(self._name)


class _Alias(_Form):
    def __init__(self, form, args):
        self._form = form
        self._name = form._name if isinstance(form, _Special) else None
        self.__origin__ = getattr(form, "__origin__", form) if isinstance(form, _Special) else form
        self.__args__ = tuple(args)
        self.__parameters__ = _parameters(self.__args__)
        if self._name is None:
            self.__module__ = form.__module__

    def __repr__(self):
        form, args = self._form, self.__args__
        if form is Union and len(args) == 2 and _NONE in args:
            return "typing.Optional[%s]" % _show(args[0] if args[1] is _NONE else args[1])
        if form is Callable and not _has_open_parameters(args):
            return "typing.Callable[[%s], %s]" % (", ".join(map(_show, args[:-1])), _show(args[-1]))
        show = repr if form is Literal else _show
        return "%s[%s]" % (repr(form) if isinstance(form, _Special) else _show(form), ", ".join(map(show, args)) or "()")

    def __getitem__(self, item):
        if self.__origin__ in (Generic, Protocol):
            raise TypeError("Cannot subscript already-subscripted %r" % self)
        values = tuple(map(_convert, _tuple(item)))
        if len(self.__parameters__) == 1 and isinstance(self.__parameters__[0], ParamSpec) and len(values) != 1:
            values = (list(values),)
        if not any(isinstance(p, TypeVarTuple) for p in self.__parameters__):
            _check_count(self, len(values), len(self.__parameters__))
        return self._with(_substituted(self.__args__, dict(zip(self.__parameters__, values))))

    def _with(self, args):
        if self._form is Union:
            return _make_union(tuple(args))
        return _Alias(self._form, args)

    def __call__(self, *args, **kwds):
        if isinstance(self._form, _Special) and not self._form._makes:
            raise TypeError("Type %s cannot be instantiated; use %s() instead" % (self._name, self.__origin__.__name__))
        if not callable(self.__origin__) or isinstance(self.__origin__, _Special):
            raise TypeError("Cannot instantiate %r" % self)
        result = self.__origin__(*args, **kwds)
        try:
            result.__orig_class__ = self
        except AttributeError:
            pass
        return result

    def __mro_entries__(self, bases):
        if isinstance(self._form, _Special):
            return self._form.__mro_entries__(tuple(self._form if b is self else b for b in bases))
        if self.__origin__ is Generic:
            if Protocol in bases or any(isinstance(b, _Alias) and b._form is Protocol for b in bases):
                return ()
            if any(isinstance(b, (_Alias, _Special)) and b is not self for b in bases[bases.index(self) + 1:]):
                return ()
        return (self.__origin__,)

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__") or name in ("_form", "_name"):
            raise AttributeError(name)
        return getattr(self.__origin__, name)

    def __setattr__(self, name, value):
        if name.startswith("_"):
            super().__setattr__(name, value)
        else:
            setattr(self.__origin__, name, value)

    def __eq__(self, other):
        if self._form is Union and isinstance(other, (UnionType, _Alias)):
            return set(self.__args__) == set(other.__args__) and (isinstance(other, UnionType) or other._form is Union)
        if not isinstance(other, _Alias) or self._form is not other._form:
            return NotImplemented
        if self._form is Literal:
            return _typed(self.__args__) == _typed(other.__args__)
        return self.__args__ == other.__args__ and getattr(self, "__metadata__", None) == getattr(other, "__metadata__", None)

    def __hash__(self):
        if self._form is Union or self._form is Literal:
            return hash((self._form, frozenset(self.__args__)))
        return hash((self.__origin__, self.__args__))

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        if self._form is Union:
            return any(issubclass(cls, arg) for arg in self.__args__)
        raise TypeError("Subscripted generics cannot be used with class and instance checks")


class _Annotated(_Alias):
    def __init__(self, origin, metadata):
        super().__init__(Annotated, (origin,))
        self.__origin__ = origin
        self.__metadata__ = metadata

    def __repr__(self):
        return "typing.Annotated[%s, %s]" % (_show(self.__origin__), ", ".join(map(repr, self.__metadata__)))

    def _with(self, args):
        return _Annotated(args[0], self.__metadata__)

    def __mro_entries__(self, bases):
        return (self.__origin__,)

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))


def _has_open_parameters(args):
    return len(args) == 2 and (args[0] is ... or isinstance(args[0], ParamSpec) or getattr(args[0], "_form", None) is Concatenate)


def _typed(args):
    return {(value, type(value)) for value in args}


def _substituted(args, mapping):
    result = []
    for item in args:
        if isinstance(item, list):
            result.append(_substituted(item, mapping))
        elif hasattr(type(item), "__typing_subst__"):
            value = mapping.get(item, item)
            result.extend(value) if isinstance(value, list) else result.append(value)
        else:
            inner = _parameters((item,))
            result.append(item[tuple(mapping.get(p, p) for p in inner)] if inner else item)
    return result


def _make_union(item):
    if item == ():
        raise TypeError("Cannot take a Union of no types.")
    flat = []
    for part in map(_convert, _tuple(item)):
        is_union = isinstance(part, UnionType) or isinstance(part, _Alias) and part._form is Union
        flat.extend(p for p in (part.__args__ if is_union else (part,)) if p not in flat)
    flat = list(dict.fromkeys(flat))
    return flat[0] if len(flat) == 1 else _Alias(Union, flat)


def _make_optional(item):
    if isinstance(item, tuple):
        raise TypeError("typing.Optional requires a single type. Got %s." % (item,))
    return _make_union((item, None))


def _make_annotated(item):
    if not isinstance(item, tuple) or len(item) < 2:
        raise TypeError("Annotated[...] should be used with at least two arguments (a type and an annotation).")
    origin, metadata = _convert(item[0]), item[1:]
    if isinstance(origin, _Annotated):
        origin, metadata = origin.__origin__, origin.__metadata__ + metadata
    return _Annotated(origin, metadata)


def _make_callable(item):
    if not isinstance(item, tuple) or len(item) != 2:
        raise TypeError("Callable must be used as Callable[[arg, ...], result].")
    parameters, result = item
    if isinstance(parameters, list):
        return _Alias(Callable, [*map(_convert, parameters), _convert(result)])
    if parameters is not ... and not isinstance(parameters, (ParamSpec, _Alias)):
        raise TypeError("Callable[args, result]: args must be a list. Got %s" % (parameters,))
    return _Alias(Callable, (parameters, _convert(result)))


def _make_literal(item):
    flat = []
    for value in _tuple(item):
        flat.extend(value.__args__ if isinstance(value, _Alias) and value._form is Literal else (value,))
    seen, unique = set(), []
    for value in flat:
        try:
            if (value, type(value)) in seen:
                continue
            seen.add((value, type(value)))
        except TypeError:
            pass
        unique.append(value)
    return _Alias(Literal, unique)


_SUBSCRIPTS = {"Union": _make_union, "Optional": _make_optional, "Callable": _make_callable,
               "Literal": _make_literal, "Tuple": lambda item: _Alias(Tuple, () if item == () else map(_convert, _tuple(item)))}
_SINGLE = ("ClassVar", "Final", "Required", "NotRequired", "Unpack", "TypeGuard")
_BARE = ("Any", "NoReturn", "Never", "Self", "LiteralString", "TypeAlias")


class TypeVar(_Form):
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        self.__name__ = name
        self.__constraints__ = tuple(map(_convert, constraints))
        self.__bound__ = ForwardRef(bound) if isinstance(bound, str) else bound
        self.__covariant__ = bool(covariant)
        self.__contravariant__ = bool(contravariant)
        self.__module__ = sys._getframe(1).f_globals.get("__name__", "__main__")

    def __typing_subst__(self, arg):
        return arg

    def __repr__(self):
        return ("+" if self.__covariant__ else "-" if self.__contravariant__ else "~") + self.__name__

    def __mro_entries__(self, bases):
        raise TypeError("Cannot subclass an instance of TypeVar")


class _Part:
    def __init__(self, origin, name):
        self.__origin__, self._name = origin, name

    def __repr__(self):
        return "%s.%s" % (self.__origin__.__name__, self._name)


    def __eq__(self, other):
        return type(other) is type(self) and self.__origin__ == other.__origin__


class ParamSpecArgs(_Part):
    def __init__(self, origin):
        super().__init__(origin, "args")


class ParamSpecKwargs(_Part):
    def __init__(self, origin):
        super().__init__(origin, "kwargs")


class ParamSpec(TypeVar):
    args = property(lambda self: ParamSpecArgs(self))
    kwargs = property(lambda self: ParamSpecKwargs(self))


class TypeVarTuple:
    def __init__(self, name):
        self.__name__ = name

    def __iter__(self):
        yield Unpack[self]

    def __typing_subst__(self, arg):
        return arg

    def __repr__(self):
        return self.__name__


class ForwardRef(_Form):
    def __init__(self, arg, is_argument=True, module=None, *, is_class=False):
        try:
            compile(arg, "<string>", "eval")
        except SyntaxError:
            raise SyntaxError("Forward reference must be an expression -- got %r" % (arg,)) from None
        self.__forward_arg__ = arg
        self.__forward_module__ = module

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        return (self.__forward_arg__, self.__forward_module__) == (other.__forward_arg__, other.__forward_module__)

    def __hash__(self):
        return hash((self.__forward_arg__, self.__forward_module__))

    def __repr__(self):
        module = "" if self.__forward_module__ is None else ", module=%r" % self.__forward_module__
        return "ForwardRef(%r%s)" % (self.__forward_arg__, module)


for _name in ("Any", "NoReturn", "Never", "Self", "LiteralString", "ClassVar", "Final", "Optional", "Union", "Literal", "Concatenate", "TypeAlias", "TypeGuard", "Required", "NotRequired", "Unpack"):
    globals()[_name] = _Special(_name)


class Annotated:
    def __new__(cls, *args, **kwargs):
        raise TypeError("Type Annotated cannot be instantiated.")

    def __class_getitem__(cls, item):
        return _make_annotated(item)

    def __init_subclass__(cls, *args, **kwargs):
        raise TypeError("Cannot subclass typing.Annotated")


for _name, _origin, _count, _makes in (
        ("List", list, 1, False), ("Dict", dict, 2, False), ("Set", set, 1, False), ("FrozenSet", frozenset, 1, False),
        ("Tuple", tuple, None, False), ("Type", type, 1, False), ("Deque", collections.deque, 1, True),
        ("DefaultDict", collections.defaultdict, 2, True), ("OrderedDict", collections.OrderedDict, 2, True),
        ("Counter", collections.Counter, 1, True), ("ChainMap", collections.ChainMap, 2, True), ("Pattern", _re.Pattern, 1, True),
        ("Match", _re.Match, 1, True), ("ContextManager", contextlib.AbstractContextManager, 1, True),
        ("AsyncContextManager", contextlib.AbstractAsyncContextManager, 1, True)):
    globals()[_name] = _Special(_name, _origin, _count, _makes)
for _name, _count in (
        ("Awaitable", 1), ("Coroutine", 3), ("AsyncIterable", 1), ("AsyncIterator", 1), ("AsyncGenerator", 2), ("Hashable", 0),
        ("Iterable", 1), ("Iterator", 1), ("Generator", 3), ("Reversible", 1), ("Sized", 0), ("Container", 1), ("Callable", 2),
        ("Collection", 1), ("MutableSet", 1), ("Mapping", 2), ("MutableMapping", 2), ("MappingView", 1), ("KeysView", 1),
        ("ItemsView", 2), ("ValuesView", 1), ("Sequence", 1), ("MutableSequence", 1), ("ByteString", 0)):
    globals()[_name] = _Special(_name, getattr(_collections_abc, _name), _count)
AbstractSet = _Special("AbstractSet", _collections_abc.Set, 1)
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
        args = tuple(map(_convert, _tuple(item)))
        if cls in (Generic, Protocol):
            if not args:
                raise TypeError("Parameter list to %s[...] cannot be empty" % cls.__qualname__)
            if not all(hasattr(type(a), "__typing_subst__") or getattr(a, "_form", None) is Unpack for a in args):
                raise TypeError("Parameters to %s[...] must all be type variables or parameter specification variables." % cls.__name__)
            if len(set(args)) != len(args):
                raise TypeError("Parameters to %s[...] must all be unique" % cls.__name__)
        else:
            parameters = cls.__parameters__
            if len(parameters) == 1 and isinstance(parameters[0], ParamSpec) and not isinstance(args[0], list):
                args = (list(args),)
            if not any(isinstance(p, TypeVarTuple) for p in parameters):
                _check_count(cls, len(args), len(parameters))
        return _Alias(cls, args)

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        bases = cls.__dict__.get("__orig_bases__", ())
        if Generic in bases or not bases and Generic in cls.__bases__ and cls.__name__ != "Protocol":
            raise TypeError("Cannot inherit from plain Generic")
        own = [b for b in bases if isinstance(b, _Alias) and b.__origin__ in (Generic, Protocol)]
        found = _parameters(bases)
        if len([b for b in own if b.__origin__ is Generic]) > 1:
            raise TypeError("Cannot inherit from Generic[...] multiple types.")
        if own:
            missing = [v for v in found if v not in own[0].__parameters__]
            if missing:
                raise TypeError("Some type variables (%s) are not listed in %s[%s]" % (
                    ", ".join(map(str, missing)), own[0].__origin__.__name__, ", ".join(map(str, own[0].__parameters__))))
            found = own[0].__parameters__
        cls.__parameters__ = found
"""#
