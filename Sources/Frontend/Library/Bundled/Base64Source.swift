// Holds the module base64 in Toy.

/// The source of the module `base64`.
let bundledBase64 = #"""
import binascii
import re as _re
import struct as _struct

__all__ = [
    "encode", "decode", "encodebytes", "decodebytes", "b64encode", "b64decode", "b32encode", "b32decode", "b16encode", "b16decode",
    "b85encode", "b85decode", "a85encode", "a85decode", "standard_b64encode", "standard_b64decode", "urlsafe_b64encode",
    "urlsafe_b64decode",
]


def _bytes(s):
    if isinstance(s, str):
        try:
            return s.encode("ascii")
        except UnicodeEncodeError:
            raise ValueError("string argument should contain only ASCII characters") from None
    if isinstance(s, (bytes, bytearray)):
        return s
    try:
        return memoryview(s).tobytes()
    except TypeError:
        raise TypeError("argument should be a bytes-like object or ASCII string, not %r" % s.__class__.__name__) from None


def b64encode(s, altchars=None):
    if isinstance(s, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    encoded = binascii.b2a_base64(s, newline=False)
    if altchars is not None:
        return encoded.translate(bytes.maketrans(b"+/", altchars))
    return encoded


def b64decode(s, altchars=None, validate=False):
    s = _bytes(s)
    if altchars is not None:
        s = s.translate(bytes.maketrans(_bytes(altchars), b"+/"))
    if validate and not _re.fullmatch(b"[A-Za-z0-9+/]*={0,2}", s):
        raise binascii.Error("Only base64 data is allowed")
    return binascii.a2b_base64(s)


def standard_b64encode(s):
    return b64encode(s)


def standard_b64decode(s):
    return b64decode(s)


_TO_URL = bytes.maketrans(b"+/", b"-_")
_FROM_URL = bytes.maketrans(b"-_", b"+/")


def urlsafe_b64encode(s):
    return b64encode(s).translate(_TO_URL)


def urlsafe_b64decode(s):
    return b64decode(_bytes(s).translate(_FROM_URL))


_B32 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_tables = {}


def _pairs(digits):
    # All texts of two digits, in order.
    if digits not in _tables:
        _tables[digits] = [bytes((a, b)) for a in digits for b in digits]
    return _tables[digits]


def _values(digits):
    if ("values", digits) not in _tables:
        _tables["values", digits] = {digit: value for value, digit in enumerate(digits)}
    return _tables["values", digits]


def b32encode(s):
    s = bytes(_bytes(s))
    left = len(s) % 5
    padded = s + bytes((5 - left) % 5)
    pairs = _pairs(_B32)
    number = int.from_bytes
    out = bytearray()
    for i in range(0, len(padded), 5):
        n = number(padded[i:i + 5], "big")
        out += pairs[n >> 30] + pairs[n >> 20 & 1023] + pairs[n >> 10 & 1023] + pairs[n & 1023]
    cut = {0: 0, 1: 6, 2: 4, 3: 3, 4: 1}[left]
    if cut:
        out[-cut:] = b"=" * cut
    return bytes(out)


def b32decode(s, casefold=False, map01=None):
    s = _bytes(s)
    if len(s) % 8:
        raise binascii.Error("Incorrect padding")
    if casefold:
        s = s.upper()
    body = s.rstrip(b"=")
    pads = len(s) - len(body)
    values = _values(_B32)
    out = bytearray()
    full = body + b"A" * pads
    for i in range(0, len(full), 8):
        n = 0
        try:
            for c in full[i:i + 8]:
                n = (n << 5) + values[c]
        except KeyError:
            raise binascii.Error("Non-base32 digit found") from None
        out += n.to_bytes(5, "big")
    if pads not in (0, 1, 3, 4, 6):
        raise binascii.Error("Incorrect padding")
    cut = {0: 0, 1: 1, 3: 2, 4: 3, 6: 4}[pads]
    return bytes(out[:-cut]) if cut else bytes(out)


_TO_HEX32 = bytes.maketrans(_B32, b"0123456789ABCDEFGHIJKLMNOPQRSTUV")
_FROM_HEX32 = bytes.maketrans(b"0123456789ABCDEFGHIJKLMNOPQRSTUV" + b"WXYZ", _B32 + b"!!!!")


def b32hexencode(s):
    return b32encode(s).translate(_TO_HEX32)


def b32hexdecode(s, casefold=False):
    s = _bytes(s)
    return b32decode((s.upper() if casefold else s).translate(_FROM_HEX32))


def b16encode(s):
    return binascii.hexlify(s).upper()


def b16decode(s, casefold=False):
    s = _bytes(s)
    if casefold:
        s = s.upper()
    if _re.search(b"[^0-9A-F]", s):
        raise binascii.Error("Non-base16 digit found")
    return binascii.unhexlify(s)


_B85 = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~"


_A85 = bytes(range(33, 118))


def _encode85(data, digits, fold=False, pad=False, folds_spaces=False):
    data = bytes(_bytes(data))
    missing = -len(data) % 4
    data += bytes(missing)
    pairs = _pairs(digits)
    out = []
    for n in _struct.unpack("!%dI" % (len(data) // 4), data):
        if fold and n == 0:
            out.append(b"z")
        elif folds_spaces and n == 0x20202020:
            out.append(b"y")
        else:
            out.append(pairs[n // 614125] + pairs[n // 85 % 7225] + digits[n % 85:n % 85 + 1])
    if missing and not pad:
        if out[-1] == b"z":
            out[-1] = digits[:1] * 5
        out[-1] = out[-1][:-missing]
    return b"".join(out)


def b85encode(b, pad=False):
    return _encode85(b, _B85, pad=pad)


def b85decode(b):
    b = bytes(_bytes(b))
    missing = -len(b) % 5
    b += b"~" * missing
    values = _values(_B85)
    out = []
    for i in range(0, len(b), 5):
        hunk = b[i:i + 5]
        n = 0
        try:
            for c in hunk:
                n = n * 85 + values[c]
        except KeyError:
            for j, c in enumerate(hunk):
                if c not in values:
                    raise ValueError("bad base85 character at position %d" % (i + j)) from None
        if n > 0xFFFFFFFF:
            raise ValueError("base85 overflow in hunk starting at byte %d" % i)
        out.append(n)
    result = _struct.pack("!%dI" % len(out), *out)
    return result[:-missing] if missing else result


def a85encode(b, *, foldspaces=False, wrapcol=0, pad=False, adobe=False):
    result = _encode85(b, _A85, True, pad, foldspaces)
    if adobe:
        result = b"<~" + result
    if wrapcol:
        width = max(2 if adobe else 1, wrapcol)
        lines = [result[i:i + width] for i in range(0, len(result), width)]
        if adobe and len(lines[-1]) + 2 > width:
            lines.append(b"")
        result = b"\n".join(lines)
    return result + b"~>" if adobe else result


def a85decode(b, *, foldspaces=False, adobe=False, ignorechars=b" \t\n\r\v"):
    b = bytes(_bytes(b))
    if adobe:
        if not b.endswith(b"~>"):
            raise ValueError("Ascii85 encoded byte sequences must end with %r" % b"~>")
        b = b[2:-2] if b.startswith(b"<~") else b[:-2]
    out = bytearray()
    n = count = 0
    for c in b + b"uuuu":
        if 33 <= c <= 117:
            n = n * 85 + c - 33
            count += 1
            if count == 5:
                if n > 0xFFFFFFFF:
                    raise ValueError("Ascii85 overflow")
                out += n.to_bytes(4, "big")
                n = count = 0
        elif c == 122 or c == 121 and foldspaces:
            if count:
                raise ValueError("%c inside Ascii85 5-tuple" % c)
            out += b"    " if c == 121 else b"\0\0\0\0"
        elif c not in ignorechars:
            raise ValueError("Non-Ascii85 digit found: %c" % c)
    missing = 4 - count
    return bytes(out[:-missing]) if missing else bytes(out)


def encodebytes(s):
    pieces = [binascii.b2a_base64(s[i:i + 57]) for i in range(0, len(s), 57)]
    return b"".join(pieces)


def decodebytes(s):
    return binascii.a2b_base64(s)
"""#
