// Holds the module decimal in Toy.

/// The source of the module `decimal`.
let bundledDecimal = [bundledDecimalPart1, bundledDecimalPart2, bundledDecimalPart3, bundledDecimalPart4].joined(separator: "\n")

private let bundledDecimalPart1 = #"""
import math as _math
import numbers as _numbers
from collections import namedtuple as _namedtuple

__all__ = [
    "Decimal", "Context", "DecimalTuple", "DefaultContext", "BasicContext", "ExtendedContext", "DecimalException", "Clamped",
    "InvalidOperation", "DivisionByZero", "Inexact", "Rounded", "Subnormal", "Overflow", "Underflow", "FloatOperation",
    "DivisionImpossible", "InvalidContext", "ConversionSyntax", "DivisionUndefined", "ROUND_DOWN", "ROUND_HALF_UP",
    "ROUND_HALF_EVEN", "ROUND_CEILING", "ROUND_FLOOR", "ROUND_UP", "ROUND_HALF_DOWN", "ROUND_05UP", "setcontext", "getcontext",
    "localcontext", "MAX_PREC", "MAX_EMAX", "MIN_EMIN", "MIN_ETINY", "HAVE_THREADS", "HAVE_CONTEXTVAR",
]

ROUND_DOWN = "ROUND_DOWN"
ROUND_HALF_UP = "ROUND_HALF_UP"
ROUND_HALF_EVEN = "ROUND_HALF_EVEN"
ROUND_CEILING = "ROUND_CEILING"
ROUND_FLOOR = "ROUND_FLOOR"
ROUND_UP = "ROUND_UP"
ROUND_HALF_DOWN = "ROUND_HALF_DOWN"
ROUND_05UP = "ROUND_05UP"
HAVE_THREADS = HAVE_CONTEXTVAR = True
MAX_PREC = MAX_EMAX = 999999999999999999
MIN_EMIN = -MAX_EMAX
MIN_ETINY = MIN_EMIN - (MAX_PREC - 1)
_ROUNDINGS = (
    ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP)

DecimalTuple = _namedtuple("DecimalTuple", "sign digits exponent", module="decimal")


class DecimalException(ArithmeticError):
    pass


class Clamped(DecimalException):
    pass


class InvalidOperation(DecimalException):
    pass


class ConversionSyntax(InvalidOperation):
    pass


class DivisionByZero(DecimalException, ZeroDivisionError):
    pass


class DivisionImpossible(InvalidOperation):
    pass


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    pass


class Inexact(DecimalException):
    pass


class InvalidContext(InvalidOperation):
    pass


class Rounded(DecimalException):
    pass


class Subnormal(DecimalException):
    pass


class Overflow(Inexact, Rounded):
    pass


class Underflow(Inexact, Rounded, Subnormal):
    pass


class FloatOperation(DecimalException, TypeError):
    pass


_signals = [InvalidOperation, FloatOperation, DivisionByZero, Overflow, Underflow, Subnormal, Inexact, Rounded, Clamped]
_signals_by_bit = [Clamped, InvalidOperation, DivisionByZero, Inexact, FloatOperation, Overflow, Rounded, Subnormal, Underflow]
_base_signal = {
    ConversionSyntax: InvalidOperation, DivisionImpossible: InvalidOperation, DivisionUndefined: InvalidOperation,
    InvalidContext: InvalidOperation,
}


def _ndigits(n):
    return len(str(n)) if n else 1


def _rounds_away(rounding, sign, kept, cut, half):
    """Whether a coefficient grows by one when `cut`, compared with `half` of the last place, is cut off."""
    if not cut:
        return False
    if rounding == ROUND_HALF_EVEN:
        return cut > half or cut == half and kept & 1 == 1
    if rounding == ROUND_HALF_UP:
        return cut >= half
    if rounding == ROUND_DOWN:
        return False
    if rounding == ROUND_UP:
        return True
    if rounding == ROUND_CEILING:
        return not sign
    if rounding == ROUND_FLOOR:
        return bool(sign)
    if rounding == ROUND_HALF_DOWN:
        return cut > half
    return kept % 10 in (0, 5)


def _shorten(sign, n, drop, rounding):
    """The coefficient without its last `drop` digits, rounded, and whether digits other than zero were lost."""
    if drop <= 0:
        return n * 10 ** -drop, False
    unit = 10**drop
    kept, cut = divmod(n, unit)
    if _rounds_away(rounding, sign, kept, cut * 2, unit):
        kept += 1
    return kept, bool(cut)


class Context:
    def __init__(self, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None):
        base = DefaultContext if prec is None or traps is None or rounding is None or Emin is None else None
        self.prec = base.prec if prec is None else prec
        self.rounding = base.rounding if rounding is None else rounding
        self.Emin = -999999 if Emin is None else Emin
        self.Emax = 999999 if Emax is None else Emax
        self.capitals = 1 if capitals is None else capitals
        self.clamp = 0 if clamp is None else clamp
        if traps is None:
            traps = dict(base.traps)
        self.traps = traps if isinstance(traps, dict) else {s: s in traps for s in _signals}
        self.flags = {s: flags is not None and (flags.get(s, False) if isinstance(flags, dict) else s in flags) for s in _signals}

    def __setattr__(self, name, value):
        if name == "prec":
            if not isinstance(value, int):
                raise TypeError("an integer is required")
            if not 1 <= value <= MAX_PREC:
                raise ValueError("valid range for prec is [1, MAX_PREC]")
        elif name == "rounding" and value not in _ROUNDINGS:
            raise TypeError(
                "valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n"
                "   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]")
        object.__setattr__(self, name, value)

    def __repr__(self):
        def names(signals):
            return ", ".join(s.__name__ for s in _signals_by_bit if signals.get(s))
        return "Context(prec=%d, rounding=%s, Emin=%d, Emax=%d, capitals=%d, clamp=%d, flags=[%s], traps=[%s])" % (
            self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp, names(self.flags), names(self.traps))

    def copy(self):
        return Context(
            self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp, dict(self.flags), dict(self.traps))

    __copy__ = copy

    def clear_flags(self):
        for s in self.flags:
            self.flags[s] = False

    def clear_traps(self):
        for s in self.traps:
            self.traps[s] = False

    def Etiny(self):
        return self.Emin - self.prec + 1

    def Etop(self):
        return self.Emax - self.prec + 1

    def _signal(self, condition, result=None):
        signal = _base_signal.get(condition, condition)
        self.flags[signal] = True
        if self.traps.get(signal):
            if condition is InvalidOperation or condition is signal:
                raise signal([condition] if condition in (InvalidOperation, DivisionByZero, Overflow, Inexact, Rounded, Underflow) else condition)
            raise signal([condition])
        return _NAN if result is None else result

    def create_decimal(self, num="0"):
        d = Decimal(num)
        if d._special:
            return d
        return d._fix(self)

    def create_decimal_from_float(self, f):
        return Decimal.from_float(f)._fix(self)

    def _with(self, name):
        def call(a, *rest):
            return getattr(_convert(a), name)(*rest, context=self)
        return call

    def __getattr__(self, name):
        if name in (
            "sqrt", "exp", "ln", "log10", "quantize", "to_integral_value", "to_integral_exact", "normalize", "compare", "max", "min",
            "fma", "remainder_near", "next_plus", "next_minus", "scaleb", "logb", "to_eng_string", "number_class", "copy_sign", "same_quantum",
            "max_mag", "min_mag", "compare_signal", "compare_total", "compare_total_mag", "next_toward", "rotate", "shift", "logical_and",
            "logical_or", "logical_xor", "logical_invert", "is_normal", "is_subnormal",
        ):
            return self._with(name)
        if name in ("is_nan", "is_qnan", "is_snan", "is_infinite", "is_finite", "is_signed", "is_zero", "is_canonical", "canonical", "copy_abs",
                    "copy_negate", "radix"):
            return lambda *values: getattr(_convert(values[0]) if values else Decimal(), name)()
        raise AttributeError("'decimal.Context' object has no attribute '%s'" % name)

    def add(self, a, b):
        return _convert(a)._add(_convert(b), self)

    def subtract(self, a, b):
        return _convert(a)._add(_convert(b).copy_negate(), self)

    def multiply(self, a, b):
        return _convert(a)._mul(_convert(b), self)

    def divide(self, a, b):
        return _convert(a)._div(_convert(b), self)

    def divide_int(self, a, b):
        return _convert(a)._divmod(_convert(b), self)[0]

    def remainder(self, a, b):
        return _convert(a)._divmod(_convert(b), self)[1]

    def power(self, a, b, modulo=None):
        return _convert(a)._pow(_convert(b), self)

    def abs(self, a):
        return _convert(a).copy_abs()._fix(self)

    def minus(self, a):
        return _convert(a)._neg(self)

    def plus(self, a):
        return _convert(a)._fix(self)

    def to_sci_string(self, a):
        return _convert(a).__str__(context=self)

    def divmod(self, a, b):
        return _convert(a)._divmod(_convert(b), self)

    copy_decimal = staticmethod(lambda a: _convert(a))
    to_integral = property(lambda self: self.to_integral_value)

    def __reduce__(self):
        return Context, (self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp)


DefaultContext = object.__new__(Context)
for _name, _value in (
    ("prec", 28), ("rounding", ROUND_HALF_EVEN), ("Emin", -999999), ("Emax", 999999), ("capitals", 1), ("clamp", 0),
    ("traps", {s: s in (InvalidOperation, DivisionByZero, Overflow) for s in _signals}), ("flags", {s: False for s in _signals}),
):
    setattr(DefaultContext, _name, _value)
BasicContext = Context(9, ROUND_HALF_UP, traps=[DivisionByZero, Overflow, InvalidOperation, Clamped, Underflow], flags=[])
ExtendedContext = Context(9, ROUND_HALF_EVEN, traps=[], flags=[])
_current = None


def getcontext():
    global _current
    if _current is None:
        _current = DefaultContext.copy()
    return _current


def setcontext(context):
    global _current
    if context in (DefaultContext, BasicContext, ExtendedContext):
        context = context.copy()
        context.clear_flags()
    _current = context


class _ContextManager:
    def __init__(self, context):
        self.new_context = context

    def __enter__(self):
        self.saved = getcontext()
        setcontext(self.new_context)
        return self.new_context

    def __exit__(self, kind, value, trace):
        setcontext(self.saved)


def localcontext(ctx=None, **kwargs):
    made = (getcontext() if ctx is None else ctx).copy()
    for name, value in kwargs.items():
        if name not in ("prec", "rounding", "Emin", "Emax", "capitals", "clamp", "flags", "traps"):
            raise TypeError("'%s' is an invalid keyword argument for this function" % name)
        setattr(made, name, value)
    return _ContextManager(made)


def _make(sign, n, exp, special=None):
    self = object.__new__(Decimal)
    self._sign, self._n, self._exp, self._special = sign, n, exp, special
    return self


def _parse(text):
    s = text.strip().replace("_", "")
    sign = 0
    if s[:1] in ("+", "-"):
        sign = 1 if s[0] == "-" else 0
        s = s[1:]
    low = s.lower()
    if low in ("inf", "infinity"):
        return _make(sign, 0, 0, "F")
    if low.startswith("nan") or low.startswith("snan"):
        digits = low[3:] if low[0] == "n" else low[4:]
        if digits and not digits.isdecimal():
            return None
        return _make(sign, int(digits or 0), 0, "n" if low[0] == "n" else "N")
    mantissa, e, exponent = low.partition("e")
    exp = 0
    if e:
        bare = exponent[1:] if exponent[:1] in ("+", "-") else exponent
        if not bare.isdecimal():
            return None
        exp = int(exponent)
    whole, dot, fraction = mantissa.partition(".")
    digits = whole + fraction
    if not digits.isdecimal():
        return None
    return _make(sign, int(digits), exp - len(fraction))


def _convert(value, raises=True):
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int):
        return _make(1 if value < 0 else 0, abs(int(value)), 0)
    if raises:
        raise TypeError("conversion from %s to Decimal is not supported" % type(value).__name__)
    return NotImplemented


def _comparable(value, other, equality=False):
    if isinstance(other, (Decimal, int, float)):
        return value, _convert_for_comparison(other, equality)
    if isinstance(other, _numbers.Rational):
        if not value._special:
            value = _make(value._sign, value._n * other.denominator, value._exp)
        other = other.numerator
    return value, _convert_for_comparison(other, equality)


def _convert_for_comparison(value, equality=False):
    if isinstance(value, (Decimal, int)):
        return _convert(value)
    if isinstance(value, float):
        if equality:
            getcontext().flags[FloatOperation] = True
        else:
            getcontext()._signal(FloatOperation)
        return Decimal.from_float(value)
    if isinstance(value, complex) and equality and value.imag == 0:
        return Decimal.from_float(value.real)
    return NotImplemented


"""#
