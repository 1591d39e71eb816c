// Holds the module dataclasses in Toy.

/// The source of the module `dataclasses`.
let bundledDataclasses = #"""
import sys
from types import MappingProxyType, GenericAlias, FunctionType
import copy as _copy

__all__ = ["dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING", "fields", "asdict", "astuple",
           "make_dataclass", "replace", "is_dataclass"]


class FrozenInstanceError(AttributeError):
    pass


class _Factory:
    def __repr__(self):
        return "<factory>"


class _MISSING_TYPE:
    pass


_FACTORY = _Factory()
MISSING = _MISSING_TYPE()


class KW_ONLY:
    pass


class InitVar:
    def __init__(self, type):
        self.type = type

    def __class_getitem__(cls, type):
        return InitVar(type)

    def __repr__(self):
        named = isinstance(self.type, type) and not isinstance(self.type, GenericAlias)
        return "dataclasses.InitVar[%s]" % (self.type.__name__ if named else repr(self.type))


_FIELDS = "__dataclass_fields__"
_repr_running = set()
_FIELD_KINDS = {"field": "_FIELD", "class": "_FIELD_CLASSVAR", "init": "_FIELD_INITVAR"}


class Field:
    __slots__ = ("name", "type", "default", "default_factory", "repr", "hash", "init", "compare", "metadata", "kw_only", "_field_type")

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = MappingProxyType({} if metadata is None else metadata)
        self.kw_only = kw_only
        self._field_type = None

    def __set_name__(self, owner, name):
        function = getattr(type(self.default), "__set_name__", None)
        if function:
            function(self.default, owner, name)

    __class_getitem__ = classmethod(GenericAlias)

    def __repr__(self):
        key = id(self)
        if key in _repr_running:
            return "..."
        _repr_running.add(key)
        try:
            return self._text()
        finally:
            _repr_running.discard(key)

    def _text(self):
        return ("Field(name=%r,type=%r,default=%r,default_factory=%r,init=%r,repr=%r,hash=%r,compare=%r,metadata=%r,kw_only=%r,_field_type=%s)"
                % (self.name, self.type, self.default, self.default_factory, self.init, self.repr, self.hash, self.compare,
                   self.metadata, self.kw_only, _FIELD_KINDS.get(self._field_type)))


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None, kw_only=MISSING):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def _kind(annotation):
    if isinstance(annotation, str):
        text = annotation.strip()
        if text.startswith(("ClassVar", "typing.ClassVar")):
            return "class"
        if text.startswith(("InitVar", "dataclasses.InitVar")):
            return "init"
        if text in ("KW_ONLY", "dataclasses.KW_ONLY"):
            return "kw"
        return "field"
    if annotation is KW_ONLY:
        return "kw"
    if annotation is InitVar or isinstance(annotation, InitVar):
        return "init"
    typing = sys.modules.get("typing")
    if typing and (annotation is typing.ClassVar or getattr(annotation, "__origin__", None) is typing.ClassVar):
        return "class"
    return "field"


def _collect(cls, kw_only):
    all_fields = {}
    for base in cls.__mro__[-1:0:-1]:
        for f in base.__dict__.get(_FIELDS, {}).values():
            all_fields[f.name] = f
    own = []
    kw_only_seen = False
    for name, annotation in cls.__dict__.get("__annotations__", {}).items():
        kind = _kind(annotation)
        if kind == "kw":
            if kw_only_seen:
                raise TypeError("%r is KW_ONLY, but KW_ONLY has already been specified" % name)
            kw_only_seen = kw_only = True
            continue
        default = getattr(cls, name, MISSING)
        if hasattr(type(default), "__objclass__") and type(default).__name__ == "member_descriptor":
            default = MISSING
        f = default if isinstance(default, Field) else field(default=default)
        f.name, f.type, f._field_type = name, annotation, kind
        if kind in ("class", "init") and f.default_factory is not MISSING:
            raise TypeError("field %s cannot have a default factory" % name)
        if kind != "class":
            if f.kw_only is MISSING:
                f.kw_only = kw_only
        elif f.kw_only is not MISSING:
            raise TypeError("field %s is a ClassVar but specifies kw_only" % name)
        if kind == "field" and f.default.__class__.__hash__ is None:
            raise ValueError("mutable default %s for field %s is not allowed: use default_factory" % (type(f.default), name))
        own.append(f)
        if isinstance(default, Field):
            if default.default is MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, default.default)
    for name, value in list(cls.__dict__.items()):
        if isinstance(value, Field) and name not in cls.__dict__.get("__annotations__", {}):
            raise TypeError("%r is a field but has no type annotation" % name)
    for f in own:
        all_fields[f.name] = f
    return all_fields


def _make(cls, name, parameters, lines, space, returns=None):
    text = "def %s(%s):\n%s\n" % (name, ", ".join(parameters), "\n".join("    " + line for line in lines or ["pass"]))
    exec(text, space)
    function = space[name]
    function.__qualname__ = "%s.%s" % (cls.__qualname__, name)
    function.__module__ = cls.__module__
    return function


def _make_init(cls, fields, frozen, slots):
    space = {"_MISSING": MISSING, "_FACTORY": _FACTORY, "_set": object.__setattr__}
    used = [f for f in fields if f._field_type != "class"]
    ordinary = [f for f in used if f.init and not f.kw_only]
    keyword = [f for f in used if f.init and f.kw_only]
    seen_default = False
    for f in ordinary:
        if f.default is not MISSING or f.default_factory is not MISSING:
            seen_default = True
        elif seen_default:
            raise TypeError("non-default argument %r follows default argument" % f.name)

    def parameter(f):
        if f.default is not MISSING:
            space["_d_" + f.name] = f.default
            return "%s=_d_%s" % (f.name, f.name)
        if f.default_factory is not MISSING:
            return "%s=_FACTORY" % f.name
        return f.name

    self_name = "self" if all(f.name != "self" for f in used) else "__dataclass_self__"
    parameters = [self_name] + [parameter(f) for f in ordinary]
    if keyword:
        parameters += ["*"] + [parameter(f) for f in keyword]
    lines = []
    for f in used:
        if f._field_type == "init":
            continue
        if f.default_factory is not MISSING:
            space["_f_" + f.name] = f.default_factory
            value = "_f_%s()" % f.name
            if f.init:
                value = "%s if %s is _FACTORY else %s" % (value, f.name, f.name)
        elif f.init:
            value = f.name
        elif slots and f.default is not MISSING:
            space["_d_" + f.name] = f.default
            value = "_d_" + f.name
        else:
            continue
        if frozen:
            lines.append("_set(%s, %r, %s)" % (self_name, f.name, value))
        else:
            lines.append("%s.%s = %s" % (self_name, f.name, value))
    if hasattr(cls, "__post_init__"):
        lines.append("%s.__post_init__(%s)" % (self_name, ", ".join(f.name for f in used if f._field_type == "init")))
    function = _make(cls, "__init__", parameters, lines, space)
    function.__annotations__ = {f.name: f.type for f in used if f.init}
    function.__annotations__["return"] = None
    return function

def _tuple(name, fields):
    return "(%s)" % "".join("%s.%s," % (name, f.name) for f in fields)


def _set_new(cls, name, value, what=None):
    if name in cls.__dict__:
        return True
    setattr(cls, name, value)
    return False


def _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot):
    inherited_frozen = None
    for base in cls.__mro__[1:]:
        params = base.__dict__.get("__dataclass_params__")
        if params is not None:
            inherited_frozen = bool(inherited_frozen) or params.frozen
    if inherited_frozen is not None:
        if frozen and not inherited_frozen:
            raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
        if inherited_frozen and not frozen:
            raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
    if order and not eq:
        raise ValueError("eq must be true if order is true")
    explicit_hash = cls.__dict__.get("__hash__", MISSING)
    has_hash = not (explicit_hash is MISSING or (explicit_hash is None and "__eq__" in cls.__dict__))
    fields = _collect(cls, kw_only)
    setattr(cls, _FIELDS, fields)
    cls.__dataclass_params__ = _Params(init, repr, eq, order, unsafe_hash, frozen)
    real = [f for f in fields.values() if f._field_type == "field"]
    made = None
    if init:
        made = _make_init(cls, fields.values(), frozen, slots)
        _set_new(cls, "__init__", made)
    if repr:
        shown = ", ".join("%s={self.%s!r}" % (f.name, f.name) for f in real if f.repr)
        __repr__ = _make(cls, "__repr__", ["self"], [
            "key = id(self)", "if key in _running:", "    return '...'", "_running.add(key)", "try:",
            "    return self.__class__.__qualname__ + f'(%s)'" % shown, "finally:", "    _running.discard(key)"], {"_running": _repr_running})
        _set_new(cls, "__repr__", __repr__)
    compared = [f for f in real if f.compare]
    mine, theirs = _tuple("self", compared), _tuple("other", compared)
    if eq:
        _set_new(cls, "__eq__", _make(cls, "__eq__", ["self", "other"], [
            "if other.__class__ is self.__class__:", "    return %s == %s" % (mine, theirs), "return NotImplemented"], {}))
    if order:
        for name, sign in (("__lt__", "<"), ("__le__", "<="), ("__gt__", ">"), ("__ge__", ">=")):
            function = _make(cls, name, ["self", "other"], [
                "if other.__class__ is self.__class__:", "    return %s %s %s" % (mine, sign, theirs), "return NotImplemented"], {})
            if _set_new(cls, name, function):
                raise TypeError("Cannot overwrite attribute %s in class %s. Consider using functools.total_ordering" % (name, cls.__name__))
    if frozen:
        names = tuple(f.name for f in real)

        def __setattr__(self, name, value):
            if type(self) is cls or name in names:
                raise FrozenInstanceError("cannot assign to field %r" % name)
            super(cls, self).__setattr__(name, value)

        def __delattr__(self, name):
            if type(self) is cls or name in names:
                raise FrozenInstanceError("cannot delete field %r" % name)
            super(cls, self).__delattr__(name)
        for function in (__setattr__, __delattr__):
            function.__qualname__ = "%s.%s" % (cls.__qualname__, function.__name__)
            if _set_new(cls, function.__name__, function):
                raise TypeError("Cannot overwrite attribute %s in class %s" % (function.__name__, cls.__name__))
    hashed = [f for f in real if (f.compare if f.hash is None else f.hash)]
    if unsafe_hash and has_hash:
        raise TypeError("Cannot overwrite attribute __hash__ in class %s" % cls.__name__)
    if unsafe_hash or (eq and frozen and not has_hash):
        cls.__hash__ = _make(cls, "__hash__", ["self"], ["return hash(%s)" % _tuple("self", hashed)], {})
    elif eq and not has_hash:
        cls.__hash__ = None
    if match_args and "__match_args__" not in cls.__dict__:
        cls.__match_args__ = tuple(f.name for f in fields.values() if f.init and not f.kw_only and f._field_type != "class")
    if cls.__doc__ is None:
        cls.__doc__ = cls.__name__ + _signature_text(cls, fields.values(), init, made)
    if weakref_slot and not slots:
        raise TypeError("weakref_slot is True but slots is False")
    if slots:
        cls = _with_slots(cls, real, frozen, weakref_slot)
    if hasattr(cls, "__abstractmethods__"):
        import abc
        abc.update_abstractmethods(cls)
    return cls


def _annotation_text(annotation):
    if getattr(annotation, "__module__", None) == "typing":
        return repr(annotation).replace("typing.", "")
    if isinstance(annotation, type) and not isinstance(annotation, GenericAlias):
        if annotation.__module__ == "builtins":
            return annotation.__qualname__
        return annotation.__module__ + "." + annotation.__qualname__
    return repr(annotation)


def _signature_text(cls, fields, init, made):
    """What inspect.signature shows of the class, without the result."""
    if not init or cls.__dict__.get("__init__") is not made:
        import inspect
        try:
            return str(inspect.signature(cls)).replace(" -> None", "")
        except (TypeError, ValueError):
            return ""
    parts = []
    used = [f for f in fields if f._field_type != "class" and f.init]
    ordered = [f for f in used if not f.kw_only] + [f for f in used if f.kw_only]
    starred = False
    for f in ordered:
        if f.kw_only and not starred:
            parts.append("*")
            starred = True
        text = "%s: %s" % (f.name, _annotation_text(f.type))
        if f.default is not MISSING:
            text += " = %r" % (f.default,)
        elif f.default_factory is not MISSING:
            text += " = <factory>"
        parts.append(text)
    return "(%s)" % ", ".join(parts)


def _get_state(self):
    return [getattr(self, f.name) for f in fields(self)]


def _set_state(self, state):
    for f, value in zip(fields(self), state):
        object.__setattr__(self, f.name, value)


def _with_slots(cls, real, frozen, weakref_slot):
    if "__slots__" in cls.__dict__:
        raise TypeError("%s already specifies __slots__" % cls.__name__)
    namespace = dict(cls.__dict__)
    inherited = set()
    for base in cls.__mro__[1:]:
        names = base.__dict__.get("__slots__", ())
        inherited.update((names,) if isinstance(names, str) else names)
    names = [f.name for f in real] + (["__weakref__"] if weakref_slot else [])
    namespace["__slots__"] = tuple(name for name in names if name not in inherited)
    if frozen:
        namespace.setdefault("__getstate__", _get_state)
        namespace.setdefault("__setstate__", _set_state)
    for f in real:
        namespace.pop(f.name, None)
    namespace.pop("__dict__", None)
    namespace.pop("__weakref__", None)
    namespace["__qualname__"] = cls.__qualname__
    return type(cls)(cls.__name__, cls.__bases__, namespace)


class _Params:
    def __init__(self, init, repr, eq, order, unsafe_hash, frozen):
        self.init, self.repr, self.eq, self.order, self.unsafe_hash, self.frozen = init, repr, eq, order, unsafe_hash, frozen


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True,
              kw_only=False, slots=False, weakref_slot=False):
    def wrap(cls):
        return _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot)
    return wrap if cls is None else wrap(cls)


def fields(class_or_instance):
    try:
        found = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple(f for f in found.values() if f._field_type == "field")


def is_dataclass(obj):
    return hasattr(obj if isinstance(obj, type) and not isinstance(obj, GenericAlias) else type(obj), _FIELDS)


def _convert(obj, factory, as_dict):
    if hasattr(type(obj), _FIELDS):
        if as_dict:
            return factory([(f.name, _convert(getattr(obj, f.name), factory, True)) for f in fields(obj)])
        return factory([_convert(getattr(obj, f.name), factory, False) for f in fields(obj)])
    if isinstance(obj, tuple) and hasattr(obj, "_fields"):
        return type(obj)(*[_convert(v, factory, as_dict) for v in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)([_convert(v, factory, as_dict) for v in obj])
    if isinstance(obj, dict):
        return type(obj)((_convert(k, factory, as_dict), _convert(v, factory, as_dict)) for k, v in obj.items())
    return _copy.deepcopy(obj)


def asdict(obj, *, dict_factory=dict):
    if isinstance(obj, type) or not is_dataclass(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _convert(obj, dict_factory, True)


def astuple(obj, *, tuple_factory=tuple):
    if isinstance(obj, type) or not is_dataclass(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _convert(obj, tuple_factory, False)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, init=True, repr=True, eq=True, order=False, unsafe_hash=False,
                   frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False):
    import keyword
    import types
    namespace = dict(namespace or {})
    annotations, defaults = {}, {}
    for item in fields:
        if isinstance(item, str):
            name, annotation = item, "typing.Any"
        elif len(item) == 2:
            name, annotation = item
        elif len(item) == 3:
            name, annotation = item[:2]
            defaults[name] = item[2]
        else:
            raise TypeError("Invalid field: %r" % (item,))
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError("Field names must be valid identifiers: %r" % (name,))
        if keyword.iskeyword(name):
            raise TypeError("Field names must not be keywords: %r" % (name,))
        if name in annotations:
            raise TypeError("Field name duplicated: %r" % (name,))
        annotations[name] = annotation

    def fill(space):
        space.update(namespace)
        space.update(defaults)
        space["__annotations__"] = annotations
    cls = types.new_class(cls_name, bases, {}, fill)
    return dataclass(cls, init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen, match_args=match_args,
                     kw_only=kw_only, slots=slots, weakref_slot=weakref_slot)


def replace(obj, /, **changes):
    if isinstance(obj, type) or not is_dataclass(obj):
        raise TypeError("replace() should be called on dataclass instances")
    for f in getattr(obj, _FIELDS).values():
        if f._field_type == "class":
            continue
        if not f.init:
            if f.name in changes:
                raise ValueError("field %s is declared with init=False, it cannot be specified with replace()" % f.name)
            continue
        if f.name not in changes:
            if f._field_type == "init" and f.default is MISSING:
                raise ValueError("InitVar %r must be specified with replace()" % f.name)
            changes[f.name] = getattr(obj, f.name)
    return obj.__class__(**changes)
"""#
