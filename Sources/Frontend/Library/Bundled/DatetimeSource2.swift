// Continues the module datetime in Toy.

let bundledDatetimePart2 = #"""
class date:
    __slots__ = ("_year", "_month", "_day")

    def __new__(cls, year=None, month=None, day=None):
        if year is None:
            raise TypeError("function missing required argument 'year' (pos 1)")
        if month is None:
            raise TypeError("function missing required argument 'month' (pos 2)")
        if day is None:
            raise TypeError("function missing required argument 'day' (pos 3)")
        year, month, day = _check_date(year, month, day)
        self = object.__new__(cls)
        self._year, self._month, self._day = year, month, day
        return self

    @classmethod
    def fromtimestamp(cls, t):
        y, m, d = _time.localtime(t)[:3]
        return cls(y, m, d)

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromordinal(cls, n):
        if n < 1:
            raise ValueError("ordinal must be >= 1")
        return cls(*_ord2ymd(n))

    @classmethod
    def fromisoformat(cls, text):
        if not isinstance(text, str):
            raise TypeError("fromisoformat: argument must be str")
        try:
            parts = _parse_date(text)
        except ValueError:
            raise ValueError("Invalid isoformat string: %r" % text) from None
        return cls(*parts)

    @classmethod
    def fromisocalendar(cls, year, week, day):
        return cls(*_from_iso(year, week, day))

    @property
    def year(self):
        return self._year

    @property
    def month(self):
        return self._month

    @property
    def day(self):
        return self._day

    def __repr__(self):
        return "%s(%d, %d, %d)" % (_qualified(self), self._year, self._month, self._day)

    def isoformat(self):
        return "%04d-%02d-%02d" % (self._year, self._month, self._day)

    __str__ = isoformat

    def ctime(self):
        return _strftime(self, "%a %b %e 00:00:00 %Y", self._year, self._month, self._day, 0, 0, 0, 0)

    def strftime(self, format):
        return _strftime(self, format, self._year, self._month, self._day, 0, 0, 0, 0)

    def __format__(self, spec):
        if not isinstance(spec, str):
            raise TypeError("must be str, not %s" % type(spec).__name__)
        return self.strftime(spec) if spec else str(self)

    def timetuple(self):
        return _time.struct_time((self._year, self._month, self._day, 0, 0, 0, self.weekday(), self._yday(), -1))

    def _yday(self):
        return _days_before_month(self._year, self._month) + self._day

    def toordinal(self):
        return _ymd2ord(self._year, self._month, self._day)

    def replace(self, year=None, month=None, day=None):
        return type(self)(
            self._year if year is None else year, self._month if month is None else month, self._day if day is None else day)

    def weekday(self):
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        return self.toordinal() % 7 or 7

    def isocalendar(self):
        year = self._year
        today = _ymd2ord(year, self._month, self._day)

        def monday(y):
            first = _ymd2ord(y, 1, 1)
            weekday = (first + 6) % 7
            return first - weekday + (7 if weekday > 3 else 0)

        start = monday(year)
        week, day = divmod(today - start, 7)
        if week < 0:
            year -= 1
            week, day = divmod(today - monday(year), 7)
        elif week >= 52 and today >= monday(year + 1):
            year += 1
            week = 0
        return _IsoCalendarDate((year, week + 1, day + 1))

    def _key(self):
        return self._year, self._month, self._day

    def _cmp(self, other, op):
        if isinstance(other, date) and isinstance(other, datetime) == isinstance(self, datetime):
            return self._key(), other._key()
        return None

    def __eq__(self, other):
        keys = self._cmp(other, "==")
        return NotImplemented if keys is None else keys[0] == keys[1]

    def __lt__(self, other):
        keys = self._cmp(other, "<")
        return self._refuse(other) if keys is None else keys[0] < keys[1]

    def __le__(self, other):
        keys = self._cmp(other, "<=")
        return self._refuse(other) if keys is None else keys[0] <= keys[1]

    def __gt__(self, other):
        keys = self._cmp(other, ">")
        return self._refuse(other) if keys is None else keys[0] > keys[1]

    def __ge__(self, other):
        keys = self._cmp(other, ">=")
        return self._refuse(other) if keys is None else keys[0] >= keys[1]

    def _refuse(self, other):
        if isinstance(other, date):
            raise TypeError("can't compare %s to %s" % (_qualified(self), _qualified(other)))
        return NotImplemented

    def __hash__(self):
        return hash((self._year, self._month, self._day))

    def __add__(self, other):
        if isinstance(other, timedelta):
            n = self.toordinal() + other.days
            if 0 < n <= 3652059:
                return type(self).fromordinal(n)
            raise OverflowError("date value out of range")
        return NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + timedelta(-other.days)
        if isinstance(other, date) and not isinstance(other, datetime):
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented

    def __reduce__(self):
        return self.__class__, (self._year, self._month, self._day)


date.min = date(1, 1, 1)
date.max = date(9999, 12, 31)
date.resolution = timedelta(days=1)


class tzinfo:
    __slots__ = ()

    def tzname(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement tzname()")

    def utcoffset(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement utcoffset()")

    def dst(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement dst()")

    def fromutc(self, dt):
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        off = dt.utcoffset()
        dst = dt.dst()
        if off is None:
            raise ValueError("fromutc: non-None utcoffset() result required")
        if dst is None:
            raise ValueError("fromutc: non-None dst() result required")
        delta = off - dst
        if delta:
            dt += delta
            dst = dt.dst()
        return dt + dst


class timezone(tzinfo):
    __slots__ = ("_offset", "_name")

    def __new__(cls, offset, name=None):
        if not isinstance(offset, timedelta):
            raise TypeError("timezone() argument 1 must be datetime.timedelta, not %s" % type(offset).__name__)
        if name is None and not offset and cls is timezone and hasattr(cls, "utc"):
            return cls.utc
        if not timedelta(-1) < offset < timedelta(1):
            raise ValueError(
                "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not %r." % (offset,))
        self = object.__new__(cls)
        self._offset, self._name = offset, name
        return self

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def __repr__(self):
        if self is timezone.utc:
            return "datetime.timezone.utc"
        if self._name is None:
            return "%s(%r)" % (_qualified(self), self._offset)
        return "%s(%r, %r)" % (_qualified(self), self._offset, self._name)

    def __str__(self):
        return self.tzname(None)

    def utcoffset(self, dt):
        return self._offset

    def tzname(self, dt):
        if self._name is not None:
            return self._name
        return "UTC" + _offset_text(self._offset) if self._offset else "UTC"

    def dst(self, dt):
        return None

    def fromutc(self, dt):
        return dt + self._offset

    def __reduce__(self):
        return timezone, (self._offset,) if self._name is None else (self._offset, self._name)


UTC = timezone.utc = timezone(timedelta(0))
timezone.min = timezone(-timedelta(hours=23, minutes=59))
timezone.max = timezone(timedelta(hours=23, minutes=59))


def _parse_time(text):
    tz = None
    body = text
    for i, c in enumerate(text):
        if c in "+-Z":
            body, zone = text[:i], text[i:]
            if zone == "Z":
                tz = timezone.utc
            else:
                h, m, s, us = _parse_clock(zone[1:])
                offset = timedelta(hours=h, minutes=m, seconds=s, microseconds=us)
                tz = timezone(-offset if zone[0] == "-" else offset)
            break
    return _parse_clock(body) + (tz,)


def _parse_clock(text):
    whole, dot, fraction = text.partition(".")
    if not dot:
        whole, dot, fraction = text.partition(",")
    parts = whole.split(":") if ":" in whole else [whole[i:i + 2] for i in range(0, len(whole), 2)]
    if not 1 <= len(parts) <= 3 or (dot and len(parts) < 3):
        raise ValueError
    for part in parts:
        if len(part) != 2 or not part.isdigit():
            raise ValueError
    us = 0
    if dot:
        if not fraction.isdigit():
            raise ValueError
        us = int((fraction + "000000")[:6])
    numbers = [int(part) for part in parts] + [0, 0]
    return numbers[0], numbers[1], numbers[2], us


def _checked_offset(tz, dt, name="utcoffset"):
    off = getattr(tz, name)(dt)
    if off is not None and not isinstance(off, timedelta):
        raise TypeError("tzinfo.%s() must return None or a timedelta, not '%s'" % (name, type(off).__name__))
    return off


class time:
    __slots__ = ("_hour", "_minute", "_second", "_microsecond", "_tzinfo", "_fold")

    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        hour, minute, second, microsecond, fold = _check_time(hour, minute, second, microsecond, fold)
        _check_tz(tzinfo)
        self = object.__new__(cls)
        self._hour, self._minute, self._second, self._microsecond, self._tzinfo, self._fold = (
            hour, minute, second, microsecond, tzinfo, fold)
        return self

    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)
    fold = property(lambda self: self._fold)

    @classmethod
    def fromisoformat(cls, text):
        try:
            return cls(*_parse_time(text.lstrip("T")))
        except ValueError as e:
            if e.args:
                raise
            raise ValueError("Invalid isoformat string: %r" % text) from None

    def _key(self):
        us = ((self._hour * 60 + self._minute) * 60 + self._second) * 1000000 + self._microsecond
        off = self.utcoffset()
        return us if off is None else us - off._us()

    def _keys(self, other):
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            raise TypeError("can't compare offset-naive and offset-aware times")
        return self._key(), other._key()

    def __eq__(self, other):
        if not isinstance(other, time):
            return NotImplemented
        return (self.utcoffset() is None) == (other.utcoffset() is None) and self._key() == other._key()

    def __lt__(self, other):
        if not isinstance(other, time):
            return NotImplemented
        a, b = self._keys(other)
        return a < b

    def __le__(self, other):
        if not isinstance(other, time):
            return NotImplemented
        a, b = self._keys(other)
        return a <= b

    def __gt__(self, other):
        if not isinstance(other, time):
            return NotImplemented
        a, b = self._keys(other)
        return a > b

    def __ge__(self, other):
        if not isinstance(other, time):
            return NotImplemented
        a, b = self._keys(other)
        return a >= b

    def __hash__(self):
        return hash(self._key())

    def __repr__(self):
        parts = [self._hour, self._minute]
        if self._second or self._microsecond:
            parts.append(self._second)
        if self._microsecond:
            parts.append(self._microsecond)
        text = "%s(%s" % (_qualified(self), ", ".join(map(str, parts)))
        if self._tzinfo is not None:
            text += ", tzinfo=%r" % self._tzinfo
        if self._fold:
            text += ", fold=1"
        return text + ")"

    def isoformat(self, timespec="auto"):
        return _time_text(self._hour, self._minute, self._second, self._microsecond, timespec) + _offset_text(self.utcoffset())

    __str__ = isoformat

    def strftime(self, format):
        return _strftime(self, format, 1900, 1, 1, self._hour, self._minute, self._second, self._microsecond)

    def __format__(self, spec):
        return self.strftime(spec) if spec else str(self)

    def utcoffset(self):
        return None if self._tzinfo is None else _checked_offset(self._tzinfo, None)

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(None)

    def dst(self):
        return None if self._tzinfo is None else _checked_offset(self._tzinfo, None, "dst")

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        return type(self)(
            self._hour if hour is None else hour, self._minute if minute is None else minute,
            self._second if second is None else second, self._microsecond if microsecond is None else microsecond,
            self._tzinfo if tzinfo is True else tzinfo, fold=self._fold if fold is None else fold)

    def __reduce__(self):
        return self.__class__, (self._hour, self._minute, self._second, self._microsecond, self._tzinfo)


time.min = time(0, 0, 0)
time.max = time(23, 59, 59, 999999)
time.resolution = timedelta(microseconds=1)
_tzinfo_class = tzinfo
_time_class = time
_EPOCH = _ymd2ord(1970, 1, 1)


"""#
