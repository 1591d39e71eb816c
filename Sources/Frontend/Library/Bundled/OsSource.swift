// Holds the module os in Toy.

/// The source of the module `os`.
let bundledOs = #"""
import _os
import sys
from _os import getcwd, getpid, getppid, cpu_count, urandom, remove, rmdir, chdir, rename, listdir as _listdir, putenv
from _os import exit as _exit
from _os import close, read, write, lseek, pipe, fsync, fchdir, isatty, dup, link, symlink, readlink, truncate, umask, strerror, kill
from _os import getuid, geteuid, getgid, getegid, waitpid, chmod as _chmod
from _os import O_RDONLY, O_WRONLY, O_RDWR, O_CREAT, O_EXCL, O_TRUNC, O_APPEND, O_NONBLOCK, O_CLOEXEC, WNOHANG

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

    def __delitem__(self, key):
        dict.__delitem__(self, key)
        unsetenv(key)

    def pop(self, key, *default):
        value = dict.pop(self, key, *default)
        unsetenv(key)
        return value

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


def access(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True):
    return _os.access(path, mode)


def chmod(path, mode, *, dir_fd=None, follow_symlinks=True):
    _chmod(path, mode)


def open(path, flags, mode=0o777, *, dir_fd=None):
    return _os.open(path, flags, mode)


def fdopen(fd, mode="r", buffering=-1, encoding=None, *args, **kwargs):
    if not isinstance(fd, int):
        raise TypeError("invalid fd type (%s, expected integer)" % type(fd))
    import io
    return io.open(fd, mode, buffering, encoding, *args, **kwargs)


def unsetenv(key):
    _os.unsetenv(key)


def fsencode(filename):
    filename = fspath(filename)
    return filename.encode("utf-8", "surrogateescape") if isinstance(filename, str) else filename


def fsdecode(filename):
    filename = fspath(filename)
    return filename.decode("utf-8", "surrogateescape") if isinstance(filename, bytes) else filename


class uname_result(tuple):
    sysname = property(lambda self: self[0])
    nodename = property(lambda self: self[1])
    release = property(lambda self: self[2])
    version = property(lambda self: self[3])
    machine = property(lambda self: self[4])

    def __repr__(self):
        return "posix.uname_result(sysname=%r, nodename=%r, release=%r, version=%r, machine=%r)" % tuple(self)


def uname():
    return uname_result(_os.uname())


class terminal_size(tuple):
    columns = property(lambda self: self[0])
    lines = property(lambda self: self[1])

    def __repr__(self):
        return "os.terminal_size(columns=%r, lines=%r)" % tuple(self)


def waitstatus_to_exitcode(status):
    return -(status & 127) if status & 127 else status >> 8


WIFEXITED = lambda status: not status & 127
WEXITSTATUS = lambda status: status >> 8 & 255
WIFSIGNALED = lambda status: 0 < status & 127 < 127
WTERMSIG = lambda status: status & 127
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
EX_OK, EX_USAGE, EX_DATAERR, EX_NOINPUT, EX_SOFTWARE = 0, 64, 65, 66, 70


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
    return terminal_size((80, 24))


def system(command):
    return waitpid(_os.spawn(["/bin/sh", "-c", fspath(command)], None, None, (0, 1, 2)), 0)[1]


def popen(cmd, mode="r", buffering=-1):
    if not isinstance(cmd, str):
        raise TypeError("invalid cmd type (%s, expected string)" % type(cmd))
    if mode not in ("r", "w"):
        raise ValueError("invalid mode %r" % mode)
    import subprocess
    if mode == "r":
        process = subprocess.Popen(cmd, shell=True, text=True, stdout=subprocess.PIPE)
        return _Pipe(process.stdout, process)
    process = subprocess.Popen(cmd, shell=True, text=True, stdin=subprocess.PIPE)
    return _Pipe(process.stdin, process)


class _Pipe:
    def __init__(self, stream, process):
        self._stream, self._process = stream, process

    def close(self):
        self._stream.close()
        return self._process.wait() << 8 or None

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.close()

    def __getattr__(self, name):
        return getattr(self._stream, name)

    def __iter__(self):
        return iter(self._stream)


import posixpath as path
sys.modules["os.path"] = path
"""#
