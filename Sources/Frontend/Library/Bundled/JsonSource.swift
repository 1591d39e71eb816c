// Holds the module json in Toy.

/// The source of the module `json`.
let bundledJson = #"""
__all__ = ["dump", "dumps", "load", "loads", "JSONDecoder", "JSONDecodeError", "JSONEncoder"]

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_UNESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
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


def _quote(s, ensure_ascii):
    if s.isascii() and s.isprintable() and '"' not in s and "\\" not in s:
        return '"' + s + '"'
    result = []
    for c in s:
        escape = _ESCAPES.get(c)
        if escape is not None:
            result.append(escape)
        elif c < " " or (ensure_ascii and c > "~"):
            code = ord(c)
            if code >= 0x10000:
                code -= 0x10000
                result.append("\\u%04x\\u%04x" % (0xD800 | code >> 10, 0xDC00 | code & 0x3FF))
            else:
                result.append("\\u%04x" % code)
        else:
            result.append(c)
    return '"' + "".join(result) + '"'


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
            return _quote(o, self.ensure_ascii)
        result = []
        self._write(o, result.append, 0, {})
        return "".join(result)

    def iterencode(self, o, _one_shot=False):
        result = []
        self._write(o, result.append, 0, {})
        return iter(result)

    def _float(self, o):
        if o != o:
            text = "NaN"
        elif o == _INFINITY:
            text = "Infinity"
        elif o == -_INFINITY:
            text = "-Infinity"
        else:
            return float.__repr__(o)
        if not self.allow_nan:
            raise ValueError("Out of range float values are not JSON compliant: " + repr(o))
        return text

    def _write(self, o, put, level, seen):
        if isinstance(o, str):
            put(_quote(o, self.ensure_ascii))
        elif o is None:
            put("null")
        elif o is True:
            put("true")
        elif o is False:
            put("false")
        elif isinstance(o, int):
            put(int.__repr__(o))
        elif isinstance(o, float):
            put(self._float(o))
        elif isinstance(o, (list, tuple)):
            self._write_list(o, put, level, seen)
        elif isinstance(o, dict):
            self._write_dict(o, put, level, seen)
        else:
            self._enter(o, seen)
            self._write(self.default(o), put, level, seen)
            seen.pop(id(o), None)

    def _enter(self, o, seen):
        if self.check_circular:
            if id(o) in seen:
                raise ValueError("Circular reference detected")
            seen[id(o)] = o

    def _newline(self, level):
        if self.indent is None:
            return ""
        return "\n" + (self.indent if isinstance(self.indent, str) else " " * self.indent) * level

    def _write_list(self, o, put, level, seen):
        if not o:
            put("[]")
            return
        self._enter(o, seen)
        put("[")
        newline = self._newline(level + 1)
        separator = newline
        for item in o:
            put(separator)
            separator = self.item_separator + newline
            self._write(item, put, level + 1, seen)
        put(self._newline(level) + "]")
        seen.pop(id(o), None)

    def _write_dict(self, o, put, level, seen):
        if not o:
            put("{}")
            return
        self._enter(o, seen)
        put("{")
        newline = self._newline(level + 1)
        separator = newline
        for key, value in sorted(o.items()) if self.sort_keys else o.items():
            if isinstance(key, str):
                pass
            elif key is True:
                key = "true"
            elif key is False:
                key = "false"
            elif key is None:
                key = "null"
            elif isinstance(key, int):
                key = int.__repr__(key)
            elif isinstance(key, float):
                key = self._float(key)
            elif self.skipkeys:
                continue
            else:
                raise TypeError("keys must be str, int, float, bool or None, not %s" % key.__class__.__name__)
            put(separator)
            separator = self.item_separator + newline
            put(_quote(key, self.ensure_ascii))
            put(self.key_separator)
            self._write(value, put, level + 1, seen)
        put(self._newline(level) + "}")
        seen.pop(id(o), None)


class JSONDecoder:
    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True, object_pairs_hook=None):
        self.object_hook = object_hook
        self.parse_float = parse_float or float
        self.parse_int = parse_int or int
        self.parse_constant = parse_constant or {"-Infinity": -_INFINITY, "Infinity": _INFINITY, "NaN": float("nan")}.__getitem__
        self.strict = strict
        self.object_pairs_hook = object_pairs_hook

    def decode(self, s):
        value, end = self.raw_decode(s, _skip(s, 0))
        end = _skip(s, end)
        if end != len(s):
            raise JSONDecodeError("Extra data", s, end)
        return value

    def raw_decode(self, s, idx=0):
        return self._value(s, idx)

    def _value(self, s, i):
        c = s[i:i + 1]
        if c == '"':
            return self._string(s, i + 1)
        if c == "{":
            return self._object(s, i + 1)
        if c == "[":
            return self._array(s, i + 1)
        if c == "n" and s.startswith("null", i):
            return None, i + 4
        if c == "t" and s.startswith("true", i):
            return True, i + 4
        if c == "f" and s.startswith("false", i):
            return False, i + 5
        end = i
        n = len(s)
        if c == "-":
            end += 1
        start = end
        while end < n and "0" <= s[end] <= "9":
            end += 1
            if end == start + 1 and s[start] == "0":
                break
        if end > start:
            is_float = False
            if s[end:end + 1] == "." and "0" <= s[end + 1:end + 2] <= "9":
                is_float = True
                end += 2
                while end < n and "0" <= s[end] <= "9":
                    end += 1
            if s[end:end + 1] in ("e", "E"):
                mark = end + 1
                if s[mark:mark + 1] in ("+", "-"):
                    mark += 1
                stop = mark
                while stop < n and "0" <= s[stop] <= "9":
                    stop += 1
                if stop > mark:
                    is_float, end = True, stop
            return (self.parse_float if is_float else self.parse_int)(s[i:end]), end
        for word in ("NaN", "Infinity", "-Infinity"):
            if s.startswith(word, i):
                return self.parse_constant(word), i + len(word)
        raise JSONDecodeError("Expecting value", s, i)

    def _string(self, s, i):
        begin = i - 1
        parts = []
        while True:
            quote = s.find('"', i)
            if quote < 0:
                raise JSONDecodeError("Unterminated string starting at", s, begin)
            slash = s.find("\\", i, quote)
            stop = quote if slash < 0 else slash
            piece = s[i:stop]
            if self.strict and not piece.isprintable():
                for k, c in enumerate(piece):
                    if c < " ":
                        raise JSONDecodeError("Invalid control character at", s, i + k)
            parts.append(piece)
            if slash < 0:
                return "".join(parts), quote + 1
            c = s[slash + 1:slash + 2]
            if c != "u":
                if c not in _UNESCAPES or not c:
                    raise JSONDecodeError("Invalid \\escape", s, slash)
                parts.append(_UNESCAPES[c])
                i = slash + 2
                continue
            code = _hex(s, slash + 2)
            i = slash + 6
            if 0xD800 <= code <= 0xDBFF and s[i:i + 2] == "\\u":
                low = _hex(s, i + 2)
                if 0xDC00 <= low <= 0xDFFF:
                    code = 0x10000 + ((code - 0xD800) << 10 | (low - 0xDC00))
                    i += 6
            parts.append(chr(code))

    def _array(self, s, i):
        values = []
        i = _skip(s, i)
        if s[i:i + 1] == "]":
            return values, i + 1
        while True:
            value, i = self._value(s, i)
            values.append(value)
            i = _skip(s, i)
            c = s[i:i + 1]
            if c == "]":
                return values, i + 1
            if c != ",":
                raise JSONDecodeError("Expecting ',' delimiter", s, i)
            i = _skip(s, i + 1)

    def _object(self, s, i):
        pairs = []
        i = _skip(s, i)
        if s[i:i + 1] == "}":
            i += 1
        else:
            while True:
                if s[i:i + 1] != '"':
                    raise JSONDecodeError("Expecting property name enclosed in double quotes", s, i)
                key, i = self._string(s, i + 1)
                i = _skip(s, i)
                if s[i:i + 1] != ":":
                    raise JSONDecodeError("Expecting ':' delimiter", s, i)
                value, i = self._value(s, _skip(s, i + 1))
                pairs.append((key, value))
                i = _skip(s, i)
                c = s[i:i + 1]
                i += 1
                if c == "}":
                    break
                if c != ",":
                    raise JSONDecodeError("Expecting ',' delimiter", s, i - 1)
                i = _skip(s, i)
        if self.object_pairs_hook is not None:
            return self.object_pairs_hook(pairs), i
        result = dict(pairs)
        return (self.object_hook(result) if self.object_hook is not None else result), i


def _skip(s, i):
    n = len(s)
    while i < n and s[i] in " \t\n\r":
        i += 1
    return i


def _hex(s, i):
    text = s[i:i + 4]
    if len(text) == 4 and all(c in "0123456789abcdefABCDEF" for c in text):
        return int(text, 16)
    raise JSONDecodeError("Invalid \\uXXXX escape", s, i - 1)


def dumps(obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None, separators=None,
          default=None, sort_keys=False, **kw):
    return (cls or JSONEncoder)(skipkeys=skipkeys, ensure_ascii=ensure_ascii, check_circular=check_circular, allow_nan=allow_nan,
                                indent=indent, separators=separators, default=default, sort_keys=sort_keys, **kw).encode(obj)


def dump(obj, fp, **options):
    fp.write(dumps(obj, **options))


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
    return (cls or JSONDecoder)(object_hook=object_hook, parse_float=parse_float, parse_int=parse_int, parse_constant=parse_constant,
                                object_pairs_hook=object_pairs_hook, **kw).decode(s)


def load(fp, **options):
    return loads(fp.read(), **options)


JSONDecoder.__module__ = "json.decoder"
JSONEncoder.__module__ = "json.encoder"


def _submodules():
    import sys
    for name, members in (("decoder", ("JSONDecoder", "JSONDecodeError")), ("encoder", ("JSONEncoder",)), ("scanner", ())):
        module = type(sys)("json." + name)
        for member in members:
            setattr(module, member, globals()[member])
        globals()[name] = sys.modules["json." + name] = module


_submodules()
"""#
