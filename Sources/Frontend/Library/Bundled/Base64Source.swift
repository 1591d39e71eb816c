// Holds the module base64 in Toy.

/// The source of the module `base64`.
let bundledBase64 = #"""
import binascii
import re as _re

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


def urlsafe_b64encode(s):
    return b64encode(s).translate(bytes.maketrans(b"+/", b"-_"))


def urlsafe_b64decode(s):
    return b64decode(_bytes(s).translate(bytes.maketrans(b"-_", b"+/")))


_B32 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


def b32encode(s):
    s = bytes(_bytes(s))
    left = len(s) % 5
    padded = s + bytes((5 - left) % 5)
    out = bytearray()
    for i in range(0, len(padded), 5):
        n = int.from_bytes(padded[i:i + 5], "big")
        out += bytes(_B32[n >> shift & 31] for shift in range(35, -5, -5))
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
    n = 0
    out = bytearray()
    for i in range(0, len(s), 8):
        n = 0
        for c in s[i:i + 8]:
            value = 0 if c == 61 else _B32.find(c)
            if value < 0 or (c == 61 and i + 8 < len(s)):
                raise binascii.Error("Non-base32 digit found")
            n = n << 5 | value
        out += n.to_bytes(5, "big")
    if pads not in (0, 1, 3, 4, 6):
        raise binascii.Error("Incorrect padding")
    cut = {0: 0, 1: 1, 3: 2, 4: 3, 6: 4}[pads]
    return bytes(out[:-cut]) if cut else bytes(out)


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


def _encode85(data, digits, fold=False, pad=False):
    data = bytes(_bytes(data))
    missing = -len(data) % 4
    data += bytes(missing)
    out = []
    for i in range(0, len(data), 4):
        n = int.from_bytes(data[i:i + 4], "big")
        if fold and n == 0 and (i + 4 < len(data) or not missing):
            out.append(b"z")
            continue
        group = bytearray()
        for _ in range(5):
            n, d = divmod(n, 85)
            group.insert(0, digits[d])
        out.append(bytes(group))
    if missing and not pad:
        out[-1] = out[-1][:-missing]
    return b"".join(out)


def b85encode(b, pad=False):
    return _encode85(b, _B85, pad=pad)


def b85decode(b):
    b = bytes(_bytes(b))
    missing = -len(b) % 5
    b += b"~" * missing
    out = bytearray()
    for i in range(0, len(b), 5):
        n = 0
        for j, c in enumerate(b[i:i + 5]):
            value = _B85.find(c)
            if value < 0:
                raise ValueError("bad base85 character at position %d" % (i + j))
            n = n * 85 + value
        if n > 0xFFFFFFFF:
            raise ValueError("base85 overflow in hunk starting at byte %d" % i)
        out += n.to_bytes(4, "big")
    return bytes(out[:-missing]) if missing else bytes(out)


def a85encode(b, *, foldspaces=False, wrapcol=0, pad=False, adobe=False):
    result = _encode85(b, bytes(range(33, 118)), fold=True, pad=pad)
    return b"<~" + result + b"~>" if adobe else result


def a85decode(b, *, foldspaces=False, adobe=False, ignorechars=b" \t\n\r\v"):
    b = bytes(_bytes(b))
    if adobe:
        b = b[2:-2] if b.startswith(b"<~") else b[:-2]
    out = bytearray()
    group = []
    for c in b + b"u" * 4:
        if 33 <= c <= 117:
            group.append(c - 33)
            if len(group) == 5:
                n = 0
                for value in group:
                    n = n * 85 + value
                out += n.to_bytes(4, "big")
                group = []
        elif c == 122:
            out += bytes(4)
        elif c not in ignorechars:
            raise ValueError("Non-Ascii85 digit found: %c" % c)
    missing = 4 - len(group)
    return bytes(out[:-missing]) if missing else bytes(out)


def encodebytes(s):
    pieces = [binascii.b2a_base64(s[i:i + 57]) for i in range(0, len(s), 57)]
    return b"".join(pieces)


def decodebytes(s):
    return binascii.a2b_base64(s)
"""#
