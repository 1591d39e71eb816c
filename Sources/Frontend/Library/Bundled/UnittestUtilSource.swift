// Holds the module unittest.util in Toy.

/// The source of the module `unittest.util`.
let bundledUnittestUtil = #"""
from collections import namedtuple, Counter
from os.path import commonprefix

__unittest = True

_MAX_LENGTH = 80
_PLACEHOLDER_LEN = 12
_MIN_BEGIN_LEN = 5
_MIN_END_LEN = 5
_MIN_COMMON_LEN = 5
_MIN_DIFF_LEN = _MAX_LENGTH - (_MIN_BEGIN_LEN + _PLACEHOLDER_LEN + _MIN_COMMON_LEN + _PLACEHOLDER_LEN + _MIN_END_LEN)

_Mismatch = namedtuple("Mismatch", "actual expected value")


def _shorten(text, begin, end):
    skip = len(text) - begin - end
    if skip > _PLACEHOLDER_LEN:
        text = "%s[%d chars]%s" % (text[:begin], skip, text[len(text) - end:])
    return text


def _common_shorten_repr(*values):
    texts = tuple(map(safe_repr, values))
    longest = max(map(len, texts))
    if longest <= _MAX_LENGTH:
        return texts
    prefix = commonprefix(texts)
    size = len(prefix)
    room = _MAX_LENGTH - (longest - size + _MIN_BEGIN_LEN + _PLACEHOLDER_LEN)
    if room > _MIN_COMMON_LEN:
        prefix = _shorten(prefix, _MIN_BEGIN_LEN, room)
        return tuple(prefix + text[size:] for text in texts)
    prefix = _shorten(prefix, _MIN_BEGIN_LEN, _MIN_COMMON_LEN)
    return tuple(prefix + _shorten(text[size:], _MIN_DIFF_LEN, _MIN_END_LEN) for text in texts)


def safe_repr(obj, short=False):
    try:
        result = repr(obj)
    except Exception:
        result = object.__repr__(obj)
    if not short or len(result) < _MAX_LENGTH:
        return result
    return result[:_MAX_LENGTH] + " [truncated]..."


def strclass(cls):
    return "%s.%s" % (cls.__module__, cls.__qualname__)


def sorted_list_difference(expected, actual):
    i = j = 0
    missing, unexpected = [], []
    while i < len(expected) and j < len(actual):
        e, a = expected[i], actual[j]
        if e == a:
            while i < len(expected) and expected[i] == e:
                i += 1
            while j < len(actual) and actual[j] == a:
                j += 1
        elif e < a:
            missing.append(e)
            while i < len(expected) and expected[i] == e:
                i += 1
        else:
            unexpected.append(a)
            while j < len(actual) and actual[j] == a:
                j += 1
    missing.extend(expected[i:])
    unexpected.extend(actual[j:])
    return missing, unexpected


def unorderable_list_difference(expected, actual):
    missing = []
    while expected:
        item = expected.pop()
        try:
            actual.remove(item)
        except ValueError:
            missing.append(item)
    return missing, actual


def three_way_cmp(x, y):
    return (x > y) - (x < y)


def _count_diff_all_purpose(actual, expected):
    first, second = list(actual), list(expected)
    m, n = len(first), len(second)
    gone = object()
    result = []
    for i, item in enumerate(first):
        if item is gone:
            continue
        in_first = in_second = 0
        for j in range(i, m):
            if first[j] == item:
                in_first += 1
                first[j] = gone
        for j, other in enumerate(second):
            if other == item:
                in_second += 1
                second[j] = gone
        if in_first != in_second:
            result.append(_Mismatch(in_first, in_second, item))
    for i, item in enumerate(second):
        if item is gone:
            continue
        in_second = 0
        for j in range(i, n):
            if second[j] == item:
                in_second += 1
                second[j] = gone
        result.append(_Mismatch(0, in_second, item))
    return result


def _count_diff_hashable(actual, expected):
    first, second = Counter(actual), Counter(expected)
    result = []
    for item, count in first.items():
        other = second.get(item, 0)
        if count != other:
            result.append(_Mismatch(count, other, item))
    for item, count in second.items():
        if item not in first:
            result.append(_Mismatch(0, count, item))
    return result
"""#
