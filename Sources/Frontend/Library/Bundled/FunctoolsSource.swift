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
            try:
                values[self.attrname] = value
            except TypeError:
                raise TypeError("The '__dict__' attribute on %r instance does not support item assignment for caching %r property."
                                % (type(instance).__name__, self.attrname)) from None
        return value

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)


class partialmethod:
    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError("%r is not callable or a descriptor" % (func,))
        if isinstance(func, partialmethod):
            func, args, keywords = func.func, func.args + args, {**func.keywords, **keywords}
        self.func = func
        self.args = args
        self.keywords = keywords

    def __repr__(self):
        parts = [repr(self.func), *map(repr, self.args), *("%s=%r" % item for item in self.keywords.items())]
        return "%s.%s(%s)" % (type(self).__module__, type(self).__qualname__, ", ".join(parts))

    def _unbound(self):
        def _method(cls_or_self, /, *args, **keywords):
            return self.func(cls_or_self, *self.args, *args, **{**self.keywords, **keywords})
        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method._partialmethod = self
        return _method

    def __get__(self, instance, owner=None):
        get = getattr(self.func, "__get__", None)
        if get is not None:
            bound = get(instance, owner)
            if bound is not self.func:
                result = partial(bound, *self.args, **self.keywords)
                try:
                    result.__self__ = bound.__self__
                except AttributeError:
                    pass
                return result
        return self._unbound().__get__(instance, owner)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)


def _merged(sequences):
    """The linear order of C3."""
    result = []
    while sequences := [s for s in sequences if s]:
        for sequence in sequences:
            first = sequence[0]
            if not any(first in other[1:] for other in sequences):
                break
        else:
            raise RuntimeError("Inconsistent hierarchy")
        result.append(first)
        sequences = [s[1:] if s[0] is first else s for s in sequences]
    return result


def _order_with(cls, abcs):
    """The resolution order of a class with the abstract classes it implements without deriving from them."""
    bases = list(cls.__bases__)
    boundary = 0
    for i in range(len(bases), 0, -1):
        if hasattr(bases[i - 1], "__abstractmethods__"):
            boundary = i
            break
    own = [a for a in abcs if issubclass(cls, a) and not any(issubclass(b, a) for b in bases)]
    rest = [a for a in abcs if a not in own]
    explicit, other = bases[:boundary], bases[boundary:]
    orders = [_order_with(base, list(rest)) for base in explicit + own + other]
    return _merged([[cls]] + orders + [explicit, own, other])


def _composed_order(cls, types):
    known = set(cls.__mro__)

    def is_related(kind):
        return kind not in known and hasattr(kind, "__mro__") and not hasattr(kind, "__origin__") and issubclass(cls, kind)

    related = [t for t in types if is_related(t)]
    related = [t for t in related if not any(t is not other and t in other.__mro__ for other in related)]
    wanted, order = set(types) | known, []
    for kind in related:
        found = [[s for s in sub.__mro__ if s in wanted] for sub in kind.__subclasses__() if sub not in known and issubclass(cls, sub)]
        if not found:
            order.append(kind)
            continue
        for group in sorted(found, key=len, reverse=True):
            order.extend(sub for sub in group if sub not in order)
    return _order_with(cls, order)


def _find_implementation(cls, registry):
    match = None
    for kind in _composed_order(cls, list(registry)):
        if match is not None:
            if kind in registry and kind not in cls.__mro__ and match not in cls.__mro__ and not issubclass(match, kind):
                raise RuntimeError("Ambiguous dispatch: %s or %s" % (match, kind))
            break
        if kind in registry:
            match = kind
    return registry.get(match)


def _is_union(kind):
    import types
    import typing
    return typing.get_origin(kind) in (typing.Union, types.UnionType)


def _is_dispatchable(kind):
    if isinstance(kind, type) and not hasattr(kind, "__origin__"):
        return True
    return _is_union(kind) and all(isinstance(each, type) for each in kind.__args__)


def _annotated(func):
    """The class that the first annotation of a function names."""
    if not getattr(func, "__annotations__", None):
        raise TypeError("Invalid first argument to `register()`: %r. Use either `@register(some_class)` or plain `@register` on an annotated function." % (func,))
    from typing import get_type_hints
    name, kind = next(iter(get_type_hints(func).items()))
    if not _is_dispatchable(kind):
        raise TypeError("Invalid annotation for %r. %r %s" % (name, kind, "not all arguments are classes." if _is_union(kind) else "is not a class."))
    return kind


def singledispatch(func):
    import types
    from abc import get_cache_token
    registry, found, token = {object: func}, {}, None
    name = getattr(func, "__name__", "singledispatch function")

    def dispatch(cls):
        nonlocal token
        if token is not None and token != get_cache_token():
            found.clear()
            token = get_cache_token()
        result = found.get(cls)
        if result is None:
            result = registry.get(cls)
            if result is None:
                result = _find_implementation(cls, registry)
            found[cls] = result
        return result

    def register(cls, func=None):
        nonlocal token
        if _is_dispatchable(cls):
            if func is None:
                return lambda f: register(cls, f)
        elif func is not None:
            raise TypeError("Invalid first argument to `register()`. %r is not a class or union type." % (cls,))
        else:
            func, cls = cls, _annotated(cls)
        for each in cls.__args__ if _is_union(cls) else (cls,):
            registry[each] = func
        if token is None and hasattr(cls, "__abstractmethods__"):
            token = get_cache_token()
        found.clear()
        return func

    def wrapper(*args, **keywords):
        if not args:
            raise TypeError("%s requires at least 1 positional argument" % name)
        return dispatch(args[0].__class__)(*args, **keywords)

    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = types.MappingProxyType(registry)
    wrapper._clear_cache = found.clear
    return update_wrapper(wrapper, func)


class singledispatchmethod:
    def __init__(self, func):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError("%r is not callable or a descriptor" % (func,))
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, instance, owner=None):
        def _method(*args, **keywords):
            return self.dispatcher.dispatch(args[0].__class__).__get__(instance, owner)(*args, **keywords)
        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method.register = self.register
        return update_wrapper(_method, self.func)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)
"""#
