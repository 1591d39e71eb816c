// Continues the module datetime in Toy.

let bundledDatetimePart3 = #"""
class datetime(date):
    __slots__ = ("_hour", "_minute", "_second", "_microsecond", "_tzinfo", "_fold")

    def __new__(cls, year=None, month=None, day=None, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        if year is None:
            raise TypeError("function missing required argument 'year' (pos 1)")
        if month is None:
            raise TypeError("function missing required argument 'month' (pos 2)")
        if day is None:
            raise TypeError("function missing required argument 'day' (pos 3)")
        year, month, day = _check_date(year, month, day)
        hour, minute, second, microsecond, fold = _check_time(hour, minute, second, microsecond, fold)
        _check_tz(tzinfo)
        self = object.__new__(cls)
        self._year, self._month, self._day = year, month, day
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
    def _from_parts(cls, t, utc, tz):
        frac = t - int(t) if isinstance(t, float) else 0
        us = round(frac * 1e6)
        t = int(t)
        if us >= 1000000:
            t += 1
            us -= 1000000
        elif us < 0:
            t -= 1
            us += 1000000
        parts = (_time.gmtime if utc else _time.localtime)(t)
        return cls(parts[0], parts[1], parts[2], parts[3], parts[4], min(parts[5], 59), us, tz)

    @classmethod
    def fromtimestamp(cls, t, tz=None):
        _check_tz(tz)
        result = cls._from_parts(t, tz is not None, tz)
        return result if tz is None else tz.fromutc(result)

    @classmethod
    def utcfromtimestamp(cls, t):
        return cls._from_parts(t, True, None)

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_time.time(), tz)

    @classmethod
    def utcnow(cls):
        return cls.utcfromtimestamp(_time.time())

    @classmethod
    def today(cls):
        return cls.now()

    @classmethod
    def combine(cls, date_, time_, tzinfo=True):
        if not isinstance(date_, date):
            raise TypeError("combine() argument 1 must be datetime.date, not %s" % type(date_).__name__)
        if not isinstance(time_, _time_class):
            raise TypeError("combine() argument 2 must be datetime.time, not %s" % type(time_).__name__)
        return cls(
            date_.year, date_.month, date_.day, time_.hour, time_.minute, time_.second, time_.microsecond,
            time_.tzinfo if tzinfo is True else tzinfo, fold=time_.fold)

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
            for at in (10, 8):
                if len(text) <= at:
                    parts = _parse_date(text)
                    return cls(*parts)
                if text[at] in "T " or at == 10 and text[4:5] == "-":
                    break
            parts = _parse_date(text[:at])
            clock = _parse_time(text[at + 1:])
        except ValueError as e:
            if e.args:
                raise
            raise ValueError("Invalid isoformat string: %r" % text) from None
        return cls(*parts, *clock)

    @classmethod
    def strptime(cls, text, format):
        from _strptime import parse
        year, month, day, hour, minute, second, us, offset, name = parse(text, format)
        tz = None if offset is None else timezone(timedelta(seconds=offset)) if name is None else timezone(timedelta(seconds=offset), name)
        return cls(year, month, day, hour, minute, second, us, tz)

    def timetuple(self):
        dst = self.dst()
        dst = -1 if dst is None else 1 if dst else 0
        return _time.struct_time((
            self._year, self._month, self._day, self._hour, self._minute, self._second, self.weekday(), self._yday(), dst))

    def utctimetuple(self):
        off = self.utcoffset()
        moved = self - off if off else self
        return _time.struct_time((
            moved._year, moved._month, moved._day, moved._hour, moved._minute, moved._second, moved.weekday(), moved._yday(), 0))

    def _us(self):
        return ((self.toordinal() * 24 + self._hour) * 60 + self._minute) * 60000000 + self._second * 1000000 + self._microsecond

    def timestamp(self):
        if self._tzinfo is None:
            t = _time.mktime((self._year, self._month, self._day, self._hour, self._minute, self._second, -1, -1, -1))
            return t + self._microsecond / 1e6
        return (self - datetime(1970, 1, 1, tzinfo=timezone.utc)).total_seconds()

    def date(self):
        return date(self._year, self._month, self._day)

    def time(self):
        return _time_class(self._hour, self._minute, self._second, self._microsecond, fold=self._fold)

    def timetz(self):
        return _time_class(self._hour, self._minute, self._second, self._microsecond, self._tzinfo, fold=self._fold)

    def replace(
        self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None
    ):
        return type(self)(
            self._year if year is None else year, self._month if month is None else month, self._day if day is None else day,
            self._hour if hour is None else hour, self._minute if minute is None else minute,
            self._second if second is None else second, self._microsecond if microsecond is None else microsecond,
            self._tzinfo if tzinfo is True else tzinfo, fold=self._fold if fold is None else fold)

    def astimezone(self, tz=None):
        if tz is None:
            tz = timezone(timedelta(seconds=-_time.timezone), _time.tzname[0])
        elif not isinstance(tz, _tzinfo_class):
            raise TypeError("tzinfo argument must be None or of a tzinfo subclass, not type '%s'" % type(tz).__name__)
        off = self.utcoffset()
        if off is None:
            off = timedelta(seconds=-_time.timezone)
        elif tz is self._tzinfo:
            return self
        return tz.fromutc((self - off).replace(tzinfo=tz))

    def ctime(self):
        return self.strftime("%a %b %e %H:%M:%S %Y")

    def isoformat(self, sep="T", timespec="auto"):
        return (
            "%04d-%02d-%02d%c" % (self._year, self._month, self._day, sep)
            + _time_text(self._hour, self._minute, self._second, self._microsecond, timespec) + _offset_text(self.utcoffset()))

    def __str__(self):
        return self.isoformat(" ")

    def __repr__(self):
        parts = [self._year, self._month, self._day, self._hour, self._minute]
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

    def strftime(self, format):
        return _strftime(
            self, format, self._year, self._month, self._day, self._hour, self._minute, self._second, self._microsecond)

    def utcoffset(self):
        return None if self._tzinfo is None else _checked_offset(self._tzinfo, self)

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(self)

    def dst(self):
        return None if self._tzinfo is None else _checked_offset(self._tzinfo, self, "dst")

    def _key(self):
        off = self.utcoffset()
        return self._us() if off is None else self._us() - off._us()

    def _cmp(self, other, op):
        if not isinstance(other, datetime):
            return None
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            if op == "==":
                return 0, 1
            raise TypeError("can't compare offset-naive and offset-aware datetimes")
        return self._key(), other._key()

    def __hash__(self):
        return hash(self._key())

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        days, us = divmod(self._us() + other._us(), 86400000000)
        if not 0 < days <= 3652059:
            raise OverflowError("date value out of range")
        second, us = divmod(us, 1000000)
        minute, second = divmod(second, 60)
        hour, minute = divmod(minute, 60)
        return type(self)(*_ord2ymd(days), hour, minute, second, us, tzinfo=self._tzinfo)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + -other
        if not isinstance(other, datetime):
            return NotImplemented
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        return timedelta._of(self._key() - other._key())

    def __reduce__(self):
        return self.__class__, (
            self._year, self._month, self._day, self._hour, self._minute, self._second, self._microsecond, self._tzinfo)


datetime.min = datetime(1, 1, 1)
datetime.max = datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta(microseconds=1)
"""#
