// Holds the module copy in Toy.

/// The source of the module `copy`.
let bundledCopy = #"""
from types import FunctionType, BuiltinFunctionType, ModuleType

__all__ = ["Error", "copy", "deepcopy"]


class Error(Exception):
    pass


error = Error
_ATOMIC = (type(None), int, float, bool, complex, str, bytes, type, range, slice, FunctionType, BuiltinFunctionType,
           type(Ellipsis), type(NotImplemented), property, type(str.join), type(object.__init__))


def _state(x):
    state = dict(getattr(x, "__dict__", {}))
    slots = {}
    for cls in type(x).__mro__:
        names = cls.__dict__.get("__slots__", ())
        for name in (names,) if isinstance(names, str) else names:
            if name not in ("__dict__", "__weakref__"):
                if name.startswith("__") and not name.endswith("__"):
                    name = "_%s%s" % (cls.__name__.lstrip("_"), name)
                if hasattr(x, name):
                    slots[name] = getattr(x, name)
    return state, slots


def _blank(x, cls):
    for base in (list, dict, set, bytearray):
        if issubclass(cls, base):
            return base.__new__(cls)
    if issubclass(cls, BaseException):
        return cls.__new__(cls, *x.args)
    for base in (int, str, float, bytes, tuple, frozenset, complex):
        if issubclass(cls, base):
            return base.__new__(cls, x)
    return cls.__new__(cls)


def _custom(x, deep, memo):
    """Follows __reduce_ex__ or __reduce__ if the class defines them in Toy code."""
    cls = type(x)
    for name in ("__reduce_ex__", "__reduce__"):
        method = getattr(cls, name, None)
        if isinstance(method, FunctionType):
            result = method(x, 4) if name == "__reduce_ex__" else method(x)
            if isinstance(result, str):
                return True, x
            function, args = result[0], result[1]
            if deep:
                args = tuple(deepcopy(arg, memo) for arg in args)
            y = function(*args)
            state = result[2] if len(result) > 2 else None
            if state is not None:
                if deep:
                    state = deepcopy(state, memo)
                _restore(y, state)
            return True, y
    return False, None


def _restore(y, state):
    if hasattr(y, "__setstate__"):
        y.__setstate__(state)
        return
    if isinstance(state, tuple) and len(state) == 2:
        state, slots = state
        for name, value in (slots or {}).items():
            setattr(y, name, value)
    if state:
        y.__dict__.update(state)


def copy(x):
    cls = type(x)
    if cls in _ATOMIC or issubclass(cls, type) or cls in (tuple, frozenset):
        return x
    if cls in (list, dict, set, bytearray):
        return x.copy()
    method = getattr(cls, "__copy__", None)
    if method is not None:
        return method(x)
    done, y = _custom(x, False, None)
    if done:
        return y
    if isinstance(x, ModuleType):
        raise TypeError("cannot pickle 'module' object")
    y = _blank(x, cls)
    if isinstance(x, list):
        list.extend(y, x)
    elif isinstance(x, dict):
        for key, value in dict.items(x):
            dict.__setitem__(y, key, value)
    elif isinstance(x, set):
        set.update(y, x)
    getstate = getattr(cls, "__getstate__", None)
    if isinstance(getstate, FunctionType):
        _restore(y, getstate(x))
        return y
    state, slots = _state(x)
    if hasattr(y, "__setstate__"):
        y.__setstate__(state)
        return y
    for name, value in state.items():
        y.__dict__[name] = value
    for name, value in slots.items():
        object.__setattr__(y, name, value)
    return y


def deepcopy(x, memo=None, _nil=[]):
    cls = type(x)
    if cls in _ATOMIC:
        return x
    if memo is None:
        memo = {}
    key = id(x)
    found = memo.get(key, _nil)
    if found is not _nil:
        return found
    y = _deepcopy(x, cls, memo)
    if y is not x:
        memo[key] = y
        memo.setdefault(id(memo), []).append(x)
    return y


def _deepcopy(x, cls, memo):
    if cls is list:
        y = []
        memo[id(x)] = y
        for item in x:
            y.append(deepcopy(item, memo))
        return y
    if cls is tuple:
        items = [deepcopy(item, memo) for item in x]
        if id(x) in memo:
            return memo[id(x)]
        return tuple(items) if any(a is not b for a, b in zip(items, x)) else x
    if cls is dict:
        y = {}
        memo[id(x)] = y
        for key, value in x.items():
            y[deepcopy(key, memo)] = deepcopy(value, memo)
        return y
    if cls is set:
        return {deepcopy(item, memo) for item in x}
    if cls is frozenset:
        return frozenset(deepcopy(item, memo) for item in x)
    if cls is bytearray:
        return bytearray(x)
    if issubclass(cls, type):
        return x
    method = getattr(cls, "__deepcopy__", None)
    if method is not None:
        return method(x, memo)
    if hasattr(x, "__func__") and hasattr(x, "__self__"):
        return type(x)(x.__func__, deepcopy(x.__self__, memo))
    done, y = _custom(x, True, memo)
    if done:
        return y
    if isinstance(x, ModuleType) or cls.__name__ in ("generator", "coroutine", "TextIOWrapper"):
        raise TypeError("cannot pickle '%s' object" % cls.__name__)
    if cls.__name__ == "deque":
        y = cls((), x.maxlen)
        memo[id(x)] = y
        y.extend([deepcopy(item, memo) for item in x])
        return y
    if issubclass(cls, tuple):
        y = tuple.__new__(cls, [deepcopy(item, memo) for item in x])
    elif cls.__name__ == "defaultdict":
        y = cls(x.default_factory)
    else:
        y = _blank(x, cls)
    memo[id(x)] = y
    if isinstance(x, list):
        for item in list.__iter__(x):
            list.append(y, deepcopy(item, memo))
    elif isinstance(x, dict):
        for key, value in dict.items(x):
            dict.__setitem__(y, deepcopy(key, memo), deepcopy(value, memo))
    elif isinstance(x, set):
        for item in set.__iter__(x):
            set.add(y, deepcopy(item, memo))
    getstate = getattr(cls, "__getstate__", None)
    if isinstance(getstate, FunctionType):
        _restore(y, deepcopy(getstate(x), memo))
        return y
    state, slots = _state(x)
    if isinstance(getattr(cls, "__setstate__", None), FunctionType):
        y.__setstate__(deepcopy(state, memo))
        return y
    for name, value in state.items():
        y.__dict__[name] = deepcopy(value, memo)
    for name, value in slots.items():
        object.__setattr__(y, name, deepcopy(value, memo))
    return y
"""#
