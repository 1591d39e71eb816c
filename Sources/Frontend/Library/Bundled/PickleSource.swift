// Holds the module pickle in Toy.

/// The source of the module `pickle`.
let bundledPickle = #"""
import io as _io
from copyreg import dispatch_table as _dispatch_table
import struct as _struct
import sys as _sys

__all__ = [
    "PickleError", "PicklingError", "UnpicklingError", "Pickler", "Unpickler", "dump", "dumps", "load", "loads", "HIGHEST_PROTOCOL",
    "DEFAULT_PROTOCOL",
]

HIGHEST_PROTOCOL = 5
DEFAULT_PROTOCOL = 4


class PickleError(Exception):
    __module__ = "_pickle"


class PicklingError(PickleError):
    __module__ = "_pickle"


class UnpicklingError(PickleError):
    __module__ = "_pickle"


def _names(cls):
    return getattr(cls, "__module__", None) or "builtins", cls.__qualname__


class Pickler:
    def __init__(self, file, protocol=None, *, fix_imports=True, buffer_callback=None):
        protocol = DEFAULT_PROTOCOL if protocol is None else protocol
        if protocol < 0:
            protocol = HIGHEST_PROTOCOL
        elif protocol > HIGHEST_PROTOCOL:
            raise ValueError("pickle protocol must be <= %d" % HIGHEST_PROTOCOL)
        self._file = file
        self.proto = max(protocol, 4)
        self._memo = {}
        self.dispatch_table = {}

    def clear_memo(self):
        self._memo.clear()

    def persistent_id(self, obj):
        return None

    def dump(self, obj):
        self._out = bytearray()
        self._save(obj)
        self._out += b"."
        head = b"\x80" + bytes((self.proto,))
        if len(self._out) >= 4:
            head += b"\x95" + _struct.pack("<Q", len(self._out))
        self._file.write(head + bytes(self._out))

    def _memoize(self, obj):
        self._memo[id(obj)] = len(self._memo), obj
        self._out += b"\x94"

    def _recall(self, obj):
        known = self._memo.get(id(obj))
        if known is None:
            return False
        n = known[0]
        self._out += b"h" + bytes((n,)) if n < 256 else b"j" + _struct.pack("<I", n)
        return True

    def _save(self, obj):
        out = self._out
        pid = self.persistent_id(obj)
        if pid is not None:
            self._save(pid)
            self._out += b"Q"
            return
        if obj is None:
            out += b"N"
            return
        if obj is True or obj is False:
            out += b"\x88" if obj else b"\x89"
            return
        kind = type(obj)
        if kind is int:
            return self._save_int(obj)
        if kind is float:
            out += b"G" + _struct.pack(">d", obj)
            return
        if obj is Ellipsis or obj is NotImplemented:
            return self._save_global(obj, "builtins", "Ellipsis" if obj is Ellipsis else "NotImplemented")
        if self._recall(obj):
            return
        save = self._savers.get(kind)
        if save is not None:
            return save(self, obj)
        if isinstance(obj, type):
            if obj is type(None):
                return self._save_reduced(obj, type, (None,))
            return self._save_global(obj, *_names(obj))
        if kind.__name__ in ("function", "builtin_function_or_method"):
            owner = getattr(obj, "__self__", None)
            if owner is not None and type(owner).__name__ != "module":
                return self._save_reduced(obj, getattr, (owner, obj.__name__))
            return self._save_global(obj, *_names(obj))
        if kind.__name__ in ("generator", "module", "coroutine", "dict_keys", "dict_values", "dict_items", "frame", "TextIOWrapper"):
            raise TypeError("cannot pickle '%s' object" % (kind.__name__ if kind.__name__ != "TextIOWrapper" else "_io.TextIOWrapper"))
        self._save_object(obj, kind)

    def _save_int(self, n):
        if 0 <= n < 256:
            self._out += b"K" + bytes((n,))
        elif 0 <= n < 65536:
            self._out += b"M" + _struct.pack("<H", n)
        elif -2147483648 <= n < 2147483648:
            self._out += b"J" + _struct.pack("<i", n)
        else:
            size = n.bit_length() // 8 + 1
            if n < 0 and size > 1 and n >= -(1 << (8 * size - 9)):
                size -= 1
            data = n.to_bytes(size, "little", signed=True)
            self._out += (b"\x8a" + bytes((size,)) if size < 256 else b"\x8b" + _struct.pack("<i", size)) + data

    def _save_str(self, text):
        data = text.encode("utf-8", "surrogatepass")
        n = len(data)
        self._out += (b"\x8c" + bytes((n,)) if n < 256 else b"X" + _struct.pack("<I", n)) + data
        self._memoize(text)

    def _save_bytes(self, data):
        n = len(data)
        self._out += (b"C" + bytes((n,)) if n < 256 else b"B" + _struct.pack("<I", n)) + data
        self._memoize(data)

    def _save_bytearray(self, data):
        if self.proto >= 5:
            self._out += b"\x96" + _struct.pack("<Q", len(data)) + data
            return self._memoize(data)
        self._save_reduced(data, bytearray, (bytes(data),) if data else ())

    def _save_tuple(self, items):
        if not items:
            self._out += b")"
            return
        if len(items) <= 3:
            for item in items:
                self._save(item)
            if self._recall_after(items, len(items)):
                return
            self._out += (b"\x85", b"\x86", b"\x87")[len(items) - 1]
        else:
            self._out += b"("
            for item in items:
                self._save(item)
            if id(items) in self._memo:
                self._out += b"1"
                self._recall(items)
                return
            self._out += b"t"
        self._memoize(items)

    def _recall_after(self, items, count):
        if id(items) not in self._memo:
            return False
        self._out += b"0" * count
        return self._recall(items)

    def _save_list(self, items):
        self._out += b"]"
        self._memoize(items)
        self._batch(items)

    def _batch(self, items):
        items = list(items)
        for start in range(0, len(items), 1000):
            piece = items[start:start + 1000]
            if len(piece) == 1:
                self._save(piece[0])
                self._out += b"a"
            else:
                self._out += b"("
                for item in piece:
                    self._save(item)
                self._out += b"e"

    def _save_dict(self, items):
        self._out += b"}"
        self._memoize(items)
        self._batch_pairs(items.items())

    def _batch_pairs(self, pairs):
        pairs = list(pairs)
        for start in range(0, len(pairs), 1000):
            piece = pairs[start:start + 1000]
            if len(piece) > 1:
                self._out += b"("
            for key, value in piece:
                self._save(key)
                self._save(value)
            self._out += b"u" if len(piece) > 1 else b"s"

    def _save_set(self, items):
        self._out += b"\x8f"
        self._memoize(items)
        found = list(items)
        for start in range(0, len(found), 1000):
            self._out += b"("
            for item in found[start:start + 1000]:
                self._save(item)
            self._out += b"\x90"

    def _save_frozenset(self, items):
        self._out += b"("
        for item in items:
            self._save(item)
        self._out += b"\x91"
        self._memoize(items)

    def _save_global(self, obj, module, name):
        place = _sys.modules.get(module)
        found = place
        try:
            for part in name.split("."):
                if part == "<locals>":
                    raise AttributeError("Can't pickle local object %r" % name)
                found = getattr(found, part)
        except AttributeError:
            if "<locals>" in name:
                raise AttributeError("Can't pickle local object %r" % name) from None
            raise PicklingError("Can't pickle %r: attribute lookup %s on %s failed" % (obj, name, module)) from None
        if found is not obj and module != "builtins":
            raise PicklingError("Can't pickle %r: it's not the same object as %s.%s" % (obj, module, name))
        self._save(_intern(module))
        self._save(_intern(name))
        self._out += b"\x93"
        self._memoize(obj)

    def _save_reduced(self, obj, function, args, state=None, items=None, pairs=None):
        if not isinstance(args, tuple):
            raise PicklingError("args from save_reduce() must be a tuple")
        if getattr(function, "__name__", "") == "__newobj__":
            self._save(args[0])
            self._save(args[1:])
            self._out += b"\x81"
        elif getattr(function, "__name__", "") == "__newobj_ex__":
            for part in args:
                self._save(part)
            self._out += b"\x92"
        else:
            self._save(function)
            self._save(args)
            self._out += b"R"
        if obj is not None and id(obj) not in self._memo:
            self._memoize(obj)
        if items is not None:
            self._batch(items)
        if pairs is not None:
            self._batch_pairs(pairs)
        if state is not None:
            self._save(state)
            self._out += b"b"

    def _save_object(self, obj, kind):
        reductor = self.dispatch_table.get(kind) or _dispatch_table.get(kind)
        if reductor is not None:
            reduced = reductor(obj)
        elif hasattr(obj, "__reduce_ex__"):
            reduced = obj.__reduce_ex__(self.proto)
        else:
            reduced = obj.__reduce__()
        if isinstance(reduced, str):
            return self._save_global(obj, getattr(obj, "__module__", None) or "builtins", reduced)
        if not isinstance(reduced, tuple):
            raise PicklingError("__reduce__ must return a string or tuple")
        if not 2 <= len(reduced) <= 6:
            raise PicklingError("tuple returned by __reduce__ must contain 2 through 6 elements")
        self._save_reduced(obj, *reduced)

    _savers = {
        str: _save_str, bytes: _save_bytes, bytearray: _save_bytearray, tuple: _save_tuple, list: _save_list, dict: _save_dict,
        set: _save_set, frozenset: _save_frozenset,
        range: lambda self, r: self._save_reduced(r, range, (r.start, r.stop, r.step)),
        slice: lambda self, s: self._save_reduced(s, slice, (s.start, s.stop, s.step)),
        complex: lambda self, c: self._save_reduced(c, complex, (c.real, c.imag)),
    }


_known_names = {}


def _intern(text):
    return _known_names.setdefault(text, text)


class _Mark:
    pass


class Unpickler:
    def __init__(self, file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
        self._file = file

    def find_class(self, module, name):
        __import__(module)
        found = _sys.modules[module]
        for part in name.split("."):
            try:
                found = getattr(found, part)
            except AttributeError:
                raise AttributeError("Can't get attribute %r on %r" % (name, _sys.modules[module])) from None
        return found

    def persistent_load(self, pid):
        raise UnpicklingError("A load persistent id instruction was encountered,\nbut no persistent_load function was specified.")

    def _read(self, n):
        data = self._file.read(n)
        if len(data) < n:
            raise EOFError("Ran out of input") if not data else UnpicklingError("pickle data was truncated")
        return data

    def _marked(self):
        stack = self._stack
        at = len(stack) - 1
        while stack[at] is not _Mark:
            at -= 1
        items = stack[at + 1:]
        del stack[at:]
        return items

    def load(self):
        self._stack, self._memo = [], {}
        while True:
            op = self._file.read(1)
            if not op:
                raise EOFError("Ran out of input")
            if op == b".":
                if not self._stack:
                    raise UnpicklingError("unpickling stack underflow")
                return self._stack.pop()
            act = self._actions.get(op)
            if act is None:
                raise UnpicklingError("invalid load key, '%s'." % (chr(op[0]) if 32 <= op[0] < 127 else "\\x%02x" % op[0]))
            try:
                act(self)
            except IndexError:
                if self._stack:
                    raise
                raise UnpicklingError("unpickling stack underflow") from None

    def _number(self, form, size):
        return _struct.unpack(form, self._read(size))[0]

    def _push(self, value):
        self._stack.append(value)

    def _line(self):
        return self._file.readline()[:-1].decode("utf-8")

    def _build(self):
        state = self._stack.pop()
        obj = self._stack[-1]
        setter = getattr(obj, "__setstate__", None)
        if setter is not None:
            return setter(state)
        slots = None
        if isinstance(state, tuple) and len(state) == 2:
            state, slots = state
        if state:
            for key, value in state.items():
                obj.__dict__[key] = value
        if slots:
            for key, value in slots.items():
                setattr(obj, key, value)

    def _reduce(self):
        args = self._stack.pop()
        self._stack[-1] = self._stack[-1](*args)

    def _new_object(self):
        args = self._stack.pop()
        cls = self._stack.pop()
        self._push(cls.__new__(cls, *args))

    def _new_object_ex(self):
        keywords = self._stack.pop()
        args = self._stack.pop()
        cls = self._stack.pop()
        self._push(cls.__new__(cls, *args, **keywords))

    def _stack_global(self):
        name = self._stack.pop()
        self._push(self.find_class(self._stack.pop(), name))

    def _tuple(self, count):
        items = self._stack[-count:]
        del self._stack[-count:]
        self._push(tuple(items))

    def _appends(self):
        items = self._marked()
        target = self._stack[-1]
        if isinstance(target, list):
            list.extend(target, items)
        else:
            for item in items:
                target.append(item)

    def _set_items(self):
        items = self._marked()
        target = self._stack[-1]
        for i in range(0, len(items), 2):
            target[items[i]] = items[i + 1]

    def _set_item(self):
        value = self._stack.pop()
        key = self._stack.pop()
        self._stack[-1][key] = value

    def _append(self):
        item = self._stack.pop()
        self._stack[-1].append(item)

    def _text_int(self):
        line = self._line()
        self._push({"00": False, "01": True}[line] if line in ("00", "01") else int(line.rstrip("L")))

    _actions = {
        b"\x80": lambda s: s._read(1), b"\x95": lambda s: s._read(8), b"N": lambda s: s._push(None), b"\x88": lambda s: s._push(True),
        b"\x89": lambda s: s._push(False), b"K": lambda s: s._push(s._read(1)[0]), b"M": lambda s: s._push(s._number("<H", 2)),
        b"J": lambda s: s._push(s._number("<i", 4)), b"G": lambda s: s._push(s._number(">d", 8)),
        b"\x8a": lambda s: s._push(int.from_bytes(s._read(s._read(1)[0]), "little", signed=True)),
        b"\x8b": lambda s: s._push(int.from_bytes(s._read(s._number("<i", 4)), "little", signed=True)),
        b"\x8c": lambda s: s._push(s._read(s._read(1)[0]).decode("utf-8", "surrogatepass")),
        b"X": lambda s: s._push(s._read(s._number("<I", 4)).decode("utf-8", "surrogatepass")),
        b"C": lambda s: s._push(s._read(s._read(1)[0])), b"B": lambda s: s._push(s._read(s._number("<I", 4))),
        b"\x96": lambda s: s._push(bytearray(s._read(s._number("<Q", 8)))),
        b"]": lambda s: s._push([]), b"}": lambda s: s._push({}), b")": lambda s: s._push(()), b"\x8f": lambda s: s._push(set()),
        b"(": lambda s: s._push(_Mark), b"t": lambda s: s._push(tuple(s._marked())), b"l": lambda s: s._push(s._marked()),
        b"d": lambda s: s._push((lambda m: dict(zip(m[::2], m[1::2])))(s._marked())),
        b"\x85": lambda s: s._tuple(1), b"\x86": lambda s: s._tuple(2), b"\x87": lambda s: s._tuple(3),
        b"e": _appends, b"a": _append, b"u": _set_items, b"s": _set_item,
        b"\x90": lambda s: (lambda m: s._stack[-1].update(m))(s._marked()), b"\x91": lambda s: s._push(frozenset(s._marked())),
        b"\x94": lambda s: s._memo.__setitem__(len(s._memo), s._stack[-1]),
        b"q": lambda s: s._memo.__setitem__(s._read(1)[0], s._stack[-1]), b"r": lambda s: s._memo.__setitem__(s._number("<I", 4), s._stack[-1]),
        b"p": lambda s: s._memo.__setitem__(int(s._line()), s._stack[-1]), b"g": lambda s: s._push(s._memo[int(s._line())]),
        b"h": lambda s: s._push(s._memo[s._read(1)[0]]), b"j": lambda s: s._push(s._memo[s._number("<I", 4)]),
        b"c": lambda s: s._push(s.find_class(s._line(), s._line())), b"\x93": _stack_global, b"R": _reduce, b"\x81": _new_object,
        b"\x92": _new_object_ex, b"b": _build, b"0": lambda s: s._stack.pop(), b"1": lambda s: s._marked(),
        b"Q": lambda s: s._push(s.persistent_load(s._stack.pop())), b"I": _text_int, b"L": _text_int,
        b"F": lambda s: s._push(float(s._line())), b"V": lambda s: s._push(s._line()), b"2": lambda s: s._push(s._stack[-1]),
    }


def dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None):
    Pickler(file, protocol).dump(obj)


def dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    file = _io.BytesIO()
    Pickler(file, protocol).dump(obj)
    return file.getvalue()


def load(file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    if not hasattr(file, "read") or not hasattr(file, "readline"):
        raise TypeError("file must have 'read' and 'readline' attributes")
    return Unpickler(file).load()


def loads(data, /, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    return Unpickler(_io.BytesIO(data)).load()
"""#
