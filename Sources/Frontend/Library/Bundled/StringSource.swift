// Holds the module string in Toy.

/// The source of the module `string`.
let bundledString = #"""
__all__ = ["ascii_letters", "ascii_lowercase", "ascii_uppercase", "capwords", "digits", "hexdigits", "octdigits", "printable",
           "punctuation", "whitespace", "Formatter", "Template"]

whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdef" + "ABCDEF"
octdigits = "01234567"
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    return (sep or " ").join(word.capitalize() for word in s.split(sep))


class Template:
    delimiter = "$"

    def __init__(self, template):
        self.template = template

    def _pieces(self):
        text = self.template
        mark = self.delimiter
        i = 0
        while True:
            j = text.find(mark, i)
            if j < 0:
                yield text[i:], None, None
                return
            yield text[i:j], None, None
            k = j + len(mark)
            if text.startswith(mark, k):
                yield mark, None, None
                i = k + len(mark)
                continue
            braced = text.startswith("{", k)
            start = k + braced
            end = start
            while end < len(text) and text[end].isascii() and (text[end].isalpha() or text[end] == "_" or (end > start and text[end].isdigit())):
                end += 1
            if end == start or (braced and not text.startswith("}", end)):
                yield None, None, j
                i = k
            else:
                i = end + braced
                yield text[j:i], text[start:end], j

    def _invalid(self, place):
        before = self.template[:place].splitlines(keepends=True)
        if before:
            line, column = len(before), place - len("".join(before[:-1]))
        else:
            line, column = 1, 1
        raise ValueError("Invalid placeholder in string: line %d, col %d" % (line, column if not before else column + 1))

    def substitute(self, mapping={}, /, **kws):
        values = {**mapping, **kws} if isinstance(mapping, dict) else mapping
        result = []
        for text, name, place in self._pieces():
            if name is not None:
                result.append(str(values[name]))
            elif text is None:
                self._invalid(place)
            else:
                result.append(text)
        return "".join(result)

    def safe_substitute(self, mapping={}, /, **kws):
        values = {**mapping, **kws} if isinstance(mapping, dict) else mapping
        result = []
        for text, name, place in self._pieces():
            if name is not None:
                try:
                    result.append(str(values[name]))
                except KeyError:
                    result.append(text)
            else:
                result.append(self.delimiter if text is None else text)
        return "".join(result)


class Formatter:
    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        return format_string.format(*args, **kwargs)

    def format_field(self, value, format_spec):
        return format(value, format_spec)
"""#
