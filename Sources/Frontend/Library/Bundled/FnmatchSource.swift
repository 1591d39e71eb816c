// Holds the module fnmatch in Toy.

/// The source of the module `fnmatch`.
let bundledFnmatch = #"""
import os
import posixpath
import re

__all__ = ["filter", "fnmatch", "fnmatchcase", "translate"]


def fnmatch(name, pat):
    return fnmatchcase(os.path.normcase(name), os.path.normcase(pat))


def fnmatchcase(name, pat):
    if isinstance(pat, bytes):
        return re.match(translate(pat.decode("latin-1")).encode("latin-1"), name) is not None
    return re.match(translate(pat), name) is not None


def filter(names, pat):
    return [name for name in names if fnmatchcase(name, pat)]


def translate(pat):
    star, out = object(), []
    i, n = 0, len(pat)
    while i < n:
        c = pat[i]
        i += 1
        if c == "*":
            if not out or out[-1] is not star:
                out.append(star)
        elif c == "?":
            out.append(".")
        elif c == "[":
            j = i
            if j < n and pat[j] == "!":
                j += 1
            if j < n and pat[j] == "]":
                j += 1
            while j < n and pat[j] != "]":
                j += 1
            if j >= n:
                out.append("\\[")
            else:
                out.append(_character_set(pat[i:j]))
                i = j + 1
        else:
            out.append(re.escape(c))
    return "(?s:" + _joined(out, star) + ")\\Z"


def _character_set(body):
    """The regular expression of what is between brackets: empty ranges go, what means something else to re is escaped."""
    if "-" not in body:
        body = body.replace("\\", "\\\\")
    else:
        chunks, start = [], 0
        k = 2 if body[0] == "!" else 1
        while (k := body.find("-", k)) >= 0:
            chunks.append(body[start:k])
            start, k = k + 1, k + 3
        if body[start:]:
            chunks.append(body[start:])
        else:
            chunks[-1] += "-"
        for k in range(len(chunks) - 1, 0, -1):
            if chunks[k - 1][-1] > chunks[k][0]:
                chunks[k - 1:k + 1] = [chunks[k - 1][:-1] + chunks[k][1:]]
        body = "-".join(s.replace("\\", "\\\\").replace("-", "\\-") for s in chunks)
    body = re.sub(r"([&~|])", r"\\\1", body)
    if not body:
        return "(?!)"
    if body == "!":
        return "."
    if body[0] == "!":
        return "[^" + body[1:] + "]"
    return "[" + ("\\" if body[0] in "^[" else "") + body + "]"


def _joined(parts, star):
    """One expression of all parts; what follows a star but the last is looked for once only."""
    places = [i for i, part in enumerate(parts) if part is star]
    if not places:
        return "".join(parts)
    out = parts[:places[0]]
    for here, following in zip(places, places[1:]):
        out.append("(?>.*?" + "".join(parts[here + 1:following]) + ")")
    return "".join(out + [".*"] + parts[places[-1] + 1:])
"""#
