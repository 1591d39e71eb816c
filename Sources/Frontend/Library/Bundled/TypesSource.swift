// Holds the module types in Toy.

/// The source of the module `types`.
let bundledTypes = #"""
import sys as _sys


def _function():
    yield


async def _coroutine():
    pass


async def _async_generator():
    yield


def _cell():
    value = None
    return (lambda: value).__closure__[0]


class _Sample:
    def method(self):
        pass


FunctionType = type(_function)
LambdaType = FunctionType
CodeType = type(_function.__code__)
MappingProxyType = type(type.__dict__)
SimpleNamespace = type(_sys.implementation)
CellType = type(_cell())
GeneratorType = type(_function())
_value = _coroutine()
CoroutineType = type(_value)
_value.close()
AsyncGeneratorType = type(_async_generator())
MethodType = type(_Sample().method)
BuiltinFunctionType = type(len)
BuiltinMethodType = type(len)
WrapperDescriptorType = type(object.__init__)
MethodWrapperType = type(object().__str__)
MethodDescriptorType = type(str.join)
ClassMethodDescriptorType = type(dict.__dict__["fromkeys"])
ModuleType = type(_sys)
GetSetDescriptorType = type(FunctionType.__dict__["__code__"])
NoneType = type(None)
NotImplementedType = type(NotImplemented)
EllipsisType = type(...)
GenericAlias = type(list[int])
UnionType = type(int | str)
try:
    raise TypeError
except TypeError as _error:
    TracebackType = type(_error.__traceback__)
    FrameType = type(_error.__traceback__.tb_frame)
    _error = None


class MemberDescriptorSample:
    __slots__ = ("a",)


MemberDescriptorType = type(MemberDescriptorSample.__dict__["a"])
del MemberDescriptorSample, _Sample, _value


def resolve_bases(bases):
    new = list(bases)
    updated = False
    shift = 0
    for i, base in enumerate(bases):
        if isinstance(base, type) and not isinstance(base, GenericAlias) or not hasattr(base, "__mro_entries__"):
            continue
        entries = base.__mro_entries__(bases)
        updated = True
        if not isinstance(entries, tuple):
            raise TypeError("__mro_entries__ must return a tuple")
        new[i + shift:i + shift + 1] = entries
        shift += len(entries) - 1
    return tuple(new) if updated else bases


def _derived_metaclass(meta, bases):
    winner = meta
    for base in bases:
        kind = type(base)
        if issubclass(winner, kind):
            continue
        if issubclass(kind, winner):
            winner = kind
            continue
        raise TypeError("metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses "
                        "of all its bases")
    return winner


def prepare_class(name, bases=(), kwds=None):
    kwds = dict(kwds or {})
    meta = kwds.pop("metaclass") if "metaclass" in kwds else type(bases[0]) if bases else type
    if isinstance(meta, type):
        meta = _derived_metaclass(meta, bases)
    return meta, meta.__prepare__(name, bases, **kwds) if hasattr(meta, "__prepare__") else {}, kwds


def new_class(name, bases=(), kwds=None, exec_body=None):
    resolved = resolve_bases(bases)
    meta, namespace, kwds = prepare_class(name, resolved, kwds)
    if exec_body is not None:
        exec_body(namespace)
    if resolved is not bases:
        namespace["__orig_bases__"] = bases
    return meta(name, resolved, namespace, **kwds)


class DynamicClassAttribute:
    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget, self.fset, self.fdel = fget, fset, fdel
        self.__doc__ = doc or getattr(fget, "__doc__", None)
        self.overwrite_doc = doc is None
        self.__isabstractmethod__ = bool(getattr(fget, "__isabstractmethod__", False))

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            if self.__isabstractmethod__:
                return self
            raise AttributeError()
        if self.fget is None:
            raise AttributeError("unreadable attribute")
        return self.fget(instance)

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError("can't set attribute")
        self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError("can't delete attribute")
        self.fdel(instance)

    def getter(self, fget):
        doc = fget.__doc__ if self.overwrite_doc else None
        result = type(self)(fget, self.fset, self.fdel, doc or self.__doc__)
        result.overwrite_doc = self.overwrite_doc
        return result

    def setter(self, fset):
        result = type(self)(self.fget, fset, self.fdel, self.__doc__)
        result.overwrite_doc = self.overwrite_doc
        return result

    def deleter(self, fdel):
        result = type(self)(self.fget, self.fset, fdel, self.__doc__)
        result.overwrite_doc = self.overwrite_doc
        return result


class _GeneratorWrapper:
    def __init__(self, generator):
        self.__wrapped__ = generator

    def send(self, value):
        return self.__wrapped__.send(value)

    def throw(self, *arguments):
        return self.__wrapped__.throw(*arguments)

    def close(self):
        return self.__wrapped__.close()

    def __next__(self):
        return next(self.__wrapped__)

    def __iter__(self):
        return self.__wrapped__

    __await__ = __iter__


def coroutine(func):
    if not callable(func):
        raise TypeError("types.coroutine() expects a callable")
    if type(func) is FunctionType:
        if func.__code__.co_flags & 0x180:
            return func
        if func.__code__.co_flags & 0x20:
            from _functools import _make_awaitable
            return _make_awaitable(func)
    from functools import wraps

    @wraps(func)
    def wrapped(*args, **kwargs):
        result = func(*args, **kwargs)
        if type(result) in (CoroutineType, GeneratorType) or not hasattr(result, "send") or hasattr(result, "__await__"):
            return _make_iterable(result)
        return _GeneratorWrapper(result)
    return wrapped


def _make_iterable(result):
    if type(result) is GeneratorType and not result.gi_code.co_flags & 0x100:
        return _GeneratorWrapper(result)
    return result
"""#
