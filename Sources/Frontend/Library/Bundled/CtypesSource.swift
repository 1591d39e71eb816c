// Holds the module ctypes in Toy, its types, without foreign libraries.

/// The source of the module `ctypes`.
let bundledCtypes = #"""
import struct as _struct

__version__ = "1.1.0"
_endian = "<"


class ArgumentError(Exception):
    pass


class _Class(type):
    def __mul__(cls, length):
        if not isinstance(length, int):
            raise TypeError(f"can't multiply sequence by non-int of type '{type(length).__name__}'")
        if length < 0:
            raise ValueError("Array length must be >= 0, not %d" % length)
        known = _arrays.get((cls, length))
        if known is None:
            kind = _arrays[cls, length] = _Class(f"{cls.__name__}_Array_{length}", (Array,), {"_type_": cls, "_length_": length})
            return kind
        return known

    __rmul__ = __mul__

    def from_buffer(cls, source, offset=0):
        view = memoryview(source)
        if view.readonly:
            raise TypeError("underlying buffer is not writable")
        return _checked(cls, source, len(view), offset)

    def from_buffer_copy(cls, source, offset=0):
        data = bytearray(source)
        return _checked(cls, data, len(data), offset)


_arrays = {}


def _checked(cls, memory, size, offset):
    if offset < 0:
        raise ValueError("offset cannot be negative")
    if size - offset < sizeof(cls):
        raise ValueError(f"Buffer size too small ({size} instead of at least {sizeof(cls) + offset} bytes)")
    return _view(cls, memory, offset)


def _view(cls, memory, offset):
    result = cls.__new__(cls)
    result._memory, result._offset = memory, offset
    return result


class _CData(metaclass=_Class):
    _memory = _offset = None

    def __new__(cls, *args, **kwargs):
        if "_size" not in cls.__dict__ and getattr(cls, "_size", None) is None:
            raise TypeError("abstract class")
        result = object.__new__(cls)
        result._objects, result._offset = {}, 0
        return result

    def _allocate(self):
        self._memory, self._offset = bytearray(self._size), 0


class _SimpleCData(_CData):
    _size = None

    def __init_subclass__(cls):
        code = cls.__dict__.get("_type_")
        if code is not None:
            cls._size = cls._align = _struct.calcsize(_endian + _codes.get(code, code))

    def __init__(self, value=None):
        self._allocate()
        if value is not None:
            self.value = value

    @property
    def value(self):
        return self._load(self._memory, self._offset, self)

    @value.setter
    def value(self, value):
        self._store(self._memory, self._offset, value, self)

    def __bool__(self):
        return bool(self.value)

    def __repr__(self):
        if type(self).__mro__[1] is not _SimpleCData:
            return object.__repr__(self)
        return f"{type(self).__name__}({self.value!r})"

    @classmethod
    def _load(cls, memory, offset, owner):
        return _struct.unpack_from(_endian + _codes.get(cls._type_, cls._type_), memory, offset)[0]

    @classmethod
    def _store(cls, memory, offset, value, owner):
        if isinstance(value, cls):
            value = value.value
        _struct.pack_into(_endian + _codes.get(cls._type_, cls._type_), memory, offset, cls._fit(value))

    @classmethod
    def _fit(cls, value):
        if not isinstance(value, int) and not hasattr(type(value), "__index__"):
            raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
        bits = cls._size * 8
        value = value.__index__() & (1 << bits) - 1
        return value - (1 << bits) if cls._type_.islower() and value >> bits - 1 else value


_codes = {"l": "q", "L": "Q", "g": "d", "z": "Q", "Z": "Q", "P": "Q", "O": "Q", "u": "I"}


class c_byte(_SimpleCData):
    _type_ = "b"


class c_ubyte(_SimpleCData):
    _type_ = "B"


class c_short(_SimpleCData):
    _type_ = "h"


class c_ushort(_SimpleCData):
    _type_ = "H"


class c_int(_SimpleCData):
    _type_ = "i"


class c_uint(_SimpleCData):
    _type_ = "I"


class c_long(_SimpleCData):
    _type_ = "l"


class c_ulong(_SimpleCData):
    _type_ = "L"


class _Real(_SimpleCData):
    @classmethod
    def _fit(cls, value):
        if not hasattr(type(value), "__float__") and not hasattr(type(value), "__index__"):
            raise TypeError(f"must be real number, not {type(value).__name__}")
        value = float(value)
        if cls._type_ == "f" and abs(value) > 3.4028235677973366e38 and value - value == 0:
            return value * float("inf")
        return value

    def __repr__(self):
        return f"{type(self).__name__}({self.value!r})"


class c_float(_Real):
    _type_ = "f"


class c_double(_Real):
    _type_ = "d"


class c_longdouble(_Real):
    _type_ = "g"
    _size = _align = 16


class c_bool(_SimpleCData):
    _type_ = "?"

    @classmethod
    def _fit(cls, value):
        return bool(value)


class c_char(_SimpleCData):
    _type_ = "c"

    @classmethod
    def _fit(cls, value):
        if isinstance(value, int) and 0 <= value < 256:
            return bytes([value])
        if isinstance(value, (bytes, bytearray)) and len(value) == 1:
            return bytes(value)
        raise TypeError("one character bytes, bytearray or integer expected")


class c_wchar(_SimpleCData):
    _type_ = "u"

    @classmethod
    def _load(cls, memory, offset, owner):
        return chr(_struct.unpack_from("<I", memory, offset)[0])

    @classmethod
    def _fit(cls, value):
        if not isinstance(value, str):
            raise TypeError(f"unicode string expected instead of {type(value).__name__} instance")
        if len(value) != 1:
            raise TypeError("one character unicode string expected")
        return ord(value)


class _Held(_SimpleCData):
    """A value that memory holds only a reference to."""

    @classmethod
    def _load(cls, memory, offset, owner):
        return owner._objects.get(offset)

    @classmethod
    def _store(cls, memory, offset, value, owner):
        if isinstance(value, cls):
            value = value.value
        owner._objects[offset] = cls._fit(value)

    def __repr__(self):
        return f"{type(self).__name__}({self.value!r})"


class c_char_p(_Held):
    _type_ = "z"

    @classmethod
    def _fit(cls, value):
        if value is None or isinstance(value, bytes):
            return value
        raise TypeError(f"bytes or integer address expected instead of {type(value).__name__} instance")


class c_wchar_p(_Held):
    _type_ = "Z"

    @classmethod
    def _fit(cls, value):
        if value is None or isinstance(value, str):
            return value
        raise TypeError(f"unicode string or integer address expected instead of {type(value).__name__} instance")


class c_void_p(_Held):
    _type_ = "P"

    @classmethod
    def _fit(cls, value):
        if value is None or isinstance(value, int):
            return (value & 0xFFFFFFFFFFFFFFFF) or None if value is not None else None
        raise TypeError("cannot be converted to pointer")


class py_object(_Held):
    _type_ = "O"

    def __init__(self, *value):
        self._allocate()
        if value:
            self.value = value[0]

    @classmethod
    def _load(cls, memory, offset, owner):
        if offset not in owner._objects:
            raise ValueError("PyObject is NULL")
        return owner._objects[offset]

    @classmethod
    def _fit(cls, value):
        return value

    def __repr__(self):
        try:
            return f"py_object({self.value!r})"
        except ValueError:
            return "py_object(<NULL>)"


c_longlong, c_ulonglong = c_long, c_ulong
c_int8, c_int16, c_int32, c_int64 = c_byte, c_short, c_int, c_long
c_uint8, c_uint16, c_uint32, c_uint64 = c_ubyte, c_ushort, c_uint, c_ulong
c_size_t, c_ssize_t, c_time_t = c_ulong, c_long, c_long
c_voidp = c_void_p


def _get(kind, memory, offset, owner):
    if issubclass(kind, _SimpleCData) and kind.__mro__[1] in (_SimpleCData, _Real, _Held):
        return kind._load(memory, offset, owner)
    if issubclass(kind, _Pointer):
        target = owner._objects.get(offset)
        return kind() if target is None else target
    result = _view(kind, memory, offset)
    result._objects = owner._objects
    return result


def _set(kind, memory, offset, value, owner):
    if issubclass(kind, _SimpleCData):
        return kind._store(memory, offset, value, owner)
    if issubclass(kind, _Pointer) and (value is None or isinstance(value, kind)):
        owner._objects[offset] = value
        return
    if isinstance(value, tuple) and issubclass(kind, (Structure, Union)):
        value = kind(*value)
    if issubclass(kind, Array) and kind._type_ is c_char and isinstance(value, bytes):
        if len(value) > kind._length_:
            raise ValueError(f"bytes too long ({len(value)}, maximum length {kind._length_})")
        value = kind(*value)
    if not isinstance(value, kind):
        raise TypeError(f"incompatible types, {type(value).__name__} instance instead of {kind.__name__} instance")
    memory[offset:offset + kind._size] = value._memory[value._offset:value._offset + kind._size]
    for place, item in list(value._objects.items()):
        owner._objects[offset + place - value._offset] = item


class Array(_CData):
    _size = None

    def __init_subclass__(cls):
        cls._size, cls._align = sizeof(cls._type_) * cls._length_, alignment(cls._type_)
        if cls._type_ is c_char:
            cls.value, cls.raw = _text_value, _raw_value
        elif cls._type_ is c_wchar:
            cls.value = property(lambda self: "".join(self).split("\0")[0])

    def __init__(self, *items):
        self._allocate()
        for i, item in enumerate(items):
            self[i] = item

    def __len__(self):
        return self._length_

    def _place(self, i):
        if i < 0:
            i += self._length_
        if not 0 <= i < self._length_:
            raise IndexError("invalid index")
        return self._offset + i * sizeof(self._type_)

    def __getitem__(self, i):
        if isinstance(i, slice):
            items = [self[k] for k in range(*i.indices(self._length_))]
            return b"".join(items) if self._type_ is c_char else "".join(items) if self._type_ is c_wchar else items
        if not hasattr(type(i), "__index__"):
            raise TypeError("indices must be integers")
        return _get(self._type_, self._memory, self._place(i.__index__()), self)

    def __setitem__(self, i, value):
        if isinstance(i, slice):
            places = range(*i.indices(self._length_))
            if len(places) != len(value):
                raise ValueError("Can only assign sequence of same size")
            for k, item in zip(places, value):
                self[k] = item
            return
        if not hasattr(type(i), "__index__"):
            raise TypeError("indices must be integer")
        _set(self._type_, self._memory, self._place(i.__index__()), value, self)

    def __iter__(self):
        return (self[i] for i in range(self._length_))


def _set_text(self, value):
    if not isinstance(value, bytes):
        raise TypeError(f"bytes expected instead of {type(value).__name__} instance")
    if len(value) > self._length_:
        raise ValueError("byte string too long")
    self._memory[self._offset:self._offset + len(value)] = value
    if len(value) < self._length_:
        self._memory[self._offset + len(value)] = 0


def _set_raw(self, value):
    if len(value) > self._length_:
        raise ValueError("byte string too long")
    self._memory[self._offset:self._offset + len(value)] = value


def _bytes_of(self):
    return bytes(self._memory[self._offset:self._offset + self._size])


_text_value = property(lambda self: _bytes_of(self).split(b"\0")[0], _set_text)
_raw_value = property(_bytes_of, _set_raw)


"""#
