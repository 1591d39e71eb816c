// Holds the module posixpath in Toy.

/// The source of the module `posixpath`.
let bundledPosixpath = #"""
import _os

sep = "/"
curdir = "."
pardir = ".."
extsep = "."
altsep = None
pathsep = ":"
devnull = "/dev/null"
defpath = "/bin:/usr/bin"
__all__ = ["join", "split", "splitext", "basename", "dirname", "exists", "isfile", "isdir", "isabs", "abspath", "normpath",
           "realpath", "relpath", "getsize", "getmtime", "expanduser", "commonprefix", "commonpath", "normcase", "splitdrive",
           "islink", "lexists", "samefile", "expandvars", "sep", "curdir", "pardir"]


def _text(path):
    if isinstance(path, (str, bytes)):
        return path
    try:
        method = type(path).__fspath__
    except AttributeError:
        raise TypeError("expected str, bytes or os.PathLike object, not " + type(path).__name__) from None
    path = method(path)
    if not isinstance(path, (str, bytes)):
        raise TypeError("expected %s.__fspath__() to return str or bytes, not %s" % (method.__qualname__.partition(".")[0], type(path).__name__))
    return path


def _like(path, text):
    return text.encode() if isinstance(path, bytes) else text


def _check(function, *parts):
    kinds = set()
    for part in parts:
        if not isinstance(part, (str, bytes)):
            raise TypeError("%s() argument must be str, bytes, or os.PathLike object, not %r" % (function, type(part).__name__)) from None
        kinds.add(isinstance(part, bytes))
    if len(kinds) > 1:
        raise TypeError("Can't mix strings and bytes in path components") from None


def isabs(path):
    path = _text(path)
    return path.startswith(_like(path, "/"))


def join(a, *p):
    path = _text(a)
    slash = _like(path, "/")
    try:
        for part in map(_text, p):
            if part.startswith(slash):
                path = part
            elif not path or path.endswith(slash):
                path += part
            else:
                path += slash + part
    except (TypeError, AttributeError):
        _check("join", path, *p)
        raise
    return path


def split(path):
    path = _text(path)
    slash = _like(path, "/")
    cut = path.rfind(slash) + 1
    head, tail = path[:cut], path[cut:]
    if head and head != slash * len(head):
        head = head.rstrip(slash)
    return head, tail


def splitext(path):
    path = _text(path)
    point = _like(path, ".")
    start = path.rfind(_like(path, "/")) + 1
    dot = path.rfind(point)
    if dot > start and path[start:dot].strip(point):
        return path[:dot], path[dot:]
    return path, path[:0]


def splitdrive(path):
    path = _text(path)
    return path[:0], path


def basename(path):
    return split(path)[1]


def dirname(path):
    return split(path)[0]


def normcase(path):
    return _text(path)


def exists(path):
    return _os.status(path)[0] != 0


lexists = exists


def isfile(path):
    return _os.status(path)[0] == 1


def isdir(path):
    return _os.status(path)[0] == 2


def islink(path):
    try:
        _os.readlink(path)
    except (OSError, ValueError):
        return False
    return True


def samefile(first, second):
    return abspath(first) == abspath(second)


def _existing(path):
    kind, size, changed = _os.status(path)
    if not kind:
        raise FileNotFoundError(2, "No such file or directory", path)
    return size, changed


def getsize(path):
    return _existing(path)[0]


def getmtime(path):
    return _existing(path)[1]


def normpath(path):
    path = _text(path)
    if isinstance(path, bytes):
        return normpath(path.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")
    if not path:
        return "."
    lead = "//" if path.startswith("//") and not path.startswith("///") else "/" if path.startswith("/") else ""
    parts = []
    for part in path.split("/"):
        if part in ("", "."):
            continue
        if part != ".." or (not lead and not parts) or (parts and parts[-1] == ".."):
            parts.append(part)
        elif parts:
            parts.pop()
    return lead + "/".join(parts) or "."


def abspath(path):
    path = _text(path)
    return normpath(path if isabs(path) else join(_like(path, _os.getcwd()), path))


def realpath(path, *, strict=False):
    return abspath(path)


def relpath(path, start=None):
    if not path:
        raise ValueError("no path specified")
    path = _text(path)
    if isinstance(path, bytes):
        return relpath(path.decode(), None if start is None else _text(start).decode()).encode()
    start = "." if start is None else _text(start)
    origin = [part for part in abspath(start).split("/") if part]
    target = [part for part in abspath(path).split("/") if part]
    same = 0
    while same < min(len(origin), len(target)) and origin[same] == target[same]:
        same += 1
    return "/".join([".."] * (len(origin) - same) + target[same:]) or "."


def expanduser(path):
    path = _text(path)
    if path == "~" or path.startswith("~/"):
        return _os.environ.get("HOME", "/root").rstrip("/") + path[1:]
    return path


def expandvars(path):
    path = _text(path)
    if isinstance(path, bytes):
        return expandvars(path.decode()).encode()
    if "$" not in path:
        return path
    out, i = "", 0
    while i < len(path):
        name, stop = "", i + 1
        if path[i] == "$" and path[stop:stop + 1] == "{":
            close = path.find("}", stop)
            if close > 0:
                name, stop = path[stop + 1:close], close + 1
        elif path[i] == "$":
            while stop < len(path) and path[stop].isascii() and (path[stop].isalnum() or path[stop] == "_"):
                stop += 1
            name = path[i + 1:stop]
        value = _os.environ.get(name) if name else None
        if value is None:
            out += path[i]
            i += 1
        else:
            out += value
            i = stop
    return out


def commonprefix(paths):
    if not paths:
        return ""
    if not isinstance(paths[0], (list, tuple)):
        paths = [_text(path) for path in paths]
    low, high = min(paths), max(paths)
    for i, letter in enumerate(low):
        if letter != high[i]:
            return low[:i]
    return low


def commonpath(paths):
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    paths = [_text(path) for path in paths]
    if isinstance(paths[0], bytes):
        return commonpath([path.decode() for path in paths]).encode()
    _check("commonpath", *paths)
    if len({path.startswith("/") for path in paths}) > 1:
        raise ValueError("Can't mix absolute and relative paths")
    split_paths = [[part for part in path.split("/") if part and part != "."] for path in paths]
    low, high = min(split_paths), max(split_paths)
    common = low
    for i, part in enumerate(low):
        if part != high[i]:
            common = low[:i]
            break
    return ("/" if paths[0].startswith("/") else "") + "/".join(common)
"""#
