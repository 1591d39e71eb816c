// Continues the module decimal in Toy.

let bundledDecimalPart2 = #"""
class Decimal:
    __slots__ = ("_sign", "_n", "_exp", "_special")

    def __new__(cls, value="0", context=None):
        if context is not None and not isinstance(context, Context):
            raise TypeError("optional argument must be a context")
        if isinstance(value, str):
            made = _parse(value)
            if made is None:
                made = (context or getcontext())._signal(ConversionSyntax)
        elif isinstance(value, Decimal):
            made = value
        elif isinstance(value, int):
            made = _make(1 if value < 0 else 0, abs(int(value)), 0)
        elif isinstance(value, float):
            (context or getcontext())._signal(FloatOperation)
            made = Decimal.from_float(value)
        elif isinstance(value, (tuple, list)):
            made = cls._from_tuple(value)
        else:
            raise TypeError("conversion from %s to Decimal is not supported" % type(value).__name__)
        if cls is Decimal and type(made) is Decimal:
            return made
        self = object.__new__(cls)
        self._sign, self._n, self._exp, self._special = made._sign, made._n, made._exp, made._special
        return self

    @staticmethod
    def _from_tuple(value):
        if len(value) != 3:
            raise ValueError("argument must be a sequence of length 3")
        sign, digits, exp = value
        if sign not in (0, 1):
            raise ValueError("sign must be an integer with the value 0 or 1")
        n = 0
        for digit in digits:
            if not (isinstance(digit, int) and 0 <= digit <= 9):
                raise ValueError("coefficient must be a tuple of digits")
            n = n * 10 + digit
        if exp in ("F", "n", "N"):
            return _make(sign, 0 if exp == "F" else n, 0, exp)
        if not isinstance(exp, int):
            raise ValueError("string argument in the third position must be 'F', 'n' or 'N'")
        return _make(sign, n, exp)

    @classmethod
    def from_float(cls, f):
        if isinstance(f, int):
            return cls(f)
        if not isinstance(f, float):
            raise TypeError("argument must be int or float")
        if f != f or f in (_math.inf, -_math.inf):
            return cls(repr(f))
        sign = 0 if _math.copysign(1.0, f) == 1.0 else 1
        n, d = abs(f).as_integer_ratio()
        k = d.bit_length() - 1
        made = _make(sign, n * 5**k, -k)
        return made if cls is Decimal else cls(made)

    # Shown as text

    def _digits(self):
        return str(self._n)

    def __str__(self, eng=False, context=None):
        sign = "-" if self._sign else ""
        if self._special:
            if self._special == "F":
                return sign + "Infinity"
            return sign + ("NaN" if self._special == "n" else "sNaN") + (str(self._n) if self._n else "")
        digits = str(self._n)
        left = self._exp + len(digits)
        if self._exp <= 0 and left > -6:
            place = left
        elif not eng:
            place = 1
        elif digits == "0":
            place = (left + 1) % 3 - 1
        else:
            place = (left - 1) % 3 + 1
        if place <= 0:
            whole, fraction = "0", "." + "0" * -place + digits
        elif place >= len(digits):
            whole, fraction = digits + "0" * (place - len(digits)), ""
        else:
            whole, fraction = digits[:place], "." + digits[place:]
        if left == place:
            return sign + whole + fraction
        return sign + whole + fraction + ("E" if (context or getcontext()).capitals else "e") + "%+d" % (left - place)

    def to_eng_string(self, context=None):
        return self.__str__(True, context)

    def __repr__(self):
        return "Decimal('%s')" % str(self)

    def as_tuple(self):
        if self._special:
            return DecimalTuple(self._sign, (0,) if self._special == "F" else tuple(map(int, str(self._n))) if self._n else (), self._special)
        return DecimalTuple(self._sign, tuple(map(int, str(self._n))), self._exp)

    def as_integer_ratio(self):
        if self._special:
            if self._special == "F":
                raise OverflowError("cannot convert Infinity to integer ratio")
            raise ValueError("cannot convert NaN to integer ratio")
        n = -self._n if self._sign else self._n
        if self._exp >= 0:
            return n * 10**self._exp, 1
        d = 10**-self._exp
        g = _math.gcd(n, d)
        return n // g, d // g

    # Kinds of numbers

    def is_nan(self): return self._special in ("n", "N")
    def is_qnan(self): return self._special == "n"
    def is_snan(self): return self._special == "N"
    def is_infinite(self): return self._special == "F"
    def is_finite(self): return self._special is None
    def is_signed(self): return self._sign == 1
    def is_zero(self): return self._special is None and self._n == 0
    def is_canonical(self): return True
    def canonical(self): return self

    def is_normal(self, context=None):
        return bool(not self._special and self._n and (context or getcontext()).Emin <= self.adjusted())

    def is_subnormal(self, context=None):
        return bool(not self._special and self._n and self.adjusted() < (context or getcontext()).Emin)

    def number_class(self, context=None):
        if self._special in ("n", "N"):
            return "NaN" if self._special == "n" else "sNaN"
        sign = "-" if self._sign else "+"
        if self._special:
            return sign + "Infinity"
        if not self._n:
            return sign + "Zero"
        return sign + ("Subnormal" if self.is_subnormal(context) else "Normal")

    def adjusted(self):
        return 0 if self._special else self._exp + _ndigits(self._n) - 1

    def radix(self):
        return Decimal(10)

    @property
    def real(self):
        return self

    @property
    def imag(self):
        return Decimal(0)

    def conjugate(self):
        return self

    # Rounding to a context

    def _fix(self, context):
        if self._special:
            return self
        sign, n, exp = self._sign, self._n, self._exp
        etiny, etop = context.Etiny(), context.Etop()
        if not n:
            limit = etop if context.clamp else context.Emax
            new = min(max(exp, etiny), limit)
            if new == exp:
                return self
            context._signal(Clamped)
            return _make(sign, 0, new)
        size = _ndigits(n)
        least = size + exp - context.prec
        if least > etop:
            result = _overflow(sign, context)
            context._signal(Inexact)
            context._signal(Rounded)
            return result
        is_subnormal = least < etiny
        if is_subnormal:
            least = etiny
        if exp < least:
            kept, lost = _shorten(sign, n, least - exp, context.rounding)
            if _ndigits(kept) > context.prec:
                kept //= 10
                least += 1
            if least > etop:
                return _overflow(sign, context)
            result = _make(sign, kept, least)
            if lost and is_subnormal:
                context._signal(Underflow)
            if is_subnormal:
                context._signal(Subnormal)
            if lost:
                context._signal(Inexact)
            context._signal(Rounded)
            if not kept:
                context._signal(Clamped)
            return result
        if is_subnormal:
            context._signal(Subnormal)
        if context.clamp and exp > etop:
            context._signal(Clamped)
            return _make(sign, n * 10**(exp - etop), etop)
        return self

    def _check_nans(self, other, context):
        for value in (self, other):
            if value is not None and value._special == "N":
                return context._signal(InvalidOperation, _make(value._sign, value._n, 0, "n"))
        for value in (self, other):
            if value is not None and value._special == "n":
                return value
        return None

    def __pos__(self):
        context = getcontext()
        if self._special:
            return self._check_nans(None, context) or self
        result = self._fix(context)
        return _make(0, 0, result._exp) if not result._n and context.rounding != ROUND_FLOOR else result

    def __neg__(self):
        return self._neg(getcontext())

    def _neg(self, context):
        if self._special:
            return self._check_nans(None, context) or self.copy_negate()
        if not self._n and context.rounding != ROUND_FLOOR:
            return self.copy_abs()._fix(context)
        return self.copy_negate()._fix(context)

    def __abs__(self, round=True):
        return self.copy_abs()._fix(getcontext()) if round else self.copy_abs()

    def copy_abs(self):
        return _make(0, self._n, self._exp, self._special)

    def copy_negate(self):
        return _make(1 - self._sign, self._n, self._exp, self._special)

    def copy_sign(self, other, context=None):
        return _make(_convert(other)._sign, self._n, self._exp, self._special)

    # Arithmetic

    def _add(self, other, context):
        if self._special or other._special:
            nan = self._check_nans(other, context)
            if nan is not None:
                return nan
            if self._special:
                if other._special and self._sign != other._sign:
                    return context._signal(InvalidOperation)
                return self
            return other
        exp = min(self._exp, other._exp)
        negative_zero = context.rounding == ROUND_FLOOR and self._sign != other._sign
        if not self._n and not other._n:
            sign = min(self._sign, other._sign)
            return _make(1 if negative_zero else sign, 0, exp)._fix(context)
        if not self._n or not other._n:
            zero, value = (self, other) if not self._n else (other, self)
            exp = max(exp, value._exp - context.prec - 1) if value._exp > zero._exp else value._exp
            return _make(value._sign, value._n * 10**(value._exp - exp), exp)._fix(context)
        big, small = (self, other) if self._exp >= other._exp else (other, self)
        big_n, small_n, small_exp = big._n, small._n, small._exp
        big_size = _ndigits(big_n)
        floor = big._exp + min(-1, big_size - context.prec - 2)
        if _ndigits(small_n) + small_exp - 1 < floor:
            small_n, small_exp = 1, floor
        a = big_n * 10**(big._exp - small_exp)
        total = (-a if big._sign else a) + (-small_n if small._sign else small_n)
        if not total:
            return _make(1 if negative_zero else 0, 0, exp)._fix(context)
        return _make(1 if total < 0 else 0, abs(total), small_exp)._fix(context)

    def _mul(self, other, context):
        sign = self._sign ^ other._sign
        if self._special or other._special:
            nan = self._check_nans(other, context)
            if nan is not None:
                return nan
            if self._special is None and not self._n or other._special is None and not other._n:
                return context._signal(InvalidOperation)
            return _make(sign, 0, 0, "F")
        return _make(sign, self._n * other._n, self._exp + other._exp)._fix(context)

    def _div(self, other, context):
        sign = self._sign ^ other._sign
        if self._special or other._special:
            nan = self._check_nans(other, context)
            if nan is not None:
                return nan
            if self._special:
                return context._signal(InvalidOperation) if other._special else _make(sign, 0, 0, "F")
            context._signal(Clamped)
            return _make(sign, 0, context.Etiny())
        if not other._n:
            if not self._n:
                return context._signal(DivisionUndefined)
            return context._signal(DivisionByZero, _make(sign, 0, 0, "F"))
        if not self._n:
            return _make(sign, 0, self._exp - other._exp)._fix(context)
        shift = _ndigits(other._n) - _ndigits(self._n) + context.prec + 1
        exp = self._exp - other._exp - shift
        if shift >= 0:
            n, rest = divmod(self._n * 10**shift, other._n)
        else:
            n, rest = divmod(self._n, other._n * 10**-shift)
        if rest:
            if n % 5 == 0:
                n += 1
        else:
            ideal = self._exp - other._exp
            while exp < ideal and n % 10 == 0:
                n //= 10
                exp += 1
        return _make(sign, n, exp)._fix(context)

    def _divide(self, other, context):
        sign = self._sign ^ other._sign
        ideal = self._exp if other._special else min(self._exp, other._exp)
        diff = self.adjusted() - other.adjusted()
        if not self._n or other._special or diff <= -2:
            return _make(sign, 0, 0), self._rescaled(ideal, context)
        if diff <= context.prec:
            a, b = self._n, other._n
            if self._exp >= other._exp:
                a *= 10**(self._exp - other._exp)
            else:
                b *= 10**(other._exp - self._exp)
            q, r = divmod(a, b)
            if q < 10**context.prec:
                return _make(sign, q, 0), _make(self._sign, r, ideal)
        nan = context._signal(DivisionImpossible)
        return nan, nan

    def _rescaled(self, exp, context):
        if self._exp >= exp:
            return _make(self._sign, self._n * 10**(self._exp - exp) if self._n else 0, exp)
        return self._rescale(exp, context.rounding)

    def _divmod(self, other, context):
        sign = self._sign ^ other._sign
        nan = self._check_nans(other, context) if self._special or other._special else None
        if nan is not None:
            return nan, nan
        if self._special:
            if other._special:
                nan = context._signal(InvalidOperation)
                return nan, nan
            return _make(sign, 0, 0, "F"), (context._signal(InvalidOperation) if not context.traps[InvalidOperation] else None)
        if not other._special and not other._n:
            if not self._n:
                nan = context._signal(DivisionUndefined)
                return nan, nan
            return context._signal(DivisionByZero, _make(sign, 0, 0, "F")), None
        q, r = self._divide(other, context)
        return q, r._fix(context)

    def _mod(self, other, context):
        nan = self._check_nans(other, context) if self._special or other._special else None
        if nan is not None:
            return nan
        if self._special:
            return context._signal(InvalidOperation)
        if not other._special and not other._n:
            return context._signal(InvalidOperation) if self._n else context._signal(DivisionUndefined)
        return self._divide(other, context)[1]._fix(context)

    def __add__(self, other):
        other = _convert(other, False)
        return other if other is NotImplemented else self._add(other, getcontext())

    __radd__ = __add__

    def __sub__(self, other):
        other = _convert(other, False)
        return other if other is NotImplemented else self._add(other.copy_negate(), getcontext())

    def __rsub__(self, other):
        other = _convert(other, False)
        return other if other is NotImplemented else other - self

    def __mul__(self, other):
        other = _convert(other, False)
        return other if other is NotImplemented else self._mul(other, getcontext())

    __rmul__ = __mul__

    def __truediv__(self, other):
        other = _convert(other, False)
        return other if other is NotImplemented else self._div(other, getcontext())

    def __rtruediv__(self, other):
        other = _convert(other, False)
        return other if other is NotImplemented else other._div(self, getcontext())

    def __floordiv__(self, other):
        other = _convert(other, False)
        return other if other is NotImplemented else self._divmod(other, getcontext())[0]

    def __rfloordiv__(self, other):
        other = _convert(other, False)
        return other if other is NotImplemented else other // self

    def __mod__(self, other):
        other = _convert(other, False)
        return other if other is NotImplemented else self._mod(other, getcontext())

    def __rmod__(self, other):
        other = _convert(other, False)
        return other if other is NotImplemented else other % self

    def __divmod__(self, other):
        other = _convert(other, False)
        return other if other is NotImplemented else self._divmod(other, getcontext())

    def __rdivmod__(self, other):
        other = _convert(other, False)
        return other if other is NotImplemented else divmod(other, self)

    def fma(self, other, third, context=None):
        other, third = _convert(other), _convert(third)
        if self._special or other._special:
            return self._mul(other, context or getcontext())._add(third, context or getcontext())
        return _make(self._sign ^ other._sign, self._n * other._n, self._exp + other._exp)._add(third, context or getcontext())

    def remainder_near(self, other, context=None):
        context = context or getcontext()
        other = _convert(other)
        nan = self._check_nans(other, context)
        if nan is not None:
            return nan
        if self._special or not other._special and not other._n:
            return context._signal(InvalidOperation if self._special or self._n else DivisionUndefined)
        if other._special:
            return self._fix(context)
        exp = min(self._exp, other._exp)
        a, b = self._n * 10**(self._exp - exp), other._n * 10**(other._exp - exp)
        q, r = divmod(a, b)
        sign = self._sign
        if 2 * r + (q & 1) > b:
            r -= b
            q += 1
        if q >= 10**context.prec:
            return context._signal(DivisionImpossible)
        if r < 0:
            sign, r = 1 - sign, -r
        return _make(sign, r, exp)._fix(context)

    # Powers, roots and logarithms

    def __pow__(self, other, modulo=None):
        other = _convert(other, False)
        if other is NotImplemented:
            return other
        if modulo is not None:
            modulo = _convert(modulo)
            result = pow(int(self), int(other), int(modulo))
            return Decimal(result)
        return self._pow(other, getcontext())

    def __rpow__(self, other):
        other = _convert(other, False)
        return other if other is NotImplemented else other._pow(self, getcontext())

    def _is_integer(self):
        return self._special is None and (self._exp >= 0 or self._n % 10**-self._exp == 0)

    def _is_odd(self):
        if not self._n or self._exp > 0:
            return False
        return self._n // 10**-self._exp % 2 == 1

    def _pow(self, other, context):
        nan = self._check_nans(other, context) if self._special or other._special else None
        if nan is not None:
            return nan
        if not other._special and not other._n:
            if not self._special and not self._n:
                return context._signal(InvalidOperation)
            return _ONE
        sign = 0
        base = self
        if self._sign:
            if other._is_integer():
                sign = 1 if other._is_odd() else 0
            elif self._n or self._special:
                return context._signal(InvalidOperation)
            base = self.copy_abs()
        if not base._special and not base._n:
            return _make(sign, 0, 0) if not other._sign else _make(sign, 0, 0, "F")
        if base._special:
            return _make(sign, 0, 0, "F") if not other._sign else _make(sign, 0, 0)
        if base == _ONE:
            if other._is_integer() and not other._special:
                power = abs(int(other)) if abs(other._exp) < 50 else context.prec
                exp = 0 if other._sign else max(base._exp * min(power, context.prec), 1 - context.prec)
                if other._sign == 1:
                    exp = 1 - context.prec if base._exp else 0
                if exp < 0:
                    context._signal(Rounded)
                    exp = max(exp, 1 - context.prec)
            else:
                context._signal(Inexact)
                context._signal(Rounded)
                exp = 1 - context.prec
            return _make(sign, 10**-exp, exp)
        if other._special:
            return _make(sign, 0, 0) if (other._sign == 0) == (base < _ONE) else _make(sign, 0, 0, "F")
        if abs(base.adjusted() * 1.0) * float(min(other.copy_abs(), Decimal(10**17))) > 10**16:
            grows = (base > _ONE) == (other._sign == 0)
            return _overflow(sign, context) if grows else _make(sign, 0, context.Etiny())
        if other._is_integer() and (power := int(other)) and abs(power) <= 10**6:
            exact = self._integer_power(base, power, sign, context)
            if exact is not None:
                return exact
        return self._real_power(base, other, sign, context)

"""#
