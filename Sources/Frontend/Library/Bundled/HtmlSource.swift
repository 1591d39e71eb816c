// Holds the module html in Toy.

/// The source of the module `html`.
let bundledHtml = #"""
import re as _re

__all__ = ["escape", "unescape"]


def escape(s, quote=True):
    s = s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if quote:
        s = s.replace('"', "&quot;").replace("'", "&#x27;")
    return s


_named = {
    "amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'", "nbsp": "\xa0", "copy": "\xa9", "reg": "\xae", "euro": "\u20ac",
    "hellip": "\u2026", "mdash": "\u2014", "ndash": "\u2013", "lsquo": "\u2018", "rsquo": "\u2019", "ldquo": "\u201c", "rdquo": "\u201d",
    "times": "\xd7", "divide": "\xf7", "deg": "\xb0", "pound": "\xa3", "yen": "\xa5", "cent": "\xa2", "sect": "\xa7", "para": "\xb6",
    "middot": "\xb7", "laquo": "\xab", "raquo": "\xbb", "trade": "\u2122", "bull": "\u2022", "eacute": "\xe9", "egrave": "\xe8",
    "auml": "\xe4", "ouml": "\xf6", "uuml": "\xfc", "szlig": "\xdf", "ntilde": "\xf1", "ccedil": "\xe7", "aacute": "\xe1",
}


def _replace(m):
    text = m.group(1)
    if text[0] == "#":
        number = int(text[2:].rstrip(";"), 16) if text[1] in "xX" else int(text[1:].rstrip(";"))
        if 0xD800 <= number <= 0xDFFF or number > 0x10FFFF or number == 0:
            return "\ufffd"
        return chr(number)
    found = _named.get(text.rstrip(";"))
    return m.group() if found is None else found


def unescape(s):
    if "&" not in s:
        return s
    return _re.sub(r"&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[A-Za-z]+;)", _replace, s)
"""#
