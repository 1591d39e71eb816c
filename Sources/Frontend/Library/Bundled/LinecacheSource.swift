// Holds the module linecache in Toy.

/// The source of the module `linecache`.
let bundledLinecache = #"""
import os as _os
import sys as _sys

__all__ = ["getline", "clearcache", "checkcache", "lazycache"]

cache = {}


def clearcache():
    cache.clear()


def getline(filename, lineno, module_globals=None):
    lines = getlines(filename, module_globals)
    return lines[lineno - 1] if 1 <= lineno <= len(lines) else ""


def getlines(filename, module_globals=None):
    if filename in cache and len(cache[filename]) != 1:
        return cache[filename][2]
    return updatecache(filename, module_globals)


def checkcache(filename=None):
    for name in list(cache) if filename is None else [filename] if filename in cache else []:
        entry = cache[name]
        if len(entry) == 1 or entry[1] is None:
            continue
        try:
            status = _os.stat(entry[3])
        except OSError:
            cache.pop(name, None)
        else:
            if entry[:2] != (status.st_size, status.st_mtime):
                cache.pop(name, None)


def updatecache(filename, module_globals=None):
    cache.pop(filename, None)
    if not filename or filename.startswith("<") and filename.endswith(">"):
        return []
    places = [filename]
    if not _os.path.isabs(filename):
        places += [_os.path.join(folder, filename) for folder in _sys.path if isinstance(folder, str)]
    for place in places:
        try:
            status = _os.stat(place)
            with open(place, encoding="utf-8") as file:
                lines = file.readlines()
        except (OSError, UnicodeDecodeError, SyntaxError):
            continue
        if lines and not lines[-1].endswith("\n"):
            lines[-1] += "\n"
        cache[filename] = status.st_size, status.st_mtime, lines, place
        return lines
    return []


def lazycache(filename, module_globals):
    return False
"""#
