// Holds the module glob in Toy.

/// The source of the module `glob`.
let bundledGlob = #"""
import fnmatch
import os
import re

__all__ = ["escape", "glob", "iglob"]


def has_magic(s):
    return any(c in s for c in "*?[")


def _hidden(name):
    return name[:1] == "."


def _names(folder):
    try:
        return os.listdir(folder or ".")
    except OSError:
        return []


def _walk(folder, include_hidden):
    for name in _names(folder):
        if include_hidden or not _hidden(name):
            yield name
            path = os.path.join(folder, name) if folder else name
            if os.path.isdir(path):
                for rest in _walk(path, include_hidden):
                    yield name + "/" + rest


def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    root = root_dir or ""
    for found in _glob(root, os.fspath(pathname), recursive, include_hidden):
        if found:
            yield found


def _glob(root, pathname, recursive, hidden):
    folder, name = os.path.split(pathname)
    if not has_magic(pathname):
        full = os.path.join(root, pathname)
        if name and os.path.exists(full) or not name and os.path.isdir(os.path.join(root, folder)):
            yield pathname
        return
    if folder and folder != pathname and has_magic(folder):
        folders = _glob(root, folder, recursive, hidden)
    else:
        folders = [folder]
    for place in folders:
        where = os.path.join(root, place) if root else place
        if recursive and name == "**":
            if os.path.isdir(where or "."):
                yield os.path.join(place, "") if place else ""
                for found in _walk(where, hidden):
                    yield os.path.join(place, found)
        elif has_magic(name):
            if not os.path.isdir(where or "."):
                continue
            for found in fnmatch.filter(_names(where), name):
                if hidden or name[0] == "." or not _hidden(found):
                    yield os.path.join(place, found)
        elif not name:
            if os.path.isdir(where):
                yield os.path.join(place, "")
        elif os.path.exists(os.path.join(where, name)):
            yield os.path.join(place, name)


def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    return list(iglob(pathname, root_dir=root_dir, recursive=recursive, include_hidden=include_hidden))


def escape(pathname):
    return re.sub("([*?[])", r"[\1]", pathname)
"""#
