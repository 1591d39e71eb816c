// Holds the module statistics in Toy.

/// The source of the module `statistics`.
let bundledStatistics = #"""
import math
from fractions import Fraction
from collections import Counter
from bisect import bisect_left, bisect_right

__all__ = ["StatisticsError", "mean", "fmean", "median", "median_low", "median_high", "mode", "multimode", "pstdev", "pvariance",
           "stdev", "variance", "geometric_mean", "harmonic_mean", "quantiles", "correlation", "covariance", "linear_regression", "NormalDist"]


class StatisticsError(ValueError):
    pass


def _exact(data):
    total, count, kinds = Fraction(0), 0, set()
    for value in data:
        kinds.add(type(value))
        total += Fraction(value)
        count += 1
    return total, count, kinds


def _convert(value, kinds):
    if float in kinds:
        return value.numerator / value.denominator
    if kinds <= {int, bool}:
        return value.numerator if value.denominator == 1 else value.numerator / value.denominator
    return value if Fraction in kinds else value.numerator / value.denominator


def mean(data):
    total, count, kinds = _exact(data)
    if count < 1:
        raise StatisticsError("mean requires at least one data point")
    return _convert(total / count, kinds)


def fmean(data, weights=None):
    data = list(data)
    if not data:
        raise StatisticsError("fmean requires at least one data point")
    if weights is not None:
        weights = list(weights)
        return math.fsum(a * b for a, b in zip(data, weights)) / math.fsum(weights)
    return math.fsum(data) / len(data)


def geometric_mean(data):
    try:
        return math.exp(fmean(map(math.log, data)))
    except ValueError:
        raise StatisticsError("geometric mean requires a non-empty dataset containing positive numbers") from None


def harmonic_mean(data, weights=None):
    data = list(data)
    if not data:
        raise StatisticsError("harmonic_mean requires at least one data point")
    if any(x < 0 for x in data):
        raise StatisticsError("harmonic mean does not support negative values")
    if any(x == 0 for x in data):
        return 0
    total, count, kinds = _exact(1 / Fraction(x) for x in data)
    return _convert(count / total, {type(x) for x in data})


def median(data):
    data = sorted(data)
    n = len(data)
    if n == 0:
        raise StatisticsError("no median for empty data")
    return data[n // 2] if n % 2 else (data[n // 2 - 1] + data[n // 2]) / 2


def median_low(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data[(len(data) - 1) // 2]


def median_high(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data[len(data) // 2]


def mode(data):
    pairs = Counter(iter(data)).most_common(1)
    if not pairs:
        raise StatisticsError("no mode for empty data")
    return pairs[0][0]


def multimode(data):
    counts = Counter(iter(data))
    largest = max(counts.values(), default=0)
    return [value for value, count in counts.items() if count == largest]


def _squares(data, center):
    data = list(data)
    total, count, kinds = _exact(data)
    if count == 0:
        return Fraction(0), 0, kinds
    middle = total / count if center is None else Fraction(center)
    return sum(((Fraction(x) - middle) ** 2 for x in data), Fraction(0)), count, kinds


def variance(data, xbar=None):
    total, count, kinds = _squares(data, xbar)
    if count < 2:
        raise StatisticsError("variance requires at least two data points")
    return _convert(total / (count - 1), kinds)


def pvariance(data, mu=None):
    total, count, kinds = _squares(data, mu)
    if count < 1:
        raise StatisticsError("pvariance requires at least one data point")
    return _convert(total / count, kinds)


def _root(fraction):
    """The square root of a fraction, rounded once."""
    n, m = fraction.numerator, fraction.denominator
    if n == 0:
        return 0.0
    shift = (n.bit_length() - m.bit_length() - 109) // 2
    if shift >= 0:
        root = math.isqrt(n // (m << 2 * shift))
        exact = root * root * (m << 2 * shift) == n
        value = (root | (not exact)) << shift
        return value / 1
    root = math.isqrt((n << -2 * shift) // m)
    exact = root * root * m == n << -2 * shift
    return (root | (not exact)) / (1 << -shift)


def stdev(data, xbar=None):
    total, count, kinds = _squares(data, xbar)
    if count < 2:
        raise StatisticsError("stdev requires at least two data points")
    return _root(total / (count - 1))


def pstdev(data, mu=None):
    total, count, kinds = _squares(data, mu)
    if count < 1:
        raise StatisticsError("pstdev requires at least one data point")
    return _root(total / count)


def quantiles(data, *, n=4, method="exclusive"):
    if n < 1:
        raise StatisticsError("n must be at least 1")
    data = sorted(data)
    size = len(data)
    if size < 2:
        raise StatisticsError("must have at least two data points")
    result = []
    if method == "inclusive":
        m = size - 1
        for i in range(1, n):
            j, delta = divmod(i * m, n)
            result.append((data[j] * (n - delta) + data[j + 1] * delta) / n)
        return result
    if method != "exclusive":
        raise ValueError("Unknown method: %r" % method)
    m = size + 1
    for i in range(1, n):
        j = min(max(i * m // n, 1), size - 1)
        delta = i * m - j * n
        result.append((data[j - 1] * (n - delta) + data[j] * delta) / n)
    return result


def covariance(x, y, /):
    n = len(x)
    if len(y) != n:
        raise StatisticsError("covariance requires that both inputs have same number of data points")
    if n < 2:
        raise StatisticsError("covariance requires at least two data points")
    xbar, ybar = math.fsum(x) / n, math.fsum(y) / n
    return math.fsum((a - xbar) * (b - ybar) for a, b in zip(x, y)) / (n - 1)


def correlation(x, y, /):
    n = len(x)
    if len(y) != n:
        raise StatisticsError("correlation requires that both inputs have same number of data points")
    if n < 2:
        raise StatisticsError("correlation requires at least two data points")
    xbar, ybar = math.fsum(x) / n, math.fsum(y) / n
    sxy = math.fsum((a - xbar) * (b - ybar) for a, b in zip(x, y))
    sxx = math.fsum((a - xbar) ** 2.0 for a in x)
    syy = math.fsum((b - ybar) ** 2.0 for b in y)
    try:
        return sxy / math.sqrt(sxx * syy)
    except ZeroDivisionError:
        raise StatisticsError("at least one of the inputs is constant") from None


def linear_regression(x, y, /, *, proportional=False):
    from collections import namedtuple
    n = len(x)
    xbar, ybar = (0.0, 0.0) if proportional else (math.fsum(x) / n, math.fsum(y) / n)
    slope = math.fsum((a - xbar) * (b - ybar) for a, b in zip(x, y)) / math.fsum((a - xbar) ** 2.0 for a in x)
    return namedtuple("LinearRegression", "slope intercept", module="statistics")(slope, 0.0 if proportional else ybar - slope * xbar)


class NormalDist:
    def __init__(self, mu=0.0, sigma=1.0):
        if sigma < 0.0:
            raise StatisticsError("sigma must be non-negative")
        self._mu, self._sigma = float(mu), float(sigma)

    mean = property(lambda self: self._mu)
    stdev = property(lambda self: self._sigma)
    variance = property(lambda self: self._sigma ** 2.0)

    def pdf(self, x):
        variance = self._sigma ** 2.0
        return math.exp((x - self._mu) ** 2.0 / (-2.0 * variance)) / math.sqrt(math.tau * variance)

    def cdf(self, x):
        return 0.5 * (1.0 + math.erf((x - self._mu) / (self._sigma * math.sqrt(2.0))))

    def __repr__(self):
        return "NormalDist(mu=%r, sigma=%r)" % (self._mu, self._sigma)
"""#
