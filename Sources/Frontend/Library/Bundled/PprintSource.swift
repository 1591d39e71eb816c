// Holds the module pprint in Toy.

/// The source of the module `pprint`.
let bundledPprint = #"""
import sys as _sys

__all__ = ["pprint", "pformat", "isreadable", "isrecursive", "saferepr", "PrettyPrinter", "pp"]


def _key(value):
    return (str(type(value)), id(value))


def _sorted(items):
    try:
        return sorted(items)
    except TypeError:
        return sorted(items, key=lambda item: _key(item[0] if isinstance(item, tuple) else item))


class PrettyPrinter:
    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
        self._indent = indent
        self._width = width
        self._depth = depth
        self._stream = stream
        self._compact = compact
        self._sort = sort_dicts

    def pprint(self, obj):
        (self._stream or _sys.stdout).write(self.pformat(obj) + "\n")

    def pformat(self, obj):
        parts = []
        self._format(obj, parts, 0, 0, 1, ())
        return "".join(parts)

    def _repr(self, obj, level=1):
        if type(obj) is dict:
            if not obj:
                return "{}"
            if self._depth and level > self._depth:
                return "{...}"
            items = _sorted(obj.items()) if self._sort else obj.items()
            return "{%s}" % ", ".join("%s: %s" % (self._repr(k, level + 1), self._repr(v, level + 1)) for k, v in items)
        if type(obj) in (list, tuple):
            if self._depth and level > self._depth and obj:
                return "[...]" if type(obj) is list else "(...)"
            body = ", ".join(self._repr(v, level + 1) for v in obj)
            if type(obj) is list:
                return "[%s]" % body
            return "(%s,)" % body if len(obj) == 1 else "(%s)" % body
        return repr(obj)

    def _format(self, obj, put, indent, allowance, level, context):
        text = self._repr(obj, level)
        if len(text) <= self._width - indent - allowance or (self._depth and level > self._depth):
            put.append(text)
            return
        kind = type(obj)
        if kind is dict and obj:
            put.append("{" + " " * (self._indent - 1))
            items = list(_sorted(obj.items()) if self._sort else obj.items())
            inner = indent + self._indent
            for i, (key, value) in enumerate(items):
                name = self._repr(key, level + 1)
                put.append(name + ": ")
                last = i == len(items) - 1
                self._format(value, put, inner + len(name) + 2, allowance + 1 if last else 1, level + 1, context)
                if not last:
                    put.append(",\n" + " " * inner)
            put.append("}")
        elif kind in (list, tuple, set, frozenset) and obj:
            open_, close = {list: ("[", "]"), tuple: ("(", ")"), set: ("{", "}"), frozenset: ("frozenset({", "})")}[kind]
            items = _sorted(obj) if kind in (set, frozenset) else list(obj)
            if kind is tuple and len(items) == 1:
                close = ",)"
            put.append(open_ + " " * (self._indent - 1))
            inner = indent + len(open_) - 1 + self._indent
            used = inner
            for i, value in enumerate(items):
                last = i == len(items) - 1
                if self._compact and i:
                    text = self._repr(value, level + 1)
                    if used + len(text) + 2 <= self._width - (allowance + len(close) if last else 1):
                        put.append(", " + text)
                        used += len(text) + 2
                        continue
                if i:
                    put.append(",\n" + " " * inner)
                    used = inner
                self._format(value, put, inner, allowance + len(close) if last else 1, level + 1, context)
                used += len(self._repr(value, level + 1))
            put.append(close)
        elif kind is str and " " in obj and len(text) > self._width - indent - allowance:
            self._string(obj, put, indent, allowance, level)
        else:
            put.append(text)

    def _string(self, obj, put, indent, allowance, level):
        pieces = []
        lines = obj.splitlines(True)
        if level == 1:
            indent += 1
            allowance += 1
        room = self._width - indent
        for i, line in enumerate(lines):
            limit = room - allowance if i == len(lines) - 1 else room
            text = repr(line)
            if len(text) <= limit:
                pieces.append(text)
                continue
            words, current = [], ""
            for word in line.split(" "):
                words.append(word + " ")
            words[-1] = words[-1][:-1]
            for j, word in enumerate(w for w in words if w):
                candidate = current + word
                if len(repr(candidate)) > (limit if j == len(words) - 1 else room) and current:
                    pieces.append(repr(current))
                    current = word
                else:
                    current = candidate
            if current:
                pieces.append(repr(current))
        if len(pieces) == 1:
            put.append(pieces[0])
            return
        body = ("\n" + " " * indent).join(pieces)
        put.append("(" + body + ")" if level == 1 else body)


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    PrettyPrinter(indent, width, depth, stream, compact=compact, sort_dicts=sort_dicts).pprint(object)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    return PrettyPrinter(indent, width, depth, compact=compact, sort_dicts=sort_dicts).pformat(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    return PrettyPrinter()._repr(object)


def isreadable(object):
    return True


def isrecursive(object):
    return False
"""#
