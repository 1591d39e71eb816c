// Holds the module binascii in Toy; what goes through all bytes is native.

/// The source of the module `binascii`.
let bundledBinascii = #"""
import _binascii as _native


class Error(ValueError):
    __module__ = "binascii"


class Incomplete(Exception):
    __module__ = "binascii"


def _text(data):
    if type(data) is bytes:
        return data
    if isinstance(data, str):
        if not data.isascii():
            raise ValueError("string argument should contain only ASCII characters")
        return data.encode("ascii")
    try:
        return memoryview(data).tobytes()
    except TypeError:
        raise TypeError("argument should be bytes, buffer or ASCII string, not %r" % type(data).__name__) from None


def _data(data):
    if type(data) is bytes:
        return data
    try:
        return memoryview(data).tobytes()
    except TypeError:
        raise TypeError("a bytes-like object is required, not %r" % type(data).__name__) from None


def hexlify(data, sep=None, bytes_per_sep=1):
    data = _data(data)
    return (data.hex() if sep is None else data.hex(sep, bytes_per_sep)).encode("ascii")


b2a_hex = hexlify


def unhexlify(text):
    text = _text(text)
    if len(text) % 2:
        raise Error("Odd-length string")
    data = _native.decode16(text)
    if data is None:
        raise Error("Non-hexadecimal digit found")
    return data


a2b_hex = unhexlify


def b2a_base64(data, *, newline=True):
    return _native.encode64(_data(data), True if newline else False)


def a2b_base64(data, /, *, strict_mode=False):
    data = _native.decode64(_text(data), True if strict_mode else False)
    if type(data) is bytes:
        return data
    if type(data) is int:
        raise Error("Invalid base64-encoded string: number of data characters (%d) cannot be 1 more than a multiple of 4" % data)
    raise Error(data)


def crc32(data, value=0):
    return _native.crc32(_data(data), value & 0xFFFFFFFF)


def crc_hqx(data, value):
    return _native.crc_hqx(_data(data), value & 0xFFFF)


def b2a_uu(data, /, *, backtick=False):
    data = _data(data)
    if len(data) > 45:
        raise Error("At most 45 bytes at once")
    zero = 96 if backtick else 32
    out = bytearray([len(data) + 32 if data else zero])
    padded = data + bytes(-len(data) % 3)
    for i in range(0, len(padded), 3):
        n = int.from_bytes(padded[i:i + 3], "big")
        out += bytes((n >> shift & 63) + 32 if n >> shift & 63 else zero for shift in (18, 12, 6, 0))
    return bytes(out) + b"\n"


def a2b_uu(data, /):
    data = _text(data)
    count = data[0] - 32 & 63 if data else 0
    bits = []
    for c in data[1:].rstrip(b"\r\n"):
        if not 32 <= c <= 96:
            raise Error("Illegal char")
        bits.append(c - 32 & 63)
    out = bytearray()
    bits += [0] * max(0, (count + 2) // 3 * 4 - len(bits))
    for i in range(0, (count + 2) // 3 * 4, 4):
        a, b, c, d = bits[i:i + 4]
        out += (a << 18 | b << 12 | c << 6 | d).to_bytes(3, "big")
    if any(bits[(count + 2) // 3 * 4:]):
        raise Error("Trailing garbage")
    return bytes(out[:count])


def b2a_qp(data, quotetabs=False, istext=True, header=False):
    data = _data(data)
    out, width = bytearray(), 0
    for i, c in enumerate(data):
        follower = data[i + 1:i + 2]
        at_end = follower in (b"", b"\n") or data[i + 1:i + 3] == b"\r\n"
        if istext and (c == 10 or c == 13 and follower == b"\n"):
            out.append(c)
            width = 0
            continue
        if header and c == 32:
            piece = b"_"
        elif c > 126 or c == 61 or header and c == 95 or c < 33 and c not in (32, 9) or c in (32, 9) and (quotetabs or at_end and (
                istext or not follower)) or c == 46 and width == 0 and follower in (b"", b"\n", b"\r", b"\0"):
            piece = b"=%02X" % c
        else:
            piece = bytes((c,))
        if width + len(piece) >= 76 and not at_end or width + len(piece) > 76:
            out += b"=\n"
            width = 0
        out += piece
        width += len(piece)
    return bytes(out)


def a2b_qp(data, header=False):
    data = _text(data)
    out, i = bytearray(), 0
    while i < len(data):
        c = data[i]
        if c == 61:
            rest = data[i + 1:i + 3]
            if rest[:1] in (b"\n", b"\r"):
                i = data.find(b"\n", i) + 1 or len(data)
                continue
            if len(rest) == 2 and rest.isalnum() and _native.decode16(rest) is not None:
                out += _native.decode16(rest)
                i += 3
                continue
            if not rest:
                break
        out.append(32 if header and c == 95 else c)
        i += 1
    return bytes(out)
"""#
