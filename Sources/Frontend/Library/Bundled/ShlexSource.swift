// Holds the module shlex in Toy.

/// The source of the module `shlex`.
let bundledShlex = #"""
import re as _re

__all__ = ["split", "quote", "join"]


def split(s, comments=False, posix=True):
    if s is None:
        raise ValueError("s argument must not be None")
    out, word = [], None
    i, n = 0, len(s)
    while i < n:
        c = s[i]
        i += 1
        if c in " \t\r\n":
            if word is not None:
                out.append(word)
                word = None
        elif comments and c == "#" and word is None:
            while i < n and s[i] != "\n":
                i += 1
        elif c == "'":
            end = s.find("'", i)
            if end < 0:
                raise ValueError("No closing quotation")
            word = (word or "") + s[i:end]
            i = end + 1
        elif c == '"':
            word = word or ""
            while True:
                if i >= n:
                    raise ValueError("No closing quotation")
                c = s[i]
                i += 1
                if c == '"':
                    break
                if c == "\\" and i < n and s[i] in '"\\':
                    c = s[i]
                    i += 1
                word += c
        elif c == "\\":
            if i >= n:
                raise ValueError("No escaped character")
            word = (word or "") + s[i]
            i += 1
        else:
            word = (word or "") + c
    if word is not None:
        out.append(word)
    return out


def quote(s):
    if not s:
        return "''"
    if _re.search(r"[^\w@%+=:,./-]", s, _re.ASCII) is None:
        return s
    return "'" + s.replace("'", "'\"'\"'") + "'"


def join(split_command):
    return " ".join(quote(arg) for arg in split_command)
"""#
