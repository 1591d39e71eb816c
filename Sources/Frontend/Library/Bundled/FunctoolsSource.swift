// Holds the module functools in Toy.

/// The source of the module `functools`.
let bundledFunctools = #"""
from _functools import reduce, partial, cmp_to_key

__all__ = ["reduce", "partial", "partialmethod", "cmp_to_key", "wraps", "update_wrapper", "total_ordering", "lru_cache", "cache",
           "cached_property", "singledispatch", "singledispatchmethod", "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES"]

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__")
WRAPPER_UPDATES = ("__dict__",)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for name in assigned:
        try:
            value = getattr(wrapped, name)
        except AttributeError:
            pass
        else:
            setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    def decorate(wrapper):
        return update_wrapper(wrapper, wrapped, assigned, updated)
    return decorate


def _ordering(name, base, negate, with_equal):
    def method(self, other):
        result = getattr(type(self), base)(self, other)
        if result is NotImplemented:
            return result
        if negate:
            result = not result
        if with_equal == "or":
            return result or self == other
        if with_equal == "and":
            return result and self != other
        return result
    method.__name__ = name
    return method


_ORDERINGS = {
    "__lt__": [("__gt__", True, "and"), ("__le__", False, "or"), ("__ge__", True, "")],
    "__le__": [("__ge__", True, "or"), ("__lt__", False, "and"), ("__gt__", True, "")],
    "__gt__": [("__lt__", True, "and"), ("__ge__", False, "or"), ("__le__", True, "")],
    "__ge__": [("__le__", True, "or"), ("__gt__", False, "and"), ("__lt__", True, "")],
}


def total_ordering(cls):
    roots = {name for name in _ORDERINGS if getattr(cls, name, None) is not getattr(object, name, None)}
    if not roots:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    root = max(roots)
    for name, negate, with_equal in _ORDERINGS[root]:
        if name not in roots:
            setattr(cls, name, _ordering(name, root, negate, with_equal))
    return cls


class _CacheInfo(tuple):
    __slots__ = ()

    def __new__(cls, hits, misses, maxsize, currsize):
        return tuple.__new__(cls, (hits, misses, maxsize, currsize))

    hits = property(lambda self: self[0])
    misses = property(lambda self: self[1])
    maxsize = property(lambda self: self[2])
    currsize = property(lambda self: self[3])

    def __repr__(self):
        return "CacheInfo(hits=%r, misses=%r, maxsize=%r, currsize=%r)" % tuple(self)


_MARK = object()
_MISSING = object()


def _key(args, kwds, typed):
    key = args
    if kwds:
        key += (_MARK,)
        for item in kwds.items():
            key += item
    if typed:
        key += tuple(type(v) for v in args)
        if kwds:
            key += tuple(type(v) for v in kwds.values())
    elif len(key) == 1 and type(key[0]) in (int, str):
        return key[0]
    return key


def lru_cache(maxsize=128, typed=False):
    if isinstance(maxsize, int):
        if maxsize < 0:
            maxsize = 0
    elif callable(maxsize) and isinstance(typed, bool):
        function, maxsize = maxsize, 128
        wrapper = _cached(function, maxsize, typed)
        wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
        return update_wrapper(wrapper, function)
    elif maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")

    def decorate(function):
        wrapper = _cached(function, maxsize, typed)
        wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
        return update_wrapper(wrapper, function)
    return decorate


def _cached(function, maxsize, typed):
    store = {}
    get = store.get
    hits = misses = 0
    root = None

    if maxsize == 0:
        def wrapper(*args, **kwds):
            nonlocal misses
            misses += 1
            return function(*args, **kwds)
    elif maxsize is None:
        def wrapper(*args, **kwds):
            nonlocal hits, misses
            if kwds or typed:
                key = _key(args, kwds, typed)
            elif len(args) == 1 and type(args[0]) is int:
                key = args[0]
            else:
                key = _key(args, kwds, typed)
            value = get(key, _MISSING)
            if value is not _MISSING:
                hits += 1
                return value
            misses += 1
            value = function(*args, **kwds)
            store[key] = value
            return value
    else:
        # A ring of [before, after, key, value] in order of use: a hit leaves the dict as it is, so keys whose
        # comparison comes back here find it unchanged.
        root = []
        root[:] = root, root, None, None

        def append(link):
            last = root[0]
            link[0] = last
            link[1] = root
            last[1] = root[0] = link

        def unlink(link):
            before, after = link[0], link[1]
            before[1] = after
            after[0] = before

        def wrapper(*args, **kwds):
            nonlocal hits, misses
            key = _key(args, kwds, typed)
            link = get(key)
            if link is not None:
                hits += 1
                unlink(link)
                append(link)
                return link[3]
            misses += 1
            value = function(*args, **kwds)
            if key in store:
                return value
            if len(store) < maxsize or root[1] is root:
                link = [root, root, key, value]
                store[key] = link
                append(link)
                return value
            link = root[1]
            unlink(link)
            if store.pop(link[2], None) is None:
                return value
            link[2] = key
            link[3] = value
            store[key] = link
            append(link)
            return value

    def cache_info():
        return _CacheInfo(hits, misses, maxsize, len(store))

    def cache_clear():
        nonlocal hits, misses
        store.clear()
        if root is not None:
            root[:] = root, root, None, None
        hits = misses = 0

    wrapper.cache_info = cache_info
    wrapper.cache_clear = cache_clear
    return wrapper


def cache(function, /):
    return lru_cache(maxsize=None)(function)


class cached_property:
    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError("Cannot assign the same cached_property to two different names (%r and %r)." % (self.attrname, name))

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        try:
            values = instance.__dict__
        except AttributeError:
            raise TypeError("No '__dict__' attribute on %r instance to cache %r property." % (type(instance).__name__, self.attrname)) from None
        value = values.get(self.attrname, _MISSING)
        if value is _MISSING:
            value = self.func(instance)
            values[self.attrname] = value
        return value


class partialmethod:
    def __init__(self, func, /, *args, **keywords):
        self.func = func
        self.args = args
        self.keywords = keywords

    def __get__(self, instance, owner=None):
        def method(self_, /, *args, **keywords):
            return self.func(self_, *self.args, *args, **{**self.keywords, **keywords})
        return method.__get__(instance, owner) if instance is not None else method


def _find_implementation(cls, registry):
    for ancestor in cls.__mro__:
        if ancestor in registry:
            return registry[ancestor]
    for known, function in registry.items():
        if known is not object:
            try:
                if issubclass(cls, known):
                    return function
            except TypeError:
                pass
    return registry.get(object)


def singledispatch(function):
    registry = {object: function}
    name = getattr(function, "__name__", "singledispatch function")

    def dispatch(cls):
        return _find_implementation(cls, registry)

    def register(cls, func=None):
        if func is None:
            if isinstance(cls, type) or hasattr(cls, "__args__"):
                return lambda f: register(cls, f)
            func = cls
            hints = func.__annotations__
            if not hints:
                raise TypeError("Invalid first argument to `register()`: %r. Use either `@register(some_class)` or plain `@register` on an annotated function." % (cls,))
            cls = next(iter(hints.values()))
        for each in getattr(cls, "__args__", None) or (cls,):
            registry[each] = func
        return func

    def wrapper(*args, **keywords):
        if not args:
            raise TypeError("%s requires at least 1 positional argument" % name)
        return dispatch(args[0].__class__)(*args, **keywords)

    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = registry
    update_wrapper(wrapper, function)
    return wrapper


class singledispatchmethod:
    def __init__(self, func):
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, instance, owner=None):
        def method(*args, **keywords):
            found = self.dispatcher.dispatch(args[0].__class__)
            return found.__get__(instance, owner)(*args, **keywords)
        method.register = self.register
        return method
"""#
