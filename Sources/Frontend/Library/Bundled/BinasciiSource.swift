// Holds the module binascii in Toy.

/// The source of the module `binascii`.
let bundledBinascii = #"""
class Error(ValueError):
    __module__ = "binascii"


class Incomplete(Exception):
    __module__ = "binascii"


_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_VALUES = {c: i for i, c in enumerate(_ALPHABET)}


def _data(data):
    if isinstance(data, str):
        if not data.isascii():
            raise ValueError("string argument should contain only ASCII characters")
        return data.encode("ascii")
    return bytes(data)


def hexlify(data, sep=None, bytes_per_sep=1):
    data = bytes(data)
    return (data.hex() if sep is None else data.hex(sep, bytes_per_sep)).encode("ascii")


b2a_hex = hexlify


def unhexlify(text):
    text = _data(text)
    if len(text) % 2:
        raise Error("Odd-length string")
    try:
        for c in text:
            if c in b" \t\n\r\v\f":
                raise ValueError
        return bytes.fromhex(text.decode("ascii"))
    except ValueError:
        raise Error("Non-hexadecimal digit found") from None


a2b_hex = unhexlify


def b2a_base64(data, *, newline=True):
    data = bytes(data)
    out = bytearray()
    whole = len(data) - len(data) % 3
    for i in range(0, whole, 3):
        n = data[i] << 16 | data[i + 1] << 8 | data[i + 2]
        out.append(_ALPHABET[n >> 18])
        out.append(_ALPHABET[n >> 12 & 63])
        out.append(_ALPHABET[n >> 6 & 63])
        out.append(_ALPHABET[n & 63])
    rest = data[whole:]
    if len(rest) == 1:
        out += bytes((_ALPHABET[rest[0] >> 2], _ALPHABET[(rest[0] & 3) << 4])) + b"=="
    elif len(rest) == 2:
        n = rest[0] << 8 | rest[1]
        out += bytes((_ALPHABET[n >> 10], _ALPHABET[n >> 4 & 63], _ALPHABET[(n & 15) << 2])) + b"="
    if newline:
        out += b"\n"
    return bytes(out)


def a2b_base64(data, /, *, strict_mode=False):
    data = _data(data)
    out = bytearray()
    bits = count = pads = 0
    for c in data:
        if c == 61:
            if count % 4 >= 2:
                pads += 1
                if count % 4 + pads >= 4:
                    return bytes(out)
            continue
        value = _VALUES.get(c)
        if value is None:
            continue
        pads = 0
        bits = bits << 6 | value
        count += 1
        step = count % 4
        if step == 2:
            out.append(bits >> 4 & 255)
        elif step == 3:
            out.append(bits >> 2 & 255)
        elif step == 0:
            out.append(bits & 255)
        bits &= 0xFFFFFF
    if count % 4:
        if count % 4 == 1:
            raise Error(
                "Invalid base64-encoded string: number of data characters (%d) cannot be 1 more than a multiple of 4" % count)
        raise Error("Incorrect padding")
    return bytes(out)


_tables = {}


def _crc_table():
    table = []
    for n in range(256):
        for _ in range(8):
            n = n >> 1 ^ 0xEDB88320 if n & 1 else n >> 1
        table.append(n)
    return table


def crc32(data, value=0):
    if "crc32" not in _tables:
        _tables["crc32"] = _crc_table()
    table = _tables["crc32"]
    crc = value ^ 0xFFFFFFFF
    for c in bytes(data):
        crc = table[(crc ^ c) & 255] ^ crc >> 8
    return crc ^ 0xFFFFFFFF


def crc_hqx(data, value):
    for c in bytes(data):
        value ^= c << 8
        for _ in range(8):
            value = (value << 1 ^ 0x1021) & 0xFFFF if value & 0x8000 else value << 1 & 0xFFFF
    return value
"""#
