// Holds the modules cProfile, profile and pstats in Toy: they run what they are given, and measure its time as a whole.

/// The source of the module `cProfile`.
let bundledCProfile = #"""
import time as _time


class Profile:
    """Runs code; knows how long that took, but not which function did."""

    def __init__(self, timer=None, timeunit=0.0, subcalls=True, builtins=True):
        self._timer = timer or _time.perf_counter
        self._start = None
        self.total_tt = 0.0
        self.stats = {}

    def enable(self, subcalls=True, builtins=True):
        self._start = self._timer()

    def disable(self):
        if self._start is not None:
            self.total_tt += self._timer() - self._start
            self._start = None

    def clear(self):
        self.total_tt = 0.0

    def create_stats(self):
        self.disable()

    def print_stats(self, sort=-1):
        import pstats
        pstats.Stats(self).strip_dirs().sort_stats(sort).print_stats()

    def dump_stats(self, file):
        import pickle
        with open(file, "wb") as f:
            pickle.dump((self.total_tt, self.stats), f)

    def run(self, cmd):
        import __main__
        return self.runctx(cmd, __main__.__dict__, __main__.__dict__)

    def runctx(self, cmd, globals, locals):
        with self:
            exec(cmd, globals, locals)
        return self

    def runcall(self, func, /, *args, **kw):
        with self:
            return func(*args, **kw)

    def __enter__(self):
        self.enable()
        return self

    def __exit__(self, *exc_info):
        self.disable()


def _finish(profile, filename, sort):
    if filename is not None:
        profile.dump_stats(filename)
    else:
        profile.print_stats(sort)


def run(statement, filename=None, sort=-1):
    profile = Profile()
    try:
        profile.run(statement)
    except SystemExit:
        pass
    finally:
        _finish(profile, filename, sort)


def runctx(statement, globals, locals, filename=None, sort=-1):
    profile = Profile()
    try:
        profile.runctx(statement, globals, locals)
    except SystemExit:
        pass
    finally:
        _finish(profile, filename, sort)
"""#

/// The source of the module `profile`.
let bundledProfile = #"""
from cProfile import Profile, run, runctx
"""#

/// The source of the module `pstats`.
let bundledPstats = #"""
import enum as _enum
import sys as _sys


class SortKey(str, _enum.Enum):
    CALLS = "calls"
    CUMULATIVE = "cumulative"
    FILENAME = "filename"
    LINE = "line"
    NAME = "name"
    NFL = "nfl"
    PCALLS = "pcalls"
    STDNAME = "stdname"
    TIME = "time"


class Stats:
    def __init__(self, *args, stream=None):
        self.stream = stream or _sys.stdout
        self.total_tt = 0.0
        self.total_calls = self.prim_calls = 0
        self.stats = {}
        self.add(*args)

    def add(self, *arg_list):
        for item in arg_list:
            if isinstance(item, str):
                import pickle
                with open(item, "rb") as f:
                    self.total_tt += pickle.load(f)[0]
            else:
                item.create_stats()
                self.total_tt += item.total_tt
        return self

    def strip_dirs(self):
        return self

    def sort_stats(self, *field):
        return self

    def reverse_order(self):
        return self

    def print_stats(self, *amount):
        print("         %d function calls in %.3f seconds\n" % (self.total_calls, self.total_tt), file=self.stream)
        return self

    def print_callers(self, *amount):
        return self

    def print_callees(self, *amount):
        return self

    def dump_stats(self, filename):
        import pickle
        with open(filename, "wb") as f:
            pickle.dump((self.total_tt, self.stats), f)
"""#
