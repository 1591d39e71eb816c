// Holds the module unicodedata in Toy.

/// The source of the module `unicodedata`.
let bundledUnicodedata = #"""
from _unicodedata import category, combining, lookup, mirrored, _name, _numeric
from _unicodetables import widths as _widths, directions as _directions, decompositions as _decompositions

unidata_version = "14.0.0"
_missing = object()
_TAGS = ("<compat>", "<font>", "<noBreak>", "<initial>", "<medial>", "<final>", "<isolated>", "<circle>", "<super>", "<sub>", "<vertical>",
         "<wide>", "<narrow>", "<small>", "<square>", "<fraction>")
_tables = {}


def _check(chr, function, position=""):
    if not isinstance(chr, str):
        raise TypeError("%s() argument%s must be a unicode character, not %s" % (function, position, type(chr).__name__))
    if len(chr) != 1:
        raise TypeError("%s() argument%s must be a unicode character, not str" % (function, position))


def name(chr, default=_missing, /):
    _check(chr, "name", " 1")
    found = _name(chr)
    if found is not None:
        return found
    if default is _missing:
        raise ValueError("no such name")
    return default


def _value(chr, default, function, what, kinds, message):
    _check(chr, function, "" if default is _missing else " 1")
    kind, value = _numeric(chr)
    if kind in kinds:
        return value if function == "numeric" else int(value)
    if default is _missing:
        raise ValueError(message)
    return default


def decimal(chr, default=_missing, /):
    return _value(chr, default, "decimal", "decimal", (1,), "not a decimal")


def digit(chr, default=_missing, /):
    return _value(chr, default, "digit", "digit", (1, 2), "not a digit")


def numeric(chr, default=_missing, /):
    return _value(chr, default, "numeric", "numeric character", (1, 2, 3), "not a numeric character")


def _range_table(text):
    """The starts, the ends and the values of ranges of characters."""
    starts, ends, values = [], [], []
    place = 0
    for entry in text.replace("\n", "").split(";"):
        extent, _, value = entry.partition(" ")
        distance, _, length = extent.partition("-")
        place += int(distance, 16)
        starts.append(place)
        ends.append(place + int(length or "0", 16))
        values.append(value)
    return starts, ends, values


def _in_ranges(kind, text, chr, default):
    from bisect import bisect_right
    if kind not in _tables:
        _tables[kind] = _range_table(text)
    starts, ends, values = _tables[kind]
    code = ord(chr)
    at = bisect_right(starts, code) - 1
    return values[at] if at >= 0 and code <= ends[at] else default


def east_asian_width(chr, /):
    _check(chr, "east_asian_width")
    return _in_ranges("widths", _widths, chr, "N")


def bidirectional(chr, /):
    _check(chr, "bidirectional")
    return _in_ranges("directions", _directions, chr, "L")


def _decomposition_table():
    if "decompositions" not in _tables:
        known, composed, code = {}, {}, 0
        for entry in _decompositions.replace("\n", "").split(";"):
            place, *parts = entry.split(" ")
            tag = ""
            if place[-1] == "!" or place[-1] >= "G" and place[-1] <= "V":
                place, tag = place[:-1], place[-1]
            code += int(place, 16)
            codes = [int(part, 16) for part in parts]
            known[code] = tag, codes
            if not tag and len(codes) == 2:
                composed[codes[0], codes[1]] = code
        _tables["decompositions"] = known, composed
    return _tables["decompositions"]


def decomposition(chr, /):
    _check(chr, "decomposition")
    tag, codes = _decomposition_table()[0].get(ord(chr), ("", ()))
    text = " ".join("%04X" % code for code in codes)
    return _TAGS[ord(tag) - 71] + " " + text if tag and tag != "!" else text


def _decompose(code, known, compatible, result):
    if 0xAC00 <= code <= 0xD7A3:
        syllable = code - 0xAC00
        result += [0x1100 + syllable // 588, 0x1161 + syllable % 588 // 28]
        if syllable % 28:
            result.append(0x11A7 + syllable % 28)
        return
    tag, codes = known.get(code, ("", ()))
    if not codes or tag and tag != "!" and not compatible:
        result.append(code)
    else:
        for each in codes:
            _decompose(each, known, compatible, result)


def _pair(first, second, composed):
    if 0x1100 <= first < 0x1113 and 0x1161 <= second < 0x1176:
        return 0xAC00 + (first - 0x1100) * 588 + (second - 0x1161) * 28
    if 0xAC00 <= first <= 0xD7A3 and (first - 0xAC00) % 28 == 0 and 0x11A8 <= second < 0x11C3:
        return first + second - 0x11A7
    return composed.get((first, second))


def _compose(codes, composed):
    result, starter, last = [], -1, 0
    for code in codes:
        order = combining(chr(code))
        if starter >= 0 and (last < order or last == 0 and starter == len(result) - 1):
            pair = _pair(result[starter], code, composed)
            if pair is not None:
                result[starter] = pair
                continue
        if order == 0:
            starter = len(result)
        last = order
        result.append(code)
    return result


def normalize(form, unistr, /):
    if form not in ("NFC", "NFD", "NFKC", "NFKD"):
        raise ValueError("invalid normalization form")
    if not isinstance(unistr, str):
        raise TypeError("normalize() argument 2 must be str, not %s" % type(unistr).__name__)
    if unistr.isascii():
        return unistr
    known, composed = _decomposition_table()
    codes = []
    for c in unistr:
        _decompose(ord(c), known, form in ("NFKC", "NFKD"), codes)
    place = 0
    while place < len(codes):
        end = place
        while end < len(codes) and combining(chr(codes[end])):
            end += 1
        if end - place > 1:
            codes[place:end] = sorted(codes[place:end], key=lambda code: combining(chr(code)))
        place = end + 1
    if form in ("NFC", "NFKC"):
        codes = _compose(codes, composed)
    return "".join(map(chr, codes))


def is_normalized(form, unistr, /):
    return normalize(form, unistr) == unistr
"""#
