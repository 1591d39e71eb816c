// Holds the module json in Toy.

/// The source of the module `json`.
let bundledJson = #"""
from _json import encode_basestring, encode_basestring_ascii, make_encoder, make_scanner, scanstring, skip_space

__all__ = ["dump", "dumps", "load", "loads", "JSONDecoder", "JSONDecodeError", "JSONEncoder"]
__version__ = "2.0.9"

_INFINITY = float("inf")


class JSONDecodeError(ValueError):
    def __init__(self, msg, doc, pos):
        line = doc.count("\n", 0, pos) + 1
        column = pos - doc.rfind("\n", 0, pos)
        ValueError.__init__(self, "%s: line %d column %d (char %d)" % (msg, line, column, pos))
        self.msg, self.doc, self.pos, self.lineno, self.colno = msg, doc, pos, line, column

    def __reduce__(self):
        return self.__class__, (self.msg, self.doc, self.pos)


JSONDecodeError.__module__ = "json.decoder"


class JSONEncoder:
    item_separator = ", "
    key_separator = ": "

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False, indent=None,
                 separators=None, default=None):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ","
        if default is not None:
            self.default = default

    def default(self, o):
        raise TypeError("Object of type %s is not JSON serializable" % o.__class__.__name__)

    def encode(self, o):
        if isinstance(o, str):
            return encode_basestring_ascii(o) if self.ensure_ascii else encode_basestring(o)
        chunks = self.iterencode(o, _one_shot=True)
        if not isinstance(chunks, (list, tuple)):
            chunks = list(chunks)
        return "".join(chunks)

    def iterencode(self, o, _one_shot=False):
        markers = {} if self.check_circular else None
        quote = encode_basestring_ascii if self.ensure_ascii else encode_basestring
        if _one_shot and self.indent is None:
            return make_encoder(markers, self.default, quote, self.indent, self.key_separator, self.item_separator, self.sort_keys,
                                self.skipkeys, self.allow_nan)(o, 0)
        return _Pieces(self, markers, quote).of(o, 0)


class _Pieces:
    def __init__(self, encoder, markers, quote):
        self.encoder, self.markers, self.quote = encoder, markers, quote
        indent = encoder.indent
        self.indent = indent if indent is None or isinstance(indent, str) else " " * indent

    def scalar(self, o):
        if isinstance(o, str):
            return self.quote(o)
        if o is None:
            return "null"
        if o is True:
            return "true"
        if o is False:
            return "false"
        if isinstance(o, int):
            return int.__repr__(o)
        if isinstance(o, float):
            return self.float(o)
        return None

    def float(self, o):
        if o != o:
            text = "NaN"
        elif o == _INFINITY:
            text = "Infinity"
        elif o == -_INFINITY:
            text = "-Infinity"
        else:
            return float.__repr__(o)
        if not self.encoder.allow_nan:
            raise ValueError("Out of range float values are not JSON compliant: " + repr(o))
        return text

    def enter(self, o):
        if self.markers is None:
            return None
        mark = id(o)
        if mark in self.markers:
            raise ValueError("Circular reference detected")
        self.markers[mark] = o
        return mark

    def newline(self, level):
        return "\n" + self.indent * level

    def of(self, o, level):
        text = self.scalar(o)
        if text is not None:
            yield text
        elif isinstance(o, (list, tuple)):
            yield from self.of_list(o, level)
        elif isinstance(o, dict):
            yield from self.of_dict(o, level)
        else:
            mark = self.enter(o)
            yield from self.of(self.encoder.default(o), level)
            if mark is not None:
                del self.markers[mark]

    def of_list(self, items, level):
        if not items:
            yield "[]"
            return
        mark = self.enter(items)
        separator = self.encoder.item_separator
        start = "["
        if self.indent is not None:
            start += self.newline(level + 1)
            separator += self.newline(level + 1)
        for item in items:
            text = self.scalar(item)
            if text is not None:
                yield start + text
            else:
                yield start
                yield from self.of(item, level + 1)
            start = separator
        if self.indent is not None:
            yield self.newline(level)
        yield "]"
        if mark is not None:
            del self.markers[mark]

    def of_dict(self, o, level):
        if not o:
            yield "{}"
            return
        mark = self.enter(o)
        yield "{"
        separator = self.encoder.item_separator
        if self.indent is not None:
            separator += self.newline(level + 1)
            yield self.newline(level + 1)
        is_first = True
        for key, value in sorted(o.items()) if self.encoder.sort_keys else o.items():
            if not isinstance(key, str):
                name = self.scalar(key)
                if name is None:
                    if self.encoder.skipkeys:
                        continue
                    raise TypeError("keys must be str, int, float, bool or None, not %s" % key.__class__.__name__)
                key = name
            if is_first:
                is_first = False
            else:
                yield separator
            yield self.quote(key)
            yield self.encoder.key_separator
            text = self.scalar(value)
            if text is not None:
                yield text
            else:
                yield from self.of(value, level + 1)
        if self.indent is not None:
            yield self.newline(level)
        yield "}"
        if mark is not None:
            del self.markers[mark]


class JSONDecoder:
    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True, object_pairs_hook=None):
        self.object_hook = object_hook
        self.parse_float = parse_float or float
        self.parse_int = parse_int or int
        self.parse_constant = parse_constant or _CONSTANTS.__getitem__
        self.strict = strict
        self.object_pairs_hook = object_pairs_hook
        self.parse_string = scanstring
        self.memo = {}
        self.scan_once = make_scanner(self)

    def decode(self, s):
        obj, end = self.raw_decode(s, skip_space(s, 0))
        end = skip_space(s, end)
        if end != len(s):
            raise JSONDecodeError("Extra data", s, end)
        return obj

    def raw_decode(self, s, idx=0):
        try:
            return self.scan_once(s, idx)
        except StopIteration as error:
            raise JSONDecodeError("Expecting value", s, error.value) from None


_CONSTANTS = {"-Infinity": -_INFINITY, "Infinity": _INFINITY, "NaN": float("nan")}
_default_encoder = JSONEncoder()
_default_decoder = JSONDecoder()


def _encoder(cls, skipkeys, ensure_ascii, check_circular, allow_nan, indent, separators, default, sort_keys, kw):
    if (not skipkeys and ensure_ascii and check_circular and allow_nan and cls is None and indent is None and separators is None
            and default is None and not sort_keys and not kw):
        return _default_encoder
    return (cls or JSONEncoder)(skipkeys=skipkeys, ensure_ascii=ensure_ascii, check_circular=check_circular, allow_nan=allow_nan,
                                indent=indent, separators=separators, default=default, sort_keys=sort_keys, **kw)


def dumps(obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None, separators=None,
          default=None, sort_keys=False, **kw):
    return _encoder(cls, skipkeys, ensure_ascii, check_circular, allow_nan, indent, separators, default, sort_keys, kw).encode(obj)


def dump(obj, fp, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None, separators=None,
         default=None, sort_keys=False, **kw):
    encoder = _encoder(cls, skipkeys, ensure_ascii, check_circular, allow_nan, indent, separators, default, sort_keys, kw)
    for chunk in encoder.iterencode(obj):
        fp.write(chunk)


def detect_encoding(b):
    if b.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return "utf-32"
    if b.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if b.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    zeros = [i for i in range(min(4, len(b))) if not b[i]]
    if len(b) >= 4:
        if not b[0]:
            return "utf-16-be" if b[1] else "utf-32-be"
        if not b[1]:
            return "utf-16-le" if b[2] or b[3] else "utf-32-le"
    elif len(b) == 2 and zeros:
        return "utf-16-be" if zeros[0] == 0 else "utf-16-le"
    return "utf-8"


def loads(s, *, cls=None, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, object_pairs_hook=None, **kw):
    if isinstance(s, str):
        if s.startswith("\ufeff"):
            raise JSONDecodeError("Unexpected UTF-8 BOM (decode using utf-8-sig)", s, 0)
    elif isinstance(s, (bytes, bytearray)):
        s = s.decode(detect_encoding(s), "surrogatepass")
    else:
        raise TypeError("the JSON object must be str, bytes or bytearray, not %s" % s.__class__.__name__)
    if (cls is None and object_hook is None and parse_int is None and parse_float is None and parse_constant is None
            and object_pairs_hook is None and not kw):
        return _default_decoder.decode(s)
    for name, hook in (("object_hook", object_hook), ("object_pairs_hook", object_pairs_hook), ("parse_float", parse_float),
                       ("parse_int", parse_int), ("parse_constant", parse_constant)):
        if hook is not None:
            kw[name] = hook
    return (cls or JSONDecoder)(**kw).decode(s)


def load(fp, **options):
    return loads(fp.read(), **options)


JSONDecoder.__module__ = "json.decoder"
JSONEncoder.__module__ = "json.encoder"


def _submodules():
    import sys
    for name, members in (("decoder", ("JSONDecoder", "JSONDecodeError", "scanstring")),
                          ("encoder", ("JSONEncoder", "encode_basestring", "encode_basestring_ascii")), ("scanner", ("make_scanner",))):
        module = type(sys)("json." + name)
        for member in members:
            setattr(module, member, globals()[member])
        globals()[name] = sys.modules["json." + name] = module


_submodules()
"""#
