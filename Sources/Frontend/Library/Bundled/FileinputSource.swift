// Holds the module fileinput in Toy.

/// The source of the module `fileinput`.
let bundledFileinput = #"""
import sys

__all__ = ["input", "close", "nextfile", "filename", "lineno", "filelineno", "fileno", "isfirstline", "isstdin", "FileInput"]

_state = None


def input(files=None, inplace=False, backup="", *, mode="r", openhook=None, encoding=None, errors=None):
    global _state
    if _state and _state._file:
        raise RuntimeError("input() already active")
    _state = FileInput(files, inplace, backup, mode=mode, openhook=openhook, encoding=encoding, errors=errors)
    return _state


def _active():
    if not _state:
        raise RuntimeError("no active input()")
    return _state


def close():
    global _state
    state, _state = _state, None
    if state:
        state.close()


def nextfile():
    return _active().nextfile()


def filename():
    return _active().filename()


def lineno():
    return _active().lineno()


def filelineno():
    return _active().filelineno()


def fileno():
    return _active().fileno()


def isfirstline():
    return _active().isfirstline()


def isstdin():
    return _active().isstdin()


class FileInput:
    def __init__(self, files=None, inplace=False, backup="", *, mode="r", openhook=None, encoding=None, errors=None):
        if inplace:
            raise NotImplementedError("fileinput in place")
        if isinstance(files, str) or hasattr(files, "__fspath__"):
            files = (files,)
        elif files is None:
            files = sys.argv[1:]
        if mode not in ("r", "rb"):
            raise ValueError("FileInput opening mode must be 'r' or 'rb'")
        self._files = tuple(files) or ("-",)
        self._mode, self._openhook, self._encoding, self._errors = mode, openhook, encoding, errors
        self._file = self._filename = None
        self._isstdin = False
        self._start = self._count = 0

    def close(self):
        self.nextfile()
        self._files = ()

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def _open(self):
        self._filename, self._files = self._files[0], self._files[1:]
        self._start = self._start + self._count
        self._count = 0
        self._isstdin = self._filename == "-"
        if self._isstdin:
            self._filename = "<stdin>"
            self._file = sys.stdin.buffer if "b" in self._mode else sys.stdin
        elif self._openhook:
            self._file = self._openhook(self._filename, self._mode)
        else:
            self._file = open(self._filename, self._mode, encoding=self._encoding, errors=self._errors)

    def readline(self):
        while True:
            if not self._file:
                if not self._files:
                    return b"" if "b" in self._mode else ""
                self._open()
            line = self._file.readline()
            if line:
                self._count += 1
                return line
            self.nextfile()

    def nextfile(self):
        file, self._file = self._file, None
        if file and not self._isstdin:
            file.close()
        self._isstdin = False

    def filename(self):
        return self._filename

    def lineno(self):
        return self._start + self._count

    def filelineno(self):
        return self._count

    def fileno(self):
        return self._file.fileno() if self._file else -1

    def isfirstline(self):
        return self._count == 1

    def isstdin(self):
        return self._isstdin
"""#
