// Holds the module ast in Toy.

/// The source of the module `ast`.
let bundledAst = #"""
__all__ = ["literal_eval"]

_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "\\": "\\", "'": "'", '"': '"', "a": "\a", "b": "\b", "f": "\f", "v": "\v", "\n": ""}


class _Reader:
    def __init__(self, text):
        self.text, self.at = text, 0

    def fail(self):
        line = self.text.split("\n")[0]
        try:
            compile(self.text, "<unknown>", "eval")
        except SyntaxError as error:
            raise error from None
        raise ValueError("malformed node or string: %r" % self.text) from None

    def space(self):
        text, n = self.text, len(self.text)
        while self.at < n:
            c = text[self.at]
            if c in " \t\n\r\f":
                self.at += 1
            elif c == "#":
                while self.at < n and text[self.at] != "\n":
                    self.at += 1
            else:
                break

    def peek(self):
        self.space()
        return self.text[self.at:self.at + 1]

    def take(self, c):
        if self.peek() == c:
            self.at += 1
            return True
        return False

    def items(self, close):
        found = []
        comma = False
        while not self.take(close):
            if found and not comma:
                self.fail()
            found.append(self.value())
            comma = self.take(",")
        return found, comma

    def value(self):
        left = self.term()
        while True:
            c = self.peek()
            if c not in ("+", "-") or not c:
                return left
            if isinstance(left, bool) or not isinstance(left, (int, float)):
                self.fail()
            self.at += 1
            right = self.atom()
            if not isinstance(right, complex):
                self.fail()
            left = left + right if c == "+" else left - right

    def term(self):
        c = self.peek()
        if c and c in "+-":
            self.at += 1
            value = self.atom()
            if isinstance(value, bool) or not isinstance(value, (int, float, complex)):
                self.fail()
            return -value if c == "-" else value
        return self.atom()

    def atom(self):
        c = self.peek()
        if not c:
            self.fail()
        if c == "[":
            self.at += 1
            return self.items("]")[0]
        if c == "(":
            self.at += 1
            found, comma = self.items(")")
            return found[0] if len(found) == 1 and not comma else tuple(found)
        if c == "{":
            self.at += 1
            return self.braces()
        if c.isdigit() or c == "." and self.text[self.at + 1:self.at + 2].isdigit():
            return self.number()
        start = self.at
        while self.at < len(self.text) and (self.text[self.at].isalnum() or self.text[self.at] == "_"):
            self.at += 1
        word = self.text[start:self.at]
        c = self.text[self.at:self.at + 1]
        if c and c in "'\"" and word.lower() in ("", "r", "b", "u", "rb", "br"):
            value = self.string(word.lower())
            while True:
                mark = self.at
                self.space()
                begin = self.at
                while self.at < len(self.text) and self.text[self.at].isalpha():
                    self.at += 1
                prefix = self.text[begin:self.at].lower()
                if self.text[self.at:self.at + 1] in ("'", '"') and self.at < len(self.text) and prefix in ("", "r", "b", "u", "rb", "br"):
                    value += self.string(prefix)
                else:
                    self.at = mark
                    return value
        known = {"None": None, "True": True, "False": False}
        if word in known:
            return known[word]
        if word == "set":
            if self.take("(") and self.take(")"):
                return set()
        self.fail()

    def braces(self):
        if self.take("}"):
            return {}
        first = self.value()
        if self.take(":"):
            result = {first: self.value()}
            while self.take(","):
                if self.peek() == "}":
                    break
                key = self.value()
                if not self.take(":"):
                    self.fail()
                result[key] = self.value()
            if not self.take("}"):
                self.fail()
            return result
        if self.take(","):
            return {first, *self.items("}")[0]}
        if not self.take("}"):
            self.fail()
        return {first}

    def number(self):
        start = self.at
        text = self.text
        low = text[start:start + 2].lower()
        if low in ("0x", "0o", "0b"):
            self.at += 2
            while self.at < len(text) and (text[self.at].isalnum() or text[self.at] == "_"):
                self.at += 1
        else:
            while self.at < len(text):
                c = text[self.at]
                if c.isalnum() or c in "._" or c in "+-" and text[self.at - 1] in "eE":
                    self.at += 1
                else:
                    break
        word = text[start:self.at]
        try:
            if low in ("0x", "0o", "0b"):
                return int(word, 0)
            if word[-1] in "jJ":
                return complex(0, float(word[:-1]))
            if "." in word or "e" in word or "E" in word:
                return float(word)
            return int(word, 0)
        except ValueError:
            self.fail()

    def string(self, prefix):
        text = self.text
        quote = text[self.at]
        if text.startswith(quote * 3, self.at):
            quote *= 3
        self.at += len(quote)
        start = self.at
        while True:
            if self.at >= len(text) or len(quote) == 1 and text[self.at] == "\n":
                self.fail()
            if text[self.at] == "\\":
                self.at += 2
            elif text.startswith(quote, self.at):
                break
            else:
                self.at += 1
        literal = prefix + quote + text[start:self.at] + quote
        self.at += len(quote)
        return eval(literal)


def literal_eval(node_or_string):
    if not isinstance(node_or_string, str):
        raise ValueError("malformed node or string: %r" % (node_or_string,))
    reader = _Reader(node_or_string.lstrip(" \t"))
    found = [reader.value()]
    comma = False
    while reader.take(","):
        comma = True
        if not reader.peek():
            break
        found.append(reader.value())
    if reader.peek():
        reader.fail()
    return tuple(found) if comma else found[0]
"""#
