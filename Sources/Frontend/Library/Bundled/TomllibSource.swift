// Holds the module tomllib in Toy.

/// The source of the module `tomllib`.
let bundledTomllib = #"""
import datetime as _datetime
import re as _re

__all__ = ("loads", "load", "TOMLDecodeError")

_NUMBER = _re.compile(r"0x[0-9A-Fa-f](?:_?[0-9A-Fa-f])*|0b[01](?:_?[01])*|0o[0-7](?:_?[0-7])*"
                      r"|([+-]?(?:0|[1-9](?:_?[0-9])*))((?:\.[0-9](?:_?[0-9])*)?(?:[eE][+-]?[0-9](?:_?[0-9])*)?)")
_TIME = r"([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9])(?:\.([0-9]{1,6})[0-9]*)?"
_LOCAL_TIME = _re.compile(_TIME)
_DATE_TIME = _re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(?:[Tt ]" + _TIME
                         + r"(?:(Z)|([+-])([01][0-9]|2[0-3]):([0-5][0-9]))?)?", _re.IGNORECASE)
_BARE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")
_CONTROLS = frozenset(map(chr, [*range(32), 127]))
_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "\\": "\\"}


class TOMLDecodeError(ValueError):
    """The text is not TOML."""


class _Reader:
    def __init__(self, text, parse_float):
        self.text = text.replace("\r\n", "\n")
        self.at = 0
        self.parse_float = parse_float
        self.data = {}
        # Tables that a header has made, those of inline values, arrays of tables, and tables that only dotted keys made.
        self.closed = set()
        self.inline = set()
        self.arrays = set()
        self.dotted = set()

    def fail(self, message, at=None):
        at = self.at if at is None else at
        if at >= len(self.text):
            place = "end of document"
        else:
            line = self.text.count("\n", 0, at) + 1
            column = at - self.text.rfind("\n", 0, at)
            place = "line %d, column %d" % (line, column)
        return TOMLDecodeError("%s (at %s)" % (message, place))

    def peek(self):
        return self.text[self.at:self.at + 1]

    def skip(self, characters):
        while self.peek() and self.peek() in characters:
            self.at += 1

    def skip_comment(self):
        if self.peek() != "#":
            return
        end = self.text.find("\n", self.at)
        end = len(self.text) if end < 0 else end
        for i in range(self.at + 1, end):
            if self.text[i] in _CONTROLS and self.text[i] != "\t":
                raise self.fail("Found invalid character %r" % self.text[i], i)
        self.at = end

    def skip_lines(self):
        while True:
            start = self.at
            self.skip(" \t\n")
            self.skip_comment()
            if self.at == start:
                return

    def run(self):
        table = self.data
        while True:
            self.skip(" \t")
            if not self.peek():
                return self.data
            if self.peek() == "\n":
                self.at += 1
                continue
            if self.peek() == "[":
                table = self.array_header() if self.text.startswith("[[", self.at) else self.table_header()
            elif self.peek() != "#":
                if self.peek() not in _BARE and self.peek() not in "\"'":
                    raise self.fail("Invalid statement")
                self.pair(table)
            self.skip(" \t")
            self.skip_comment()
            if self.peek() and self.peek() != "\n":
                raise self.fail("Expected newline or end of document after a statement")

    def descend(self, table, key, is_header):
        for part in key:
            inner = table.setdefault(part, {})
            if isinstance(inner, list) and is_header and id(inner) in self.arrays:
                inner = inner[-1]
            if not isinstance(inner, dict):
                raise self.fail("Cannot overwrite a value")
            if id(inner) in self.inline or id(inner) in self.closed and not is_header:
                raise self.fail("Cannot mutate immutable namespace %r" % (key,))
            table = inner
        return table

    def table_header(self):
        self.at += 1
        key = self.key()
        if self.peek() != "]":
            raise self.fail("Expected ']' at the end of a table declaration")
        parent = self.descend(self.data, key[:-1], True)
        found = parent.get(key[-1])
        if key[-1] in parent and (not isinstance(found, dict) or id(found) in self.closed or id(found) in self.dotted):
            raise self.fail("Cannot declare %r twice" % (key,) if isinstance(found, dict) else "Cannot overwrite a value")
        table = parent.setdefault(key[-1], {})
        self.closed.add(id(table))
        self.at += 1
        return table

    def array_header(self):
        self.at += 2
        key = self.key()
        if not self.text.startswith("]]", self.at):
            raise self.fail("Expected ']]' at the end of an array declaration")
        parent = self.descend(self.data, key[:-1], True)
        array = parent.setdefault(key[-1], [])
        if array and id(array) not in self.arrays or not isinstance(array, list):
            raise self.fail("Cannot mutate immutable namespace %r" % (key,))
        self.arrays.add(id(array))
        array.append({})
        self.closed.add(id(array[-1]))
        self.at += 2
        return array[-1]

    def pair(self, table):
        key = self.key()
        if self.peek() != "=":
            raise self.fail("Expected '=' after a key in a key/value pair")
        self.at += 1
        self.skip(" \t")
        value = self.value()
        for part in key[:-1]:
            is_new = part not in table
            table = self.descend(table, (part,), False)
            if is_new:
                self.dotted.add(id(table))
        if key[-1] in table:
            raise self.fail("Cannot overwrite a value")
        table[key[-1]] = value

    def key(self):
        parts = []
        while True:
            self.skip(" \t")
            character = self.peek()
            if character and character in "\"'":
                parts.append(self.basic() if character == '"' else self.literal())
            else:
                start = self.at
                self.skip(_BARE)
                if self.at == start:
                    raise self.fail("Invalid initial character for a key part")
                parts.append(self.text[start:self.at])
            self.skip(" \t")
            if self.peek() != ".":
                return tuple(parts)
            self.at += 1

    def basic(self):
        self.at += 1
        parts = []
        while True:
            character = self.peek()
            if not character:
                raise self.fail("Unterminated string")
            self.at += 1
            if character == '"':
                return "".join(parts)
            if character == "\\":
                parts.append(self.escape())
            elif character in _CONTROLS and character != "\t":
                raise self.fail("Illegal character %r" % character, self.at - 1)
            else:
                parts.append(character)

    def escape(self):
        character = self.peek()
        self.at += 1
        if character in _ESCAPES and character:
            return _ESCAPES[character]
        if character and character in "uU":
            count = 4 if character == "u" else 8
            digits = self.text[self.at:self.at + count]
            if len(digits) != count or not all(d in "0123456789abcdefABCDEF" for d in digits):
                raise self.fail("Invalid hex value")
            self.at += count
            number = int(digits, 16)
            if number > 0x10FFFF or 0xD800 <= number <= 0xDFFF:
                raise self.fail("Escaped character is not a Unicode scalar value")
            return chr(number)
        raise self.fail("Unescaped '\\' in a string")

    def literal(self):
        end = self.text.find("'", self.at + 1)
        line = self.text.find("\n", self.at)
        if end < 0 or 0 <= line < end:
            raise self.fail("Expected \"'\"", len(self.text) if line < 0 else line)
        value = self.text[self.at + 1:end]
        for i, character in enumerate(value):
            if character in _CONTROLS and character != "\t":
                raise self.fail("Found invalid character %r" % character, self.at + 1 + i)
        self.at = end + 1
        return value

    def multiline(self, quote):
        self.at += 3
        if self.peek() == "\n":
            self.at += 1
        parts = []
        while True:
            if not self.peek():
                raise self.fail("Unterminated string" if quote == '"' else "Expected \"'''\"")
            if self.text.startswith(quote * 3, self.at):
                self.at += 3
                for _ in range(2):
                    if self.peek() == quote:
                        parts.append(quote)
                        self.at += 1
                return "".join(parts)
            character = self.peek()
            self.at += 1
            if character == "\\" and quote == '"':
                rest = self.at
                self.skip(" \t")
                if self.peek() == "\n":
                    self.skip(" \t\n")
                else:
                    self.at = rest
                    parts.append(self.escape())
            elif character in _CONTROLS and character not in "\t\n":
                raise self.fail("Illegal character %r" % character, self.at - 1)
            else:
                parts.append(character)

    def value(self):
        character = self.peek()
        for quote in "\"'":
            if self.text.startswith(quote * 3, self.at):
                return self.multiline(quote)
        if character == '"':
            return self.basic()
        if character == "'":
            return self.literal()
        for word, value in (("true", True), ("false", False)):
            if self.text.startswith(word, self.at):
                self.at += len(word)
                return value
        if character == "[":
            return self.array()
        if character == "{":
            return self.inline_table()
        return self.scalar()

    def array(self):
        self.at += 1
        items = []
        self.skip_lines()
        while self.peek() != "]":
            items.append(self.value())
            self.skip_lines()
            if self.peek() == ",":
                self.at += 1
                self.skip_lines()
            elif self.peek() != "]":
                raise self.fail("Unclosed array")
        self.at += 1
        return items

    def inline_table(self):
        self.at += 1
        table = {}
        self.skip(" \t")
        if self.peek() != "}":
            while True:
                self.pair(table)
                self.skip(" \t")
                if self.peek() == "}":
                    break
                if self.peek() != ",":
                    raise self.fail("Unclosed inline table")
                self.at += 1
                self.skip(" \t")
        self.at += 1
        self.close(table)
        return table

    def close(self, table):
        self.closed.add(id(table))
        self.inline.add(id(table))
        for value in table.values():
            if isinstance(value, dict):
                self.close(value)

    def scalar(self):
        match = _DATE_TIME.match(self.text, self.at)
        if match:
            try:
                value = self.moment(match)
            except ValueError:
                raise self.fail("Invalid date or datetime") from None
            self.at = match.end()
            return value
        match = _LOCAL_TIME.match(self.text, self.at)
        if match:
            self.at = match.end()
            hour, minute, second, fraction = match.groups()
            return _datetime.time(int(hour), int(minute), int(second), int(fraction.ljust(6, "0")) if fraction else 0)
        match = _NUMBER.match(self.text, self.at)
        if match:
            self.at = match.end()
            return self.parse_float(match.group()) if match[2] else int(match.group(), 0)
        for length in (3, 4):
            word = self.text[self.at:self.at + length]
            if word in ("inf", "nan", "-inf", "+inf", "-nan", "+nan"):
                self.at += length
                return self.parse_float(word)
        raise self.fail("Invalid value")

    def moment(self, match):
        year, month, day, hour, minute, second, fraction, zulu, sign, away, minutes = match.groups()
        date = int(year), int(month), int(day)
        if hour is None:
            return _datetime.date(*date)
        zone = None
        if sign:
            distance = _datetime.timedelta(hours=int(away), minutes=int(minutes))
            zone = _datetime.timezone(distance if sign == "+" else -distance)
        elif zulu:
            zone = _datetime.timezone.utc
        return _datetime.datetime(*date, int(hour), int(minute), int(second), int(fraction.ljust(6, "0")) if fraction else 0, tzinfo=zone)


def _checked(parse_float):
    def read(text):
        value = parse_float(text)
        if isinstance(value, (dict, list)):
            raise ValueError("parse_float must not return dicts or lists")
        return value
    return float if parse_float is float else read


def loads(s, /, *, parse_float=float):
    if not isinstance(s, str):
        raise AttributeError("'%s' object has no attribute 'replace'" % type(s).__name__)
    return _Reader(s, _checked(parse_float)).run()


def load(fp, /, *, parse_float=float):
    data = fp.read()
    if isinstance(data, str):
        raise TypeError("File must be opened in binary mode, e.g. use `open('foo.toml', 'rb')`")
    return loads(data.decode(), parse_float=parse_float)
"""#
