// Holds the second part of the module ctypes: structures and pointers.

/// The rest of the source of the module `ctypes`.
let bundledCtypesPart2 = #"""
class _Field:
    def __init__(self, name, kind, offset, owner, bits=None, shift=0):
        self._name, self._kind, self.offset, self._owner = name, kind, offset, owner
        self._bits, self._shift = bits, shift
        self.size = sizeof(kind) if bits is None else bits << 16 | shift

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        value = _get(self._kind, instance._memory, instance._offset + self.offset, instance)
        if self._bits is None:
            return value
        value = value >> self._shift & (1 << self._bits) - 1
        return value - (1 << self._bits) if self._kind._type_.islower() and value >> self._bits - 1 else value

    def __set__(self, instance, value):
        place = instance._offset + self.offset
        if self._bits is not None:
            mask = (1 << self._bits) - 1
            old = _get(self._kind, instance._memory, place, instance)
            value = old & ~(mask << self._shift) | (value & mask) << self._shift
        _set(self._kind, instance._memory, place, value, instance)

    def __repr__(self):
        if self._bits is not None:
            return f"<Field type={self._kind.__name__}, ofs={self.offset}:{self._shift}, bits={self._bits}>"
        return f"<Field type={self._kind.__name__}, ofs={self.offset}, size={self.size}>"


def _lay_out(cls, fields, is_union):
    base = cls.__mro__[1]
    names = list(getattr(base, "_names", ()))
    end, align = getattr(base, "_end", 0), getattr(base, "_align", 1) or 1
    pack, unit = getattr(cls, "_pack_", None), None
    for name, kind, *bits in fields:
        step = alignment(kind) if pack is None else min(pack, alignment(kind))
        align = max(align, step)
        if bits and not is_union:
            if unit is None or unit[0] != sizeof(kind) or unit[2] + bits[0] > sizeof(kind) * 8:
                start = -(-end // step) * step
                unit = [sizeof(kind), start, 0]
                end = start + sizeof(kind)
            field = _Field(name, kind, unit[1], cls, bits[0], unit[2])
            unit[2] += bits[0]
        else:
            unit = None
            start = 0 if is_union else -(-end // step) * step
            end = max(end, start + sizeof(kind))
            field = _Field(name, kind, start, cls, *bits)
        type.__setattr__(cls, name, field)
        names.append(name)
    cls._names, cls._end, cls._align, cls._size = names, end, align, -(-end // align) * align


class _Fields(_Class):
    def __new__(mcls, name, bases, space):
        cls = super().__new__(mcls, name, bases, space)
        if "_fields_" in space:
            _lay_out(cls, space["_fields_"], cls._is_union)
        return cls

    def __setattr__(cls, name, value):
        super().__setattr__(name, value)
        if name == "_fields_":
            _lay_out(cls, value, cls._is_union)


class Structure(_CData, metaclass=_Fields):
    _is_union = False
    _size = _align = None

    def __new__(cls, *args, **kwargs):
        if cls._size is None:
            if cls in (Structure, Union):
                raise TypeError("abstract class")
            _lay_out(cls, [], cls._is_union)
        return super().__new__(cls)

    def __init__(self, *args, **kwargs):
        self._allocate()
        if len(args) > len(self._names):
            raise TypeError("too many initializers")
        for name, value in zip(self._names, args):
            if name in kwargs:
                raise TypeError(f"duplicate values for field {name!r}")
            setattr(self, name, value)
        for name, value in kwargs.items():
            setattr(self, name, value)


class Union(Structure):
    _is_union = True


class BigEndianStructure(Structure):
    def __init_subclass__(cls):
        raise NotImplementedError("structures of the other byte order")


LittleEndianStructure = Structure


class _Pointer(_CData):
    _size = _align = 8
    _type_ = None

    def __init__(self, target=None):
        if target is not None and not isinstance(target, self._type_):
            raise TypeError(f"expected {self._type_.__name__} instead of {type(target).__name__}")
        self._target = target

    @property
    def contents(self):
        if self._target is None:
            raise ValueError("NULL pointer access")
        return self._target

    @contents.setter
    def contents(self, value):
        self._target = value

    def __getitem__(self, i):
        if self._target is None:
            raise ValueError("NULL pointer access")
        target = self._target
        return _get(self._type_, target._memory, target._offset + i * sizeof(self._type_), target)

    def __setitem__(self, i, value):
        if self._target is None:
            raise ValueError("NULL pointer access")
        target = self._target
        _set(self._type_, target._memory, target._offset + i * sizeof(self._type_), value, target)

    def __bool__(self):
        return self._target is not None


_pointers = {}


def POINTER(kind):
    if kind not in _pointers:
        _pointers[kind] = _Class(f"LP_{kind.__name__}", (_Pointer,), {"_type_": kind})
    return _pointers[kind]


def pointer(target):
    return POINTER(type(target))(target)


def byref(target, offset=0):
    if not isinstance(target, _CData):
        raise TypeError(f"byref() argument must be a ctypes instance, not '{type(target).__name__}'")
    return pointer(target)


def cast(value, kind):
    if isinstance(value, Array) and issubclass(kind, _Pointer):
        return kind(_shared(kind._type_, value))
    if isinstance(value, _Pointer) and issubclass(kind, _Pointer):
        return kind(_shared(kind._type_, value.contents))
    raise NotImplementedError("a cast of this kind")


def _shared(kind, source):
    result = _view(kind, source._memory, source._offset)
    result._objects = source._objects
    return result


def sizeof(value):
    size = getattr(value, "_size", None)
    if size is None:
        raise TypeError("this type has no size")
    return size


def alignment(value):
    align = getattr(value, "_align", None)
    if align is None:
        raise TypeError("no alignment info")
    return align


def addressof(value):
    return id(value._memory) + value._offset


def create_string_buffer(init, size=None):
    if isinstance(init, bytes):
        result = (c_char * (len(init) + 1 if size is None else size))()
        result.value = init
        return result
    if isinstance(init, int):
        return (c_char * init)()
    raise TypeError(init)


c_buffer = create_string_buffer


def create_unicode_buffer(init, size=None):
    if isinstance(init, str):
        return (c_wchar * (len(init) + 1 if size is None else size))(*init)
    return (c_wchar * init)()


def string_at(source, size=-1):
    data = source if isinstance(source, bytes) else _bytes_of(source)
    return data[:size] if size >= 0 else data.split(b"\0")[0]


def memset(target, value, count):
    target._memory[target._offset:target._offset + count] = bytes([value & 255]) * count
    return addressof(target)


def memmove(target, source, count):
    data = source if isinstance(source, (bytes, bytearray)) else source._memory[source._offset:]
    target._memory[target._offset:target._offset + count] = data[:count]
    return addressof(target)


class CDLL:
    def __init__(self, name=None, *args, **kwargs):
        raise OSError(f"{name}: shared libraries cannot be loaded")


PyDLL = CDLL
"""#
