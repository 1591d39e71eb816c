// Holds the module codecs in Toy.

/// The source of the module `codecs`.
let bundledCodecs = #"""
import builtins as _builtins

__all__ = ["register", "lookup", "open", "BOM", "BOM_BE", "BOM_LE", "BOM_UTF8", "BOM_UTF16", "BOM_UTF16_LE", "BOM_UTF16_BE", "BOM_UTF32", "BOM_UTF32_LE",
           "BOM_UTF32_BE", "CodecInfo", "Codec", "IncrementalEncoder", "IncrementalDecoder", "getencoder", "getdecoder", "getincrementalencoder",
           "getincrementaldecoder", "encode", "decode", "iterencode", "iterdecode", "strict_errors", "ignore_errors", "replace_errors",
           "xmlcharrefreplace_errors", "backslashreplace_errors", "namereplace_errors", "register_error", "lookup_error"]

BOM_UTF8 = b"\xef\xbb\xbf"
BOM_LE = BOM_UTF16_LE = b"\xff\xfe"
BOM_BE = BOM_UTF16_BE = b"\xfe\xff"
BOM_UTF32_LE = b"\xff\xfe\x00\x00"
BOM_UTF32_BE = b"\x00\x00\xfe\xff"
BOM = BOM_UTF16 = BOM_UTF16_LE
BOM_UTF32 = BOM_UTF32_LE

_searches = []
_ROT13 = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", "NOPQRSTUVWXYZABCDEFGHIJKLMnopqrstuvwxyzabcdefghijklm")
_NAMES = {"utf8": "utf-8", "u8": "utf-8", "utf": "utf-8", "latin": "iso8859-1", "latin1": "iso8859-1", "l1": "iso8859-1", "iso88591": "iso8859-1",
          "ascii": "ascii", "usascii": "ascii", "646": "ascii", "utf16": "utf-16", "utf16le": "utf-16-le", "utf16be": "utf-16-be", "utf32": "utf-32",
          "utf32le": "utf-32-le", "utf32be": "utf-32-be", "utf8sig": "utf-8-sig", "rot13": "rot13", "hex": "hex", "hexcodec": "hex",
          "base64": "base64", "base64codec": "base64", "unicodeescape": "unicode-escape", "rawunicodeescape": "raw-unicode-escape"}

_CONVERSIONS = {"rot13", "rot_13", "hex", "hex_codec", "base64", "base64_codec", "base_64", "bz2", "bz2_codec", "zlib", "zip", "zlib_codec",
                "uu", "uu_codec", "quopri", "quoted_printable", "quopri_codec"}


class Codec:
    def encode(self, input, errors="strict"):
        raise NotImplementedError

    def decode(self, input, errors="strict"):
        raise NotImplementedError


class IncrementalEncoder:
    encoding = "utf-8"

    def __init__(self, errors="strict"):
        self.errors = errors

    def encode(self, input, final=False):
        return encode(input, self.encoding, self.errors)

    def reset(self):
        pass

    def getstate(self):
        return 0

    def setstate(self, state):
        pass


class IncrementalDecoder:
    encoding = "utf-8"

    def __init__(self, errors="strict"):
        self.errors = errors
        self._kept = b""

    def decode(self, input, final=False):
        data = self._kept + bytes(input)
        self._kept = b""
        for missing in range(min(4, len(data) + 1)):
            try:
                text = data[:len(data) - missing].decode(self.encoding, self.errors)
            except UnicodeDecodeError:
                if final or missing == 3:
                    break
                continue
            self._kept = data[len(data) - missing:]
            return text
        return data.decode(self.encoding, self.errors)

    def reset(self):
        self._kept = b""

    def getstate(self):
        return self._kept, 0

    def setstate(self, state):
        self._kept = state[0]


class CodecInfo(tuple):
    def __new__(cls, encode, decode, streamreader=None, streamwriter=None, incrementalencoder=None, incrementaldecoder=None, name=None, *,
                _is_text_encoding=None):
        self = tuple.__new__(cls, (encode, decode, streamreader, streamwriter))
        self.name, self.encode, self.decode = name, encode, decode
        self.streamreader, self.streamwriter = streamreader, streamwriter
        self.incrementalencoder, self.incrementaldecoder = incrementalencoder, incrementaldecoder
        return self

    def __repr__(self):
        return "<%s.%s object for encoding %s at %#x>" % (self.__class__.__module__, self.__class__.__qualname__, self.name, id(self))


def register(search_function):
    if not callable(search_function):
        raise TypeError("argument must be callable")
    _searches.append(search_function)


def unregister(search_function):
    if search_function in _searches:
        _searches.remove(search_function)


def _special(name, forward):
    import base64
    import binascii
    if name == "rot13":
        return lambda data: data.translate(_ROT13)
    if name == "hex":
        return binascii.hexlify if forward else binascii.unhexlify
    if name == "base64":
        return base64.encodebytes if forward else base64.decodebytes
    return None


def lookup(encoding):
    key = encoding.lower().replace("-", "").replace("_", "").replace(" ", "")
    name = _NAMES.get(key)
    if name in ("rot13", "hex", "base64"):
        forward, backward = _special(name, True), _special(name, False)
        return CodecInfo(lambda data, errors="strict": (forward(data), len(data)), lambda data, errors="strict": (backward(data), len(data)), name=name)
    if name is None:
        for search in _searches:
            found = search(encoding.lower().replace("-", "_").replace(" ", "_"))
            if found is not None:
                return found
        try:
            "".encode(encoding)
        except LookupError:
            raise LookupError("unknown encoding: " + encoding) from None
        name = encoding.lower()
    encoder = type("IncrementalEncoder", (IncrementalEncoder,), {"encoding": name})
    decoder = type("IncrementalDecoder", (IncrementalDecoder,), {"encoding": name})
    return CodecInfo(lambda data, errors="strict": (data.encode(name, errors), len(data)),
                     lambda data, errors="strict": (bytes(data).decode(name, errors), len(data)),
                     incrementalencoder=encoder, incrementaldecoder=decoder, name=name)


def _other(encoding, forward):
    key = encoding.lower().replace("-", "_").replace(" ", "_")
    if key in _CONVERSIONS:
        raise LookupError("'%s' is not a text encoding; use codecs.%scode() to handle arbitrary codecs" % (encoding, "en" if forward else "de"))
    for search in _searches:
        found = search(key)
        if found is not None:
            return found
    raise LookupError("unknown encoding: " + encoding)


def _encode_other(text, encoding, errors):
    data = _other(encoding, True).encode(text, errors)[0]
    if not isinstance(data, (bytes, bytearray)):
        raise TypeError("'%s' encoder returned '%s' instead of 'bytes'; use codecs.encode() to encode to arbitrary types"
                        % (encoding, type(data).__name__))
    return data


def _decode_other(data, encoding, errors):
    text = _other(encoding, False).decode(data, errors)[0]
    if not isinstance(text, str):
        raise TypeError("'%s' decoder returned '%s' instead of 'str'; use codecs.decode() to decode to arbitrary types"
                        % (encoding, type(text).__name__))
    return text


def _handle(name, error, count, encoding):
    answer = lookup_error(name)(error)
    if not (isinstance(answer, tuple) and len(answer) == 2 and isinstance(answer[1], int)
            and isinstance(answer[0], (str, bytes) if encoding else str)):
        raise TypeError("encoding error handler must return (str/bytes, int) tuple" if encoding
                        else "decoding error handler must return (str, int) tuple")
    text, place = answer
    if place < 0:
        place += count
    if not 0 <= place <= count:
        raise IndexError("position %d from error handler out of bounds" % place)
    return text, int(place)


def _converted(function, obj, encoding, errors, what):
    try:
        return function(obj, errors)[0]
    except UnicodeError:
        raise
    except Exception as error:
        kind = type(error)
        if len(error.args) != 1 or not isinstance(error.args[0], str) or encoding.lower() not in _CONVERSIONS:
            raise
        raise kind("%s with '%s' codec failed (%s: %s)" % (what, encoding, kind.__name__, error)) from error


def encode(obj, encoding="utf-8", errors="strict"):
    return _converted(lookup(encoding).encode, obj, encoding, errors, "encoding")


def decode(obj, encoding="utf-8", errors="strict"):
    return _converted(lookup(encoding).decode, obj, encoding, errors, "decoding")


def getencoder(encoding):
    return lookup(encoding).encode


def getdecoder(encoding):
    return lookup(encoding).decode


def getincrementalencoder(encoding):
    encoder = lookup(encoding).incrementalencoder
    if encoder is None:
        raise LookupError(encoding)
    return encoder


def getincrementaldecoder(encoding):
    decoder = lookup(encoding).incrementaldecoder
    if decoder is None:
        raise LookupError(encoding)
    return decoder


def iterencode(iterator, encoding, errors="strict", **kwargs):
    encoder = getincrementalencoder(encoding)(errors, **kwargs)
    for item in iterator:
        output = encoder.encode(item)
        if output:
            yield output


def iterdecode(iterator, encoding, errors="strict", **kwargs):
    decoder = getincrementaldecoder(encoding)(errors, **kwargs)
    for item in iterator:
        output = decoder.decode(item)
        if output:
            yield output
    output = decoder.decode(b"", True)
    if output:
        yield output


def open(filename, mode="r", encoding=None, errors="strict", buffering=-1):
    if encoding is None:
        return _builtins.open(filename, mode, buffering)
    return _builtins.open(filename, mode.replace("b", ""), encoding=encoding, errors=errors, newline="")


def _checked(exception, *kinds):
    if not isinstance(exception, kinds):
        raise TypeError("don't know how to handle %s in error callback" % type(exception).__name__)


def strict_errors(exception):
    if not isinstance(exception, BaseException):
        raise TypeError("codec must pass exception instance")
    raise exception


def ignore_errors(exception):
    _checked(exception, UnicodeError)
    return "", exception.end


def replace_errors(exception):
    _checked(exception, UnicodeError)
    count = exception.end - exception.start
    return ("?" * count if isinstance(exception, UnicodeEncodeError) else "\ufffd" if isinstance(exception, UnicodeDecodeError)
            else "\ufffd" * count), exception.end


def xmlcharrefreplace_errors(exception):
    _checked(exception, UnicodeEncodeError)
    return "".join("&#%d;" % ord(c) for c in exception.object[exception.start:exception.end]), exception.end


def backslashreplace_errors(exception):
    _checked(exception, UnicodeError)
    part = exception.object[exception.start:exception.end]
    if isinstance(part, bytes):
        return "".join("\\x%02x" % b for b in part), exception.end
    return part.encode("ascii", "backslashreplace").decode(), exception.end


def namereplace_errors(exception):
    _checked(exception, UnicodeEncodeError)
    return exception.object[exception.start:exception.end].encode("ascii", "namereplace").decode(), exception.end


_errors = {"strict": strict_errors, "ignore": ignore_errors, "replace": replace_errors, "xmlcharrefreplace": xmlcharrefreplace_errors,
           "backslashreplace": backslashreplace_errors, "namereplace": namereplace_errors}


def lookup_error(name):
    try:
        return _errors[name]
    except KeyError:
        raise LookupError("unknown error handler name '%s'" % name) from None


def register_error(name, handler):
    if not callable(handler):
        raise TypeError("handler must be callable")
    _errors[name] = handler
"""#
