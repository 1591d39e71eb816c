// Holds the module _strptime in Toy.

/// The source of the module `_strptime`.
let bundledStrptime = #"""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONG_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_LONG_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WIDTHS = {"Y": 4, "j": 3, "f": 6}
_SHORTHAND = {"D": "%m/%d/%y", "x": "%m/%d/%y", "T": "%H:%M:%S", "X": "%H:%M:%S", "R": "%H:%M", "c": "%a %b %d %H:%M:%S %Y", "F": "%Y-%m-%d"}
_LIMITS = {"d": (1, 31), "m": (1, 12), "H": (0, 23), "I": (1, 12), "M": (0, 59), "S": (0, 61), "j": (1, 366), "w": (0, 6), "U": (0, 53), "W": (0, 53), "u": (1, 7), "V": (1, 53)}


def _fail(text, format):
    raise ValueError("time data %r does not match format %r" % (text, format))


def _word(lower, at, *lists):
    best = None
    for names in lists:
        for i, name in enumerate(names):
            if lower.startswith(name, at) and (best is None or len(name) > best[1]):
                best = i, len(name)
    return best


def _match(text, format):
    found = {}
    lower = text.lower()
    at = i = 0
    while i < len(format):
        c = format[i]
        i += 1
        if c.isspace():
            if at >= len(text) or not text[at].isspace():
                return None, at
            while at < len(text) and text[at].isspace():
                at += 1
            while i < len(format) and format[i].isspace():
                i += 1
            continue
        if c != "%":
            if at >= len(text) or lower[at] != c.lower():
                return None, at
            at += 1
            continue
        if i >= len(format):
            raise ValueError("stray %% in format '%s'" % format)
        c = format[i]
        i += 1
        if c == "%":
            if text[at:at + 1] != "%":
                return None, at
            at += 1
        elif c in "aAbBp":
            lists = (_LONG_DAYS, _DAYS) if c in "aA" else (("am", "pm"),) if c == "p" else (_LONG_MONTHS, _MONTHS)
            if c in "ab":
                lists = lists[1:]
            elif c in "AB":
                lists = lists[:1]
            hit = _word(lower, at, *lists)
            if hit is None:
                return None, at
            found["a" if c in "aA" else c if c == "p" else "b"] = hit[0]
            at += hit[1]
        elif c == "z":
            if text[at:at + 1] == "Z":
                found["z"] = 0
                at += 1
                continue
            sign = text[at:at + 1]
            digits = text[at + 1:at + 6]
            if sign not in ("+", "-") or len(digits) < 4:
                return None, at
            step = 1 if digits[2] == ":" else 0
            h, m = digits[:2], digits[2 + step:4 + step]
            if not (h + m).isdigit() or len(m) != 2:
                return None, at
            found["z"] = (int(h) * 3600 + int(m) * 60) * (-1 if sign == "-" else 1)
            at += 5 + step
        elif c == "Z":
            for name in ("utc", "gmt"):
                if lower.startswith(name, at):
                    found["Z"] = text[at:at + 3]
                    at += 3
                    break
        elif c in "YmdHMSyIjfwUWGuV":
            most = _WIDTHS.get(c, 1 if c in "wu" else 2 if c != "G" else 4)
            end = at
            while end < len(text) and end - at < most and text[end].isascii() and text[end].isdigit():
                end += 1
            while end > at and c in _LIMITS and int(text[at:end]) > _LIMITS[c][1]:
                end -= 1
            if end == at or c in "YG" and end - at != 4 or c == "y" and end - at != 2:
                return None, at
            value = int(text[at:end])
            if c in _LIMITS and value < _LIMITS[c][0]:
                return None, at
            if c == "f":
                value = int((text[at:end] + "000000")[:6])
            found[c] = value
            at = end
        else:
            raise ValueError("'%s' is a bad directive in format '%s'" % (c, format))
    return found, at


def parse(text, format):
    for name, value in (("string", text), ("format", format)):
        if not isinstance(value, str):
            raise TypeError("strptime() argument %d must be str, not %s" % (0 if name == "string" else 1, type(value)))
    if (len(format) - len(format.rstrip("%"))) % 2:
        raise ValueError("stray %% in format '%s'" % format)
    full = format
    for c, expansion in _SHORTHAND.items():
        full = full.replace("%" + c, expansion)
    found, at = _match(text, full)
    if found is None:
        _fail(text, format)
    if at != len(text):
        raise ValueError("unconverted data remains: %s" % text[at:])
    from datetime import date
    year = found.get("Y", 1900)
    if "y" in found:
        year = found["y"] + (2000 if found["y"] <= 68 else 1900)
    month = found.get("m", found.get("b", -1) + 1) or 1
    day = found.get("d", 1)
    hour = found.get("H", 0)
    if "I" in found:
        hour = found["I"] % 12 + (12 if found.get("p") == 1 else 0)
    weekday = found.get("a", (found["w"] + 6) % 7 if "w" in found else found["u"] - 1 if "u" in found else None)
    if "j" in found and "m" not in found and "b" not in found:
        moved = date.fromordinal(date(year, 1, 1).toordinal() + found["j"] - 1)
        year, month, day = moved.year, moved.month, moved.day
    elif "G" in found and "V" in found and weekday is not None:
        moved = date.fromisocalendar(found["G"], found["V"], weekday + 1)
        year, month, day = moved.year, moved.month, moved.day
    elif ("U" in found or "W" in found) and weekday is not None and "d" not in found:
        first = date(year, 1, 1)
        if "W" in found:
            start = first.toordinal() + (7 - first.weekday()) % 7
            moved = date.fromordinal(start + (found["W"] - 1) * 7 + weekday)
        else:
            start = first.toordinal() + (6 - first.weekday()) % 7
            moved = date.fromordinal(start + (found["U"] - 1) * 7 + (weekday + 1) % 7)
        year, month, day = moved.year, moved.month, moved.day
    elif "Y" not in found and "y" not in found and month == 2 and day == 29:
        raise ValueError("day is out of range for month")
    return year, month, day, hour, found.get("M", 0), found.get("S", 0), found.get("f", 0), found.get("z"), found.get("Z")


def struct_time(text, format="%a %b %d %H:%M:%S %Y"):
    from datetime import date
    import time
    year, month, day, hour, minute, second = parse(text, format)[:6]
    when = date(year, month, day)
    return time.struct_time((year, month, day, hour, minute, second, when.weekday(), when.timetuple().tm_yday, -1))
"""#
