// Continues the module decimal in Toy.

let bundledDecimalPart3 = #"""
    @staticmethod
    def _integer_power(base, power, sign, context):
        size = _ndigits(base._n)
        if power > 0 and (size * power <= context.prec * 4 + 50 or base._n == 10**(size - 1)):
            return _make(sign, base._n**power, base._exp * power)._fix(context)
        if power < 0:
            n, exp = base._n, base._exp
            while n % 10 == 0:
                n //= 10
                exp += 1
            m = -power
            # An exact result exists only for coefficients made of twos and fives.
            rest, twos, fives = n, 0, 0
            while rest % 2 == 0:
                rest //= 2
                twos += 1
            while rest % 5 == 0:
                rest //= 5
                fives += 1
            if rest == 1:
                k = max(twos, fives) * m
                if k <= context.prec * 4 + 50:
                    return _make(sign, 10**k // n**m, -k - exp * m)._fix(context)
        return None

    @staticmethod
    def _real_power(base, other, sign, context):
        root = other.as_integer_ratio()
        if root[1] != 1 and root[1] <= 64:
            # Roots of perfect powers are exact.
            n, exp = base._n, base._exp
            while n % 10 == 0:
                n //= 10
                exp += 1
            k = root[1]
            shift = exp % k
            if not shift or n:
                scaled, e = n * 10**shift, exp - shift
                r = _integer_root(scaled, k)
                if r**k == scaled and root[0] > 0 and _ndigits(r) * root[0] <= context.prec + 1:
                    exact = _make(sign, r ** root[0], e // k * root[0])
                    if _ndigits(exact._n) <= context.prec:
                        pad = context.prec - _ndigits(exact._n)
                        return _make(sign, exact._n * 10**pad, exact._exp - pad)._fix(context) if exact._exp < 0 or other._exp < 0 else exact._fix(context)
        p = context.prec
        extra = 8
        y = -other._n if other._sign else other._n
        while True:
            places = p + extra + _ndigits(base.adjusted() or 1) + max(other.adjusted(), 0) + 3
            log = _ln(base._n, base._exp, places)
            scaled = log * y
            scaled = scaled * 10**other._exp if other._exp >= 0 else _half_even(scaled, 10**-other._exp)
            n, exp = _exp(scaled, places, p + extra)
            cut = _ndigits(n) - p
            if cut <= 0 or n % (5 * 10**(cut - 1)) and (n + 2) % (5 * 10**(cut - 1)) > 4:
                break
            extra += 10
        context._signal(Inexact)
        return _make(sign, n * 10 + 1, exp - 1)._fix(context)

    def sqrt(self, context=None):
        context = context or getcontext()
        if self._special:
            nan = self._check_nans(None, context)
            if nan is not None:
                return nan
            if not self._sign:
                return self
        if not self._special and not self._n:
            return _make(self._sign, 0, self._exp // 2)._fix(context)
        if self._sign:
            return context._signal(InvalidOperation)
        prec = context.prec + 1
        e, n = self._exp // 2, self._n
        size = (_ndigits(n) + 1 if self._exp & 1 else _ndigits(n) + 1) // 2 if not self._exp & 1 else (_ndigits(n) >> 1) + 1
        if self._exp & 1:
            n *= 10
        shift = prec - size
        if shift >= 0:
            n *= 100**shift
            exact = True
        else:
            n, rest = divmod(n, 100**-shift)
            exact = not rest
        e -= shift
        root = _math.isqrt(n)
        exact = exact and root * root == n
        if exact:
            root = root // 10**shift if shift >= 0 else root * 10**-shift
            e += shift
        elif root % 5 == 0:
            root += 1
        local = context.copy()
        local.rounding = ROUND_HALF_EVEN
        local.flags = context.flags
        return _make(0, root, e)._fix(local)

    def exp(self, context=None):
        context = context or getcontext()
        nan = self._check_nans(None, context) if self._special else None
        if nan is not None:
            return nan
        if self._special:
            return _make(0, 0, 0) if self._sign else self
        if not self._n:
            return _ONE
        if self.adjusted() > 8:
            return _make(0, 0, context.Etiny()) if self._sign else _overflow(0, context)
        p, extra = context.prec, 5
        y = -self._n if self._sign else self._n
        while True:
            places = p + extra + max(self.adjusted(), 0) + 5
            scaled = y * 10**(self._exp + places) if self._exp + places >= 0 else _half_even(y, 10**-(self._exp + places))
            n, exp = _exp(scaled, places, p + extra)
            cut = _ndigits(n) - p
            if n % (5 * 10**(cut - 1)) and (n + 2) % (5 * 10**(cut - 1)) > 4:
                break
            extra += 5
            if extra > 60:
                n += 1
                break
        return _nearest(_make(0, n, exp), context)

    def _logarithm(self, context, base10):
        nan = self._check_nans(None, context) if self._special else None
        if nan is not None:
            return nan
        if not self._special and not self._n:
            return _make(1, 0, 0, "F")
        if self._sign:
            return context._signal(InvalidOperation)
        if self._special:
            return self
        if base10:
            text = str(self._n)
            if text[0] == "1" and set(text[1:]) <= {"0"}:
                return Decimal(self._exp + len(text) - 1)._fix(context)
        elif self == _ONE:
            return _make(0, 0, 0)
        p, extra = context.prec, 6
        while True:
            places = p + extra + 25
            n = _ln(self._n, self._exp, places)
            if base10:
                n = _half_even(n * 10**places, _ln10(places))
            size = _ndigits(abs(n))
            cut = size - p
            if cut > 12 and (abs(n) + 5) % (5 * 10**(cut - 1)) > 10:
                break
            extra += 15
        return _nearest(_make(1 if n < 0 else 0, abs(n), -places), context)

    def ln(self, context=None):
        return self._logarithm(context or getcontext(), False)

    def log10(self, context=None):
        return self._logarithm(context or getcontext(), True)

    def logb(self, context=None):
        if self._special:
            return self.copy_abs()
        if not self._n:
            return (context or getcontext())._signal(DivisionByZero, _make(1, 0, 0, "F"))
        return Decimal(self.adjusted())

    def scaleb(self, other, context=None):
        return _make(self._sign, self._n, self._exp + int(other), self._special)._fix(context or getcontext())

    # Rounding

    def _rescale(self, exp, rounding):
        if self._special:
            return self
        if not self._n:
            return _make(self._sign, 0, exp)
        kept, _ = _shorten(self._sign, self._n, exp - self._exp, rounding)
        return _make(self._sign, kept, exp)

    def quantize(self, exp, rounding=None, context=None):
        context = context or getcontext()
        exp = _convert(exp)
        if rounding is None:
            rounding = context.rounding
        elif rounding not in _ROUNDINGS:
            raise TypeError(
                "valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n"
                "   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]")
        if self._special or exp._special:
            nan = self._check_nans(exp, context)
            if nan is not None:
                return nan
            if self._special and exp._special:
                return self
            return context._signal(InvalidOperation)
        if not context.Etiny() <= exp._exp <= context.Emax:
            return context._signal(InvalidOperation)
        if not self._n:
            return _make(self._sign, 0, exp._exp)._fix(context)
        if self.adjusted() > context.Emax or self.adjusted() - exp._exp + 1 > context.prec:
            return context._signal(InvalidOperation)
        result = self._rescale(exp._exp, rounding)
        if result.adjusted() > context.Emax or _ndigits(result._n) > context.prec:
            return context._signal(InvalidOperation)
        if result._exp > self._exp:
            if result != self:
                context._signal(Inexact)
            context._signal(Rounded)
        return result._fix(context)

    def same_quantum(self, other, context=None):
        other = _convert(other)
        if self._special or other._special:
            return self.is_nan() and other.is_nan() or self.is_infinite() and other.is_infinite()
        return self._exp == other._exp

    def to_integral_value(self, rounding=None, context=None):
        if self._special or self._exp >= 0:
            return self
        return self._rescale(0, rounding or (context or getcontext()).rounding)

    to_integral = to_integral_value

    def to_integral_exact(self, rounding=None, context=None):
        context = context or getcontext()
        result = self.to_integral_value(rounding, context)
        if result is not self:
            if result != self:
                context._signal(Inexact)
            context._signal(Rounded)
        return result

    def normalize(self, context=None):
        context = context or getcontext()
        if self._special:
            return self._check_nans(None, context) or self
        fixed = self._fix(context)
        if fixed._special:
            return fixed
        n, exp = fixed._n, fixed._exp
        if not n:
            return _make(fixed._sign, 0, 0)
        limit = context.Etop() if context.clamp else context.Emax
        while n % 10 == 0 and exp < limit:
            n //= 10
            exp += 1
        return _make(fixed._sign, n, exp)

    def next_plus(self, context=None):
        context = (context or getcontext()).copy()
        context.rounding = ROUND_CEILING
        context.clear_traps()
        moved = self._fix(context)
        if moved != self:
            return moved
        return self._add(_make(0, 1, context.Etiny() - 1), context)

    def next_minus(self, context=None):
        return self.copy_negate().next_plus(context).copy_negate()

    def __round__(self, n=None):
        if n is not None:
            return self.quantize(_make(0, 1, -n))
        self._check_integral()
        return int(self._rescale(0, ROUND_HALF_EVEN))

    def _check_integral(self):
        if self._special:
            if self._special == "F":
                raise OverflowError("cannot convert Infinity to integer")
            raise ValueError("cannot convert NaN to integer")

    def __int__(self):
        self._check_integral()
        n = self._n * 10**self._exp if self._exp >= 0 else self._n // 10**-self._exp
        return -n if self._sign else n

    __trunc__ = __int__

    def __floor__(self):
        self._check_integral()
        return int(self._rescale(0, ROUND_FLOOR))

    def __ceil__(self):
        self._check_integral()
        return int(self._rescale(0, ROUND_CEILING))

    def __float__(self):
        if self._special == "N":
            raise ValueError("cannot convert signaling NaN to float")
        return float(str(self).replace("NaN", "nan") if self._special != "n" else "-nan" if self._sign else "nan")

    def __complex__(self):
        return complex(float(self))

    def __bool__(self):
        return self._special is not None or self._n != 0

    # Comparison

    def _order(self, other):
        """The sign of the comparison with a number that is not NaN."""
        if self._special or other._special:
            a = (-1 if self._sign else 1) if self._special else 0
            b = (-1 if other._sign else 1) if other._special else 0
            return (a > b) - (a < b)
        a = -self._n if self._sign else self._n
        b = -other._n if other._sign else other._n
        if not a or not b or (a < 0) != (b < 0):
            return (a > b) - (a < b)
        x, y = self.adjusted(), other.adjusted()
        if x != y:
            return (1 if x > y else -1) * (-1 if a < 0 else 1)
        exp = min(self._exp, other._exp)
        a *= 10**(self._exp - exp)
        b *= 10**(other._exp - exp)
        return (a > b) - (a < b)

    def __eq__(self, other):
        self, other = _comparable(self, other, True)
        if other is NotImplemented:
            return other
        if self.is_nan() or other.is_nan():
            if self._special == "N" or other._special == "N":
                getcontext()._signal(InvalidOperation)
            return False
        return self._order(other) == 0

    def _ordered(self, other):
        if self.is_nan() or other.is_nan():
            getcontext()._signal(InvalidOperation)
            return None
        return self._order(other)

    def __lt__(self, other):
        self, other = _comparable(self, other)
        if other is NotImplemented:
            return other
        order = self._ordered(other)
        return order is not None and order < 0

    def __le__(self, other):
        self, other = _comparable(self, other)
        if other is NotImplemented:
            return other
        order = self._ordered(other)
        return order is not None and order <= 0

    def __gt__(self, other):
        self, other = _comparable(self, other)
        if other is NotImplemented:
            return other
        order = self._ordered(other)
        return order is not None and order > 0

    def __ge__(self, other):
        self, other = _comparable(self, other)
        if other is NotImplemented:
            return other
        order = self._ordered(other)
        return order is not None and order >= 0

    def __hash__(self):
        if self._special:
            if self._special == "N":
                raise TypeError("Cannot hash a signaling NaN value")
            return object.__hash__(self) if self._special == "n" else -314159 if self._sign else 314159
        p = (1 << 61) - 1
        factor = pow(10, self._exp, p) if self._exp >= 0 else pow(pow(10, p - 2, p), -self._exp, p)
        h = self._n * factor % p
        h = -h if self._sign else h
        return -2 if h == -1 else h

    def compare(self, other, context=None):
        other = _convert(other)
        nan = self._check_nans(other, context or getcontext())
        return nan if nan is not None else Decimal(self._order(other))

    def compare_total(self, other, context=None):
        other = _convert(other)
        order = self._order(other)
        if not order and self._exp != other._exp:
            order = 1 if (self._exp > other._exp) != bool(self._sign) else -1
        return Decimal(order)

    def max(self, other, context=None):
        other = _convert(other)
        if self.is_nan() or other.is_nan():
            return other if self.is_nan() else self
        order = self._order(other) or self.compare_total(other)
        return (other if order < 0 else self)._fix(context or getcontext())

    def min(self, other, context=None):
        other = _convert(other)
        if self.is_nan() or other.is_nan():
            return other if self.is_nan() else self
        order = self._order(other) or self.compare_total(other)
        return (self if order < 0 else other)._fix(context or getcontext())

    def max_mag(self, other, context=None):
        other = _convert(other)
        order = 0 if self.is_nan() or other.is_nan() else self.copy_abs()._order(other.copy_abs())
        return (self if order > 0 else other)._fix(context or getcontext()) if order else self.max(other, context)

    def min_mag(self, other, context=None):
        other = _convert(other)
        order = 0 if self.is_nan() or other.is_nan() else self.copy_abs()._order(other.copy_abs())
        return (self if order < 0 else other)._fix(context or getcontext()) if order else self.min(other, context)

    def compare_signal(self, other, context=None):
        other = _convert(other)
        if self.is_nan() or other.is_nan():
            return (context or getcontext())._signal(InvalidOperation)
        return Decimal(self._order(other))

    def compare_total_mag(self, other, context=None):
        return self.copy_abs().compare_total(_convert(other).copy_abs(), context)

    def next_toward(self, other, context=None):
        other, context = _convert(other), context or getcontext()
        if self.is_nan() or other.is_nan():
            return self._check_nans(other, context)
        order = self._order(other)
        if order == 0:
            return self.copy_sign(other)
        return self.next_plus(context) if order < 0 else self.next_minus(context)

    def _turn(self, other, context, wraps):
        other, context = _convert(other), context or getcontext()
        if self.is_nan() or other.is_nan():
            return self._check_nans(other, context)
        if other._special or other._exp != 0 or abs(int(other)) > context.prec:
            return context._signal(InvalidOperation)
        if self._special:
            return self
        count, whole = int(other), 10 ** context.prec
        n = self._n % whole
        if wraps:
            high = 10 ** (count % context.prec)
            n = n * high % whole + n * high // whole
        else:
            n = n * 10 ** count % whole if count >= 0 else n // 10 ** -count
        return _make(self._sign, n, self._exp)

    def rotate(self, other, context=None):
        return self._turn(other, context, True)

    def shift(self, other, context=None):
        return self._turn(other, context, False)

    def _logical(self, other, context, function):
        other, context = _convert(other), context or getcontext()
        for value in (self, other):
            if value._special or value._sign or value._exp or not set(str(value._n)) <= {"0", "1"}:
                return context._signal(InvalidOperation)
        n = function(int(str(self._n), 2), int(str(other._n), 2))
        return _make(0, int(bin(n)[2:][-context.prec:]), 0)

    def logical_and(self, other, context=None):
        return self._logical(other, context, lambda a, b: a & b)

    def logical_or(self, other, context=None):
        return self._logical(other, context, lambda a, b: a | b)

    def logical_xor(self, other, context=None):
        return self._logical(other, context, lambda a, b: a ^ b)

    def logical_invert(self, context=None):
        context = context or getcontext()
        return self._logical(Decimal("1" * context.prec), context, lambda a, b: a ^ b)

    def __reduce__(self):
        return self.__class__, (str(self),)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __format__(self, spec):
        return _format(self, spec, getcontext())


_numbers.Number.register(Decimal)


def _overflow(sign, context):
    r = context.rounding
    if r in (ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_UP) or r == ROUND_CEILING and not sign or r == ROUND_FLOOR and sign:
        result = _make(sign, 0, 0, "F")
    else:
        result = _make(sign, 10**context.prec - 1, context.Etop())
    return context._signal(Overflow, result)


def _nearest(value, context):
    local = context.copy()
    local.rounding = ROUND_HALF_EVEN
    local.flags = context.flags
    return value._fix(local)


def _half_even(a, b):
    q, r = divmod(a, b)
    return q + (2 * r + (q & 1) > b)


def _integer_root(n, k):
    if k == 2:
        return _math.isqrt(n)
    low, high = 0, 1 << (n.bit_length() // k + 1)
    while low < high:
        middle = (low + high + 1) // 2
        if middle**k <= n:
            low = middle
        else:
            high = middle - 1
    return low


_ln10_known = {}


def _ln_scaled(n, unit):
    """The natural logarithm of n / unit, in units of 1 / unit, for a ratio near one."""
    # ln(x) = 2 artanh((x - 1) / (x + 1)), after square roots bring x close to one.
    halvings = 0
    while abs(n - unit) * 1000 > unit:
        n = _math.isqrt(n * unit)
        halvings += 1
    z = (n - unit) * unit // (n + unit)
    square = z * z // unit
    total, power, k = 0, z, 1
    while power:
        total += power // k
        power = power * square // unit
        if power == -1:
            break
        k += 2
    return total * 2 << halvings


def _ln10(places):
    if places not in _ln10_known:
        if len(_ln10_known) > 20:
            _ln10_known.clear()
        guard = places + 15
        _ln10_known[places] = _ln_scaled(10 * 10**guard, 10**guard) // 10**15
    return _ln10_known[places]


def _ln(n, exp, places):
    """The natural logarithm of n * 10**exp with `places` decimal places, the last few uncertain."""
    guard = places + 15
    unit = 10**guard
    size = _ndigits(n)
    scaled = n * 10**(guard - size + 1) if guard >= size - 1 else n // 10**(size - 1 - guard)
    shift = exp + size - 1
    if scaled > 3 * unit:
        scaled //= 10
        shift += 1
    total = _ln_scaled(scaled, unit)
    if shift:
        wide = guard + _ndigits(abs(shift))
        total += shift * _ln10(wide) // 10**(wide - guard)
    return _half_even(total, 10**15)


def _exp(scaled, places, digits):
    """Coefficient and exponent of e**(scaled / 10**places) with at least `digits` digits."""
    guard = places + 12
    y = scaled * 10**12
    ln10 = _ln10(guard)
    shift, rest = divmod(y, ln10)
    unit = 10**guard
    halvings = 8
    r = rest >> halvings
    total, term, k = unit, unit, 1
    while term:
        term = term * r // (unit * k)
        total += term
        k += 1
    for _ in range(halvings):
        total = total * total // unit
    cut = _ndigits(total) - digits - 2
    if cut > 0:
        total = _half_even(total, 10**cut)
    else:
        cut = 0
    return total, shift - guard + cut


"""#
