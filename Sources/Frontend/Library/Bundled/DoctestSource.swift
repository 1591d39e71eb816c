// Holds the first part of the module doctest in Toy: examples, finding them and comparing outputs.

/// The source of the module `doctest`.
let bundledDoctest = doctestExamples + doctestRunning

private let doctestExamples = #"""
import inspect as _inspect
import re as _re
import sys as _sys
import traceback as _traceback
from collections import namedtuple as _namedtuple
from io import StringIO as _StringIO

__all__ = ["register_optionflag", "DONT_ACCEPT_TRUE_FOR_1", "DONT_ACCEPT_BLANKLINE", "NORMALIZE_WHITESPACE", "ELLIPSIS", "SKIP",
           "IGNORE_EXCEPTION_DETAIL", "REPORT_ONLY_FIRST_FAILURE", "FAIL_FAST", "Example", "DocTest", "DocTestParser",
           "DocTestFinder", "DocTestRunner", "OutputChecker", "DocTestFailure", "UnexpectedException", "testmod",
           "run_docstring_examples", "testfile", "DocTestSuite", "DocFileSuite", "set_unittest_reportflags", "REPORT_UDIFF",
           "REPORT_CDIFF", "REPORT_NDIFF", "COMPARISON_FLAGS", "REPORTING_FLAGS", "DebugRunner"]

OPTIONFLAGS_BY_NAME = {}


def register_optionflag(name):
    return OPTIONFLAGS_BY_NAME.setdefault(name, 1 << len(OPTIONFLAGS_BY_NAME))


DONT_ACCEPT_TRUE_FOR_1 = register_optionflag("DONT_ACCEPT_TRUE_FOR_1")
DONT_ACCEPT_BLANKLINE = register_optionflag("DONT_ACCEPT_BLANKLINE")
NORMALIZE_WHITESPACE = register_optionflag("NORMALIZE_WHITESPACE")
ELLIPSIS = register_optionflag("ELLIPSIS")
SKIP = register_optionflag("SKIP")
IGNORE_EXCEPTION_DETAIL = register_optionflag("IGNORE_EXCEPTION_DETAIL")
REPORT_UDIFF = register_optionflag("REPORT_UDIFF")
REPORT_CDIFF = register_optionflag("REPORT_CDIFF")
REPORT_NDIFF = register_optionflag("REPORT_NDIFF")
REPORT_ONLY_FIRST_FAILURE = register_optionflag("REPORT_ONLY_FIRST_FAILURE")
FAIL_FAST = register_optionflag("FAIL_FAST")
COMPARISON_FLAGS = (DONT_ACCEPT_TRUE_FOR_1 | DONT_ACCEPT_BLANKLINE | NORMALIZE_WHITESPACE | ELLIPSIS | SKIP
                    | IGNORE_EXCEPTION_DETAIL)
REPORTING_FLAGS = REPORT_UDIFF | REPORT_CDIFF | REPORT_NDIFF | REPORT_ONLY_FIRST_FAILURE | FAIL_FAST

TestResults = _namedtuple("TestResults", "failed attempted")
BLANKLINE_MARKER = "<BLANKLINE>"
ELLIPSIS_MARKER = "..."


class DocTestFailure(Exception):
    def __init__(self, test, example, got):
        self.test, self.example, self.got = test, example, got

    def __str__(self):
        return str(self.test)


class UnexpectedException(Exception):
    def __init__(self, test, example, exc_info):
        self.test, self.example, self.exc_info = test, example, exc_info

    def __str__(self):
        return str(self.test)


class Example:
    def __init__(self, source, want, exc_msg=None, lineno=0, indent=0, options=None):
        def ended(text):
            return text + "\n" if text is not None and not text.endswith("\n") else text
        self.source = ended(source)
        self.want = ended(want) if want else want
        self.exc_msg = ended(exc_msg)
        self.lineno = lineno
        self.indent = indent
        self.options = {} if options is None else options


class DocTest:
    def __init__(self, examples, globs, name, filename, lineno, docstring):
        self.examples = examples
        self.globs = globs.copy()
        self.name = name
        self.filename = filename
        self.lineno = lineno
        self.docstring = docstring

    def __repr__(self):
        count = len(self.examples)
        shown = "no examples" if count == 0 else "1 example" if count == 1 else "%d examples" % count
        return "<%s %s from %s:%s (%s)>" % (type(self).__name__, self.name, self.filename, self.lineno, shown)

    def __lt__(self, other):
        def key(test):
            return test.name, test.filename or "", test.lineno if test.lineno is not None else -1, id(test)
        return key(self) < key(other) if isinstance(other, DocTest) else NotImplemented


class DocTestParser:
    _option = _re.compile(r"#\s*doctest:\s*([^\n'\"]*)$", _re.MULTILINE)

    def get_doctest(self, string, globs, name, filename, lineno):
        return DocTest(self.get_examples(string, name), globs, name, filename, lineno, string)

    def get_examples(self, string, name="<string>"):
        return [part for part in self.parse(string, name) if isinstance(part, Example)]

    def parse(self, string, name="<string>"):
        lines = string.expandtabs().split("\n")
        indents = [len(line) - len(line.lstrip(" ")) for line in lines if line.strip()]
        margin = min(indents, default=0)
        lines = [line[margin:] for line in lines]
        parts = []
        prose = []
        i = 0
        while i < len(lines):
            line = lines[i]
            body = line.lstrip(" ")
            if not (body == ">>>" or body.startswith(">>> ") or body.startswith(">>>")):
                prose.append(line)
                i += 1
                continue
            parts.append("\n".join(prose))
            prose = []
            start = i
            indent = len(line) - len(body)
            source = [line]
            i += 1
            while i < len(lines) and lines[i].lstrip(" ").startswith("..."):
                if lines[i].lstrip(" ")[3:4] not in ("", " "):
                    break
                source.append(lines[i])
                i += 1
            want = []
            while i < len(lines) and lines[i].strip() and not lines[i].lstrip(" ").startswith(">>>"):
                want.append(lines[i])
                i += 1
            parts.append(self._example(source, want, indent, start, name))
        parts.append("\n".join(prose))
        return parts

    def _example(self, source, want, indent, lineno, name):
        prefix = " " * indent
        for k, line in enumerate(source):
            if len(line) >= indent + 4 and line[indent + 3] != " ":
                raise ValueError("line %r of the docstring for %s lacks blank after %s: %r" % (lineno + k + 1, name, line[indent:indent + 3], line))
            if not line.startswith(prefix):
                raise ValueError("line %r of the docstring for %s has inconsistent leading whitespace: %r" % (lineno + k + 2, name, line))
        for k, line in enumerate(want):
            if not line.startswith(prefix):
                raise ValueError("line %r of the docstring for %s has inconsistent leading whitespace: %r" % (
                    lineno + len(source) + k + 1, name, line))
        text = "\n".join(line[indent + 4:] for line in source)
        if all(not line.strip() or line.lstrip().startswith("#") for line in text.split("\n")):
            return ""
        expected = "\n".join(line[indent:] for line in want)
        return Example(text, expected, self._message(expected), lineno, indent, self._options(text, name, lineno))

    def _message(self, want):
        lines = want.split("\n")
        if not _re.match(r"Traceback \((most recent call last|innermost last)\):\s*$", lines[0]):
            return None
        for k in range(1, len(lines)):
            if lines[k][:1] == "_" or lines[k][:1].isalnum():
                return "\n".join(lines[k:])
        return None

    def _options(self, source, name, lineno):
        options = {}
        for found in self._option.finditer(source):
            for option in found.group(1).replace(",", " ").split():
                if option[0] not in "+-" or option[1:] not in OPTIONFLAGS_BY_NAME:
                    raise ValueError("line %r of the doctest for %s has an invalid option: %r" % (lineno + 1, name, option))
                options[OPTIONFLAGS_BY_NAME[option[1:]]] = option[0] == "+"
        return options


class DocTestFinder:
    def __init__(self, verbose=False, parser=None, recurse=True, exclude_empty=True):
        self._verbose = verbose
        self._parser = DocTestParser() if parser is None else parser
        self._recurse = recurse
        self._exclude_empty = exclude_empty

    def find(self, obj, name=None, module=None, globs=None, extraglobs=None):
        if name is None:
            name = getattr(obj, "__name__", None)
            if name is None:
                raise ValueError("DocTestFinder.find: name must be given when obj.__name__ doesn't exist: %r" % (type(obj),))
        if module is None:
            module = obj if _inspect.ismodule(obj) else _sys.modules.get(getattr(obj, "__module__", None))
        if globs is None:
            globs = {} if not module else module.__dict__.copy()
        else:
            globs = globs.copy()
        globs.update(extraglobs or {})
        globs.setdefault("__name__", "__main__")
        self._filename = getattr(module, "__file__", None)
        self._lines = None
        if self._filename:
            try:
                with open(self._filename, encoding="utf-8") as file:
                    self._lines = file.read().split("\n")
            except OSError:
                pass
        tests = []
        self._visit(tests, obj, name, module or None, globs, set())
        tests.sort()
        return tests

    def _belongs(self, module, obj):
        if module is None:
            return True
        if _inspect.isfunction(obj):
            return module.__dict__ is obj.__globals__
        if isinstance(obj, property):
            return True
        return getattr(obj, "__module__", None) == module.__name__

    def _visit(self, tests, obj, name, module, globs, seen):
        if self._verbose:
            print("Finding tests in %s" % name)
        if id(obj) in seen:
            return
        seen.add(id(obj))
        test = self._test(obj, name, globs)
        if test is not None:
            tests.append(test)
        if not self._recurse:
            return
        if _inspect.ismodule(obj):
            for key, value in list(obj.__dict__.items()):
                if (_inspect.isroutine(_inspect.unwrap(value)) or _inspect.isclass(value)) and self._belongs(module, value):
                    self._visit(tests, value, "%s.%s" % (name, key), module, globs, seen)
            for key, value in getattr(obj, "__test__", {}).items():
                self._visit(tests, value, "%s.__test__.%s" % (name, key), module, globs, seen)
        if _inspect.isclass(obj):
            for key, value in list(obj.__dict__.items()):
                if isinstance(value, (staticmethod, classmethod)):
                    value = value.__func__
                wanted = _inspect.isroutine(value) or _inspect.isclass(value) or isinstance(value, property)
                if wanted and self._belongs(module, value):
                    self._visit(tests, value, "%s.%s" % (name, key), module, globs, seen)

    def _test(self, obj, name, globs):
        if isinstance(obj, str):
            docstring = obj
        else:
            docstring = getattr(obj, "__doc__", None)
            docstring = "" if docstring is None else str(docstring)
        if self._exclude_empty and not docstring:
            return None
        return self._parser.get_doctest(docstring, globs, name, self._filename, self._line(obj, docstring))

    def _line(self, obj, docstring):
        place = None
        if _inspect.ismodule(obj) and docstring:
            place = 0
        if self._lines is None:
            return place
        if _inspect.isclass(obj) and docstring:
            pattern = _re.compile(r"^\s*class\s*%s\b" % _re.escape(getattr(obj, "__name__", "-")))
            for k, line in enumerate(self._lines):
                if pattern.match(line):
                    place = k
                    break
        if _inspect.ismethod(obj):
            obj = obj.__func__
        if _inspect.isfunction(obj) and getattr(obj, "__doc__", None):
            place = _inspect.unwrap(obj).__code__.co_firstlineno - 1
        if place is not None:
            pattern = _re.compile(r"(^|.*:)\s*\w*(\"|')")
            for k in range(place, len(self._lines)):
                if pattern.match(self._lines[k]):
                    return k
        return None


class OutputChecker:
    def check_output(self, want, got, optionflags):
        want, got = (text.encode("ascii", "backslashreplace").decode("ascii") for text in (want, got))
        if got == want:
            return True
        if not optionflags & DONT_ACCEPT_TRUE_FOR_1 and (got, want) in (("True\n", "1\n"), ("False\n", "0\n")):
            return True
        if not optionflags & DONT_ACCEPT_BLANKLINE:
            want = _re.sub(r"(?m)^%s\s*?$" % _re.escape(BLANKLINE_MARKER), "", want)
            got = _re.sub(r"(?m)^[^\S\n]+$", "", got)
            if got == want:
                return True
        if optionflags & NORMALIZE_WHITESPACE:
            got, want = " ".join(got.split()), " ".join(want.split())
            if got == want:
                return True
        return bool(optionflags & ELLIPSIS) and self._matches(want, got)

    def _matches(self, want, got):
        pieces = want.split(ELLIPSIS_MARKER)
        if len(pieces) == 1:
            return want == got
        first, last = pieces[0], pieces[-1]
        if not got.startswith(first) or not got.endswith(last) or len(first) + len(last) > len(got):
            return False
        place, end = len(first), len(got) - len(last)
        for piece in pieces[1:-1]:
            place = got.find(piece, place, end)
            if place < 0:
                return False
            place += len(piece)
        return True

    def output_difference(self, example, got, optionflags):
        want = example.want
        if not optionflags & DONT_ACCEPT_BLANKLINE:
            got = _re.sub("(?m)^[ ]*(?=\n)", BLANKLINE_MARKER, got)
        if want and got:
            return "Expected:\n%sGot:\n%s" % (_indent(want), _indent(got))
        if want:
            return "Expected:\n%sGot nothing\n" % _indent(want)
        if got:
            return "Expected nothing\nGot:\n%s" % _indent(got)
        return "Expected nothing\nGot nothing\n"


def _indent(text, indent=4):
    return _re.sub("(?m)^(?!$)", indent * " ", text)
"""#
