// Holds the module fractions in Toy.

/// The source of the module `fractions`.
let bundledFractions = #"""
import math
import numbers
import operator
import sys

__all__ = ["Fraction"]
_MODULUS = sys.hash_info.modulus


class Fraction(numbers.Rational):
    __slots__ = ("_numerator", "_denominator")

    def __new__(cls, numerator=0, denominator=None, *, _normalize=True):
        self = super().__new__(cls)
        if denominator is None:
            if type(numerator) is int:
                self._numerator, self._denominator = numerator, 1
                return self
            if isinstance(numerator, numbers.Rational):
                self._numerator, self._denominator = numerator.numerator, numerator.denominator
                return self
            if isinstance(numerator, float) or hasattr(numerator, "as_integer_ratio"):
                self._numerator, self._denominator = numerator.as_integer_ratio()
                return self
            if isinstance(numerator, str):
                self._numerator, self._denominator = _parse(numerator)
                return self
            raise TypeError("argument should be a string or a Rational instance")
        if type(numerator) is int is type(denominator):
            pass
        elif isinstance(numerator, numbers.Rational) and isinstance(denominator, numbers.Rational):
            numerator, denominator = numerator.numerator * denominator.denominator, denominator.numerator * numerator.denominator
        else:
            raise TypeError("both arguments should be Rational instances")
        if denominator == 0:
            raise ZeroDivisionError("Fraction(%s, 0)" % numerator)
        if _normalize:
            g = math.gcd(numerator, denominator)
            if denominator < 0:
                g = -g
            numerator //= g
            denominator //= g
        self._numerator, self._denominator = numerator, denominator
        return self

    @classmethod
    def from_float(cls, f):
        if isinstance(f, numbers.Integral):
            return cls(f)
        if not isinstance(f, float):
            raise TypeError("%s.from_float() only takes floats, not %r (%s)" % (cls.__name__, f, type(f).__name__))
        return cls(*f.as_integer_ratio())

    @classmethod
    def from_decimal(cls, dec):
        from decimal import Decimal
        if isinstance(dec, numbers.Integral):
            return cls(dec)
        if not isinstance(dec, Decimal):
            raise TypeError("%s.from_decimal() only takes Decimals, not %r (%s)" % (cls.__name__, dec, type(dec).__name__))
        return cls(*dec.as_integer_ratio())

    def __copy__(self):
        return self if type(self) is Fraction else self.__class__(self._numerator, self._denominator)

    def __deepcopy__(self, memo):
        return self.__copy__()

    numerator = property(lambda a: a._numerator)
    denominator = property(lambda a: a._denominator)

    def as_integer_ratio(self):
        return self._numerator, self._denominator

    def limit_denominator(self, max_denominator=1000000):
        if max_denominator < 1:
            raise ValueError("max_denominator should be at least 1")
        if self._denominator <= max_denominator:
            return Fraction(self)
        p0, q0, p1, q1 = 0, 1, 1, 0
        n, d = self._numerator, self._denominator
        while True:
            a = n // d
            q2 = q0 + a * q1
            if q2 > max_denominator:
                break
            p0, q0, p1, q1 = p1, q1, p0 + a * p1, q2
            n, d = d, n - a * d
        k = (max_denominator - q0) // q1
        first = Fraction(p0 + k * p1, q0 + k * q1)
        second = Fraction(p1, q1)
        return second if abs(second - self) <= abs(first - self) else first

    def __repr__(self):
        return "%s(%s, %s)" % (self.__class__.__name__, self._numerator, self._denominator)

    def __str__(self):
        return str(self._numerator) if self._denominator == 1 else "%s/%s" % (self._numerator, self._denominator)

    def _pair(self, other, exact, fallback, swap=False):
        if isinstance(other, (int, Fraction)):
            other = other if isinstance(other, Fraction) else Fraction(other)
            return exact(other, self) if swap else exact(self, other)
        if isinstance(other, float):
            return fallback(other, float(self)) if swap else fallback(float(self), other)
        if isinstance(other, complex):
            return fallback(other, complex(self)) if swap else fallback(complex(self), other)
        return NotImplemented

    def __hash__(self):
        try:
            inverse = pow(self._denominator, -1, _MODULUS)
        except ValueError:
            value = sys.hash_info.inf
        else:
            value = hash(hash(abs(self._numerator)) * inverse)
        result = value if self._numerator >= 0 else -value
        return -2 if result == -1 else result

    def __eq__(self, other):
        if isinstance(other, (int, Fraction)):
            return self._numerator == other.numerator and self._denominator == other.denominator
        if isinstance(other, float):
            return float(self) == other if math.isnan(other) or math.isinf(other) else self == Fraction(other)
        if isinstance(other, complex):
            return other.imag == 0 and self == other.real
        return NotImplemented

    def _compare(self, other, op):
        if isinstance(other, (int, Fraction)):
            return op(self._numerator * other.denominator, self._denominator * other.numerator)
        if isinstance(other, float):
            return op(0.0, other) if math.isnan(other) or math.isinf(other) else op(self, Fraction(other))
        return NotImplemented

    def __lt__(self, other):
        return self._compare(other, operator.lt)

    def __gt__(self, other):
        return self._compare(other, operator.gt)

    def __le__(self, other):
        return self._compare(other, operator.le)

    def __ge__(self, other):
        return self._compare(other, operator.ge)

    def __bool__(self):
        return self._numerator != 0

    def __pos__(self):
        return Fraction(self._numerator, self._denominator, _normalize=False)

    def __neg__(self):
        return Fraction(-self._numerator, self._denominator, _normalize=False)

    def __abs__(self):
        return Fraction(abs(self._numerator), self._denominator, _normalize=False)

    def __trunc__(self):
        return -(-self._numerator // self._denominator) if self._numerator < 0 else self._numerator // self._denominator

    __int__ = __trunc__

    def __floor__(self):
        return self._numerator // self._denominator

    def __ceil__(self):
        return -(-self._numerator // self._denominator)

    def __round__(self, ndigits=None):
        if ndigits is None:
            floor, remainder = divmod(self._numerator, self._denominator)
            if remainder * 2 < self._denominator:
                return floor
            if remainder * 2 > self._denominator:
                return floor + 1
            return floor if floor % 2 == 0 else floor + 1
        shift = 10 ** abs(ndigits)
        return Fraction(round(self * shift), shift) if ndigits > 0 else Fraction(round(self / shift) * shift)

    def __pow__(a, b):
        if isinstance(b, numbers.Rational):
            if b.denominator == 1:
                power = b.numerator
                if power >= 0:
                    return Fraction(a._numerator ** power, a._denominator ** power, _normalize=False)
                if a._numerator >= 0:
                    return Fraction(a._denominator ** -power, a._numerator ** -power, _normalize=a._numerator == 0)
                return Fraction((-a._denominator) ** -power, (-a._numerator) ** -power, _normalize=False)
            return float(a) ** float(b)
        return float(a) ** b

    def __rpow__(b, a):
        if b._denominator == 1 and b._numerator >= 0:
            return a ** b._numerator
        if isinstance(a, numbers.Rational):
            return Fraction(a.numerator, a.denominator) ** b
        return a ** float(b)


def _operation(name, exact, fallback):
    def forward(self, other):
        return self._pair(other, exact, fallback)

    def reverse(self, other):
        return self._pair(other, exact, fallback, swap=True)
    forward.__name__, reverse.__name__ = "__%s__" % name, "__r%s__" % name
    setattr(Fraction, "__%s__" % name, forward)
    setattr(Fraction, "__r%s__" % name, reverse)


def _quotient(a, b):
    if not b._numerator:
        raise ZeroDivisionError("Fraction(%s, 0)" % ((a._numerator > 0) - (a._numerator < 0)))
    return Fraction(a._numerator * b._denominator, a._denominator * b._numerator)


_operation("add", lambda a, b: Fraction(a._numerator * b._denominator + b._numerator * a._denominator, a._denominator * b._denominator), operator.add)
_operation("sub", lambda a, b: Fraction(a._numerator * b._denominator - b._numerator * a._denominator, a._denominator * b._denominator), operator.sub)
_operation("mul", lambda a, b: Fraction(a._numerator * b._numerator, a._denominator * b._denominator), operator.mul)
_operation("truediv", _quotient, operator.truediv)
_operation("floordiv", lambda a, b: (a._numerator * b._denominator) // (a._denominator * b._numerator), operator.floordiv)
_operation("mod", lambda a, b: Fraction((a._numerator * b._denominator) % (b._numerator * a._denominator), a._denominator * b._denominator), operator.mod)


def _divmod(a, b):
    quotient = (a._numerator * b._denominator) // (a._denominator * b._numerator)
    return quotient, a - b * quotient


_operation("divmod", _divmod, divmod)


def _parse(text):
    plain = text.strip()
    try:
        if "/" in plain:
            top, bottom = plain.split("/")
            if top != top.strip() or bottom != bottom.strip():
                raise ValueError
            numerator, denominator = int(top), int(bottom)
        else:
            mantissa, _, exponent = plain.lower().partition("e")
            whole, _, decimals = mantissa.partition(".")
            if decimals[:1] == "_" or whole[-1:] == "_":
                raise ValueError
            numerator = int(whole + decimals if decimals else whole or "x")
            denominator = 10 ** len(decimals.replace("_", ""))
            if exponent:
                power = int(exponent)
                if power >= 0:
                    numerator *= 10 ** power
                else:
                    denominator *= 10 ** -power
    except ValueError:
        raise ValueError("Invalid literal for Fraction: %r" % text) from None
    if denominator == 0:
        raise ZeroDivisionError("Fraction(%s, 0)" % numerator)
    g = math.gcd(numerator, denominator)
    return numerator // g, denominator // g


Fraction.__abstractmethods__ = frozenset()
"""#
