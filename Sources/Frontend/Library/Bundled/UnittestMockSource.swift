// Holds the module unittest.mock in Toy.

/// The source of the module `unittest.mock`.
let bundledUnittestMock = [bundledUnittestMockPart1, bundledUnittestMockPart2, bundledUnittestMockPart3].joined(separator: "\n\n\n")

private let bundledUnittestMockPart1 = #"""
import asyncio
import builtins
import inspect
import sys
from functools import partial, wraps
from types import MethodType, ModuleType, FunctionType

__all__ = ("Mock", "MagicMock", "patch", "sentinel", "DEFAULT", "ANY", "call", "create_autospec", "AsyncMock", "FILTER_DIR", "NonCallableMock",
           "NonCallableMagicMock", "mock_open", "PropertyMock", "seal")

FILTER_DIR = True

_safe_super = super


class _SentinelObject:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return "sentinel.%s" % self.name

    def __reduce__(self):
        return "sentinel.%s" % self.name


class _Sentinel:
    def __init__(self):
        self._sentinels = {}

    def __getattr__(self, name):
        if name == "__bases__":
            raise AttributeError
        return self._sentinels.setdefault(name, _SentinelObject(name))

    def __reduce__(self):
        return "sentinel"


sentinel = _Sentinel()
DEFAULT = sentinel.DEFAULT
_missing = sentinel.MISSING
_deleted = sentinel.DELETED


class InvalidSpecError(Exception):
    pass


class _Any:
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __repr__(self):
        return "<ANY>"


ANY = _Any()


def _format_call_signature(name, args, kwargs):
    parts = [repr(arg) for arg in args] + ["%s=%r" % pair for pair in kwargs.items()]
    return "%s(%s)" % (name, ", ".join(parts))


class _Call(tuple):
    def __new__(cls, value=(), name="", parent=None, two=False, from_kall=True):
        args, kwargs = (), {}
        if len(value) == 3:
            name, args, kwargs = value
        elif len(value) == 2:
            first, second = value
            if isinstance(first, str):
                name = first
                if isinstance(second, tuple):
                    args = second
                else:
                    kwargs = second
            else:
                args, kwargs = first, second
        elif len(value) == 1:
            value, = value
            if isinstance(value, str):
                name = value
            elif isinstance(value, tuple):
                args = value
            else:
                kwargs = value
        return tuple.__new__(cls, (args, kwargs) if two else (name, args, kwargs))

    def __init__(self, value=(), name=None, parent=None, two=False, from_kall=True):
        self._mock_name = name
        self._mock_parent = parent
        self._mock_from_kall = from_kall

    def __eq__(self, other):
        try:
            size = len(other)
        except TypeError:
            return NotImplemented
        name = ""
        if len(self) == 2:
            args, kwargs = self
        else:
            name, args, kwargs = self
        if getattr(self, "_mock_parent", None) and getattr(other, "_mock_parent", None) and self._mock_parent != other._mock_parent:
            return False
        other_name, other_args, other_kwargs = "", (), {}
        if size == 3:
            other_name, other_args, other_kwargs = other
        elif size == 2:
            first, second = other
            if isinstance(first, str):
                other_name = first
                if isinstance(second, tuple):
                    other_args = second
                else:
                    other_kwargs = second
            else:
                other_args, other_kwargs = first, second
        elif size == 1:
            value, = other
            if isinstance(value, tuple):
                other_args = value
            elif isinstance(value, str):
                other_name = value
            else:
                other_kwargs = value
        elif size:
            return False
        if name and other_name != name:
            return False
        return (other_args, other_kwargs) == (args, kwargs)

    __ne__ = object.__ne__

    def __call__(self, /, *args, **kwargs):
        if self._mock_name is None:
            return _Call(("", args, kwargs), name="()")
        return _Call((self._mock_name, args, kwargs), name=self._mock_name + "()", parent=self)

    def __getattr__(self, attr):
        if self._mock_name is None:
            return _Call(name=attr, from_kall=False)
        return _Call(name="%s.%s" % (self._mock_name, attr), parent=self, from_kall=False)

    def __getattribute__(self, attr):
        if attr in tuple.__dict__ and not attr.startswith("__"):
            raise AttributeError
        return tuple.__getattribute__(self, attr)

    def _get_call_arguments(self):
        return self if len(self) == 2 else tuple.__getitem__(self, slice(1, None))

    @property
    def args(self):
        return self._get_call_arguments()[0]

    @property
    def kwargs(self):
        return self._get_call_arguments()[1]

    def __repr__(self):
        if not self._mock_from_kall:
            name = self._mock_name or "call"
            return "call%s" % name if name.startswith("()") else name
        if len(self) == 2:
            name = "call"
            args, kwargs = self
        else:
            name, args, kwargs = self
            if not name:
                name = "call"
            elif not name.startswith("()"):
                name = "call.%s" % name
            else:
                name = "call%s" % name
        return _format_call_signature(name, args, kwargs)

    def call_list(self):
        found = []
        item = self
        while item is not None:
            if item._mock_from_kall:
                found.append(item)
            item = item._mock_parent
        return _CallList(reversed(found))


call = _Call(from_kall=False)


class _CallList(list):
    def __contains__(self, value):
        if not isinstance(value, list):
            return list.__contains__(self, value)
        size = len(value)
        if size > len(self):
            return False
        return any(self[i:i + size] == value for i in range(0, len(self) - size + 1))

    def __repr__(self):
        import pprint
        return pprint.pformat(list(self))


def _is_exception(obj):
    return isinstance(obj, BaseException) or isinstance(obj, type) and issubclass(obj, BaseException)


def _is_list(obj):
    return type(obj) in (list, tuple)


_NUMERICS = "add sub mul matmul truediv floordiv mod lshift rshift and xor or pow"
_magics = {"__%s__" % name for name in (
    "lt gt le ge eq ne getitem setitem delitem len contains str sizeof enter exit divmod rdivmod neg pos abs invert complex int float index "
    "round trunc floor ceil bool next fspath aiter iter " + _NUMERICS + " "
    + " ".join("i%s r%s" % (name, name) for name in _NUMERICS.split())).split()}
_async_magics = {"__aenter__", "__aexit__", "__anext__"}
_NOT_CONFIGURED = {"__%s__" % name for name in (
    "hash repr dir format subclasses getformat reversed missing reduce reduce_ex getinitargs getnewargs getstate setstate get set delete").split()}
_MAGICS = _magics | _async_magics | _NOT_CONFIGURED
_RESULTS = {"__lt__": NotImplemented, "__gt__": NotImplemented, "__le__": NotImplemented, "__ge__": NotImplemented, "__int__": 1,
            "__contains__": False, "__len__": 0, "__exit__": False, "__complex__": 1j, "__float__": 1.0, "__bool__": True, "__index__": 1}


def _magic_result(mock, name):
    """What a magic method of a MagicMock answers until it is told something else; _missing when it makes a mock."""
    if name in _RESULTS:
        return lambda *args: _RESULTS[name]
    if name == "__eq__":
        def equal(other):
            value = mock.__eq__._mock_return_value
            return value if value is not DEFAULT else True if mock is other else NotImplemented
        return equal
    if name == "__ne__":
        def unequal(other):
            if mock.__ne__._mock_return_value is not DEFAULT:
                return DEFAULT
            return False if mock is other else NotImplemented
        return unequal
    if name == "__iter__":
        def iterate():
            value = mock.__iter__._mock_return_value
            return iter([] if value is DEFAULT else value)
        return iterate
    if name == "__str__":
        return lambda: object.__str__(mock)
    if name == "__sizeof__":
        return lambda: object.__sizeof__(mock)
    if name == "__fspath__":
        return lambda: f"{type(mock).__name__}/{mock._extract_mock_name()}/{id(mock)}"
    return _missing
"""#
