// Holds the module tempfile in Toy.

/// The source of the module `tempfile`.
let bundledTempfile = #"""
import io as _io
import os as _os
import shutil as _shutil
from random import Random as _Random

__all__ = [
    "NamedTemporaryFile", "TemporaryFile", "SpooledTemporaryFile", "TemporaryDirectory", "mkstemp", "mkdtemp", "mktemp", "TMP_MAX",
    "gettempprefix", "tempdir", "gettempdir",
]

TMP_MAX = 10000
tempdir = None
_characters = "abcdefghijklmnopqrstuvwxyz0123456789_"
_random = None


def gettempprefix():
    return "tmp"


def gettempdir():
    global tempdir
    if tempdir is None:
        for folder in (_os.environ.get("TMPDIR"), _os.environ.get("TEMP"), _os.environ.get("TMP"), "/tmp", "/var/tmp", "."):
            if folder and _os.path.isdir(folder):
                tempdir = _os.path.abspath(folder)
                break
    return tempdir


def _fresh(suffix, prefix, dir):
    global _random
    if _random is None:
        _random = _Random(int.from_bytes(_os.urandom(8), "big"))
    dir = gettempdir() if dir is None else _os.fspath(dir)
    for _ in range(TMP_MAX):
        name = "".join(_random.choice(_characters) for _ in range(8))
        path = _os.path.join(dir, ("tmp" if prefix is None else prefix) + name + (suffix or ""))
        if not _os.path.exists(path):
            return path
    raise FileExistsError("No usable temporary file name found")


def mktemp(suffix="", prefix="tmp", dir=None):
    return _fresh(suffix, prefix, dir)


def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    path = _fresh(suffix, prefix, dir)
    return _os.open(path, _os.O_RDWR | _os.O_CREAT | _os.O_EXCL, 0o600), path


def mkdtemp(suffix=None, prefix=None, dir=None):
    path = _fresh(suffix, prefix, dir)
    _os.mkdir(path)
    return path


class _TemporaryFile:
    def __init__(self, path, mode, delete, **options):
        self.name, self.delete = path, delete
        self.file = open(path, mode, **options)

    def __getattr__(self, name):
        return getattr(self.file, name)

    def __iter__(self):
        return iter(self.file)

    def __enter__(self):
        self.file.__enter__()
        return self

    def __exit__(self, *details):
        self.close()

    def close(self):
        if not self.file.closed:
            self.file.close()
            if self.delete:
                _os.remove(self.name)


def NamedTemporaryFile(
    mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, delete=True, *, errors=None
):
    return _TemporaryFile(_fresh(suffix, prefix, dir), mode, delete, buffering=buffering, encoding=encoding, newline=newline, errors=errors)


def TemporaryFile(mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, *, errors=None):
    return _TemporaryFile(_fresh(suffix, prefix, dir), mode, True, buffering=buffering, encoding=encoding, newline=newline, errors=errors)


def SpooledTemporaryFile(max_size=0, mode="w+b", **options):
    return _io.BytesIO() if "b" in mode else _io.StringIO()


class TemporaryDirectory:
    def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False):
        self.name = mkdtemp(suffix, prefix, dir)

    def __repr__(self):
        return "<TemporaryDirectory %r>" % self.name

    def __enter__(self):
        return self.name

    def __exit__(self, *details):
        self.cleanup()

    def cleanup(self):
        if _os.path.exists(self.name):
            _shutil.rmtree(self.name)
"""#
