// Holds the module traceback in Toy.

/// The source of the module `traceback`.
let bundledTraceback = #"""
import sys
from _traceback import format_lines as _format_lines, format_entry as _format_entry, format_summary as _format_summary, entries as _entries

__all__ = ["extract_stack", "extract_tb", "format_exception", "format_exception_only", "format_list", "format_stack", "format_tb", "print_exc",
           "format_exc", "print_exception", "print_last", "print_stack", "print_tb", "clear_frames", "FrameSummary", "StackSummary",
           "TracebackException", "walk_stack", "walk_tb"]

_missing = object()


class FrameSummary:
    __slots__ = ("filename", "lineno", "end_lineno", "colno", "end_colno", "name", "_line", "locals")

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None, end_lineno=None, colno=None, end_colno=None):
        self.filename, self.lineno, self.name, self._line = filename, lineno, name, line
        self.end_lineno, self.colno, self.end_colno = end_lineno, colno, end_colno
        self.locals = None if locals is None else {key: repr(value) for key, value in locals.items()}

    @property
    def line(self):
        if self._line is None and self.lineno is not None:
            import linecache
            self._line = linecache.getline(self.filename, self.lineno).strip()
        return self._line

    @property
    def _original_line(self):
        import linecache
        return linecache.getline(self.filename, self.lineno)

    def _parts(self):
        return self.filename, self.lineno, self.name, self.line

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return (self.filename, self.lineno, self.name, self.locals) == (other.filename, other.lineno, other.name, other.locals)
        if isinstance(other, tuple):
            return self._parts() == other
        return NotImplemented

    def __iter__(self):
        return iter(self._parts())

    def __getitem__(self, i):
        return self._parts()[i]

    def __len__(self):
        return 4

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"


def _limited(items, limit):
    limit = _bound(limit)
    if limit is None:
        return items
    return items[:limit] if limit >= 0 else items[limit:]


class StackSummary(list):
    @classmethod
    def extract(cls, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        frames = [FrameSummary(f.f_code.co_filename, line, f.f_code.co_name, locals=f.f_locals if capture_locals else None)
                  for f, line in frame_gen]
        return cls(_limited(frames, limit))

    @classmethod
    def from_list(cls, a_list):
        result = cls()
        for frame in a_list:
            if not isinstance(frame, FrameSummary):
                filename, lineno, name, line = frame
                frame = FrameSummary(filename, lineno, name, line=line)
            result.append(frame)
        return result

    def format_frame_summary(self, frame_summary):
        frame = frame_summary
        if frame.colno is not None and frame.end_colno is not None and frame.colno >= 0:
            text = _format_entry(frame.filename, frame.name, frame.lineno, frame.end_lineno, frame.colno, frame.end_colno)
        else:
            text = '  File "{}", line {}, in {}\n'.format(frame.filename, frame.lineno, frame.name)
            if frame.line:
                text += "    {}\n".format(frame.line.strip())
        if frame_summary.locals:
            for name, value in sorted(frame_summary.locals.items()):
                text += "    {name} = {value}\n".format(name=name, value=value)
        return text

    def format(self):
        result = []
        last, count = None, 0

        def more():
            if count > 3:
                rest = count - 3
                result.append(f'  [Previous line repeated {rest} more time{"s" if rest > 1 else ""}]\n')
        for frame in self:
            text = self.format_frame_summary(frame)
            if text is None:
                continue
            place = frame.filename, frame.lineno, frame.name
            if place != last:
                more()
                last, count = place, 0
            count += 1
            if count <= 3:
                result.append(text)
        more()
        return result


def _parse(exc, value, tb):
    if (value is _missing) != (tb is _missing):
        raise ValueError("Both or neither of value and tb must be given")
    if value is not _missing:
        return value, tb
    if exc is None:
        return None, None
    if isinstance(exc, BaseException):
        return exc, exc.__traceback__
    raise TypeError(f"Exception expected for value, {type(exc).__name__} found")


def _bound(limit):
    if limit is None:
        limit = getattr(sys, "tracebacklimit", None)
        if limit is not None and limit < 0:
            limit = 0
    return limit


def format_exception(exc, /, value=_missing, tb=_missing, limit=None, chain=True):
    value, tb = _parse(exc, value, tb)
    if value is None:
        return ["NoneType: None\n"]
    return _format_lines(value, tb, chain, _bound(limit))


def format_exception_only(exc, /, value=_missing):
    value = exc if value is _missing else value
    return ["NoneType: None\n"] if value is None else _format_summary(value)


def print_exception(exc, /, value=_missing, tb=_missing, limit=None, file=None, chain=True):
    print("".join(format_exception(exc, value, tb, limit, chain)), file=sys.stderr if file is None else file, end="")


def format_exc(limit=None, chain=True):
    return "".join(format_exception(*sys.exc_info(), limit=limit, chain=chain))


def print_exc(limit=None, file=None, chain=True):
    print_exception(*sys.exc_info(), limit=limit, file=file, chain=chain)


def print_last(limit=None, file=None, chain=True):
    if not hasattr(sys, "last_type"):
        raise ValueError("no last exception")
    print_exception(sys.last_type, sys.last_value, sys.last_traceback, limit, file, chain)


def format_list(extracted_list):
    return StackSummary.from_list(extracted_list).format()


def print_list(extracted_list, file=None):
    for item in format_list(extracted_list):
        print(item, file=sys.stderr if file is None else file, end="")


def format_tb(tb, limit=None):
    return extract_tb(tb, limit).format()


def print_tb(tb, limit=None, file=None):
    print("".join(format_tb(tb, limit)), file=sys.stderr if file is None else file, end="")


def extract_tb(tb, limit=None):
    return StackSummary(_limited([
        FrameSummary(filename, line, name, line=text, end_lineno=end_line, colno=column, end_colno=end_column)
        for filename, line, name, text, end_line, column, end_column in _entries(tb)], limit))


def walk_stack(f):
    if f is None:
        f = sys._getframe(2)
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def walk_tb(tb):
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def extract_stack(f=None, limit=None):
    frame = sys._getframe(1) if f is None else f
    return StackSummary(_limited(StackSummary.extract(walk_stack(frame))[::-1], None if limit is None else -limit))


def format_stack(f=None, limit=None):
    return format_list(extract_stack(sys._getframe(1) if f is None else f, limit))


def print_stack(f=None, limit=None, file=None):
    print_list(extract_stack(sys._getframe(1) if f is None else f, limit), file)


def clear_frames(tb):
    while tb is not None:
        try:
            tb.tb_frame.clear()
        except (RuntimeError, AttributeError):
            pass
        tb = tb.tb_next


class TracebackException:
    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True, capture_locals=False, compact=False, **options):
        self.exc_type = exc_type
        self._exc = exc_value
        self._tb = exc_traceback
        self._limit = limit
        self._str = str(exc_value)
        self.stack = extract_tb(exc_traceback, limit)
        self.__notes__ = getattr(exc_value, "__notes__", None)
        self.__suppress_context__ = getattr(exc_value, "__suppress_context__", False)
        cause, context = getattr(exc_value, "__cause__", None), getattr(exc_value, "__context__", None)
        self.__cause__ = None if cause is None else TracebackException.from_exception(cause, limit=limit)
        self.__context__ = None if context is None else TracebackException.from_exception(context, limit=limit)
        if isinstance(exc_value, SyntaxError):
            for name in ("filename", "lineno", "offset", "text", "msg", "end_lineno", "end_offset"):
                setattr(self, name, getattr(exc_value, name, None))

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    def __eq__(self, other):
        if isinstance(other, TracebackException):
            return self.exc_type == other.exc_type and self._str == other._str and self.stack == other.stack
        return NotImplemented

    def __str__(self):
        return self._str

    def format(self, *, chain=True):
        yield from _format_lines(self._exc, self._tb, chain, _bound(self._limit))

    def format_exception_only(self):
        yield from _format_summary(self._exc)

    def print(self, *, file=None, chain=True):
        for line in self.format(chain=chain):
            print(line, file=sys.stderr if file is None else file, end="")
"""#
