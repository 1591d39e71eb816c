// Holds the module warnings in Toy.

/// The source of the module `warnings`.
let bundledWarnings = #"""
import sys

filters = []
_shown = set()


def showwarning(message, category, filename, lineno, file=None, line=None):
    (file or sys.stderr).write("%s:%d: %s: %s\n" % (filename, lineno, category.__name__, message))


def formatwarning(message, category, filename, lineno, line=None):
    return "%s:%d: %s: %s\n" % (filename, lineno, category.__name__, message)


_recorders = []


class WarningMessage:
    def __init__(self, message, category, filename, lineno):
        self.message, self.category, self.filename, self.lineno = message, category, filename, lineno


def warn(message, category=None, stacklevel=1, source=None):
    if isinstance(message, Warning):
        category = type(message)
    else:
        category = category or UserWarning
        message = category(message)
    frame = sys._getframe(1)
    filename, lineno = frame.f_code.co_filename, frame.f_lineno
    for action, kind in filters:
        if issubclass(category, kind):
            if action == "ignore":
                return
            if action == "error":
                raise message
            break
    if _recorders:
        _recorders[-1].append(WarningMessage(message, category, filename, lineno))
        return
    if issubclass(category, (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning)) and not filters:
        return
    key = (str(message), category, filename, lineno)
    if key not in _shown:
        _shown.add(key)
        showwarning(message, category, filename, lineno)


def simplefilter(action, category=Warning, lineno=0, append=False):
    filters.insert(len(filters) if append else 0, (action, category))


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    simplefilter(action, category, lineno, append)


def resetwarnings():
    filters.clear()


class catch_warnings:
    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record

    def __enter__(self):
        self._saved = list(filters)
        if self._record:
            _recorders.append([])
            return _recorders[-1]

    def __exit__(self, *details):
        filters[:] = self._saved
        if self._record:
            _recorders.pop()
"""#
