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
"""#
