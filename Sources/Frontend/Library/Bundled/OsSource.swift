// Holds the module os in Toy.

/// The source of the module `os`.
let bundledOs = #"""
import _os
import sys
from _os import getcwd, getpid, cpu_count, urandom, remove, rmdir, chdir, rename, listdir as _listdir, putenv
from _os import exit as _exit

name = "posix"
sep = "/"
altsep = None
extsep = "."
linesep = "\n"
pathsep = ":"
curdir = "."
pardir = ".."
devnull = "/dev/null"
error = OSError
unlink = remove
replace = rename


class _Environ(dict):
    def __setitem__(self, key, value):
        if not isinstance(key, str) or not isinstance(value, str):
            raise TypeError("str expected, not %s" % type(key if not isinstance(key, str) else value).__name__)
        putenv(key, value)
        dict.__setitem__(self, key, value)

    def copy(self):
        return dict(self)


environ = _Environ(_os.environ)


def getenv(key, default=None):
    return environ.get(key, default)


def listdir(path="."):
    return _listdir(path)


def mkdir(path, mode=0o777, *, dir_fd=None):
    _os.mkdir(path)


def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    try:
        method = type(path).__fspath__
    except AttributeError:
        raise TypeError("expected str, bytes or os.PathLike object, not " + type(path).__name__) from None
    return method(path)


def makedirs(name, mode=0o777, exist_ok=False):
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    if head and tail and not path.exists(head):
        makedirs(head, exist_ok=exist_ok)
    try:
        mkdir(name, mode)
    except OSError:
        if not exist_ok or not path.isdir(name):
            raise


class PathLike:
    def __fspath__(self):
        raise NotImplementedError


def walk(top, topdown=True, onerror=None, followlinks=False):
    dirs, files = [], []
    for entry in listdir(top):
        (dirs if path.isdir(path.join(top, entry)) else files).append(entry)
    if topdown:
        yield top, dirs, files
    for entry in dirs:
        yield from walk(path.join(top, entry), topdown)
    if not topdown:
        yield top, dirs, files


def get_terminal_size(fallback=(80, 24)):
    return (80, 24)


def system(command):
    raise NotImplementedError("os.system")


import posixpath as path
sys.modules["os.path"] = path
"""#
