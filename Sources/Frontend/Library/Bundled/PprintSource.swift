// Holds the module pprint in Toy.

/// The source of the module `pprint`.
let bundledPprint = #"""
import re as _re
import sys as _sys
import types as _types

__all__ = ["pprint", "pformat", "isreadable", "isrecursive", "saferepr", "PrettyPrinter", "pp"]


class _Key:
    """Orders what cannot be compared by class and address."""
    __slots__ = ("value",)

    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        try:
            return self.value < other.value
        except TypeError:
            return (str(type(self.value)), id(self.value)) < (str(type(other.value)), id(other.value))


def _pair_key(pair):
    return _Key(pair[0]), _Key(pair[1])


def _recursion(value):
    return "<Recursion on %s with id=%s>" % (type(value).__name__, id(value))


class PrettyPrinter:
    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
        indent, width = int(indent), int(width)
        if indent < 0:
            raise ValueError("indent must be >= 0")
        if depth is not None and depth <= 0:
            raise ValueError("depth must be > 0")
        if not width:
            raise ValueError("width must be != 0")
        self._depth = depth
        self._indent_per_level = indent
        self._width = width
        self._stream = _sys.stdout if stream is None else stream
        self._compact = bool(compact)
        self._sort_dicts = sort_dicts
        self._underscore_numbers = underscore_numbers
        self._readable = True
        self._recursive = False

    def pprint(self, object):
        if self._stream is not None:
            self._format(object, self._stream, 0, 0, {}, 0)
            self._stream.write("\n")

    def pformat(self, object):
        text = _Text()
        self._format(object, text, 0, 0, {}, 0)
        return "".join(text.parts)

    def isrecursive(self, object):
        return self.format(object, {}, 0, 0)[2]

    def isreadable(self, object):
        text, readable, recursive = self.format(object, {}, 0, 0)
        return readable and not recursive

    def format(self, object, context, maxlevels, level):
        """The text of an object on one line, whether it can be read back and whether it holds itself."""
        return self._safe_repr(object, context, maxlevels, level)

    def _repr(self, object, context, level):
        text, readable, recursive = self.format(object, context.copy(), self._depth, level)
        self._readable = self._readable and readable
        self._recursive = self._recursive or recursive
        return text

    def _format(self, object, stream, indent, allowance, context, level):
        key = id(object)
        if key in context:
            stream.write(_recursion(object))
            self._recursive, self._readable = True, False
            return
        text = self._repr(object, context, level)
        if len(text) > self._width - indent - allowance:
            method = self._layout(object)
            if method is not None:
                context[key] = 1
                method(self, object, stream, indent, allowance, context, level + 1)
                del context[key]
                return
        stream.write(text)

    def _layout(self, object):
        """The method that spreads such an object over lines; None for those that are written as they are."""
        shown = type(object).__repr__
        try:
            method = _layouts().get(shown)
        except TypeError:
            return None
        if method is None and hasattr(object, "__dataclass_fields__") and not isinstance(object, type):
            code = getattr(shown, "__code__", None)
            if object.__dataclass_params__.repr and code is not None and "_running" in code.co_names:
                return PrettyPrinter._dataclass
        return method

    def _open(self, stream, text):
        stream.write(text)
        if self._indent_per_level > 1:
            stream.write(" " * (self._indent_per_level - 1))

    def _sorted_items(self, object):
        return sorted(object.items(), key=_pair_key) if self._sort_dicts else list(object.items())

    def _dict(self, object, stream, indent, allowance, context, level):
        self._open(stream, "{")
        self._pairs(self._sorted_items(object), stream, indent, allowance + 1, context, level)
        stream.write("}")

    def _ordered_dict(self, object, stream, indent, allowance, context, level):
        if not len(object):
            return stream.write(repr(object))
        name = type(object).__name__ + "("
        stream.write(name)
        self._format(list(object.items()), stream, indent + len(name), allowance + 1, context, level)
        stream.write(")")

    def _list(self, object, stream, indent, allowance, context, level):
        stream.write("[")
        self._items(object, stream, indent, allowance + 1, context, level)
        stream.write("]")

    def _tuple(self, object, stream, indent, allowance, context, level):
        end = ",)" if len(object) == 1 else ")"
        stream.write("(")
        self._items(object, stream, indent, allowance + len(end), context, level)
        stream.write(end)

    def _set(self, object, stream, indent, allowance, context, level):
        if not len(object):
            return stream.write(repr(object))
        start, end = "{", "}"
        if type(object) is not set:
            start, end = type(object).__name__ + "({", "})"
        stream.write(start)
        self._items(sorted(object, key=_Key), stream, indent + len(start) - 1, allowance + len(end), context, level)
        stream.write(end)

    def _str(self, object, stream, indent, allowance, context, level):
        if not object:
            return stream.write(repr(object))
        if level == 1:
            indent += 1
            allowance += 1
        chunks = list(_string_chunks(object, self._width - indent, allowance))
        text = ("\n" + " " * indent).join(chunks)
        stream.write("(" + text + ")" if level == 1 and len(chunks) > 1 else text)

    def _bytes(self, object, stream, indent, allowance, context, level):
        if len(object) <= 4:
            return stream.write(repr(object))
        parens = level == 1
        if parens:
            indent += 1
            allowance += 1
        text = ("\n" + " " * indent).join(_bytes_chunks(object, self._width - indent, allowance))
        stream.write("(" + text + ")" if parens else text)

    def _bytearray(self, object, stream, indent, allowance, context, level):
        stream.write("bytearray(")
        self._bytes(bytes(object), stream, indent + 10, allowance + 1, context, level + 1)
        stream.write(")")

    def _proxy(self, object, stream, indent, allowance, context, level):
        stream.write("mappingproxy(")
        self._format(object.copy(), stream, indent + 13, allowance + 1, context, level)
        stream.write(")")

    def _namespace(self, object, stream, indent, allowance, context, level):
        name = "namespace" if type(object) is _types.SimpleNamespace else type(object).__name__
        self._fields(name, list(object.__dict__.items()), stream, indent, allowance, context, level)

    def _dataclass(self, object, stream, indent, allowance, context, level):
        from dataclasses import fields
        items = [(field.name, getattr(object, field.name)) for field in fields(object) if field.repr]
        self._fields(type(object).__name__, items, stream, indent, allowance, context, level)

    def _fields(self, name, items, stream, indent, allowance, context, level):
        stream.write(name + "(")
        indent += len(name) + 1
        for number, (key, value) in enumerate(items):
            last = number == len(items) - 1
            stream.write(key + "=")
            if id(value) in context:
                stream.write("...")
            else:
                self._format(value, stream, indent + len(key) + 1, allowance if last else 1, context, level)
            if not last:
                stream.write(",\n" + " " * indent)
        stream.write(")")

    def _default_dict(self, object, stream, indent, allowance, context, level):
        if not len(object):
            return stream.write(repr(object))
        name = type(object).__name__
        indent += len(name) + 1
        stream.write("%s(%s,\n%s" % (name, self._repr(object.default_factory, context, level), " " * indent))
        self._dict(object, stream, indent, allowance + 1, context, level)
        stream.write(")")

    def _counter(self, object, stream, indent, allowance, context, level):
        if not len(object):
            return stream.write(repr(object))
        name = type(object).__name__ + "("
        self._open(stream, name + "{")
        self._pairs(object.most_common(), stream, indent + len(name), allowance + 2, context, level)
        stream.write("})")

    def _chain_map(self, object, stream, indent, allowance, context, level):
        if not len(object.maps):
            return stream.write(repr(object))
        name = type(object).__name__ + "("
        stream.write(name)
        indent += len(name)
        for each in object.maps[:-1]:
            self._format(each, stream, indent, 1, context, level)
            stream.write(",\n" + " " * indent)
        self._format(object.maps[-1], stream, indent, allowance + 1, context, level)
        stream.write(")")

    def _deque(self, object, stream, indent, allowance, context, level):
        if not len(object):
            return stream.write(repr(object))
        name = type(object).__name__ + "("
        stream.write(name + "[")
        indent += len(name)
        if object.maxlen is None:
            self._items(object, stream, indent, allowance + 2, context, level)
            stream.write("])")
        else:
            self._items(object, stream, indent, 2, context, level)
            stream.write("],\n%smaxlen=%s)" % (" " * indent, self._repr(object.maxlen, context, level)))

    def _wrapped(self, object, stream, indent, allowance, context, level):
        self._format(object.data, stream, indent, allowance, context, level - 1)

    def _pairs(self, items, stream, indent, allowance, context, level):
        indent += self._indent_per_level
        for number, (key, value) in enumerate(items):
            last = number == len(items) - 1
            name = self._repr(key, context, level)
            stream.write(name + ": ")
            self._format(value, stream, indent + len(name) + 2, allowance if last else 1, context, level)
            if not last:
                stream.write(",\n" + " " * indent)

    def _items(self, items, stream, indent, allowance, context, level):
        self._open(stream, "")
        indent += self._indent_per_level
        break_line = ",\n" + " " * indent
        room = left = self._width - indent + 1
        delimiter = ""
        items = list(items)
        for number, item in enumerate(items):
            last = number == len(items) - 1
            if last:
                room -= allowance
                left -= allowance
            if self._compact:
                text = self._repr(item, context, level)
                if left < len(text) + 2:
                    left = room
                    if delimiter:
                        delimiter = break_line
                if left >= len(text) + 2:
                    left -= len(text) + 2
                    stream.write(delimiter + text)
                    delimiter = ", "
                    continue
            stream.write(delimiter)
            delimiter = break_line
            self._format(item, stream, indent, allowance if last else 1, context, level)

    def _safe_repr(self, object, context, maxlevels, level):
        kind = type(object)
        if kind in _SCALARS:
            return self._scalar(object), True, False
        shown = getattr(kind, "__repr__", None)
        if shown is int.__repr__:
            return self._scalar(object), True, False
        if shown is dict.__repr__:
            start, end = "{", "}"
        elif shown is list.__repr__:
            start, end = "[", "]"
        elif shown is tuple.__repr__:
            start, end = "(", ",)" if len(object) == 1 else ")"
        else:
            text = repr(object)
            return text, bool(text) and not text.startswith("<"), False
        if not object:
            return start + end, True, False
        key = id(object)
        if maxlevels and level >= maxlevels:
            return start + "..." + end, False, key in context
        if key in context:
            return _recursion(object), False, True
        context[key] = 1
        readable, recursive, texts = True, False, []
        items = self._sorted_items(object) if start == "{" else object
        for item in items:
            parts = []
            for part in item if start == "{" else (item,):
                text, part_readable, part_recursive = self.format(part, context, maxlevels, level + 1)
                parts.append(text)
                readable = readable and part_readable
                recursive = recursive or part_recursive
            texts.append(": ".join(parts))
        del context[key]
        return start + ", ".join(texts) + end, readable, recursive

    def _scalar(self, object):
        if self._underscore_numbers and isinstance(object, int) and type(object).__repr__ is int.__repr__:
            return f"{object:_d}"
        return repr(object)


_SCALARS = frozenset({str, bytes, bytearray, float, complex, bool, type(None)})


class _Text:
    def __init__(self):
        self.parts = []
        self.write = self.parts.append


_known_layouts = None


def _layouts():
    global _known_layouts
    if _known_layouts is None:
        import collections
        p, c = PrettyPrinter, collections
        _known_layouts = {
            dict.__repr__: p._dict, list.__repr__: p._list, tuple.__repr__: p._tuple, set.__repr__: p._set,
            frozenset.__repr__: p._set, str.__repr__: p._str, bytes.__repr__: p._bytes, bytearray.__repr__: p._bytearray,
            _types.MappingProxyType.__repr__: p._proxy, _types.SimpleNamespace.__repr__: p._namespace,
            c.OrderedDict.__repr__: p._ordered_dict, c.defaultdict.__repr__: p._default_dict, c.Counter.__repr__: p._counter,
            c.ChainMap.__repr__: p._chain_map, c.deque.__repr__: p._deque, c.UserDict.__repr__: p._wrapped,
            c.UserList.__repr__: p._wrapped, c.UserString.__repr__: p._wrapped,
        }
    return _known_layouts


def _string_chunks(text, width, allowance):
    """Literals, each fit for a line, that together are the text; lines and then words are kept whole."""
    lines = text.splitlines(True)
    for number, line in enumerate(lines):
        last = number == len(lines) - 1
        if len(repr(line)) <= width - (allowance if last else 0):
            yield repr(line)
            continue
        words = _re.findall(r"\S*\s*", line)[:-1]
        current = ""
        for place, word in enumerate(words):
            room = width - allowance if last and place == len(words) - 1 else width
            if len(repr(current + word)) > room:
                if current:
                    yield repr(current)
                current = word
            else:
                current += word
        if current:
            yield repr(current)


def _bytes_chunks(data, width, allowance):
    current, last = b"", len(data) // 4 * 4
    for start in range(0, len(data), 4):
        part = data[start:start + 4]
        if start == last:
            width -= allowance
        if len(repr(current + part)) > width:
            if current:
                yield repr(current)
            current = part
        else:
            current += part
    if current:
        yield repr(current)


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    PrettyPrinter(indent, width, depth, stream, compact=compact, sort_dicts=sort_dicts, underscore_numbers=underscore_numbers).pprint(object)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    return PrettyPrinter(indent, width, depth, compact=compact, sort_dicts=sort_dicts, underscore_numbers=underscore_numbers).pformat(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[0]


def isreadable(object):
    return PrettyPrinter().isreadable(object)


def isrecursive(object):
    return PrettyPrinter().isrecursive(object)
"""#
