// Holds the module marshal in Toy.

/// The source of the module `marshal`.
let bundledMarshal = #"""
import struct as _struct

version = 4


def dumps(value, version=version, /):
    out = []
    _write(value, out.append, 0)
    return b"".join(out)


def dump(value, file, version=version, /):
    return file.write(dumps(value, version))


def _number(code, value):
    return code + _struct.pack("<i", value)


def _write(value, put, depth):
    if depth > 2000:
        raise ValueError("object too deeply nested to marshal")
    kind = type(value)
    depth += 1
    if value is None:
        put(b"N")
    elif value is True:
        put(b"T")
    elif value is False:
        put(b"F")
    elif value is ...:
        put(b".")
    elif value is StopIteration:
        put(b"S")
    elif kind is int:
        put(_int(value))
    elif kind is float:
        put(b"\xe7" + _struct.pack("<d", value))
    elif kind is complex:
        put(b"\xf9" + _struct.pack("<dd", value.real, value.imag))
    elif kind is str:
        put(_text(value))
    elif kind is tuple:
        put(b"\xa9" + bytes([len(value)]) if len(value) < 256 else _number(b"\xa8", len(value)))
        for item in value:
            _write(item, put, depth)
    elif kind is list or kind is set or kind is frozenset:
        put(_number(b"\xdb" if kind is list else b"\xbc" if kind is set else b"\xbe", len(value)))
        for item in value:
            _write(item, put, depth)
    elif kind is dict:
        put(b"\xfb")
        for key, item in value.items():
            _write(key, put, depth)
            _write(item, put, depth)
        put(b"0")
    else:
        try:
            data = bytes(memoryview(value))
        except TypeError:
            raise ValueError("unmarshallable object") from None
        put(_number(b"\xf3", len(data)) + data)


def _int(value):
    if -0x80000000 <= value <= 0x7FFFFFFF:
        return _number(b"\xe9", value)
    digits, rest = [], abs(value)
    while rest:
        digits.append(rest & 0x7FFF)
        rest >>= 15
    return _number(b"\xec", -len(digits) if value < 0 else len(digits)) + _struct.pack("<%dH" % len(digits), *digits)


def _text(value):
    if value.isascii():
        data = value.encode("ascii")
        # Strings that look like names are interned.
        codes = (b"\xda", b"\xc1") if not value or value.replace("_", "a").isalnum() else (b"\xfa", b"\xe1")
        return codes[0] + bytes([len(data)]) + data if len(data) < 256 else _number(codes[1], len(data)) + data
    data = value.encode("utf-8", "surrogatepass")
    return _number(b"\xf5", len(data)) + data


def loads(data, /):
    return _Reader(bytes(memoryview(data))).value()


def load(file, /):
    return loads(file.read())


_missing = object()


class _Reader:
    def __init__(self, data):
        self.data, self.place, self.seen = data, 0, []

    def take(self, count):
        if self.place + count > len(self.data):
            raise EOFError("marshal data too short")
        self.place += count
        return self.data[self.place - count:self.place]

    def number(self):
        return _struct.unpack("<i", self.take(4))[0]

    def value(self):
        result = self.item()
        if result is _missing:
            raise TypeError("NULL object in marshal data for object")
        return result

    def item(self):
        if self.place == len(self.data):
            raise EOFError("EOF read where object expected")
        code = self.take(1)[0]
        shared, code = code & 0x80, chr(code & 0x7F)
        if code in "([<>){":
            return self.container(code, shared)
        result = self.plain(code)
        if shared:
            self.seen.append(result)
        return result

    def plain(self, code):
        if code in "NTF.S0":
            return {"N": None, "T": True, "F": False, ".": ..., "S": StopIteration, "0": _missing}[code]
        if code == "i":
            return self.number()
        if code == "l":
            count = self.number()
            total = 0
            for k, digit in enumerate(_struct.unpack("<%dH" % abs(count), self.take(2 * abs(count)))):
                total |= digit << 15 * k
            return -total if count < 0 else total
        if code == "g":
            return _struct.unpack("<d", self.take(8))[0]
        if code == "y":
            return complex(*_struct.unpack("<dd", self.take(16)))
        if code in "zZ":
            return self.take(self.take(1)[0]).decode("ascii")
        if code in "aA":
            return self.take(self.number()).decode("ascii")
        if code in "ut":
            return self.take(self.number()).decode("utf-8", "surrogatepass")
        if code == "s":
            return self.take(self.number())
        if code == "r":
            place = self.number()
            if not 0 <= place < len(self.seen):
                raise ValueError("bad marshal data (invalid reference)")
            return self.seen[place]
        raise ValueError("bad marshal data (unknown type code)")

    def container(self, code, shared):
        place = len(self.seen)
        if shared:
            self.seen.append(None)
        if code == "[":
            result = []
            if shared:
                self.seen[place] = result
            for _ in range(self.number()):
                result.append(self.value())
        elif code == "{":
            result = {}
            if shared:
                self.seen[place] = result
            while (key := self.item()) is not _missing:
                result[key] = self.value()
        else:
            count = self.take(1)[0] if code == ")" else self.number()
            items = [self.value() for _ in range(count)]
            result = tuple(items) if code in "()" else set(items) if code == "<" else frozenset(items)
            if shared:
                self.seen[place] = result
        return result
"""#
