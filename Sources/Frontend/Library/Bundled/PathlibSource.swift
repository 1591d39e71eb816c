// Holds the module pathlib in Toy.

/// The source of the module `pathlib`.
let bundledPathlib = #"""
import fnmatch as _fnmatch
import os
import sys as _sys

__all__ = ["PurePath", "PurePosixPath", "PureWindowsPath", "Path", "PosixPath", "WindowsPath"]


class _Parents:
    def __init__(self, path):
        self._path = path
        parts = path._tail
        self._count = len(parts)

    def __len__(self):
        return self._count

    def __getitem__(self, index):
        if isinstance(index, slice):
            return tuple(self[i] for i in range(*index.indices(len(self))))
        if index >= len(self) or index < -len(self):
            raise IndexError(index)
        if index < 0:
            index += len(self)
        return self._path._make(self._path._root, self._path._tail[:self._count - index - 1])

    def __repr__(self):
        return "<%s.parents>" % type(self._path).__name__


class PurePath:
    _root, _tail = "", []

    def __new__(cls, *args):
        if cls is PurePath:
            cls = PurePosixPath
        elif cls is Path:
            cls = PosixPath
        return object.__new__(cls)

    def __init__(self, *args):
        root, tail = "", []
        for arg in args:
            text = arg if isinstance(arg, str) else None
            if text is None:
                if isinstance(arg, PurePath):
                    text = str(arg)
                else:
                    text = os.fspath(arg) if hasattr(type(arg), "__fspath__") else None
                    if not isinstance(text, str):
                        raise TypeError("expected str, bytes or os.PathLike object, not %s" % type(arg).__name__)
            if text.startswith("/"):
                root = "//" if text.startswith("//") and not text.startswith("///") else "/"
                tail = []
            tail += [part for part in text.split("/") if part and part != "."]
        self._root, self._tail = root, tail

    def _make(self, root, tail):
        made = object.__new__(type(self))
        made._root, made._tail = root, list(tail)
        return made

    def __str__(self):
        return self._root + "/".join(self._tail) or "."

    __fspath__ = as_posix = __str__

    def __bytes__(self):
        return str(self).encode()

    def __repr__(self):
        return "%s(%r)" % (type(self).__name__, str(self))

    def as_uri(self):
        if not self.is_absolute():
            raise ValueError("relative path can't be expressed as a file URI")
        return "file://" + str(self)

    def __eq__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return (self._root, self._tail) == (other._root, other._tail)

    def __hash__(self):
        return hash((self._root, tuple(self._tail)))

    def __lt__(self, other):
        return self.parts < other.parts if isinstance(other, PurePath) else NotImplemented

    def __le__(self, other):
        return self.parts <= other.parts if isinstance(other, PurePath) else NotImplemented

    def __gt__(self, other):
        return self.parts > other.parts if isinstance(other, PurePath) else NotImplemented

    def __ge__(self, other):
        return self.parts >= other.parts if isinstance(other, PurePath) else NotImplemented

    def __truediv__(self, other):
        try:
            return self.joinpath(other)
        except TypeError:
            return NotImplemented

    def __rtruediv__(self, other):
        try:
            return type(self)(other, self)
        except TypeError:
            return NotImplemented

    def joinpath(self, *others):
        return type(self)(self, *others)

    drive = ""

    @property
    def root(self):
        return self._root

    anchor = root

    @property
    def parts(self):
        return ((self._root,) if self._root else ()) + tuple(self._tail)

    @property
    def name(self):
        return self._tail[-1] if self._tail else ""

    @property
    def suffix(self):
        at = self.name.rfind(".")
        return self.name[at:] if 0 < at < len(self.name) - 1 else ""

    @property
    def suffixes(self):
        name = self.name
        if name.endswith("."):
            return []
        return ["." + part for part in name.lstrip(".").split(".")[1:]]

    @property
    def stem(self):
        at = self.name.rfind(".")
        return self.name[:at] if 0 < at < len(self.name) - 1 else self.name

    @property
    def parent(self):
        return self._make(self._root, self._tail[:-1]) if self._tail else self

    @property
    def parents(self):
        return _Parents(self)

    def is_absolute(self):
        return bool(self._root)

    def is_reserved(self):
        return False

    def with_name(self, name):
        if not self.name:
            raise ValueError("%r has an empty name" % (self,))
        if not name or "/" in name or name == ".":
            raise ValueError("Invalid name %r" % (name,))
        return self._make(self._root, self._tail[:-1] + [name])

    def with_stem(self, stem):
        return self.with_name(stem + self.suffix)

    def with_suffix(self, suffix):
        if "/" in suffix or suffix and not suffix.startswith(".") or suffix == ".":
            raise ValueError("Invalid suffix %r" % (suffix,))
        if not self.name:
            raise ValueError("%r has an empty name" % (self,))
        return self.with_name(self.stem + suffix)

    def relative_to(self, *other):
        base = type(self)(*other)
        n = len(base._tail)
        if base._root != self._root or self._tail[:n] != base._tail:
            raise ValueError(
                "%r is not in the subpath of %r OR one path is relative and the other is absolute." % (str(self), str(base)))
        return self._make("", self._tail[n:])

    def is_relative_to(self, *other):
        try:
            self.relative_to(*other)
            return True
        except ValueError:
            return False

    def match(self, pattern):
        wanted = PurePosixPath(pattern)
        if not wanted.parts:
            raise ValueError("empty pattern")
        parts, patterns = self.parts, wanted.parts
        if wanted._root:
            if len(parts) != len(patterns):
                return False
        elif len(patterns) > len(parts):
            return False
        return all(_fnmatch.fnmatchcase(part, p) for part, p in zip(reversed(parts), reversed(patterns)))

    def __reduce__(self):
        return self.__class__, self.parts


class PurePosixPath(PurePath):
    pass


class PureWindowsPath(PurePath):
    def __init__(self, *args):
        raise NotImplementedError("PureWindowsPath is not supported")


class Path(PurePath):
    @classmethod
    def cwd(cls):
        return cls(os.getcwd())

    @classmethod
    def home(cls):
        return cls(os.path.expanduser("~"))

    def exists(self):
        return os.path.exists(str(self))

    def is_file(self):
        return os.path.isfile(str(self))

    def is_dir(self):
        return os.path.isdir(str(self))

    def is_symlink(self):
        return os.path.islink(str(self))

    def open(self, mode="r", buffering=-1, encoding=None, errors=None, newline=None):
        return open(str(self), mode, encoding=encoding, newline=newline)

    def read_text(self, encoding=None, errors=None):
        with open(str(self), encoding=encoding) as f:
            return f.read()

    def write_text(self, data, encoding=None, errors=None, newline=None):
        if not isinstance(data, str):
            raise TypeError("data must be str, not %s" % type(data).__name__)
        with open(str(self), "w", encoding=encoding) as f:
            return f.write(data)

    def read_bytes(self):
        with open(str(self), "rb") as f:
            return f.read()

    def write_bytes(self, data):
        with open(str(self), "wb") as f:
            return f.write(data)

    def iterdir(self):
        for name in os.listdir(str(self)):
            yield self / name

    def _below(self):
        for name in os.listdir(str(self)):
            child = self / name
            if child.is_dir() and not child.is_symlink():
                yield child
                yield from child._below()

    def glob(self, pattern):
        if not pattern:
            raise ValueError("Unacceptable pattern: %r" % pattern)
        if pattern.startswith("/"):
            raise NotImplementedError("Non-relative patterns are unsupported")
        seen = set()
        for path in self._select([part for part in pattern.split("/") if part]):
            if path not in seen:
                seen.add(path)
                yield path

    def _select(self, parts):
        if not parts:
            yield self
            return
        part, rest = parts[0], parts[1:]
        if part == "**":
            yield from self._select(rest)
            for folder in self._below():
                yield from folder._select(rest)
        elif any(c in part for c in "*?["):
            if not self.is_dir():
                return
            for name in os.listdir(str(self)):
                child = self / name
                if _fnmatch.fnmatchcase(name, part) and (not rest or child.is_dir()):
                    yield from child._select(rest)
        else:
            child = self / part
            if child.exists():
                yield from child._select(rest)

    def rglob(self, pattern):
        return self.glob("**/" + pattern)

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        try:
            os.mkdir(str(self))
        except FileNotFoundError:
            if not parents or self.parent == self:
                raise
            self.parent.mkdir(parents=True, exist_ok=True)
            self.mkdir(mode, exist_ok=exist_ok)
        except OSError:
            if not exist_ok or not self.is_dir():
                raise

    def rmdir(self):
        os.rmdir(str(self))

    def unlink(self, missing_ok=False):
        try:
            os.remove(str(self))
        except FileNotFoundError:
            if not missing_ok:
                raise

    def touch(self, mode=0o666, exist_ok=True):
        if self.exists() and not exist_ok:
            raise FileExistsError(17, "File exists", str(self))
        with open(str(self), "a"):
            pass

    def rename(self, target):
        os.rename(str(self), str(target))
        return type(self)(target)

    replace = rename

    def absolute(self):
        return self if self.is_absolute() else type(self)(os.getcwd(), self)

    def resolve(self, strict=False):
        return type(self)(os.path.realpath(str(self)))

    def expanduser(self):
        return type(self)(os.path.expanduser(str(self)))

    def samefile(self, other):
        return os.path.samefile(str(self), str(other))

    def stat(self):
        return os.stat(str(self))

    def __enter__(self):
        return self

    def __exit__(self, *details):
        pass


class PosixPath(Path, PurePosixPath):
    pass


class WindowsPath(Path):
    def __init__(self, *args):
        raise NotImplementedError("cannot instantiate 'WindowsPath' on your system")
"""#
