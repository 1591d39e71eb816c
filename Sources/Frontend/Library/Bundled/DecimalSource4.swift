// Continues the module decimal in Toy.

let bundledDecimalPart4 = #"""
def _format(value, spec, context):
    fill, align, sign, zero, width, grouping, precision, kind = _parse_spec(spec)
    negative = "-" if value._sign else "" if sign == "-" else sign
    if value._special:
        return _pad(negative, value.copy_abs().__str__() + ("%" if kind == "%" else ""), fill, align, False, width)
    if kind == "":
        kind = "G" if context.capitals else "g"
        plain = True
    else:
        plain = False
    if kind == "%":
        value = _make(value._sign, value._n, value._exp + 2)
    rounding = context.rounding
    if precision is not None:
        if kind in "eE":
            value = _round_digits(value, precision + 1, rounding)
        elif kind in "fF%":
            value = value._rescale(-precision, rounding)
        elif kind in "gG" and _ndigits(value._n) > precision:
            value = _round_digits(value, precision, rounding)
    if not value._n and value._exp > 0 and kind in "fF%":
        value = value._rescale(0, rounding)
    digits = str(value._n)
    left = value._exp + len(digits)
    if kind in "eE":
        place = 1 - precision if not value._n and precision is not None else 1
    elif kind in "fF%":
        place = left
    else:
        place = left if value._exp <= 0 and left > -6 else 1
    if place < 0:
        whole, fraction = "0", "0" * -place + digits
    elif place > len(digits):
        whole, fraction = digits + "0" * (place - len(digits)), ""
    else:
        whole, fraction = digits[:place] or "0", digits[place:]
    exp = left - place
    tail = ""
    if exp or kind in "eE":
        tail = "%s%+d" % ("E" if kind in "EG" else "e", exp)
    if kind == "%":
        tail += "%"
    if grouping:
        groups = []
        need = width - len(negative) - len(tail) - (len(fraction) + 1 if fraction else 0) if zero else 0
        while whole:
            groups.insert(0, whole[-3:])
            whole = whole[:-3]
        text = grouping.join(groups)
        while zero and len(text) < need:
            missing = need - len(text)
            head = text.split(grouping)[0]
            text = "0" + text if len(head) < 3 else "0" + grouping + text
        whole = text
    body = whole + ("." + fraction if fraction else "") + tail
    return _pad(negative, body, fill, align, zero, width)


def _round_digits(value, places, rounding):
    if not value._n:
        return value
    result = value._rescale(value.adjusted() + 1 - places, rounding)
    if result.adjusted() != value.adjusted():
        result = result._rescale(result.adjusted() + 1 - places, rounding)
    return result


def _pad(sign, body, fill, align, zero, width):
    missing = width - len(sign) - len(body)
    if missing <= 0:
        return sign + body
    if align == "<":
        return sign + body + fill * missing
    if align == ">":
        return fill * missing + sign + body
    if align == "=":
        return sign + fill * missing + body
    half = missing // 2
    return fill * half + sign + body + fill * (missing - half)


def _parse_spec(spec):
    rest = spec
    fill, align, zero = " ", ">", False
    if len(rest) > 1 and rest[1] in "<>=^":
        fill, align, rest = rest[0], rest[1], rest[2:]
    elif rest[:1] and rest[0] in "<>=^":
        align, rest = rest[0], rest[1:]
    explicit = rest is not spec
    sign = "-"
    if rest[:1] and rest[0] in "+- ":
        sign, rest = rest[0], rest[1:]
    if rest[:1] == "0":
        zero, rest = True, rest[1:]
        if explicit and spec[:1] not in ("+", "-", " ") and align != ">":
            zero = align == "="
        else:
            fill, align = "0", "="
    end = 0
    while end < len(rest) and rest[end].isdigit():
        end += 1
    width, rest = int(rest[:end] or 0), rest[end:]
    grouping = ""
    if rest[:1] == ",":
        grouping, rest = ",", rest[1:]
    precision = None
    if rest[:1] == ".":
        end = 1
        while end < len(rest) and rest[end].isdigit():
            end += 1
        if end == 1:
            raise ValueError("invalid format string")
        precision, rest = int(rest[1:end]), rest[end:]
    if len(rest) > 1 or rest and rest not in "eEfFgG%n":
        raise ValueError("invalid format string")
    if rest == "n":
        rest = "g"
    if precision == 0 and rest in ("g", "G", ""):
        precision = 1
    return fill, align, sign, zero, width, grouping, precision, rest


_ONE = _make(0, 1, 0)
_NAN = _make(0, 0, 0, "n")
"""#
