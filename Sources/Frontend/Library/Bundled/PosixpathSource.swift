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
    return method(path)


def isabs(path):
    return _text(path).startswith("/")


def join(first, *rest):
    path = _text(first)
    for part in map(_text, rest):
        if part.startswith("/"):
            path = part
        elif not path or path.endswith("/"):
            path += part
        else:
            path += "/" + part
    return path


def split(path):
    path = _text(path)
    cut = path.rfind("/") + 1
    head, tail = path[:cut], path[cut:]
    if head and head != "/" * len(head):
        head = head.rstrip("/")
    return head, tail


def splitext(path):
    path = _text(path)
    start = path.rfind("/") + 1
    dot = path.rfind(".")
    if dot > start and path[start:dot].strip("."):
        return path[:dot], path[dot:]
    return path, ""


def splitdrive(path):
    return "", _text(path)


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
    return normpath(path if isabs(path) else join(_os.getcwd(), path))


def realpath(path, *, strict=False):
    return abspath(path)


def relpath(path, start="."):
    if not path:
        raise ValueError("no path specified")
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
    return path


def commonprefix(paths):
    if not paths:
        return ""
    low, high = min(paths), max(paths)
    for i, letter in enumerate(low):
        if letter != high[i]:
            return low[:i]
    return low


def commonpath(paths):
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    split_paths = [[part for part in path.split("/") if part and part != "."] for path in paths]
    low, high = min(split_paths), max(split_paths)
    common = low
    for i, part in enumerate(low):
        if part != high[i]:
            common = low[:i]
            break
    return ("/" if paths[0].startswith("/") else "") + "/".join(common)
"""#
