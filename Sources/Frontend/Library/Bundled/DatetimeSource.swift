// Holds the module datetime in Toy.

/// The source of the module `datetime`.
let bundledDatetime = [bundledDatetimePart1, bundledDatetimePart2, bundledDatetimePart3].joined(separator: "\n")

private let bundledDatetimePart1 = #"""
import time as _time

__all__ = ("date", "datetime", "time", "timedelta", "timezone", "tzinfo", "MINYEAR", "MAXYEAR", "UTC")

MINYEAR = 1
MAXYEAR = 9999
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LONG_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_LONG_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LENGTHS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_BEFORE = (0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_before_year(year):
    y = year - 1
    return y * 365 + y // 4 - y // 100 + y // 400


def _days_in_month(year, month):
    return 29 if month == 2 and _is_leap(year) else _LENGTHS[month]


def _days_before_month(year, month):
    return _BEFORE[month] + (month > 2 and _is_leap(year))


def _ymd2ord(year, month, day):
    return _days_before_year(year) + _days_before_month(year, month) + day


def _ord2ymd(n):
    n -= 1
    n400, n = divmod(n, 146097)
    year = n400 * 400 + 1
    n100, n = divmod(n, 36524)
    n4, n = divmod(n, 1461)
    n1, n = divmod(n, 365)
    year += n100 * 100 + n4 * 4 + n1
    if n1 == 4 or n100 == 4:
        return year - 1, 12, 31
    leap = n1 == 3 and (n4 != 24 or n100 == 3)
    month = (n + 50) >> 5
    before = _BEFORE[month] + (month > 2 and leap)
    if before > n:
        month -= 1
        before -= _LENGTHS[month] + (month == 2 and leap)
    return year, month, n - before + 1


def _index(value):
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        raise TypeError("'float' object cannot be interpreted as an integer")
    try:
        return value.__index__()
    except AttributeError:
        raise TypeError("'%s' object cannot be interpreted as an integer" % type(value).__name__) from None


def _check_date(year, month, day):
    year, month, day = _index(year), _index(month), _index(day)
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError("year %d is out of range" % year)
    if not 1 <= month <= 12:
        raise ValueError("month must be in 1..12")
    if not 1 <= day <= _days_in_month(year, month):
        raise ValueError("day is out of range for month")
    return year, month, day


def _check_time(hour, minute, second, microsecond, fold):
    hour, minute, second, microsecond = _index(hour), _index(minute), _index(second), _index(microsecond)
    if not 0 <= hour <= 23:
        raise ValueError("hour must be in 0..23")
    if not 0 <= minute <= 59:
        raise ValueError("minute must be in 0..59")
    if not 0 <= second <= 59:
        raise ValueError("second must be in 0..59")
    if not 0 <= microsecond <= 999999:
        raise ValueError("microsecond must be in 0..999999")
    if fold not in (0, 1):
        raise ValueError("fold must be either 0 or 1")
    return hour, minute, second, microsecond, fold


def _check_tz(tz):
    if tz is not None and not isinstance(tz, tzinfo):
        raise TypeError("tzinfo argument must be None or of a tzinfo subclass, not type '%s'" % type(tz).__name__)


def _divide_and_round(a, b):
    q, r = divmod(a, b)
    r *= 2
    if (r > b if b > 0 else r < b) or r == b and q % 2 == 1:
        q += 1
    return q


def _offset_text(off, sep=":"):
    if off is None:
        return ""
    sign = "+"
    if off.days < 0:
        sign = "-"
        off = -off
    h, rest = divmod(off, timedelta(hours=1))
    m, rest = divmod(rest, timedelta(minutes=1))
    text = "%s%02d%s%02d" % (sign, h, sep, m)
    if rest:
        text += "%s%02d" % (sep, rest.seconds)
        if rest.microseconds:
            text += ".%06d" % rest.microseconds
    return text


def _time_text(hour, minute, second, us, timespec="auto"):
    if timespec == "auto":
        timespec = "microseconds" if us else "seconds"
    if timespec == "hours":
        return "%02d" % hour
    if timespec == "minutes":
        return "%02d:%02d" % (hour, minute)
    if timespec == "seconds":
        return "%02d:%02d:%02d" % (hour, minute, second)
    if timespec == "milliseconds":
        return "%02d:%02d:%02d.%03d" % (hour, minute, second, us // 1000)
    if timespec == "microseconds":
        return "%02d:%02d:%02d.%06d" % (hour, minute, second, us)
    raise ValueError("Unknown timespec value")


def _strftime(obj, format, year, month, day, hour, minute, second, us):
    weekday = (_ymd2ord(year, month, day) + 6) % 7
    yday = _days_before_month(year, month) + day
    out = []
    i, n = 0, len(format)
    while i < n:
        c = format[i]
        i += 1
        if c != "%" or i >= n:
            out.append(c)
            continue
        c = format[i]
        i += 1
        if c == "-" and i < n:
            piece = _directive(obj, format[i], year, month, day, hour, minute, second, us, weekday, yday)
            i += 1
            out.append(piece.lstrip("0 ") or "0")
        else:
            out.append(_directive(obj, c, year, month, day, hour, minute, second, us, weekday, yday))
    return "".join(out)


def _directive(obj, c, year, month, day, hour, minute, second, us, weekday, yday):
    if c == "Y": return "%d" % year
    if c == "m": return "%02d" % month
    if c == "d": return "%02d" % day
    if c == "H": return "%02d" % hour
    if c == "M": return "%02d" % minute
    if c == "S": return "%02d" % second
    if c == "f": return "%06d" % us
    if c == "y": return "%02d" % (year % 100)
    if c == "B": return _LONG_MONTHS[month - 1]
    if c == "b" or c == "h": return _MONTHS[month - 1]
    if c == "A": return _LONG_DAYS[weekday]
    if c == "a": return _DAYS[weekday]
    if c == "I": return "%02d" % ((hour - 1) % 12 + 1)
    if c == "p": return "AM" if hour < 12 else "PM"
    if c == "j": return "%03d" % yday
    if c == "w": return "%d" % ((weekday + 1) % 7)
    if c == "u": return "%d" % (weekday + 1)
    if c == "e": return "%2d" % day
    if c == "k": return "%2d" % hour
    if c == "l": return "%2d" % ((hour - 1) % 12 + 1)
    if c == "C": return "%02d" % (year // 100)
    if c == "n": return "\n"
    if c == "t": return "\t"
    if c == "%": return "%"
    if c == "D" or c == "x": return "%02d/%02d/%02d" % (month, day, year % 100)
    if c == "F": return "%d-%02d-%02d" % (year, month, day)
    if c == "T" or c == "X": return "%02d:%02d:%02d" % (hour, minute, second)
    if c == "R": return "%02d:%02d" % (hour, minute)
    if c == "r": return "%02d:%02d:%02d %s" % ((hour - 1) % 12 + 1, minute, second, "AM" if hour < 12 else "PM")
    if c == "c": return "%s %s %2d %02d:%02d:%02d %d" % (_DAYS[weekday], _MONTHS[month - 1], day, hour, minute, second, year)
    if c == "U": return "%02d" % ((yday + 6 - (weekday + 1) % 7) // 7)
    if c == "W": return "%02d" % ((yday + 6 - weekday) // 7)
    if c in "GVg":
        iso = date(year, month, day).isocalendar()
        return "%d" % iso[0] if c == "G" else "%02d" % iso[1] if c == "V" else "%02d" % (iso[0] % 100)
    if c == "s": return "%d" % int(_time.mktime((year, month, day, hour, minute, second, weekday, yday, -1)))
    if c == "z":
        off = obj.utcoffset() if hasattr(obj, "utcoffset") else None
        return _offset_text(off, "")
    if c == "Z":
        return (obj.tzname() or "") if hasattr(obj, "tzname") else ""
    return "%" + c


class timedelta:
    __slots__ = ("_days", "_seconds", "_microseconds", "_hash")

    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        total = 0
        rest = 0.0
        for value, unit, name in (
            (weeks, 604800000000, "weeks"), (days, 86400000000, "days"), (hours, 3600000000, "hours"), (minutes, 60000000, "minutes"),
            (seconds, 1000000, "seconds"), (milliseconds, 1000, "milliseconds"), (microseconds, 1, "microseconds"),
        ):
            if isinstance(value, int):
                total += value * unit
            elif isinstance(value, float):
                whole = int(value)
                total += whole * unit
                part = (value - whole) * unit
                whole = int(part)
                total += whole
                rest += part - whole
            else:
                raise TypeError("unsupported type for timedelta %s component: %s" % (name, type(value).__name__))
        if rest:
            whole = round(rest)
            if abs(rest - int(rest)) == 0.5:
                whole = int(rest)
                if (total + whole) % 2:
                    whole += 1 if rest > 0 else -1
            total += whole
        return cls._of(total)

    @classmethod
    def _of(cls, us):
        seconds, us = divmod(us, 1000000)
        days, seconds = divmod(seconds, 86400)
        if abs(days) > 999999999:
            raise OverflowError("days=%d; must have magnitude <= 999999999" % days)
        self = object.__new__(cls)
        self._days, self._seconds, self._microseconds, self._hash = days, seconds, us, -1
        return self

    def _us(self):
        return (self._days * 86400 + self._seconds) * 1000000 + self._microseconds

    @property
    def days(self):
        return self._days

    @property
    def seconds(self):
        return self._seconds

    @property
    def microseconds(self):
        return self._microseconds

    def total_seconds(self):
        return self._us() / 10**6

    def __repr__(self):
        args = []
        if self._days:
            args.append("days=%d" % self._days)
        if self._seconds:
            args.append("seconds=%d" % self._seconds)
        if self._microseconds:
            args.append("microseconds=%d" % self._microseconds)
        return "%s(%s)" % (_qualified(self), ", ".join(args) or "0")

    def __str__(self):
        mm, ss = divmod(self._seconds, 60)
        hh, mm = divmod(mm, 60)
        s = "%d:%02d:%02d" % (hh, mm, ss)
        if self._days:
            s = "%d day%s, %s" % (self._days, "" if abs(self._days) == 1 else "s", s)
        if self._microseconds:
            s += ".%06d" % self._microseconds
        return s

    def __add__(self, other):
        if isinstance(other, timedelta):
            return timedelta._of(self._us() + other._us())
        return NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return timedelta._of(self._us() - other._us())
        return NotImplemented

    def __rsub__(self, other):
        if isinstance(other, timedelta):
            return -self + other
        return NotImplemented

    def __neg__(self):
        return timedelta._of(-self._us())

    def __pos__(self):
        return self

    def __abs__(self):
        return -self if self._days < 0 else self

    def __mul__(self, other):
        if isinstance(other, int):
            return timedelta._of(self._us() * other)
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return timedelta._of(_divide_and_round(self._us() * a, b))
        return NotImplemented

    __rmul__ = __mul__

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._us() // other._us()
        if isinstance(other, int):
            return timedelta._of(self._us() // other)
        return NotImplemented

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._us() / other._us()
        if isinstance(other, int):
            return timedelta._of(_divide_and_round(self._us(), other))
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return timedelta._of(_divide_and_round(b * self._us(), a))
        return NotImplemented

    def __mod__(self, other):
        if isinstance(other, timedelta):
            return timedelta._of(self._us() % other._us())
        return NotImplemented

    def __divmod__(self, other):
        if isinstance(other, timedelta):
            q, r = divmod(self._us(), other._us())
            return q, timedelta._of(r)
        return NotImplemented

    def __eq__(self, other):
        return self._us() == other._us() if isinstance(other, timedelta) else NotImplemented

    def __lt__(self, other):
        return self._us() < other._us() if isinstance(other, timedelta) else NotImplemented

    def __le__(self, other):
        return self._us() <= other._us() if isinstance(other, timedelta) else NotImplemented

    def __gt__(self, other):
        return self._us() > other._us() if isinstance(other, timedelta) else NotImplemented

    def __ge__(self, other):
        return self._us() >= other._us() if isinstance(other, timedelta) else NotImplemented

    def __hash__(self):
        return hash((self._days, self._seconds, self._microseconds))

    def __bool__(self):
        return self._us() != 0

    def __reduce__(self):
        return self.__class__, (self._days, self._seconds, self._microseconds)


timedelta.min = timedelta(-999999999)
timedelta.max = timedelta(days=999999999, hours=23, minutes=59, seconds=59, microseconds=999999)
timedelta.resolution = timedelta(microseconds=1)


def _qualified(self):
    cls = type(self)
    return cls.__qualname__ if cls.__module__ == "__main__" else "%s.%s" % (cls.__module__, cls.__qualname__)


def _compare_error(a, op, b):
    raise TypeError("can't compare %s to %s" % (_qualified(a), type(b).__name__))


class _IsoCalendarDate(tuple):
    @property
    def year(self):
        return self[0]

    @property
    def week(self):
        return self[1]

    @property
    def weekday(self):
        return self[2]

    def __repr__(self):
        return "datetime.IsoCalendarDate(year=%s, week=%s, weekday=%s)" % self


def _parse_date(text):
    if len(text) == 10 and text[4] == text[7] == "-":
        parts = text[:4], text[5:7], text[8:]
    elif len(text) == 8 and "W" not in text:
        parts = text[:4], text[4:6], text[6:]
    elif "W" in text:
        compact = text.replace("-", "")
        year, week = compact[:4], compact[5:7]
        day = compact[7:] or "1"
        return _from_iso(int(year), int(week), int(day))
    else:
        raise ValueError
    for part in parts:
        if not (part.isascii() and part.isdigit()):
            raise ValueError
    return tuple(int(part) for part in parts)


def _from_iso(year, week, day):
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError("Year is out of range: %d" % year)
    first = _ymd2ord(year, 1, 1)
    weekday = (first + 6) % 7
    monday = first - weekday + (7 if weekday > 3 else 0)
    if not 0 < week < 53 and not (week == 53 and (weekday == 3 or weekday == 2 and _is_leap(year))):
        raise ValueError("Invalid week: %d" % week)
    if not 0 < day < 8:
        raise ValueError("Invalid weekday: %d (range is [1, 7])" % day)
    return _ord2ymd(monday + (week - 1) * 7 + day - 1)


"""#
