// Holds the module copyreg in Toy.

/// The source of the module `copyreg`.
let bundledCopyreg = #"""
__all__ = ["pickle", "constructor", "add_extension", "remove_extension", "clear_extension_cache"]

dispatch_table = {}

_extension_registry = {}
_inverted_registry = {}
_extension_cache = {}


def pickle(ob_type, pickle_function, constructor_ob=None):
    if not callable(pickle_function):
        raise TypeError("reduction functions must be callable")
    dispatch_table[ob_type] = pickle_function
    if constructor_ob is not None:
        constructor(constructor_ob)


def constructor(object):
    if not callable(object):
        raise TypeError("constructors must be callable")


def pickle_complex(c):
    return complex, (c.real, c.imag)


pickle(complex, pickle_complex, complex)


def _pickle_union(union):
    import functools
    import operator
    return functools.reduce, (operator.or_, union.__args__)


pickle(type(int | str), _pickle_union)


def _reconstructor(cls, base, state):
    if base is object:
        return object.__new__(cls)
    obj = base.__new__(cls, state)
    if base.__init__ != object.__init__:
        base.__init__(obj, state)
    return obj


def __newobj__(cls, *args):
    return cls.__new__(cls, *args)


def __newobj_ex__(cls, args, kwargs):
    return cls.__new__(cls, *args, **kwargs)


_REFUSED = frozenset(("generator", "coroutine", "async_generator", "module", "frame", "code", "traceback", "cell", "function", "dict_keys",
            "dict_values", "dict_items", "mappingproxy", "memoryview", "classmethod", "staticmethod", "property", "member_descriptor",
            "getset_descriptor", "super", "TextIOWrapper", "BufferedReader", "BufferedWriter", "FileIO", "weakref", "lock", "RLock"))


def _native_reduction(obj, cls):
    """What builds again an object of a class that has no constructor arguments of its own."""
    for base in cls.__mro__:
        if base is range or base is slice:
            return base, (obj.start, obj.stop, obj.step)
        if base.__name__ in ("method_descriptor", "wrapper_descriptor") and base.__module__ == "builtins":
            return getattr, (obj.__objclass__, obj.__name__)
        if base is bytearray:
            return cls, (bytes(obj),), obj.__getstate__()
        if base.__module__ != "collections" and base.__name__ in _REFUSED:
            name = base.__name__ if base.__name__ != "TextIOWrapper" else "_io.TextIOWrapper"
            raise TypeError(f"cannot pickle {name!r} object" if cls is base else f"cannot pickle {cls.__name__!r} object")
        if base.__module__ == "collections" and base.__name__ == "deque":
            return cls, ((),) if obj.maxlen is None else ((), obj.maxlen), obj.__getstate__(), iter(obj)
        if base.__module__ == "collections" and base.__name__ == "defaultdict":
            return cls, () if obj.default_factory is None else (obj.default_factory,), obj.__getstate__(), None, iter(obj.items())
        if base.__module__ == "array" and base.__name__ == "array":
            return cls, (obj.typecode, obj.tolist()), obj.__getstate__()
    return None


def _state(obj):
    return obj.__getstate__()


def _reduce(obj, protocol):
    cls = obj.__class__
    if isinstance(obj, type):
        return obj.__qualname__
    native = _native_reduction(obj, cls)
    if native is not None:
        return native
    if protocol < 2:
        return _reduce_old(obj, cls, protocol)
    kwargs = None
    if hasattr(cls, "__getnewargs_ex__"):
        result = obj.__getnewargs_ex__()
        if not isinstance(result, tuple):
            raise TypeError("__getnewargs_ex__ should return a tuple, not '%s'" % type(result).__name__)
        if len(result) != 2:
            raise ValueError("__getnewargs_ex__ should return a tuple of length 2, not %d" % len(result))
        args, kwargs = result
    elif hasattr(cls, "__getnewargs__"):
        args = obj.__getnewargs__()
        if not isinstance(args, tuple):
            raise TypeError("__getnewargs__ should return a tuple, not '%s'" % type(args).__name__)
    else:
        args = ()
    items = list.__iter__(obj) if isinstance(obj, list) else None
    pairs = iter(obj.items()) if isinstance(obj, dict) else None
    if kwargs:
        return __newobj_ex__, (cls, args, kwargs), _state(obj), items, pairs
    return __newobj__, (cls, *args), _state(obj), items, pairs


def _reduce_old(obj, cls, protocol):
    for base in cls.__mro__:
        if base in (int, float, complex, str, bytes, tuple, list, dict):
            break
    else:
        base = object
    if base is cls:
        raise TypeError(f"cannot pickle {cls.__name__!r} object")
    args = cls, base, None if base is object else base(obj)
    if "__getstate__" not in {name for c in cls.__mro__[:-1] for name in c.__dict__}:
        if any("__slots__" in c.__dict__ and c.__slots__ for c in cls.__mro__) and not hasattr(obj, "__dict__"):
            raise TypeError(f"a class that defines __slots__ without defining __getstate__ cannot be pickled with protocol {protocol}")
        state = getattr(obj, "__dict__", None)
    else:
        state = obj.__getstate__()
    return (_reconstructor, args, state) if state else (_reconstructor, args)


def _slotnames(cls):
    names = cls.__dict__.get("__slotnames__")
    if names is not None:
        return names
    names = []
    for c in cls.__mro__ if hasattr(cls, "__slots__") else ():
        slots = c.__dict__.get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if name in ("__dict__", "__weakref__"):
                continue
            if name.startswith("__") and not name.endswith("__"):
                stripped = c.__name__.lstrip("_")
                names.append("_%s%s" % (stripped, name) if stripped else name)
            else:
                names.append(name)
    try:
        cls.__slotnames__ = names
    except (AttributeError, TypeError):
        pass
    return names


def add_extension(module, name, code):
    code = int(code)
    if not 1 <= code <= 0x7fffffff:
        raise ValueError("code out of range")
    key = module, name
    if _extension_registry.get(key) == code and _inverted_registry.get(code) == key:
        return
    if key in _extension_registry:
        raise ValueError("key %s is already registered with code %s" % (key, _extension_registry[key]))
    if code in _inverted_registry:
        raise ValueError("code %s is already in use for key %s" % (code, _inverted_registry[code]))
    _extension_registry[key] = code
    _inverted_registry[code] = key


def remove_extension(module, name, code):
    key = module, name
    if _extension_registry.get(key) != code or _inverted_registry.get(code) != key:
        raise ValueError("key %s is not registered with code %s" % (key, code))
    del _extension_registry[key]
    del _inverted_registry[code]
    _extension_cache.pop(code, None)


def clear_extension_cache():
    _extension_cache.clear()
"""#
