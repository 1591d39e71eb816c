// Holds the module os in Toy.

/// The source of the module `os`.
let bundledOs = #"""
import _os
import sys
from _os import getcwd, getpid, getppid, cpu_count, urandom, remove, rmdir, chdir, rename, listdir as _listdir, putenv
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


class stat_result(tuple):
    _fields = ("st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size", "st_atime", "st_mtime", "st_ctime")

    def __getattr__(self, name):
        if name in self._fields:
            at = self._fields.index(name)
            return self._times[at - 7] if at > 6 else self[at]
        if name in ("st_atime_ns", "st_mtime_ns", "st_ctime_ns"):
            return int(self._times[("st_atime_ns", "st_mtime_ns", "st_ctime_ns").index(name)] * 10**9)
        raise AttributeError("'os.stat_result' object has no attribute %r" % name)

    def __repr__(self):
        return "os.stat_result(%s)" % ", ".join("%s=%r" % pair for pair in zip(self._fields, self))


def stat(path, *, dir_fd=None, follow_symlinks=True):
    values = _os.stat(fspath(path))
    result = stat_result(values[:7] + tuple(map(int, values[7:])))
    result._times = values[7:]
    return result


lstat = stat


class DirEntry:
    def __init__(self, folder, name):
        self.name = name
        self.path = path.join(folder, name)

    def is_dir(self, *, follow_symlinks=True):
        return path.isdir(self.path)

    def is_file(self, *, follow_symlinks=True):
        return path.isfile(self.path)

    def is_symlink(self):
        return path.islink(self.path)

    def stat(self, *, follow_symlinks=True):
        return stat(self.path)

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return "<DirEntry %r>" % self.name


class _Scan:
    def __init__(self, entries):
        self._entries = iter(entries)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._entries)

    def __enter__(self):
        return self

    def __exit__(self, *details):
        pass

    close = __exit__


def scandir(path="."):
    return _Scan([DirEntry(fspath(path), name) for name in listdir(path)])


def removedirs(name):
    rmdir(name)
    head = path.dirname(name)
    while head:
        try:
            rmdir(head)
        except OSError:
            break
        head = path.dirname(head)


def getlogin():
    return environ.get("LOGNAME") or environ.get("USER") or "root"


def access(path, mode):
    return _exists(path)


def _exists(name):
    return path.exists(name)


F_OK, R_OK, W_OK, X_OK = 0, 4, 2, 1


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
