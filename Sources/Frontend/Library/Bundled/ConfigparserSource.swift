// Holds the module configparser in Toy.

/// The source of the module `configparser`, up to its second part.
let bundledConfigparser = #"""
from collections.abc import MutableMapping
import re
import sys

__all__ = ["NoSectionError", "DuplicateOptionError", "DuplicateSectionError", "NoOptionError", "InterpolationError", "InterpolationDepthError",
           "InterpolationMissingOptionError", "InterpolationSyntaxError", "ParsingError", "MissingSectionHeaderError", "ConfigParser",
           "SafeConfigParser", "RawConfigParser", "Interpolation", "BasicInterpolation", "ExtendedInterpolation", "SectionProxy",
           "ConverterMapping", "DEFAULTSECT", "MAX_INTERPOLATION_DEPTH"]

DEFAULTSECT = "DEFAULT"
MAX_INTERPOLATION_DEPTH = 10
_missing = object()


class Error(Exception):
    def __init__(self, msg=""):
        self.message = msg
        Exception.__init__(self, msg)

    def __repr__(self):
        return self.message

    __str__ = __repr__


class NoSectionError(Error):
    def __init__(self, section):
        Error.__init__(self, "No section: %r" % (section,))
        self.section = section
        self.args = (section,)


class DuplicateSectionError(Error):
    def __init__(self, section, source=None, lineno=None):
        text = "section %r already exists" % section
        if source is not None:
            place = "While reading from %r" % source + ("" if lineno is None else " [line {0:2d}]".format(lineno))
            text = place + ": " + text
        else:
            text = "Section" + text[7:]
        Error.__init__(self, text)
        self.section, self.source, self.lineno = section, source, lineno
        self.args = (section, source, lineno)


class DuplicateOptionError(Error):
    def __init__(self, section, option, source=None, lineno=None):
        text = "option %r in section %r already exists" % (option, section)
        if source is not None:
            place = "While reading from %r" % source + ("" if lineno is None else " [line {0:2d}]".format(lineno))
            text = place + ": " + text
        else:
            text = "Option" + text[6:]
        Error.__init__(self, text)
        self.section, self.option, self.source, self.lineno = section, option, source, lineno
        self.args = (section, option, source, lineno)


class NoOptionError(Error):
    def __init__(self, option, section):
        Error.__init__(self, "No option %r in section: %r" % (option, section))
        self.option, self.section = option, section
        self.args = (option, section)


class InterpolationError(Error):
    def __init__(self, option, section, msg):
        Error.__init__(self, msg)
        self.option, self.section = option, section
        self.args = (option, section, msg)


class InterpolationMissingOptionError(InterpolationError):
    def __init__(self, option, section, rawval, reference):
        InterpolationError.__init__(self, option, section, (
            "Bad value substitution: option {!r} in section {!r} contains an interpolation key {!r} which is not a valid option name. "
            "Raw value: {!r}").format(option, section, reference, rawval))
        self.reference = reference
        self.args = (option, section, rawval, reference)


class InterpolationSyntaxError(InterpolationError):
    pass


class InterpolationDepthError(InterpolationError):
    def __init__(self, option, section, rawval):
        InterpolationError.__init__(self, option, section, (
            "Recursion limit exceeded in value substitution: option {!r} in section {!r} contains an interpolation key which cannot be "
            "substituted in {} steps. Raw value: {!r}").format(option, section, MAX_INTERPOLATION_DEPTH, rawval))
        self.args = (option, section, rawval)


class ParsingError(Error):
    def __init__(self, source=None, filename=None):
        Error.__init__(self, "Source contains parsing errors: %r" % source)
        self.source = source
        self.errors = []
        self.args = (source,)

    def append(self, lineno, line):
        self.errors.append((lineno, line))
        self.message += "\n\t[line %2d]: %s" % (lineno, line)


class MissingSectionHeaderError(ParsingError):
    def __init__(self, filename, lineno, line):
        Error.__init__(self, "File contains no section headers.\nfile: %r, line: %d\n%r" % (filename, lineno, line))
        self.source, self.lineno, self.line = filename, lineno, line
        self.args = (filename, lineno, line)


class Interpolation:
    def before_get(self, parser, section, option, value, defaults):
        return value

    def before_set(self, parser, section, option, value):
        return value

    def before_read(self, parser, section, option, value):
        return value

    def before_write(self, parser, section, option, value):
        return value


class _MarkedInterpolation(Interpolation):
    # A mark is doubled to stand for itself, or begins a reference.

    def before_get(self, parser, section, option, value, defaults):
        return self._expand(parser, option, value, section, defaults, 1)

    def before_set(self, parser, section, option, value):
        if self._mark in self._reference.sub("", value.replace(self._mark * 2, "")):
            raise ValueError("invalid interpolation syntax in %r at position %d" % (value, value.find(self._mark)))
        return value

    def _expand(self, parser, option, rest, section, variables, depth):
        raw = parser.get(section, option, raw=True, fallback=rest)
        if depth > MAX_INTERPOLATION_DEPTH:
            raise InterpolationDepthError(option, section, raw)
        parts = []
        mark = self._mark
        while rest:
            before, found, rest = rest.partition(mark)
            parts.append(before)
            if not found:
                break
            if rest[:1] == mark:
                parts.append(mark)
                rest = rest[1:]
            elif rest[:1] == self._bracket:
                match = self._reference.match(mark + rest)
                if match is None:
                    raise InterpolationSyntaxError(option, section, "bad interpolation variable reference %r" % (mark + rest))
                rest = rest[match.end() - 1:]
                parts.append(self._replaced(parser, option, section, variables, depth, raw, match.group(1), rest))
            else:
                raise InterpolationSyntaxError(option, section, "'%s' must be followed by '%s' or '%s', found: %r" % (mark, mark, self._bracket, mark + rest))
        return "".join(parts)


class BasicInterpolation(_MarkedInterpolation):
    _mark, _bracket = "%", "("
    _reference = re.compile(r"%\(([^)]+)\)s")

    def _replaced(self, parser, option, section, variables, depth, raw, reference, rest):
        name = parser.optionxform(reference)
        try:
            value = variables[name]
        except KeyError:
            raise InterpolationMissingOptionError(option, section, raw, name) from None
        return self._expand(parser, option, value, section, variables, depth + 1) if "%" in value else value


class ExtendedInterpolation(_MarkedInterpolation):
    _mark, _bracket = "$", "{"
    _reference = re.compile(r"\$\{([^}]+)\}")

    def _replaced(self, parser, option, section, variables, depth, raw, reference, rest):
        path = reference.split(":")
        where, name = section, option
        try:
            if len(path) == 1:
                name = parser.optionxform(path[0])
                value = variables[name]
            elif len(path) == 2:
                where, name = path[0], parser.optionxform(path[1])
                value = parser.get(where, name, raw=True)
            else:
                raise InterpolationSyntaxError(option, section, "More than one ':' found: %r" % (rest,))
        except (KeyError, NoSectionError, NoOptionError):
            raise InterpolationMissingOptionError(option, section, raw, reference) from None
        if "$" in value:
            value = self._expand(parser, name, value, where, dict(parser.items(where, raw=True)), depth + 1)
        return value


"""#
