// Holds the module traceback in Toy.

/// The source of the module `traceback`.
let bundledTraceback = #"""
import sys
from _traceback import format_lines as _format_lines, format_entries as _format_entries, format_summary as _format_summary, entries as _entries


class FrameSummary:
    def __init__(self, filename, lineno, name, line=None):
        self.filename, self.lineno, self.name, self.line = filename, lineno, name, line

    def __iter__(self):
        return iter((self.filename, self.lineno, self.name, self.line))

    def __getitem__(self, i):
        return (self.filename, self.lineno, self.name, self.line)[i]

    def __repr__(self):
        return "<FrameSummary file %s, line %d in %s>" % (self.filename, self.lineno, self.name)


def _exception(exc, value):
    return exc if isinstance(exc, BaseException) else value


def format_exception(exc, value=None, tb=None, limit=None, chain=True):
    return _format_lines(_exception(exc, value))


def format_exception_only(exc, value=None):
    return _format_summary(_exception(exc, value))


def print_exception(exc, value=None, tb=None, limit=None, file=None, chain=True):
    (file or sys.stderr).write("".join(format_exception(exc, value)))


def format_exc(limit=None, chain=True):
    exc = sys.exc_info()[1]
    return "NoneType: None\n" if exc is None else "".join(format_exception(exc))


def print_exc(limit=None, file=None, chain=True):
    (file or sys.stderr).write(format_exc())


def format_tb(tb, limit=None):
    return _format_entries(tb)


def print_tb(tb, limit=None, file=None):
    (file or sys.stderr).write("".join(format_tb(tb)))


def extract_tb(tb, limit=None):
    return [FrameSummary(*entry) for entry in _entries(tb)]


def extract_stack(f=None, limit=None):
    return []


def format_stack(f=None, limit=None):
    return []


def print_stack(f=None, limit=None, file=None):
    pass


def walk_tb(tb):
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


class TracebackException:
    def __init__(self, exc_type, exc_value, exc_traceback, **options):
        self.exc_type = exc_type
        self._exc = exc_value
        self.stack = extract_tb(exc_traceback)

    @classmethod
    def from_exception(cls, exc, **options):
        return cls(type(exc), exc, exc.__traceback__)

    def format(self, chain=True):
        yield from format_exception(self._exc)

    def format_exception_only(self):
        yield from format_exception_only(self._exc)
"""#
